//! Consolidated concepts (2.5): how sure one can be that a learner masters a concept, from few
//! right and wrong answers. A Beta posterior with prior Beta(1, 1), exact for whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Variant,
    clarity::{in_order_of_plan, percent},
    session::{Answer, Learner, Session},
    statement::{Phrase, Statement, Value, concept_list},
    thresholds::{
        MASTERY_CERTAINTY, MASTERY_COUNT, MASTERY_GROUP, MASTERY_INTERVAL, MASTERY_ITEMS,
        MASTERY_LEVEL,
    },
};
use crate::domain::ids::ConceptId;

/// What k right answers of n say of θ, the chance of the next one being right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    /// P(θ > 0.6).
    pub certainty: f64,
    /// Ends of the interval in which θ lies with probability 0.8, as much below as above.
    pub low: f64,
    pub high: f64,
    /// (1 + k)/(2 + n).
    pub mean: f64,
}

/// The posterior Beta(1 + k, 1 + n − k) after `right` of `asked`; more right than asked counts as
/// all right.
#[must_use]
pub fn posterior(right: u64, asked: u64) -> Posterior {
    let right = right.min(asked);
    let tail = (1.0 - MASTERY_INTERVAL) / 2.0;
    Posterior {
        certainty: exceeds(MASTERY_LEVEL, right, asked),
        low: quantile(tail, right, asked),
        high: quantile(1.0 - tail, right, asked),
        mean: (real(right) + 1.0) / (real(asked) + 2.0),
    }
}

/// P(θ > x) = Σ_{j≤k} C(n+1, j) x^j (1−x)^(n+1−j): for whole numbers the Beta distribution's tail
/// is a binomial sum (Abramowitz & Stegun 26.5.24). Summed through logarithms, so that hundreds
/// of items do not underflow.
fn exceeds(x: f64, right: u64, asked: u64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    if x >= 1.0 {
        return 0.0;
    }
    let trials = real(asked) + 1.0;
    let odds = x.ln() - (1.0 - x).ln();
    let mut logarithm = trials * (1.0 - x).ln();
    let mut sum = logarithm.exp();
    for j in 1..=right {
        logarithm += odds + (trials - real(j) + 1.0).ln() - real(j).ln();
        sum += logarithm.exp();
    }
    sum.min(1.0)
}

/// The θ below which the posterior has `mass`, by bisection: 60 halvings reach the limit of f64.
fn quantile(mass: f64, right: u64, asked: u64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if 1.0 - exceeds(middle, right, asked) < mass {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of items lie far below 2^52"
)]
fn real(count: u64) -> f64 {
    count as f64
}

/// What a learner's first, unaided tries say of one concept.
pub(super) struct Mastery<'a> {
    pub concept: &'a ConceptId,
    pub right: u64,
    pub asked: u64,
    pub posterior: Posterior,
    pub consolidated: bool,
    evidence: Vec<u64>,
}

/// The learner's concepts: those of the topics that they attended and those that they were
/// checked on, in the order of the plan.
pub(super) fn masteries<'a>(session: &Session<'a>, learner: &Learner<'a>) -> Vec<Mastery<'a>> {
    let answers = session.answers(learner.id);
    let attended = session.attended(learner);
    let mut places: Vec<usize> = attended
        .iter()
        .filter_map(|(_, topic)| session.position(topic))
        .collect();
    places.sort_unstable();
    let of_topics = places.into_iter().flat_map(|at| &session.plan[at].concepts);
    let checked = answers.iter().map(|answer| &answer.item.concept);
    let mut unaided: BTreeMap<&ConceptId, Vec<&Answer<'_>>> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.unaided()) {
        unaided
            .entry(&answer.item.concept)
            .or_default()
            .push(answer);
    }
    let open_doubts: BTreeSet<&ConceptId> = session
        .asked_by(learner.id)
        .filter(|question| question.is_doubt() && question.is_open())
        .flat_map(|question| question.concepts)
        .collect();
    in_order_of_plan(session, of_topics.chain(checked))
        .into_iter()
        .map(|concept| {
            let unaided = unaided.get(concept).map_or(&[][..], Vec::as_slice);
            let asked = unaided.len() as u64;
            let right = unaided.iter().filter(|answer| answer.item.correct).count() as u64;
            let posterior = posterior(right, asked);
            Mastery {
                concept,
                right,
                asked,
                posterior,
                consolidated: asked >= MASTERY_ITEMS
                    && posterior.certainty >= MASTERY_CERTAINTY
                    && unaided.last().is_some_and(|answer| answer.item.correct)
                    && !open_doubts.contains(concept),
                evidence: unaided.iter().map(|answer| answer.seq).collect(),
            }
        })
        .collect()
}

/// 2.5 Consolidated concepts, learner by learner, never pooled; of a larger group also how many
/// consolidated each, at least.
pub(super) fn consolidation(session: &Session<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut consolidated: BTreeMap<&ConceptId, (usize, Vec<u64>)> = BTreeMap::new();
    for learner in &session.learners {
        let masteries = masteries(session, learner);
        for mastery in masteries.iter().filter(|mastery| mastery.consolidated) {
            let (count, evidence) = consolidated.entry(mastery.concept).or_default();
            *count += 1;
            evidence.extend(&mastery.evidence);
        }
        statements.extend(mastery_of(learner, &masteries));
    }
    if session.learners.len() >= MASTERY_GROUP {
        let mut shared: Vec<_> = consolidated
            .into_iter()
            .filter(|(_, (count, _))| *count >= MASTERY_COUNT)
            .collect();
        shared.sort_by_key(|(concept, _)| session.concept_position(concept));
        let evidence = shared
            .iter()
            .flat_map(|(_, (_, evidence))| evidence.iter().copied());
        let named: Value = shared
            .iter()
            .map(|(concept, (count, _))| {
                Phrase::new("at-least")
                    .with("concept", Value::Concept((*concept).clone()))
                    .with("learners", *count)
                    .into()
            })
            .collect();
        let group = Statement::new((2, 5), Variant::Positive, evidence).map(|statement| {
            let statement = statement
                .case("group")
                .with("concepts", named)
                .concepts(shared.iter().map(|(concept, _)| *concept));
            shared
                .iter()
                .fold(statement, |statement, (concept, (count, _))| {
                    statement.figure(format!("{concept}.at_least"), *count)
                })
        });
        statements.splice(0..0, group);
    }
    statements
}

fn mastery_of(learner: &Learner<'_>, masteries: &[Mastery<'_>]) -> Option<Statement> {
    let consolidated: Vec<&Mastery<'_>> = masteries.iter().filter(|m| m.consolidated).collect();
    let developing: Vec<&Mastery<'_>> = masteries
        .iter()
        .filter(|m| m.asked >= MASTERY_ITEMS && !m.consolidated)
        .collect();
    let early: Vec<&Mastery<'_>> = masteries
        .iter()
        .filter(|m| (1..MASTERY_ITEMS).contains(&m.asked))
        .collect();
    let unchecked: Vec<&Mastery<'_>> = masteries.iter().filter(|m| m.asked == 0).collect();

    // A positive claim rests on its own checks alone; the others on all that was looked at.
    let (variant, cited) = if !consolidated.is_empty() {
        (Variant::Positive, &consolidated)
    } else if !developing.is_empty() {
        (Variant::Negative, &developing)
    } else {
        (Variant::Insufficient, &early)
    };
    let evidence = cited
        .iter()
        .flat_map(|mastery| mastery.evidence.iter().copied());
    let mut statement = Statement::new((2, 5), variant, evidence)?
        .about(learner.id)
        .with("consolidated", with_interval(&consolidated))
        .with("developing", with_interval(&developing))
        .with("early", with_count(&early))
        .concepts(consolidated.iter().map(|mastery| mastery.concept));
    let further = [
        (
            "2-5-developing",
            variant != Variant::Negative,
            &developing,
            with_interval(&developing),
        ),
        (
            "2-5-early",
            variant != Variant::Insufficient,
            &early,
            with_count(&early),
        ),
        (
            "2-5-unchecked",
            true,
            &unchecked,
            concept_list(unchecked.iter().map(|mastery| mastery.concept)),
        ),
    ];
    for (key, follows, those, list) in further {
        if follows && !those.is_empty() {
            let count = those.len();
            statement =
                statement.then(Phrase::new(key).with("count", count).with("concepts", list));
        }
    }
    for mastery in masteries {
        let Mastery {
            concept,
            right,
            asked,
            posterior,
            ..
        } = mastery;
        statement = statement
            .figure(format!("{concept}.asked"), *asked)
            .figure(format!("{concept}.right"), *right);
        if *asked > 0 {
            statement = statement
                .figure(format!("{concept}.certainty"), posterior.certainty)
                .figure(format!("{concept}.low"), posterior.low)
                .figure(format!("{concept}.high"), posterior.high);
        }
    }
    Some(statement)
}

fn with_interval(masteries: &[&Mastery<'_>]) -> Value {
    let phrase = |mastery: &&Mastery<'_>| {
        Phrase::new("mastery")
            .with("concept", Value::Concept(mastery.concept.clone()))
            .with("right", mastery.right)
            .with("asked", mastery.asked)
            .with("low", percent(mastery.posterior.low))
            .with("high", percent(mastery.posterior.high))
            .into()
    };
    masteries.iter().map(phrase).collect()
}

fn with_count(masteries: &[&Mastery<'_>]) -> Value {
    let phrase = |mastery: &&Mastery<'_>| {
        Phrase::new("early")
            .with("concept", Value::Concept(mastery.concept.clone()))
            .with("right", mastery.right)
            .with("asked", mastery.asked)
            .into()
    };
    masteries.iter().map(phrase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{
        Audience,
        log::{Log, count, doubt, first, variants},
    };
    use super::*;
    use crate::domain::event::{CheckItem, Event};

    use Variant::{Insufficient, Negative, Positive};

    fn log() -> Log {
        Log::started(&["ana"], &["uno", "dos", "tres"]).topic("uno")
    }

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-6
    }

    #[test]
    fn three_right_of_three_reach_87_percent() {
        assert!(close(posterior(3, 3).certainty, 1.0 - 0.6_f64.powi(4)));
    }

    #[test]
    fn the_interval_of_all_right_is_that_of_a_power() {
        // Beta(4, 1) has the distribution function x^4.
        let all_right = posterior(3, 3);
        assert!(close(all_right.low, 0.1_f64.powf(0.25)));
        assert!(close(all_right.high, 0.9_f64.powf(0.25)));
    }

    #[test]
    fn one_of_two_is_symmetric_about_a_half() {
        let half = posterior(1, 2);
        assert!(close(half.low + half.high, 1.0));
    }

    #[test]
    fn nothing_asked_is_the_prior() {
        let prior = posterior(0, 0);
        assert!(close(prior.certainty, 0.4));
        assert!(close(prior.low, 0.1));
        assert!(close(prior.high, 0.9));
    }

    #[test]
    fn thousands_of_items_do_not_underflow() {
        let many = posterior(2_700, 3_000);
        assert!(many.certainty > 0.999);
        assert!(many.low > 0.88 && many.high < 0.92, "{many:?}");
    }

    #[test]
    fn three_first_tries_right_consolidate_a_concept() {
        let statement = first(&log().checks("ana", "uno", &[true; 3]), consolidation);
        assert_eq!(statement.variant, Positive);
        assert_eq!(statement.concepts, [ConceptId::from("uno")]);
        assert_eq!(statement.figures["uno.certainty"], 0.87.into());
        assert_eq!(statement.learner, Some("ana".into()));
    }

    #[test]
    fn a_concept_is_in_development_with_the_last_item_wrong_or_a_doubt_open() {
        let wrong = log().checks("ana", "uno", &[true, true, true, true, true, false]);
        assert_eq!(variants(&wrong, consolidation), [Negative]);
        let open = log()
            .asks("ana", "q1", doubt("uno"))
            .checks("ana", "uno", &[true; 3]);
        assert_eq!(variants(&open, consolidation), [Negative]);
    }

    #[test]
    fn two_items_are_too_early_and_none_says_nothing() {
        assert_eq!(
            variants(&log().checks("ana", "uno", &[true; 2]), consolidation),
            [Insufficient]
        );
        assert_eq!(variants(&log(), consolidation), []);
    }

    #[test]
    fn hinted_items_and_second_tries_do_not_count() {
        let item = |first_try, hinted| CheckItem {
            concept: "uno".into(),
            correct: true,
            first_try,
            hinted,
            number: None,
            chosen: None,
        };
        let log = log().by(
            "ana",
            Event::CheckAnswered {
                topic: "uno".into(),
                items: vec![item(true, true), item(false, false), item(true, false)],
            },
        );
        assert_eq!(count(&first(&log, consolidation), "uno.asked"), 1);
    }

    #[test]
    fn learners_are_never_pooled() {
        let log = Log::started(&["ana", "beto"], &["uno"])
            .topic("uno")
            .checks("ana", "uno", &[true, true])
            .checks("beto", "uno", &[true, true]);
        assert_eq!(variants(&log, consolidation), [Insufficient, Insufficient]);
    }

    #[test]
    fn five_learners_have_a_count_of_at_least() {
        let group = ["ana", "beto", "carla", "dani", "eva"];
        let checked = |learners: &[&str]| {
            let log = Log::started(learners, &["uno"]).topic("uno");
            learners[..2]
                .iter()
                .fold(log, |log, id| log.checks(id, "uno", &[true; 3]))
        };
        let statement = first(&checked(&group), consolidation);
        assert_eq!(
            (statement.audience, statement.learner.as_ref()),
            (Audience::Channel, None)
        );
        assert_eq!(count(&statement, "uno.at_least"), 2);
        assert!(
            first(&checked(&group[..4]), consolidation)
                .learner
                .is_some()
        );
    }
}
