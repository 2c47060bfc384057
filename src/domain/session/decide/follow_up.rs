//! What becomes of a doubt after it was asked: another explanation, others who have it too, answers
//! that are marked right, doubts that turn out to be one.

use super::{Decision, Step, Words};
use crate::domain::{
    doubt::Accepted,
    event::{Actor, AnswerSource, Event},
    ids::QuestionId,
    session::{
        advance::Caused,
        reply::{Rejection, Reply},
        state::{Question, QuestionState, Session},
    },
};

impl Step<'_> {
    /// What the asker gets who still has the doubt: an answer that somebody else got to it, the
    /// nearest of those that were there before, or the next other explanation of its topic that is about what the doubt is about. Nothing twice, and
    /// nothing that the thread has already from «De otra forma».
    pub(super) fn explain_otherwise(
        &self,
        session: &Session,
        asked: &Question,
        accepted: &[Accepted],
    ) -> Option<(Caused, Option<Words>)> {
        if let Some(shared) = share_answer(session, asked) {
            return Some((shared, None));
        }
        let number = asked.answers + 1;
        if let Some(near) = asked.next_near()
            && let Some((event, words)) = self.given(
                &asked.id,
                asked.topic.clone(),
                near.clone(),
                number,
                accepted,
            )
        {
            return Some((event, Some(words)));
        }
        let topic = asked.topic.as_ref()?;
        let shown = session
            .topics
            .get(topic)
            .map_or(0, |progress| progress.alternatives_shown);
        let alternatives = &self.course.topic(topic)?.alternatives;
        let (position, alternative) =
            alternatives
                .iter()
                .enumerate()
                .skip(shown)
                .find(|(position, alternative)| {
                    let fits =
                        asked.concepts.is_empty() || asked.concepts.contains(&alternative.concept);
                    fits && !asked.alternatives.values().any(|given| given == position)
                })?;
        let event = Event::QuestionAnswered {
            topic: Some(topic.clone()),
            question: asked.id.clone(),
            by: AnswerSource::Prepared,
            alternative: Some(position),
            shared_from: None,
            origin: None,
            answer: None,
            section: None,
        };
        let words = Words::Answer {
            question: asked.id.clone(),
            number,
            text: alternative.text.clone(),
        };
        Some(((Actor::Bot, event), Some(words)))
    }

    /// Counts a person, and records no question: the words are those of who asked.
    pub(super) fn join_question(&self, question: &QuestionId) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let asked = self.question(question)?;
        let by = &self.command.by.id;
        if self.session.own_of_group(question, by).is_some() {
            return Ok(Decision::only(Reply::OwnDoubt));
        }
        let people = self.session.people_with(question);
        if people.contains(by) {
            let people = people.len();
            return Ok(Decision::only(Reply::DoubtJoined { people }));
        }
        if !asked.is_unsettled() {
            return Err(Rejection::DoubtSettled);
        }
        let people = people.len() + 1;
        let event = Event::QuestionJoined {
            topic: asked.topic.clone(),
            question: question.clone(),
        };
        Ok(Decision::events(
            vec![(self.learner(), event)],
            Reply::DoubtJoined { people },
        ))
    }

    pub(super) fn accept_answer(
        &self,
        question: &QuestionId,
        number: usize,
    ) -> Result<Decision, Rejection> {
        self.require_authority()?;
        let asked = self.question(question)?;
        if !(1..=asked.answers).contains(&number) {
            return Err(Rejection::Unknown);
        }
        if !asked.posted_answers.contains(&number) {
            return Err(Rejection::NotAPersonsAnswer);
        }
        if asked.accepted.contains_key(&number) {
            return Ok(Decision::only(Reply::AnswerMarked));
        }
        let event = Event::AnswerAccepted {
            question: question.clone(),
            number,
        };
        Ok(Decision::events(
            vec![(self.authority(), event)],
            Reply::AnswerMarked,
        ))
    }

    pub(super) fn withdraw_acceptance(
        &self,
        question: &QuestionId,
        number: usize,
    ) -> Result<Decision, Rejection> {
        self.require_authority()?;
        if !self.question(question)?.accepted.contains_key(&number) {
            return Ok(Decision::only(Reply::MarkWithdrawn));
        }
        let event = Event::AcceptanceWithdrawn {
            question: question.clone(),
            number,
        };
        Ok(Decision::events(
            vec![(self.authority(), event)],
            Reply::MarkWithdrawn,
        ))
    }

    /// The two, with those that ask the same, are one doubt from now on: who has no answer yet gets
    /// one that the others have.
    pub(super) fn merge_questions(
        &self,
        question: &QuestionId,
        into: &QuestionId,
    ) -> Result<Decision, Rejection> {
        self.require_moderator()?;
        self.question(question)?;
        self.question(into)?;
        if self.session.first_of(question) == self.session.first_of(into) {
            let people = self.session.people_with(into).len();
            return Ok(Decision::only(Reply::QuestionsMerged { people }));
        }
        let merged = Event::QuestionsMerged {
            question: question.clone(),
            into: into.clone(),
        };
        let mut events = vec![(self.authority(), merged)];
        let after = self.after(&events);
        let unanswered = after
            .group(into)
            .filter(|asked| asked.state == QuestionState::Open);
        events.extend(unanswered.filter_map(|asked| share_answer(&after, asked)));
        let people = after.people_with(into).len();
        Ok(Decision::events(events, Reply::QuestionsMerged { people }))
    }
}

/// The best answer of those who ask the same, for a doubt that has not had it. Its words are where
/// they were given.
pub(super) fn share_answer(session: &Session, asked: &Question) -> Option<Caused> {
    let shared = session.answers_to_share(asked).into_iter().next()?;
    let given = session.question(&shared.question)?;
    let by = *given.sources.get(shared.number.checked_sub(1)?)?;
    let event = Event::QuestionAnswered {
        topic: asked.topic.clone(),
        question: asked.id.clone(),
        by,
        alternative: None,
        shared_from: Some(shared),
        origin: None,
        answer: None,
        section: None,
    };
    Some((Actor::Bot, event))
}
