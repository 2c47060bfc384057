//! The jobs of a session, beyond those that its events bring.

use time::Duration;

use super::{DELIVER_TASK, Store, StoreError, TICK_TASK};
use crate::domain::ids::SessionId;

impl Store {
    /// Has a session looked at again after this time, or earlier when that is planned already.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn look_again(&self, session: SessionId, after: Duration) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            SELECT (graphile_worker.add_job(
                $1,
                json_build_object('session_id', $2::bigint),
                queue_name := 'session-' || $2::bigint,
                run_at := now() + make_interval(secs => $3),
                job_key := 'tick-' || $2::bigint,
                job_key_mode := 'preserve_run_at'
            )).id AS job
            "#,
            TICK_TASK,
            session.0,
            after.as_seconds_f64()
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(())
    }

    /// Gives every open session, and every one that owes something, the jobs that it should have:
    /// a queue that lost one would leave it standing still.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn restore_jobs(&self) -> Result<(), StoreError> {
        sqlx::query_file!("src/store/restore_jobs.sql", DELIVER_TASK, TICK_TASK)
            .fetch_all(&self.pool)
            .await?;
        Ok(())
    }
}
