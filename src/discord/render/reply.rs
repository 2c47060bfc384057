//! What the one who acted is told, as a private message.

use serenity::all::{ButtonStyle, CreateEmbed};

use super::{EMBED_LIMIT, Scene, check, doubt, exercise, plan};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{
        markdown,
        session::{Phase, Reply},
    },
    texts::Language,
};

/// A reply as a private message.
pub fn reply(scene: &Scene<'_>, reply: &Reply) -> Post {
    let say = |key: &str| Post::text(scene.say(key, &[]));
    match reply {
        Reply::Joined {
            ask_knowledge: true,
            already: false,
            ..
        } => plan::ask_knowledge(scene, &joined(scene, reply)),
        Reply::Joined { .. } => joined(scene, reply),
        Reply::Opened => say("reply-opened"),
        Reply::Left => say("reply-left"),
        Reply::KnowledgeNoted => say("reply-knowledge"),
        Reply::PlanNoted => plan::editor(scene),
        Reply::Paused => say("reply-paused"),
        Reply::Resumed => say("reply-resumed"),
        Reply::NotPaused => say("reply-not-paused"),
        Reply::Begun => say("reply-begun"),
        Reply::Check {
            topic,
            number,
            tried,
        } => check::question(scene, topic, *number, tried, ""),
        Reply::CheckWrong {
            topic,
            number,
            option,
            tried,
        } => {
            let feedback = check::feedback(scene, topic, *number, *option);
            check::question(scene, topic, *number, tried, &feedback)
        }
        Reply::CheckRight {
            topic,
            number,
            option,
            next,
        } => {
            let feedback = check::feedback(scene, topic, *number, *option);
            check::question(scene, topic, *next, &[], &feedback)
        }
        Reply::Confirmed {
            topic,
            number,
            option,
        } => {
            let feedback = check::feedback(scene, topic, *number, *option);
            check::confidence(scene, topic, &feedback)
        }
        Reply::AlreadyConfirmed {
            topic,
            rated: false,
        } => check::confidence(scene, topic, ""),
        Reply::AlreadyConfirmed { .. } => say("reply-confirmed-already"),
        Reply::Rated { value } => {
            Post::text(scene.say("reply-rated", &[("value", (*value).into())]))
        }
        Reply::AlternativePosted => say("reply-alternative"),
        Reply::AlternativeAlready => say("reply-alternative-already"),
        Reply::NoMoreAlternatives => say("reply-alternative-none"),
        Reply::LinkConfirmed { domain } => {
            Post::text(scene.say("reply-link", &[("domain", domain.as_str().into())]))
        }
        Reply::Asked {
            question,
            answered,
            repeats,
            people,
            anonymous,
            choices,
        } => {
            let mut post = match (answered, choices.is_empty()) {
                (true, _) => say("reply-asked-answered"),
                (false, true) => say("reply-asked-open"),
                (false, false) => doubt::offer(scene, question, choices, say("reply-asked-near")),
            };
            if *people > 1 {
                let shared = scene.say("reply-asked-shared", &[("n", (*people).into())]);
                post.content = format!("{} {shared}", post.content);
            }
            if *anonymous {
                let hidden = scene.say("reply-asked-anonymous", &[]);
                post.content = format!("{} {hidden}", post.content);
            }
            if repeats.is_some() {
                post.content = format!("{}\n\n{}", post.content, scene.say("repeat-ask", &[]));
                let judge = |same: bool| Verb::JudgeRepeat(question.clone(), same);
                post = post.with_row(vec![
                    scene.button(judge(true), "button-same", ButtonStyle::Secondary),
                    scene.button(judge(false), "button-different", ButtonStyle::Secondary),
                ]);
            }
            post
        }
        Reply::AnswerChosen => say("reply-chosen"),
        Reply::RepeatNoted => say("reply-repeat"),
        Reply::AnswerPosted => say("reply-answered"),
        Reply::DoubtClosed => say("reply-settled"),
        Reply::DoubtStaysOpen => say("reply-still"),
        Reply::AnotherExplanation => say("reply-explained"),
        Reply::DoubtJoined { people } => {
            Post::text(scene.say("reply-joined-doubt", &[("n", (*people).into())]))
        }
        Reply::OwnDoubt => say("reply-own-doubt"),
        Reply::AnswerMarked => say("reply-marked"),
        Reply::MarkWithdrawn => say("reply-unmarked"),
        Reply::QuestionsMerged { people } => {
            Post::text(scene.say("reply-merged", &[("n", (*people).into())]))
        }
        Reply::QuestionCorrected => say("reply-corrected"),
        Reply::QuestionDeleted => say("reply-deleted"),
        Reply::Hint { topic } => exercise::hint(scene, topic),
        Reply::Solution { topic } => exercise::solution(scene, topic),
        Reply::ExerciseSolved { topic } => {
            Post::text(scene.say("reply-solved", &[("topic", scene.title_of(topic).into())]))
        }
        Reply::SolutionPosted => say("reply-shared"),
        Reply::Advanced => say("reply-advanced"),
        Reply::WentTo { topic } => {
            Post::text(scene.say("reply-went-to", &[("topic", scene.title_of(topic).into())]))
        }
        Reply::Reflected => say("reply-reflected"),
        Reply::Ended => say("reply-ended"),
        Reply::Nothing => say("reply-nothing"),
    }
}

fn joined(scene: &Scene<'_>, reply: &Reply) -> Post {
    let text = match reply {
        Reply::Joined { already: true, .. } => "reply-joined-already",
        Reply::Joined { late: true, .. } => "reply-joined-late",
        _ if scene.session.state.phase == Phase::Closing => "reply-joined-closing",
        _ => "reply-joined",
    };
    Post::text(scene.say(text, &[]))
}

/// What somebody wrote and was not taken, given back below the reason why.
pub fn text_back(why: &str, text: &str, language: Language) -> Post {
    let text = markdown::clip(&markdown::escape(text), EMBED_LIMIT);
    if text.trim().is_empty() {
        return Post::text(why);
    }
    let embed = CreateEmbed::new()
        .title(language.say("no-text-back", &[]))
        .description(text);
    Post {
        embeds: vec![embed],
        ..Post::text(why)
    }
}
