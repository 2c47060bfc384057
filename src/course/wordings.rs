//! A file of its own for the many ways in which learners ask the prepared doubts of a topic, so that the
//! topic's file stays easy to read: a `##` heading for each doubt, and a list.

use super::{
    blocks::{self, BlockKind},
    header::values,
    problem::ProblemKind,
    sections::{self, Section},
    source::Page,
    topic::skip_title,
};
use crate::domain::course::PreparedDoubt;

/// Adds the wordings of the file to the doubts that its headings name.
pub(super) fn add(page: &mut Page<'_>, doubts: &mut [PreparedDoubt]) {
    let blocks = blocks::parse(page, 0);
    let blocks = skip_title(page, &blocks, "");
    let (lead, sections) = sections::split(page, blocks, 2, 0..page.source.text.len());
    sections::no_text(page, lead);
    for section in sections {
        let wordings = wordings(page, &section);
        let mut doubts = doubts.iter_mut();
        if let Some(doubt) = doubts.find(|own| own.question == section.heading) {
            doubt.variants.extend(wordings);
        } else {
            let question = section.heading;
            page.report(section.at, ProblemKind::UnknownDoubt { question });
        }
    }
}

fn wordings(page: &mut Page<'_>, section: &Section<'_>) -> Vec<String> {
    let mut wordings = Vec::new();
    for block in section.blocks {
        if block.kind == BlockKind::List {
            wordings.extend(values(sections::phrases(page, block)));
        } else {
            page.report(block.range.start, ProblemKind::StrayText);
        }
    }
    if wordings.is_empty() {
        section.report_empty(page);
    }
    wordings
}
