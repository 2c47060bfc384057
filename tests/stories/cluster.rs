//! One PostgreSQL for all stories, migrated once into a template, a clone of it for each story.
//! `DATABASE_URL` names another server to use.

use std::{
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

use sqlx::{AssertSqlSafe, Connection, PgConnection, postgres::PgConnectOptions};
use tertulia::{
    postgres::{Embedded, Settings},
    store::Store,
};
use tokio::sync::Mutex;

/// The server with its migrated template. Our own server ends with the process: it watches a pipe
/// that only the process holds.
struct Cluster {
    options: PgConnectOptions,
    template: String,
    /// How many stories use it.
    users: usize,
    /// Whether it is our own server, which nobody has to tidy up.
    ours: bool,
}

/// Locked while a clone is made: PostgreSQL copies a template only while nobody else uses it.
static CLUSTER: Mutex<Option<Cluster>> = Mutex::const_new(None);
static DATABASES: AtomicUsize = AtomicUsize::new(0);

/// A database of a story's own.
pub struct Database {
    pub options: PgConnectOptions,
    pub store: Store,
    name: String,
}

impl Database {
    pub async fn create() -> Self {
        let number = DATABASES.fetch_add(1, Ordering::SeqCst);
        let name = format!("tertulia_story_{}_{number}", std::process::id());
        let mut shared = CLUSTER.lock().await;
        if shared.is_none() {
            *shared = Some(Cluster::start().await);
        }
        let cluster = shared.as_mut().unwrap();
        let template = &cluster.template;
        cluster
            .execute(&format!(
                r#"CREATE DATABASE "{name}" TEMPLATE "{template}""#
            ))
            .await;
        cluster.users += 1;
        let options = cluster.options.clone().database(&name);
        Self {
            store: Store::connect(options.clone(), 10),
            options,
            name,
        }
    }

    /// Removes the database and, with the last one, the template, from a server that outlives the
    /// stories.
    pub async fn remove(self) {
        self.store.close().await;
        let mut shared = CLUSTER.lock().await;
        let cluster = shared.as_mut().unwrap();
        cluster.users -= 1;
        if cluster.ours {
            return;
        }
        cluster.drop(&self.name).await;
        if cluster.users == 0 {
            cluster.drop(&cluster.template).await;
            *shared = None;
        }
    }

    /// Its address for another process.
    pub fn url(&self) -> String {
        use sqlx::ConnectOptions;
        self.options.to_url_lossy().to_string()
    }
}

impl Cluster {
    async fn start() -> Self {
        let (options, ours) = match std::env::var("DATABASE_URL") {
            Ok(url) if !url.is_empty() => (url.parse().unwrap(), false),
            _ => (embedded().await, true),
        };
        let cluster = Self {
            options,
            template: format!("tertulia_template_{}", std::process::id()),
            users: 0,
            ours,
        };
        let name = &cluster.template;
        cluster.drop(name).await;
        cluster
            .execute(&format!(r#"CREATE DATABASE "{name}""#))
            .await;
        let store = Store::connect(cluster.options.clone().database(name), 2);
        store.migrate().await.unwrap();
        store.close().await;
        cluster
    }

    async fn drop(&self, name: &str) {
        self.execute(&format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#))
            .await;
    }

    async fn execute(&self, statement: &str) {
        let mut connection = PgConnection::connect_with(&self.options).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(statement))
            .execute(&mut connection)
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
        connection.close().await.unwrap();
    }
}

/// Starts our own server on a thread that lives as long as the process, and clears away the folders
/// that earlier runs left.
async fn embedded() -> PgConnectOptions {
    let (started, start) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async move {
            let folder = fresh_folder();
            let settings = Settings {
                data_dir: folder,
                programs: None,
                durable: false,
            };
            let server = Embedded::start(&settings).await;
            let server = server.unwrap_or_else(|error| panic!("{error}"));
            started.send(server.connect_options("postgres")).unwrap();
            std::future::pending::<()>().await;
        });
    });
    start.await.expect("the server started")
}

fn fresh_folder() -> PathBuf {
    const PREFIX: &str = "tertulia-stories-";
    let parent = std::env::temp_dir();
    for entry in std::fs::read_dir(&parent).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name
            .strip_prefix(PREFIX)
            .and_then(|pid| pid.parse::<u32>().ok());
        if owner.is_some_and(|pid| !PathBuf::from(format!("/proc/{pid}")).exists()) {
            // Somebody else may be clearing it away, too.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    let folder = parent.join(format!("{PREFIX}{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o711)).unwrap();
    folder
}
