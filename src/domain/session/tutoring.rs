//! Which doubts a tutor is asked, and what its answer brings. The tutor comes last: after what the
//! course and the server have prepared, and only as long as nobody else has answered.

use super::{
    advance::Caused,
    decide::Words,
    state::{Question, QuestionState, Session},
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

/// The doubts that these events leave to a tutor: nothing was there before that answers or may
/// answer them, and of those that ask the same the tutor is asked one. `session` is the state after
/// the events.
#[must_use]
pub fn for_tutor(session: &Session, events: &[Event]) -> Vec<QuestionId> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::QuestionAsked { question, .. } | Event::OfferDeclined { question } => {
                Some(question)
            }
            _ => None,
        })
        .filter(|question| {
            let first = session.group(question).find(|asked| waits(asked));
            session.is_open() && first.is_some_and(|first| first.id == **question)
        })
        .cloned()
        .collect()
}

/// Whether a tutor's answer would still be of use: the doubt is open, nobody has answered it, and
/// its asker has nothing to choose from.
#[must_use]
pub fn is_for_tutor(session: &Session, question: &QuestionId) -> bool {
    session.is_open() && session.question(question).is_some_and(waits)
}

fn waits(asked: &Question) -> bool {
    asked.state == QuestionState::Open && asked.answers == 0 && asked.offer.is_none()
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

/// What a tutor's answer brings, also to the doubts that ask the same and wait as long; nothing when
/// it comes too late.
#[must_use]
pub fn tutored(
    session: &Session,
    id: SessionId,
    question: &QuestionId,
    answer: &TutorsAnswer,
) -> (Vec<Caused>, Vec<Words>) {
    if !is_for_tutor(session, question) {
        return (Vec::new(), Vec::new());
    }
    let same = session.group(question).filter(|asked| waits(asked));
    same.map(|asked| {
        let event = Event::QuestionAnswered {
            topic: asked.topic.clone(),
            question: asked.id.clone(),
            by: AnswerSource::Tutor,
            alternative: None,
            shared_from: None,
            origin: Some(origin(id, &asked.id)),
            answer: None,
            section: Some(answer.section.clone()),
        };
        let words = Words::Answer {
            question: asked.id.clone(),
            number: 1,
            text: answer.text.clone(),
        };
        ((Actor::Bot, event), words)
    })
    .unzip()
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

    const DOUBT: &str = "¿Y si nada de esto está preparado?";

    /// Ana and Beto are in a session with one topic.
    fn begun() -> Room {
        let mut room = Room::open(
            course(&[Shape::simple()]),
            &learner("marta"),
            AdvanceRule::All,
        );
        act(&mut room, "ana", Action::Join);
        act(&mut room, "beto", Action::Join);
        act(&mut room, "marta", Action::Begin);
        room
    }

    /// What is left to the tutor of a doubt that is asked.
    fn ask(room: &mut Room, name: &str, text: &str) -> Vec<QuestionId> {
        let origin = format!("i{}", room.log.len());
        let done = act(room, name, Action::ask(text, &origin, false));
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

    fn by_ana(event: &Event) -> Caused {
        (learner("ana").as_learner(), event.clone())
    }

    fn answer() -> TutorsAnswer {
        TutorsAnswer {
            text: "Sí.".to_owned(),
            section: "t0#explanation".into(),
        }
    }

    fn brought(session: &Session, question: &str) -> Vec<Event> {
        let (events, words) = tutored(session, SessionId(7), &question.into(), &answer());
        assert_eq!(events.len(), words.len());
        events.into_iter().map(|(_, event)| event).collect()
    }

    #[test]
    fn only_what_nothing_prepared_answers_is_left_to_the_tutor() {
        assert_eq!(ask(&mut begun(), "ana", &prepared_wording(0, 0)), []);
        assert_eq!(ask(&mut begun(), "ana", DOUBT), [QuestionId::from("q1")]);
    }

    #[test]
    fn a_doubt_whose_asker_has_answers_to_choose_from_is_left_when_none_of_them_is_it() {
        let mut room = begun();
        ask(&mut room, "ana", DOUBT);
        let question = QuestionId::from("q1");
        let offered = Event::AnswersOffered {
            question: question.clone(),
            answers: Vec::new(),
            in_public: false,
        };
        let declined = Event::OfferDeclined {
            question: question.clone(),
        };
        let offering = after(&room.session, vec![(Actor::Bot, offered)]);
        assert!(!is_for_tutor(&offering, &question));
        let none = after(&offering, vec![by_ana(&declined)]);
        assert_eq!(for_tutor(&none, &[declined]), [question]);
    }

    #[test]
    fn an_answer_is_recorded_once_and_brings_the_doubts_post_up_to_date() {
        let mut room = begun();
        ask(&mut room, "ana", DOUBT);
        let (id, question) = (SessionId(7), "q1".into());
        let events = brought(&room.session, "q1");
        assert!(matches!(
            &events[..],
            [Event::QuestionAnswered {
                by: AnswerSource::Tutor,
                origin: Some(origin),
                section: Some(section),
                ..
            }] if origin == "tutor:7:q1" && section.as_str() == "t0#explanation"
        ));
        let caused = events.iter().map(|event| (Actor::Bot, event.clone()));
        let answered = after(&room.session, caused.collect());
        let owed = owed(&answered, &events);
        assert!(owed.contains(&Delivery::Doubt("q1".into())), "{owed:?}");
        assert!(
            !owed.contains(&Delivery::Answer("q1".into(), 1)),
            "{owed:?}"
        );
        assert_eq!(brought(&answered, "q1"), []);
        assert!(is_tutored(&answered, id, &question) && !is_tutored(&room.session, id, &question));
    }

    #[test]
    fn those_who_ask_the_same_ask_once_and_all_get_the_answer() {
        let mut room = begun();
        assert_eq!(ask(&mut room, "ana", DOUBT), [QuestionId::from("q1")]);
        assert_eq!(ask(&mut room, "beto", DOUBT), []);
        let events = brought(&room.session, "q1");
        let answered = |event: &Event| match event {
            Event::QuestionAnswered { question, .. } => question.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            events.iter().map(answered).collect::<Vec<_>>(),
            ["q1", "q2"]
        );
    }

    #[test]
    fn an_answer_that_comes_too_late_brings_nothing() {
        let mut room = begun();
        ask(&mut room, "ana", DOUBT);
        let question = QuestionId::from("q1");
        let resolved = |value| Event::QuestionResolved {
            topic: None,
            question: question.clone(),
            value,
            answer: None,
        };
        let by_peer = Event::QuestionAnswered {
            topic: None,
            question: question.clone(),
            by: AnswerSource::Peer,
            alternative: None,
            shared_from: None,
            origin: None,
            answer: None,
            section: None,
        };
        let ended = Event::SessionEnded {
            reason: EndReason::Closed,
        };
        for events in [
            vec![resolved(Resolution::Resolved)],
            vec![by_peer, resolved(Resolution::No)],
            vec![ended],
        ] {
            let session = after(&room.session, events.iter().map(by_ana).collect());
            assert_eq!(brought(&session, "q1"), [], "{events:?}");
        }
        assert_eq!(brought(&room.session, "q9"), []);
    }
}
