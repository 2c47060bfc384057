//! The jobs that look at sessions because time has passed, and the one that sees to it that every
//! session has its jobs.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use crate::{
    application::{ActError, Application},
    domain::ids::SessionId,
    store::TICK_TASK,
};

/// When [`Restore`] runs: every five minutes.
pub const RESTORE_CRON: &str = "*/5 * * * * restore_jobs {}";

/// The job: what time alone brings to this session.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Tick {
    session_id: SessionId,
}

impl TaskHandler for Tick {
    const IDENTIFIER: &'static str = TICK_TASK;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let session = self.session_id;
        match application(&context).tick(session).await {
            // It is looked at again when jobs are restored: the course may be back by then.
            Err(ActError::CourseGone(course)) => {
                tracing::error!(%session, %course, "a session's course is not installed");
                Ok(())
            }
            other => other,
        }
    }
}

/// The job: give every session the jobs that it should have.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Restore {}

impl TaskHandler for Restore {
    const IDENTIFIER: &'static str = "restore_jobs";

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        application(&context).store.restore_jobs().await
    }
}

fn application(context: &WorkerContext) -> Application {
    context
        .get_ext::<Application>()
        .expect("the worker was built with it")
        .clone()
}
