//! The rules of a session as short stories: to be read to learn how it goes.

use super::{
    Action, Delivery, Person, Phase, Rejection, Reply, Words,
    room::{Done, Room, Shape, act, course, learner, prepared_wording, refused, topic},
};
use crate::domain::{
    event::{
        Actor, AdvanceResult, AdvanceRule, AnswerSource, CheckItem, EndReason, Event,
        PauseClosedBy, Resolution,
    },
    ids::TopicId,
};

/// Marta called the session; Ana, Beto and Carla are in it, and the first of three topics is
/// open. Each topic has one check of two options, the second of which is right.
fn begun(rule: AdvanceRule) -> Room {
    let marta = learner("marta");
    let shapes = [Shape::simple(), Shape::simple(), Shape::simple()];
    let mut room = Room::open(course(&shapes), &marta, rule);
    for name in ["ana", "beto", "carla"] {
        act(&mut room, name, Action::Join);
    }
    act(&mut room, "marta", Action::Begin);
    room
}

fn answer(room: &mut Room, name: &str, number: usize, option: usize) -> Done {
    let topic = topic(number);
    let check = Action::AnswerCheck {
        topic,
        number: 0,
        option,
    };
    act(room, name, check)
}

/// The one learner answers the only check of the topic of this number rightly.
fn understand(room: &mut Room, name: &str, number: usize) -> Done {
    answer(room, name, number, 1)
}

fn ask(room: &mut Room, name: &str, text: &str, origin: &str) -> Done {
    let action = Action::ask(text, origin, false);
    act(room, name, action)
}

fn check_items(room: &Room) -> Vec<&CheckItem> {
    room.events()
        .filter_map(|event| match event {
            Event::CheckAnswered { items, .. } => Some(items),
            _ => None,
        })
        .flatten()
        .collect()
}

/// Results of the advances, with those who were pending.
fn advances(room: &Room) -> Vec<(AdvanceResult, Vec<Actor>)> {
    room.events()
        .filter_map(|event| match event {
            Event::AdvanceAttempted {
                result, pending, ..
            } => Some((*result, pending.clone())),
            _ => None,
        })
        .collect()
}

fn learners(names: &[&str]) -> Vec<Actor> {
    names
        .iter()
        .map(|name| learner(name).as_learner())
        .collect()
}

fn force(topic: TopicId) -> Action {
    Action::ForceAdvance { topic: Some(topic) }
}

#[test]
fn a_right_answer_after_a_wrong_one_is_no_first_try() {
    let mut room = begun(AdvanceRule::All);
    let wrong = answer(&mut room, "ana", 0, 0);
    assert_eq!(
        wrong.decision.reply,
        Reply::CheckWrong {
            topic: topic(0),
            number: 0,
            option: 0,
            tried: vec![0],
        }
    );
    let right = answer(&mut room, "ana", 0, 1);
    assert!(matches!(right.decision.reply, Reply::Confirmed { .. }));
    let items = check_items(&room);
    assert_eq!(
        items
            .iter()
            .map(|item| (item.correct, item.first_try))
            .collect::<Vec<_>>(),
        [(false, true), (true, false)]
    );
}

#[test]
fn only_the_first_three_checks_are_asked() {
    let marta = learner("marta");
    let shape = Shape {
        checks: vec![(2, 0); 4],
        ..Shape::simple()
    };
    let mut room = Room::open(course(&[shape]), &marta, AdvanceRule::All);
    act(&mut room, "marta", Action::Join);
    act(&mut room, "marta", Action::Begin);
    for number in 0..3 {
        let asked = act(&mut room, "marta", Action::Confirm { topic: topic(0) });
        assert_eq!(
            asked.decision.reply,
            Reply::Check {
                topic: topic(0),
                number,
                tried: Vec::new(),
            }
        );
        let check = Action::AnswerCheck {
            topic: topic(0),
            number,
            option: 0,
        };
        act(&mut room, "marta", check);
    }
    assert_eq!(room.session.phase, Phase::Closing);
}

#[test]
fn the_group_moves_on_when_the_last_of_all_has_confirmed() {
    let mut room = begun(AdvanceRule::All);
    understand(&mut room, "ana", 0);
    understand(&mut room, "beto", 0);
    assert_eq!(room.current(), Some(topic(0)));
    let last = understand(&mut room, "carla", 0);
    assert_eq!(room.current(), Some(topic(1)));
    assert_eq!(
        last.owed,
        [
            Delivery::Panel(topic(0), 1),
            Delivery::Topic(topic(1)),
            Delivery::Panel(topic(1), 1),
        ]
    );
    assert_eq!(advances(&room), [(AdvanceResult::Granted, Vec::new())]);
}

#[test]
fn the_majority_of_three_is_two() {
    let mut room = begun(AdvanceRule::Majority);
    understand(&mut room, "ana", 0);
    assert_eq!(room.current(), Some(topic(0)));
    understand(&mut room, "beto", 0);
    assert_eq!(room.current(), Some(topic(1)));
    assert_eq!(
        advances(&room),
        [(AdvanceResult::Granted, learners(&["carla"]))]
    );
}

#[test]
fn who_comes_late_is_waited_for_from_the_next_topic_on() {
    let mut room = begun(AdvanceRule::All);
    let joined = act(&mut room, "dani", Action::Join);
    assert_eq!(
        joined.decision.reply,
        Reply::Joined {
            already: false,
            late: true,
            ask_knowledge: true,
        }
    );
    for name in ["ana", "beto", "carla"] {
        understand(&mut room, name, 0);
    }
    assert_eq!(room.current(), Some(topic(1)), "nobody waits for Dani yet");
    for name in ["ana", "beto", "carla"] {
        understand(&mut room, name, 1);
    }
    assert_eq!(room.current(), Some(topic(1)), "now they wait for Dani");
    understand(&mut room, "dani", 1);
    assert_eq!(room.current(), Some(topic(2)));
}

#[test]
fn who_was_left_behind_can_still_confirm_without_moving_anybody() {
    let mut room = begun(AdvanceRule::Majority);
    understand(&mut room, "ana", 0);
    understand(&mut room, "beto", 0);
    let late = understand(&mut room, "carla", 0);
    assert!(matches!(late.decision.reply, Reply::Confirmed { .. }));
    assert_eq!(late.owed, [Delivery::Panel(topic(0), 1)]);
    assert_eq!(room.current(), Some(topic(1)));
}

#[test]
fn a_host_who_goes_on_without_the_others_forces_the_advance() {
    let mut room = begun(AdvanceRule::All);
    understand(&mut room, "ana", 0);
    act(&mut room, "marta", force(topic(0)));
    assert_eq!(room.current(), Some(topic(1)));
    assert_eq!(
        advances(&room),
        [(AdvanceResult::Forced, learners(&["beto", "carla"]))]
    );
    let closed_by_host = Event::PauseClosed {
        topic: topic(0),
        closed_by: PauseClosedBy::Host,
    };
    assert!(room.events().any(|event| *event == closed_by_host));
}

#[test]
fn where_the_host_decides_their_advance_is_granted() {
    let mut room = begun(AdvanceRule::Host);
    for name in ["ana", "beto", "carla"] {
        understand(&mut room, name, 0);
    }
    assert_eq!(room.current(), Some(topic(0)), "the host has not decided");
    act(&mut room, "marta", force(topic(0)));
    act(&mut room, "marta", force(topic(1)));
    assert_eq!(
        advances(&room),
        [
            (AdvanceResult::Granted, Vec::new()),
            (AdvanceResult::Granted, learners(&["ana", "beto", "carla"])),
        ]
    );
}

#[test]
fn moderators_force_the_advance_and_learners_do_not() {
    let mut room = begun(AdvanceRule::All);
    assert_eq!(
        refused(&mut room, "ana", force(topic(0))),
        Rejection::NotAuthorised
    );
    let moderator = Person {
        moderator: true,
        ..learner("sofia")
    };
    room.act(&moderator, force(topic(0)))
        .expect("moderators may");
    assert_eq!(room.current(), Some(topic(1)));
}

#[test]
fn forcing_the_same_topic_twice_skips_none() {
    let mut room = begun(AdvanceRule::All);
    act(&mut room, "marta", force(topic(0)));
    let again = act(&mut room, "marta", force(topic(0)));
    assert_eq!(again.decision.reply, Reply::Nothing);
    assert_eq!(room.current(), Some(topic(1)));
    let ahead = force(topic(2));
    assert_eq!(
        refused(&mut room, "marta", ahead),
        Rejection::TopicNotStarted { topic: topic(2) }
    );
}

#[test]
fn a_topic_without_a_pause_is_followed_by_the_next_at_once() {
    let marta = learner("marta");
    let reading = Shape {
        pause: false,
        ..Shape::simple()
    };
    let shapes = [reading, Shape::simple()];
    let mut room = Room::open(course(&shapes), &marta, AdvanceRule::All);
    act(&mut room, "ana", Action::Join);
    let begun = act(&mut room, "marta", Action::Begin);
    assert_eq!(room.current(), Some(topic(1)));
    assert_eq!(
        begun.owed,
        [
            Delivery::Lobby,
            Delivery::Topic(topic(0)),
            Delivery::Topic(topic(1)),
            Delivery::Panel(topic(1), 1),
        ]
    );
}

#[test]
fn another_explanation_is_posted_once_for_each_number() {
    let mut room = begun(AdvanceRule::All);
    let other = |number| Action::ShowAlternative {
        topic: topic(0),
        number,
    };
    let first = act(&mut room, "ana", other(0));
    assert_eq!(
        first.owed,
        [
            Delivery::Panel(topic(0), 1),
            Delivery::Alternative(topic(0), 0),
        ]
    );
    let at_once = act(&mut room, "beto", other(0));
    assert_eq!(at_once.decision.reply, Reply::AlternativeAlready);
    assert_eq!(at_once.owed, []);
    assert_eq!(refused(&mut room, "beto", other(2)), Rejection::Unknown);
    let second = act(&mut room, "beto", other(1));
    assert!(second.owed.contains(&Delivery::Alternative(topic(0), 1)));
    let none_left = act(&mut room, "ana", other(2));
    assert_eq!(none_left.decision.reply, Reply::NoMoreAlternatives);
}

#[test]
fn confidence_is_asked_once_and_after_the_check() {
    let mut room = begun(AdvanceRule::All);
    let rate = |value| Action::RateConfidence {
        topic: topic(0),
        value,
    };
    assert_eq!(refused(&mut room, "ana", rate(4)), Rejection::NotConfirmed);
    understand(&mut room, "ana", 0);
    assert_eq!(refused(&mut room, "ana", rate(6)), Rejection::Unknown);
    act(&mut room, "ana", rate(4));
    let again = act(&mut room, "ana", rate(1));
    assert_eq!(again.decision.reply, Reply::Rated { value: 4 });
}

#[test]
fn a_prepared_answer_comes_with_the_doubt_and_only_the_asker_settles_it() {
    let mut room = begun(AdvanceRule::All);
    let asked = ask(&mut room, "ana", &prepared_wording(0, 0), "i1");
    assert_eq!(asked.owed, [Delivery::Doubt("q1".into())]);
    assert!(room.events().any(|event| matches!(
        event,
        Event::QuestionAnswered {
            by: AnswerSource::Prepared,
            ..
        }
    )));
    let settle = Action::ResolveQuestion {
        question: "q1".into(),
        value: Resolution::Resolved,
        answer: Some(1),
        accepted: Vec::new(),
    };
    assert_eq!(
        refused(&mut room, "beto", settle.clone()),
        Rejection::NotTheAsker {
            asker: Some(learner("ana").id)
        }
    );
    let settled = act(&mut room, "ana", settle);
    assert_eq!(settled.decision.reply, Reply::DoubtClosed);
    assert_eq!(room.session.open_questions().count(), 0);
}

#[test]
fn a_doubt_without_a_prepared_answer_waits_for_the_group() {
    let mut room = begun(AdvanceRule::All);
    ask(&mut room, "ana", "¿puede mi impresora usar un lock?", "i1");
    assert_eq!(room.session.open_questions().count(), 1);
    let answer = Action::AnswerQuestion {
        question: "q1".into(),
        text: "  Sí, con cuidado.  ".to_owned(),
        origin: "i2".to_owned(),
        earlier: Vec::new(),
    };
    let answered = act(&mut room, "beto", answer);
    assert_eq!(
        answered.decision.words,
        [Words::Answer {
            question: "q1".into(),
            number: 1,
            text: "Sí, con cuidado.".to_owned(),
        }]
    );
    assert_eq!(
        answered.owed,
        [
            Delivery::Panel(topic(0), 1),
            Delivery::Answer("q1".into(), 1),
            Delivery::Doubt("q1".into()),
        ]
    );
    // Another form, as the first one's answer was lost.
    let typed_again = Action::AnswerQuestion {
        question: "q1".into(),
        text: "Sí, con cuidado. ".to_owned(),
        origin: "i3".to_owned(),
        earlier: vec![("q1".into(), "Sí, con cuidado.".to_owned())],
    };
    let answered = act(&mut room, "beto", typed_again);
    assert_eq!(answered.decision.reply, Reply::AnswerPosted);
    assert_eq!(answered.decision.events, []);
}

#[test]
fn a_doubt_that_is_sent_twice_is_recorded_once() {
    let mut room = begun(AdvanceRule::All);
    let first = ask(&mut room, "ana", "no entiendo el lock", "i1");
    let again = ask(&mut room, "ana", "no entiendo el lock", "i1");
    assert_eq!(again.decision.reply, first.decision.reply);
    assert_eq!(room.session.questions.len(), 1);
}

#[test]
fn the_same_doubt_in_other_words_asks_whether_it_is_the_same() {
    let mut room = begun(AdvanceRule::All);
    ask(&mut room, "ana", "¿para qué se usa el lock?", "i1");
    let again = ask(&mut room, "ana", "¿cuándo conviene un lock?", "i2");
    let Reply::Asked { repeats, .. } = again.decision.reply else {
        panic!("not asked");
    };
    assert_eq!(repeats, Some("q1".into()));
    let others = ask(&mut room, "beto", "¿cuándo conviene un lock?", "i3");
    let Reply::Asked { repeats, .. } = others.decision.reply else {
        panic!("not asked");
    };
    assert_eq!(repeats, None, "what another learner asked is no repeat");
}

#[test]
fn the_session_is_complete_when_everybody_has_reflected() {
    let mut room = begun(AdvanceRule::All);
    for number in 0..3 {
        act(&mut room, "marta", force(topic(number)));
    }
    assert_eq!(room.session.phase, Phase::Closing);
    for name in ["ana", "beto", "carla"] {
        assert_eq!(room.session.phase, Phase::Closing, "before {name}");
        let reflection = Action::Reflect {
            links: "Con sistemas operativos".to_owned(),
            uses: "En mi proyecto".to_owned(),
            comparison: "Los hilos comparten memoria".to_owned(),
        };
        act(&mut room, name, reflection);
    }
    assert_eq!(room.session.phase, Phase::Ended(EndReason::Completed));
    assert_eq!(
        refused(&mut room, "ana", Action::Join),
        Rejection::SessionOver
    );
}

#[test]
fn a_session_that_is_ended_early_is_closed_and_still_owes_its_report() {
    let mut room = begun(AdvanceRule::All);
    let ended = act(&mut room, "marta", Action::End);
    assert_eq!(room.session.phase, Phase::Ended(EndReason::Closed));
    assert_eq!(
        ended.owed,
        [
            Delivery::Panel(topic(0), 1),
            Delivery::Lobby,
            Delivery::Report,
            Delivery::ReportCopy,
        ]
    );
}

#[test]
fn nobody_begins_an_empty_session() {
    let marta = learner("marta");
    let mut room = Room::open(course(&[Shape::simple()]), &marta, AdvanceRule::All);
    assert_eq!(
        refused(&mut room, "marta", Action::Begin),
        Rejection::NobodyJoined
    );
    act(&mut room, "ana", Action::Join);
    assert_eq!(
        refused(&mut room, "ana", Action::Begin),
        Rejection::NotAuthorised
    );
    act(&mut room, "marta", Action::Begin);
    assert_eq!(
        refused(&mut room, "marta", Action::Begin),
        Rejection::AlreadyBegun
    );
}
