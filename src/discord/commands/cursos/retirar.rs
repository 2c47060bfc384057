//! `/cursos retirar`: offers one of the server's own courses no longer. Sessions go on with it.

use poise::serenity_prelude as serenity;

use super::{Context, choices, managers_only, run};
use crate::{
    application::Offered,
    discord::{
        answer::{HandlerError, Interaction, Shown},
        render,
    },
    texts::Language,
};

/// Deja de ofrecer un curso propio de este servidor (quien lo administra)
#[poise::command(
    slash_command,
    guild_only,
    name_localized("en-US", "withdraw"),
    name_localized("en-GB", "withdraw"),
    description_localized(
        "en-US",
        "Offer one of this server's own courses no longer (for managers)"
    ),
    description_localized(
        "en-GB",
        "Offer one of this server's own courses no longer (for managers)"
    )
)]
pub async fn retirar(
    context: Context<'_>,
    #[description = "El curso que ya no se ofrecerá"]
    #[description_localized("en-US", "The course to offer no longer")]
    #[description_localized("en-GB", "The course to offer no longer")]
    #[autocomplete = "own"]
    #[max_length = 100]
    curso: String,
) -> Result<(), HandlerError> {
    run(context, withdraw(context, curso.trim())).await
}

async fn withdraw(context: Context<'_>, course: &str) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    if let Some(no) = managers_only(interaction)? {
        return Ok(no);
    }
    let language = Language::of_locale(interaction.locale());
    let guild = interaction.guild()?;
    let application = &context.data().application;
    let withdrawn = application.withdraw(guild, course).await?;
    let shows = application.installed().any(|own| own.id.as_str() == course);
    Ok(Shown::Private(render::withdrawn(
        course,
        withdrawn.as_deref(),
        shows,
        language,
    )))
}

/// The server's own courses; none while the database is away.
async fn own(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let application = &context.data().application;
    let courses = match Interaction::Command(context.interaction).guild() {
        Ok(guild) => application.own_courses(guild).await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let courses = courses.into_iter().map(|own| Offered {
        id: own.id,
        title: own.title,
        version: own.version,
        own: true,
    });
    choices(courses, typed)
}
