//! What is worked out once for a content of a course, so that understanding a doubt costs little.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, OnceLock},
};

use super::{
    classify, is_choice,
    names::{Named, Names},
    phrases::line,
    words::{content_of, plain, ratio, tokens, trigrams, words},
};
use crate::domain::{
    course::{Course, PreparedDoubt},
    event::QuestionKind,
    ids::{DoubtId, TopicId},
};

/// The index of a course, made when it is first needed. It is no part of what the course is: equal
/// courses are equal with it and without.
#[derive(Default)]
pub struct Lazy(OnceLock<Arc<Index>>);

impl Lazy {
    pub(super) fn of(&self, course: &Course) -> Arc<Index> {
        Arc::clone(self.0.get_or_init(|| Arc::new(Index::of(course))))
    }
}

impl fmt::Debug for Lazy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lazy")
    }
}

impl Clone for Lazy {
    /// A copy is there to be changed, and makes its own.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Lazy {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Lazy {}

/// A course's terms and prepared doubts, ready to be compared with.
#[derive(Debug)]
pub struct Index {
    pub names: Names,
    /// In the course's order.
    pub doubts: Vec<Prepared>,
    pub rarity: Rarity,
}

/// A prepared doubt.
#[derive(Debug)]
pub struct Prepared {
    /// Positions in the course.
    pub topic: usize,
    pub doubt: usize,
    pub id: DoubtId,
    pub likeness: Likeness,
}

/// What a doubt that has an answer looks like: its wordings, and what they are about together.
#[derive(Debug)]
pub struct Likeness {
    pub wordings: Vec<Wording>,
    /// Content of all wordings.
    pub said: BTreeSet<String>,
    answer: String,
    /// Positions of the concepts that it is about.
    pub concepts: BTreeSet<usize>,
    /// These and those that its wordings name.
    pub named: BTreeSet<usize>,
    pub things: BTreeSet<String>,
    pub aspects: Vec<String>,
    pub kind: QuestionKind,
    /// Worked out when it is first compared with: most doubts never are.
    shown: OnceLock<Shown>,
}

/// What a doubt shows beyond its words.
#[derive(Debug)]
pub struct Shown {
    /// Their aspects and those of the doubt.
    pub aspects: BTreeSet<String>,
    /// Of which kind each of them is.
    pub kinds: Vec<QuestionKind>,
    /// Content of the answer.
    pub answered: BTreeSet<String>,
}

/// One wording of a doubt, or a learner's text.
#[derive(Clone, Debug)]
pub struct Wording {
    pub content: BTreeSet<String>,
    pub trigrams: Vec<[char; 3]>,
    pub named: Named,
    pub line: String,
}

impl Wording {
    pub fn of(text: &str, names: &Names) -> Self {
        let tokens = tokens(text);
        let words: Vec<String> = tokens
            .iter()
            .filter(|token| !super::words::is_sign(token))
            .cloned()
            .collect();
        Self {
            content: content_of(&words),
            trigrams: trigrams(&words),
            named: names.in_tokens(&tokens),
            line: line(&tokens),
        }
    }
}

impl Likeness {
    pub fn of_prepared(doubt: &PreparedDoubt, course: &Course, names: &Names) -> Self {
        let wordings = std::iter::once(&doubt.question).chain(&doubt.variants);
        let concepts = course.concepts.iter().enumerate();
        let concepts = concepts.filter(|(_, concept)| doubt.concepts.contains(&concept.id));
        Self::new(
            wordings.map(|text| Wording::of(text, names)).collect(),
            &doubt.answer,
            concepts.map(|(place, _)| place).collect(),
            doubt.aspects.clone(),
            doubt.kind,
        )
    }

    pub fn new(
        wordings: Vec<Wording>,
        answer: &str,
        concepts: BTreeSet<usize>,
        aspects: Vec<String>,
        kind: QuestionKind,
    ) -> Self {
        let said = wordings
            .iter()
            .flat_map(|wording| wording.content.iter().cloned())
            .collect();
        let things = wordings
            .iter()
            .flat_map(|wording| wording.named.things.iter().cloned())
            .collect();
        Self {
            named: wordings
                .iter()
                .flat_map(|wording| wording.named.concepts.iter().copied())
                .chain(concepts.iter().copied())
                .collect(),
            shown: OnceLock::new(),
            wordings,
            said,
            answer: answer.to_owned(),
            concepts,
            things,
            aspects,
            kind,
        }
    }

    pub fn shown(&self) -> &Shown {
        self.shown.get_or_init(|| {
            let wordings = self.wordings.iter();
            Shown {
                aspects: wordings
                    .clone()
                    .flat_map(|wording| classify::aspects(&wording.line))
                    .chain(self.aspects.iter().cloned())
                    .collect(),
                kinds: wordings
                    .map(|wording| classify::kind(&wording.line, is_choice(wording)))
                    .collect(),
                answered: content_of(&words(&self.answer)),
            }
        })
    }
}

impl Index {
    pub fn of(course: &Course) -> Self {
        let names = Names::of(course);
        let mut taken = BTreeSet::new();
        let mut doubts = Vec::new();
        for (place, topic) in course.topics.iter().enumerate() {
            for (doubt, prepared) in topic.doubts.iter().enumerate() {
                doubts.push(Prepared {
                    topic: place,
                    doubt,
                    id: id_of(&topic.id, &prepared.question, &mut taken),
                    likeness: Likeness::of_prepared(prepared, course, &names),
                });
            }
        }
        let rarity = Rarity::of(&doubts);
        Self {
            names,
            doubts,
            rarity,
        }
    }

    /// The prepared doubt at these positions in the course.
    #[must_use]
    pub fn at(&self, topic: usize, doubt: usize) -> Option<&Prepared> {
        let place = self
            .doubts
            .binary_search_by_key(&(topic, doubt), |prepared| (prepared.topic, prepared.doubt));
        place.ok().map(|place| &self.doubts[place])
    }

    #[must_use]
    pub fn find(&self, id: &DoubtId) -> Option<&Prepared> {
        self.doubts.iter().find(|prepared| prepared.id == *id)
    }
}

/// Longest name that is made from a question, in characters.
const LONGEST_NAME: usize = 80;

/// `comunicacion/que-es-un-pipe`: the topic and the words of the question; with a number where an
/// earlier doubt has that name.
fn id_of(topic: &TopicId, question: &str, taken: &mut BTreeSet<String>) -> DoubtId {
    let mut name = String::new();
    let letters = |letter: char| !letter.is_ascii_alphanumeric();
    for word in plain(question)
        .split(letters)
        .filter(|word| !word.is_empty())
    {
        if name.len() + word.len() >= LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    if name.is_empty() {
        name.push_str("duda");
    }
    let first = format!("{topic}/{name}");
    let mut id = first.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{first}-{number}");
        number += 1;
    }
    DoubtId::new(id)
}

/// How much each word of a course's prepared doubts tells: rare words tell more (inverse document
/// frequency, Spärck Jones 1972).
#[derive(Debug)]
pub struct Rarity {
    weights: BTreeMap<String, f64>,
    unseen: f64,
}

impl Rarity {
    fn of(prepared: &[Prepared]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in prepared.iter().flat_map(|prepared| &prepared.likeness.said) {
            *counts.entry(word).or_default() += 1;
        }
        let documents = prepared.len();
        let weight = |count: usize| (1.0 + ratio(documents + 1, count + 1)).ln();
        Self {
            weights: counts
                .into_iter()
                .map(|(word, count)| (word.to_owned(), weight(count)))
                .collect(),
            // A word that no doubt has tells nothing about which is meant; it is not nothing, either.
            unseen: weight(documents / 20),
        }
    }

    pub fn weight(&self, word: &str) -> f64 {
        self.weights.get(word).copied().unwrap_or(self.unseen)
    }

    pub fn sum<'a>(&self, words: impl IntoIterator<Item = &'a String>) -> f64 {
        words.into_iter().map(|word| self.weight(word)).sum()
    }

    /// Weighted Dice coefficient of two sets of words, from 0 to 1.
    pub fn similarity(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
        let all = self.sum(a) + self.sum(b);
        if all == 0.0 {
            0.0
        } else {
            2.0 * self.sum(a.intersection(b)) / all
        }
    }

    /// How much of `part` the words of `whole` hold, from 0 to 1.
    pub fn share(&self, part: &BTreeSet<String>, whole: &BTreeSet<String>) -> f64 {
        let all = self.sum(part);
        if all == 0.0 {
            0.0
        } else {
            self.sum(part.intersection(whole)) / all
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_and_each_is_there_once() {
        let mut taken = BTreeSet::new();
        let topic = TopicId::from("comunicacion");
        let mut id = |question: &str| id_of(&topic, question, &mut taken).to_string();
        assert_eq!(id("¿Qué es un Pipe?"), "comunicacion/que-es-un-pipe");
        assert_eq!(id("Que es, un `Pipe`"), "comunicacion/que-es-un-pipe-2");
        assert_eq!(id("¿?"), "comunicacion/duda");
    }
}
