//! `tertulia course ask`, the program itself: what it prints, for lines as for one text, and what it
//! says when something cannot be read.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// Runs `course ask` with these arguments, and with this on its standard input.
fn ask(arguments: &[&str], input: &str, language: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tertulia"));
    program
        .args(["course", "ask"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DATABASE_URL")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", language)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut program = program.spawn().unwrap();
    program
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    program.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let lines = text(&output.stdout).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_text_is_told_with_its_answer() {
    let asked = ["multiprocessing", "¿Qué es un Pipe?"];
    let spanish = ask(&asked, "", "es_ES.UTF-8");
    assert!(spanish.status.success(), "{}", text(&spanish.stderr));
    let (before, score_on) = text(&spanish.stdout).split_once(" · ").unwrap();
    let (score, after) = score_on.split_once('\n').unwrap();
    assert!(
        score.parse::<f64>().is_ok_and(|score| score > 0.5),
        "{score}"
    );
    insta::assert_snapshot!("spanish", format!("{before}\n{after}"));
    let english = ask(
        &["courses/multiprocessing", "jaja gracias"],
        "",
        "en_US.UTF-8",
    );
    insta::assert_snapshot!("english", text(&english.stdout));
}

#[test]
fn each_line_gets_a_line_and_a_bad_one_is_told_with_its_number() {
    let input = "\u{feff}{\"id\": 1, \"text\": \"¿Qué es un Pipe?\"}\n\
        no json\n\
        \n\
        {\"id\": \"b\", \"text\": \"gracias, quedó claro\"}\n\
        {\"id\": 3}\n\
        {\"id\": 4, \"text\": \"¿a qué hora terminamos?\"}\n";
    let output = ask(&["multiprocessing", "--jsonl"], input, "es_ES.UTF-8");
    assert!(!output.status.success());
    let told = text(&output.stderr);
    assert!(
        told.contains("Línea 2:") && told.contains("Línea 5:"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 2, "{told}");
    let lines = lines(&output);
    let mut first = lines[0].clone();
    let score = first["answer"]["score"].take();
    assert!(
        score
            .as_f64()
            .is_some_and(|score| (0.5..=1.0).contains(&score)),
        "{score}"
    );
    assert_eq!(
        first,
        json!({
            "id": 1,
            "is_question": true,
            "topic": "comunicacion",
            "kind": "definition",
            "concepts": ["pipe-queue", "pipe"],
            "aspects": ["dirección", "uso"],
            "answer": {"id": "comunicacion/que-es-un-pipe", "score": null},
        })
    );
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["id"], "b");
    assert_eq!(
        [&lines[1]["is_question"], &lines[1]["kind"]],
        [&json!(false), &json!(null)]
    );
    assert_eq!(
        [&lines[2]["topic"], &lines[2]["answer"]],
        [&json!(null), &json!(null)]
    );
}

#[test]
fn pairs_are_the_same_or_not() {
    let input = "{\"id\": 1, \"a\": \"¿Qué es un Lock?\", \"b\": \"que es un candado\"}\n\
        {\"id\": 2, \"a\": \"¿Qué es un Lock?\", \"b\": \"¿Qué es un Pool?\"}\n";
    let output = ask(&["multiprocessing", "--pairs"], input, "es_ES.UTF-8");
    assert!(output.status.success());
    let same = [
        json!({"id": 1, "same": true}),
        json!({"id": 2, "same": false}),
    ];
    assert_eq!(lines(&output), same);
}

#[test]
fn two_hundred_lines_take_less_than_ten_seconds() {
    let texts = [
        "con join funciona pero con detach no ejecuta",
        "¿Cómo elijo el número de procesos del Pool cuando mi programa lee archivos grandes?",
        "ya entendí por qué falla",
        "me tira BrokenPipeError y no sé por qué",
    ];
    let input: String = (0..200)
        .map(|id| json!({"id": id, "text": texts[id % texts.len()]}).to_string() + "\n")
        .collect();
    let begun = Instant::now();
    let output = ask(&["multiprocessing", "--jsonl"], &input, "es_ES.UTF-8");
    assert_eq!(lines(&output).len(), 200);
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_course_that_is_not_there_is_named() {
    let output = ask(&["cocina", "¿qué?"], "", "es_ES.UTF-8");
    assert!(!output.status.success());
    let told = text(&output.stderr);
    assert!(
        told.contains("«cocina»") && told.contains("courses"),
        "{told}"
    );
}
