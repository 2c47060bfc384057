//! Turns a statement into its sentence: every value of a phrase becomes the text or the number
//! that its Fluent message asks for.

use std::collections::BTreeMap;

use fluent_templates::fluent_bundle::FluentValue;
use serde::Deserialize;

use super::Frame;
use crate::{
    domain::{
        ids::{ConceptId, CourseId, PersonId, TopicId},
        report::{Figure, Phrase, Report, Statement, Value},
    },
    texts::{Argument, Language},
};

/// How the report calls things that the events know by their ids. All of it is plain text; what
/// has no name here goes by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    /// The course's title.
    pub course: Option<String>,
    pub concepts: BTreeMap<ConceptId, String>,
    pub people: BTreeMap<PersonId, String>,
}

/// What a text is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Plain,
    /// Recorded words are escaped, file names are code.
    Markdown,
}

/// Longest recorded word or name that is shown, in characters.
const LONGEST_TEXT: usize = 120;

/// Items of a list that a sentence names; the statement itself holds all.
const MOST_LISTED: usize = 15;

/// Writes the sentences of one report.
pub(super) struct Writer<'a> {
    pub report: &'a Report,
    pub language: Language,
    pub names: &'a Names,
    pub markup: Markup,
}

impl<'a> Writer<'a> {
    pub fn new(report: &'a Report, frame: &Frame<'a>, markup: Markup) -> Self {
        Self {
            report,
            language: frame.language,
            names: frame.names,
            markup,
        }
    }
}

impl Writer<'_> {
    /// The statement's sentences, beginning in lower case where no name begins them. `who` is the
    /// learner's name, or empty where it is clear.
    pub fn statement(&self, statement: &Statement, who: &str) -> String {
        self.told(statement, who, false)
    }

    /// The same where another of its kind stands before it, which said what need not be said again.
    pub fn statement_again(&self, statement: &Statement, who: &str) -> String {
        self.told(statement, who, true)
    }

    fn told(&self, statement: &Statement, who: &str, repeated: bool) -> String {
        let sentence = statement
            .sentence
            .clone()
            .with("repeated", usize::from(repeated));
        let mut text = self.phrase(&sentence, who);
        for further in &statement.further {
            text.push(' ');
            text.push_str(&self.phrase(further, who));
        }
        text
    }

    /// The name by which a sentence may begin without a capital.
    pub fn own_name(&self, person: &PersonId) -> Option<String> {
        let nameless = self.report.participants == 1 && !self.names.people.contains_key(person);
        (!nameless).then(|| self.person(person))
    }

    /// What a learner is called in a sentence.
    pub fn person(&self, person: &PersonId) -> String {
        match self.names.people.get(person) {
            Some(name) => self.text(name),
            None if self.report.participants == 1 => self.say("participant", &[]),
            None => self.text(person.as_str()),
        }
    }

    /// What a topic is called.
    pub fn topic(&self, topic: &TopicId) -> String {
        let titled = self.report.titles.iter().find(|(of, _)| of == topic);
        self.text(titled.map_or(topic.as_str(), |(_, title)| title))
    }

    /// What a concept is called.
    pub fn concept(&self, concept: &ConceptId) -> String {
        let name = self.names.concepts.get(concept);
        self.text(name.map_or(concept.as_str(), |name| name))
    }

    /// What the course is called.
    pub fn course(&self) -> Option<String> {
        let id = self.report.course.as_ref().map(CourseId::as_str);
        let name = self.names.course.as_deref().or(id)?;
        Some(self.text(name))
    }

    /// A text of the report by its key without `report-`.
    pub fn say(&self, key: &str, arguments: &[Argument<'_>]) -> String {
        self.language.say(&format!("report-{key}"), arguments)
    }

    pub fn phrase(&self, phrase: &Phrase, who: &str) -> String {
        let who = match who {
            "" => String::new(),
            name => format!("{name} "),
        };
        self.filled(phrase, ("who", who.into()))
    }

    /// A phrase about several people, who are listed.
    pub fn of_people(&self, phrase: &Phrase, people: &str) -> String {
        self.filled(phrase, ("people", people.to_owned().into()))
    }

    fn filled(&self, phrase: &Phrase, of: Argument<'static>) -> String {
        let mut arguments: Vec<Argument<'_>> = vec![of];
        for (name, value) in &phrase.values {
            arguments.push((name, self.argument(value)));
        }
        self.say(&phrase.key, &arguments)
    }

    fn argument(&self, value: &Value) -> FluentValue<'static> {
        match value {
            Value::Number(Figure::Count(count)) => (*count).into(),
            // Without the decimals of a language: whoever writes the text rounds.
            Value::Number(Figure::Real(value)) => self.decimal(*value).into(),
            _ => self.value(value).into(),
        }
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Number(Figure::Count(count)) => count.to_string(),
            Value::Number(Figure::Real(value)) => self.decimal(*value),
            Value::Topic(topic) => self.topic(topic),
            Value::Concept(concept) => self.concept(concept),
            Value::Person(person) => self.person(person),
            Value::Text(text) => self.text(text),
            Value::File(name) => match self.markup {
                Markup::Plain => one_line(name),
                Markup::Markdown => format!("`{}`", one_line(name).replace('`', "'")),
            },
            Value::Seconds(seconds) => duration(*seconds),
            Value::List(values) => {
                let items = values.iter().take(MOST_LISTED);
                let items: Vec<String> = items.map(|value| self.value(value)).collect();
                self.list_with_more(&items, values.len() - items.len())
            }
            Value::Phrase(phrase) => self.phrase(phrase, ""),
        }
    }

    /// «a, b y c», or «a, b, c y 20 más».
    pub fn list_with_more(&self, items: &[String], left_out: usize) -> String {
        if left_out == 0 {
            return self.list(items);
        }
        let arguments = [
            ("list", items.join(", ").into()),
            ("count", left_out.into()),
        ];
        self.say("and-more", &arguments)
    }

    /// «a, b y c»; «e» before the sound of an i.
    pub fn list(&self, items: &[String]) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        if before.is_empty() {
            return last.clone();
        }
        let and = match self.language {
            Language::Spanish if begins_with_i(last) => "e",
            Language::Spanish => "y",
            Language::English => "and",
        };
        // «Pipe y Queue, y Lock»: where an item has the word itself, a comma tells them apart.
        let word = format!(" {and} ");
        let comma = if items.iter().any(|item| item.contains(&word)) {
            ","
        } else {
            ""
        };
        format!("{}{comma} {and} {last}", before.join(", "))
    }

    fn text(&self, text: &str) -> String {
        let text = one_line(text);
        match self.markup {
            Markup::Plain => text,
            Markup::Markdown => escape(&text),
        }
    }

    fn decimal(&self, value: f64) -> String {
        let text = format!("{value:.2}");
        match self.language {
            Language::Spanish => text.replace('.', ","),
            Language::English => text,
        }
    }
}

/// The sentence with its first letter as a capital, save where a name begins it: names stay as
/// their bearers write them.
pub(super) fn capitalise(text: &str, name: Option<&str>) -> String {
    if name.is_some_and(|name| text.starts_with(name)) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Whether a word begins with the sound of an i alone: «e», not «y», goes before it. Not before
/// a diphthong (hielo, iones).
fn begins_with_i(text: &str) -> bool {
    let text = text.trim_start_matches(['`', '«', '\\']).to_lowercase();
    let sound = text.strip_prefix('h').unwrap_or(&text);
    let mut letters = sound.chars();
    matches!(letters.next(), Some('i' | 'í'))
        && !matches!(letters.next(), Some('a' | 'e' | 'o' | 'á' | 'é' | 'ó'))
}

/// Recorded words on one line, without control characters, cut when they are too long.
fn one_line(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let line = words.join(" ");
    if line.chars().count() <= LONGEST_TEXT {
        return line;
    }
    let mut cut: String = line.chars().take(LONGEST_TEXT - 1).collect();
    cut.push('…');
    cut
}

/// Markdown and Discord show the text as it is: no emphasis, link, mention or code in it.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '~' | '|' | '[' | ']' | '<' | '@'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// `40 s`, `2 min`, `1 min 20 s`.
pub(super) fn duration(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::analyse;

    fn joined(language: Language, items: &[&str]) -> String {
        let writer = Writer {
            report: &analyse(&[]),
            language,
            names: &Names::default(),
            markup: Markup::Plain,
        };
        writer.list(
            &items
                .iter()
                .map(|item| (*item).to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn a_list_ends_with_y_or_with_e_before_the_sound_of_an_i() {
        let spanish = |items: &[&str]| joined(Language::Spanish, items);
        assert_eq!(spanish(&["a"]), "a");
        assert_eq!(spanish(&["a", "b", "c"]), "a, b y c");
        assert_eq!(spanish(&["Pipe y Queue", "Lock"]), "Pipe y Queue, y Lock");
        assert_eq!(spanish(&["procesos", "hilos"]), "procesos e hilos");
        assert_eq!(spanish(&["uso", "Índices"]), "uso e Índices");
        assert_eq!(spanish(&["agua", "hielo"]), "agua y hielo");
        assert_eq!(joined(Language::English, &["a", "i"]), "a and i");
    }

    #[test]
    fn recorded_words_cannot_become_markdown_or_mentions() {
        assert_eq!(escape("**x** <@1> [a](b)"), r"\*\*x\*\* \<\@1> \[a\](b)");
        assert_eq!(one_line("a\n\n# b\u{7}"), "a # b");
        assert_eq!(one_line(&"x".repeat(500)).chars().count(), LONGEST_TEXT);
    }

    #[test]
    fn a_length_of_time_leaves_out_what_is_zero() {
        assert_eq!(duration(40), "40 s");
        assert_eq!(duration(80), "1 min 20 s");
        assert_eq!(duration(120), "2 min");
    }

    #[test]
    fn both_languages_have_every_text_of_the_report() {
        let keys = |text: &'static str| -> Vec<&str> {
            let keys = text
                .lines()
                .filter_map(|line| line.split_once(" ="))
                .map(|(key, _)| key);
            keys.filter(|key| key.starts_with("report-")).collect()
        };
        let spanish = keys(include_str!("../texts/es/report.ftl"));
        assert_eq!(spanish, keys(include_str!("../texts/en/report.ftl")));
        assert!(spanish.len() > 100);
    }
}
