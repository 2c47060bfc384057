//! The course of a session: joining, beginning, going on, reflecting, ending.

use super::{Decision, Step, Words, taken};
use crate::domain::{
    doubt,
    event::{Actor, AdvanceResult, AdvanceRule, EndReason, Event, PauseClosedBy},
    ids::TopicId,
    session::{
        advance,
        reply::{Rejection, Reply},
        state::Phase,
    },
};

impl Step<'_> {
    pub(super) fn join(&self) -> Decision {
        let already = self.session.is_participant(&self.command.by.id);
        let late = matches!(self.session.phase, Phase::Topic(_));
        let reply = Reply::Joined { already, late };
        if already {
            return Decision::only(reply);
        }
        Decision::events(vec![(self.learner(), Event::ParticipantJoined)], reply)
    }

    pub(super) fn begin(&self) -> Result<Decision, Rejection> {
        self.require_authority()?;
        if self.session.phase != Phase::Lobby {
            return Err(Rejection::AlreadyBegun);
        }
        let roster: Vec<Actor> = self.session.active().cloned().map(Actor::Learner).collect();
        if roster.is_empty() {
            return Err(Rejection::NobodyJoined);
        }
        let started = Event::SessionStarted {
            course: self.course.id.clone(),
            plan: self.session.plan.clone(),
            // The plan is the course's, whoever called the session on it.
            proposed_by: Actor::Bot,
            roster,
            advance_rule: self.session.rule,
        };
        let mut events = vec![(self.authority(), started)];
        events.extend(advance::enter_topic(self.session, self.course, 0));
        Ok(Decision::events(events, Reply::Begun))
    }

    pub(super) fn force_advance(&self, topic: Option<&TopicId>) -> Result<Decision, Rejection> {
        self.require_authority()?;
        let Some(topic) = topic else {
            return match self.session.phase {
                Phase::Closing => self.end(),
                _ => Err(Rejection::NotClosing),
            };
        };
        let asked = self.session.position(topic).ok_or(Rejection::Unknown)?;
        match self.session.phase {
            Phase::Lobby => return Err(Rejection::NotBegun),
            Phase::Topic(current) if current == asked => {}
            Phase::Topic(current) if current < asked => {
                return Err(Rejection::TopicNotStarted {
                    topic: topic.clone(),
                });
            }
            _ => return Ok(Decision::only(Reply::Nothing)),
        }
        let waits = !advance::pending(self.session, asked).is_empty();
        let result = if waits && self.session.rule != AdvanceRule::Host {
            AdvanceResult::Forced
        } else {
            AdvanceResult::Granted
        };
        let events = advance::leave_topic(
            self.session,
            self.course,
            asked,
            self.authority(),
            result,
            PauseClosedBy::Host,
        );
        Ok(Decision::events(events, Reply::Advanced))
    }

    pub(super) fn reflect(
        &self,
        links: &str,
        uses: &str,
        comparison: &str,
    ) -> Result<Decision, Rejection> {
        if self.session.has_reflected(&self.command.by.id)? {
            return Ok(Decision::only(Reply::Reflected));
        }
        let words = Words::Reflection {
            links: taken(links)?,
            uses: taken(uses)?,
            comparison: taken(comparison)?,
        };
        let models = doubt::models_named(comparison, &self.course.closing.models);
        let mut events = vec![(self.learner(), Event::ReflectionAnswered { models })];
        events.extend(advance::end_when_all_reflected(&self.after(&events)));
        Ok(Decision {
            events,
            words: vec![words],
            reply: Reply::Reflected,
        })
    }

    pub(super) fn end(&self) -> Result<Decision, Rejection> {
        self.require_authority()?;
        let reason = match self.session.phase {
            Phase::Closing => EndReason::Completed,
            _ => EndReason::Closed,
        };
        Ok(Decision::events(
            vec![(self.authority(), Event::SessionEnded { reason })],
            Reply::Ended,
        ))
    }
}
