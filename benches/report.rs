//! How long the report of a long log takes, and how much memory: logs of 1,000, 10,000 and 100,000
//! events to JSON and to PDF, each in a process of its own. Fails when 100,000 events take longer
//! than promised, or when time or memory grow faster than the log.

use std::{
    env, fs,
    io::Cursor,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use tertulia::{
    domain::{
        event::{
            Actor, AdvanceResult, AdvanceRule, AnswerSource, CheckItem, ConfirmationValue,
            EndReason, Event, ExplanationKind, PlannedTopic, QuestionKind, QuestionPurpose,
            Recorded, Resolution, TopicVia,
        },
        ids::TopicId,
    },
    report::{Format, Frame, Names, analyze, log::write_log},
    texts::Language,
};
use time::macros::datetime;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Whoever takes part has a line for each topic: these two times each other are work of their own.
const PEOPLE: usize = 12;
const TOPICS: usize = 8;

/// What 100,000 events may take.
const PROMISES: [(Format, Duration); 2] = [
    (Format::Json, Duration::from_secs(1)),
    (Format::Pdf, Duration::from_secs(5)),
];

/// Ten times the events may take so many times as long: linear, with room for caches and noise.
const GROWTH: f64 = 15.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    match arguments.as_slice() {
        [_, size, format, ..] if size.parse::<usize>().is_ok() => one(size, format),
        _ => all(),
    }
}

/// In a process of its own: makes the log, then the document, and prints milliseconds, peak of
/// memory in kibibytes before and after, and bytes.
fn one(size: &str, format: &str) -> ExitCode {
    let size = size.parse().expect("a number of events");
    let format = Format::parse(format).expect("a format");
    let mut log = Vec::new();
    write_log(&session(size), &mut log).expect("memory takes every write");
    let before = peak();
    let names = Names::default();
    let frame = Frame::new(Language::Spanish, &names);
    let start = Instant::now();
    let document = analyze::run(Cursor::new(&log), None, format, &frame).expect("a report");
    let took = start.elapsed().as_millis();
    println!("{took} {before} {} {}", peak(), document.len());
    ExitCode::SUCCESS
}

/// The most memory that the process had, in kibibytes; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn all() -> ExitCode {
    println!("| format | events | time | µs an event | peak memory | document |");
    println!("| :-- | --: | --: | --: | --: | --: |");
    let mut kept = true;
    for (format, promise) in PROMISES {
        let mut times = Vec::new();
        for size in SIZES {
            let [took, before, after, bytes] = measured(size, format);
            #[expect(
                clippy::cast_precision_loss,
                reason = "milliseconds and events are few"
            )]
            let (took, events) = (took as f64, size as f64);
            times.push(took);
            println!(
                "| {} | {size} | {took} ms | {:.1} | {} MiB (the log itself {} MiB) | {} KiB |",
                format.name(),
                took * 1000.0 / events,
                after / 1024,
                before / 1024,
                bytes / 1024,
            );
        }
        let last = times[times.len() - 1];
        if last > promise.as_secs_f64() * 1000.0 {
            println!("{}: longer than {promise:?}", format.name());
            kept = false;
        }
        let growth = last / times[times.len() - 2].max(1.0);
        if growth > GROWTH {
            println!(
                "{}: ten times the events take {growth:.1} times as long",
                format.name()
            );
            kept = false;
        }
    }
    if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn measured(size: usize, format: Format) -> [u64; 4] {
    let program = env::current_exe().expect("the program knows where it is");
    let out = Command::new(program)
        .args([size.to_string().as_str(), format.name()])
        .output()
        .expect("the program runs");
    let text = String::from_utf8_lossy(&out.stdout);
    let numbers: Vec<u64> = text
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    numbers
        .try_into()
        .unwrap_or_else(|_| panic!("{text}{}", String::from_utf8_lossy(&out.stderr)))
}

/// A session of so many events, of the same group on the same topics, so that the figures of two
/// sizes differ by their events alone. Always the same.
struct Session {
    events: Vec<Recorded>,
    size: usize,
    /// A linear congruential generator (Knuth's MMIX).
    dice: u64,
    questions: usize,
}

fn session(size: usize) -> Vec<Recorded> {
    let mut session = Session {
        events: Vec::with_capacity(size),
        size,
        dice: 1,
        questions: 0,
    };
    session.play(PEOPLE, TOPICS);
    session.events
}

impl Session {
    fn roll(&mut self, sides: usize) -> usize {
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.dice >> 33).expect("31 bits") % sides
    }

    fn record(&mut self, actor: Actor, event: Event) {
        if self.events.len() >= self.size {
            return;
        }
        let number = self.events.len() as u64;
        let seconds = i64::try_from(number).expect("a short log") * 3;
        self.events.push(Recorded {
            seq: number + 1,
            at: datetime!(2026-11-22 16:00 UTC) + time::Duration::seconds(seconds),
            actor,
            event,
        });
    }

    fn play(&mut self, people: usize, topics: usize) {
        let topic = |number: usize| TopicId::new(format!("tema-{number}"));
        let people: Vec<Actor> = (0..people)
            .map(|number| Actor::Learner(format!("persona-{number}").as_str().into()))
            .collect();
        let plan = (0..topics).map(|number| PlannedTopic {
            topic: topic(number),
            title: format!("Tema {number}"),
            concepts: concepts(number),
            planned_minutes: 20,
            pause: true,
        });
        let plan = plan.collect();
        self.record(
            Actor::Bot,
            Event::SessionStarted {
                course: "curso".into(),
                plan,
                proposed_by: Actor::Bot,
                roster: people.clone(),
                advance_rule: AdvanceRule::All,
            },
        );
        // What a topic takes when each does what one does, and the rest is talk.
        let share = self.size / topics;
        for number in 0..topics {
            let end = self.events.len() + share;
            self.open(&topic(number), number);
            while self.events.len() + people.len() * 6 + 8 < end {
                let one = self.roll(people.len());
                self.talk(&people, one, &topic(number), number);
            }
            self.close(&people, &topic(number), number, topic(number + 1));
        }
        while self.events.len() + 1 < self.size {
            let one = self.roll(people.len());
            self.record(people[one].clone(), Event::MessagePosted { topic: None });
        }
        self.record(
            Actor::Bot,
            Event::SessionEnded {
                reason: EndReason::Completed,
            },
        );
    }

    fn open(&mut self, topic: &TopicId, number: usize) {
        let started = Event::TopicStarted {
            topic: topic.clone(),
            via: TopicVia::Plan,
        };
        self.record(Actor::Bot, started);
        for concept in concepts(number) {
            let example = Event::ExampleShown {
                topic: topic.clone(),
                concept,
                kind: ExplanationKind::Code,
            };
            self.record(Actor::Bot, example);
        }
    }

    /// A message, or now and then a question with its answer.
    fn talk(&mut self, people: &[Actor], one: usize, topic: &TopicId, number: usize) {
        if self.roll(4) > 0 {
            let message = Event::MessagePosted {
                topic: Some(topic.clone()),
            };
            self.record(people[one].clone(), message);
            return;
        }
        self.questions += 1;
        let id = format!("q{}", self.questions);
        let about = self.roll(3);
        let kind = QuestionKind::ALL[self.roll(7)];
        let aspect = ["uso", "seguridad", "dirección"][self.roll(3)];
        self.record(
            people[one].clone(),
            Event::QuestionAsked {
                topic: Some(topic.clone()),
                question: id.as_str().into(),
                concepts: vec![concepts(number)[about].clone()],
                aspects: vec![aspect.to_owned()],
                kind,
                purpose: QuestionPurpose::Doubt,
                repeats: None,
                repeat_confirmed: None,
                same_as: None,
                anonymous: false,
                origin: None,
                near: Vec::new(),
                text: None,
            },
        );
        self.record(
            Actor::Bot,
            Event::QuestionAnswered {
                topic: Some(topic.clone()),
                question: id.as_str().into(),
                by: AnswerSource::Prepared,
                alternative: None,
                shared_from: None,
                origin: None,
                answer: None,
                section: None,
            },
        );
        if self.roll(5) > 0 {
            let resolved = Event::QuestionResolved {
                topic: Some(topic.clone()),
                question: id.as_str().into(),
                value: Resolution::Resolved,
                answer: None,
            };
            self.record(people[one].clone(), resolved);
        }
    }

    /// Each rates, answers a check of three and confirms.
    fn close(&mut self, people: &[Actor], topic: &TopicId, number: usize, next: TopicId) {
        let topic = topic.clone();
        self.record(
            Actor::Bot,
            Event::ExerciseOffered {
                topic: topic.clone(),
            },
        );
        let pause = Event::PauseOpened {
            topic: topic.clone(),
            planned: true,
        };
        self.record(Actor::Bot, pause);
        for one in people {
            let rating = Event::ConfidenceRated {
                topic: topic.clone(),
                value: 3,
                before_check: true,
            };
            self.record(one.clone(), rating);
            for concept in concepts(number) {
                let correct = self.roll(4) > 0;
                let checked = Event::CheckAnswered {
                    topic: topic.clone(),
                    items: vec![CheckItem {
                        concept,
                        correct,
                        first_try: true,
                        hinted: false,
                        number: None,
                        chosen: None,
                    }],
                };
                self.record(one.clone(), checked);
            }
            let clear = Event::ConfirmationGiven {
                topic: topic.clone(),
                value: ConfirmationValue::Clear,
            };
            self.record(one.clone(), clear);
        }
        let advance = Event::AdvanceAttempted {
            from: topic,
            to: Some(next),
            result: AdvanceResult::Granted,
            pending: Vec::new(),
        };
        self.record(people[0].clone(), advance);
    }
}

fn concepts(topic: usize) -> Vec<tertulia::domain::ids::ConceptId> {
    (0..3)
        .map(|number| format!("concepto-{topic}-{number}").as_str().into())
        .collect()
}
