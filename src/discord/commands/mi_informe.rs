//! `/mi-informe`: a learner's own report of a session, for them alone.

use super::{Context, run_later, sesion};
use crate::{
    application::ActError,
    discord::{
        answer::{HandlerError, Interaction, Shown},
        own_report,
        post::Post,
    },
    domain::{ids::SessionId, session::Rejection},
    store::{Sought, snowflake},
    texts::Language,
};

/// Tu propio informe de una sesión, solo para ti; puedes corregir y borrar tus dudas
#[poise::command(
    slash_command,
    guild_only,
    rename = "mi-informe",
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "my-report"),
    name_localized("en-GB", "my-report"),
    description_localized(
        "en-US",
        "Your own report of a session, for you alone; correct or delete your doubts"
    ),
    description_localized(
        "en-GB",
        "Your own report of a session, for you alone; correct or delete your doubts"
    )
)]
pub async fn mi_informe(
    context: Context<'_>,
    #[description = "La sesión en la que participaste; sin elegir, la última"]
    #[description_localized("en-US", "A session in which you took part; by default the last one")]
    #[description_localized("en-GB", "A session in which you took part; by default the last one")]
    #[autocomplete = "sesion::own"]
    #[max_length = 100]
    sesion: Option<String>,
) -> Result<(), HandlerError> {
    run_later(context, show(context, sesion)).await
}

async fn show(context: Context<'_>, session: Option<String>) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let told = |key: &str| Ok(Shown::Private(Post::text(language.say(key, &[]))));
    let session = match session {
        Some(typed) => match sesion::chosen(&typed) {
            Some(session) => session,
            None => return told("no-such-session"),
        },
        None => match latest(context).await? {
            Some(session) => session,
            None => return told("mine-none"),
        },
    };
    let bot = context.data();
    match own_report::show(&bot.application, &bot.faults, interaction, session).await {
        Ok(post) => Ok(Shown::Private(post)),
        // Whether there is such a session is not theirs to know.
        Err(HandlerError::Act(
            ActError::NoSuchSession | ActError::Rejected(Rejection::NotParticipant),
        )) => told("mine-not-yours"),
        Err(error) => Err(error),
    }
}

/// The last session in which this person took part.
async fn latest(context: Context<'_>) -> Result<Option<SessionId>, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let sought = Sought {
        with: Some(snowflake(&interaction.visitor()?.person.id)?),
        ..Sought::default()
    };
    let application = &context.data().application;
    let sessions = application
        .sessions(interaction.guild()?, &sought, 1)
        .await?;
    Ok(sessions.first().map(|session| session.id))
}
