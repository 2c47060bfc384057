//! A summary as JSON, for other programs.

use serde::Serialize;

use super::Around;
use crate::domain::{
    ids::{ConceptId, CourseId, QuestionId, SessionId, TopicId},
    report::Summary,
};

#[derive(Serialize)]
struct SummaryJson<'a> {
    scope: &'a [String],
    sessions: usize,
    completed: usize,
    under_way: usize,
    learners: usize,
    doubts: usize,
    topics: Vec<TopicJson<'a>>,
    concepts: Vec<ConceptJson<'a>>,
    open_doubts: Vec<OpenJson<'a>>,
}

/// Minutes are those of a session, on average.
#[derive(Serialize)]
struct TopicJson<'a> {
    course: &'a CourseId,
    topic: &'a TopicId,
    title: &'a str,
    sessions: usize,
    planned_minutes: f64,
    actual_minutes: f64,
}

#[derive(Serialize)]
struct ConceptJson<'a> {
    course: &'a CourseId,
    concept: &'a ConceptId,
    name: String,
    sessions: usize,
    doubts: usize,
}

#[derive(Serialize)]
struct OpenJson<'a> {
    session: SessionId,
    question: &'a QuestionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a TopicId>,
    /// On the server's clocks.
    asked_on: String,
    answered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

/// Indented, with a line break at the end.
pub fn render(summary: &Summary, around: &Around<'_>) -> Vec<u8> {
    let whole = SummaryJson {
        scope: &around.scope,
        sessions: summary.sessions,
        completed: summary.completed,
        under_way: summary.under_way,
        learners: summary.learners.len(),
        doubts: summary.doubts,
        topics: summary
            .topics
            .iter()
            .map(|time| TopicJson {
                course: &time.course,
                topic: &time.topic,
                title: &time.title,
                sessions: time.sessions,
                planned_minutes: tenth(time.mean_planned()),
                actual_minutes: tenth(time.mean_actual()),
            })
            .collect(),
        concepts: summary
            .concepts
            .iter()
            .map(|draws| ConceptJson {
                course: &draws.course,
                concept: &draws.concept,
                name: around.concept(draws),
                sessions: draws.sessions,
                doubts: draws.doubts,
            })
            .collect(),
        open_doubts: summary
            .open
            .iter()
            .map(|doubt| OpenJson {
                session: doubt.session,
                question: &doubt.question,
                topic: doubt.topic.as_ref(),
                asked_on: around.zone.day(doubt.asked_at).to_string(),
                answered: doubt.answered,
                link: around.link(doubt),
            })
            .collect(),
    };
    let mut text = serde_json::to_vec_pretty(&whole).expect("every key is a string");
    text.push(b'\n');
    text
}

/// Rounded to a tenth.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
