//! The database that commands work on: the one of DATABASE_URL, or one of our own. And
//! `tertulia migrate`.

use std::path::PathBuf;

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

/// Opens the database of DATABASE_URL; without one, starts a server on `data_dir`.
pub async fn open(
    config: &Config,
    data_dir: PathBuf,
    name: &str,
    language: Language,
) -> anyhow::Result<Database> {
    let told = |error: PostgresError| anyhow::anyhow!(error.message(language));
    let (options, server) = if let Some(url) = &config.database_url {
        let options = url
            .parse()
            .map_err(|error| anyhow::anyhow!("DATABASE_URL: {error}"))?;
        (options, None)
    } else {
        let settings = Settings {
            data_dir,
            programs: config.postgres_programs.clone(),
            durable: true,
        };
        let server = Embedded::start(&settings).await.map_err(told)?;
        server.ensure_database(name).await.map_err(told)?;
        (server.connect_options(name), Some(server))
    };
    let store = Store::connect(options, CONNECTIONS);
    store.migrate().await?;
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

pub async fn migrate(config: Config, language: Language) -> anyhow::Result<bool> {
    let data_dir = config.data_dir.clone();
    let database = open(&config, data_dir, "tertulia", language).await?;
    database.close(language).await?;
    Ok(true)
}
