//! `/ayuda`: what the bot does and how to take part.

use super::{Context, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction, Shown},
        post::Post,
    },
    texts::Language,
};

/// Explica cómo funciona una sesión y qué comandos hay
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "help"),
    name_localized("en-GB", "help"),
    description_localized("en-US", "How a session works, and which commands there are"),
    description_localized("en-GB", "How a session works, and which commands there are")
)]
pub async fn ayuda(context: Context<'_>) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let help = Post::text(language.say("help", &[]));
    run(context, async { Ok(Shown::Private(help)) }).await
}
