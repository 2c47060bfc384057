//! The plan in the channel, and the lobby where learners join.

use serenity::all::{ButtonStyle, CreateEmbed, CreateEmbedFooter};

use super::{CALM, DONE, Scene, plan};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{event::AdvanceRule, markdown, session::Phase},
};

/// Longest name of a thread, in characters.
const THREAD_NAME: usize = 100;

/// The plan, for everybody in the channel.
pub fn announcement(scene: &Scene<'_>) -> Post {
    let minutes: u32 = scene
        .session
        .state
        .plan
        .iter()
        .map(|topic| topic.planned_minutes)
        .sum();
    let host = markdown::escape(&scene.session.host_name);
    let embed = CreateEmbed::new()
        .title(&scene.course.title)
        .description(format!(
            "{}\n\n{}",
            scene.course.summary,
            plan::lines(scene)
        ))
        .footer(CreateEmbedFooter::new(
            scene.say("plan-total", &[("minutes", minutes.into())]),
        ))
        .colour(CALM);
    Post {
        embeds: vec![embed],
        is_panel: true,
        ..Post::text(scene.say(
            "announcement",
            &[
                ("host", host.into()),
                ("course", scene.course.title.as_str().into()),
            ],
        ))
    }
}

/// The name of the thread that opens from the announcement.
pub fn thread_name(scene: &Scene<'_>) -> String {
    let name = scene.say(
        "thread-name",
        &[
            ("course", scene.course.title.as_str().into()),
            ("session", scene.session.id.to_string().into()),
        ],
    );
    markdown::clip(&name, THREAD_NAME)
}

/// Who takes part, with the way in.
pub fn lobby(scene: &Scene<'_>) -> Post {
    let state = &scene.session.state;
    let names = scene.names(state.active());
    let names = if names.is_empty() {
        scene.say("lobby-nobody", &[])
    } else {
        names
    };
    let rule = match state.rule {
        AdvanceRule::All => "rule-all",
        AdvanceRule::Majority => "rule-majority",
        AdvanceRule::Host => "rule-host",
    };
    let (title, text) = match state.phase {
        Phase::Unopened | Phase::Lobby => ("lobby-title", "lobby-text"),
        Phase::Topic(_) => ("lobby-title-begun", "lobby-text-begun"),
        Phase::Closing => ("lobby-title-closing", "lobby-text-closing"),
        Phase::Ended(_) => ("lobby-title-ended", "lobby-text-ended"),
    };
    let embed = CreateEmbed::new()
        .title(scene.say(title, &[]))
        .description(scene.say(text, &[("rule", scene.say(rule, &[]).into())]))
        .field(
            scene.say("lobby-who", &[("n", state.active().count().into())]),
            names,
            false,
        )
        .colour(if state.is_open() { CALM } else { DONE });
    let host = markdown::escape(&scene.session.host_name);
    let embed = if state.is_open() && !host.is_empty() {
        embed.field(scene.say("lobby-host", &[]), host, false)
    } else {
        embed
    };
    let join = scene.button(Verb::Join, "button-join", ButtonStyle::Success);
    let begin = scene.button(Verb::Begin, "button-begin", ButtonStyle::Primary);
    let plan = scene.button(Verb::Plan, "button-plan", ButtonStyle::Secondary);
    let leave = scene.button(Verb::Leave, "button-leave", ButtonStyle::Secondary);
    let row = match state.phase {
        Phase::Unopened | Phase::Lobby => vec![join, begin, plan, leave],
        Phase::Topic(_) | Phase::Closing => vec![join, leave],
        Phase::Ended(_) => Vec::new(),
    };
    Post {
        embeds: vec![embed],
        is_panel: true,
        ..Post::default()
    }
    .with_row(row)
}
