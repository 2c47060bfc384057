//! The questions of a session, each with what became of it: as their askers and the moderators
//! corrected them, without those that their askers deleted.

use std::collections::{BTreeMap, BTreeSet};

use time::{Duration, OffsetDateTime};

use super::session::{Visit, topic_on};
use super::thresholds::ON_THE_SPOT_MINUTES;
use crate::domain::{
    event::{Actor, AnswerSource, Event, QuestionKind, QuestionPurpose, Recorded, Resolution},
    ids::{ConceptId, QuestionId, TopicId},
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
    /// Whether a person, not the bot, said which topic it is.
    pub routed_by_person: bool,
    /// Only in exported logs.
    pub text: Option<&'a str>,
    /// The topic that was on.
    pub during: Option<&'a TopicId>,
    pub repeat: Repeat,
    pub repeats: Option<&'a QuestionId>,
    pub answers: Vec<Answered>,
    /// What the asker said of the answers, in order.
    pub verdicts: Vec<Verdict<'a>>,
    /// Whether a later question was confirmed to be the same doubt.
    pub came_back: bool,
    /// The events that corrected it.
    corrections: Vec<u64>,
    /// The events by which other learners said that they have the same doubt.
    joined: Vec<u64>,
    /// The event in which its asker said whether it repeats the earlier one.
    judged: Option<u64>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Answered {
    pub seq: u64,
    pub by: AnswerSource,
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

    /// The event that asked it and those that corrected it.
    pub fn asked(&self) -> impl Iterator<Item = u64> + use<'a, '_> {
        [self.seq]
            .into_iter()
            .chain(self.corrections.iter().copied())
    }

    /// The event that asked it and those of others who have the same doubt.
    pub fn joined(&self) -> impl Iterator<Item = u64> + use<'a, '_> {
        self.asked().chain(self.joined.iter().copied())
    }

    pub fn is_shared(&self) -> bool {
        !self.joined.is_empty()
    }

    /// As [`Self::asked`], with what its asker said of its being a repetition.
    pub fn asked_and_judged(&self) -> impl Iterator<Item = u64> + use<'a, '_> {
        self.asked().chain(self.judged)
    }

    /// The question's own events and those of its answers and verdicts.
    pub fn events(&self) -> impl Iterator<Item = u64> + use<'a, '_> {
        self.asked()
            .chain(self.answers.iter().map(|answer| answer.seq))
            .chain(self.verdicts.iter().map(|verdict| verdict.seq))
    }
}

/// The events without the questions that their askers deleted and all that belongs to these, and
/// the questions that were said to repeat one of them. What comes later goes to the last question
/// that had its id.
pub(super) fn without_deleted(events: Vec<&Recorded>) -> (Vec<&Recorded>, BTreeSet<u64>) {
    struct Asked<'a> {
        asker: &'a Actor,
        places: Vec<usize>,
        deleted: bool,
    }
    let deletes = |recorded: &&Recorded| matches!(recorded.event, Event::QuestionDeleted { .. });
    if !events.iter().any(deletes) {
        return (events, BTreeSet::new());
    }
    let mut asked: Vec<Asked<'_>> = Vec::new();
    let mut latest: BTreeMap<&QuestionId, usize> = BTreeMap::new();
    // The events of questions that repeat another, and which one.
    let mut repeats_of: Vec<(u64, usize)> = Vec::new();
    let mut dropped = BTreeSet::new();
    for (place, recorded) in events.iter().enumerate() {
        match &recorded.event {
            Event::QuestionAsked {
                question, repeats, ..
            } => {
                let repeated = repeats.as_ref().and_then(|id| latest.get(id));
                repeats_of.extend(repeated.map(|of| (recorded.seq, *of)));
                latest.insert(question, asked.len());
                asked.push(Asked {
                    asker: &recorded.actor,
                    places: vec![place],
                    deleted: false,
                });
            }
            Event::QuestionAnswered { question, .. }
            | Event::QuestionResolved { question, .. }
            | Event::QuestionCorrected { question, .. }
            | Event::QuestionJoined { question, .. }
            | Event::RepeatJudged { question, .. } => {
                if let Some(of) = latest.get(question) {
                    asked[*of].places.push(place);
                }
            }
            Event::QuestionDeleted { question } => {
                dropped.insert(place);
                if let Some(of) = latest.get(question)
                    && *asked[*of].asker == recorded.actor
                {
                    asked[*of].deleted = true;
                }
            }
            _ => {}
        }
    }
    let repeating = repeats_of.into_iter().filter(|(_, of)| asked[*of].deleted);
    let repeating = repeating.map(|(seq, _)| seq).collect();
    let gone = asked.iter().filter(|question| question.deleted);
    dropped.extend(gone.flat_map(|question| &question.places));
    let kept = events.into_iter().enumerate();
    let kept = kept.filter(|(place, _)| !dropped.contains(place));
    (kept.map(|(_, recorded)| recorded).collect(), repeating)
}

/// The questions in order; what comes later goes to the last question that had its id.
/// `repeating_deleted` are those whose earlier question counts no more.
pub(super) fn questions<'a>(
    events: &[&'a Recorded],
    visits: &[Visit<'a>],
    repeating_deleted: &BTreeSet<u64>,
) -> Vec<Question<'a>> {
    let mut questions: Vec<Question<'a>> = Vec::new();
    let mut latest: BTreeMap<&QuestionId, usize> = BTreeMap::new();
    for recorded in events {
        let Recorded {
            seq,
            at,
            actor,
            event,
        } = recorded;
        let known = match event {
            Event::QuestionAnswered { question, .. }
            | Event::QuestionResolved { question, .. }
            | Event::QuestionCorrected { question, .. }
            | Event::QuestionJoined { question, .. }
            | Event::RepeatJudged { question, .. } => latest.get(question).copied(),
            _ => None,
        };
        let known = known.map(|of| &mut questions[of]);
        match (event, known) {
            (
                Event::QuestionAsked {
                    topic,
                    question,
                    concepts,
                    aspects,
                    kind,
                    purpose,
                    repeats,
                    repeat_confirmed,
                    text,
                    ..
                },
                _,
            ) => {
                let repeat = match (repeats, repeat_confirmed) {
                    _ if repeating_deleted.contains(seq) => Repeat::No,
                    (_, Some(true)) => Repeat::Confirmed,
                    (Some(_), None) => Repeat::Unconfirmed,
                    (None, None) | (_, Some(false)) => Repeat::No,
                };
                let repeats = repeats
                    .as_ref()
                    .filter(|_| !repeating_deleted.contains(seq));
                latest.insert(question, questions.len());
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
                    routed_by_person: false,
                    text: text.as_deref(),
                    during: topic_on(visits, *seq),
                    repeat,
                    repeats,
                    answers: Vec::new(),
                    verdicts: Vec::new(),
                    came_back: false,
                    corrections: Vec::new(),
                    joined: Vec::new(),
                    judged: None,
                });
            }
            (Event::QuestionAnswered { by, .. }, Some(asked)) => {
                let after = (*at - asked.at).max(Duration::ZERO);
                asked.answers.push(Answered {
                    seq: *seq,
                    by: *by,
                    after,
                });
            }
            (Event::QuestionResolved { value, .. }, Some(asked)) if asked.asker == actor => {
                asked.verdicts.push(Verdict {
                    seq: *seq,
                    value: *value,
                    during: topic_on(visits, *seq),
                });
            }
            (Event::QuestionJoined { .. }, Some(asked))
                if asked.asker != actor && actor.learner().is_some() =>
            {
                asked.joined.push(*seq);
            }
            (Event::RepeatJudged { same, .. }, Some(asked))
                if asked.asker == actor && !repeating_deleted.contains(&asked.seq) =>
            {
                asked.repeat = if *same { Repeat::Confirmed } else { Repeat::No };
                asked.judged = Some(*seq);
            }
            (
                Event::QuestionCorrected {
                    topic,
                    kind,
                    concepts,
                    aspects,
                    ..
                },
                Some(asked),
            ) if asked.asker == actor || matches!(actor, Actor::Moderator(_)) => {
                asked.kind = kind.unwrap_or(asked.kind);
                asked.concepts = concepts.as_deref().unwrap_or(asked.concepts);
                asked.aspects = aspects.as_deref().unwrap_or(asked.aspects);
                asked.routed = topic.as_ref().or(asked.routed);
                asked.routed_by_person |= topic.is_some();
                asked.corrections.push(*seq);
            }
            _ => {}
        }
    }
    mark_repeats(&mut questions);
    questions
}

/// A match with a question of somebody else is a shared doubt, not a repetition.
fn mark_repeats<'a>(questions: &mut [Question<'a>]) {
    let mut latest: BTreeMap<&'a QuestionId, usize> = BTreeMap::new();
    for later in 0..questions.len() {
        let earlier = questions[later].repeats.and_then(|id| latest.get(id));
        if let Some(earlier) = earlier.copied() {
            if questions[earlier].asker != questions[later].asker {
                questions[later].repeat = Repeat::No;
            } else if questions[later].repeat == Repeat::Confirmed {
                questions[earlier].came_back = true;
            }
        }
        latest.insert(questions[later].id, later);
    }
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

    fn corrected(question: &str, kind: Option<QuestionKind>, concept: Option<&str>) -> Event {
        Event::QuestionCorrected {
            question: question.into(),
            topic: None,
            kind,
            concepts: concept.map(|concept| vec![concept.into()]),
            aspects: None,
        }
    }

    #[test]
    fn a_corrected_question_counts_as_if_it_had_been_asked_so() {
        let log = Log::started(&["ana", "beto"], &["uno"])
            .topic("uno")
            .asks("ana", "q1", doubt("pipe"))
            .by("ana", corrected("q1", None, Some("queue")))
            .event(
                Actor::Moderator("marta".into()),
                corrected("q1", Some(QuestionKind::Debugging), None),
            )
            .by("beto", corrected("q1", None, Some("pool")));
        let session = Session::read(&log.events);
        let question = &session.questions[0];
        assert_eq!(question.kind, QuestionKind::Debugging);
        assert_eq!(question.concepts, [ConceptId::from("queue")]);
        assert_eq!(question.asked().collect::<Vec<_>>(), [3, 4, 5]);
    }

    fn deleted(question: &str) -> Event {
        Event::QuestionDeleted {
            question: question.into(),
        }
    }

    #[test]
    fn a_deleted_question_and_all_of_it_count_nowhere() {
        let log = Log::started(&["ana", "beto"], &["uno"])
            .topic("uno")
            .cleared("ana", "q1", doubt("pipe"))
            .asks("ana", "q2", doubt("pipe").repeating("q1", Some(true)))
            .by("beto", deleted("q2"))
            .by("ana", deleted("q1"))
            .answered("q1");
        let session = Session::read(&log.events);
        let asked: Vec<&str> = session.questions.iter().map(|q| q.id.as_str()).collect();
        assert_eq!(asked, ["q2"]);
        assert_eq!(session.questions[0].repeat, Repeat::No);
        assert_eq!(session.events.len(), 3);
    }
}
