//! When and how the group moves on.

use super::state::{Phase, Session};
use crate::domain::{
    course::Course,
    event::{Actor, AdvanceResult, AdvanceRule, EndReason, Event, PauseClosedBy, TopicVia},
};

/// An event with who caused it.
pub(super) type Caused = (Actor, Event);

/// Whether the rule lets the group leave the topic in this position.
pub(super) fn rule_is_met(session: &Session, position: usize) -> bool {
    let Some(topic) = session.plan.get(position).map(|planned| &planned.topic) else {
        return false;
    };
    let waited = session.waited(position).count();
    let confirmed = session
        .waited(position)
        .filter(|person| session.has_confirmed(person, topic))
        .count();
    match session.rule {
        AdvanceRule::All => waited > 0 && confirmed == waited,
        AdvanceRule::Majority => confirmed * 2 > waited,
        AdvanceRule::Host => false,
    }
}

/// Learners for whom the topic in this position still waits.
pub(super) fn pending(session: &Session, position: usize) -> Vec<Actor> {
    let Some(topic) = session.plan.get(position).map(|planned| &planned.topic) else {
        return Vec::new();
    };
    session
        .waited(position)
        .filter(|person| !session.has_confirmed(person, topic))
        .map(|person| Actor::Learner(person.clone()))
        .collect()
}

/// Leaves the topic in this position: the advance, the end of its pause, and what comes next.
pub(super) fn leave_topic(
    session: &Session,
    course: &Course,
    position: usize,
    by: Actor,
    result: AdvanceResult,
    closed_by: PauseClosedBy,
) -> Vec<Caused> {
    let topic = &session.plan[position].topic;
    let advance = Event::AdvanceAttempted {
        from: topic.clone(),
        to: session
            .plan
            .get(position + 1)
            .map(|next| next.topic.clone()),
        result,
        pending: pending(session, position),
    };
    let pause_closed = Event::PauseClosed {
        topic: topic.clone(),
        closed_by,
    };
    let mut events = vec![(by, advance), (Actor::Bot, pause_closed)];
    events.extend(enter_topic(session, course, position + 1));
    events
}

/// Starts the topic in this position, and those after it as long as they have no pause; past
/// the last topic, the closing.
pub(super) fn enter_topic(session: &Session, course: &Course, position: usize) -> Vec<Caused> {
    let mut events = Vec::new();
    for planned in session.plan.iter().skip(position) {
        let id = &planned.topic;
        events.push(Event::TopicStarted {
            topic: id.clone(),
            via: TopicVia::Plan,
        });
        if let Some(topic) = course.topic(id) {
            for example in &topic.examples {
                events.push(Event::ExampleShown {
                    topic: id.clone(),
                    concept: example.concept.clone(),
                    kind: crate::domain::event::ExplanationKind::Code,
                });
                if !example.features.is_empty() {
                    events.push(Event::ArtifactPrepared {
                        topic: Some(id.clone()),
                        name: example.file_name.clone(),
                        kind: "example_file".to_owned(),
                        features: example.features.clone(),
                        executed: false,
                    });
                }
            }
            events.push(Event::ExerciseOffered { topic: id.clone() });
        }
        if planned.pause {
            events.push(Event::PauseOpened {
                topic: id.clone(),
                planned: true,
            });
            return by_the_bot(events);
        }
    }
    events.push(Event::ClosingStarted);
    by_the_bot(events)
}

/// The end of the session, when everybody who takes part has reflected.
pub(super) fn end_when_all_reflected(session: &Session) -> Option<Caused> {
    let everybody =
        session.phase == Phase::Closing && session.active().all(|p| session.reflected.contains(p));
    everybody.then(|| {
        let reason = EndReason::Completed;
        (Actor::Bot, Event::SessionEnded { reason })
    })
}

fn by_the_bot(events: Vec<Event>) -> Vec<Caused> {
    events
        .into_iter()
        .map(|event| (Actor::Bot, event))
        .collect()
}
