//! Texts as vectors: what they hold, weighted by how rare it is (tf-idf, Salton & Buckley 1988), and
//! how much two of them share.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher as _},
};

use super::words::{form, is_sign, ratio};

/// Letters in a row that are compared, the blank between words among them.
const LETTERS: usize = 4;

/// A word, a pair of words or letters in a row, by its hash.
type Gram = u64;

/// What of a text is compared, as often as it is there.
#[derive(Clone, Debug)]
pub struct Grams {
    /// Words as they are compared, each once.
    words: Vec<Gram>,
    /// Two words in a row, each once.
    pairs: Vec<Gram>,
    letters: Vec<Gram>,
}

impl Grams {
    /// Of the text of these tokens.
    pub fn of(tokens: &[String]) -> Self {
        let words = tokens.iter().filter(|token| !is_sign(token));
        let forms: Vec<String> = words.map(|word| form(word)).collect();
        let line: Vec<char> = format!(" {} ", forms.join(" ")).chars().collect();
        let each_once = |grams: BTreeSet<Gram>| grams.into_iter().collect();
        Self {
            words: each_once(forms.iter().map(gram).collect()),
            pairs: each_once(forms.windows(2).map(gram).collect()),
            letters: line.windows(LETTERS).map(gram).collect(),
        }
    }
}

fn gram(of: impl Hash) -> Gram {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// A text, or several together, in every measure.
#[derive(Clone, Debug)]
pub struct Vectors {
    pub words: Vector,
    pub pairs: Vector,
    pub letters: Vector,
}

impl Vectors {
    pub fn of(texts: &[&Grams], rarities: &Rarities) -> Self {
        let all = |of: fn(&Grams) -> &Vec<Gram>| {
            texts.iter().flat_map(|text| of(text)).copied().collect()
        };
        Self {
            words: Vector::of(all(|text| &text.words), &rarities.words),
            pairs: Vector::of(all(|text| &text.pairs), &rarities.pairs),
            letters: Vector::of(all(|text| &text.letters), &rarities.letters),
        }
    }
}

/// By one measure; of length 1, or 0 when it holds nothing. Grams in order.
#[derive(Clone, Debug)]
pub struct Vector(Vec<(Gram, f64)>);

impl Vector {
    /// Of these grams, each counted as often as it is there.
    fn of(mut grams: Vec<Gram>, rarity: &Rarity) -> Self {
        grams.sort_unstable();
        let counted = grams.chunk_by(|one, other| one == other);
        let weights = counted.map(|same| {
            let often = 1.0 + ratio(same.len(), 1).ln();
            (same[0], often * rarity.weight(same[0]))
        });
        let mut weights: Vec<(Gram, f64)> = weights.collect();
        let length = weights
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f64>()
            .sqrt();
        if length > 0.0 {
            for (_, weight) in &mut weights {
                *weight /= length;
            }
        }
        Self(weights)
    }

    /// The cosine of the angle between the two, from 0 to 1.
    pub fn cosine(&self, other: &Self) -> f64 {
        self.shared(other).map(|(own, its)| own * its).sum()
    }

    /// How much of this one's weight is on grams that the other has, too; from 0 to 1.
    pub fn share_in(&self, other: &Self) -> f64 {
        let all: f64 = self.0.iter().map(|(_, weight)| weight).sum();
        let shared: f64 = self.shared(other).map(|(own, _)| own).sum();
        if all > 0.0 { shared / all } else { 0.0 }
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

/// How much each gram tells in a course, in every measure.
#[derive(Clone, Debug)]
pub struct Rarities {
    words: Rarity,
    pairs: Rarity,
    letters: Rarity,
}

impl Rarities {
    /// From the wordings of each of the course's doubts.
    pub fn of(doubts: &[Vec<&Grams>]) -> Self {
        Self {
            words: Rarity::of(doubts, |text| &text.words),
            pairs: Rarity::of(doubts, |text| &text.pairs),
            letters: Rarity::of(doubts, |text| &text.letters),
        }
    }
}

/// By how few of the doubts have a gram (inverse document frequency, Spärck Jones 1972).
#[derive(Clone, Debug)]
struct Rarity {
    /// In how many doubts each gram is.
    doubts_with: HashMap<Gram, usize>,
    doubts: usize,
}

impl Rarity {
    fn of(doubts: &[Vec<&Grams>], of: fn(&Grams) -> &Vec<Gram>) -> Self {
        let mut doubts_with = HashMap::new();
        for wordings in doubts {
            let each_once: HashSet<Gram> =
                wordings.iter().flat_map(|text| of(text)).copied().collect();
            for gram in each_once {
                *doubts_with.entry(gram).or_default() += 1;
            }
        }
        Self {
            doubts_with,
            doubts: doubts.len(),
        }
    }

    fn weight(&self, gram: Gram) -> f64 {
        let with = self.doubts_with.get(&gram).copied().unwrap_or_default();
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
        let grams = texts.map(|text| Grams::of(&tokens(text)));
        let doubts: Vec<Vec<&Grams>> = grams.iter().map(|text| vec![text]).collect();
        let rarities = Rarities::of(&doubts);
        let [pipe, lock, _, same] = grams
            .each_ref()
            .map(|text| Vectors::of(&[text], &rarities).words);
        assert!(
            (pipe.cosine(&pipe) - 1.0).abs() < 1e-9 && (pipe.share_in(&pipe) - 1.0).abs() < 1e-9
        );
        assert!(
            pipe.cosine(&same) > pipe.cosine(&lock),
            "«Pipe» tells more than «el»"
        );
        let nothing = Vectors::of(&[&Grams::of(&[])], &rarities).words;
        assert!(nothing.cosine(&pipe).abs() < 1e-9 && nothing.share_in(&pipe).abs() < 1e-9);
    }
}
