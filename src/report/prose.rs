//! The report as prose: each section's statements in flowing paragraphs, the group's first, then
//! each learner's (in the last section the learners come first and the advice ends it).

use crate::{
    domain::{
        ids::PersonId,
        report::{Audience, Report, Section, Statement, StatementId, Variant},
    },
    texts::Language,
};

use super::{
    Frame,
    words::{Markup, Writer, capitalise},
};

/// One of the five sections in words, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionText {
    /// With its number: `1. Estructura de la conversación`.
    pub heading: String,
    /// Never empty.
    pub paragraphs: Vec<String>,
}

/// The five sections of the report, in order. Recorded words and names are escaped.
#[must_use]
pub fn sections(report: &Report, frame: &Frame<'_>) -> Vec<SectionText> {
    marked(report, frame, |_| String::new())
}

/// As [`sections`], with a mark after each statement, before its full stop: a number, a link.
#[must_use]
pub fn marked(
    report: &Report,
    frame: &Frame<'_>,
    mut mark: impl FnMut(&Statement) -> String,
) -> Vec<SectionText> {
    compose(report, frame, Markup::Markdown)
        .into_iter()
        .map(|section| SectionText {
            heading: section.heading,
            paragraphs: section
                .paragraphs
                .iter()
                .map(|paragraph| paragraph.marked(&mut mark))
                .collect(),
        })
        .collect()
}

/// One of the five sections, before the marks.
pub(super) struct SectionDraft<'a> {
    pub heading: String,
    /// Never empty.
    pub paragraphs: Vec<Paragraph<'a>>,
}

pub(super) enum Paragraph<'a> {
    Of(Vec<Sentence<'a>>),
    /// That there is nothing to say.
    Empty(String),
}

/// What a statement says, in one sentence or several.
pub(super) struct Sentence<'a> {
    pub statement: &'a Statement,
    pub text: String,
}

impl Sentence<'_> {
    /// The text before and after the place of its mark.
    pub fn around_mark(&self) -> (&str, &str) {
        match self.text.strip_suffix('.') {
            Some(open) => (open, "."),
            None => (&self.text, ""),
        }
    }
}

impl Paragraph<'_> {
    fn marked(&self, mark: &mut impl FnMut(&Statement) -> String) -> String {
        let sentences = match self {
            Self::Of(sentences) => sentences,
            Self::Empty(text) => return text.clone(),
        };
        let sentences = sentences.iter().map(|sentence| {
            let mark = mark(sentence.statement);
            let (open, close) = sentence.around_mark();
            if mark.is_empty() {
                sentence.text.clone()
            } else {
                format!("{open} {mark}{close}")
            }
        });
        sentences.collect::<Vec<_>>().join(" ")
    }
}

pub(super) fn compose<'a>(
    report: &'a Report,
    frame: &Frame<'a>,
    markup: Markup,
) -> Vec<SectionDraft<'a>> {
    let writer = Writer::new(report, frame, markup);
    report
        .sections
        .iter()
        .map(|section| SectionDraft {
            heading: heading(section, frame.language),
            paragraphs: paragraphs(&writer, section),
        })
        .collect()
}

/// A section's title without its number.
pub(super) fn title(section: &Section, language: Language) -> String {
    language.say(&format!("report-heading-{}", section.number), &[])
}

fn heading(section: &Section, language: Language) -> String {
    format!("{}. {}", section.number, title(section, language))
}

/// The statement's own sentence, which stands without the others.
pub(super) fn sentence(report: &Report, statement: &Statement, frame: &Frame<'_>) -> String {
    let writer = Writer::new(report, frame, Markup::Plain);
    let learner = statement.learner.as_ref();
    let who = learner.map(|person| writer.person(person));
    let name = learner.and_then(|person| writer.own_name(person));
    let text = writer.statement(statement, who.as_deref().unwrap_or_default());
    capitalise(&text, name.as_deref())
}

fn paragraphs<'a>(writer: &Writer<'a>, section: &'a Section) -> Vec<Paragraph<'a>> {
    if section.statements.is_empty() {
        let key = match writer.report.audience {
            Some(Audience::Learner) => "empty-section-learner",
            Some(Audience::Channel) if section.withheld => "empty-section-channel",
            _ => "empty-section",
        };
        return vec![Paragraph::Empty(writer.say(key, &[]))];
    }
    let mut statements: Vec<&Statement> = section.statements.iter().collect();
    statements.sort_by_key(|statement| reading_order(statement.id));
    let learners = &writer.report.learners;
    let paragraphs = if writer.report.participants == 1 {
        of_one(learners.first(), &statements)
    } else {
        of_group(learners, &statements, section.number)
    };
    paragraphs
        .into_iter()
        .filter(|(_, statements)| !statements.is_empty())
        .map(|(person, statements)| Paragraph::Of(sentences(writer, person, &statements)))
        .collect()
}

/// Whose proposal it was opens the first section, and the kinds of question follow the depth; all
/// else reads in the order of its numbers.
fn reading_order(id: StatementId) -> (u8, u8) {
    match (id.section, id.number) {
        (1, 7) => (0, 0),
        (2, 6) => (1, 1),
        (_, number) => (number, 0),
    }
}

/// A paragraph in the making: whom it is about, and what it says.
type Draft<'a> = (Option<&'a PersonId>, Vec<&'a Statement>);

/// With a single learner everything reads on; what was consolidated, and the advice, stand apart.
fn of_one<'a>(alone: Option<&'a PersonId>, statements: &[&'a Statement]) -> Vec<Draft<'a>> {
    let apart = |statement: &&Statement| {
        matches!(
            (statement.id.section, statement.id.number),
            (2, 5) | (5, 5..)
        )
    };
    let (last, first): (Vec<&Statement>, Vec<&Statement>) =
        statements.iter().copied().partition(apart);
    vec![(alone, first), (alone, last)]
}

/// In a group its own paragraph comes first, then one for each learner; in the last section the
/// group's advice comes last.
fn of_group<'a>(
    learners: &'a [PersonId],
    statements: &[&'a Statement],
    section: u8,
) -> Vec<Draft<'a>> {
    let of = |person: Option<&PersonId>| -> Vec<&'a Statement> {
        let theirs = |statement: &&&Statement| statement.learner.as_ref() == person;
        statements.iter().filter(theirs).copied().collect()
    };
    let mut drafts: Vec<Draft<'a>> = vec![(None, of(None))];
    drafts.extend(
        learners
            .iter()
            .map(|person| (Some(person), of(Some(person)))),
    );
    if section == 5 {
        drafts.rotate_left(1);
    }
    drafts
}

/// Whether the sentence has a place for its learner's name.
fn names_its_learner(writer: &Writer<'_>, statement: &Statement) -> bool {
    writer.statement(statement, "x") != writer.statement(statement, "")
}

fn sentences<'a>(
    writer: &Writer<'_>,
    person: Option<&PersonId>,
    statements: &[&'a Statement],
) -> Vec<Sentence<'a>> {
    let alone = writer.report.participants == 1;
    let name = person.and_then(|person| writer.own_name(person));
    let mut named = false;
    let mut before: Option<Tone> = None;
    let mut streak = 0;
    // Each connector once a paragraph.
    let mut links = Vec::new();
    let mut sentences = Vec::new();
    for statement in statements {
        let speaks_of_them = person.is_some() && names_its_learner(writer, statement);
        let mut text = match person {
            Some(person) if speaks_of_them && !named => {
                named = true;
                writer.statement(statement, &writer.person(person))
            }
            Some(_) if speaks_of_them => writer.statement(statement, &writer.say("again", &[])),
            Some(person) if !named && !alone => {
                named = true;
                let text = writer.statement(statement, "").into();
                writer.say(
                    "about",
                    &[("name", writer.person(person).into()), ("text", text)],
                )
            }
            _ => writer.statement(statement, ""),
        };
        let tone = Tone::of(statement.variant);
        streak = if before == Some(tone) { streak + 1 } else { 0 };
        if let Some(link) =
            link(before, statement.variant, streak).filter(|link| !links.contains(link))
        {
            links.push(link);
            text = writer.say(link, &[("text", text.into())]);
        }
        before = Some(tone);
        sentences.push(Sentence {
            statement: *statement,
            text: capitalise(&text, name.as_deref()),
        });
    }
    sentences
}

/// How a statement sounds, for the link to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Favourable,
    Lacking,
    Unknown,
    Advice,
}

impl Tone {
    fn of(variant: Variant) -> Self {
        match variant {
            Variant::Positive => Self::Favourable,
            Variant::Mixed | Variant::Negative => Self::Lacking,
            Variant::Insufficient => Self::Unknown,
            Variant::Suggest | Variant::Continue => Self::Advice,
        }
    }
}

/// The connector before a sentence, by how the one before it sounded and how many of the same
/// kind came in a row. Not before every sentence: that would read like a machine.
fn link(before: Option<Tone>, variant: Variant, streak: u32) -> Option<&'static str> {
    match (before?, Tone::of(variant)) {
        (Tone::Favourable, Tone::Lacking) if variant == Variant::Negative => Some("link-contrast"),
        (Tone::Favourable, Tone::Lacking) => Some("link-aside"),
        (Tone::Lacking | Tone::Unknown, Tone::Favourable) | (Tone::Favourable, Tone::Unknown) => {
            Some("link-aside")
        }
        (Tone::Advice, Tone::Advice) => Some("link-also"),
        (same, again) if same == again => match streak {
            2 => Some("link-also"),
            4 => Some("link-likewise"),
            _ => None,
        },
        _ => None,
    }
}
