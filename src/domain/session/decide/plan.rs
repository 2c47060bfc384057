//! Before the session begins: which topics, in which order, and what learners know already.

use super::{Decision, Step};
use crate::domain::{
    event::{Actor, Event, PlannedTopic},
    ids::TopicId,
    session::{
        reply::{Rejection, Reply},
        state::Phase,
    },
};

impl Step<'_> {
    /// Topics that stay keep their order; one that comes back takes its place after those that
    /// the course has before it.
    pub(super) fn choose_topics(&self, topics: &[TopicId]) -> Result<Decision, Rejection> {
        self.require_planning()?;
        let course = self.course.plan();
        if topics.iter().any(|id| self.course.topic(id).is_none()) {
            return Err(Rejection::Unknown);
        }
        let mut plan = self.session.plan.clone();
        plan.retain(|planned| topics.contains(&planned.topic));
        for (position, planned) in course.iter().enumerate() {
            if !topics.contains(&planned.topic) || plan.contains(planned) {
                continue;
            }
            let before = &course[..position];
            let place = plan
                .iter()
                .rposition(|other| before.contains(other))
                .map_or(0, |last| last + 1);
            plan.insert(place, planned.clone());
        }
        self.change_plan(plan)
    }

    pub(super) fn move_topic(&self, topic: &TopicId, to: usize) -> Result<Decision, Rejection> {
        self.require_planning()?;
        let from = self.session.position(topic).ok_or(Rejection::Unknown)?;
        let mut plan = self.session.plan.clone();
        if to >= plan.len() {
            return Err(Rejection::Unknown);
        }
        let moved = plan.remove(from);
        plan.insert(to, moved);
        self.change_plan(plan)
    }

    fn change_plan(&self, plan: Vec<PlannedTopic>) -> Result<Decision, Rejection> {
        if plan.is_empty() {
            return Err(Rejection::EmptyPlan);
        }
        let events = if plan == self.session.plan {
            Vec::new()
        } else {
            vec![(self.proposer(), Event::PlanChanged { plan })]
        };
        Ok(Decision::events(events, Reply::PlanNoted))
    }

    /// A participant proposes as a learner, whatever rights they have.
    fn proposer(&self) -> Actor {
        if self.session.is_participant(&self.command.by.id) {
            self.learner()
        } else {
            self.authority()
        }
    }

    /// The plan is the group's affair, before the session begins.
    fn require_planning(&self) -> Result<(), Rejection> {
        if self.session.phase != Phase::Lobby {
            return Err(Rejection::AlreadyBegun);
        }
        if self.has_authority() {
            return Ok(());
        }
        self.require_participant()
    }

    pub(super) fn tell_prior_knowledge(&self, domains: &[String]) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let offered = self.course.domains();
        if domains.iter().any(|told| !offered.contains(&told.as_str())) {
            return Err(Rejection::Unknown);
        }
        let participant = &self.session.participants[&self.command.by.id];
        let told = domains.iter().cloned().collect();
        if participant.knows.as_ref() == Some(&told) {
            return Ok(Decision::only(Reply::KnowledgeNoted));
        }
        let event = Event::PriorKnowledgeTold {
            domains: told.into_iter().collect(),
        };
        Ok(Decision::events(
            vec![(self.learner(), event)],
            Reply::KnowledgeNoted,
        ))
    }
}
