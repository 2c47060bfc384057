//! For the tests of the statements: writes small logs and finds statements in them.

use time::{Duration, OffsetDateTime, macros::datetime};

use super::{Figure, Finding, Statement, Variant, session::Session};
use crate::domain::{
    event::{
        Actor, AdvanceResult, AdvanceRule, AnswerSource, CheckItem, ConfirmationValue, EndReason,
        Event, ExplanationKind, PlannedTopic, QuestionKind, QuestionPurpose, Recorded, Resolution,
        TopicVia,
    },
    ids::PersonId,
};

/// The variants that a statement comes out with.
pub(super) fn variants(log: &Log, find: Finding) -> Vec<Variant> {
    let found = find(&Session::read(&log.events));
    found.iter().map(|statement| statement.variant).collect()
}

/// The first statement that is found.
#[track_caller]
pub(super) fn first(log: &Log, find: Finding) -> Statement {
    let found = find(&Session::read(&log.events));
    found.into_iter().next().expect("the statement is found")
}

/// A figure that is a count.
#[track_caller]
pub(crate) fn count(statement: &Statement, name: &str) -> u64 {
    match statement.figures.get(name) {
        Some(Figure::Count(count)) => *count,
        other => panic!("{name} is {other:?}"),
    }
}

/// A log in the making; its events come ten seconds apart.
pub(crate) struct Log {
    pub events: Vec<Recorded>,
    at: OffsetDateTime,
}

pub(crate) fn learner(id: &str) -> Actor {
    Actor::Learner(PersonId::new(id))
}

/// Topics of 15 minutes with a pause, each with one concept of its own name.
pub(crate) fn plan(topics: &[&str]) -> Vec<PlannedTopic> {
    topics
        .iter()
        .map(|topic| PlannedTopic {
            topic: (*topic).into(),
            title: format!("tema {topic}"),
            concepts: vec![(*topic).into()],
            planned_minutes: 15,
            pause: true,
        })
        .collect()
}

/// A question to ask.
pub(crate) struct Asking {
    concept: String,
    aspects: Vec<String>,
    kind: QuestionKind,
    purpose: QuestionPurpose,
    repeats: Option<String>,
    repeat_confirmed: Option<bool>,
}

/// A doubt about why, on the concept.
pub(crate) fn doubt(concept: &str) -> Asking {
    Asking {
        concept: concept.to_owned(),
        aspects: Vec::new(),
        kind: QuestionKind::Cause,
        purpose: QuestionPurpose::Doubt,
        repeats: None,
        repeat_confirmed: None,
    }
}

impl Asking {
    pub fn kind(self, kind: QuestionKind) -> Self {
        Self { kind, ..self }
    }

    pub fn aspect(mut self, aspect: &str) -> Self {
        self.aspects.push(aspect.to_owned());
        self
    }

    pub fn self_check(self) -> Self {
        Self {
            purpose: QuestionPurpose::SelfCheck,
            ..self
        }
    }

    pub fn repeating(self, question: &str, confirmed: Option<bool>) -> Self {
        Self {
            repeats: Some(question.to_owned()),
            repeat_confirmed: confirmed,
            ..self
        }
    }
}

impl Log {
    pub fn empty() -> Self {
        Self {
            events: Vec::new(),
            at: datetime!(2026-11-22 16:00 UTC),
        }
    }

    pub fn started(learners: &[&str], topics: &[&str]) -> Self {
        Self::empty().start(learners, topics)
    }

    pub fn start(self, learners: &[&str], topics: &[&str]) -> Self {
        self.start_by(&Actor::Bot, learners, topics)
    }

    pub fn start_by(self, proposed_by: &Actor, learners: &[&str], topics: &[&str]) -> Self {
        self.bot(Event::SessionStarted {
            course: "multiprocessing".into(),
            plan: plan(topics),
            proposed_by: proposed_by.clone(),
            roster: learners.iter().map(|id| learner(id)).collect(),
            advance_rule: AdvanceRule::All,
        })
    }

    pub fn event(mut self, actor: Actor, event: Event) -> Self {
        let seq = self.events.last().map_or(1, |last| last.seq + 1);
        self.at += Duration::seconds(10);
        self.events.push(Recorded {
            seq,
            at: self.at,
            actor,
            event,
        });
        self
    }

    pub fn bot(self, event: Event) -> Self {
        self.event(Actor::Bot, event)
    }

    pub fn by(self, id: &str, event: Event) -> Self {
        self.event(learner(id), event)
    }

    /// The next event comes so many minutes after the last.
    pub fn minutes(mut self, minutes: i64) -> Self {
        self.at += Duration::minutes(minutes) - Duration::seconds(10);
        self
    }

    pub fn topic(self, topic: &str) -> Self {
        self.bot(Event::TopicStarted {
            topic: topic.into(),
            via: TopicVia::Plan,
        })
    }

    pub fn ends(self, reason: EndReason) -> Self {
        self.bot(Event::SessionEnded { reason })
    }

    pub fn example(self, topic: &str, concept: &str) -> Self {
        self.bot(Event::ExampleShown {
            topic: topic.into(),
            concept: concept.into(),
            kind: ExplanationKind::Code,
        })
    }

    pub fn pause(self, topic: &str) -> Self {
        self.bot(Event::PauseOpened {
            topic: topic.into(),
            planned: true,
        })
    }

    pub fn clear(self, id: &str, topic: &str) -> Self {
        self.by(
            id,
            Event::ConfirmationGiven {
                topic: topic.into(),
                value: ConfirmationValue::Clear,
            },
        )
    }

    pub fn unsure(self, id: &str, topic: &str) -> Self {
        self.by(
            id,
            Event::ConfirmationGiven {
                topic: topic.into(),
                value: ConfirmationValue::Unsure,
            },
        )
    }

    pub fn rates(self, id: &str, topic: &str, value: u8, before_check: bool) -> Self {
        self.by(
            id,
            Event::ConfidenceRated {
                topic: topic.into(),
                value,
                before_check,
            },
        )
    }

    /// First tries without hints at the concept that has the topic's name.
    pub fn checks(self, id: &str, topic: &str, correct: &[bool]) -> Self {
        let items = correct.iter().map(|correct| CheckItem {
            concept: topic.into(),
            correct: *correct,
            first_try: true,
            hinted: false,
            number: None,
            chosen: None,
        });
        let items = items.collect();
        self.by(
            id,
            Event::CheckAnswered {
                topic: topic.into(),
                items,
            },
        )
    }

    pub fn advance(
        self,
        actor: Actor,
        from: &str,
        to: &str,
        result: AdvanceResult,
        pending: &[&str],
    ) -> Self {
        self.event(
            actor,
            Event::AdvanceAttempted {
                from: from.into(),
                to: Some(to.into()),
                result,
                pending: pending.iter().map(|id| learner(id)).collect(),
            },
        )
    }

    pub fn asks(self, id: &str, question: &str, asking: Asking) -> Self {
        self.by(
            id,
            Event::QuestionAsked {
                topic: None,
                question: question.into(),
                concepts: vec![asking.concept.as_str().into()],
                aspects: asking.aspects,
                kind: asking.kind,
                purpose: asking.purpose,
                repeats: asking.repeats.map(|id| id.as_str().into()),
                repeat_confirmed: asking.repeat_confirmed,
                same_as: None,
                anonymous: false,
                origin: None,
                near: Vec::new(),
                text: None,
            },
        )
    }

    pub fn answered(self, question: &str) -> Self {
        self.bot(Event::QuestionAnswered {
            topic: None,
            question: question.into(),
            by: AnswerSource::Prepared,
            alternative: None,
            shared_from: None,
            origin: None,
            answer: None,
            section: None,
        })
    }

    pub fn resolves(self, id: &str, question: &str, value: Resolution) -> Self {
        self.by(
            id,
            Event::QuestionResolved {
                topic: None,
                question: question.into(),
                value,
                answer: None,
            },
        )
    }

    /// A doubt that is answered and resolved at once.
    pub fn cleared(self, id: &str, question: &str, asking: Asking) -> Self {
        self.asks(id, question, asking).answered(question).resolves(
            id,
            question,
            Resolution::Resolved,
        )
    }

    /// A topic of a group that goes well: everybody confirms, the first asks to go on.
    pub fn verified(mut self, learners: &[&str], topic: &str, next: &str) -> Self {
        self = self.topic(topic).pause(topic);
        for id in learners {
            self = self.clear(id, topic);
        }
        self.advance(
            learner(learners[0]),
            topic,
            next,
            AdvanceResult::Granted,
            &[],
        )
    }

    pub fn messages(mut self, id: &str, count: usize) -> Self {
        for _ in 0..count {
            self = self.by(id, Event::MessagePosted { topic: None });
        }
        self
    }
}
