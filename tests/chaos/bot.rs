//! The bot as a process of its own, which is killed, told to stop, and started again.

use std::{
    fs::{File, OpenOptions},
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tertulia::local::LocalDiscord;
use tokio::{
    process::{Child, Command},
    time::{Instant, timeout},
};

/// How long SIGTERM may take to end the process.
pub const STOPS_WITHIN: Duration = Duration::from_secs(10);

/// What the process is told.
pub struct Setting {
    pub discord: LocalDiscord,
    pub database: String,
    pub courses: PathBuf,
    /// What the processes of a round write to stderr, one after the other.
    pub log: PathBuf,
}

/// A process that does not outlive this value.
pub struct Bot {
    process: Child,
    pub started: Instant,
}

impl Bot {
    pub fn start(setting: &Setting) -> Self {
        let started = Instant::now();
        let process = Command::new(env!("CARGO_BIN_EXE_tertulia"))
            .arg("run")
            .env("DISCORD_TOKEN", setting.discord.token())
            .env("DISCORD_API_URL", setting.discord.url())
            .env("DATABASE_URL", &setting.database)
            .env("TERTULIA_COURSES_DIR", &setting.courses)
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stderr(append_to(&setting.log))
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        Self { process, started }
    }

    /// SIGKILL: the process gets no chance to tidy up.
    pub async fn kill(mut self) {
        self.process.kill().await.unwrap();
    }

    /// SIGTERM, and how it ended; `None` when it did not end in time.
    pub async fn terminate(mut self) -> Option<(ExitStatus, Duration)> {
        let told = Instant::now();
        // An error means that it has ended already, which its status tells.
        let number = self.process.id().unwrap_or_default().to_string();
        let _ = std::process::Command::new("kill")
            .args(["-TERM", &number])
            .status()
            .unwrap();
        let ended = timeout(STOPS_WITHIN, self.process.wait()).await.ok()?;
        Some((ended.unwrap(), told.elapsed()))
    }

    /// How it ended, when it ended by itself.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().unwrap()
    }
}

fn append_to(log: &Path) -> File {
    let mut options = OpenOptions::new();
    options.create(true).append(true).open(log).unwrap()
}
