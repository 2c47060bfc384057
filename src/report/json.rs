//! The report as JSON, for other programs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{
    ids::{ConceptId, PersonId, TopicId},
    report::{Audience, Figure, Report, Statement, StatementId, Variant},
};

use super::{Frame, prose};

#[derive(Serialize)]
struct ReportJson<'a> {
    rules: &'static str,
    sections: Vec<SectionJson<'a>>,
}

#[derive(Serialize)]
struct SectionJson<'a> {
    number: u8,
    title: String,
    statements: Vec<StatementJson<'a>>,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    id: StatementId,
    variant: Variant,
    text: String,
    evidence: &'a [u64],
    audience: Audience,
    #[serde(skip_serializing_if = "Option::is_none")]
    learner: Option<&'a PersonId>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'a [TopicId],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    concepts: &'a [ConceptId],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aspects: &'a [String],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    figures: &'a BTreeMap<String, Figure>,
}

/// The report as indented JSON with a line break at the end. The texts are plain, not Markdown.
#[must_use]
pub fn render(report: &Report, frame: &Frame<'_>) -> String {
    let statement = |statement: &'_ Statement| prose::sentence(report, statement, frame);
    let sections = report.sections.iter().map(|section| SectionJson {
        number: section.number,
        title: prose::title(section, frame.language),
        statements: section
            .statements
            .iter()
            .map(|one| StatementJson {
                id: one.id,
                variant: one.variant,
                text: statement(one),
                evidence: one.evidence(),
                audience: one.audience,
                learner: one.learner.as_ref(),
                topics: &one.topics,
                concepts: &one.concepts,
                aspects: &one.aspects,
                figures: &one.figures,
            })
            .collect(),
    });
    let whole = ReportJson {
        rules: report.rules,
        sections: sections.collect(),
    };
    let mut text =
        serde_json::to_string_pretty(&whole).expect("every key of the report is a string");
    text.push('\n');
    text
}
