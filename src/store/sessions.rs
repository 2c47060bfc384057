//! Opening a session and reading it back.

use std::collections::BTreeMap;

use serde_json::Value;
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};

use super::{Store, StoreError};
use crate::domain::{
    course::Course,
    doubt::{Accepted, Candidate, Query},
    event::{AdvanceRule, Event, Recorded},
    ids::{CourseHash, CourseId, PersonId, QuestionId, SessionId},
    session::{Delivery, Session},
    trouble::Trouble,
};

/// Which session is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    Id(SessionId),
    /// The open session that goes on in this channel or thread, was called there, or went on there
    /// until it had to leave.
    OpenIn(i64),
}

/// A session to open, with what only Discord knows of it. Ids are Discord's.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    pub guild: i64,
    pub channel: i64,
    /// Whether to open a thread; without one the session goes on in `channel`.
    pub opens_thread: bool,
    pub course: &'a Course,
    pub course_hash: &'a CourseHash,
    /// Whether the course's content is in the store already, and need not be sent.
    pub course_is_stored: bool,
    pub host: i64,
    pub host_name: &'a str,
    pub rule: AdvanceRule,
    pub opened: &'a Recorded,
    pub owed: &'a [Delivery],
    /// How long from now until time alone may change the session.
    pub look_again: Duration,
}

/// A session as read: its events folded, and what the events do not hold.
#[derive(Clone, Debug)]
pub struct Stored {
    pub id: SessionId,
    pub guild: i64,
    pub channel: i64,
    /// Whether the session is to open a thread and has not yet.
    pub opens_thread: bool,
    /// Where it goes on; empty until the announcement is posted.
    pub venue: Option<i64>,
    /// How often it moved; 0 while it is where it began.
    pub moves: i32,
    /// The thread that it had to leave.
    pub left: Option<LeftPlace>,
    /// Why Discord takes no posts where the session is, as far as the last attempt told.
    pub trouble: Option<Trouble>,
    pub course: CourseId,
    pub course_version: String,
    /// The content that it goes through; empty for a session from before contents were stored.
    pub course_hash: Option<CourseHash>,
    /// BCP 47.
    pub language: String,
    pub host_name: String,
    pub opened_at: OffsetDateTime,
    pub events: Vec<Recorded>,
    pub state: Session,
    /// Display names as they were when each learner joined.
    pub names: BTreeMap<PersonId, String>,
    /// The earlier questions of the person who is asking, oldest first.
    pub own_questions: Vec<(QuestionId, String)>,
    /// What the person who is answering has answered before, with the questions.
    pub own_answers: Vec<(QuestionId, String)>,
    /// The questions of others that are not settled, for a person who is asking; oldest first.
    pub others_questions: Vec<(QuestionId, String)>,
    /// Answers that were there before and are near the doubt that was searched for.
    pub found: Vec<Candidate>,
}

/// What to read beside the session, for who acts on a doubt.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The earlier questions and answers of this person.
    pub person: Option<i64>,
    /// Answers that are near what is asked.
    pub search: Option<Query>,
    /// The server's accepted answers that were near this question.
    pub near: Option<QuestionId>,
}

/// Prepared doubts at most that the search finds for a doubt, and as many accepted answers.
pub const MOST_FOUND: i32 = 24;

/// A thread that the session had to leave, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftPlace {
    pub id: i64,
    pub because: Trouble,
}

impl Store {
    /// Opens a session, with its first event and what it owes.
    ///
    /// # Errors
    /// [`StoreError::ChannelBusy`] when the channel has an open session;
    /// [`StoreError::CourseNotStored`] when the course's content should be there and is not.
    pub async fn open_session(&self, new: &NewSession<'_>) -> Result<SessionId, StoreError> {
        let keys: Vec<String> = new.owed.iter().map(ToString::to_string).collect();
        let content = (!new.course_is_stored)
            .then(|| serde_json::to_value(new.course))
            .transpose()?;
        let id = sqlx::query_file_scalar!(
            "src/store/open.sql",
            new.guild,
            new.channel,
            new.opens_thread,
            new.course.id.as_str(),
            new.course.version,
            new.course.language,
            new.host,
            new.host_name,
            rule_name(new.rule),
            new.opened.at as OffsetDateTime,
            new.opened.actor.to_string(),
            serde_json::to_value(&new.opened.event)?,
            &keys,
            super::DELIVER_TASK,
            super::TICK_TASK,
            new.look_again.as_seconds_f64(),
            new.course_hash.as_str(),
            new.course.title,
            content,
        )
        .fetch_optional(&self.pool)
        .await?;
        id.map(SessionId).ok_or(StoreError::ChannelBusy)
    }

    /// Reads a session of this server, with what is wanted beside it; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when a stored event is not one of ours.
    pub async fn load(
        &self,
        guild: i64,
        find: Find,
        beside: &Beside,
    ) -> Result<Option<Stored>, StoreError> {
        let (id, channel) = match find {
            Find::Id(id) => (Some(id.0), None),
            Find::OpenIn(channel) => (None, Some(channel)),
        };
        self.read(Some(guild), id, channel, beside).await
    }

    /// Reads a session by its number alone, for delivering what it owes.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn load_to_deliver(&self, id: SessionId) -> Result<Option<Stored>, StoreError> {
        self.read(None, Some(id.0), None, &Beside::default()).await
    }

    async fn read(
        &self,
        guild: Option<i64>,
        id: Option<i64>,
        channel: Option<i64>,
        beside: &Beside,
    ) -> Result<Option<Stored>, StoreError> {
        let search = beside.search.as_ref();
        let Some(row) = sqlx::query_file!(
            "src/store/load.sql",
            guild,
            id,
            channel,
            beside.person,
            search.map(|search| search.any_of.as_str()),
            search.map(|search| search.plain.as_str()),
            MOST_FOUND,
            beside.near.as_ref().map(QuestionId::as_str),
        )
        .fetch_optional(&self.pool)
        .await?
        else {
            return Ok(None);
        };
        let mut events = Vec::with_capacity(row.seqs.len());
        let envelopes = row.seqs.iter().zip(row.ats).zip(row.actors).zip(row.events);
        for (((seq, at), actor), event) in envelopes {
            let event: Event = serde_json::from_value(event)?;
            let actor = serde_json::from_value(Value::String(actor))?;
            let seq = u64::try_from(*seq).expect("the table takes positive numbers only");
            events.push(Recorded {
                seq,
                at,
                actor,
                event,
            });
        }
        let names: Json<BTreeMap<PersonId, String>> = row.names;
        let own_questions: Json<Vec<(QuestionId, String)>> = row.own_questions;
        let own_answers: Json<Vec<(QuestionId, String)>> = row.own_answers;
        let others_questions: Json<Vec<(QuestionId, String)>> = row.others_questions;
        let near_doubts: Json<Vec<(usize, usize)>> = row.near_doubts;
        let near_accepted: Json<Vec<Accepted>> = row.near_accepted;
        let prepared = near_doubts.0.into_iter();
        let prepared = prepared.map(|(topic, doubt)| Candidate::Prepared { topic, doubt });
        let accepted = near_accepted.0.into_iter().map(Candidate::Accepted);
        Ok(Some(Stored {
            id: SessionId(row.id),
            guild: row.guild_id,
            channel: row.channel_id,
            opens_thread: row.opens_thread,
            venue: row.venue_id,
            moves: row.moves,
            left: row
                .left_venue_id
                .zip(row.left_because)
                .map(|(id, because)| LeftPlace {
                    id,
                    because: Trouble::of_code(&because),
                }),
            trouble: row.trouble.as_deref().map(Trouble::of_code),
            course: CourseId::new(row.course_id),
            course_version: row.course_version,
            course_hash: row.course_hash.map(CourseHash::new),
            language: row.language,
            host_name: row.host_name,
            opened_at: row.opened_at,
            state: Session::replay(&events),
            events,
            names: names.0,
            own_questions: own_questions.0,
            own_answers: own_answers.0,
            others_questions: others_questions.0,
            found: prepared.chain(accepted).collect(),
        }))
    }
}

/// A rule as the tables write it.
pub(super) fn rule_name(rule: AdvanceRule) -> &'static str {
    match rule {
        AdvanceRule::All => "all",
        AdvanceRule::Majority => "majority",
        AdvanceRule::Host => "host",
    }
}
