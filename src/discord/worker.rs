//! The workers of the job queue: one for deliveries, mentions that are read back and sessions that are
//! looked at because time has passed; one for the tutor, which is slow, so that nothing waits for it.

use std::{sync::Arc, time::Duration};

use graphile_worker::{Worker, WorkerOptions, worker_utils::types::CleanupTask};
use poise::serenity_prelude as serenity;
use tokio::{sync::watch, task::JoinHandle, time::timeout};

use super::{
    Bot, BotError, DRAIN_TIMEOUT,
    catch_up::{ReadMentions, Reader},
    deliver::{Deliver, Deliverer},
    timers::{RESTORE_CRON, Restore, Tick},
    tutor::AskTutor,
};
use crate::{application::Application, tutor::AT_ONCE};

/// Jobs that are done at the same time.
const CONCURRENCY: usize = 8;
/// How often a worker says that it lives, and looks for those that no longer do.
const HEARTBEAT: Duration = Duration::from_millis(500);
/// A worker that was silent for this long is dead, and its job goes on elsewhere.
const DEAD_AFTER: Duration = Duration::from_millis(2500);
/// How long after a worker ended there is another one.
const WORKER_AGAIN: Duration = Duration::from_millis(500);

/// Does the jobs until told to stop. A worker ends when the database does not answer it; then there is
/// another one, as soon as the database is back.
///
/// # Errors
/// When the first worker cannot start.
pub(super) async fn start(
    bot: &Bot,
    http: serenity::Http,
    stopping: watch::Receiver<bool>,
) -> Result<JoinHandle<()>, BotError> {
    let application_id = http
        .application_id()
        .expect("it was given when http was built");
    let deliverer = Deliverer {
        application: bot.application.clone(),
        http: Arc::new(http),
        // A bot's user has the id of its application.
        bot_user: serenity::UserId::new(application_id.get()),
        faults: bot.faults.clone(),
    };
    let reader = Reader {
        bot: bot.clone(),
        http: deliverer.http.clone(),
        own_id: deliverer.bot_user,
    };
    let sessions = Duty::Sessions(Box::new((deliverer, reader)));
    let has_tutor = bot.application.tutor.is_some();
    let tutor = has_tutor.then(|| Duty::Tutor(Box::new(bot.application.clone())));
    let mut duties = Vec::new();
    for duty in std::iter::once(sessions).chain(tutor) {
        let first = duty.worker(stopping.clone()).await?;
        duties.push(keep_working(duty, first, stopping.clone()));
    }
    Ok(tokio::spawn(async {
        futures::future::join_all(duties).await;
    }))
}

async fn keep_working(duty: Duty, first: Worker, mut stopping: watch::Receiver<bool>) {
    let mut built = Ok(first);
    loop {
        let ended = match built {
            Ok(worker) => worker.run().await.map_err(BotError::from),
            Err(error) => Err(error),
        };
        let Err(error) = ended else { return };
        tracing::warn!(%error, "no jobs are done for the moment");
        // An error means that the sender is gone, and with it the program.
        let stop = timeout(WORKER_AGAIN, stopping.wait_for(|stop| *stop));
        if stop.await.is_ok() {
            return;
        }
        built = duty.worker(stopping.clone()).await;
    }
}

/// What a worker is there for. It takes only the jobs that it knows.
enum Duty {
    Sessions(Box<(Deliverer, Reader)>),
    Tutor(Box<Application>),
}

impl Duty {
    async fn worker(&self, stopping: watch::Receiver<bool>) -> Result<Worker, BotError> {
        match self {
            Self::Sessions(with) => sessions(&with.0, &with.1, stopping).await,
            Self::Tutor(application) => {
                let worker = options(application, AT_ONCE, stopping)
                    .add_extension(Application::clone(application))
                    .define_job::<AskTutor>();
                Ok(worker.init().await?)
            }
        }
    }
}

async fn sessions(
    deliverer: &Deliverer,
    reader: &Reader,
    stopping: watch::Receiver<bool>,
) -> Result<Worker, BotError> {
    let worker = options(&deliverer.application, CONCURRENCY, stopping)
        .add_extension(deliverer.clone())
        .add_extension(reader.clone())
        .add_extension(deliverer.application.clone())
        .define_job::<Deliver>()
        .define_job::<ReadMentions>()
        .define_job::<Tick>()
        .define_job::<Restore>()
        .with_cron(RESTORE_CRON)
        .expect("five fields and a task")
        .init()
        .await?;
    // A job that was replaced while it ran, and did not end well, is never run again.
    let husks = [CleanupTask::DeletePermanentlyFailedJobs];
    if let Err(error) = worker.create_utils().cleanup(&husks).await {
        tracing::warn!(%error, "jobs that will never run stay in the queue");
    }
    if let Err(error) = deliverer.application.store.restore_jobs().await {
        tracing::warn!(%error, "jobs that sessions lack are restored later");
    }
    Ok(worker)
}

fn options(
    application: &Application,
    concurrency: usize,
    mut stopping: watch::Receiver<bool>,
) -> WorkerOptions {
    WorkerOptions::default()
        .pg_pool(application.store.pool().clone())
        .concurrency(concurrency)
        .heartbeat_interval(HEARTBEAT)
        .sweep_interval(HEARTBEAT)
        .sweep_threshold(DEAD_AFTER)
        .recovery_delay(Duration::ZERO)
        .listen_os_shutdown_signals(false)
        .shutdown_signal(async move {
            // An error means that the sender is gone, and with it the program.
            let _ = stopping.wait_for(|stop| *stop).await;
        })
        .shutdown_grace_period(DRAIN_TIMEOUT)
        .shutdown_interrupted_job_retry_delay(Duration::ZERO)
}
