//! How the local Discord says no: Discord's own codes, texts and HTTP statuses.

use std::fmt;

use serde_json::{Map, Value, json};

/// A refused request.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: u32,
    pub(super) message: String,
    problems: Vec<Problem>,
}

#[derive(Clone, Debug)]
struct Problem {
    /// Dotted path in the body, such as `embeds.0.title`.
    path: String,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, code: u32, message: &str) -> Self {
        Self {
            status,
            code,
            message: message.to_owned(),
            problems: Vec::new(),
        }
    }

    pub(super) fn unknown_route() -> Self {
        Self::new(404, 0, "404: Not Found")
    }

    pub(super) fn unknown_channel() -> Self {
        Self::new(404, 10003, "Unknown Channel")
    }

    pub(super) fn unknown_message() -> Self {
        Self::new(404, 10008, "Unknown Message")
    }

    pub(super) fn unknown_interaction() -> Self {
        Self::new(404, 10062, "Unknown interaction")
    }

    pub(super) fn missing_access() -> Self {
        Self::new(403, 50001, "Missing Access")
    }

    pub(super) fn missing_permissions() -> Self {
        Self::new(403, 50013, "Missing Permissions")
    }

    /// One problem in the form, for the places where there can be no second one.
    pub(super) fn form(path: &str, code: &'static str, message: &str) -> Self {
        let mut problems = Problems::default();
        problems.add(path, code, message);
        problems.refusal()
    }

    /// The body of the answer.
    pub(super) fn body(&self) -> Value {
        let mut body = json!({"message": self.message, "code": self.code});
        if !self.problems.is_empty() {
            let mut errors = Map::new();
            for problem in &self.problems {
                let mut place = &mut errors;
                for step in problem.path.split('.') {
                    place = place
                        .entry(step)
                        .or_insert_with(|| json!({}))
                        .as_object_mut()
                        .expect("every step of the tree is an object");
                }
                place
                    .entry("_errors")
                    .or_insert_with(|| json!([]))
                    .as_array_mut()
                    .expect("the leaves are lists")
                    .push(json!({"code": problem.code, "message": problem.message}));
            }
            body["errors"] = Value::Object(errors);
        }
        body
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.message)?;
        for problem in &self.problems {
            write!(f, "; {}: {}", problem.path, problem.message)?;
        }
        Ok(())
    }
}

/// Collects what is wrong with a form, so that all of it is said at once.
#[derive(Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, path: &str, code: &'static str, message: &str) {
        self.0.push(Problem {
            path: path.to_owned(),
            code,
            message: message.to_owned(),
        });
    }

    /// Lengths count characters (code points).
    pub(super) fn length(&mut self, path: &str, text: &str, least: usize, most: usize) {
        let length = text.chars().count();
        if length > most {
            self.add(
                path,
                "BASE_TYPE_MAX_LENGTH",
                &format!("Must be {most} or fewer in length."),
            );
        } else if length < least {
            self.add(
                path,
                "BASE_TYPE_MIN_LENGTH",
                &format!("Must be {least} or more in length."),
            );
        }
    }

    /// A string that has to be there, within its limits.
    pub(super) fn text(&mut self, path: &str, value: &Value, least: usize, most: usize) {
        match value {
            Value::String(text) => self.length(path, text, least, most),
            Value::Null => self.add(path, "BASE_TYPE_REQUIRED", "This field is required"),
            _ => self.add(
                path,
                "STRING_TYPE_CONVERT",
                "Could not interpret value as string.",
            ),
        }
    }

    /// A string that may be missing or null.
    pub(super) fn optional_text(&mut self, path: &str, value: &Value, most: usize) {
        if !value.is_null() {
            self.text(path, value, 0, most);
        }
    }

    pub(super) fn count(&mut self, path: &str, count: usize, least: usize, most: usize) {
        if count < least || count > most {
            self.add(
                path,
                "BASE_TYPE_BAD_LENGTH",
                &format!("Must be between {least} and {most} in length."),
            );
        }
    }

    /// A number that may be missing.
    pub(super) fn number(&mut self, path: &str, value: &Value, least: u64, most: u64) {
        if value.is_null() {
            return;
        }
        match value.as_u64() {
            Some(number) if (least..=most).contains(&number) => {}
            _ => self.add(
                path,
                "NUMBER_TYPE_MAX",
                &format!("int value should be between {least} and {most}."),
            ),
        }
    }

    pub(super) fn result(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.refusal())
        }
    }

    fn refusal(self) -> Refusal {
        Refusal {
            problems: self.0,
            ..Refusal::new(400, 50035, "Invalid Form Body")
        }
    }
}
