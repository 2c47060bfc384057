//! What is owed to Discord, and what was posted.

use std::collections::BTreeMap;

use sqlx::types::Json;
use time::OffsetDateTime;

use super::{Store, StoreError};
use crate::domain::{
    doubt::AnswerRef,
    ids::{QuestionId, SectionId, SessionId},
    session::Delivery,
};

/// A delivery that is owed, with the messages that it made so far.
#[derive(Clone, Debug)]
pub struct Owed {
    pub id: i64,
    pub key: String,
    pub revision: i32,
    /// Whether it was delivered before, and is now to be brought up to date.
    pub was_delivered: bool,
    /// By part, from 0.
    pub posts: Vec<Posted>,
}

impl Owed {
    /// Whether its messages are there, and are only to be brought up to date.
    #[must_use]
    pub fn is_posted(&self) -> bool {
        !self.posts.is_empty() && self.posts.iter().all(|post| post.message.is_some())
    }
}

/// One message of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    pub part: i32,
    pub channel: i64,
    pub attempted_at: OffsetDateTime,
    /// Empty when it is not known whether the message was posted.
    pub message: Option<i64>,
}

/// The message that a delivery became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub key: String,
    pub channel: i64,
    pub message: i64,
}

/// A doubt with its answers, as its post shows it.
#[derive(Clone, Debug)]
pub struct AskedQuestion {
    pub asker: i64,
    pub text: String,
    pub answers: Vec<GivenAnswer>,
    /// Where the doubt is posted.
    pub post: Option<PostedAt>,
    /// The doubts that the server's accepted answers near this one were given to, by their numbers.
    pub near_accepted: BTreeMap<i64, String>,
}

#[derive(Clone, Debug)]
pub struct GivenAnswer {
    pub number: i32,
    /// Empty for an answer that was there before, and for a model's.
    pub author: Option<i64>,
    /// What a model's answer rests on; empty for every other answer.
    pub section: Option<SectionId>,
    /// Which one that is.
    pub given: Option<AnswerRef>,
    pub text: String,
    /// Whether it was given to another doubt that asks the same.
    pub is_shared: bool,
    /// Where it is posted, when it has a post of its own.
    pub post: Option<PostedAt>,
}

/// A message in a channel, by their Discord ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostedAt {
    pub channel: i64,
    pub message: i64,
}

impl PostedAt {
    pub(super) fn of(channel: Option<i64>, message: Option<i64>) -> Option<Self> {
        channel
            .zip(message)
            .map(|(channel, message)| Self { channel, message })
    }
}

impl Store {
    /// What the session owes, in the order in which it is to be posted.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn owed(&self, session: SessionId) -> Result<Vec<Owed>, StoreError> {
        let rows = sqlx::query!(
            r#"
            SELECT
                d.id, d.key, d.revision, d.delivered_revision > 0 AS "was_delivered!",
                p.part AS "part?", p.channel_id AS "channel?", p.attempted_at AS "attempted_at?: OffsetDateTime",
                p.message_id
            FROM deliveries d
            LEFT JOIN posts p ON p.delivery_id = d.id
            WHERE d.session_id = $1 AND d.delivered_revision < d.revision
            ORDER BY d.key <> 'moved', d.id, p.part
            "#,
            session.0
        )
        .fetch_all(&self.pool)
        .await?;
        let mut owed: Vec<Owed> = Vec::new();
        for row in rows {
            if owed.last().is_none_or(|last| last.id != row.id) {
                owed.push(Owed {
                    id: row.id,
                    key: row.key,
                    revision: row.revision,
                    was_delivered: row.was_delivered,
                    posts: Vec::new(),
                });
            }
            if let (Some(part), Some(channel), Some(attempted_at), Some(last)) =
                (row.part, row.channel, row.attempted_at, owed.last_mut())
            {
                last.posts.push(Posted {
                    part,
                    channel,
                    attempted_at,
                    message: row.message_id,
                });
            }
        }
        Ok(owed)
    }

    /// Notes that a message is about to be sent, so that a later run knows that it may be there. An
    /// attempt in a place that the session has left counts for nothing.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_attempt(
        &self,
        delivery: i64,
        part: i32,
        channel: i64,
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            INSERT INTO posts (delivery_id, part, channel_id, attempted_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (delivery_id, part) DO UPDATE
            SET channel_id = excluded.channel_id, attempted_at = excluded.attempted_at, message_id = NULL
            WHERE posts.channel_id <> excluded.channel_id
            "#,
            delivery,
            part,
            channel,
            at as OffsetDateTime
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Notes the message that a part became.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_message(
        &self,
        delivery: i64,
        part: i32,
        message: i64,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE posts SET message_id = $3 WHERE delivery_id = $1 AND part = $2",
            delivery,
            part,
            message
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The message that a part became; `None` when it was not posted.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn message_of(&self, delivery: i64, part: i32) -> Result<Option<i64>, StoreError> {
        let message = sqlx::query_scalar!(
            "SELECT message_id FROM posts WHERE delivery_id = $1 AND part = $2",
            delivery,
            part
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(message.flatten())
    }

    /// Notes that a delivery is done up to this revision, or that Discord refused it for good. What
    /// is done shows that the session's place takes posts, unless it went elsewhere.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_delivered(
        &self,
        delivery: i64,
        revision: i32,
        failure: Option<&str>,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            WITH done AS (
                UPDATE deliveries
                SET delivered_revision = greatest(delivered_revision, $2), failure = $3
                WHERE id = $1
                RETURNING session_id, key
            )
            UPDATE sessions SET trouble = NULL
            FROM done
            WHERE sessions.id = done.session_id AND sessions.trouble IS NOT NULL
                AND $3::text IS NULL AND done.key <> 'report/copy'
            "#,
            delivery,
            revision,
            failure
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Has what was posted brought up to date.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn owe_again(
        &self,
        session: SessionId,
        delivery: &Delivery,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE deliveries SET revision = revision + 1 WHERE session_id = $1 AND key = $2",
            session.0,
            delivery.to_string()
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Notes where the session goes on.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_venue(&self, session: SessionId, venue: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE sessions SET venue_id = $2 WHERE id = $1",
            session.0,
            venue
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Every message that the session's deliveries became.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn known_messages(&self, session: SessionId) -> Result<Vec<i64>, StoreError> {
        let messages = sqlx::query_scalar!(
            r#"
            SELECT p.message_id AS "message!"
            FROM posts p
            JOIN deliveries d ON d.id = p.delivery_id
            WHERE d.session_id = $1 AND p.message_id IS NOT NULL
            "#,
            session.0
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(messages)
    }

    /// A doubt in its asker's words, with its answers; `None` when it was erased.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn question(
        &self,
        session: SessionId,
        question: &QuestionId,
    ) -> Result<Option<AskedQuestion>, StoreError> {
        let rows = sqlx::query!(
            r#"
            SELECT
                q.asker_id, q.text AS question, dp.channel_id AS "doubt_channel?",
                dp.message_id AS doubt_message,
                a.number AS "number?", a.author_id, a.section, a.text AS "answer?", a.given,
                a.shared_question IS NOT NULL AS "is_shared!",
                ap.channel_id AS "answer_channel?", ap.message_id AS answer_message,
                (
                    SELECT coalesce(jsonb_object_agg(near.id, near.question), '{}')
                    FROM accepted_answers near
                    WHERE 'accepted:' || near.id = ANY (q.near)
                ) AS "near_accepted!: Json<BTreeMap<i64, String>>"
            FROM questions q
            LEFT JOIN deliveries d
                ON d.session_id = q.session_id AND d.key = 'doubt/' || q.question_id
            LEFT JOIN posts dp ON dp.delivery_id = d.id AND dp.part = 0
            LEFT JOIN answers a
                ON a.session_id = q.session_id AND a.question_id = q.question_id
            LEFT JOIN deliveries ad
                ON ad.session_id = q.session_id
                    AND ad.key = 'answer/' || coalesce(a.shared_question, a.question_id)
                        || '/' || coalesce(a.shared_number, a.number)
            LEFT JOIN posts ap ON ap.delivery_id = ad.id AND ap.part = 0
            WHERE q.session_id = $1 AND q.question_id = $2
            ORDER BY a.number
            "#,
            session.0,
            question.as_str()
        )
        .fetch_all(&self.pool)
        .await?;
        let mut found: Option<AskedQuestion> = None;
        for row in rows {
            let asked = found.get_or_insert_with(|| AskedQuestion {
                asker: row.asker_id,
                text: row.question,
                answers: Vec::new(),
                post: PostedAt::of(row.doubt_channel, row.doubt_message),
                near_accepted: row.near_accepted.0,
            });
            if let (Some(number), Some(text)) = (row.number, row.answer) {
                asked.answers.push(GivenAnswer {
                    number,
                    author: row.author_id,
                    section: row.section.map(SectionId::new),
                    given: row.given.map(AnswerRef::from),
                    text,
                    is_shared: row.is_shared,
                    post: PostedAt::of(row.answer_channel, row.answer_message),
                });
            }
        }
        Ok(found)
    }

    /// Why Discord refused a delivery for good; nothing when it did not.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn failure_of(
        &self,
        session: SessionId,
        delivery: &Delivery,
    ) -> Result<Option<String>, StoreError> {
        let failure = sqlx::query_scalar!(
            "SELECT failure FROM deliveries WHERE session_id = $1 AND key = $2",
            session.0,
            delivery.to_string()
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(failure.flatten())
    }

    /// The first message of each of the session's deliveries that were posted.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn first_messages(&self, session: SessionId) -> Result<Vec<Shown>, StoreError> {
        let rows = sqlx::query!(
            r#"
            SELECT DISTINCT ON (d.id) d.key, p.channel_id, p.message_id AS "message_id!"
            FROM deliveries d
            JOIN posts p ON p.delivery_id = d.id
            WHERE d.session_id = $1 AND p.message_id IS NOT NULL
            ORDER BY d.id, p.part
            "#,
            session.0
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Shown {
                key: row.key,
                channel: row.channel_id,
                message: row.message_id,
            })
            .collect())
    }

    /// Has the session's job run again after this many seconds, with how often it failed in a row.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn deliver_later(
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
                queue_name := 'session-' || $2::bigint,
                run_at := now() + make_interval(secs => $4),
                job_key := 'deliver-' || $2::bigint
            )).id AS job
            "#,
            super::DELIVER_TASK,
            session.0,
            failures,
            seconds
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(())
    }

    /// A shared solution as its author wrote it; `None` when it was erased.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn solution(
        &self,
        session: SessionId,
        number: usize,
    ) -> Result<Option<String>, StoreError> {
        let Ok(number) = i32::try_from(number) else {
            return Ok(None);
        };
        let text = sqlx::query_scalar!(
            "SELECT text FROM solutions WHERE session_id = $1 AND number = $2",
            session.0,
            number
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(text)
    }

    /// Forgets what is owed to channels that are gone: a rehearsal's Discord ends with it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn forget_owed(&self) -> Result<(), StoreError> {
        sqlx::query!(
            "UPDATE deliveries SET delivered_revision = revision WHERE delivered_revision < revision"
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// How many deliveries are owed, over all sessions, without those that wait until somebody has
    /// mended the place of a session that stands still.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn count_owed(&self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar!(
            r#"
            SELECT count(*) AS "count!"
            FROM deliveries d
            JOIN sessions s ON s.id = d.session_id
            WHERE d.delivered_revision < d.revision
                AND (s.trouble IS NULL OR s.paused_at IS NULL)
            "#
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(count)
    }
}
