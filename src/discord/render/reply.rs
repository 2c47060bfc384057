//! What the one who acted is told, as a private message.

use serenity::all::ButtonStyle;

use super::{Scene, check, exercise};
use crate::{
    discord::{custom_id::Verb, post::Post},
    domain::{
        ids::PersonId,
        session::{Phase, Reply},
    },
};

/// A reply as a private message.
pub fn reply(scene: &Scene<'_>, reply: &Reply) -> Post {
    let say = |key: &str| Post::text(scene.say(key, &[]));
    match reply {
        Reply::Opened => say("reply-opened"),
        Reply::Joined { already: true, .. } => say("reply-joined-already"),
        Reply::Joined { late: true, .. } => say("reply-joined-late"),
        Reply::Joined { .. } if scene.session.state.phase == Phase::Closing => {
            say("reply-joined-closing")
        }
        Reply::Joined { .. } => say("reply-joined"),
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
        } => {
            let post = say(if *answered {
                "reply-asked-answered"
            } else {
                "reply-asked-open"
            });
            if repeats.is_none() {
                return post;
            }
            let judge = |same: bool| Verb::JudgeRepeat(question.clone(), same);
            Post::text(format!(
                "{}\n\n{}",
                post.content,
                scene.say("repeat-ask", &[])
            ))
            .with_row(vec![
                scene.button(judge(true), "button-same", ButtonStyle::Secondary),
                scene.button(judge(false), "button-different", ButtonStyle::Secondary),
            ])
        }
        Reply::RepeatNoted => say("reply-repeat"),
        Reply::AnswerPosted => say("reply-answered"),
        Reply::DoubtClosed => say("reply-settled"),
        Reply::DoubtStaysOpen => say("reply-still"),
        Reply::Hint { topic } => exercise::hint(scene, topic),
        Reply::Solution { topic } => exercise::solution(scene, topic),
        Reply::ExerciseSolved { topic } => {
            Post::text(scene.say("reply-solved", &[("topic", scene.title_of(topic).into())]))
        }
        Reply::SolutionPosted => say("reply-shared"),
        Reply::Advanced => say("reply-advanced"),
        Reply::Reflected => say("reply-reflected"),
        Reply::Ended => say("reply-ended"),
        Reply::Nothing => say("reply-nothing"),
    }
}

/// Where the session stands; who is pending only for its host and moderators.
pub fn status(scene: &Scene<'_>, sees_pending: bool) -> Post {
    let state = &scene.session.state;
    let mut lines = vec![match state.phase {
        Phase::Topic(position) => scene.say(
            "status-topic",
            &[
                ("k", (position + 1).into()),
                ("n", state.plan.len().into()),
                ("title", state.plan[position].title.as_str().into()),
            ],
        ),
        Phase::Closing => scene.say("status-closing", &[]),
        Phase::Unopened | Phase::Lobby => scene.say("status-lobby", &[]),
        Phase::Ended(_) => scene.say("status-ended", &[]),
    }];
    lines.push(scene.say(
        "status-people",
        &[
            ("n", state.active().count().into()),
            ("names", scene.names(state.active()).into()),
        ],
    ));
    if let Phase::Topic(position) = state.phase {
        let topic = &state.plan[position].topic;
        let (confirmed, pending): (Vec<&PersonId>, Vec<&PersonId>) = state
            .waited(position)
            .partition(|person| state.has_confirmed(person, topic));
        lines.push(scene.say(
            "status-confirmed",
            &[
                ("k", confirmed.len().into()),
                ("n", (confirmed.len() + pending.len()).into()),
            ],
        ));
        if sees_pending && !pending.is_empty() {
            let names = scene.names(pending.into_iter());
            lines.push(scene.say("status-pending", &[("names", names.into())]));
        }
    }
    lines.push(scene.say(
        "status-doubts",
        &[
            ("n", state.questions.len().into()),
            ("open", state.open_questions().count().into()),
        ],
    ));
    Post::text(lines.join("\n"))
}
