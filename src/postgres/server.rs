//! Creating the database files and running the server on them, so that it dies with the program.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    os::{fd::OwnedFd, unix::ffi::OsStrExt as _},
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use sqlx::{Connection as _, PgConnection};
use tokio::{
    process::{Child, Command},
    time::{Instant, sleep, sleep_until, timeout},
};

use super::{
    PORT, PostgresError, SUPERUSER,
    account::Account,
    connect_options,
    folder::DataFolder,
    programs::{Programs, output_of},
};

/// A start that takes longer has failed.
const START: Duration = Duration::from_secs(30);
/// How long the server of a killed program may take to end.
const OLD_SERVER: Duration = Duration::from_secs(10);
/// A stop writes everything down first, on a slow disk too.
const STOP: Duration = Duration::from_mins(1);
/// Between two looks at whether something has happened.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Runs its arguments until they end, or until its standard input does: then it interrupts them,
/// which for PostgreSQL is a fast shutdown. We hold the other end of that input, so the server
/// ends with us even when we are killed. The watchdog ignores the signals that a terminal or a
/// service manager sends to all processes at once, because its server must outlive our last
/// writes. (The server itself takes such a TERM as «no new connections, end after the last one».)
const WATCHDOG: &str = r#"
trap '' HUP INT TERM
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(read -r _ <&3; kill -INT "$server") 2>/dev/null &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
"#;

/// A process that ends when this value is dropped, or with the program.
#[derive(Debug)]
pub(super) struct Watched {
    child: Child,
    /// Nothing is ever written: its closing is the message.
    pipe: OwnedFd,
}

impl Watched {
    fn spawn(
        program: &Path,
        arguments: &[OsString],
        folder: &Path,
        account: Option<&Account>,
        log: &File,
    ) -> io::Result<Self> {
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", WATCHDOG, "tertulia-postgres"])
            .arg(program)
            .args(arguments)
            // Messages in English, whatever the terminal speaks: they are searched below.
            .env("LC_ALL", "C")
            .env_remove("PGCLIENTENCODING")
            .env_remove("PGDATESTYLE")
            .env_remove("PGTZ")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log.try_clone()?)
            // Out of reach of the terminal's Ctrl-C.
            .process_group(0);
        if let Some(account) = account {
            command.uid(account.uid).gid(account.gid);
        }
        let mut child = command.spawn()?;
        // Taken out of the child, because tokio's `wait` would close it.
        let pipe = child.stdin.take().expect("its standard input is piped");
        Ok(Self {
            child,
            pipe: pipe.into_owned_fd()?,
        })
    }

    /// Waits until it ends by itself.
    pub async fn exited(&mut self) -> io::Result<ExitStatus> {
        self.child.wait().await
    }

    /// Ends it and waits until it is gone.
    pub async fn stop(self) -> Result<(), PostgresError> {
        let Self { mut child, pipe } = self;
        drop(pipe);
        match timeout(STOP, child.wait()).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(PostgresError::NotStopped),
        }
    }
}

/// Runs `initdb` and puts its work in place when it is complete.
pub(super) async fn create_cluster(
    programs: &Programs,
    folder: &DataFolder,
    account: Option<&Account>,
    durable: bool,
) -> Result<(), PostgresError> {
    // Letters beyond ASCII need a locale that knows them, or full text search would not see that
    // «É» and «é» are one. Not every system has the first; plain C is always there.
    for letters in ["C.UTF-8", "en_US.UTF-8", "C"] {
        let cluster = folder.unfinished_cluster(account)?;
        let mut arguments: Vec<OsString> = vec!["-D".into(), cluster.clone().into()];
        arguments.extend(
            [
                format!("--username={SUPERUSER}"),
                "--auth=trust".to_owned(),
                "--encoding=UTF8".to_owned(),
                "--locale=C".to_owned(),
                format!("--lc-ctype={letters}"),
                "--no-instructions".to_owned(),
            ]
            .map(OsString::from),
        );
        if !durable {
            arguments.push("--no-sync".into());
        }
        let log = folder.open_log(account)?;
        let start = length(&log);
        let initdb = programs.initdb();
        let mut run = Watched::spawn(&initdb, &arguments, folder.path(), account, &log)
            .map_err(PostgresError::file(&initdb))?;
        let status = run.exited().await.map_err(PostgresError::file(&initdb))?;
        if status.success() {
            return folder.adopt(&cluster);
        }
        let tail = folder.log_tail(start);
        let _ = fs::remove_dir_all(&cluster);
        if letters == "C" || !tail.contains("invalid locale") {
            return Err(PostgresError::NotCreated { tail });
        }
    }
    unreachable!("the last locale returns either way")
}

/// Starts the server and returns when it answers.
pub(super) async fn start(
    programs: &Programs,
    folder: &DataFolder,
    account: Option<&Account>,
    sockets: &Path,
    durable: bool,
) -> Result<Watched, PostgresError> {
    let arguments = server_arguments(&folder.cluster(), sockets, durable);
    let deadline = Instant::now() + START;
    let log = folder.open_log(account)?;
    let not_started = |tail| PostgresError::NotStarted {
        log: folder.log(),
        tail,
    };
    loop {
        wait_for_the_old_server(&folder.cluster()).await?;
        let start = length(&log);
        let postgres = programs.postgres();
        let mut server = Watched::spawn(&postgres, &arguments, folder.path(), account, &log)
            .map_err(PostgresError::file(&postgres))?;
        match first_answer(&mut server, sockets, deadline).await {
            FirstAnswer::Ready => return Ok(server),
            FirstAnswer::Exited => {
                let tail = folder.log_tail(start);
                if !held_by_another(&tail) || Instant::now() > deadline {
                    return Err(not_started(tail));
                }
                sleep(LOOK_AGAIN).await;
            }
            FirstAnswer::TooLate(reason) => {
                let tail = format!("{}\n{reason}", folder.log_tail(start));
                // The error that counts is the one of the start.
                let _ = server.stop().await;
                return Err(not_started(tail));
            }
        }
    }
}

/// Everything is on the command line, so that the files need no care when a version changes it.
fn server_arguments(cluster: &Path, sockets: &Path, durable: bool) -> Vec<OsString> {
    let mut socket_setting = OsString::from("unix_socket_directories=");
    socket_setting.push(sockets);
    let mut arguments: Vec<OsString> = vec![
        "-D".into(),
        cluster.into(),
        "-c".into(),
        socket_setting,
        "-c".into(),
        format!("port={PORT}").into(),
    ];
    let mut set = |settings: &[&str]| {
        for setting in settings {
            arguments.extend(["-c".into(), setting.into()]);
        }
    };
    set(&[
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "shared_buffers=64MB",
        "timezone=UTC",
        "log_timezone=UTC",
        // Statements and their errors can carry what learners wrote, which must never reach a log;
        // who sent the statement is told of its error anyway.
        "log_min_messages=log",
        "log_min_error_statement=panic",
        "log_checkpoints=off",
    ]);
    if durable {
        set(&["max_connections=100"]);
    } else {
        set(&[
            "max_connections=200",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "wal_level=minimal",
            "max_wal_senders=0",
        ]);
    }
    arguments
}

enum FirstAnswer {
    Ready,
    Exited,
    /// With the last reason for which no connection came about.
    TooLate(String),
}

async fn first_answer(server: &mut Watched, sockets: &Path, deadline: Instant) -> FirstAnswer {
    let options = connect_options(sockets, "postgres");
    let mut reason = String::new();
    loop {
        tokio::select! {
            biased;
            _ = server.exited() => return FirstAnswer::Exited,
            () = sleep_until(deadline) => return FirstAnswer::TooLate(reason),
            connection = PgConnection::connect_with(&options) => match connection {
                Ok(connection) => {
                    // It has answered; how the farewell goes is of no interest.
                    let _ = connection.close().await;
                    return FirstAnswer::Ready;
                }
                Err(error) => reason = error.to_string(),
            },
        }
        sleep(LOOK_AGAIN).await;
    }
}

/// Whether a server refused to start because another one, or its last processes, hold the files.
/// A process id that was given anew to one of our own shells also looks like that, once.
fn held_by_another(log: &str) -> bool {
    log.contains("lock file \"postmaster.pid\" already exists")
        || log.contains("pre-existing shared memory block")
}

/// Waits until the server of a program that was killed has ended. We hold the data folder's lock,
/// so nobody else needs that server any more, and its own watchdog is stopping it.
async fn wait_for_the_old_server(cluster: &Path) -> Result<(), PostgresError> {
    let pid_file = cluster.join("postmaster.pid");
    let deadline = Instant::now() + OLD_SERVER;
    loop {
        let Some(pid) = first_number(&pid_file) else {
            return Ok(());
        };
        match command_line(pid).await {
            // PostgreSQL itself clears away the file of a server that is no more.
            None => return Ok(()),
            Some(command) if !mentions(&command, cluster) => {
                // The number now belongs to something else, which PostgreSQL cannot know.
                return fs::remove_file(&pid_file).map_err(PostgresError::file(&pid_file));
            }
            Some(_) if Instant::now() > deadline => {
                return Err(PostgresError::StillRunning { pid });
            }
            Some(_) => sleep(LOOK_AGAIN).await,
        }
    }
}

fn first_number(path: &Path) -> Option<u32> {
    fs::read_to_string(path)
        .ok()?
        .lines()
        .next()?
        .trim()
        .parse()
        .ok()
}

/// How a process was started; `None` where there is no such process.
async fn command_line(pid: u32) -> Option<Vec<u8>> {
    if Path::new("/proc/self").exists() {
        return fs::read(format!("/proc/{pid}/cmdline"))
            .ok()
            .filter(|command| !command.is_empty());
    }
    output_of(Path::new("ps"), &format!("-wwocommand=-p{pid}"))
        .await
        .map(String::into_bytes)
}

fn mentions(command: &[u8], cluster: &Path) -> bool {
    let cluster = cluster.as_os_str().as_bytes();
    command
        .windows(cluster.len())
        .any(|window| window == cluster)
}

fn length(log: &File) -> u64 {
    log.metadata().map_or(0, |metadata| metadata.len())
}
