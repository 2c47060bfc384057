//! The numbers of the pictures: when each topic was on, how sure one can be of each learner's
//! concepts, what learners expected of themselves. The questions' picture is counted from the rows.

use super::{
    mastery::masteries,
    patterns::expectations,
    session::{Session, seconds},
};
use crate::domain::{
    event::Event,
    ids::{ConceptId, PersonId, TopicId},
};

/// Time against topic. All times are seconds of the session, without its own pauses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    pub lasted: u64,
    /// The plan's topics in its order, then others in the order in which they came.
    pub topics: Vec<TopicTimes>,
    /// Where the session itself was interrupted.
    pub breaks: Vec<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicTimes {
    pub topic: TopicId,
    /// From where to where the plan puts it, when each topic takes its planned time.
    pub planned: Option<(u64, u64)>,
    /// From where to where it was on; in order.
    pub actual: Vec<(u64, u64)>,
    /// Where it stopped to verify.
    pub pauses: Vec<u64>,
}

pub(super) fn timeline(session: &Session<'_>) -> Timeline {
    let mut planned_until = 0_u64;
    let mut topics: Vec<TopicTimes> = session
        .plan
        .iter()
        .map(|planned| {
            let from = planned_until;
            planned_until = from.saturating_add(u64::from(planned.planned_minutes) * 60);
            TopicTimes {
                topic: planned.topic.clone(),
                planned: (planned_until > from).then_some((from, planned_until)),
                actual: Vec::new(),
                pauses: Vec::new(),
            }
        })
        .collect();
    let others = session.started().into_iter().map(|(_, topic)| topic);
    let others: Vec<&TopicId> = others
        .filter(|topic| session.position(topic).is_none())
        .collect();
    topics.extend(others.iter().map(|topic| TopicTimes {
        topic: (*topic).clone(),
        planned: None,
        actual: Vec::new(),
        pauses: Vec::new(),
    }));
    let place = |topic: &TopicId| {
        let among_others = || others.iter().position(|other| *other == topic);
        let of_plan = session.position(topic);
        of_plan.or_else(|| Some(session.plan.len() + among_others()?))
    };
    let lasted = session.events.last().map_or(0, |last| {
        let end = session.end.map_or(last.seq, |(seq, ..)| seq);
        seconds(session.elapsed(end))
    });
    for visit in &session.visits {
        let from = seconds(session.elapsed(visit.seq));
        let to = visit
            .until
            .map_or(lasted, |until| seconds(session.elapsed(until)));
        if let Some(at) = place(visit.topic) {
            topics[at].actual.push((from, to.max(from)));
        }
    }
    let mut breaks = Vec::new();
    for recorded in &session.events {
        match &recorded.event {
            Event::PauseOpened { topic, .. } => {
                let opened = seconds(session.elapsed(recorded.seq));
                if let Some(at) = place(topic) {
                    topics[at].pauses.push(opened);
                }
            }
            Event::SessionPaused { .. } => breaks.push(seconds(session.elapsed(recorded.seq))),
            _ => {}
        }
    }
    Timeline {
        lasted,
        topics,
        breaks,
    }
}

/// How sure one can be that a learner masters a concept.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    pub learner: PersonId,
    pub concept: ConceptId,
    /// First tries without hints: right ones of all; at least one.
    pub right: u64,
    pub asked: u64,
    /// Ends of the interval of 80 % and the mean of what one may believe, from 0 to 1.
    pub low: f64,
    pub high: f64,
    pub mean: f64,
    pub consolidated: bool,
}

/// Every learner's concepts, as far as they were checked, learner by learner.
pub(super) fn intervals(session: &Session<'_>) -> Vec<Interval> {
    let mut intervals = Vec::new();
    for learner in &session.learners {
        let checked = masteries(session, learner).into_iter();
        intervals.extend(
            checked
                .filter(|mastery| mastery.asked > 0)
                .map(|mastery| Interval {
                    learner: learner.id.clone(),
                    concept: mastery.concept.clone(),
                    right: mastery.right,
                    asked: mastery.asked,
                    low: mastery.posterior.low,
                    high: mastery.posterior.high,
                    mean: mastery.posterior.mean,
                    consolidated: mastery.consolidated,
                }),
        );
    }
    intervals
}

/// What a learner expected of themselves on a concept, and how it went.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    pub learner: PersonId,
    pub concept: ConceptId,
    /// (rating − 1)/4, given before the check.
    pub confidence: f64,
    /// The share of first tries that were right.
    pub right: f64,
}

pub(super) fn expected(session: &Session<'_>) -> Vec<Expected> {
    let mut expected = Vec::new();
    for learner in &session.learners {
        let of_concepts = expectations(session, learner).of_concepts;
        expected.extend(of_concepts.into_iter().map(|one| Expected {
            learner: learner.id.clone(),
            concept: one.concept.clone(),
            confidence: one.expected,
            right: one.right,
        }));
    }
    expected
}

#[cfg(test)]
mod tests {
    use super::super::log::Log;
    use super::*;

    #[test]
    fn the_timeline_has_plan_and_deed_of_each_topic() {
        let log = Log::started(&["ana"], &["uno", "dos"])
            .minutes(1)
            .topic("dos")
            .minutes(5)
            .pause("dos")
            .minutes(2)
            .topic("extra")
            .minutes(3)
            .ends(crate::domain::event::EndReason::Closed);
        let timeline = timeline(&Session::read(&log.events));
        assert_eq!(timeline.lasted, 11 * 60);
        let [one, two, extra] = timeline.topics.as_slice() else {
            panic!("{timeline:?}");
        };
        assert_eq!((one.planned, one.actual.len()), (Some((0, 900)), 0));
        assert_eq!(two.planned, Some((900, 1800)));
        assert_eq!(two.actual, [(60, 480)]);
        assert_eq!(two.pauses, [360]);
        assert_eq!(
            (extra.planned, extra.actual.as_slice()),
            (None, &[(480, 660)][..])
        );
    }

    #[test]
    fn the_sessions_own_pauses_take_no_time_of_the_timeline() {
        let log = Log::started(&["ana"], &["uno"])
            .topic("uno")
            .minutes(4)
            .bot(Event::SessionPaused { reason: None })
            .minutes(600)
            .bot(Event::SessionResumed)
            .minutes(3)
            .ends(crate::domain::event::EndReason::Closed);
        let timeline = timeline(&Session::read(&log.events));
        assert_eq!(timeline.lasted, 7 * 60 + 10);
        assert_eq!(timeline.breaks, [4 * 60 + 10]);
    }

    #[test]
    fn only_what_was_checked_has_an_interval() {
        let log = Log::started(&["ana", "beto"], &["uno", "dos"])
            .topic("uno")
            .checks("ana", "uno", &[true, false])
            .topic("dos");
        let intervals = intervals(&Session::read(&log.events));
        let [one] = intervals.as_slice() else {
            panic!("{intervals:?}");
        };
        assert_eq!((one.learner.as_str(), one.right, one.asked), ("ana", 1, 2));
        assert!(one.low > 0.1 && one.high < 0.9);
    }
}
