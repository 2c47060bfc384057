//! Where the server's programs are on this machine.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use tokio::process::Command;

use super::{PostgresError, Settings, account::Account, download};

/// The oldest major version that Tertulia's SQL is written for.
pub(super) const OLDEST_MAJOR: u32 = 14;

/// A folder with a usable `postgres` and `initdb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Programs {
    pub folder: PathBuf,
    /// The major version, such as 15.
    pub major: u32,
}

impl Programs {
    pub fn initdb(&self) -> PathBuf {
        self.folder.join("initdb")
    }

    pub fn postgres(&self) -> PathBuf {
        self.folder.join("postgres")
    }
}

/// The programs that the settings name, and none else; or those found on this machine; or those
/// downloaded into the data folder.
pub(super) async fn find(
    settings: &Settings,
    data: &Path,
    made_by: Option<u32>,
    account: Option<&Account>,
) -> Result<Programs, PostgresError> {
    if let Some(folder) = &settings.programs {
        let not_there = || PostgresError::ProgramsNotThere {
            folder: folder.clone(),
        };
        let programs = inspect(folder).await.ok_or_else(not_there)?;
        if programs.major < OLDEST_MAJOR {
            return Err(too_old(programs));
        }
        if let Some(account) = account {
            account.check_reaches(&programs.folder)?;
        }
        return Ok(programs);
    }
    let mut candidates = on_this_machine().await;
    candidates.extend(download::downloaded(data));
    let download = async |major| download::into_folder(data, major).await;
    choose(&candidates, made_by, account, download).await
}

/// The first usable candidate of the major version that made the data, else the first usable one;
/// where there is none, what `download` brings.
async fn choose(
    candidates: &[PathBuf],
    made_by: Option<u32>,
    account: Option<&Account>,
    download: impl AsyncFnOnce(Option<u32>) -> Result<PathBuf, String>,
) -> Result<Programs, PostgresError> {
    let mut usable: Option<Programs> = None;
    let mut old = None;
    for candidate in candidates {
        let Some(programs) = inspect(candidate).await else {
            continue;
        };
        if account.is_some_and(|account| account.check_reaches(&programs.folder).is_err()) {
            continue;
        }
        if programs.major < OLDEST_MAJOR {
            old.get_or_insert(programs);
        } else if made_by.is_none_or(|major| major == programs.major) {
            return Ok(programs);
        } else {
            usable.get_or_insert(programs);
        }
    }
    if let Some(programs) = usable {
        return Ok(programs);
    }
    if let Some(programs) = old {
        return Err(too_old(programs));
    }
    let missing = |download| PostgresError::ProgramsMissing { download };
    let folder = download(made_by).await.map_err(missing)?;
    inspect(&folder)
        .await
        .ok_or_else(|| missing(format!("unusable: {}", folder.display())))
}

fn too_old(programs: Programs) -> PostgresError {
    PostgresError::ProgramsTooOld {
        folder: programs.folder,
        major: programs.major,
    }
}

/// What is in a folder, if it is a server's programs. A `postgres` on PATH may be a link into the
/// folder where it and `initdb` really are.
async fn inspect(candidate: &Path) -> Option<Programs> {
    let real = candidate.join("postgres").canonicalize().ok()?;
    let folder = [real.parent()?, candidate]
        .into_iter()
        .find(|folder| folder.join("postgres").is_file() && folder.join("initdb").is_file())?
        .canonicalize()
        .ok()?;
    let version = output_of(&folder.join("postgres"), "--version").await?;
    Some(Programs {
        major: major_of(&version)?,
        folder,
    })
}

/// The major version in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major_of(version: &str) -> Option<u32> {
    let (_, number) = version.split_once("(PostgreSQL) ")?;
    let digits = number.find(|c: char| !c.is_ascii_digit());
    number[..digits.unwrap_or(number.len())].parse().ok()
}

async fn on_this_machine() -> Vec<PathBuf> {
    let configured = output_of(Path::new("pg_config"), "--bindir").await;
    configured
        .map(|folder| PathBuf::from(folder.trim_end()))
        .into_iter()
        .chain(folders_of_path())
        // Debian and Ubuntu; the RPMs of postgresql.org; Homebrew; Postgres.app.
        .chain(newest_first("/usr/lib/postgresql", "", "bin"))
        .chain(newest_first("/usr", "pgsql-", "bin"))
        .chain(newest_first("/opt/homebrew/opt", "postgresql@", "bin"))
        .chain(newest_first("/usr/local/opt", "postgresql@", "bin"))
        .chain(newest_first(
            "/Applications/Postgres.app/Contents/Versions",
            "",
            "bin",
        ))
        .collect()
}

/// The absolute folders in which a terminal looks for programs.
pub(super) fn folders_of_path() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .collect();
    folders.into_iter()
}

/// `parent/prefixN/below` for every version N there, the highest first.
pub(super) fn newest_first(parent: impl AsRef<Path>, prefix: &str, below: &str) -> Vec<PathBuf> {
    let version = |name: &str| -> Option<u32> { name.strip_prefix(prefix)?.parse().ok() };
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = version(entry.file_name().to_str()?)?;
            Some((version, entry.path().join(below)))
        })
        .collect();
    found.sort_unstable_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// What a program prints, if it runs and succeeds.
pub(super) async fn output_of(program: &Path, argument: &str) -> Option<String> {
    let output = Command::new(program)
        .arg(argument)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .await
        .ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8(output.stdout).ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder whose programs do nothing but say their version.
    fn installed(parent: &Path, version: &str) -> PathBuf {
        let folder = parent.canonicalize().unwrap().join(version).join("bin");
        fs::create_dir_all(&folder).unwrap();
        for program in ["postgres", "initdb"] {
            let says = format!("echo '{program} (PostgreSQL) {version}'");
            // Written by a shell: a file that this process had open for writing could not be run
            // while another test's new process still holds it too.
            let written = std::process::Command::new("sh")
                .args([
                    "-c",
                    r#"printf '#!/bin/sh\n%s\n' "$2" >"$1" && chmod 755 "$1""#,
                    "sh",
                ])
                .arg(folder.join(program))
                .arg(says)
                .status()
                .unwrap();
            assert!(written.success());
        }
        folder
    }

    async fn chosen(
        candidates: &[PathBuf],
        made_by: Option<u32>,
    ) -> Result<Programs, PostgresError> {
        let offline = async |_| Err("no network".to_owned());
        choose(candidates, made_by, None, offline).await
    }

    #[tokio::test]
    async fn without_programs_or_network_the_error_names_the_ways_out() {
        let empty = tempfile::tempdir().unwrap();
        let error = chosen(&[empty.path().to_owned()], None).await.unwrap_err();
        for language in [
            crate::texts::Language::Spanish,
            crate::texts::Language::English,
        ] {
            let message = error.message(language);
            for way_out in [
                "apt install postgresql",
                "brew install postgresql",
                "DATABASE_URL",
                "no network",
            ] {
                assert!(message.contains(way_out), "{message}");
            }
        }
    }

    #[tokio::test]
    async fn a_link_on_the_path_leads_to_the_real_folder() {
        let parent = tempfile::tempdir().unwrap();
        let real = installed(parent.path(), "16.2");
        let links = parent.path().join("links");
        fs::create_dir(&links).unwrap();
        symlink(real.join("postgres"), links.join("postgres")).unwrap();
        let programs = chosen(&[links], None).await.unwrap();
        assert_eq!((programs.folder, programs.major), (real, 16));
    }

    #[tokio::test]
    async fn the_version_that_made_the_data_is_preferred() {
        let parent = tempfile::tempdir().unwrap();
        let candidates = ["17.1", "15.4", "9.6.24"].map(|v| installed(parent.path(), v));
        let major = async |made_by| chosen(&candidates, made_by).await.unwrap().major;
        assert_eq!(major(None).await, 17);
        assert_eq!(major(Some(15)).await, 15);
        assert_eq!(major(Some(14)).await, 17);
    }

    #[tokio::test]
    async fn programs_from_before_version_14_are_refused() {
        let parent = tempfile::tempdir().unwrap();
        let old = installed(parent.path(), "9.6.24");
        let error = chosen(&[old], None).await.unwrap_err();
        assert!(
            matches!(error, PostgresError::ProgramsTooOld { major: 9, .. }),
            "{error}"
        );
    }

    #[tokio::test]
    async fn what_was_downloaded_is_used() {
        let parent = tempfile::tempdir().unwrap();
        let folder = installed(parent.path(), "17.5");
        let download = async |_| Ok(folder.clone());
        let programs = choose(&[], None, None, download).await.unwrap();
        assert_eq!(programs.major, 17);
    }

    #[test]
    fn versions_are_read_as_distributions_write_them() {
        assert_eq!(
            major_of("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major_of("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major_of("postgres (PostgreSQL) 17"), Some(17));
        assert_eq!(major_of("something else"), None);
    }

    #[test]
    fn folders_are_sorted_by_number_not_by_letter() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["9", "15", "14", "common"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        let found = newest_first(parent.path(), "", "bin");
        let expected = ["15", "14", "9"].map(|v| parent.path().join(v).join("bin"));
        assert_eq!(found, expected);
    }
}
