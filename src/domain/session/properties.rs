//! What holds for every session, whatever people do in it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use time::Duration;

use super::{
    Action, CHECKS_ASKED, Caused, Delivery, Person, Phase, QuestionState, Rejection, Reply,
    Session, Words,
    advance_properties::present,
    decide,
    plays::{MARK, MODERATOR, STRANGER, plays},
    room::Room,
};
use crate::domain::{
    event::{Actor, AdvanceRule, AnswerSource, EndReason, Event, Recorded},
    ids::{PersonId, QuestionId, TopicId},
};

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
    fn a_deleted_doubt_takes_nothing_more(play in plays()) {
        let room = play.finish();
        let mut deleted: BTreeSet<&QuestionId> = BTreeSet::new();
        let mut askers: BTreeMap<&QuestionId, &Actor> = BTreeMap::new();
        for recorded in &room.log {
            let question = match &recorded.event {
                Event::QuestionAsked { question, .. } => {
                    askers.insert(question, &recorded.actor);
                    question
                }
                Event::QuestionAnswered { question, .. }
                | Event::QuestionResolved { question, .. }
                | Event::RepeatJudged { question, .. }
                | Event::QuestionJoined { question, .. }
                | Event::QuestionsMerged { question, .. }
                | Event::AnswerAccepted { question, .. }
                | Event::AcceptanceWithdrawn { question, .. }
                | Event::QuestionCorrected { question, .. } => question,
                Event::QuestionDeleted { question } => {
                    prop_assert_eq!(askers.get(question), Some(&&recorded.actor));
                    prop_assert!(deleted.insert(question), "{} twice", question);
                    continue;
                }
                _ => continue,
            };
            prop_assert!(!deleted.contains(question), "{:?}", recorded);
        }
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
    fn who_has_a_doubt_too_is_counted_once_and_is_not_its_asker(play in plays()) {
        play.each(|room, person, action| {
            let before = room.session.clone();
            let Ok(done) = room.act(person, action) else { return Ok(()) };
            for (actor, event) in &done.decision.events {
                if let Event::QuestionJoined { question, .. } = event {
                    let who = actor.learner().expect("a learner joins");
                    prop_assert!(!before.people_with(question).contains(who));
                    prop_assert!(room.session.people_with(question).contains(who));
                    let people = room.session.people_with(question).len();
                    prop_assert_eq!(people, before.people_with(question).len() + 1);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn those_who_ask_the_same_stay_together_and_share_each_answer_once(play in plays()) {
        play.each(|room, person, action| {
            let before = room.session.clone();
            let Ok(done) = room.act(person, action) else { return Ok(()) };
            for question in &room.session.questions {
                let group: Vec<_> = room.session.group(&question.id).map(|q| &q.id).collect();
                prop_assert!(group.contains(&&question.id));
                for other in before.group(&question.id) {
                    prop_assert!(group.contains(&&other.id), "{} left {}", other.id, question.id);
                }
                let shared: Vec<_> = question.shared_answers.values().collect();
                prop_assert_eq!(shared.iter().collect::<BTreeSet<_>>().len(), shared.len());
                for answer in shared {
                    prop_assert!(group.contains(&&answer.question));
                    prop_assert_ne!(&answer.question, &question.id);
                    let given = room.session.question(&answer.question).expect("of its group");
                    prop_assert!(given.posted_answers.contains(&answer.number));
                }
            }
            for (_, event) in &done.decision.events {
                if let Event::QuestionAnswered { question, by: AnswerSource::Peer | AnswerSource::Moderator, shared_from: None, .. } = event {
                    for other in room.session.group(question).filter(|other| other.is_unsettled()) {
                        prop_assert_ne!(other.state, QuestionState::Open, "{} was left out", other.id);
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn only_who_leads_marks_an_answer_and_only_moderators_merge(play in plays()) {
        play.each(|room, person, action| {
            let before = room.session.clone();
            let Ok(done) = room.act(person, action) else { return Ok(()) };
            for (_, event) in &done.decision.events {
                match event {
                    Event::AnswerAccepted { question, number } => {
                        prop_assert!(before.is_led_by(person));
                        let asked = before.question(question).expect("it was asked");
                        prop_assert!(asked.posted_answers.contains(number));
                        prop_assert!(!asked.accepted.contains_key(number));
                    }
                    Event::AcceptanceWithdrawn { question, number } => {
                        prop_assert!(before.is_led_by(person));
                        let asked = before.question(question).expect("it was asked");
                        prop_assert!(asked.accepted.contains_key(number));
                    }
                    Event::QuestionsMerged { .. } => prop_assert!(person.moderator),
                    _ => {}
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn nobody_is_told_or_called_by_name_who_asked_anonymously(play in plays()) {
        play.each(|room, person, action| {
            let before = room.session.clone();
            let done = room.act(person, action);
            if let Err(Rejection::NotTheAsker { asker: Some(asker) }) = &done {
                let mut questions = before.questions.iter();
                prop_assert!(questions.any(|q| q.asker.as_ref() == Some(asker) && !q.anonymous));
            }
            for question in &room.session.questions {
                let mut openly: BTreeSet<&PersonId> = BTreeSet::new();
                for other in room.session.group(&question.id) {
                    openly.extend(&other.joined);
                    openly.extend(other.asker.as_ref().filter(|_| !other.anonymous));
                }
                let called = room.session.called_by_answer(&question.id, None);
                prop_assert!(called.is_subset(&openly));
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_answer_has_its_words_or_is_anothers(play in plays()) {
        play.each(|room, person, action| {
            let before = room.session.clone();
            let Ok(done) = room.act(person, action) else { return Ok(()) };
            for (_, event) in &done.decision.events {
                let Event::QuestionAnswered { question, shared_from, .. } = event else { continue };
                let number = before.question(question).map_or(0, |asked| asked.answers) + 1;
                let worded = done.decision.words.iter().any(|words| {
                    matches!(words, Words::Answer { question: of, number: n, .. } if of == question && *n == number)
                });
                let there = shared_from.as_ref().is_some_and(|answer| {
                    before.question(&answer.question).is_some_and(|asked| asked.answers >= answer.number)
                });
                prop_assert!(worded || there, "{:?}", event);
            }
            Ok(())
        })?;
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
                Event::QuestionJoined { question, .. } => format!("{actor} joins {question}"),
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
        for round in 0..8 {
            room.wait(Duration::minutes(10));
            // They stay awake.
            for person in &others {
                let origin = format!("{} {round}", person.id);
                prop_assert!(room.act(person, Action::ask("y esto cómo va", origin, false)).is_ok());
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
            let outlives = action.outlives_the_session();
            let command = ended.command(person, action);
            let refused = decide(&ended.session, &ended.course, &command);
            if outlives {
                let events = refused.map(|decision| decision.events).unwrap_or_default();
                let by_the_session = |(_, event): &Caused| !matches!(event,
                    Event::QuestionAnswered { .. } | Event::QuestionResolved { .. }
                    | Event::AnswerAccepted { .. } | Event::AcceptanceWithdrawn { .. }
                    | Event::QuestionsMerged { .. } | Event::QuestionCorrected { .. }
                    | Event::QuestionDeleted { .. });
                prop_assert!(!events.iter().any(by_the_session), "{:?}", events);
            } else {
                prop_assert_eq!(refused, Err(Rejection::SessionOver));
            }
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
            // Once a session is over, whatever is still recorded makes its report anew.
            let over = matches!(room.session.phase, Phase::Ended(_)) && done.first < room.log.len();
            for report in [Delivery::Report, Delivery::ReportCopy] {
                prop_assert_eq!(done.owed.contains(&report), over, "{}", report);
            }
            Ok(())
        })?;
    }
}
