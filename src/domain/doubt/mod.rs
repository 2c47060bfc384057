//! Understanding a doubt: what it is about, of which kind it is, which prepared answer fits, and
//! whether it repeats an earlier one. Learners write without accents and question marks, so all
//! comparing is done on normalised words.

mod classify;
mod matching;
mod passages;
mod words;

pub use matching::is_same;
pub use passages::{Passage, passages};

use super::{
    course::{Course, Model, PreparedDoubt},
    event::{QuestionKind, QuestionPurpose},
    ids::{ConceptId, TopicId},
};

/// What a learner's words mean to a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood<'a> {
    pub topic: Option<TopicId>,
    pub concepts: Vec<ConceptId>,
    pub aspects: Vec<String>,
    pub kind: QuestionKind,
    pub purpose: QuestionPurpose,
    /// The prepared doubt that it matches well enough to be answered with.
    pub prepared: Option<&'a PreparedDoubt>,
}

/// Understands `text`, written while the group was at topic `current`.
#[must_use]
pub fn understand<'a>(text: &str, course: &'a Course, current: Option<&TopicId>) -> Understood<'a> {
    let prepared = matching::best(text, course, current);
    let mut concepts = classify::concepts(text, course);
    if let Some((_, doubt)) = prepared
        && concepts.is_empty()
    {
        concepts.clone_from(&doubt.concepts);
    }
    let mut aspects = classify::aspects(text);
    if let Some((_, doubt)) = prepared
        && aspects.is_empty()
    {
        aspects.clone_from(&doubt.aspects);
    }
    let topic = prepared
        .map(|(topic, _)| topic.clone())
        .or_else(|| route(course, &concepts, current))
        .or_else(|| current.cloned());
    Understood {
        topic,
        concepts,
        aspects,
        kind: classify::kind(text),
        purpose: classify::purpose(text),
        prepared: prepared.map(|(_, doubt)| doubt),
    }
}

/// The topic that teaches most of these concepts; the current one when it teaches as many.
fn route(course: &Course, concepts: &[ConceptId], current: Option<&TopicId>) -> Option<TopicId> {
    let taught = |topic: &super::course::Topic| {
        concepts
            .iter()
            .filter(|concept| topic.concepts.contains(concept))
            .count()
    };
    course
        .topics
        .iter()
        .rev()
        .filter(|topic| taught(topic) > 0)
        .max_by_key(|topic| (taught(topic), Some(&topic.id) == current))
        .map(|topic| topic.id.clone())
}

/// The models that a text names, in the course's order.
#[must_use]
pub fn models_named(text: &str, models: &[Model]) -> Vec<String> {
    let words = words::words(text);
    models
        .iter()
        .filter(|model| model.terms.iter().any(|term| words::names(&words, term)))
        .map(|model| model.name.clone())
        .collect()
}
