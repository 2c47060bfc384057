//! Whether two texts of one learner ask the same: the report's gate for repeated doubts. Surface
//! similarity alone fails, because one name of the API changes the meaning.

use super::{
    classify,
    index::{Index, Wording},
    words::similarity,
};
use crate::domain::{
    course::Course,
    event::QuestionKind::{self, Cause, Procedure},
};

/// Equal sets of named things, then a shared aspect, or a shared cause or procedure with a shared
/// content word, or letter triples alike enough.
#[must_use]
pub fn is_same(before: &str, now: &str, course: &Course) -> bool {
    let index = course.index();
    let [before, now] = [before, now].map(|text| Wording::of(text, &index.names));
    asks_same(&before, &now, &index)
}

fn asks_same(before: &Wording, now: &Wording, _index: &Index) -> bool {
    let alike = similarity(&before.trigrams, &now.trigrams);
    if before.named.things != now.named.things {
        return false;
    }
    if before.named.things.is_empty() {
        return alike >= 0.80;
    }
    let [first, second] = [before, now].map(|text| classify::aspects(&text.line));
    let share_aspect = first.iter().any(|aspect| second.contains(aspect));
    let kinds: [QuestionKind; 2] = [before, now].map(|text| classify::kind(&text.line, false));
    let share_kind = kinds[0] == kinds[1] && matches!(kinds[0], Cause | Procedure);
    share_aspect
        || (share_kind && shares_content(before, now))
        || (alike >= 0.70 && first == second)
        || alike >= 0.85
}

/// Whether the texts share a content word besides the names of things.
fn shares_content(before: &Wording, now: &Wording) -> bool {
    let mut shared = before.content.intersection(&now.content);
    shared.any(|word| {
        let mut things = before.named.things.iter();
        !things.any(|thing| thing.split(' ').any(|part| part == word))
    })
}
