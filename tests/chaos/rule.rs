//! The server's rule for moving on, under which its next session is called.

use std::{fmt, sync::Arc, time::Duration};

use sqlx::{Connection, PgConnection};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// How soon the rule is set again when the database is away.
const AGAIN: Duration = Duration::from_millis(100);

/// When a group moves on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    All,
    Majority,
    Host,
}

impl Rule {
    pub const EACH: [Self; 3] = [Self::All, Self::Majority, Self::Host];

    /// As the database has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Majority => "majority",
            Self::Host => "host",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "todos",
            Self::Majority => "mayoria",
            Self::Host => "anfitrion",
        })
    }
}

/// Who sets the server's rule.
#[derive(Clone)]
pub struct Rules {
    database: String,
    guild: i64,
    turn: Arc<Mutex<()>>,
}

impl Rules {
    pub fn new(database: &str, guild: u64) -> Self {
        Self {
            database: database.to_owned(),
            guild: guild.cast_signed(),
            turn: Arc::default(),
        }
    }

    /// Sets the rule. Nobody sets another one before what this gives is dropped.
    pub async fn set(&self, rule: Rule) -> OwnedMutexGuard<()> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        while self.write(rule).await.is_err() {
            tokio::time::sleep(AGAIN).await;
        }
        turn
    }

    async fn write(&self, rule: Rule) -> sqlx::Result<()> {
        let mut connection = PgConnection::connect(&self.database).await?;
        sqlx::query(
            "INSERT INTO guild_settings (guild_id, advance_rule) VALUES ($1, $2)
             ON CONFLICT (guild_id) DO UPDATE SET advance_rule = excluded.advance_rule",
        )
        .bind(self.guild)
        .bind(rule.name())
        .execute(&mut connection)
        .await?;
        connection.close().await
    }
}
