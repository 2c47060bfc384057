//! Slash commands, one a file. Each answers privately; what the group sees is posted by delivery.

mod anotar;
mod ayuda;
mod configurar;
mod continuar;
mod cursos;
mod duda;
mod dudas;
mod empezar;
mod estado;
mod informe;
mod mi_informe;
mod pausar;
mod regla;
mod salir;
mod sesion;
mod terminar;
mod zona;

use poise::serenity_prelude as serenity;

use super::{
    Bot,
    answer::{HandlerError, Interaction, Shown, answer, answer_later, remarking_on, stored_id},
};
use crate::store::Find;

type Context<'a> = poise::ApplicationContext<'a, Bot, HandlerError>;

/// Every slash command, for registering.
pub fn all() -> Vec<poise::Command<Bot, HandlerError>> {
    vec![
        empezar::empezar(),
        duda::duda(),
        anotar::anotar(),
        dudas::dudas(),
        estado::estado(),
        pausar::pausar(),
        continuar::continuar(),
        salir::salir(),
        terminar::terminar(),
        mi_informe::mi_informe(),
        informe::informe(),
        cursos::cursos(),
        configurar::configurar(),
        ayuda::ayuda(),
    ]
}

/// The commands as Discord takes them. poise leaves out what those of a message's menu are called in
/// other languages.
pub fn to_register(commands: &[poise::Command<Bot, HandlerError>]) -> Vec<serenity::CreateCommand> {
    let slash = commands
        .iter()
        .filter_map(poise::Command::create_as_slash_command);
    let menus = commands.iter().filter_map(|command| {
        let menu = command.create_as_context_menu_command()?;
        let names = command.name_localizations.iter();
        Some(names.fold(menu, |menu, (locale, name)| {
            menu.name_localized(&**locale, &**name)
        }))
    });
    slash.chain(menus).collect()
}

/// Answers a slash command with what its handler shows, or with why not.
async fn run(
    context: Context<'_>,
    handler: impl Future<Output = Result<Shown, HandlerError>>,
) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let (bot, discord) = (context.data(), context.serenity_context());
    let handler = remarking_on(bot, interaction, Some(here(context)), handler);
    answer(bot, discord, interaction, false, Box::pin(handler)).await;
    Ok(())
}

/// Like [`run`], for what may take longer than Discord waits.
async fn run_later(
    context: Context<'_>,
    handler: impl Future<Output = Result<Shown, HandlerError>>,
) -> Result<(), HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let (bot, discord) = (context.data(), context.serenity_context());
    answer_later(bot, discord, interaction, Box::pin(handler)).await;
    Ok(())
}

/// The open session of the channel or thread where the command was given.
fn here(context: Context<'_>) -> Find {
    Find::OpenIn(stored_id(context.interaction.channel_id.get()))
}

/// What poise could not hand to a command: its arguments did not fit, or its code panicked.
pub async fn on_error(error: poise::FrameworkError<'_, Bot, HandlerError>) {
    let what = error.to_string();
    if let poise::FrameworkError::EventHandler { framework, .. } = error {
        framework.user_data.faults.note(what);
        return;
    }
    let problem = match error {
        poise::FrameworkError::ArgumentParse { .. } => HandlerError::BadArgument,
        _ => HandlerError::Framework(what.clone()),
    };
    match error.ctx() {
        Some(poise::Context::Application(context))
            if context.interaction_type == poise::CommandInteractionType::Command =>
        {
            let told = run(context, async { Err(problem) }).await;
            told.unwrap_or_else(|error| tracing::error!(%error, "a command failed"));
        }
        Some(context) => context.data().faults.note(what),
        None => tracing::error!(error = what, "a command failed"),
    }
}
