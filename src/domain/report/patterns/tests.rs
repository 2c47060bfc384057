//! Each variant of the statements of section 3, from small logs.

use super::super::log::{Log, count, doubt, first, learner, variants};
use super::*;
use crate::domain::event::AdvanceResult;

use Variant::{Insufficient, Mixed, Negative, Positive};

const TOPICS: [&str; 4] = ["uno", "dos", "tres", "cuatro"];

fn log() -> Log {
    Log::started(&["ana"], &TOPICS).topic("uno")
}

fn asks(log: Log, concepts: &[&str]) -> Log {
    concepts
        .iter()
        .fold(log, |log, concept| log.asks("ana", "q", doubt(concept)))
}

#[test]
fn a_concept_with_three_questions_needed_clarifying() {
    let statement = first(&asks(log(), &["uno", "dos", "uno", "uno"]), clarification);
    assert_eq!(statement.variant, Positive);
    assert_eq!(statement.concepts, [ConceptId::from("uno")]);
    assert_eq!(
        variants(&asks(log(), &["uno", "dos", "tres"]), clarification),
        [Negative]
    );
    assert_eq!(
        variants(&asks(log(), &["uno", "uno"]), clarification),
        [Insufficient]
    );
}

#[test]
fn one_confirmed_repetition_is_enough() {
    let log = log().asks("ana", "q1", doubt("uno")).asks(
        "ana",
        "q2",
        doubt("uno").repeating("q1", Some(true)),
    );
    assert_eq!(variants(&log, clarification), [Positive]);
}

#[test]
fn a_concept_of_one_asker_is_theirs_and_of_several_is_shared() {
    let group = || Log::started(&["ana", "beto"], &TOPICS).topic("uno");
    let own = first(&asks(group(), &["uno"; 3]), clarification);
    assert_eq!(own.learner, Some("ana".into()));
    let shared = asks(group(), &["uno"; 2]).asks("beto", "q9", doubt("uno"));
    assert_eq!(first(&shared, clarification).learner, None);
}

#[test]
fn two_aspects_suggest_interest_in_the_details() {
    let with = |aspects: [&str; 3]| {
        aspects.iter().fold(log(), |log, aspect| {
            log.asks("ana", "q", doubt("uno").aspect(aspect))
        })
    };
    let statement = first(&with(["uso", "seguridad", "uso"]), operating_details);
    assert_eq!(statement.aspects, ["uso", "seguridad"]);
    assert_eq!(variants(&with(["uso"; 3]), operating_details), []);
}

#[test]
fn repetition_is_told_from_three_questions_on() {
    let third = |repeats| {
        log()
            .asks("ana", "q1", doubt("uno"))
            .asks("ana", "q2", doubt("dos"))
            .asks("ana", "q3", doubt("uno").repeating("q1", repeats))
    };
    assert_eq!(
        variants(&asks(log(), &["uno", "dos", "tres"]), repetition),
        [Positive]
    );
    assert_eq!(variants(&third(Some(true)), repetition), [Negative]);
    assert_eq!(variants(&third(None), repetition), [Insufficient]);
    assert_eq!(variants(&third(Some(false)), repetition), [Positive]);
    assert_eq!(
        variants(&asks(log(), &["uno", "dos"]), repetition),
        [Insufficient]
    );
    assert_eq!(first(&third(Some(true)), repetition).evidence(), [5]);
}

#[test]
fn progress_needs_its_three_grounds() {
    let three = |log: Log| {
        ["q1", "q2", "q3"]
            .iter()
            .fold(log, |log, id| log.cleared("ana", id, doubt(id)))
    };
    let all = three(log()).verified(&["ana"], "uno", "dos");
    assert_eq!(variants(&all, progress), [Positive]);
    assert_eq!(variants(&three(log()), progress), []);
    let open = three(log())
        .asks("ana", "q4", doubt("uno"))
        .verified(&["ana"], "uno", "dos");
    assert_eq!(variants(&open, progress), []);
}

#[test]
fn three_advances_after_confirming_make_a_pattern() {
    let verified = |n: usize| {
        (0..n).fold(Log::started(&["ana"], &TOPICS), |log, at| {
            log.verified(&["ana"], TOPICS[at], TOPICS[at + 1])
        })
    };
    assert_eq!(variants(&verified(3), advances), [Positive]);
    assert_eq!(variants(&verified(2), advances), [Insufficient]);
    assert_eq!(variants(&verified(0), advances), []);
    let rushed = verified(3).topic("cuatro").advance(
        learner("ana"),
        "cuatro",
        "uno",
        AdvanceResult::Refused,
        &["ana"],
    );
    let statement = first(&rushed, advances);
    assert_eq!(
        (statement.variant, count(&statement, "unverified")),
        (Negative, 1)
    );
}

/// Rates each topic before its check and answers two items.
fn rated(ratings: [u8; 4], right: [[bool; 2]; 4]) -> Log {
    TOPICS.iter().zip(ratings.into_iter().zip(right)).fold(
        Log::started(&["ana"], &TOPICS),
        |log, (topic, (rating, right))| {
            log.topic(topic)
                .rates("ana", topic, rating, true)
                .checks("ana", topic, &right)
        },
    )
}

#[test]
fn calibration_compares_ratings_with_first_tries() {
    let half = [true, false];
    assert_eq!(variants(&rated([3; 4], [half; 4]), calibration), [Positive]);
    let over = first(&rated([5; 4], [half; 4]), calibration);
    assert_eq!(over.sentence.key, "3-6-negative-over");
    assert_eq!(over.figures["bias"], 0.5.into());
    let under = first(&rated([1; 4], [half; 4]), calibration);
    assert_eq!(under.sentence.key, "3-6-negative-under");
    let torn = rated([5, 5, 1, 1], [[false; 2], [false; 2], half, [false; 2]]);
    assert_eq!(variants(&torn, calibration), [Mixed]);
}

#[test]
fn ratings_after_feedback_do_not_count() {
    let log = TOPICS
        .iter()
        .fold(Log::started(&["ana"], &TOPICS), |log, topic| {
            log.topic(topic)
                .checks("ana", topic, &[true])
                .rates("ana", topic, 5, true)
        });
    assert_eq!(
        first(&log, calibration).sentence.key,
        "3-6-insufficient-after"
    );
    let few = log
        .topic("otro")
        .rates("ana", "otro", 5, true)
        .checks("ana", "otro", &[true]);
    assert_eq!(
        first(&few, calibration).sentence.key,
        "3-6-insufficient-few"
    );
    assert_eq!(variants(&Log::started(&["ana"], &TOPICS), calibration), []);
}
