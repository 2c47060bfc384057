//! Sections of a Markdown text, and the data that a section begins with: a list of
//! `key: value` items right under its heading, up to the first blank line.

use std::ops::Range;

use super::{
    blocks::{Block, BlockKind},
    problem::ProblemKind,
    source::{Page, Placed},
};

/// A heading and what follows it, up to the next heading of its level or above.
pub(super) struct Section<'b> {
    pub heading: String,
    pub at: usize,
    pub blocks: &'b [Block],
    /// Where the text after the heading lies.
    pub range: Range<usize>,
}

/// The data of a section. Keys are asked for one by one; [`Data::finish`] reports the rest.
pub(super) struct Data {
    heading_at: usize,
    entries: Vec<Entry>,
    asked: Vec<&'static str>,
    /// Where the text after the data begins.
    pub end: usize,
}

pub(super) struct Entry {
    pub key: Placed<String>,
    pub value: Placed<String>,
    /// The items of the list inside it.
    pub items: Vec<Placed<String>>,
}

/// Splits at the headings of `level` or above. The first part has no heading.
pub(super) fn split<'b>(
    page: &Page<'_>,
    blocks: &'b [Block],
    level: u8,
    range: Range<usize>,
) -> (&'b [Block], Vec<Section<'b>>) {
    let headings: Vec<usize> = (0..blocks.len())
        .filter(|index| matches!(blocks[*index].kind, BlockKind::Heading(own) if own <= level))
        .collect();
    let lead = &blocks[..headings.first().copied().unwrap_or(blocks.len())];
    let sections = headings
        .iter()
        .enumerate()
        .map(|(number, index)| {
            let heading = &blocks[*index];
            let next = headings.get(number + 1).copied();
            let end = next.map_or(range.end, |next| blocks[next].range.start);
            Section {
                heading: heading_text(page, heading),
                at: heading.range.start,
                blocks: &blocks[index + 1..next.unwrap_or(blocks.len())],
                range: heading.range.end..end,
            }
        })
        .collect();
    (lead, sections)
}

pub(super) fn heading_text(page: &Page<'_>, heading: &Block) -> String {
    heading
        .inline
        .clone()
        .map(|range| page.slice(range).trim().to_owned())
        .unwrap_or_default()
}

/// The author's Markdown without the blank lines around it.
pub(super) fn body(page: &Page<'_>, range: Range<usize>) -> String {
    let text = page.slice(range).trim_end();
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].to_owned()
}

/// Reports every block as text that would not be shown.
pub(super) fn no_text(page: &mut Page<'_>, blocks: &[Block]) {
    if let Some(first) = blocks.first() {
        page.report(first.range.start, ProblemKind::StrayText);
    }
}

impl Section<'_> {
    /// The text of the section, which must not be empty.
    pub fn text(&self, page: &mut Page<'_>) -> String {
        self.text_from(page, self.range.start)
    }

    /// The text of the section from a byte on, which must not be empty.
    pub fn text_from(&self, page: &mut Page<'_>, from: usize) -> String {
        let text = body(page, from..self.range.end);
        if text.is_empty() {
            self.report_empty(page);
        }
        text
    }

    pub fn report_empty(&self, page: &mut Page<'_>) {
        let heading = self.heading.clone();
        page.report(self.at, ProblemKind::EmptySection { heading });
    }

    /// Reports the blocks from a byte on as text that would not be shown.
    pub fn no_text_from(&self, page: &mut Page<'_>, from: usize) {
        if let Some(blank) = page
            .slice(from..self.range.end)
            .find(|c: char| !c.is_whitespace())
        {
            page.report(from + blank, ProblemKind::StrayText);
        }
    }

    /// The data that the section begins with.
    pub fn data(&self, page: &mut Page<'_>) -> Data {
        let mut data = Data {
            heading_at: self.at,
            entries: Vec::new(),
            asked: Vec::new(),
            end: self.range.start,
        };
        let Some(list) = self
            .blocks
            .first()
            .filter(|block| block.kind == BlockKind::List)
        else {
            return data;
        };
        for item in &list.children {
            let follows = data.entries.is_empty() || !has_blank_line(page, data.end, item);
            if item.task.is_some() || !follows {
                break;
            }
            if let Some(entry) = entry(page, item) {
                data.add(page, entry);
            }
            data.end = end_of(page, item);
        }
        data
    }
}

impl Data {
    /// A value that must be there and not be empty.
    pub fn text(&mut self, page: &mut Page<'_>, key: &'static str) -> Option<Placed<String>> {
        let entry = self.required(page, key)?;
        if let Some(item) = entry.items.first() {
            page.report(item.at, ProblemKind::NotKeyAndValue);
        }
        let value = entry.value.clone();
        if value.value.is_empty() {
            let at = entry.key.at;
            page.report(at, ProblemKind::EmptyValue { key: key.into() });
            return None;
        }
        Some(value)
    }

    /// Values separated by commas, or the items of a list; at least one.
    pub fn list(&mut self, page: &mut Page<'_>, key: &'static str) -> Vec<Placed<String>> {
        let Some(entry) = self.required(page, key) else {
            return Vec::new();
        };
        let values = entry.values();
        if values.is_empty() {
            let at = entry.key.at;
            page.report(at, ProblemKind::EmptyValue { key: key.into() });
        }
        values
    }

    /// Like [`Data::list`], but it may be left out or be empty.
    pub fn optional_list(&mut self, key: &'static str) -> Vec<Placed<String>> {
        self.find(key).map(Entry::values).unwrap_or_default()
    }

    /// The items of a list, in which commas do not separate; it may be left out.
    pub fn optional_phrases(&mut self, key: &'static str) -> Vec<Placed<String>> {
        let Some(entry) = self.find(key) else {
            return Vec::new();
        };
        let own = Some(&entry.value).filter(|value| !value.value.is_empty());
        own.into_iter().chain(&entry.items).cloned().collect()
    }

    /// Every entry, whatever its key.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(&self, page: &mut Page<'_>) {
        for Entry { key, .. } in &self.entries {
            if !self.asked.contains(&key.value.as_str()) {
                let kind = ProblemKind::UnknownKey {
                    key: key.value.clone(),
                };
                page.report(key.at, kind);
            }
        }
    }

    fn add(&mut self, page: &mut Page<'_>, entry: Entry) {
        let key = &entry.key;
        if self.entries.iter().any(|own| own.key.value == key.value) {
            let kind = ProblemKind::RepeatedKey {
                key: key.value.clone(),
            };
            page.report(key.at, kind);
        } else {
            self.entries.push(entry);
        }
    }

    fn find(&mut self, key: &'static str) -> Option<&Entry> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key.value == key)
    }

    fn required(&mut self, page: &mut Page<'_>, key: &'static str) -> Option<&Entry> {
        let at = self.heading_at;
        let found = self.find(key);
        if found.is_none() {
            page.report(at, ProblemKind::MissingKey { key: key.into() });
        }
        found
    }
}

impl Entry {
    pub fn values(&self) -> Vec<Placed<String>> {
        let mut values = Vec::new();
        let mut at = self.value.at;
        for part in self.value.value.split(',') {
            let indent = part.len() - part.trim_start().len();
            if !part.trim().is_empty() {
                values.push(Placed {
                    value: part.trim().to_owned(),
                    at: at + indent,
                });
            }
            at += part.len() + 1;
        }
        values.extend(self.items.iter().cloned());
        values
    }
}

fn entry(page: &mut Page<'_>, item: &Block) -> Option<Entry> {
    let Some(line) = one_line(page, item) else {
        page.report(item.range.start, ProblemKind::NotKeyAndValue);
        return None;
    };
    let Some((key, value)) = line.value.split_once(':') else {
        page.report(line.at, ProblemKind::NotKeyAndValue);
        return None;
    };
    let value_at = line.at + key.len() + 1 + (value.len() - value.trim_start().len());
    let mut items = Vec::new();
    for block in item.inner() {
        if block.kind != BlockKind::List {
            page.report(block.range.start, ProblemKind::StrayText);
            continue;
        }
        items.extend(phrases(page, block));
    }
    Some(Entry {
        key: Placed {
            value: key.trim().to_owned(),
            at: line.at,
        },
        value: Placed {
            value: value.trim().to_owned(),
            at: value_at,
        },
        items,
    })
}

/// The items of a list, each a text of one line.
pub(super) fn phrases(page: &mut Page<'_>, list: &Block) -> Vec<Placed<String>> {
    let mut phrases = Vec::new();
    for item in &list.children {
        phrases.extend(one_line(page, item));
        no_text(page, item.inner());
    }
    phrases
}

/// The text of an item; lines that continue it are joined with a space.
fn one_line(page: &mut Page<'_>, item: &Block) -> Option<Placed<String>> {
    let range = item.lead()?;
    let mut at = range.start;
    let mut words = Vec::new();
    for line in page.source.text[range.clone()].split('\n') {
        if at > range.start && !line.is_empty() && !line.starts_with([' ', '\t']) {
            page.report(at, ProblemKind::MissingBlankLine);
            break;
        }
        words.push(line.trim());
        at += line.len() + 1;
    }
    Some(Placed {
        value: words.join(" ").trim().to_owned(),
        at: range.start,
    })
}

fn end_of(page: &Page<'_>, item: &Block) -> usize {
    item.range.start + page.slice(item.range.clone()).trim_end().len()
}

fn has_blank_line(page: &Page<'_>, from: usize, item: &Block) -> bool {
    page.slice(from..item.range.start).matches('\n').count() > 1
}
