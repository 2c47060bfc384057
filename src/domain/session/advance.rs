//! When the group moves on, and what that brings.

use super::state::{Phase, Session};
use crate::domain::{
    course::{Course, Topic},
    event::{
        Actor, AdvanceResult, AdvanceRule, EndReason, Event, ExplanationKind, PauseClosedBy,
        PlannedTopic, TopicVia,
    },
    ids::PersonId,
};

/// An event with who caused it.
pub type Caused = (Actor, Event);

/// Whether the rule lets the group leave the topic in this position.
fn rule_is_met(session: &Session, position: usize) -> bool {
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

/// Learners who have not confirmed the topic in this position, whether or not the group still
/// waits for them.
pub(super) fn pending(session: &Session, position: usize) -> Vec<Actor> {
    let Some(topic) = session.plan.get(position).map(|planned| &planned.topic) else {
        return Vec::new();
    };
    session
        .expected(position)
        .filter(|person| !session.has_confirmed(person, topic))
        .map(|person| Actor::Learner(person.clone()))
        .collect()
}

/// What the group's rule brings in this state: the next topic, when the current one is done; the
/// end, when nobody's reflection is waited for. Nothing while the session is paused.
pub(super) fn go_on(
    session: &Session,
    course: &Course,
    by: Actor,
    closed_by: PauseClosedBy,
) -> Vec<Caused> {
    if session.paused.is_some() {
        return Vec::new();
    }
    match session.phase {
        Phase::Topic(position) if rule_is_met(session, position) => {
            let to = session.position_after(position);
            let advance = Advance {
                to,
                chosen: false,
                by,
                result: AdvanceResult::Granted,
                closed_by,
            };
            leave_topic(session, course, position, advance)
        }
        Phase::Closing if session.awaited().is_empty() => {
            let reason = EndReason::Completed;
            vec![(Actor::Bot, Event::SessionEnded { reason })]
        }
        _ => Vec::new(),
    }
}

/// Where the group goes from a topic, and why.
pub(super) struct Advance {
    /// Position in the plan, whose length is the closing.
    pub to: usize,
    /// Whether somebody chose where to go: the group then stops there in any case.
    pub chosen: bool,
    pub by: Actor,
    pub result: AdvanceResult,
    pub closed_by: PauseClosedBy,
}

/// Leaves the topic in this position: the advance, the end of its pause, and what comes next.
pub(super) fn leave_topic(
    session: &Session,
    course: &Course,
    position: usize,
    advance: Advance,
) -> Vec<Caused> {
    let topic = &session.plan[position].topic;
    let attempted = Event::AdvanceAttempted {
        from: topic.clone(),
        to: session.plan.get(advance.to).map(|next| next.topic.clone()),
        result: advance.result,
        pending: pending(session, position),
    };
    let pause_closed = Event::PauseClosed {
        topic: topic.clone(),
        closed_by: advance.closed_by,
    };
    let mut events = vec![(advance.by, attempted), (Actor::Bot, pause_closed)];
    events.extend(enter(
        session,
        course,
        Some(position),
        advance.to,
        advance.chosen,
    ));
    events
}

/// Starts the topic in the position `to`, and what comes after it as long as there is no pause;
/// past the last topic, the closing. `from` is where the group is; nothing in the lobby. A topic that
/// somebody chose has a pause, planned or not.
pub(super) fn enter(
    session: &Session,
    course: &Course,
    from: Option<usize>,
    to: usize,
    chosen: bool,
) -> Vec<Caused> {
    let mut events = Vec::new();
    let (mut from, mut to) = (from, to);
    let mut return_to = session.return_to;
    while let Some(planned) = session.plan.get(to) {
        let started_before = session.topics.contains_key(&planned.topic);
        let via = if started_before {
            TopicVia::Revisit
        } else if from.is_some_and(|from| from + 1 != to) {
            TopicVia::Skip
        } else {
            TopicVia::Plan
        };
        events.extend(start(planned, course.topic(&planned.topic), via));
        if planned.pause || chosen {
            events.push(Event::PauseOpened {
                topic: planned.topic.clone(),
                planned: planned.pause,
            });
            return by_the_bot(events);
        }
        if let Some(from) = from.filter(|from| to < *from) {
            return_to = return_to.max(Some(from));
        }
        from = Some(to);
        to = return_to.take_if(|back| *back > to).unwrap_or(to + 1);
    }
    events.push(Event::ClosingStarted);
    by_the_bot(events)
}

/// A topic's start. What was shown on an earlier visit is not shown again.
fn start(planned: &PlannedTopic, topic: Option<&Topic>, via: TopicVia) -> Vec<Event> {
    let id = &planned.topic;
    let mut events = vec![Event::TopicStarted {
        topic: id.clone(),
        via,
    }];
    if let Some(topic) = topic.filter(|_| via != TopicVia::Revisit) {
        for example in &topic.examples {
            events.push(Event::ExampleShown {
                topic: id.clone(),
                concept: example.concept.clone(),
                kind: ExplanationKind::Code,
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
    events
}

/// The session in other hands, when its host goes away and somebody is there.
pub(super) fn hand_over(session: &Session, host: Option<&PersonId>) -> Option<Caused> {
    let host = host?.clone();
    debug_assert_ne!(session.host.as_ref(), Some(&host));
    Some((Actor::Bot, Event::HostChanged { host }))
}

fn by_the_bot(events: Vec<Event>) -> Vec<Caused> {
    events
        .into_iter()
        .map(|event| (Actor::Bot, event))
        .collect()
}
