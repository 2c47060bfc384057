//! The addresses of the messages that show a session's events.

use std::collections::BTreeMap;

use crate::{
    domain::{event::Recorded, session::shown_by},
    store::Shown,
};

/// By the event's number. Of a delivery with several messages the first one is meant; an event
/// whose message is not there has no address.
pub fn links(guild: i64, events: &[Recorded], messages: &[Shown]) -> BTreeMap<u64, String> {
    let messages: BTreeMap<&str, &Shown> = messages
        .iter()
        .map(|shown| (shown.key.as_str(), shown))
        .collect();
    shown_by(events)
        .into_iter()
        .filter_map(|(seq, delivery)| {
            let shown = messages.get(delivery.to_string().as_str())?;
            Some((seq, message_url(guild, shown)))
        })
        .collect()
}

/// Where a message can be read.
pub fn message_url(guild: i64, shown: &Shown) -> String {
    let Shown {
        channel, message, ..
    } = shown;
    format!("https://discord.com/channels/{guild}/{channel}/{message}")
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::domain::event::{Actor, Event, QuestionKind, QuestionPurpose};

    fn asked(seq: u64, question: &str) -> Recorded {
        Recorded {
            seq,
            at: datetime!(2026-11-29 16:00 UTC),
            actor: Actor::Learner("7".into()),
            event: Event::QuestionAsked {
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
            },
        }
    }

    #[test]
    fn an_event_leads_to_the_message_that_shows_it() {
        let messages = [Shown {
            key: "doubt/q1".to_owned(),
            channel: 2,
            message: 3,
        }];
        let links = links(1, &[asked(4, "q1"), asked(5, "q2")], &messages);
        let expected = "https://discord.com/channels/1/2/3".to_owned();
        assert_eq!(links, BTreeMap::from([(4, expected)]));
    }
}
