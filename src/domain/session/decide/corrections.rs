//! What a learner does with a question after having asked it: corrects how it was understood, or
//! takes it back. Also after the session's end.

use super::{Decision, Step};
use crate::domain::{
    event::{Event, QuestionKind},
    ids::{QuestionId, TopicId},
    session::{
        reply::{Rejection, Reply},
        state::QuestionState,
    },
};

impl Step<'_> {
    /// By the asker, or a moderator.
    pub(super) fn correct_question(
        &self,
        question: &QuestionId,
        topic: Option<&TopicId>,
        kind: Option<QuestionKind>,
    ) -> Result<Decision, Rejection> {
        let asked = self.question(question)?;
        let by = match self.require_own(question) {
            Ok(()) => self.learner(),
            Err(_) if self.command.by.moderator => self.authority(),
            Err(no) => return Err(no),
        };
        if topic.is_some_and(|topic| self.session.position(topic).is_none()) {
            return Err(Rejection::Unknown);
        }
        let topic = topic.filter(|topic| asked.topic.as_ref() != Some(topic));
        let kind = kind.filter(|kind| asked.kind != *kind);
        if topic.is_none() && kind.is_none() {
            return Ok(Decision::only(Reply::QuestionCorrected));
        }
        let corrected = Event::QuestionCorrected {
            question: question.clone(),
            topic: topic.cloned(),
            kind,
            concepts: None,
            aspects: None,
        };
        Ok(Decision::events(
            vec![(by, corrected)],
            Reply::QuestionCorrected,
        ))
    }

    /// Only by the asker.
    pub(super) fn delete_question(&self, question: &QuestionId) -> Result<Decision, Rejection> {
        self.require_own(question)?;
        let asked = self.session.question(question);
        if asked.is_some_and(|asked| asked.state == QuestionState::Deleted) {
            return Ok(Decision::only(Reply::QuestionDeleted));
        }
        let deleted = Event::QuestionDeleted {
            question: question.clone(),
        };
        Ok(Decision::events(
            vec![(self.learner(), deleted)],
            Reply::QuestionDeleted,
        ))
    }

    fn require_own(&self, question: &QuestionId) -> Result<(), Rejection> {
        let question = self.session.question(question).ok_or(Rejection::Unknown)?;
        match question.asker.as_ref() {
            Some(asker) if *asker == self.command.by.id => Ok(()),
            Some(_) if question.anonymous => Err(Rejection::NotTheAsker { asker: None }),
            Some(asker) => Err(Rejection::NotYourQuestion {
                asker: asker.clone(),
            }),
            None => Err(Rejection::Unknown),
        }
    }
}
