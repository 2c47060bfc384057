//! Doubts: asked, answered, settled.

use std::collections::BTreeSet;

use time::Duration;

use super::{Caused, Decision, Step, Words, follow_up::share_answer, taken};
use crate::domain::{
    doubt::{self, Accepted, AnswerRef, Candidate, Comparing, Verdict},
    event::{Actor, AnswerSource, Event, Resolution, SharedAnswer},
    ids::{QuestionId, TopicId},
    session::{
        reply::{Rejection, Reply},
        state::{Question, QuestionState},
    },
};

/// How many doubts of one learner are taken in a minute.
const DOUBTS_A_MINUTE: usize = 5;

/// A doubt as it is asked.
pub(super) struct Asking<'a> {
    pub text: &'a str,
    pub origin: &'a str,
    pub anonymous: bool,
    pub earlier: &'a [(QuestionId, String)],
    pub others: &'a [(QuestionId, String)],
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
                people: self.session.people_with(&asked.id).len(),
                anonymous: asked.anonymous,
                choices: self.wordings(offered.iter(), asking.found),
            }));
        }
        if self.is_known_origin(asking.origin) {
            return Ok(Decision::only(Reply::Nothing));
        }
        self.require_pace()?;
        let current = self.session.current_topic().map(|planned| &planned.topic);
        let comparing = Comparing::of(&text, self.course, asking.found);
        let repeated = asking.earlier.iter();
        let repeated = repeated.filter(|(_, before)| comparing.is_same_as(before));
        let repeated: Vec<&QuestionId> = repeated.map(|(question, _)| question).collect();
        let mut others = asking.others.iter();
        let same_as = others
            .find(|(_, before)| comparing.is_same_as(before))
            .map(|(question, _)| self.session.first_of(question).clone());
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
                same_as,
                anonymous: asking.anonymous,
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
        let after = self.after(&events);
        let shared = after.question(&question);
        let shared = shared.and_then(|asked| share_answer(&after, asked));
        match (verdict, shared) {
            (Verdict::One(near), _) => {
                let accepted = doubt::accepted(asking.found);
                if let Some((event, answer)) =
                    self.given(&question, topic, near.answer, 1, &accepted)
                {
                    events.push(event);
                    words.push(answer);
                }
            }
            (_, Some(shared)) => events.push(shared),
            (Verdict::Choices(two), None) => {
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
            (Verdict::Open, None) => {}
        }
        let after = self.after(&events);
        let asked = after.question(&question);
        Ok(Decision {
            reply: Reply::Asked {
                answered: asked.is_some_and(|asked| asked.answers > 0),
                repeats,
                people: after.people_with(&question).len(),
                anonymous: asking.anonymous,
                choices,
                question,
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
    pub(super) fn given(
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
            alternative: None,
            shared_from: None,
            origin: None,
            answer: Some(answer),
            section: None,
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
                answer: None,
                section: None,
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
        accepted: &[Accepted],
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
                && let Some((event, words)) = self.explain_otherwise(&after, asked, accepted)
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
