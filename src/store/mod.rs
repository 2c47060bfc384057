//! PostgreSQL: sessions as append-only events, learners' words in tables of their own, and the
//! outbox of what is owed to Discord. A click costs one read and one write, each a single
//! statement.

mod append;
mod courses;
mod doubts;
mod mentions;
mod outbox;
mod projection;
mod questions;
mod reports;
mod search;
mod sessions;
mod settings;
mod timers;
mod trouble;
mod tutor;

use std::time::Duration;

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub use append::Change;
pub use courses::{Opening, OwnCourse};
pub use doubts::{DoubtFilter, DoubtRow, DoubtStatus, Doubts, KnownTopic, OpenDoubt};
pub use outbox::{AskedQuestion, GivenAnswer, Owed, Posted, PostedAt, Shown};
pub use projection::snowflake;
pub use questions::RecordedQuestion;
pub use reports::{Listed, OwnQuestion, Pull, Pulled, Sought};
pub use sessions::{Beside, Find, LeftPlace, NewSession, Stored};
pub use settings::Settings;
pub use tutor::{TutorCall, TutorLimits, TutorTurn};

/// The task that delivers what a session owes; the worker's handler has the same name.
pub const DELIVER_TASK: &str = "deliver";
/// The task that looks at a session when time has passed.
pub const TICK_TASK: &str = "tick";
/// The task that reads back what learners wrote to the bot; its handler has the same name.
pub const READ_MENTIONS_TASK: &str = "read_mentions";

/// The task that asks a tutor about a doubt; its handler has the same name.
pub const TUTOR_TASK: &str = "tutor";

/// Access to the database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pool: PgPool,
}

/// What can go wrong between the program and its database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else wrote to the session since it was read: read again and decide again.
    #[error("the session has moved on")]
    Conflict,
    /// There is an open session in this channel.
    #[error("the channel has an open session")]
    ChannelBusy,
    /// A session was to keep a content that is not there.
    #[error("the course's content is not stored")]
    CourseNotStored,
    #[error("a stored event or course cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    #[error("a person's id '{0}' is not a Discord id")]
    NotASnowflake(String),
    /// The connection broke. What was asked for may have been done or not: read again.
    #[error("the connection to the database broke: {0}")]
    ConnectionLost(sqlx::Error),
    /// Nobody answers at the database's address, or it takes no connections now.
    #[error("the database is away: {0}")]
    Away(sqlx::Error),
    #[error(transparent)]
    Database(sqlx::Error),
    #[error("the database's migrations failed: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("the job queue's migrations failed: {0}")]
    Queue(#[from] graphile_worker::WorkerBuildError),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let refused = match &error {
            sqlx::Error::Io(cause) if is_no_server(cause.kind()) => return Self::Away(error),
            sqlx::Error::Io(_) => return Self::ConnectionLost(error),
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => return Self::Away(error),
            sqlx::Error::Database(refused) => refused,
            _ => return Self::Database(error),
        };
        match (refused.constraint(), refused.code().as_deref()) {
            // Which of a statement's keys collides first is PostgreSQL's choice; 40P01 is a
            // deadlock, which it broke by refusing this writer.
            (
                Some(
                    "session_events_pkey"
                    | "questions_pkey"
                    | "questions_origin_key"
                    | "answers_pkey"
                    | "reflections_pkey"
                    | "solutions_pkey"
                    | "solutions_origin_key",
                ),
                _,
            )
            | (_, Some("40P01")) => Self::Conflict,
            (Some("sessions_one_open_per_channel"), _) => Self::ChannelBusy,
            (Some("sessions_course_hash_fkey"), _) => Self::CourseNotStored,
            // The server ends this connection because it stops, or because it crashed.
            (_, Some("57P01" | "57P02")) => Self::ConnectionLost(error),
            // It starts or stops; it has too many connections.
            (_, Some("57P03" | "53300")) => Self::Away(error),
            _ => Self::Database(error),
        }
    }
}

/// Whether nobody listens at the database's address. A unix socket's file goes with its server.
fn is_no_server(kind: std::io::ErrorKind) -> bool {
    use std::io::ErrorKind::{ConnectionRefused, NotFound};
    matches!(kind, ConnectionRefused | NotFound)
}

impl Store {
    /// Connects lazily: the first query opens a connection.
    ///
    /// `connections` bounds the pool; a query that gets none within 2 s fails, so that a click is
    /// answered within Discord's 3 s even when the database is gone.
    #[must_use]
    pub fn connect(options: PgConnectOptions, connections: u32) -> Self {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(2))
            // A dead connection shows when it is used; asking first would cost each click a
            // round trip.
            .test_before_acquire(false)
            .connect_lazy_with(options);
        Self { pool }
    }

    /// Brings the schema up to date: the job queue's tables, then ours.
    ///
    /// # Errors
    /// [`StoreError::Queue`] or [`StoreError::Migration`].
    pub async fn migrate(&self) -> Result<(), StoreError> {
        graphile_worker::WorkerOptions::default()
            .pg_pool(self.pool.clone())
            .init()
            .await?;
        sqlx::migrate!().run(&self.pool).await?;
        Ok(())
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// The pool, for the job queue's worker, which lives beside Discord.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }
}
