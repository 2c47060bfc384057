//! What a tutor is asked, written down before it is asked: so often a day, and never again and again.

use time::OffsetDateTime;

use super::{Store, StoreError};
use crate::domain::ids::{QuestionId, SessionId};

/// A doubt about to be sent to a tutor.
#[derive(Clone, Copy, Debug)]
pub struct TutorCall<'a> {
    pub session: SessionId,
    pub question: &'a QuestionId,
    pub guild: i64,
    pub asker: i64,
    pub at: OffsetDateTime,
}

/// How often a tutor may be asked.
#[derive(Clone, Copy, Debug)]
pub struct TutorLimits {
    /// For one learner's doubts in a UTC day, over all servers.
    pub a_learner_a_day: i64,
    pub a_server_a_day: i64,
    /// About the same doubt.
    pub a_doubt: i16,
}

/// Whether a tutor is to be asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TutorTurn {
    /// Ask: it is written down.
    Ask,
    /// The learner or the server has had what a day gives.
    Limited,
    /// It was asked, and something came of it.
    Done,
    /// It was asked as often as it may be, and nothing is known to have come of it.
    GivenUp,
}

impl Store {
    /// Writes down that a tutor is about to be asked, when it may be.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn begin_tutor_call(
        &self,
        call: &TutorCall<'_>,
        limits: TutorLimits,
    ) -> Result<TutorTurn, StoreError> {
        let day = call.at.replace_time(time::Time::MIDNIGHT);
        let mut transaction = self.pool.begin().await?;
        // One at a time: whoever counts sees what others have written down.
        sqlx::query!("LOCK TABLE tutor_calls IN SHARE ROW EXCLUSIVE MODE")
            .execute(&mut *transaction)
            .await?;
        let known = sqlx::query!(
            "SELECT calls, outcome FROM tutor_calls WHERE session_id = $1 AND question_id = $2",
            call.session.0,
            call.question.as_str()
        )
        .fetch_optional(&mut *transaction)
        .await?;
        match known {
            Some(known) if known.outcome.is_some() => return Ok(TutorTurn::Done),
            Some(known) if known.calls >= limits.a_doubt => return Ok(TutorTurn::GivenUp),
            _ => {}
        }
        let spent = sqlx::query!(
            r#"
            SELECT
                (
                    SELECT coalesce(sum(calls), 0) FROM tutor_calls
                    WHERE asker_id = $1 AND called_at >= $3 AND called_at < $3 + interval '1 day'
                ) AS "learner!",
                (
                    SELECT coalesce(sum(calls), 0) FROM tutor_calls
                    WHERE guild_id = $2 AND called_at >= $3 AND called_at < $3 + interval '1 day'
                ) AS "server!"
            "#,
            call.asker,
            call.guild,
            day as OffsetDateTime
        )
        .fetch_one(&mut *transaction)
        .await?;
        let limited =
            spent.learner >= limits.a_learner_a_day || spent.server >= limits.a_server_a_day;
        sqlx::query!(
            r#"
            INSERT INTO tutor_calls (
                session_id, question_id, guild_id, asker_id, called_at, calls, outcome
            )
            VALUES (
                $1, $2, $3, $4, $5,
                CASE WHEN $6::boolean THEN 0 ELSE 1 END,
                CASE WHEN $6::boolean THEN 'limited' END
            )
            ON CONFLICT (session_id, question_id) DO UPDATE
            SET called_at = excluded.called_at,
                calls = tutor_calls.calls + excluded.calls,
                outcome = excluded.outcome
            "#,
            call.session.0,
            call.question.as_str(),
            call.guild,
            call.asker,
            call.at as OffsetDateTime,
            limited
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(if limited {
            TutorTurn::Limited
        } else {
            TutorTurn::Ask
        })
    }

    /// Writes down what came of it, unless that is known. `milliseconds` are those that it took.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_tutor_call(
        &self,
        session: SessionId,
        question: &QuestionId,
        outcome: &str,
        reason: Option<&str>,
        milliseconds: Option<i32>,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            UPDATE tutor_calls SET outcome = $3, reason = $4, milliseconds = $5
            WHERE session_id = $1 AND question_id = $2 AND outcome IS NULL
            "#,
            session.0,
            question.as_str(),
            outcome,
            reason,
            milliseconds
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}
