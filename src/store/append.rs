//! Writing down what a command led to.

use time::{Duration, OffsetDateTime};

use super::{Store, StoreError, projection::Projection};
use crate::domain::{
    event::Recorded,
    ids::{QuestionId, SessionId},
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
    /// How long from now until time alone may change the session, when that is sooner than what
    /// was known before.
    pub look_again: Option<Duration>,
    /// How long posts that are only brought up to date wait for what comes at the same moment.
    pub edit_pause: Duration,
    /// The doubts that a tutor is to be asked.
    pub for_tutor: &'a [QuestionId],
}

impl Store {
    /// Appends the events with everything that goes with them: all of it, or nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the session has other events since it was read.
    pub async fn append(&self, change: &Change<'_>) -> Result<(), StoreError> {
        let rows = Projection::of(change)?;
        let keys: Vec<String> = change.owed.iter().map(ToString::to_string).collect();
        let for_tutor: Vec<String> = change.for_tutor.iter().map(ToString::to_string).collect();
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
            change.after.paused.is_some(),
            rows.new_host,
            change.name,
            &rows.left,
            super::TICK_TASK,
            change.look_again.map(Duration::as_seconds_f64),
            change.edit_pause.as_seconds_f64(),
            rows.corrected,
            &rows.deleted,
            rows.follow_up,
            super::TUTOR_TASK,
            &for_tutor,
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(())
    }
}
