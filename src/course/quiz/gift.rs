//! Reading GIFT as Moodle does: questions are separated by blank lines, the answers stand between
//! the first braces, and a backslash takes a sign's meaning away.

use super::{
    Question, check_options,
    letters::{self, Letter},
    prose::{self, TextFormat},
    with_heading,
};
use crate::{
    course::{
        problem::{LeftOut, ProblemKind},
        source::Page,
    },
    domain::course::CheckOption,
    texts::Language,
};

const COMMENT: &str = "//";
const CATEGORY: &str = "$CATEGORY:";
const GENERAL_FEEDBACK: &str = "####";
/// What stands for the answers in the middle of a question.
const BLANK: &str = "_____";

/// A question as it is in the file.
#[derive(Default)]
struct Block {
    letters: Vec<Letter>,
    tags: Vec<String>,
}

/// The parts of a question: what is asked, and what is between its braces.
struct Parts<'l> {
    before: &'l [Letter],
    answer: &'l [Letter],
    after: &'l [Letter],
}

/// An answer with its sign, `=` or `~`.
struct Item<'l> {
    at: usize,
    is_right: bool,
    letters: &'l [Letter],
}

/// How much of the mark an answer is worth.
#[derive(Clone, Copy)]
enum Weight {
    Nothing,
    Part,
    All,
}

/// The questions of a file. `language` is that of «true» and «false».
pub(super) fn read(page: &mut Page<'_>, language: Language) -> Vec<Question> {
    blocks(&page.source.text)
        .into_iter()
        .filter_map(|block| question(page, block, language))
        .collect()
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::default()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let block = blocks.last_mut().expect("there is one from the start");
        let trimmed = line.trim();
        if trimmed.is_empty() {
            blocks.push(Block::default());
        } else if let Some(comment) = trimmed.strip_prefix(COMMENT) {
            block.tags.extend(tags(comment));
        } else if !(block.letters.is_empty() && trimmed.starts_with(CATEGORY)) {
            letters::read(&mut block.letters, line, at);
        }
        at += line.len();
    }
    blocks.retain(|block| !block.letters.is_empty());
    blocks
}

/// The tags of a comment: `[tag:pipe-queue]`.
fn tags(comment: &str) -> impl Iterator<Item = String> {
    comment
        .split("[tag:")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once(']')?.0.trim().to_owned()))
}

fn question(page: &mut Page<'_>, block: Block, language: Language) -> Option<Question> {
    let Block { letters, tags } = block;
    let letters = letters::trim(&letters);
    let at = letters.first()?.at;
    let parts = parts(page, at, without_name(letters))?;
    let (format, prompt) = prompt(page, at, &parts)?;
    let options = options(page, at, parts.answer, format, language)?;
    if prompt.is_empty() {
        page.report(at, ProblemKind::EmptyQuestion);
        return None;
    }
    check_options(page, at, &options).then_some(Question {
        at,
        tags,
        prompt,
        options,
    })
}

/// The question without its name, `::…::`, by which only its authors know it.
fn without_name(letters: &[Letter]) -> &[Letter] {
    if !letters::starts_with(letters, "::") {
        return letters;
    }
    let rest = &letters[2..];
    match letters::find(rest, "::") {
        Some(end) => letters::trim(&rest[end + 2..]),
        None => rest,
    }
}

fn parts<'l>(page: &mut Page<'_>, at: usize, letters: &'l [Letter]) -> Option<Parts<'l>> {
    let mut refuse = |at, kind| {
        page.report(at, kind);
        None
    };
    let (open, close) = (letters::find(letters, "{"), letters::find(letters, "}"));
    let (open, close) = match (open, close) {
        (None, None) => {
            let reason = LeftOut::Description;
            return refuse(at, ProblemKind::LeftOut { reason });
        }
        (Some(open), None) => return refuse(letters[open].at, ProblemKind::UnclosedBrace),
        (Some(open), Some(close)) if open < close => (open, close),
        (_, Some(close)) => return refuse(letters[close].at, ProblemKind::StrayBrace),
    };
    let (before, after) = letters::around(letters, open..close + 1);
    if let Some(again) = letters::find(after, "{") {
        return refuse(after[again].at, ProblemKind::SecondAnswer);
    }
    if let Some(stray) = letters::find(after, "}") {
        return refuse(after[stray].at, ProblemKind::StrayBrace);
    }
    Some(Parts {
        before,
        answer: letters::trim(&letters[open + 1..close]),
        after,
    })
}

fn prompt(page: &mut Page<'_>, at: usize, parts: &Parts<'_>) -> Option<(TextFormat, String)> {
    let (format, before) = format_of(letters::trim(parts.before), TextFormat::Moodle);
    let mut text = letters::text(before);
    let after = letters::text(letters::trim(parts.after));
    if !after.is_empty() {
        let blank = match format {
            TextFormat::Markdown => BLANK.replace('_', "\\_"),
            _ => BLANK.to_owned(),
        };
        let space = |letter: Option<&Letter>| match letter {
            Some(letter) if letter.character.is_whitespace() => " ",
            _ => "",
        };
        let (left, right) = (space(parts.before.last()), space(parts.after.first()));
        text = format!("{}{left}{blank}{right}{after}", text.trim_end());
    }
    let prompt = to_markdown(page, at, &text, format)?;
    Some((format, with_heading(&prompt)))
}

/// The format that a text names before it, `[html]`, or the one that holds otherwise.
fn format_of(letters: &[Letter], otherwise: TextFormat) -> (TextFormat, &[Letter]) {
    let named = letters::find(letters, "]")
        .filter(|_| letters::starts_with(letters, "["))
        .and_then(|end| Some((TextFormat::named(&letters::text(&letters[1..end]))?, end)));
    match named {
        Some((format, end)) => (format, &letters[end + 1..]),
        None => (otherwise, letters),
    }
}

/// The letters as Markdown, which may be nothing.
fn markdown(
    page: &mut Page<'_>,
    at: usize,
    letters: &[Letter],
    format: TextFormat,
) -> Option<String> {
    let (format, letters) = format_of(letters::trim(letters), format);
    to_markdown(page, at, &letters::text(letters), format)
}

fn to_markdown(page: &mut Page<'_>, at: usize, text: &str, format: TextFormat) -> Option<String> {
    match prose::markdown(text.trim(), format) {
        Ok(text) => Some(text),
        Err(tag) => {
            page.report(at, ProblemKind::LeftOutHtml { tag });
            None
        }
    }
}

fn options(
    page: &mut Page<'_>,
    at: usize,
    answer: &[Letter],
    format: TextFormat,
    language: Language,
) -> Option<Vec<(usize, CheckOption)>> {
    let (answer, general) = match letters::find_last(answer, GENERAL_FEEDBACK) {
        Some(start) => (
            letters::trim(&answer[..start]),
            &answer[start + GENERAL_FEEDBACK.len()..],
        ),
        None => (answer, &answer[..0]),
    };
    let general = markdown(page, at, general, format)?;
    let has = |sign| letters::find(answer, sign).is_some();
    let reason = if answer.is_empty() {
        LeftOut::Essay
    } else if letters::starts_with(answer, "#") {
        LeftOut::Numerical
    } else if has("~") {
        return choices(page, answer, format, &general);
    } else if has("=") && has("->") {
        LeftOut::Matching
    } else if let Some(is_true) = truth(answer) {
        return true_or_false(page, answer, is_true, format, &general, language);
    } else {
        LeftOut::ShortAnswer
    };
    page.report(at, ProblemKind::LeftOut { reason });
    None
}

/// Whether the answer is «true» or «false», if it is one of them.
fn truth(answer: &[Letter]) -> Option<bool> {
    let end = letters::find(answer, "#").unwrap_or(answer.len());
    match letters::text(&answer[..end]).trim().to_uppercase().as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Two options. What is said to who is wrong comes first, then what is said to who is right.
fn true_or_false(
    page: &mut Page<'_>,
    answer: &[Letter],
    is_true: bool,
    format: TextFormat,
    general: &str,
    language: Language,
) -> Option<Vec<(usize, CheckOption)>> {
    let at = answer.first()?.at;
    let nothing = &answer[..0];
    let after = |letters: &'_ [Letter]| letters::find(letters, "#").map(|hash| hash + 1);
    let wrong = after(answer).map_or(nothing, |start| &answer[start..]);
    let right = after(wrong).map_or(nothing, |start| &wrong[start..]);
    let wrong = &wrong[..letters::find(wrong, "#").unwrap_or(wrong.len())];
    let wrong = joined(&markdown(page, at, wrong, format)?, general);
    let right = joined(&markdown(page, at, right, format)?, general);
    let option = |says_true: bool| {
        let key = if says_true { "quiz-true" } else { "quiz-false" };
        let is_right = says_true == is_true;
        let option = CheckOption {
            text: language.say(key, &[]),
            right: is_right,
            feedback: if is_right { &right } else { &wrong }.clone(),
        };
        (at, option)
    };
    Some(vec![option(true), option(false)])
}

fn choices(
    page: &mut Page<'_>,
    answer: &[Letter],
    format: TextFormat,
    general: &str,
) -> Option<Vec<(usize, CheckOption)>> {
    let (lead, items) = items(answer);
    if let Some(stray) = letters::trim(lead).first() {
        page.report(stray.at, ProblemKind::AnswerWithoutSign);
        return None;
    }
    let mut options = Vec::new();
    let mut weighted = None;
    let mut is_whole = true;
    for item in &items {
        let (weight, letters) = weight(letters::trim(item.letters));
        let right = match weight {
            None => item.is_right,
            Some(Weight::All) => true,
            Some(Weight::Nothing) => false,
            Some(Weight::Part) => {
                weighted = weighted.or(Some(item.at));
                false
            }
        };
        match option(page, item.at, letters, right, format, general) {
            Some(option) => options.push((item.at, option)),
            None => is_whole = false,
        }
    }
    let right = options.iter().filter(|(_, option)| option.right).count();
    let refused = match weighted {
        Some(at) => Some((at, LeftOut::Weights)),
        None if right > 1 => Some((items[0].at, LeftOut::SeveralRight)),
        None => None,
    };
    if let Some((at, reason)) = refused {
        page.report(at, ProblemKind::LeftOut { reason });
    }
    (is_whole && refused.is_none()).then_some(options)
}

fn option(
    page: &mut Page<'_>,
    at: usize,
    letters: &[Letter],
    right: bool,
    format: TextFormat,
    general: &str,
) -> Option<CheckOption> {
    let hash = letters::find(letters, "#");
    let (text, feedback) = match hash {
        Some(hash) => letters::around(letters, hash..hash + 1),
        None => (letters, &letters[..0]),
    };
    let text = markdown(page, at, text, format);
    let feedback = markdown(page, at, feedback, format);
    Some(CheckOption {
        text: text?,
        right,
        feedback: joined(&feedback?, general),
    })
}

/// What comes before the first sign, and the answers.
fn items(answer: &[Letter]) -> (&[Letter], Vec<Item<'_>>) {
    let is_sign = |letter: &Letter| !letter.escaped && matches!(letter.character, '=' | '~');
    let signs: Vec<usize> = (0..answer.len())
        .filter(|place| is_sign(&answer[*place]))
        .collect();
    let ends = signs.iter().skip(1).copied().chain([answer.len()]);
    let items = signs.iter().zip(ends).map(|(start, end)| Item {
        at: answer[*start].at,
        is_right: answer[*start].character == '=',
        letters: &answer[start + 1..end],
    });
    let lead = &answer[..signs.first().copied().unwrap_or(answer.len())];
    (lead, items.collect())
}

/// The weight before an answer, `%-33.3%`, and the rest.
fn weight(letters: &[Letter]) -> (Option<Weight>, &[Letter]) {
    let end = letters::starts_with(letters, "%")
        .then(|| letters::find(&letters[1..], "%"))
        .flatten();
    let Some(end) = end else {
        return (None, letters);
    };
    let number = letters::text(&letters[1..=end]);
    let is_number = |c: char| c.is_ascii_digit() || "-.".contains(c);
    let weight = match number.parse::<f64>() {
        Ok(percent) if number.chars().all(is_number) => {
            if percent.abs() < f64::EPSILON {
                Weight::Nothing
            } else if (percent - 100.0).abs() < f64::EPSILON {
                Weight::All
            } else {
                Weight::Part
            }
        }
        _ => return (None, letters),
    };
    (Some(weight), &letters[end + 2..])
}

/// A course has no feedback for the whole question: it is said below that of each option.
fn joined(own: &str, general: &str) -> String {
    [own, general].join("\n\n").trim().to_owned()
}
