//! What a session is at a moment: the fold of its events.

use std::collections::{BTreeMap, BTreeSet};

use super::reply::Rejection;
use crate::domain::{
    event::{AdvanceRule, EndReason, PlannedTopic, Recorded, Resolution},
    ids::{CourseId, PersonId, QuestionId, TopicId},
};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    pub phase: Phase,
    pub course: Option<CourseId>,
    /// Who called the session.
    pub host: Option<PersonId>,
    pub rule: AdvanceRule,
    pub plan: Vec<PlannedTopic>,
    pub participants: BTreeMap<PersonId, Participant>,
    pub topics: BTreeMap<TopicId, TopicProgress>,
    /// In the order in which they were asked: `q1` is the first.
    pub questions: Vec<Question>,
    /// In the order in which they were shared: the first has the number 1.
    pub solutions: Vec<SharedSolution>,
    pub reflected: BTreeSet<PersonId>,
    /// Sequence number of the last event; 0 before the first.
    pub last_seq: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Unopened,
    Lobby,
    /// Position in the plan, from 0.
    Topic(usize),
    /// Every topic is done; comparison and final reflection.
    Closing,
    Ended(EndReason),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The first topic, by position in the plan, on which the group waits for this learner.
    pub waited_from: usize,
    pub left: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TopicProgress {
    pub alternatives_shown: usize,
    pub learners: BTreeMap<PersonId, Understanding>,
    /// The domains that each learner confirmed to know.
    pub links: BTreeSet<(PersonId, String)>,
}

/// One learner on one topic: what they claim and what they showed, kept apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understanding {
    /// By position of the check question: the options chosen so far and whether one was right.
    pub answers: BTreeMap<usize, CheckState>,
    pub confirmed: bool,
    /// 1 to 5.
    pub confidence: Option<u8>,
    /// Whether the learner was shown the hint of the exercise.
    pub hinted: bool,
    /// Whether the learner says that the exercise is solved.
    pub solved: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckState {
    pub chosen: BTreeSet<usize>,
    pub right: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: QuestionId,
    pub asker: Option<PersonId>,
    pub topic: Option<TopicId>,
    pub state: QuestionState,
    /// How many answers it has, the prepared one included.
    pub answers: usize,
    pub repeats: Option<QuestionId>,
    /// What the asker said about the repeat; nothing while not asked or not answered.
    pub repeat_judged: Option<bool>,
    pub origins: BTreeSet<String>,
}

/// A learner's own solution of an exercise, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedSolution {
    pub author: Option<PersonId>,
    pub topic: TopicId,
    pub origin: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionState {
    /// Nobody has answered, or the asker still has the doubt.
    Open,
    Answered,
    Closed(Resolution),
}

impl Session {
    /// The state after these events.
    #[must_use]
    pub fn replay(events: &[Recorded]) -> Self {
        let mut session = Self::default();
        for event in events {
            session.evolve(event);
        }
        session
    }

    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.phase, Phase::Unopened | Phase::Ended(_))
    }

    /// The topic that the group is on.
    #[must_use]
    pub fn current_topic(&self) -> Option<&PlannedTopic> {
        match self.phase {
            Phase::Topic(position) => self.plan.get(position),
            _ => None,
        }
    }

    /// The topic of the plan that was started last, by position.
    #[must_use]
    pub fn last_topic(&self) -> Option<&TopicId> {
        let started = |planned: &&PlannedTopic| self.topics.contains_key(&planned.topic);
        let last = self.plan.iter().rev().find(started)?;
        Some(&last.topic)
    }

    /// Position of a topic in the plan, from 0.
    #[must_use]
    pub fn position(&self, topic: &TopicId) -> Option<usize> {
        self.plan.iter().position(|planned| planned.topic == *topic)
    }

    #[must_use]
    pub fn is_participant(&self, person: &PersonId) -> bool {
        self.participants
            .get(person)
            .is_some_and(|participant| !participant.left)
    }

    /// Learners who take part, in id order.
    pub fn active(&self) -> impl Iterator<Item = &PersonId> {
        self.participants
            .iter()
            .filter(|(_, participant)| !participant.left)
            .map(|(person, _)| person)
    }

    /// Learners for whom the group waits at the topic in this position.
    pub fn waited(&self, position: usize) -> impl Iterator<Item = &PersonId> {
        self.participants
            .iter()
            .filter(move |(_, participant)| {
                !participant.left && participant.waited_from <= position
            })
            .map(|(person, _)| person)
    }

    #[must_use]
    pub fn has_confirmed(&self, person: &PersonId, topic: &TopicId) -> bool {
        self.topics
            .get(topic)
            .and_then(|progress| progress.learners.get(person))
            .is_some_and(|understanding| understanding.confirmed)
    }

    /// Whether this person has given the final reflection.
    ///
    /// # Errors
    /// A [`Rejection`] when it is not theirs to give now.
    pub fn has_reflected(&self, person: &PersonId) -> Result<bool, Rejection> {
        match self.phase {
            Phase::Ended(_) => Err(Rejection::SessionOver),
            _ if !self.is_participant(person) => Err(Rejection::NotParticipant),
            Phase::Closing => Ok(self.reflected.contains(person)),
            Phase::Unopened | Phase::Lobby | Phase::Topic(_) => Err(Rejection::NotClosing),
        }
    }

    #[must_use]
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The shared solution of this number, from 1.
    #[must_use]
    pub fn solution(&self, number: usize) -> Option<&SharedSolution> {
        self.solutions.get(number.checked_sub(1)?)
    }

    /// Doubts that wait for an answer.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions
            .iter()
            .filter(|question| question.state == QuestionState::Open)
    }
}
