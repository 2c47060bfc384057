//! The contents of courses, and the courses that servers have of their own.

use time::OffsetDateTime;

use super::{Settings, Store, StoreError, settings::rule_of};
use crate::domain::{
    course::Course,
    event::Patience,
    ids::{CourseHash, CourseId},
};

/// What a server says of a session that it is to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub settings: Settings,
    /// The server's own course of the id that was asked for, while it is offered.
    pub own: Option<CourseHash>,
}

/// A course that a server offers besides those that are installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCourse {
    pub id: CourseId,
    pub hash: CourseHash,
    pub version: String,
    pub title: String,
}

impl Store {
    /// What a server has set, and whether it has a course of this id.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn opening(&self, guild: i64, course: &CourseId) -> Result<Opening, StoreError> {
        let row = sqlx::query!(
            r#"
            SELECT
                s.advance_rule AS "advance_rule?",
                s.remind_minutes AS "remind_minutes?",
                s.wait_minutes AS "wait_minutes?",
                s.report_channel_id,
                s.time_zone,
                c.hash AS "hash?"
            FROM (VALUES ($1::bigint)) AS asked (guild_id)
            LEFT JOIN guild_settings s ON s.guild_id = asked.guild_id
            LEFT JOIN guild_courses c
                ON c.guild_id = asked.guild_id AND c.course_id = $2 AND c.retired_at IS NULL
            "#,
            guild,
            course.as_str(),
        )
        .fetch_one(&self.pool)
        .await?;
        let default = Patience::default();
        let minutes =
            |set: Option<i16>, default: u16| set.map_or(default, |set: i16| set.unsigned_abs());
        Ok(Opening {
            settings: Settings {
                rule: row.advance_rule.as_deref().map(rule_of),
                patience: Patience {
                    remind_minutes: minutes(row.remind_minutes, default.remind_minutes),
                    wait_minutes: minutes(row.wait_minutes, default.wait_minutes),
                },
                report_channel: row.report_channel_id,
                time_zone: row.time_zone,
            },
            own: row.hash.map(CourseHash::new),
        })
    }

    /// A content, and its size in bytes.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when this program cannot read it.
    pub async fn course(&self, hash: &CourseHash) -> Result<Option<(Course, usize)>, StoreError> {
        let content = sqlx::query_scalar!(
            r#"SELECT content::text AS "content!" FROM courses WHERE hash = $1"#,
            hash.as_str()
        )
        .fetch_optional(&self.pool)
        .await?;
        content
            .map(|content| Ok((serde_json::from_str(&content)?, content.len())))
            .transpose()
    }

    /// The courses that a server offers of its own, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn own_courses(&self, guild: i64) -> Result<Vec<OwnCourse>, StoreError> {
        let rows = sqlx::query!(
            r#"
            SELECT g.course_id, g.hash, c.version, c.title
            FROM guild_courses g
            JOIN courses c USING (hash)
            WHERE g.guild_id = $1 AND g.retired_at IS NULL
            ORDER BY g.course_id
            "#,
            guild
        )
        .fetch_all(&self.pool)
        .await?;
        let own = rows.into_iter().map(|row| OwnCourse {
            id: CourseId::new(row.course_id),
            hash: CourseHash::new(row.hash),
            version: row.version,
            title: row.title,
        });
        Ok(own.collect())
    }

    /// Offers a course in a server, in the place of an earlier one of its id.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn offer_course(
        &self,
        guild: i64,
        hash: &CourseHash,
        course: &Course,
        by: i64,
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            WITH kept AS (
                INSERT INTO courses (hash, course_id, version, language, title, content, stored_at)
                VALUES ($2, $3, $4, $5, $6, $7, $9)
                ON CONFLICT (hash) DO NOTHING
            )
            INSERT INTO guild_courses (guild_id, course_id, hash, uploaded_by, uploaded_at)
            VALUES ($1, $3, $2, $8, $9)
            ON CONFLICT (guild_id, course_id) DO UPDATE SET
                hash = excluded.hash,
                uploaded_by = excluded.uploaded_by,
                uploaded_at = excluded.uploaded_at,
                retired_at = NULL
            "#,
            guild,
            hash.as_str(),
            course.id.as_str(),
            course.version,
            course.language,
            course.title,
            serde_json::to_value(course)?,
            by,
            at as OffsetDateTime,
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Offers a server's own course no longer, and gives its title; `None` when the server has none
    /// of this id.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn retire_course(
        &self,
        guild: i64,
        course: &CourseId,
        at: OffsetDateTime,
    ) -> Result<Option<String>, StoreError> {
        let title = sqlx::query_scalar!(
            r#"
            UPDATE guild_courses g
            SET retired_at = $3
            FROM courses c
            WHERE g.guild_id = $1 AND g.course_id = $2 AND g.retired_at IS NULL AND c.hash = g.hash
            RETURNING c.title
            "#,
            guild,
            course.as_str(),
            at as OffsetDateTime,
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(title)
    }
}
