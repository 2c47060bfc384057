//! Groups as they are: people leave, fall silent and come back, plans change, time passes.

use time::Duration;

use super::{
    Action, Delivery, Phase, Rejection, Reply,
    room::{Room, Shape, act, course, learner, refused, topic},
};
use crate::domain::{
    event::{Actor, AdvanceRule, EndReason, Event, PauseClosedBy, PauseReason, TopicVia},
    ids::{PersonId, TopicId},
    session::Person,
};

/// Marta called the session and takes no part; Ana, Beto and Carla are at the first of three
/// topics.
fn begun(rule: AdvanceRule) -> Room {
    let mut room = in_the_lobby(rule);
    act(&mut room, "marta", Action::Begin);
    room
}

fn in_the_lobby(rule: AdvanceRule) -> Room {
    let shapes = [Shape::simple(), Shape::simple(), Shape::simple()];
    let mut room = Room::open(course(&shapes), &learner("marta"), rule);
    for name in ["ana", "beto", "carla"] {
        act(&mut room, name, Action::Join);
    }
    room
}

/// Each of them answers the only check of the topic of this number rightly.
fn understand(room: &mut Room, names: &[&str], number: usize) {
    for name in names {
        let check = Action::AnswerCheck {
            topic: topic(number),
            number: 0,
            option: 1,
        };
        act(room, name, check);
    }
}

fn go_to(number: usize) -> Action {
    Action::GoTo {
        topic: topic(number),
    }
}

fn people(names: &[&str]) -> Vec<Actor> {
    let learners = names.iter().map(|name| PersonId::new(*name));
    learners.map(Actor::Learner).collect()
}

/// Whom the group called, and when, in minutes since the first event.
fn reminders(room: &Room) -> Vec<(i64, Vec<Actor>)> {
    let first = room.log[0].at;
    let reminders = room
        .log
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::ReminderSent { learners, .. } => {
                Some(((recorded.at - first).whole_minutes(), learners.clone()))
            }
            _ => None,
        });
    reminders.collect()
}

fn starts(room: &Room) -> Vec<(TopicId, TopicVia)> {
    let starts = room.events().filter_map(|event| match event {
        Event::TopicStarted { topic, via } => Some((topic.clone(), *via)),
        _ => None,
    });
    starts.collect()
}

#[test]
fn who_falls_silent_is_reminded_and_then_not_waited_for() {
    let mut room = begun(AdvanceRule::All);
    understand(&mut room, &["ana", "beto"], 0);
    let owed = room.wait(Duration::minutes(11));
    assert_eq!(owed, [Delivery::Reminder(1)]);
    assert_eq!(reminders(&room), [(10, people(&["carla"]))]);
    assert_eq!(room.current(), Some(topic(0)));
    room.wait(Duration::minutes(20));
    assert_eq!(room.current(), Some(topic(1)));
    let closed = room.events().find_map(|event| match event {
        Event::PauseClosed { closed_by, .. } => Some(*closed_by),
        _ => None,
    });
    assert_eq!(closed, Some(PauseClosedBy::Timeout));
    let pending = room.events().find_map(|event| match event {
        Event::AdvanceAttempted { pending, .. } => Some(pending.clone()),
        _ => None,
    });
    assert_eq!(
        pending,
        Some(people(&["carla"])),
        "the log does not hide it"
    );
}

#[test]
fn who_comes_back_is_waited_for_again() {
    let mut room = begun(AdvanceRule::All);
    understand(&mut room, &["ana", "beto"], 0);
    room.wait(Duration::minutes(31));
    assert_eq!(room.current(), Some(topic(1)));
    assert!(room.session.is_silent(&"carla".into()));
    let shown = Action::ShowHint { topic: topic(1) };
    act(&mut room, "carla", shown);
    understand(&mut room, &["ana", "beto"], 1);
    assert_eq!(room.current(), Some(topic(1)), "Carla is back");
    understand(&mut room, &["carla"], 1);
    assert_eq!(room.current(), Some(topic(2)));
}

#[test]
fn who_does_something_is_not_reminded() {
    let mut room = begun(AdvanceRule::All);
    for _ in 0..6 {
        room.wait(Duration::minutes(9));
        for name in ["ana", "beto", "carla"] {
            act(
                &mut room,
                name,
                Action::TellPriorKnowledge {
                    domains: Vec::new(),
                },
            );
            let domains = vec!["dominio 0".to_owned()];
            act(&mut room, name, Action::TellPriorKnowledge { domains });
        }
    }
    assert_eq!(reminders(&room), []);
}

#[test]
fn a_group_that_goes_home_is_paused_and_wakes_with_the_first_click() {
    let mut room = begun(AdvanceRule::All);
    room.wait(Duration::hours(3));
    assert_eq!(room.session.paused, Some(PauseReason::Inactivity));
    assert_eq!(room.current(), Some(topic(0)));
    let woken = act(&mut room, "ana", Action::ShowHint { topic: topic(0) });
    assert_eq!(room.session.paused, None);
    assert!(woken.owed.contains(&Delivery::Interruption(1)));
    understand(&mut room, &["ana", "beto", "carla"], 0);
    assert_eq!(room.current(), Some(topic(1)));
}

#[test]
fn a_session_that_nobody_comes_back_to_ends_with_its_report() {
    let mut room = begun(AdvanceRule::All);
    let owed = room.wait(Duration::days(8));
    assert_eq!(room.session.phase, Phase::Ended(EndReason::Abandoned));
    assert!(owed.contains(&Delivery::Report));
}

#[test]
fn what_learners_do_during_a_pause_counts_when_it_ends() {
    let mut room = begun(AdvanceRule::All);
    assert_eq!(
        refused(&mut room, "ana", Action::Pause),
        Rejection::NotAuthorised
    );
    act(&mut room, "marta", Action::Pause);
    understand(&mut room, &["ana", "beto", "carla"], 0);
    assert_eq!(room.current(), Some(topic(0)));
    let force = Action::ForceAdvance {
        topic: Some(topic(0)),
    };
    assert_eq!(refused(&mut room, "marta", force), Rejection::Paused);
    assert_eq!(
        refused(&mut room, "ana", Action::Resume),
        Rejection::NotAuthorised
    );
    room.wait(Duration::hours(5));
    assert_eq!(reminders(&room), [], "time stands still");
    act(&mut room, "marta", Action::Resume);
    assert_eq!(room.current(), Some(topic(1)));
}

#[test]
fn nobody_waits_for_who_left() {
    let mut room = begun(AdvanceRule::All);
    understand(&mut room, &["ana", "beto"], 0);
    let left = act(&mut room, "carla", Action::Leave);
    assert_eq!(left.decision.reply, Reply::Left);
    assert_eq!(room.current(), Some(topic(1)));
    let back = act(&mut room, "carla", Action::Join);
    assert!(matches!(
        back.decision.reply,
        Reply::Joined { late: true, .. }
    ));
    understand(&mut room, &["ana", "beto"], 1);
    assert_eq!(room.current(), Some(topic(2)), "Carla catches up first");
}

#[test]
fn a_host_who_leaves_hands_over_to_a_moderator_or_else_to_who_was_there_first() {
    let mut room = begun(AdvanceRule::Host);
    let left = act(&mut room, "marta", Action::Leave);
    assert_eq!(room.session.host, Some("ana".into()));
    assert!(left.owed.contains(&Delivery::NewHost(1)));
    let moderator = Person {
        moderator: true,
        ..learner("dani")
    };
    room.act(&moderator, Action::Join)
        .expect("anybody may join");
    act(&mut room, "ana", Action::Leave);
    assert_eq!(room.session.host, Some("dani".into()));
    let force = Action::ForceAdvance {
        topic: Some(topic(0)),
    };
    act(&mut room, "dani", force);
    assert_eq!(room.current(), Some(topic(1)));
}

#[test]
fn a_host_who_leaves_alone_is_followed_by_who_comes_next() {
    let mut room = Room::open(
        course(&[Shape::simple()]),
        &learner("marta"),
        AdvanceRule::All,
    );
    act(&mut room, "marta", Action::Join);
    act(&mut room, "marta", Action::Leave);
    assert_eq!(room.session.host, Some("marta".into()));
    act(&mut room, "ana", Action::Join);
    assert_eq!(room.session.host, Some("ana".into()));
}

#[test]
fn a_lobby_whose_host_went_away_is_led_by_who_is_there() {
    let mut room = in_the_lobby(AdvanceRule::All);
    room.wait(Duration::minutes(29));
    assert_eq!(room.session.host, Some("marta".into()));
    room.wait(Duration::minutes(2));
    assert_eq!(room.session.host, Some("ana".into()));
    room.wait(Duration::days(1));
    assert_eq!(room.session.host, Some("ana".into()), "she joined first");
    act(&mut room, "ana", Action::Begin);
    assert_eq!(room.current(), Some(topic(0)));
}

#[test]
fn the_lobby_chooses_and_orders_its_topics() {
    let mut room = in_the_lobby(AdvanceRule::All);
    let choose = |numbers: &[usize]| Action::ChooseTopics {
        topics: numbers.iter().copied().map(topic).collect(),
    };
    act(&mut room, "ana", choose(&[2, 0]));
    let moved = Action::MoveTopic {
        topic: topic(2),
        to: 0,
    };
    let owed = act(&mut room, "beto", moved).owed;
    assert_eq!(owed, [Delivery::Announcement, Delivery::Lobby]);
    let plan = |room: &Room| -> Vec<TopicId> {
        let plan = room.session.plan.iter();
        plan.map(|planned| planned.topic.clone()).collect()
    };
    assert_eq!(plan(&room), [topic(2), topic(0)]);
    assert_eq!(refused(&mut room, "ana", choose(&[])), Rejection::EmptyPlan);
    assert_eq!(
        refused(&mut room, "zoe", choose(&[1])),
        Rejection::NotParticipant
    );
    act(&mut room, "ana", choose(&[0, 1, 2]));
    assert_eq!(plan(&room), [topic(2), topic(0), topic(1)]);
    act(&mut room, "marta", Action::Begin);
    assert_eq!(
        refused(&mut room, "ana", choose(&[1])),
        Rejection::AlreadyBegun
    );
    let proposed = room.events().find_map(|event| match event {
        Event::SessionStarted { proposed_by, .. } => Some(proposed_by.clone()),
        _ => None,
    });
    assert_eq!(proposed, Some(Actor::Learner("ana".into())));
}

#[test]
fn the_host_can_skip_a_topic() {
    let mut room = begun(AdvanceRule::All);
    assert_eq!(
        refused(&mut room, "ana", go_to(2)),
        Rejection::NotAuthorised
    );
    act(&mut room, "marta", go_to(2));
    understand(&mut room, &["ana", "beto", "carla"], 2);
    assert_eq!(room.session.phase, Phase::Closing);
    assert_eq!(
        starts(&room),
        [(topic(0), TopicVia::Plan), (topic(2), TopicVia::Skip)]
    );
}

#[test]
fn a_group_that_goes_back_confirms_anew_and_then_goes_on_where_it_was() {
    let mut room = begun(AdvanceRule::All);
    let everybody = ["ana", "beto", "carla"];
    understand(&mut room, &everybody, 0);
    understand(&mut room, &["ana"], 1);
    let back = act(&mut room, "marta", go_to(0));
    assert_eq!(
        back.owed,
        [Delivery::Panel(topic(0), 2), Delivery::Panel(topic(1), 1)]
    );
    understand(&mut room, &everybody, 0);
    assert_eq!(room.current(), Some(topic(1)));
    assert!(room.session.has_confirmed(&"ana".into(), &topic(1)));
    understand(&mut room, &["beto", "carla"], 1);
    assert_eq!(room.current(), Some(topic(2)));
    let again = room.events().filter_map(|event| match event {
        Event::CheckAnswered { topic: of, items } if *of == topic(0) => Some(items[0].first_try),
        _ => None,
    });
    let first_tries: Vec<bool> = again.collect();
    assert_eq!(first_tries, [true, true, true, false, false, false]);
}

#[test]
fn a_group_goes_back_from_the_closing_too() {
    let mut room = begun(AdvanceRule::All);
    let everybody = ["ana", "beto", "carla"];
    for number in 0..3 {
        understand(&mut room, &everybody, number);
    }
    act(&mut room, "marta", go_to(1));
    understand(&mut room, &everybody, 1);
    assert_eq!(room.session.phase, Phase::Closing);
    assert_eq!(room.session.closings, 2);
}

#[test]
fn the_closing_waits_for_nobody_for_ever() {
    let mut room = begun(AdvanceRule::All);
    for number in 0..3 {
        understand(&mut room, &["ana", "beto", "carla"], number);
    }
    let reflection = Action::Reflect {
        links: "con clase".to_owned(),
        uses: "en casa".to_owned(),
        comparison: "hilos".to_owned(),
    };
    act(&mut room, "ana", reflection);
    room.wait(Duration::minutes(11));
    assert_eq!(
        reminders(&room).last(),
        Some(&(10, people(&["beto", "carla"])))
    );
    room.wait(Duration::minutes(20));
    assert_eq!(room.session.phase, Phase::Ended(EndReason::Completed));
}

#[test]
fn many_doubts_at_once_are_refused_for_a_while() {
    let mut room = begun(AdvanceRule::All);
    let ask = |number: u32| {
        let text = format!("¿Qué es lo de la parte {number}?");
        Action::ask(text, format!("i{number}"), false)
    };
    for number in 0..5 {
        act(&mut room, "ana", ask(number));
    }
    let wait = refused(&mut room, "ana", ask(5));
    assert!(
        matches!(wait, Rejection::TooManyDoubts { seconds: 50..=60 }),
        "{wait:?}"
    );
    act(&mut room, "beto", ask(6));
    room.wait(Duration::minutes(1));
    act(&mut room, "ana", ask(5));
}
