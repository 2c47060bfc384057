//! The documents: what a PDF says is read back from it, a picture has a size and something in it,
//! the same log makes the same bytes, and what people wrote is shown as they wrote it.

use std::collections::BTreeMap;

use tertulia::{
    domain::{
        event::{Event, Recorded},
        report::{Audience, Report, analyse},
    },
    report::{Format, Frame, Names, Zone, render},
    texts::Language,
};

use crate::{events, names, text};

/// Discord takes files of 10 MiB; a report stays far below.
const LARGEST: usize = 1024 * 1024;

fn group_names() -> Names {
    let people = [
        ("ana", "Ana"),
        ("beto", "Beto"),
        ("carla", "Carla"),
        ("inés", "Inés"),
    ];
    Names {
        people: people.map(|(id, name)| (id.into(), name.to_owned())).into(),
        ..names()
    }
}

/// The words of a PDF, whatever its lines and hyphens.
pub fn read_pdf(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).expect("the PDF has text");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn pdf(report: &Report, frame: &Frame<'_>) -> Vec<u8> {
    render(report, Format::Pdf, frame).expect("the report can be printed")
}

/// The points of a PNG, four bytes each.
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub points: Vec<u8>,
}

pub fn read_picture(png: &[u8]) -> Picture {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .expect("a PNG");
    let mut points = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut points).expect("a picture");
    assert_eq!(info.color_type, png::ColorType::Rgba);
    Picture {
        width: info.width,
        height: info.height,
        points,
    }
}

/// Width, height, and how many different colours there are among the points, as far as 64.
fn read_card(png: &[u8]) -> (u32, u32, usize) {
    let Picture {
        width,
        height,
        points,
    } = read_picture(png);
    let mut colours: Vec<&[u8]> = Vec::new();
    for point in points.chunks(4) {
        if colours.len() < 64 && !colours.contains(&point) {
            colours.push(point);
        }
    }
    // The corners are open, the card is not.
    assert_eq!(points[3], 0, "the corner is transparent");
    let middle = (height / 2 * width + 30) as usize * 4;
    assert_eq!(points[middle + 3], 255, "the card is opaque");
    (width, height, colours.len())
}

#[test]
fn a_pdf_has_the_five_headings_the_pictures_and_the_evidence() {
    let report = analyse(&events("group")).for_audience(Audience::Moderator, None);
    let names = group_names();
    let bogota = Zone::named("America/Bogota").unwrap();
    let frame = Frame {
        zone: &bogota,
        ..Frame::new(Language::Spanish, &names)
    };
    let pdf = pdf(&report, &frame);
    let said = read_pdf(&pdf);
    for words in [
        "Multiprocessing en Python",
        "22 de noviembre de 2026, de 13:01 a 13:29 (America/Bogota, UTC−5)",
        "4 (Ana, Beto, Carla e Inés)",
        "1. Estructura de la conversación",
        "2. Claridad y profundidad",
        "3. Patrones de aprendizaje",
        "4. Aplicación y reflexión",
        "5. Observaciones adicionales",
        "Figura 1. Tiempo dedicado a cada tema",
        "Figura 2. Preguntas por concepto",
        "Figura 3. Dominio de cada concepto",
        "Evidencia",
        "Beto preguntó sobre Pipe y Queue (comparación)",
        "13:09:05",
        "Versión de las reglas: 2026-11",
    ] {
        assert!(
            said.contains(words),
            "the PDF does not say «{words}»: {said}"
        );
    }
    assert!(pdf.len() < LARGEST, "{} bytes", pdf.len());
}

#[test]
fn a_learner_sees_their_confidence_against_their_answers_and_nobody_else_does() {
    let whole = analyse(&events("sample"));
    let names = Names::default();
    let frame = Frame::new(Language::English, &names);
    let picture = "Confidence told before the checks";
    let of = |audience, learner: Option<&str>| {
        let report = whole.for_audience(audience, learner.map(Into::into).as_ref());
        read_pdf(&pdf(&report, &frame))
    };
    assert!(of(Audience::Learner, Some("ana")).contains(picture));
    assert!(!of(Audience::Moderator, None).contains(picture));
    assert!(!of(Audience::Channel, None).contains(picture));
}

#[test]
fn a_card_is_1200_points_wide_opaque_and_not_empty() {
    let names = group_names();
    for name in ["group", "golden", "no-questions"] {
        let report = analyse(&events(name)).for_audience(Audience::Channel, None);
        let frame = Frame::new(Language::Spanish, &names);
        let card = render(&report, Format::Png, &frame).expect("a card");
        let (width, height, colours) = read_card(&card);
        assert_eq!(width, 1200, "{name}");
        assert!((500..2400).contains(&height), "{name}: {height}");
        assert!(colours >= 64, "{name}: {colours} colours");
        assert!(card.len() < LARGEST, "{name}: {} bytes", card.len());
    }
}

#[test]
fn the_same_log_makes_the_same_bytes_in_every_format() {
    let names = group_names();
    for language in [Language::Spanish, Language::English] {
        let frame = Frame::new(language, &names);
        for format in Format::ALL {
            let make = || {
                let report = analyse(&events("group"));
                render(&report, format, &frame).expect("a document")
            };
            assert!(make() == make(), "{format:?} differs");
        }
    }
}

#[test]
fn references_lead_to_the_messages_that_the_reader_may_see() {
    let names = group_names();
    let url = |seq: u64| format!("https://discord.com/channels/1/2/{seq}");
    let links: BTreeMap<u64, String> = (1..=98).map(|seq| (seq, url(seq))).collect();
    let frame = Frame {
        links: &links,
        ..Frame::new(Language::Spanish, &names)
    };
    let whole = analyse(&events("group"));
    let channel = whole.for_audience(Audience::Channel, None);
    let said = text(&channel, Format::Markdown, &frame);
    let (question, confirmation) = (url(37), url(80));
    assert!(
        said.contains(&format!("[18:09:05](<{question}>)")),
        "{said}"
    );
    assert!(!said.contains(&confirmation), "{said}");
    let printed = pdf(&channel, &frame);
    let holds = |pdf: &[u8], link: &str| {
        let link = format!("({link})");
        pdf.windows(link.len()).any(|part| part == link.as_bytes())
    };
    let uncompressed = lopdf_text(&printed);
    assert!(holds(&uncompressed, &question));
    assert!(!holds(&uncompressed, &confirmation));
    let moderators = whole.for_audience(Audience::Moderator, None);
    assert!(holds(&lopdf_text(&pdf(&moderators, &frame)), &confirmation));
}

/// The PDF with its objects written out.
fn lopdf_text(pdf: &[u8]) -> Vec<u8> {
    let mut document = pdf_extract::Document::load_mem(pdf).expect("a PDF");
    document.decompress();
    let mut out = Vec::new();
    for object in document.objects.values() {
        out.extend(format!("{object:?}\n").into_bytes());
    }
    out
}

/// The group's log with other words for a learner, a topic, a concept, an aspect and a file.
fn hostile(words: &str) -> (Vec<Recorded>, Names) {
    let mut log = events("group");
    for recorded in &mut log {
        match &mut recorded.event {
            Event::SessionOpened { plan, .. } | Event::SessionStarted { plan, .. } => {
                words.clone_into(&mut plan[1].title);
            }
            Event::QuestionAsked { aspects, .. } => *aspects = vec![words.to_owned()],
            Event::ArtifactPrepared { name, .. } => words.clone_into(name),
            Event::LinkRecorded { terms, .. } => *terms = vec![words.to_owned()],
            _ => {}
        }
    }
    let mut names = group_names();
    names.people.insert("ana".into(), words.to_owned());
    names.concepts.insert("pool".into(), words.to_owned());
    (log, names)
}

#[test]
fn what_people_wrote_is_never_read_as_typst() {
    for words in [
        "#panic(\"no\")",
        "*fuerte* _inclinado_ $x$ `código`",
        "<etiqueta> @cita = título - lista + otra",
        "\\u{1f600} // no es comentario /* tampoco */",
        "#import \"/etc/passwd\"",
        "]) } #{",
        "https://example.com/x",
    ] {
        let (log, names) = hostile(words);
        let frame = Frame::new(Language::Spanish, &names);
        let said = read_pdf(&pdf(&analyse(&log), &frame));
        // The PDF may part a long line; its letters are all there.
        let letters =
            |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        assert!(
            letters(&said).contains(&letters(words)),
            "«{words}» is not in: {said}"
        );
        render(&analyse(&log), Format::Png, &frame).expect("a card");
    }
}

#[test]
fn letters_of_the_whole_world_are_shown_or_left_out_but_never_a_crash() {
    for (words, shown) in [
        ("Łukasz Đorđević", "Łukasz Đorđević"),
        ("Ελένη Иванова", "Ελένη Иванова"),
        ("王小明", "Participante 1"),
        ("🎉🎉", "Participante 1"),
        ("Ana 🇪🇸👩‍👩‍👧 López", "López"),
        ("e\u{301}\u{301}\u{301}\u{301}", ""),
        ("\u{202e}atlA", ""),
        ("\u{0}\u{1}\u{7f}\u{ffff}", ""),
        ("ﷺﷺﷺﷺ", ""),
    ] {
        let (log, names) = hostile(words);
        let frame = Frame::new(Language::Spanish, &names);
        let said = read_pdf(&pdf(&analyse(&log), &frame));
        assert!(said.contains(shown), "«{shown}» is not in: {said}");
        render(&analyse(&log), Format::Png, &frame).expect("a card");
    }
}

#[test]
fn a_spreadsheet_has_a_row_a_question_and_a_row_a_checked_item() {
    let report = analyse(&events("group")).for_audience(Audience::Moderator, None);
    let names = group_names();
    let sheet = text(&report, Format::Csv, &Frame::new(Language::Spanish, &names));
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, name: &str| {
        let column = columns.iter().position(|column| column == name);
        row[column.expect("the column is there")].to_owned()
    };
    let of = |kind: &str| rows.iter().filter(|row| cell(row, "type") == kind).count();
    assert_eq!((of("question"), of("check")), (5, 20));
    let repeated = rows
        .iter()
        .find(|row| cell(row, "question") == "q4")
        .unwrap();
    let cells = [
        "seq",
        "learner_name",
        "topic",
        "kind",
        "repeats",
        "seconds_to_answer",
        "resolution",
    ];
    assert_eq!(
        cells.map(|name| cell(repeated, name)),
        [
            "43",
            "Beto",
            "comunicacion",
            "comparison",
            "q2",
            "40",
            "partly"
        ]
    );
    let check = rows.iter().find(|row| cell(row, "seq") == "21").unwrap();
    let cells = [
        "type",
        "learner",
        "concepts",
        "concept_names",
        "correct",
        "first_try",
        "hinted",
    ];
    assert_eq!(
        cells.map(|name| cell(check, name)),
        [
            "check",
            "beto",
            "paralelismo",
            "paralelismo real",
            "false",
            "true",
            "false"
        ]
    );
}

#[test]
fn no_name_becomes_a_formula() {
    let (log, names) = hostile("=HYPERLINK(\"http://x\")");
    let sheet = text(
        &analyse(&log),
        Format::Csv,
        &Frame::new(Language::Spanish, &names),
    );
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    for row in reader.records().map(Result::unwrap) {
        for cell in &row {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
    assert!(sheet.contains("'=HYPERLINK"));
}

#[test]
fn a_session_with_all_that_is_long_stays_in_its_pages() {
    let report = analyse(&long());
    let names = Names::default();
    let frame = Frame::new(Language::Spanish, &names);
    let pdf = pdf(&report, &frame);
    assert!(pdf.len() < LARGEST, "{} bytes", pdf.len());
    let (width, height, _) = read_card(&render(&report, Format::Png, &frame).expect("a card"));
    assert!(width == 1200 && height < 2400, "{width} × {height}");
}

/// 24 learners with long names go through 30 topics with long titles.
fn long() -> Vec<Recorded> {
    let learners: Vec<String> = (1..=24)
        .map(|number| format!("María de los Ángeles Fernández-Villavicencio y Etxeberria {number}"))
        .collect();
    let topics: Vec<String> = (1..=30).map(|number| format!("tema-{number}")).collect();
    let mut lines: Vec<serde_json::Value> = Vec::new();
    let mut at = 0_u32;
    let mut line = |actor: &str, mut event: serde_json::Value| {
        at += 20;
        let time = format!(
            "2026-11-22T{:02}:{:02}:{:02}Z",
            8 + at / 3600,
            at / 60 % 60,
            at % 60
        );
        event["seq"] = (lines.len() + 1).into();
        event["at"] = time.into();
        event["actor"] = actor.into();
        lines.push(event);
    };
    let plan: Vec<serde_json::Value> = topics
        .iter()
        .map(|topic| {
            serde_json::json!({
                "topic": topic, "planned_minutes": 20, "pause": true,
                "title": format!("Un tema con un título tan largo que no cabe en ninguna línea de ningún dibujo, el {topic}"),
                "concepts": [format!("concepto-largo-del-{topic}")],
            })
        })
        .collect();
    let roster: Vec<String> = learners.iter().map(|id| format!("learner:{id}")).collect();
    line(
        "bot",
        serde_json::json!({
            "type": "session_started", "course": "curso", "plan": plan, "proposed_by": "bot",
            "roster": roster, "advance_rule": "all",
        }),
    );
    for (number, topic) in topics.iter().enumerate() {
        line(
            "bot",
            serde_json::json!({"type": "topic_started", "topic": topic, "via": "plan"}),
        );
        for (place, actor) in roster.iter().enumerate() {
            if (place + number) % 3 == 0 {
                line(
                    actor,
                    serde_json::json!({
                        "type": "question_asked", "question": format!("q{number}-{place}"), "aspects": ["uso"],
                        "concepts": [format!("concepto-largo-del-{topic}")], "kind": "cause", "purpose": "doubt",
                    }),
                );
            }
            line(
                actor,
                serde_json::json!({
                    "type": "check_answered", "topic": topic, "items": [
                        {"concept": format!("concepto-largo-del-{topic}"), "correct": place % 2 == 0, "first_try": true, "hinted": false},
                    ],
                }),
            );
        }
    }
    lines
        .into_iter()
        .map(|line| serde_json::from_value(line).expect("an event"))
        .collect()
}
