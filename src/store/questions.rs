//! Learners' questions, for people who look them up.

use time::OffsetDateTime;

use super::{Store, StoreError};

/// A question as a moderator looks it up.
#[derive(Clone, Debug)]
pub struct RecordedQuestion {
    /// Display name.
    pub asker: String,
    pub topic: Option<String>,
    pub asked_at: OffsetDateTime,
    pub text: String,
}

impl Store {
    /// Every question asked in a server, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn recorded_questions(
        &self,
        guild: i64,
    ) -> Result<Vec<RecordedQuestion>, StoreError> {
        let questions = sqlx::query_as!(
            RecordedQuestion,
            r#"
            SELECT
                p.display_name AS asker, q.topic_id AS topic,
                q.asked_at AS "asked_at: OffsetDateTime", q.text
            FROM questions q
            JOIN participants p ON p.session_id = q.session_id AND p.person_id = q.asker_id
            JOIN sessions s ON s.id = q.session_id
            WHERE s.guild_id = $1
            ORDER BY q.asked_at
            "#,
            guild
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(questions)
    }
}
