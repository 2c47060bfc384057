//! `tertulia run`: the bot, until it is told to stop.

use std::sync::Arc;

use anyhow::Context;
use tertulia::{
    application::Application,
    clock::Clock,
    config::Config,
    discord::{self, Connection},
    texts::Language,
    tutor::{self, Tutor},
};
use tokio::signal::unix::{SignalKind, signal};

use super::{
    course::load_courses,
    database::{self, Purpose},
};

/// How long posts that are only brought up to date wait for what comes at the same moment: short
/// enough to feel prompt, long enough that fifty people who press at once cost a few edits.
const EDIT_PAUSE: time::Duration = time::Duration::milliseconds(500);

pub async fn run(config: Config, clock: Clock, language: Language) -> anyhow::Result<bool> {
    // The place alone: what a panic says may quote what a learner wrote.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a task panicked");
    }));
    let token = config
        .token
        .clone()
        .with_context(|| language.say("run-no-token", &[]))?;
    let courses = load_courses(&config.courses_dir, language)?;
    // Heard from the first moment, so that a stop during the start is not lost.
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let mut database = database::open(&config, Purpose::Bot, language).await?;
    let connection = Connection {
        token,
        api_url: config.api_url,
    };
    let mut application = Application::new(database.store.clone(), Arc::new(courses), clock);
    application.edit_pause = EDIT_PAUSE;
    application.tutor = tutor(config.tutor, language)?;
    let mut bot = discord::start(connection, application).await?;
    let stopped_by_itself = tokio::select! {
        _ = interrupted.recv() => None,
        _ = terminated.recv() => None,
        ended = bot.wait() => Some(ended),
        () = server_exit(&mut database) => {
            anyhow::bail!(language.say("run-database-gone", &[]));
        }
    };
    match stopped_by_itself {
        None => {
            tracing::info!("stopping");
            bot.stop().await?;
            database.close(language).await?;
            Ok(true)
        }
        Some(ended) => {
            ended?;
            anyhow::bail!(language.say("run-closed", &[]));
        }
    }
}

/// Whom doubts go to that nothing prepared answers, when somebody is set.
pub fn tutor(
    settings: Option<tutor::Settings>,
    language: Language,
) -> anyhow::Result<Option<Tutor>> {
    let tutor = settings.map(|settings| Tutor::new(settings, tutor::Limits::default()));
    tutor.transpose().map_err(|error| {
        let error = format!("{:#}", anyhow::Error::from(error));
        anyhow::anyhow!(language.say("tutor-unusable", &[("error", error.into())]))
    })
}

/// Resolves when our own server ends by itself; never when the database is not ours.
async fn server_exit(database: &mut database::Database) {
    match &mut database.server {
        Some(server) => {
            server.exited().await;
        }
        None => std::future::pending().await,
    }
}
