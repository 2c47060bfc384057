//! What holds about moving on, whatever people do and however time passes: who is waited for, when the
//! group goes on, who is reminded, who leads.

use std::collections::BTreeSet;

use proptest::{prelude::*, test_runner::TestCaseResult};
use time::Duration;

use super::{Phase, Session, due, plays::plays, room::Room, tick};
use crate::domain::{
    event::{Actor, AdvanceResult, AdvanceRule, Event, Patience, PauseClosedBy, Recorded},
    ids::{PersonId, TopicId},
};

/// Who is there after these events, read from them alone.
pub fn present(log: &[Recorded]) -> BTreeSet<&PersonId> {
    let mut present = BTreeSet::new();
    for recorded in log {
        let person = recorded.actor.person();
        match recorded.event {
            Event::ParticipantJoined { .. } => present.extend(person),
            Event::ParticipantLeft => present.retain(|there| Some(*there) != person),
            _ => {}
        }
    }
    present
}

/// Of these people, those who came before the topic was started the last time; if there is none,
/// all of them.
fn on_time<'a>(
    log: &'a [Recorded],
    topic: &TopicId,
    people: &BTreeSet<&'a PersonId>,
) -> BTreeSet<&'a PersonId> {
    let starts = |recorded: &Recorded| matches!(&recorded.event, Event::TopicStarted { topic: started, .. } if started == topic);
    let started = log.iter().rposition(starts).expect("the topic is on");
    let there: BTreeSet<_> = present(&log[..started])
        .intersection(people)
        .copied()
        // Who left and came back while the topic was on counts as late.
        .filter(|person| {
            !log[started..].iter().any(|recorded| {
                matches!(recorded.event, Event::ParticipantJoined { .. })
                    && recorded.actor.person() == Some(*person)
            })
        })
        .collect();
    if there.is_empty() {
        people.clone()
    } else {
        there
    }
}

/// Those for whom the group had stopped waiting, read from the events alone.
fn silent(log: &[Recorded]) -> BTreeSet<&PersonId> {
    let mut silent = BTreeSet::new();
    for recorded in log {
        if let Event::WaitEnded { learners, .. } = &recorded.event {
            silent.extend(learners.iter().filter_map(Actor::person));
        }
        silent.retain(|person| recorded.actor.person() != Some(*person));
    }
    silent
}

/// Whether the group may leave a topic by the event that comes after these.
fn check_advance(room: &Room, before: &[Recorded], advance: &Recorded) -> TestCaseResult {
    let Event::AdvanceAttempted {
        from,
        result,
        pending,
        ..
    } = &advance.event
    else {
        return Err(TestCaseError::fail(format!("{advance:?} is no advance")));
    };
    let state = Session::replay(before);
    let current = state.current_topic().map(|planned| &planned.topic);
    prop_assert_eq!(current, Some(from), "the group leaves where it is");
    prop_assert_eq!(state.paused, None, "nobody moves on during a pause");
    let there = present(before);
    prop_assert_eq!(state.active().collect::<BTreeSet<_>>(), there.clone());
    let expected = on_time(before, from, &there);
    let missing: BTreeSet<&PersonId> = expected
        .iter()
        .copied()
        .filter(|person| !state.has_confirmed(person, from))
        .collect();
    let named: BTreeSet<&PersonId> = pending.iter().filter_map(Actor::person).collect();
    prop_assert_eq!(&named, &missing, "those who are missing are named");
    let closed = &room.log[before.len() + 1].event;
    let Event::PauseClosed { topic, closed_by } = closed else {
        return Err(TestCaseError::fail(format!(
            "{from} is left, then {closed:?}"
        )));
    };
    prop_assert_eq!(topic, from);
    let authority = match &advance.actor {
        Actor::Moderator(_) => true,
        Actor::Learner(person) => state.host.as_ref() == Some(person),
        Actor::Bot => false,
    };
    if *closed_by == PauseClosedBy::Host {
        prop_assert!(authority, "{:?} cannot force the advance", advance.actor);
        let forced = !missing.is_empty() && state.rule != AdvanceRule::Host;
        prop_assert_eq!(*result == AdvanceResult::Forced, forced);
        return Ok(());
    }
    prop_assert_eq!(*result, AdvanceResult::Granted);
    let silent = silent(before);
    let heard: BTreeSet<&PersonId> = there.difference(&silent).copied().collect();
    let waited = on_time(before, from, &heard);
    let done = waited
        .iter()
        .filter(|person| state.has_confirmed(person, from))
        .count();
    let met = match state.rule {
        AdvanceRule::All => done == waited.len() && done > 0,
        AdvanceRule::Majority => done * 2 > waited.len(),
        AdvanceRule::Host => false,
    };
    prop_assert!(
        met,
        "{:?}: {} of {:?} are not enough",
        state.rule,
        done,
        waited
    );
    if *closed_by == PauseClosedBy::Timeout {
        let last = before.last().map(|recorded| &recorded.event);
        prop_assert!(
            matches!(last, Some(Event::WaitEnded { .. })),
            "{:?} is no time-out",
            last
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_moves_on_before_the_rule_or_an_authority_lets_them(play in plays()) {
        let room = play.finish();
        for (index, recorded) in room.log.iter().enumerate() {
            let before = &room.log[..index];
            match &recorded.event {
                Event::AdvanceAttempted { .. } => check_advance(&room, before, recorded)?,
                Event::TopicStarted { .. } | Event::ClosingStarted => {
                    let state = Session::replay(before);
                    let left = state.current_topic().filter(|planned| planned.pause);
                    if let Some(left) = left {
                        let closed = before.last().map(|recorded| &recorded.event);
                        let topic = match closed {
                            Some(Event::PauseClosed { topic, .. }) => Some(topic),
                            _ => None,
                        };
                        prop_assert_eq!(topic, Some(&left.topic), "its pause is closed first");
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn the_group_goes_through_its_plan_and_comes_back_to_what_it_interrupted(play in plays()) {
        let room = play.finish();
        for (index, recorded) in room.log.iter().enumerate() {
            let Event::AdvanceAttempted { to, .. } = &recorded.event else { continue };
            let started = room.log[index + 1..].iter().find_map(|next| match &next.event {
                Event::TopicStarted { topic, .. } => Some(Some(topic)),
                Event::ClosingStarted => Some(None),
                _ => None,
            });
            prop_assert_eq!(started, Some(to.as_ref()), "the advance says where to");
            let Event::PauseClosed { closed_by, .. } = room.log[index + 1].event else { continue };
            if closed_by != PauseClosedBy::Host {
                let state = Session::replay(&room.log[..index]);
                let Phase::Topic(position) = state.phase else { continue };
                let next = state.plan.get(position + 1).map(|planned| &planned.topic);
                let back = state.return_to.map(|to| state.plan.get(to).map(|planned| &planned.topic));
                prop_assert_eq!(to.as_ref(), back.unwrap_or(next));
            }
        }
    }

    #[test]
    fn whatever_happens_time_alone_ends_the_session(play in plays()) {
        let mut room = play.finish();
        room.wait(Duration::days(8));
        prop_assert!(!room.session.is_open(), "{:?} for ever", room.session.phase);
    }

    #[test]
    fn a_session_is_always_looked_at_in_time(play in plays()) {
        let room = play.finish();
        let Some(due) = due(&room.session) else {
            prop_assert!(!room.session.is_open());
            return Ok(());
        };
        let early = tick(&room.session, &room.course, due - Duration::SECOND);
        prop_assert!(early.is_empty(), "{:?} comes before {}", early, due);
        prop_assert!(!tick(&room.session, &room.course, due).is_empty());
    }

    #[test]
    fn only_who_is_awaited_is_reminded_once_and_then_waited_for_no_longer(play in plays()) {
        let room = play.finish();
        let patience = Patience::default();
        for (index, recorded) in room.log.iter().enumerate() {
            let (people, ends) = match &recorded.event {
                Event::ReminderSent { learners, .. } => (learners, false),
                Event::WaitEnded { learners, .. } => (learners, true),
                _ => continue,
            };
            let before = &room.log[..index];
            let state = Session::replay(before);
            prop_assert!(!people.is_empty());
            prop_assert!(state.paused.is_none());
            for person in people.iter().filter_map(Actor::person) {
                prop_assert!(state.awaited().contains(&person), "nobody waits for {}", person);
                let acted = before.iter().rev().find(|b| b.actor.person() == Some(person));
                let quiet = recorded.at - acted.expect("they joined").at;
                let minutes = if ends { patience.wait_minutes } else { patience.remind_minutes };
                prop_assert!(quiet >= Duration::minutes(minutes.into()), "after {}", quiet);
                let reminded = before.iter().rev()
                    .take_while(|b| b.actor.person() != Some(person))
                    .any(|b| matches!(&b.event, Event::ReminderSent { learners, .. }
                        if learners.iter().any(|who| who.person() == Some(person))));
                prop_assert_eq!(reminded, ends, "a reminder comes once, before the end");
            }
        }
    }

    #[test]
    fn somebody_who_is_there_leads_the_session_after_its_host_left(play in plays()) {
        let room = play.finish();
        for (index, recorded) in room.log.iter().enumerate() {
            let Event::HostChanged { host } = &recorded.event else { continue };
            let log = &room.log[..=index];
            prop_assert!(present(log).contains(host), "{} is not there", host);
            let before = Session::replay(&room.log[..index]);
            prop_assert_ne!(before.host.as_ref(), Some(host));
        }
        if room.session.host_is_gone() && room.session.is_open() {
            prop_assert_eq!(room.session.active().count(), 0, "nobody leads them");
        }
    }
}
