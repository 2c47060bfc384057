//! The job that asks the tutor about a doubt.

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

use crate::{
    application::{ActError, Application},
    domain::ids::{QuestionId, SessionId},
    store::TUTOR_TASK,
};

/// The job: ask the tutor about this doubt.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct AskTutor {
    session_id: SessionId,
    question: QuestionId,
}

impl TaskHandler for AskTutor {
    const IDENTIFIER: &'static str = TUTOR_TASK;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let application = context
            .get_ext::<Application>()
            .expect("the worker was built with it");
        let (session, question) = (self.session_id, &self.question);
        let began = tokio::time::Instant::now();
        match application.ask_tutor(session, question).await {
            Ok(came) => {
                let (outcome, reason) = (came.outcome(), came.reason());
                let milliseconds = began.elapsed().as_millis();
                tracing::info!(%session, %question, outcome, reason, milliseconds, "the tutor");
                Ok(())
            }
            // The doubt stays open.
            Err(ActError::CourseGone(course)) => {
                tracing::error!(%session, %course, "a session's course is not installed");
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
