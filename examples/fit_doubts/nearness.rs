//! Fits the weights with which the answer to a doubt is told from those near it: a conditional logistic
//! model (McFadden 1974) in which «none of them» is one more choice.

use std::collections::BTreeSet;

use rayon::prelude::*;
use tertulia::domain::{
    course::Course,
    doubt::{self, AnswerRef, Chances, FEATURES, Features, GIVEN},
};

use crate::percent;

const SIZE: usize = FEATURES + 1;
const ROUNDS: usize = 600;
/// Keeps weights small (L2).
const RESTRAINT: f64 = 0.0001;
/// Candidates of a text, as the search would find at most.
const CANDIDATES: usize = 24;

/// A doubt with the prepared ones that answer it.
pub struct Doubt<'a> {
    pub course: &'a Course,
    pub text: &'a str,
    pub author: &'a str,
    pub answers: &'a [String],
    /// How likely it is of each kind.
    pub kinds: Chances,
}

/// The features of a text's candidates, and which of them are right.
pub struct Example<'a> {
    author: &'a str,
    /// Whether it was asked of a course without its answer.
    in_vain: bool,
    candidates: Vec<[f64; FEATURES]>,
    right: Vec<usize>,
}

/// What can be learned from.
pub fn examples<'a>(doubts: &[Doubt<'a>]) -> Vec<Example<'a>> {
    let examples = doubts
        .par_iter()
        .enumerate()
        .flat_map_iter(|(place, doubt)| {
            let course = without_wording(doubt);
            let own = example(doubt, course.as_ref().unwrap_or(doubt.course), false);
            // Often what is asked is not prepared.
            let unprepared = (course.is_some() && place % 2 == 0)
                .then(|| example(doubt, &without_answers(doubt), true));
            // What the search does not find cannot be chosen.
            let own = (doubt.answers.is_empty() || !own.right.is_empty()).then_some(own);
            own.into_iter().chain(unprepared)
        });
    examples.collect()
}

/// What would be given from which score on: to each author's doubts, then to all, and to those that were
/// asked of a course without their answer, to which whatever is given is wrong.
pub fn print_thresholds(examples: &[Example<'_>]) {
    let authors: BTreeSet<&str> = examples.iter().map(|example| example.author).collect();
    let (mut all, mut in_vain) = (Vec::new(), Vec::new());
    for author in authors {
        let (own, others): (Vec<&Example<'_>>, Vec<&Example<'_>>) = examples
            .iter()
            .partition(|example| example.author == author);
        let (weights, bias) = fit(&others);
        let nearest = |example: &&Example<'_>| {
            let chances = chances(example, &weights, bias);
            let places = 0..chances.len();
            let best = places.max_by(|one, other| chances[*one].total_cmp(&chances[*other]))?;
            Some((chances[best], example.right.contains(&best)))
        };
        let (vain, asked): (Vec<&Example<'_>>, Vec<&Example<'_>>) =
            own.into_iter().partition(|example| example.in_vain);
        let asked: Vec<(f64, bool)> = asked.iter().filter_map(nearest).collect();
        print_threshold(author, &asked, GIVEN);
        all.extend(asked);
        in_vain.extend(vain.iter().filter_map(nearest));
    }
    for threshold in [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7] {
        print_threshold("all", &all, threshold);
        print_threshold("in vain", &in_vain, threshold);
    }
}

fn print_threshold(name: &str, nearest: &[(f64, bool)], threshold: f64) {
    let given = nearest.iter().filter(|(chance, _)| *chance >= threshold);
    let right = given.clone().filter(|(_, right)| *right).count();
    let wrong = given.count() - right;
    println!(
        "{name}: of {} doubts the nearest answer from {threshold:.2} on is right for {right}, wrong for {wrong} ({:.1} %)",
        nearest.len(),
        percent(wrong, right + wrong),
    );
}

/// The course without the wording that the doubt's text is; nothing when it is none.
fn without_wording(doubt: &Doubt<'_>) -> Option<Course> {
    let mut course = doubt.course.clone();
    let mut prepared = course.topics.iter_mut().flat_map(|topic| &mut topic.doubts);
    prepared.find_map(|prepared| {
        let own = prepared.variants.iter().position(|own| own == doubt.text)?;
        Some(prepared.variants.remove(own))
    })?;
    Some(course)
}

/// The course without the doubts that answer this one.
fn without_answers(doubt: &Doubt<'_>) -> Course {
    let mut course = doubt.course.clone();
    let mut ids = doubt::all_prepared(doubt.course)
        .into_iter()
        .map(|(id, ..)| id);
    for topic in &mut course.topics {
        topic.doubts.retain(|_| {
            let id = ids.next().map(|id| id.to_string());
            !id.is_some_and(|id| doubt.answers.contains(&id))
        });
    }
    course
}

fn example<'a>(doubt: &Doubt<'a>, course: &Course, in_vain: bool) -> Example<'a> {
    let all = doubt::all_candidates(course);
    let mut compared = doubt::features(doubt.text, course, &all, &doubt.kinds);
    compared.sort_by(|(_, one), (_, other)| other.likely.total_cmp(&one.likely));
    compared.truncate(CANDIDATES);
    let is_right =
        |(answer, _): &(AnswerRef, Features)| doubt.answers.contains(&String::from(answer.clone()));
    let right = (0..compared.len()).filter(|place| is_right(&compared[*place]));
    Example {
        author: doubt.author,
        in_vain,
        right: right.collect(),
        candidates: compared
            .iter()
            .map(|(_, features)| features.values())
            .collect(),
    }
}

/// How likely each candidate is the right one.
fn chances(example: &Example<'_>, weights: &[f64; FEATURES], bias: f64) -> Vec<f64> {
    let weigh = |features: &[f64; FEATURES]| {
        let sum: f64 = features
            .iter()
            .zip(weights)
            .map(|(feature, weight)| feature * weight)
            .sum();
        (sum + bias).exp()
    };
    let weights: Vec<f64> = example.candidates.iter().map(weigh).collect();
    let all = 1.0 + weights.iter().sum::<f64>();
    weights.into_iter().map(|weight| weight / all).collect()
}

/// The weights and the bias: gradient ascent on the likelihood of the right choices, with a step of each
/// weight's own (Adam, Kingma & Ba 2014).
pub fn fit(examples: &[&Example<'_>]) -> ([f64; FEATURES], f64) {
    let (mut weights, mut bias) = ([0.0; FEATURES], 0.0);
    let mut steps = Steps::default();
    for _ in 0..ROUNDS {
        let mut gradient = [0.0; SIZE];
        for example in examples {
            let chances = chances(example, &weights, bias);
            for (place, (features, chance)) in example.candidates.iter().zip(chances).enumerate() {
                let wanted = if example.right.contains(&place) {
                    doubt::ratio(1, example.right.len())
                } else {
                    0.0
                };
                let error = (wanted - chance) / doubt::ratio(examples.len(), 1);
                for (slope, feature) in gradient.iter_mut().zip(features.iter().chain([&1.0])) {
                    *slope += error * feature;
                }
            }
        }
        let all = weights.iter_mut().chain([&mut bias]);
        for (place, weight) in all.enumerate() {
            let slope = gradient[place] - RESTRAINT * *weight;
            *weight += steps.of(place, slope);
        }
        steps.next_round();
    }
    (weights, bias)
}

/// The step that each weight makes.
struct Steps {
    mean: [f64; SIZE],
    square: [f64; SIZE],
    powers: (f64, f64),
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            mean: [0.0; SIZE],
            square: [0.0; SIZE],
            powers: (0.9, 0.999),
        }
    }
}

impl Steps {
    fn of(&mut self, place: usize, slope: f64) -> f64 {
        let (mean, square) = (&mut self.mean[place], &mut self.square[place]);
        *mean = 0.9 * *mean + 0.1 * slope;
        *square = 0.999 * *square + 0.001 * slope * slope;
        let unbiased = *mean / (1.0 - self.powers.0);
        let spread = *square / (1.0 - self.powers.1);
        0.1 * unbiased / (spread.sqrt() + 1e-9)
    }

    fn next_round(&mut self) {
        self.powers = (self.powers.0 * 0.9, self.powers.1 * 0.999);
    }
}
