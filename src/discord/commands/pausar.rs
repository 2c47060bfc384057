//! `/pausar`: pauses the session of this channel until `/continuar`.

use super::{Context, here, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction},
        components::act,
    },
    domain::session::Action,
};

/// Pausa la sesión de este canal (quien la dirige o moderación)
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "pause"),
    name_localized("en-GB", "pause"),
    description_localized("en-US", "Pause this channel's session (its host or moderators)"),
    description_localized("en-GB", "Pause this channel's session (its host or moderators)")
)]
pub async fn pausar(context: Context<'_>) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let handler = act(context.data(), interaction, here(context), Action::Pause);
    run(context, handler).await
}
