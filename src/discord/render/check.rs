//! The check that one learner answers in private, and the confidence after it.

use serenity::all::ButtonStyle;

use super::{MESSAGE_LIMIT, Scene};
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
/// `before` is what to say first, such as the feedback on the last answer.
pub fn question(
    scene: &Scene<'_>,
    topic: &TopicId,
    number: usize,
    tried: &[usize],
    before: &str,
) -> Post {
    let Some((check, count)) = find(scene, topic, number) else {
        return Post::text(before);
    };
    let heading = scene.say(
        "check-heading",
        &[("k", (number + 1).into()), ("n", count.into())],
    );
    let mut text = format!("**{heading}**\n{}\n", check.prompt);
    for (option, letter) in check.options.iter().zip(LETTERS) {
        text = format!("{text}\n**{letter})** {}", option.text);
    }
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
    Post::text(after(before, &text)).with_row(buttons)
}

/// The text with what comes before it, of which as much as leaves room for the text.
fn after(before: &str, text: &str) -> String {
    let text = markdown::clip(text, MESSAGE_LIMIT);
    let room = MESSAGE_LIMIT - text.chars().count();
    if before.chars().count() <= room {
        return format!("{before}{text}");
    }
    let before = markdown::clip(before, room.saturating_sub(2));
    format!("{before}\n\n{text}")
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
    format!("{}\n\n", scene.say(key, &[("feedback", feedback.into())]))
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
    Post::text(after(before, &ask)).with_row(buttons)
}

/// The check question of this number with how many are asked.
fn find<'a>(scene: &Scene<'a>, topic: &TopicId, number: usize) -> Option<(&'a Check, usize)> {
    let topic = scene.course.topic(topic)?;
    let check = topic.checks.get(number)?;
    Some((check, topic.checks.len().min(CHECKS_ASKED)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_feedback_leaves_room_for_the_question() {
        let question = "¿Cuál? ".repeat(100);
        let both = after(&"palabra ".repeat(230), &question);
        assert!(both.starts_with("palabra "));
        assert!(both.ends_with(&format!("…\n\n{question}")));
        assert!(both.chars().count() <= MESSAGE_LIMIT);
        assert_eq!(after("Bien.\n\n", "¿Y ahora?"), "Bien.\n\n¿Y ahora?");
        let long = after("Bien.\n\n", &"a".repeat(3000));
        assert!(long.chars().count() <= MESSAGE_LIMIT + 2);
    }
}
