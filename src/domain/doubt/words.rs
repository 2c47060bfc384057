//! Words as they are compared: lower case, without accents, abbreviations written out, code words
//! kept whole.

use std::{collections::BTreeSet, sync::LazyLock};

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;

use super::{
    spelling,
    synonyms::{ABBREVIATIONS, STOP_WORDS, synonym},
};

/// Words and signs of a text, in order; of the signs only those that part sentences and clauses:
/// `.`, `,`, `?` and `!`.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let text = plain(text);
    let mut tokens: Vec<String> = Vec::new();
    let mut letters = text.chars().peekable();
    let mut word = String::new();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
            continue;
        }
        let inside = !word.is_empty();
        push_word(&mut tokens, &mut word);
        let sign = match letter {
            '?' | '¿' => "?",
            '!' | '¡' => "!",
            ',' | ';' | ':' => ",",
            '.' if inside && letters.peek().is_some_and(|next| next.is_alphanumeric()) => continue,
            '.' | '\n' | '…' => ".",
            _ => continue,
        };
        if tokens.last().is_none_or(|last| last != sign) {
            tokens.push(sign.to_owned());
        }
    }
    push_word(&mut tokens, &mut word);
    tokens
}

fn push_word(tokens: &mut Vec<String>, word: &mut String) {
    if word.is_empty() {
        return;
    }
    let said = spelling::without_drawl(word);
    match ABBREVIATIONS.get(said.as_str()) {
        Some(long) => tokens.extend(long.split(' ').map(str::to_owned)),
        None => tokens.push(said),
    }
    word.clear();
}

/// Every word of the text in order, normalised, stop words included.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut tokens = tokens(text);
    tokens.retain(|token| !is_sign(token));
    tokens
}

pub fn is_sign(token: &str) -> bool {
    matches!(token, "." | "," | "?" | "!")
}

/// The words that carry content, as they are compared.
#[cfg(test)]
pub fn content(text: &str) -> BTreeSet<String> {
    content_of(&words(text))
}

/// Of these words those that carry content, as they are compared.
pub fn content_of(words: &[String]) -> BTreeSet<String> {
    words
        .iter()
        .filter(|word| !is_sign(word) && !STOP_WORDS.contains(word.as_str()))
        .map(|word| form(word))
        .collect()
}

/// What a word is compared as: its stem as it sounds, one for all that mean the same here.
pub fn form(word: &str) -> String {
    static SPANISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Spanish));
    let sound = spelling::sound(&SPANISH.stem(word));
    match synonym(&sound) {
        Some(name) => name.to_owned(),
        None => sound,
    }
}

/// The word without the endings of plurals and verbs, before synonyms.
pub fn stem_sound(word: &str) -> String {
    static SPANISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Spanish));
    spelling::sound(&SPANISH.stem(word))
}

/// The word without its plural ending: what a course names is matched as written but for that.
#[must_use]
pub fn singular(word: &str) -> &str {
    let word = match word.strip_suffix('s') {
        Some(one) if word.len() > 3 && !one.ends_with('s') => one,
        _ => word,
    };
    match word.strip_suffix('e') {
        Some(root) if word.len() > 4 => root,
        _ => word,
    }
}

/// Lower case without accents: «dirección» is `direccion`, «año» is `ano`.
#[must_use]
pub fn plain(text: &str) -> String {
    text.nfd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The letter triples of words, in order.
pub fn trigrams(words: &[String]) -> Vec<[char; 3]> {
    let mut triples = Vec::new();
    for word in words {
        let mut window = [' ', ' ', ' '];
        for letter in word.chars().chain([' ']) {
            window = [window[1], window[2], letter];
            triples.push(window);
        }
    }
    triples.sort_unstable();
    triples.dedup();
    triples
}

/// Similarity of the letter triples of two texts, from 0 to 1: of two lists in order, shared triples
/// over all triples (the measure of PostgreSQL's `pg_trgm`).
pub fn similarity(a: &[[char; 3]], b: &[[char; 3]]) -> f64 {
    let shared = shared(a, b);
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { ratio(shared, all) }
}

fn shared(mut a: &[[char; 3]], mut b: &[[char; 3]]) -> usize {
    let mut shared = 0;
    while let ([first, a_rest @ ..], [second, b_rest @ ..]) = (a, b) {
        shared += usize::from(first == second);
        if first <= second {
            a = a_rest;
        }
        if second <= first {
            b = b_rest;
        }
    }
    shared
}

/// `part` of `whole` as a share; both are counts of words, far below where an `f64` loses ones.
#[expect(clippy::cast_precision_loss, reason = "counts of words in a message")]
#[must_use]
pub fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_matter() {
        assert_eq!(
            content("¿Cuál es la DIRECCIÓN de un Pipe?"),
            content("direccion pipe")
        );
    }

    #[test]
    fn what_learners_call_by_several_names_is_one_word() {
        assert_eq!(content("el candado"), content("un Lock"));
        assert_eq!(content("se queda trancado"), content("se queda pegado"));
        assert_eq!(content("mando mensajes"), content("enviar un mensaje"));
    }

    #[test]
    fn chat_is_written_out() {
        assert_eq!(
            words("xq no sale, nose q hacer"),
            words("por qué no sale, no sé que hacer")
        );
        assert_eq!(words("holaaaa"), ["hola"]);
        assert_eq!(
            words("podés usar p.join()"),
            ["puedes", "usar", "p", "join"]
        );
    }

    #[test]
    fn words_that_sound_alike_are_compared_as_one() {
        assert_eq!(content("multiprosesing"), content("multiprocessing"));
        assert_eq!(content("deadlok"), content("deadlock"));
        assert_eq!(content("haser"), content("hacer"));
    }

    #[test]
    fn signs_part_sentences_and_not_code() {
        assert_eq!(
            tokens("¿Qué? p.join(), y…"),
            ["?", "que", "?", "p", "join", ",", "y", "."]
        );
        assert_eq!(tokens("en 3.14."), ["en", "3", "14", "."]);
    }

    #[test]
    fn trigrams_tell_near_from_far() {
        let [one, same, far] = [
            "como elijo el tamano",
            "cómo elijo el tamaño",
            "memoria compartida",
        ]
        .map(|text| trigrams(&words(text)));
        let near = similarity(&one, &same);
        assert!((near - 1.0).abs() < f64::EPSILON, "{near}");
        assert!(similarity(&one, &far) < 0.2);
    }
}
