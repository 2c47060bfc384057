//! The check that one learner answers in private, and the confidence after it.

use serenity::all::{ButtonStyle, CreateEmbed};

use super::{CALM, EMBED_LIMIT, MESSAGE_LIMIT, Scene};
use crate::{
    discord::{
        custom_id::{Component, Verb},
        post::Post,
    },
    domain::{course::Check, ids::TopicId, markdown, session::CHECKS_ASKED},
};

/// The letters of the options, in order; a check has five at most.
const LETTERS: [&str; 5] = ["A", "B", "C", "D", "E"];

/// One question with its options; those in `tried` were wrong and cannot be chosen again.
/// `before` is what to say first, such as the feedback on the last answer: it stands apart from the
/// question, so that a long one never cuts off an option.
pub fn question(
    scene: &Scene<'_>,
    topic: &TopicId,
    number: usize,
    tried: &[usize],
    before: &str,
) -> Post {
    let Some((check, count)) = find(scene, topic, number) else {
        return Post::text(markdown::clip(before, MESSAGE_LIMIT));
    };
    let heading = scene.say(
        "check-heading",
        &[("k", (number + 1).into()), ("n", count.into())],
    );
    let mut text = format!("{}\n", check.prompt);
    for (option, letter) in check.options.iter().zip(LETTERS) {
        text = format!("{text}\n**{letter})** {}", option.text);
    }
    let embed = CreateEmbed::new()
        .title(heading)
        .description(markdown::clip(&text, EMBED_LIMIT))
        .colour(CALM);
    let buttons = check
        .options
        .iter()
        .zip(LETTERS)
        .enumerate()
        .map(|(option, (_, letter))| {
            let verb = Verb::AnswerCheck {
                topic: topic.clone(),
                number,
                option,
            };
            let component = Component {
                session: scene.session.id,
                verb,
            };
            serenity::all::CreateButton::new(component.to_string())
                .label(letter)
                .style(ButtonStyle::Primary)
                .disabled(tried.contains(&option))
        })
        .collect();
    Post {
        embeds: vec![embed],
        ..Post::text(markdown::clip(before, MESSAGE_LIMIT))
    }
    .with_row(buttons)
}

/// What the course says to who chose this option.
pub fn feedback(scene: &Scene<'_>, topic: &TopicId, number: usize, option: usize) -> String {
    let chosen = find(scene, topic, number).and_then(|(check, _)| check.options.get(option));
    let Some(chosen) = chosen else {
        return String::new();
    };
    let key = if chosen.right {
        "check-right"
    } else {
        "check-wrong"
    };
    let feedback = chosen.feedback.as_str();
    scene.say(key, &[("feedback", feedback.into())])
}

/// How sure the learner is, from 1 to 5.
pub fn confidence(scene: &Scene<'_>, topic: &TopicId, before: &str) -> Post {
    let buttons = (1..=5_u8)
        .map(|value| {
            let component = Component {
                session: scene.session.id,
                verb: Verb::RateConfidence(topic.clone(), value),
            };
            serenity::all::CreateButton::new(component.to_string())
                .label(value.to_string())
                .style(ButtonStyle::Secondary)
        })
        .collect();
    let ask = scene.say("confidence-ask", &[("topic", scene.title_of(topic).into())]);
    let text = format!("{}\n\n{ask}", markdown::clip(before, MESSAGE_LIMIT / 2));
    Post::text(text.trim_start()).with_row(buttons)
}

/// The check question of this number with how many are asked.
fn find<'a>(scene: &Scene<'a>, topic: &TopicId, number: usize) -> Option<(&'a Check, usize)> {
    let topic = scene.course.topic(topic)?;
    let check = topic.checks.get(number)?;
    Some((check, topic.checks.len().min(CHECKS_ASKED)))
}
