//! Section 3, patterns of learning: what needed clarifying, repeated doubts, progress, asking to
//! advance, calibration.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Variant, clarity,
    clarity::in_order_of_plan,
    questions::{Question, Repeat},
    session::{Answer, Learner, Session, once},
    share,
    statement::{Phrase, Statement, Value, concept_list, text_list},
    structure,
    thresholds::{
        CALIBRATION_BIAS, CALIBRATION_CONCEPTS, CALIBRATION_SAME_SIGN, CLARIFY_QUESTIONS,
        OPERATING_ASPECTS, REPEAT_QUESTIONS, VERIFIED_ADVANCES,
    },
};
use crate::domain::{
    event::{ConfirmationValue, Event},
    ids::{ConceptId, PersonId, TopicId},
};

/// A concept that needed clarifying.
struct Unclear<'a> {
    concept: &'a ConceptId,
    questions: Vec<&'a Question<'a>>,
}

impl Unclear<'_> {
    fn repeats(&self) -> usize {
        let repeats = self
            .questions
            .iter()
            .filter(|q| q.repeat == Repeat::Confirmed);
        repeats.count()
    }

    /// Each recorded aspect once, in order of appearance.
    fn aspects(&self) -> Vec<&String> {
        once(self.questions.iter().flat_map(|question| question.aspects))
    }

    /// The only one who asked, when there is only one and nobody else has the same doubt.
    fn only_asker(&self) -> Option<&PersonId> {
        let asker = self.questions.first()?.asker;
        let same = self
            .questions
            .iter()
            .all(|question| question.asker == asker && !question.is_shared());
        asker.learner().filter(|_| same)
    }
}

fn unclear<'a>(session: &'a Session<'_>) -> Vec<Unclear<'a>> {
    let mut of_concept: BTreeMap<&ConceptId, Vec<&Question<'_>>> = BTreeMap::new();
    for question in &session.questions {
        for concept in question.concepts.iter().collect::<BTreeSet<_>>() {
            of_concept.entry(concept).or_default().push(question);
        }
    }
    let asked_about = session
        .questions
        .iter()
        .flat_map(|question| question.concepts);
    in_order_of_plan(session, asked_about)
        .into_iter()
        .map(|concept| Unclear {
            concept,
            questions: of_concept.remove(concept).unwrap_or_default(),
        })
        .filter(|one| one.questions.len() >= CLARIFY_QUESTIONS || one.repeats() > 0)
        .collect()
}

/// 3.1 The concepts that needed further clarification. Those that several asked about are shared
/// doubts; those of a single asker are theirs.
pub(super) fn clarification(session: &Session<'_>) -> Vec<Statement> {
    let asked = session.questions.len();
    let unclear = unclear(session);
    if unclear.is_empty() {
        let questions = session.questions.iter().flat_map(Question::asked);
        let statement = if asked >= CLARIFY_QUESTIONS {
            Statement::new((3, 1), Variant::Negative, questions)
        } else {
            Statement::new(
                (3, 1),
                Variant::Insufficient,
                questions.chain(session.searched()),
            )
        };
        return statement
            .map(|statement| statement.count("questions", asked).for_moderators())
            .into_iter()
            .collect();
    }
    let mut shared = Vec::new();
    let mut own: BTreeMap<&PersonId, Vec<&Unclear<'_>>> = BTreeMap::new();
    for one in &unclear {
        match one.only_asker() {
            Some(who) => own.entry(who).or_default().push(one),
            None => shared.push(one),
        }
    }
    // That somebody asked twice would be about one of them.
    let of_group = needed(shared, false);
    let of_each = session.learners.iter().filter_map(|learner| {
        let statement = needed(own.remove(learner.id)?, true)?;
        Some(statement.about(learner.id))
    });
    of_group.into_iter().chain(of_each).collect()
}

/// The statement of these concepts, with or without how many of their questions were repeated.
fn needed<'a, 's: 'a>(
    unclear: impl IntoIterator<Item = &'a Unclear<'s>>,
    with_repeats: bool,
) -> Option<Statement> {
    let unclear: Vec<&Unclear<'_>> = unclear.into_iter().collect();
    let evidence = unclear
        .iter()
        .flat_map(|one| one.questions.iter().flat_map(|question| question.joined()));
    let aspects = once(unclear.iter().flat_map(|one| one.aspects()));
    let listed: Value = unclear
        .iter()
        .map(|one| {
            let aspects = one.aspects();
            let key = if aspects.is_empty() {
                "unclear"
            } else {
                "unclear-aspects"
            };
            Phrase::new(key)
                .with("concept", Value::Concept(one.concept.clone()))
                .with("questions", one.questions.len())
                .with("repeats", if with_repeats { one.repeats() } else { 0 })
                .with("aspects", text_list(aspects))
                .into()
        })
        .collect();
    let statement = Statement::new((3, 1), Variant::Positive, evidence)?
        .count("concepts", unclear.len())
        .with("unclear", listed)
        .concepts(unclear.iter().map(|one| one.concept))
        .aspects(aspects);
    Some(unclear.iter().fold(statement, |statement, one| {
        statement.figure(format!("{}.questions", one.concept), one.questions.len())
    }))
}

/// 3.2 Asking about several aspects of what needed clarifying.
pub(super) fn operating_details(session: &Session<'_>) -> Vec<Statement> {
    clarification(session)
        .into_iter()
        .filter(|needed| {
            needed.variant == Variant::Positive && needed.aspects.len() >= OPERATING_ASPECTS
        })
        .filter_map(|needed| {
            let statement =
                Statement::new((3, 2), Variant::Positive, needed.evidence().iter().copied())?
                    .with("aspects", text_list(&needed.aspects))
                    .concepts(&needed.concepts)
                    .aspects(&needed.aspects);
            Some(match &needed.learner {
                Some(learner) => statement.about(learner),
                None => statement,
            })
        })
        .collect()
}

/// 3.3 Whether a doubt came back.
pub(super) fn repetition(session: &Session<'_>) -> Vec<Statement> {
    let asked = session.questions.len();
    let with = |repeat: Repeat| -> Vec<&Question<'_>> {
        session
            .questions
            .iter()
            .filter(|question| question.repeat == repeat)
            .collect()
    };
    let confirmed = with(Repeat::Confirmed);
    let unconfirmed = with(Repeat::Unconfirmed);
    let all = session
        .questions
        .iter()
        .flat_map(Question::asked_and_judged);
    let statement = if asked < REPEAT_QUESTIONS {
        Statement::new((3, 3), Variant::Insufficient, all.chain(session.searched()))
    } else if !confirmed.is_empty() {
        let concepts = in_order_of_plan(session, confirmed.iter().flat_map(|q| q.concepts));
        let case = if concepts.is_empty() {
            "unnamed"
        } else {
            "named"
        };
        let evidence = confirmed.iter().flat_map(|q| q.asked_and_judged());
        Statement::new((3, 3), Variant::Negative, evidence).map(|statement| {
            statement
                .case(case)
                .with("concepts", concept_list(concepts.iter().copied()))
                .concepts(concepts)
        })
    } else if !unconfirmed.is_empty() {
        Statement::new((3, 3), Variant::Insufficient, all)
            .map(|statement| statement.case("unconfirmed"))
    } else {
        Statement::new((3, 3), Variant::Positive, all)
    };
    statement
        .map(|statement| {
            statement
                .count("questions", asked)
                .count("repeats", confirmed.len())
                .count("unconfirmed", unconfirmed.len())
                .for_moderators()
        })
        .into_iter()
        .collect()
}

/// 3.4 Good progress: no repetition, doubts cleared on the spot, confirmed advances.
pub(super) fn progress(session: &Session<'_>) -> Vec<Statement> {
    let grounds: Option<Vec<Statement>> = [
        repetition(session),
        clarity::doubts(session),
        structure::confirmation(session),
    ]
    .into_iter()
    .map(|statements| statements.into_iter().next())
    .collect();
    let Some(grounds) = grounds else {
        return Vec::new();
    };
    if grounds
        .iter()
        .any(|ground| ground.variant != Variant::Positive)
    {
        return Vec::new();
    }
    let evidence = grounds
        .iter()
        .flat_map(|ground| ground.evidence().iter().copied());
    Statement::new((3, 4), Variant::Positive, evidence)
        .map(Statement::for_moderators)
        .into_iter()
        .collect()
}

/// 3.5 Whether each learner asked to go on only after confirming.
pub(super) fn advances(session: &Session<'_>) -> Vec<Statement> {
    session
        .learners
        .iter()
        .filter_map(|learner| advances_of(session, learner.id))
        .collect()
}

/// 3.5 for one learner.
pub(super) fn advances_of(session: &Session<'_>, person: &PersonId) -> Option<Statement> {
    let mut verified = Vec::new();
    let mut unverified = Vec::new();
    for recorded in session.by(person) {
        if let Event::AdvanceAttempted { from, .. } = &recorded.event {
            match session.confirmation(person, from, recorded.seq) {
                Some((seq, ConfirmationValue::Clear)) => verified.extend([seq, recorded.seq]),
                Some((_, ConfirmationValue::Unsure)) | None => unverified.push(recorded.seq),
            }
        }
    }
    let (verified_count, violations) = (verified.len() / 2, unverified.len());
    let asked = verified_count + violations;
    let statement = if violations > 0 {
        Statement::new((3, 5), Variant::Negative, unverified)
    } else if asked >= VERIFIED_ADVANCES {
        Statement::new((3, 5), Variant::Positive, verified)
    } else {
        Statement::new((3, 5), Variant::Insufficient, verified)
    };
    statement.map(|statement| {
        statement
            .about(person)
            .count("asked", asked)
            .count("unverified", violations)
    })
}

/// 3.6 Whether what a learner expected of themselves before the checks fits how they did.
pub(super) fn calibration(session: &Session<'_>) -> Vec<Statement> {
    session
        .learners
        .iter()
        .filter_map(|learner| calibration_of(session, learner))
        .collect()
}

/// One concept: what the learner expected, p = (rating − 1)/4, and how it went, a = the share of
/// first tries right.
pub(super) struct Expectation<'a> {
    pub concept: &'a ConceptId,
    pub expected: f64,
    pub right: f64,
    evidence: Vec<u64>,
}

/// What a learner rated, and what it says of the concepts that they were checked on.
pub(super) struct Expectations<'a> {
    ratings: Vec<u64>,
    /// Whether any rating came before its check.
    usable: bool,
    pub of_concepts: Vec<Expectation<'a>>,
}

/// The ratings that a learner gave before their checks beside how the checks went. What was rated
/// after feedback does not count.
pub(super) fn expectations<'a>(session: &Session<'a>, learner: &Learner<'a>) -> Expectations<'a> {
    let answers = session.answers(learner.id);
    let mut first_answer: BTreeMap<&TopicId, u64> = BTreeMap::new();
    for answer in &answers {
        first_answer.entry(answer.topic).or_insert(answer.seq);
    }
    let mut ratings = Vec::new();
    let mut usable: BTreeMap<&TopicId, (u64, f64)> = BTreeMap::new();
    for recorded in session.by(learner.id) {
        if let Event::ConfidenceRated {
            topic,
            value,
            before_check,
        } = &recorded.event
        {
            ratings.push(recorded.seq);
            let feedback = first_answer
                .get(topic)
                .is_some_and(|seq| *seq < recorded.seq);
            if *before_check && !feedback {
                let expected = f64::from(value.clamp(&1, &5) - 1) / 4.0;
                usable.insert(topic, (recorded.seq, expected));
            }
        }
    }
    let mut first_tries: BTreeMap<&ConceptId, Vec<&Answer<'_>>> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.item.first_try) {
        if usable.contains_key(answer.topic) {
            let tries = first_tries.entry(&answer.item.concept).or_default();
            tries.push(answer);
        }
    }
    let of_concepts = in_order_of_plan(session, first_tries.keys().copied())
        .into_iter()
        .map(|concept| {
            let tries = &first_tries[concept];
            let right = tries.iter().filter(|answer| answer.item.correct).count();
            let evidence = tries
                .iter()
                .flat_map(|answer| [answer.seq, usable[answer.topic].0]);
            Expectation {
                concept,
                expected: usable[tries[0].topic].1,
                right: share(right, tries.len()),
                evidence: evidence.collect(),
            }
        })
        .collect();
    Expectations {
        ratings,
        usable: !usable.is_empty(),
        of_concepts,
    }
}

fn calibration_of(session: &Session<'_>, learner: &Learner<'_>) -> Option<Statement> {
    let Expectations {
        ratings,
        usable,
        of_concepts,
    } = expectations(session, learner);
    let differences: Vec<f64> = of_concepts
        .iter()
        .map(|one| one.expected - one.right)
        .collect();
    let enough = differences.len() >= CALIBRATION_CONCEPTS;
    if !enough {
        let case = if usable { "few" } else { "after" };
        return Statement::new((3, 6), Variant::Insufficient, ratings).map(|statement| {
            statement
                .case(case)
                .about(learner.id)
                .count("concepts", differences.len())
                .count("needed", CALIBRATION_CONCEPTS)
        });
    }
    let evidence = of_concepts
        .iter()
        .flat_map(|one| one.evidence.iter().copied());
    let bias = differences.iter().sum::<f64>() * share(1, differences.len());
    let over = differences.iter().filter(|one| **one > 0.0).count();
    let under = differences.iter().filter(|one| **one < 0.0).count();
    let agree = |those: usize| share(those, over + under) >= CALIBRATION_SAME_SIGN;
    let (variant, case) = if bias.abs() < CALIBRATION_BIAS {
        (Variant::Positive, "fitting")
    } else if bias > 0.0 && agree(over) {
        (Variant::Negative, "over")
    } else if bias < 0.0 && agree(under) {
        (Variant::Negative, "under")
    } else {
        (Variant::Mixed, "unclear")
    };
    Statement::new((3, 6), variant, evidence).map(|statement| {
        statement
            .case(case)
            .about(learner.id)
            .count("concepts", differences.len())
            .figure("bias", bias)
    })
}
