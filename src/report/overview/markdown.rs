//! A summary as a Markdown document.

use std::fmt::Write as _;

use super::{Around, concept_line, counts, open_line, topic_line};
use crate::domain::report::Summary;

/// The whole document.
pub fn render(summary: &Summary, around: &Around<'_>) -> String {
    let say = |key: &str| around.language.say(key, &[]);
    let mut text = format!("# {}\n\n", say("report-summary-title"));
    for line in &around.scope {
        add(&mut text, &format!("- {line}"));
    }
    add(&mut text, "");
    add(&mut text, &counts(summary, around.language));
    let topics = summary.topics.iter().map(|time| topic_line(time, around));
    let concepts = summary
        .concepts
        .iter()
        .map(|draws| concept_line(draws, around));
    let open = summary.open.iter().map(|doubt| open_line(doubt, around));
    let parts: [(&str, Vec<String>); 3] = [
        ("report-summary-topics", topics.collect()),
        ("report-summary-concepts", concepts.collect()),
        ("report-summary-open", open.collect()),
    ];
    for (heading, lines) in parts {
        add(&mut text, &format!("\n## {}\n", say(heading)));
        if lines.is_empty() {
            add(&mut text, &say("report-summary-nothing"));
        }
        for line in lines {
            add(&mut text, &format!("- {line}"));
        }
    }
    text
}

fn add(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes every write");
}
