//! `/continuar`: goes on with the session of this channel.

use super::{Context, here, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction},
        components::act,
    },
    domain::session::Action,
};

/// Continúa la sesión de este canal
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "resume"),
    name_localized("en-GB", "resume"),
    description_localized("en-US", "Go on with this channel's session"),
    description_localized("en-GB", "Go on with this channel's session")
)]
pub async fn continuar(context: Context<'_>) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let handler = act(context.data(), interaction, here(context), Action::Resume);
    run(context, handler).await
}
