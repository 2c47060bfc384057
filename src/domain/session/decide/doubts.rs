//! Doubts: asked, answered, settled.

use time::Duration;

use super::{Decision, Step, Words, follow_up::share_answer, taken};
use crate::domain::{
    doubt,
    event::{Actor, AnswerSource, Event, Resolution, SharedAnswer},
    ids::QuestionId,
    session::{
        reply::{Rejection, Reply},
        state::{Question, QuestionState},
    },
};

/// How many doubts of one learner are taken in a minute.
const DOUBTS_A_MINUTE: usize = 5;

impl Step<'_> {
    pub(super) fn ask_question(
        &self,
        text: &str,
        origin: &str,
        anonymous: bool,
        earlier: &[(QuestionId, String)],
        others: &[(QuestionId, String)],
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let text = taken(text)?;
        if let Some(asked) = self.carried_by(origin) {
            return Ok(Decision::only(Reply::Asked {
                question: asked.id.clone(),
                answered: asked.answers > 0,
                repeats: asked.repeats.clone(),
                people: self.session.people_with(&asked.id).len(),
                anonymous: asked.anonymous,
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
        let same_as = others
            .iter()
            .find(|(_, before)| doubt::is_same(before, &text, self.course))
            .map(|(question, _)| self.session.first_of(question).clone());
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
                same_as: same_as.clone(),
                anonymous,
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
                    alternative: None,
                    shared_from: None,
                    origin: None,
                },
            ));
            words.push(Words::Answer {
                question: question.clone(),
                number: 1,
                text: prepared.answer.clone(),
            });
        }
        let after = self.after(&events);
        if doubt.prepared.is_none()
            && let Some(asked) = after.question(&question)
            && let Some(shared) = share_answer(&after, asked)
        {
            events.push(shared);
        }
        let after = self.after(&events);
        Ok(Decision {
            reply: Reply::Asked {
                answered: after.question(&question).is_some_and(|q| q.answers > 0),
                repeats,
                people: after.people_with(&question).len(),
                anonymous,
                question,
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
        if !self.command.by.moderator {
            self.require_open()?;
            self.require_participant()?;
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
        let given = SharedAnswer {
            question: question.clone(),
            number: asked.answers + 1,
        };
        let mut decision = Decision::only(Reply::AnswerPosted);
        // Those who ask the same get the same answer.
        let group = self.session.group(question);
        let others = group.filter(|other| other.id != *question && other.is_unsettled());
        for asked in [asked].into_iter().chain(others) {
            let is_here = asked.id == *question;
            let event = Event::QuestionAnswered {
                topic: asked.topic.clone(),
                question: asked.id.clone(),
                by,
                alternative: None,
                shared_from: (!is_here).then(|| given.clone()),
                origin: is_here.then(|| origin.to_owned()),
            };
            decision.events.push((actor.clone(), event));
            decision.words.push(Words::Answer {
                question: asked.id.clone(),
                number: asked.answers + 1,
                text: text.clone(),
            });
        }
        Ok(decision)
    }

    /// Only the asker says so, of each doubt that asks the same its own.
    pub(super) fn resolve_question(
        &self,
        question: &QuestionId,
        value: Resolution,
        answer: Option<usize>,
    ) -> Result<Decision, Rejection> {
        let pressed = self.question(question)?;
        let by = &self.command.by.id;
        let asked = match self.session.own_of_group(question, by) {
            Some(own) if pressed.asker.as_ref() != Some(by) => own,
            _ => pressed,
        };
        self.require_asker(asked)?;
        let answer = answer.and_then(|number| own_number(pressed, asked, number));
        let (done, reply) = match value {
            Resolution::No => (
                asked.state == QuestionState::Open
                    || (asked.state == QuestionState::Answered
                        && answer.is_some_and(|number| asked.unhelpful.contains(&number))),
                Reply::DoubtStaysOpen,
            ),
            Resolution::Resolved | Resolution::Partly => (
                asked.state == QuestionState::Closed(value),
                Reply::DoubtClosed,
            ),
        };
        if done {
            return Ok(Decision::only(match asked.state {
                QuestionState::Answered => Reply::AnotherExplanation,
                _ => reply,
            }));
        }
        let event = Event::QuestionResolved {
            topic: asked.topic.clone(),
            question: asked.id.clone(),
            value,
            answer,
        };
        let mut decision = Decision::events(vec![(self.learner(), event)], reply);
        // A post that does not tell its answer may be pressed twice: then nothing more is given.
        if value == Resolution::No && answer.is_some() {
            let after = self.after(&decision.events);
            if let Some(asked) = after.question(&asked.id)
                && let Some((event, words)) = self.explain_otherwise(&after, asked)
            {
                decision.events.push(event);
                decision.words.extend(words);
                decision.reply = Reply::AnotherExplanation;
            }
        }
        Ok(decision)
    }
}

/// The number that an answer to the doubt that was pressed has among those of the presser's own,
/// which asks the same.
fn own_number(pressed: &Question, own: &Question, number: usize) -> Option<usize> {
    if !(1..=pressed.answers).contains(&number) {
        return None;
    }
    if own.id == pressed.id {
        return Some(number);
    }
    let answer = SharedAnswer {
        question: pressed.id.clone(),
        number,
    };
    let mut shared = own.shared_answers.iter();
    shared
        .find(|(_, from)| **from == answer)
        .map(|(number, _)| *number)
}
