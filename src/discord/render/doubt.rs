//! A doubt in the thread, its answers, and the modals that take them.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateEmbed, CreateEmbedFooter, CreateInputText,
    CreateInteractionResponse, CreateModal, InputTextStyle,
};

use super::{DONE, EMBED_LIMIT, OPEN, Scene};
use crate::{
    discord::{
        custom_id::{Component, Verb},
        post::Post,
    },
    domain::{
        doubt::{self, AnswerRef},
        ids::{QuestionId, SessionId, TopicId},
        markdown,
        session::{Delivery, LONGEST_TEXT, QuestionState},
    },
    store::{AskedQuestion, GivenAnswer},
    texts::Language,
};

/// The doubt with its prepared answer, or open for the group.
pub fn doubt(scene: &Scene<'_>, question: &QuestionId, words: &AskedQuestion) -> Post {
    let recorded = scene.session.state.question(question);
    let state = recorded.map_or(QuestionState::Open, |recorded| recorded.state);
    let mut answers = words.answers.iter().rev();
    let prepared = answers.find(|answer| answer.author.is_none());
    let asker = scene.name_of(words.asker);
    let mut embeds = vec![
        CreateEmbed::new()
            .title(scene.say("doubt-title", &[("asker", asker.into())]))
            .description(markdown::clip(&markdown::escape(&words.text), EMBED_LIMIT))
            .footer(CreateEmbedFooter::new(scene.say(
                match state {
                    QuestionState::Open => "doubt-open",
                    QuestionState::Answered => "doubt-answered",
                    QuestionState::Closed(_) | QuestionState::Deleted => "doubt-closed",
                },
                &[],
            )))
            .colour(match state {
                QuestionState::Closed(_) | QuestionState::Deleted => DONE,
                QuestionState::Open | QuestionState::Answered => OPEN,
            }),
    ];
    if let Some(prepared) = prepared {
        let topic = recorded.and_then(|recorded| recorded.topic.as_ref());
        embeds.push(there_before(scene, prepared, topic, words));
    }
    let mut post = Post {
        embeds,
        is_panel: true,
        ..Post::default()
    }
    .with_row(buttons(scene, question, state, prepared.is_some()));
    let offered = recorded.and_then(|recorded| recorded.offer.as_ref());
    let offered = offered.filter(|offer| offer.in_public && state == QuestionState::Open);
    if let Some(offered) = offered.filter(|_| scene.session.state.is_open()) {
        let choices: Vec<String> = offered
            .answers
            .iter()
            .map(|answer| wording(scene, answer, words).unwrap_or_default())
            .collect();
        let ask = scene.say(
            "doubt-near",
            &[("asker", scene.name_of(words.asker).into())],
        );
        post.embeds
            .push(CreateEmbed::new().description(ask).colour(OPEN));
        post = offer(scene, question, &choices, post);
    }
    post
}

/// An answer that was there before the doubt, below the question that it was given to: «No.» alone
/// may answer another question than the learner's.
fn there_before(
    scene: &Scene<'_>,
    given: &GivenAnswer,
    topic: Option<&TopicId>,
    words: &AskedQuestion,
) -> CreateEmbed {
    let question = given
        .given
        .as_ref()
        .and_then(|answer| wording(scene, answer, words));
    let by_somebody = matches!(given.given, Some(AnswerRef::Accepted(_)));
    let harmless = |text: &str| {
        if by_somebody {
            markdown::escape(text)
        } else {
            text.to_owned()
        }
    };
    let answer = harmless(&given.text);
    let text = question.map_or_else(
        || answer.clone(),
        |question| format!("**{}**\n\n{answer}", harmless(&question)),
    );
    let source = match &given.given {
        Some(AnswerRef::Accepted(_)) => scene.say("doubt-source-accepted", &[]),
        prepared => {
            let all = doubt::all_prepared(scene.course);
            let own = all
                .iter()
                .find(|(id, ..)| matches!(prepared, Some(AnswerRef::Prepared(own)) if own == id));
            let topic = own.map(|(_, topic, _)| *topic).or(topic);
            scene.say(
                "doubt-source",
                &[
                    ("course", scene.course.title.as_str().into()),
                    (
                        "topic",
                        topic.map_or("", |topic| scene.title_of(topic)).into(),
                    ),
                ],
            )
        }
    };
    CreateEmbed::new()
        .title(scene.say("doubt-prepared", &[]))
        .description(markdown::clip(&text, EMBED_LIMIT))
        .footer(CreateEmbedFooter::new(source))
        .colour(DONE)
}

/// The question that an answer was given to before.
fn wording(scene: &Scene<'_>, answer: &AnswerRef, words: &AskedQuestion) -> Option<String> {
    match answer {
        AnswerRef::Prepared(id) => {
            doubt::prepared(scene.course, id).map(|doubt| doubt.question.clone())
        }
        AnswerRef::Accepted(id) => words.near_accepted.get(id).cloned(),
    }
}

/// A button for each doubt to choose from, and one for none of them.
pub fn offer(scene: &Scene<'_>, question: &QuestionId, choices: &[String], mut post: Post) -> Post {
    for (place, choice) in choices.iter().enumerate() {
        let pick = Verb::Pick(question.clone(), Some(place));
        post = post.with_row(vec![scene.labelled(pick, choice, ButtonStyle::Primary)]);
    }
    let none = Verb::Pick(question.clone(), None);
    post.with_row(vec![scene.button(
        none,
        "button-none",
        ButtonStyle::Secondary,
    )])
}

/// A person's answer to a doubt; it calls the asker. Nothing when it was erased.
pub fn answer(
    scene: &Scene<'_>,
    question: &QuestionId,
    words: &AskedQuestion,
    number: usize,
) -> Option<Post> {
    let given = words
        .answers
        .iter()
        .find(|answer| usize::try_from(answer.number) == Ok(number))?;
    let author = scene.name_of(given.author?);
    let embed = CreateEmbed::new()
        .title(scene.say("answer-title", &[("author", author.into())]))
        .description(markdown::clip(&markdown::escape(&given.text), EMBED_LIMIT))
        .footer(CreateEmbedFooter::new(scene.say(
            "answer-footer",
            &[(
                "doubt",
                markdown::clip(&words.text.replace('\n', " "), 100).into(),
            )],
        )))
        .colour(OPEN);
    let mention = format!("<@{}>", words.asker);
    Some(
        Post {
            embeds: vec![embed],
            calls: u64::try_from(words.asker).ok().into_iter().collect(),
            ..Post::text(scene.say("answer-call", &[("asker", mention.into())]))
        }
        .with_row(vec![
            scene.button(
                Verb::Settle(question.clone()),
                "button-settle",
                ButtonStyle::Success,
            ),
            scene.button(
                Verb::StillOpen(question.clone()),
                "button-still",
                ButtonStyle::Secondary,
            ),
            scene.button(
                Verb::Answer(question.clone()),
                "button-answer",
                ButtonStyle::Secondary,
            ),
        ]),
    )
}

/// What is left of a doubt that its asker took back, or of an answer to it; nothing for any other
/// delivery.
pub fn deleted(scene: &Scene<'_>, delivery: &Delivery) -> Option<Post> {
    let (question, said) = match delivery {
        Delivery::Doubt(question) => (question, "doubt-deleted"),
        Delivery::Answer(question, _) => (question, "answer-deleted"),
        _ => return None,
    };
    let asked = scene.session.state.question(question)?;
    let settle = Component {
        session: scene.session.id,
        verb: Verb::Settle(question.clone()),
    };
    let embed = CreateEmbed::new()
        .description(scene.say(said, &[]))
        .colour(DONE);
    (asked.state == QuestionState::Deleted).then(|| Post {
        embeds: vec![embed],
        is_panel: true,
        had_button: Some(settle.to_string()),
        erases: true,
        ..Post::default()
    })
}

fn buttons(
    scene: &Scene<'_>,
    question: &QuestionId,
    state: QuestionState,
    has_prepared: bool,
) -> Vec<serenity::all::CreateButton> {
    if matches!(state, QuestionState::Closed(_)) || !scene.session.state.is_open() {
        return Vec::new();
    }
    let settle = scene.button(
        Verb::Settle(question.clone()),
        "button-settle",
        ButtonStyle::Success,
    );
    let still = scene.button(
        Verb::StillOpen(question.clone()),
        "button-still",
        ButtonStyle::Secondary,
    );
    let answer = scene.button(
        Verb::Answer(question.clone()),
        "button-answer",
        ButtonStyle::Primary,
    );
    if has_prepared && state == QuestionState::Answered {
        vec![settle, still, answer]
    } else {
        vec![settle, answer]
    }
}

/// «Tengo una duda»: takes the doubt in the learner's words.
#[must_use]
pub fn doubt_modal(
    session: SessionId,
    form: Verb,
    language: Language,
) -> CreateInteractionResponse {
    let input = input(
        language,
        "modal-doubt-label",
        "modal-doubt-placeholder",
        LONGEST_TEXT,
    );
    modal(session, form, language, "modal-doubt-title", input)
}

/// «Responder»: takes an answer.
#[must_use]
pub fn answer_modal(
    session: SessionId,
    form: Verb,
    language: Language,
) -> CreateInteractionResponse {
    let input = input(
        language,
        "modal-answer-label",
        "modal-answer-placeholder",
        LONGEST_TEXT,
    );
    modal(session, form, language, "modal-answer-title", input)
}

/// An input of several lines, of at most so many characters.
pub(super) fn input(
    language: Language,
    label: &str,
    placeholder: &str,
    limit: usize,
) -> CreateInputText {
    CreateInputText::new(InputTextStyle::Paragraph, language.say(label, &[]), "text")
        .placeholder(language.say(placeholder, &[]))
        .min_length(1)
        .max_length(u16::try_from(limit).expect("a few thousand characters"))
        .required(true)
}

/// A modal with one input.
pub(super) fn modal(
    session: SessionId,
    verb: Verb,
    language: Language,
    title: &str,
    input: CreateInputText,
) -> CreateInteractionResponse {
    let id = Component { session, verb }.to_string();
    CreateInteractionResponse::Modal(
        CreateModal::new(id, language.say(title, &[]))
            .components(vec![CreateActionRow::InputText(input)]),
    )
}
