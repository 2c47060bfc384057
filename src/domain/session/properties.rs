//! What holds for every session, whatever people do in it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, test_runner::TestCaseResult};
use time::Duration;

use super::{
    Action, CHECKS_ASKED, Delivery, Person, Phase, Rejection, Reply, Session, Words, decide, due,
    plays::{MARK, MODERATOR, STRANGER, plays},
    room::Room,
    tick,
};
use crate::domain::{
    event::{
        Actor, AdvanceResult, AdvanceRule, EndReason, Event, Patience, PauseClosedBy, Recorded,
    },
    ids::{PersonId, QuestionId, TopicId},
};

/// Who is there after these events, read from them alone.
fn present(log: &[Recorded]) -> BTreeSet<&PersonId> {
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

/// These people confirm the topic, answering every check rightly.
fn confirm_honestly(room: &mut Room, everybody: &[Person], topic: &TopicId) {
    for person in everybody {
        for _ in 0..=CHECKS_ASKED {
            let confirm = Action::Confirm {
                topic: topic.clone(),
            };
            let Ok(asked) = room.act(person, confirm) else {
                break;
            };
            let Reply::Check { number, .. } = asked.decision.reply else {
                break;
            };
            let option = room.right_option(topic, number);
            let topic = topic.clone();
            room.act(
                person,
                Action::AnswerCheck {
                    topic,
                    number,
                    option,
                },
            )
            .expect("the check was just asked");
        }
    }
}

fn reflection() -> Action {
    Action::Reflect {
        links: "con sistemas operativos".to_owned(),
        uses: "en mi proyecto".to_owned(),
        comparison: "los hilos comparten memoria".to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn replaying_what_happened_gives_the_same_session(play in plays()) {
        let room = play.finish();
        prop_assert_eq!(&Session::replay(&room.log), &room.session);
        for recorded in &room.log {
            let line = serde_json::to_string(recorded).expect("an event is JSON");
            let read: Recorded = serde_json::from_str(&line).expect("what was written reads back");
            prop_assert_eq!(&read, recorded, "{}", line);
        }
    }

    #[test]
    fn events_are_numbered_without_gaps_and_carry_no_words_of_anybody(play in plays()) {
        let room = play.finish();
        for (recorded, number) in room.log.iter().zip(1..) {
            prop_assert_eq!(recorded.seq, number);
            let line = serde_json::to_string(recorded).expect("an event is JSON");
            prop_assert!(!line.contains(MARK) && !line.contains("\"text\""), "{}", line);
        }
        prop_assert_eq!(room.session.last_seq, room.log.len() as u64);
    }

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

    #[test]
    fn who_confirmed_has_answered_the_checks_rightly(play in plays()) {
        let room = play.finish();
        let mut right: BTreeSet<(PersonId, TopicId, usize)> = BTreeSet::new();
        for recorded in &room.log {
            let who = recorded.actor.learner();
            match &recorded.event {
                Event::CheckAnswered { topic, items } => for item in items {
                    let number = item.number.expect("live checks are numbered");
                    let chosen = item.chosen.expect("live checks say what was chosen");
                    let is_right = chosen == room.right_option(topic, number);
                    prop_assert_eq!(item.correct, is_right);
                    if is_right {
                        let who = who.expect("learners answer checks").clone();
                        right.insert((who, topic.clone(), number));
                    }
                },
                Event::ConfirmationGiven { topic, .. } => {
                    let who = who.expect("learners confirm");
                    let checks = &room.course.topic(topic).expect("a topic of the plan").checks;
                    for number in 0..checks.len().min(CHECKS_ASKED) {
                        let shown = (who.clone(), topic.clone(), number);
                        prop_assert!(right.contains(&shown), "{:?} is not shown", shown);
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn an_answer_is_hinted_when_its_learner_was_shown_the_topics_hint_before(play in plays()) {
        let room = play.finish();
        let mut shown: BTreeSet<(&Actor, &TopicId)> = BTreeSet::new();
        for recorded in &room.log {
            match &recorded.event {
                Event::HintShown { topic } => {
                    let exercise = &room.course.topic(topic).expect("a topic of the plan").exercise;
                    prop_assert!(exercise.hint.is_some(), "{} has no hint", topic);
                    shown.insert((&recorded.actor, topic));
                }
                Event::CheckAnswered { topic, items } => for item in items {
                    prop_assert_eq!(item.hinted, shown.contains(&(&recorded.actor, topic)));
                },
                _ => {}
            }
        }
    }

    #[test]
    fn every_shared_solution_has_its_words_and_is_owed(play in plays()) {
        play.each(|room, person, action| {
            let before = room.session.solutions.len();
            let Ok(done) = room.act(person, action) else { return Ok(()) };
            let shared = room.session.solutions.len();
            let owed: Vec<&Delivery> = done.owed.iter()
                .filter(|delivery| matches!(delivery, Delivery::Solution(_)))
                .collect();
            let numbers: Vec<usize> = done.decision.words.iter()
                .filter_map(|words| match words {
                    Words::Solution { number, .. } => Some(*number),
                    _ => None,
                })
                .collect();
            if shared == before {
                prop_assert!(owed.is_empty() && numbers.is_empty(), "{:?}", owed);
            } else {
                prop_assert_eq!(owed, [&Delivery::Solution(shared)]);
                prop_assert_eq!(numbers, [shared]);
            }
            Ok(())
        })?;
    }

    #[test]
    fn only_the_asker_says_that_a_doubt_is_settled(play in plays()) {
        let room = play.finish();
        let mut askers: BTreeMap<&QuestionId, &Actor> = BTreeMap::new();
        for recorded in &room.log {
            match &recorded.event {
                Event::QuestionAsked { question, .. } => {
                    askers.insert(question, &recorded.actor);
                }
                Event::QuestionResolved { question, .. } | Event::RepeatJudged { question, .. } => {
                    prop_assert_eq!(askers.get(question), Some(&&recorded.actor));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn doing_the_same_at_once_again_changes_nothing(play in plays()) {
        play.each(|room, person, action| {
            let _ = room.act(person, action.clone());
            let again = decide(&room.session, &room.course, &room.command(person, action.clone()));
            let events = again.map(|decision| decision.events).unwrap_or_default();
            prop_assert!(events.is_empty(), "{:?} again: {:?}", action, events);
            Ok(())
        })?;
    }

    #[test]
    fn nothing_is_recorded_twice(play in plays()) {
        let room = play.finish();
        let mut seen = BTreeSet::new();
        for (index, recorded) in room.log.iter().enumerate() {
            let actor = &recorded.actor;
            // What a group goes back to is confirmed anew; who left may come back.
            let visits = |topic: &TopicId| {
                let topic = room.log[..index].iter().filter(|earlier| {
                    matches!(&earlier.event, Event::TopicStarted { topic: of, .. } if of == topic)
                });
                topic.count()
            };
            let key = match &recorded.event {
                Event::QuestionAsked { origin: Some(origin), .. }
                | Event::QuestionAnswered { origin: Some(origin), .. }
                | Event::ExerciseSubmitted { origin: Some(origin), .. } => format!("from {origin}"),
                Event::ExerciseSubmitted { topic, .. } => format!("{actor} solves {topic}"),
                Event::HintShown { topic } => format!("{actor} is shown the hint of {topic}"),
                Event::ParticipantJoined { .. } => {
                    let there = present(&room.log[..index]);
                    prop_assert!(!actor.person().is_some_and(|who| there.contains(who)));
                    continue;
                }
                Event::ExerciseOffered { topic } => format!("{topic} is shown"),
                Event::ConfirmationGiven { topic, .. } => {
                    format!("{actor} confirms {topic}, visit {}", visits(topic))
                }
                Event::ConfidenceRated { topic, .. } => {
                    format!("{actor} rates {topic}, visit {}", visits(topic))
                }
                Event::LinkRecorded { topic, domain, .. } => {
                    format!("{actor} links {topic:?} with {domain}")
                }
                Event::ReflectionAnswered { .. } => format!("{actor} reflects"),
                Event::RepeatJudged { question, .. } => format!("{question} judged"),
                Event::SessionEnded { .. } => "end".to_owned(),
                _ => continue,
            };
            prop_assert!(seen.insert(key.clone()), "{} twice", key);
        }
    }

    #[test]
    fn who_leads_it_can_always_bring_the_session_to_its_end(play in plays()) {
        let mut room = play.finish();
        let Some(host) = room.session.host.clone() else { unreachable!("it was opened") };
        let host = Person { id: host, moderator: false };
        if room.session.phase == Phase::Lobby {
            let _ = room.act(&host, Action::Join);
            prop_assert!(room.act(&host, Action::Begin).is_ok());
        }
        if room.session.is_open() {
            prop_assert!(room.act(&host, Action::Resume).is_ok());
        }
        // A group that went back passes the topics in between a second time.
        for _ in 0..=2 * play.shapes.len() {
            if room.session.is_open() {
                let topic = room.current();
                let forced = room.act(&host, Action::ForceAdvance { topic });
                prop_assert!(forced.is_ok());
            }
        }
        prop_assert!(matches!(room.session.phase, Phase::Ended(_)), "{:?}", room.session.phase);
    }

    #[test]
    fn a_group_that_understands_reaches_the_end_by_itself(play in plays()) {
        let mut room = play.finish();
        let host = room.session.host.clone().expect("it was opened");
        let host = Person { id: host, moderator: false };
        if room.session.phase == Phase::Lobby {
            let _ = room.act(&host, Action::Join);
            prop_assert!(room.act(&host, Action::Begin).is_ok());
        }
        let _ = room.act(&host, Action::Resume);
        let everybody: Vec<Person> = (0..STRANGER)
            .map(|number| play.person(number))
            .filter(|person| room.session.is_participant(&person.id))
            .collect();
        if everybody.is_empty() {
            return Ok(());
        }
        while let Some(topic) = room.current() {
            let before = room.session.clone();
            confirm_honestly(&mut room, &everybody, &topic);
            if play.rule == AdvanceRule::Host {
                prop_assert_eq!(room.session.phase, before.phase);
                return Ok(());
            }
            prop_assert_ne!(room.session.phase, before.phase, "{:?} deadlocks", play.rule);
        }
        if !room.session.is_open() {
            return Ok(());
        }
        prop_assert_eq!(room.session.phase, Phase::Closing);
        for person in &everybody {
            let _ = room.act(person, reflection());
        }
        prop_assert_eq!(room.session.phase, Phase::Ended(EndReason::Completed));
    }

    #[test]
    fn a_group_whose_host_says_nothing_is_led_by_somebody_else(play in plays()) {
        let mut room = play.finish();
        let host = room.session.host.clone();
        let others: Vec<Person> = (0..STRANGER)
            .map(|number| play.person(number))
            .filter(|person| room.session.is_participant(&person.id) && Some(&person.id) != host.as_ref())
            .collect();
        let Some(topic) = room.current() else { return Ok(()) };
        if play.rule != AdvanceRule::Host || room.session.paused.is_some() || others.is_empty() {
            return Ok(());
        }
        confirm_honestly(&mut room, &others, &topic);
        for _ in 0..8 {
            room.wait(Duration::minutes(10));
            // They stay awake by doing this and that.
            for person in &others {
                let _ = room.act(person, Action::TellPriorKnowledge { domains: Vec::new() });
                let some = vec!["dominio 0".to_owned()];
                let _ = room.act(person, Action::TellPriorKnowledge { domains: some });
            }
        }
        prop_assert_ne!(room.session.host, host);
    }

    #[test]
    fn a_session_that_is_over_takes_nothing_more(play in plays()) {
        let mut ended = play.finish();
        let _ = ended.act(&play.person(MODERATOR), Action::End);
        prop_assert!(matches!(ended.session.phase, Phase::Ended(_)));
        play.each(|room, person, action| {
            let _ = room.act(person, action.clone());
            let command = ended.command(person, action);
            let refused = decide(&ended.session, &ended.course, &command);
            prop_assert_eq!(refused, Err(Rejection::SessionOver));
            Ok(())
        })?;
    }

    #[test]
    fn what_is_owed_to_the_channel_is_clear(play in plays()) {
        play.each(|room, person, action| {
            let Ok(done) = room.act(person, action) else { return Ok(()) };
            for (place, delivery) in done.owed.iter().enumerate() {
                prop_assert_eq!(delivery.to_string().parse(), Ok(delivery.clone()));
                let before = &done.owed[..place];
                prop_assert!(!before.contains(delivery), "{} twice", delivery);
                if let Delivery::Topic(topic) = delivery {
                    let panel = Delivery::Panel(topic.clone(), 1);
                    prop_assert!(!before.contains(&panel), "{} before its topic", panel);
                }
                if let Delivery::Panel(topic, _) = delivery {
                    let paused = room.events().any(|event| {
                        matches!(event, Event::PauseOpened { topic: at, .. } if at == topic)
                    });
                    prop_assert!(paused, "{} has no pause", topic);
                }
            }
            let ends = |recorded: &Recorded| matches!(recorded.event, Event::SessionEnded { .. });
            let ended = room.log[done.first..].iter().any(ends);
            prop_assert_eq!(done.owed.contains(&Delivery::Report), ended);
            Ok(())
        })?;
    }
}
