//! The passages of a course that are nearest to a doubt: what whoever answers it from the course
//! alone has to read.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{content_of, ratio, words};
use crate::domain::{
    course::Course,
    ids::{SectionId, TopicId},
    markdown,
    section::{Part, Section},
};

/// Characters of all passages together, at most: some 4000 tokens.
pub const ALL_PASSAGES: usize = 12_000;
/// Characters of one passage, at most; what is longer is cut.
const ONE_PASSAGE: usize = 4000;

/// How much more a passage of the doubt's own topic counts.
const OWN_TOPIC: f64 = 1.5;

/// A part of the course, as far as it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub section: SectionId,
    /// The title of its topic.
    pub topic: String,
    /// Markdown.
    pub text: String,
}

/// The explanation of the doubt's topic, then what shares most with the doubt's words, the nearest
/// first, as much as fits. Nothing when the doubt has no topic and shares no word with the course.
#[must_use]
pub fn passages(text: &str, course: &Course, topic: Option<&TopicId>) -> Vec<Passage> {
    let asked = content_of(&words(text));
    let sections: Vec<Candidate<'_>> = Section::all(course).map(Candidate::of).collect();
    let weights = Weights::of(&sections);
    let mut ranked: Vec<(f64, &Candidate<'_>)> = sections
        .iter()
        .map(|candidate| {
            let own = Some(&candidate.section.topic.id) == topic;
            let nearer = if own { OWN_TOPIC } else { 1.0 };
            (nearer * weights.score(&asked, &candidate.words), candidate)
        })
        .filter(|(score, _)| *score > 0.0)
        .collect();
    // Stable: of equals, the course's order.
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let is_topics_own = |candidate: &&Candidate<'_>| {
        Some(&candidate.section.topic.id) == topic && candidate.section.part == Part::Explanation
    };
    let first = sections.iter().find(is_topics_own);
    let others = ranked.into_iter().map(|(_, candidate)| candidate);
    let others = others.filter(|candidate| !is_topics_own(candidate));
    let mut room = ALL_PASSAGES;
    let mut chosen = Vec::new();
    for candidate in first.into_iter().chain(others) {
        let text = markdown::clip(&candidate.text, ONE_PASSAGE);
        let Some(left) = room.checked_sub(text.chars().count()) else {
            continue;
        };
        room = left;
        chosen.push(Passage {
            section: candidate.section.id(),
            topic: candidate.section.topic.title.clone(),
            text,
        });
    }
    chosen
}

struct Candidate<'a> {
    section: Section<'a>,
    text: String,
    words: BTreeSet<String>,
}

impl<'a> Candidate<'a> {
    fn of(section: Section<'a>) -> Self {
        let text = section.text();
        let mut told = content_of(&words(&text));
        if let Part::Doubt(number) = section.part {
            // Learners' words for it, which the answer need not repeat.
            let doubt = &section.topic.doubts[number];
            let variants = doubt.variants.iter();
            told.extend(variants.flat_map(|variant| content_of(&words(variant))));
        }
        Self {
            section,
            text,
            words: told,
        }
    }
}

/// Okapi BM25 (Robertson & Zaragoza 2009, «The Probabilistic Relevance Framework»), each word of a
/// passage counted once, with the usual constants.
struct Weights {
    rarity: BTreeMap<String, f64>,
    average_length: f64,
}

const K1: f64 = 1.2;
const B: f64 = 0.75;

impl Weights {
    fn of(candidates: &[Candidate<'_>]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in candidates.iter().flat_map(|candidate| &candidate.words) {
            *counts.entry(word).or_default() += 1;
        }
        let all = candidates.len();
        let length = candidates.iter().map(|candidate| candidate.words.len());
        Self {
            rarity: counts
                .into_iter()
                .map(|(word, count)| {
                    let odds = ratio(2 * (all - count) + 1, 2 * count + 1);
                    (word.to_owned(), odds.ln_1p())
                })
                .collect(),
            average_length: ratio(length.sum(), all.max(1)),
        }
    }

    fn score(&self, asked: &BTreeSet<String>, passage: &BTreeSet<String>) -> f64 {
        let length = ratio(passage.len(), 1) / self.average_length.max(1.0);
        let damping = 1.0 + K1 * (1.0 - B + B * length);
        let shared = asked.intersection(passage);
        let rarity = shared.filter_map(|word| self.rarity.get(word)).sum::<f64>();
        rarity * (K1 + 1.0) / damping
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::session::room::{Shape, course};

    /// Two topics; the second one says much of pipes.
    fn two_topics() -> Course {
        let mut course = course(&[Shape::simple(), Shape::simple()]);
        course.topics[0].alternatives[0].text = "Una cola es una fila.".to_owned();
        course.topics[1].explanation = "Un pipe une dos extremos. ".repeat(400);
        course.topics[1].alternatives[0].text = "Un pipe es un teléfono.".to_owned();
        course
    }

    fn ids(found: &[Passage]) -> Vec<&str> {
        found
            .iter()
            .map(|passage| passage.section.as_str())
            .collect()
    }

    #[test]
    fn the_explanation_of_the_topic_comes_first_and_the_nearest_follow() {
        let course = two_topics();
        let found = passages("el pipe y el telefono", &course, Some(&"t0".into()));
        let ids = ids(&found);
        assert_eq!(ids[..2], ["t0#explanation", "t1#alternative-1"]);
        assert!(!ids.contains(&"t0#alternative-1"), "it shares no word");
    }

    #[test]
    fn a_long_passage_is_cut() {
        let course = two_topics();
        let found = passages("extremos", &course, None);
        assert_eq!(ids(&found), ["t1#explanation"]);
        assert_eq!(found[0].text.chars().count(), ONE_PASSAGE);
    }

    #[test]
    fn what_has_nothing_to_do_with_the_course_has_no_passages() {
        let course = two_topics();
        assert_eq!(passages("gazpacho", &course, None), []);
        assert_eq!(passages("", &course, None), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn passages_are_bounded_and_of_the_course(
            texts in prop::collection::vec("[a-c ]{0,9000}", 4),
            asked in "[a-c ]{0,40}",
            in_topic: bool,
        ) {
            let mut course = two_topics();
            for (topic, text) in course.topics.iter_mut().zip(texts.chunks(2)) {
                topic.explanation.clone_from(&text[0]);
                topic.alternatives[0].text.clone_from(&text[1]);
            }
            let topic = in_topic.then(|| TopicId::new("t1"));
            let found = passages(&asked, &course, topic.as_ref());
            let all: usize = found.iter().map(|passage| passage.text.chars().count()).sum();
            prop_assert!(all <= ALL_PASSAGES);
            let sections: BTreeSet<_> = found.iter().map(|passage| &passage.section).collect();
            prop_assert_eq!(sections.len(), found.len());
            for section in sections {
                prop_assert!(Section::of(&course, section).is_some());
            }
        }
    }
}
