//! Each variant of the statements of section 2, from small logs.

use super::super::{
    Audience,
    log::{Log, count, doubt, first, variants},
};
use super::*;
use crate::domain::event::Resolution;

use Variant::{Insufficient, Mixed, Negative, Positive};

fn log() -> Log {
    Log::started(&["ana"], &["uno", "dos", "tres"]).topic("uno")
}

#[test]
fn depth_has_a_peak_where_questions_and_examples_meet() {
    let log = log()
        .example("uno", "uno")
        .example("uno", "dos")
        .example("uno", "tres")
        .asks("ana", "q1", doubt("uno"))
        .asks("ana", "q2", doubt("uno"))
        .asks("ana", "q3", doubt("dos"));
    let statement = first(&log, depth);
    assert_eq!(statement.variant, Positive);
    assert_eq!(statement.concepts, [ConceptId::from("uno")]);
    assert_eq!(count(&statement, "uno.depth"), 5);
}

#[test]
fn depth_without_a_peak_or_with_few_questions_claims_none() {
    let flat = ["uno", "dos", "tres"];
    let flat = flat
        .iter()
        .fold(log(), |log, concept| log.asks("ana", "q", doubt(concept)));
    assert_eq!(variants(&flat, depth), [Negative]);
    let few = log()
        .asks("ana", "q1", doubt("uno"))
        .asks("ana", "q2", doubt("uno"));
    assert_eq!(variants(&few, depth), [Insufficient]);
}

#[test]
fn verifications_alone_have_no_depth() {
    let shallow = (0..3).fold(log(), |log, _| {
        log.asks("ana", "q", doubt("uno").kind(QuestionKind::Verification))
    });
    assert_eq!(variants(&shallow, depth), [Negative]);
}

#[test]
fn examples_are_counted_by_started_topic() {
    let two = || log().topic("dos");
    let one = || two().example("uno", "uno");
    assert_eq!(variants(&one().example("dos", "dos"), examples), [Positive]);
    assert_eq!(variants(&one(), examples), [Mixed]);
    assert_eq!(variants(&two(), examples), [Negative]);
    assert_eq!(variants(&Log::started(&["ana"], &["uno"]), examples), []);
}

#[test]
fn doubts_are_cleared_all_half_or_less() {
    let cleared = |log: Log, id: &str| log.cleared("ana", id, doubt("uno"));
    let left = |log: Log, id: &str| log.asks("ana", id, doubt("uno"));
    assert_eq!(variants(&cleared(log(), "q1"), doubts), [Positive]);
    assert_eq!(variants(&left(cleared(log(), "q1"), "q2"), doubts), [Mixed]);
    assert_eq!(
        variants(&left(left(cleared(log(), "q1"), "q2"), "q3"), doubts),
        [Negative]
    );
    assert_eq!(variants(&log(), doubts), [Insufficient]);
    let check = log().asks("ana", "q1", doubt("uno").self_check());
    assert_eq!(variants(&check, doubts), [Insufficient]);
}

#[test]
fn a_doubt_that_came_back_was_not_cleared() {
    let log = log().cleared("ana", "q1", doubt("uno")).cleared(
        "ana",
        "q2",
        doubt("uno").repeating("q1", Some(true)),
    );
    assert_eq!(variants(&log, doubts), [Mixed]);
}

#[test]
fn open_doubts_of_a_group_are_for_moderators() {
    let log = Log::started(&["ana", "beto"], &["uno"])
        .topic("uno")
        .asks("ana", "q1", doubt("uno"))
        .resolves("ana", "q1", Resolution::Partly);
    let found = doubts(&Session::read(&log.events));
    assert_eq!(found[1].audience, Audience::Moderator);
    assert_eq!(count(&found[1], "open"), 1);
}

#[test]
fn the_time_to_answer_is_a_median_of_three_or_more() {
    let answered = |log: Log, minutes: i64| {
        log.asks("ana", "q", doubt("uno"))
            .minutes(minutes)
            .answered("q")
    };
    let two = answered(answered(log(), 1), 2);
    assert_eq!(variants(&two, time_to_answer), [Insufficient]);
    assert_eq!(
        first(&two, time_to_answer).figures["answer_2_seconds"],
        120.0.into()
    );
    let three = first(&answered(two, 9), time_to_answer);
    assert_eq!(three.variant, Positive);
    assert_eq!(three.figures["median_seconds"], 120.0.into());
    assert_eq!(variants(&log(), time_to_answer), []);
}

#[test]
fn kinds_have_percentages_from_ten_questions_on() {
    let asked = |n: usize| (0..n).fold(log(), |log, _| log.asks("ana", "q", doubt("uno")));
    assert!(
        !first(&asked(9), kinds)
            .figures
            .contains_key("cause_percent")
    );
    assert_eq!(count(&first(&asked(10), kinds), "cause_percent"), 100);
    assert_eq!(variants(&log(), kinds), []);
}
