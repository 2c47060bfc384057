//! What a text names of a course: its concepts, by the words that the course gives for them.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    spelling::{is_within, sound},
    synonyms::STOP_WORDS,
    words::{form, is_sign, singular, words},
};
use crate::domain::course::Course;

/// Shortest term that is recognised in another spelling by its letters, in characters.
const SHORTEST_MISSPELT: usize = 6;
/// From this length two letters may be wrong.
const LONG: usize = 10;
/// Shortest term that may be written in several words: `shared memory`.
const SHORTEST_JOINED: usize = 8;

/// The terms of a course, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Names {
    /// By their first word, in the singular.
    terms: HashMap<String, Vec<Term>>,
    /// Terms of one word with how they sound.
    single: Vec<(String, String)>,
    /// Words that are spelt right: those of the course.
    known: HashSet<String>,
}

#[derive(Clone, Debug)]
struct Term {
    words: Vec<String>,
    /// Position of its concept in the course.
    concept: usize,
    /// One for all terms that mean the same: `cola` and `Queue` name the same thing.
    thing: String,
}

/// What a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Positions of concepts in the course.
    pub concepts: BTreeSet<usize>,
    /// The things themselves: `map` and `imap` are two things of one concept.
    pub things: BTreeSet<String>,
}

impl Names {
    pub fn of(course: &Course) -> Self {
        let mut names = Self {
            terms: HashMap::new(),
            single: Vec::new(),
            known: HashSet::new(),
        };
        for (concept, of) in course.concepts.iter().enumerate() {
            for term in std::iter::once(&of.name).chain(&of.terms) {
                names.add(concept, term);
            }
        }
        let doubts = course.topics.iter().flat_map(|topic| &topic.doubts);
        let wordings =
            doubts.flat_map(|doubt| std::iter::once(&doubt.question).chain(&doubt.variants));
        names
            .known
            .extend(wordings.flat_map(|wording| words(wording)));
        names
    }

    fn add(&mut self, concept: usize, term: &str) {
        let written = words(term);
        let singulars: Vec<String> = written
            .iter()
            .map(|word| singular(word).to_owned())
            .collect();
        let Some(first) = singulars.first() else {
            return;
        };
        if let [single] = singulars.as_slice() {
            self.single.push((single.clone(), sound(single)));
        }
        let forms: BTreeSet<String> = written
            .iter()
            .filter(|word| !STOP_WORDS.contains(word.as_str()))
            .map(|word| form(word))
            .collect();
        self.known.extend(written);
        let terms = self.terms.entry(first.clone()).or_default();
        terms.push(Term {
            words: singulars,
            concept,
            thing: forms.into_iter().collect::<Vec<_>>().join(" "),
        });
    }

    /// What the text of these tokens names.
    pub fn in_tokens(&self, tokens: &[String]) -> Named {
        let words: Vec<&str> = tokens
            .iter()
            .filter(|token| !is_sign(token))
            .map(String::as_str)
            .collect();
        let singulars: Vec<&str> = words.iter().map(|word| self.spelt_right(word)).collect();
        let mut named = Named::default();
        let mut add = |term: &Term| {
            named.concepts.insert(term.concept);
            named.things.insert(term.thing.clone());
        };
        for place in 0..singulars.len() {
            for term in self.terms.get(singulars[place]).into_iter().flatten() {
                if singulars[place..].starts_with_all(&term.words) {
                    add(term);
                }
            }
            for length in 2..=3 {
                let Some(parts) = words.get(place..place + length) else {
                    break;
                };
                let joined = parts.concat();
                if joined.len() < SHORTEST_JOINED {
                    continue;
                }
                let terms = self.terms.get(singular(&joined)).into_iter().flatten();
                terms
                    .filter(|term| term.words.len() == 1)
                    .for_each(&mut add);
            }
        }
        // `max_tasks_per_child` and `errores` are things by themselves.
        for word in words.iter().filter(|word| is_error_name(word)) {
            named.things.insert((*word).to_owned());
        }
        named
    }

    /// The word in the singular; one that the course does not know and that is spelt nearly as a
    /// term, as that term.
    fn spelt_right<'a>(&'a self, word: &'a str) -> &'a str {
        let own = singular(word);
        if self.terms.contains_key(own) || self.known.contains(word) || STOP_WORDS.contains(word) {
            return own;
        }
        let heard = sound(own);
        let letters = own.chars().count();
        let misspelt = |term: &str| {
            let most = if letters >= LONG { 2 } else { 1 };
            letters >= SHORTEST_MISSPELT
                && term.len() >= SHORTEST_MISSPELT
                && is_within(own, term, most)
        };
        let mut single = self.single.iter();
        let meant = single
            .clone()
            .find(|(_, sound)| *sound == heard && heard.len() > 2)
            .or_else(|| single.find(|(term, _)| misspelt(term)));
        meant.map_or(own, |(term, _)| term)
    }
}

/// `PicklingError`, `BrokenPipeError`: what Python calls its errors.
pub fn is_error_name(word: &str) -> bool {
    word.len() > 7 && (word.ends_with("error") || word.ends_with("exception"))
}

trait StartsWithAll {
    fn starts_with_all(&self, words: &[String]) -> bool;
}

impl StartsWithAll for [&str] {
    fn starts_with_all(&self, words: &[String]) -> bool {
        self.len() >= words.len() && self.iter().zip(words).all(|(own, word)| own == word)
    }
}

/// Whether the words, in this order, hold the term, which may be of several words. A plural names
/// what its singular names.
#[must_use]
pub fn names(said: &[String], term: &str) -> bool {
    let said: Vec<&str> = said.iter().map(|word| singular(word)).collect();
    let term: Vec<String> = words(term)
        .iter()
        .map(|word| singular(word).to_owned())
        .collect();
    !term.is_empty() && (0..said.len()).any(|place| said[place..].starts_with_all(&term))
}
