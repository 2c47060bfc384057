//! Links of a text: those that lead nowhere, and those that Discord cannot follow.

use std::collections::HashSet;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{
    problem::{Markup, ProblemKind},
    source::Page,
};

/// Reports a link, at its byte of the page, when it leads to a file or to a heading that is not
/// there. Links within the course that are right are reported as not shown.
pub(super) fn check(page: &mut Page<'_>, at: usize, link: &str) {
    if has_scheme(link) || link.is_empty() {
        return;
    }
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let link = link.to_owned();
    let kind = if !path.is_empty() && !page.folder.has(path) {
        ProblemKind::DeadLink { link }
    } else if anchor.is_some_and(|anchor| !is_heading(page, path, anchor)) {
        ProblemKind::DeadAnchor { link }
    } else {
        let markup = Markup::RelativeLink;
        ProblemKind::NotShown { markup }
    };
    page.report(at, kind);
}

fn has_scheme(link: &str) -> bool {
    let begin = link.split(['/', '#', '?']).next().unwrap_or_default();
    begin.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Whether the file, or this page when `path` is empty, has the heading. Other files than Markdown
/// may have any.
fn is_heading(page: &Page<'_>, path: &str, anchor: &str) -> bool {
    let anchor = anchor.to_lowercase();
    if path.is_empty() {
        return anchors(&page.source.text).contains(&anchor);
    }
    let is_markdown = path.to_lowercase().ends_with(".md");
    match page.folder.read(path) {
        Ok(source) if is_markdown => anchors(&source.text).contains(&anchor),
        _ => true,
    }
}

/// The names by which links reach the headings of a text, as GitHub gives them: lower case,
/// hyphens for spaces, no punctuation, and a number after those that repeat.
fn anchors(text: &str) -> HashSet<String> {
    let mut anchors = HashSet::new();
    let mut heading: Option<String> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let heading = heading.take().unwrap_or_default();
                let name = anchor(&heading);
                let repeated = (1..).map(|number| format!("{name}-{number}"));
                let free = std::iter::once(name.clone())
                    .chain(repeated)
                    .find(|own| !anchors.contains(own));
                anchors.extend(free);
            }
            _ => {}
        }
    }
    anchors
}

fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
