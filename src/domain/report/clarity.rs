//! Section 2, clarity and depth: where the session went deeper, examples, doubts cleared on the
//! spot, time to answer, kinds of question. Consolidated concepts are in `mastery`.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use time::Duration;

use super::{
    Variant,
    questions::Question,
    session::Session,
    share,
    statement::{Figure, Phrase, Statement, Value, concept_list, topic_list},
    thresholds::{
        DEPTH_CONCEPTS, DEPTH_LEAST, DEPTH_OWN_QUESTIONS, DEPTH_QUESTIONS, DEPTH_TO_MEDIAN,
        MEDIAN_ANSWERS, PERCENTAGE_QUESTIONS,
    },
};
use crate::domain::{
    event::{Event, QuestionKind},
    ids::{ConceptId, TopicId},
};

/// How deep the session went into a concept.
#[derive(Default)]
struct Depth {
    questions: usize,
    shown: usize,
    /// Depths of the questions (Graesser & Person 1994) and one for each thing shown.
    total: u32,
    evidence: Vec<u64>,
}

fn depths<'a>(session: &Session<'a>) -> BTreeMap<&'a ConceptId, Depth> {
    let mut depths: BTreeMap<&ConceptId, Depth> = BTreeMap::new();
    for question in &session.questions {
        for (at, concept) in question.concepts.iter().enumerate() {
            if question.concepts[..at].contains(concept) {
                continue;
            }
            let depth = depths.entry(concept).or_default();
            depth.questions += 1;
            depth.total = depth.total.saturating_add(question.kind.depth());
            depth.evidence.extend(question.asked());
        }
    }
    for recorded in session.events.iter().copied() {
        if let Event::ExampleShown { concept, .. } | Event::AlternativeShown { concept, .. } =
            &recorded.event
        {
            let depth = depths.entry(concept).or_default();
            depth.shown += 1;
            depth.total = depth.total.saturating_add(1);
            depth.evidence.push(recorded.seq);
        }
    }
    depths
}

/// 2.1 The concepts in which the session went deepest.
pub(super) fn depth(session: &Session<'_>) -> Vec<Statement> {
    let asked = session.questions.len();
    let questions = session.questions.iter().flat_map(Question::asked);
    if asked < DEPTH_QUESTIONS {
        return Statement::new(
            (2, 1),
            Variant::Insufficient,
            questions.chain(session.searched()),
        )
        .map(|statement| statement.count("questions", asked))
        .into_iter()
        .collect();
    }
    let depths = depths(session);
    let mut totals: Vec<f64> = depths
        .values()
        .filter(|depth| depth.total > 0)
        .map(|depth| f64::from(depth.total))
        .collect();
    let middle = median(&mut totals).unwrap_or_default();
    let mut peaks: Vec<(&ConceptId, &Depth)> = depths
        .iter()
        .filter(|(_, depth)| {
            depth.questions >= DEPTH_OWN_QUESTIONS
                && depth.total >= DEPTH_LEAST
                && f64::from(depth.total) >= DEPTH_TO_MEDIAN * middle
        })
        .map(|(concept, depth)| (*concept, depth))
        .collect();
    peaks.sort_by_key(|(concept, depth)| {
        (
            std::cmp::Reverse(depth.total),
            session.concept_position(concept),
        )
    });
    peaks.truncate(DEPTH_CONCEPTS);
    if peaks.is_empty() {
        return Statement::new((2, 1), Variant::Negative, questions)
            .map(|statement| statement.count("questions", asked))
            .into_iter()
            .collect();
    }
    let evidence = peaks
        .iter()
        .flat_map(|(_, depth)| depth.evidence.iter().copied());
    let named: Value = peaks
        .iter()
        .map(|(concept, depth)| {
            Phrase::new("peak")
                .with("concept", Value::Concept((*concept).clone()))
                .with("questions", depth.questions)
                .with("shown", depth.shown)
                .into()
        })
        .collect();
    Statement::new((2, 1), Variant::Positive, evidence)
        .map(|statement| {
            let statement = statement
                .count("questions", asked)
                .with("peaks", named)
                .concepts(peaks.iter().map(|(concept, _)| *concept));
            peaks.iter().fold(statement, |statement, (concept, depth)| {
                statement.figure(format!("{concept}.depth"), depth.total)
            })
        })
        .into_iter()
        .collect()
}

/// 2.2 Whether the started topics had an example.
pub(super) fn examples(session: &Session<'_>) -> Vec<Statement> {
    let started = session.started();
    let topics: BTreeSet<&TopicId> = started.iter().map(|(_, topic)| *topic).collect();
    let shown: Vec<(u64, &TopicId)> = session
        .events
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::ExampleShown { topic, .. } if topics.contains(topic) => {
                Some((recorded.seq, topic))
            }
            _ => None,
        })
        .collect();
    let with: BTreeSet<&TopicId> = shown.iter().map(|(_, topic)| *topic).collect();
    let without: Vec<(u64, &TopicId)> = started
        .iter()
        .copied()
        .filter(|(_, topic)| !with.contains(topic))
        .collect();
    let cited = shown.iter().map(|(seq, _)| *seq);
    let searched = without.iter().map(|(seq, _)| *seq);
    let variant = if without.is_empty() {
        Variant::Positive
    } else if shown.is_empty() {
        Variant::Negative
    } else {
        Variant::Mixed
    };
    Statement::new((2, 2), variant, cited.chain(searched))
        .map(|statement| {
            statement
                .count("started", started.len())
                .count("with_example", started.len() - without.len())
                .with(
                    "without",
                    topic_list(without.iter().map(|(_, topic)| *topic)),
                )
                .topics(started.iter().map(|(_, topic)| *topic))
        })
        .into_iter()
        .collect()
}

/// 2.3 Whether doubts were cleared on the spot. Those still open are for moderators.
pub(super) fn doubts(session: &Session<'_>) -> Vec<Statement> {
    let doubts: Vec<&Question<'_>> = session
        .questions
        .iter()
        .filter(|question| question.is_doubt())
        .collect();
    let cleared = doubts
        .iter()
        .filter(|doubt| doubt.cleared_on_the_spot())
        .count();
    let evidence: Vec<u64> = doubts.iter().flat_map(|doubt| doubt.events()).collect();
    let group = if doubts.is_empty() {
        Statement::new((2, 3), Variant::Insufficient, session.searched())
    } else if cleared == doubts.len() {
        Statement::new((2, 3), Variant::Positive, evidence)
    } else if cleared * 2 >= doubts.len() {
        Statement::new((2, 3), Variant::Mixed, evidence)
    } else {
        Statement::new((2, 3), Variant::Negative, evidence)
    };
    let mut statements: Vec<Statement> = group
        .map(|statement| {
            statement
                .count("doubts", doubts.len())
                .count("cleared", cleared)
        })
        .into_iter()
        .collect();
    let open: Vec<&&Question<'_>> = doubts.iter().filter(|doubt| doubt.is_open()).collect();
    if session.learners.len() > 1 && !open.is_empty() {
        let concepts = in_order_of_plan(session, open.iter().flat_map(|doubt| doubt.concepts));
        let case = if concepts.is_empty() {
            "open-unnamed"
        } else {
            "open"
        };
        let left = Statement::new(
            (2, 3),
            Variant::Negative,
            open.iter().flat_map(|d| d.events()),
        );
        statements.extend(left.map(|statement| {
            statement
                .case(case)
                .count("open", open.len())
                .with("concepts", concept_list(concepts.iter().copied()))
                .concepts(concepts)
                .for_moderators()
        }));
    }
    statements
}

/// 2.4 How long answers took: the median, or each when they are few.
pub(super) fn time_to_answer(session: &Session<'_>) -> Vec<Statement> {
    let answered = session.questions.iter().filter_map(|question| {
        let first = question.answers.first()?;
        Some((question.seq, first.seq, first.after))
    });
    let answered: Vec<(u64, u64, Duration)> = answered.collect();
    let evidence = answered
        .iter()
        .flat_map(|(asked, answer, _)| [*asked, *answer]);
    let mut seconds: Vec<f64> = answered
        .iter()
        .map(|(.., after)| after.as_seconds_f64())
        .collect();
    let statement = if answered.len() < MEDIAN_ANSWERS {
        let times: Value = answered
            .iter()
            .map(|(.., after)| Value::Seconds(after.whole_seconds().unsigned_abs()))
            .collect();
        Statement::new((2, 4), Variant::Insufficient, evidence).map(|statement| {
            let statement = statement.with("times", times);
            (1_usize..)
                .zip(&seconds)
                .fold(statement, |statement, (number, time)| {
                    statement.figure(format!("answer_{number}_seconds"), *time)
                })
        })
    } else {
        let middle = median(&mut seconds).unwrap_or_default();
        let shown = Duration::seconds_f64(middle).whole_seconds().unsigned_abs();
        Statement::new((2, 4), Variant::Positive, evidence).map(|statement| {
            statement
                .figure("median_seconds", middle)
                .with("median", Value::Seconds(shown))
        })
    };
    statement
        .map(|statement| statement.count("answered", answered.len()).for_moderators())
        .into_iter()
        .collect()
}

/// 2.6 What kinds of question were asked; percentages only of many.
pub(super) fn kinds(session: &Session<'_>) -> Vec<Statement> {
    let asked = session.questions.len();
    let counts: Vec<(QuestionKind, usize)> = QuestionKind::ALL
        .into_iter()
        .map(|kind| {
            let of_kind = session
                .questions
                .iter()
                .filter(|question| question.kind == kind);
            (kind, of_kind.count())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let many = asked >= PERCENTAGE_QUESTIONS;
    let listed: Value = counts
        .iter()
        .map(|(kind, count)| {
            let phrase = Phrase::new(format!("kind-{}", kind.name())).with("count", *count);
            if many {
                Phrase::new("kind-percent")
                    .with("kind", phrase)
                    .with("percent", percent(share(*count, asked)))
                    .into()
            } else {
                phrase.into()
            }
        })
        .collect();
    let evidence = session.questions.iter().flat_map(Question::asked);
    Statement::new((2, 6), Variant::Positive, evidence)
        .map(|statement| {
            let statement = statement
                .count("questions", asked)
                .with("kinds", listed)
                .for_moderators();
            counts.iter().fold(statement, |statement, (kind, count)| {
                let statement = statement.figure(kind.name(), *count);
                if many {
                    let name = format!("{}_percent", kind.name());
                    statement.figure(name, percent(share(*count, asked)))
                } else {
                    statement
                }
            })
        })
        .into_iter()
        .collect()
}

/// The concepts, each once, in the order of the plan; those outside it in order of appearance.
pub(super) fn in_order_of_plan<'a>(
    session: &Session<'_>,
    concepts: impl IntoIterator<Item = &'a ConceptId>,
) -> Vec<&'a ConceptId> {
    let mut known = BTreeSet::new();
    let mut once: Vec<&ConceptId> = concepts
        .into_iter()
        .filter(|concept| known.insert(*concept))
        .collect();
    once.sort_by_key(|concept| session.concept_position(concept));
    once
}

/// The middle value, or the mean of the two in the middle.
fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], upper)
    } else {
        upper
    })
}

/// A share in whole percent.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shares lie between 0 and 1"
)]
pub(super) fn percent(share: f64) -> Figure {
    Figure::Count((share * 100.0).round() as u64)
}
