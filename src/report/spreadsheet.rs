//! The report as CSV: one row for each question and one for each item of a check that was answered,
//! in the order of the session. `type` tells them apart; a column that does not apply is empty.

use std::fmt::Display;

use serde::Serialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    Frame,
    sheet::{MARK, harmless},
};
use crate::domain::{
    event::{Actor, Resolution},
    ids::{ConceptId, PersonId, TopicId},
    report::{CheckRow, QuestionRow, Report},
};

/// Between the values of one cell.
const BETWEEN: &str = "; ";

/// A row; the names of the fields are those of the columns. They are permanent, as those of logs;
/// new ones come at the end.
#[derive(Default, Serialize)]
struct Row {
    r#type: Cell,
    /// The event's number.
    seq: Cell,
    /// RFC 3339, in UTC.
    at: Cell,
    /// On the clocks of the reader's zone.
    local_time: Cell,
    /// Seconds of the session before it, without interruptions.
    elapsed_seconds: Cell,
    learner: Cell,
    learner_name: Cell,
    topic: Cell,
    topic_title: Cell,
    /// The topic that was on.
    topic_on: Cell,
    concepts: Cell,
    concept_names: Cell,
    question: Cell,
    kind: Cell,
    purpose: Cell,
    aspects: Cell,
    repeats: Cell,
    answered_by: Cell,
    seconds_to_answer: Cell,
    resolution: Cell,
    text: Cell,
    /// Position of a check's item in its topic, from 1.
    item: Cell,
    correct: Cell,
    first_try: Cell,
    hinted: Cell,
}

/// What no spreadsheet takes for a formula.
#[derive(Default, Serialize)]
#[serde(transparent)]
struct Cell(String);

fn cell(value: impl Display) -> Cell {
    Cell(harmless(&value.to_string()).into_owned())
}

/// Empty when there is nothing.
fn optional(value: Option<impl Display>) -> Cell {
    value.map(cell).unwrap_or_default()
}

pub(super) fn render(report: &Report, frame: &Frame<'_>) -> Vec<u8> {
    let sheet = Sheet { report, frame };
    let questions = report.questions.iter();
    let questions = questions.map(|row| (row.seq, sheet.question(row)));
    let checks = report.checks.iter();
    let checks = checks.map(|row| (row.seq, sheet.check(row)));
    let mut rows: Vec<(u64, Row)> = questions.chain(checks).collect();
    rows.sort_by_key(|(seq, _)| *seq);

    // The writer takes the names of the columns from the first row.
    let without_rows = rows.is_empty();
    if without_rows {
        rows.push((0, Row::default()));
    }
    let mut writer = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    for (_, row) in rows {
        writer.serialize(row).expect("memory takes every write");
    }
    let mut text = writer.into_inner().expect("memory takes every write");
    if without_rows {
        let header = text.iter().position(|byte| *byte == b'\n');
        text.truncate(header.map_or(0, |end| end + 1));
    }
    text
}

struct Sheet<'a> {
    report: &'a Report,
    frame: &'a Frame<'a>,
}

impl Sheet<'_> {
    fn question(&self, row: &QuestionRow) -> Row {
        let asker = row.asker.as_ref().and_then(Actor::person);
        let outcome = row.outcome.as_ref();
        let answered = outcome.and_then(|outcome| outcome.answered);
        let resolution = outcome.and_then(|outcome| outcome.resolution);
        let topic = row.topic.as_ref();
        Row {
            r#type: cell("question"),
            seq: cell(row.seq),
            at: utc(row.at),
            local_time: self.local(row.at),
            elapsed_seconds: cell(row.elapsed),
            learner: optional(asker),
            learner_name: optional(asker.and_then(|asker| self.name(asker))),
            topic: optional(topic),
            topic_title: optional(topic.and_then(|topic| self.title(topic))),
            topic_on: optional(row.during.as_ref()),
            concepts: joined(row.concepts.iter().map(ConceptId::as_str)),
            concept_names: joined(row.concepts.iter().map(|concept| self.concept(concept))),
            question: cell(&row.question),
            kind: cell(row.kind.name()),
            purpose: cell(row.purpose.name()),
            aspects: joined(row.aspects.iter().map(String::as_str)),
            repeats: optional(outcome.and_then(|outcome| outcome.repeats.as_ref())),
            answered_by: optional(answered.map(|(by, _)| by.name())),
            seconds_to_answer: optional(answered.map(|(_, seconds)| seconds)),
            resolution: optional(resolution.map(Resolution::name)),
            text: optional(row.text.as_ref()),
            ..Row::default()
        }
    }

    fn check(&self, row: &CheckRow) -> Row {
        Row {
            r#type: cell("check"),
            seq: cell(row.seq),
            at: utc(row.at),
            local_time: self.local(row.at),
            elapsed_seconds: cell(row.elapsed),
            learner: cell(&row.learner),
            learner_name: optional(self.name(&row.learner)),
            topic: cell(&row.topic),
            topic_title: optional(self.title(&row.topic)),
            concepts: cell(&row.concept),
            concept_names: cell(self.concept(&row.concept)),
            item: optional(row.number.map(|number| number.saturating_add(1))),
            correct: cell(row.correct),
            first_try: cell(row.first_try),
            hinted: cell(row.hinted),
            ..Row::default()
        }
    }

    fn name(&self, person: &PersonId) -> Option<&str> {
        self.frame.names.people.get(person).map(String::as_str)
    }

    fn title(&self, topic: &TopicId) -> Option<&str> {
        let mut topics = self.report.titles.iter();
        let found = topics.find(|(of, _)| of == topic);
        found.map(|(_, title)| title.as_str())
    }

    fn concept<'c>(&'c self, concept: &'c ConceptId) -> &'c str {
        let name = self.frame.names.concepts.get(concept);
        name.map_or(concept.as_str(), String::as_str)
    }

    fn local(&self, at: OffsetDateTime) -> Cell {
        let local = self.frame.zone.local(at);
        optional(local.map(|local| local.strftime("%Y-%m-%d %H:%M:%S").to_string()))
    }
}

/// Empty where RFC 3339 has no such year.
fn utc(at: OffsetDateTime) -> Cell {
    optional(at.format(&Rfc3339).ok())
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Cell {
    cell(words.collect::<Vec<_>>().join(BETWEEN))
}
