//! A PostgreSQL that can go away and come back: our own server on one folder for the whole run, with
//! a database for each round.

use std::{os::unix::fs::PermissionsExt, path::PathBuf, process::Command, time::Duration};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use tertulia::{
    postgres::{Embedded, Settings},
    store::Store,
};
use tokio::{sync::Mutex, time::timeout};

/// The migrated database that each round's is a copy of.
const TEMPLATE: &str = "tertulia_template";
/// How long a server may take to end that was told not to tidy up.
const ENDS_WITHIN: Duration = Duration::from_secs(10);

/// How the server goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Going {
    /// It ends all connections and writes everything down.
    Stopped,
    /// SIGQUIT: it drops everything where it stands, and has to recover when it starts.
    Killed,
}

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
            // As operators run it: what was answered survives its death.
            durable: true,
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
        self.copy(TEMPLATE, name).await
    }

    /// The address of a new database that is a copy of another, which nobody uses.
    pub async fn copy(&self, of: &str, name: &str) -> String {
        let running = self.running.lock().await;
        let server = running.as_ref().expect("no round starts without it");
        let options = server.connect_options("postgres");
        let mut connection = PgConnection::connect_with(&options).await.unwrap();
        let create = format!(r#"CREATE DATABASE "{name}" TEMPLATE "{of}""#);
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        server.url(name)
    }

    /// Goes away, and is gone when this returns.
    pub async fn goes_away(&self, going: Going) {
        let mut running = self.running.lock().await;
        let mut server = running.take().expect("it goes away once at a time");
        match going {
            Going::Stopped => server.stop().await.unwrap(),
            Going::Killed => {
                let number = self.process();
                let told = Command::new("kill").args(["-QUIT", &number]).status();
                assert!(told.unwrap().success(), "kill -QUIT {number}");
                let ended = timeout(ENDS_WITHIN, server.exited()).await;
                ended.expect("PostgreSQL ends at once on SIGQUIT");
            }
        }
    }

    /// Comes back on the same files, and takes connections when this returns.
    pub async fn comes_back(&self) {
        let mut running = self.running.lock().await;
        *running = Some(Embedded::start(&self.settings).await.unwrap());
    }

    /// The number of the server's first process, which is surely ours.
    fn process(&self) -> String {
        let cluster = self.settings.data_dir.join("postgres");
        let file = std::fs::read_to_string(cluster.join("postmaster.pid")).unwrap();
        let number = file.lines().next().unwrap().trim().to_owned();
        let line = PathBuf::from("/proc").join(&number).join("cmdline");
        let line = String::from_utf8_lossy(&std::fs::read(line).unwrap()).into_owned();
        let ours = line.contains(cluster.to_str().unwrap());
        assert!(ours, "process {number} is not our server: {line}");
        number
    }
}
