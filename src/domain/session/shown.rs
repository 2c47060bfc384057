//! Which post shows an event, so that a claim of the report can be followed to where it happened.

use super::{outbox::Delivery, state::Session};
use crate::domain::event::{AnswerSource, Event, PauseReason, Recorded};

/// The events that some post of the session's shows, by their numbers, with that post. What is
/// between the bot and one person (answers to checks, ratings) no post shows.
#[must_use]
pub fn shown_by(events: &[Recorded]) -> Vec<(u64, Delivery)> {
    let mut session = Session::default();
    let mut shown = Vec::new();
    for recorded in events {
        session.evolve(recorded);
        let delivery = delivery(&session, &recorded.event);
        shown.extend(delivery.map(|delivery| (recorded.seq, delivery)));
    }
    shown
}

/// `session` is the state after the event.
fn delivery(session: &Session, event: &Event) -> Option<Delivery> {
    Some(match event {
        Event::SessionOpened { .. } | Event::PlanChanged { .. } => Delivery::Announcement,
        Event::SessionStarted { .. }
        | Event::ParticipantJoined { .. }
        | Event::ParticipantLeft
        | Event::SessionEnded { .. } => Delivery::Lobby,
        Event::HostChanged { .. } => Delivery::NewHost(session.hosts_changed),
        Event::ReminderSent { .. } => Delivery::Reminder(session.reminders.len()),
        Event::SessionPaused {
            reason: Some(PauseReason::Refused),
        } => return None,
        Event::SessionPaused { .. } | Event::SessionResumed => {
            match session.pauses.last().copied().flatten() {
                Some(PauseReason::Refused) => return None,
                _ => Delivery::Interruption(session.pauses.len()),
            }
        }
        Event::TopicStarted { topic, .. }
        | Event::ExampleShown { topic, .. }
        | Event::ExerciseOffered { topic }
        | Event::ArtifactPrepared {
            topic: Some(topic), ..
        } => Delivery::Topic(topic.clone()),
        Event::AlternativeShown { topic, .. } => {
            let progress = session.topics.get(topic)?;
            Delivery::Alternative(topic.clone(), progress.alternatives_shown.checked_sub(1)?)
        }
        Event::PauseOpened { topic, .. }
        | Event::PauseClosed { topic, .. }
        | Event::ConfirmationGiven { topic, .. }
        | Event::WaitEnded {
            topic: Some(topic), ..
        }
        | Event::AdvanceAttempted { from: topic, .. } => {
            let progress = session.topics.get(topic).filter(|topic| topic.has_pause)?;
            Delivery::Panel(topic.clone(), progress.visits.max(1))
        }
        Event::QuestionAsked { question, .. }
        | Event::RepeatJudged { question, .. }
        | Event::QuestionResolved { question, .. }
        | Event::QuestionCorrected { question, .. }
        | Event::QuestionDeleted { question }
        | Event::QuestionJoined { question, .. }
        | Event::QuestionsMerged { question, .. } => Delivery::Doubt(question.clone()),
        Event::AnswerAccepted { question, number }
        | Event::AcceptanceWithdrawn { question, number } => {
            Delivery::Answer(question.clone(), *number)
        }
        Event::QuestionAnswered {
            question,
            by,
            alternative,
            shared_from,
            ..
        } => {
            let by_a_person = matches!(by, AnswerSource::Peer | AnswerSource::Moderator);
            if alternative.is_some() || (by_a_person && shared_from.is_none()) {
                Delivery::Answer(question.clone(), session.question(question)?.answers)
            } else {
                Delivery::Doubt(question.clone())
            }
        }
        Event::ExerciseSubmitted {
            origin: Some(_), ..
        } => Delivery::Solution(session.solutions.len()),
        Event::ClosingStarted
        | Event::ReflectionAnswered { .. }
        | Event::WaitEnded { topic: None, .. } => Delivery::Closing(session.closings.max(1)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::{outbox::owed, plays::plays};
    use super::*;

    proptest! {
        #[test]
        fn what_shows_an_event_was_owed_by_then(play in plays()) {
            let room = play.finish();
            let shown = shown_by(&room.log);
            let mut session = Session::default();
            let mut posted: BTreeSet<Delivery> = BTreeSet::new();
            for recorded in &room.log {
                session.evolve(recorded);
                posted.extend(owed(&session, std::slice::from_ref(&recorded.event)));
            }
            for (seq, delivery) in shown {
                prop_assert!(posted.contains(&delivery), "{} is shown by {}", seq, delivery);
            }
        }
    }
}
