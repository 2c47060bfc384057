//! Doubts as moderators look them up over a server's sessions, and as a session lists those that are
//! open.

use time::{Date, OffsetDateTime};

use super::{PostedAt, Store, StoreError};
use crate::domain::ids::{QuestionId, SessionId};

/// Which doubts of a server are meant; nothing means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoubtFilter {
    pub status: Option<DoubtStatus>,
    /// A [`KnownTopic::key`].
    pub topic: Option<String>,
    /// The asker's Discord id.
    pub learner: Option<i64>,
    /// The first and the last day, as the server's clock has them.
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub session: Option<SessionId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtStatus {
    Open,
    Answered,
    /// Wholly or partly.
    Resolved,
}

impl DoubtStatus {
    fn names(self) -> Vec<String> {
        let names: &[&str] = match self {
            Self::Open => &["open"],
            Self::Answered => &["answered"],
            Self::Resolved => &["resolved", "partly"],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn of(name: &str) -> Self {
        match name {
            "open" => Self::Open,
            "answered" => Self::Answered,
            _ => Self::Resolved,
        }
    }
}

/// Some of a server's doubts, newest first.
#[derive(Clone, Debug)]
pub struct Doubts {
    pub rows: Vec<DoubtRow>,
    /// How many the filter lets through, on all pages.
    pub total: i64,
}

#[derive(Clone, Debug)]
pub struct DoubtRow {
    pub session: SessionId,
    pub question: QuestionId,
    pub course: String,
    /// Display name, as it was when the asker joined.
    pub asker: String,
    /// Discord id.
    pub asker_id: i64,
    pub anonymous: bool,
    /// The topic's id and title.
    pub topic: Option<String>,
    pub topic_title: Option<String>,
    pub text: String,
    /// As the tables write it, such as `cause`.
    pub kind: String,
    pub concepts: Vec<String>,
    pub aspects: Vec<String>,
    pub status: DoubtStatus,
    /// In the server's time zone.
    pub asked_on: String,
    pub asked_at: OffsetDateTime,
    /// The answers, each on lines of its own.
    pub answers: Option<String>,
}

/// A topic about which somebody in a server asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTopic {
    /// Names the topic and its course in a few letters.
    pub key: String,
    pub topic: String,
    pub title: String,
    pub course: String,
}

/// A doubt as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDoubt {
    pub question: QuestionId,
    pub text: String,
    pub post: Option<PostedAt>,
}

impl Store {
    /// A part of a server's doubts, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn doubts(
        &self,
        guild: i64,
        filter: &DoubtFilter,
        skip: i64,
        take: i64,
        with_answers: bool,
    ) -> Result<Doubts, StoreError> {
        let status = filter.status.map(DoubtStatus::names);
        let rows = sqlx::query_file!(
            "src/store/doubts.sql",
            guild,
            status.as_deref(),
            filter.topic,
            filter.learner,
            filter.since as Option<Date>,
            filter.until as Option<Date>,
            filter.session.map(|session| session.0),
            skip,
            take,
            with_answers,
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(Doubts {
            total: rows.first().map_or(0, |row| row.total),
            rows: rows
                .into_iter()
                .map(|row| DoubtRow {
                    session: SessionId(row.session_id),
                    question: QuestionId::new(row.question_id),
                    course: row.course_id,
                    asker: row.asker,
                    asker_id: row.asker_id,
                    anonymous: row.anonymous,
                    topic: row.topic_id,
                    topic_title: row.topic_title,
                    text: row.text,
                    kind: row.kind,
                    concepts: row.concepts,
                    aspects: row.aspects,
                    status: DoubtStatus::of(&row.status),
                    asked_on: row.asked_on,
                    asked_at: row.asked_at,
                    answers: row.answers,
                })
                .collect(),
        })
    }

    /// Topics about which somebody in a server asked, by their key, id or a part of their title; 25 at
    /// most.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn known_topics(
        &self,
        guild: i64,
        wanted: &str,
    ) -> Result<Vec<KnownTopic>, StoreError> {
        let topics = sqlx::query_as!(
            KnownTopic,
            r#"
            WITH known AS (
                SELECT DISTINCT ON (s.course_id, q.topic_id)
                    left(md5(s.course_id || '/' || q.topic_id), 10) AS key, q.topic_id AS topic,
                    coalesce(
                        (
                            SELECT p.topic ->> 'title'
                            FROM session_events e, jsonb_array_elements(e.event -> 'plan') AS p (topic)
                            WHERE e.session_id = s.id AND e.seq = 1 AND p.topic ->> 'topic' = q.topic_id
                        ),
                        q.topic_id
                    ) AS title,
                    s.course_id AS course
                FROM sessions s
                JOIN questions q ON q.session_id = s.id
                WHERE s.guild_id = $1 AND q.topic_id IS NOT NULL
                ORDER BY s.course_id, q.topic_id, s.id DESC
            )
            SELECT key AS "key!", topic AS "topic!", title AS "title!", course AS "course!"
            FROM known
            WHERE key = $2 OR position(plain_words($2) IN plain_words(title || ' ' || topic)) > 0
            ORDER BY key <> $2, topic <> $2, course, title
            LIMIT 25
            "#,
            guild,
            wanted
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(topics)
    }

    /// These doubts of a session, in this order, with where they are posted. Those whose words were
    /// erased are left out.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn doubts_to_list(
        &self,
        session: SessionId,
        questions: &[String],
    ) -> Result<Vec<OpenDoubt>, StoreError> {
        let rows = sqlx::query!(
            r#"
            SELECT q.question_id, q.text, p.channel_id AS "channel?", p.message_id
            FROM unnest($2::text[]) WITH ORDINALITY AS wanted (question_id, place)
            JOIN questions q ON q.session_id = $1 AND q.question_id = wanted.question_id
            LEFT JOIN deliveries d
                ON d.session_id = q.session_id AND d.key = 'doubt/' || q.question_id
            LEFT JOIN posts p ON p.delivery_id = d.id AND p.part = 0
            ORDER BY wanted.place
            "#,
            session.0,
            questions
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| OpenDoubt {
                question: QuestionId::new(row.question_id),
                text: row.text,
                post: PostedAt::of(row.channel, row.message_id),
            })
            .collect())
    }
}
