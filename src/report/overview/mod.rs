//! A summary over several sessions in words, and as a file.

mod csv;
mod json;
mod markdown;

use std::collections::BTreeMap;

use crate::{
    domain::{
        ids::{ConceptId, CourseId, QuestionId, SessionId},
        report::{ConceptDoubts, OpenDoubt, Summary, TopicTime},
    },
    texts::Language,
};

use super::{Format, Zone};

/// What a summary needs beside its figures.
#[derive(Clone, Debug)]
pub struct Around<'a> {
    pub language: Language,
    /// The zone in which days are told.
    pub zone: &'a Zone,
    /// What was asked for and what was taken in, a line each.
    pub scope: Vec<String>,
    /// Titles.
    pub courses: BTreeMap<CourseId, String>,
    pub concepts: BTreeMap<(CourseId, ConceptId), String>,
    /// The addresses of the messages that show open doubts.
    pub links: BTreeMap<(SessionId, QuestionId), String>,
}

/// The formats that a summary comes in.
pub const FORMATS: [Format; 3] = [Format::Markdown, Format::Csv, Format::Json];

/// The summary as a file; nothing for a format that it does not come in.
#[must_use]
pub fn render(summary: &Summary, format: Format, around: &Around<'_>) -> Option<Vec<u8>> {
    match format {
        Format::Markdown => Some(markdown::render(summary, around).into_bytes()),
        Format::Csv => Some(csv::render(summary, around)),
        Format::Json => Some(json::render(summary, around)),
        Format::Pdf | Format::Png => None,
    }
}

/// How much was summed up, in one sentence or two.
#[must_use]
pub fn counts(summary: &Summary, language: Language) -> String {
    language.say(
        "report-summary-overview",
        &[
            ("sessions", summary.sessions.into()),
            ("completed", summary.completed.into()),
            ("running", summary.under_way.into()),
            ("learners", summary.learners.len().into()),
            ("doubts", summary.doubts.into()),
            ("open", summary.open.len().into()),
        ],
    )
}

/// What was found: the texts of three headings, by their keys, each with the items of its list in
/// Markdown.
#[must_use]
pub fn lists(summary: &Summary, around: &Around<'_>) -> [(&'static str, Vec<String>); 3] {
    let topics = summary.topics.iter().map(|time| topic_line(time, around));
    let concepts = summary
        .concepts
        .iter()
        .map(|draws| concept_line(draws, around));
    let open = summary.open.iter().map(|doubt| open_line(doubt, around));
    [
        ("report-summary-topics", topics.collect()),
        ("report-summary-concepts", concepts.collect()),
        ("report-summary-open", open.collect()),
    ]
}

/// How long a topic takes, as an item of a list in Markdown.
fn topic_line(time: &TopicTime, around: &Around<'_>) -> String {
    around.language.say(
        "report-summary-topic",
        &[
            ("topic", time.title.as_str().into()),
            ("course", around.course(&time.course).into()),
            ("actual", around.minutes(time.mean_actual()).into()),
            ("planned", around.minutes(time.mean_planned()).into()),
            ("sessions", time.sessions.into()),
        ],
    )
}

/// How many doubts a concept draws, as an item of a list in Markdown.
fn concept_line(draws: &ConceptDoubts, around: &Around<'_>) -> String {
    around.language.say(
        "report-summary-concept",
        &[
            ("concept", around.concept(draws).into()),
            ("course", around.course(&draws.course).into()),
            ("doubts", draws.doubts.into()),
            ("sessions", draws.sessions.into()),
        ],
    )
}

/// An open doubt with the way to it, as an item of a list in Markdown.
fn open_line(doubt: &OpenDoubt, around: &Around<'_>) -> String {
    let language = around.language;
    let topic = match (&doubt.title, &doubt.topic) {
        (Some(title), _) => title.clone(),
        (None, Some(topic)) => topic.to_string(),
        (None, None) => language.say("report-summary-no-topic", &[]),
    };
    let topic = match around.link(doubt) {
        Some(link) => format!("[{topic}]({link})"),
        None => topic,
    };
    let key = if doubt.answered {
        "report-summary-answered"
    } else {
        "report-summary-unanswered"
    };
    language.say(
        key,
        &[
            ("topic", topic.into()),
            ("session", doubt.session.to_string().into()),
            ("date", around.zone.day(doubt.asked_at).to_string().into()),
        ],
    )
}

impl Around<'_> {
    fn course(&self, course: &CourseId) -> String {
        let title = self.courses.get(course);
        title.map_or_else(|| course.to_string(), String::clone)
    }

    fn concept(&self, draws: &ConceptDoubts) -> String {
        let key = (draws.course.clone(), draws.concept.clone());
        let name = self.concepts.get(&key);
        name.map_or_else(|| draws.concept.to_string(), String::clone)
    }

    fn link(&self, doubt: &OpenDoubt) -> Option<&str> {
        let link = self.links.get(&(doubt.session, doubt.question.clone()));
        link.map(String::as_str)
    }

    /// With one decimal, as the language writes it.
    fn minutes(&self, minutes: f64) -> String {
        let text = format!("{minutes:.1}");
        match self.language {
            Language::Spanish => text.replace('.', ","),
            Language::English => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;

    fn summary() -> Summary {
        Summary {
            sessions: 3,
            completed: 2,
            under_way: 1,
            learners: ["7".into(), "8".into()].into(),
            doubts: 5,
            topics: vec![TopicTime {
                course: "multiprocessing".into(),
                topic: "pool".into(),
                title: "Pool".to_owned(),
                sessions: 2,
                planned: 30,
                actual: Duration::minutes(45),
            }],
            concepts: vec![ConceptDoubts {
                course: "multiprocessing".into(),
                concept: "pipe-queue".into(),
                sessions: 1,
                doubts: 4,
            }],
            open: vec![OpenDoubt {
                session: SessionId(12),
                question: "q3".into(),
                topic: Some("pool".into()),
                title: Some("Pool".to_owned()),
                asked_at: datetime!(2026-11-29 02:00 UTC),
                answered: false,
            }],
        }
    }

    fn rendered(format: Format) -> String {
        let zone = Zone::named("America/Bogota").expect("a zone");
        let around = Around {
            language: Language::Spanish,
            zone: &zone,
            scope: vec!["Sesiones desde el 2026-11-01".to_owned()],
            courses: BTreeMap::from([("multiprocessing".into(), "Procesos, ya".to_owned())]),
            concepts: BTreeMap::from([(
                ("multiprocessing".into(), "pipe-queue".into()),
                "Pipe y Queue".to_owned(),
            )]),
            links: BTreeMap::from([(
                (SessionId(12), "q3".into()),
                "https://discord.com/channels/1/2/3".to_owned(),
            )]),
        };
        let file = render(&summary(), format, &around).expect("a summary has this format");
        String::from_utf8(file).expect("text")
    }

    #[test]
    fn a_summary_reads_as_markdown() {
        insta::assert_snapshot!(rendered(Format::Markdown));
    }

    #[test]
    fn a_summary_opens_in_a_spreadsheet() {
        insta::assert_snapshot!(rendered(Format::Csv));
    }

    #[test]
    fn a_summary_is_read_by_programs() {
        insta::assert_snapshot!(rendered(Format::Json));
    }

    #[test]
    fn a_summary_has_no_pages() {
        let zone = Zone::utc();
        let around = Around {
            language: Language::English,
            zone: &zone,
            scope: Vec::new(),
            courses: BTreeMap::new(),
            concepts: BTreeMap::new(),
            links: BTreeMap::new(),
        };
        let has = |format: &Format| render(&summary(), *format, &around).is_some();
        let formats: Vec<Format> = Format::ALL.into_iter().filter(has).collect();
        assert_eq!(formats.len(), FORMATS.len());
        assert!(FORMATS.iter().all(|format| formats.contains(format)));
    }
}
