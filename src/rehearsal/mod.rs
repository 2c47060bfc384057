//! A rehearsal: the real bot on a local Discord, with people whose actions come from a script, the
//! terminal or a simulated group. Needs no token and no Discord.

mod group;
mod script;
mod stage;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use time::Duration;

pub use group::play;
pub use script::{Act, CastMember, Line, Script, ScriptError, ScriptProblem};
pub use stage::{Stage, StageError};

use crate::{clock::Clock, texts::Language};

/// A clock that a rehearsal moves on, so that an hour of session takes seconds.
#[derive(Clone, Debug)]
pub struct StageTime {
    base: Clock,
    /// Milliseconds ahead of `base`.
    ahead: Arc<AtomicI64>,
}

impl StageTime {
    #[must_use]
    pub fn new(base: Clock) -> Self {
        Self {
            base,
            ahead: Arc::default(),
        }
    }

    /// The time on stage.
    #[must_use]
    pub fn clock(&self) -> Clock {
        let Self { base, ahead } = self.clone();
        Clock::from_fn(move || base.now() + Duration::milliseconds(ahead.load(Ordering::SeqCst)))
    }

    /// Moves the time on.
    pub fn advance(&self, by: Duration) {
        let milliseconds = i64::try_from(by.whole_milliseconds()).unwrap_or(i64::MAX);
        self.ahead.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

/// Writes the report's files that the bot posted into a folder; returns where they are. What was
/// posted in two places is the same file.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn save_reports(stage: &Stage, folder: &Path) -> io::Result<Vec<PathBuf>> {
    let reports = stage
        .discord()
        .files()
        .into_iter()
        .filter(|file| file.file_name.starts_with("informe-"));
    let mut saved = Vec::new();
    for report in reports {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(&report.file_name);
        std::fs::write(&path, &report.bytes)?;
        if !saved.contains(&path) {
            saved.push(path);
        }
    }
    Ok(saved)
}

/// The people of a rehearsal that names none: three learners and a moderator.
#[must_use]
pub fn default_cast() -> Vec<CastMember> {
    [
        ("Ana", false),
        ("Beto", false),
        ("Carla", false),
        ("Marta", true),
    ]
    .into_iter()
    .map(|(name, moderator)| CastMember {
        name: name.to_owned(),
        moderator,
    })
    .collect()
}

/// How to write an action, for who types `?`.
#[must_use]
pub fn instructions(language: Language, cast: &[CastMember]) -> String {
    let people: Vec<String> = cast.iter().map(ToString::to_string).collect();
    language.say("rehearsal-help", &[("people", people.join(", ").into())])
}
