//! A topic's file: front matter in TOML, then the reserved sections.

use std::ops::Range;

use super::{
    blocks::{self, Block, BlockKind, MESSAGE_LIMIT},
    fields::{self, Fields},
    header::{self, named, values},
    headings::Headings,
    practice,
    problem::{Part, ProblemKind},
    sections::{self, Data, Section},
    source::{Page, Placed},
    wordings,
};
use crate::domain::{
    course::{Alternative, Concept, Connection, Example, Exercise, Source, Topic},
    event::ExplanationKind,
    ids::{ConceptId, TopicId},
    markdown,
};

const FENCE: &str = "+++";

pub(super) const EXPLANATION: &str = "Explicación";
pub(super) const EXAMPLE: &str = "Ejemplo";
pub(super) const CONNECTION: &str = "Conexión";
pub(super) const ALTERNATIVE: &str = "De otra forma";
pub(super) const EXERCISE: &str = "Ejercicio";
pub(super) const CHECKS: &str = "Comprobación";
pub(super) const DOUBTS: &str = "Dudas frecuentes";

const TOPIC_HEADINGS: Headings = Headings {
    names: &[
        EXPLANATION,
        EXAMPLE,
        CONNECTION,
        ALTERNATIVE,
        EXERCISE,
        CHECKS,
        DOUBTS,
    ],
    required: &[EXPLANATION, EXERCISE, CHECKS],
    repeatable: &[EXAMPLE, CONNECTION, ALTERNATIVE],
};

const HINT: &str = "Pista";
const SOLUTION: &str = "Solución";

const EXERCISE_HEADINGS: Headings = Headings {
    names: &[HINT, SOLUTION],
    required: &[],
    repeatable: &[],
};

/// Longest objective, in characters.
const OBJECTIVE_LIMIT: usize = 200;
/// Longest domain of a connection, in characters: Discord's limit for the options of a menu.
const DOMAIN_LIMIT: usize = 100;
/// Longest text of a connection, in characters: its message also names those who know its domain.
const CONNECTION_LIMIT: usize = 900;
/// How many messages a hint, a solution or an example with its code may take: as many as Discord
/// holds in one private answer.
const MESSAGES_LIMIT: usize = 4;
/// Room that the heading above a hint, a solution or an example takes, in characters.
const HEADING_MARGIN: usize = 150;

const EXPLANATION_KINDS: &[&str] = &["analogy", "diagram", "code"];

/// A topic with what only the whole course can check. What was wrong is left out or empty.
pub(super) struct Draft {
    pub topic: Topic,
    /// Nothing when there was none to read.
    pub id: Option<Placed<String>>,
    pub minutes: Option<u32>,
    pub prerequisites: Vec<Placed<String>>,
    /// The file with more wordings of its doubts.
    pub wordings: Option<Placed<String>>,
    /// Where each of the topic's connections begins.
    pub connections_at: Vec<usize>,
}

/// Reads the whole file. Concepts must be among `concepts`, unless that is empty because they
/// could not be read.
pub(super) fn parse(page: &mut Page<'_>, concepts: &[Concept]) -> Draft {
    let (range, body_from) = split_front_matter(page);
    let mut draft = match range {
        Some(range) => front_matter(page, concepts, range),
        None => Draft::empty(),
    };
    body(
        page,
        &mut draft,
        concepts,
        body_from,
        &TOPIC_HEADINGS,
        |_, _, _| unreachable!("every reserved heading is handled"),
    );
    if let Some(file) = &draft.wordings {
        match page.folder.read(&file.value) {
            Ok(source) => wordings::add(&mut page.turn_to(&source), &mut draft.topic.doubts),
            Err(unread) => page.report_unread(file.at, &file.value, unread),
        }
    }
    draft
}

/// Reads the sections that begin at a byte. `other` takes those whose heading is not a topic's.
pub(super) fn body(
    page: &mut Page<'_>,
    draft: &mut Draft,
    concepts: &[Concept],
    from: usize,
    headings: &Headings,
    mut other: impl FnMut(&mut Page<'_>, &'static str, &Section<'_>),
) {
    let Draft {
        topic,
        connections_at,
        ..
    } = draft;
    let blocks = blocks::parse(page, from);
    let blocks = skip_title(page, &blocks, &topic.title);
    let range = from..page.source.text.len();
    let (lead, sections) = sections::split(page, blocks, 2, range);
    sections::no_text(page, lead);
    for (name, section) in headings.check(page, sections, from) {
        match name {
            EXPLANATION => topic.explanation = section.text(page),
            EXAMPLE => topic.examples.extend(example(page, &section, concepts)),
            CONNECTION => {
                if let Some(connection) = connection(page, &section) {
                    topic.connections.push(connection);
                    connections_at.push(section.at);
                }
            }
            ALTERNATIVE => topic
                .alternatives
                .extend(alternative(page, &section, concepts)),
            EXERCISE => topic.exercise = exercise(page, &section),
            CHECKS => topic.checks = practice::checks(page, &section, concepts),
            DOUBTS => topic.doubts = practice::doubts(page, &section, concepts),
            _ => other(page, name, &section),
        }
    }
}

/// A concept that the course must have.
pub(super) fn concept(page: &mut Page<'_>, concepts: &[Concept], id: Placed<String>) -> ConceptId {
    let concept = ConceptId::new(id.value);
    if !concepts.is_empty() && !concepts.iter().any(|own| own.id == concept) {
        let concept = concept.to_string();
        page.report(id.at, ProblemKind::UnknownConcept { concept });
    }
    concept
}

/// The concept that the data of a section names.
pub(super) fn concept_of(
    page: &mut Page<'_>,
    concepts: &[Concept],
    data: &mut Data,
) -> Option<ConceptId> {
    let id = data.text(page, "concept")?;
    Some(concept(page, concepts, id))
}

/// Skips the first heading when it is of the first level; it should be the title.
pub(super) fn skip_title<'b>(page: &mut Page<'_>, blocks: &'b [Block], title: &str) -> &'b [Block] {
    let Some((first, rest)) = blocks
        .split_first()
        .filter(|(first, _)| first.kind == BlockKind::Heading(1))
    else {
        return blocks;
    };
    if !title.is_empty() && sections::heading_text(page, first) != title {
        let title = title.to_owned();
        page.report(first.range.start, ProblemKind::TitleDiffers { title });
    }
    rest
}

/// Where the front matter's TOML lies and where the body begins.
pub(super) fn split_front_matter(page: &mut Page<'_>) -> (Option<Range<usize>>, usize) {
    let (front_matter, body) = find_front_matter(&page.source.text);
    if let Err(kind) = &front_matter {
        page.report(0, kind.clone());
    }
    (front_matter.ok(), body)
}

/// Where the body begins. Without its fences, the first section does.
pub(super) fn body_start(text: &str) -> usize {
    find_front_matter(text).1
}

fn find_front_matter(text: &str) -> (Result<Range<usize>, ProblemKind>, usize) {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == FENCE);
    if let Some(first) = first {
        let start = first.len();
        let mut end = start;
        for line in lines {
            if line.trim_end() == FENCE {
                return (Ok(start..end), end + line.len());
            }
            end += line.len();
        }
    }
    let kind = match first {
        Some(_) => ProblemKind::UnclosedFrontMatter,
        None => ProblemKind::NoFrontMatter,
    };
    // The sections can be read all the same.
    let body = text.find("\n## ").map_or(text.len(), |newline| newline + 1);
    (Err(kind), body)
}

fn front_matter(page: &mut Page<'_>, concepts: &[Concept], range: Range<usize>) -> Draft {
    let mut draft = Draft::empty();
    let base = range.start;
    let source = page.source;
    let Some(table) = fields::parse(page, &source.text[range], base) else {
        return draft;
    };
    let mut fields = Fields::new(&table, base);
    draft.id = header::slug(page, &mut fields);
    draft.minutes = fields.count(page, "minutes").map(|count| count.value);
    draft.topic.title = header::title(page, &mut fields, "title");
    draft.topic.concepts = fields
        .texts(page, "concepts")
        .into_iter()
        .map(|id| concept(page, concepts, id))
        .collect();
    draft.prerequisites = fields.optional_texts(page, "prerequisites");
    draft.wordings = fields.optional_text(page, "wordings");
    about(page, &mut draft.topic, &mut fields);
    fields.finish(page);

    let topic = &mut draft.topic;
    topic.id = TopicId::new(draft.id.clone().map(|id| id.value).unwrap_or_default());
    topic.minutes = draft.minutes.unwrap_or_default();
    topic.prerequisites = draft
        .prerequisites
        .iter()
        .map(|id| id.value.as_str().into())
        .collect();
    draft
}

/// What only a topic says of itself.
pub(super) fn about(page: &mut Page<'_>, topic: &mut Topic, fields: &mut Fields<'_>) {
    topic.pause = fields.optional_boolean(page, "pause").unwrap_or(true);
    let objectives = fields.texts(page, "objectives");
    for Placed { value, at } in &objectives {
        page.limit(*at, Part::Objective, value.chars().count(), OBJECTIVE_LIMIT);
    }
    topic.objectives = values(objectives);
    topic.sources = fields
        .optional_tables(page, "sources")
        .into_iter()
        .filter_map(|fields| source_of(page, fields))
        .collect();
}

fn source_of(page: &mut Page<'_>, mut fields: Fields<'_>) -> Option<Source> {
    let title = header::title(page, &mut fields, "title");
    let url = fields.text(page, "url");
    fields.finish(page);
    let Placed { value: url, at } = url?;
    if !url.starts_with("https://") && !url.starts_with("http://") {
        page.report(at, ProblemKind::BadAddress { url: url.clone() });
    }
    Some(Source { title, url })
}

fn example(page: &mut Page<'_>, section: &Section<'_>, concepts: &[Concept]) -> Option<Example> {
    let mut data = section.data(page);
    let concept = concept_of(page, concepts, &mut data);
    let file = data.text(page, "file");
    let features = values(data.optional_list("features"));
    data.finish(page);
    let (text, code) = if page.folder.is_one_file() {
        own_code(page, section, data.end)?
    } else {
        let text = section.text_from(page, data.end);
        let file = file.as_ref()?;
        match page.folder.read(&file.value) {
            Ok(source) => (text, source.text),
            Err(unread) => {
                page.report_unread(file.at, &file.value, unread);
                return None;
            }
        }
    };
    let file = file?;
    check_code(page, &file, &code);
    limit_messages(
        page,
        section.at,
        Part::Example,
        &format!("{text}\n\n```py\n{}\n```", code.trim_end()),
    );
    let name = file.value.rsplit('/').next().unwrap_or_default();
    Some(Example {
        concept: concept?,
        text,
        file_name: name.to_owned(),
        code,
        features,
    })
}

/// Reports a file that no block of code could show.
fn check_code(page: &mut Page<'_>, file: &Placed<String>, code: &str) {
    let name = file.value.clone();
    if code.trim().is_empty() {
        page.report(file.at, ProblemKind::EmptyFile { file: name });
    } else if code.contains("```") {
        page.report(file.at, ProblemKind::FenceInCode { file: name });
    }
}

/// Reports a text that takes more messages than are shown.
fn limit_messages(page: &mut Page<'_>, at: usize, part: Part, text: &str) {
    let heading = "#".repeat(HEADING_MARGIN);
    let count = markdown::split(&format!("{heading}\n\n{text}"), MESSAGE_LIMIT).len();
    if count > MESSAGES_LIMIT {
        let limit = MESSAGES_LIMIT;
        page.report(at, ProblemKind::TooManyMessages { part, count, limit });
    }
}

/// The text from a byte on, and the first block of code in it apart: where one file is the whole course,
/// that is the example's file.
fn own_code(page: &mut Page<'_>, section: &Section<'_>, from: usize) -> Option<(String, String)> {
    let mut blocks = section.blocks.iter();
    let block = blocks.find(|block| block.kind == BlockKind::Code && block.range.start >= from);
    let Some(block) = block else {
        page.report(section.at, ProblemKind::ExampleWithoutCode);
        return None;
    };
    let fenced = page.slice(block.range.clone()).trim_end();
    let lines: Vec<&str> = fenced.lines().skip(1).collect();
    let code = lines.split_last().map_or(&[][..], |(_fence, code)| code);
    let code = code.join("\n") + "\n";
    let before = sections::body(page, from..block.range.start);
    let after = sections::body(page, block.range.end..section.range.end);
    let text = [before, after].join("\n\n");
    if text.trim().is_empty() {
        section.report_empty(page);
    }
    Some((text.trim().to_owned(), code))
}

fn connection(page: &mut Page<'_>, section: &Section<'_>) -> Option<Connection> {
    let mut data = section.data(page);
    let domain = data.text(page, "domain");
    let terms = values(data.list(page, "terms"));
    data.finish(page);
    let text = section.text_from(page, data.end);
    let length = text.chars().count();
    page.limit(section.at, Part::Connection, length, CONNECTION_LIMIT);
    let domain = domain?;
    let length = domain.value.chars().count();
    page.limit(domain.at, Part::Domain, length, DOMAIN_LIMIT);
    if !domain.value.contains(char::is_alphanumeric) {
        let key = "domain".to_owned();
        page.report(domain.at, ProblemKind::EmptyValue { key });
    }
    Some(Connection {
        domain: domain.value,
        terms,
        text,
    })
}

fn alternative(
    page: &mut Page<'_>,
    section: &Section<'_>,
    concepts: &[Concept],
) -> Option<Alternative> {
    let mut data = section.data(page);
    let concept = concept_of(page, concepts, &mut data);
    let kind: Option<ExplanationKind> = data
        .text(page, "kind")
        .and_then(|name| named(page, "kind", &name, EXPLANATION_KINDS));
    data.finish(page);
    let text = section.text_from(page, data.end);
    Some(Alternative {
        concept: concept?,
        kind: kind?,
        text,
    })
}

fn exercise(page: &mut Page<'_>, section: &Section<'_>) -> Exercise {
    let (_, parts) = sections::split(page, section.blocks, 3, section.range.clone());
    let end = parts.first().map_or(section.range.end, |part| part.at);
    let text = sections::body(page, section.range.start..end);
    if text.is_empty() {
        section.report_empty(page);
    }
    let mut exercise = Exercise {
        text,
        hint: None,
        solution: None,
    };
    for (name, part) in EXERCISE_HEADINGS.check(page, parts, section.at) {
        let text = part.text(page);
        if name == HINT {
            limit_messages(page, part.at, Part::Hint, &text);
            exercise.hint = Some(text);
        } else {
            limit_messages(page, part.at, Part::Solution, &text);
            exercise.solution = Some(text);
        }
    }
    exercise
}

impl Draft {
    pub fn empty() -> Self {
        Self {
            topic: Topic {
                id: TopicId::new(""),
                title: String::new(),
                minutes: 0,
                pause: true,
                concepts: Vec::new(),
                objectives: Vec::new(),
                prerequisites: Vec::new(),
                sources: Vec::new(),
                explanation: String::new(),
                examples: Vec::new(),
                connections: Vec::new(),
                alternatives: Vec::new(),
                exercise: Exercise {
                    text: String::new(),
                    hint: None,
                    solution: None,
                },
                checks: Vec::new(),
                doubts: Vec::new(),
            },
            id: None,
            minutes: None,
            prerequisites: Vec::new(),
            wordings: None,
            connections_at: Vec::new(),
        }
    }
}
