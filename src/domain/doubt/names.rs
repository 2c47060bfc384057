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
#[derive(Debug, Default)]
pub struct Names {
    /// By their first word, in the singular.
    terms: HashMap<String, Vec<Term>>,
    /// Terms of one word with how they sound.
    single: Vec<(String, String)>,
    /// Words that are spelt right: those of the course.
    known: HashSet<String>,
    /// Words that the course writes as code: `map`, `imap`.
    code: HashSet<String>,
}

#[derive(Debug)]
struct Term {
    words: Vec<String>,
    /// Position of its concept in the course.
    concept: usize,
    /// One for all terms that mean the same: `cola` and `Queue` name the same thing.
    thing: String,
}

/// What a text names.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Positions of concepts in the course.
    pub concepts: BTreeSet<usize>,
    /// The things themselves: `map` and `imap` are two things of one concept.
    pub things: BTreeSet<String>,
    /// Words that the course writes as code.
    pub code: BTreeSet<String>,
    /// The tokens besides those of the things.
    pub rest: Vec<String>,
    /// The tokens with `@` in the place of each thing: «que es @».
    pub masked: Vec<String>,
}

impl Names {
    pub fn of(course: &Course) -> Self {
        let mut names = Self::default();
        for (concept, of) in course.concepts.iter().enumerate() {
            for term in std::iter::once(&of.name).chain(&of.terms) {
                names.add(concept, term);
            }
        }
        for topic in &course.topics {
            for doubt in &topic.doubts {
                let wordings = std::iter::once(&doubt.question).chain(&doubt.variants);
                names.known.extend(wordings.flat_map(|text| words(text)));
            }
            let doubts = topic.doubts.iter();
            let texts = doubts.flat_map(|doubt| [&doubt.question, &doubt.answer]);
            let texts = std::iter::once(&topic.explanation).chain(texts);
            names.code.extend(texts.flat_map(|text| code_words(text)));
        }
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
        let places: Vec<usize> = (0..tokens.len())
            .filter(|place| !is_sign(&tokens[*place]))
            .collect();
        let words: Vec<&str> = places.iter().map(|place| tokens[*place].as_str()).collect();
        let singulars: Vec<&str> = words.iter().map(|word| self.spelt_right(word)).collect();
        let mut named = Named::default();
        let mut taken = vec![false; tokens.len()];
        for place in 0..singulars.len() {
            for (term, length) in self.terms_at(place, &words, &singulars) {
                named.concepts.insert(term.concept);
                named.things.insert(term.thing.clone());
                for place in &places[place..place + length] {
                    taken[*place] = true;
                }
            }
        }
        // Errors are things by themselves.
        let errors = words.iter().filter(|word| is_error_name(word));
        named.things.extend(errors.map(|word| (*word).to_owned()));
        let code = words.iter().filter(|word| self.code.contains(**word));
        named.code = code.map(|word| form(word)).collect();
        let rest = tokens.iter().zip(&taken).filter(|(_, taken)| !**taken);
        named.rest = rest.map(|(token, _)| token.clone()).collect();
        let mut masked: Vec<String> = Vec::new();
        for (token, taken) in tokens.iter().zip(&taken) {
            match (*taken || is_error_name(token), masked.last()) {
                (false, _) => masked.push(token.clone()),
                (true, Some(last)) if last == "@" => {}
                (true, _) => masked.push("@".into()),
            }
        }
        named.masked = masked;
        named
    }

    /// The terms that begin at this word, with how many words they take: written as the course does,
    /// or a name of one word written in several.
    fn terms_at(&self, place: usize, words: &[&str], singulars: &[&str]) -> Vec<(&Term, usize)> {
        let begun = self.terms.get(singulars[place]).into_iter().flatten();
        let mut terms: Vec<(&Term, usize)> = begun
            .filter(|term| begin_with(&singulars[place..], &term.words))
            .map(|term| (term, term.words.len()))
            .collect();
        for length in 2..=3 {
            let joined = words.get(place..place + length).map(<[&str]>::concat);
            let Some(joined) = joined.filter(|joined| joined.len() >= SHORTEST_JOINED) else {
                continue;
            };
            let whole = self.terms.get(singular(&joined)).into_iter().flatten();
            let whole = whole.filter(|term| term.words.len() == 1);
            terms.extend(whole.map(|term| (term, length)));
        }
        terms
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
        let most = if letters >= LONG { 2 } else { 1 };
        let misspelt = |term: &str| {
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
fn is_error_name(word: &str) -> bool {
    word.len() > 7 && (word.ends_with("error") || word.ends_with("exception"))
}

/// The words that stand between single backticks in Markdown.
fn code_words(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2);
    let spans = prose.flat_map(|prose| prose.split('`').skip(1).step_by(2));
    spans
        .flat_map(words)
        .filter(|word| word.len() > 2 && !STOP_WORDS.contains(word.as_str()))
        .collect()
}

fn begin_with(said: &[&str], term: &[String]) -> bool {
    said.len() >= term.len() && said.iter().zip(term).all(|(own, word)| own == word)
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
    !term.is_empty() && (0..said.len()).any(|place| begin_with(&said[place..], &term))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        let mut names = Names::default();
        let terms = [
            "Lock",
            "candado",
            "condición de carrera",
            "SharedMemory",
            "semáforo",
            "cola",
        ];
        for (concept, term) in terms.into_iter().enumerate() {
            names.add(concept, term);
        }
        let tokens = super::super::words::tokens(text);
        names.in_tokens(&tokens).things.into_iter().collect()
    }

    #[test]
    fn a_term_is_named_in_order_and_in_the_plural() {
        assert_eq!(
            named("por las condiciones de carrera"),
            named("condición de carrera")
        );
        assert_eq!(named("condición de carrera").len(), 1);
        assert!(named("la carrera de condiciones").is_empty());
    }

    #[test]
    fn slips_and_spaces_do_not_hide_a_name() {
        assert_eq!(named("¿Y la shared memory?"), named("SharedMemory"));
        assert_eq!(named("un semafroo"), named("semáforos"));
        assert_eq!(named("el lok"), named("el Lock"));
        assert!(
            named("una cosa").is_empty(),
            "short words are what they are"
        );
    }

    #[test]
    fn what_has_several_names_is_one_thing() {
        assert_eq!(named("el candado"), named("el Lock"));
        assert_eq!(named("sale un PicklingError"), ["picklingerror"]);
    }
}
