//! Each variant of the statements of section 1, from small logs.

use super::super::log::{Log, count, doubt, first, learner, variants};
use super::*;
use crate::domain::event::{Patience, TopicVia};

use Variant::{Insufficient, Mixed, Negative, Positive};

const THREE: [&str; 3] = ["uno", "dos", "tres"];

fn in_order(topics: &[&str]) -> Log {
    let log = Log::started(&["ana"], &THREE);
    topics.iter().fold(log, |log, topic| log.topic(topic))
}

#[test]
fn the_order_is_that_of_the_first_starts() {
    assert_eq!(variants(&in_order(&THREE), order), [Positive]);
    assert_eq!(
        variants(&in_order(&["uno", "dos", "uno", "tres"]), order),
        [Positive]
    );
    assert_eq!(variants(&in_order(&["uno", "tres"]), order), [Mixed]);
    assert_eq!(
        variants(&in_order(&["dos", "uno", "tres"]), order),
        [Negative]
    );
    assert_eq!(variants(&in_order(&["uno", "uno"]), order), [Insufficient]);
    assert_eq!(variants(&in_order(&[]), order), [Insufficient]);
}

#[test]
fn the_order_cites_every_start() {
    let statement = first(&in_order(&["uno", "dos", "uno", "tres"]), order);
    assert_eq!(statement.evidence(), [2, 3, 4, 5]);
}

#[test]
fn a_topic_outside_the_plan_does_not_count_for_the_order() {
    assert_eq!(
        variants(&in_order(&["uno", "otro", "dos", "tres"]), order),
        [Positive]
    );
}

#[test]
fn coverage_needs_every_topic_and_the_end() {
    let all = |reason| in_order(&THREE).ends(reason);
    assert_eq!(variants(&all(EndReason::Completed), coverage), [Positive]);
    assert_eq!(variants(&all(EndReason::Closed), coverage), [Mixed]);
    let part = first(&in_order(&["uno"]).ends(EndReason::Completed), coverage);
    assert_eq!(part.variant, Mixed);
    assert_eq!((count(&part, "treated"), count(&part, "planned")), (1, 3));
    assert_eq!(first(&in_order(&[]), coverage).evidence(), [1]);
}

#[test]
fn pauses_are_due_in_started_topics_alone() {
    let two = |log: Log| log.topic("uno").topic("dos");
    let log = || two(Log::started(&["ana"], &THREE));
    assert_eq!(
        variants(&log().pause("uno").pause("dos"), pauses),
        [Positive]
    );
    assert_eq!(variants(&log().pause("uno"), pauses), [Mixed]);
    assert_eq!(variants(&log(), pauses), [Negative]);
    assert_eq!(
        variants(&Log::started(&["ana"], &THREE), pauses),
        [Insufficient]
    );
}

#[test]
fn a_plan_without_pauses_cannot_tell_of_them() {
    let mut log = Log::started(&["ana"], &THREE).topic("uno");
    if let Event::SessionStarted { plan, .. } = &mut log.events[0].event {
        for planned in plan {
            planned.pause = false;
        }
    }
    assert_eq!(variants(&log, pauses), [Insufficient]);
}

#[test]
fn an_advance_is_confirmed_when_everybody_who_was_there_has_confirmed() {
    let group = ["ana", "beto"];
    let log = Log::started(&group, &THREE).verified(&group, "uno", "dos");
    assert_eq!(variants(&log, confirmation), [Positive]);
    assert_eq!(first(&log, confirmation).evidence(), [4, 5, 6]);
    let missing = Log::started(&group, &THREE).verified(&group[..1], "uno", "dos");
    assert_eq!(variants(&missing, confirmation), [Negative, Negative]);
}

#[test]
fn who_was_missing_is_for_moderators_alone() {
    let log = Log::started(&["ana", "beto"], &THREE).verified(&["ana"], "uno", "dos");
    let found = confirmation(&Session::read(&log.events));
    assert_eq!(found[0].audience, super::super::Audience::Channel);
    assert_eq!(found[1].audience, super::super::Audience::Moderator);
}

#[test]
fn who_changed_their_mind_has_not_confirmed() {
    let log = Log::started(&["ana"], &THREE)
        .topic("uno")
        .clear("ana", "uno")
        .unsure("ana", "uno")
        .advance(Actor::Bot, "uno", "dos", AdvanceResult::Forced, &["ana"]);
    let statement = first(&log, confirmation);
    assert_eq!(statement.variant, Negative);
    assert_eq!(count(&statement, "forced"), 1);
}

#[test]
fn who_joined_in_mid_topic_or_left_is_not_waited_for() {
    let log = Log::started(&["ana", "beto"], &THREE)
        .topic("uno")
        .by("carla", Event::ParticipantJoined { moderator: false })
        .by("beto", Event::ParticipantLeft)
        .clear("ana", "uno")
        .advance(learner("ana"), "uno", "dos", AdvanceResult::Granted, &[]);
    assert_eq!(variants(&log, confirmation), [Positive]);
}

#[test]
fn whoever_the_bot_waited_for_counts_although_they_came_late() {
    let log = Log::started(&["ana"], &THREE)
        .topic("uno")
        .by("carla", Event::ParticipantJoined { moderator: false })
        .clear("ana", "uno")
        .advance(
            learner("ana"),
            "uno",
            "dos",
            AdvanceResult::Forced,
            &["carla"],
        );
    assert_eq!(variants(&log, confirmation), [Negative, Negative]);
}

#[test]
fn a_refused_advance_is_none() {
    let log = Log::started(&["ana"], &THREE).topic("uno").advance(
        learner("ana"),
        "uno",
        "dos",
        AdvanceResult::Refused,
        &["ana"],
    );
    assert_eq!(variants(&log, confirmation), []);
}

#[test]
fn coherence_needs_five_questions_and_four_in_five_on_the_topic() {
    let asked = |concepts: &[&str]| {
        let log = Log::started(&["ana"], &THREE).topic("uno");
        concepts
            .iter()
            .fold(log, |log, concept| log.asks("ana", "q", doubt(concept)))
    };
    assert_eq!(variants(&asked(&["uno"; 5]), coherence), [Positive]);
    assert_eq!(
        variants(&asked(&["uno", "uno", "uno", "uno", "dos"]), coherence),
        [Positive]
    );
    let scattered = first(&asked(&["uno", "uno", "uno", "dos", "dos"]), coherence);
    assert_eq!(
        (scattered.variant, count(&scattered, "on_topic")),
        (Insufficient, 3)
    );
    assert_eq!(variants(&asked(&["uno"; 4]), coherence), [Insufficient]);
    assert_eq!(variants(&asked(&[]), coherence), [Insufficient]);
}

#[test]
fn the_pace_is_off_by_a_quarter_and_three_minutes() {
    let taking = |minutes: [i64; 2]| {
        Log::started(&["ana"], &["uno", "dos"])
            .topic("uno")
            .minutes(minutes[0])
            .topic("dos")
            .minutes(minutes[1])
            .ends(EndReason::Completed)
    };
    assert_eq!(variants(&taking([15, 12]), pace), [Positive]);
    assert_eq!(variants(&taking([15, 11]), pace), [Mixed]);
    assert_eq!(variants(&taking([20, 4]), pace), [Negative]);
    let statement = first(&taking([15, 11]), pace);
    assert_eq!(statement.topics, [TopicId::from("dos")]);
    assert_eq!(statement.figures["dos.actual_minutes"], 11.0.into());
}

#[test]
fn a_topic_that_did_not_end_has_no_pace() {
    let log = Log::started(&["ana"], &["uno"]).topic("uno");
    assert_eq!(variants(&log, pace), []);
}

#[test]
fn the_plan_is_told_by_role() {
    let role = |proposed_by: Actor, learners: &[&str]| {
        let log = Log::empty().start_by(&proposed_by, learners, &THREE);
        first(&log, proposal).sentence.key
    };
    assert_eq!(role(learner("ana"), &["ana"]), "1-7-positive-learner");
    assert_eq!(role(learner("ana"), &["ana", "beto"]), "1-7-positive-group");
    assert_eq!(role(Actor::Bot, &["ana"]), "1-7-positive-course");
    assert_eq!(
        role(Actor::Moderator("m".into()), &["ana"]),
        "1-7-positive-moderator"
    );
    let hosted = Log::empty()
        .bot(Event::SessionOpened {
            course: "multiprocessing".into(),
            course_version: "1".into(),
            host: "ana".into(),
            plan: Vec::new(),
            patience: Patience::default(),
            advance_rule: crate::domain::event::AdvanceRule::All,
        })
        .start_by(&learner("ana"), &["ana", "beto"], &THREE);
    assert_eq!(
        first(&hosted, proposal).sentence.key,
        "1-7-positive-convener"
    );
}

#[test]
fn a_revisit_adds_to_the_time_of_its_topic() {
    let log = Log::started(&["ana"], &["uno", "dos"])
        .topic("uno")
        .minutes(8)
        .topic("dos")
        .minutes(15)
        .bot(Event::TopicStarted {
            topic: "uno".into(),
            via: TopicVia::Revisit,
        })
        .minutes(7)
        .ends(EndReason::Completed);
    assert_eq!(variants(&log, pace), [Positive]);
}
