//! The report as a Markdown document, with the evidence of each statement in an appendix.

use std::fmt::Write as _;

use time::{OffsetDateTime, UtcOffset, macros::format_description};

use crate::domain::report::Report;

use super::{
    Frame, prose,
    words::{Markup, Writer},
};

/// The whole document. Times are UTC.
#[must_use]
pub fn render(report: &Report, frame: &Frame<'_>) -> String {
    let writer = Writer {
        report,
        language: frame.language,
        names: frame.names,
        markup: Markup::Markdown,
    };
    let mut evidence: Vec<String> = Vec::new();
    let sections = prose::marked(report, frame, |statement| {
        let events: Vec<String> = statement.evidence().iter().map(u64::to_string).collect();
        let variant = writer.say(&format!("variant-{}", statement.variant.name()), &[]);
        evidence.push(writer.say(
            "evidence-item",
            &[
                ("id", statement.id.to_string().into()),
                ("variant", variant.into()),
                ("count", events.len().into()),
                ("events", writer.list(&events).into()),
            ],
        ));
        format!("[{}]", evidence.len())
    });

    let mut text = String::new();
    let mut line = |line: &str| writeln!(text, "{line}").expect("a string takes every write");
    let course = writer.course();
    match &course {
        Some(course) => {
            let course = course.clone().into();
            line(&format!(
                "# {}\n",
                writer.say("title", &[("course", course)])
            ));
        }
        None => line(&format!("# {}\n", writer.say("title-unnamed", &[]))),
    }
    if let Some(course) = course {
        line(&format!(
            "- {}",
            writer.say("course", &[("course", course.into())])
        ));
    }
    if let Some(at) = report.started_at {
        line(&format!(
            "- {}",
            writer.say("start", &[("time", minute(at).into())])
        ));
    }
    match report.ended_at {
        Some(at) => line(&format!(
            "- {}",
            writer.say("end", &[("time", minute(at).into())])
        )),
        None => line(&format!("- {}", writer.say("end-missing", &[]))),
    }
    let learners = report.learners.len();
    line(&format!(
        "- {}",
        writer.say("learners", &[("count", learners.into())])
    ));
    for section in sections {
        line(&format!("\n## {}", section.heading));
        for paragraph in section.paragraphs {
            line(&format!("\n{paragraph}"));
        }
    }
    line(&format!("\n## {}\n", writer.say("evidence", &[])));
    if !evidence.is_empty() {
        line(&format!("{}\n", writer.say("evidence-note", &[])));
        for (number, item) in (1..).zip(&evidence) {
            line(&format!("{number}. {item}"));
        }
        line("");
    }
    line(&writer.say("rules", &[("version", report.rules.into())]));
    text
}

/// `2026-11-22 16:00`, in UTC; as recorded where UTC has no such date.
fn minute(at: OffsetDateTime) -> String {
    at.checked_to_offset(UtcOffset::UTC)
        .unwrap_or(at)
        .format(format_description!("[year]-[month]-[day] [hour]:[minute]"))
        .expect("a date and time has all of these parts")
}
