//! `/configurar`: what a server sets for its sessions.

use poise::serenity_prelude as serenity;

use super::{Context, regla::Rule, run, run_later, zona::zones};
use crate::{
    discord::{
        answer::{HandlerError, Interaction, Shown, stored_id},
        place,
        post::Post,
        render,
        reports::zone_of,
    },
    domain::{event::AdvanceRule, markdown, trouble::Trouble},
    report::Zone,
    store::Settings,
    texts::Language,
};

/// What was given to the command.
struct Given {
    rule: Option<Rule>,
    remind: Option<u16>,
    wait: Option<u16>,
    channel: Option<serenity::ChannelId>,
    no_channel: bool,
    zone: Option<String>,
}

/// Ajusta las sesiones y los informes de este servidor; sin opciones, muestra cómo están
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
        "Set this server's sessions and reports; without options, show them"
    ),
    description_localized(
        "en-GB",
        "Set this server's sessions and reports; without options, show them"
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
    #[description = "Canal donde se publica también cada informe"]
    #[description_localized("en-US", "A channel where each report is posted as well")]
    #[description_localized("en-GB", "A channel where each report is posted as well")]
    #[channel_types("Text", "News")]
    canal_informes: Option<serenity::ChannelId>,
    #[description = "Sí: los informes ya no se publican en otro canal"]
    #[description_localized("en-US", "Yes: reports are no longer posted in another channel")]
    #[description_localized("en-GB", "Yes: reports are no longer posted in another channel")]
    sin_canal_informes: Option<bool>,
    #[description = "Zona horaria de los informes, como America/Bogota: escribe para buscar"]
    #[description_localized(
        "en-US",
        "Time zone of reports, such as America/Bogota: type to search"
    )]
    #[description_localized(
        "en-GB",
        "Time zone of reports, such as America/Bogota: type to search"
    )]
    #[autocomplete = "zones"]
    #[max_length = 100]
    zona_horaria: Option<String>,
) -> Result<(), HandlerError> {
    let looks_at_channel = canal_informes.is_some();
    let given = Given {
        rule: regla,
        remind: recordatorio,
        wait: espera,
        channel: canal_informes,
        no_channel: sin_canal_informes.unwrap_or(false),
        zone: zona_horaria,
    };
    if looks_at_channel {
        // Discord is asked what the bot may do there.
        run_later(context, set(context, given)).await
    } else {
        run(context, set(context, given)).await
    }
}

async fn set(context: Context<'_>, given: Given) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let guild = interaction.guild()?;
    let told = |text: String| Ok(Shown::Private(Post::text(text)));
    if !interaction.rights()?.manage_guild() {
        return told(language.say("no-manage-guild", &[]));
    }
    let application = &context.data().application;
    let before = application.settings(guild).await?;
    let mut after = before.clone();
    after.rule = given.rule.map(AdvanceRule::from).or(after.rule);
    after.patience.remind_minutes = given.remind.unwrap_or(after.patience.remind_minutes);
    after.patience.wait_minutes = given.wait.unwrap_or(after.patience.wait_minutes);
    let minutes = [
        ("remind", after.patience.remind_minutes.into()),
        ("wait", after.patience.wait_minutes.into()),
    ];
    if after.patience.wait_minutes <= after.patience.remind_minutes {
        return told(language.say("no-short-wait", &minutes));
    }
    if let Some(named) = &given.zone {
        let Some(zone) = Zone::named(named.trim()) else {
            let zone = ("zone", markdown::escape(named.trim()).into());
            return told(language.say("no-zone", &[zone]));
        };
        after.time_zone = Some(zone.name().to_owned());
    }
    if given.no_channel {
        if given.channel.is_some() {
            return told(language.say("no-channel-and-none", &[]));
        }
        after.report_channel = None;
    }
    if let Some(channel) = given.channel {
        if let Some(trouble) = trouble_in(context, channel).await? {
            let channel = stored_id(channel.get());
            return told(render::no_reports_in(language, &trouble, channel));
        }
        after.report_channel = Some(stored_id(channel.get()));
    }
    if after != before {
        application.set(guild, &after).await?;
    }
    told(shown(&after, language))
}

/// Why reports could not be posted in a channel, if anything keeps the bot from it.
async fn trouble_in(
    context: Context<'_>,
    channel: serenity::ChannelId,
) -> Result<Option<Trouble>, HandlerError> {
    let http = &context.serenity_context().http;
    let rights = match place::rights(http, context.framework().bot_id(), channel).await {
        Ok(rights) => rights.ok_or(HandlerError::BadArgument)?,
        Err(error) => match place::trouble(&error) {
            Some(trouble) => return Ok(Some(trouble)),
            None => return Err(error.into()),
        },
    };
    let missing = rights.missing_here();
    Ok((!missing.is_empty()).then_some(Trouble::MissingPermissions(missing)))
}

fn shown(settings: &Settings, language: Language) -> String {
    let rule = match settings.rule {
        None => "settings-rule-course",
        Some(AdvanceRule::All) => "rule-all",
        Some(AdvanceRule::Majority) => "rule-majority",
        Some(AdvanceRule::Host) => "rule-host",
    };
    let reports = match settings.report_channel {
        None => language.say("settings-reports-nowhere-else", &[]),
        Some(channel) => {
            let place = ("place", format!("<#{channel}>").into());
            language.say("settings-reports", &[place])
        }
    };
    language.say(
        "settings",
        &[
            ("rule", language.say(rule, &[]).into()),
            ("remind", settings.patience.remind_minutes.into()),
            ("wait", settings.patience.wait_minutes.into()),
            ("reports", reports.into()),
            ("zone", zone_of(settings).name().to_owned().into()),
        ],
    )
}
