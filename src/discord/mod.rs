//! The bot on Discord: slash commands, buttons and modals in; private answers and the posts owed
//! to the channel out.

mod answer;
mod catch_up;
mod commands;
mod components;
mod copy;
mod custom_id;
mod dates;
mod deliver;
mod doubt_list;
mod download;
mod faults;
mod links;
mod mentions;
mod own_report;
mod place;
mod post;
mod refused;
mod render;
mod reports;
mod timers;
mod turns;
mod tutor;
mod under_way;
mod worker;

use std::{sync::Arc, time::Duration};

use base64::Engine;
use poise::serenity_prelude as serenity;
use time::OffsetDateTime;
use tokio::{sync::watch, task::JoinHandle};

use crate::application::Application;

use catch_up::CatchUp;
use download::Downloads;
pub use faults::Faults;
use under_way::UnderWay;

/// How long a request to Discord may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// How long posts under way may take when the bot stops.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);
/// How long to wait before Discord is asked again for what the bot cannot do without; each time
/// twice as long, up to the second.
const FIRST_RETRY: Duration = Duration::from_millis(500);
const LAST_RETRY: Duration = Duration::from_mins(1);
/// When the ids of Discord's begin to count.
const DISCORD_EPOCH: OffsetDateTime = time::macros::datetime!(2015-01-01 0:00 UTC);

/// How to reach Discord.
#[derive(Clone)]
pub struct Connection {
    pub token: String,
    /// A REST base other than Discord's, such as a shared rate limiter or the local Discord.
    pub api_url: Option<String>,
}

/// What every handler works with.
#[derive(Clone)]
pub(crate) struct Bot {
    pub application: Application,
    pub faults: Faults,
    pub turns: turns::Turns,
    pub catch_up: CatchUp,
    pub downloads: Downloads,
    under_way: UnderWay,
}

/// A bot that runs.
pub struct Running {
    faults: Faults,
    stop: watch::Sender<bool>,
    client: JoinHandle<Result<(), serenity::Error>>,
    worker: JoinHandle<()>,
    under_way: UnderWay,
}

/// Why the bot could not start or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum BotError {
    #[error("Discord: {0}")]
    Discord(Box<serenity::Error>),
    #[error("the token is not a Discord bot token: check DISCORD_TOKEN")]
    Token,
    #[error("HTTP: {0}")]
    Http(#[from] reqwest::Error),
    #[error("job queue: {0}")]
    Queue(#[from] graphile_worker::WorkerBuildError),
    #[error("job queue: {0}")]
    Worker(#[from] graphile_worker::runner::WorkerRuntimeError),
    #[error("a task of the bot's broke off: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl From<serenity::Error> for BotError {
    fn from(error: serenity::Error) -> Self {
        Self::Discord(Box::new(error))
    }
}

/// Connects to Discord and starts delivering what is owed.
///
/// # Errors
/// [`BotError::Token`] when the token cannot be one; otherwise what Discord, or the job queue,
/// answered.
pub async fn start(connection: Connection, application: Application) -> Result<Running, BotError> {
    let application_id = application_id(&connection.token).ok_or(BotError::Token)?;
    let faults = Faults::default();
    let under_way = UnderWay::default();
    let (catch_up, asked) = CatchUp::new();
    let store = application.store.clone();
    let bot = Bot {
        application,
        faults: faults.clone(),
        turns: turns::Turns::default(),
        catch_up,
        downloads: Downloads::new(connection.api_url.as_deref())?,
        under_way: under_way.clone(),
    };
    let (stop, stopping) = watch::channel(false);
    let worker = worker::start(&bot, http(&connection, application_id)?, stopping.clone()).await?;
    tokio::spawn(catch_up::keep_asking(store, asked, stopping.clone()));
    let http = http(&connection, application_id)?;
    Ok(Running {
        faults,
        stop,
        client: tokio::spawn(listen(http, bot, stopping)),
        worker,
        under_way,
    })
}

/// Connects to the gateway and hears of what people do, until told to stop: at any moment, also
/// before there is a connection and between two of them.
async fn listen(
    http: serenity::Http,
    bot: Bot,
    stopping: watch::Receiver<bool>,
) -> Result<(), serenity::Error> {
    let mut client = tokio::select! {
        client = client(http, bot) => client?,
        () = told_to_stop(stopping.clone()) => return Ok(()),
    };
    let shards = client.shard_manager.clone();
    tokio::select! {
        ended = client.start() => return ended,
        () = told_to_stop(stopping) => {}
    }
    shards.shutdown_all().await;
    Ok(())
}

async fn told_to_stop(mut stopping: watch::Receiver<bool>) {
    // An error means that the sender is gone, and with it the program.
    let _ = stopping.wait_for(|stop| *stop).await;
}

impl Running {
    /// What went wrong so far that nobody was meant to see.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Waits until the bot has dealt with a message that mentions it.
    pub async fn heard(&self, message: u64) {
        self.under_way.done(message).await;
    }

    /// Waits until the bot stops by itself, which is always an error.
    ///
    /// # Errors
    /// What made it stop.
    pub async fn wait(&mut self) -> Result<(), BotError> {
        tokio::select! {
            client = &mut self.client => client??,
            worker = &mut self.worker => worker?,
        }
        Ok(())
    }

    /// Closes the connection to Discord, and lets answers and posts under way finish.
    ///
    /// # Errors
    /// What went wrong while closing.
    pub async fn stop(self) -> Result<(), BotError> {
        self.stop.send_replace(true);
        self.client.await??;
        self.under_way.end().await;
        self.worker.await?;
        Ok(())
    }
}

async fn client(http: serenity::Http, bot: Bot) -> Result<serenity::Client, serenity::Error> {
    // Neither is privileged: of messages Discord tells the content only to whom they mention.
    let intents = serenity::GatewayIntents::GUILDS | serenity::GatewayIntents::GUILD_MESSAGES;
    let faults = bot.faults.clone();
    let framework = poise::Framework::builder()
        .options(poise::FrameworkOptions {
            commands: commands::all(),
            event_handler: |context, event| Box::pin(on_event(context, event)),
            on_error: |error| Box::pin(commands::on_error(error)),
            // A mention is a doubt, not a command that nobody knows.
            prefix_options: poise::PrefixFrameworkOptions {
                mention_as_prefix: false,
                ..Default::default()
            },
            allowed_mentions: Some(serenity::CreateAllowedMentions::new()),
            initialize_owners: false,
            ..Default::default()
        })
        .setup(move |context, _ready, framework| {
            let commands = commands::to_register(&framework.options().commands);
            // poise hands out nothing before this ends; buttons, and the commands that an earlier
            // run registered, need not wait.
            tokio::spawn(register(context.http.clone(), commands, bot.faults.clone()));
            Box::pin(async { Ok(bot) })
        })
        .build();
    let client = serenity::ClientBuilder::new_with_http(http, intents)
        .framework(framework)
        .raw_event_handler(faults)
        .await?;
    // serenity asked once, and would go to Discord's own gateway after an error, wherever
    // DISCORD_API_URL leads.
    let ask = || client.http.get_gateway();
    let gateway = insist("for the gateway's address", ask).await?;
    *client.ws_url.lock().await = gateway.url;
    Ok(client)
}

/// Takes what Discord tells, slash commands apart.
async fn on_event(
    framework: poise::FrameworkContext<'_, Bot, answer::HandlerError>,
    event: &serenity::FullEvent,
) -> Result<(), answer::HandlerError> {
    let bot = framework.user_data;
    match event {
        // A new gateway session; one that is resumed goes on where it was.
        serenity::FullEvent::Ready { data_about_bot } => {
            let guilds = data_about_bot.guilds.iter();
            bot.catch_up.ask(
                guilds
                    .map(|guild| answer::stored_id(guild.id.get()))
                    .collect(),
            );
            Ok(())
        }
        serenity::FullEvent::Message { new_message } => {
            let http = &framework.serenity_context.http;
            mentions::on_message(bot, http, framework.bot_id, new_message).await;
            Ok(())
        }
        _ => components::on_event(framework, event).await,
    }
}

/// Tells Discord of the slash commands, until it takes them or refuses them for good.
async fn register(http: SharedHttp, commands: Vec<serenity::CreateCommand>, faults: Faults) {
    let set = || serenity::Command::set_global_commands(&http, commands.clone());
    match insist("to take the commands", set).await {
        Ok(registered) => {
            tracing::info!(commands = registered.len(), "connected to Discord");
        }
        Err(error) => faults.note(format!("the commands could not be registered: {error}")),
    }
}

/// Asks Discord until it answers, or refuses for good.
async fn insist<T, F>(what: &str, ask: impl Fn() -> F) -> Result<T, serenity::Error>
where
    F: Future<Output = Result<T, serenity::Error>>,
{
    let mut delay = FIRST_RETRY;
    loop {
        match ask().await {
            Err(error) if !is_final(&error) => {
                tracing::warn!(%error, "Discord is asked {what} again");
                tokio::time::sleep(delay).await;
                delay = (delay * 2).min(LAST_RETRY);
            }
            answered => return answered,
        }
    }
}

fn http(
    connection: &Connection,
    application_id: serenity::ApplicationId,
) -> Result<serenity::Http, BotError> {
    let client = reqwest::Client::builder()
        .timeout(REQUEST_TIMEOUT)
        .build()?;
    let builder = serenity::HttpBuilder::new(&connection.token)
        .client(client)
        .application_id(application_id);
    Ok(match &connection.api_url {
        // The built-in rate limiter bypasses a proxy (serenity#1739); what stands there limits.
        Some(url) => builder.proxy(url).ratelimiter_disabled(true).build(),
        None => builder.build(),
    })
}

/// The application's id, which a token carries in its first part, in base 64.
fn application_id(token: &str) -> Option<serenity::ApplicationId> {
    serenity::utils::token::validate(token).ok()?;
    let first = token.trim_start_matches("Bot ").split('.').next()?;
    let digits = base64::engine::general_purpose::STANDARD_NO_PAD
        .decode(first.trim_end_matches('='))
        .ok()?;
    let id: u64 = str::from_utf8(&digits).ok()?.parse().ok()?;
    (id > 0).then(|| serenity::ApplicationId::new(id))
}

/// Discord's code for what it refused.
fn discord_code(error: &serenity::Error) -> Option<isize> {
    match error {
        serenity::Error::Http(serenity::HttpError::UnsuccessfulRequest(response)) => {
            Some(response.error.code)
        }
        _ => None,
    }
}

/// Whether trying again cannot help: Discord refused the request itself. 408 comes from a proxy
/// that lost the outcome, 429 is a limit.
fn is_final(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(serenity::HttpError::UnsuccessfulRequest(response)) => {
            let status = response.status_code;
            status.is_client_error() && !matches!(status.as_u16(), 401 | 408 | 429)
        }
        // serenity checks Discord's limits before it sends.
        serenity::Error::Model(_) => true,
        _ => false,
    }
}

impl std::fmt::Debug for Bot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bot")
    }
}

/// Shared by the handlers and the worker.
pub(crate) type SharedHttp = Arc<serenity::Http>;
