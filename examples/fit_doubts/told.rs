//! Learns whether a text asks and of which kind it is: logistic regression on its signs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use linfa::{Dataset, prelude::Fit as _};
use linfa_logistic::MultiLogisticRegression;
use ndarray::{Array1, Array2};
use tertulia::domain::{
    course::Course,
    doubt::{self, Chances, KINDS},
};

use crate::Sentence;

/// In how many sentences a sign has to be for anything to be learned from it.
const OFTEN: usize = 3;
/// Keeps weights small (L2). Of 1/10, 1/30 and 1/100 the one with which what was learned from all authors
/// but one tells the sentences of that one best.
const RESTRAINT: f64 = 1.0 / 30.0;
/// How many of the messages that may be doubts are. More of the sentences are, as many were written to be
/// wordings of doubts: the model is set to this share (King & Zeng 2001).
const ASKING: f64 = 0.6;

pub struct Example<'a> {
    pub sentence: &'a Sentence,
    signs: BTreeSet<String>,
}

impl<'a> Example<'a> {
    pub fn of(sentence: &'a Sentence, course: &Course) -> Self {
        Self {
            sentence,
            signs: doubt::signs(&sentence.text, course),
        }
    }
}

/// What was learned.
pub struct Told {
    asks: Linear,
    kinds: Linear,
}

impl Told {
    pub fn learn(examples: &[&Example<'_>]) -> Self {
        let asks = examples
            .iter()
            .map(|example| (&example.signs, usize::from(example.sentence.is_question)));
        let kinds = examples.iter().filter_map(|example| {
            let kind = example.sentence.kind?;
            Some((&example.signs, doubt::place(kind)))
        });
        let asks: Vec<_> = asks.collect();
        let asking = asks.iter().filter(|(_, asks)| *asks == 1).count();
        let odds = |share: f64| (share / (1.0 - share)).ln();
        let mut learned = Linear::learn(&asks);
        learned.bias[1] += odds(ASKING) - odds(doubt::ratio(asking, asks.len()));
        Self {
            asks: learned,
            kinds: Linear::learn(&kinds.collect::<Vec<_>>()),
        }
    }

    /// How likely each kind is.
    pub fn kinds(&self, example: &Example<'_>) -> Chances {
        let mut chances = Chances::default();
        for (chance, sum) in chances.iter_mut().zip(self.kinds.sums(&example.signs)) {
            *chance = sum.exp();
        }
        let all: f64 = chances.iter().sum();
        chances.map(|chance| chance / all)
    }

    /// Whether the sentence asks something.
    pub fn asks(&self, example: &Example<'_>) -> bool {
        let sums = self.asks.sums(&example.signs);
        sums[1] >= sums[0]
    }

    /// The lines of `learned.tsv`.
    pub fn written(&self) -> String {
        let mut lines = String::new();
        let mut write = |sign: &str, asks: f64, kinds: Vec<f64>| {
            lines.push_str(sign);
            for weight in std::iter::once(asks).chain(kinds) {
                write!(lines, "\t{:.0}", 1000.0 * weight).expect("a string takes everything");
            }
            lines.push('\n');
        };
        let asks = |weights: ndarray::ArrayView1<'_, f64>| weights[1] - weights[0];
        write("", asks(self.asks.bias.view()), self.kinds.bias.to_vec());
        let signs: BTreeSet<&String> = self
            .asks
            .signs
            .keys()
            .chain(self.kinds.signs.keys())
            .collect();
        for sign in signs {
            let asks = self.asks.of(sign).map_or(0.0, asks);
            let kinds = self.kinds.of(sign);
            let kinds = kinds.map_or(vec![0.0; KINDS.len()], |weights| weights.to_vec());
            write(sign, asks, kinds);
        }
        lines
    }
}

/// A multinomial logistic model.
struct Linear {
    /// The row of each sign.
    signs: BTreeMap<String, usize>,
    /// A row a sign and a column a class.
    weights: Array2<f64>,
    bias: Array1<f64>,
}

impl Linear {
    fn learn(examples: &[(&BTreeSet<String>, usize)]) -> Self {
        let mut often: BTreeMap<&String, usize> = BTreeMap::new();
        for sign in examples.iter().flat_map(|(signs, _)| *signs) {
            *often.entry(sign).or_default() += 1;
        }
        let signs = often.into_iter().filter(|(_, times)| *times >= OFTEN);
        let signs = signs
            .enumerate()
            .map(|(row, (sign, _))| (sign.clone(), row));
        let mut model = Self {
            signs: signs.collect(),
            weights: Array2::default((0, 0)),
            bias: Array1::default(0),
        };
        let mut records = Array2::zeros((examples.len(), model.signs.len()));
        for (row, (signs, _)) in examples.iter().enumerate() {
            let known = model.known(signs);
            let each = doubt::weight_of_each(known.len());
            for sign in known {
                records[[row, sign]] = each;
            }
        }
        let classes: Array1<usize> = examples.iter().map(|(_, class)| *class).collect();
        let fitted = MultiLogisticRegression::default()
            .alpha(RESTRAINT)
            .max_iterations(100)
            .fit(&Dataset::new(records, classes))
            .expect("there are sentences of every class");
        model.weights.clone_from(fitted.params());
        model.bias.clone_from(fitted.intercept());
        model
    }

    /// The rows of those signs that something was learned of.
    fn known(&self, signs: &BTreeSet<String>) -> Vec<usize> {
        let rows = signs.iter().filter_map(|sign| self.signs.get(sign));
        rows.copied().collect()
    }

    /// Of each class.
    fn sums(&self, signs: &BTreeSet<String>) -> Array1<f64> {
        let known = self.known(signs);
        let each = doubt::weight_of_each(known.len());
        let rows = known.iter().map(|sign| self.weights.row(*sign));
        rows.fold(self.bias.clone(), |sums, row| sums + &row * each)
    }

    fn of(&self, sign: &String) -> Option<ndarray::ArrayView1<'_, f64>> {
        self.signs.get(sign).map(|row| self.weights.row(*row))
    }
}
