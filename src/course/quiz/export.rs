//! Writing a course's checks as GIFT, so that Moodle and our own reader read them as they are.

use std::fmt::Write;

use crate::domain::{
    course::{Check, CheckOption, Course},
    ids::TopicId,
};

/// The checks of the course, or of one topic, in the order in which they are asked. Each has a
/// name, its concept as a tag, and the feedback of every option; each topic is a category.
#[must_use]
pub fn gift(course: &Course, topic: Option<&TopicId>) -> String {
    let mut text = format!("// {} {}\n", course.id, one_line(&course.version));
    let topics = course.topics.iter();
    for topic in topics.filter(|own| topic.is_none_or(|topic| own.id == *topic)) {
        let category = [&course.title, &topic.title].map(|title| category(title));
        let category = category.join("/");
        writeln!(text, "\n$CATEGORY: {category}\n").expect("a string takes everything");
        for (number, check) in topic.checks.iter().enumerate() {
            let name = format!("{}-{}", topic.id, number + 1);
            text.push_str(&question(&name, check));
            text.push('\n');
        }
    }
    text
}

/// A question with its name, a blank line not included.
pub(super) fn question(name: &str, check: &Check) -> String {
    let mut text = format!("// [tag:{}]\n", check.concept);
    let prompt = escaped(&check.prompt);
    write!(text, "::{}::[markdown]{prompt} {{", escaped(name)).expect("a string takes everything");
    for option in &check.options {
        let CheckOption {
            text: option,
            right,
            feedback,
        } = option;
        let sign = if *right { '=' } else { '~' };
        let (option, feedback) = (guarded(option), guarded(feedback));
        write!(text, "\n\t{sign}{option}").expect("a string takes everything");
        if !feedback.is_empty() {
            write!(text, "#{feedback}").expect("a string takes everything");
        }
    }
    text.push_str("\n}\n");
    text
}

/// A text that begins like a format or a weight, and is neither, says its format before it.
fn guarded(text: &str) -> String {
    let format = if text.starts_with(['[', '%']) {
        "[markdown]"
    } else {
        ""
    };
    format!("{format}{}", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | '#' | '=' | '~' | '{' | '}' | ':' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A name within the path of a category, in which a slash is written twice.
fn category(title: &str) -> String {
    one_line(title).replace('/', "//")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
