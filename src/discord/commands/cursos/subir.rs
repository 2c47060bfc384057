//! `/cursos subir`: takes a course from whoever manages the server. It is checked as `course check`
//! does, in memory; its programs are never run.

use poise::serenity_prelude as serenity;

use super::{Context, managers_only, run, run_later};
use crate::{
    course::{Loaded, Refusal, UPLOAD_LIMIT, UploadError, load_upload},
    discord::{
        answer::{HandlerError, Interaction, Shown},
        download::DownloadError,
        render,
    },
    texts::Language,
};

/// Sube un curso a este servidor: un .zip con su carpeta, o un .md (quien lo administra)
#[poise::command(
    slash_command,
    guild_only,
    name_localized("en-US", "upload"),
    name_localized("en-GB", "upload"),
    description_localized(
        "en-US",
        "Add a course to this server: its folder as a .zip, or a .md (for managers)"
    ),
    description_localized(
        "en-GB",
        "Add a course to this server: its folder as a .zip, or a .md (for managers)"
    )
)]
pub async fn subir(
    context: Context<'_>,
    #[description = "La carpeta del curso en un .zip, o un solo archivo .md; 2 MiB como máximo"]
    #[description_localized(
        "en-US",
        "The course's folder as a .zip, or a single .md; 2 MiB at most"
    )]
    #[description_localized(
        "en-GB",
        "The course's folder as a .zip, or a single .md; 2 MiB at most"
    )]
    archivo: serenity::Attachment,
) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    match managers_only(interaction) {
        Ok(None) => run_later(context, upload(context, &archivo)).await,
        Ok(Some(no)) => run(context, async { Ok(no) }).await,
        Err(error) => run(context, async { Err(error) }).await,
    }
}

async fn upload(context: Context<'_>, file: &serenity::Attachment) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let (guild, visitor) = (interaction.guild()?, interaction.visitor()?);
    let bot = context.data();
    let name = file.filename.clone();
    let bytes = match bot.downloads.fetch(file, UPLOAD_LIMIT).await {
        Ok(bytes) => bytes,
        Err(DownloadError::TooLarge) => {
            let refusal = render::refused_upload(&name, &Refusal::TooLarge, language);
            return Ok(Shown::Private(refusal));
        }
        Err(error) => {
            tracing::warn!(interaction = %context.interaction.id, %error, "an upload could not be fetched");
            return Ok(Shown::Private(render::not_fetched(&name, language)));
        }
    };
    // Unpacking and reading may take a moment, in which others are to be answered.
    let read = tokio::task::spawn_blocking({
        let name = name.clone();
        move || load_upload(&name, bytes)
    });
    let loaded = read
        .await
        .map_err(|error| HandlerError::Framework(format!("reading an upload: {error}")))?;
    let Loaded { course, warnings } = match loaded {
        Ok(loaded) => loaded,
        Err(UploadError::Refused(refusal)) => {
            return Ok(Shown::Private(render::refused_upload(
                &name, &refusal, language,
            )));
        }
        Err(UploadError::Course(errors)) => {
            let problems = &errors.problems;
            return Ok(Shown::Private(render::problems(&name, problems, language)));
        }
    };
    let (uploaded, course) = bot.application.upload(guild, &visitor, course).await?;
    let post = render::uploaded(&uploaded, &course, &warnings, language);
    Ok(Shown::Private(post))
}
