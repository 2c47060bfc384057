//! The report in messages: the five parts as embeds, the documents as files.

use serenity::all::CreateEmbed;

use super::{CALM, Scene};
use crate::{
    discord::post::Post,
    domain::{
        event::Event,
        ids::PersonId,
        markdown,
        report::{self, Audience, Report, Statement},
    },
    report::{DocumentError, Format, Frame, Names, prose, render},
};

/// Characters that the embeds of one message have together at most; Discord takes 6000.
const ALL_EMBEDS: usize = 5800;
/// Bytes of one file that Discord takes everywhere, and of all files of a message.
const FILE_LIMIT: usize = 10 * 1024 * 1024;
const ALL_FILES: usize = 24 * 1024 * 1024;

/// Who reads a report: what it may say follows from that, and from nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Everybody in the channel.
    Channel,
    Moderators,
    /// A learner, their own.
    Learner(PersonId),
}

/// A report for one reader.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The five parts, or that nothing was recorded.
    pub embeds: Vec<CreateEmbed>,
    /// File names with their bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// The formats whose files are larger than Discord takes.
    pub too_large: Vec<Format>,
    /// What kept documents from being made, for the log.
    pub faults: Vec<String>,
}

/// The report of a scene as its reader may see it, with documents in these formats. Takes a
/// processor for a second or so.
pub fn rendered(
    scene: &Scene<'_>,
    reader: &Reader,
    frame: &Frame<'_>,
    formats: &[Format],
) -> Rendered {
    let report = report_for(scene, reader);
    let documents = formats
        .iter()
        .map(|format| (*format, render(&report, *format, frame)));
    let mut rendered = with_files(scene, reader, documents);
    rendered.embeds = if nothing_happened(scene) {
        vec![
            CreateEmbed::new()
                .title(scene.say("report-blank-title", &[]))
                .description(scene.say("report-blank", &[]))
                .colour(CALM),
        ]
    } else {
        embeds(&report, frame)
    };
    rendered
}

/// What the report calls the course, its concepts and its people.
pub fn names(scene: &Scene<'_>) -> Names {
    Names {
        course: Some(scene.course.title.clone()),
        concepts: scene
            .course
            .concepts
            .iter()
            .map(|concept| (concept.id.clone(), concept.name.clone()))
            .collect(),
        people: scene.session.names.clone(),
    }
}

/// The report as everybody sees it, in the session's place or in the channel for reports.
pub fn post(scene: &Scene<'_>, rendered: Rendered) -> Post {
    let course = ("course", scene.course.title.as_str().into());
    let mut content = scene.say("report-post", &[course]);
    if let Some(left_out) = left_out(scene, &rendered) {
        content = format!("{content}\n{left_out}");
    }
    Post {
        embeds: rendered.embeds,
        files: rendered.files,
        is_panel: true,
        ..Post::text(content)
    }
}

/// The moderators' report, for the one who asked for it. `label` says of which session.
pub fn pulled(scene: &Scene<'_>, rendered: Rendered, label: &str) -> Post {
    let said = scene.say(
        "pulls-report",
        &[("session", markdown::escape(label).into())],
    );
    let mut content = format!("{said}\n{}", scene.say("pulls-recorded", &[]));
    if let Some(left_out) = left_out(scene, &rendered) {
        content = format!("{content}\n{left_out}");
    }
    Post {
        embeds: rendered.embeds,
        files: rendered.files,
        ..Post::text(content)
    }
}

/// The line that says which documents are too large for Discord, if any.
pub fn left_out(scene: &Scene<'_>, rendered: &Rendered) -> Option<String> {
    let names = rendered.too_large.iter().map(|format| format.name());
    let names: Vec<String> = names.map(str::to_uppercase).collect();
    let list = ("formats", names.join(", ").into());
    (!names.is_empty()).then(|| scene.say("report-too-large", &[list]))
}

fn report_for(scene: &Scene<'_>, reader: &Reader) -> Report {
    let whole = report::analyse(&scene.session.events);
    match reader {
        Reader::Channel => whole.for_audience(Audience::Channel, None),
        Reader::Moderators => whole.for_audience(Audience::Moderator, None),
        Reader::Learner(learner) => whole.for_audience(Audience::Learner, Some(learner)),
    }
}

/// Whether no topic began and nobody asked anything: then there is nothing to report on.
fn nothing_happened(scene: &Scene<'_>) -> bool {
    !scene.session.events.iter().any(|recorded| {
        matches!(
            recorded.event,
            Event::TopicStarted { .. } | Event::QuestionAsked { .. }
        )
    })
}

fn with_files(
    scene: &Scene<'_>,
    reader: &Reader,
    documents: impl Iterator<Item = (Format, Result<Vec<u8>, DocumentError>)>,
) -> Rendered {
    let mut rendered = Rendered {
        embeds: Vec::new(),
        files: Vec::new(),
        too_large: Vec::new(),
        faults: Vec::new(),
    };
    let mut room = ALL_FILES;
    for (format, document) in documents {
        match document {
            Ok(bytes) if bytes.len() > FILE_LIMIT.min(room) => rendered.too_large.push(format),
            Ok(bytes) => {
                room -= bytes.len();
                let whose = match reader {
                    Reader::Channel => "",
                    Reader::Moderators => "-moderacion",
                    Reader::Learner(_) => "-personal",
                };
                let name = format!("informe-{}{whose}.{}", scene.session.id, format.extension());
                rendered.files.push((name, bytes));
            }
            Err(error) => {
                let what = format!("session {}, {}: {error}", scene.session.id, format.name());
                rendered.faults.push(what);
            }
        }
    }
    rendered
}

/// One embed a section, with a small link after each claim that can be followed to a message.
/// Where all is too long for one message, the links give way first, the last ones before the
/// others, then each section in the same proportion; the files have the whole.
fn embeds(report: &Report, frame: &Frame<'_>) -> Vec<CreateEmbed> {
    let plain = prose::sections(report, frame);
    let mut room = Room::beside(&plain);
    let marked = prose::marked(report, frame, |statement| room.mark(statement, frame));
    cut(&marked)
}

/// Characters that are left for links.
struct Room {
    in_all: usize,
    /// By section.
    in_each: Vec<usize>,
}

impl Room {
    fn beside(sections: &[prose::SectionText]) -> Self {
        let length = |text: &str| text.chars().count();
        let texts = sections.iter().map(|s| length(&text_of(s)));
        let headings: usize = sections.iter().map(|s| length(&s.heading)).sum();
        Self {
            in_all: ALL_EMBEDS.saturating_sub(texts.clone().sum::<usize>() + headings),
            in_each: texts
                .map(|own| super::EMBED_LIMIT.saturating_sub(own))
                .collect(),
        }
    }

    /// A link to the first message that the statement rests on; nothing without one, or where
    /// there is no room.
    fn mark(&mut self, statement: &Statement, frame: &Frame<'_>) -> String {
        let mut evidence = statement.evidence().iter();
        let Some(link) = evidence.find_map(|seq| frame.links.get(seq)) else {
            return String::new();
        };
        let mark = format!("[↗]({link})");
        // With the blank before it.
        let cost = mark.chars().count() + 1;
        let section = usize::from(statement.id.section).saturating_sub(1);
        match self.in_each.get_mut(section) {
            Some(own) if cost <= *own && cost <= self.in_all => {
                *own -= cost;
                self.in_all -= cost;
                mark
            }
            _ => String::new(),
        }
    }
}

fn cut(sections: &[prose::SectionText]) -> Vec<CreateEmbed> {
    let headings: usize = sections.iter().map(|s| s.heading.chars().count()).sum();
    let texts: Vec<String> = sections.iter().map(text_of).collect();
    let length: usize = texts.iter().map(|text| text.chars().count()).sum();
    let room = ALL_EMBEDS.saturating_sub(headings);
    sections
        .iter()
        .zip(&texts)
        .map(|(section, text)| {
            let own = text.chars().count();
            let share = if length > room {
                own * room / length
            } else {
                own
            };
            CreateEmbed::new()
                .title(&section.heading)
                .description(markdown::clip(text, share.min(super::EMBED_LIMIT)))
                .colour(CALM)
        })
        .collect()
}

fn text_of(section: &prose::SectionText) -> String {
    section.paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, path::Path};

    use time::macros::datetime;

    use super::*;
    use crate::{
        course::load_all,
        domain::{
            course::Course,
            event::{Actor, AdvanceRule, EndReason, PlannedTopic, Recorded, TopicVia},
            ids::{CourseId, SessionId},
            session::Session,
        },
        report::Zone,
        store::Stored,
        texts::Language,
    };

    fn length(embeds: &[CreateEmbed], part: &str) -> usize {
        let shown = serde_json::to_value(embeds).expect("embeds are JSON");
        let texts = shown.as_array().expect("a list").iter();
        texts
            .map(|embed| embed[part].as_str().map_or(0, |text| text.chars().count()))
            .sum()
    }

    #[test]
    fn a_long_report_fits_one_message_and_keeps_every_heading() {
        let sections: Vec<prose::SectionText> = (1..=5)
            .map(|number| prose::SectionText {
                heading: format!("{number}. Una parte del informe"),
                paragraphs: vec!["palabra ".repeat(600), "otra ".repeat(300)],
            })
            .collect();
        let embeds = cut(&sections);
        assert_eq!(embeds.len(), 5);
        assert!(length(&embeds, "title") + length(&embeds, "description") <= 6000);
    }

    /// Two topics in the plan's order, and the end.
    fn session() -> (Stored, Course) {
        let topics = ["uno", "dos"];
        let plan: Vec<PlannedTopic> = topics
            .iter()
            .map(|topic| PlannedTopic {
                topic: (*topic).into(),
                title: format!("Tema {topic}"),
                concepts: Vec::new(),
                planned_minutes: 10,
                pause: false,
            })
            .collect();
        let mut happened = vec![Event::SessionStarted {
            course: "curso".into(),
            plan,
            proposed_by: Actor::Bot,
            roster: vec![Actor::Learner("7".into()), Actor::Learner("8".into())],
            advance_rule: AdvanceRule::All,
        }];
        happened.extend(topics.map(|topic| Event::TopicStarted {
            topic: topic.into(),
            via: TopicVia::Plan,
        }));
        happened.push(Event::SessionEnded {
            reason: EndReason::Completed,
        });
        let events: Vec<Recorded> = (1..)
            .zip(happened)
            .map(|(seq, event)| Recorded {
                seq,
                at: datetime!(2026-11-29 16:00 UTC),
                actor: Actor::Bot,
                event,
            })
            .collect();
        let stored = Stored {
            id: SessionId(4),
            guild: 1,
            channel: 2,
            opens_thread: false,
            venue: Some(2),
            moves: 0,
            left: None,
            trouble: None,
            course: CourseId::new("curso"),
            course_version: "1".to_owned(),
            course_hash: None,
            language: "es".to_owned(),
            host_name: "Marta".to_owned(),
            opened_at: datetime!(2026-11-29 16:00 UTC),
            state: Session::replay(&events),
            events,
            names: BTreeMap::new(),
            own_questions: Vec::new(),
            own_answers: Vec::new(),
            others_questions: Vec::new(),
            found: Vec::new(),
        };
        let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
        let courses = load_all(&courses).expect("the fixture is a course");
        let course = courses.get(&"saludos".into()).expect("it is there");
        (stored, course.clone())
    }

    fn shown(links: &BTreeMap<u64, String>) -> String {
        let (session, course) = session();
        let scene = Scene::private(&session, &course, Language::Spanish);
        let (names, zone) = (names(&scene), Zone::utc());
        let frame = Frame {
            language: Language::Spanish,
            names: &names,
            zone: &zone,
            links,
        };
        let rendered = rendered(&scene, &Reader::Channel, &frame, &[Format::Markdown]);
        assert_eq!(rendered.files[0].0, "informe-4.md");
        assert!(length(&rendered.embeds, "description") <= 6000);
        serde_json::to_string(&rendered.embeds).expect("embeds are JSON")
    }

    #[test]
    fn a_claim_leads_to_the_message_that_it_rests_on() {
        let links = BTreeMap::from([(2, "https://discord.com/channels/1/2/3".to_owned())]);
        let text = shown(&links);
        assert!(
            text.contains(" [↗](https://discord.com/channels/1/2/3)."),
            "{text}"
        );
        assert!(!shown(&BTreeMap::new()).contains('↗'));
    }

    #[test]
    fn links_give_way_before_the_text_does() {
        let plain = shown(&BTreeMap::new());
        let long = format!("https://discord.com/channels/1/2/{}", "3".repeat(5700));
        let links = (1..=4).map(|seq| (seq, long.clone())).collect();
        assert_eq!(shown(&links), plain);
    }

    #[test]
    fn a_file_that_discord_would_refuse_is_left_out_and_named() {
        let (session, course) = session();
        let scene = Scene::public(&session, &course);
        let documents = [
            (Format::Pdf, Ok(vec![0; FILE_LIMIT + 1])),
            (Format::Markdown, Ok(vec![0; FILE_LIMIT])),
            (Format::Csv, Ok(vec![0; FILE_LIMIT])),
            (Format::Png, Ok(vec![0; FILE_LIMIT])),
        ];
        let rendered = with_files(&scene, &Reader::Channel, documents.into_iter());
        let names: Vec<&str> = rendered
            .files
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["informe-4.md", "informe-4.csv"]);
        let said = left_out(&scene, &rendered).expect("two are left out");
        assert!(said.contains("PDF, PNG"), "{said}");
    }
}
