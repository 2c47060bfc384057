//! Learns from labelled sentences what understanding a doubt needs:
//!
//! - `src/domain/doubt/learned.tsv`: what tells a question from anything else, and its kind;
//! - `WEIGHTS` and `BIAS` of `src/domain/doubt/near.rs`: how near an answer is. These it prints.
//!
//! Learns from the part of `tests/fixtures/doubts` that is for tuning. A sentence that is a wording of a course
//! is compared with the course as it would be without it. What is printed of each author is told by what
//! was learned from the other authors' sentences.

mod nearness;
mod told;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use rayon::prelude::*;
use serde::Deserialize;
use tertulia::{
    course,
    domain::{course::Course, doubt, event::QuestionKind},
};

const COURSES: [&str; 3] = ["multiprocessing", "hilos", "asyncio"];

#[derive(Debug, Deserialize)]
struct Sentence {
    course: String,
    text: String,
    is_question: bool,
    kind: Option<QuestionKind>,
    answers: Vec<String>,
    author: String,
    split: String,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let set = root.join("tests/fixtures/doubts/sentences.jsonl");
    let set = fs::read_to_string(set).expect("the evaluation set is there");
    let sentences = set
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is a sentence"));
    let sentences: Vec<Sentence> = sentences
        .filter(|sentence: &Sentence| sentence.split == "tune")
        .collect();
    let courses: BTreeMap<&str, Course> = COURSES
        .into_iter()
        .map(|id| {
            let loaded = course::load(&root.join("courses").join(id));
            (id, loaded.expect("the course has no errors").course)
        })
        .collect();
    let course_of = |sentence: &Sentence| &courses[sentence.course.as_str()];
    let examples: Vec<told::Example<'_>> = sentences
        .iter()
        .map(|sentence| told::Example::of(sentence, course_of(sentence)))
        .collect();

    let authors: BTreeSet<&str> = sentences.iter().map(|one| one.author.as_str()).collect();
    let (told, by_author): (told::Told, BTreeMap<&str, told::Told>) = rayon::join(
        || told::Told::learn(&examples.iter().collect::<Vec<_>>()),
        || {
            let learned = authors.par_iter().map(|&author| {
                let others = examples.iter().filter(|one| one.sentence.author != author);
                (author, told::Told::learn(&others.collect::<Vec<_>>()))
            });
            learned.collect()
        },
    );
    let learned = root.join("src/domain/doubt/learned.tsv");
    fs::write(learned, told.written()).expect("the file can be written");

    let mut doubts = Vec::new();
    for (author, told) in by_author {
        let is_own = |example: &&told::Example<'_>| example.sentence.author == author;
        let own: Vec<&told::Example<'_>> = examples.iter().filter(is_own).collect();
        let (mut asking, mut of_kind) = (0, 0);
        let asked = doubts.len();
        for example in &own {
            let sentence = example.sentence;
            asking += usize::from(told.asks(example) == sentence.is_question);
            if let Some(kind) = sentence.kind {
                let kinds = told.kinds(example);
                of_kind += usize::from(doubt::likeliest(&kinds) == kind);
                doubts.push(nearness::Doubt {
                    course: course_of(sentence),
                    text: &sentence.text,
                    author,
                    answers: &sentence.answers,
                    kinds,
                });
            }
        }
        println!(
            "{author}: of {} sentences it is right for {:.1} % that they ask or not, of {} doubts for {:.1} % of which kind",
            own.len(),
            percent(asking, own.len()),
            doubts.len() - asked,
            percent(of_kind, doubts.len() - asked),
        );
    }
    let examples = nearness::examples(&doubts);
    nearness::print_thresholds(&examples);
    let (weights, bias) = nearness::fit(&examples.iter().collect::<Vec<_>>());
    println!("WEIGHTS: {weights:.2?}\nBIAS: {bias:.2}");
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * doubt::ratio(part, whole.max(1))
}
