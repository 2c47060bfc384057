//! A PostgreSQL that can go away and come back: our own server on one folder for the whole run, with
//! a database for each round.

use std::{os::unix::fs::PermissionsExt, time::Duration};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use tertulia::{
    postgres::{Embedded, Settings},
    store::Store,
};
use tokio::sync::Mutex;

/// The migrated database that each round's is a copy of.
const TEMPLATE: &str = "tertulia_template";

pub struct Server {
    settings: Settings,
    /// Empty while it is away.
    running: Mutex<Option<Embedded>>,
    _folder: TempDir,
}

impl Server {
    pub async fn start() -> Self {
        // The server runs as another user when we are root, and has to get in.
        let folder = tempfile::Builder::new()
            .prefix("tertulia-chaos-")
            .permissions(std::fs::Permissions::from_mode(0o711))
            .tempdir()
            .unwrap();
        let settings = Settings {
            data_dir: folder.path().to_owned(),
            programs: None,
            durable: false,
        };
        let running = Embedded::start(&settings).await.unwrap();
        running.ensure_database(TEMPLATE).await.unwrap();
        let store = Store::connect(running.connect_options(TEMPLATE), 2);
        store.migrate().await.unwrap();
        store.close().await;
        Self {
            settings,
            running: Mutex::new(Some(running)),
            _folder: folder,
        }
    }

    /// A new database's address.
    pub async fn database(&self, name: &str) -> String {
        let running = self.running.lock().await;
        let server = running.as_ref().expect("no round starts without it");
        let options = server.connect_options("postgres");
        let mut connection = PgConnection::connect_with(&options).await.unwrap();
        let create = format!(r#"CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}""#);
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        server.url(name)
    }

    /// Goes away for so long, and comes back on the same files.
    pub async fn go_away(&self, length: Duration) {
        let mut running = self.running.lock().await;
        let server = running.take().expect("it goes away once at a time");
        server.stop().await.unwrap();
        // How long the fault lasts; nothing is waited for.
        tokio::time::sleep(length).await;
        *running = Some(Embedded::start(&self.settings).await.unwrap());
    }
}
