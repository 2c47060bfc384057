//! The report as prose: each section's statements in flowing paragraphs, the group's first, then
//! each learner's (in the last section the learners come first and the advice ends it).

use std::collections::{BTreeMap, BTreeSet};

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

/// What a statement says, in one sentence or several; or several statements that say the same of
/// different learners.
pub(super) struct Sentence<'a> {
    /// Never empty.
    pub statements: Vec<&'a Statement>,
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
            let marks = sentence.statements.iter().map(|one| mark(one));
            let marks: Vec<String> = marks.filter(|mark| !mark.is_empty()).collect();
            let (open, close) = sentence.around_mark();
            if marks.is_empty() {
                sentence.text.clone()
            } else {
                format!("{open} {}{close}", marks.join(" "))
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

/// Of a session in which nothing happened one sentence a section is enough: these, or that nothing
/// was recorded.
const OF_NOTHING: [StatementId; 3] = [
    StatementId::new(1, 2),
    StatementId::new(2, 3),
    StatementId::new(3, 3),
];

fn paragraphs<'a>(writer: &Writer<'a>, section: &'a Section) -> Vec<Paragraph<'a>> {
    let mut statements: Vec<&Statement> = section.statements.iter().collect();
    if writer.report.nothing_happened {
        statements.retain(|statement| OF_NOTHING.contains(&statement.id));
    }
    if statements.is_empty() {
        let key = match writer.report.audience {
            _ if writer.report.nothing_happened => "empty-section",
            Some(Audience::Learner) => "empty-section-learner",
            Some(Audience::Channel) if section.withheld => "empty-section-channel",
            _ => "empty-section",
        };
        return vec![Paragraph::Empty(writer.say(key, &[]))];
    }
    statements.sort_by_key(|statement| reading_order(statement.id));
    let learners = &writer.report.learners;
    let drafts = if writer.report.participants == 1 {
        of_one(learners.first(), &statements)
    } else {
        of_group(learners, statements, section.number)
    };
    let mut explained = BTreeSet::new();
    let paragraphs = drafts.into_iter().map(|draft| match draft {
        Draft::Of(person, statements) => sentences(writer, person, &statements, &mut explained),
        Draft::Together(groups) => together(writer, &groups),
    });
    paragraphs
        .filter(|sentences| !sentences.is_empty())
        .map(Paragraph::Of)
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

/// A paragraph in the making.
enum Draft<'a> {
    /// About the group, or about one learner.
    Of(Option<&'a PersonId>, Vec<&'a Statement>),
    /// What is the same of several learners.
    Together(Vec<Vec<&'a Statement>>),
}

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
    vec![Draft::Of(alone, first), Draft::Of(alone, last)]
}

/// In a group its own paragraph comes first, then one for each learner, then what several have in
/// common; in the last section the group's advice comes last.
fn of_group<'a>(
    learners: &'a [PersonId],
    statements: Vec<&'a Statement>,
    section: u8,
) -> Vec<Draft<'a>> {
    let (shared, statements) = in_common(statements);
    let mut of: BTreeMap<Option<&PersonId>, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        of.entry(statement.learner.as_ref())
            .or_default()
            .push(statement);
    }
    let mut of = |person| Draft::Of(person, of.remove(&person).unwrap_or_default());
    let mut drafts = vec![of(None)];
    drafts.extend(learners.iter().map(|person| of(Some(person))));
    drafts.push(Draft::Together(shared));
    if section == 5 {
        drafts.rotate_left(1);
    }
    drafts
}

/// Statements of one learner each that have a text for several, `…-together`.
const TOGETHER: [&str; 8] = [
    "3-6-insufficient-after",
    "4-3-negative",
    "4-5-negative",
    "4-6-negative",
    "5-2-positive-all",
    "5-3-insufficient",
    "5-3-negative",
    "5-3-positive-all",
];

/// What is said alike of two learners or more, and the rest.
fn in_common(statements: Vec<&Statement>) -> (Vec<Vec<&Statement>>, Vec<&Statement>) {
    let mut alike: Vec<Vec<&Statement>> = Vec::new();
    let mut rest = Vec::new();
    for statement in statements {
        let key = statement.sentence.key.as_str();
        if statement.learner.is_none() || !TOGETHER.contains(&key) {
            rest.push(statement);
            continue;
        }
        let same = |group: &&mut Vec<&Statement>| group[0].sentence == statement.sentence;
        match alike.iter_mut().find(same) {
            Some(group) => group.push(statement),
            None => alike.push(vec![statement]),
        }
    }
    let (shared, single): (Vec<_>, Vec<_>) = alike.into_iter().partition(|one| one.len() > 1);
    rest.extend(single.into_iter().flatten());
    rest.sort_by_key(|statement| reading_order(statement.id));
    (shared, rest)
}

/// People named in one sentence.
const MOST_NAMED: usize = 24;

fn together<'a>(writer: &Writer<'_>, groups: &[Vec<&'a Statement>]) -> Vec<Sentence<'a>> {
    let mut told = Telling::default();
    let of_group = groups.iter().map(|statements| {
        let people = statements.iter().filter_map(|one| one.learner.as_ref());
        let people: Vec<String> = people.map(|person| writer.person(person)).collect();
        let named = &people[..people.len().min(MOST_NAMED)];
        let people_list = writer.list_with_more(named, people.len() - named.len());
        let mut phrase = statements[0].sentence.clone();
        phrase.key.push_str("-together");
        let text = writer.of_people(&phrase, &people_list);
        let name = people.first().map(String::as_str);
        Sentence {
            statements: statements.clone(),
            text: told.linked(writer, &text, statements[0].variant, name),
        }
    });
    of_group.collect()
}

/// Whether the sentence has a place for its learner's name.
fn names_its_learner(writer: &Writer<'_>, statement: &Statement) -> bool {
    writer.statement(statement, "x") != writer.statement(statement, "")
}

fn sentences<'a>(
    writer: &Writer<'_>,
    person: Option<&PersonId>,
    statements: &[&'a Statement],
    explained: &mut BTreeSet<&'a str>,
) -> Vec<Sentence<'a>> {
    let alone = writer.report.participants == 1;
    let name = person.and_then(|person| writer.own_name(person));
    let mut named = false;
    let mut told = Telling::default();
    let mut sentences = Vec::new();
    for statement in statements {
        let speaks_of_them = person.is_some() && names_its_learner(writer, statement);
        let first = explained.insert(&statement.sentence.key);
        let tell = |who: &str| {
            if first {
                writer.statement(statement, who)
            } else {
                writer.statement_again(statement, who)
            }
        };
        let text = match person {
            Some(person) if speaks_of_them && !named => {
                named = true;
                tell(&writer.person(person))
            }
            Some(_) if speaks_of_them => tell(&writer.say("again", &[])),
            Some(person) if !named && !alone => {
                named = true;
                let name = writer.person(person).into();
                writer.say("about", &[("name", name), ("text", tell("").into())])
            }
            _ => tell(""),
        };
        sentences.push(Sentence {
            statements: vec![*statement],
            text: told.linked(writer, &text, statement.variant, name.as_deref()),
        });
    }
    sentences
}

/// How a paragraph went so far.
#[derive(Default)]
struct Telling {
    before: Option<Tone>,
    streak: u32,
    /// Each connector once a paragraph.
    links: Vec<&'static str>,
}

impl Telling {
    /// The sentence with its connector, if it takes one, and its capital; `name` may begin it.
    fn linked(
        &mut self,
        writer: &Writer<'_>,
        text: &str,
        variant: Variant,
        name: Option<&str>,
    ) -> String {
        let tone = Tone::of(variant);
        self.streak = if self.before == Some(tone) {
            self.streak + 1
        } else {
            0
        };
        let link = link(self.before, variant, self.streak);
        self.before = Some(tone);
        match link.filter(|link| !self.links.contains(link)) {
            Some(link) => {
                self.links.push(link);
                let linked = writer.say(link, &[("text", text.to_owned().into())]);
                capitalise(&linked, name)
            }
            None => capitalise(text, name),
        }
    }
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
