//! Section 1, the structure of the conversation: order, coverage, pauses, confirmations, thread,
//! pace and whose plan it was.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Variant,
    session::{Session, Visit},
    share,
    statement::{Phrase, Statement, Value, topic_list},
    thresholds::{
        COHERENCE_QUESTIONS, COHERENCE_SHARE, ORDER_TOPICS, PACE_HIGH, PACE_LOW, PACE_MINUTES,
    },
};
use crate::domain::{
    event::{Actor, AdvanceResult, ConfirmationValue, EndReason, Event, Recorded},
    ids::{PersonId, TopicId},
};

/// 1.1 Whether the topics came in the order of the plan; topics outside the plan do not count.
pub(super) fn order(session: &Session<'_>) -> Vec<Statement> {
    let started = session.started_of_plan();
    let topics: Vec<&TopicId> = started.iter().map(|(_, topic)| *topic).collect();
    let evidence = session.starts_of_plan();
    let inversions: Value = topics
        .windows(2)
        .filter(|pair| session.position(pair[0]) > session.position(pair[1]))
        .map(|pair| {
            Phrase::new("inversion")
                .with("first", Value::Topic(pair[0].clone()))
                .with("second", Value::Topic(pair[1].clone()))
                .into()
        })
        .collect();
    let inverted = matches!(&inversions, Value::List(pairs) if !pairs.is_empty());
    let statement = if topics.len() < ORDER_TOPICS {
        let evidence: Vec<u64> = evidence.chain(session.searched()).collect();
        Statement::new((1, 1), Variant::Insufficient, evidence)
    } else if inverted {
        Statement::new((1, 1), Variant::Negative, evidence)
    } else if topics.len() == session.plan.len() {
        Statement::new((1, 1), Variant::Positive, evidence)
    } else {
        Statement::new((1, 1), Variant::Mixed, evidence)
    };
    statement
        .map(|statement| {
            statement
                .count("treated", topics.len())
                .with("topics", topic_list(topics.iter().copied()))
                .with("inversions", inversions)
                .topics(topics)
        })
        .into_iter()
        .collect()
}

/// 1.2 Whether the whole plan was gone through, and to its end.
pub(super) fn coverage(session: &Session<'_>) -> Vec<Statement> {
    if session.plan.is_empty() {
        return Vec::new();
    }
    let started = session.started_of_plan();
    let begun: BTreeSet<&TopicId> = started.iter().map(|(_, topic)| *topic).collect();
    let missing: Vec<&TopicId> = session
        .plan
        .iter()
        .map(|planned| &planned.topic)
        .filter(|topic| !begun.contains(topic))
        .collect();
    let completed = matches!(session.end, Some((_, _, EndReason::Completed)));
    let evidence = session.searched();
    let statement = match (missing.is_empty(), completed) {
        (true, true) => Statement::new((1, 2), Variant::Positive, evidence),
        (true, false) => Statement::new((1, 2), Variant::Mixed, evidence)
            .map(|statement| statement.case("unfinished")),
        (false, _) if started.is_empty() => {
            Statement::new((1, 2), Variant::Mixed, evidence).map(|statement| statement.case("none"))
        }
        (false, _) => Statement::new((1, 2), Variant::Mixed, evidence),
    };
    statement
        .map(|statement| {
            statement
                .count("treated", started.len())
                .count("planned", session.plan.len())
                .with("missing", topic_list(missing.iter().copied()))
                .topics(started.iter().map(|(_, topic)| *topic))
        })
        .into_iter()
        .collect()
}

/// 1.3 Whether the planned pauses of the started topics were held.
pub(super) fn pauses(session: &Session<'_>) -> Vec<Statement> {
    let planned = session.plan.iter().filter(|planned| planned.pause).count();
    let mut due = session.started_of_plan();
    due.retain(|(_, topic)| {
        let place = session.position(topic);
        place.is_some_and(|place| session.plan[place].pause)
    });
    let due_topics: BTreeSet<&TopicId> = due.iter().map(|(_, topic)| *topic).collect();
    let held: Vec<(u64, &TopicId)> = session
        .events
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::PauseOpened {
                topic,
                planned: true,
            } if due_topics.contains(topic) => Some((recorded.seq, topic)),
            _ => None,
        })
        .collect();
    let held_topics: BTreeSet<&TopicId> = held.iter().map(|(_, topic)| *topic).collect();
    let missed: Vec<(u64, &TopicId)> = due
        .iter()
        .copied()
        .filter(|(_, topic)| !held_topics.contains(topic))
        .collect();
    let cited = held.iter().map(|(seq, _)| *seq);
    let searched = missed.iter().map(|(seq, _)| *seq);
    let plan = session.planned_by.map(|recorded| recorded.seq);
    let statement = if planned == 0 {
        Statement::new((1, 3), Variant::Insufficient, plan)
    } else if due.is_empty() {
        Statement::new((1, 3), Variant::Insufficient, plan)
            .map(|statement| statement.case("not-due"))
    } else if missed.is_empty() {
        Statement::new((1, 3), Variant::Positive, cited)
    } else if held.is_empty() {
        Statement::new((1, 3), Variant::Negative, searched)
    } else {
        Statement::new((1, 3), Variant::Mixed, cited.chain(searched))
    };
    statement
        .map(|statement| {
            statement
                .count("planned", planned)
                .count("due", due.len())
                .count("held", due.len() - missed.len())
                .with("missed", topic_list(missed.iter().map(|(_, topic)| *topic)))
                .topics(due.iter().map(|(_, topic)| *topic))
        })
        .into_iter()
        .collect()
}

/// An advance that was made, with who should have confirmed before it.
struct Advance<'a> {
    recorded: &'a Recorded,
    from: &'a TopicId,
    forced: bool,
    confirmations: Vec<u64>,
    missing: Vec<&'a PersonId>,
}

/// The advances that were made while somebody was expected to confirm: who was there since the
/// topic began, and whoever the bot itself still waited for.
fn advances<'a>(session: &Session<'a>) -> Vec<Advance<'a>> {
    let mut advances = Vec::new();
    for recorded in session.events.iter().copied() {
        let Event::AdvanceAttempted {
            from,
            result,
            pending,
            ..
        } = &recorded.event
        else {
            continue;
        };
        if *result == AdvanceResult::Refused {
            continue;
        }
        let begun = session
            .visits
            .partition_point(|visit| visit.seq < recorded.seq);
        let since = session.visits[..begun]
            .iter()
            .rev()
            .find(|visit| visit.topic == from)
            .map(|visit| visit.seq)
            .or(session.start.map(|start| start.seq))
            .unwrap_or(recorded.seq);
        let mut expected: Vec<&PersonId> = session
            .learners
            .iter()
            .filter(|learner| learner.stayed(since, recorded.seq))
            .map(|learner| learner.id)
            .collect();
        for person in pending.iter().filter_map(Actor::learner) {
            if !expected.contains(&person) {
                expected.push(person);
            }
        }
        if expected.is_empty() {
            continue;
        }
        let mut confirmations = Vec::new();
        let mut missing = Vec::new();
        for person in expected {
            match session.confirmation(person, from, recorded.seq) {
                Some((seq, ConfirmationValue::Clear)) => confirmations.push(seq),
                Some((_, ConfirmationValue::Unsure)) | None => missing.push(person),
            }
        }
        advances.push(Advance {
            recorded,
            from,
            forced: *result == AdvanceResult::Forced,
            confirmations,
            missing,
        });
    }
    advances
}

/// 1.4 Whether each advance came after everybody's `clear`. Who was missing is for moderators.
pub(super) fn confirmation(session: &Session<'_>) -> Vec<Statement> {
    let all = advances(session);
    let unconfirmed: Vec<&Advance<'_>> = all.iter().filter(|one| !one.missing.is_empty()).collect();
    let (variant, cited): (Variant, Vec<&Advance<'_>>) = if unconfirmed.is_empty() {
        (Variant::Positive, all.iter().collect())
    } else {
        (Variant::Negative, unconfirmed.clone())
    };
    let evidence: Vec<u64> = cited
        .iter()
        .flat_map(|one| one.confirmations.iter().copied().chain([one.recorded.seq]))
        .collect();
    let forced = cited.iter().filter(|one| one.forced).count();
    let topics: Vec<&TopicId> = cited.iter().map(|one| one.from).collect();
    let alone = session.learners.len() == 1;
    let group = Statement::new((1, 4), variant, evidence.iter().copied()).map(|statement| {
        let statement = if alone {
            statement
        } else {
            statement.case("group")
        };
        statement
            .count("advances", all.len())
            .count("unconfirmed", unconfirmed.len())
            .count("forced", forced)
            .with("topics", topic_list(topics.iter().copied()))
            .topics(topics)
    });
    let mut statements: Vec<Statement> = group.into_iter().collect();
    if variant == Variant::Negative && !alone {
        let pending: Value = unconfirmed
            .iter()
            .map(|one| {
                let people = one.missing.iter().copied().cloned().map(Value::Person);
                Phrase::new("pending")
                    .with("people", people.collect::<Value>())
                    .with("topic", Value::Topic(one.from.clone()))
                    .into()
            })
            .collect();
        let named = Statement::new((1, 4), variant, evidence).map(|statement| {
            statement
                .case("pending")
                .with("pending", pending)
                .topics(unconfirmed.iter().map(|one| one.from))
                .for_moderators()
        });
        statements.extend(named);
    }
    statements
}

/// 1.5 Whether the questions kept to the current topic. A question's concepts say more than the
/// topic that its event names, which the bot guessed; a person's word says more than either.
pub(super) fn coherence(session: &Session<'_>) -> Vec<Statement> {
    let mut asked = 0;
    let mut on_topic = 0;
    let mut evidence = Vec::new();
    for question in &session.questions {
        let Some(current) = question.during else {
            continue;
        };
        asked += 1;
        evidence.extend(question.asked());
        let known = question
            .concepts
            .iter()
            .any(|concept| session.concept_position(concept) != usize::MAX);
        let belongs = if known && !question.routed_by_person {
            let planned = session.position(current).map(|at| session.plan[at]);
            planned.is_some_and(|planned| {
                let mut concepts = planned.concepts.iter();
                concepts.any(|concept| question.about(concept))
            })
        } else {
            question.routed.is_none_or(|topic| topic == current)
        };
        on_topic += usize::from(belongs);
    }
    let statement = if asked < COHERENCE_QUESTIONS {
        let evidence = evidence.into_iter().chain(session.searched());
        Statement::new((1, 5), Variant::Insufficient, evidence)
    } else if share(on_topic, asked) >= COHERENCE_SHARE {
        let statement = Statement::new((1, 5), Variant::Positive, evidence);
        if on_topic == asked {
            statement.map(|statement| statement.case("all"))
        } else {
            statement
        }
    } else {
        Statement::new((1, 5), Variant::Insufficient, evidence)
            .map(|statement| statement.case("scattered"))
    };
    statement
        .map(|statement| {
            statement
                .count("questions", asked)
                .count("on_topic", on_topic)
        })
        .into_iter()
        .collect()
}

/// 1.6 Which topics took much more or much less time than planned.
pub(super) fn pace(session: &Session<'_>) -> Vec<Statement> {
    let mut evidence = Vec::new();
    let mut measured = 0;
    let mut outside = Vec::new();
    let mut figures = Vec::new();
    let mut visits: BTreeMap<&TopicId, Vec<&Visit<'_>>> = BTreeMap::new();
    for visit in &session.visits {
        visits.entry(visit.topic).or_default().push(visit);
    }
    for planned in session
        .plan
        .iter()
        .filter(|planned| planned.planned_minutes > 0)
    {
        let visits = visits.remove(&planned.topic).unwrap_or_default();
        if visits.is_empty() || visits.iter().any(|visit| visit.until.is_none()) {
            continue;
        }
        evidence.extend(
            visits
                .iter()
                .flat_map(|visit| [Some(visit.seq), visit.until]),
        );
        measured += 1;
        let actual = visits
            .iter()
            .map(|visit| visit.lasted.as_seconds_f64())
            .sum::<f64>()
            / 60.0;
        let plan = f64::from(planned.planned_minutes);
        figures.push((format!("{}.planned_minutes", planned.topic), plan));
        figures.push((format!("{}.actual_minutes", planned.topic), actual));
        let ratio = actual / plan;
        if !(PACE_LOW..=PACE_HIGH).contains(&ratio) && (actual - plan).abs() >= PACE_MINUTES {
            outside.push((&planned.topic, actual, planned.planned_minutes));
        }
    }
    let variant = match outside.len() {
        0 => Variant::Positive,
        some if some < measured => Variant::Mixed,
        _ => Variant::Negative,
    };
    let faster = outside
        .iter()
        .filter(|(_, actual, planned)| *actual < f64::from(*planned))
        .count();
    let direction = match faster {
        0 => "slower",
        all if all == outside.len() => "faster",
        _ => "uneven",
    };
    let off: Value = outside
        .iter()
        .map(|(topic, actual, planned)| {
            Phrase::new("pace")
                .with("topic", Value::Topic((*topic).clone()))
                .with("actual", whole(*actual))
                .with("planned", *planned)
                .into()
        })
        .collect();
    Statement::new((1, 6), variant, evidence.into_iter().flatten())
        .map(|statement| {
            let statement = match variant {
                Variant::Positive => statement,
                _ => statement.case(direction),
            };
            let statement = statement
                .count("measured", measured)
                .count("outside", outside.len())
                .with("pace", off)
                .topics(outside.iter().map(|(topic, ..)| *topic));
            figures
                .into_iter()
                .fold(statement, |statement, (name, value)| {
                    statement.figure(name, value)
                })
        })
        .into_iter()
        .collect()
}

/// 1.7 Who proposed the plan: the role, never the name.
pub(super) fn proposal(session: &Session<'_>) -> Vec<Statement> {
    let Some(start) = session.start else {
        return Vec::new();
    };
    let Event::SessionStarted { proposed_by, .. } = &start.event else {
        return Vec::new();
    };
    let alone = session.learners.len() == 1;
    let role = match proposed_by {
        Actor::Bot => "course",
        Actor::Learner(person) if alone && session.learners[0].id == person => "learner",
        Actor::Learner(person) | Actor::Moderator(person)
            if session.host == Some(person)
                || (session.host.is_none() && start.actor == *proposed_by) =>
        {
            "convener"
        }
        Actor::Learner(_) => "group",
        Actor::Moderator(_) => "moderator",
    };
    Statement::new((1, 7), Variant::Positive, [start.seq])
        .map(|statement| statement.case(role))
        .into_iter()
        .collect()
}

/// Rounded to whole minutes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths of time are never negative and lie far below 2^52"
)]
fn whole(minutes: f64) -> u64 {
    minutes.round() as u64
}
