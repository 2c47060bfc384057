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
use tokio::sync::{Mutex, OnceCell};

/// The server with its migrated template. Our own server ends with the process: it watches a pipe
/// that only the process holds.
struct Cluster {
    options: PgConnectOptions,
    template: String,
    /// One clone at a time: PostgreSQL copies a template only while nobody else uses it.
    cloning: Mutex<()>,
    ours: bool,
}

static CLUSTER: OnceCell<Cluster> = OnceCell::const_new();
static DATABASES: AtomicUsize = AtomicUsize::new(0);

/// A database of a story's own.
pub struct Database {
    pub options: PgConnectOptions,
    pub store: Store,
    name: String,
}

impl Database {
    pub async fn create() -> Self {
        let cluster = CLUSTER.get_or_init(Cluster::start).await;
        let number = DATABASES.fetch_add(1, Ordering::SeqCst);
        let name = format!("tertulia_story_{}_{number}", std::process::id());
        {
            let _alone = cluster.cloning.lock().await;
            let template = &cluster.template;
            cluster
                .execute(&format!(
                    r#"CREATE DATABASE "{name}" TEMPLATE "{template}""#
                ))
                .await;
        }
        let options = cluster.options.clone().database(&name);
        Self {
            store: Store::connect(options.clone(), 10),
            options,
            name,
        }
    }

    /// Removes the database from a server that outlives the stories.
    pub async fn remove(self) {
        self.store.close().await;
        let cluster = CLUSTER.get().unwrap();
        if !cluster.ours {
            let name = &self.name;
            cluster
                .execute(&format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#))
                .await;
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
        let template = format!("tertulia_template_{}", std::process::id());
        let cluster = Self {
            options,
            template,
            cloning: Mutex::default(),
            ours,
        };
        let name = &cluster.template;
        cluster
            .execute(&format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#))
            .await;
        cluster
            .execute(&format!(r#"CREATE DATABASE "{name}""#))
            .await;
        let store = Store::connect(cluster.options.clone().database(name), 2);
        store.migrate().await.unwrap();
        store.close().await;
        cluster
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
