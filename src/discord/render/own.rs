//! A learner's own report, and the menus by which they put it right: shown to that learner alone.

use serenity::all::{ButtonStyle, CreateEmbed, CreateSelectMenuOption};

use super::{
    EMBED_LIMIT, OPEN, Scene,
    plan::{OPTION_TEXT, OPTIONS, menu, option},
    report::{Rendered, left_out},
};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{event::QuestionKind, markdown},
    store::OwnQuestion,
};

/// The report, with what its learner can do about it.
pub fn own_report(scene: &Scene<'_>, rendered: Rendered, has_asked: bool) -> Post {
    let arguments = [
        ("course", scene.course.title.as_str().into()),
        ("number", scene.session.id.to_string().into()),
    ];
    let mut content = scene.say("mine-post", &arguments);
    if let Some(left_out) = left_out(scene, &rendered) {
        content = format!("{content}\n{left_out}");
    }
    let mut buttons = vec![scene.button(Verb::SendOwn, "button-send", ButtonStyle::Primary)];
    if has_asked {
        let correct = Verb::CorrectOwn(None);
        buttons.push(scene.button(correct, "button-correct", ButtonStyle::Secondary));
        let delete = Verb::DeleteOwn(None);
        buttons.push(scene.button(delete, "button-delete", ButtonStyle::Danger));
    }
    Post {
        embeds: rendered.embeds,
        files: rendered.files,
        ..Post::text(content)
    }
    .with_row(buttons)
}

/// A page of the learner's questions, to correct one.
pub fn own_to_correct(scene: &Scene<'_>, questions: &[OwnQuestion], page: usize) -> Post {
    let texts = ("mine-correct", "mine-correct-choose");
    choice(scene, questions, page, texts, Verb::PickToCorrect, |page| {
        Verb::CorrectOwn(Some(page))
    })
}

/// A page of the learner's questions, to delete one.
pub fn own_to_delete(scene: &Scene<'_>, questions: &[OwnQuestion], page: usize) -> Post {
    let texts = ("mine-delete", "mine-delete-choose");
    choice(scene, questions, page, texts, Verb::PickToDelete, |page| {
        Verb::DeleteOwn(Some(page))
    })
}

/// How a question was understood, with menus to correct that.
pub fn own_correction(scene: &Scene<'_>, question: &OwnQuestion) -> Post {
    correction(scene, question, "mine-correct-one")
}

/// The same after a correction.
pub fn own_corrected(scene: &Scene<'_>, question: &OwnQuestion) -> Post {
    correction(scene, question, "mine-corrected")
}

/// A question that is about to be deleted.
pub fn own_deletion(scene: &Scene<'_>, question: &OwnQuestion) -> Post {
    Post {
        embeds: vec![quoted(question)],
        ..Post::text(scene.say("mine-delete-one", &[]))
    }
    .with_row(vec![
        scene.button(
            Verb::EraseOwn(question.id.clone()),
            "button-erase",
            ButtonStyle::Danger,
        ),
        scene.button(
            Verb::DeleteOwn(Some(0)),
            "button-keep",
            ButtonStyle::Secondary,
        ),
    ])
}

fn correction(scene: &Scene<'_>, question: &OwnQuestion, said: &str) -> Post {
    let kinds = QuestionKind::ALL.map(|kind| {
        let name = scene.language.say(kind_name(kind), &[]);
        option(&name, kind.name()).default_selection(kind == question.kind)
    });
    let topics: Vec<CreateSelectMenuOption> = scene
        .session
        .state
        .plan
        .iter()
        .take(OPTIONS)
        .map(|planned| {
            let is_its = question.topic.as_ref() == Some(&planned.topic);
            option(&planned.title, planned.topic.as_str()).default_selection(is_its)
        })
        .collect();
    let arguments = [
        ("kind", scene.say(kind_name(question.kind), &[]).into()),
        ("topic", topic_of(scene, question).into()),
    ];
    let mut post = Post {
        embeds: vec![quoted(question)],
        ..Post::text(scene.say(said, &arguments))
    };
    let kind = Verb::OwnKind(question.id.clone());
    let kinds = menu(scene, kind, kinds.to_vec(), "mine-kind-choose", 1);
    post.menus.push(kinds);
    if !topics.is_empty() {
        let topic = Verb::OwnTopic(question.id.clone());
        let topics = menu(scene, topic, topics, "mine-topic-choose", 1);
        post.menus.push(topics);
    }
    post.with_row(vec![scene.button(
        Verb::CorrectOwn(Some(0)),
        "button-others",
        ButtonStyle::Secondary,
    )])
}

/// As many questions as a menu takes, and the way to the pages before and after.
fn choice(
    scene: &Scene<'_>,
    questions: &[OwnQuestion],
    page: usize,
    (said, placeholder): (&str, &str),
    picked: Verb,
    turned: impl Fn(usize) -> Verb,
) -> Post {
    let pages = questions.len().div_ceil(OPTIONS);
    let page = page.min(pages.saturating_sub(1));
    let options: Vec<CreateSelectMenuOption> = questions
        .iter()
        .skip(page * OPTIONS)
        .take(OPTIONS)
        .map(|question| {
            let kind = scene.say(kind_name(question.kind), &[]);
            let about = format!("{} · {kind}", topic_of(scene, question));
            let one_line: Vec<&str> = question.text.split_whitespace().collect();
            option(&one_line.join(" "), question.id.as_str())
                .description(markdown::clip(&about, OPTION_TEXT))
        })
        .collect();
    if options.is_empty() {
        return Post::text(scene.say("mine-no-questions", &[]));
    }
    let mut turns = Vec::new();
    if let Some(before) = page.checked_sub(1) {
        turns.push(scene.button(turned(before), "button-before", ButtonStyle::Secondary));
    }
    if page + 1 < pages {
        turns.push(scene.button(turned(page + 1), "button-after", ButtonStyle::Secondary));
    }
    Post {
        menus: vec![menu(scene, picked, options, placeholder, 1)],
        ..Post::text(scene.say(said, &[]))
    }
    .with_row(turns)
}

fn quoted(question: &OwnQuestion) -> CreateEmbed {
    let text = markdown::clip(&markdown::escape(&question.text), EMBED_LIMIT);
    CreateEmbed::new().description(text).colour(OPEN)
}

fn topic_of(scene: &Scene<'_>, question: &OwnQuestion) -> String {
    match &question.topic {
        Some(topic) => scene.title_of(topic).to_owned(),
        None => scene.say("mine-no-topic", &[]),
    }
}

fn kind_name(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Verification => "mine-kind-verification",
        QuestionKind::Definition => "mine-kind-definition",
        QuestionKind::Comparison => "mine-kind-comparison",
        QuestionKind::Cause => "mine-kind-cause",
        QuestionKind::Procedure => "mine-kind-procedure",
        QuestionKind::Application => "mine-kind-application",
        QuestionKind::Debugging => "mine-kind-debugging",
    }
}
