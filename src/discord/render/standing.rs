//! Where the session stands: who is awaited, whether it is paused, who leads it.

use serenity::all::{ButtonStyle, CreateEmbed};

use super::{DONE, OPEN, Scene};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{
        event::PauseReason,
        ids::{PersonId, TopicId},
        session::{Phase, Session},
    },
};

/// Characters of each list of names in the status: all four fit a message.
const STATUS_NAMES: usize = 380;
/// People that one message calls; Discord takes 100, as far as their ids fit the text.
const CALLED_AT_ONCE: usize = 50;

/// Where the session stands; who is pending only for its host and moderators.
pub fn status(scene: &Scene<'_>, sees_pending: bool) -> Post {
    let state = &scene.session.state;
    let names = |people: Vec<&PersonId>| scene.names_within(STATUS_NAMES, people.into_iter());
    let mut lines = vec![match state.phase {
        Phase::Topic(position) => scene.say(
            "status-topic",
            &[
                ("k", (position + 1).into()),
                ("n", state.plan.len().into()),
                ("title", state.plan[position].title.as_str().into()),
            ],
        ),
        Phase::Closing => scene.say("status-closing", &[]),
        Phase::Unopened | Phase::Lobby => scene.say("status-lobby", &[]),
        Phase::Ended(_) => scene.say("status-ended", &[]),
    }];
    if state.paused.is_some() {
        lines.push(scene.say("status-paused", &[]));
    }
    lines.push(scene.say(
        "status-people",
        &[
            ("n", state.active().count().into()),
            ("names", names(state.active().collect()).into()),
        ],
    ));
    if let Phase::Topic(position) = state.phase {
        let topic = &state.plan[position].topic;
        let confirmed: Vec<_> = state
            .active()
            .filter(|who| state.has_confirmed(who, topic))
            .collect();
        lines.push(scene.say(
            "status-confirmed",
            &[
                ("k", confirmed.len().into()),
                ("n", (confirmed.len() + state.awaited().len()).into()),
                ("names", names(confirmed).into()),
            ],
        ));
    }
    if sees_pending {
        let silent = state.active().filter(|who| state.is_silent(who));
        for (key, names) in [
            ("status-pending", names(state.awaited())),
            ("status-silent", names(silent.collect())),
        ] {
            if !names.is_empty() {
                lines.push(scene.say(key, &[("names", names.into())]));
            }
        }
    }
    lines.push(scene.say(
        "status-doubts",
        &[
            ("n", state.kept_questions().count().into()),
            ("open", state.open_questions().count().into()),
        ],
    ));
    Post::text(lines.join("\n"))
}

/// Calls those who were reminded and are still awaited; nothing when nobody is.
pub fn reminder(scene: &Scene<'_>, number: usize) -> Vec<Post> {
    let state = &scene.session.state;
    let reminder = number
        .checked_sub(1)
        .and_then(|index| state.reminders.get(index));
    let current = state.current_topic().map(|planned| &planned.topic);
    let Some(reminder) = reminder.filter(|reminder| reminder.topic.as_ref() == current) else {
        return Vec::new();
    };
    if state.paused.is_some() {
        return Vec::new();
    }
    let awaited = state.awaited();
    let called = reminder.learners.iter().filter(|who| awaited.contains(who));
    let called: Vec<&PersonId> = called.collect();
    called
        .chunks(CALLED_AT_ONCE)
        .map(|called| call(scene, current, called))
        .collect()
}

fn call(scene: &Scene<'_>, topic: Option<&TopicId>, called: &[&PersonId]) -> Post {
    let mentions: Vec<String> = called.iter().map(|who| format!("<@{who}>")).collect();
    let n = ("n", called.len().into());
    let people = ("people", mentions.join(", ").into());
    let text = match topic {
        Some(topic) => scene.say(
            "reminder-topic",
            &[n, people, ("topic", scene.title_of(topic).into())],
        ),
        None => scene.say("reminder-closing", &[n, people]),
    };
    Post {
        calls: ids(called.iter().copied()),
        ..Post::text(text)
    }
}

/// Says that the session is paused, and how it goes on; and afterwards that it went on.
pub fn interruption(scene: &Scene<'_>, number: usize) -> Post {
    let state = &scene.session.state;
    let reason = number
        .checked_sub(1)
        .and_then(|index| state.pauses.get(index));
    let is_current = state.paused.is_some() && state.pauses.len() == number && state.is_open();
    let by_people = reason.copied().flatten() != Some(PauseReason::Inactivity);
    let (title, text) = match (is_current, by_people) {
        (true, true) => ("paused-title", "paused-by-people"),
        (true, false) => ("paused-title", "paused-by-inactivity"),
        (false, _) if state.is_open() => ("paused-over-title", "paused-over"),
        (false, _) => ("paused-over-title", "panel-text-ended"),
    };
    let embed = CreateEmbed::new()
        .title(scene.say(title, &[]))
        .description(scene.say(text, &[]))
        .colour(if is_current { OPEN } else { DONE });
    let post = Post {
        embeds: vec![embed],
        is_panel: true,
        ..Post::default()
    };
    if !is_current {
        return post;
    }
    let resume = scene.button(Verb::Resume(number), "button-resume", ButtonStyle::Primary);
    post.with_row(vec![resume])
}

/// Tells the group, and the one concerned, who leads the session now; nothing when that has changed
/// again.
pub fn new_host(scene: &Scene<'_>, number: usize) -> Option<Post> {
    let state: &Session = &scene.session.state;
    let host = state
        .host
        .as_ref()
        .filter(|_| state.hosts_changed == number)?;
    let mention = format!("<@{host}>");
    let begun = if state.phase == Phase::Lobby {
        "no"
    } else {
        "yes"
    };
    Some(Post {
        calls: ids([host].into_iter()),
        ..Post::text(scene.say(
            "new-host",
            &[("host", mention.into()), ("begun", begun.into())],
        ))
    })
}

fn ids<'a>(people: impl Iterator<Item = &'a PersonId>) -> Vec<u64> {
    people.filter_map(|who| who.as_str().parse().ok()).collect()
}
