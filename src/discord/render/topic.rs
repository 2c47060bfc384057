//! A topic as the group reads it: explanation, examples with their files, connections, exercise,
//! and the other explanations.

use serenity::all::ButtonStyle;

use super::{MESSAGE_LIMIT, Scene, exercise};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{
        course::{Example, Topic},
        ids::TopicId,
        markdown,
    },
};

pub fn posts(scene: &Scene<'_>, id: &TopicId) -> Vec<Post> {
    let Some(topic) = scene.course.topic(id) else {
        return Vec::new();
    };
    let mut posts = texts(&explanation(scene, topic));
    for example in &topic.examples {
        posts.extend(self::example(scene, example));
    }
    for number in fitting(scene, topic) {
        posts.push(connection(scene, topic, number));
    }
    posts.extend(exercise::posts(scene, topic));
    posts
}

/// Another explanation; nothing when the course has no such one.
pub fn alternative(scene: &Scene<'_>, id: &TopicId, number: usize) -> Vec<Post> {
    let alternative = scene
        .course
        .topic(id)
        .and_then(|topic| topic.alternatives.get(number));
    let Some(alternative) = alternative else {
        return Vec::new();
    };
    let title = scene.title_of(id).to_owned();
    let heading = scene.say("alternative-heading", &[("topic", title.into())]);
    texts(&format!("### {heading}\n{}", alternative.text))
}

fn explanation(scene: &Scene<'_>, topic: &Topic) -> String {
    let position = scene.session.state.position(&topic.id).unwrap_or(0) + 1;
    let place = scene.say(
        "topic-position",
        &[
            ("k", position.into()),
            ("n", scene.session.state.plan.len().into()),
        ],
    );
    let mut text = format!("## {place}: {}\n", topic.title);
    if !topic.objectives.is_empty() {
        text.push_str(&scene.say("topic-objectives", &[]));
        for objective in &topic.objectives {
            text.push_str("\n- ");
            text.push_str(objective);
        }
        text.push_str("\n\n");
    }
    text.push_str(&topic.explanation);
    text
}

fn example(scene: &Scene<'_>, example: &Example) -> Vec<Post> {
    let name = example.file_name.as_str();
    let heading = scene.say("example-heading", &[("file", name.into())]);
    let code = example.code.trim_end();
    let text = format!("### {heading}\n{}\n\n```py\n{code}\n```", example.text);
    let mut posts = texts(&text);
    if let Some(last) = posts.last_mut() {
        let bytes = example.code.clone().into_bytes();
        last.files.push((example.file_name.clone(), bytes));
    }
    posts
}

/// The connections that build on what somebody in the group knows, by their numbers from 0. All of
/// them while nobody has said; one at least.
fn fitting(scene: &Scene<'_>, topic: &Topic) -> Vec<usize> {
    let all = 0..topic.connections.len();
    if !scene.session.state.knowledge_is_told() {
        return all.collect();
    }
    let known = |number: &usize| {
        let domain = &topic.connections[*number].domain;
        scene.session.state.who_knows(domain).next().is_some()
    };
    let fitting: Vec<usize> = all.clone().filter(known).collect();
    if fitting.is_empty() {
        all.take(1).collect()
    } else {
        fitting
    }
}

/// A connection; it names those who said that they know its domain, for them to confirm it.
fn connection(scene: &Scene<'_>, topic: &Topic, number: usize) -> Post {
    let connection = &topic.connections[number];
    let domain = connection.domain.as_str();
    let heading = scene.say("connection-heading", &[("domain", domain.into())]);
    let names = scene.names(scene.session.state.who_knows(domain));
    let mut text = format!("### {heading}\n{}", connection.text);
    if !names.is_empty() {
        let offer = scene.say("connection-offer", &[("names", names.into())]);
        text = format!("{text}\n\n{offer}");
    }
    let button = scene.button(
        Verb::ConfirmLink(topic.id.clone(), number),
        "button-link",
        ButtonStyle::Secondary,
    );
    Post::text(markdown::clip(&text, MESSAGE_LIMIT)).with_row(vec![button])
}

/// A long text as several messages, cut between paragraphs.
pub(super) fn texts(text: &str) -> Vec<Post> {
    markdown::split(text, MESSAGE_LIMIT)
        .into_iter()
        .map(Post::text)
        .collect()
}
