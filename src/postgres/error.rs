//! What can go wrong with the embedded PostgreSQL, in words that say what to do about it.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use crate::texts::Language;

use super::programs::OLDEST_MAJOR;

/// Why there is no embedded PostgreSQL. `Display` is the English [`PostgresError::message`].
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// Nothing on this machine, and the download failed too.
    ProgramsMissing { download: String },
    /// `TERTULIA_PG_BIN` names a folder without the programs.
    ProgramsNotThere { folder: PathBuf },
    /// The only programs on this machine are from before version 14.
    ProgramsTooOld { folder: PathBuf, major: u32 },
    /// Another Tertulia holds the data folder.
    FolderBusy { folder: PathBuf },
    /// Root starts the server as another user, who cannot get through `closed` to `wanted`.
    Unreachable {
        wanted: PathBuf,
        closed: PathBuf,
        user: String,
    },
    /// PostgreSQL refuses to run as root, and there is neither `postgres` nor `nobody`.
    NoAccount,
    /// Neither `TERTULIA_DATA_DIR` nor a home says where to keep the data.
    NoDataFolder,
    /// The data were written by another major version than the programs found.
    OtherMajor {
        folder: PathBuf,
        data: u32,
        programs: u32,
    },
    /// The server of an earlier run still holds the data.
    StillRunning { pid: u32 },
    /// The socket's folder belongs to someone else, who could answer in the server's place.
    ForeignSockets { folder: PathBuf },
    /// `initdb` failed; `tail` is the end of what it wrote.
    NotCreated { tail: String },
    /// The server ended, or did not answer in time; `tail` is the end of its log.
    NotStarted { log: PathBuf, tail: String },
    /// The server was told to stop and did not.
    NotStopped,
    /// A file or folder could not be used.
    File {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// The server answered with an error.
    Database(#[from] sqlx::Error),
}

impl PostgresError {
    /// For `map_err`: which file an input or output error is about.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::File { path, source }
    }

    /// What to show to a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let shown = |path: &Path| path.display().to_string().into();
        match self {
            Self::ProgramsMissing { download } => language.say(
                "postgres-programs-missing",
                &[("download", download.as_str().into())],
            ),
            Self::ProgramsNotThere { folder } => {
                language.say("postgres-programs-not-there", &[("folder", shown(folder))])
            }
            Self::ProgramsTooOld { folder, major } => language.say(
                "postgres-programs-too-old",
                &[
                    ("folder", shown(folder)),
                    ("version", major.to_string().into()),
                    ("oldest", OLDEST_MAJOR.to_string().into()),
                ],
            ),
            Self::FolderBusy { folder } => {
                language.say("postgres-folder-busy", &[("folder", shown(folder))])
            }
            Self::Unreachable {
                wanted,
                closed,
                user,
            } => language.say(
                "postgres-unreachable",
                &[
                    ("wanted", shown(wanted)),
                    ("closed", shown(closed)),
                    ("user", user.as_str().into()),
                ],
            ),
            Self::NoAccount => language.say("postgres-no-account", &[]),
            Self::NoDataFolder => language.say("postgres-no-data-folder", &[]),
            Self::OtherMajor {
                folder,
                data,
                programs,
            } => language.say(
                "postgres-other-major",
                &[
                    ("folder", shown(folder)),
                    ("written", data.to_string().into()),
                    ("found", programs.to_string().into()),
                ],
            ),
            Self::StillRunning { pid } => {
                language.say("postgres-still-running", &[("pid", pid.to_string().into())])
            }
            Self::ForeignSockets { folder } => {
                language.say("postgres-foreign-sockets", &[("folder", shown(folder))])
            }
            Self::NotCreated { tail } => {
                language.say("postgres-not-created", &[("tail", tail.as_str().into())])
            }
            Self::NotStarted { log, tail } => language.say(
                "postgres-not-started",
                &[("log", shown(log)), ("tail", tail.as_str().into())],
            ),
            Self::NotStopped => language.say("postgres-not-stopped", &[]),
            Self::File { path, source } => language.say(
                "postgres-file",
                &[
                    ("path", shown(path)),
                    ("reason", language.say_io(source).into()),
                ],
            ),
            Self::Database(error) => {
                language.say("postgres-database", &[("reason", error.to_string().into())])
            }
        }
    }
}

impl fmt::Display for PostgresError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_speaks_both_languages_and_leaves_no_hole() {
        let errors = [
            PostgresError::ProgramsMissing {
                download: "no network".into(),
            },
            PostgresError::ProgramsNotThere {
                folder: "/opt/pg".into(),
            },
            PostgresError::ProgramsTooOld {
                folder: "/opt/pg".into(),
                major: 13,
            },
            PostgresError::FolderBusy {
                folder: "/srv/t".into(),
            },
            PostgresError::Unreachable {
                wanted: "/root/t".into(),
                closed: "/root".into(),
                user: "postgres".into(),
            },
            PostgresError::NoAccount,
            PostgresError::NoDataFolder,
            PostgresError::OtherMajor {
                folder: "/srv/t".into(),
                data: 14,
                programs: 17,
            },
            PostgresError::StillRunning { pid: 12345 },
            PostgresError::ForeignSockets {
                folder: "/tmp/t".into(),
            },
            PostgresError::NotCreated {
                tail: "FATAL: no".into(),
            },
            PostgresError::NotStarted {
                log: "/srv/t/postgres.log".into(),
                tail: "FATAL: no".into(),
            },
            PostgresError::NotStopped,
            PostgresError::file(Path::new("/srv/t"))(io::Error::other("full")),
            PostgresError::Database(sqlx::Error::PoolClosed),
        ];
        for error in errors {
            let spanish = error.message(Language::Spanish);
            let english = error.message(Language::English);
            assert_ne!(spanish, english);
            for text in [spanish, english] {
                assert!(!text.contains("{$"), "{text}");
                assert!(!text.contains("Unknown localization"), "{text}");
                assert!(!text.contains("postgres-"), "{text}");
            }
        }
    }
}
