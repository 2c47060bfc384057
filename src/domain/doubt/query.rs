//! What PostgreSQL is asked for a doubt's candidates.

use super::{
    synonyms::{STOP_WORDS, members},
    words::{form, is_sign, tokens},
};

/// Words of a text at most that are searched for.
const MOST_WORDS: usize = 40;

/// A doubt as the search takes it. It depends on the text alone, so that it goes with the statement
/// that reads the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Words of letters and digits, with those that mean the same, in lower case without accents and
    /// joined by ` | `; empty when the text has none that tells something.
    pub any_of: String,
    /// All words of the text, for comparing letters.
    pub plain: String,
}

impl Query {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut tokens = tokens(text);
        tokens.retain(|token| !is_sign(token));
        tokens.truncate(MOST_WORDS);
        let mut searched: Vec<&str> = Vec::new();
        let mut search = |word| {
            if !searched.contains(&word) {
                searched.push(word);
            }
        };
        for token in &tokens {
            for word in token.split(|letter: char| !letter.is_alphanumeric()) {
                if !word.is_empty() && !STOP_WORDS.contains(word) {
                    search(word);
                    for word in members(&form(word)) {
                        search(word);
                    }
                }
            }
        }
        Self {
            any_of: searched.join(" | "),
            plain: tokens.join(" "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_searched_for_with_those_that_mean_the_same() {
        let query = Query::of("¿La RAM se llena?");
        assert_eq!(query.plain, "la ram se llena");
        assert!(query.any_of.contains("ram | memoria"), "{}", query.any_of);
        assert_eq!(Query::of("¿Y qué?").any_of, "");
    }

    #[test]
    fn nothing_that_somebody_types_is_an_operator_of_the_search() {
        let query = Query::of("'); DROP TABLE x; -- & | ! <-> (:* \\ \"");
        let words = query.any_of.split(" | ");
        assert!(
            words
                .clone()
                .all(|word| word.chars().all(char::is_alphanumeric))
        );
        assert!(words.clone().count() >= 3);
    }
}
