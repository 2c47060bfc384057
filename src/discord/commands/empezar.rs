//! `/empezar`: calls a session on a course.

use poise::serenity_prelude as serenity;

use super::{Context, cursos::offered, regla::Rule, run};
use crate::{
    application::Place,
    discord::{
        answer::{HandlerError, Interaction, Shown, stored_id},
        place,
        post::Post,
    },
    domain::event::AdvanceRule,
    texts::Language,
};

/// Empieza una sesión guiada de grupo sobre un curso
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    name_localized("en-US", "start"),
    name_localized("en-GB", "start"),
    description_localized("en-US", "Start a guided group session on a course"),
    description_localized("en-GB", "Start a guided group session on a course")
)]
pub async fn empezar(
    context: Context<'_>,
    #[description = "El curso: escribe para buscar"]
    #[description_localized("en-US", "The course: type to search")]
    #[description_localized("en-GB", "The course: type to search")]
    #[autocomplete = "offered"]
    #[max_length = 100]
    curso: String,
    #[description = "Cuándo avanza el grupo; si no eliges, como diga el servidor"]
    #[description_localized("en-US", "When the group moves on; by default as the server says")]
    #[description_localized("en-GB", "When the group moves on; by default as the server says")]
    regla: Option<Rule>,
) -> Result<(), HandlerError> {
    run(context, open(context, &curso, regla)).await
}

async fn open(
    context: Context<'_>,
    course: &str,
    rule: Option<Rule>,
) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let kind = context
        .interaction
        .channel
        .as_ref()
        .map(|channel| channel.kind);
    let in_thread = kind.is_some_and(place::is_thread);
    let rights = context.interaction.app_permissions.unwrap_or_default();
    let missing = place::missing(rights, in_thread);
    if !missing.is_empty() {
        return Err(HandlerError::BotLacks(missing));
    }
    let opens_thread = kind == Some(serenity::ChannelType::Text)
        && rights.create_public_threads()
        && rights.send_messages_in_threads();
    let place = Place {
        guild: interaction.guild()?,
        channel: stored_id(context.interaction.channel_id.get()),
        opens_thread,
    };
    let visitor = interaction.visitor()?;
    let application = &context.data().application;
    let rule = rule.map(AdvanceRule::from);
    application.open(place, &visitor, course, rule).await?;
    Ok(Shown::Private(Post::text(
        language.say("reply-opened", &[]),
    )))
}
