//! A session that people act on in a test: commands are decided, numbered and folded in as the
//! application does it. With small courses to go through.

use time::{Duration, OffsetDateTime, macros::datetime};

use super::{
    Action, Caused, Command, Decision, Delivery, Person, Question, Rejection, Session, Words,
    decide, due, owed, tick,
};
use crate::domain::{
    course::{
        Alternative, Check, CheckOption, Closing, Concept, Connection, Course, Exercise, Model,
        PreparedDoubt, ReflectionPrompts, Topic,
    },
    doubt,
    event::{AdvanceRule, Event, ExplanationKind, Patience, QuestionKind, Recorded},
    ids::{ConceptId, PersonId, QuestionId, TopicId},
};

/// What a topic of a test's course has.
#[derive(Clone, Debug)]
pub struct Shape {
    pub pause: bool,
    /// Of each check: how many options, and which of them is right.
    pub checks: Vec<(usize, usize)>,
    pub alternatives: usize,
    pub connections: usize,
    pub doubts: usize,
    pub hint: bool,
    pub solution: bool,
}

impl Shape {
    /// A pause, one check of two options of which the second is right, two alternatives, and an
    /// exercise with hint and solution.
    pub fn simple() -> Self {
        Self {
            pause: true,
            checks: vec![(2, 1)],
            alternatives: 2,
            connections: 1,
            doubts: 1,
            hint: true,
            solution: true,
        }
    }
}

/// A course with topics `t0`, `t1`, … of these shapes.
pub fn course(shapes: &[Shape]) -> Course {
    Course {
        id: "curso".into(),
        version: "1".to_owned(),
        language: "es".to_owned(),
        title: "Curso".to_owned(),
        summary: "Un curso".to_owned(),
        authors: vec!["Autora".to_owned()],
        licence: "MIT".to_owned(),
        advance_rule: AdvanceRule::All,
        concepts: (0..shapes.len())
            .map(|number| Concept {
                id: concept(number),
                name: NAMES[number].to_owned(),
                terms: vec![NAMES[number].to_owned()],
            })
            .collect(),
        topics: shapes
            .iter()
            .enumerate()
            .map(|(number, shape)| topic_of(number, shape))
            .collect(),
        closing: Closing {
            comparison: "Hilos y procesos".to_owned(),
            models: vec![Model {
                name: "hilos".to_owned(),
                terms: vec!["hilos".to_owned()],
            }],
            prompts: ReflectionPrompts {
                links: "¿Con qué lo conectas?".to_owned(),
                uses: "¿Dónde lo usarías?".to_owned(),
                comparison: "¿En qué se diferencian?".to_owned(),
            },
        },
        indexed: doubt::Lazy::default(),
    }
}

/// What the topics are about, by their number.
const NAMES: [&str; 4] = ["pipe", "queue", "lock", "pool"];

/// The id of the topic of this number, from 0.
pub fn topic(number: usize) -> TopicId {
    TopicId::new(format!("t{number}"))
}

fn concept(number: usize) -> ConceptId {
    ConceptId::new(NAMES[number])
}

/// The wording of a prepared doubt, whether the course has it or not.
pub fn prepared_wording(topic: usize, doubt: usize) -> String {
    let about = ["servidores", "impresoras"][doubt % 2];
    format!("¿Para qué sirve {} con {about}?", NAMES[topic % 4])
}

fn topic_of(number: usize, shape: &Shape) -> Topic {
    Topic {
        id: topic(number),
        title: format!("Tema {number}"),
        minutes: 10,
        pause: shape.pause,
        concepts: vec![concept(number)],
        objectives: Vec::new(),
        prerequisites: Vec::new(),
        sources: Vec::new(),
        explanation: "Explicación".to_owned(),
        examples: Vec::new(),
        connections: (0..shape.connections)
            .map(|n| Connection {
                domain: format!("dominio {n}"),
                terms: vec!["procesos".to_owned()],
                text: "Se parece".to_owned(),
            })
            .collect(),
        alternatives: (0..shape.alternatives)
            .map(|_| Alternative {
                concept: concept(number),
                kind: ExplanationKind::Analogy,
                text: "De otra forma".to_owned(),
            })
            .collect(),
        exercise: Exercise {
            text: "Ejercicio".to_owned(),
            hint: shape.hint.then(|| "Pista".to_owned()),
            solution: shape.solution.then(|| "Solución".to_owned()),
        },
        checks: shape
            .checks
            .iter()
            .map(|&(options, right)| Check {
                concept: concept(number),
                prompt: "¿Cuál?".to_owned(),
                options: (0..options)
                    .map(|option| CheckOption {
                        text: format!("Opción {option}"),
                        right: option == right,
                        feedback: "Porque sí".to_owned(),
                    })
                    .collect(),
            })
            .collect(),
        doubts: (0..shape.doubts)
            .map(|doubt| PreparedDoubt {
                question: prepared_wording(number, doubt),
                variants: Vec::new(),
                concepts: vec![concept(number)],
                aspects: vec!["uso".to_owned()],
                kind: QuestionKind::Application,
                answer: "Para esto".to_owned(),
            })
            .collect(),
    }
}

/// A person without rights of their own.
pub fn learner(name: &str) -> Person {
    Person {
        id: PersonId::new(name),
        moderator: false,
    }
}

/// What this learner does, which the rules allow.
pub fn act(room: &mut Room, name: &str, action: Action) -> Done {
    room.act(&learner(name), action)
        .unwrap_or_else(|rejection| panic!("{name}: {rejection}"))
}

/// Why this learner may not do it.
pub fn refused(room: &mut Room, name: &str, action: Action) -> Rejection {
    match room.act(&learner(name), action) {
        Ok(done) => panic!("{name} was not refused: {:?}", done.decision.reply),
        Err(rejection) => rejection,
    }
}

/// The session, what happened in it, and the words beside the events.
#[derive(Clone, Debug)]
pub struct Room {
    pub course: Course,
    pub session: Session,
    pub log: Vec<Recorded>,
    pub words: Vec<Words>,
    /// The time of the last command, or later.
    pub now: OffsetDateTime,
}

/// What a command came to: the decision, where its events begin in the log, and what they owe.
pub struct Done {
    pub decision: Decision,
    pub first: usize,
    pub owed: Vec<Delivery>,
}

impl Room {
    /// Opened by this person, with nobody in it.
    pub fn open(course: Course, host: &Person, rule: AdvanceRule) -> Self {
        let mut room = Self {
            course,
            session: Session::default(),
            log: Vec::new(),
            words: Vec::new(),
            now: datetime!(2025-03-03 15:00 UTC),
        };
        room.act(
            host,
            Action::Open {
                rule,
                patience: Patience::default(),
            },
        )
        .expect("anybody can open a session");
        room
    }

    /// The command as the application makes it: one second after the last event, and with the
    /// asker's earlier questions.
    pub fn command(&self, by: &Person, mut action: Action) -> Command {
        if let Action::AskQuestion {
            earlier,
            others,
            found,
            ..
        } = &mut action
        {
            *earlier = self.questions(|asked| asked.asker.as_ref() == Some(&by.id));
            *others = self
                .questions(|asked| asked.asker.as_ref() != Some(&by.id) && asked.is_unsettled());
            *found = doubt::all_candidates(&self.course);
        }
        Command {
            at: self.now + Duration::SECOND,
            by: by.clone(),
            action,
        }
    }

    pub fn act(&mut self, by: &Person, action: Action) -> Result<Done, Rejection> {
        let command = self.command(by, action);
        let decision = decide(&self.session, &self.course, &command)?;
        let first = self.log.len();
        self.now = command.at;
        self.record(&decision.events);
        self.words.extend(decision.words.iter().cloned());
        let events: Vec<Event> = self.events().skip(first).cloned().collect();
        Ok(Done {
            decision,
            first,
            owed: owed(&self.session, &events),
        })
    }

    /// Lets time pass, and looks at the session whenever it is due, as the job does.
    pub fn wait(&mut self, time: Duration) -> Vec<Delivery> {
        let until = self.now + time;
        let first = self.log.len();
        while let Some(due) = due(&self.session).filter(|due| *due <= until) {
            assert!(
                self.log.len() - first < 1000,
                "the same is due again and again"
            );
            self.now = self.now.max(due);
            let events = tick(&self.session, &self.course, self.now);
            assert!(!events.is_empty(), "nothing happens when it is due");
            self.record(&events);
        }
        self.now = until;
        let events: Vec<Event> = self.events().skip(first).cloned().collect();
        owed(&self.session, &events)
    }

    fn record(&mut self, events: &[Caused]) {
        for (actor, event) in events {
            let recorded = Recorded {
                seq: self.session.last_seq + 1,
                at: self.now,
                actor: actor.clone(),
                event: event.clone(),
            };
            self.session.evolve(&recorded);
            self.log.push(recorded);
        }
    }

    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.log.iter().map(|recorded| &recorded.event)
    }

    pub fn current(&self) -> Option<TopicId> {
        let current = self.session.current_topic()?;
        Some(current.topic.clone())
    }

    /// The option of this check that is right.
    pub fn right_option(&self, topic: &TopicId, number: usize) -> usize {
        let topic = self.course.topic(topic).expect("a topic of the course");
        let right = topic.checks[number].options.iter().position(|o| o.right);
        right.expect("one option is right")
    }

    fn questions(&self, counts: impl Fn(&Question) -> bool) -> Vec<(QuestionId, String)> {
        self.words
            .iter()
            .filter_map(|words| match words {
                Words::Question { question, text } => Some((question, text)),
                Words::Answer { .. } | Words::Reflection { .. } | Words::Solution { .. } => None,
            })
            .filter(|(question, _)| {
                let asked = self.session.question(question);
                asked.is_some_and(&counts)
            })
            .map(|(question, text)| (question.clone(), text.clone()))
            .collect()
    }
}
