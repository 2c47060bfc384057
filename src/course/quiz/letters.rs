//! A text of GIFT as letters, of which some stand for themselves because a backslash precedes them.

use std::ops::Range;

/// Signs that a backslash turns into themselves. `\n` is a line break.
const ESCAPABLE: &str = "~=#{}:\\";

#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub at: usize,
    pub character: char,
    /// Never a sign of the format.
    pub escaped: bool,
}

/// Adds the letters of a line that begins at byte `at` of the file.
pub(super) fn read(letters: &mut Vec<Letter>, line: &str, at: usize) {
    let mut characters = line.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let meant = match (character, next) {
            ('\\', Some('n')) => Some('\n'),
            ('\\', Some(next)) if ESCAPABLE.contains(next) => Some(next),
            _ => None,
        };
        if meant.is_some() {
            characters.next();
        }
        letters.push(Letter {
            at: at + offset,
            character: meant.unwrap_or(character),
            escaped: meant.is_some(),
        });
    }
}

/// Where the sign stands for the first time, unescaped.
pub(super) fn find(letters: &[Letter], sign: &str) -> Option<usize> {
    places(letters, sign).next()
}

/// Where the sign stands for the last time, unescaped.
pub(super) fn find_last(letters: &[Letter], sign: &str) -> Option<usize> {
    places(letters, sign).last()
}

fn places<'l>(letters: &'l [Letter], sign: &'l str) -> impl Iterator<Item = usize> + 'l {
    (0..letters.len()).filter(move |start| starts_with(&letters[*start..], sign))
}

pub(super) fn starts_with(letters: &[Letter], sign: &str) -> bool {
    let mut letters = letters.iter();
    sign.chars().all(|sign| {
        letters
            .next()
            .is_some_and(|letter| letter.character == sign && !letter.escaped)
    })
}

/// Without the white space around them, escaped line breaks included.
pub(super) fn trim(letters: &[Letter]) -> &[Letter] {
    let is_text = |letter: &Letter| !letter.character.is_whitespace();
    let start = letters.iter().position(is_text).unwrap_or(letters.len());
    let end = letters.iter().rposition(is_text).map_or(start, |at| at + 1);
    &letters[start..end]
}

pub(super) fn text(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.character).collect()
}

/// The letters before and after a range of them.
pub(super) fn around(letters: &[Letter], range: Range<usize>) -> (&[Letter], &[Letter]) {
    (&letters[..range.start], &letters[range.end..])
}
