//! `/duda`: asks a doubt in the session of this channel.

use super::{Context, here, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction},
        components::act,
    },
    domain::session::Action,
};

/// Pregunta una duda en la sesión de este canal
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "doubt"),
    name_localized("en-GB", "doubt"),
    description_localized("en-US", "Ask a doubt in this channel's session"),
    description_localized("en-GB", "Ask a doubt in this channel's session")
)]
pub async fn duda(
    context: Context<'_>,
    #[description = "Tu duda, con tus palabras"]
    #[description_localized("en-US", "Your doubt, in your own words")]
    #[description_localized("en-GB", "Your doubt, in your own words")]
    texto: String,
    #[description = "El grupo no ve quién pregunta; la moderación sí"]
    #[name_localized("en-US", "anonymous")]
    #[name_localized("en-GB", "anonymous")]
    #[description_localized("en-US", "The group does not see who asks; moderators do")]
    #[description_localized("en-GB", "The group does not see who asks; moderators do")]
    anonima: Option<bool>,
) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let action = Action::ask(
        texto,
        context.interaction.id.to_string(),
        anonima.unwrap_or_default(),
    );
    let handler = act(context.data(), interaction, here(context), action);
    run(context, handler).await
}
