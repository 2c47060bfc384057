//! A doubt in the thread, its answers, and the modals that take them.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateEmbed, CreateEmbedFooter, CreateInputText,
    CreateInteractionResponse, CreateModal, InputTextStyle,
};

use super::{CALM, DONE, EMBED_LIMIT, OPEN, Scene};
use crate::{
    discord::{
        custom_id::{Component, Verb},
        post::Post,
    },
    domain::{
        ids::{QuestionId, SectionId, SessionId},
        markdown,
        section::{Part, Section},
        session::{Delivery, LONGEST_TEXT, QuestionState},
    },
    store::{AskedQuestion, GivenAnswer},
    texts::Language,
};

/// Characters of a frequent doubt that a model's answer rests on, at most.
const QUOTED: usize = 150;

/// The doubt with its prepared answer or a model's, or open for the group.
pub fn doubt(scene: &Scene<'_>, question: &QuestionId, words: &AskedQuestion) -> Post {
    let recorded = scene.session.state.question(question);
    let state = recorded.map_or(QuestionState::Open, |recorded| recorded.state);
    let of_nobody = words.answers.iter().find(|answer| answer.author.is_none());
    let (tutors, prepared) = match of_nobody {
        Some(answer) => match &answer.section {
            Some(section) => (Some((answer, section)), None),
            None => (None, Some(answer)),
        },
        None => (None, None),
    };
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
        let topic = recorded
            .and_then(|recorded| recorded.topic.as_ref())
            .map_or("", |topic| scene.title_of(topic));
        embeds.push(
            CreateEmbed::new()
                .title(scene.say("doubt-prepared", &[]))
                .description(markdown::clip(
                    &with_question(scene, &prepared.text),
                    EMBED_LIMIT,
                ))
                .footer(CreateEmbedFooter::new(scene.say(
                    "doubt-source",
                    &[
                        ("course", scene.course.title.as_str().into()),
                        ("topic", topic.into()),
                    ],
                )))
                .colour(DONE),
        );
    }
    embeds.extend(tutors.map(|(answer, section)| tutors_answer(scene, answer, section)));
    Post {
        embeds,
        is_panel: true,
        ..Post::default()
    }
    .with_row(buttons(scene, question, state, of_nobody.is_some()))
}

/// A model's answer, marked as such, with what it rests on. It was made harmless when it came.
fn tutors_answer(scene: &Scene<'_>, answer: &GivenAnswer, section: &SectionId) -> CreateEmbed {
    let embed = CreateEmbed::new()
        .title(scene.say("doubt-tutor", &[]))
        .description(markdown::clip(&answer.text, EMBED_LIMIT))
        .colour(CALM);
    let Some(section) = Section::of(scene.course, section) else {
        return embed;
    };
    let part = match section.part {
        Part::Explanation => scene.say("tutor-part-explanation", &[]),
        Part::Example(number) => {
            let file = section.topic.examples[number].file_name.as_str();
            scene.say("tutor-part-example", &[("file", file.into())])
        }
        Part::Alternative(_) => scene.say("tutor-part-alternative", &[]),
        Part::Doubt(number) => {
            let question = markdown::clip(&section.topic.doubts[number].question, QUOTED);
            scene.say("tutor-part-doubt", &[("question", question.into())])
        }
    };
    embed.footer(CreateEmbedFooter::new(scene.say(
        "doubt-tutor-source",
        &[
            ("course", scene.course.title.as_str().into()),
            ("topic", section.topic.title.as_str().into()),
            ("part", part.into()),
        ],
    )))
}

/// A prepared answer below the question that the course gives it to: «No.» alone may answer
/// another question than the learner's.
fn with_question(scene: &Scene<'_>, answer: &str) -> String {
    let mut doubts = scene.course.topics.iter().flat_map(|topic| &topic.doubts);
    doubts.find(|doubt| doubt.answer == answer).map_or_else(
        || answer.to_owned(),
        |doubt| format!("**{}**\n\n{answer}", doubt.question),
    )
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
    has_answer: bool,
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
    if has_answer && state == QuestionState::Answered {
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
