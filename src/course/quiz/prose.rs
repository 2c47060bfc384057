//! Texts of other programs as Markdown: whatever they show stays, and none of it turns into
//! formatting that its author did not mean.

use super::html;

/// How a text of Moodle is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextFormat {
    /// Plain text in which HTML and line breaks hold.
    Moodle,
    Html,
    Plain,
    Markdown,
}

impl TextFormat {
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "moodle" => Self::Moodle,
            "html" => Self::Html,
            "plain" => Self::Plain,
            "markdown" => Self::Markdown,
            _ => return None,
        })
    }
}

/// The text as Markdown, or the tag that Markdown has nothing for.
pub(super) fn markdown(text: &str, format: TextFormat) -> Result<String, String> {
    match format {
        TextFormat::Markdown => Ok(text.to_owned()),
        TextFormat::Plain => Ok(plain(text)),
        TextFormat::Moodle if !html::has_markup(text) => Ok(plain(text)),
        TextFormat::Moodle | TextFormat::Html => html::markdown(text, format),
    }
}

/// Plain text. What is between backticks is code: in such a text it is hardly anything else.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (number, line) in text.trim().lines().enumerate() {
        if number > 0 {
            escaped.push('\n');
        }
        let parts: Vec<&str> = line.trim().split('`').collect();
        let mut code = parts.iter().skip(1).step_by(2);
        let is_code = parts.len() % 2 == 1 && code.all(|part| !part.trim().is_empty());
        if !is_code {
            escape(&mut escaped, line.trim());
            continue;
        }
        for (number, part) in parts.iter().enumerate() {
            if number % 2 == 1 {
                escaped.push('`');
                escaped.push_str(part);
                escaped.push('`');
            } else {
                escape(&mut escaped, part);
            }
        }
    }
    escaped
}

/// Adds a text whose signs stand for themselves, whatever follows it.
pub(super) fn escape(escaped: &mut String, text: &str) {
    let mut before = escaped.chars().next_back();
    // Whether the line is nothing but digits so far.
    let mut digits = false;
    let mut address = 0;
    for (at, character) in text.char_indices() {
        let after = text[at + character.len_utf8()..].chars().next();
        let at_start = before.is_none_or(|own| own == '\n');
        digits |= at_start;
        if text[at..].starts_with("http://") || text[at..].starts_with("https://") {
            let end = text[at..].find(char::is_whitespace);
            address = end.map_or(text.len(), |end| at + end);
        }
        let is_sign = match character {
            '\\' | '*' | '`' | '[' | ']' | '~' | '|' => true,
            '_' => !(is_word(before) && is_word(after)),
            '<' => after.is_none_or(|own| !own.is_whitespace()),
            '&' => after.is_none_or(|own| own.is_ascii_alphanumeric() || own == '#'),
            '#' => before.is_none_or(char::is_whitespace),
            '>' | '-' | '+' | '=' => at_start,
            '.' | ')' => digits && !at_start,
            _ => false,
        };
        if is_sign && at >= address {
            escaped.push('\\');
        }
        escaped.push(character);
        digits &= character.is_ascii_digit();
        before = Some(character);
    }
}

fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}
