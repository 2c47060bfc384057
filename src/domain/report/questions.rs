//! The questions of a session, each with what became of it.

use time::{Duration, OffsetDateTime};

use super::session::Visit;
use super::thresholds::ON_THE_SPOT_MINUTES;
use crate::domain::{
    event::{Actor, Event, QuestionKind, QuestionPurpose, Recorded, Resolution},
    ids::{ConceptId, PersonId, QuestionId, TopicId},
};

/// Whether a question repeats an earlier one of the same learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Nothing points to it, or its asker said that it does not.
    No,
    /// It looks like it, and its asker has not said.
    Unconfirmed,
    /// Its asker said so.
    Confirmed,
}

/// A question with its answers.
pub(super) struct Question<'a> {
    pub seq: u64,
    pub at: OffsetDateTime,
    pub id: &'a QuestionId,
    pub asker: &'a Actor,
    pub concepts: &'a [ConceptId],
    pub aspects: &'a [String],
    pub kind: QuestionKind,
    pub purpose: QuestionPurpose,
    /// The topic that the event names.
    pub routed: Option<&'a TopicId>,
    /// The topic that was on.
    pub during: Option<&'a TopicId>,
    pub repeat: Repeat,
    repeats: Option<&'a QuestionId>,
    pub answers: Vec<Answered>,
    /// What the asker said of the answers, in order.
    pub verdicts: Vec<Verdict<'a>>,
    /// Whether a later question was confirmed to be the same doubt.
    pub came_back: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Answered {
    pub seq: u64,
    /// From asking to answering; never negative.
    pub after: Duration,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict<'a> {
    pub seq: u64,
    pub value: Resolution,
    /// The topic that was on.
    pub during: Option<&'a TopicId>,
}

impl<'a> Question<'a> {
    pub fn is_doubt(&self) -> bool {
        self.purpose == QuestionPurpose::Doubt
    }

    pub fn by(&self, person: &PersonId) -> bool {
        self.asker.learner() == Some(person)
    }

    pub fn about(&self, concept: &ConceptId) -> bool {
        self.concepts.contains(concept)
    }

    /// Whether its asker has not, or not in the end, called it resolved.
    pub fn is_open(&self) -> bool {
        self.verdicts
            .last()
            .is_none_or(|verdict| verdict.value != Resolution::Resolved)
    }

    /// Answered within five minutes, resolved by its asker while the same topic was on, and not
    /// asked again.
    pub fn cleared_on_the_spot(&self) -> bool {
        let limit = Duration::minutes(ON_THE_SPOT_MINUTES);
        self.answers.iter().any(|answer| answer.after <= limit)
            && !self.is_open()
            && self
                .verdicts
                .last()
                .is_some_and(|verdict| verdict.during == self.during)
            && !self.came_back
    }

    /// The question's own event and those of its answers and verdicts.
    pub fn events(&self) -> impl Iterator<Item = u64> + use<'a, '_> {
        [self.seq]
            .into_iter()
            .chain(self.answers.iter().map(|answer| answer.seq))
            .chain(self.verdicts.iter().map(|verdict| verdict.seq))
    }
}

/// The questions in order; what comes later goes to the last question that had its id.
pub(super) fn questions<'a>(events: &[&'a Recorded], visits: &[Visit<'a>]) -> Vec<Question<'a>> {
    let mut questions: Vec<Question<'a>> = Vec::new();
    for recorded in events {
        let Recorded {
            seq,
            at,
            actor,
            event,
        } = recorded;
        match event {
            Event::QuestionAsked {
                topic,
                question,
                concepts,
                aspects,
                kind,
                purpose,
                repeats,
                repeat_confirmed,
                ..
            } => {
                let repeat = match (repeats, repeat_confirmed) {
                    (_, Some(true)) => Repeat::Confirmed,
                    (Some(_), None) => Repeat::Unconfirmed,
                    (None, None) | (_, Some(false)) => Repeat::No,
                };
                questions.push(Question {
                    seq: *seq,
                    at: *at,
                    id: question,
                    asker: actor,
                    concepts,
                    aspects,
                    kind: *kind,
                    purpose: *purpose,
                    routed: topic.as_ref(),
                    during: on(visits, *seq),
                    repeat,
                    repeats: repeats.as_ref(),
                    answers: Vec::new(),
                    verdicts: Vec::new(),
                    came_back: false,
                });
            }
            Event::QuestionAnswered { question, .. } => {
                if let Some(asked) = latest(&mut questions, question) {
                    let after = (*at - asked.at).max(Duration::ZERO);
                    asked.answers.push(Answered { seq: *seq, after });
                }
            }
            Event::QuestionResolved {
                question, value, ..
            } => {
                if let Some(asked) = latest(&mut questions, question)
                    && asked.asker == actor
                {
                    asked.verdicts.push(Verdict {
                        seq: *seq,
                        value: *value,
                        during: on(visits, *seq),
                    });
                }
            }
            Event::RepeatJudged { question, same } => {
                if let Some(asked) = latest(&mut questions, question)
                    && asked.asker == actor
                {
                    asked.repeat = if *same { Repeat::Confirmed } else { Repeat::No };
                }
            }
            _ => {}
        }
    }
    mark_repeats(&mut questions);
    questions
}

/// A match with a question of somebody else is a shared doubt, not a repetition.
fn mark_repeats(questions: &mut [Question<'_>]) {
    for later in 0..questions.len() {
        let Some(repeats) = questions[later].repeats else {
            continue;
        };
        let Some(earlier) = questions[..later]
            .iter()
            .rposition(|asked| asked.id == repeats)
        else {
            continue;
        };
        if questions[earlier].asker != questions[later].asker {
            questions[later].repeat = Repeat::No;
        } else if questions[later].repeat == Repeat::Confirmed {
            questions[earlier].came_back = true;
        }
    }
}

fn latest<'q, 'a>(
    questions: &'q mut [Question<'a>],
    id: &QuestionId,
) -> Option<&'q mut Question<'a>> {
    questions.iter_mut().rev().find(|asked| asked.id == id)
}

/// The topic that was on when the event came.
fn on<'a>(visits: &[Visit<'a>], seq: u64) -> Option<&'a TopicId> {
    visits
        .iter()
        .find(|visit| visit.seq < seq && visit.until.is_none_or(|until| seq < until))
        .map(|visit| visit.topic)
}

#[cfg(test)]
mod tests {
    use super::super::{
        log::{Log, doubt},
        session::Session,
    };
    use super::*;

    #[test]
    fn only_the_asker_can_call_a_question_resolved() {
        let log = Log::started(&["ana", "beto"], &["uno"])
            .topic("uno")
            .asks("ana", "q1", doubt("pipe"))
            .answered("q1")
            .resolves("beto", "q1", Resolution::Resolved);
        let session = Session::read(&log.events);
        assert!(session.questions[0].is_open());
    }

    #[test]
    fn an_answer_after_more_than_five_minutes_is_not_on_the_spot() {
        for (minutes, on_the_spot) in [(5, true), (6, false)] {
            let log = Log::started(&["ana"], &["uno"])
                .topic("uno")
                .asks("ana", "q1", doubt("pipe"))
                .minutes(minutes)
                .answered("q1")
                .resolves("ana", "q1", Resolution::Resolved);
            let session = Session::read(&log.events);
            assert_eq!(session.questions[0].cleared_on_the_spot(), on_the_spot);
        }
    }

    #[test]
    fn a_doubt_resolved_in_the_next_topic_was_not_cleared_on_the_spot() {
        let log = Log::started(&["ana"], &["uno", "dos"])
            .topic("uno")
            .asks("ana", "q1", doubt("pipe"))
            .answered("q1")
            .topic("dos")
            .resolves("ana", "q1", Resolution::Resolved);
        let session = Session::read(&log.events);
        assert!(!session.questions[0].cleared_on_the_spot());
        assert!(!session.questions[0].is_open());
    }

    #[test]
    fn the_same_doubt_of_another_learner_is_no_repetition() {
        let log = Log::started(&["ana", "beto"], &["uno"])
            .topic("uno")
            .asks("ana", "q1", doubt("pipe"))
            .asks("beto", "q2", doubt("pipe").repeating("q1", Some(true)));
        let session = Session::read(&log.events);
        assert_eq!(session.questions[1].repeat, Repeat::No);
        assert!(!session.questions[0].came_back);
    }

    #[test]
    fn the_askers_judgement_settles_whether_it_is_a_repetition() {
        let log = |same| {
            Log::started(&["ana"], &["uno"])
                .topic("uno")
                .asks("ana", "q1", doubt("pipe"))
                .asks("ana", "q2", doubt("pipe").repeating("q1", None))
                .by(
                    "ana",
                    Event::RepeatJudged {
                        question: "q2".into(),
                        same,
                    },
                )
        };
        let same = log(true);
        let session = Session::read(&same.events);
        assert_eq!(session.questions[1].repeat, Repeat::Confirmed);
        assert!(session.questions[0].came_back);
        let different = log(false);
        let session = Session::read(&different.events);
        assert_eq!(session.questions[1].repeat, Repeat::No);
    }
}
