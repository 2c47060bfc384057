//! `reflexion.md`: what closes the session.

use super::{
    blocks,
    headings::Headings,
    problem::{Part, ProblemKind},
    sections::{self, Section},
    source::{Page, Placed},
    topic::skip_title,
};
use crate::domain::course::{Closing, Model, ReflectionPrompts};

pub(super) const COMPARISON: &str = "Comparación";
pub(super) const MODELS: &str = "Modelos";
pub(super) const PROMPTS: &str = "Reflexión";

const HEADINGS: Headings = Headings {
    names: &[COMPARISON, MODELS, PROMPTS],
    required: &[COMPARISON, MODELS, PROMPTS],
    repeatable: &[],
};

/// Discord's limit for the label of a field of a modal, in characters.
const PROMPT_LIMIT: usize = 45;

/// What was wrong is left out or empty.
pub(super) fn parse(page: &mut Page<'_>) -> Closing {
    let mut closing = empty();
    let blocks = blocks::parse(page, 0);
    let blocks = skip_title(page, &blocks, "");
    let (lead, sections) = sections::split(page, blocks, 2, 0..page.source.text.len());
    sections::no_text(page, lead);
    for (name, section) in HEADINGS.check(page, sections, 0) {
        read(page, &mut closing, name, &section);
    }
    closing
}

pub(super) fn empty() -> Closing {
    Closing {
        comparison: String::new(),
        models: Vec::new(),
        prompts: ReflectionPrompts {
            links: String::new(),
            uses: String::new(),
            comparison: String::new(),
        },
    }
}

/// Reads a section whose heading is one of the closing's.
pub(super) fn read(
    page: &mut Page<'_>,
    closing: &mut Closing,
    name: &'static str,
    section: &Section<'_>,
) {
    match name {
        COMPARISON => closing.comparison = section.text(page),
        MODELS => closing.models = models(page, section),
        _ => closing.prompts = prompts(page, section),
    }
}

fn models(page: &mut Page<'_>, section: &Section<'_>) -> Vec<Model> {
    let data = section.data(page);
    section.no_text_from(page, data.end);
    let entries = data.into_entries();
    if entries.is_empty() {
        section.report_empty(page);
    }
    let mut models = Vec::new();
    for entry in entries {
        let values = entry.values();
        let Placed { value: name, at } = entry.key;
        if values.is_empty() {
            let key = name.clone();
            page.report(at, ProblemKind::EmptyValue { key });
        }
        let terms = values.into_iter().map(|term| term.value).collect();
        models.push(Model { name, terms });
    }
    models
}

fn prompts(page: &mut Page<'_>, section: &Section<'_>) -> ReflectionPrompts {
    let mut data = section.data(page);
    section.no_text_from(page, data.end);
    let mut prompt = |key| {
        let Some(Placed { value, at }) = data.text(page, key) else {
            return String::new();
        };
        page.limit(at, Part::Prompt, value.chars().count(), PROMPT_LIMIT);
        value
    };
    let prompts = ReflectionPrompts {
        links: prompt("links"),
        uses: prompt("uses"),
        comparison: prompt("comparison"),
    };
    data.finish(page);
    prompts
}
