//! Which prepared doubt a text asks, and whether two texts of one learner ask the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    classify,
    words::{content, ratio, trigram_similarity},
};
use crate::domain::{
    course::{Course, PreparedDoubt},
    event::QuestionKind,
    ids::{ConceptId, TopicId},
};

/// Below this a prepared answer is not posted: it would be a guess. Measured on a course by
/// leaving out one wording at a time (`tests/doubts.rs`): a higher one loses as many right answers
/// as wrong ones.
const THRESHOLD: f64 = 0.55;
/// What being about the topic that the group is on adds.
const CURRENT_TOPIC: f64 = 0.05;

/// The prepared doubt that the text asks, with its topic, when one is near enough. It must name
/// the same things: «¿puedo pasar un Lock a Pool.map?» is near «¿puedo pasar una Queue a
/// Pool.map?» in all but what matters.
pub fn best<'a>(
    text: &str,
    course: &'a Course,
    current: Option<&TopicId>,
) -> Option<(&'a TopicId, &'a PreparedDoubt)> {
    let asked = content(text);
    if asked.is_empty() {
        return None;
    }
    let asked_names = named(text, course);
    let prepared = Prepared::of(course);
    let rarity = Rarity::of(&prepared);
    let mut best = None;
    let mut best_score = THRESHOLD;
    for prepared in &prepared {
        let bonus = if Some(prepared.topic) == current {
            CURRENT_TOPIC
        } else {
            0.0
        };
        for (wording, words) in &prepared.wordings {
            let score = rarity.similarity(&asked, words) + bonus;
            if score > best_score && named(wording, course) == asked_names {
                best_score = score;
                best = Some((prepared.topic, prepared.doubt));
            }
        }
    }
    best
}

/// A prepared doubt with the content words of each of its wordings.
struct Prepared<'a> {
    topic: &'a TopicId,
    doubt: &'a PreparedDoubt,
    wordings: Vec<(&'a str, BTreeSet<String>)>,
}

impl<'a> Prepared<'a> {
    fn of(course: &'a Course) -> Vec<Self> {
        let doubts = course
            .topics
            .iter()
            .flat_map(|topic| topic.doubts.iter().map(move |doubt| (&topic.id, doubt)));
        doubts
            .map(|(topic, doubt)| Self {
                topic,
                doubt,
                wordings: std::iter::once(&doubt.question)
                    .chain(&doubt.variants)
                    .map(|wording| (wording.as_str(), content(wording)))
                    .collect(),
            })
            .collect()
    }
}

/// The concepts that a text names.
fn named(text: &str, course: &Course) -> BTreeSet<ConceptId> {
    classify::concepts(text, course).into_iter().collect()
}

/// How much each word of a course's prepared doubts tells: rare words tell more (inverse document
/// frequency, Spärck Jones 1972).
struct Rarity {
    weights: BTreeMap<String, f64>,
    unseen: f64,
}

impl Rarity {
    fn of(prepared: &[Prepared<'_>]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for prepared in prepared {
            let words = prepared.wordings.iter().flat_map(|(_, words)| words);
            for word in words.collect::<BTreeSet<_>>() {
                *counts.entry(word).or_default() += 1;
            }
        }
        let documents = prepared.len();
        let weight = |count: usize| (1.0 + ratio(documents + 1, count + 1)).ln();
        Self {
            weights: counts
                .into_iter()
                .map(|(word, count)| (word.to_owned(), weight(count)))
                .collect(),
            unseen: weight(0),
        }
    }

    fn weight(&self, word: &str) -> f64 {
        self.weights.get(word).copied().unwrap_or(self.unseen)
    }

    /// Weighted Dice coefficient of two sets of words, from 0 to 1.
    fn similarity(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
        let sum = |words: &BTreeSet<String>| words.iter().map(|w| self.weight(w)).sum::<f64>();
        let shared: f64 = a.intersection(b).map(|word| self.weight(word)).sum();
        let all = sum(a) + sum(b);
        if all == 0.0 { 0.0 } else { 2.0 * shared / all }
    }
}

/// Whether two texts of one learner ask the same, by the report's gate: equal sets of named
/// things, then a shared aspect other than cause or procedure, or a shared cause or procedure with
/// a shared content word, or letter triples alike enough.
#[must_use]
pub fn is_same(before: &str, now: &str, course: &Course) -> bool {
    let similarity = trigram_similarity(before, now);
    let named = [before, now].map(|text| named(text, course));
    if named[0].is_empty() && named[1].is_empty() {
        return similarity >= 0.80;
    }
    if named[0] != named[1] {
        return false;
    }
    let aspects: [BTreeSet<String>; 2] =
        [before, now].map(|text| classify::aspects(text).into_iter().collect());
    let share_aspect = aspects[0].intersection(&aspects[1]).next().is_some();
    let kinds = [before, now].map(classify::kind);
    let share_cause = kinds[0] == kinds[1]
        && matches!(kinds[0], QuestionKind::Cause | QuestionKind::Procedure)
        && shares_content(before, now, course);
    share_aspect
        || share_cause
        || (similarity >= 0.70 && aspects[0] == aspects[1])
        || similarity >= 0.85
}

/// Whether the texts share a content word besides the names of concepts.
fn shares_content(before: &str, now: &str, course: &Course) -> bool {
    let names: BTreeSet<String> = course
        .concepts
        .iter()
        .flat_map(|concept| concept.terms.iter().flat_map(|term| content(term)))
        .collect();
    content(before)
        .intersection(&content(now))
        .any(|word| !names.contains(word))
}
