//! Markdown as Discord reads it: cutting long texts into messages, and making what learners type
//! harmless. Lengths are in characters, as Discord counts them.

use std::ops::Range;

/// What opens and closes a block of code. Discord takes the nearest pair, wherever it stands.
const FENCE: &str = "```";

/// The smallest limit that [`split`] can keep: room for two fences and some code.
const SMALLEST_LIMIT: usize = 64;

/// Longest language after an opening fence that counts as one.
const LONGEST_LANGUAGE: usize = 16;

/// Splits a text into pieces of at most `limit` characters (a limit below 64 counts as 64). It
/// cuts between paragraphs if it can, else between lines, words or, at last, characters. A block
/// of code is cut only when it is longer than the limit: then its fence is closed in one piece
/// and reopened in the next. Nothing but white space is lost at a cut; no piece is blank.
#[must_use]
pub fn split(text: &str, limit: usize) -> Vec<String> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    if length(text) <= limit {
        return vec![text.to_owned()];
    }
    let mut splitter = Splitter {
        text,
        code: code_blocks(text),
        limit: limit.max(SMALLEST_LIMIT),
        pieces: Vec::new(),
        current: String::new(),
        current_length: 0,
        heading: None,
    };
    splitter.pack(0..text.len(), Border::Paragraph);
    splitter.flush();
    splitter.pieces
}

/// Where a text may be cut, from the best place to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Border {
    Paragraph,
    Line,
    Word,
    Character,
}

struct Splitter<'t> {
    text: &'t str,
    /// The blocks of code, with their fences, in order.
    code: Vec<Range<usize>>,
    limit: usize,
    pieces: Vec<String>,
    current: String,
    current_length: usize,
    /// Where the last paragraph of `current` begins, when it is a heading: it goes with what
    /// follows it.
    heading: Option<usize>,
}

impl Splitter<'_> {
    /// Adds a part of the text, cutting at borders of this kind or, where they are too far apart,
    /// of the next.
    fn pack(&mut self, range: Range<usize>, border: Border) {
        for (separator, token) in self.tokens(range, border) {
            let text = &self.text[token.clone()];
            if self.add(&self.text[separator], text) {
                self.mark_heading(text, border);
                continue;
            }
            self.flush_for(text);
            if self.add("", text) {
                self.mark_heading(text, border);
                continue;
            }
            match border {
                Border::Paragraph => self.pack(token, Border::Line),
                Border::Line => self.pack(token, Border::Word),
                Border::Word => self.pack(token, Border::Character),
                Border::Character => self.pack_code(text),
            }
        }
    }

    /// Adds a token to the current piece, if it fits.
    fn add(&mut self, separator: &str, token: &str) -> bool {
        let separator = if self.current.is_empty() {
            ""
        } else {
            separator
        };
        let total = self.current_length + length(separator) + length(token);
        let fits = total <= self.limit;
        if fits {
            self.current.push_str(separator);
            self.current.push_str(token);
            self.current_length = total;
        }
        fits
    }

    fn mark_heading(&mut self, token: &str, border: Border) {
        let is_heading = token.starts_with('#') && !token.contains('\n');
        self.heading =
            (border == Border::Paragraph && is_heading).then(|| self.current.len() - token.len());
    }

    fn flush(&mut self) {
        let piece = std::mem::take(&mut self.current);
        self.current_length = 0;
        if !piece.trim().is_empty() {
            self.pieces.push(piece.trim_end().to_owned());
        }
        self.heading = None;
    }

    /// Ends the current piece, keeping back a heading that can go with the next token.
    fn flush_for(&mut self, token: &str) {
        let heading = self.heading.map(|at| self.current.split_off(at));
        self.flush();
        let Some(heading) = heading else {
            return;
        };
        let token = length(token);
        // A token above the limit will be cut anyway: its first part can follow the heading.
        if length(&heading) + 2 + token <= self.limit || token > self.limit {
            self.start(heading + "\n\n");
        } else {
            self.pieces.push(heading);
        }
    }

    fn start(&mut self, current: String) {
        self.current_length = length(&current);
        self.current = current;
    }

    /// Cuts a block of code: before an unindented line after a blank one if it can, where a function
    /// or a class may begin, else between lines; a line that is too long, at its words.
    fn pack_code(&mut self, block: &str) {
        let inner = &block[FENCE.len()..block.len() - FENCE.len()];
        let (language, code) = language_of(inner);
        let open = format!("{FENCE}{language}\n");
        let close = format!("\n{FENCE}");
        let room = self.limit - length(&open) - length(&close);
        let mut chunk = String::new();
        let mut chunks = Vec::new();
        for line in code.trim_end().split('\n') {
            for (number, part) in cut_line(line, room).into_iter().enumerate() {
                let fits = length(&chunk) + 1 + length(part) <= room;
                if number > 0 || !fits {
                    let border = border_in_code(&chunk).filter(|at| {
                        let rest = length(&chunk[*at..]) + 1 + length(part);
                        number == 0 && rest <= room
                    });
                    let rest = border.map_or_else(String::new, |at| chunk.split_off(at));
                    chunks.push(std::mem::replace(&mut chunk, rest));
                }
                if !chunk.is_empty() {
                    chunk.push('\n');
                }
                chunk.push_str(part);
            }
        }
        chunks.push(chunk);
        for chunk in chunks {
            let chunk = chunk.trim_end();
            if !chunk.is_empty() {
                self.flush();
                self.start(format!("{open}{chunk}{close}"));
            }
        }
    }

    /// The parts of the text between borders, each with the white space before it. Blocks of
    /// code stay whole, and are tokens of their own among characters.
    fn tokens(&self, range: Range<usize>, border: Border) -> Vec<(Range<usize>, Range<usize>)> {
        if border == Border::Character {
            return self.characters(range);
        }
        let mut tokens = Vec::new();
        let mut separator = range.start..range.start;
        let mut start = range.start;
        for space in self.spaces(range.clone()) {
            let newlines = self.text[space.clone()].matches('\n').count();
            let is_border = match border {
                Border::Paragraph => newlines > 1,
                Border::Line => newlines > 0,
                Border::Word | Border::Character => true,
            };
            if !is_border {
                continue;
            }
            // The indentation of a line belongs to it.
            let end = match self.text[space.clone()].rfind('\n') {
                Some(newline) => space.start + newline + 1,
                None => space.end,
            };
            if start < space.start {
                tokens.push((separator, start..space.start));
            }
            separator = space.start..end;
            start = end;
        }
        if start < range.end {
            tokens.push((separator, start..range.end));
        }
        tokens
    }

    /// Every run of white space outside code.
    fn spaces(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut spaces: Vec<Range<usize>> = Vec::new();
        for (at, character) in self.outside_code(range) {
            if !character.is_whitespace() {
                continue;
            }
            let end = at + character.len_utf8();
            match spaces.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end = end,
                None => spaces.push(at..end),
            }
        }
        spaces
    }

    fn outside_code(&self, range: Range<usize>) -> impl Iterator<Item = (usize, char)> {
        let mut code = self.code.iter().peekable();
        self.text[range.clone()]
            .char_indices()
            .map(move |(at, character)| (range.start + at, character))
            .filter(move |(at, _)| {
                while code.next_if(|block| block.end <= *at).is_some() {}
                code.peek().is_none_or(|block| *at < block.start)
            })
    }

    fn characters(&self, range: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
        let characters = self
            .outside_code(range.clone())
            .map(|(at, character)| at..at + character.len_utf8());
        let inside = |block: &&Range<usize>| range.start <= block.start && block.end <= range.end;
        let code = self.code.iter().filter(inside).cloned();
        let mut tokens: Vec<Range<usize>> = characters.chain(code).collect();
        tokens.sort_by_key(|token| token.start);
        let none = |token: Range<usize>| (token.start..token.start, token);
        tokens.into_iter().map(none).collect()
    }
}

/// The blocks of code of a text, with their fences: the nearest pairs, from the beginning.
fn code_blocks(text: &str) -> Vec<Range<usize>> {
    let mut fences = text.match_indices(FENCE).map(|(at, _)| at);
    let mut blocks = Vec::new();
    while let (Some(open), Some(close)) = (fences.next(), fences.next()) {
        blocks.push(open..close + FENCE.len());
    }
    blocks
}

/// The language after an opening fence, and the code.
fn language_of(inner: &str) -> (&str, &str) {
    let is_language = |line: &str| {
        line.len() <= LONGEST_LANGUAGE
            && line
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_+-.#".contains(c))
    };
    match inner.split_once('\n') {
        Some((line, code)) if is_language(line.trim_end()) => (line.trim_end(), code),
        _ => ("", inner),
    }
}

/// Where the last part of some code begins: an unindented line after a blank one. A border in the first
/// third is none, or there would be many small pieces.
fn border_in_code(code: &str) -> Option<usize> {
    let lines = code.match_indices('\n').map(|(at, _)| at + 1);
    let is_border = |at: &usize| {
        let (before, line) = code.split_at(*at);
        before.ends_with("\n\n") && line.starts_with(|c: char| !c.is_whitespace())
    };
    lines.rev().find(is_border).filter(|at| at * 3 > code.len())
}

/// Cuts a line into parts of at most `room` characters, after a space if there is one.
fn cut_line(mut line: &str, room: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Some((end, _)) = line.char_indices().nth(room) {
        let space = line[..end].rfind(char::is_whitespace);
        let word = space.filter(|space| !line[..*space].trim().is_empty());
        let (part, rest) = match word {
            Some(space) => (&line[..space], line[space..].trim_start()),
            None => line.split_at(end),
        };
        parts.push(part);
        line = rest;
    }
    parts.push(line);
    parts
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Breaks a mention without changing how it looks.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Makes a text that a learner typed harmless in a message: it pings nobody, formats nothing and
/// hides nothing. Blocks of code stay code when their fences are balanced. Line breaks stay, but
/// never more than two in a row. The result is at most twice as long.
#[must_use]
pub fn escape(text: &str) -> String {
    let text = plain_lines(text, 1).trim_start().to_owned();
    let mut code = code_blocks(&text);
    let fences = text.matches(FENCE).count();
    if fences % 2 == 1 || !code.iter().all(|block| is_plain_code(&text[block.clone()])) {
        code.clear();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for block in code {
        escape_prose(&mut escaped, &text[from..block.start]);
        break_mentions(&mut escaped, &text[block.clone()]);
        from = block.end;
    }
    escape_prose(&mut escaped, &text[from..]);
    escaped
}

/// Whether Discord shows this as code for sure: it reads a backtick beside a fence as part of it.
fn is_plain_code(block: &str) -> bool {
    let inner = &block[FENCE.len()..block.len() - FENCE.len()];
    !inner.trim().is_empty() && !inner.starts_with('`') && !inner.ends_with('`')
}

/// What a learner typed as a block of Python: it pings nobody, hides nothing, and no fence in it
/// ends the block. A text that is one block of code already is taken without its fences. The
/// result is at most twice as long, and the fences.
#[must_use]
pub fn code_block(text: &str) -> String {
    let text = plain_lines(text, 2);
    let code = unfenced(&text).unwrap_or(&text);
    let mut harmless = String::with_capacity(code.len());
    let mut backticks = 0;
    for character in code.trim_start_matches('\n').trim_end().chars() {
        backticks = if character == '`' { backticks + 1 } else { 0 };
        if backticks == FENCE.len() {
            harmless.push(ZERO_WIDTH_SPACE);
            backticks = 1;
        }
        harmless.push(character);
    }
    let mut block = format!("{FENCE}py\n");
    break_mentions(&mut block, &harmless);
    block + "\n" + FENCE
}

/// A text as code within a line: it pings nobody, hides nothing, and no backtick in it ends the code.
/// Nothing when it is blank.
#[must_use]
pub fn code_span(text: &str) -> String {
    let text = plain_lines(text, 0).replace('\n', " ").replace('`', "'");
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let mut span = "`".to_owned();
    break_mentions(&mut span, text);
    span + "`"
}

/// The code of a text that is one block of code and nothing else.
fn unfenced(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix(FENCE)?.strip_suffix(FENCE)?;
    let (_, code) = language_of(inner);
    let is_block = !inner.contains(FENCE) && !code.trim().is_empty();
    is_block.then_some(code)
}

/// Without invisible characters, with `\n` at line ends and at most so many blank lines in a row.
fn plain_lines(text: &str, most_blank: usize) -> String {
    let text: String = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n")
        .chars()
        .filter(|c| !is_invisible(*c))
        .collect();
    let mut plain = String::with_capacity(text.len());
    let mut blank_lines = 0;
    for line in text.lines() {
        let line = line.trim_end();
        blank_lines = if line.is_empty() { blank_lines + 1 } else { 0 };
        if blank_lines <= most_blank {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Control characters, those without width, and those that turn the direction of writing.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(
            character,
            '\u{061c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
        )
}

fn escape_prose(escaped: &mut String, text: &str) {
    let mut at_line_start = true;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let address = address_length(rest);
        if address > 0 && !escaped.ends_with(char::is_alphanumeric) {
            break_mentions(escaped, &rest[..address]);
            rest = &rest[address..];
            at_line_start = false;
            continue;
        }
        let formats = matches!(character, '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']');
        let formats_line = at_line_start && matches!(character, '>' | '#' | '-' | '+');
        if formats || formats_line {
            escaped.push('\\');
        }
        escaped.push(character);
        if opens_mention(rest) {
            escaped.push(ZERO_WIDTH_SPACE);
        }
        at_line_start = character == '\n' || (at_line_start && character.is_whitespace());
        rest = &rest[character.len_utf8()..];
    }
}

/// The length of the web address that the text begins with: escaping would break it, and Discord
/// formats nothing inside it.
fn address_length(text: &str) -> usize {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return 0;
    }
    text.find(|c: char| !c.is_ascii_alphanumeric() && !"-._~:/?#@!$&'+,;=%".contains(c))
        .unwrap_or(text.len())
}

fn break_mentions(escaped: &mut String, text: &str) {
    for (at, character) in text.char_indices() {
        escaped.push(character);
        if opens_mention(&text[at..]) {
            escaped.push(ZERO_WIDTH_SPACE);
        }
    }
}

/// Whether the text begins with what Discord could take for a mention of people, channels,
/// commands, times or emoji.
fn opens_mention(text: &str) -> bool {
    let begins = |word: &str| {
        text.get(1..=word.len())
            .is_some_and(|next| next.eq_ignore_ascii_case(word))
    };
    match text.as_bytes().first() {
        Some(b'@') => begins("everyone") || begins("here"),
        Some(b'<') => ["@", "#", ":", "/", "a:", "t:", "id:"]
            .into_iter()
            .any(begins),
        _ => false,
    }
}

/// The text, or as much of it as fits in `max_chars` characters with «…» at the end. A block of
/// code that is cut is closed.
#[must_use]
pub fn clip(text: &str, max_chars: usize) -> String {
    if length(text) <= max_chars {
        return text.to_owned();
    }
    let close = format!("…\n{FENCE}");
    let head = |room: usize| text.chars().take(room).collect::<String>();
    let is_in_code = |head: &str| head.matches(FENCE).count() % 2 == 1;

    let prose = head(max_chars.saturating_sub(1));
    if is_in_code(&prose) && max_chars > length(&close) {
        let code = head(max_chars - length(&close));
        if !is_in_code(&code) {
            return code.trim_end().to_owned() + "…";
        }
        return match code.strip_suffix(FENCE) {
            Some(before) => before.trim_end().to_owned() + "…",
            None => code.trim_end().to_owned() + &close,
        };
    }
    if max_chars == 0 {
        return String::new();
    }
    // A lone backslash would escape the «…».
    let backslashes = prose.len() - prose.trim_end_matches('\\').len();
    let prose = &prose[..prose.len() - backslashes % 2];
    prose.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests;
