//! What is worked out once for a content of a course, so that understanding a doubt costs little.

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Arc, OnceLock},
};

use super::{
    learned::Told,
    names::{Named, Names},
    phrases::line,
    vectors::{Class, Gram, Rarity, Vector, words_in},
    words::{content_of, is_sign, plain, tokens, trigrams},
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

/// What a doubt that has an answer looks like.
#[derive(Debug)]
pub struct Likeness {
    pub wordings: Vec<Wording>,
    /// The words of each wording.
    pub each: Vec<Vector>,
    /// The words of the answer.
    pub answer: Vector,
    /// The words of the wordings and the answer.
    pub words: Vector,
    /// What the wordings and the answer hold.
    pub class: Class,
    /// What the wordings name.
    pub things: BTreeSet<String>,
    pub aspects: Vec<String>,
    pub kind: QuestionKind,
}

/// One wording of a doubt, or a learner's text.
#[derive(Clone, Debug)]
pub struct Wording {
    pub trigrams: Vec<[char; 3]>,
    pub named: Named,
    pub line: String,
    pub words: BTreeSet<Gram>,
    pub holds: Vector,
    /// Whether it has no word that carries content.
    pub is_empty: bool,
}

impl Wording {
    pub fn of(text: &str, names: &Names) -> Self {
        let tokens = tokens(text);
        let words: Vec<String> = tokens
            .iter()
            .filter(|token| !is_sign(token))
            .cloned()
            .collect();
        let said = names.in_tokens(&tokens);
        Self {
            trigrams: trigrams(&words),
            line: line(&tokens),
            words: words_in(&tokens),
            holds: Vector::of(&tokens, &said.things),
            named: said,
            is_empty: content_of(&words).is_empty(),
        }
    }

    /// What the learned model says of it.
    pub fn told(&self) -> Told {
        Told::of(&self.named.masked)
    }
}

impl Likeness {
    pub fn new(
        wordings: Vec<Wording>,
        answer: &Wording,
        aspects: Vec<String>,
        kind: QuestionKind,
        rarity: &Rarity,
    ) -> Self {
        let things = wordings.iter().flat_map(|wording| &wording.named.things);
        let texts: Vec<&Vector> = wordings
            .iter()
            .chain([answer])
            .map(|text| &text.holds)
            .collect();
        let words = wordings.iter().chain([answer]).flat_map(|text| &text.words);
        let words: BTreeSet<Gram> = words.copied().collect();
        Self {
            words: Vector::of_words(&words, rarity),
            each: wordings
                .iter()
                .map(|wording| Vector::of_words(&wording.words, rarity))
                .collect(),
            answer: Vector::of_words(&answer.words, rarity),
            class: Class::of(texts.into_iter()),
            things: things.cloned().collect(),
            aspects,
            kind,
            wordings,
        }
    }
}

impl Index {
    pub fn of(course: &Course) -> Self {
        let names = Names::of(course);
        let topics = course.topics.iter().enumerate();
        let all: Vec<(usize, usize, &PreparedDoubt, Vec<Wording>)> = topics
            .flat_map(|(place, topic)| {
                let doubts = topic.doubts.iter().enumerate();
                doubts.map(move |(doubt, prepared)| (place, doubt, prepared))
            })
            .map(|(topic, doubt, prepared)| {
                let wordings = std::iter::once(&prepared.question).chain(&prepared.variants);
                let wordings = wordings.map(|text| Wording::of(text, &names)).collect();
                (topic, doubt, prepared, wordings)
            })
            .collect();
        let words = all
            .iter()
            .map(|(.., wordings)| wordings.iter().map(|wording| &wording.words));
        let rarity = Rarity::of(words);
        let mut taken = BTreeSet::new();
        let doubts = all
            .into_iter()
            .map(|(topic, doubt, prepared, wordings)| Prepared {
                topic,
                doubt,
                id: id_of(&course.topics[topic].id, &prepared.question, &mut taken),
                likeness: Likeness::new(
                    wordings,
                    &Wording::of(&prepared.answer, &names),
                    prepared.aspects.clone(),
                    prepared.kind,
                    &rarity,
                ),
            });
        Self {
            doubts: doubts.collect(),
            names,
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
