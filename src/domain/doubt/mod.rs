//! Understanding a doubt: whether it is one, what it is about, of which kind it is, which answer
//! that exists fits, and whether it repeats an earlier one. Learners write without accents and
//! question marks, so all comparing is done on normalised words.

mod classify;
mod index;
mod learned;
mod names;
mod near;
mod passages;
mod phrases;
mod query;
mod same;
mod signs;
mod spelling;
mod synonyms;
mod topic;
mod vectors;
mod words;

use std::{collections::BTreeSet, sync::Arc};

pub use index::{Index, Lazy};
pub use learned::{Chances, KINDS, likeliest, place, weight_of_each};
pub use near::{Accepted, AnswerRef, Candidate, FEATURES, Features, GIVEN, Near, Verdict, verdict};
pub use passages::{Passage, passages};
pub use query::Query;
pub use same::Comparing;
pub use words::ratio;

use super::{
    course::{Course, Model, PreparedDoubt},
    event::{QuestionKind, QuestionPurpose},
    ids::{ConceptId, DoubtId, TopicId},
};
use index::Wording;

/// From this chance on a text asks.
const ASKS: f64 = 0.5;
/// Down from this chance it is plain that it does not.
const TELLS: f64 = 0.1;

/// What a learner's words mean to a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// Whether they ask anything. Who presses «Tengo una duda» has one whatever they write.
    pub is_question: bool,
    /// Nothing when the words do not tell.
    pub topic: Option<TopicId>,
    pub concepts: Vec<ConceptId>,
    pub aspects: Vec<String>,
    pub kind: QuestionKind,
    pub purpose: QuestionPurpose,
    /// Answers that exist and are near, the nearest first.
    pub near: Vec<Near>,
}

impl Understood {
    /// What to do about the doubt.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        verdict(&self.near)
    }
}

/// Understands `text`, written while the group was at topic `current`, with the answers that the
/// search found for it.
#[must_use]
pub fn understand(
    text: &str,
    course: &Course,
    current: Option<&TopicId>,
    found: &[Candidate],
) -> Understood {
    let index = course.index();
    let wording = Wording::of(text, &index.names);
    let told = wording.told();
    let named = &wording.named.concepts;
    let mut aspects = classify::aspects(&wording.line);
    let asked = near::Asked::new(&wording, &told.kinds, &aspects, current, &index);
    let near = near::ranked(&asked, course, &index, found);
    let topic = topic::of(&wording, course, &near, current);
    let near = near::remembered(near);
    let mut concepts: Vec<ConceptId> = named
        .iter()
        .map(|place| course.concepts[*place].id.clone())
        .collect();
    // What the text does not say, the doubt does that it was recognised as.
    if let Verdict::One(Near {
        answer: AnswerRef::Prepared(id),
        ..
    }) = verdict(&near)
        && let Some(doubt) = prepared(course, &id)
    {
        if concepts.is_empty() {
            concepts.clone_from(&doubt.concepts);
        }
        if aspects.is_empty() {
            aspects.clone_from(&doubt.aspects);
        }
    }
    Understood {
        is_question: told.asks >= ASKS,
        topic,
        concepts,
        aspects,
        kind: told.kind(),
        purpose: classify::purpose(&wording.line),
        near,
    }
}

/// Whether it is plain that `text` asks nothing: thanks, a greeting, an answer to somebody. Where
/// nobody can say, it may ask.
#[must_use]
pub fn tells(text: &str, course: &Course) -> bool {
    let wording = Wording::of(text, &course.index().names);
    let asks = wording.told().asks;
    !text.contains('?') && (asks <= TELLS || (wording.is_empty && asks < ASKS))
}

/// How a text that is likely of these kinds compares with each candidate: what weights are fitted from
/// (`examples/fit_doubts`).
#[must_use]
pub fn features(
    text: &str,
    course: &Course,
    found: &[Candidate],
    kinds: &Chances,
) -> Vec<(AnswerRef, Features)> {
    let index = course.index();
    let wording = Wording::of(text, &index.names);
    let aspects = classify::aspects(&wording.line);
    let asked = near::Asked::new(&wording, kinds, &aspects, None, &index);
    let compared = near::compared(&asked, course, &index, found).into_iter();
    compared
        .map(|(answer, _, features)| (answer, features))
        .collect()
}

/// The signs by which the learned model tells texts of this course apart.
#[must_use]
pub fn signs(text: &str, course: &Course) -> BTreeSet<String> {
    let wording = Wording::of(text, &course.index().names);
    signs::signs(&wording.named.masked)
}

/// The doubt that the course prepared under this name.
#[must_use]
pub fn prepared<'a>(course: &'a Course, id: &DoubtId) -> Option<&'a PreparedDoubt> {
    let index = course.index();
    let place = index.find(id)?;
    Some(&course.topics[place.topic].doubts[place.doubt])
}

/// Every doubt that the course prepared, with its name and its topic, in the course's order.
#[must_use]
pub fn all_prepared(course: &Course) -> Vec<(DoubtId, &TopicId, &PreparedDoubt)> {
    let index = course.index();
    let all = index.doubts.iter().map(|place| {
        let topic = &course.topics[place.topic];
        (place.id.clone(), &topic.id, &topic.doubts[place.doubt])
    });
    all.collect()
}

/// All that the course prepared, as candidates: what a search that finds everything would find.
#[must_use]
pub fn all_candidates(course: &Course) -> Vec<Candidate> {
    let index = course.index();
    let all = index.doubts.iter().map(|place| Candidate::Prepared {
        topic: place.topic,
        doubt: place.doubt,
    });
    all.collect()
}

/// The answer that a search found; nothing when the course does not have it.
#[must_use]
pub fn reference(found: &Candidate, course: &Course) -> Option<AnswerRef> {
    match found {
        Candidate::Prepared { topic, doubt } => {
            let index = course.index();
            let prepared = index.at(*topic, *doubt)?;
            Some(AnswerRef::Prepared(prepared.id.clone()))
        }
        Candidate::Accepted(accepted) => Some(AnswerRef::Accepted(accepted.id)),
    }
}

/// The server's accepted answers among those that were found.
#[must_use]
pub fn accepted(found: &[Candidate]) -> Vec<Accepted> {
    let accepted = found.iter().filter_map(|candidate| match candidate {
        Candidate::Accepted(accepted) => Some(accepted.clone()),
        Candidate::Prepared { .. } => None,
    });
    accepted.collect()
}

/// The models that a text names, in the course's order.
#[must_use]
pub fn models_named(text: &str, models: &[Model]) -> Vec<String> {
    let words = words::words(text);
    models
        .iter()
        .filter(|model| model.terms.iter().any(|term| names::names(&words, term)))
        .map(|model| model.name.clone())
        .collect()
}

impl Course {
    /// What is worked out once for this content.
    #[must_use]
    pub fn index(&self) -> Arc<Index> {
        self.indexed.of(self)
    }
}
