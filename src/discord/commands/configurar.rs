//! `/configurar`: what a server sets for its sessions.

use super::{Context, regla::Rule, run};
use crate::{
    discord::{
        answer::{HandlerError, Interaction, Shown},
        post::Post,
    },
    domain::event::AdvanceRule,
    store::Settings,
    texts::Language,
};

/// Ajusta cómo avanzan las sesiones de este servidor; sin opciones, muestra cómo está
#[poise::command(
    slash_command,
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    default_member_permissions = "MANAGE_GUILD",
    name_localized("en-US", "configure"),
    name_localized("en-GB", "configure"),
    description_localized(
        "en-US",
        "Set how this server's sessions move on; without options, show it"
    ),
    description_localized(
        "en-GB",
        "Set how this server's sessions move on; without options, show it"
    )
)]
pub async fn configurar(
    context: Context<'_>,
    #[description = "Cuándo avanza el grupo"]
    #[description_localized("en-US", "When the group moves on")]
    #[description_localized("en-GB", "When the group moves on")]
    regla: Option<Rule>,
    #[description = "Minutos sin actividad hasta recordarle a alguien que el grupo espera"]
    #[description_localized("en-US", "Minutes of silence until somebody is reminded")]
    #[description_localized("en-GB", "Minutes of silence until somebody is reminded")]
    #[min = 1]
    #[max = 1440]
    recordatorio: Option<u16>,
    #[description = "Minutos sin actividad hasta dejar de esperar a alguien"]
    #[description_localized(
        "en-US",
        "Minutes of silence until nobody waits for somebody any longer"
    )]
    #[description_localized(
        "en-GB",
        "Minutes of silence until nobody waits for somebody any longer"
    )]
    #[min = 2]
    #[max = 2880]
    espera: Option<u16>,
) -> Result<(), HandlerError> {
    run(context, set(context, regla, recordatorio, espera)).await
}

async fn set(
    context: Context<'_>,
    rule: Option<Rule>,
    remind: Option<u16>,
    wait: Option<u16>,
) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let guild = interaction.guild()?;
    if !interaction.rights()?.manage_guild() {
        return Ok(Shown::Private(Post::text(
            language.say("no-manage-guild", &[]),
        )));
    }
    let application = &context.data().application;
    let before = application.settings(guild).await?;
    let mut after = before.clone();
    after.rule = rule.map(AdvanceRule::from).or(after.rule);
    after.patience.remind_minutes = remind.unwrap_or(after.patience.remind_minutes);
    after.patience.wait_minutes = wait.unwrap_or(after.patience.wait_minutes);
    let minutes = [
        ("remind", after.patience.remind_minutes.into()),
        ("wait", after.patience.wait_minutes.into()),
    ];
    if after.patience.wait_minutes <= after.patience.remind_minutes {
        return Ok(Shown::Private(Post::text(
            language.say("no-short-wait", &minutes),
        )));
    }
    if after != before {
        application.set(guild, &after).await?;
    }
    Ok(Shown::Private(Post::text(shown(after, language))))
}

fn shown(settings: Settings, language: Language) -> String {
    let rule = match settings.rule {
        None => "settings-rule-course",
        Some(AdvanceRule::All) => "rule-all",
        Some(AdvanceRule::Majority) => "rule-majority",
        Some(AdvanceRule::Host) => "rule-host",
    };
    language.say(
        "settings",
        &[
            ("rule", language.say(rule, &[]).into()),
            ("remind", settings.patience.remind_minutes.into()),
            ("wait", settings.patience.wait_minutes.into()),
        ],
    )
}
