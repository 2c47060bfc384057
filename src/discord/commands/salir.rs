//! `/salir`: leaves the session of this channel.

use super::{Context, here, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction},
        components::act,
    },
    domain::session::Action,
};

/// Sal de la sesión de este canal; puedes volver con Unirme
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "leave"),
    name_localized("en-GB", "leave"),
    description_localized("en-US", "Leave this channel's session; you can join again"),
    description_localized("en-GB", "Leave this channel's session; you can join again")
)]
pub async fn salir(context: Context<'_>) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let handler = act(context.data(), interaction, here(context), Action::Leave);
    run(context, handler).await
}
