//! Questions of other formats, read, written and read again.

mod aiken;
mod file;
mod gift;
mod html;
mod round_trip;

use std::path::Path;

use super::{Format, Question};
use crate::{
    course::source::{Folder, Page, Source},
    domain::course::CheckOption,
    texts::Language,
};

/// The questions of a text, and what was said of it as `line:column code`.
fn read(format: Format, text: &str) -> (Vec<Question>, Vec<String>) {
    let folder = Folder::open(Path::new(".")).unwrap();
    let source = Source {
        file: "preguntas".into(),
        text: text.to_owned(),
    };
    let mut problems = Vec::new();
    let mut page = Page {
        source: &source,
        folder: &folder,
        problems: &mut problems,
    };
    let questions = format.read(&mut page, Language::Spanish);
    let told = problems.iter().map(|own| {
        let kind = own.kind.code();
        format!("{}:{} {kind}", own.line, own.column)
    });
    (questions, told.collect())
}

/// The questions of a text without a fault.
#[track_caller]
fn good(format: Format, text: &str) -> Vec<Question> {
    let (questions, problems) = read(format, text);
    assert_eq!(problems, Vec::<String>::new(), "{text}");
    questions
}

fn options(question: &Question) -> Vec<CheckOption> {
    question
        .options
        .iter()
        .map(|(_, own)| own.clone())
        .collect()
}

/// The options as `+text|feedback` or `-text|feedback`.
fn shown(question: &Question) -> Vec<String> {
    let shown = question.options.iter().map(|(_, option)| {
        let sign = if option.right { '+' } else { '-' };
        format!("{sign}{}|{}", option.text, option.feedback)
    });
    shown.collect()
}
