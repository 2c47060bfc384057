//! What several sessions say together: a fold over them, the same in any order. Which topics take
//! longest, which concepts draw most doubts, and what stays open.

use std::collections::BTreeSet;

use time::{Duration, OffsetDateTime};

use super::session::Session;
use crate::domain::{
    event::{EndReason, Recorded},
    ids::{ConceptId, CourseId, PersonId, QuestionId, SessionId, TopicId},
};

/// What several sessions say together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    pub sessions: usize,
    /// How many of them went through their whole plan.
    pub completed: usize,
    /// How many go on.
    pub under_way: usize,
    /// Different people who took part.
    pub learners: BTreeSet<PersonId>,
    pub doubts: usize,
    /// After [`Summary::arrange`] those come first that take longest over their plan.
    pub topics: Vec<TopicTime>,
    /// After [`Summary::arrange`] those come first that draw most doubts.
    pub concepts: Vec<ConceptDoubts>,
    /// After [`Summary::arrange`] the oldest ones come first.
    pub open: Vec<OpenDoubt>,
}

/// How long a topic took, over the sessions that came to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicTime {
    pub course: CourseId,
    pub topic: TopicId,
    /// As one of the plans has it.
    pub title: String,
    pub sessions: usize,
    /// Over all sessions, in minutes.
    pub planned: u64,
    /// Over all sessions, without the sessions' own pauses.
    pub actual: Duration,
}

/// How many doubts a concept drew.
#[derive(Clone, Debug, PartialEq)]
pub struct ConceptDoubts {
    pub course: CourseId,
    pub concept: ConceptId,
    /// In how many sessions.
    pub sessions: usize,
    pub doubts: usize,
}

/// A doubt that its asker has not called resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDoubt {
    pub session: SessionId,
    pub question: QuestionId,
    pub topic: Option<TopicId>,
    /// The topic's, where it is in the plan.
    pub title: Option<String>,
    pub asked_at: OffsetDateTime,
    /// Whether somebody answered it, or the course did.
    pub answered: bool,
}

impl TopicTime {
    /// Minutes of a session, on average.
    #[must_use]
    pub fn mean_planned(&self) -> f64 {
        mean(self.planned, self.sessions)
    }

    /// Minutes of a session, on average.
    #[must_use]
    pub fn mean_actual(&self) -> f64 {
        let seconds = self.actual.whole_seconds().unsigned_abs();
        mean(seconds, self.sessions) / 60.0
    }

    /// Minutes over the plan, on average; negative when it takes less.
    #[must_use]
    pub fn mean_over(&self) -> f64 {
        self.mean_actual() - self.mean_planned()
    }
}

impl Summary {
    /// Takes in one more session.
    pub fn add(&mut self, id: SessionId, events: &[Recorded]) {
        let session = Session::read(events);
        self.sessions += 1;
        match session.end {
            Some((.., EndReason::Completed)) => self.completed += 1,
            Some(_) => {}
            None => self.under_way += 1,
        }
        let learners = session.learners.iter().map(|learner| learner.id.clone());
        self.learners.extend(learners);
        if let Some(course) = session.course {
            self.add_times(course, &session);
            self.add_concepts(course, &session);
        }
        let doubts = session.questions.iter().filter(|one| one.is_doubt());
        for doubt in doubts {
            self.doubts += 1;
            if !doubt.is_open() {
                continue;
            }
            let topic = doubt.routed.or(doubt.during);
            let planned = topic.and_then(|topic| session.position(topic));
            self.open.push(OpenDoubt {
                session: id,
                question: doubt.id.clone(),
                topic: topic.cloned(),
                title: planned.map(|position| session.plan[position].title.clone()),
                asked_at: doubt.at,
                answered: !doubt.answers.is_empty(),
            });
        }
    }

    /// Puts first what matters most.
    pub fn arrange(&mut self) {
        self.topics.sort_by(|a, b| {
            let by_time = b.mean_over().total_cmp(&a.mean_over());
            by_time.then_with(|| (&a.course, &a.topic).cmp(&(&b.course, &b.topic)))
        });
        self.concepts.sort_by(|a, b| {
            let by_doubts = (b.doubts, b.sessions).cmp(&(a.doubts, a.sessions));
            by_doubts.then_with(|| (&a.course, &a.concept).cmp(&(&b.course, &b.concept)))
        });
        self.open
            .sort_by_key(|doubt| (doubt.asked_at, doubt.session));
    }

    fn add_times(&mut self, course: &CourseId, session: &Session<'_>) {
        for planned in &session.plan {
            let visits = session
                .visits
                .iter()
                .filter(|visit| *visit.topic == planned.topic);
            let mut lasted = Duration::ZERO;
            let mut came_to_its_end = false;
            for visit in visits {
                came_to_its_end |= visit.until.is_some();
                lasted = lasted.saturating_add(visit.lasted);
            }
            if !came_to_its_end {
                continue;
            }
            let known = self
                .topics
                .iter()
                .position(|known| known.course == *course && known.topic == planned.topic);
            let position = known.unwrap_or_else(|| {
                self.topics.push(TopicTime {
                    course: course.clone(),
                    topic: planned.topic.clone(),
                    title: planned.title.clone(),
                    sessions: 0,
                    planned: 0,
                    actual: Duration::ZERO,
                });
                self.topics.len() - 1
            });
            let time = &mut self.topics[position];
            time.sessions += 1;
            time.planned += u64::from(planned.planned_minutes);
            time.actual = time.actual.saturating_add(lasted);
        }
    }

    fn add_concepts(&mut self, course: &CourseId, session: &Session<'_>) {
        let mut seen: BTreeSet<&ConceptId> = BTreeSet::new();
        for doubt in session.questions.iter().filter(|one| one.is_doubt()) {
            let about: BTreeSet<&ConceptId> = doubt.concepts.iter().collect();
            for concept in about {
                let known = self
                    .concepts
                    .iter()
                    .position(|known| known.course == *course && known.concept == *concept);
                let position = known.unwrap_or_else(|| {
                    self.concepts.push(ConceptDoubts {
                        course: course.clone(),
                        concept: concept.clone(),
                        sessions: 0,
                        doubts: 0,
                    });
                    self.concepts.len() - 1
                });
                let draws = &mut self.concepts[position];
                draws.doubts += 1;
                draws.sessions += usize::from(seen.insert(concept));
            }
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sums over a few hundred sessions lie far below 2^52"
)]
fn mean(sum: u64, count: usize) -> f64 {
    if count == 0 {
        0.0
    } else {
        sum as f64 / count as f64
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::{Log, doubt};
    use super::*;
    use crate::domain::event::Resolution;

    /// 20 minutes on the first topic, 5 on the second; 15 are planned for each.
    fn slow() -> Log {
        Log::started(&["ana", "beto"], &["uno", "dos"])
            .topic("uno")
            .cleared("ana", "q1", doubt("pipe"))
            .asks("beto", "q2", doubt("pipe"))
            .minutes(20)
            .topic("dos")
            .asks("ana", "q3", doubt("lock"))
            .answered("q3")
            .minutes(5)
            .ends(EndReason::Completed)
    }

    /// The first topic alone.
    fn short() -> Log {
        Log::started(&["ana"], &["uno", "dos"])
            .topic("uno")
            .asks("ana", "q1", doubt("pipe"))
            .resolves("ana", "q1", Resolution::No)
            .minutes(10)
            .ends(EndReason::Closed)
    }

    fn summary(logs: &[(i64, &Log)]) -> Summary {
        let mut summary = Summary::default();
        for (id, log) in logs {
            summary.add(SessionId(*id), &log.events);
        }
        summary.arrange();
        summary
    }

    #[test]
    fn several_sessions_say_what_takes_long_and_what_draws_doubts() {
        let (slow, short) = (slow(), short());
        let summary = summary(&[(1, &slow), (2, &short)]);
        assert_eq!((summary.sessions, summary.completed), (2, 1));
        assert_eq!(summary.learners.len(), 2);
        assert_eq!(summary.doubts, 4);
        let topics: Vec<(&str, usize)> = summary
            .topics
            .iter()
            .map(|time| (time.topic.as_str(), time.sessions))
            .collect();
        assert_eq!(topics, [("uno", 2), ("dos", 1)]);
        assert!((summary.topics[0].mean_planned() - 15.0).abs() < 0.01);
        assert!(summary.topics[0].mean_actual() > 15.0);
        assert!(summary.topics[1].mean_over() < -9.0);
        let concepts: Vec<(&str, usize, usize)> = summary
            .concepts
            .iter()
            .map(|draws| (draws.concept.as_str(), draws.doubts, draws.sessions))
            .collect();
        assert_eq!(concepts, [("pipe", 3, 2), ("lock", 1, 1)]);
    }

    #[test]
    fn a_doubt_stays_open_until_its_asker_says_otherwise() {
        let slow = slow();
        let open: Vec<(String, Option<String>, bool)> = summary(&[(1, &slow)])
            .open
            .into_iter()
            .map(|doubt| (doubt.question.to_string(), doubt.title, doubt.answered))
            .collect();
        let expected = [
            ("q2".to_owned(), Some("tema uno".to_owned()), false),
            ("q3".to_owned(), Some("tema dos".to_owned()), true),
        ];
        assert_eq!(open, expected);
    }

    #[test]
    fn the_order_of_the_sessions_does_not_matter() {
        let (slow, short) = (slow(), short());
        let one = summary(&[(1, &slow), (2, &short)]);
        assert_eq!(one, summary(&[(2, &short), (1, &slow)]));
    }
}
