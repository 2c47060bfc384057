//! Reading back what learners wrote to the bot: the jobs, and how far they have come.

use super::{Store, StoreError};
use crate::domain::ids::SessionId;

impl Store {
    /// Has the open sessions of these servers read back as soon as possible; how many there are.
    ///
    /// # Errors
    /// The store's.
    pub async fn read_mentions(&self, guilds: &[i64]) -> Result<i64, StoreError> {
        let sessions = sqlx::query_scalar!(
            r#"
            SELECT count((graphile_worker.add_job(
                $1,
                json_build_object('session_id', s.id),
                queue_name := 'mentions-' || s.id,
                job_key := 'mentions-' || s.id,
                -- After what is owed.
                priority := 1
            )).id) AS "count!"
            FROM sessions s
            WHERE s.ended_at IS NULL AND s.venue_id IS NOT NULL AND s.guild_id = ANY($2)
            "#,
            super::READ_MENTIONS_TASK,
            guilds
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(sessions)
    }

    /// Has the session read back again after this many seconds, with how often that failed in a
    /// row.
    ///
    /// # Errors
    /// The store's.
    pub async fn read_mentions_later(
        &self,
        session: SessionId,
        failures: i32,
        seconds: f64,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            SELECT (graphile_worker.add_job(
                $1,
                json_build_object('session_id', $2::bigint, 'failures', $3::integer),
                queue_name := 'mentions-' || $2::bigint,
                run_at := now() + make_interval(secs => $4),
                job_key := 'mentions-' || $2::bigint,
                priority := 1
            )).id AS job
            "#,
            super::READ_MENTIONS_TASK,
            session.0,
            failures,
            seconds
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(())
    }

    /// The message up to which the session was read back; before the first time, its announcement.
    ///
    /// # Errors
    /// The store's.
    pub async fn mentions_read_to(&self, session: SessionId) -> Result<Option<i64>, StoreError> {
        let message = sqlx::query_scalar!(
            r#"
            SELECT coalesce(
                s.mentions_read_to,
                (
                    SELECT min(p.message_id)
                    FROM posts p
                    JOIN deliveries d ON d.id = p.delivery_id
                    WHERE d.session_id = s.id
                )
            )
            FROM sessions s
            WHERE s.id = $1
            "#,
            session.0
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(message.flatten())
    }

    /// Notes that the session was read back up to this message.
    ///
    /// # Errors
    /// The store's.
    pub async fn note_mentions_read(
        &self,
        session: SessionId,
        message: i64,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE sessions SET mentions_read_to = greatest(mentions_read_to, $2) WHERE id = $1",
            session.0,
            message
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}
