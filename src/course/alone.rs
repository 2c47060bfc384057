//! One Markdown file that is a whole course, of one topic: its front matter says what `course.toml`
//! and a topic say, and the sections of `reflexion.md` may follow those of the topic.

use super::{
    closing,
    fields::{self, Fields},
    header,
    headings::Headings,
    source::Page,
    topic::{self, Draft},
    whole,
};
use crate::{
    domain::{
        course::{Closing, Course, ReflectionPrompts},
        doubt,
        ids::{ConceptId, CourseId, TopicId},
    },
    texts::Language,
};

const HEADINGS: Headings = Headings {
    names: &[
        topic::EXPLANATION,
        topic::EXAMPLE,
        topic::CONNECTION,
        topic::ALTERNATIVE,
        topic::EXERCISE,
        topic::CHECKS,
        topic::DOUBTS,
        closing::COMPARISON,
        closing::MODELS,
        closing::PROMPTS,
    ],
    required: &[topic::EXPLANATION, topic::EXERCISE, topic::CHECKS],
    repeatable: &[topic::EXAMPLE, topic::CONNECTION, topic::ALTERNATIVE],
};

/// The course as far as it could be read: whole only when no error was reported.
pub(super) fn parse(page: &mut Page<'_>) -> Option<Course> {
    let (range, body_from) = topic::split_front_matter(page);
    let mut draft = Draft::empty();
    let mut closing = closing::empty();
    let mut header = None;
    let source = page.source;
    if let Some(range) = range {
        let base = range.start;
        if let Some(table) = fields::parse(page, &source.text[range], base) {
            let mut fields = Fields::new(&table, base);
            let read = header::read(page, &mut fields);
            topic::about(page, &mut draft.topic, &mut fields);
            fields.finish(page);
            draft.topic.title.clone_from(&read.title);
            header = Some(read);
        }
    }
    let concepts: Vec<_> = header
        .iter()
        .flat_map(|header| &header.concepts)
        .map(|concept| concept.value.clone())
        .collect();
    let taught: Vec<ConceptId> = concepts.iter().map(|concept| concept.id.clone()).collect();
    draft.topic.concepts = taught;
    topic::body(
        page,
        &mut draft,
        &concepts,
        body_from,
        &HEADINGS,
        |page, name, section| closing::read(page, &mut closing, name, section),
    );
    let header = header?;
    let topic = &mut draft.topic;
    topic.id = TopicId::new(header.id.as_str());
    topic.minutes = header.minutes.as_ref().map_or(0, |minutes| minutes.value);
    let drafts = [(source.clone(), draft)];
    whole::check(page, &header, &drafts);
    let [(_, draft)] = drafts;
    Some(Course {
        id: CourseId::new(header.id),
        version: header.version,
        language: header.language.clone(),
        title: header.title,
        summary: header.summary,
        authors: header.authors,
        licence: header.licence,
        advance_rule: header.advance_rule,
        concepts,
        topics: vec![draft.topic],
        closing: with_prompts(closing, &header.language),
        indexed: doubt::Lazy::default(),
    })
}

/// The closing with questions that fit any topic, where the file asks none.
fn with_prompts(closing: Closing, language: &str) -> Closing {
    if !closing.prompts.links.is_empty() {
        return closing;
    }
    let language = Language::of_locale(language);
    let prompts = ReflectionPrompts {
        links: language.say("alone-prompt-links", &[]),
        uses: language.say("alone-prompt-uses", &[]),
        comparison: language.say("alone-prompt-comparison", &[]),
    };
    Closing { prompts, ..closing }
}
