//! Each variant of the statements of section 4, from small logs.

use super::super::{
    Audience,
    log::{Log, count, doubt, first, learner, variants},
};
use super::*;
use crate::domain::event::Actor;

use Variant::{Mixed, Negative, Positive};

fn log() -> Log {
    Log::started(&["ana"], &["uno", "dos"]).topic("uno")
}

fn link(domain: &str, confirmed: bool) -> Event {
    Event::LinkRecorded {
        topic: None,
        domain: domain.to_owned(),
        terms: vec!["procesos".to_owned()],
        confirmed,
    }
}

#[test]
fn confirmed_links_go_by_their_domain() {
    let systems = log().by("ana", link("sistemas operativos", true));
    assert_eq!(variants(&systems, prior_knowledge), [Positive]);
    assert_eq!(variants(&systems, programming), []);
    let general = log().by("ana", link("Programación general", true));
    assert_eq!(variants(&general, prior_knowledge), []);
    assert_eq!(variants(&general, programming), [Positive]);
    let guessed = log().by("ana", link("sistemas operativos", false));
    assert_eq!(variants(&guessed, prior_knowledge), []);
}

#[test]
fn a_project_counts_once_its_learner_confirmed_it() {
    let mentioned = |confirmed| Event::ProjectMentioned {
        topic: None,
        confirmed,
    };
    assert_eq!(
        variants(&log().by("ana", mentioned(true)), projects),
        [Positive]
    );
    assert_eq!(
        variants(&log().by("ana", mentioned(false)), projects),
        [Negative]
    );
}

#[test]
fn no_project_cites_what_was_searched() {
    let log = log().asks("ana", "q1", doubt("uno")).messages("ana", 1);
    assert_eq!(first(&log, projects).evidence(), [3]);
}

#[test]
fn a_file_was_run_only_when_it_was() {
    let artifact = |executed| Event::ArtifactPrepared {
        topic: None,
        name: "paralelo_real.py".to_owned(),
        kind: "example_file".to_owned(),
        features: Vec::new(),
        executed,
    };
    let prepared = first(&log().by("ana", artifact(false)), practice);
    assert!(prepared.further.is_empty());
    let ran = first(&log().by("ana", artifact(true)), practice);
    assert_eq!(ran.further[0].key, "4-4-executed-own");
    let by_bot = first(&log().event(Actor::Bot, artifact(false)), practice);
    assert_eq!(by_bot.audience, Audience::Channel);
    assert_eq!(variants(&log(), practice), []);
}

#[test]
fn exercises_are_submitted_all_some_or_none() {
    let offered = |log: Log, topic: &str| {
        log.bot(Event::ExerciseOffered {
            topic: topic.into(),
        })
    };
    let two = || offered(offered(log(), "uno"), "dos");
    let submit = |log: Log, topic: &str| {
        let submitted = Event::ExerciseSubmitted {
            topic: topic.into(),
            passed: Some(true),
            origin: None,
        };
        log.event(learner("ana"), submitted)
    };
    let all = submit(submit(two(), "uno"), "dos");
    assert_eq!(variants(&all, exercises), [Positive]);
    assert_eq!(count(&first(&all, exercises), "passed"), 2);
    assert_eq!(variants(&submit(two(), "uno"), exercises), [Mixed]);
    assert_eq!(variants(&two(), exercises), [Negative]);
    assert_eq!(variants(&log(), exercises), []);
}

#[test]
fn a_reflection_compares_two_models_or_more() {
    let answered = |models: &[&str]| {
        let models = models.iter().map(|model| (*model).to_owned()).collect();
        log()
            .bot(Event::ClosingStarted)
            .by("ana", Event::ReflectionAnswered { models })
    };
    assert_eq!(
        variants(&answered(&["hilos", "async"]), reflection),
        [Positive]
    );
    assert_eq!(variants(&answered(&["hilos"]), reflection), [Mixed]);
    assert_eq!(
        variants(&log().bot(Event::ClosingStarted), reflection),
        [Negative]
    );
    assert_eq!(variants(&log(), reflection), []);
}
