//! What a learner claims and shows of a topic: the check, the confidence, other explanations, known ground.

use super::{Decision, Step};
use crate::domain::{
    course::{Check, Topic},
    event::{CheckItem, ConfirmationValue, Event},
    ids::TopicId,
    session::{
        CHECKS_ASKED,
        reply::{Rejection, Reply},
        state::Understanding,
    },
};

impl Step<'_> {
    pub(super) fn confirm(&self, topic: &TopicId) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let understanding = self.understanding(topic);
        if understanding.confirmed {
            return Ok(Decision::only(already_confirmed(topic, &understanding)));
        }
        let number = next_check(content, &understanding).unwrap_or(0);
        Ok(Decision::only(Reply::Check {
            topic: topic.clone(),
            number,
            tried: wrong_options(&content.checks[number], &understanding, number),
        }))
    }

    pub(super) fn answer_check(
        &self,
        topic: &TopicId,
        number: usize,
        option: usize,
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let check = asked_checks(content)
            .get(number)
            .ok_or(Rejection::Unknown)?;
        let chosen = check.options.get(option).ok_or(Rejection::Unknown)?;
        let mut understanding = self.understanding(topic);
        if understanding.confirmed {
            return Ok(Decision::only(already_confirmed(topic, &understanding)));
        }
        let hinted = understanding.hinted;
        let state = understanding.answers.entry(number).or_default();
        if state.right
            && let Some(next) = next_check(content, &understanding)
        {
            // A button of an earlier question: that one is done.
            return Ok(Decision::only(Reply::Check {
                topic: topic.clone(),
                number: next,
                tried: wrong_options(&content.checks[next], &understanding, next),
            }));
        }
        let state = understanding.answers.entry(number).or_default();
        let first_try = state.chosen.is_empty() && !state.seen_before;
        let mut events = Vec::new();
        if state.chosen.insert(option) {
            state.right = chosen.right;
            let item = CheckItem {
                concept: check.concept.clone(),
                correct: chosen.right,
                first_try,
                hinted,
                number: Some(number),
                chosen: Some(option),
            };
            events.push((
                self.learner(),
                Event::CheckAnswered {
                    topic: topic.clone(),
                    items: vec![item],
                },
            ));
        }
        let right = state.right;
        if !right {
            let tried = wrong_options(check, &understanding, number);
            let topic = topic.clone();
            return Ok(Decision::events(
                events,
                Reply::CheckWrong {
                    topic,
                    number,
                    option,
                    tried,
                },
            ));
        }
        if let Some(next) = next_check(content, &understanding) {
            let topic = topic.clone();
            return Ok(Decision::events(
                events,
                Reply::CheckRight {
                    topic,
                    number,
                    option,
                    next,
                },
            ));
        }
        events.push((
            self.learner(),
            Event::ConfirmationGiven {
                topic: topic.clone(),
                value: ConfirmationValue::Clear,
            },
        ));
        events.extend(self.advance_after(&events, self.learner()));
        Ok(Decision::events(
            events,
            Reply::Confirmed {
                topic: topic.clone(),
                number,
                option,
            },
        ))
    }

    pub(super) fn rate_confidence(
        &self,
        topic: &TopicId,
        value: u8,
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        self.started_topic(topic)?;
        if !(1..=5).contains(&value) {
            return Err(Rejection::Unknown);
        }
        let understanding = self.understanding(topic);
        if !understanding.confirmed {
            return Err(Rejection::NotConfirmed);
        }
        if let Some(value) = understanding.confidence {
            return Ok(Decision::only(Reply::Rated { value }));
        }
        let rated = Event::ConfidenceRated {
            topic: topic.clone(),
            value,
            before_check: false,
        };
        Ok(Decision::events(
            vec![(self.learner(), rated)],
            Reply::Rated { value },
        ))
    }

    pub(super) fn show_alternative(
        &self,
        topic: &TopicId,
        number: usize,
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let shown = self
            .session
            .topics
            .get(topic)
            .map_or(0, |progress| progress.alternatives_shown);
        if number < shown {
            return Ok(Decision::only(Reply::AlternativeAlready));
        }
        if number > shown {
            return Err(Rejection::Unknown);
        }
        let Some(alternative) = content.alternatives.get(shown) else {
            return Ok(Decision::only(Reply::NoMoreAlternatives));
        };
        let event = Event::AlternativeShown {
            topic: topic.clone(),
            concept: alternative.concept.clone(),
            kind: alternative.kind,
        };
        Ok(Decision::events(
            vec![(self.learner(), event)],
            Reply::AlternativePosted,
        ))
    }

    pub(super) fn confirm_link(
        &self,
        topic: &TopicId,
        number: usize,
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let connection = content.connections.get(number).ok_or(Rejection::Unknown)?;
        let domain = connection.domain.clone();
        let reply = Reply::LinkConfirmed {
            domain: domain.clone(),
        };
        let link = (self.command.by.id.clone(), domain.clone());
        let known = self
            .session
            .topics
            .get(topic)
            .is_some_and(|progress| progress.links.contains(&link));
        if known {
            return Ok(Decision::only(reply));
        }
        let event = Event::LinkRecorded {
            topic: Some(topic.clone()),
            domain,
            terms: connection.terms.clone(),
            confirmed: true,
        };
        Ok(Decision::events(vec![(self.learner(), event)], reply))
    }
}

/// The check questions of a topic that a learner is asked.
fn asked_checks(topic: &Topic) -> &[Check] {
    &topic.checks[..topic.checks.len().min(CHECKS_ASKED)]
}

/// The first check question that this learner has not answered rightly.
fn next_check(topic: &Topic, understanding: &Understanding) -> Option<usize> {
    (0..asked_checks(topic).len()).find(|number| {
        !understanding
            .answers
            .get(number)
            .is_some_and(|check| check.right)
    })
}

fn wrong_options(check: &Check, understanding: &Understanding, number: usize) -> Vec<usize> {
    understanding
        .answers
        .get(&number)
        .into_iter()
        .flat_map(|state| &state.chosen)
        .copied()
        .filter(|option| check.options.get(*option).is_some_and(|o| !o.right))
        .collect()
}

fn already_confirmed(topic: &TopicId, understanding: &Understanding) -> Reply {
    Reply::AlreadyConfirmed {
        topic: topic.clone(),
        rated: understanding.confidence.is_some(),
    }
}
