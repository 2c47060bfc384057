//! `/cursos ver`: which courses there are, and the plan of one.

use super::{Context, offered, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction, Shown},
        render,
    },
    texts::Language,
};

/// Muestra los cursos de este servidor, o el plan de uno
#[poise::command(
    slash_command,
    guild_only,
    name_localized("en-US", "view"),
    name_localized("en-GB", "view"),
    description_localized("en-US", "Show this server's courses, or the plan of one"),
    description_localized("en-GB", "Show this server's courses, or the plan of one")
)]
pub async fn ver(
    context: Context<'_>,
    #[description = "El curso cuyo plan quieres ver"]
    #[description_localized("en-US", "The course whose plan you want to see")]
    #[description_localized("en-GB", "The course whose plan you want to see")]
    #[autocomplete = "offered"]
    #[max_length = 100]
    curso: Option<String>,
) -> Result<(), HandlerError> {
    run(context, view(context, curso)).await
}

async fn view(context: Context<'_>, course: Option<String>) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let guild = interaction.guild()?;
    let application = &context.data().application;
    Ok(Shown::Private(match course {
        None => render::courses(&application.offered(guild).await?, language),
        Some(id) => {
            let course = application.offered_course(guild, id.trim()).await?;
            render::course_plan(&course, language)
        }
    }))
}
