//! The fold: one event into the state. Total: a log of any order and origin gives some state.

use std::collections::{BTreeMap, BTreeSet};

use time::OffsetDateTime;

use super::state::{
    Offer, Participant, Phase, Question, QuestionState, Reminder, Session, SharedSolution,
    TopicProgress, Understanding,
};
use crate::domain::{
    event::{
        Actor, AnswerSource, CheckItem, ConfirmationValue, Event, PauseReason, Recorded,
        Resolution, TopicVia,
    },
    ids::{PersonId, QuestionId, TopicId},
};

impl Session {
    /// Takes in what happened.
    pub fn evolve(&mut self, recorded: &Recorded) {
        self.last_seq = recorded.seq;
        let who = recorded.actor.learner();
        if let Some(person) = recorded.actor.person() {
            self.acted(person, recorded.at);
        }
        match &recorded.event {
            Event::SessionOpened {
                course,
                host,
                plan,
                advance_rule,
                patience,
                ..
            } => {
                self.phase = Phase::Lobby;
                self.patience = *patience;
                self.course = Some(course.clone());
                self.host = Some(host.clone());
                self.host_last_act = Some(recorded.at);
                self.plan.clone_from(plan);
                self.rule = *advance_rule;
            }
            Event::SessionStarted {
                course,
                plan,
                roster,
                advance_rule,
                ..
            } => {
                self.course = Some(course.clone());
                self.plan.clone_from(plan);
                self.rule = *advance_rule;
                for person in roster.iter().filter_map(Actor::person) {
                    if !self.is_participant(person) {
                        self.join(person, false, recorded);
                    }
                }
            }
            Event::PlanChanged { plan } => {
                self.plan.clone_from(plan);
                self.proposed_by = Some(recorded.actor.clone());
            }
            Event::SessionEnded { reason } => self.phase = Phase::Ended(*reason),
            Event::SessionPaused { reason } => {
                self.paused = Some(reason.unwrap_or(PauseReason::People));
                self.pauses.push(*reason);
            }
            Event::SessionResumed => {
                self.paused = None;
                self.waiting_since = Some(recorded.at);
            }
            Event::ParticipantJoined { moderator } => {
                if let Some(person) = recorded.actor.person() {
                    self.join(person, *moderator, recorded);
                }
            }
            Event::ParticipantLeft => {
                let person = recorded.actor.person();
                if let Some(participant) = person.and_then(|who| self.participants.get_mut(who)) {
                    participant.left = true;
                }
            }
            Event::HostChanged { host } => {
                self.host = Some(host.clone());
                self.hosts_changed += 1;
                self.host_since = Some(recorded.at);
                let participant = self.participants.get(host);
                self.host_last_act = participant.map(|host| host.last_act);
            }
            Event::PriorKnowledgeTold { domains } => {
                if let Some(participant) = who.and_then(|who| self.participants.get_mut(who)) {
                    participant.knows = Some(domains.iter().cloned().collect());
                }
            }
            Event::ReminderSent { topic, learners } => {
                let learners: Vec<_> = learners.iter().filter_map(Actor::person).cloned().collect();
                self.each_of(&learners, |participant| {
                    participant.reminded = Some(recorded.at);
                });
                self.reminders.push(Reminder {
                    topic: topic.clone(),
                    learners,
                });
            }
            Event::WaitEnded { learners, .. } => {
                let learners: Vec<_> = learners.iter().filter_map(Actor::person).cloned().collect();
                self.each_of(&learners, |participant| participant.silent = true);
            }
            Event::TopicStarted { topic, via } => self.topic_started(topic, *via, recorded.at),
            Event::PauseOpened { topic, .. } => self.progress(topic).has_pause = true,
            Event::AlternativeShown { topic, .. } => self.progress(topic).alternatives_shown += 1,
            Event::ClosingStarted => {
                self.phase = Phase::Closing;
                self.closings += 1;
                self.return_to = None;
                self.waiting_since = Some(recorded.at);
            }
            Event::ReflectionAnswered { .. } => self.reflected.extend(who.cloned()),
            Event::CheckAnswered { topic, items } => self.check_answered(topic, who, items),
            Event::ConfirmationGiven { topic, value } => {
                if let Some(who) = who {
                    self.understanding_mut(topic, who).confirmed =
                        *value == ConfirmationValue::Clear;
                    self.progress(topic).last_confirmed = Some(recorded.at);
                }
            }
            Event::ConfidenceRated { topic, value, .. } => {
                if let Some(who) = who {
                    self.understanding_mut(topic, who).confidence = Some(*value);
                }
            }
            Event::HintShown { topic } => {
                if let Some(who) = who {
                    self.understanding_mut(topic, who).hinted = true;
                }
            }
            Event::ExerciseSubmitted {
                topic,
                passed,
                origin,
            } => self.exercise_submitted(topic, who, *passed, origin.as_ref()),
            Event::LinkRecorded {
                topic: Some(topic),
                domain,
                confirmed: true,
                ..
            } => {
                if let Some(who) = who {
                    let link = (who.clone(), domain.clone());
                    self.progress(topic).links.insert(link);
                }
            }
            Event::QuestionAsked {
                topic,
                question,
                concepts,
                kind,
                repeats,
                repeat_confirmed,
                same_as,
                anonymous,
                origin,
                near,
                ..
            } => self.questions.push(Question {
                id: question.clone(),
                asker: who.cloned(),
                anonymous: *anonymous,
                topic: topic.clone(),
                concepts: concepts.clone(),
                kind: *kind,
                state: QuestionState::Open,
                answers: 0,
                sources: Vec::new(),
                posted_answers: Vec::new(),
                shared_answers: BTreeMap::new(),
                alternatives: BTreeMap::new(),
                unhelpful: BTreeSet::new(),
                accepted: BTreeMap::new(),
                same_as: same_as.clone(),
                joined: BTreeSet::new(),
                repeats: repeats.clone(),
                repeat_judged: *repeat_confirmed,
                asked_at: recorded.at,
                origins: BTreeSet::from_iter(origin.clone()),
                near: near.clone(),
                given: Vec::new(),
                rejected: BTreeSet::new(),
                offer: None,
            }),
            Event::QuestionJoined { question, .. } => {
                if let (Some(question), Some(who)) = (self.question_mut(question), who) {
                    question.joined.insert(who.clone());
                }
            }
            Event::QuestionsMerged { question, into } => {
                let (first, other) = (self.first_of(question), self.first_of(into));
                let (first, other) = (first.clone(), other.clone());
                if first != other
                    && let Some(question) = self.question_mut(&first)
                {
                    question.same_as = Some(other);
                }
            }
            Event::RepeatJudged { question, same } => {
                if let Some(question) = self.question_mut(question) {
                    question.repeat_judged = Some(*same);
                }
            }
            Event::QuestionCorrected {
                question,
                topic,
                kind,
                ..
            } => {
                if let Some(question) = self.question_mut(question) {
                    question.topic = topic.clone().or(question.topic.take());
                    question.kind = kind.unwrap_or(question.kind);
                }
            }
            Event::QuestionDeleted { question } => {
                if let Some(question) = self.question_mut(question) {
                    question.state = QuestionState::Deleted;
                }
            }
            Event::AnswersOffered {
                question,
                answers,
                in_public,
            } => {
                if let Some(question) = self.question_mut(question) {
                    question.offer = Some(Offer {
                        answers: answers.clone(),
                        in_public: *in_public,
                    });
                }
            }
            Event::OfferDeclined { question } => {
                if let Some(question) = self.question_mut(question)
                    && let Some(offer) = question.offer.take()
                {
                    question.rejected.extend(offer.answers);
                }
            }
            Event::QuestionAnswered {
                question,
                by,
                alternative,
                shared_from,
                origin,
                answer,
                ..
            } => {
                if let Some(question) = self.question_mut(question) {
                    question.answers += 1;
                    question.sources.push(*by);
                    let number = question.answers;
                    question
                        .alternatives
                        .extend(alternative.map(|position| (number, position)));
                    if let Some(answer) = answer {
                        question.given.push(answer.clone());
                        question.offer = None;
                    }
                    if let Some(answer) = shared_from {
                        question.shared_answers.insert(number, answer.clone());
                    } else if matches!(by, AnswerSource::Peer | AnswerSource::Moderator) {
                        question.posted_answers.push(number);
                    }
                    question.origins.extend(origin.clone());
                    if question.state == QuestionState::Open {
                        question.state = QuestionState::Answered;
                    }
                }
            }
            Event::QuestionResolved {
                question,
                value,
                answer,
                ..
            } => {
                let asked = self.question_mut(question);
                if let Some(question) = asked.filter(|asked| asked.state != QuestionState::Deleted)
                {
                    if *value == Resolution::No {
                        question.rejected.extend(question.given.iter().cloned());
                    }
                    question.state = match value {
                        Resolution::No => QuestionState::Open,
                        Resolution::Resolved | Resolution::Partly => QuestionState::Closed(*value),
                    };
                    if *value == Resolution::No {
                        question.unhelpful.extend(answer);
                    }
                }
            }
            Event::AnswerAccepted { question, number } => {
                if let Some(question) = self.question_mut(question) {
                    question.accepted.insert(*number, recorded.actor.clone());
                }
            }
            Event::AcceptanceWithdrawn { question, number } => {
                if let Some(question) = self.question_mut(question) {
                    question.accepted.remove(number);
                }
            }
            Event::ExampleShown { .. }
            | Event::PauseClosed { .. }
            | Event::AdvanceAttempted { .. }
            | Event::LinkRecorded { .. }
            | Event::ProjectMentioned { .. }
            | Event::ArtifactPrepared { .. }
            | Event::ExerciseOffered { .. }
            | Event::MessagePosted { .. }
            | Event::Withheld => {}
        }
    }

    /// Somebody did something: the group waits for them again.
    fn acted(&mut self, person: &PersonId, at: OffsetDateTime) {
        self.last_act = Some(at);
        if self.host.as_ref() == Some(person) {
            self.host_last_act = Some(at);
        }
        if let Some(participant) = self.participants.get_mut(person) {
            participant.last_act = at;
            participant.reminded = None;
            participant.silent = false;
        }
    }

    fn join(&mut self, person: &PersonId, moderator: bool, by: &Recorded) {
        // Who comes in mid-topic is waited for from the next one on.
        let waited_from = match self.phase {
            Phase::Topic(position) => position + 1,
            _ => 0,
        };
        let before = self.participants.remove(person);
        let joined = Participant {
            waited_from,
            left: false,
            joined: by.seq,
            moderator,
            knows: before.and_then(|before| before.knows),
            last_act: by.at,
            reminded: None,
            silent: false,
        };
        self.participants.insert(person.clone(), joined);
    }

    fn each_of(&mut self, learners: &[PersonId], change: impl Fn(&mut Participant)) {
        for learner in learners {
            if let Some(participant) = self.participants.get_mut(learner) {
                change(participant);
            }
        }
    }

    fn topic_started(&mut self, topic: &TopicId, via: TopicVia, at: OffsetDateTime) {
        if let Some(position) = self.position(topic) {
            let from = match self.phase {
                Phase::Topic(from) => from,
                Phase::Closing => self.plan.len(),
                Phase::Unopened | Phase::Lobby | Phase::Ended(_) => position,
            };
            // A topic that the group comes back to, because another interrupted it, goes on as it
            // was; one that it goes back to is confirmed anew.
            let comes_back = self.return_to == Some(position);
            if position < from {
                self.return_to = self.return_to.max(Some(from));
            } else if self.return_to.is_some_and(|to| to <= position) {
                self.return_to = None;
            }
            if via == TopicVia::Revisit && !comes_back {
                self.progress(topic).begin_anew();
            }
            self.phase = Phase::Topic(position);
            // Who is there when a topic starts is waited for, also when the group goes back.
            for participant in self.participants.values_mut() {
                participant.waited_from = participant.waited_from.min(position);
            }
        }
        self.waiting_since = Some(at);
        self.latest = Some(topic.clone());
        self.progress(topic).visits += 1;
    }

    fn check_answered(&mut self, topic: &TopicId, who: Option<&PersonId>, items: &[CheckItem]) {
        let Some(who) = who else { return };
        let understanding = self.understanding_mut(topic, who);
        for item in items {
            if let Some(number) = item.number {
                let check = understanding.answers.entry(number).or_default();
                check.chosen.extend(item.chosen);
                check.right |= item.correct;
            }
        }
    }

    fn exercise_submitted(
        &mut self,
        topic: &TopicId,
        who: Option<&PersonId>,
        passed: Option<bool>,
        origin: Option<&String>,
    ) {
        if let (Some(who), Some(true)) = (who, passed) {
            self.understanding_mut(topic, who).solved = true;
        }
        self.solutions.extend(origin.map(|origin| SharedSolution {
            author: who.cloned(),
            topic: topic.clone(),
            origin: origin.clone(),
        }));
    }

    fn understanding_mut(&mut self, topic: &TopicId, who: &PersonId) -> &mut Understanding {
        let learners = &mut self.progress(topic).learners;
        learners.entry(who.clone()).or_default()
    }

    fn progress(&mut self, topic: &TopicId) -> &mut TopicProgress {
        self.topics.entry(topic.clone()).or_default()
    }

    fn question_mut(&mut self, id: &QuestionId) -> Option<&mut Question> {
        self.questions
            .iter_mut()
            .find(|question| question.id == *id)
    }
}

impl TopicProgress {
    /// Everybody confirms again, with the same checks, which no longer show what they knew before.
    fn begin_anew(&mut self) {
        for understanding in self.learners.values_mut() {
            understanding.confirmed = false;
            understanding.confidence = None;
            for check in understanding.answers.values_mut() {
                check.seen_before |= !check.chosen.is_empty();
                check.chosen.clear();
                check.right = false;
            }
        }
    }
}
