//! Whether two texts of one learner ask the same: the report's gate for repeated doubts. Surface
//! similarity alone fails, because one name of the API changes the meaning.

use super::{
    classify,
    index::Wording,
    is_choice,
    phrases::line,
    words::{content_of, similarity},
};
use crate::domain::{
    course::Course,
    event::QuestionKind::{
        Application, Cause, Comparison, Debugging, Definition, Procedure, Verification,
    },
};

/// Equal sets of named concepts and no name of the API that differs; then a shared aspect, or a shared
/// kind with a shared content word where the kind alone tells little, or letter triples alike
/// enough.
#[must_use]
pub fn is_same(before: &str, now: &str, course: &Course) -> bool {
    let index = course.index();
    let [before, now] = [before, now].map(|text| Wording::of(text, &index.names));
    let alike = similarity(&before.trigrams, &now.trigrams);
    if before.named.concepts != now.named.concepts || differ(&before, &now) {
        return false;
    }
    if before.named.concepts.is_empty() {
        return alike >= 0.80;
    }
    let [first, second] = [&before, &now].map(aspects);
    // «¿Cuál es más rápido?» and «¿cuál es más seguro?» are of one kind and ask two things.
    let apart = !first.is_empty() && !second.is_empty();
    first.iter().any(|aspect| second.contains(aspect))
        || (!apart && share_kind(&before, &now))
        || (alike >= 0.70 && first == second)
        || alike >= 0.85
}

/// Whether each names something of the API that the other does not.
fn differ(before: &Wording, now: &Wording) -> bool {
    let [first, second] = [before, now].map(|text| &text.named.code);
    first.difference(second).next().is_some() && second.difference(first).next().is_some()
}

/// The aspects that the words besides the names show: who asks what a race condition is does not ask
/// about safety.
fn aspects(text: &Wording) -> Vec<String> {
    classify::aspects(&line(&text.named.rest))
}

fn share_kind(before: &Wording, now: &Wording) -> bool {
    let [first, second] = [before, now].map(|text| classify::kind(&text.line, is_choice(text)));
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
