//! The pause panel: who has confirmed, and what a learner can do.

use serenity::all::{ButtonStyle, CreateButton, CreateEmbed};

use super::{CALM, DONE, Scene, open_doubts};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{event::AdvanceRule, ids::TopicId, session::Phase},
    store::OpenDoubt,
};

/// The panel of the topic's visit of this number, from 1.
pub fn panel(scene: &Scene<'_>, topic: &TopicId, visit: usize, doubts: &[OpenDoubt]) -> Post {
    let state = &scene.session.state;
    let position = state.position(topic).unwrap_or(0);
    let progress = state.topics.get(topic);
    let is_latest = progress.is_none_or(|progress| progress.visits == visit);
    let is_current = state.phase == Phase::Topic(position) && is_latest;
    let confirmed: Vec<_> = state
        .active()
        .filter(|person| state.has_confirmed(person, topic))
        .collect();
    // Who came late is not waited for, and may have confirmed all the same; who is waited for no
    // longer counts again once the topic is over.
    let waited: Vec<_> = if is_current {
        state.waited(position).collect()
    } else {
        state.expected(position).collect()
    };
    let late = confirmed.iter().filter(|person| !waited.contains(person));
    let expected = waited.len() + late.count();
    let names = if confirmed.is_empty() {
        scene.say("panel-nobody", &[])
    } else {
        scene.names(confirmed.iter().copied())
    };
    let title = match (is_current, visit) {
        (true, 1) => "panel-title",
        (true, _) => "panel-title-again",
        (false, _) => "panel-title-closed",
    };
    let text = match (is_current, state.is_open(), state.rule) {
        (_, false, _) => "panel-text-ended",
        (false, true, _) => "panel-text-closed",
        (true, true, AdvanceRule::All) => "panel-text-all",
        (true, true, AdvanceRule::Majority) => "panel-text-majority",
        (true, true, AdvanceRule::Host) => "panel-text-host",
    };
    let embed = CreateEmbed::new()
        .title(scene.say(title, &[("topic", scene.title_of(topic).into())]))
        .description(scene.say(text, &[]))
        .field(
            scene.say(
                "panel-confirmed",
                &[("k", confirmed.len().into()), ("n", expected.into())],
            ),
            names,
            false,
        )
        .colour(if is_current { CALM } else { DONE });
    let embed = open_doubts::field(scene, embed, doubts);
    let post = Post {
        embeds: vec![embed],
        is_panel: true,
        ..Post::default()
    };
    if !state.is_open() {
        return post;
    }
    let shown = progress.map_or(0, |progress| progress.alternatives_shown);
    let confirm = Verb::Confirm(topic.clone());
    let other = Verb::ShowAlternative(topic.clone(), shown);
    let post = post.with_row(vec![
        scene.button(confirm, "button-confirm", ButtonStyle::Success),
        scene.button(Verb::Ask, "button-ask", ButtonStyle::Primary),
        scene.button(other, "button-other", ButtonStyle::Secondary),
    ]);
    if !is_current {
        return post;
    }
    let force = Verb::ForceAdvance(Some(topic.clone()));
    post.with_row(leading(scene, force))
}

/// What only the host and moderators may press.
pub(super) fn leading(scene: &Scene<'_>, force: Verb) -> Vec<CreateButton> {
    let style = ButtonStyle::Secondary;
    vec![
        scene.button(force, "button-force", style),
        scene.button(Verb::OtherTopic, "button-other-topic", style),
    ]
}
