//! Doubts that ask the same: each is its asker's own, and they share their answers.

use std::collections::BTreeSet;

use super::{
    outbox::{Delivery, open_doubts_list},
    state::{Question, QuestionState, Session},
};
use crate::domain::{
    event::SharedAnswer,
    ids::{PersonId, QuestionId},
};

impl Session {
    /// The first of the doubts that ask the same as this one; itself, when none does.
    #[must_use]
    pub fn first_of<'a>(&'a self, id: &'a QuestionId) -> &'a QuestionId {
        let mut first = id;
        // A log made elsewhere may lead round in a circle.
        for _ in 0..self.questions.len() {
            match self
                .question(first)
                .and_then(|asked| asked.same_as.as_ref())
            {
                Some(earlier) => first = earlier,
                None => break,
            }
        }
        first
    }

    /// This doubt and those that ask the same, in the order in which they were asked.
    pub fn group<'s>(&'s self, id: &QuestionId) -> impl Iterator<Item = &'s Question> + use<'s> {
        let first = self.first_of(id).clone();
        self.questions
            .iter()
            .filter(move |question| *self.first_of(&question.id) == first)
    }

    /// Everybody who has this doubt: who asked it, in whatever words, and who joined.
    #[must_use]
    pub fn people_with(&self, id: &QuestionId) -> BTreeSet<&PersonId> {
        self.group(id)
            .filter(|question| question.state != QuestionState::Deleted)
            .flat_map(|question| question.asker.iter().chain(&question.joined))
            .collect()
    }

    /// The doubt of this group that this person asked.
    #[must_use]
    pub fn own_of_group(&self, id: &QuestionId, person: &PersonId) -> Option<&Question> {
        let mut group = self.group(id);
        group.find(|question| question.asker.as_ref() == Some(person))
    }

    /// The answers that people gave to the other doubts of its group and this one has not: those
    /// that are marked right first, then the newest.
    #[must_use]
    pub fn answers_to_share(&self, question: &Question) -> Vec<SharedAnswer> {
        let others = self
            .group(&question.id)
            .filter(|other| other.id != question.id && other.state != QuestionState::Deleted);
        let mut answers: Vec<(bool, SharedAnswer)> = others
            .flat_map(|other| {
                other.posted_answers.iter().map(|number| {
                    let answer = SharedAnswer {
                        question: other.id.clone(),
                        number: *number,
                    };
                    (other.accepted.contains_key(number), answer)
                })
            })
            .filter(|(_, answer)| !question.shared_answers.values().any(|has| has == answer))
            .collect();
        answers.reverse();
        answers.sort_by_key(|(is_accepted, _)| !is_accepted);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }

    /// Doubts that wait for an answer, once for those that ask the same.
    pub fn open_doubts(&self) -> impl Iterator<Item = &Question> {
        let mut told = BTreeSet::new();
        self.open_questions()
            .filter(move |question| told.insert(self.first_of(&question.id)))
    }

    /// The doubts that this lists.
    #[must_use]
    pub fn listed(&self, list: &Delivery) -> Vec<&Question> {
        let is_current = self.is_open() && open_doubts_list(self).as_ref() == Some(list);
        match list {
            Delivery::Panel(topic, _) if self.is_open() => self
                .open_doubts()
                .filter(|doubt| is_current || doubt.topic.as_ref() == Some(topic))
                .collect(),
            Delivery::Closing(_) if is_current => self.open_doubts().collect(),
            Delivery::OpenDoubts => self.open_doubts().collect(),
            _ => Vec::new(),
        }
    }

    /// Whom an answer to this doubt calls in public: of those who have it and have not settled it,
    /// everybody whom the group may know of, but not the author of the answer.
    #[must_use]
    pub fn called_by_answer(
        &self,
        id: &QuestionId,
        author: Option<&PersonId>,
    ) -> BTreeSet<&PersonId> {
        let unsettled = self.group(id).filter(|question| question.is_unsettled());
        unsettled
            .flat_map(|question| {
                let asker = question.asker.as_ref().filter(|_| !question.anonymous);
                asker.into_iter().chain(&question.joined)
            })
            .filter(|person| Some(*person) != author)
            .collect()
    }
}
