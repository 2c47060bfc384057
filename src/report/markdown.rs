//! The report as a Markdown document, with the evidence of each statement in an appendix.

use std::fmt::Write as _;

use crate::domain::report::{Audience, Report};

use super::{
    Frame,
    evidence::{self, Row, appendix},
    prose, summary,
    words::{Markup, Writer},
};

/// The whole document.
#[must_use]
pub fn render(report: &Report, frame: &Frame<'_>) -> String {
    let writer = Writer::new(report, frame, Markup::Markdown);
    let mut references: Vec<String> = Vec::new();
    let sections = prose::marked(report, frame, |statement| {
        references.push(reference(&writer, statement));
        format!("[{}]", references.len())
    });

    let mut text = String::new();
    let mut line = |line: &str| writeln!(text, "{line}").expect("a string takes every write");
    line(&format!("# {}\n", summary::title(&writer)));
    for (name, fact) in summary::facts(&writer, frame) {
        line(&format!("- {name}: {fact}"));
    }
    for section in sections {
        line(&format!("\n## {}", section.heading));
        for paragraph in section.paragraphs {
            line(&format!("\n{paragraph}"));
        }
    }
    if !references.is_empty() {
        line(&format!("\n## {}\n", writer.say("evidence", &[])));
        line(&format!("{}\n", writer.say(evidence_note(report), &[])));
        for (number, reference) in (1..).zip(&references) {
            line(&format!("{number}. {reference}"));
        }
        events(&writer, frame, &mut line);
    }
    line("");
    line(&writer.say("rules", &[("version", report.rules.into())]));
    text
}

/// What is told of the other people depends on the reader.
pub(super) fn evidence_note(report: &Report) -> &'static str {
    match report.audience {
        Some(Audience::Channel | Audience::Learner) => "evidence-note",
        Some(Audience::Moderator) | None => "evidence-note-whole",
    }
}

/// Which statement, and the numbers of its events.
pub(super) fn reference(
    writer: &Writer<'_>,
    statement: &crate::domain::report::Statement,
) -> String {
    let (events, more) = evidence::cited(statement);
    let list = if more == 0 {
        writer.list(&events)
    } else {
        events.join(", ")
    };
    writer.say(
        "evidence-item",
        &[
            ("id", statement.id.to_string().into()),
            ("count", statement.evidence().len().into()),
            ("events", list.into()),
            ("more", more.into()),
        ],
    )
}

fn events(writer: &Writer<'_>, frame: &Frame<'_>, line: &mut impl FnMut(&str)) {
    let appendix = appendix(writer.report, frame, Markup::Markdown);
    line(&format!("\n### {}\n", writer.say("evidence-events", &[])));
    let [number, when, what] =
        ["number", "when", "what"].map(|column| writer.say(&format!("evidence-{column}"), &[]));
    line(&format!("| {number} | {when} | {what} |"));
    line("| ---: | :--- | :--- |");
    for row in &appendix.rows {
        let Row {
            events, when, what, ..
        } = row;
        let when = match &row.link {
            Some(address) => format!("[{when}](<{address}>)"),
            None => when.clone(),
        };
        line(&format!("| {events} | {when} | {what} |"));
    }
    if appendix.more > 0 {
        let count = [("count", appendix.more.into())];
        line(&format!("\n{}", writer.say("evidence-more", &count)));
    }
}
