//! `/cursos`: the courses of a server. Subcommands share the rights that Discord shows a command by,
//! so those for who manages the server look at them by themselves.

mod retirar;
mod subir;
mod ver;

use poise::serenity_prelude as serenity;

use super::{Context, run, run_later};
use crate::{
    application::Offered,
    discord::{
        answer::{HandlerError, Interaction, Shown},
        post::Post,
    },
    domain::markdown,
    texts::Language,
};

/// Muestra los cursos de este servidor; quien lo administra sube y retira los suyos
#[poise::command(
    slash_command,
    guild_only,
    subcommand_required,
    subcommands("ver::ver", "subir::subir", "retirar::retirar"),
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "courses"),
    name_localized("en-GB", "courses"),
    description_localized(
        "en-US",
        "Show this server's courses; who manages it can add their own"
    ),
    description_localized(
        "en-GB",
        "Show this server's courses; who manages it can add their own"
    )
)]
#[expect(clippy::unused_async, reason = "poise awaits what it gets")]
pub async fn cursos(_: Context<'_>) -> Result<(), HandlerError> {
    // Discord runs no command that has subcommands.
    Err(HandlerError::BadArgument)
}

/// Says no to who does not manage the server.
fn managers_only(interaction: Interaction<'_>) -> Result<Option<Shown>, HandlerError> {
    if interaction.rights()?.manage_guild() {
        return Ok(None);
    }
    let language = Language::of_locale(interaction.locale());
    let no = Post::text(language.say("no-manage-guild", &[]));
    Ok(Some(Shown::Private(no)))
}

/// Courses whose id or title holds what was typed; Discord takes 25.
pub fn choices(
    courses: impl IntoIterator<Item = Offered>,
    typed: &str,
) -> serenity::CreateAutocompleteResponse {
    let typed = typed.to_lowercase();
    let choices: Vec<_> = courses
        .into_iter()
        .filter(|course| {
            let title = course.title.to_lowercase();
            course.id.as_str().contains(&typed) || title.contains(&typed)
        })
        .take(25)
        .map(|course| {
            let name = markdown::clip(&course.title, 100);
            serenity::AutocompleteChoice::new(name, course.id.to_string())
        })
        .collect();
    serenity::CreateAutocompleteResponse::new().set_choices(choices)
}

/// The courses that the server offers; while the database is away, those that are installed.
pub async fn offered(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let application = &context.data().application;
    let courses = match Interaction::Command(context.interaction).guild() {
        Ok(guild) => application.offered(guild).await.ok(),
        Err(_) => None,
    };
    choices(
        courses.unwrap_or_else(|| application.installed().collect()),
        typed,
    )
}
