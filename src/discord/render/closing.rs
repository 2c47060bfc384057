//! After the last topic: the comparison of models and the final reflection.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateEmbed, CreateInputText, CreateInteractionResponse,
    CreateModal, InputTextStyle,
};

use super::{CALM, DONE, Scene, open_doubts, panel::leading, topic::texts};
use crate::{
    discord::{
        custom_id::{Component, Verb},
        post::Post,
    },
    domain::session::{LONGEST_TEXT, Phase},
    store::OpenDoubt,
};

/// The comparison once, and the panel of the closing of this number, from 1.
pub fn posts(scene: &Scene<'_>, number: usize, doubts: &[OpenDoubt]) -> Vec<Post> {
    if number > 1 {
        return vec![panel(scene, number, doubts)];
    }
    // A course of one file may have none.
    let comparison = &scene.course.closing.comparison;
    let mut posts = Vec::new();
    if !comparison.is_empty() {
        let heading = scene.say("closing-heading", &[]);
        posts = texts(&format!("## {heading}\n{comparison}"));
    }
    posts.push(panel(scene, number, doubts));
    posts
}

fn panel(scene: &Scene<'_>, number: usize, doubts: &[OpenDoubt]) -> Post {
    let state = &scene.session.state;
    let is_current = state.phase == Phase::Closing && number == state.closings;
    let reflected = state
        .reflected
        .iter()
        .filter(|who| state.is_participant(who));
    let done = reflected.clone().count();
    let expected = done
        + state
            .active()
            .filter(|who| !state.reflected.contains(*who) && !state.is_silent(who))
            .count();
    let names = scene.names(reflected);
    let names = if names.is_empty() {
        scene.say("panel-nobody", &[])
    } else {
        names
    };
    let embed = CreateEmbed::new()
        .title(scene.say("reflection-title", &[]))
        .description(scene.say(
            match (state.is_open(), is_current) {
                (false, _) => "panel-text-ended",
                (true, true) => "reflection-text",
                (true, false) => "reflection-text-later",
            },
            &[],
        ))
        .field(
            scene.say(
                "reflection-who",
                &[("k", done.into()), ("n", expected.into())],
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
    if !is_current {
        return post;
    }
    post.with_row(vec![
        scene.button(Verb::Reflect, "button-reflect", ButtonStyle::Success),
        scene.button(Verb::Ask, "button-ask", ButtonStyle::Primary),
    ])
    .with_row(leading(scene, Verb::ForceAdvance(None)))
}

/// «Reflexión final»: what it connects with, where they would use it, how the models compare.
pub fn reflection_modal(scene: &Scene<'_>) -> CreateInteractionResponse {
    let prompts = &scene.course.closing.prompts;
    let inputs = [
        ("links", &prompts.links),
        ("uses", &prompts.uses),
        ("comparison", &prompts.comparison),
    ];
    let rows = inputs
        .into_iter()
        .map(|(id, label)| {
            CreateActionRow::InputText(
                CreateInputText::new(InputTextStyle::Paragraph, label, id)
                    .min_length(1)
                    .max_length(u16::try_from(LONGEST_TEXT).expect("a thousand characters"))
                    .required(true),
            )
        })
        .collect();
    let id = Component {
        session: scene.session.id,
        verb: Verb::Reflect,
    };
    CreateInteractionResponse::Modal(
        CreateModal::new(id.to_string(), scene.say("reflection-title", &[])).components(rows),
    )
}
