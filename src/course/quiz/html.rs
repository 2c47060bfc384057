//! The HTML that Moodle's editor writes, as Markdown. What Markdown has nothing for, such as an
//! image, is refused by its tag: a question without it would be another question.

use pulldown_cmark::{Event, Parser};

use super::prose::{self, TextFormat};

/// Tags without a meaning of their own in a question.
const TRANSPARENT: &[&str] = &[
    "abbr", "big", "center", "cite", "font", "ins", "label", "mark", "small", "span", "u",
];
/// Tags that Markdown has nothing for, known as tags even in text that is not said to be HTML.
const REFUSED: &[&str] = &[
    "audio", "embed", "iframe", "img", "input", "math", "object", "script", "select", "source",
    "style", "sub", "sup", "svg", "table", "tbody", "td", "th", "thead", "tr", "video",
];
/// Longest name of an entity, `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

enum Token<'t> {
    Text(&'t str),
    Entity(String),
    Open(String, &'t str),
    Close(String),
}

/// What an open tag does to the text inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Strong,
    Emphasis,
    Code,
    Pre,
    Link(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Paragraph,
    Item,
}

struct Writer {
    /// Whether line breaks of the text are line breaks.
    keeps_lines: bool,
    done: Vec<(Shape, String)>,
    /// What is open, from the outside in; the first is the paragraph itself.
    open: Vec<(Mark, String)>,
    /// Of each open list: the number of its last item, or nothing when it has no numbers.
    lists: Vec<Option<usize>>,
    /// What the next paragraph begins with, when it is the item of a list.
    bullet: Option<String>,
}

/// Whether a text that may be plain has tags or entities in it.
pub(super) fn has_markup(text: &str) -> bool {
    tokens(text, TextFormat::Moodle)
        .iter()
        .any(|token| !matches!(token, Token::Text(_)))
}

/// The text as Markdown, or the tag that Markdown has nothing for.
pub(super) fn markdown(text: &str, format: TextFormat) -> Result<String, String> {
    let mut writer = Writer {
        keeps_lines: format == TextFormat::Moodle,
        done: Vec::new(),
        open: vec![(Mark::None, String::new())],
        lists: Vec::new(),
        bullet: None,
    };
    for token in tokens(text, format) {
        match token {
            Token::Text(text) => writer.text(text),
            Token::Entity(text) => writer.text(&text),
            Token::Open(name, attributes) => writer.open(&name, attributes)?,
            Token::Close(name) => writer.close(&name),
        }
    }
    Ok(writer.finish())
}

fn tokens(text: &str, format: TextFormat) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(['<', '&']) {
        at += offset;
        let rest = &text[at..];
        let found = comment(rest)
            .map(|length| (None, length))
            .or_else(|| tag(rest, format).map(|(token, length)| (Some(token), length)))
            .or_else(|| entity(rest).map(|(token, length)| (Some(token), length)));
        let Some((token, length)) = found else {
            at += 1;
            continue;
        };
        tokens.push(Token::Text(&text[from..at]));
        tokens.extend(token);
        at += length;
        from = at;
    }
    tokens.push(Token::Text(&text[from..]));
    tokens.retain(|token| !matches!(token, Token::Text("")));
    tokens
}

fn comment(text: &str) -> Option<usize> {
    let end = text.strip_prefix("<!--")?.find("-->")?;
    Some("<!--".len() + end + "-->".len())
}

fn tag(text: &str, format: TextFormat) -> Option<(Token<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let (closes, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric();
    let end = inner.find(|c: char| !is_name(c))?;
    let name = inner[..end].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // In plain text, only what is certainly a tag is one: `List<int>` is not.
    if format == TextFormat::Moodle && !is_known(&name) {
        return None;
    }
    let mut quote = None;
    let close = inner[end..].find(|c: char| match (quote, c) {
        (Some(open), _) if open == c => {
            quote = None;
            false
        }
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (None, '>') => true,
        _ => false,
    })?;
    let attributes = &inner[end..end + close];
    let length = text.len() - inner.len() + end + close + 1;
    let token = if closes {
        Token::Close(name)
    } else {
        Token::Open(name, attributes)
    };
    Some((token, length))
}

fn is_known(name: &str) -> bool {
    TRANSPARENT.contains(&name)
        || REFUSED.contains(&name)
        || mark(name, "").is_some()
        || name == "a"
        || is_block(name)
        || matches!(name, "br" | "li" | "ul" | "ol")
}

fn entity(text: &str) -> Option<(Token<'static>, usize)> {
    let end = text.strip_prefix('&')?.find(';')? + 2;
    if end > LONGEST_ENTITY {
        return None;
    }
    let written = &text[..end];
    let read: String = Parser::new(written)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    (read != written && !read.is_empty()).then_some((Token::Entity(read), end))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div" | "section" | "article" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    )
}

/// What the tag does to its text; nothing for a tag that does nothing to it.
fn mark(name: &str, attributes: &str) -> Option<Mark> {
    Some(match name {
        "b" | "strong" => Mark::Strong,
        "i" | "em" => Mark::Emphasis,
        "code" | "tt" | "kbd" | "samp" => Mark::Code,
        "pre" => Mark::Pre,
        "a" => Mark::Link(address(attributes)?),
        _ => return None,
    })
}

/// The whole address in the attributes of a link.
fn address(attributes: &str) -> Option<String> {
    let (_, value) = attributes.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (address, _) = value[1..].split_once(quote)?;
    let is_whole = address.starts_with("https://") || address.starts_with("http://");
    let is_safe = !address.contains([' ', '(', ')', '<', '>']);
    (is_whole && is_safe).then(|| address.replace("&amp;", "&"))
}

impl Writer {
    fn text(&mut self, text: &str) {
        let is_raw = |mark: &Mark| matches!(mark, Mark::Code | Mark::Pre);
        let raw = self.open.iter().any(|(mark, _)| is_raw(mark));
        if raw {
            self.current().push_str(text);
            return;
        }
        let mut after_space = self.is_after_space();
        let mut words = String::with_capacity(text.len());
        for character in text.chars() {
            let is_line = character == '\n' && self.keeps_lines;
            // A space that does not break is one to be seen.
            let is_space = character.is_whitespace() && !is_line && character != '\u{a0}';
            match character {
                _ if is_space && after_space => {}
                _ if is_space => words.push(' '),
                '\u{a0}' => words.push(' '),
                other => words.push(other),
            }
            after_space = is_space || is_line;
        }
        prose::escape(self.current(), &words);
    }

    /// Whether a space would follow another, or begin the paragraph.
    fn is_after_space(&self) -> bool {
        let mut texts = self.open.iter().rev().map(|(_, text)| text);
        texts
            .find(|text| !text.is_empty())
            .is_none_or(|text| text.ends_with(char::is_whitespace))
    }

    fn current(&mut self) -> &mut String {
        let (_, text) = self.open.last_mut().expect("the paragraph stays open");
        text
    }

    fn open(&mut self, name: &str, attributes: &str) -> Result<(), String> {
        match name {
            "br" => self.current().push('\n'),
            "ul" | "ol" => {
                self.end_paragraph();
                self.lists.push((name == "ol").then_some(0));
            }
            "li" => {
                self.end_paragraph();
                let indent = "  ".repeat(self.lists.len().saturating_sub(1));
                let sign = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}. ")
                    }
                    _ => "- ".to_owned(),
                };
                self.bullet = Some(indent + &sign);
            }
            _ if is_block(name) => self.end_paragraph(),
            _ => match mark(name, attributes) {
                Some(Mark::Pre) => {
                    self.end_paragraph();
                    self.open.push((Mark::Pre, String::new()));
                }
                Some(mark) => self.open.push((mark, String::new())),
                None if TRANSPARENT.contains(&name) => {}
                None => return Err(name.to_owned()),
            },
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "ul" | "ol" => {
                self.end_paragraph();
                self.lists.pop();
            }
            "li" | "pre" => self.end_paragraph(),
            _ if is_block(name) => self.end_paragraph(),
            _ => {
                let opened = |own: &Mark| match mark(name, "") {
                    Some(mark) => *own == mark,
                    None => name == "a" && matches!(own, Mark::Link(_)),
                };
                if let Some(place) = self.open.iter().rposition(|(mark, _)| opened(mark)) {
                    self.close_down_to(place);
                }
            }
        }
    }

    /// Closes what is open from this place on, and adds its text to what is around it.
    fn close_down_to(&mut self, place: usize) {
        while self.open.len() > place.max(1) {
            let (mark, text) = self.open.pop().expect("there is more than the paragraph");
            let text = marked(&mark, &text);
            self.current().push_str(&text);
        }
    }

    fn end_paragraph(&mut self) {
        self.close_down_to(1);
        let text = std::mem::take(self.current());
        if text.trim().is_empty() {
            return;
        }
        // A block of code is a paragraph of its own; its lines keep their indentation.
        let text = if text.starts_with("```") {
            text
        } else {
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            lines.join("\n").trim().to_owned()
        };
        let block = match self.bullet.take() {
            Some(bullet) => (Shape::Item, bullet + &text),
            None => (Shape::Paragraph, text),
        };
        self.done.push(block);
    }

    fn finish(mut self) -> String {
        self.end_paragraph();
        let mut text = String::new();
        let mut before = None;
        for (shape, block) in self.done {
            match (before, shape) {
                (None, _) => {}
                (Some(Shape::Item), Shape::Item) => text.push('\n'),
                _ => text.push_str("\n\n"),
            }
            text.push_str(&block);
            before = Some(shape);
        }
        text
    }
}

/// The text with its marks; white space at its ends stays outside of them.
fn marked(mark: &Mark, text: &str) -> String {
    if *mark == Mark::Pre {
        let code = text.trim_matches('\n').trim_end();
        return format!("```\n{code}\n```");
    }
    let inner = text.trim();
    if inner.is_empty() || *mark == Mark::None {
        return text.to_owned();
    }
    let (before, after) = text.split_once(inner).expect("it is a part of the text");
    let marked = match mark {
        Mark::None | Mark::Pre => inner.to_owned(),
        Mark::Strong => format!("**{inner}**"),
        Mark::Emphasis => format!("*{inner}*"),
        Mark::Code => code(inner),
        Mark::Link(address) => format!("[{inner}]({address})"),
    };
    format!("{before}{marked}{after}")
}

/// Code within a line: between two backticks when there is one in it.
fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
