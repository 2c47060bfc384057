//! The database that commands work on: the one of DATABASE_URL, or one of our own. And
//! `tertulia migrate`.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, postgres::PgConnectOptions};
use tertulia::{
    config::Config,
    postgres::{Embedded, PostgresError, Settings},
    store::Store,
    texts::Language,
};

/// Connections of the pool; a click holds one for two short statements.
const CONNECTIONS: u32 = 16;

/// A database in use, with its server when that is ours.
pub struct Database {
    pub store: Store,
    pub server: Option<Embedded>,
}

/// What a database is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The bot's sessions.
    Bot,
    /// Rehearsals, which never touch the bot's sessions: they have a database of their own, also on
    /// the server of DATABASE_URL.
    Rehearsal,
}

/// The name of our own server's database.
pub const NAME: &str = "tertulia";
/// The rehearsals' database on the server of DATABASE_URL, and their folder beside the bot's.
const REHEARSAL: &str = "tertulia_ensayo";

/// Opens the database of DATABASE_URL; without one, starts a server of our own.
pub async fn open(
    config: &Config,
    purpose: Purpose,
    language: Language,
) -> anyhow::Result<Database> {
    let told = |error: PostgresError| anyhow::anyhow!(error.message(language));
    let (options, server) = if let Some(url) = &config.database_url {
        let given: PgConnectOptions = url
            .parse()
            .map_err(|_: sqlx::Error| anyhow::anyhow!(language.say("database-address", &[])))?;
        let options = match purpose {
            Purpose::Bot => given,
            Purpose::Rehearsal => for_rehearsals(given)
                .await
                .map_err(|error| unusable(&error, language))?,
        };
        (options, None)
    } else {
        let settings = Settings {
            data_dir: match purpose {
                Purpose::Bot => config.data_dir.clone(),
                Purpose::Rehearsal => config.data_dir.join("ensayo"),
            },
            programs: config.postgres_programs.clone(),
            durable: true,
        };
        let server = Embedded::start(&settings).await.map_err(told)?;
        server.ensure_database(NAME).await.map_err(told)?;
        (server.connect_options(NAME), Some(server))
    };
    let store = Store::connect(options.clone(), CONNECTIONS);
    if let Err(error) = store.migrate().await {
        // The pool says only that it waited; a connection of its own says why.
        return Err(match PgConnection::connect_with(&options).await {
            Err(reason) if server.is_none() => unusable(&reason, language),
            _ => error.into(),
        });
    }
    Ok(Database { store, server })
}

impl Database {
    /// Closes the connections, and stops the server when it is ours.
    pub async fn close(self, language: Language) -> anyhow::Result<()> {
        self.store.close().await;
        if let Some(server) = self.server {
            let stopped = server.stop().await;
            stopped.map_err(|error| anyhow::anyhow!(error.message(language)))?;
        }
        Ok(())
    }
}

/// The rehearsals' database on somebody's server, made when it is not there.
async fn for_rehearsals(given: PgConnectOptions) -> sqlx::Result<PgConnectOptions> {
    let mut connection = PgConnection::connect_with(&given).await?;
    let exists: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
            .bind(REHEARSAL)
            .fetch_one(&mut connection)
            .await?;
    if !exists {
        let create = format!("CREATE DATABASE {REHEARSAL}");
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(given.database(REHEARSAL))
}

/// What to tell when the database of DATABASE_URL does not answer or refuses.
fn unusable(error: &sqlx::Error, language: Language) -> anyhow::Error {
    let reason = match error {
        sqlx::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    };
    anyhow::anyhow!(language.say("database-unusable", &[("error", reason.into())]))
}

pub async fn migrate(config: Config, language: Language) -> anyhow::Result<bool> {
    let database = open(&config, Purpose::Bot, language).await?;
    database.close(language).await?;
    Ok(true)
}
