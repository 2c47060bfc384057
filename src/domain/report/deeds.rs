//! What each event was that a statement rests on, in a phrase: who did what, and when, as far as
//! the reader may know. The texts are `report-event-…` for one and `report-events-…` for several.

use std::collections::{BTreeMap, BTreeSet};

use time::OffsetDateTime;

use super::{
    session::{Session, is_course_of_session},
    statement::{Phrase, Statement, Value, concept_list},
};
use crate::domain::{
    event::{
        Actor, AdvanceResult, ConfirmationValue, EndReason, Event, Recorded, Resolution, TopicVia,
    },
    ids::{PersonId, TopicId},
};

/// An event that a statement rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    pub seq: u64,
    /// Nothing when the reader may not know when it was: then they may not see it either.
    pub at: Option<OffsetDateTime>,
    pub by: By,
    /// The learner of whom it tells, whoever caused it: an answer tells of who asked.
    pub(super) about: Option<PersonId>,
    /// Whether it is a question or an answer, which the thread shows to all.
    pub(super) in_thread: bool,
    /// The text after `report-event-` and `report-events-`.
    pub what: Phrase,
    /// What events of the same kind have in common.
    pub topic: Option<TopicId>,
}

/// Who caused an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The bot, or the course of the session, whoever pressed its buttons.
    Session,
    Moderation,
    Learner(PersonId),
    /// A learner whom the reader may not know.
    Somebody,
}

/// The events that the statements cite, ascending.
pub(super) fn deeds<'s>(
    session: &Session<'_>,
    statements: impl Iterator<Item = &'s Statement>,
) -> Vec<Deed> {
    let cited: BTreeSet<u64> = statements
        .flat_map(|statement| statement.evidence().iter().copied())
        .collect();
    let mut askers: BTreeMap<u64, &Actor> = BTreeMap::new();
    for question in &session.questions {
        askers.extend(question.events().map(|seq| (seq, question.asker)));
    }
    session
        .events
        .iter()
        .filter(|recorded| cited.contains(&recorded.seq))
        .map(|recorded| deed(session, recorded, askers.get(&recorded.seq).copied()))
        .collect()
}

/// `asker` is who asked the question that the event belongs to.
fn deed(session: &Session<'_>, recorded: &Recorded, asker: Option<&Actor>) -> Deed {
    let by = match &recorded.actor {
        _ if is_course_of_session(&recorded.event) => By::Session,
        Actor::Bot => By::Session,
        Actor::Moderator(_) => By::Moderation,
        Actor::Learner(person) => By::Learner(person.clone()),
    };
    let what = phrase(&recorded.event, &by);
    let in_thread = matches!(
        recorded.event,
        Event::QuestionAsked { .. } | Event::QuestionAnswered { .. }
    );
    let topic = topic_of(&recorded.event).cloned();
    let about = match asker.unwrap_or(&recorded.actor) {
        Actor::Learner(person) if by != By::Session || asker.is_some() => Some(person.clone()),
        _ => None,
    };
    Deed {
        seq: recorded.seq,
        at: Some(recorded.at),
        about,
        by,
        in_thread,
        what,
        topic: topic.or_else(|| match &recorded.event {
            Event::QuestionAsked { .. } | Event::MessagePosted { .. } => {
                session.topic_on(recorded.seq).cloned()
            }
            _ => None,
        }),
    }
}

impl Deed {
    /// The same for somebody who may know that it was, but not whose it was; when, only when the
    /// thread shows it.
    pub(super) fn of_somebody(&self, shown_in_thread: bool) -> Self {
        let shown = self.in_thread && shown_in_thread;
        let what = match self.what.key.as_str() {
            _ if shown => self.what.clone(),
            "question-asked-about" => Phrase::new("question-asked"),
            "question-resolved"
            | "question-partly"
            | "question-unresolved"
            | "repeat-confirmed"
            | "repeat-denied" => Phrase::new("question-judged"),
            "advance-granted" | "advance-refused" | "advance-forced" => {
                Phrase::new("advance-asked")
            }
            key => Phrase::new(key),
        };
        Self {
            seq: self.seq,
            at: self.at.filter(|_| shown),
            by: match self.by {
                By::Session => By::Session,
                By::Moderation => By::Moderation,
                By::Learner(_) | By::Somebody => By::Somebody,
            },
            about: None,
            in_thread: self.in_thread,
            what,
            topic: self.topic.clone(),
        }
    }
}

fn topic_of(event: &Event) -> Option<&TopicId> {
    match event {
        Event::TopicStarted { topic, .. }
        | Event::ExampleShown { topic, .. }
        | Event::AlternativeShown { topic, .. }
        | Event::PauseOpened { topic, .. }
        | Event::PauseClosed { topic, .. }
        | Event::ConfirmationGiven { topic, .. }
        | Event::ConfidenceRated { topic, .. }
        | Event::CheckAnswered { topic, .. }
        | Event::ExerciseOffered { topic }
        | Event::HintShown { topic }
        | Event::ExerciseSubmitted { topic, .. }
        | Event::AdvanceAttempted { from: topic, .. } => Some(topic),
        Event::QuestionAsked { topic, .. }
        | Event::QuestionAnswered { topic, .. }
        | Event::QuestionResolved { topic, .. }
        | Event::LinkRecorded { topic, .. }
        | Event::ProjectMentioned { topic, .. }
        | Event::ArtifactPrepared { topic, .. }
        | Event::MessagePosted { topic } => topic.as_ref(),
        _ => None,
    }
}

/// The text's key and what fills it beside the topic, the person and the count.
fn phrase(event: &Event, by: &By) -> Phrase {
    match event {
        Event::SessionOpened { .. } => Phrase::new("session-opened"),
        Event::SessionStarted { .. } => Phrase::new("session-started"),
        Event::SessionEnded { reason } => Phrase::new(match reason {
            EndReason::Completed => "session-completed",
            EndReason::Closed => "session-closed",
            EndReason::Abandoned => "session-abandoned",
        }),
        Event::TopicStarted {
            via: TopicVia::Revisit,
            ..
        } => Phrase::new("topic-revisited"),
        Event::TopicStarted { .. } => Phrase::new("topic-started"),
        Event::ExampleShown { concept, .. } => {
            Phrase::new("example-shown").with("concept", Value::Concept(concept.clone()))
        }
        Event::AlternativeShown { concept, .. } => {
            Phrase::new("alternative-shown").with("concept", Value::Concept(concept.clone()))
        }
        Event::PauseOpened { .. } => Phrase::new("pause-opened"),
        Event::ConfirmationGiven { value, .. } => Phrase::new(match value {
            ConfirmationValue::Clear => "confirmed",
            ConfirmationValue::Unsure => "unsure",
        }),
        // Never the value: this is read by others too.
        Event::ConfidenceRated { .. } => Phrase::new("rated"),
        Event::CheckAnswered { items, .. } => {
            let right = items.iter().filter(|item| item.correct).count();
            Phrase::new("checked")
                .with("right", right)
                .with("items", items.len())
        }
        Event::AdvanceAttempted { result, .. } => Phrase::new(match (result, by) {
            (AdvanceResult::Refused, By::Session) => "advance-not-made",
            (_, By::Session) => "advanced",
            (AdvanceResult::Refused, _) => "advance-refused",
            (AdvanceResult::Granted, _) => "advance-granted",
            (AdvanceResult::Forced, _) => "advance-forced",
        }),
        Event::QuestionAsked { concepts, kind, .. } => {
            let kind = Phrase::new(format!("kind-of-{}", kind.name()));
            if concepts.is_empty() {
                Phrase::new("question-asked").with("kind", kind)
            } else {
                Phrase::new("question-asked-about")
                    .with("concepts", concept_list(concepts))
                    .with("kind", kind)
            }
        }
        Event::QuestionCorrected { .. } => Phrase::new("question-corrected"),
        Event::QuestionAnswered { by, .. } => {
            Phrase::new(format!("question-answered-{}", by.name()))
        }
        Event::QuestionResolved { value, .. } => Phrase::new(match value {
            Resolution::Resolved => "question-resolved",
            Resolution::Partly => "question-partly",
            Resolution::No => "question-unresolved",
        }),
        Event::RepeatJudged { same, .. } => Phrase::new(if *same {
            "repeat-confirmed"
        } else {
            "repeat-denied"
        }),
        Event::LinkRecorded { domain, .. } => {
            Phrase::new("link-recorded").with("domain", Value::Text(domain.clone()))
        }
        Event::ProjectMentioned { .. } => Phrase::new("project-mentioned"),
        Event::ArtifactPrepared { name, .. } => Phrase::new(match by {
            By::Session => "artifact-shown",
            _ => "artifact-prepared",
        })
        .with("name", Value::File(name.clone())),
        Event::ExerciseOffered { .. } => Phrase::new("exercise-offered"),
        Event::ExerciseSubmitted { .. } => Phrase::new("exercise-submitted"),
        Event::ClosingStarted => Phrase::new("closing-started"),
        Event::ReflectionAnswered { .. } => Phrase::new("reflection-answered"),
        Event::MessagePosted { .. } => Phrase::new("message-posted"),
        _ => Phrase::new("other"),
    }
}
