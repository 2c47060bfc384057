//! What is written down when Discord takes no posts where a session is.

use time::OffsetDateTime;

use super::{Store, StoreError};
use crate::domain::{ids::SessionId, session::Delivery, trouble::Trouble};

impl Store {
    /// Moves the session from its thread to the channel above, in one step: what was posted in the
    /// thread counts as not posted, and `needed` is owed again with what was owed anyway, after the
    /// notice that says so. Of workers who find the thread closed at the same time, one moves it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn move_to_channel(
        &self,
        session: SessionId,
        thread: i64,
        because: &Trouble,
        needed: &[Delivery],
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let keys: Vec<String> = [Delivery::Moved]
            .iter()
            .chain(needed)
            .map(ToString::to_string)
            .collect();
        sqlx::query!(
            r#"
            WITH moved AS (
                UPDATE sessions
                SET venue_id = channel_id, moves = moves + 1, left_venue_id = $2, left_because = $3
                WHERE id = $1 AND venue_id = $2 AND channel_id <> $2
                RETURNING id
            ), forgotten AS (
                DELETE FROM posts
                USING moved, deliveries d
                WHERE d.session_id = moved.id AND posts.delivery_id = d.id AND posts.channel_id = $2
            )
            INSERT INTO deliveries (session_id, key, owed_at)
            SELECT moved.id, k.key, $4
            FROM moved, unnest($5::text[]) WITH ORDINALITY AS k (key, position)
            ORDER BY k.position
            ON CONFLICT (session_id, key)
            DO UPDATE SET revision = deliveries.revision + 1, owed_at = excluded.owed_at
            "#,
            session.0,
            thread,
            because.to_string(),
            at as OffsetDateTime,
            &keys
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Notes why Discord takes no posts where the session is. The next post that it takes clears it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_trouble(
        &self,
        session: SessionId,
        trouble: &Trouble,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE sessions SET trouble = $2 WHERE id = $1",
            session.0,
            trouble.to_string()
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Notes why nothing of what the session owes is posted for now: it stays owed, and the
    /// session's next job tries again. Whether that is news.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_failure(
        &self,
        session: SessionId,
        failure: &str,
    ) -> Result<bool, StoreError> {
        let noted = sqlx::query!(
            r#"
            UPDATE deliveries SET failure = $2
            WHERE session_id = $1 AND delivered_revision < revision
                AND failure IS DISTINCT FROM $2
            "#,
            session.0,
            failure
        )
        .execute(&self.pool)
        .await?;
        Ok(noted.rows_affected() > 0)
    }

    /// Gives up what a session that is over still owes to its own place.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn give_up(&self, session: SessionId, failure: &str) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            UPDATE deliveries SET delivered_revision = revision, failure = $2
            WHERE session_id = $1 AND delivered_revision < revision AND key <> 'report/copy'
            "#,
            session.0,
            failure
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}
