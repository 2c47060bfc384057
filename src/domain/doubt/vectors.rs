//! Texts as vectors: what they hold, and how much two of them share.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher as _},
};

use super::words::{form, is_sign, ratio};

/// Letters in a row that are compared, the blank between words among them.
const LETTERS: usize = 4;
/// How much such letters count: they overlap.
const LETTERS_COUNT: f64 = 0.5;
/// How much a thing that is named counts, and which things are named together.
const THINGS_COUNT: f64 = 2.0;

/// A word, a pair of words, letters in a row or a thing, by its hash.
pub type Gram = u64;

/// The words of a text as they are compared, each once, signs left out.
pub fn words_in(tokens: &[String]) -> BTreeSet<Gram> {
    forms(tokens).iter().map(gram).collect()
}

fn forms(tokens: &[String]) -> Vec<String> {
    let words = tokens.iter().filter(|token| !is_sign(token));
    words.map(|word| form(word)).collect()
}

fn gram(of: impl Hash) -> Gram {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// A text; of length 1, or 0 when it holds nothing. Grams in order.
#[derive(Clone, Debug)]
pub struct Vector(Vec<(Gram, f64)>);

impl Vector {
    /// All that a text holds: words, pairs of words in a row, letters in a row, and the things that it
    /// names.
    pub fn of(tokens: &[String], things: &BTreeSet<String>) -> Self {
        let forms = forms(tokens);
        let line: Vec<char> = format!(" {} ", forms.join(" ")).chars().collect();
        let words: BTreeSet<Gram> = forms.iter().map(gram).collect();
        let pairs: BTreeSet<Gram> = forms.windows(2).map(gram).collect();
        let once = words.into_iter().chain(pairs).map(|gram| (gram, 1.0));
        let letters = line.windows(LETTERS).map(gram);
        let named = things.iter().map(|thing| gram(("thing", thing)));
        let named = named.chain([gram(("things", things))]);
        let weights = once
            .chain(letters.map(|gram| (gram, LETTERS_COUNT)))
            .chain(named.map(|gram| (gram, THINGS_COUNT)));
        Self::of_length_1(weights.collect())
    }

    /// Words weighted by how rare they are (tf-idf, Salton & Buckley 1988).
    pub fn of_words(words: &BTreeSet<Gram>, rarity: &Rarity) -> Self {
        let weights = words.iter().map(|word| (*word, rarity.weight(*word)));
        Self::of_length_1(weights.collect())
    }

    fn of_length_1(weights: Vec<(Gram, f64)>) -> Self {
        let mut vector = Self(added_up(weights));
        let squares = vector.0.iter().map(|(_, weight)| weight * weight);
        let length = squares.sum::<f64>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut vector.0 {
                *weight /= length;
            }
        }
        vector
    }

    /// The cosine of the angle between the two, from 0 to 1.
    pub fn cosine(&self, other: &Self) -> f64 {
        self.shared(other).map(|(own, its)| own * its).sum()
    }

    /// How much of this one's weight is on grams that the other has, too; from 0 to 1.
    pub fn share_in(&self, other: &Self) -> f64 {
        let shared: f64 = self.shared(other).map(|(own, _)| own).sum();
        let all = self.sum();
        if all > 0.0 { shared / all } else { 0.0 }
    }

    fn sum(&self) -> f64 {
        self.0.iter().map(|(_, weight)| weight).sum()
    }

    /// The weights here and there of the grams that both have.
    fn shared(&self, other: &Self) -> impl Iterator<Item = (f64, f64)> {
        let (mut own, mut its) = (self.0.iter().peekable(), other.0.iter().peekable());
        std::iter::from_fn(move || {
            loop {
                let ((one, weight), (other, its_weight)) = (own.peek()?, its.peek()?);
                let both = (*weight, *its_weight);
                match one.cmp(other) {
                    std::cmp::Ordering::Less => drop(own.next()),
                    std::cmp::Ordering::Greater => drop(its.next()),
                    std::cmp::Ordering::Equal => {
                        own.next();
                        its.next();
                        return Some(both);
                    }
                }
            }
        })
    }
}

fn added_up(mut weights: Vec<(Gram, f64)>) -> Vec<(Gram, f64)> {
    weights.sort_unstable_by_key(|(gram, _)| *gram);
    weights
        .chunk_by(|(one, _), (other, _)| one == other)
        .map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum()))
        .collect()
}

/// What a gram that no text of a class holds counts there.
const UNSEEN: f64 = 0.0003;
/// How many grams there may be.
const POSSIBLE: f64 = 25_000.0;
/// What each gram counts in texts about anything else. The larger, the more has a text to share with a
/// class to be likelier there; needed where a course has few doubts to compare with.
const ELSEWHERE: f64 = 0.00075;

/// What texts of one meaning hold on average: a class of a multinomial naive Bayes model with vectors of
/// length 1 in place of counts (Rennie et al. 2003).
#[derive(Clone, Debug)]
pub struct Class {
    mean: Vector,
    sum: f64,
}

impl Class {
    pub fn of<'a>(texts: impl ExactSizeIterator<Item = &'a Vector>) -> Self {
        let share = ratio(1, texts.len().max(1));
        let weights = texts.flat_map(|text| &text.0);
        let weights = weights.map(|(gram, weight)| (*gram, weight * share));
        let mean = Vector(added_up(weights.collect()));
        let sum = mean.sum();
        Self { mean, sum }
    }

    /// The logarithm of how likely a text about anything else holds what this text holds.
    pub fn log_likelihood_elsewhere(text: &Vector) -> f64 {
        text.sum() * (ELSEWHERE / (UNSEEN * POSSIBLE)).ln()
    }

    /// The logarithm of how likely a text of this class holds what this text holds.
    pub fn log_likelihood(&self, text: &Vector) -> f64 {
        let unseen = (UNSEEN / (self.sum + UNSEEN * POSSIBLE)).ln();
        let seen = text.shared(&self.mean);
        let seen = seen.map(|(weight, mean)| weight * (1.0 + mean / UNSEEN).ln());
        text.sum() * unseen + seen.sum::<f64>()
    }
}

/// How much each word tells in a course: by how few of its doubts have it (inverse document frequency,
/// Spärck Jones 1972).
#[derive(Clone, Debug)]
pub struct Rarity {
    /// In how many doubts each word is.
    doubts_with: HashMap<Gram, usize>,
    doubts: usize,
}

impl Rarity {
    /// From the words of each wording of each doubt.
    pub fn of<'a, Wordings>(doubts: impl ExactSizeIterator<Item = Wordings>) -> Self
    where
        Wordings: Iterator<Item = &'a BTreeSet<Gram>>,
    {
        let mut rarity = Self {
            doubts_with: HashMap::new(),
            doubts: doubts.len(),
        };
        for wordings in doubts {
            let each_once: HashSet<Gram> = wordings.flatten().copied().collect();
            for word in each_once {
                *rarity.doubts_with.entry(word).or_default() += 1;
            }
        }
        rarity
    }

    fn weight(&self, word: Gram) -> f64 {
        let with = self.doubts_with.get(&word).copied().unwrap_or_default();
        ratio(2 * (self.doubts + 1), 2 * with + 1).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::doubt::words::tokens;

    #[test]
    fn the_same_is_nearest_and_what_is_rare_tells_most() {
        let texts = ["el Pipe", "el Lock", "el Pool", "un Pipe"];
        let words = texts.map(|text| words_in(&tokens(text)));
        let rarity = Rarity::of(words.iter().map(std::iter::once));
        let [pipe, lock, _, same] = words
            .each_ref()
            .map(|words| Vector::of_words(words, &rarity));
        assert!(
            (pipe.cosine(&pipe) - 1.0).abs() < 1e-9 && (pipe.share_in(&pipe) - 1.0).abs() < 1e-9
        );
        assert!(
            pipe.cosine(&same) > pipe.cosine(&lock),
            "«Pipe» tells more than «el»"
        );
        let nothing = Vector::of_words(&BTreeSet::new(), &rarity);
        assert!(nothing.cosine(&pipe).abs() < 1e-9 && nothing.share_in(&pipe).abs() < 1e-9);
    }

    #[test]
    fn a_text_is_likeliest_among_those_that_hold_what_it_holds() {
        let text = |text: &str| Vector::of(&tokens(text), &BTreeSet::new());
        let class = |texts: &[&str]| {
            let texts: Vec<Vector> = texts.iter().map(|one| text(one)).collect();
            Class::of(texts.iter())
        };
        let both_ways = class(&["va en las dos direcciones", "puedo contestar por el mismo"]);
        let safe = class(&[
            "es seguro con varios procesos",
            "se mezcla lo que mandan dos",
        ]);
        for asked in ["contestar por el mismo lado", "va en dos direcciones o una"] {
            let asked = text(asked);
            assert!(both_ways.log_likelihood(&asked) > safe.log_likelihood(&asked));
        }
        // How many wordings a class has makes none of its texts likelier.
        let twice = class(&[
            "va en las dos direcciones",
            "puedo contestar por el mismo",
            "va en las dos direcciones",
            "puedo contestar por el mismo",
        ]);
        let asked = text("va en dos direcciones o una");
        let difference = twice.log_likelihood(&asked) - both_ways.log_likelihood(&asked);
        assert!(difference.abs() < 1e-9);
    }
}
