//! `/dudas`: a server's doubts for its moderators, page by page. What a list shows is in its
//! custom_ids, so its buttons work after a restart, too: `s1:<verb>:<page>:<filter>`, at most 100
//! characters. Everything is private, and every press looks at the rights again.

use std::{fmt, str::FromStr};

use poise::serenity_prelude as serenity;
use time::Date;

use super::{
    Bot,
    answer::{HandlerError, Interaction, Shown},
    post::Post,
    render::{self, Scene},
};
use crate::{
    application::ActError,
    domain::{
        ids::{QuestionId, SessionId},
        session::{Action, QuestionState, Rejection},
    },
    report::sheet,
    store::{DoubtFilter, DoubtStatus, Doubts, Find},
    texts::Language,
};

/// Version of the form of the ids of lists over a whole server.
const VERSION: &str = "s1";
/// Doubts on a page: with their beginnings they fit an embed.
pub const ON_A_PAGE: i64 = 10;
/// Doubts in an exported file.
const EXPORTED: i64 = 5000;
/// Options that a menu has room for.
const OPTIONS: usize = 25;

/// A component of such a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListId {
    pub verb: ListVerb,
    /// From 0.
    pub page: u32,
    pub filter: DoubtFilter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListVerb {
    /// «Anterior», «Siguiente», «Volver a la lista»: shows this page.
    Page,
    /// The menu of the page's doubts; a value is `<session>:<question>`.
    Open,
    /// «Exportar».
    Export,
}

/// A custom_id that is none of a list's.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("'{0}' is not a component of a list")]
pub struct UnknownList(String);

impl fmt::Display for ListId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = match self.verb {
            ListVerb::Page => "doubts",
            ListVerb::Open => "doubt",
            ListVerb::Export => "doubtscsv",
        };
        write!(
            f,
            "{VERSION}:{verb}:{}:{}",
            self.page,
            written(&self.filter)
        )
    }
}

impl FromStr for ListId {
    type Err = UnknownList;

    fn from_str(id: &str) -> Result<Self, UnknownList> {
        let unknown = || UnknownList(id.to_owned());
        let parts: Vec<&str> = id.split(':').collect();
        let [VERSION, verb, page, filter] = parts.as_slice() else {
            return Err(unknown());
        };
        let verb = match *verb {
            "doubts" => ListVerb::Page,
            "doubt" => ListVerb::Open,
            "doubtscsv" => ListVerb::Export,
            _ => return Err(unknown()),
        };
        Ok(Self {
            verb,
            page: page.parse().map_err(|_| unknown())?,
            filter: read(filter).ok_or_else(unknown)?,
        })
    }
}

/// A letter for what is bounded, and its bound, with dots between; numbers in hexadecimal digits.
fn written(filter: &DoubtFilter) -> String {
    let status = filter.status.map(|status| match status {
        DoubtStatus::Open => "so".to_owned(),
        DoubtStatus::Answered => "sa".to_owned(),
        DoubtStatus::Resolved => "sr".to_owned(),
    });
    let day = |letter: char, day: Option<Date>| {
        day.map(|day| format!("{letter}{:x}", day.to_julian_day()))
    };
    let parts = [
        status,
        filter.topic.as_ref().map(|key| format!("t{key}")),
        filter.learner.map(|learner| format!("l{learner:x}")),
        day('f', filter.since),
        day('u', filter.until),
        filter.session.map(|session| format!("n{:x}", session.0)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(".")
}

fn read(written: &str) -> Option<DoubtFilter> {
    let mut filter = DoubtFilter::default();
    let number = |digits: &str| i64::from_str_radix(digits, 16).ok();
    let day = |digits: &str| {
        let day = i32::from_str_radix(digits, 16).ok()?;
        Date::from_julian_day(day).ok()
    };
    for part in written.split('.').filter(|part| !part.is_empty()) {
        let (letter, bound) = part.split_at_checked(1)?;
        match (letter, bound) {
            ("s", "o") => filter.status = Some(DoubtStatus::Open),
            ("s", "a") => filter.status = Some(DoubtStatus::Answered),
            ("s", "r") => filter.status = Some(DoubtStatus::Resolved),
            ("t", key) => filter.topic = Some(key.to_owned()),
            ("l", learner) => filter.learner = Some(number(learner)?),
            ("f", since) => filter.since = Some(day(since)?),
            ("u", until) => filter.until = Some(day(until)?),
            ("n", session) => filter.session = Some(SessionId(number(session)?)),
            _ => return None,
        }
    }
    Some(filter)
}

/// Says no to who may not moderate here, as Discord says at this moment.
pub fn moderators_only(interaction: Interaction<'_>) -> Result<(), HandlerError> {
    if interaction.rights()?.manage_messages() {
        Ok(())
    } else {
        Err(ActError::from(Rejection::NotModerator).into())
    }
}

/// A page of the list.
pub async fn page(
    bot: &Bot,
    interaction: Interaction<'_>,
    filter: DoubtFilter,
    page: u32,
) -> Result<Shown, HandlerError> {
    moderators_only(interaction)?;
    let guild = interaction.guild()?;
    let store = &bot.application.store;
    let some = async |page: u32| {
        let skip = i64::from(page) * ON_A_PAGE;
        store.doubts(guild, &filter, skip, ON_A_PAGE, false).await
    };
    let mut page = page;
    let mut doubts: Doubts = some(page).await?;
    // Meanwhile there may be fewer.
    if doubts.rows.is_empty() && page > 0 {
        page = 0;
        doubts = some(page).await?;
    }
    let topic = match (&filter.topic, doubts.rows.first()) {
        (Some(_), Some(row)) => row.topic_title.clone().or_else(|| row.topic.clone()),
        (Some(key), None) => {
            let known = store.known_topics(guild, key).await?;
            known.into_iter().next().map(|topic| topic.title)
        }
        (None, _) => None,
    };
    let language = Language::of_locale(interaction.locale());
    Ok(Shown::Private(render::doubt_page(
        &doubts, &filter, topic, page, language,
    )))
}

/// A button or a menu of a list.
pub async fn press(
    bot: &Bot,
    pressed: &serenity::ComponentInteraction,
    id: ListId,
) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Component(pressed);
    moderators_only(interaction)?;
    match id.verb {
        ListVerb::Page => page(bot, interaction, id.filter, id.page).await,
        ListVerb::Export => export(bot, interaction, &id.filter).await,
        ListVerb::Open => {
            let serenity::ComponentInteractionDataKind::StringSelect { values } =
                &pressed.data.kind
            else {
                return Err(HandlerError::UnknownComponent);
            };
            let chosen = values.first().and_then(|value| value.split_once(':'));
            let chosen = chosen.and_then(|(session, question)| {
                Some((SessionId(session.parse().ok()?), QuestionId::from(question)))
            });
            let (session, question) = chosen.ok_or(HandlerError::UnknownComponent)?;
            let back = ListId {
                verb: ListVerb::Page,
                ..id
            };
            one(bot, interaction, session, &question, Some(back), None).await
        }
    }
}

/// One doubt with all that is known of it, below a notice where there is one.
async fn one(
    bot: &Bot,
    interaction: Interaction<'_>,
    session: SessionId,
    question: &QuestionId,
    back: Option<ListId>,
    notice: Option<String>,
) -> Result<Shown, HandlerError> {
    let application = &bot.application;
    let guild = interaction.guild()?;
    let (session, course) = application.look(guild, Find::Id(session)).await?;
    let words = application.store.question(session.id, question).await?;
    let language = Language::of_locale(interaction.locale());
    let scene = Scene::private(&session, &course, language);
    let mut post = match words {
        Some(words) => render::doubt_detail(&scene, question, &words, back.as_ref()),
        None => Post::text(language.say("doubts-erased", &[])),
    };
    if let Some(notice) = notice {
        post.content = notice;
    }
    Ok(Shown::Private(post))
}

/// «Fusionar»: the session's other doubts, those that wait for something first.
pub async fn offer_merge(
    bot: &Bot,
    pressed: &serenity::ComponentInteraction,
    session: SessionId,
    question: &QuestionId,
) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Component(pressed);
    moderators_only(interaction)?;
    let (application, guild) = (&bot.application, interaction.guild()?);
    let (session, course) = application.look(guild, Find::Id(session)).await?;
    let state = &session.state;
    let own = state.first_of(question);
    let others =
        state.questions.iter().rev().filter(|other| {
            state.first_of(&other.id) != own && other.state != QuestionState::Deleted
        });
    let mut others: Vec<_> = others.collect();
    others.sort_by_key(|other| !other.is_unsettled());
    let others: Vec<String> = others
        .into_iter()
        .take(OPTIONS)
        .map(|other| other.id.to_string())
        .collect();
    let others = application
        .store
        .doubts_to_list(session.id, &others)
        .await?;
    let scene = Scene::private(&session, &course, Language::of_locale(interaction.locale()));
    let back = back_in(pressed);
    let post = render::doubt_merge(&scene, question, &others, back.as_ref());
    Ok(Shown::Private(post))
}

/// «Corregir tema»: the session's topics.
pub async fn offer_topics(
    bot: &Bot,
    pressed: &serenity::ComponentInteraction,
    session: SessionId,
    question: &QuestionId,
) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Component(pressed);
    moderators_only(interaction)?;
    let guild = interaction.guild()?;
    let (session, course) = bot.application.look(guild, Find::Id(session)).await?;
    let scene = Scene::private(&session, &course, Language::of_locale(interaction.locale()));
    let back = back_in(pressed);
    let post = render::doubt_topics(&scene, question, back.as_ref());
    Ok(Shown::Private(post))
}

/// What was chosen in the menu that a doubt's button showed; the doubt afterwards.
pub async fn chosen(
    bot: &Bot,
    pressed: &serenity::ComponentInteraction,
    session: SessionId,
    question: QuestionId,
    action: Action,
) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Component(pressed);
    moderators_only(interaction)?;
    let (guild, visitor) = (interaction.guild()?, interaction.visitor()?);
    let find = Find::Id(session);
    let outcome = {
        let _turn = bot.turns.take(find).await;
        bot.application.act(guild, find, &visitor, action).await?
    };
    let language = Language::of_locale(interaction.locale());
    let scene = Scene::private(&outcome.session, &outcome.course, language);
    let notice = render::reply(&scene, &outcome.reply).content;
    let back = back_in(pressed);
    one(bot, interaction, session, &question, back, Some(notice)).await
}

/// The doubts of a filter as a file.
async fn export(
    bot: &Bot,
    interaction: Interaction<'_>,
    filter: &DoubtFilter,
) -> Result<Shown, HandlerError> {
    let guild = interaction.guild()?;
    let store = &bot.application.store;
    let doubts = store.doubts(guild, filter, 0, EXPORTED, true).await?;
    let table = sheet::table(
        &render::DOUBT_COLUMNS,
        doubts.rows.iter().map(render::doubt_cells),
    );
    let language = Language::of_locale(interaction.locale());
    Ok(Shown::Private(render::doubts_exported(
        &doubts, table, language,
    )))
}

/// The list from which a doubt was opened: its private message has the way back.
fn back_in(pressed: &serenity::ComponentInteraction) -> Option<ListId> {
    let rows = pressed.message.components.iter();
    let parts = rows.flat_map(|row| &row.components);
    parts
        .filter_map(|part| match part {
            serenity::ActionRowComponent::Button(button) => match &button.data {
                serenity::ButtonKind::NonLink { custom_id, .. } => custom_id.parse::<ListId>().ok(),
                _ => None,
            },
            _ => None,
        })
        .find(|id| id.verb == ListVerb::Page)
}

#[cfg(test)]
mod tests {
    use proptest::{option, prelude::*, sample::select};

    use super::*;

    fn days() -> impl Strategy<Value = Date> {
        (Date::MIN.to_julian_day()..=Date::MAX.to_julian_day())
            .prop_map(|day| Date::from_julian_day(day).expect("within the calendar"))
    }

    fn filters() -> impl Strategy<Value = DoubtFilter> {
        let states = [
            DoubtStatus::Open,
            DoubtStatus::Answered,
            DoubtStatus::Resolved,
        ];
        (
            option::of(select(states.to_vec())),
            option::of("[0-9a-f]{10}"),
            option::of(1..=i64::MAX),
            option::of(days()),
            option::of(days()),
            option::of((1..=i64::MAX).prop_map(SessionId)),
        )
            .prop_map(
                |(status, topic, learner, since, until, session)| DoubtFilter {
                    status,
                    topic,
                    learner,
                    since,
                    until,
                    session,
                },
            )
    }

    proptest! {
        #[test]
        fn every_list_reads_back_and_fits_discord(
            verb in select(vec![ListVerb::Page, ListVerb::Open, ListVerb::Export]),
            page in 0..1_000_000_u32,
            filter in filters(),
        ) {
            prop_assume!(filter.since.is_none_or(|day| day.to_julian_day() >= 0));
            prop_assume!(filter.until.is_none_or(|day| day.to_julian_day() >= 0));
            let list = ListId { verb, page, filter };
            let id = list.to_string();
            prop_assert!(id.len() <= 100, "{id}");
            prop_assert_eq!(id.parse(), Ok(list));
        }

        #[test]
        fn no_text_makes_the_reader_panic(id in "s1:doubts?:.{0,90}") {
            let _ = id.parse::<ListId>();
        }
    }
}
