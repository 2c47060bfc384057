//! A doubt in the thread, its answers, and the modals that take them.

use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter, CreateInputText,
    CreateInteractionResponse, CreateModal, InputTextStyle,
};

use super::{CALM, DONE, EMBED_LIMIT, OPEN, Scene, exercise::one_message, open_doubts::link};
use crate::{
    discord::{
        custom_id::{Component, Verb},
        post::Post,
    },
    domain::{
        doubt::{self, AnswerRef},
        event::{Actor, AnswerSource},
        ids::{PersonId, QuestionId, SectionId, SessionId, TopicId},
        markdown,
        section::{Part, Section},
        session::{Delivery, LONGEST_TEXT, Question, QuestionState},
    },
    store::{AskedQuestion, GivenAnswer},
    texts::Language,
};

/// Characters of a frequent doubt that a model's answer rests on, at most.
const QUOTED: usize = 150;
/// Characters of an answer that is shown a second time, below the doubt that shares it: with the
/// doubt and a prepared answer it fits one message.
const SHARED_LIMIT: usize = 1500;
/// People whom one message calls; Discord takes 100, as far as their ids fit the text.
const CALLED_AT_ONCE: usize = 50;

/// The doubt with its prepared answer or a model's, or open for the group.
pub fn doubt(scene: &Scene<'_>, question: &QuestionId, words: &AskedQuestion) -> Post {
    let recorded = scene.session.state.question(question);
    let state = recorded.map_or(QuestionState::Open, |recorded| recorded.state);
    let tutors = words.answers.iter().find_map(|answer| {
        let section = answer.section.as_ref()?;
        Some(tutors_answer(scene, answer, section))
    });
    let prepared = words.answers.iter().rfind(|answer| {
        answer.author.is_none() && answer.section.is_none() && !is_alternative(recorded, answer)
    });
    let shared = words.answers.iter().rfind(|answer| answer.is_shared);
    let mut embeds = vec![
        CreateEmbed::new()
            .title(title(scene, recorded, words))
            .description(markdown::clip(&markdown::escape(&words.text), EMBED_LIMIT))
            .footer(CreateEmbedFooter::new(footer(scene, question, state)))
            .colour(match state {
                QuestionState::Closed(_) | QuestionState::Deleted => DONE,
                QuestionState::Open | QuestionState::Answered => OPEN,
            }),
    ];
    if let Some(prepared) = prepared {
        let topic = recorded.and_then(|recorded| recorded.topic.as_ref());
        embeds.push(there_before(scene, prepared, topic, words));
    }
    if let Some(shared) = shared {
        let author = shared.author.map(|author| scene.name_of(author));
        let author = author.unwrap_or_else(|| scene.say("someone", &[]));
        embeds.push(
            CreateEmbed::new()
                .title(scene.say("doubt-shared", &[("author", author.into())]))
                .description(markdown::clip(
                    &markdown::escape(&shared.text),
                    SHARED_LIMIT,
                ))
                .colour(DONE),
        );
    }
    let shows_answer = prepared.is_some() || shared.is_some() || tutors.is_some();
    embeds.extend(tutors);
    let mut post = Post {
        embeds,
        is_panel: true,
        ..Post::default()
    }
    .with_row(buttons(scene, question, recorded, shows_answer));
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

/// Who asks, as far as the group may know.
fn title(scene: &Scene<'_>, recorded: Option<&Question>, words: &AskedQuestion) -> String {
    if recorded.is_some_and(|recorded| recorded.anonymous) {
        return scene.say("doubt-title-anonymous", &[]);
    }
    let asker = scene.name_of(words.asker);
    scene.say("doubt-title", &[("asker", asker.into())])
}

fn footer(scene: &Scene<'_>, question: &QuestionId, state: QuestionState) -> String {
    let state = scene.say(
        match state {
            QuestionState::Open => "doubt-open",
            QuestionState::Answered => "doubt-answered",
            QuestionState::Closed(_) | QuestionState::Deleted => "doubt-closed",
        },
        &[],
    );
    match scene.session.state.people_with(question).len() {
        0 | 1 => state,
        people => {
            let people = scene.say("doubt-people", &[("n", people.into())]);
            format!("{people} · {state}")
        }
    }
}

/// Whether the answer is another explanation, which has a post of its own.
fn is_alternative(recorded: Option<&Question>, answer: &GivenAnswer) -> bool {
    let number = usize::try_from(answer.number).unwrap_or_default();
    recorded.is_some_and(|recorded| recorded.alternatives.contains_key(&number))
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

/// An answer with a post of its own: a person's, which calls those who have the doubt, or another
/// explanation. Nothing when it was erased.
pub fn answer(
    scene: &Scene<'_>,
    question: &QuestionId,
    words: &AskedQuestion,
    number: usize,
) -> Option<Post> {
    let recorded = scene.session.state.question(question);
    let given = words
        .answers
        .iter()
        .find(|answer| usize::try_from(answer.number) == Ok(number))?;
    let Some(author) = given.author else {
        let topic = recorded.and_then(|recorded| recorded.topic.as_ref());
        let topic = topic.map_or("", |topic| scene.title_of(topic));
        let heading = scene.say("alternative-heading", &[("topic", topic.into())]);
        let post = one_message(&format!("### {heading}\n{}", given.text));
        return Some(post.with_row(below_answer(scene, question, number)));
    };
    let accepted = recorded.and_then(|recorded| recorded.accepted.get(&number));
    let mut embed = CreateEmbed::new()
        .title(answer_title(scene, recorded, author, number))
        .description(markdown::clip(&markdown::escape(&given.text), EMBED_LIMIT))
        .footer(CreateEmbedFooter::new(scene.say(
            "answer-footer",
            &[(
                "doubt",
                markdown::clip(&words.text.replace('\n', " "), 100).into(),
            )],
        )))
        .colour(if accepted.is_some() { DONE } else { OPEN });
    if let Some(by) = accepted {
        let by = match by {
            Actor::Moderator(_) => "answer-right-moderator",
            Actor::Bot | Actor::Learner(_) => "answer-right-host",
        };
        embed = embed.field(scene.say("answer-right", &[]), scene.say(by, &[]), false);
    }
    let mut row = below_answer(scene, question, number);
    row.push(if accepted.is_some() {
        let withdraw = Verb::WithdrawAcceptance(question.clone(), number);
        scene.button(withdraw, "button-unaccept", ButtonStyle::Secondary)
    } else {
        let accept = Verb::AcceptAnswer(question.clone(), number);
        scene.button(accept, "button-accept", ButtonStyle::Secondary)
    });
    let author = PersonId::new(author.to_string());
    let called = scene
        .session
        .state
        .called_by_answer(question, Some(&author));
    let called: Vec<&PersonId> = called.into_iter().take(CALLED_AT_ONCE).collect();
    let mentions: Vec<String> = called.iter().map(|who| format!("<@{who}>")).collect();
    let call = scene.say(
        "answer-call",
        &[
            ("n", called.len().into()),
            ("people", mentions.join(", ").into()),
        ],
    );
    Some(
        Post {
            embeds: vec![embed],
            calls: called
                .iter()
                .filter_map(|who| who.as_str().parse().ok())
                .collect(),
            is_panel: true,
            ..Post::text(call)
        }
        .with_row(row),
    )
}

/// Who answers: a moderator who takes no part has no name here.
fn answer_title(
    scene: &Scene<'_>,
    recorded: Option<&Question>,
    author: i64,
    number: usize,
) -> String {
    let source = recorded.and_then(|recorded| recorded.sources.get(number.checked_sub(1)?));
    let takes_part = scene
        .session
        .names
        .contains_key(&PersonId::new(author.to_string()));
    if source == Some(&AnswerSource::Moderator) && !takes_part {
        return scene.say("answer-title-moderator", &[]);
    }
    scene.say("answer-title", &[("author", scene.name_of(author).into())])
}

/// What its asker can say of an answer, and everybody else add.
fn below_answer(scene: &Scene<'_>, question: &QuestionId, number: usize) -> Vec<CreateButton> {
    vec![
        scene.button(
            Verb::Settle(question.clone(), Some(number)),
            "button-settle",
            ButtonStyle::Success,
        ),
        scene.button(
            Verb::StillOpen(question.clone(), Some(number)),
            "button-still",
            ButtonStyle::Secondary,
        ),
        scene.button(
            Verb::Answer(question.clone()),
            "button-answer",
            ButtonStyle::Secondary,
        ),
    ]
}

/// Tells an asker of an answer to their doubt which calls nobody: with a link, and to them alone
/// when the group is not to know them.
pub fn told(
    scene: &Scene<'_>,
    question: &QuestionId,
    words: &AskedQuestion,
    number: usize,
) -> Post {
    let mut answers = words.answers.iter();
    let given = answers.find(|answer| usize::try_from(answer.number) == Ok(number));
    let post = given.and_then(|given| given.post).or(words.post);
    let link = post.map_or_else(String::new, |post| link(scene.session.guild, post));
    let recorded = scene.session.state.question(question);
    if recorded.is_some_and(|recorded| recorded.anonymous) {
        return Post::text(scene.say(
            "told-anonymous",
            &[
                ("course", scene.course.title.as_str().into()),
                ("link", link.into()),
            ],
        ));
    }
    let asker = format!("<@{}>", words.asker);
    Post {
        calls: u64::try_from(words.asker).ok().into_iter().collect(),
        ..Post::text(scene.say("told", &[("asker", asker.into()), ("link", link.into())]))
    }
}

/// What is left of a doubt that its asker took back, or of an answer to it; nothing for any other
/// delivery.
pub fn deleted(scene: &Scene<'_>, delivery: &Delivery) -> Option<Post> {
    let (question, number, said) = match delivery {
        Delivery::Doubt(question) => (question, None, "doubt-deleted"),
        Delivery::Answer(question, number) => (question, Some(*number), "answer-deleted"),
        _ => return None,
    };
    let asked = scene.session.state.question(question)?;
    let settle = Component {
        session: scene.session.id,
        verb: Verb::Settle(question.clone(), number),
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
    recorded: Option<&Question>,
    shows_answer: bool,
) -> Vec<CreateButton> {
    let state = recorded.map_or(QuestionState::Open, |recorded| recorded.state);
    let is_settled = matches!(state, QuestionState::Closed(_) | QuestionState::Deleted);
    if is_settled || !scene.session.state.is_open() {
        return Vec::new();
    }
    // It is the same in all states of the post, which is known by it.
    let mut buttons = vec![scene.button(
        Verb::Settle(question.clone(), None),
        "button-settle",
        ButtonStyle::Success,
    )];
    if shows_answer && state == QuestionState::Answered {
        let latest = recorded.map_or(1, |recorded| recorded.answers);
        buttons.push(scene.button(
            Verb::StillOpen(question.clone(), Some(latest)),
            "button-still",
            ButtonStyle::Secondary,
        ));
    }
    buttons.push(scene.button(
        Verb::Answer(question.clone()),
        "button-answer",
        ButtonStyle::Primary,
    ));
    buttons.push(scene.button(
        Verb::HaveToo(question.clone()),
        "button-too",
        ButtonStyle::Secondary,
    ));
    buttons
}

/// What people write who want their name or not: nothing, or a plain no, keeps the name. Everything
/// else hides it, as a name that was shown cannot be taken back.
#[must_use]
pub fn wants_anonymity(written: &str) -> bool {
    let written = written.trim().trim_end_matches(['.', '!']).to_lowercase();
    !matches!(
        written.as_str(),
        "" | "no"
            | "n"
            | "not"
            | "nop"
            | "nope"
            | "no gracias"
            | "no, gracias"
            | "no thanks"
            | "false"
            | "0"
    )
}

/// «Tengo una duda»: takes the doubt in the learner's words, and whether the group may see whose it
/// is.
#[must_use]
pub fn doubt_modal(
    session: SessionId,
    form: Verb,
    language: Language,
) -> CreateInteractionResponse {
    let text = input(
        language,
        "modal-doubt-label",
        "modal-doubt-placeholder",
        LONGEST_TEXT,
    );
    let anonymous = CreateInputText::new(
        InputTextStyle::Short,
        language.say("modal-anonymous-label", &[]),
        "anonymous",
    )
    .placeholder(language.say("modal-anonymous-placeholder", &[]))
    .max_length(20)
    .required(false);
    let inputs = vec![text, anonymous];
    modal(session, form, language, "modal-doubt-title", inputs)
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
    modal(session, form, language, "modal-answer-title", vec![input])
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

/// A modal with these inputs, one below the other.
pub(super) fn modal(
    session: SessionId,
    verb: Verb,
    language: Language,
    title: &str,
    inputs: Vec<CreateInputText>,
) -> CreateInteractionResponse {
    let id = Component { session, verb }.to_string();
    let rows = inputs.into_iter().map(CreateActionRow::InputText).collect();
    CreateInteractionResponse::Modal(
        CreateModal::new(id, language.say(title, &[])).components(rows),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_and_a_plain_no_keep_the_name() {
        for with_name in ["", "  ", "no", "No.", "NO", "n"] {
            assert!(!wants_anonymity(with_name), "{with_name}");
        }
        for without in ["sí", "si", "x", "anónima", "no quiero que me vean", "yes"] {
            assert!(wants_anonymity(without), "{without}");
        }
    }
}
