//! The form of a script: one action a line, `Ana: /empezar multiprocessing`, `Beto: [Unirme]`,
//! `Ana: [Tengo una duda] ¿Pipe o Queue?`, `Ana: [Elige los temas] Saludar | Repetir`, `Ana: hola`.
//! `#` begins a comment; a first line `Personas: Ana, Beto, Marta*` names the people, with a star
//! for moderators.

use std::fmt;

use crate::texts::Language;

/// A whole script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The people, when the script names them.
    pub cast: Option<Vec<CastMember>>,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastMember {
    pub name: String,
    pub moderator: bool,
}

impl fmt::Display for CastMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, if self.moderator { "*" } else { "" })
    }
}

/// One person's action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Position in the script, from 1.
    pub number: usize,
    pub person: String,
    pub act: Act,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A slash command with its arguments.
    Slash(String),
    /// Press the button of this label; `values` fill in the form that it opens. Of the menu of this
    /// label, choose these. A command of a message's menu is used on the newest message of somebody's
    /// that says this.
    Press { label: String, values: Vec<String> },
    /// Post a message.
    Say(String),
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.person)?;
        match &self.act {
            Act::Slash(text) | Act::Say(text) => f.write_str(text),
            Act::Press { label, values } if values.is_empty() => write!(f, "[{label}]"),
            Act::Press { label, values } => {
                write!(f, "[{label}] {}", values.join(" | "))
            }
        }
    }
}

/// A line that is not an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptProblem {
    pub number: usize,
    pub kind: ScriptError,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptError {
    /// No `Person: action`.
    NoPerson,
    /// Nothing after the colon.
    NoAction,
    /// A `[` without its `]`.
    OpenLabel,
    /// A `Personas:` line after the first action, or without names.
    Cast,
}

impl ScriptProblem {
    /// The problem as a person reads it, with its line.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let key = match self.kind {
            ScriptError::NoPerson => "script-no-person",
            ScriptError::NoAction => "script-no-action",
            ScriptError::OpenLabel => "script-open-label",
            ScriptError::Cast => "script-cast",
        };
        let problem = language.say(key, &[]);
        language.say(
            "script-line",
            &[("number", self.number.into()), ("problem", problem.into())],
        )
    }
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// Every line that is not an action.
    pub fn parse(text: &str) -> Result<Self, Vec<ScriptProblem>> {
        let mut script = Self {
            cast: None,
            lines: Vec::new(),
        };
        let mut problems = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let read = match line.strip_prefix("Personas:") {
                Some(names) => script.read_cast(names),
                None => Line::parse(number, line).map(|line| script.lines.push(line)),
            };
            if let Err(kind) = read {
                problems.push(ScriptProblem { number, kind });
            }
        }
        if problems.is_empty() {
            Ok(script)
        } else {
            Err(problems)
        }
    }

    fn read_cast(&mut self, names: &str) -> Result<(), ScriptError> {
        let cast: Vec<CastMember> = names
            .split(',')
            .map(|name| {
                let name = name.trim();
                CastMember {
                    name: name.trim_end_matches('*').trim().to_owned(),
                    moderator: name.ends_with('*'),
                }
            })
            .collect();
        let unnamed = cast.iter().any(|member| member.name.is_empty());
        if unnamed || self.cast.is_some() || !self.lines.is_empty() {
            return Err(ScriptError::Cast);
        }
        self.cast = Some(cast);
        Ok(())
    }
}

impl Line {
    /// Reads one action.
    ///
    /// # Errors
    /// What keeps the line from being one.
    pub fn parse(number: usize, line: &str) -> Result<Self, ScriptError> {
        let (person, act) = line.split_once(':').ok_or(ScriptError::NoPerson)?;
        let (person, act) = (person.trim(), act.trim());
        if person.is_empty() || person.starts_with(['[', '/']) {
            return Err(ScriptError::NoPerson);
        }
        let act = if act.is_empty() {
            return Err(ScriptError::NoAction);
        } else if act.starts_with('/') {
            Act::Slash(act.to_owned())
        } else if let Some(press) = act.strip_prefix('[') {
            let (label, rest) = press.split_once(']').ok_or(ScriptError::OpenLabel)?;
            let rest = rest.trim();
            let values = if rest.is_empty() {
                Vec::new()
            } else {
                rest.split(" | ")
                    .map(|value| value.trim().to_owned())
                    .collect()
            };
            Act::Press {
                label: label.trim().to_owned(),
                values,
            }
        } else {
            Act::Say(act.to_owned())
        };
        Ok(Self {
            number,
            person: person.to_owned(),
            act,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(line: &str) -> Act {
        Line::parse(1, line).expect("an action").act
    }

    #[test]
    fn each_form_of_action_is_read() {
        assert_eq!(
            act("Ana: /empezar multiprocessing"),
            Act::Slash("/empezar multiprocessing".to_owned())
        );
        assert_eq!(
            act("Beto: [Unirme]"),
            Act::Press {
                label: "Unirme".to_owned(),
                values: Vec::new()
            }
        );
        assert_eq!(
            act("Ana: [Tengo una duda] ¿Pipe o Queue: cuál?"),
            Act::Press {
                label: "Tengo una duda".to_owned(),
                values: vec!["¿Pipe o Queue: cuál?".to_owned()]
            }
        );
        assert_eq!(
            act("Ana: [Reflexión final] uno | dos | tres"),
            Act::Press {
                label: "Reflexión final".to_owned(),
                values: vec!["uno".to_owned(), "dos".to_owned(), "tres".to_owned()]
            }
        );
        assert_eq!(
            act("Ana: hola a todos"),
            Act::Say("hola a todos".to_owned())
        );
    }

    #[test]
    fn a_line_is_told_as_it_was_written() {
        for line in [
            "Ana: /estado",
            "Ana: [Unirme]",
            "Ana: [Reflexión final] uno | dos | tres",
        ] {
            let read = Line::parse(1, line).expect("an action");
            assert_eq!(read.to_string(), line);
        }
    }

    #[test]
    fn every_wrong_line_is_named() {
        let wrong = "Personas: Ana, Beto*\n# nota\nUnirme\nAna:\n\nAna: [Unirme\nPersonas: Eva\n";
        let problems = Script::parse(wrong).expect_err("four wrong lines");
        let named: Vec<_> = problems.iter().map(|p| (p.number, p.kind)).collect();
        assert_eq!(
            named,
            [
                (3, ScriptError::NoPerson),
                (4, ScriptError::NoAction),
                (6, ScriptError::OpenLabel),
                (7, ScriptError::Cast),
            ]
        );
    }

    #[test]
    fn a_star_marks_a_moderator() {
        let script = Script::parse("Personas: Ana, Marta*\nAna: hola").expect("a script");
        let cast = script.cast.expect("two people");
        assert!(!cast[0].moderator);
        assert!(cast[1].moderator);
        assert_eq!(script.lines[0].number, 2);
    }
}
