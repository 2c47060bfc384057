//! `/dudas`: a server's doubts, for its moderators.

use poise::serenity_prelude as serenity;
use time::{Date, format_description::FormatItem, macros::format_description};

use super::{Context, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction, Shown, stored_id},
        doubt_list,
        post::Post,
    },
    domain::{ids::SessionId, markdown},
    store::{DoubtFilter, DoubtStatus},
    texts::Language,
};

/// How a day may be written.
const DAYS: [&[FormatItem<'_>]; 2] = [
    format_description!("[year]-[month padding:none]-[day padding:none]"),
    format_description!("[day padding:none]/[month padding:none]/[year]"),
];

#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub enum State {
    #[name = "abiertas"]
    #[name_localized("en-US", "open")]
    #[name_localized("en-GB", "open")]
    Open,
    #[name = "respondidas"]
    #[name_localized("en-US", "answered")]
    #[name_localized("en-GB", "answered")]
    Answered,
    #[name = "resueltas"]
    #[name_localized("en-US", "settled")]
    #[name_localized("en-GB", "settled")]
    Resolved,
}

impl From<State> for DoubtStatus {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Answered => Self::Answered,
            State::Resolved => Self::Resolved,
        }
    }
}

/// Muestra las dudas de este servidor, con filtros, para responderlas y ordenarlas (moderación)
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    default_member_permissions = "MANAGE_MESSAGES",
    name_localized("en-US", "doubts"),
    name_localized("en-GB", "doubts"),
    description_localized(
        "en-US",
        "Show this server's doubts, with filters, to answer and sort them (moderators)"
    ),
    description_localized(
        "en-GB",
        "Show this server's doubts, with filters, to answer and sort them (moderators)"
    )
)]
pub async fn dudas(
    context: Context<'_>,
    #[description = "En qué estado están"]
    #[name_localized("en-US", "state")]
    #[name_localized("en-GB", "state")]
    #[description_localized("en-US", "Which state they are in")]
    #[description_localized("en-GB", "Which state they are in")]
    estado: Option<State>,
    #[description = "De qué tema son"]
    #[name_localized("en-US", "topic")]
    #[name_localized("en-GB", "topic")]
    #[description_localized("en-US", "Which topic they are about")]
    #[description_localized("en-GB", "Which topic they are about")]
    #[autocomplete = "topics"]
    #[max_length = 100]
    tema: Option<String>,
    #[description = "Quién preguntó"]
    #[name_localized("en-US", "person")]
    #[name_localized("en-GB", "person")]
    #[description_localized("en-US", "Who asked")]
    #[description_localized("en-GB", "Who asked")]
    persona: Option<serenity::UserId>,
    #[description = "Desde qué día, como 2026-11-29 o 29/11/2026"]
    #[name_localized("en-US", "since")]
    #[name_localized("en-GB", "since")]
    #[description_localized("en-US", "Since which day, such as 2026-11-29 or 29/11/2026")]
    #[description_localized("en-GB", "Since which day, such as 2026-11-29 or 29/11/2026")]
    #[max_length = 10]
    desde: Option<String>,
    #[description = "Hasta qué día, como 2026-11-29 o 29/11/2026"]
    #[name_localized("en-US", "until")]
    #[name_localized("en-GB", "until")]
    #[description_localized("en-US", "Until which day, such as 2026-11-29 or 29/11/2026")]
    #[description_localized("en-GB", "Until which day, such as 2026-11-29 or 29/11/2026")]
    #[max_length = 10]
    hasta: Option<String>,
    #[description = "El número de la sesión, que está en el nombre de su hilo"]
    #[name_localized("en-US", "session")]
    #[name_localized("en-GB", "session")]
    #[description_localized("en-US", "The session's number, which is in its thread's name")]
    #[description_localized("en-GB", "The session's number, which is in its thread's name")]
    #[min = 1]
    sesion: Option<i64>,
) -> Result<(), HandlerError> {
    let wanted = Wanted {
        topic: tema,
        since: desde,
        until: hasta,
        filter: DoubtFilter {
            status: estado.map(DoubtStatus::from),
            learner: persona.map(|person| stored_id(person.get())),
            session: sesion.map(SessionId),
            ..DoubtFilter::default()
        },
    };
    run(context, list(context, wanted)).await
}

/// What was typed, as far as it is not understood yet.
struct Wanted {
    topic: Option<String>,
    since: Option<String>,
    until: Option<String>,
    filter: DoubtFilter,
}

async fn list(context: Context<'_>, wanted: Wanted) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    doubt_list::moderators_only(interaction)?;
    let language = Language::of_locale(interaction.locale());
    let bot = context.data();
    let mut filter = wanted.filter;
    for (typed, day) in [
        (wanted.since, &mut filter.since),
        (wanted.until, &mut filter.until),
    ] {
        let Some(typed) = typed else { continue };
        let Some(read) = read_day(&typed) else {
            let date = markdown::escape(&typed);
            let no = language.say("doubts-bad-date", &[("date", date.into())]);
            return Ok(Shown::Private(Post::text(no)));
        };
        *day = Some(read);
    }
    if let Some(typed) = wanted.topic {
        let guild = interaction.guild()?;
        let known = bot.application.store.known_topics(guild, typed.trim());
        let Some(topic) = known.await?.into_iter().next() else {
            let topic = markdown::escape(&typed);
            let no = language.say("doubts-bad-topic", &[("topic", topic.into())]);
            return Ok(Shown::Private(Post::text(no)));
        };
        filter.topic = Some(topic.key);
    }
    doubt_list::page(bot, interaction, filter, 0).await
}

fn read_day(typed: &str) -> Option<Date> {
    let mut read = DAYS
        .iter()
        .filter_map(|format| Date::parse(typed.trim(), format).ok());
    read.next()
}

/// The topics about which somebody asked; none while the database is away, nor for who does not
/// moderate.
async fn topics(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let interaction = Interaction::Command(context.interaction);
    let store = &context.data().application.store;
    let known = match (
        doubt_list::moderators_only(interaction),
        interaction.guild(),
    ) {
        (Ok(()), Ok(guild)) => store
            .known_topics(guild, typed.trim())
            .await
            .unwrap_or_default(),
        _ => Vec::new(),
    };
    let choices = known
        .into_iter()
        .map(|topic| {
            let name = format!("{} ({})", topic.title, topic.course);
            serenity::AutocompleteChoice::new(markdown::clip(&name, 100), topic.key)
        })
        .collect();
    serenity::CreateAutocompleteResponse::new().set_choices(choices)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_day_is_read_in_both_ways_of_writing_it() {
        for typed in ["2026-11-29", "29/11/2026", " 29/11/2026 "] {
            assert_eq!(read_day(typed), Some(date!(2026 - 11 - 29)), "{typed}");
        }
        assert_eq!(read_day("5/3/2026"), Some(date!(2026 - 03 - 05)));
        for typed in ["ayer", "2026-13-01", "31/02/2026", "", "11/29/2026"] {
            assert_eq!(read_day(typed), None, "{typed}");
        }
    }
}
