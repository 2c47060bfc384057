//! `/terminar`: ends the session of this channel, with a report of what there was.

use super::{Context, here, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction},
        components::act,
    },
    domain::session::Action,
};

/// Termina la sesión de este canal y publica su informe (quien la dirige o moderación)
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "end"),
    name_localized("en-GB", "end"),
    description_localized("en-US", "End this channel's session and post its report"),
    description_localized("en-GB", "End this channel's session and post its report")
)]
pub async fn terminar(context: Context<'_>) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let handler = act(context.data(), interaction, here(context), Action::End);
    run(context, handler).await
}
