//! The PostgreSQL that Tertulia brings along when DATABASE_URL is empty: a server of its own on a
//! unix socket under the data folder, which lives exactly as long as the program.

mod account;
mod download;
mod error;
mod folder;
mod programs;
mod server;

use std::{
    ffi::OsString,
    fmt::Write as _,
    os::unix::ffi::OsStrExt as _,
    path::{Path, PathBuf},
};

use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};

pub use account::running_as_root;
pub use error::PostgresError;

use account::Account;
use folder::DataFolder;
use programs::Programs;
use server::Watched;

/// The superuser of the embedded server; without a password, since only those who can enter the
/// socket's folder reach the server at all.
const SUPERUSER: &str = "tertulia";
/// Names the socket's file. Nothing listens on TCP, so it never collides with another server.
const PORT: u16 = 5432;

/// What an embedded server needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Holds the database, its log, its socket and, where they had to be downloaded, its programs.
    pub data_dir: PathBuf,
    /// The folder with `postgres` and `initdb` (`TERTULIA_PG_BIN`); `None` searches the machine.
    pub programs: Option<PathBuf>,
    /// `false` trades safety against power cuts for speed, which only tests want.
    pub durable: bool,
}

/// A running server. Dropping it stops the server too, but only [`Embedded::stop`] waits for that.
#[derive(Debug)]
pub struct Embedded {
    server: Watched,
    sockets: PathBuf,
    psql: PathBuf,
    // Last, so that nobody else starts on the folder before the pipe to the server is closed.
    _folder: DataFolder,
}

impl Embedded {
    /// Starts the server, after creating its database files where there are none yet, and returns
    /// when it accepts connections.
    pub async fn start(settings: &Settings) -> Result<Self, PostgresError> {
        let own_uid = account::own_uid()?;
        let folder = DataFolder::open(&settings.data_dir, own_uid == 0)?;
        let account = if own_uid == 0 {
            let account = Account::for_server(&folder.cluster())?;
            account.check_reaches(folder.path())?;
            folder.hand_to(&account)?;
            Some(account)
        } else {
            None
        };
        let made_by = folder.cluster_major()?;
        let programs = programs::find(settings, folder.path(), made_by, account.as_ref()).await?;
        if let Some(data) = made_by
            && data != programs.major
        {
            return Err(PostgresError::OtherMajor {
                folder: folder.path().to_owned(),
                data,
                programs: programs.major,
            });
        }
        if made_by.is_none() {
            server::create_cluster(&programs, &folder, account.as_ref(), settings.durable).await?;
        }
        let owner = account.as_ref().map_or(own_uid, |account| account.uid);
        let sockets = folder.prepare_sockets(owner, account.as_ref())?;
        let server = server::start(
            &programs,
            &folder,
            account.as_ref(),
            &sockets,
            settings.durable,
        )
        .await?;
        tracing::info!(
            version = programs.major,
            folder = %folder.path().display(),
            "the embedded PostgreSQL is running"
        );
        Ok(Self {
            server,
            sockets,
            psql: psql_to_type(&programs),
            _folder: folder,
        })
    }

    /// Where a database of this server is, as sqlx and libpq understand it.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://{SUPERUSER}@{}:{PORT}/{}?sslmode=disable",
            percent_encoded(self.sockets.as_os_str().as_bytes()),
            percent_encoded(database.as_bytes()),
        )
    }

    /// The same as [`Embedded::url`], for code that connects by itself.
    #[must_use]
    pub fn connect_options(&self, database: &str) -> PgConnectOptions {
        connect_options(&self.sockets, database)
    }

    /// What a person types in a terminal to look inside.
    #[must_use]
    pub fn psql_command(&self, database: &str) -> String {
        format!(
            "{} -h {} -U {SUPERUSER} {}",
            shell_quoted(&self.psql.to_string_lossy()),
            shell_quoted(&self.sockets.to_string_lossy()),
            shell_quoted(database),
        )
    }

    /// Creates the database unless it is there already.
    pub async fn ensure_database(&self, name: &str) -> Result<(), PostgresError> {
        let mut connection = PgConnection::connect_with(&self.connect_options("postgres")).await?;
        let exists: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)")
                .bind(name)
                .fetch_one(&mut connection)
                .await?;
        if !exists {
            // CREATE DATABASE takes no parameters; a doubled quote is the only escape in a name.
            let create = format!("CREATE DATABASE \"{}\"", name.replace('"', "\"\""));
            match sqlx::query(AssertSqlSafe(create))
                .execute(&mut connection)
                .await
            {
                Err(sqlx::Error::Database(error)) if lost_the_race(error.code().as_deref()) => {}
                result => {
                    result?;
                }
            }
        }
        connection.close().await?;
        Ok(())
    }

    /// Waits until the server ends, which it does by itself only when something is badly wrong
    /// (out of disk, killed by the system): a program that sees this should end too.
    pub async fn exited(&mut self) {
        // An error means that there is nothing to wait for any more.
        let _ = self.server.exited().await;
    }

    /// Ends all connections, writes everything down and waits until the server is gone.
    pub async fn stop(self) -> Result<(), PostgresError> {
        self.server.stop().await?;
        // Empty by now; it may be a folder in the system's temporary one.
        let _ = std::fs::remove_dir(&self.sockets);
        Ok(())
    }
}

/// The programs that an earlier start downloaded into this data folder, for a server elsewhere.
#[must_use]
pub fn downloaded_programs(data_dir: &Path) -> Option<PathBuf> {
    download::downloaded(data_dir).into_iter().next()
}

/// Where the embedded database lives: `TERTULIA_DATA_DIR`; else `/var/lib/tertulia` for root; else
/// the user's data folder. The lookup is `std::env::var_os` outside tests.
pub fn default_data_dir(
    is_root: bool,
    lookup: impl Fn(&str) -> Option<OsString>,
) -> Result<PathBuf, PostgresError> {
    let folder = |name: &str| {
        lookup(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(chosen) = folder("TERTULIA_DATA_DIR") {
        return Ok(chosen);
    }
    if is_root {
        return Ok(PathBuf::from("/var/lib/tertulia"));
    }
    // The XDG base directory specification says that a relative path is to be ignored.
    folder("XDG_DATA_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| folder("HOME").map(|home| home.join(".local/share")))
        .map(|share| share.join("tertulia"))
        .ok_or(PostgresError::NoDataFolder)
}

fn connect_options(sockets: &Path, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(sockets)
        .port(PORT)
        .username(SUPERUSER)
        .database(database)
        .ssl_mode(PgSslMode::Disable)
}

/// `psql` alone where a terminal finds it, else the one beside the server's programs.
fn psql_to_type(programs: &Programs) -> PathBuf {
    let beside = programs.folder.join("psql");
    if programs::folders_of_path().any(|folder| folder.join("psql").is_file()) || !beside.is_file()
    {
        PathBuf::from("psql")
    } else {
        beside
    }
}

/// Whether two programs created the same database at once: `duplicate_database`, or
/// `unique_violation` when they were closer still.
fn lost_the_race(code: Option<&str>) -> bool {
    matches!(code, Some("42P04" | "23505"))
}

fn percent_encoded(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(byte) {
            text.push(char::from(*byte));
        } else {
            write!(text, "%{byte:02X}").expect("a String takes all that is written to it");
        }
        text
    })
}

fn shell_quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data_dir(is_root: bool, variables: &[(&str, &str)]) -> Result<PathBuf, PostgresError> {
        default_data_dir(is_root, |name| {
            variables
                .iter()
                .find(|(variable, _)| *variable == name)
                .map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn the_chosen_folder_wins_over_every_default() {
        let variables = [("TERTULIA_DATA_DIR", "/srv/t"), ("HOME", "/home/ana")];
        assert_eq!(data_dir(true, &variables).unwrap(), Path::new("/srv/t"));
        assert_eq!(data_dir(false, &variables).unwrap(), Path::new("/srv/t"));
    }

    #[test]
    fn root_and_people_have_their_customary_folders() {
        let home = ("HOME", "/home/ana");
        assert_eq!(
            data_dir(true, &[home]).unwrap(),
            Path::new("/var/lib/tertulia")
        );
        assert_eq!(
            data_dir(false, &[home, ("TERTULIA_DATA_DIR", "")]).unwrap(),
            Path::new("/home/ana/.local/share/tertulia")
        );
        assert_eq!(
            data_dir(false, &[home, ("XDG_DATA_HOME", "/data")]).unwrap(),
            Path::new("/data/tertulia")
        );
        assert_eq!(
            data_dir(false, &[home, ("XDG_DATA_HOME", "data")]).unwrap(),
            Path::new("/home/ana/.local/share/tertulia")
        );
    }

    #[test]
    fn without_a_home_the_error_says_which_variable_helps() {
        let error = data_dir(false, &[]).unwrap_err();
        assert!(error.to_string().contains("TERTULIA_DATA_DIR"), "{error}");
    }

    #[test]
    fn odd_folders_survive_urls_and_shells() {
        assert_eq!(percent_encoded("/a b/ñ".as_bytes()), "%2Fa%20b%2F%C3%B1");
        assert_eq!(shell_quoted("/var/lib/t-1"), "/var/lib/t-1");
        assert_eq!(shell_quoted("/it's here"), r"'/it'\''s here'");
    }
}
