//! Choices by menu, shown to one person: the plan before the session begins, what a learner knows
//! already, and the topic to go to.

use serenity::all::{CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption};

use super::{Scene, courses};
use crate::{
    discord::{
        custom_id::{Component, Verb},
        post::Post,
    },
    domain::{
        event::PlannedTopic,
        markdown,
        session::{Phase, Session},
    },
};

/// Discord takes this many options in a menu, and this many characters in each of its texts.
pub(super) const OPTIONS: usize = 25;
pub(super) const OPTION_TEXT: usize = 100;

/// The value of the option that names no domain.
pub const NOTHING: &str = "-";

/// The plan as it is, with a menu that chooses its topics and one that moves them.
pub fn editor(scene: &Scene<'_>) -> Post {
    let state = &scene.session.state;
    let mut post = Post::text(format!(
        "{}\n\n{}",
        scene.say("plan-editor", &[]),
        lines(scene)
    ));
    let course = scene.course.plan();
    let topics = course.iter().take(OPTIONS).map(|planned| {
        option(&planned.title, planned.topic.as_str())
            .default_selection(state.position(&planned.topic).is_some())
    });
    post.menus.push(menu(
        scene,
        Verb::ChooseTopics,
        topics.collect(),
        "plan-choose",
        course.len(),
    ));
    let later = state.plan.iter().enumerate().skip(1).take(OPTIONS);
    let moves: Vec<_> = later
        .map(|(position, planned)| {
            option(
                &planned.title,
                &format!("{}:{}", planned.topic, position - 1),
            )
        })
        .collect();
    if !moves.is_empty() {
        post.menus
            .push(menu(scene, Verb::MoveTopic, moves, "plan-move", 1));
    }
    post
}

/// The topics of the plan, a line each.
pub fn lines(scene: &Scene<'_>) -> String {
    courses::lines(&scene.session.state.plan, scene.language)
}

/// Asks, below what was said already, what the learner knows of what the course connects with.
pub fn ask_knowledge(scene: &Scene<'_>, said: &Post) -> Post {
    let domains = scene.course.domains();
    let mut options: Vec<_> = domains
        .iter()
        .take(OPTIONS - 1)
        .map(|domain| option(&capitalised(domain), domain))
        .collect();
    let most = options.len();
    options.push(option(&scene.say("knowledge-nothing", &[]), NOTHING));
    let text = format!("{}\n\n{}", said.content, scene.say("knowledge-ask", &[]));
    let choose = menu(
        scene,
        Verb::PriorKnowledge,
        options,
        "knowledge-choose",
        most,
    );
    Post {
        menus: vec![choose],
        ..Post::text(text)
    }
}

/// The topics that the group can go to, for its host and moderators.
pub fn other_topics(scene: &Scene<'_>) -> Post {
    let state = &scene.session.state;
    let current = match state.phase {
        Phase::Topic(position) => Some(position),
        _ => None,
    };
    let others = state.plan.iter().enumerate();
    let others = others.filter(|(position, _)| Some(*position) != current);
    let options: Vec<_> = others
        .take(OPTIONS)
        .map(|(_, planned)| {
            option(&planned.title, planned.topic.as_str())
                .description(standing(scene, state, planned))
        })
        .collect();
    if options.is_empty() {
        return Post::text(scene.say("other-topic-none", &[]));
    }
    let choose = menu(scene, Verb::GoTo, options, "other-topic-choose", 1);
    Post {
        menus: vec![choose],
        ..Post::text(scene.say("other-topic-ask", &[]))
    }
}

fn standing(scene: &Scene<'_>, state: &Session, planned: &PlannedTopic) -> String {
    let seen = state.topics.contains_key(&planned.topic);
    scene.say(
        if seen {
            "other-topic-seen"
        } else {
            "other-topic-new"
        },
        &[],
    )
}

/// A menu of which at least one option is chosen.
pub(super) fn menu(
    scene: &Scene<'_>,
    verb: Verb,
    options: Vec<CreateSelectMenuOption>,
    placeholder: &str,
    most: usize,
) -> CreateSelectMenu {
    let component = Component {
        session: scene.session.id,
        verb,
    };
    let most = most.clamp(1, options.len());
    let most = u8::try_from(most).expect("a menu has 25 options at most");
    CreateSelectMenu::new(
        component.to_string(),
        CreateSelectMenuKind::String { options },
    )
    .placeholder(scene.say(placeholder, &[]))
    .min_values(1)
    .max_values(most)
}

pub(super) fn option(label: &str, value: &str) -> CreateSelectMenuOption {
    CreateSelectMenuOption::new(markdown::clip(label, OPTION_TEXT), value)
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
