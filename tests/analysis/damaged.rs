//! Logs that no session wrote: cut, with numbers out of all bounds, with times that run backwards,
//! with events that speak of what is not there. They get a clear error or an honest report, in
//! every format, and never a crash.

use proptest::prelude::*;
use serde_json::{Value, json};
use tertulia::{
    report::{
        Format, Frame, Names,
        analyze::{self, AnalyzeError, Reader},
    },
    texts::Language,
};

use crate::scenario;

/// The texts of all formats that are text, or what is wrong with the log.
fn analysed(log: &[u8]) -> Result<String, String> {
    let names = Names::default();
    let frame = Frame::new(Language::Spanish, &names);
    let mut said = String::new();
    for format in [Format::Markdown, Format::Json, Format::Csv] {
        match analyze::run(log, None, format, &frame) {
            Ok(report) => said.push_str(&String::from_utf8_lossy(&report)),
            Err(error) => return Err(error.say(Language::Spanish)),
        }
    }
    Ok(said)
}

/// The log's PDF and PNG are made.
fn printed(log: &[u8]) {
    let names = Names::default();
    for language in [Language::Spanish, Language::English] {
        let frame = Frame::new(language, &names);
        for format in [Format::Pdf, Format::Png] {
            analyze::run(log, None, format, &frame).expect("the report can be printed");
        }
    }
}

/// A log of these events, numbered, a second apart.
fn log(events: &[Value]) -> Vec<u8> {
    let mut text = String::new();
    for (number, event) in (1..).zip(events) {
        let mut line = json!({
            "seq": number,
            "at": format!("2026-11-22T16:00:{:02}Z", number % 60),
            "actor": "learner:ana",
        });
        let fields = line.as_object_mut().expect("an object");
        fields.extend(event.as_object().expect("an object").clone());
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text.into_bytes()
}

fn started(roster: &Value, minutes: &Value) -> Value {
    json!({
        "type": "session_started", "actor": "bot", "course": "c", "proposed_by": "bot",
        "roster": roster, "advance_rule": "all",
        "plan": [{"topic": "t", "title": "T", "concepts": ["x"], "planned_minutes": minutes, "pause": true}],
    })
}

#[test]
fn a_session_of_nobody_and_nothing_is_told_in_every_format() {
    let empty = log(&[
        started(&json!([]), &json!(0)),
        json!({"type": "session_ended", "actor": "bot", "reason": "abandoned"}),
    ]);
    let said = analysed(&empty).expect("a report");
    assert!(said.contains("no se registr"), "{said}");
    printed(&empty);
}

#[test]
fn numbers_out_of_all_bounds_are_no_trouble() {
    let events = [
        started(&json!(["learner:ana"]), &json!(u32::MAX)),
        json!({"type": "topic_started", "actor": "bot", "topic": "t", "via": "plan"}),
        json!({"type": "confidence_rated", "topic": "t", "value": 0, "before_check": true}),
        json!({"type": "confidence_rated", "topic": "t", "value": 200, "before_check": true}),
        json!({"type": "check_answered", "topic": "t", "items": [
            {"concept": "x", "correct": true, "first_try": true, "hinted": false, "number": u64::MAX},
        ]}),
        json!({"type": "question_answered", "question": "never-asked", "by": "peer"}),
        json!({"type": "question_resolved", "question": "never-asked", "value": "resolved"}),
        json!({"type": "question_corrected", "question": "never-asked", "kind": "cause"}),
        json!({"type": "question_deleted", "question": "never-asked"}),
        json!({"type": "question_asked", "question": "q", "concepts": ["x", "x"], "aspects": [],
               "kind": "cause", "purpose": "doubt", "repeats": "never-asked"}),
        json!({"type": "topic_started", "actor": "bot", "topic": "unplanned", "via": "skip"}),
        json!({"type": "session_ended", "actor": "bot", "reason": "closed"}),
    ];
    let log = log(&events);
    assert!(analysed(&log).is_ok());
    printed(&log);
}

#[test]
fn times_may_run_backwards_and_lie_at_the_ends_of_the_calendar() {
    let mut events = vec![
        started(&json!(["learner:ana"]), &json!(5)),
        json!({"type": "topic_started", "actor": "bot", "topic": "t", "via": "plan", "at": "9999-12-31T23:59:59Z"}),
        json!({"type": "pause_opened", "actor": "bot", "topic": "t", "planned": true, "at": "0000-01-01T00:00:00Z"}),
        json!({"type": "session_ended", "actor": "bot", "reason": "closed", "at": "0000-01-01T00:00:00-23:59"}),
    ];
    let log_of = |events: &[Value]| {
        let log = log(events);
        assert!(analysed(&log).is_ok());
        printed(&log);
    };
    log_of(&events);
    events.swap(1, 2);
    log_of(&events);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let told = |events: &[Value]| analysed(&log(events)).expect_err("no report");
    let negative = told(&[started(&json!([]), &json!(-5))]);
    assert!(
        negative.starts_with("línea 1: valor no válido"),
        "{negative}"
    );
    let twice = told(&[
        started(&json!([]), &json!(5)),
        json!({"type": "closing_started", "seq": 1}),
    ]);
    assert_eq!(twice, "línea 2: seq es 1, se esperaba 2");
    let huge = told(&[
        started(&json!([]), &json!(5)),
        json!({"type": "closing_started", "seq": u64::MAX}),
    ]);
    assert!(huge.starts_with("línea 2: seq es"), "{huge}");
}

#[test]
fn a_learner_who_is_not_there_names_those_who_are() {
    let names = Names::default();
    let frame = Frame::new(Language::Spanish, &names);
    let log = scenario("group.jsonl");
    let reader = Reader::Learner("zoe".into());
    let error = analyze::run(log.as_bytes(), Some(&reader), Format::Json, &frame)
        .expect_err("there is no zoe");
    assert!(matches!(error, AnalyzeError::UnknownLearner { .. }));
    assert_eq!(
        error.say(Language::Spanish),
        "En el registro no participa «zoe». Participan: ana, beto, carla, inés."
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_log_that_is_cut_or_overwritten_anywhere_is_no_crash(
        at in any::<prop::sample::Index>(),
        cut in any::<bool>(),
        byte in any::<u8>(),
    ) {
        let mut log = scenario("group.jsonl").into_bytes();
        let at = at.index(log.len());
        if cut {
            log.truncate(at);
        } else {
            log[at] = byte;
        }
        if let Err(told) = analysed(&log) {
            prop_assert!(told.contains("línea") || told.contains("registro"), "{}", told);
        }
    }

    #[test]
    fn fields_of_any_value_are_no_crash(
        line in 0..98_usize,
        field in any::<prop::sample::Index>(),
        value in prop_oneof![
            Just(json!(null)),
            any::<i64>().prop_map(|number| json!(number)),
            any::<f64>().prop_map(|number| json!(number)),
            ".{0,12}".prop_map(|text| json!(text)),
            Just(json!([])),
            Just(json!({})),
            Just(json!(["learner:", "x"])),
        ],
    ) {
        let log = scenario("group.jsonl");
        let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
        let mut event: Value = serde_json::from_str(&lines[line]).expect("a scenario is JSON");
        let fields = event.as_object_mut().expect("an event is an object");
        let name = fields.keys().nth(field.index(fields.len())).cloned();
        fields.insert(name.expect("an event has fields"), value);
        lines[line] = event.to_string();
        let _ = analysed(lines.join("\n").as_bytes());
    }
}
