//! The questions and the answered check items one by one, for tables and pictures.

use time::OffsetDateTime;

use super::{
    questions::{Question, Repeat},
    session::{Session, seconds},
};
use crate::domain::{
    event::{Actor, AnswerSource, Event, QuestionKind, QuestionPurpose, Resolution},
    ids::{ConceptId, PersonId, QuestionId, TopicId},
};

/// A question, with its corrections.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionRow {
    /// The event that asked it.
    pub seq: u64,
    pub at: OffsetDateTime,
    /// Seconds of the session before it, without the session's own pauses.
    pub elapsed: u64,
    pub question: QuestionId,
    /// Nothing when the reader may not know who asked.
    pub asker: Option<Actor>,
    /// The topic that it was found to belong to.
    pub topic: Option<TopicId>,
    /// The topic that was on.
    pub during: Option<TopicId>,
    pub concepts: Vec<ConceptId>,
    pub aspects: Vec<String>,
    pub kind: QuestionKind,
    pub purpose: QuestionPurpose,
    /// Only of logs that carry it.
    pub text: Option<String>,
    /// Nothing when it is not for the reader.
    pub outcome: Option<Outcome>,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The earlier question that its asker said it repeats.
    pub repeats: Option<QuestionId>,
    /// Who gave the first answer, and after how many seconds.
    pub answered: Option<(AnswerSource, u64)>,
    /// The last that its asker said of the answers.
    pub resolution: Option<Resolution>,
}

/// One item of a check that a learner answered.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckRow {
    pub seq: u64,
    pub at: OffsetDateTime,
    /// As a question's.
    pub elapsed: u64,
    pub learner: PersonId,
    pub topic: TopicId,
    pub concept: ConceptId,
    /// Position of the item in its topic, from 0; nothing in logs that do not tell.
    pub number: Option<usize>,
    pub correct: bool,
    pub first_try: bool,
    pub hinted: bool,
}

pub(super) fn questions(session: &Session<'_>) -> Vec<QuestionRow> {
    session
        .questions
        .iter()
        .map(|question| QuestionRow {
            seq: question.seq,
            at: question.at,
            elapsed: seconds(session.elapsed(question.seq)),
            question: question.id.clone(),
            asker: Some(question.asker.clone()),
            topic: question.routed.cloned(),
            during: question.during.cloned(),
            concepts: question.concepts.to_vec(),
            aspects: question.aspects.to_vec(),
            kind: question.kind,
            purpose: question.purpose,
            text: question.text.map(str::to_owned),
            outcome: Some(outcome(question)),
        })
        .collect()
}

fn outcome(question: &Question<'_>) -> Outcome {
    let confirmed = question.repeat == Repeat::Confirmed;
    Outcome {
        repeats: question.repeats.filter(|_| confirmed).cloned(),
        answered: question
            .answers
            .first()
            .map(|answer| (answer.by, seconds(answer.after))),
        resolution: question.verdicts.last().map(|verdict| verdict.value),
    }
}

pub(super) fn checks(session: &Session<'_>) -> Vec<CheckRow> {
    let mut rows = Vec::new();
    for recorded in &session.events {
        if let Event::CheckAnswered { topic, items } = &recorded.event
            && let Some(learner) = recorded.actor.learner()
        {
            rows.extend(items.iter().map(|item| CheckRow {
                seq: recorded.seq,
                at: recorded.at,
                elapsed: seconds(session.elapsed(recorded.seq)),
                learner: learner.clone(),
                topic: topic.clone(),
                concept: item.concept.clone(),
                number: item.number,
                correct: item.correct,
                first_try: item.first_try,
                hinted: item.hinted,
            }));
        }
    }
    rows
}
