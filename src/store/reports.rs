//! What reports are made of besides events, whose sessions there are, and who pulled which report.

use std::collections::BTreeMap;

use time::{Date, OffsetDateTime};

use super::{Store, StoreError};
use crate::domain::{
    event::QuestionKind,
    ids::{CourseHash, CourseId, QuestionId, SessionId, TopicId},
};

/// Which sessions of a server are meant; what is nothing does not matter.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    pub course: Option<CourseId>,
    pub from: Option<OffsetDateTime>,
    /// Up to here, without it.
    pub until: Option<OffsetDateTime>,
    /// Discord's id of somebody who takes part, or did.
    pub with: Option<i64>,
}

/// A session in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: SessionId,
    pub course: CourseId,
    pub course_hash: Option<CourseHash>,
    /// The course's title, where its content is stored.
    pub title: Option<String>,
    pub host_name: String,
    pub opened_at: OffsetDateTime,
    pub is_over: bool,
}

/// What somebody asked for with `/informe`.
#[derive(Clone, Debug)]
pub struct Pull<'a> {
    pub guild: i64,
    /// Who: Discord's id, and the name at that time.
    pub person: i64,
    pub name: &'a str,
    pub at: OffsetDateTime,
    pub what: Pulled,
    /// `pdf`, `png`, `md`, `json` or `csv`.
    pub format: &'static str,
    pub public: bool,
    /// The interaction: what arrives twice is recorded once.
    pub interaction: &'a str,
}

#[derive(Clone, Debug)]
pub enum Pulled {
    Session(SessionId),
    /// A summary; the days are those of the server's clocks, both included.
    Range {
        from: Option<Date>,
        to: Option<Date>,
        course: Option<CourseId>,
    },
}

/// A question as its asker sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQuestion {
    pub id: QuestionId,
    pub text: String,
    pub topic: Option<TopicId>,
    pub kind: QuestionKind,
}

impl Store {
    /// A server's sessions, the newest first, at most so many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn sessions(
        &self,
        guild: i64,
        sought: &Sought,
        limit: i64,
    ) -> Result<Vec<Listed>, StoreError> {
        let rows = sqlx::query!(
            r#"
            SELECT
                s.id, s.course_id, s.course_hash, c.title AS "title?", s.host_name,
                s.opened_at AS "opened_at: OffsetDateTime", s.ended_at IS NOT NULL AS "is_over!"
            FROM sessions s
            LEFT JOIN courses c ON c.hash = s.course_hash
            WHERE s.guild_id = $1
                AND ($2::text IS NULL OR s.course_id = $2)
                AND ($3::timestamptz IS NULL OR s.opened_at >= $3)
                AND ($4::timestamptz IS NULL OR s.opened_at < $4)
                AND (
                    $5::bigint IS NULL
                    OR EXISTS (
                        SELECT FROM participants p WHERE p.session_id = s.id AND p.person_id = $5
                    )
                )
            ORDER BY s.opened_at DESC, s.id DESC
            LIMIT $6
            "#,
            guild,
            sought.course.as_ref().map(CourseId::as_str),
            sought.from as Option<OffsetDateTime>,
            sought.until as Option<OffsetDateTime>,
            sought.with,
            limit
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Listed {
                id: SessionId(row.id),
                course: CourseId::new(row.course_id),
                course_hash: row.course_hash.map(CourseHash::new),
                title: row.title,
                host_name: row.host_name,
                opened_at: row.opened_at,
                is_over: row.is_over,
            })
            .collect())
    }

    /// Writes down who asked for which report.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_pull(&self, pull: &Pull<'_>) -> Result<(), StoreError> {
        let (session, from, to, course) = match &pull.what {
            Pulled::Session(session) => (Some(session.0), None, None, None),
            Pulled::Range { from, to, course } => {
                (None, *from, *to, course.as_ref().map(CourseId::as_str))
            }
        };
        sqlx::query!(
            r#"
            INSERT INTO report_pulls (
                guild_id, person_id, person_name, pulled_at, session_id, from_day, to_day,
                course_id, format, public, interaction
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (interaction) DO NOTHING
            "#,
            pull.guild,
            pull.person,
            pull.name,
            pull.at as OffsetDateTime,
            session,
            from as Option<Date>,
            to as Option<Date>,
            course,
            pull.format,
            pull.public,
            pull.interaction
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The questions of one person in a session, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`]; [`StoreError::Unreadable`] for a kind that is none of ours.
    pub async fn questions_of(
        &self,
        session: SessionId,
        person: i64,
    ) -> Result<Vec<OwnQuestion>, StoreError> {
        let rows = sqlx::query!(
            r#"
            SELECT question_id, text, topic_id, kind
            FROM questions
            WHERE session_id = $1 AND asker_id = $2
            ORDER BY asked_at, question_id
            "#,
            session.0,
            person
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(OwnQuestion {
                    id: QuestionId::new(row.question_id),
                    text: row.text,
                    topic: row.topic_id.map(TopicId::new),
                    kind: serde_json::from_value(row.kind.into())?,
                })
            })
            .collect()
    }

    /// The words of every question of a session that was not deleted.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn question_texts(
        &self,
        session: SessionId,
    ) -> Result<BTreeMap<QuestionId, String>, StoreError> {
        let rows = sqlx::query!(
            "SELECT question_id, text FROM questions WHERE session_id = $1",
            session.0
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| (QuestionId::new(row.question_id), row.text))
            .collect())
    }
}
