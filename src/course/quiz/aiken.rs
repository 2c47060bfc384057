//! Reading Aiken: a question, its options as `A. text` or `A) text`, and a line `ANSWER: A`.

use super::{
    Question, check_options,
    prose::{self, TextFormat},
    with_heading,
};
use crate::{
    course::{problem::ProblemKind, source::Page},
    domain::course::CheckOption,
};

/// What was read of a question so far.
#[derive(Default)]
struct Draft<'t> {
    at: Option<usize>,
    lines: Vec<&'t str>,
    options: Vec<Choice<'t>>,
}

struct Choice<'t> {
    at: usize,
    letter: char,
    text: &'t str,
}

/// The letter of a line `ANSWER: B`, which may be empty.
pub(super) fn answer(line: &str) -> Option<&str> {
    let line = line.trim();
    let (word, letter) = line.split_once(':')?;
    word.trim_end()
        .eq_ignore_ascii_case("answer")
        .then(|| letter.trim().trim_end_matches(['.', ')']))
}

/// The questions of a file. None has feedback.
pub(super) fn read(page: &mut Page<'_>) -> Vec<Question> {
    let source = page.source;
    let mut questions = Vec::new();
    let mut draft = Draft::default();
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim();
        let place = at + (line.len() - line.trim_start().len());
        at += line.len();
        if text.is_empty() {
            continue;
        }
        if let Some(letter) = answer(text) {
            questions.extend(std::mem::take(&mut draft).finish(page, place, letter));
        } else if let Some((letter, option)) = option(text).filter(|_| draft.at.is_some()) {
            draft.options.push(Choice {
                at: place,
                letter,
                text: option,
            });
        } else {
            if !draft.options.is_empty() {
                std::mem::take(&mut draft).abandon(page);
            }
            draft.at.get_or_insert(place);
            draft.lines.push(text);
        }
    }
    draft.abandon(page);
    questions
}

/// The letter and the text of a line that is an option.
fn option(line: &str) -> Option<(char, &str)> {
    let letter = line.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = line[1..].strip_prefix(['.', ')'])?;
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_apart.then(|| (letter, rest.trim()))
}

impl Draft<'_> {
    /// The question whose right option has the letter, which is at byte `answer_at`.
    fn finish(self, page: &mut Page<'_>, answer_at: usize, letter: &str) -> Option<Question> {
        let Some(at) = self.at else {
            page.report(answer_at, ProblemKind::EmptyQuestion);
            return None;
        };
        let is_right = |own: char| letter.eq_ignore_ascii_case(own.encode_utf8(&mut [0; 4]));
        if !self.options.iter().any(|choice| is_right(choice.letter)) {
            let letter = letter.to_owned();
            page.report(answer_at, ProblemKind::AnswerWithoutOption { letter });
            return None;
        }
        let options: Vec<(usize, CheckOption)> = self
            .options
            .iter()
            .map(|choice| {
                let option = CheckOption {
                    text: plain(choice.text),
                    right: is_right(choice.letter),
                    feedback: String::new(),
                };
                (choice.at, option)
            })
            .collect();
        check_options(page, at, &options).then(|| Question {
            at,
            tags: Vec::new(),
            prompt: with_heading(&plain(&self.lines.join("\n"))),
            options,
        })
    }

    /// Reports that no answer came, if there was a question.
    fn abandon(self, page: &mut Page<'_>) {
        if let Some(at) = self.at {
            page.report(at, ProblemKind::NoAnswerLine);
        }
    }
}

fn plain(text: &str) -> String {
    prose::markdown(text, TextFormat::Plain).expect("plain text has no tags")
}
