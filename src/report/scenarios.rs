//! A small session for each statement and each way that it can come out: every text of a statement
//! is told by one of these, in both languages. The list of texts is that of the Fluent files, so a
//! new one needs a session here.

use std::collections::{BTreeMap, BTreeSet};

use super::{Frame, Names, prose, words::Markup};
use crate::{
    domain::{
        event::{
            Actor, AdvanceResult, EndReason, Event, ExplanationKind, QuestionKind, Resolution,
        },
        report::{
            Report, analyse,
            log::{Log, doubt, learner},
        },
    },
    texts::Language,
};

const TOPICS: [&str; 4] = ["uno", "dos", "tres", "cuatro"];

fn alone() -> Log {
    Log::started(&["ana"], &TOPICS)
}

fn pair() -> Log {
    Log::started(&["ana", "beto"], &TOPICS)
}

fn group() -> Log {
    Log::started(&["ana", "beto", "carla", "dani"], &TOPICS)
}

fn moderator() -> Actor {
    Actor::Moderator("marta".into())
}

/// Ana goes through all topics and confirms each before she asks to go on.
fn verified(log: Log) -> Log {
    TOPICS
        .windows(2)
        .fold(log, |log, pair| log.verified(&["ana"], pair[0], pair[1]))
}

/// A topic that takes so many of its 15 minutes, for each.
fn paced(minutes: &[i64]) -> Log {
    let topics = &TOPICS[..minutes.len()];
    let log = Log::started(&["ana"], topics);
    let log = topics
        .iter()
        .zip(minutes)
        .fold(log, |log, (topic, minutes)| {
            log.topic(topic).minutes(*minutes)
        });
    log.ends(EndReason::Completed)
}

/// So many questions on the current topic's concept, then so many on another's.
fn asked(on_topic: usize, elsewhere: usize) -> Log {
    let log = alone().topic("uno");
    (0..on_topic + elsewhere).fold(log, |log, number| {
        let concept = if number < on_topic { "uno" } else { "dos" };
        log.asks("ana", &format!("q{number}"), doubt(concept))
    })
}

fn corrected(id: &str, concepts: &[&str]) -> Event {
    Event::QuestionCorrected {
        question: id.into(),
        topic: None,
        kind: None,
        concepts: Some(concepts.iter().map(|concept| (*concept).into()).collect()),
        aspects: None,
    }
}

/// On each topic Ana rates herself before a check of so many items, so many of them right.
fn rated(topics: &[(u8, &[bool])]) -> Log {
    topics
        .iter()
        .zip(TOPICS)
        .fold(alone(), |log, ((rating, correct), topic)| {
            log.topic(topic)
                .rates("ana", topic, *rating, true)
                .checks("ana", topic, correct)
        })
}

/// Each of these answers everything at every pause.
fn answering(log: Log, people: &[&str]) -> Log {
    TOPICS.iter().fold(log, |log, topic| {
        people
            .iter()
            .fold(log.topic(topic).pause(topic), |log, id| {
                log.checks(id, topic, &[true])
                    .rates(id, topic, 4, false)
                    .clear(id, topic)
            })
    })
}

fn links(domain: &str) -> Event {
    Event::LinkRecorded {
        topic: None,
        domain: domain.to_owned(),
        terms: vec!["procesos".to_owned()],
        confirmed: true,
    }
}

fn prepares(executed: bool) -> Event {
    Event::ArtifactPrepared {
        topic: None,
        name: "ejemplo.py".to_owned(),
        kind: "example_file".to_owned(),
        features: vec!["paralelismo real".to_owned()],
        executed,
    }
}

fn offers(topic: &str) -> Event {
    Event::ExerciseOffered {
        topic: topic.into(),
    }
}

fn submits(topic: &str) -> Event {
    Event::ExerciseSubmitted {
        topic: topic.into(),
        passed: Some(true),
        origin: None,
    }
}

fn reflects(models: &[&str]) -> Event {
    Event::ReflectionAnswered {
        models: models.iter().map(|model| (*model).to_owned()).collect(),
    }
}

/// Who contributes how often.
fn talking(counts: [usize; 4]) -> Log {
    let people = ["ana", "beto", "carla", "dani"];
    people
        .iter()
        .zip(counts)
        .fold(group().topic("uno"), |log, (id, count)| {
            log.messages(id, count)
        })
}

/// Which texts a session tells.
type Scenario = (&'static [&'static str], fn() -> Log);

const SCENARIOS: &[Scenario] = &[
    // 1.1 to 1.3
    (
        &[
            "1-1-positive",
            "1-2-positive",
            "1-3-positive",
            "1-6-positive",
        ],
        || {
            let log = TOPICS.iter().fold(alone(), |log, topic| {
                log.topic(topic).pause(topic).minutes(15)
            });
            log.ends(EndReason::Completed)
        },
    ),
    (&["1-1-mixed", "1-2-mixed", "1-3-mixed"], || {
        alone()
            .topic("uno")
            .pause("uno")
            .topic("dos")
            .ends(EndReason::Closed)
    }),
    (&["1-1-negative", "1-3-negative"], || {
        alone().topic("dos").topic("uno")
    }),
    (&["1-1-insufficient"], || alone().topic("uno")),
    (&["1-2-mixed-unfinished"], || {
        TOPICS.iter().fold(alone(), |log, topic| log.topic(topic))
    }),
    (&["1-3-insufficient"], || Log::started(&["ana"], &[])),
    (&["1-2-mixed-none", "1-3-insufficient-not-due"], alone),
    // 1.4
    (
        &["1-4-positive", "3-5-positive", "5-4-positive-advances"],
        || verified(alone()),
    ),
    (&["1-4-positive-group"], || {
        pair().verified(&["ana", "beto"], "uno", "dos")
    }),
    (&["1-4-negative", "3-5-negative"], || {
        alone()
            .topic("uno")
            .advance(learner("ana"), "uno", "dos", AdvanceResult::Granted, &[])
    }),
    (&["1-4-negative-group", "1-4-negative-pending"], || {
        pair().topic("uno").clear("ana", "uno").advance(
            moderator(),
            "uno",
            "dos",
            AdvanceResult::Forced,
            &["beto"],
        )
    }),
    // 1.5
    (&["1-5-positive-all", "3-1-positive"], || asked(5, 0)),
    (&["1-5-positive"], || asked(5, 1)),
    (
        &[
            "1-5-insufficient",
            "2-1-insufficient",
            "3-1-insufficient",
            "3-3-insufficient",
        ],
        || asked(2, 0),
    ),
    (&["1-5-insufficient-scattered"], || asked(3, 3)),
    // 1.6
    (&["1-6-mixed-faster"], || paced(&[15, 5])),
    (&["1-6-mixed-slower"], || paced(&[15, 25])),
    (&["1-6-mixed-uneven"], || paced(&[15, 25, 5])),
    (&["1-6-negative-faster"], || paced(&[5, 5])),
    (&["1-6-negative-slower"], || paced(&[25, 25])),
    (&["1-6-negative-uneven"], || paced(&[5, 25])),
    // 1.7
    (&["1-7-positive-course"], alone),
    (&["1-7-positive-learner"], || {
        Log::empty().start_by(&learner("ana"), &["ana"], &TOPICS)
    }),
    (&["1-7-positive-convener"], || {
        Log::empty()
            .bot(Event::SessionOpened {
                course: "multiprocessing".into(),
                course_version: "1".to_owned(),
                host: "ana".into(),
                plan: Vec::new(),
                advance_rule: crate::domain::event::AdvanceRule::All,
                patience: crate::domain::event::Patience::default(),
            })
            .start_by(&learner("ana"), &["ana", "beto"], &TOPICS)
    }),
    (&["1-7-positive-group"], || {
        Log::empty().start_by(&learner("ana"), &["ana", "beto"], &TOPICS)
    }),
    (&["1-7-positive-moderator"], || {
        Log::empty().start_by(&moderator(), &["ana"], &TOPICS)
    }),
    // 2.1, 2.4, 2.6, 3.1, 3.3
    (
        &[
            "2-1-positive",
            "2-4-positive",
            "2-6-positive",
            "3-2-positive",
            "3-3-positive",
        ],
        || {
            let log = alone().topic("uno").example("uno", "dos");
            ["dirección", "seguridad", "uso"]
                .iter()
                .fold(log, |log, aspect| {
                    log.cleared("ana", aspect, doubt("uno").aspect(aspect))
                })
        },
    ),
    (&["2-1-negative", "3-1-negative"], || {
        TOPICS[..3].iter().fold(alone().topic("uno"), |log, topic| {
            log.asks("ana", topic, doubt(topic))
        })
    }),
    (&["2-4-insufficient"], || {
        alone().topic("uno").cleared("ana", "q1", doubt("uno"))
    }),
    // 2.2
    (&["2-2-positive"], || {
        alone().topic("uno").example("uno", "uno")
    }),
    (&["2-2-mixed"], || {
        alone().topic("uno").example("uno", "uno").topic("dos")
    }),
    (&["2-2-negative"], || alone().topic("uno")),
    // 2.3
    (&["2-3-positive"], || {
        alone().topic("uno").cleared("ana", "q1", doubt("uno"))
    }),
    (&["2-3-mixed", "2-3-negative-open"], || {
        pair()
            .topic("uno")
            .cleared("ana", "q1", doubt("uno"))
            .asks("beto", "q2", doubt("uno"))
    }),
    (&["2-3-negative", "2-3-negative-open-unnamed"], || {
        let log = pair().topic("uno").asks("ana", "q1", doubt("uno"));
        log.by("ana", corrected("q1", &[]))
    }),
    (&["2-3-insufficient"], || alone().topic("uno")),
    // 2.5
    (&["2-5-positive-group"], || {
        let people = ["ana", "beto", "carla", "dani", "eva"];
        let log = Log::started(&people, &TOPICS).topic("uno");
        people
            .iter()
            .fold(log, |log, id| log.checks(id, "uno", &[true; 3]))
    }),
    (
        &[
            "2-5-positive",
            "2-5-developing",
            "2-5-early",
            "2-5-unchecked",
        ],
        || {
            alone()
                .topic("uno")
                .checks("ana", "uno", &[true; 3])
                .topic("dos")
                .checks("ana", "dos", &[true, false, false])
                .topic("tres")
                .checks("ana", "tres", &[true])
                .topic("cuatro")
        },
    ),
    (&["2-5-negative"], || {
        alone().topic("uno").checks("ana", "uno", &[false; 3])
    }),
    (&["2-5-insufficient"], || {
        alone().topic("uno").checks("ana", "uno", &[true])
    }),
    // 3.3, 3.4
    (&["3-3-negative-named"], || {
        asked(3, 0).asks("ana", "again", doubt("uno").repeating("q0", Some(true)))
    }),
    (&["3-3-negative-unnamed"], || {
        let log = asked(3, 0).asks("ana", "again", doubt("uno").repeating("q0", Some(true)));
        log.by("ana", corrected("again", &[]))
    }),
    (&["3-3-insufficient-unconfirmed"], || {
        asked(3, 0).asks("ana", "again", doubt("uno").repeating("q0", None))
    }),
    (&["3-4-positive", "5-1-positive"], || {
        let log = Log::empty().start_by(&learner("ana"), &["ana"], &TOPICS);
        (0..3).fold(verified(log).topic("cuatro"), |log, number| {
            log.cleared("ana", &format!("q{number}"), doubt("cuatro"))
        })
    }),
    (&["3-5-insufficient"], || {
        alone().verified(&["ana"], "uno", "dos")
    }),
    // 3.6
    (&["3-6-positive-fitting"], || {
        rated(&[(5, &[true]), (5, &[true]), (1, &[false]), (1, &[false])])
    }),
    (&["3-6-negative-over"], || {
        rated(&[(5, &[false]), (5, &[false]), (5, &[true]), (5, &[false])])
    }),
    (&["3-6-negative-under"], || {
        rated(&[(1, &[true]), (1, &[true]), (1, &[false]), (1, &[true])])
    }),
    (&["3-6-mixed-unclear"], || {
        rated(&[(5, &[false]), (5, &[false]), (4, &[true]), (4, &[true])])
    }),
    (&["3-6-insufficient-after"], || {
        alone()
            .topic("uno")
            .checks("ana", "uno", &[true])
            .rates("ana", "uno", 4, false)
    }),
    (&["3-6-insufficient-few"], || rated(&[(5, &[true])])),
    // 4
    (&["4-1-positive"], || {
        alone().topic("uno").by("ana", links("sistemas operativos"))
    }),
    (&["4-2-positive"], || {
        alone()
            .topic("uno")
            .by("ana", links("programación general"))
    }),
    (&["4-3-positive"], || {
        alone().topic("uno").by(
            "ana",
            Event::ProjectMentioned {
                topic: None,
                confirmed: true,
            },
        )
    }),
    (&["4-3-negative"], || alone().topic("uno")),
    (&["4-4-positive", "4-4-executed"], || {
        alone().topic("uno").bot(prepares(true))
    }),
    (&["4-4-positive-own", "4-4-executed-own"], || {
        alone().topic("uno").by("ana", prepares(true))
    }),
    (&["4-5-positive", "5-5-continue"], || {
        alone()
            .topic("uno")
            .bot(offers("uno"))
            .by("ana", submits("uno"))
    }),
    (&["4-5-mixed"], || {
        alone()
            .topic("uno")
            .bot(offers("uno"))
            .bot(offers("dos"))
            .by("ana", submits("uno"))
    }),
    (&["4-5-negative", "5-5-suggest"], || {
        alone().topic("uno").bot(offers("uno"))
    }),
    (&["4-6-positive", "5-6-continue"], || {
        alone()
            .bot(Event::ClosingStarted)
            .by("ana", reflects(&["hilos", "procesos"]))
    }),
    (&["4-6-mixed"], || {
        alone().bot(Event::ClosingStarted).by("ana", reflects(&[]))
    }),
    (&["4-6-negative", "5-6-suggest"], || {
        alone().topic("uno").bot(Event::ClosingStarted)
    }),
    // 5
    (&["5-2-positive-all", "5-3-positive-all"], || {
        answering(alone(), &["ana"])
    }),
    (&["5-2-positive"], || {
        answering(alone(), &["ana"]).bot(Event::ClosingStarted)
    }),
    (&["5-3-positive"], || {
        let five = ["uno", "dos", "tres", "cuatro", "cinco"];
        let log = Log::started(&["ana"], &five);
        let log = five.iter().fold(log, |log, topic| log.topic(topic));
        five[..4]
            .iter()
            .fold(log, |log, topic| log.rates("ana", topic, 4, false))
    }),
    (&["5-3-mixed"], || {
        TOPICS
            .iter()
            .fold(alone(), |log, topic| log.topic(topic))
            .rates("ana", "uno", 4, false)
    }),
    (&["5-3-negative"], || {
        TOPICS.iter().fold(alone(), |log, topic| log.topic(topic))
    }),
    (&["5-3-insufficient"], || alone().topic("uno")),
    (&["5-4-positive-questions"], || {
        let log = alone()
            .topic("uno")
            .asks("ana", "q1", doubt("uno").self_check());
        log.asks(
            "ana",
            "q2",
            doubt("uno").self_check().kind(QuestionKind::Verification),
        )
    }),
    (&["5-7-positive", "5-7-positive-numbers"], || {
        talking([6, 6, 6, 6])
    }),
    (&["5-7-negative", "5-7-negative-numbers"], || {
        talking([20, 1, 1, 0])
    }),
    (&["5-7-insufficient"], || talking([1, 1, 0, 0])),
    // What several learners have in common
    (
        &[
            "3-6-insufficient-after-together",
            "5-3-insufficient-together",
        ],
        || {
            let log = pair().topic("uno");
            let log = log
                .checks("ana", "uno", &[true])
                .checks("beto", "uno", &[true]);
            log.rates("ana", "uno", 4, false)
                .rates("beto", "uno", 4, false)
        },
    ),
    (
        &[
            "4-3-negative-together",
            "4-5-negative-together",
            "4-6-negative-together",
        ],
        || {
            pair()
                .topic("uno")
                .bot(offers("uno"))
                .bot(Event::ClosingStarted)
        },
    ),
    (
        &["5-2-positive-all-together", "5-3-positive-all-together"],
        || answering(pair(), &["ana", "beto"]),
    ),
    (&["5-3-negative-together"], || {
        TOPICS.iter().fold(pair(), |log, topic| log.topic(topic))
    }),
];

/// The keys of the texts that a report tells.
fn told(report: &Report) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for statement in report.statements() {
        keys.insert(statement.sentence.key.clone());
        keys.extend(statement.further.iter().map(|further| further.key.clone()));
    }
    let names = Names::default();
    let frame = Frame::new(Language::Spanish, &names);
    for section in prose::compose(report, &frame, Markup::Plain) {
        for paragraph in &section.paragraphs {
            if let prose::Paragraph::Of(sentences) = paragraph {
                let shared = sentences.iter().filter(|one| one.statements.len() > 1);
                keys.extend(
                    shared.map(|one| format!("{}-together", one.statements[0].sentence.key)),
                );
            }
        }
    }
    keys
}

/// The keys of all statements, `1-1-positive`, without their beginning.
fn texts() -> BTreeSet<String> {
    let text = include_str!("../texts/es/report.ftl");
    let keys = text
        .lines()
        .filter_map(|line| line.split_once(" =")?.0.strip_prefix("report-"));
    let of_statement = |key: &&str| {
        let bytes = key.as_bytes();
        bytes.len() > 4
            && bytes[0].is_ascii_digit()
            && bytes[1] == b'-'
            && bytes[2].is_ascii_digit()
    };
    keys.filter(of_statement).map(str::to_owned).collect()
}

#[test]
fn each_statement_and_variant_has_a_session_that_tells_it() {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (wanted, log) in SCENARIOS {
        let told = told(&analyse(&log().events));
        for key in *wanted {
            assert!(
                told.contains(*key),
                "{key} is not told; these are: {told:?}"
            );
            found.insert((*key).to_owned());
        }
    }
    assert_eq!(found, texts());
}

#[test]
fn every_sentence_reads_in_both_languages() {
    let names = Names::default();
    for (keys, log) in SCENARIOS {
        let report = analyse(&log().events);
        for language in [Language::Spanish, Language::English] {
            let frame = Frame::new(language, &names);
            for section in prose::sections(&report, &frame) {
                for paragraph in section.paragraphs {
                    let is_whole = paragraph.ends_with('.')
                        && !paragraph.contains("  ")
                        && !paragraph.contains("Unknown localization")
                        && !paragraph.contains("{$")
                        && !paragraph.contains(" .")
                        && !paragraph.contains(" ,");
                    assert!(is_whole, "{keys:?}: «{paragraph}»");
                }
            }
        }
    }
}

/// A question that is asked otherwise than in these sessions changes nothing in how it is told.
#[test]
fn every_kind_and_every_explanation_has_its_words() {
    let names = Names::default();
    let explained = Event::AlternativeShown {
        topic: "uno".into(),
        concept: "uno".into(),
        kind: ExplanationKind::Analogy,
    };
    let log = QuestionKind::ALL
        .into_iter()
        .fold(alone().topic("uno"), |log, kind| {
            let id = kind.name();
            let log = log.asks("ana", id, doubt("uno").kind(kind)).answered(id);
            log.resolves("ana", id, Resolution::Partly)
        });
    let report = analyse(&log.bot(explained).events);
    let said: BTreeMap<u8, String> =
        prose::sections(&report, &Frame::new(Language::Spanish, &names))
            .into_iter()
            .zip(1..)
            .map(|(section, number)| (number, section.paragraphs.join(" ")))
            .collect();
    let kinds = "una de verificación, una de definición, una de comparación, una sobre causas, una \
                 sobre procedimientos, una de aplicación y una de depuración";
    assert!(said[&2].contains(kinds), "{}", said[&2]);
}
