//! Letters that the documents' fonts do not have. A PDF or PNG leaves them out: of a name, what
//! remains, or «Participante 3» when nothing does; of other words, «…» in their place. Markdown,
//! JSON and CSV keep every letter.

use super::{
    Frame, Names,
    typeset::can_draw,
    words::{Markup, Writer},
};
use crate::domain::report::Report;

/// What stands where words cannot be shown.
const LEFT_OUT: char = '…';

/// The text with its missing letters replaced, a run of them by one mark.
pub(super) fn drawable(text: &str) -> String {
    if text
        .chars()
        .all(|letter| letter.is_ascii() || can_draw(letter))
    {
        return text.to_owned();
    }
    let mut drawn = String::with_capacity(text.len());
    let mut left_out = false;
    for letter in text.chars() {
        let has = letter.is_ascii() || can_draw(letter);
        if is_invisible(letter) {
            // It belongs to what stands before it.
            if has && !left_out {
                drawn.push(letter);
            }
        } else if has {
            drawn.push(letter);
            left_out = false;
        } else if !left_out {
            drawn.push(LEFT_OUT);
            left_out = true;
        }
    }
    drawn
}

/// The names of things as they are, and of every person whom the reader may know one that can be
/// shown.
pub(super) fn drawable_names(report: &Report, frame: &Frame<'_>) -> Names {
    let mut names = frame.names.clone();
    let writer = Writer::new(report, frame, Markup::Plain);
    for (number, person) in (1..).zip(&report.learners) {
        let given = names.people.get(person).map(String::as_str);
        let name = given.unwrap_or(person.as_str());
        if name
            .chars()
            .all(|letter| letter.is_ascii() || can_draw(letter))
        {
            continue;
        }
        let drawn: String = name
            .chars()
            .filter(|letter| letter.is_ascii() || can_draw(*letter))
            .collect();
        let drawn = drawn.trim().to_owned();
        let shown = if drawn.chars().any(char::is_alphanumeric) {
            drawn
        } else {
            writer.say("person-number", &[("number", number.into())])
        };
        names.people.insert(person.clone(), shown);
    }
    names
}

/// Marks that change how their neighbours look (joiners, variation selectors, directions).
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::report::analyse, texts::Language};

    #[test]
    fn what_cannot_be_drawn_is_marked_once() {
        assert_eq!(
            drawable("procesos y señales: «λ», «Ж»"),
            "procesos y señales: «λ», «Ж»"
        );
        assert_eq!(drawable("ver 进程 y 🎉\u{fe0f}!"), "ver … y …!");
    }

    #[test]
    fn a_name_keeps_what_can_be_drawn_of_it_or_becomes_a_number() {
        let mut report = analyse(&[]);
        report.learners = ["a", "b", "c"].map(Into::into).to_vec();
        let people = [("a", "Ana 🎉"), ("b", "王小明"), ("c", "سارة")];
        let names = Names {
            people: people.map(|(id, name)| (id.into(), name.to_owned())).into(),
            ..Names::default()
        };
        let drawn = drawable_names(&report, &Frame::new(Language::Spanish, &names));
        let drawn: Vec<&str> = drawn.people.values().map(String::as_str).collect();
        assert_eq!(drawn, ["Ana", "Participante 2", "سارة"]);
    }
}
