//! What each audience gets of small sessions.

use super::super::{
    analyse,
    log::{Log, doubt},
};
use super::*;

const TOPICS: [&str; 4] = ["uno", "dos", "tres", "cuatro"];

/// Everybody goes through three topics; ana asks and rates.
fn session(learners: &[&str]) -> Report {
    let mut log = Log::started(learners, &TOPICS);
    for (at, topic) in TOPICS[..3].iter().enumerate() {
        log = log
            .verified(learners, topic, TOPICS[at + 1])
            .cleared("ana", &format!("q{at}"), doubt("uno"))
            .rates("ana", topic, 4, true)
            .checks("ana", topic, &[true; 3]);
    }
    analyse(&log.events)
}

fn ids(report: &Report) -> Vec<String> {
    let statements = report
        .sections
        .iter()
        .flat_map(|section| &section.statements);
    statements
        .map(|statement| statement.id.to_string())
        .collect()
}

fn seen(report: &Report, audience: Audience, learner: Option<&str>) -> Vec<String> {
    let learner = learner.map(PersonId::from);
    ids(&report.for_audience(audience, learner.as_ref()))
}

#[test]
fn of_one_learner_the_channel_gets_the_plan_the_examples_and_the_strategies() {
    let channel = seen(&session(&["ana"]), Audience::Channel, None);
    assert_eq!(
        channel,
        ["1.1", "1.2", "1.3", "1.6", "1.7", "2.2", "5.5", "5.6"]
    );
}

#[test]
fn of_one_learner_everything_is_theirs() {
    let report = session(&["ana"]);
    assert_eq!(seen(&report, Audience::Learner, Some("ana")), ids(&report));
}

#[test]
fn moderators_see_neither_ratings_nor_calibration() {
    let report = session(&["ana", "beto"]);
    let seen = seen(&report, Audience::Moderator, None);
    assert!(ids(&report).contains(&"3.6".to_owned()));
    assert!(!seen.contains(&"3.6".to_owned()) && !seen.contains(&"5.3".to_owned()));
    assert!(seen.contains(&"2.5".to_owned()));
}

#[test]
fn in_a_small_group_what_comes_from_one_learner_is_theirs() {
    let small = session(&["ana", "beto", "carla"]);
    assert!(!seen(&small, Audience::Channel, None).contains(&"2.3".to_owned()));
    assert!(seen(&small, Audience::Learner, Some("ana")).contains(&"2.3".to_owned()));
    assert!(!seen(&small, Audience::Learner, Some("beto")).contains(&"2.3".to_owned()));
    let larger = session(&["ana", "beto", "carla", "dani"]);
    assert!(seen(&larger, Audience::Channel, None).contains(&"2.3".to_owned()));
}

#[test]
fn confirmations_of_the_whole_group_are_for_the_channel() {
    let report = session(&["ana", "beto"]);
    assert!(seen(&report, Audience::Channel, None).contains(&"1.4".to_owned()));
}

#[test]
fn nobody_reads_a_learners_report_without_being_one() {
    let report = session(&["ana", "beto"]);
    assert_eq!(
        seen(&report, Audience::Learner, None),
        seen(&report, Audience::Channel, None)
    );
}
