//! Searching a stored course for many texts at once, as authors do; a click's search goes with the
//! statement that reads its session.

use sqlx::types::Json;
use time::OffsetDateTime;

use super::{Store, StoreError, sessions::MOST_FOUND};
use crate::domain::{
    course::Course,
    doubt::{Candidate, Query},
    ids::CourseHash,
};

impl Store {
    /// Keeps a content, with what is searched in it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn keep_course(
        &self,
        hash: &CourseHash,
        course: &Course,
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            r#"
            INSERT INTO courses (hash, course_id, version, language, title, content, stored_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (hash) DO NOTHING
            "#,
            hash.as_str(),
            course.id.as_str(),
            course.version,
            course.language,
            course.title,
            serde_json::to_value(course)?,
            at as OffsetDateTime,
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// For each of these searches what is near in a stored course, in one round trip.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn find_prepared(
        &self,
        hash: &CourseHash,
        searches: &[Query],
    ) -> Result<Vec<Vec<Candidate>>, StoreError> {
        let any_of: Vec<&str> = searches.iter().map(|one| one.any_of.as_str()).collect();
        let plain: Vec<&str> = searches.iter().map(|one| one.plain.as_str()).collect();
        let rows = sqlx::query_scalar!(
            r#"
            SELECT (
                SELECT coalesce(jsonb_agg(jsonb_build_array(near.topic, near.doubt)), '[]')
                FROM near_doubts($1, search.any_of, search.plain, $4) near
            ) AS "near!: Json<Vec<(usize, usize)>>"
            FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS search (any_of, plain, place)
            ORDER BY search.place
            "#,
            hash.as_str(),
            &any_of as &[&str],
            &plain as &[&str],
            MOST_FOUND,
        )
        .fetch_all(&self.pool)
        .await?;
        let found = rows
            .into_iter()
            .map(|Json(near): Json<Vec<(usize, usize)>>| {
                let near = near.into_iter();
                near.map(|(topic, doubt)| Candidate::Prepared { topic, doubt })
                    .collect()
            });
        Ok(found.collect())
    }
}
