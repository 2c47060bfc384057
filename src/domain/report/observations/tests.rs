//! Each variant of the statements of section 5, from small logs.

use super::super::{
    Audience, Figure,
    log::{Log, count, doubt, first, learner, variants},
};
use super::*;

use Variant::{Continue, Insufficient, Mixed, Negative, Positive, Suggest};

const TOPICS: [&str; 4] = ["uno", "dos", "tres", "cuatro"];

/// The learner goes through the first three topics, confirming each.
fn verified(proposer: &str, learners: &[&str]) -> Log {
    let log = Log::empty().start_by(&learner(proposer), learners, &TOPICS[..3]);
    let log = log
        .verified(learners, "uno", "dos")
        .verified(learners, "dos", "tres");
    log.verified(learners, "tres", "uno")
}

#[test]
fn structured_work_is_an_own_plan_in_order_and_confirmed() {
    let statement = first(&verified("ana", &["ana"]), structured);
    assert_eq!(
        (statement.variant, statement.learner),
        (Positive, Some("ana".into()))
    );
    assert_eq!(variants(&verified("otra", &["ana"]), structured), []);
    assert_eq!(
        variants(&verified("ana", &["ana"]).topic("cuatro"), structured),
        [Positive]
    );
    let unconfirmed = verified("ana", &["ana"]).advance(
        learner("ana"),
        "cuatro",
        "uno",
        crate::domain::event::AdvanceResult::Forced,
        &["ana"],
    );
    assert_eq!(variants(&unconfirmed, structured), []);
}

/// Of three prompts a topic the learner answers the first so many.
fn prompted(answers: [usize; 3]) -> Log {
    let log = Log::started(&["ana"], &TOPICS);
    TOPICS
        .iter()
        .zip(answers)
        .fold(log, |log, (topic, answers)| {
            let mut log = log.topic(topic).pause(topic);
            if answers > 0 {
                log = log.clear("ana", topic);
            }
            if answers > 1 {
                log = log.checks("ana", topic, &[true]);
            }
            if answers > 2 {
                log = log.rates("ana", topic, 4, false);
            }
            log
        })
}

#[test]
fn committed_work_answers_four_prompts_in_five_of_eight_or_more() {
    let statement = first(&prompted([3, 3, 2]), committed);
    assert_eq!(
        (count(&statement, "answered"), count(&statement, "shown")),
        (8, 9)
    );
    assert_eq!(variants(&prompted([3, 2, 2]), committed), []);
    let few = Log::started(&["ana"], &TOPICS)
        .topic("uno")
        .pause("uno")
        .clear("ana", "uno");
    assert_eq!(variants(&few, committed), []);
}

#[test]
fn self_assessment_is_constant_partial_or_none() {
    let rated = |topics: usize, rated: usize| {
        let log = TOPICS[..topics]
            .iter()
            .fold(Log::started(&["ana"], &TOPICS), |log, topic| {
                log.topic(topic)
            });
        TOPICS[..rated]
            .iter()
            .fold(log, |log, topic| log.rates("ana", topic, 3, false))
    };
    assert_eq!(variants(&rated(4, 4), self_assessment), [Positive]);
    assert_eq!(variants(&rated(4, 3), self_assessment), [Mixed]);
    assert_eq!(variants(&rated(4, 0), self_assessment), [Negative]);
    assert_eq!(variants(&rated(2, 2), self_assessment), [Insufficient]);
    assert_eq!(variants(&rated(0, 0), self_assessment), []);
}

#[test]
fn asking_for_confirmation_is_two_questions_or_the_pattern_of_advances() {
    let asks = |n: usize| {
        (0..n).fold(Log::started(&["ana"], &TOPICS), |log, _| {
            log.asks("ana", "q", doubt("uno").self_check())
        })
    };
    assert_eq!(
        first(&asks(2), asks_to_confirm).sentence.key,
        "5-4-positive-questions"
    );
    assert_eq!(variants(&asks(1), asks_to_confirm), []);
    let advances = first(&verified("ana", &["ana"]), asks_to_confirm);
    assert_eq!(advances.sentence.key, "5-4-positive-advances");
}

#[test]
fn exercises_are_suggested_until_somebody_submits_one() {
    let log = || Log::started(&["ana"], &TOPICS).topic("uno");
    assert_eq!(variants(&log(), exercises), [Suggest]);
    let submitted = Event::ExerciseSubmitted {
        topic: "uno".into(),
        passed: None,
        origin: None,
    };
    assert_eq!(variants(&log().by("ana", submitted), exercises), [Continue]);
}

#[test]
fn a_comparison_is_suggested_until_somebody_makes_one() {
    let reflecting = |models: &[&str]| {
        let models = models.iter().map(|model| (*model).to_owned()).collect();
        Log::started(&["ana"], &TOPICS).by("ana", Event::ReflectionAnswered { models })
    };
    assert_eq!(variants(&reflecting(&["hilos"]), comparison), [Suggest]);
    assert_eq!(
        variants(&reflecting(&["hilos", "async"]), comparison),
        [Continue]
    );
}

fn voices(counts: [usize; 3]) -> Log {
    let learners = ["ana", "beto", "carla"];
    let log = Log::started(&learners, &TOPICS).topic("uno");
    learners
        .iter()
        .zip(counts)
        .fold(log, |log, (id, count)| log.messages(id, count))
}

#[test]
fn participation_is_even_uneven_or_too_little() {
    assert_eq!(
        variants(&voices([5, 5, 5]), participation),
        [Positive, Positive]
    );
    assert_eq!(
        variants(&voices([8, 4, 3]), participation),
        [Negative, Negative]
    );
    assert_eq!(variants(&voices([5, 5, 4]), participation), [Insufficient]);
    let two = Log::started(&["ana", "beto"], &TOPICS).messages("ana", 20);
    assert_eq!(variants(&two, participation), []);
}

#[test]
fn the_numbers_of_participation_are_for_moderators() {
    let found = participation(&Session::read(&voices([5, 5, 5]).events));
    assert!(found[0].figures.is_empty());
    assert_eq!(found[1].audience, Audience::Moderator);
    assert_eq!(found[1].figures["entropy"], Figure::Real(1.0));
    assert_eq!(found[1].figures["gini"], Figure::Real(0.0));
}

#[test]
fn one_voice_alone_is_as_uneven_as_can_be() {
    let balance = Balance::of(&[9, 0, 0], 9);
    assert!((balance.gini - 1.0).abs() < 1e-9);
    assert!(balance.entropy.abs() < 1e-9);
    assert!((balance.largest - 1.0).abs() < 1e-9);
}

#[test]
fn confirmations_and_checks_are_no_voice() {
    let log = (0..20).fold(voices([2, 2, 2]), |log, _| {
        log.clear("ana", "uno").checks("ana", "uno", &[true])
    });
    assert_eq!(variants(&log, participation), [Insufficient]);
}
