//! Questions in the formats of other programs, GIFT and Aiken: read into a topic's checks, and a
//! course's checks written as GIFT.

mod aiken;
mod export;
mod gift;
mod html;
pub mod import;
mod letters;
mod prose;
mod section;

use super::{problem::ProblemKind, source::Page};
use crate::{domain::course::CheckOption, texts::Language};

pub use export::gift;

/// A format in which teachers have questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Moodle's: <https://docs.moodle.org/en/GIFT_format>
    Gift,
    /// The simplest one, without feedback: <https://docs.moodle.org/en/Aiken_format>
    Aiken,
}

/// A question that a course can hold, but for what its format lacks: feedback may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    /// Where it begins, in bytes of its file.
    at: usize,
    /// Words that say what it is about, of which one may be a concept.
    tags: Vec<String>,
    /// Markdown: the line for the heading and, after a blank line, the rest.
    prompt: String,
    /// 2 to 5 of them, one of them right, each with its place in the file.
    options: Vec<(usize, CheckOption)>,
}

impl Format {
    /// The format of a text: Aiken has its answers on lines of their own, and no braces.
    fn of(text: &str) -> Self {
        let has_answers = text.lines().any(|line| aiken::answer(line).is_some());
        if has_answers && !text.contains('{') {
            Self::Aiken
        } else {
            Self::Gift
        }
    }

    /// The questions of the page. What a course cannot hold is reported, and left out.
    fn read(self, page: &mut Page<'_>, language: Language) -> Vec<Question> {
        match self {
            Self::Gift => gift::read(page, language),
            Self::Aiken => aiken::read(page),
        }
    }
}

/// What must hold of a question's options. Reports what does not; `at` is the question's place.
fn check_options(page: &mut Page<'_>, at: usize, options: &[(usize, CheckOption)]) -> bool {
    let mut holds = true;
    let mut refuse = |page: &mut Page<'_>, at, kind| {
        page.report(at, kind);
        holds = false;
    };
    let count = options.len();
    if !(2..=5).contains(&count) {
        refuse(page, at, ProblemKind::OptionCount { count });
    }
    let count = options.iter().filter(|(_, option)| option.right).count();
    if count != 1 {
        refuse(page, at, ProblemKind::RightOptionCount { count });
    }
    for (number, (at, option)) in options.iter().enumerate() {
        let mut earlier = options[..number].iter();
        if option.text.is_empty() {
            refuse(page, *at, ProblemKind::EmptyOption);
        } else if earlier.any(|(_, own)| own.text == option.text) {
            let option = option.text.clone();
            refuse(page, *at, ProblemKind::RepeatedOption { option });
        }
    }
    holds
}

/// A text in the form of a check's: the first line is the heading, and a blank line follows it.
fn with_heading(prompt: &str) -> String {
    let prompt = prompt.trim();
    match prompt.split_once('\n') {
        Some((heading, rest)) => {
            let rest = rest.trim_start_matches('\n');
            format!("{}\n\n{rest}", heading.trim_end())
        }
        None => prompt.to_owned(),
    }
}

#[cfg(test)]
mod tests;
