//! `/estado`: where the session of this channel stands.

use super::{Context, here, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction, Shown},
        render::{self, Scene},
    },
    texts::Language,
};

/// Muestra en qué va la sesión de este canal
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "status"),
    name_localized("en-GB", "status"),
    description_localized("en-US", "Show where this channel's session stands"),
    description_localized("en-GB", "Show where this channel's session stands")
)]
pub async fn estado(context: Context<'_>) -> Result<(), HandlerError> {
    run(context, status(context)).await
}

async fn status(context: Context<'_>) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let visitor = interaction.visitor()?;
    let guild = interaction.guild()?;
    let application = &context.data().application;
    let (session, course) = application.look(guild, here(context)).await?;
    let language = Language::of_locale(interaction.locale());
    let scene = Scene::private(&session, &course, language);
    let sees_pending = session.state.is_led_by(&visitor.person);
    let remark = interaction.remark(&session);
    Ok(Shown::Private(render::status(&scene, sees_pending)).remarking(remark))
}
