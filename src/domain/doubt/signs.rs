//! The signs by which the learned model tells texts apart: words and how they follow one another, with
//! `@` in the place of what the course names, so that what was learned on one course serves another.

use std::collections::BTreeSet;

use super::words::{form, is_sign};

/// Lengths in words up to which texts count as of one length.
const LENGTHS: [usize; 6] = [2, 4, 7, 12, 20, 35];

/// The signs of a text, each once: of its tokens one, two and three in a row and, as they are
/// compared, one and two in a row; how long it is.
pub fn signs(masked: &[String]) -> BTreeSet<String> {
    let mut signs = BTreeSet::new();
    let forms: Vec<String> = masked.iter().map(|token| form(token)).collect();
    for (name, tokens, longest) in [("w", masked, 3), ("f", &forms, 2)] {
        let whole: Vec<&str> = std::iter::once("^")
            .chain(tokens.iter().map(String::as_str))
            .chain(["$"])
            .collect();
        for length in 1..=longest {
            let rows = whole.windows(length);
            signs.extend(rows.map(|row| format!("{name}:{}", row.join(" "))));
        }
    }
    let words = masked.iter().filter(|token| !is_sign(token)).count();
    if let Some(length) = LENGTHS.iter().find(|length| words <= **length) {
        signs.insert(format!("l:{length}"));
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_their_order_and_the_length_are_signs() {
        let masked: Vec<String> = ["que", "es", "@", "?"].map(str::to_owned).into();
        let signs = signs(&masked);
        for sign in ["w:que es @", "w:^ que", "w:? $", "f:@", "l:4"] {
            assert!(signs.contains(sign), "{sign} is not among {signs:?}");
        }
    }
}
