//! Doubts: asked, answered, settled.

use time::Duration;

use super::{Decision, Step, Words, taken};
use crate::domain::{
    doubt,
    event::{Actor, AnswerSource, Event, Resolution},
    ids::QuestionId,
    session::{
        reply::{Rejection, Reply},
        state::QuestionState,
    },
};

/// How many doubts of one learner are taken in a minute.
const DOUBTS_A_MINUTE: usize = 5;

impl Step<'_> {
    pub(super) fn ask_question(
        &self,
        text: &str,
        origin: &str,
        earlier: &[(QuestionId, String)],
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let text = taken(text)?;
        if let Some(asked) = self.carried_by(origin) {
            return Ok(Decision::only(Reply::Asked {
                question: asked.id.clone(),
                answered: asked.answers > 0,
                repeats: asked.repeats.clone(),
            }));
        }
        if self.is_known_origin(origin) {
            return Ok(Decision::only(Reply::Nothing));
        }
        self.require_pace()?;
        let current = self.session.current_topic().map(|planned| &planned.topic);
        let doubt = doubt::understand(&text, self.course, current);
        let repeats = earlier
            .iter()
            .rev()
            .find(|(_, before)| doubt::is_same(before, &text, self.course))
            .map(|(question, _)| question.clone());
        let question = QuestionId::new(format!("q{}", self.session.questions.len() + 1));
        let mut events = vec![(
            self.learner(),
            Event::QuestionAsked {
                topic: doubt.topic.clone(),
                question: question.clone(),
                concepts: doubt.concepts,
                aspects: doubt.aspects,
                kind: doubt.kind,
                purpose: doubt.purpose,
                repeats: repeats.clone(),
                repeat_confirmed: None,
                origin: Some(origin.to_owned()),
                text: None,
            },
        )];
        let mut words = vec![Words::Question {
            question: question.clone(),
            text,
        }];
        if let Some(prepared) = &doubt.prepared {
            events.push((
                Actor::Bot,
                Event::QuestionAnswered {
                    topic: doubt.topic,
                    question: question.clone(),
                    by: AnswerSource::Prepared,
                    origin: None,
                    section: None,
                },
            ));
            words.push(Words::Answer {
                question: question.clone(),
                number: 1,
                text: prepared.answer.clone(),
            });
        }
        Ok(Decision {
            reply: Reply::Asked {
                question,
                answered: doubt.prepared.is_some(),
                repeats,
            },
            events,
            words,
        })
    }

    /// A learner asks a few doubts a minute; the texts of more would drown everybody else's.
    fn require_pace(&self) -> Result<(), Rejection> {
        let by = Some(&self.command.by.id);
        let own = self.session.questions.iter().rev();
        let oldest = own
            .filter(|question| question.asker.as_ref() == by)
            .nth(DOUBTS_A_MINUTE - 1);
        let again = oldest.map(|oldest| oldest.asked_at + Duration::MINUTE - self.command.at);
        match again {
            Some(wait) if wait.is_positive() => Err(Rejection::TooManyDoubts {
                seconds: wait.whole_seconds().unsigned_abs().max(1),
            }),
            _ => Ok(()),
        }
    }

    pub(super) fn judge_repeat(
        &self,
        question: &QuestionId,
        same: bool,
    ) -> Result<Decision, Rejection> {
        let asked = self.question(question)?;
        self.require_asker(asked)?;
        if asked.repeats.is_none() {
            return Err(Rejection::Unknown);
        }
        if asked.repeat_judged.is_some() {
            return Ok(Decision::only(Reply::RepeatNoted));
        }
        let event = Event::RepeatJudged {
            question: question.clone(),
            same,
        };
        Ok(Decision::events(
            vec![(self.learner(), event)],
            Reply::RepeatNoted,
        ))
    }

    pub(super) fn answer_question(
        &self,
        question: &QuestionId,
        text: &str,
        origin: &str,
        earlier: &[(QuestionId, String)],
    ) -> Result<Decision, Rejection> {
        let participant = self.session.is_participant(&self.command.by.id);
        if !participant && !self.command.by.moderator {
            return Err(Rejection::NotParticipant);
        }
        let text = taken(text)?;
        let asked = self.question(question)?;
        let said_before = earlier
            .iter()
            .any(|(answered, said)| answered == question && *said == text);
        if said_before || self.is_known_origin(origin) {
            return Ok(Decision::only(Reply::AnswerPosted));
        }
        let (actor, by) = if participant {
            (self.learner(), AnswerSource::Peer)
        } else {
            (self.authority(), AnswerSource::Moderator)
        };
        let event = Event::QuestionAnswered {
            topic: asked.topic.clone(),
            question: question.clone(),
            by,
            origin: Some(origin.to_owned()),
            section: None,
        };
        Ok(Decision {
            events: vec![(actor, event)],
            words: vec![Words::Answer {
                question: question.clone(),
                number: asked.answers + 1,
                text,
            }],
            reply: Reply::AnswerPosted,
        })
    }

    pub(super) fn resolve_question(
        &self,
        question: &QuestionId,
        value: Resolution,
    ) -> Result<Decision, Rejection> {
        let asked = self.question(question)?;
        self.require_asker(asked)?;
        let (done, reply) = match value {
            Resolution::No => (asked.state == QuestionState::Open, Reply::DoubtStaysOpen),
            Resolution::Resolved | Resolution::Partly => (
                asked.state == QuestionState::Closed(value),
                Reply::DoubtClosed,
            ),
        };
        if done {
            return Ok(Decision::only(reply));
        }
        let event = Event::QuestionResolved {
            topic: asked.topic.clone(),
            question: question.clone(),
            value,
        };
        Ok(Decision::events(vec![(self.learner(), event)], reply))
    }
}
