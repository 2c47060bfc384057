//! A topic's exercise: its post with its buttons, its hint and solution for one learner, and the
//! solutions that learners share.

use serenity::all::{ButtonStyle, CreateEmbed, CreateInteractionResponse};

use super::{CALM, MESSAGE_LIMIT, Scene, doubt, topic::texts};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{
        course::Topic,
        ids::{SessionId, TopicId},
        markdown,
        session::LONGEST_SOLUTION,
    },
    texts::Language,
};

/// Embeds of a private answer: with this many full ones Discord's 6000 characters hold.
const MOST_EMBEDS: usize = 3;

pub fn posts(scene: &Scene<'_>, topic: &Topic) -> Vec<Post> {
    let heading = scene.say("exercise-heading", &[]);
    let mut posts = texts(&format!("### {heading}\n{}", topic.exercise.text));
    if let Some(last) = posts.pop() {
        posts.push(last.with_row(buttons(scene, topic)));
    }
    posts
}

fn buttons(scene: &Scene<'_>, topic: &Topic) -> Vec<serenity::all::CreateButton> {
    let id = || topic.id.clone();
    let exercise = &topic.exercise;
    let offered = [
        (
            exercise.hint.is_some(),
            Verb::ShowHint(id()),
            "button-hint",
            ButtonStyle::Secondary,
        ),
        (
            exercise.solution.is_some(),
            Verb::ShowSolution(id()),
            "button-solution",
            ButtonStyle::Secondary,
        ),
        (
            true,
            Verb::SolveExercise(id()),
            "button-solved",
            ButtonStyle::Success,
        ),
        (
            true,
            Verb::ShareSolution(id()),
            "button-share",
            ButtonStyle::Primary,
        ),
    ];
    offered
        .into_iter()
        .filter(|(is_there, ..)| *is_there)
        .map(|(_, verb, label, style)| scene.button(verb, label, style))
        .collect()
}

/// The hint, for the learner who asked.
pub fn hint(scene: &Scene<'_>, id: &TopicId) -> Post {
    let topic = scene.course.topic(id);
    let text = topic.and_then(|topic| topic.exercise.hint.as_ref());
    private(scene, id, "exercise-hint", text)
}

/// The course's solution, for the learner who asked.
pub fn solution(scene: &Scene<'_>, id: &TopicId) -> Post {
    let topic = scene.course.topic(id);
    let text = topic.and_then(|topic| topic.exercise.solution.as_ref());
    private(scene, id, "exercise-solution", text)
}

fn private(scene: &Scene<'_>, id: &TopicId, heading: &str, text: Option<&String>) -> Post {
    let heading = scene.say(heading, &[("topic", scene.title_of(id).into())]);
    let text = text.map_or("", String::as_str);
    one_message(&format!("{heading}\n\n{text}"))
}

/// One message: what does not fit its text goes on in embeds.
pub(super) fn one_message(text: &str) -> Post {
    let mut pieces = markdown::split(text, MESSAGE_LIMIT).into_iter();
    Post {
        content: pieces.next().unwrap_or_default(),
        embeds: pieces
            .take(MOST_EMBEDS)
            .map(|piece| CreateEmbed::new().description(piece).colour(CALM))
            .collect(),
        ..Post::default()
    }
}

/// A solution that a learner shared, for everybody.
pub fn shared(scene: &Scene<'_>, number: usize, text: &str) -> Option<Post> {
    let shared = scene.session.state.solution(number)?;
    let author = match &shared.author {
        Some(author) => scene.name(author),
        None => scene.say("someone", &[]),
    };
    let heading = scene.say(
        "solution-shared",
        &[
            ("author", author.into()),
            ("topic", scene.title_of(&shared.topic).into()),
        ],
    );
    let text = format!("{heading}\n{}", markdown::code_block(text));
    Some(Post::text(markdown::clip(&text, MESSAGE_LIMIT)))
}

/// «Compartir mi solución»: takes the learner's code.
#[must_use]
pub fn solution_modal(
    session: SessionId,
    form: Verb,
    language: Language,
) -> CreateInteractionResponse {
    let input = doubt::input(
        language,
        "modal-solution-label",
        "modal-solution-placeholder",
        LONGEST_SOLUTION,
    );
    doubt::modal(session, form, language, "modal-solution-title", vec![input])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptions(post: &Post) -> Vec<String> {
        let description = |embed: &CreateEmbed| {
            let embed = serde_json::to_value(embed).expect("an embed is JSON");
            let text = embed["description"].as_str();
            text.expect("every embed has one").to_owned()
        };
        post.embeds.iter().map(description).collect()
    }

    #[test]
    fn a_long_solution_goes_on_in_embeds_with_its_code_whole() {
        let code = format!("```py\n{}\n```", ["x = 1"; 250].join("\n"));
        let post = one_message(&format!("**Solución**\n\n{code}\n\n{code}"));
        assert_eq!(post.content, format!("**Solución**\n\n{code}"));
        assert_eq!(descriptions(&post), [code]);
    }

    #[test]
    fn the_longest_solution_keeps_to_discords_limits() {
        let post = one_message(&"palabra ".repeat(5000));
        let descriptions = descriptions(&post);
        assert!(post.content.chars().count() <= 2000);
        assert_eq!(descriptions.len(), MOST_EMBEDS);
        let total: usize = descriptions.iter().map(|text| text.chars().count()).sum();
        assert!(total <= 6000, "{total}");
    }
}
