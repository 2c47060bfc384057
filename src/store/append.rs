//! Writing down what a command led to.

use time::OffsetDateTime;

use super::{Store, StoreError, projection::Projection};
use crate::domain::{
    event::Recorded,
    ids::SessionId,
    session::{Delivery, Session, Words},
};

/// What one command led to.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    pub session: SessionId,
    /// Numbered on from the state on which the command was decided; never empty.
    pub events: &'a [Recorded],
    pub words: &'a [Words],
    /// The state after the events.
    pub after: &'a Session,
    /// Display name of the one who acted, kept when they join.
    pub name: &'a str,
    pub owed: &'a [Delivery],
    pub at: OffsetDateTime,
}

impl Store {
    /// Appends the events with everything that goes with them: all of it, or nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the session has other events since it was read.
    pub async fn append(&self, change: &Change<'_>) -> Result<(), StoreError> {
        let rows = Projection::of(change)?;
        let keys: Vec<String> = change.owed.iter().map(ToString::to_string).collect();
        sqlx::query_file!(
            "src/store/append.sql",
            change.session.0,
            rows.events,
            rows.status,
            rows.current_topic,
            rows.started_at as Option<OffsetDateTime>,
            rows.ended_at as Option<OffsetDateTime>,
            rows.end_reason,
            rows.participants,
            rows.questions,
            rows.turned,
            rows.answers,
            rows.reflections,
            rows.solutions,
            change.at as OffsetDateTime,
            &keys,
            super::DELIVER_TASK,
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(())
    }
}
