//! The course of a session: joining and leaving, beginning, going on, pausing, reflecting, ending.

use super::{Decision, Step, Words, taken};
use crate::domain::{
    doubt,
    event::{Actor, AdvanceResult, AdvanceRule, EndReason, Event, PauseClosedBy, PauseReason},
    ids::TopicId,
    session::{
        advance::{self, Advance, Caused},
        reply::{Rejection, Reply},
        state::Phase,
    },
};

impl Step<'_> {
    pub(super) fn join(&self) -> Decision {
        let person = &self.command.by.id;
        let already = self.session.is_participant(person);
        let known = self.session.participants.get(person);
        let reply = Reply::Joined {
            already,
            late: matches!(self.session.phase, Phase::Topic(_)),
            ask_knowledge: known.is_none_or(|known| known.knows.is_none())
                && !self.course.domains().is_empty(),
        };
        if already {
            return Decision::only(reply);
        }
        let moderator = self.command.by.moderator;
        let joined = Event::ParticipantJoined { moderator };
        let mut events = vec![(self.learner(), joined)];
        if self.session.host_is_gone() && !self.is_host() {
            events.extend(advance::hand_over(self.session, Some(person)));
        }
        Decision::events(events, reply)
    }

    pub(super) fn leave(&self) -> Result<Decision, Rejection> {
        let takes_part = self.session.is_participant(&self.command.by.id);
        if !takes_part && !self.is_host() {
            return Err(Rejection::NotParticipant);
        }
        let next = self.session.next_host(|_| true).filter(|_| self.is_host());
        let handed_over = advance::hand_over(self.session, next);
        if !takes_part && handed_over.is_none() {
            return Err(Rejection::NobodyToLead);
        }
        let mut events = Vec::new();
        if takes_part {
            events.push((self.learner(), Event::ParticipantLeft));
        }
        events.extend(handed_over);
        events.extend(self.advance_after(&events, Actor::Bot));
        Ok(Decision::events(events, Reply::Left))
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
        let proposed_by = self.session.proposed_by.clone();
        let started = Event::SessionStarted {
            course: self.course.id.clone(),
            plan: self.session.plan.clone(),
            // Until somebody changes it, the plan is the course's, whoever called the session.
            proposed_by: proposed_by.unwrap_or(Actor::Bot),
            roster,
            advance_rule: self.session.rule,
        };
        let mut events = vec![(self.authority(), started)];
        events.extend(advance::enter(self.session, self.course, None, 0, false));
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
            Phase::Lobby => Err(Rejection::NotBegun),
            Phase::Topic(current) if current == asked => {
                self.require_running()?;
                let to = self.session.position_after(asked);
                let events = self.leave_topic(asked, to, false);
                Ok(Decision::events(events, Reply::Advanced))
            }
            _ if !self.session.topics.contains_key(topic) => Err(Rejection::TopicNotStarted {
                topic: topic.clone(),
            }),
            _ => Ok(Decision::only(Reply::Nothing)),
        }
    }

    pub(super) fn go_to(&self, topic: &TopicId) -> Result<Decision, Rejection> {
        self.require_authority()?;
        let to = self.session.position(topic).ok_or(Rejection::Unknown)?;
        let events = match self.session.phase {
            Phase::Topic(current) if current == to => {
                return Ok(Decision::only(Reply::Nothing));
            }
            Phase::Topic(current) => {
                self.require_running()?;
                self.leave_topic(current, to, true)
            }
            Phase::Closing => {
                self.require_running()?;
                let closing = self.session.plan.len();
                advance::enter(self.session, self.course, Some(closing), to, true)
            }
            _ => return Err(Rejection::NotBegun),
        };
        let topic = topic.clone();
        Ok(Decision::events(events, Reply::WentTo { topic }))
    }

    /// The group leaves the topic because somebody with the right to it says so.
    fn leave_topic(&self, position: usize, to: usize, chosen: bool) -> Vec<Caused> {
        let waits = !advance::pending(self.session, position).is_empty();
        let result = if waits && self.session.rule != AdvanceRule::Host {
            AdvanceResult::Forced
        } else {
            AdvanceResult::Granted
        };
        let advance = Advance {
            to,
            chosen,
            by: self.authority(),
            result,
            closed_by: PauseClosedBy::Host,
        };
        advance::leave_topic(self.session, self.course, position, advance)
    }

    pub(super) fn pause(&self) -> Result<Decision, Rejection> {
        self.require_authority()?;
        if self.session.phase == Phase::Lobby {
            return Err(Rejection::NotBegun);
        }
        let mut decision = Decision::only(Reply::Paused);
        if self.session.paused.is_none() {
            let reason = Some(PauseReason::People);
            let paused = Event::SessionPaused { reason };
            decision.events.push((self.authority(), paused));
        }
        Ok(decision)
    }

    /// What people paused, its host or moderators continue; otherwise whoever takes part may.
    pub(super) fn resume(&self) -> Result<Decision, Rejection> {
        match self.session.paused {
            Some(PauseReason::People) => self.require_authority()?,
            _ if self.has_authority() => {}
            _ => self.require_participant()?,
        }
        if self.session.paused.is_none() {
            return Ok(Decision::only(Reply::NotPaused));
        }
        let mut events = vec![(self.authority(), Event::SessionResumed)];
        events.extend(self.advance_after(&events, Actor::Bot));
        Ok(Decision::events(events, Reply::Resumed))
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
        events.extend(self.advance_after(&events, Actor::Bot));
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
