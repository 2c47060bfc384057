//! Exported logs: JSON Lines, an event a line.

use std::{
    fmt,
    io::{self, BufRead, Write},
};

use crate::{
    domain::event::{Event, Recorded},
    texts::Language,
};

/// Problems named at most.
const MOST_PROBLEMS: usize = 20;

/// What is wrong with a log: the first problems, each with its line.
#[derive(Debug, PartialEq, Eq)]
pub struct LogError {
    /// Never empty.
    pub problems: Vec<Problem>,
    /// Whether there are more than are named.
    pub more: bool,
}

/// One problem; `line` counts from 1, and is nothing when the log as a whole has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: Option<usize>,
    pub what: Wrong,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    Empty,
    NoSessionStart,
    /// What the system said, and its kind.
    Unreadable(io::ErrorKind, String),
    NotUtf8,
    /// The line ends before its JSON does.
    CutShort,
    /// The column, from 1, where it stops being JSON.
    NotJson(usize),
    NotAnObject,
    MissingField(String),
    UnknownType(String),
    WrongSeq {
        found: u64,
        expected: u64,
    },
    WrongValue(String),
}

impl LogError {
    /// Every problem on its own line.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let mut lines: Vec<String> = self
            .problems
            .iter()
            .map(|problem| problem.say(language))
            .collect();
        if self.more {
            let shown = self.problems.len().into();
            lines.push(language.say("report-log-more", &[("shown", shown)]));
        }
        lines.join("\n")
    }
}

impl Problem {
    fn say(&self, language: Language) -> String {
        let what = self.what.say(language);
        match self.line {
            Some(line) => {
                let arguments = [("line", line.to_string().into()), ("what", what.into())];
                language.say("report-log-problem", &arguments)
            }
            None => what,
        }
    }
}

impl Wrong {
    fn say(&self, language: Language) -> String {
        let with = |key: &str, name: &'static str, value: &str| {
            language.say(key, &[(name, value.to_owned().into())])
        };
        match self {
            Self::Empty => language.say("report-log-empty", &[]),
            Self::NoSessionStart => language.say("report-log-no-start", &[]),
            Self::Unreadable(kind, detail) => {
                let error = io::Error::new(*kind, detail.clone());
                with("report-log-unreadable", "detail", &language.say_io(&error))
            }
            Self::NotUtf8 => language.say("report-log-not-utf8", &[]),
            Self::CutShort => language.say("report-log-cut-short", &[]),
            Self::NotJson(column) => with("report-log-not-json", "column", &column.to_string()),
            Self::NotAnObject => language.say("report-log-not-object", &[]),
            Self::MissingField(field) => with("report-log-missing-field", "field", field),
            Self::UnknownType(name) => with("report-log-unknown-type", "type", name),
            Self::WrongSeq { found, expected } => {
                let (found, expected) = (found.to_string(), expected.to_string());
                let arguments = [("found", found.into()), ("expected", expected.into())];
                language.say("report-log-wrong-seq", &arguments)
            }
            Self::WrongValue(detail) => with("report-log-wrong-value", "detail", detail),
        }
    }
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}

impl std::error::Error for LogError {}

/// The events of a log, in its order. Blank lines do not count; every other line must hold an
/// event, with `seq` 1, 2, 3, …, and one of them must start the session.
pub fn read_log(mut reader: impl BufRead) -> Result<Vec<Recorded>, LogError> {
    let mut events: Vec<Recorded> = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    let mut expected = 1;
    let mut written = false;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        match reader.read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                let what = Wrong::Unreadable(error.kind(), error.to_string());
                problems.push(Problem {
                    line: Some(number),
                    what,
                });
                break;
            }
        }
        let Ok(line) = std::str::from_utf8(&bytes) else {
            problems.push(Problem {
                line: Some(number),
                what: Wrong::NotUtf8,
            });
            written = true;
            // Its number is taken, whatever it was.
            expected += 1;
            continue;
        };
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() {
            continue;
        }
        written = true;
        match read_event(line) {
            Ok(recorded) => {
                if recorded.seq != expected {
                    let found = recorded.seq;
                    let what = Wrong::WrongSeq { found, expected };
                    problems.push(Problem {
                        line: Some(number),
                        what,
                    });
                }
                expected = recorded.seq.saturating_add(1);
                events.push(recorded);
            }
            Err(what) => {
                problems.push(Problem {
                    line: Some(number),
                    what,
                });
                expected += 1;
            }
        }
        if problems.len() > MOST_PROBLEMS {
            break;
        }
    }
    let started = |recorded: &Recorded| matches!(recorded.event, Event::SessionStarted { .. });
    if !written && problems.is_empty() {
        problems.push(Problem {
            line: None,
            what: Wrong::Empty,
        });
    } else if problems.is_empty() && !events.iter().any(started) {
        problems.push(Problem {
            line: None,
            what: Wrong::NoSessionStart,
        });
    }
    if problems.is_empty() {
        return Ok(events);
    }
    let more = problems.len() > MOST_PROBLEMS;
    problems.truncate(MOST_PROBLEMS);
    Err(LogError { problems, more })
}

fn read_event(line: &str) -> Result<Recorded, Wrong> {
    let value: serde_json::Value =
        serde_json::from_str(line).map_err(|error| match error.classify() {
            serde_json::error::Category::Eof => Wrong::CutShort,
            _ => Wrong::NotJson(error.column()),
        })?;
    let Some(object) = value.as_object() else {
        return Err(Wrong::NotAnObject);
    };
    for field in ["seq", "at", "actor", "type"] {
        if !object.contains_key(field) {
            return Err(Wrong::MissingField(field.to_owned()));
        }
    }
    let kind = object
        .get("type")
        .and_then(|kind| kind.as_str())
        .map(str::to_owned);
    serde_json::from_value(value).map_err(|error| explain(&error.to_string(), kind.as_deref()))
}

/// Tells apart what serde says in words only.
fn explain(message: &str, kind: Option<&str>) -> Wrong {
    let quoted = |start: &str| Some(message.strip_prefix(start)?.split_once('`')?.0.to_owned());
    if let Some(field) = quoted("missing field `") {
        return Wrong::MissingField(field);
    }
    match (quoted("unknown variant `"), kind) {
        (Some(variant), Some(kind)) if variant == kind => Wrong::UnknownType(variant),
        _ => Wrong::WrongValue(message.to_owned()),
    }
}

/// Writes the events as a log that [`read_log`] reads.
pub fn write_log(events: &[Recorded], mut writer: impl Write) -> io::Result<()> {
    for recorded in events {
        serde_json::to_writer(&mut writer, recorded)?;
        writer.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_short_is_told_from_one_that_is_not_json() {
        let told = |log: &str| {
            let error = read_log(log.as_bytes()).expect_err("no log");
            error.say(Language::Spanish)
        };
        assert_eq!(
            told("{\"seq\": 1, \"at\": \"2026"),
            "línea 1: la línea está cortada: su JSON no termina"
        );
        assert_eq!(
            told("hola"),
            "línea 1: deja de ser JSON válido en la columna 1"
        );
    }
}
