//! `course.toml`: what the course is, its concepts, and the order of its topics.

use serde::{Deserialize, de::IntoDeserializer, de::value::Error};
use unic_langid::LanguageIdentifier;

use super::{
    fields::{self, Fields},
    problem::{Part, ProblemKind},
    source::{Page, Placed},
};
use crate::domain::{
    course::Concept,
    event::AdvanceRule,
    ids::{ConceptId, is_slug},
};

/// Longest title of a topic and name of a concept, in characters: Discord's limit for labels of
/// options.
const TITLE_LIMIT: usize = 100;
/// Longest title of a course: with the session's number it is the name of a thread, which may have
/// 100 characters.
pub(super) const COURSE_TITLE_LIMIT: usize = 80;
const SUMMARY_LIMIT: usize = 300;
/// Discord's limit for the options of one menu.
const TOPIC_LIMIT: usize = 25;
const ADVANCE_RULES: &[&str] = &["all", "majority", "host"];

/// What `course.toml` says. A value that was wrong is left out; it has been reported.
pub(super) struct Header {
    pub id: String,
    pub version: String,
    pub language: String,
    pub title: String,
    pub summary: String,
    pub authors: Vec<String>,
    pub licence: String,
    pub advance_rule: AdvanceRule,
    pub minutes: Option<Placed<u32>>,
    /// Files of the topics.
    pub topics: Vec<Placed<String>>,
    pub concepts: Vec<Placed<Concept>>,
}

/// Nothing when it is not TOML.
pub(super) fn parse(page: &mut Page<'_>) -> Option<Header> {
    let source = page.source;
    let table = fields::parse(page, &source.text, 0)?;
    let mut fields = Fields::new(&table, 0);
    let mut header = read(page, &mut fields);
    header.topics = topics(page, &mut fields);
    fields.finish(page);
    Some(header)
}

/// All but the files of the topics.
pub(super) fn read(page: &mut Page<'_>, fields: &mut Fields<'_>) -> Header {
    Header {
        id: id(page, fields),
        version: text(page, fields, "version"),
        language: language(page, fields),
        title: limited(page, fields, "title", Part::Title, COURSE_TITLE_LIMIT),
        summary: limited(page, fields, "summary", Part::Summary, SUMMARY_LIMIT),
        authors: values(fields.texts(page, "authors")),
        licence: text(page, fields, "licence"),
        advance_rule: advance_rule(page, fields),
        minutes: fields.count(page, "minutes"),
        topics: Vec::new(),
        concepts: concepts(page, fields),
    }
}

fn id(page: &mut Page<'_>, fields: &mut Fields<'_>) -> String {
    let Some(id) = slug(page, fields) else {
        return String::new();
    };
    if let Some(folder) = page.folder.name()
        && id.value != folder
    {
        let kind = ProblemKind::IdNotFolder {
            id: id.value.clone(),
            folder,
        };
        page.report(id.at, kind);
    }
    id.value
}

/// The value of `id`, which must be a slug.
pub(super) fn slug(page: &mut Page<'_>, fields: &mut Fields<'_>) -> Option<Placed<String>> {
    let id = fields.text(page, "id")?;
    if !is_slug(&id.value) {
        let kind = ProblemKind::BadId {
            id: id.value.clone(),
        };
        page.report(id.at, kind);
    }
    Some(id)
}

/// A title or name, which must fit where Discord shows it.
pub(super) fn title(page: &mut Page<'_>, fields: &mut Fields<'_>, key: &'static str) -> String {
    limited(page, fields, key, Part::Title, TITLE_LIMIT)
}

/// The value that the name in a file stands for: serde's names are those of the format.
pub(super) fn named<T: for<'de> Deserialize<'de>>(
    page: &mut Page<'_>,
    key: &str,
    name: &Placed<String>,
    allowed: &'static [&'static str],
) -> Option<T> {
    let deserializer = IntoDeserializer::<Error>::into_deserializer(name.value.as_str());
    let value = T::deserialize(deserializer).ok();
    if value.is_none() {
        let kind = ProblemKind::NotAllowed {
            key: key.to_owned(),
            value: name.value.clone(),
            allowed,
        };
        page.report(name.at, kind);
    }
    value
}

pub(super) fn values<T>(placed: Vec<Placed<T>>) -> Vec<T> {
    placed.into_iter().map(|placed| placed.value).collect()
}

fn text(page: &mut Page<'_>, fields: &mut Fields<'_>, key: &'static str) -> String {
    fields
        .text(page, key)
        .map(|text| text.value)
        .unwrap_or_default()
}

fn limited(
    page: &mut Page<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    part: Part,
    limit: usize,
) -> String {
    let Some(text) = fields.text(page, key) else {
        return String::new();
    };
    page.limit(text.at, part, text.value.chars().count(), limit);
    text.value
}

fn language(page: &mut Page<'_>, fields: &mut Fields<'_>) -> String {
    let Some(Placed { value, at }) = fields.text(page, "language") else {
        return String::new();
    };
    if value.parse::<LanguageIdentifier>().is_err() {
        let value = value.clone();
        page.report(at, ProblemKind::BadLanguage { value });
    }
    value
}

fn advance_rule(page: &mut Page<'_>, fields: &mut Fields<'_>) -> AdvanceRule {
    const KEY: &str = "advance_rule";
    fields
        .optional_text(page, KEY)
        .and_then(|name| named(page, KEY, &name, ADVANCE_RULES))
        .unwrap_or_default()
}

fn topics(page: &mut Page<'_>, fields: &mut Fields<'_>) -> Vec<Placed<String>> {
    let mut topics: Vec<Placed<String>> = Vec::new();
    for file in fields.texts(page, "topics") {
        if topics.iter().any(|own| own.value == file.value) {
            let kind = ProblemKind::RepeatedTopicFile { file: file.value };
            page.report(file.at, kind);
        } else {
            topics.push(file);
        }
    }
    if let Some(first_too_many) = topics.get(TOPIC_LIMIT) {
        let kind = ProblemKind::TooManyTopics {
            count: topics.len(),
            limit: TOPIC_LIMIT,
        };
        page.report(first_too_many.at, kind);
    }
    topics
}

fn concepts(page: &mut Page<'_>, fields: &mut Fields<'_>) -> Vec<Placed<Concept>> {
    let mut concepts: Vec<Placed<Concept>> = Vec::new();
    for mut fields in fields.tables(page, "concepts") {
        let id = slug(page, &mut fields);
        let name = title(page, &mut fields, "name");
        let terms = values(fields.texts(page, "terms"));
        fields.finish(page);
        let Some(Placed { value: id, at }) = id else {
            continue;
        };
        let id = ConceptId::new(id);
        if concepts.iter().any(|own| own.value.id == id) {
            let id = id.to_string();
            page.report(at, ProblemKind::RepeatedId { id });
        } else {
            let value = Concept { id, name, terms };
            concepts.push(Placed { value, at });
        }
    }
    concepts
}
