//! A summary as a Markdown document.

use std::fmt::Write as _;

use super::{Around, counts, lists};
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
    for (heading, lines) in lists(summary, around) {
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
