//! Which doubts a tutor is asked, and what its answer brings. The tutor comes last: after what the
//! course and the server have prepared, and only as long as nobody else has answered.

use super::{
    advance::Caused,
    decide::Words,
    state::{QuestionState, Session},
};
use crate::domain::{
    event::{Actor, AnswerSource, Event},
    ids::{QuestionId, SectionId, SessionId},
};

/// What a tutor says to a doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TutorsAnswer {
    /// Markdown, as it is shown.
    pub text: String,
    /// What it rests on.
    pub section: SectionId,
}

/// The doubts that these events leave to a tutor. `session` is the state after them.
#[must_use]
pub fn for_tutor(session: &Session, events: &[Event]) -> Vec<QuestionId> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::QuestionAsked { question, .. } => Some(question),
            _ => None,
        })
        .filter(|question| is_for_tutor(session, question))
        .cloned()
        .collect()
}

/// Whether a tutor's answer would still be of use: the doubt is open, and nobody has answered it.
#[must_use]
pub fn is_for_tutor(session: &Session, question: &QuestionId) -> bool {
    let asked = session.question(question);
    let waits = asked.is_some_and(|asked| asked.state == QuestionState::Open && asked.answers == 0);
    session.is_open() && waits
}

/// Whether the tutor's answer to this doubt is recorded.
#[must_use]
pub fn is_tutored(session: &Session, id: SessionId, question: &QuestionId) -> bool {
    let asked = session.question(question);
    asked.is_some_and(|asked| asked.origins.contains(&origin(id, question)))
}

/// What carries the answer, so that it is recorded once.
fn origin(id: SessionId, question: &QuestionId) -> String {
    format!("tutor:{id}:{question}")
}

/// What a tutor's answer brings; nothing when it comes too late.
#[must_use]
pub fn tutored(
    session: &Session,
    id: SessionId,
    question: &QuestionId,
    answer: &TutorsAnswer,
) -> Option<(Caused, Words)> {
    if !is_for_tutor(session, question) {
        return None;
    }
    let asked = session.question(question)?;
    let event = Event::QuestionAnswered {
        topic: asked.topic.clone(),
        question: question.clone(),
        by: AnswerSource::Tutor,
        origin: Some(origin(id, question)),
        section: Some(answer.section.clone()),
    };
    let words = Words::Answer {
        question: question.clone(),
        number: 1,
        text: answer.text.clone(),
    };
    Some(((Actor::Bot, event), words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        event::{AdvanceRule, EndReason, Recorded, Resolution},
        session::{
            Action, Delivery, owed,
            room::{Room, Shape, act, course, learner, prepared_wording},
        },
    };

    /// Ana is in a session with one topic.
    fn begun() -> Room {
        let mut room = Room::open(
            course(&[Shape::simple()]),
            &learner("marta"),
            AdvanceRule::All,
        );
        act(&mut room, "ana", Action::Join);
        act(&mut room, "marta", Action::Begin);
        room
    }

    fn ask(room: &mut Room, text: &str) -> Vec<QuestionId> {
        let action = Action::AskQuestion {
            text: text.to_owned(),
            origin: "i1".to_owned(),
            earlier: Vec::new(),
        };
        let done = act(room, "ana", action);
        let events: Vec<Event> = done.decision.events.into_iter().map(|(_, e)| e).collect();
        for_tutor(&room.session, &events)
    }

    fn after(session: &Session, events: Vec<Caused>) -> Session {
        let mut session = session.clone();
        for (actor, event) in events {
            session.evolve(&Recorded {
                seq: session.last_seq + 1,
                at: session.last_act.expect("somebody acted"),
                actor,
                event,
            });
        }
        session
    }

    fn answer() -> TutorsAnswer {
        TutorsAnswer {
            text: "Sí.".to_owned(),
            section: "t0#explanation".into(),
        }
    }

    #[test]
    fn only_what_nothing_prepared_answers_is_left_to_the_tutor() {
        assert_eq!(ask(&mut begun(), &prepared_wording(0, 0)), []);
        assert_eq!(
            ask(&mut begun(), "¿Y si nada de esto está preparado?"),
            [QuestionId::from("q1")]
        );
    }

    #[test]
    fn an_answer_is_recorded_once_and_brings_the_doubts_post_up_to_date() {
        let mut room = begun();
        ask(&mut room, "¿Y si nada de esto está preparado?");
        let (id, question) = (SessionId(7), "q1".into());
        let brought = tutored(&room.session, id, &question, &answer());
        let ((actor, event), words) = brought.expect("it is in time");
        assert!(matches!(
            &event,
            Event::QuestionAnswered {
                by: AnswerSource::Tutor,
                origin: Some(origin),
                section: Some(section),
                ..
            } if origin == "tutor:7:q1" && section.as_str() == "t0#explanation"
        ));
        assert!(matches!(words, Words::Answer { number: 1, .. }));
        let answered = after(&room.session, vec![(actor, event.clone())]);
        assert_eq!(owed(&answered, &[event]), [Delivery::Doubt("q1".into())]);
        assert_eq!(tutored(&answered, id, &question, &answer()), None);
        assert!(is_tutored(&answered, id, &question) && !is_tutored(&room.session, id, &question));
    }

    #[test]
    fn an_answer_that_comes_too_late_brings_nothing() {
        let mut room = begun();
        ask(&mut room, "¿Y si nada de esto está preparado?");
        let question = QuestionId::from("q1");
        let ana = learner("ana").as_learner();
        let closed = Event::QuestionResolved {
            topic: None,
            question: question.clone(),
            value: Resolution::Resolved,
        };
        let by_peer = Event::QuestionAnswered {
            topic: None,
            question: question.clone(),
            by: AnswerSource::Peer,
            origin: None,
            section: None,
        };
        let still_open = Event::QuestionResolved {
            topic: None,
            question: question.clone(),
            value: Resolution::No,
        };
        let ended = Event::SessionEnded {
            reason: EndReason::Closed,
        };
        for events in [vec![closed], vec![by_peer, still_open], vec![ended]] {
            let caused = events.iter().map(|event| (ana.clone(), event.clone()));
            let session = after(&room.session, caused.collect());
            let brought = tutored(&session, SessionId(7), &question, &answer());
            assert_eq!(brought, None, "{events:?}");
        }
        let unknown = tutored(&room.session, SessionId(7), &"q9".into(), &answer());
        assert_eq!(unknown, None);
    }
}
