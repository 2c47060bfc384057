//! Events and words as the rows that people query.

use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{StoreError, append::Change};
use crate::domain::{
    event::{Actor, Event, Recorded, Resolution},
    ids::{PersonId, QuestionId},
    session::{Phase, QuestionState, Session, Words},
};

/// The rows of one change, each list as a JSON array.
#[derive(Debug)]
pub struct Projection {
    pub events: Value,
    pub status: &'static str,
    pub current_topic: Option<String>,
    pub started_at: Option<OffsetDateTime>,
    pub ended_at: Option<OffsetDateTime>,
    pub end_reason: Option<String>,
    pub participants: Value,
    pub questions: Value,
    /// Questions whose status changed after they were asked.
    pub turned: Value,
    /// Questions that count otherwise than they were understood; what is null stays as it was.
    pub corrected: Value,
    /// Questions that go, with their answers.
    pub deleted: Vec<String>,
    pub answers: Value,
    pub reflections: Value,
    pub solutions: Value,
    /// Who has a doubt, too (`joined`); answers that were marked right (`accepted`), and no longer
    /// (`withdrawn`).
    pub follow_up: Value,
    /// Whom the session was handed over to.
    pub new_host: Option<i64>,
    pub left: Vec<i64>,
}

impl Projection {
    /// # Errors
    /// [`StoreError::NotASnowflake`] when a person's id is not a number.
    pub fn of(change: &Change<'_>) -> Result<Self, StoreError> {
        let mut rows = Self::empty(change.after);
        let mut events = Vec::new();
        let mut participants = Vec::new();
        let mut asked = Vec::new();
        let mut turned = Vec::new();
        let mut corrected = Vec::new();
        let mut answers = Vec::new();
        let (mut joined, mut accepted, mut withdrawn) = (Vec::new(), Vec::new(), Vec::new());
        for recorded in change.events {
            let at = timestamp(recorded.at);
            events.push(json!({
                "seq": recorded.seq,
                "at": at,
                "actor": recorded.actor,
                "event": recorded.event,
            }));
            match &recorded.event {
                Event::SessionStarted { .. } => rows.started_at = Some(recorded.at),
                Event::SessionEnded { reason } => {
                    rows.ended_at = Some(recorded.at);
                    rows.end_reason = serde_json::to_value(reason)?.as_str().map(str::to_owned);
                }
                Event::HostChanged { host } => rows.new_host = Some(snowflake(host)?),
                Event::ParticipantLeft => rows.left.extend(person(&recorded.actor)?),
                Event::ParticipantJoined { .. } => participants.push(json!({
                    "person_id": person(&recorded.actor)?,
                    "display_name": change.name,
                    "joined_at": at,
                })),
                Event::QuestionAsked { question, .. } => {
                    asked.push(question.clone());
                }
                Event::QuestionAnswered {
                    question,
                    by,
                    shared_from,
                    answer,
                    section,
                    ..
                } => {
                    // One that was given before has its words in the store.
                    let (number, text) = match answer_words(change.words, question) {
                        Some((number, text)) => (number, Some(text)),
                        None => (answers_of(change.after, question), None),
                    };
                    answers.push(json!({
                        "question_id": question,
                        "number": number,
                        "author_id": person(&recorded.actor)?,
                        "source": by,
                        "section": section,
                        "text": text,
                        "answered_at": at,
                        "shared_question": shared_from.as_ref().map(|answer| &answer.question),
                        "shared_number": shared_from.as_ref().map(|answer| answer.number),
                        "given": answer,
                    }));
                    turned.push((question.clone(), None));
                }
                Event::QuestionsMerged { question, .. } => {
                    let group = change.after.group(question);
                    turned.extend(group.map(|asked| (asked.id.clone(), None)));
                }
                Event::QuestionJoined { question, .. } => joined.push(json!({
                    "question_id": question,
                    "person_id": person(&recorded.actor)?,
                    "joined_at": at,
                })),
                Event::AnswerAccepted { question, number } => accepted.push(json!({
                    "question_id": question,
                    "number": number,
                    "accepted_by": person(&recorded.actor)?,
                    "accepted_at": at,
                })),
                Event::AcceptanceWithdrawn { question, number } => withdrawn.push(json!({
                    "question_id": question,
                    "number": number,
                })),
                Event::QuestionCorrected {
                    question,
                    topic,
                    kind,
                    concepts,
                    aspects,
                } => corrected.push(json!({
                    "question_id": question,
                    "topic_id": topic,
                    "kind": kind,
                    "concepts": concepts,
                    "aspects": aspects,
                })),
                Event::QuestionDeleted { question } => rows.deleted.push(question.to_string()),
                Event::QuestionResolved { question, .. } => {
                    turned.push((question.clone(), Some(recorded.at)));
                }
                _ => {}
            }
        }
        turned.retain(|(question, _)| !asked.contains(question));
        turned.sort_by(|(a, _), (b, _)| a.cmp(b));
        turned.dedup_by(|(later, _), (first, _)| later == first);
        rows.questions = change
            .events
            .iter()
            .filter_map(|recorded| question_row(recorded, change))
            .collect::<Result<_, _>>()?;
        rows.turned = turned
            .iter()
            .map(|(question, at)| turned_row(change.after, question, *at))
            .collect();
        rows.reflections = reflection_rows(change)?;
        rows.solutions = change
            .events
            .iter()
            .filter_map(|recorded| solution_row(recorded, change))
            .collect::<Result<_, _>>()?;
        rows.events = Value::Array(events);
        rows.participants = Value::Array(participants);
        rows.corrected = Value::Array(corrected);
        rows.answers = Value::Array(answers);
        rows.follow_up = json!({
            "joined": joined,
            "accepted": accepted,
            "withdrawn": withdrawn,
        });
        Ok(rows)
    }

    fn empty(after: &Session) -> Self {
        Self {
            events: Value::Null,
            status: match after.phase {
                Phase::Unopened | Phase::Lobby => "lobby",
                Phase::Topic(_) => "topic",
                Phase::Closing => "closing",
                Phase::Ended(_) => "ended",
            },
            current_topic: after
                .current_topic()
                .map(|planned| planned.topic.to_string()),
            started_at: None,
            ended_at: None,
            end_reason: None,
            participants: Value::Null,
            questions: Value::Null,
            turned: Value::Null,
            corrected: Value::Null,
            deleted: Vec::new(),
            answers: Value::Null,
            reflections: Value::Null,
            solutions: Value::Null,
            follow_up: Value::Null,
            new_host: None,
            left: Vec::new(),
        }
    }
}

fn question_row(recorded: &Recorded, change: &Change<'_>) -> Option<Result<Value, StoreError>> {
    let Event::QuestionAsked {
        topic,
        question,
        concepts,
        aspects,
        kind,
        purpose,
        repeats,
        same_as,
        anonymous,
        origin,
        near,
        ..
    } = &recorded.event
    else {
        return None;
    };
    let text = change.words.iter().find_map(|words| match words {
        Words::Question { question: id, text } if id == question => Some(text),
        _ => None,
    });
    Some(person(&recorded.actor).map(|asker| {
        json!({
            "question_id": question,
            "asker_id": asker,
            "topic_id": topic,
            "text": text,
            "kind": kind,
            "purpose": purpose,
            "concepts": concepts,
            "aspects": aspects,
            "repeats": repeats,
            "status": status(change.after, question),
            "origin": origin,
            "asked_at": timestamp(recorded.at),
            "anonymous": anonymous,
            "same_as": same_as,
            "near": near,
        })
    }))
}

fn turned_row(after: &Session, question: &QuestionId, at: Option<OffsetDateTime>) -> Value {
    let status = status(after, question);
    let closed = matches!(status, "resolved" | "partly");
    json!({
        "question_id": question,
        "status": status,
        "closed_at": at.filter(|_| closed).map(timestamp),
        "same_as": after.question(question).and_then(|asked| asked.same_as.as_ref()),
    })
}

fn reflection_rows(change: &Change<'_>) -> Result<Value, StoreError> {
    let Some(reflected) = change
        .events
        .iter()
        .find(|recorded| matches!(recorded.event, Event::ReflectionAnswered { .. }))
    else {
        return Ok(json!([]));
    };
    let who = person(&reflected.actor)?;
    let rows = change.words.iter().filter_map(|words| match words {
        Words::Reflection {
            links,
            uses,
            comparison,
        } => Some(json!({
            "person_id": who,
            "links": links,
            "uses": uses,
            "comparison": comparison,
            "answered_at": timestamp(reflected.at),
        })),
        Words::Question { .. } | Words::Answer { .. } | Words::Solution { .. } => None,
    });
    Ok(rows.collect())
}

fn solution_row(recorded: &Recorded, change: &Change<'_>) -> Option<Result<Value, StoreError>> {
    let Event::ExerciseSubmitted {
        topic,
        origin: Some(origin),
        ..
    } = &recorded.event
    else {
        return None;
    };
    let (number, text) = change.words.iter().find_map(|words| match words {
        Words::Solution { number, text } => Some((number, text)),
        _ => None,
    })?;
    Some(person(&recorded.actor).map(|author| {
        json!({
            "number": number,
            "author_id": author,
            "topic_id": topic,
            "text": text,
            "origin": origin,
            "shared_at": timestamp(recorded.at),
        })
    }))
}

fn answer_words<'a>(words: &'a [Words], question: &QuestionId) -> Option<(usize, &'a str)> {
    words.iter().find_map(|words| match words {
        Words::Answer {
            question: id,
            number,
            text,
        } if id == question => Some((*number, text.as_str())),
        _ => None,
    })
}

fn answers_of(after: &Session, question: &QuestionId) -> usize {
    after.question(question).map_or(1, |asked| asked.answers)
}

fn status(after: &Session, question: &QuestionId) -> &'static str {
    match after.question(question).map(|question| question.state) {
        Some(QuestionState::Answered) => "answered",
        Some(QuestionState::Closed(Resolution::Partly)) => "partly",
        Some(QuestionState::Closed(_)) => "resolved",
        Some(QuestionState::Open | QuestionState::Deleted) | None => "open",
    }
}

/// The Discord id of the person who acted; `None` for the bot.
fn person(actor: &Actor) -> Result<Option<i64>, StoreError> {
    match actor {
        Actor::Bot => Ok(None),
        Actor::Learner(id) | Actor::Moderator(id) => snowflake(id).map(Some),
    }
}

/// # Errors
/// [`StoreError::NotASnowflake`].
pub fn snowflake(id: &PersonId) -> Result<i64, StoreError> {
    id.as_str()
        .parse()
        .map_err(|_| StoreError::NotASnowflake(id.to_string()))
}

fn timestamp(at: OffsetDateTime) -> String {
    at.format(&Rfc3339)
        .expect("a time between the years 0 and 9999 has a text")
}
