//! Words as they are compared: lower case, without accents, code words kept whole, one word for
//! what learners call by several names.

use std::collections::BTreeSet;

/// Words that carry no content of their own.
const STOP_WORDS: &[&str] = &[
    "a", "al", "algo", "alguien", "ante", "asi", "aun", "aunque", "ayuda", "bien", "cada", "con",
    "cual", "cuando", "cuanto", "como", "da", "de", "del", "desde", "donde", "e", "el", "ella",
    "ellos", "en", "entonces", "entre", "era", "es", "esa", "ese", "eso", "esta", "este", "esto",
    "estoy", "fue", "ha", "hace", "hacer", "hago", "han", "hasta", "hay", "he", "la", "las", "le",
    "les", "lo", "los", "mas", "me", "mi", "mientras", "mis", "muy", "ni", "nos", "o", "os",
    "otra", "otro", "para", "pero", "por", "porque", "pues", "que", "quiero", "se", "sea", "ser",
    "si", "sobre", "solo", "son", "soy", "su", "sus", "tal", "tambien", "tan", "te", "tener",
    "tengo", "tiene", "todo", "todos", "tu", "un", "una", "unas", "uno", "unos", "y", "ya", "yo",
    "the", "is", "of", "to", "and",
];

/// What learners write, and the one word that it is compared as.
const SYNONYMS: &[(&str, &str)] = &[
    ("cola", "queue"),
    ("colas", "queue"),
    ("queues", "queue"),
    ("tuberia", "pipe"),
    ("tuberias", "pipe"),
    ("pipes", "pipe"),
    ("cerrojo", "lock"),
    ("cerrojos", "lock"),
    ("candado", "lock"),
    ("candados", "lock"),
    ("mutex", "lock"),
    ("locks", "lock"),
    ("hilo", "thread"),
    ("hilos", "thread"),
    ("threads", "thread"),
    ("threading", "thread"),
    ("procesos", "proceso"),
    ("process", "proceso"),
    ("processes", "proceso"),
    ("ocupar", "usar"),
    ("ocupo", "usar"),
    ("uso", "usar"),
    ("usa", "usar"),
    ("usan", "usar"),
    ("usarlo", "usar"),
    ("utilizar", "usar"),
    ("utilizo", "usar"),
    ("conviene", "usar"),
    ("piscina", "pool"),
    ("pools", "pool"),
    ("trancado", "pegado"),
    ("tranca", "pegado"),
    ("trabado", "pegado"),
    ("traba", "pegado"),
    ("colgado", "pegado"),
    ("cuelga", "pegado"),
    ("congelado", "pegado"),
    ("congela", "pegado"),
    ("atascado", "pegado"),
    ("bloqueado", "pegado"),
    ("bloquea", "pegado"),
    ("tira", "error"),
    ("sale", "error"),
    ("lanza", "error"),
    ("falla", "error"),
    ("errores", "error"),
    ("bidireccional", "direccion"),
    ("duplex", "direccion"),
    ("sentido", "direccion"),
    ("sentidos", "direccion"),
    ("direcciones", "direccion"),
    ("ida", "direccion"),
    ("vuelta", "direccion"),
    ("segura", "seguro"),
    ("seguridad", "seguro"),
    ("safe", "seguro"),
    ("diferencias", "diferencia"),
    ("mejor", "diferencia"),
];

/// Every word of the text in order, normalised, stop words included.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(plain)
        .collect()
}

/// The words that carry content, as they are compared.
#[must_use]
pub fn content(text: &str) -> BTreeSet<String> {
    words(text)
        .into_iter()
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .map(|word| stem(&synonym(word)))
        .collect()
}

/// Whether the words, in this order, hold the term, which may be of several words. A plural names
/// what its singular names.
#[must_use]
pub fn names(words: &[String], term: &str) -> bool {
    let term: Vec<String> = self::words(term).iter().map(|word| stem(word)).collect();
    let words: Vec<String> = words.iter().map(|word| stem(word)).collect();
    !term.is_empty() && words.windows(term.len()).any(|window| window == term)
}

/// Letters in lower case without their marks: «dirección» is `direccion`, «año» is `ano`.
fn plain(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'á' | 'à' | 'ä' | 'â' => 'a',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

fn synonym(word: String) -> String {
    SYNONYMS
        .iter()
        .find(|(from, _)| *from == word)
        .map_or(word, |(_, to)| (*to).to_owned())
}

/// The word without its plural ending.
fn stem(word: &str) -> String {
    if word.chars().count() > 5 && word.ends_with("es") && !word.ends_with("ses") {
        word[..word.len() - 2].to_owned()
    } else if word.chars().count() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word[..word.len() - 1].to_owned()
    } else {
        word.to_owned()
    }
}

/// Similarity of the letter triples of two texts, from 0 to 1: shared triples over all triples
/// (the measure of PostgreSQL's `pg_trgm`).
#[must_use]
pub fn trigram_similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (trigrams(a), trigrams(b));
    let all = a.union(&b).count();
    if all == 0 {
        return 0.0;
    }
    ratio(a.intersection(&b).count(), all)
}

fn trigrams(text: &str) -> BTreeSet<[char; 3]> {
    words(text)
        .iter()
        .flat_map(|word| {
            let padded: Vec<char> = "  "
                .chars()
                .chain(word.chars())
                .chain(" ".chars())
                .collect();
            padded
                .windows(3)
                .map(|window| [window[0], window[1], window[2]])
                .collect::<Vec<_>>()
        })
        .collect()
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
    }

    #[test]
    fn a_term_of_several_words_is_named_only_in_order() {
        let said = words("por las condiciones de carrera");
        assert!(names(&said, "condición de carrera"));
        assert!(!names(
            &words("la carrera de condiciones"),
            "condición de carrera"
        ));
    }

    #[test]
    fn trigrams_tell_near_from_far() {
        let near = trigram_similarity("como elijo el tamano", "cómo elijo el tamaño");
        assert!((near - 1.0).abs() < f64::EPSILON, "{near}");
        assert!(trigram_similarity("pipe o queue", "memoria compartida") < 0.2);
    }
}
