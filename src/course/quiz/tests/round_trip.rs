//! What is written can be read again, whatever its texts are made of.

use std::path::Path;

use proptest::prelude::*;

use super::{Format, good, options, read};
use crate::{
    course::{
        quiz::{Question, export, section, with_heading},
        source::{Folder, Page, Source},
        topic,
    },
    domain::{
        course::{Check, CheckOption},
        ids::ConceptId,
    },
};

/// Pieces that mean something to GIFT, to Aiken, to HTML or to Markdown.
const PIECES: &[&str] = &[
    "a",
    "ñ",
    "El proceso",
    "2",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\\",
    "\\n",
    "\\\\",
    "=",
    "~",
    "#",
    "####",
    "{",
    "}",
    ":",
    "::",
    "//",
    "->",
    "%50%",
    "%100%",
    "%-3%",
    "[html]",
    "[markdown]",
    "[x]",
    "[ ]",
    "T",
    "FALSE",
    "$CATEGORY:",
    "// [tag:b]",
    "<b>",
    "</b>",
    "<br>",
    "<p>",
    "<!--",
    "-->",
    "&lt;",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "- ",
    "* ",
    "1. ",
    "> ",
    "### ",
    "## ",
    "|",
    "---",
    "+++",
    "    ",
    "\t",
    "\r",
    "\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "A. ",
    "B) ",
    "ANSWER: A",
    "🙂",
    "[a]: b",
];

fn hostile(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|pieces| pieces.concat())
}

/// A text that a course can have: never blank, nor with white space around it.
fn course_text() -> impl Strategy<Value = String> {
    hostile(8).prop_map(|text| match text.trim() {
        "" => "vacío".to_owned(),
        text => text.to_owned(),
    })
}

prop_compose! {
    fn any_check()(
        prompt in course_text(),
        texts in prop::collection::vec((course_text(), course_text()), 2..6),
        right in any::<prop::sample::Index>(),
    ) -> Check {
        let right = right.index(texts.len());
        let options = texts.into_iter().enumerate().map(|(number, (text, feedback))| CheckOption {
            // No two of them are the same.
            text: format!("{text} {number}"),
            right: number == right,
            feedback,
        });
        Check {
            concept: ConceptId::new("pipe-queue"),
            prompt: with_heading(&prompt),
            options: options.collect(),
        }
    }
}

/// The question as a check, with its first tag for a concept.
fn check(question: &Question) -> Check {
    Check {
        concept: ConceptId::new(question.tags.first().map_or("tubo", String::as_str)),
        prompt: question.prompt.clone(),
        options: options(question),
    }
}

/// A topic with one check of its own.
const TOPIC: &str = "+++\nid = \"uno\"\n+++\n\n## Ejercicio\n\nAlgo.\n\n## Comprobación\n\n\
    ### ¿Es suya?\n- concept: tubo\n\n- [x] Sí\n  > Sí.\n- [ ] No\n  > No.\n\n## Dudas frecuentes\n";

/// The checks that a topic's text has, as the loader reads them.
fn checks_of(text: &str) -> Vec<Check> {
    let folder = Folder::open(Path::new(".")).unwrap();
    let source = Source {
        file: "tema.md".into(),
        text: text.to_owned(),
    };
    let mut problems = Vec::new();
    let mut page = Page {
        source: &source,
        folder: &folder,
        problems: &mut problems,
    };
    topic::parse(&mut page, &[]).topic.checks
}

fn reads_back(check: &Check) -> bool {
    let folder = Folder::open(Path::new(".")).unwrap();
    let source = Source {
        file: "tema.md".into(),
        text: String::new(),
    };
    let page = Page {
        source: &source,
        folder: &folder,
        problems: &mut Vec::new(),
    };
    section::reads_back(&page, check)
}

proptest! {
    #[test]
    fn what_a_course_exports_is_imported_as_it_was(checks in prop::collection::vec(any_check(), 1..4)) {
        let text: Vec<String> = checks
            .iter()
            .enumerate()
            .map(|(number, check)| export::question(&format!("t-{number}"), check))
            .collect();
        let read: Vec<Check> = good(Format::Gift, &text.join("\n")).iter().map(check).collect();
        prop_assert_eq!(read, checks);
    }

    #[test]
    fn what_is_imported_is_exported_as_it_was(
        pieces in prop::collection::vec(hostile(12), 1..4),
        html in any::<bool>(),
    ) {
        let format = if html { "[html]" } else { "" };
        let questions = pieces.iter().map(|piece| {
            format!("{format}P {piece} {{={piece}#{piece} ~b {piece}#c}}\n\n")
        });
        let (questions, _) = read(Format::Gift, &questions.collect::<String>());
        for question in &questions {
            let check = check(question);
            let again = good(Format::Gift, &export::question("t", &check));
            prop_assert_eq!(again.len(), 1);
            prop_assert_eq!(&self::check(&again[0]), &check);
        }
    }

    #[test]
    fn what_is_added_to_a_topic_is_what_its_loader_reads(
        pieces in prop::collection::vec(hostile(10), 1..4),
        format in prop::sample::select(vec!["", "[html]", "[plain]", "[markdown]"]),
    ) {
        let questions = pieces.iter().map(|piece| {
            format!("{format}P {piece} {{=a {piece}#{piece} ~b {piece}#c\n####{piece}}}\n\n")
        });
        let (questions, _) = read(Format::Gift, &questions.collect::<String>());
        let mut checks: Vec<Check> = questions.iter().map(check).collect();
        checks.retain(reads_back);
        let text: String = checks.iter().map(section::write).collect();
        let topic = section::insert(TOPIC, &text);
        prop_assert_eq!(checks_of(&topic)[1..].to_vec(), checks, "{}", topic);
    }

    #[test]
    fn no_file_of_questions_makes_the_readers_fall(text in hostile(60)) {
        for format in [Format::Gift, Format::Aiken] {
            let (questions, problems) = read(format, &text);
            for question in questions {
                prop_assert!(text.is_char_boundary(question.at));
            }
            for problem in problems {
                let line: usize = problem.split(':').next().unwrap().parse().unwrap();
                prop_assert!(line <= text.split('\n').count(), "{}", problem);
            }
        }
    }
}

#[test]
fn plain_questions_are_never_left_out_for_their_signs() {
    for piece in PIECES
        .iter()
        .filter(|piece| !piece.contains(['\n', '\r', '{', '}']))
    {
        let escaped = piece
            .replace('\\', "\\\\")
            .replace(['=', '~', '#', ':'], "x");
        let text = format!("[plain]P {escaped}{{=a {escaped}#{escaped} c ~b {escaped}#c}}");
        for question in good(Format::Gift, &text) {
            assert!(reads_back(&check(&question)), "{piece:?}");
        }
    }
}
