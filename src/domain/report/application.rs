//! Section 4, application and reflection: links to prior knowledge, own projects, what was
//! prepared, exercises, the final reflection.

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, mem};

use super::{
    Variant,
    session::{Learner, Session, once},
    statement::{Phrase, Statement, Value, text_list},
    thresholds::COMPARED_MODELS,
};
use crate::domain::{
    event::{Event, Recorded},
    ids::{PersonId, TopicId},
};

/// A domain of prior knowledge with the terms that a learner linked to it.
struct Link<'a> {
    domain: &'a str,
    terms: Vec<&'a String>,
}

/// The learner's confirmed links, a domain once, with their events.
fn links<'a>(
    session: &Session<'a>,
    person: &PersonId,
    wanted: impl Fn(&str) -> bool,
) -> (Vec<Link<'a>>, Vec<u64>) {
    let mut links: Vec<Link<'a>> = Vec::new();
    let mut evidence = Vec::new();
    for recorded in session.by(person) {
        let Event::LinkRecorded {
            domain,
            terms,
            confirmed: true,
            ..
        } = &recorded.event
        else {
            continue;
        };
        if !wanted(domain) {
            continue;
        }
        evidence.push(recorded.seq);
        let known = links.iter().position(|link| link.domain == domain);
        let at = known.unwrap_or_else(|| {
            links.push(Link {
                domain,
                terms: Vec::new(),
            });
            links.len() - 1
        });
        links[at].terms.extend(terms);
    }
    for link in &mut links {
        link.terms = once(mem::take(&mut link.terms));
    }
    (links, evidence)
}

/// Whether a domain is programming in general, which has a statement of its own.
fn is_programming(domain: &str) -> bool {
    let domain = domain.to_lowercase();
    domain.contains("programaci") || domain.contains("programming")
}

fn linked(number: u8, session: &Session<'_>, wanted: impl Fn(&str) -> bool) -> Vec<Statement> {
    let of = |learner: &Learner<'_>| {
        let (links, evidence) = links(session, learner.id, &wanted);
        let listed: Value = links
            .iter()
            .map(|link| {
                let key = if link.terms.is_empty() {
                    "link"
                } else {
                    "link-terms"
                };
                Phrase::new(key)
                    .with("domain", Value::Text(link.domain.to_owned()))
                    .with("terms", text_list(link.terms.iter().copied()))
                    .into()
            })
            .collect();
        let statement = Statement::new((4, number), Variant::Positive, evidence)?
            .about(learner.id)
            .count("domains", links.len())
            .with("links", listed);
        Some(statement)
    };
    session.learners.iter().filter_map(of).collect()
}

/// 4.1 Confirmed links to prior knowledge, such as operating systems.
pub(super) fn prior_knowledge(session: &Session<'_>) -> Vec<Statement> {
    linked(1, session, |domain| !is_programming(domain))
}

/// 4.2 Confirmed links to programming in general.
pub(super) fn programming(session: &Session<'_>) -> Vec<Statement> {
    linked(2, session, is_programming)
}

/// 4.3 Own projects, when their learner confirmed them.
pub(super) fn projects(session: &Session<'_>) -> Vec<Statement> {
    session
        .learners
        .iter()
        .filter_map(|learner| projects_of(session, learner))
        .collect()
}

fn projects_of(session: &Session<'_>, learner: &Learner<'_>) -> Option<Statement> {
    let mentions: Vec<u64> = session
        .by(learner.id)
        .filter(|recorded| {
            matches!(
                recorded.event,
                Event::ProjectMentioned {
                    confirmed: true,
                    ..
                }
            )
        })
        .map(|recorded| recorded.seq)
        .collect();
    if !mentions.is_empty() {
        let count = mentions.len();
        return Statement::new((4, 3), Variant::Positive, mentions)
            .map(|statement| statement.about(learner.id).count("projects", count));
    }
    // What was searched: all in which the learner could have spoken of one.
    let mut searched: Vec<u64> = session
        .by(learner.id)
        .filter(|one| could_apply(one))
        .map(|one| one.seq)
        .collect();
    if searched.is_empty() {
        searched = session.searched();
    }
    Statement::new((4, 3), Variant::Negative, searched).map(|statement| statement.about(learner.id))
}

fn could_apply(recorded: &Recorded) -> bool {
    matches!(
        recorded.event,
        Event::QuestionAsked { .. }
            | Event::LinkRecorded { .. }
            | Event::ProjectMentioned { .. }
            | Event::ArtifactPrepared { .. }
            | Event::ExerciseSubmitted { .. }
            | Event::ReflectionAnswered { .. }
    )
}

/// 4.4 What was prepared, by each learner or for all; that it ran only when it did.
pub(super) fn practice(session: &Session<'_>) -> Vec<Statement> {
    let artifacts = session.events_that(|event| matches!(event, Event::ArtifactPrepared { .. }));
    let for_all = prepared(&artifacts, None);
    let by_learners = session
        .learners
        .iter()
        .filter_map(|learner| prepared(&artifacts, Some(learner.id)));
    for_all.into_iter().chain(by_learners).collect()
}

fn prepared(artifacts: &[&Recorded], person: Option<&PersonId>) -> Option<Statement> {
    let mut evidence = Vec::new();
    let mut files = Vec::new();
    let mut executed = Vec::new();
    for recorded in artifacts.iter().filter(|one| one.actor.learner() == person) {
        if let Event::ArtifactPrepared {
            name,
            kind,
            features,
            executed: ran,
            ..
        } = &recorded.event
        {
            evidence.push(recorded.seq);
            let example = if kind == "example_file" {
                "example"
            } else {
                "file"
            };
            let key = if features.is_empty() {
                format!("artifact-{example}")
            } else {
                format!("artifact-{example}-features")
            };
            let phrase = Phrase::new(key)
                .with("name", Value::File(name.clone()))
                .with("features", text_list(features));
            files.push(Value::Phrase(phrase));
            if *ran {
                executed.push(Value::File(name.clone()));
            }
        }
    }
    let statement = Statement::new((4, 4), Variant::Positive, evidence)?
        .count("prepared", files.len())
        .count("executed", executed.len())
        .with("files", Value::List(files));
    let statement = match person {
        Some(_) => statement.case("own"),
        None => statement,
    };
    let statement = if executed.is_empty() {
        statement
    } else {
        let key = match person {
            Some(_) => "4-4-executed-own",
            None => "4-4-executed",
        };
        let ran = Phrase::new(key)
            .with("count", executed.len())
            .with("files", Value::List(executed));
        statement.then(ran)
    };
    Some(match person {
        Some(person) => statement.about(person),
        None => statement,
    })
}

/// 4.5 Exercises offered, submitted, passed.
pub(super) fn exercises(session: &Session<'_>) -> Vec<Statement> {
    let offers = session.events_that(|event| matches!(event, Event::ExerciseOffered { .. }));
    session
        .learners
        .iter()
        .filter_map(|learner| exercises_of(session, learner, &offers))
        .collect()
}

fn exercises_of(
    session: &Session<'_>,
    learner: &Learner<'_>,
    offers: &[&Recorded],
) -> Option<Statement> {
    let seen = offers.iter();
    let seen = seen.filter(|offer| learner.stayed(offer.seq, offer.seq));
    let mut evidence: Vec<u64> = seen.clone().map(|offer| offer.seq).collect();
    let mut offered: BTreeSet<&TopicId> =
        seen.filter_map(|offer| exercise_of(&offer.event)).collect();
    let mut submitted: Vec<&TopicId> = Vec::new();
    let mut passed: BTreeSet<&TopicId> = BTreeSet::new();
    for recorded in session.by(learner.id) {
        if let Event::ExerciseSubmitted {
            topic,
            passed: right,
            ..
        } = &recorded.event
        {
            offered.insert(topic);
            submitted.push(topic);
            if *right == Some(true) {
                passed.insert(topic);
            }
            evidence.push(recorded.seq);
        }
    }
    let submitted = once(submitted);
    let variant = match submitted.len() {
        0 => Variant::Negative,
        some if some < offered.len() => Variant::Mixed,
        _ => Variant::Positive,
    };
    Some(
        Statement::new((4, 5), variant, evidence)?
            .about(learner.id)
            .count("offered", offered.len())
            .count("submitted", submitted.len())
            .count("passed", passed.len())
            .topics(submitted),
    )
}

fn exercise_of(event: &Event) -> Option<&TopicId> {
    match event {
        Event::ExerciseOffered { topic } => Some(topic),
        _ => None,
    }
}

/// 4.6 The final reflection and the models that it compares.
pub(super) fn reflection(session: &Session<'_>) -> Vec<Statement> {
    let closings = session.events_that(|event| matches!(event, Event::ClosingStarted));
    session
        .learners
        .iter()
        .filter_map(|learner| reflection_of(session, learner, &closings))
        .collect()
}

fn reflection_of(
    session: &Session<'_>,
    learner: &Learner<'_>,
    closings: &[&Recorded],
) -> Option<Statement> {
    let mut models: Vec<&String> = Vec::new();
    let mut answered = Vec::new();
    for recorded in session.by(learner.id) {
        if let Event::ReflectionAnswered { models: named } = &recorded.event {
            answered.push(recorded.seq);
            models.extend(named);
        }
    }
    let models = once(models);
    let statement = if answered.is_empty() {
        let shown = closings.iter().map(|recorded| recorded.seq);
        let shown = shown.filter(|seq| learner.stayed(*seq, *seq));
        Statement::new((4, 6), Variant::Negative, shown)
    } else if models.len() >= COMPARED_MODELS {
        Statement::new((4, 6), Variant::Positive, answered)
    } else {
        Statement::new((4, 6), Variant::Mixed, answered)
    };
    statement.map(|statement| {
        statement
            .about(learner.id)
            .count("models", models.len())
            .with("compared", text_list(models))
    })
}
