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
        match question.asker.clone() {
            Some(who) if who == self.command.by.id => Ok(()),
            Some(_) if question.anonymous => Err(Rejection::NotTheAsker { asker: None }),
            Some(who) => Err(Rejection::NotYourQuestion { asker: who }),
            None => Err(Rejection::Unknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{
        event::{Actor, AdvanceRule, AnswerSource, Event, QuestionKind},
        session::{
            Action, Delivery, Person, Rejection, Reply,
            room::{Room, Shape, act, course, learner, prepared_wording, refused, topic},
            state::QuestionState,
        },
    };

    const Q1: &str = "q1";

    /// Ana has asked, the course has answered, and so has Beto; then the session ended.
    fn ended() -> Room {
        let shapes = [Shape::simple(), Shape::simple()];
        let mut room = Room::open(course(&shapes), &learner("marta"), AdvanceRule::All);
        for name in ["ana", "beto"] {
            act(&mut room, name, Action::Join);
        }
        act(&mut room, "marta", Action::Begin);
        let asked = Action::ask(prepared_wording(0, 0), "i1", false);
        act(&mut room, "ana", asked);
        let answered = Action::AnswerQuestion {
            question: Q1.into(),
            text: "Así".to_owned(),
            origin: "i2".to_owned(),
            earlier: Vec::new(),
        };
        act(&mut room, "beto", answered);
        act(&mut room, "marta", Action::End);
        room
    }

    fn correction(topic: Option<usize>, kind: Option<QuestionKind>) -> Action {
        Action::CorrectQuestion {
            question: Q1.into(),
            topic: topic.map(self::topic),
            kind,
        }
    }

    fn deletion() -> Action {
        Action::DeleteQuestion {
            question: Q1.into(),
        }
    }

    #[test]
    fn a_corrected_question_counts_as_its_asker_says_and_the_report_is_owed_again() {
        let mut room = ended();
        let done = act(&mut room, "ana", correction(Some(1), None));
        let expected = Event::QuestionCorrected {
            question: Q1.into(),
            topic: Some(topic(1)),
            kind: None,
            concepts: None,
            aspects: None,
        };
        assert_eq!(
            done.decision.events,
            [(learner("ana").as_learner(), expected)]
        );
        let doubt = Delivery::Doubt(Q1.into());
        assert_eq!(done.owed, [doubt, Delivery::Report, Delivery::ReportCopy]);
        let asked = room.session.question(&Q1.into()).expect("it was asked");
        assert_eq!(asked.topic, Some(topic(1)));
        let again = act(&mut room, "ana", correction(Some(1), None));
        assert_eq!(again.decision.events, []);
        assert_eq!(again.decision.reply, Reply::QuestionCorrected);
    }

    #[test]
    fn a_deleted_question_is_gone_with_the_posts_of_its_answers() {
        let mut room = ended();
        let done = act(&mut room, "ana", deletion());
        assert_eq!(
            done.owed,
            [
                Delivery::Doubt(Q1.into()),
                // The first answer was the course's, in the doubt's own post.
                Delivery::Answer(Q1.into(), 2),
                Delivery::Report,
                Delivery::ReportCopy,
            ]
        );
        let by_peer = |event: &Event| {
            matches!(
                event,
                Event::QuestionAnswered {
                    by: AnswerSource::Peer,
                    ..
                }
            )
        };
        assert!(room.events().any(by_peer));
        let asked = room.session.question(&Q1.into()).expect("it was asked");
        assert_eq!(asked.state, QuestionState::Deleted);
        assert_eq!(room.session.kept_questions().count(), 0);
        assert_eq!(act(&mut room, "ana", deletion()).decision.events, []);
        let no = refused(&mut room, "ana", correction(Some(1), None));
        assert_eq!(no, Rejection::QuestionDeleted);
    }

    #[test]
    fn only_the_asker_deletes_and_moderators_correct_too() {
        let mut room = ended();
        let not_theirs = Rejection::NotYourQuestion {
            asker: "ana".into(),
        };
        let cause = || correction(None, Some(QuestionKind::Debugging));
        assert_eq!(refused(&mut room, "beto", cause()), not_theirs);
        assert_eq!(refused(&mut room, "beto", deletion()), not_theirs);
        let moderator = Person {
            moderator: true,
            ..learner("marta")
        };
        assert_eq!(
            room.act(&moderator, deletion()).map(|_| ()),
            Err(not_theirs)
        );
        let done = room.act(&moderator, cause()).expect("moderators may");
        let by: Vec<&Actor> = done.decision.events.iter().map(|(by, _)| by).collect();
        assert_eq!(by, [&Actor::Moderator("marta".into())]);
        assert_eq!(
            refused(&mut room, "ana", correction(Some(7), None)),
            Rejection::Unknown
        );
    }

    #[test]
    fn taking_a_question_back_wakes_nobody() {
        let shapes = [Shape::simple()];
        let mut room = Room::open(course(&shapes), &learner("marta"), AdvanceRule::All);
        act(&mut room, "ana", Action::Join);
        act(&mut room, "marta", Action::Begin);
        let asked = Action::ask("¿Y ahora?", "i1", false);
        act(&mut room, "ana", asked);
        room.wait(time::Duration::hours(3));
        assert!(room.session.paused.is_some());
        let done = act(&mut room, "ana", deletion());
        assert_eq!(done.decision.events.len(), 1);
        assert!(room.session.paused.is_some());
        assert_eq!(
            done.owed,
            [Delivery::Panel(topic(0), 1), Delivery::Doubt(Q1.into())]
        );
    }
}
