//! Doubts: asked, answered, settled.

use std::collections::BTreeSet;

use time::Duration;

use super::{Caused, Decision, Step, Words, taken};
use crate::domain::{
    doubt::{self, Accepted, AnswerRef, Candidate, Verdict},
    event::{Actor, AnswerSource, Event, Resolution},
    ids::{QuestionId, TopicId},
    session::{
        reply::{Rejection, Reply},
        state::QuestionState,
    },
};

/// How many doubts of one learner are taken in a minute.
const DOUBTS_A_MINUTE: usize = 5;

/// A doubt as it is asked.
pub(super) struct Asking<'a> {
    pub text: &'a str,
    pub origin: &'a str,
    pub earlier: &'a [(QuestionId, String)],
    pub found: &'a [Candidate],
    pub in_public: bool,
}

impl Step<'_> {
    pub(super) fn ask_question(&self, asking: &Asking<'_>) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let text = taken(asking.text)?;
        if let Some(asked) = self.carried_by(asking.origin) {
            let offered = asked.offer.as_ref().filter(|offer| !offer.in_public);
            let offered = offered.map_or(&[][..], |offer| &offer.answers);
            return Ok(Decision::only(Reply::Asked {
                question: asked.id.clone(),
                answered: asked.answers > 0,
                repeats: asked.repeats.clone(),
                choices: self.wordings(offered.iter(), asking.found),
            }));
        }
        if self.is_known_origin(asking.origin) {
            return Ok(Decision::only(Reply::Nothing));
        }
        self.require_pace()?;
        let current = self.session.current_topic().map(|planned| &planned.topic);
        let same = |before: &str| doubt::is_same(before, &text, self.course);
        let repeated = asking.earlier.iter().filter(|(_, before)| same(before));
        let repeated: Vec<&QuestionId> = repeated.map(|(question, _)| question).collect();
        let mut doubt = doubt::understand(&text, self.course, current, asking.found);
        // What did not clear up the same doubt is not given again.
        let rejected = repeated.iter().filter_map(|id| self.session.question(id));
        let rejected: BTreeSet<&AnswerRef> = rejected.flat_map(|before| &before.rejected).collect();
        doubt.near.retain(|near| !rejected.contains(&near.answer));
        let verdict = doubt.verdict();
        let topic = doubt.topic.or_else(|| current.cloned());
        let repeats = repeated.last().map(|&question| question.clone());
        let question = QuestionId::new(format!("q{}", self.session.questions.len() + 1));
        let mut events = vec![(
            self.learner(),
            Event::QuestionAsked {
                topic: topic.clone(),
                question: question.clone(),
                concepts: doubt.concepts,
                aspects: doubt.aspects,
                kind: doubt.kind,
                purpose: doubt.purpose,
                repeats: repeats.clone(),
                repeat_confirmed: None,
                origin: Some(asking.origin.to_owned()),
                near: doubt.near.into_iter().map(|near| near.answer).collect(),
                text: None,
            },
        )];
        let mut words = vec![Words::Question {
            question: question.clone(),
            text,
        }];
        let mut choices = Vec::new();
        let mut answered = false;
        match verdict {
            Verdict::One(near) => {
                let accepted = doubt::accepted(asking.found);
                if let Some((event, answer)) =
                    self.given(&question, topic, near.answer, 1, &accepted)
                {
                    events.push(event);
                    words.push(answer);
                    answered = true;
                }
            }
            Verdict::Choices(two) => {
                let answers = two.map(|near| near.answer);
                if !asking.in_public {
                    choices = self.wordings(answers.iter(), asking.found);
                }
                let offered = Event::AnswersOffered {
                    question: question.clone(),
                    answers: answers.to_vec(),
                    in_public: asking.in_public,
                };
                events.push((Actor::Bot, offered));
            }
            Verdict::Open => {}
        }
        Ok(Decision {
            reply: Reply::Asked {
                question,
                answered,
                repeats,
                choices,
            },
            events,
            words,
        })
    }

    pub(super) fn choose_answer(
        &self,
        question: &QuestionId,
        place: Option<usize>,
        accepted: &[Accepted],
    ) -> Result<Decision, Rejection> {
        let asked = self.question(question)?;
        self.require_asker(asked)?;
        let Some(offer) = &asked.offer else {
            // Chosen before: another press of the same buttons, or of those in an older message.
            return Ok(Decision::only(match (place, asked.given.is_empty()) {
                (Some(_), false) => Reply::AnswerChosen,
                _ => Reply::DoubtStaysOpen,
            }));
        };
        let Some(place) = place else {
            let declined = Event::OfferDeclined {
                question: question.clone(),
            };
            return Ok(Decision::events(
                vec![(self.learner(), declined)],
                Reply::DoubtStaysOpen,
            ));
        };
        let chosen = offer.answers.get(place).ok_or(Rejection::Unknown)?;
        let number = asked.answers + 1;
        let (event, words) = self
            .given(
                question,
                asked.topic.clone(),
                chosen.clone(),
                number,
                accepted,
            )
            .ok_or(Rejection::Unknown)?;
        Ok(Decision {
            events: vec![event],
            words: vec![words],
            reply: Reply::AnswerChosen,
        })
    }

    /// The event and the words of an answer that was there before; nothing when it is there no longer.
    fn given(
        &self,
        question: &QuestionId,
        topic: Option<TopicId>,
        answer: AnswerRef,
        number: usize,
        accepted: &[Accepted],
    ) -> Option<(Caused, Words)> {
        let (by, text) = match &answer {
            AnswerRef::Prepared(id) => {
                let prepared = doubt::prepared(self.course, id)?;
                (AnswerSource::Prepared, prepared.answer.clone())
            }
            AnswerRef::Accepted(id) => {
                let found = accepted.iter().find(|accepted| accepted.id == *id)?;
                (AnswerSource::Accepted, found.answer.clone())
            }
        };
        let event = Event::QuestionAnswered {
            topic,
            question: question.clone(),
            by,
            origin: None,
            answer: Some(answer),
        };
        let words = Words::Answer {
            question: question.clone(),
            number,
            text,
        };
        Some(((Actor::Bot, event), words))
    }

    /// The doubts of these answers, in their words.
    fn wordings<'b>(
        &self,
        answers: impl Iterator<Item = &'b AnswerRef>,
        found: &[Candidate],
    ) -> Vec<String> {
        let accepted = doubt::accepted(found);
        let wording = |answer: &AnswerRef| match answer {
            AnswerRef::Prepared(id) => {
                doubt::prepared(self.course, id).map(|doubt| doubt.question.clone())
            }
            AnswerRef::Accepted(id) => {
                let found = accepted.iter().find(|accepted| accepted.id == *id);
                found.map(|accepted| accepted.question.clone())
            }
        };
        answers
            .map(|answer| wording(answer).unwrap_or_default())
            .collect()
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
            answer: None,
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
