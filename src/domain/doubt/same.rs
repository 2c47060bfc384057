//! Whether two texts ask the same. Surface similarity alone fails, because one name of the API changes
//! the meaning; and names alone do, because a symptom is told in many words. So two ways lead to it:
//! the report's gate for repeated doubts, and that both are most likely answered by the same answer.

use std::{cell::OnceCell, collections::BTreeSet, sync::Arc};

use super::{
    classify,
    index::{Index, Wording},
    near::{self, Asked, Candidate, Near},
    phrases::line,
    words::{content_of, is_sign, similarity},
};
use crate::domain::{
    course::Course,
    event::QuestionKind::{
        Application, Cause, Comparison, Debugging, Definition, Procedure, Verification,
    },
};

/// From this chance of having the same answer on two texts ask the same, where their words do not name
/// different things.
const AGREE: f64 = 0.20;
/// From this chance of having different answers on they do not, whatever their words.
const DISAGREE: f64 = 0.40;

/// A text to be compared with earlier ones.
pub struct Comparing<'a> {
    now: Wording,
    course: &'a Course,
    index: Arc<Index>,
    found: &'a [Candidate],
    /// Worked out when the first is compared whose words do not rule it out.
    likely_answers: OnceCell<Vec<Near>>,
}

impl<'a> Comparing<'a> {
    /// `found` are answers that may fit: the more of them, the surer.
    #[must_use]
    pub fn of(text: &str, course: &'a Course, found: &'a [Candidate]) -> Self {
        let index = course.index();
        Self {
            now: Wording::of(text, &index.names),
            course,
            index,
            found,
            likely_answers: OnceCell::new(),
        }
    }

    /// Whether both ask the same.
    #[must_use]
    pub fn is_same_as(&self, before: &str) -> bool {
        let before = Wording::of(before, &self.index.names);
        if !before.is_empty && words_of(&before).eq(words_of(&self.now)) {
            return true;
        }
        let may_agree = !differ(&before.named.things, &self.now.named.things);
        let passes = pass_the_gate(&before, &self.now);
        if !passes && !may_agree {
            return false;
        }
        let first = self.answers_to(&before);
        let second = self
            .likely_answers
            .get_or_init(|| self.answers_to(&self.now));
        let sum = |near: &[Near]| near.iter().map(|near| near.score).sum::<f64>();
        let agree: f64 = first
            .iter()
            .flat_map(|one| second.iter().map(move |other| (one, other)))
            .filter(|(one, other)| one.answer == other.answer)
            .map(|(one, other)| one.score * other.score)
            .sum();
        let disagree = sum(&first) * sum(second) - agree;
        (may_agree && agree >= AGREE) || (passes && disagree < DISAGREE)
    }

    fn answers_to(&self, text: &Wording) -> Vec<Near> {
        let aspects = classify::aspects(&text.line);
        let asked = Asked::new(text, &text.told().kinds, &aspects, None, &self.index);
        near::ranked(&asked, self.course, &self.index, self.found)
    }
}

fn words_of(text: &Wording) -> impl Iterator<Item = &str> {
    text.line
        .split(' ')
        .filter(|word| !word.is_empty() && !is_sign(word))
}

/// The report's gate: equal sets of named concepts and no name of the API that differs; then a shared
/// aspect, or a shared kind with a shared content word where the kind alone tells little, or letter
/// triples alike enough.
fn pass_the_gate(before: &Wording, now: &Wording) -> bool {
    let alike = similarity(&before.trigrams, &now.trigrams);
    if before.named.concepts != now.named.concepts || differ(&before.named.code, &now.named.code) {
        return false;
    }
    if before.named.concepts.is_empty() {
        return alike >= 0.80;
    }
    let [first, second] = [before, now].map(aspects);
    // «¿Cuál es más rápido?» and «¿cuál es más seguro?» are of one kind and ask two things.
    let apart = !first.is_empty() && !second.is_empty();
    first.iter().any(|aspect| second.contains(aspect))
        || (!apart && share_kind(before, now))
        || (alike >= 0.70 && first == second)
        || alike >= 0.85
}

/// Whether each names something that the other does not.
fn differ(first: &BTreeSet<String>, second: &BTreeSet<String>) -> bool {
    first.difference(second).next().is_some() && second.difference(first).next().is_some()
}

/// The aspects that the words besides the names show: who asks what a race condition is does not ask
/// about safety.
fn aspects(text: &Wording) -> Vec<String> {
    classify::aspects(&line(&text.named.rest))
}

fn share_kind(before: &Wording, now: &Wording) -> bool {
    let [first, second] = [before, now].map(|text| text.told().kind());
    first == second
        && match first {
            Definition | Comparison => true,
            Cause | Procedure | Application | Debugging => shares_content(before, now),
            Verification => false,
        }
}

/// Whether the texts share a content word besides the names of things.
fn shares_content(before: &Wording, now: &Wording) -> bool {
    let [first, second] = [before, now].map(|text| content_of(&text.named.rest));
    first.iter().any(|word| second.contains(word))
}
