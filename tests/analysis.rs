//! The report from logs alone: the scenarios come out as expected, the golden one reads well, and
//! what must hold for every log does.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::Value;
use tertulia::{
    domain::{
        event::Recorded,
        report::{Report, Statement, analyse},
    },
    report::{Names, analyze, json, log, markdown, prose},
    texts::Language,
};

fn scenario(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "scenarios", name]
        .iter()
        .collect();
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn events(name: &str) -> Vec<Recorded> {
    let text = scenario(&format!("{name}.jsonl"));
    log::read_log(text.as_bytes()).expect("a scenario is a valid log")
}

/// What the course calls its concepts.
fn names() -> Names {
    let concepts = [
        ("paralelismo", "paralelismo real"),
        ("process", "Process"),
        ("pipe-queue", "Pipe y Queue"),
        ("lock", "Lock"),
        ("pool", "Pool"),
        ("memoria-compartida", "memoria compartida"),
    ];
    Names {
        course: Some("Multiprocessing en Python".to_owned()),
        concepts: concepts
            .map(|(id, name)| (id.into(), name.to_owned()))
            .into(),
        people: BTreeMap::new(),
    }
}

fn statements(report: &Report) -> impl Iterator<Item = &Statement> {
    report
        .sections
        .iter()
        .flat_map(|section| &section.statements)
}

#[test]
fn the_golden_report_reads_as_a_tutor_would_write_it() {
    let report = analyse(&events("golden"));
    insta::assert_snapshot!(markdown::render(&report, Language::Spanish, &names()));
}
