//! Questions as the section `## Comprobación` of a topic, and where they go in its file.

use std::fmt::Write;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use crate::{
    course::{
        blocks, practice, sections,
        source::{Page, Source},
        topic::{self, CHECKS, DOUBTS},
    },
    domain::course::Check,
};

/// The check as a topic's file has it, a blank line after it included.
pub(super) fn write(check: &Check) -> String {
    let (heading, rest) = check
        .prompt
        .split_once('\n')
        .unwrap_or((check.prompt.as_str(), ""));
    let rest = rest.trim_start_matches('\n');
    let mut text = String::new();
    push_line(&mut text, &format!("### {heading}"));
    push_line(&mut text, &format!("- concept: {}", check.concept));
    text.push('\n');
    if !rest.is_empty() {
        text.push_str(rest);
        text.push_str("\n\n");
    }
    // Another bullet than that of a list right above, or the options would go on with it.
    let has_list = rest.lines().any(|line| line.trim_start().starts_with("- "));
    let bullet = if has_list { '*' } else { '-' };
    for option in &check.options {
        let tick = if option.right { 'x' } else { ' ' };
        let mut lines = option.text.split('\n');
        let first = lines.next().unwrap_or_default();
        push_line(&mut text, &format!("{bullet} [{tick}] {first}"));
        for line in lines {
            push_line(&mut text, &format!("  {line}"));
        }
        for line in option.feedback.split('\n') {
            push_line(&mut text, &format!("  > {line}"));
        }
    }
    text.push('\n');
    text
}

fn push_line(text: &mut String, line: &str) {
    writeln!(text, "{}", line.trim_end()).expect("a string takes everything");
}

/// Whether the check, written to a topic, is read as the same check again.
pub(super) fn reads_back(page: &Page<'_>, check: &Check) -> bool {
    let mut problems = Vec::new();
    let source = Source {
        file: page.source.file.clone(),
        text: format!("## {CHECKS}\n\n{}", write(check)),
    };
    let mut page = Page {
        source: &source,
        folder: page.folder,
        problems: &mut problems,
    };
    let blocks = blocks::parse(&mut page, 0);
    let range = 0..source.text.len();
    let (_, found) = sections::split(&page, &blocks, 2, range);
    let [section] = found.as_slice() else {
        return false;
    };
    practice::checks(&mut page, section, &[]) == [check.clone()]
}

/// The topic's file with the questions at the end of its section of checks, which is added
/// where it belongs when there is none.
pub(super) fn insert(topic: &str, questions: &str) -> String {
    let body = topic::body_start(topic);
    let headings: Vec<(usize, &str)> = Parser::new(&topic[body..])
        .into_offset_iter()
        .filter(|(event, _)| is_section(event))
        .map(|(_, range)| {
            let heading = topic[body..][range.clone()].lines().next();
            let heading = heading.unwrap_or_default().trim_start_matches('#').trim();
            (body + range.start, heading)
        })
        .collect();
    let place = |name| headings.iter().position(|(_, own)| *own == name);
    let (at, heading) = match (place(CHECKS), place(DOUBTS)) {
        (Some(checks), _) => {
            let next = headings.get(checks + 1).map(|(at, _)| *at);
            (next.unwrap_or(topic.len()), String::new())
        }
        (None, Some(doubts)) => (headings[doubts].0, format!("## {CHECKS}\n\n")),
        (None, None) => (topic.len(), format!("## {CHECKS}\n\n")),
    };
    let (before, after) = topic.split_at(at);
    let after = if after.is_empty() {
        String::new()
    } else {
        format!("\n{after}")
    };
    format!(
        "{}\n\n{heading}{}\n{after}",
        before.trim_end(),
        questions.trim_end()
    )
}

fn is_section(event: &Event<'_>) -> bool {
    let level = match event {
        Event::Start(Tag::Heading { level, .. }) => *level,
        _ => return false,
    };
    matches!(level, HeadingLevel::H1 | HeadingLevel::H2)
}
