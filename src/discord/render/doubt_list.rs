//! `/dudas`: a page of a server's doubts, one of them, and what a moderator can do with it.

use serenity::all::{
    ButtonStyle, CreateButton, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};
use time::{Date, format_description::FormatItem, macros::format_description};

use super::{
    CALM, DONE, OPEN, Scene,
    open_doubts::{brief, link},
};
use crate::{
    discord::{
        custom_id::{Component, Verb},
        doubt_list::{ListId, ListVerb, ON_A_PAGE},
        post::Post,
    },
    domain::{
        event::{AnswerSource, QuestionKind},
        ids::QuestionId,
        markdown,
        session::QuestionState,
    },
    store::{AskedQuestion, DoubtFilter, DoubtRow, DoubtStatus, Doubts, OpenDoubt},
    texts::Language,
};

/// Characters of a doubt that a line of the list shows, and an option of a menu.
const IN_A_LINE: usize = 120;
const IN_AN_OPTION: usize = 90;
/// Characters of the doubt and of each answer that the detail shows, and how many answers: all fit
/// one message.
const IN_DETAIL: usize = 2000;
const OF_AN_ANSWER: usize = 900;
const ANSWERS_SHOWN: usize = 3;

const DAY: &[FormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// A page of the list.
pub fn doubt_page(
    doubts: &Doubts,
    filter: &DoubtFilter,
    topic: Option<String>,
    page: u32,
    language: Language,
) -> Post {
    let say = |key: &str| language.say(key, &[]);
    let described = described(filter, topic, language);
    let filtered = (!described.is_empty())
        .then(|| language.say("doubts-filter", &[("filter", described.into())]));
    if doubts.rows.is_empty() {
        let text = [Some(say("doubts-none")), filtered];
        return Post::text(text.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    }
    let lines: Vec<String> = doubts.rows.iter().map(|row| line(row, language)).collect();
    let pages = (doubts.total + ON_A_PAGE - 1) / ON_A_PAGE;
    let footer = language.say(
        "doubts-page",
        &[
            ("page", (i64::from(page) + 1).into()),
            ("pages", pages.into()),
        ],
    );
    let embed = CreateEmbed::new()
        .title(language.say("doubts-title", &[("n", doubts.total.into())]))
        .description(markdown::clip(&lines.join("\n"), super::EMBED_LIMIT))
        .footer(serenity::all::CreateEmbedFooter::new(footer))
        .colour(CALM);
    let id = |verb: ListVerb, page: u32| {
        let filter = filter.clone();
        ListId { verb, page, filter }.to_string()
    };
    let mut buttons = Vec::new();
    if page > 0 {
        let previous = CreateButton::new(id(ListVerb::Page, page - 1));
        buttons.push(
            previous
                .label(say("button-previous"))
                .style(ButtonStyle::Secondary),
        );
    }
    if i64::from(page) + 1 < pages {
        let next = CreateButton::new(id(ListVerb::Page, page + 1));
        buttons.push(next.label(say("button-next")).style(ButtonStyle::Secondary));
    }
    let export = CreateButton::new(id(ListVerb::Export, 0));
    buttons.push(
        export
            .label(say("button-export"))
            .style(ButtonStyle::Secondary),
    );
    let options = doubts
        .rows
        .iter()
        .map(|row| {
            let value = format!("{}:{}", row.session, row.question);
            let label = option_text(&row.text);
            let whose = format!("{} · {}", row.asker, state_of(row.status, language));
            CreateSelectMenuOption::new(label, value).description(clipped(&whose, 100))
        })
        .collect();
    let menu = CreateSelectMenu::new(
        id(ListVerb::Open, page),
        CreateSelectMenuKind::String { options },
    );
    let mut post = Post {
        embeds: vec![embed],
        menus: vec![menu.placeholder(say("doubts-choose"))],
        ..Post::text(filtered.unwrap_or_default())
    };
    post.rows.push(buttons);
    post
}

fn line(row: &DoubtRow, language: Language) -> String {
    let topic = row.topic_title.as_ref().or(row.topic.as_ref());
    let topic = topic.map_or_else(
        || language.say("doubts-no-topic", &[]),
        |topic| markdown::escape(topic),
    );
    let mut parts = vec![
        format!("**{}**", markdown::escape(&row.asker)),
        state_of(row.status, language),
        topic,
        row.asked_on.clone(),
        language.say(
            "doubts-session",
            &[("session", row.session.0.to_string().into())],
        ),
    ];
    if row.anonymous {
        parts.insert(1, language.say("doubts-anonymous", &[]));
    }
    format!("{}\n> {}", parts.join(" · "), brief(&row.text, IN_A_LINE))
}

fn state_of(status: DoubtStatus, language: Language) -> String {
    let key = match status {
        DoubtStatus::Open => "doubts-state-open",
        DoubtStatus::Answered => "doubts-state-answered",
        DoubtStatus::Resolved => "doubts-state-resolved",
    };
    language.say(key, &[])
}

/// What a filter bounds, in words.
fn described(filter: &DoubtFilter, topic: Option<String>, language: Language) -> String {
    let status = filter.status.map(|status| match status {
        DoubtStatus::Open => language.say("doubts-filter-open", &[]),
        DoubtStatus::Answered => language.say("doubts-filter-answered", &[]),
        DoubtStatus::Resolved => language.say("doubts-filter-resolved", &[]),
    });
    let topic = filter.topic.is_some().then(|| {
        let topic = markdown::escape(&topic.unwrap_or_default());
        language.say("doubts-filter-topic", &[("topic", topic.into())])
    });
    let day = |key: &str, day: Option<Date>| {
        day.map(|day| language.say(key, &[("day", in_words(day).into())]))
    };
    let session = filter.session.map(|session| {
        language.say(
            "doubts-session",
            &[("session", session.0.to_string().into())],
        )
    });
    let parts = [
        status,
        topic,
        filter.learner.map(|learner| format!("<@{learner}>")),
        day("doubts-filter-since", filter.since),
        day("doubts-filter-until", filter.until),
        session,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn in_words(day: Date) -> String {
    day.format(DAY)
        .expect("a day has a year, a month and a day")
}

/// One doubt with all that is known of it.
pub fn doubt_detail(
    scene: &Scene<'_>,
    question: &QuestionId,
    words: &AskedQuestion,
    back: Option<&ListId>,
) -> Post {
    let recorded = scene.session.state.question(question);
    let asker = scene.name_of(words.asker);
    let mut embed = CreateEmbed::new()
        .title(scene.say("doubts-of", &[("asker", asker.into())]))
        .description(markdown::clip(&markdown::escape(&words.text), IN_DETAIL))
        .colour(OPEN);
    let mut field = |key: &str, value: String| {
        if !value.is_empty() {
            embed = embed.clone().field(scene.say(key, &[]), value, true);
        }
    };
    if let Some(asked) = recorded {
        let hidden = asked
            .anonymous
            .then(|| format!(" · {}", scene.say("doubts-anonymous", &[])));
        field(
            "doubts-when",
            format!("<t:{}:f>", asked.asked_at.unix_timestamp()),
        );
        let topic = asked.topic.as_ref().map(|topic| scene.title_of(topic));
        let topic = topic.map_or_else(|| scene.say("doubts-no-topic", &[]), markdown::escape);
        field("doubts-topic", topic);
        field("doubts-kind", scene.say(kind_key(asked.kind), &[]));
        let concepts: Vec<&str> = asked
            .concepts
            .iter()
            .map(|id| scene.course.concept(id).map_or(id.as_str(), |c| &c.name))
            .collect();
        field("doubts-concepts", markdown::clip(&concepts.join(", "), 500));
        let state = state_of(status(asked.state), scene.language);
        field("doubts-state", state + &hidden.unwrap_or_default());
        let people = scene.session.state.people_with(question).len();
        field("doubts-people", people.to_string());
    }
    let session = scene.session.id.0.to_string();
    let mut end = vec![scene.say("doubts-session", &[("session", session.into())])];
    if let Some(post) = words.post {
        let link = link(scene.session.guild, post);
        end.push(scene.say("doubts-link", &[("link", link.into())]));
    }
    embed = embed.field("\u{200b}", end.join(" · "), false);
    let mut embeds = vec![embed];
    for answer in words.answers.iter().take(ANSWERS_SHOWN) {
        let number = usize::try_from(answer.number).unwrap_or_default();
        let source = recorded.and_then(|asked| asked.sources.get(number.checked_sub(1)?));
        let is_moderators = source == Some(&AnswerSource::Moderator);
        let author = answer.author.map(|author| scene.name_of(author));
        let title = author.map_or_else(
            || match &answer.section {
                Some(_) => scene.say("doubt-tutor", &[]),
                None => scene.say("doubts-answer-course", &[]),
            },
            |author| {
                if is_moderators {
                    scene.say("doubts-answer-moderator", &[])
                } else {
                    scene.say("doubts-answer-of", &[("author", author.into())])
                }
            },
        );
        let text = if answer.author.is_some() {
            markdown::escape(&answer.text)
        } else {
            answer.text.clone()
        };
        let mut shown = CreateEmbed::new()
            .title(title)
            .description(markdown::clip(&text, OF_AN_ANSWER))
            .colour(DONE);
        if recorded.is_some_and(|asked| asked.accepted.contains_key(&number)) {
            let right = scene.say("doubts-answer-right", &[]);
            shown = shown.footer(serenity::all::CreateEmbedFooter::new(right));
        }
        embeds.push(shown);
    }
    let more = words.answers.len().saturating_sub(ANSWERS_SHOWN);
    if more > 0 {
        let more = scene.say("doubts-more-answers", &[("n", more.into())]);
        embeds.push(CreateEmbed::new().description(more));
    }
    let mut buttons = vec![
        scene.button(
            Verb::Answer(question.clone()),
            "button-answer",
            ButtonStyle::Primary,
        ),
        scene.button(
            Verb::Merge(question.clone()),
            "button-merge",
            ButtonStyle::Secondary,
        ),
        scene.button(
            Verb::CorrectTopic(question.clone()),
            "button-retopic",
            ButtonStyle::Secondary,
        ),
    ];
    buttons.extend(back_button(back, scene.language));
    Post {
        embeds,
        ..Post::default()
    }
    .with_row(buttons)
}

/// The session's other doubts, one of which asks the same.
pub fn doubt_merge(
    scene: &Scene<'_>,
    question: &QuestionId,
    others: &[OpenDoubt],
    back: Option<&ListId>,
) -> Post {
    let back = back_button(back, scene.language).into_iter().collect();
    if others.is_empty() {
        return Post::text(scene.say("doubts-merge-none", &[])).with_row(back);
    }
    let options = others
        .iter()
        .map(|other| {
            let option =
                CreateSelectMenuOption::new(option_text(&other.text), other.question.to_string());
            let asked = scene.session.state.question(&other.question);
            let Some(asked) = asked else { return option };
            let name = asked
                .asker
                .as_ref()
                .and_then(|asker| scene.session.names.get(asker));
            let state = state_of(status(asked.state), scene.language);
            let whose = name.map_or_else(|| state.clone(), |name| format!("{name} · {state}"));
            option.description(clipped(&whose, 100))
        })
        .collect();
    choose(
        scene,
        Verb::MergeInto(question.clone()),
        ("doubts-merge-ask", "doubts-merge-choose"),
        options,
        back,
    )
}

/// The session's topics, one of which the doubt is about.
pub fn doubt_topics(scene: &Scene<'_>, question: &QuestionId, back: Option<&ListId>) -> Post {
    let back = back_button(back, scene.language).into_iter().collect();
    let options = scene
        .session
        .state
        .plan
        .iter()
        .take(25)
        .map(|planned| {
            CreateSelectMenuOption::new(clipped(&planned.title, 100), planned.topic.to_string())
        })
        .collect();
    choose(
        scene,
        Verb::SetTopic(question.clone()),
        ("doubts-topic-ask", "doubts-topic-choose"),
        options,
        back,
    )
}

fn choose(
    scene: &Scene<'_>,
    verb: Verb,
    (ask, placeholder): (&str, &str),
    options: Vec<CreateSelectMenuOption>,
    buttons: Vec<CreateButton>,
) -> Post {
    let id = Component {
        session: scene.session.id,
        verb,
    };
    let menu = CreateSelectMenu::new(id.to_string(), CreateSelectMenuKind::String { options });
    Post {
        menus: vec![menu.placeholder(scene.say(placeholder, &[]))],
        ..Post::text(scene.say(ask, &[]))
    }
    .with_row(buttons)
}

fn back_button(back: Option<&ListId>, language: Language) -> Option<CreateButton> {
    let button = CreateButton::new(back?.to_string());
    let label = language.say("button-back", &[]);
    Some(button.label(label).style(ButtonStyle::Secondary))
}

/// The columns of an exported file; names are permanent.
pub const DOUBT_COLUMNS: [&str; 15] = [
    "session",
    "course",
    "question",
    "asked",
    "asked_utc",
    "learner",
    "learner_id",
    "anonymous",
    "topic",
    "kind",
    "concepts",
    "aspects",
    "state",
    "text",
    "answers",
];

/// A doubt in those columns.
pub fn doubt_cells(row: &DoubtRow) -> [String; 15] {
    let state = match row.status {
        DoubtStatus::Open => "open",
        DoubtStatus::Answered => "answered",
        DoubtStatus::Resolved => "resolved",
    };
    [
        row.session.to_string(),
        row.course.clone(),
        row.question.to_string(),
        row.asked_on.clone(),
        row.asked_at
            .format(&time::format_description::well_known::Rfc3339)
            .unwrap_or_default(),
        row.asker.clone(),
        row.asker_id.to_string(),
        row.anonymous.to_string(),
        row.topic_title
            .clone()
            .or_else(|| row.topic.clone())
            .unwrap_or_default(),
        row.kind.clone(),
        row.concepts.join(", "),
        row.aspects.join(", "),
        state.to_owned(),
        row.text.clone(),
        row.answers.clone().unwrap_or_default(),
    ]
}

/// The file, with what it has.
pub fn doubts_exported(doubts: &Doubts, table: Vec<u8>, language: Language) -> Post {
    let n = doubts.rows.len();
    let mut text = language.say("doubts-exported", &[("n", n.into())]);
    if i64::try_from(n).is_ok_and(|n| n < doubts.total) {
        let part = language.say(
            "doubts-exported-part",
            &[("n", n.into()), ("total", doubts.total.into())],
        );
        text = format!("{text}\n{part}");
    }
    Post {
        files: vec![("dudas.csv".to_owned(), table)],
        ..Post::text(text)
    }
}

fn status(state: QuestionState) -> DoubtStatus {
    match state {
        QuestionState::Open => DoubtStatus::Open,
        QuestionState::Answered => DoubtStatus::Answered,
        QuestionState::Closed(_) | QuestionState::Deleted => DoubtStatus::Resolved,
    }
}

fn kind_key(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Verification => "kind-verification",
        QuestionKind::Definition => "kind-definition",
        QuestionKind::Comparison => "kind-comparison",
        QuestionKind::Cause => "kind-cause",
        QuestionKind::Procedure => "kind-procedure",
        QuestionKind::Application => "kind-application",
        QuestionKind::Debugging => "kind-debugging",
    }
}

/// A text as a menu shows it: plain, and never empty.
fn option_text(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = clipped(&words.join(" "), IN_AN_OPTION);
    if text.chars().all(markdown::is_invisible) {
        "…".to_owned()
    } else {
        text
    }
}

fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let begun: String = text.chars().take(most - 1).collect();
    format!("{begun}…")
}
