//! The fold: one event into the state. Total: a log of any order and origin gives some state.

use std::collections::BTreeSet;

use super::state::{
    Participant, Phase, Question, QuestionState, Session, SharedSolution, TopicProgress,
    Understanding,
};
use crate::domain::{
    event::{Actor, CheckItem, ConfirmationValue, Event, Recorded, Resolution},
    ids::{PersonId, QuestionId, TopicId},
};

impl Session {
    /// Takes in what happened.
    pub fn evolve(&mut self, recorded: &Recorded) {
        self.last_seq = recorded.seq;
        let who = recorded.actor.learner();
        match &recorded.event {
            Event::SessionOpened {
                course,
                host,
                plan,
                advance_rule,
                ..
            } => {
                self.phase = Phase::Lobby;
                self.course = Some(course.clone());
                self.host = Some(host.clone());
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
                for actor in roster {
                    self.join(actor);
                }
            }
            Event::SessionEnded { reason } => self.phase = Phase::Ended(*reason),
            Event::ParticipantJoined => self.join(&recorded.actor),
            Event::ParticipantLeft => {
                if let Some(participant) = who.and_then(|who| self.participants.get_mut(who)) {
                    participant.left = true;
                }
            }
            Event::TopicStarted { topic, .. } => {
                if let Some(position) = self.position(topic) {
                    self.phase = Phase::Topic(position);
                }
                self.progress(topic);
            }
            Event::AlternativeShown { topic, .. } => self.progress(topic).alternatives_shown += 1,
            Event::ClosingStarted => self.phase = Phase::Closing,
            Event::ReflectionAnswered { .. } => self.reflected.extend(who.cloned()),
            Event::CheckAnswered { topic, items } => self.check_answered(topic, who, items),
            Event::ConfirmationGiven { topic, value } => {
                if let Some(who) = who {
                    self.understanding_mut(topic, who).confirmed =
                        *value == ConfirmationValue::Clear;
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
                repeats,
                repeat_confirmed,
                origin,
                ..
            } => self.questions.push(Question {
                id: question.clone(),
                asker: who.cloned(),
                topic: topic.clone(),
                state: QuestionState::Open,
                answers: 0,
                repeats: repeats.clone(),
                repeat_judged: *repeat_confirmed,
                origins: BTreeSet::from_iter(origin.clone()),
            }),
            Event::RepeatJudged { question, same } => {
                if let Some(question) = self.question_mut(question) {
                    question.repeat_judged = Some(*same);
                }
            }
            Event::QuestionAnswered {
                question, origin, ..
            } => {
                if let Some(question) = self.question_mut(question) {
                    question.answers += 1;
                    question.origins.extend(origin.clone());
                    if question.state == QuestionState::Open {
                        question.state = QuestionState::Answered;
                    }
                }
            }
            Event::QuestionResolved {
                question, value, ..
            } => {
                if let Some(question) = self.question_mut(question) {
                    question.state = match value {
                        Resolution::No => QuestionState::Open,
                        Resolution::Resolved | Resolution::Partly => QuestionState::Closed(*value),
                    };
                }
            }
            Event::SessionPaused
            | Event::SessionResumed
            | Event::ExampleShown { .. }
            | Event::PauseOpened { .. }
            | Event::PauseClosed { .. }
            | Event::AdvanceAttempted { .. }
            | Event::LinkRecorded { .. }
            | Event::ProjectMentioned { .. }
            | Event::ArtifactPrepared { .. }
            | Event::ExerciseOffered { .. }
            | Event::MessagePosted { .. } => {}
        }
    }

    fn join(&mut self, actor: &Actor) {
        let (Actor::Learner(person) | Actor::Moderator(person)) = actor else {
            return;
        };
        // Who comes in mid-topic is waited for from the next one on.
        let waited_from = match self.phase {
            Phase::Topic(position) => position + 1,
            _ => 0,
        };
        self.participants
            .entry(person.clone())
            .and_modify(|participant| participant.left = false)
            .or_insert(Participant {
                waited_from,
                left: false,
            });
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
