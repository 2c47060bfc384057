//! A text as one line in which phrases are looked for, and tables of phrases.

use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder};

/// The words and signs of a text, each between blanks; it opens with a full stop, so that a
/// sentence begins after a sign everywhere: ` . que es un pipe ? `.
pub fn line(tokens: &[String]) -> String {
    let mut line = String::from(" . ");
    for token in tokens {
        line.push_str(token);
        line.push(' ');
    }
    line
}

/// Phrases with what each of them stands for. A phrase is a regular expression over words between
/// blanks; `^` is the beginning of a sentence or clause, with or without what people open it with.
pub struct Phrases<T: 'static> {
    set: RegexSet,
    meanings: Vec<&'static T>,
}

/// What a question may begin with before it begins: greetings, hesitation, links.
const OPENING: &str = "(?:hola|buenas|buenos|buen|dias?|tardes|noches|oigan?|oye|ey|hey|che|profe(?:sora?)?|\
    maestr[oa]|amig[oa]s|gente|chic[oa]s|companer[oa]s|grupo|disculp[ae]n?|perdon(?:en|a)?|permiso|bueno|pues|y|e|pero|\
    entonces|o sea|eh|mmm|este|a ver|mir[ae]n?|una|consulta|pregunta|duda|otra|cosa|mas|tonta|rapida|al final|\
    es que|por cierto|ademas|ok|vale|igual|tertulia|por favor|con esto|en serio|ahora|aqui|o|alguien|ustedes|,|!|\\?|\\.)";

impl<T> Phrases<T> {
    pub fn new(table: &'static [(T, &'static str)]) -> Self {
        let opening = format!(" [.,?!] (?:{OPENING} )*");
        let expressions = table
            .iter()
            .map(|(_, phrase)| match phrase.strip_prefix('^') {
                Some(rest) => format!("{opening}(?:{rest})(?: |$)"),
                None => format!(" (?:{phrase})(?: |$)"),
            });
        Self {
            set: RegexSetBuilder::new(expressions)
                .size_limit(64 << 20)
                .dfa_size_limit(16 << 20)
                .build()
                .expect("the tables of phrases are regular expressions; a test reads them"),
            meanings: table.iter().map(|(meaning, _)| meaning).collect(),
        }
    }

    /// What the phrases that the line holds stand for, in the table's order.
    pub fn in_line(&self, line: &str) -> impl Iterator<Item = &'static T> {
        let found = self.set.matches(line);
        let found: Vec<usize> = found.into_iter().collect();
        found.into_iter().map(|place| self.meanings[place])
    }
}

/// Phrases that are compiled when they are first looked for.
pub type Lazy<T> = LazyLock<Phrases<T>>;
