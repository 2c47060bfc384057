//! What the PDF and the PNG say and show, ready for their templates: every text in words, every
//! place in a picture as a share of its width.

use serde::Serialize;
use serde_json::Value;

use super::{
    DocumentError, Frame, Names,
    evidence::appendix,
    letters::{drawable, drawable_names},
    markdown::{evidence_note, reference},
    pictures::{self, Pictures, Timeline},
    prose::{self, Paragraph},
    summary,
    typeset::{self, Template},
    words::{Markup, Writer},
};
use crate::{
    domain::report::{Figure, Report, StatementId},
    texts::Language,
};

/// The whole report, to print.
pub(super) fn pdf(report: &Report, frame: &Frame<'_>) -> Result<Vec<u8>, DocumentError> {
    let names = drawable_names(report, frame);
    let frame = frame.with_names(&names);
    let document = Document::of(report, &frame);
    let ident = format!(
        "{} {:?} {:?}",
        document.title, report.started_at, report.audience
    );
    typeset::to_pdf(Template::Report, json(&document), &ident)
}

/// A card that sums the session up.
pub(super) fn png(report: &Report, frame: &Frame<'_>) -> Result<Vec<u8>, DocumentError> {
    let names = drawable_names(report, frame);
    let card = Card::of(report, &frame.with_names(&names));
    typeset::to_png(Template::Card, json(&card))
}

fn json(document: &impl Serialize) -> String {
    let mut value = serde_json::to_value(document).expect("every key of a document is a string");
    only_drawable(&mut value);
    value.to_string()
}

/// Letters that no font has would show as empty boxes.
fn only_drawable(value: &mut Value) {
    match value {
        Value::String(text) => *text = drawable(text),
        Value::Array(items) => items.iter_mut().for_each(only_drawable),
        Value::Object(fields) => fields.values_mut().for_each(only_drawable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[derive(Serialize)]
struct Document {
    lang: &'static str,
    title: String,
    /// The course, or nothing.
    course: Option<String>,
    kicker: String,
    facts: Vec<summary::Fact>,
    sections: Vec<SectionRuns>,
    pictures: Pictures,
    evidence: Option<EvidenceRuns>,
    rules: String,
}

#[derive(Serialize)]
struct SectionRuns {
    heading: String,
    paragraphs: Vec<Vec<Run>>,
}

/// A piece of a paragraph.
#[derive(Serialize)]
#[serde(untagged)]
enum Run {
    Text {
        text: String,
    },
    /// The number of a reference.
    Mark {
        mark: usize,
    },
}

#[derive(Serialize)]
struct EvidenceRuns {
    heading: String,
    note: String,
    /// By their numbers, from 1.
    references: Vec<String>,
    events: String,
    columns: [String; 3],
    rows: Vec<EventRun>,
    more: Option<String>,
}

#[derive(Serialize)]
struct EventRun {
    events: String,
    when: String,
    what: String,
    link: Option<String>,
}

fn lang(language: Language) -> &'static str {
    match language {
        Language::Spanish => "es",
        Language::English => "en",
    }
}

impl Document {
    fn of(report: &Report, frame: &Frame<'_>) -> Self {
        let writer = Writer::new(report, frame, Markup::Plain);
        let mut references = Vec::new();
        let sections = prose::compose(report, frame, Markup::Plain)
            .into_iter()
            .map(|section| SectionRuns {
                heading: section.heading,
                paragraphs: section
                    .paragraphs
                    .iter()
                    .map(|paragraph| runs(&writer, paragraph, &mut references))
                    .collect(),
            })
            .collect();
        Self {
            lang: lang(frame.language),
            title: summary::title(&writer),
            course: writer.course(),
            kicker: writer.say("title-unnamed", &[]),
            // The course stands in the title.
            facts: summary::facts(&writer, frame).split_off(usize::from(
                report.course.is_some() || frame.names.course.is_some(),
            )),
            sections,
            pictures: Pictures::of(&writer),
            evidence: evidence(&writer, frame, references),
            rules: writer.say("rules", &[("version", report.rules.into())]),
        }
    }
}

fn runs(writer: &Writer<'_>, paragraph: &Paragraph<'_>, references: &mut Vec<String>) -> Vec<Run> {
    let sentences = match paragraph {
        Paragraph::Of(sentences) => sentences,
        Paragraph::Empty(text) => return vec![Run::Text { text: text.clone() }],
    };
    let mut runs = Vec::new();
    for (place, sentence) in sentences.iter().enumerate() {
        let (open, close) = sentence.around_mark();
        let space = if place == 0 { "" } else { " " };
        runs.push(Run::Text {
            text: format!("{space}{open}"),
        });
        for statement in &sentence.statements {
            references.push(reference(writer, statement));
            runs.push(Run::Mark {
                mark: references.len(),
            });
        }
        runs.push(Run::Text {
            text: close.to_owned(),
        });
    }
    runs
}

fn evidence(
    writer: &Writer<'_>,
    frame: &Frame<'_>,
    references: Vec<String>,
) -> Option<EvidenceRuns> {
    if references.is_empty() {
        return None;
    }
    let appendix = appendix(writer.report, frame, Markup::Plain);
    let rows = appendix.rows.into_iter().map(|row| EventRun {
        events: row.events,
        when: row.when,
        what: row.what,
        link: row.link,
    });
    Some(EvidenceRuns {
        heading: writer.say("evidence", &[]),
        note: writer.say(evidence_note(writer.report), &[]),
        references,
        events: writer.say("evidence-events", &[]),
        columns: ["number", "when", "what"]
            .map(|column| writer.say(&format!("evidence-{column}"), &[])),
        rows: rows.collect(),
        more: (appendix.more > 0)
            .then(|| writer.say("evidence-more", &[("count", appendix.more.into())])),
    })
}

/// Topics on a card, and the longest title of one, in characters.
const CARD_TOPICS: usize = 8;
const CARD_TITLE: usize = 46;

#[derive(Serialize)]
struct Card {
    lang: &'static str,
    kicker: String,
    title: String,
    date: Option<String>,
    figures: Vec<KeyFigure>,
    heading: String,
    timeline: Option<Timeline>,
    nothing: String,
}

/// A number that stands out, and what it counts.
#[derive(Serialize)]
struct KeyFigure {
    value: String,
    label: String,
}

impl Card {
    fn of(report: &Report, frame: &Frame<'_>) -> Self {
        let writer = Writer::new(report, frame, Markup::Plain);
        Self {
            lang: lang(frame.language),
            kicker: writer.say("card-kicker", &[]),
            title: writer
                .course()
                .unwrap_or_else(|| writer.say("title-unnamed", &[])),
            date: summary::short_date(&writer, frame),
            figures: key_figures(&writer),
            heading: writer.say("picture-timeline-alone", &[]),
            timeline: pictures::timeline(&writer, CARD_TOPICS, CARD_TITLE),
            nothing: writer.say("card-nothing", &[]),
        }
    }
}

/// At most four: how long, how many topics, how many people, and what there was to see of doubts,
/// or else of pauses.
fn key_figures(writer: &Writer<'_>) -> Vec<KeyFigure> {
    let report = writer.report;
    let figures = |section: u8, number: u8| {
        let id = StatementId::new(section, number);
        let of_all = report.statements().filter(|one| one.learner.is_none());
        of_all
            .filter(|one| one.id == id)
            .map(|one| &one.figures)
            .next()
    };
    let of = |(section, number): (u8, u8), part: &str, whole: &str| {
        let figures = figures(section, number)?;
        match (figures.get(part)?, figures.get(whole)?) {
            (Figure::Count(part), Figure::Count(whole)) if *whole > 0 => Some((*part, *whole)),
            _ => None,
        }
    };
    let fraction = |(part, whole): (u64, u64), key: &str| {
        let arguments = [("part", part.into()), ("whole", whole.into())];
        KeyFigure {
            value: writer.say("card-of", &arguments),
            label: writer.say(key, &[("count", part.into())]),
        }
    };
    let counted = |count: usize, key: &str| KeyFigure {
        value: count.to_string(),
        label: writer.say(key, &[("count", count.into())]),
    };
    let lasted = report.timeline.lasted;
    let duration = (lasted > 0).then(|| KeyFigure {
        value: summary::about(lasted),
        label: writer.say("card-duration", &[]),
    });
    let topics = of((1, 2), "treated", "planned").map(|of| fraction(of, "card-topics-of"));
    let people = counted(report.participants, "card-participants");
    let doubts = of((2, 3), "cleared", "doubts").map(|of| fraction(of, "card-doubts"));
    let questions = report.questions.len();
    let questions = (questions > 0).then(|| counted(questions, "card-questions"));
    let pauses = of((1, 3), "held", "due").map(|of| fraction(of, "card-pauses"));
    let last = doubts.or(questions).or(pauses);
    [duration, topics, Some(people), last]
        .into_iter()
        .flatten()
        .collect()
}

impl<'a> Frame<'a> {
    fn with_names(&self, names: &'a Names) -> Self {
        Self { names, ..*self }
    }
}
