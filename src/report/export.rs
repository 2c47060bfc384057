//! A session's log as it leaves the database, for [`super::log::write_log`].

use std::collections::BTreeMap;

use crate::domain::{
    event::{Actor, Event, Recorded},
    ids::QuestionId,
};

/// The log as moderators may read it: with the words of the questions, and without what learners
/// rated themselves. What is left out keeps its number and its time, and nothing else.
#[must_use]
pub fn for_moderators(events: &[Recorded], texts: &BTreeMap<QuestionId, String>) -> Vec<Recorded> {
    let exported = events.iter().cloned().map(|recorded| match recorded.event {
        Event::ConfidenceRated { .. } => Recorded {
            actor: Actor::Bot,
            event: Event::Withheld,
            ..recorded
        },
        event => Recorded {
            event: with_text(event, texts),
            ..recorded
        },
    });
    exported.collect()
}

fn with_text(mut event: Event, texts: &BTreeMap<QuestionId, String>) -> Event {
    if let Event::QuestionAsked { question, text, .. } = &mut event {
        *text = texts.get(question).cloned();
    }
    event
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::domain::event::{QuestionKind, QuestionPurpose};

    fn by_ana(seq: u64, event: Event) -> Recorded {
        Recorded {
            seq,
            at: datetime!(2026-11-29 16:00 UTC),
            actor: Actor::Learner("7".into()),
            event,
        }
    }

    fn asked(question: &str) -> Event {
        Event::QuestionAsked {
            topic: None,
            question: question.into(),
            concepts: Vec::new(),
            aspects: Vec::new(),
            kind: QuestionKind::Cause,
            purpose: QuestionPurpose::Doubt,
            repeats: None,
            repeat_confirmed: None,
            same_as: None,
            anonymous: false,
            origin: None,
            near: Vec::new(),
            text: None,
        }
    }

    #[test]
    fn moderators_read_what_was_asked_and_nobody_s_ratings() {
        let rated = Event::ConfidenceRated {
            topic: "uno".into(),
            value: 2,
            before_check: false,
        };
        let events = [
            by_ana(1, asked("q1")),
            by_ana(2, rated),
            by_ana(3, asked("q2")),
        ];
        let texts = BTreeMap::from([("q1".into(), "¿Por qué?".to_owned())]);
        let exported = for_moderators(&events, &texts);
        let seqs: Vec<u64> = exported.iter().map(|recorded| recorded.seq).collect();
        assert_eq!(seqs, [1, 2, 3]);
        let text = serde_json::to_string(&exported).expect("events are JSON");
        assert!(text.contains("¿Por qué?"), "{text}");
        assert!(
            text.contains(r#""actor":"bot","type":"withheld""#),
            "{text}"
        );
        assert!(!text.contains("confidence"), "{text}");
        // The second one was deleted.
        assert!(matches!(
            &exported[2].event,
            Event::QuestionAsked { text: None, .. }
        ));
    }
}
