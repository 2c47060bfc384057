//! The embedded PostgreSQL with real servers: what it promises to whoever starts, kills and
//! restarts the program.
#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    fs::{self, Permissions},
    io::{BufRead as _, BufReader},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;
use tertulia::{
    postgres::{Embedded, PostgresError, Settings, running_as_root},
    texts::Language,
};
use tokio::time::{Instant, sleep};

/// Beyond this, what a test waits for is not coming.
const PATIENCE: Duration = Duration::from_mins(1);
/// Tells this very test binary to be the program that gets killed.
const OWNER: &str = "TERTULIA_TEST_OWNER_OF";

/// A parent that the server's user can pass through, whatever this machine's umask says.
fn open_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
    folder
}

fn settings(data_dir: impl Into<PathBuf>) -> Settings {
    Settings {
        data_dir: data_dir.into(),
        programs: None,
        durable: false,
    }
}

async fn connect(server: &Embedded, database: &str) -> PgConnection {
    PgConnection::connect(&server.url(database)).await.unwrap()
}

fn server_pid(data_dir: &Path) -> u32 {
    let file = fs::read_to_string(data_dir.join("postgres/postmaster.pid")).unwrap();
    file.lines().next().unwrap().parse().unwrap()
}

fn lives(pid: u32) -> bool {
    Command::new("ps")
        .args(["-o", "stat=", "-p", &pid.to_string()])
        .output()
        .is_ok_and(|output| {
            let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            !state.is_empty() && !state.starts_with('Z')
        })
}

async fn until(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn what_is_written_survives_a_restart() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));

    let server = Embedded::start(&settings).await.unwrap();
    server.ensure_database("tertulia").await.unwrap();
    server.ensure_database("tertulia").await.unwrap();
    let mut connection = connect(&server, "tertulia").await;
    for statement in [
        "CREATE TABLE answers (text text)",
        "INSERT INTO answers VALUES ('Usa un Lock')",
    ] {
        sqlx::query(statement)
            .execute(&mut connection)
            .await
            .unwrap();
    }
    // A connection left open must not hold the shutdown up.
    server.stop().await.unwrap();
    assert!(!settings.data_dir.join("postgres/postmaster.pid").exists());

    let server = Embedded::start(&settings).await.unwrap();
    let mut connection = PgConnection::connect_with(&server.connect_options("tertulia"))
        .await
        .unwrap();
    let text: String = sqlx::query_scalar("SELECT text FROM answers")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(text, "Usa un Lock");
    server.stop().await.unwrap();
}

#[tokio::test]
async fn spanish_letters_are_one_in_both_cases() {
    let parent = open_folder();
    let server = Embedded::start(&settings(parent.path().join("t")))
        .await
        .unwrap();
    let mut connection = connect(&server, "postgres").await;
    let same: bool = sqlx::query_scalar(
        "SELECT lower('ÁÑ') = 'áñ' AND to_tsvector('spanish', 'EXCLUSIÓN') @@ to_tsquery('spanish', 'exclusión')",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert!(same);
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_folder_too_deep_for_a_socket_or_with_odd_letters_works_too() {
    let parent = open_folder();
    for name in ["d".repeat(120), "una \"coma\", it's ñ".to_owned()] {
        let server = Embedded::start(&settings(parent.path().join(name)))
            .await
            .unwrap();
        let psql = Command::new("sh")
            .args(["-c", &server.psql_command("postgres")])
            .args(["-c", "true"])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(psql.status.success(), "{psql:?}");
        connect(&server, "postgres").await.close().await.unwrap();
        server.stop().await.unwrap();
    }
}

#[tokio::test]
async fn a_second_program_on_the_same_folder_is_told_so() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));
    let first = Embedded::start(&settings).await.unwrap();

    let error = Embedded::start(&settings).await.unwrap_err();
    assert!(matches!(error, PostgresError::FolderBusy { .. }), "{error}");
    let message = error.message(Language::Spanish);
    let folder = settings.data_dir.canonicalize().unwrap();
    assert_eq!(
        message,
        format!(
            "Otra Tertulia ya usa la carpeta {}; ciérrala o usa TERTULIA_DATA_DIR para elegir otra carpeta.",
            folder.display()
        )
    );
    connect(&first, "postgres").await.close().await.unwrap();
    first.stop().await.unwrap();
}

#[tokio::test]
async fn a_dropped_server_ends_and_the_next_start_waits_for_it() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));
    let server = Embedded::start(&settings).await.unwrap();
    let pid = server_pid(&settings.data_dir);
    drop(server);
    let server = Embedded::start(&settings).await.unwrap();
    assert_ne!(server_pid(&settings.data_dir), pid);
    assert!(!lives(pid));
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_server_that_ends_by_itself_is_noticed() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));
    let mut server = Embedded::start(&settings).await.unwrap();
    let pid = server_pid(&settings.data_dir);
    kill("-KILL", pid);
    tokio::time::timeout(PATIENCE, server.exited())
        .await
        .expect("the watchdog ends with its server");
    drop(server);
    // Its file is left behind, and its last processes may still be ending.
    let server = Embedded::start(&settings).await.unwrap();
    server.stop().await.unwrap();
}

#[tokio::test]
async fn a_stale_file_with_the_number_of_another_process_blocks_nothing() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));
    Embedded::start(&settings)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    let pid_file = settings.data_dir.join("postgres/postmaster.pid");
    for pid in [std::process::id(), 4_194_303] {
        fs::write(&pid_file, format!("{pid}\n")).unwrap();
        fs::set_permissions(&pid_file, Permissions::from_mode(0o666)).unwrap();
        let server = Embedded::start(&settings).await;
        server.unwrap().stop().await.unwrap();
    }
}

#[tokio::test]
async fn the_server_dies_with_a_killed_program_and_starts_again() {
    let parent = open_folder();
    let data_dir = parent.path().join("tertulia");
    let mut program = OwnProgram::start(&data_dir);
    let pid = program.wait_for_its_server();
    assert!(lives(pid));
    program.kill();

    let server = Embedded::start(&settings(&data_dir)).await.unwrap();
    assert!(!lives(pid), "two servers at once");
    let mut connection = connect(&server, "tertulia").await;
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM kept")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(kept, 1);
    server.stop().await.unwrap();

    let mut program = OwnProgram::start(&data_dir);
    let pid = program.wait_for_its_server();
    program.kill();
    until("the server of the killed program is gone", || !lives(pid)).await;
}

/// Not a test by itself: the program that the test above kills.
#[tokio::test]
async fn owner_program() {
    let Some(data_dir) = std::env::var_os(OWNER) else {
        return;
    };
    let data_dir = PathBuf::from(data_dir);
    let server = Embedded::start(&settings(&data_dir)).await.unwrap();
    server.ensure_database("tertulia").await.unwrap();
    let mut connection = connect(&server, "tertulia").await;
    sqlx::query("CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one")
        .execute(&mut connection)
        .await
        .unwrap();
    // On a line of its own: the test harness may have begun one.
    println!("\nserver {}", server_pid(&data_dir));
    std::future::pending::<()>().await;
}

/// This test binary once more, as a program that owns a server.
struct OwnProgram(Child);

impl OwnProgram {
    fn start(data_dir: &Path) -> Self {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "owner_program", "--nocapture"])
            .env(OWNER, data_dir)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// The server's process id; the output ends, and with it the wait, should the program fail.
    fn wait_for_its_server(&mut self) -> u32 {
        let output = BufReader::new(self.0.stdout.take().unwrap());
        output
            .lines()
            .find_map(|line| line.unwrap().strip_prefix("server ")?.parse().ok())
            .expect("the program says its server's process id")
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for OwnProgram {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn kill(signal: &str, pid: u32) {
    let status = Command::new("kill")
        .args([signal, &pid.to_string()])
        .status()
        .unwrap();
    assert!(status.success());
}

#[tokio::test]
async fn a_folder_without_programs_is_named_together_with_the_ways_out() {
    let parent = open_folder();
    let mut settings = settings(parent.path().join("tertulia"));
    settings.programs = Some(parent.path().join("nothing-here"));
    let error = Embedded::start(&settings).await.unwrap_err();
    for language in [Language::Spanish, Language::English] {
        let message = error.message(language);
        for part in [
            "nothing-here",
            "TERTULIA_PG_BIN",
            "apt install postgresql",
            "brew install postgresql",
            "DATABASE_URL",
        ] {
            assert!(message.contains(part), "{message}");
        }
    }
}

#[tokio::test]
async fn data_of_another_version_are_left_alone_and_both_versions_named() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));
    Embedded::start(&settings)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    let version = settings.data_dir.join("postgres/PG_VERSION");
    let found = fs::read_to_string(&version).unwrap();
    fs::write(&version, "9\n").unwrap();
    let error = Embedded::start(&settings).await.unwrap_err();
    let message = error.message(Language::English);
    assert!(message.contains("PostgreSQL 9,"), "{message}");
    assert!(
        message.contains(&format!("PostgreSQL {}", found.trim())),
        "{message}"
    );
    assert!(message.contains("apt install postgresql-9"), "{message}");
}

#[tokio::test]
async fn a_failed_start_shows_the_end_of_the_log() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));
    Embedded::start(&settings)
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    fs::remove_file(settings.data_dir.join("postgres/global/pg_control")).unwrap();
    let error = Embedded::start(&settings).await.unwrap_err();
    let message = error.message(Language::Spanish);
    assert!(message.contains("postgres.log"), "{message}");
    assert!(message.contains("pg_control"), "{message}");
}

#[tokio::test]
async fn what_a_killed_initdb_left_is_no_obstacle() {
    let parent = open_folder();
    let settings = settings(parent.path().join("tertulia"));
    let leftover = settings.data_dir.join("postgres.unfinished-1");
    fs::create_dir_all(leftover.join("base")).unwrap();
    for folder in [&settings.data_dir, &leftover] {
        fs::set_permissions(folder, Permissions::from_mode(0o711)).unwrap();
    }
    let server = Embedded::start(&settings).await.unwrap();
    assert!(!leftover.exists());
    server.stop().await.unwrap();
}

#[tokio::test]
async fn root_is_told_which_folder_keeps_the_server_out() {
    if !running_as_root().unwrap() {
        return;
    }
    let closed = tempfile::tempdir().unwrap();
    fs::set_permissions(closed.path(), Permissions::from_mode(0o700)).unwrap();
    let error = Embedded::start(&settings(closed.path().join("data")))
        .await
        .unwrap_err();
    let PostgresError::Unreachable { closed: named, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(*named, closed.path().canonicalize().unwrap());
    let message = error.message(Language::Spanish);
    assert!(message.contains(&named.display().to_string()), "{message}");
    assert!(message.contains("TERTULIA_DATA_DIR"), "{message}");
}
