//! The report from logs alone: the scenarios come out as expected, the golden one reads well, and
//! what must hold for every log does.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use proptest::prelude::*;
use serde_json::Value;
use tertulia::{
    domain::{
        event::{Actor, Event, Recorded},
        ids::PersonId,
        report::{Audience, Report, Statement, StatementId, Variant, analyse},
    },
    report::{Format, Frame, Names, analyze, log, prose, render},
    texts::Language,
};

mod arbitrary;
mod audiences;
mod damaged;
mod documents;
mod sample;

const SCENARIOS: [&str; 5] = ["golden", "order-broken", "no-questions", "group", "sample"];

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

/// A document that is text.
fn text(report: &Report, format: Format, frame: &Frame<'_>) -> String {
    let document = render(report, format, frame).expect("a text has no fonts to fail");
    String::from_utf8(document).expect("the document is text")
}

fn markdown(report: &Report, language: Language, names: &Names) -> String {
    text(report, Format::Markdown, &Frame::new(language, names))
}

fn statements(report: &Report) -> impl Iterator<Item = &Statement> {
    report
        .sections
        .iter()
        .flat_map(|section| &section.statements)
}

/// The statements as JSON, as another program reads them.
fn read(name: &str) -> Vec<Value> {
    let log = scenario(&format!("{name}.jsonl"));
    let names = Names::default();
    let frame = Frame::new(Language::Spanish, &names);
    let out = analyze::run(log.as_bytes(), None, Format::Json, &frame)
        .expect("a scenario is a valid log");
    let report: Value = serde_json::from_slice(&out).expect("the report is JSON");
    let sections = report["sections"].as_array().expect("there are sections");
    let statements = sections
        .iter()
        .flat_map(|section| section["statements"].as_array().into_iter().flatten());
    statements.cloned().collect()
}

fn strings(value: &Value) -> Vec<&str> {
    let items = value.as_array().into_iter().flatten();
    items
        .map(|item| item.as_str().expect("a list of words"))
        .collect()
}

/// Everything that the report says of a log, in all of its forms and languages, for anybody.
fn everything_said(events: &[Recorded], languages: &[Language]) -> String {
    let whole = analyse(events);
    let mut said = String::new();
    for audience in [
        None,
        Some(Audience::Channel),
        Some(Audience::Moderator),
        Some(Audience::Learner),
    ] {
        let report = match audience {
            Some(audience) => whole.for_audience(audience, whole.learners.first()),
            None => whole.clone(),
        };
        for language in languages {
            let names = names();
            let frame = Frame::new(*language, &names);
            for section in prose::sections(&report, &frame) {
                said.push_str(&section.heading);
                said.push_str(&section.paragraphs.concat());
            }
            for format in [Format::Json, Format::Markdown, Format::Csv] {
                said.push_str(&text(&report, format, &frame));
            }
        }
    }
    said
}

#[test]
fn the_scenarios_come_out_as_expected() {
    let expected: Value = serde_json::from_str(&scenario("expected.json")).unwrap();
    for (name, expected) in expected.as_object().unwrap() {
        let statements = read(name);
        let with = |id: &str| {
            statements
                .iter()
                .filter(|one| one["id"] == id)
                .collect::<Vec<_>>()
        };
        for (id, variant) in expected["must"].as_object().unwrap() {
            let found: Vec<&Value> = with(id).iter().map(|one| &one["variant"]).collect();
            assert_eq!(found, [variant], "{name}: {id}");
        }
        for id in strings(&expected["absent"]) {
            assert!(with(id).is_empty(), "{name}: {id} is there");
        }
        for field in ["concepts", "aspects"] {
            for (id, wanted) in expected[field].as_object().into_iter().flatten() {
                assert_eq!(
                    strings(&with(id)[0][field]),
                    strings(wanted),
                    "{name}: {id} {field}"
                );
            }
        }
        let said = everything_said(&events(name), &[Language::Spanish]).to_lowercase();
        for words in strings(&expected["must_not_say"]) {
            assert!(!said.contains(words), "{name} says «{words}»");
        }
    }
}

#[test]
fn the_golden_report_reads_as_a_tutor_would_write_it() {
    let report = analyse(&events("golden"));
    insta::assert_snapshot!(markdown(&report, Language::Spanish, &names()));
}

#[test]
fn the_report_reads_in_english_too() {
    let report = analyse(&events("golden"));
    insta::assert_snapshot!(markdown(&report, Language::English, &names()));
}

#[test]
fn a_session_without_questions_says_that_little_was_recorded() {
    let report = analyse(&events("no-questions"));
    insta::assert_snapshot!(markdown(&report, Language::Spanish, &names()));
}

#[test]
fn the_channel_gets_the_part_of_the_group() {
    let report = analyse(&events("golden")).for_audience(Audience::Channel, None);
    insta::assert_snapshot!(markdown(&report, Language::Spanish, &names()));
}

/// A group of four: a doubt that came back, an advance that a moderator forced, one who left.
fn group_report(audience: Audience, learner: Option<&str>) -> String {
    let people = [
        ("ana", "Ana"),
        ("beto", "Beto"),
        ("carla", "Carla"),
        ("inés", "Inés"),
    ];
    let names = Names {
        people: people.map(|(id, name)| (id.into(), name.to_owned())).into(),
        ..names()
    };
    let learner = learner.map(PersonId::from);
    let report = analyse(&events("group")).for_audience(audience, learner.as_ref());
    markdown(&report, Language::Spanish, &names)
}

#[test]
fn a_groups_channel_reads_of_the_group_alone() {
    insta::assert_snapshot!(group_report(Audience::Channel, None));
}

#[test]
fn a_groups_moderators_read_of_each_learner() {
    insta::assert_snapshot!(group_report(Audience::Moderator, None));
}

#[test]
fn a_learner_reads_of_the_group_and_of_themselves() {
    insta::assert_snapshot!(group_report(Audience::Learner, Some("beto")));
}

#[test]
fn the_json_has_the_promised_shape() {
    let report = analyse(&events("golden"));
    let json = text(
        &report,
        Format::Json,
        &Frame::new(Language::Spanish, &Names::default()),
    );
    let read: Value = serde_json::from_str(&json).unwrap();
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&read), ["rules", "sections"]);
    assert_eq!(
        keys(&read["sections"][0]),
        ["number", "title", "statements"]
    );
    assert_eq!(
        read["sections"][0]["title"],
        "Estructura de la conversación"
    );
    let first = &read["sections"][0]["statements"][0];
    assert_eq!(
        keys(first),
        [
            "id", "variant", "text", "evidence", "audience", "topics", "figures"
        ]
    );
    assert_eq!(
        first["evidence"],
        serde_json::json!([2, 12, 20, 37, 45, 61])
    );
    assert_eq!(first["audience"], "channel");
}

#[test]
fn an_answer_counts_as_soon_as_it_is_there_whoever_gives_it() {
    for name in ["golden", "group"] {
        let log = scenario(&format!("{name}.jsonl"));
        let tutors = log.replace(r#""by": "prepared""#, r#""by": "tutor""#);
        assert_ne!(tutors, log, "{name}");
        let report = |log: &str| {
            let events = log::read_log(log.as_bytes()).expect("a log");
            analyse(&events).sections
        };
        assert_eq!(report(&tutors), report(&log), "{name}");
    }
}

#[test]
fn an_audience_without_statements_reads_one_honest_sentence() {
    let report = analyse(&events("golden")).for_audience(Audience::Channel, None);
    let names = names();
    let sections = prose::sections(&report, &Frame::new(Language::Spanish, &names));
    assert_eq!(sections[3].heading, "4. Aplicación y reflexión");
    assert_eq!(
        sections[3].paragraphs,
        [
            "Lo registrado sobre este apartado se refiere a cada participante y figura solo en su informe individual."
        ]
    );
}

#[test]
fn a_log_reads_back_as_it_was_written() {
    for name in SCENARIOS {
        let events = events(name);
        let mut written = Vec::new();
        log::write_log(&events, &mut written).unwrap();
        assert_eq!(log::read_log(written.as_slice()).unwrap(), events);
    }
}

#[test]
fn a_broken_log_names_each_problem_with_its_line() {
    let log = [
        r#"{"seq": 1, "at": "2026-11-22T16:00:00Z", "actor": "bot", "type": "closing_started"}"#,
        "not json",
        "",
        r#"{"seq": 3, "at": "2026-11-22T16:00:00Z", "actor": "bot", "type": "topic_started", "via": "plan"}"#,
        r#"{"seq": 4, "at": "2026-11-22T16:00:00Z", "actor": "bot", "type": "party"}"#,
        r#"{"seq": 9, "at": "2026-11-22T16:00:00Z", "actor": "bot", "type": "session_paused"}"#,
        r#"{"at": "2026-11-22T16:00:00Z", "actor": "bot", "type": "session_paused"}"#,
        r#"{"seq": 11, "at": "yesterday", "actor": "bot", "type": "session_paused"}"#,
        r#"{"seq": 12, "at": "2026-11-22T16:00:00Z", "actor": "cat", "type": "session_paused"}"#,
        "[1]",
    ];
    let error = log::read_log(log.join("\n").as_bytes()).unwrap_err();
    insta::assert_snapshot!(error.say(Language::Spanish));
}

#[test]
fn an_empty_log_and_one_without_a_start_are_told_apart() {
    let error = |log: &str| log::read_log(log.as_bytes()).unwrap_err().to_string();
    assert_eq!(error("\n\n"), "the log is empty");
    let lobby =
        r#"{"seq": 1, "at": "2026-11-22T16:00:00Z", "actor": "bot", "type": "closing_started"}"#;
    assert_eq!(error(lobby), "the log holds no session_started event");
}

#[test]
fn at_most_twenty_problems_are_named() {
    let error = log::read_log("x\n".repeat(100).as_bytes()).unwrap_err();
    assert_eq!((error.problems.len(), error.more), (20, true));
}

/// What a statement claims, without the events that it cites.
fn content(statement: &Statement) -> (StatementId, Variant, String) {
    let Statement {
        learner,
        topics,
        concepts,
        aspects,
        figures,
        sentence,
        further,
        ..
    } = statement;
    let said = format!(
        "{learner:?} {topics:?} {concepts:?} {aspects:?} {figures:?} {sentence:?} {further:?}"
    );
    (statement.id, statement.variant, said)
}

/// Each positive claim goes when the events that it cites go.
fn claims_go_with_their_evidence(events: &[Recorded]) {
    for claim in statements(&analyse(events)).filter(|one| one.variant == Variant::Positive) {
        let mut rest = events.to_vec();
        rest.retain(|recorded| !claim.evidence().contains(&recorded.seq));
        let again = analyse(&rest);
        let same = statements(&again).find(|one| content(one) == content(claim));
        assert_eq!(same, None, "still claimed without its evidence");
    }
}

#[test]
fn without_its_evidence_no_claim_of_the_scenarios_remains() {
    for name in SCENARIOS {
        claims_go_with_their_evidence(&events(name));
    }
}

/// The events with a message of each of these people at each of these places.
fn with_messages(events: &[Recorded], places: &[(usize, usize)]) -> Vec<Recorded> {
    let mut more = events.to_vec();
    for (number, (place, person)) in (1..=9).zip(places) {
        let Some(before) = events.get(place % events.len().max(1)) else {
            continue;
        };
        more.push(Recorded {
            seq: before.seq + number,
            at: before.at,
            actor: Actor::Learner(arbitrary::LEARNERS[person % 6].into()),
            event: Event::MessagePosted { topic: None },
        });
    }
    more
}

fn without_participation(report: &Report) -> Vec<Statement> {
    let participation = StatementId::new(5, 7);
    statements(report)
        .filter(|one| one.id != participation)
        .cloned()
        .collect()
}

/// Whether the event tells how the session went, whoever pressed the button.
fn is_step_of_the_session(event: &Event) -> bool {
    matches!(
        event,
        Event::SessionStarted { .. }
            | Event::SessionEnded { .. }
            | Event::TopicStarted { .. }
            | Event::ExampleShown { .. }
            | Event::PauseOpened { .. }
            | Event::ExerciseOffered { .. }
            | Event::ClosingStarted
    )
}

/// Each learner's id replaced by the next one's.
fn renamed(text: &str) -> String {
    let ids = arbitrary::LEARNERS;
    let marked = ids
        .iter()
        .enumerate()
        .fold(text.to_owned(), |text, (at, id)| {
            text.replace(id, &format!("\u{1}{}\u{1}", (at + 1) % ids.len()))
        });
    ids.iter().enumerate().fold(marked, |text, (at, id)| {
        text.replace(&format!("\u{1}{at}\u{1}"), id)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn every_log_has_a_report_whose_texts_are_complete(events in arbitrary::log()) {
        let said = everything_said(&events, &[Language::Spanish, Language::English]);
        prop_assert!(!said.contains("Unknown localization"), "{said}");
        prop_assert!(!said.contains("{$"), "{said}");
        prop_assert_eq!(said, everything_said(&events, &[Language::Spanish, Language::English]));
    }

    #[test]
    fn every_statement_cites_events_of_its_log(events in arbitrary::log()) {
        for statement in statements(&analyse(&events)) {
            prop_assert!(!statement.evidence().is_empty());
            for seq in statement.evidence() {
                prop_assert!(events.iter().any(|recorded| recorded.seq == *seq));
            }
        }
    }

    #[test]
    fn without_its_evidence_no_claim_remains(events in arbitrary::log()) {
        claims_go_with_their_evidence(&events);
    }

    #[test]
    fn messages_change_participation_alone(
        events in arbitrary::log(),
        places in proptest::collection::vec((0..100_usize, 0..6_usize), 0..9),
    ) {
        let more = analyse(&with_messages(&events, &places));
        let before = analyse(&events);
        prop_assert_eq!(without_participation(&before), without_participation(&more));
        prop_assert_eq!(&before.timeline, &more.timeline);
        prop_assert_eq!(&before.intervals, &more.intervals);
        prop_assert_eq!(&before.expected, &more.expected);
        prop_assert_eq!(&before.questions, &more.questions);
        prop_assert_eq!(&before.checks, &more.checks);
    }

    #[test]
    fn without_its_checks_no_interval_remains_and_without_its_event_no_row(
        events in arbitrary::log(),
        gone in any::<prop::sample::Index>(),
    ) {
        let report = analyse(&events);
        for interval in &report.intervals {
            let mut rest = events.clone();
            rest.retain(|recorded| {
                recorded.actor.learner() != Some(&interval.learner)
                    || !matches!(recorded.event, Event::CheckAnswered { .. })
            });
            let again = analyse(&rest);
            prop_assert!(again.intervals.iter().all(|one| one.learner != interval.learner));
        }
        if !report.questions.is_empty() {
            let row = &report.questions[gone.index(report.questions.len())];
            let mut rest = events.clone();
            rest.retain(|recorded| recorded.seq != row.seq);
            prop_assert!(analyse(&rest).questions.iter().all(|one| one.seq != row.seq));
        }
    }

    #[test]
    fn a_deleted_question_is_as_if_it_had_not_been_asked(
        events in arbitrary::log(),
        which in any::<prop::sample::Index>(),
    ) {
        let report = analyse(&events);
        prop_assume!(!report.questions.is_empty());
        let row = &report.questions[which.index(report.questions.len())];
        // Ids are used again in these logs: the deletion must be of this one.
        let asks = |recorded: &&Recorded| {
            matches!(&recorded.event, Event::QuestionAsked { question, .. } if *question == row.question)
        };
        prop_assume!(events.iter().filter(asks).count() == 1);
        let mut deleted = events.clone();
        let last = events.last().expect("a question was asked");
        deleted.push(Recorded {
            seq: last.seq + 1,
            at: last.at,
            actor: row.asker.clone().expect("a whole report knows who asked"),
            event: Event::QuestionDeleted { question: row.question.clone() },
        });
        let of_it = |event: &Event| match event {
            Event::QuestionAsked { question, .. }
            | Event::QuestionAnswered { question, .. }
            | Event::QuestionResolved { question, .. }
            | Event::QuestionCorrected { question, .. }
            | Event::QuestionJoined { question, .. }
            | Event::RepeatJudged { question, .. } => *question == row.question,
            _ => false,
        };
        let mut never = events.clone();
        never.retain(|recorded| recorded.seq < row.seq || !of_it(&recorded.event));
        let mut repeating = BTreeSet::new();
        for recorded in &mut never {
            if let Event::QuestionAsked { question, repeats, repeat_confirmed, .. } =
                &mut recorded.event
                && recorded.seq > row.seq
                && repeats.as_ref() == Some(&row.question)
            {
                (*repeats, *repeat_confirmed) = (None, None);
                repeating.insert(question.clone());
            }
        }
        // Nobody judges what repeats nothing any more.
        let judged = |recorded: &Recorded| {
            matches!(&recorded.event, Event::RepeatJudged { question, .. } if repeating.contains(question))
        };
        prop_assume!(!never.iter().any(judged));
        prop_assert_eq!(analyse(&deleted), analyse(&never));
    }

    #[test]
    fn learners_with_other_ids_have_the_same_report(events in arbitrary::log()) {
        let mut written = Vec::new();
        log::write_log(&events, &mut written).unwrap();
        let others: Vec<Recorded> = renamed(std::str::from_utf8(&written).unwrap())
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let render = |events: &[Recorded]| {
            let names = Names::default();
            let frame = Frame::new(Language::Spanish, &names);
            [Format::Json, Format::Csv, Format::Markdown]
                .map(|format| text(&analyse(events), format, &frame))
                .concat()
        };
        prop_assert_eq!(renamed(&render(&events)), render(&others));
    }

    #[test]
    fn everybody_sees_what_the_channel_sees_and_nobody_anothers(events in arbitrary::log()) {
        let whole = analyse(&events);
        let channel = whole.for_audience(Audience::Channel, None);
        let moderators = whole.for_audience(Audience::Moderator, None);
        for statement in statements(&channel) {
            prop_assert_eq!(statement.audience, Audience::Channel);
            prop_assert_eq!(&statement.learner, &None);
            prop_assert!(statements(&moderators).any(|one| one == statement));
        }
        for statement in statements(&moderators) {
            prop_assert!(![(3, 6), (5, 3)].contains(&(statement.id.section, statement.id.number)));
        }
        for person in &whole.learners {
            let own = whole.for_audience(Audience::Learner, Some(person));
            for statement in statements(&channel) {
                prop_assert!(statements(&own).any(|one| one == statement));
            }
            for statement in statements(&own) {
                let theirs = statement.learner.as_ref() == Some(person);
                prop_assert!(statement.audience == Audience::Channel || theirs);
            }
        }
    }

    #[test]
    fn in_a_small_group_no_single_learner_is_behind_what_the_channel_sees(
        events in arbitrary::log(),
    ) {
        let whole = analyse(&events);
        if whole.learners.len() > 3 {
            return Ok(());
        }
        let of_the_plan = [(1, 1), (1, 2), (1, 3), (1, 6), (1, 7)];
        for statement in statements(&whole.for_audience(Audience::Channel, None)) {
            if of_the_plan.contains(&(statement.id.section, statement.id.number)) {
                continue;
            }
            let mut people: Vec<&PersonId> = events
                .iter()
                .filter(|recorded| statement.evidence().contains(&recorded.seq))
                .filter(|recorded| !is_step_of_the_session(&recorded.event))
                .filter_map(|recorded| recorded.actor.learner())
                .collect();
            people.sort();
            people.dedup();
            prop_assert_ne!(people.len(), 1, "{:?}", statement);
        }
    }

    #[test]
    fn no_line_of_a_log_makes_it_panic(text in "(\\PC{0,60}\n|\\{\"seq\": ?1[^\n]{0,40}\n){0,6}") {
        let _ = log::read_log(text.as_bytes());
    }
}
