//! What a session is at a moment: the fold of its events.

use std::collections::{BTreeMap, BTreeSet};

use time::OffsetDateTime;

use super::{command::Person, reply::Rejection};
use crate::domain::{
    doubt::AnswerRef,
    event::{
        Actor, AdvanceRule, AnswerSource, EndReason, Patience, PauseReason, PlannedTopic,
        QuestionKind, Recorded, Resolution, SharedAnswer,
    },
    ids::{ConceptId, CourseId, PersonId, QuestionId, TopicId},
};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    pub phase: Phase,
    pub course: Option<CourseId>,
    /// Who called the session, or whom it was handed over to.
    pub host: Option<PersonId>,
    /// How often the session was handed over.
    pub hosts_changed: usize,
    /// Since when, if it was.
    pub host_since: Option<OffsetDateTime>,
    /// When the host did something last.
    pub host_last_act: Option<OffsetDateTime>,
    pub rule: AdvanceRule,
    pub patience: Patience,
    pub plan: Vec<PlannedTopic>,
    /// Who chose or reordered the topics last; nobody while the plan is the course's.
    pub proposed_by: Option<Actor>,
    pub participants: BTreeMap<PersonId, Participant>,
    pub topics: BTreeMap<TopicId, TopicProgress>,
    /// In the order in which they were asked: `q1` is the first.
    pub questions: Vec<Question>,
    /// In the order in which they were shared: the first has the number 1.
    pub solutions: Vec<SharedSolution>,
    pub reflected: BTreeSet<PersonId>,
    /// How often the closing began: once, and again after each topic revisited from it.
    pub closings: usize,
    /// The topic that was started last.
    pub latest: Option<TopicId>,
    /// Where the group goes on after a topic that it went back to, by position in the plan; the
    /// plan's length is the closing.
    pub return_to: Option<usize>,
    pub paused: Option<PauseReason>,
    /// Why the session stood still each time.
    pub pauses: Vec<Option<PauseReason>>,
    pub reminders: Vec<Reminder>,
    /// Since when the group waits here: the topic's pause, the closing or the session's going on.
    pub waiting_since: Option<OffsetDateTime>,
    /// When somebody did something last.
    pub last_act: Option<OffsetDateTime>,
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
    /// Sequence number of the event by which they came, the last time.
    pub joined: u64,
    /// Whether they moderate the server, as far as their clicks have told.
    pub moderator: bool,
    /// The domains that they say to know; nothing while they have not said.
    pub knows: Option<BTreeSet<String>>,
    /// When they did something last.
    pub last_act: OffsetDateTime,
    /// When they were reminded, if they have done nothing since.
    pub reminded: Option<OffsetDateTime>,
    /// Whether the group has stopped waiting for them, until they do something again.
    pub silent: bool,
}

/// Learners who were called because the group waits for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Nothing at the final reflection.
    pub topic: Option<TopicId>,
    pub learners: Vec<PersonId>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TopicProgress {
    /// How often the topic was started.
    pub visits: usize,
    /// Whether the group stops, or stopped, at its end.
    pub has_pause: bool,
    pub alternatives_shown: usize,
    /// When somebody confirmed last.
    pub last_confirmed: Option<OffsetDateTime>,
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
    /// Whether it was answered on an earlier visit to the topic.
    pub seen_before: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: QuestionId,
    pub asker: Option<PersonId>,
    /// Whether the group is not to learn who asked.
    pub anonymous: bool,
    pub topic: Option<TopicId>,
    pub concepts: Vec<ConceptId>,
    pub kind: QuestionKind,
    pub state: QuestionState,
    /// How many answers it has, the prepared one included.
    pub answers: usize,
    /// Who gave each of them, in order.
    pub sources: Vec<AnswerSource>,
    /// Which of them, counted from 1, have a post of their own: those that people gave here.
    pub posted_answers: Vec<usize>,
    /// The numbers of those that are another's answer to the same doubt, with that answer.
    pub shared_answers: BTreeMap<usize, SharedAnswer>,
    /// The numbers of those that are another explanation of the topic, with its position there.
    pub alternatives: BTreeMap<usize, usize>,
    /// The numbers of the answers after which the asker still had the doubt.
    pub unhelpful: BTreeSet<usize>,
    /// The numbers of the answers that are marked right, with who said so.
    pub accepted: BTreeMap<usize, Actor>,
    /// The doubt of another learner that asks the same.
    pub same_as: Option<QuestionId>,
    /// Who else has this doubt, as they said by a button.
    pub joined: BTreeSet<PersonId>,
    pub repeats: Option<QuestionId>,
    /// What the asker said about the repeat; nothing while not asked or not answered.
    pub repeat_judged: Option<bool>,
    pub asked_at: OffsetDateTime,
    pub origins: BTreeSet<String>,
    /// Answers that were there before and are near, the nearest first.
    pub near: Vec<AnswerRef>,
    /// Those of them that it was answered with.
    pub given: Vec<AnswerRef>,
    /// Those of them that did not clear it up.
    pub rejected: BTreeSet<AnswerRef>,
    /// What the asker was offered, until they chose.
    pub offer: Option<Offer>,
}

/// Two near answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub answers: Vec<AnswerRef>,
    /// Whether it stands under the doubt, for all to see.
    pub in_public: bool,
}

impl Question {
    /// The nearest answer that was not given or offered yet, for who still has the doubt.
    #[must_use]
    pub fn next_near(&self) -> Option<&AnswerRef> {
        let offered = self.offer.as_ref().map_or(&[][..], |offer| &offer.answers);
        self.near.iter().find(|answer| {
            !self.given.contains(answer)
                && !self.rejected.contains(answer)
                && !offered.contains(answer)
        })
    }
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
    /// Its asker took it back, with all that was said about it.
    Deleted,
}

impl Question {
    /// Whether its asker has not said that it is clear.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        matches!(self.state, QuestionState::Open | QuestionState::Answered)
    }
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

    /// Learners who are to confirm the topic in this position, whether or not the group still
    /// waits for them.
    pub fn expected(&self, position: usize) -> impl Iterator<Item = &PersonId> {
        self.on_time(position, |participant| !participant.left)
    }

    /// Learners for whom the group waits at the topic in this position.
    pub fn waited(&self, position: usize) -> impl Iterator<Item = &PersonId> {
        self.on_time(position, |participant| {
            !participant.left && !participant.silent
        })
    }

    /// Of these participants those who were there when the topic started; when none was, those who
    /// came later.
    fn on_time(
        &self,
        position: usize,
        counts: impl Fn(&Participant) -> bool,
    ) -> impl Iterator<Item = &PersonId> {
        let on_time = move |participant: &Participant| participant.waited_from <= position;
        let mut all = self.participants.values();
        let somebody = all.any(|participant| counts(participant) && on_time(participant));
        self.participants
            .iter()
            .filter(move |(_, participant)| {
                counts(participant) && (on_time(participant) || !somebody)
            })
            .map(|(person, _)| person)
    }

    /// Learners for whom the group waits now: they have not confirmed the current topic, or not
    /// given the final reflection.
    #[must_use]
    pub fn awaited(&self) -> Vec<&PersonId> {
        match self.phase {
            Phase::Topic(position) => {
                let topic = &self.plan[position].topic;
                self.waited(position)
                    .filter(|person| !self.has_confirmed(person, topic))
                    .collect()
            }
            Phase::Closing => self
                .active()
                .filter(|person| !self.reflected.contains(*person) && !self.is_silent(person))
                .collect(),
            Phase::Unopened | Phase::Lobby | Phase::Ended(_) => Vec::new(),
        }
    }

    /// Whether the group has stopped waiting for this learner.
    #[must_use]
    pub fn is_silent(&self, person: &PersonId) -> bool {
        self.participants
            .get(person)
            .is_some_and(|participant| participant.silent)
    }

    /// Whether this person may act on the whole group: its host, and moderators.
    #[must_use]
    pub fn is_led_by(&self, person: &Person) -> bool {
        person.moderator || self.host.as_ref() == Some(&person.id)
    }

    /// Who of these participants leads the session when its host goes away: the moderator who has
    /// taken part longest, or else the learner who has; those who fell silent come last.
    #[must_use]
    pub fn next_host(&self, counts: impl Fn(&Participant) -> bool) -> Option<&PersonId> {
        self.participants
            .iter()
            .filter(|(person, participant)| {
                !participant.left && self.host.as_ref() != Some(*person) && counts(participant)
            })
            .min_by_key(|(_, participant)| {
                (
                    participant.silent,
                    !participant.moderator,
                    participant.joined,
                )
            })
            .map(|(person, _)| person)
    }

    /// Learners who take part and say that they know this domain.
    pub fn who_knows(&self, domain: &str) -> impl Iterator<Item = &PersonId> {
        self.participants
            .iter()
            .filter(move |(_, participant)| {
                let knows = participant.knows.as_ref();
                !participant.left && knows.is_some_and(|knows| knows.contains(domain))
            })
            .map(|(person, _)| person)
    }

    /// Whether somebody has said what they know already.
    #[must_use]
    pub fn knowledge_is_told(&self) -> bool {
        let mut participants = self.participants.values();
        participants.any(|participant| !participant.left && participant.knows.is_some())
    }

    /// Whether the host took part and left.
    #[must_use]
    pub fn host_is_gone(&self) -> bool {
        let host = self.host.as_ref();
        host.and_then(|host| self.participants.get(host))
            .is_some_and(|participant| participant.left)
    }

    /// What comes after the topic in this position: another position in the plan, whose length
    /// is the closing.
    #[must_use]
    pub fn position_after(&self, position: usize) -> usize {
        self.return_to.unwrap_or(position + 1)
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

    /// Questions that their askers did not take back.
    pub fn kept_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions
            .iter()
            .filter(|question| question.state != QuestionState::Deleted)
    }

    /// Doubts that wait for an answer.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions
            .iter()
            .filter(|question| question.state == QuestionState::Open)
    }
}
