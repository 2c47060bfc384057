//! What learners practise with and ask: check questions with their options, and prepared doubts.

use super::{
    blocks::{Block, BlockKind, MESSAGE_LIMIT},
    header::{named, values},
    problem::{Part, ProblemKind},
    sections::{self, Section},
    source::{Page, Placed},
    topic::{concept, concept_of},
};
use crate::domain::course::{Check, CheckOption, Concept, PreparedDoubt};

/// What a doubt can be about, besides its concepts.
pub const ASPECTS: &[&str] = &[
    "dirección",
    "seguridad",
    "uso",
    "cantidad",
    "rendimiento",
    "errores",
    "orden",
    "memoria",
    "compatibilidad",
];

const QUESTION_KINDS: &[&str] = &[
    "verification",
    "definition",
    "comparison",
    "cause",
    "procedure",
    "application",
    "debugging",
];

/// Longest answer to an option, in characters: half of a message, as the last one shares its
/// message with the question that follows it.
const FEEDBACK_LIMIT: usize = 900;

/// Room that the letter of an option and the line breaks around it take in a message.
const OPTION_MARGIN: usize = 8;

pub(super) fn checks(
    page: &mut Page<'_>,
    section: &Section<'_>,
    concepts: &[Concept],
) -> Vec<Check> {
    let mut checks: Vec<Check> = Vec::new();
    for question in questions(page, section) {
        let Some(check) = check(page, &question, concepts) else {
            continue;
        };
        if checks.iter().any(|own| own.prompt == check.prompt) {
            let question_text = question.heading.clone();
            let kind = ProblemKind::RepeatedQuestion {
                question: question_text,
            };
            page.report(question.at, kind);
        }
        checks.push(check);
    }
    checks
}

pub(super) fn doubts(
    page: &mut Page<'_>,
    section: &Section<'_>,
    concepts: &[Concept],
) -> Vec<PreparedDoubt> {
    questions(page, section)
        .iter()
        .filter_map(|question| doubt(page, question, concepts))
        .collect()
}

/// The parts of a section that holds nothing but questions, at least one.
fn questions<'b>(page: &mut Page<'_>, section: &Section<'b>) -> Vec<Section<'b>> {
    let (lead, questions) = sections::split(page, section.blocks, 3, section.range.clone());
    sections::no_text(page, lead);
    if questions.is_empty() {
        section.report_empty(page);
    }
    questions
}

fn check(page: &mut Page<'_>, question: &Section<'_>, concepts: &[Concept]) -> Option<Check> {
    let mut data = question.data(page);
    let concept = concept_of(page, concepts, &mut data);
    data.finish(page);
    let items = option_items(page, question, data.end);
    let options = options(page, &items);

    let end = items
        .first()
        .map_or(question.range.end, |item| item.range.start);
    let text = sections::body(page, data.end..end);
    let prompt = [question.heading.as_str(), &text].join("\n\n");
    let prompt = prompt.trim().to_owned();
    if question.heading.is_empty() {
        question.report_empty(page);
    }
    let length = options
        .iter()
        .map(|option| option.text.chars().count() + OPTION_MARGIN)
        .sum::<usize>()
        + prompt.chars().count();
    page.limit(question.at, Part::Check, length, MESSAGE_LIMIT);

    let count = items.len();
    if !(2..=5).contains(&count) {
        page.report(question.at, ProblemKind::OptionCount { count });
    }
    let count = options.iter().filter(|option| option.right).count();
    if count != 1 {
        page.report(question.at, ProblemKind::RightOptionCount { count });
    }
    Some(Check {
        concept: concept?,
        prompt,
        options,
    })
}

/// The items with a box. Nothing but them may follow the first, nor share its list.
fn option_items<'b>(page: &mut Page<'_>, question: &Section<'b>, from: usize) -> Vec<&'b Block> {
    let mut options: Vec<&Block> = Vec::new();
    for block in question.blocks {
        if block.kind != BlockKind::List || !block.children.iter().any(|item| item.task.is_some()) {
            if !options.is_empty() {
                page.report(block.range.start, ProblemKind::StrayText);
            }
            continue;
        }
        for item in block
            .children
            .iter()
            .filter(|item| item.range.start >= from)
        {
            if item.task.is_some() {
                options.push(item);
            } else {
                page.report(item.range.start, ProblemKind::OptionWithoutBox);
            }
        }
    }
    options
}

fn options(page: &mut Page<'_>, items: &[&Block]) -> Vec<CheckOption> {
    let mut options: Vec<CheckOption> = Vec::new();
    for item in items {
        let option = option(page, item);
        let at = item.range.start;
        let text = option.text.clone();
        if text.is_empty() {
            page.report(at, ProblemKind::EmptyOption);
        } else if options.iter().any(|own| own.text == text) {
            page.report(at, ProblemKind::RepeatedOption { option: text });
        }
        options.push(option);
    }
    options
}

fn option(page: &mut Page<'_>, item: &Block) -> CheckOption {
    let (right, from) = item.task.expect("only items with a box are options");
    let quotes: Vec<&Block> = item
        .children
        .iter()
        .skip_while(|block| block.kind != BlockKind::Quote)
        .collect();
    let end = quotes
        .first()
        .map_or(item.range.end, |quote| quote.range.start);
    let text = dedent(page.slice(from..end).trim());
    let mut feedback = Vec::new();
    for block in quotes {
        if block.kind == BlockKind::Quote {
            feedback.push(unquote(page.slice(block.range.clone())));
        } else {
            page.report(block.range.start, ProblemKind::StrayText);
        }
    }
    let feedback = feedback.join("\n\n").trim().to_owned();
    if feedback.is_empty() {
        let option = text.clone();
        page.report(
            item.range.start,
            ProblemKind::OptionWithoutFeedback { option },
        );
    }
    let length = feedback.chars().count();
    page.limit(item.range.start, Part::Feedback, length, FEEDBACK_LIMIT);
    CheckOption {
        text,
        right,
        feedback,
    }
}

fn doubt(
    page: &mut Page<'_>,
    question: &Section<'_>,
    concepts: &[Concept],
) -> Option<PreparedDoubt> {
    let mut data = question.data(page);
    let named_concepts = data.list(page, "concepts");
    let named_concepts = named_concepts
        .into_iter()
        .map(|id| concept(page, concepts, id))
        .collect();
    let aspects = data.optional_list("aspects");
    for aspect in &aspects {
        check_aspect(page, aspect);
    }
    let kind = data
        .text(page, "kind")
        .and_then(|name| named(page, "kind", &name, QUESTION_KINDS));
    let variants = values(data.optional_phrases("variants"));
    data.finish(page);
    let answer = question.text_from(page, data.end);
    let length = question.heading.chars().count() + answer.chars().count();
    page.limit(question.at, Part::Doubt, length, MESSAGE_LIMIT);
    if question.heading.is_empty() {
        question.report_empty(page);
    }
    Some(PreparedDoubt {
        question: question.heading.clone(),
        variants,
        concepts: named_concepts,
        aspects: values(aspects),
        kind: kind?,
        answer,
    })
}

fn check_aspect(page: &mut Page<'_>, aspect: &Placed<String>) {
    if !ASPECTS.contains(&aspect.value.as_str()) {
        let kind = ProblemKind::NotAllowed {
            key: "aspects".into(),
            value: aspect.value.clone(),
            allowed: ASPECTS,
        };
        page.report(aspect.at, kind);
    }
}

/// Removes the indentation that the lines after the first have in common.
fn dedent(text: &str) -> String {
    let indent = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or_default();
    let lines = text.lines().enumerate().map(|(number, line)| match number {
        0 => line,
        _ => line.get(indent..).unwrap_or_default(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text of a quote, without its marks.
fn unquote(text: &str) -> String {
    text.lines()
        .map(|line| {
            let line = line.trim_start();
            let line = line.strip_prefix('>').unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line).trim_end()
        })
        .collect::<Vec<_>>()
        .join("\n")
}
