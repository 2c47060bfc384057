//! Fits the weights with which an answer's nearness to a doubt is told (`WEIGHTS` and `BIAS` of
//! `src/domain/doubt/near.rs`), and prints them. Learns from two sources: the tuning part of the
//! evaluation set, and the courses' own wordings, each asked of a course that does not have it; and
//! asked once more of a course without its whole doubt, where no answer is right.

use std::{fs, path::Path};

use serde_json::Value;
use tertulia::{
    course,
    domain::{
        course::Course,
        doubt::{self, AnswerRef, FEATURES},
    },
};

const COURSES: [&str; 3] = ["multiprocessing", "hilos", "asyncio"];
/// Candidates of a text, as the search would find at most.
const CANDIDATES: usize = 12;
const ROUNDS: usize = 1000;
/// Keeps weights small (L2).
const RESTRAINT: f64 = 0.0002;

/// One text: its candidates' features and the place of the right one, if there is one.
struct Example {
    candidates: Vec<[f64; FEATURES]>,
    right: Option<usize>,
    weight: f64,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut examples = Vec::new();
    for id in COURSES {
        let loaded = course::load(&root.join("courses").join(id));
        let course = loaded.expect("the course has no errors").course;
        from_sentences(root, id, &course, &mut examples);
        from_wordings(&course, &mut examples);
    }
    println!("{} examples", examples.len());
    let (weights, bias) = fit(&examples);
    println!("WEIGHTS: {weights:.2?}\nBIAS: {bias:.2}");
}

fn from_sentences(root: &Path, id: &str, course: &Course, examples: &mut Vec<Example>) {
    let set = root.join("tests/fixtures/doubts/sentences.jsonl");
    let set = fs::read_to_string(set).expect("the evaluation set is there");
    for line in set.lines() {
        let sentence: Value = serde_json::from_str(line).expect("a line is JSON");
        if sentence["split"] != "tune" || sentence["course"] != id {
            continue;
        }
        let text = sentence["text"].as_str().expect("a text");
        let right = sentence["answer"].as_str();
        examples.extend(example(text, course, right, 3.0));
    }
}

fn from_wordings(course: &Course, examples: &mut Vec<Example>) {
    let named = doubt::all_prepared(course);
    let mut place = 0;
    for topic in 0..course.topics.len() {
        for number in 0..course.topics[topic].doubts.len() {
            let own = &course.topics[topic].doubts[number];
            let id = named[place].0.to_string();
            place += 1;
            for variant in 0..own.variants.len() {
                let mut without = course.clone();
                without.topics[topic].doubts[number]
                    .variants
                    .remove(variant);
                let text = &own.variants[variant];
                examples.extend(example(text, &without, Some(&id), 1.0));
                if variant == 0 {
                    without.topics[topic].doubts.remove(number);
                    examples.extend(example(text, &without.clone(), None, 1.0));
                }
            }
        }
    }
}

fn example(text: &str, course: &Course, right: Option<&str>, weight: f64) -> Option<Example> {
    let mut compared = doubt::features(text, course, &doubt::all_candidates(course));
    let rough = |features: &[f64; FEATURES]| features[..5].iter().sum::<f64>();
    compared.sort_by(|(_, one), (_, other)| rough(other).total_cmp(&rough(one)));
    compared.truncate(CANDIDATES);
    let is_right =
        |answer: &AnswerRef| right.is_some_and(|right| String::from(answer.clone()) == right);
    let place = compared.iter().position(|(answer, _)| is_right(answer));
    // An answer that the search does not find cannot be chosen.
    if compared.is_empty() || right.is_some() != place.is_some() {
        return None;
    }
    Some(Example {
        candidates: compared.into_iter().map(|(_, features)| features).collect(),
        right: place,
        weight,
    })
}

/// Gradient ascent on the likelihood of the right choices, with a step of each weight's own (Adam,
/// Kingma & Ba 2014).
fn fit(examples: &[Example]) -> ([f64; FEATURES], f64) {
    const SIZE: usize = FEATURES + 1;
    let mut weights = [0.0; SIZE];
    let (mut mean, mut square) = ([0.0; SIZE], [0.0; SIZE]);
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    let mut powers = (1.0, 1.0);
    for _ in 0..ROUNDS {
        let mut gradient = [0.0; SIZE];
        for example in examples {
            let sums: Vec<f64> = example
                .candidates
                .iter()
                .map(|features| {
                    let sum: f64 = features.iter().zip(&weights).map(|(f, w)| f * w).sum();
                    (sum + weights[FEATURES]).exp()
                })
                .collect();
            let all = 1.0 + sums.iter().sum::<f64>();
            for (place, (features, sum)) in example.candidates.iter().zip(&sums).enumerate() {
                let wanted = if example.right == Some(place) {
                    1.0
                } else {
                    0.0
                };
                let error = example.weight * (wanted - sum / all) / total;
                for (slope, feature) in gradient.iter_mut().zip(features.iter().chain([&1.0])) {
                    *slope += error * feature;
                }
            }
        }
        powers = (powers.0 * 0.9, powers.1 * 0.999);
        for place in 0..SIZE {
            let slope = gradient[place] - RESTRAINT * weights[place];
            mean[place] = 0.9 * mean[place] + 0.1 * slope;
            square[place] = 0.999 * square[place] + 0.001 * slope * slope;
            let step = mean[place] / (1.0 - powers.0);
            weights[place] += 0.05 * step / ((square[place] / (1.0 - powers.1)).sqrt() + 1e-9);
        }
    }
    let mut own = [0.0; FEATURES];
    own.copy_from_slice(&weights[..FEATURES]);
    (own, weights[FEATURES])
}
