//! The data folder: one program at a time, and where everything lies in it.

use std::{
    collections::hash_map::DefaultHasher,
    fs::{self, DirBuilder, File, Permissions, TryLockError},
    hash::{Hash as _, Hasher as _},
    io::{self, Read as _, Seek as _, SeekFrom},
    os::unix::{
        ffi::OsStrExt as _,
        fs::{
            DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, chown,
        },
    },
    path::{Path, PathBuf},
};

use super::{PORT, PostgresError, account::Account};

/// The kernel keeps a socket's path in 104 (macOS) or 108 bytes (Linux), its final zero included.
const LONGEST_SOCKET_PATH: usize = 99;
/// Begins the name of a folder that `initdb` has not finished.
const UNFINISHED: &str = "postgres.unfinished-";
/// How much of the log an error shows.
const TAIL_LINES: usize = 12;
/// Beyond this many bytes the log of earlier runs is put aside.
const LARGE_LOG: u64 = 5_000_000;

/// A data folder that this program alone uses until the value is dropped.
#[derive(Debug)]
pub(super) struct DataFolder {
    path: PathBuf,
    /// The kernel lets go of the lock when the program ends, however it ends.
    lock: File,
}

impl DataFolder {
    /// Opens the folder, creating it where needed, and keeps others out of it.
    pub fn open(path: &Path, as_root: bool) -> Result<Self, PostgresError> {
        create(path, as_root).map_err(PostgresError::file(path))?;
        let path = path.canonicalize().map_err(PostgresError::file(path))?;
        let lock_path = path.join("lock");
        let lock = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&lock_path)
            .map_err(PostgresError::file(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {
                let folder = Self { path, lock };
                folder.clear_unfinished()?;
                Ok(folder)
            }
            Err(TryLockError::WouldBlock) => Err(PostgresError::FolderBusy { folder: path }),
            Err(TryLockError::Error(error)) => Err(PostgresError::file(&lock_path)(error)),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// PostgreSQL's own folder.
    pub fn cluster(&self) -> PathBuf {
        self.path.join("postgres")
    }

    pub fn log(&self) -> PathBuf {
        self.path.join("postgres.log")
    }

    /// The lock belongs to whom the data belong to, so that this user can later go on without root.
    pub fn hand_to(&self, account: &Account) -> Result<(), PostgresError> {
        std::os::unix::fs::fchown(&self.lock, Some(account.uid), Some(account.gid))
            .map_err(PostgresError::file(&self.path))
    }

    /// The major version that wrote the database files; `None` where there are none.
    pub fn cluster_major(&self) -> Result<Option<u32>, PostgresError> {
        let path = self.cluster().join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(version) => {
                let major = version.trim().split('.').next().unwrap_or_default().parse();
                major
                    .map(Some)
                    .map_err(|error| PostgresError::file(&path)(io::Error::other(error)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PostgresError::file(&path)(error)),
        }
    }

    /// Removes what a killed program's `initdb` left.
    fn clear_unfinished(&self) -> Result<(), PostgresError> {
        for entry in fs::read_dir(&self.path).map_err(PostgresError::file(&self.path))? {
            let entry = entry.map_err(PostgresError::file(&self.path))?;
            if entry
                .file_name()
                .as_bytes()
                .starts_with(UNFINISHED.as_bytes())
            {
                // That initdb may still be removing it itself. Whatever stays goes at the next start.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        Ok(())
    }

    /// An empty folder for `initdb` to fill, which [`DataFolder::adopt`] then puts in place.
    pub fn unfinished_cluster(&self, account: Option<&Account>) -> Result<PathBuf, PostgresError> {
        let path = self
            .path
            .join(format!("{UNFINISHED}{}", std::process::id()));
        own_folder(&path, account).map_err(PostgresError::file(&path))?;
        Ok(path)
    }

    /// Puts a finished cluster in its place, all at once.
    pub fn adopt(&self, finished: &Path) -> Result<(), PostgresError> {
        fs::rename(finished, self.cluster()).map_err(PostgresError::file(&self.cluster()))
    }

    /// Makes the folder of the socket, which nobody but the server's user (and root) can enter.
    pub fn prepare_sockets(
        &self,
        owner: u32,
        account: Option<&Account>,
    ) -> Result<PathBuf, PostgresError> {
        let folder = sockets_of(&self.path, &std::env::temp_dir());
        if let Err(error) = own_folder(&folder, account)
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            return Err(PostgresError::file(&folder)(error));
        }
        let metadata = fs::symlink_metadata(&folder).map_err(PostgresError::file(&folder))?;
        if !metadata.is_dir() || metadata.uid() != owner {
            return Err(PostgresError::ForeignSockets { folder });
        }
        fs::set_permissions(&folder, Permissions::from_mode(0o700))
            .map_err(PostgresError::file(&folder))?;
        if let (Some(account), Some(parent)) = (account, folder.parent()) {
            let parent = parent.canonicalize().map_err(PostgresError::file(parent))?;
            account.check_reaches(&parent)?;
        }
        Ok(folder)
    }

    /// The log, open at its end. Where an earlier run left a large one, that is put aside first.
    pub fn open_log(&self, account: Option<&Account>) -> Result<File, PostgresError> {
        let path = self.log();
        if fs::metadata(&path).is_ok_and(|log| log.len() > LARGE_LOG) {
            fs::rename(&path, path.with_extension("log.1")).map_err(PostgresError::file(&path))?;
        }
        let open = || -> io::Result<File> {
            let log = File::options()
                .append(true)
                .create(true)
                .mode(0o600)
                .open(&path)?;
            if let Some(account) = account {
                std::os::unix::fs::fchown(&log, Some(account.uid), Some(account.gid))?;
            }
            Ok(log)
        };
        open().map_err(PostgresError::file(&path))
    }

    /// The last lines written to the log since it had `start` bytes.
    pub fn log_tail(&self, start: u64) -> String {
        let read = || -> io::Result<Vec<u8>> {
            let mut log = File::open(self.log())?;
            log.seek(SeekFrom::Start(start))?;
            let mut bytes = Vec::new();
            log.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
    }
}

/// Creates the folder and those above it. What root creates, others may pass through (not list),
/// whatever root's umask says, because the server runs as another user.
fn create(path: &Path, as_root: bool) -> io::Result<()> {
    let missing: Vec<&Path> = path
        .ancestors()
        .filter(|ancestor| !ancestor.as_os_str().is_empty() && !ancestor.exists())
        .collect();
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    if as_root {
        for folder in missing {
            fs::set_permissions(folder, Permissions::from_mode(0o711))?;
        }
    }
    Ok(())
}

/// Creates a folder for the server's user alone.
fn own_folder(path: &Path, account: Option<&Account>) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)?;
    match account {
        Some(account) => chown(path, Some(account.uid), Some(account.gid)),
        None => Ok(()),
    }
}

/// `run` in the data folder, unless the socket's path would then be too long for the kernel or hold
/// letters with a meaning for PostgreSQL's own programs (a comma separates two servers for them):
/// then a folder among the temporary ones, always the same for the same data.
fn sockets_of(data: &Path, temporary: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    data.hash(&mut hasher);
    let name = format!("tertulia-{:016x}", hasher.finish());
    [data.join("run"), temporary.join(&name)]
        .into_iter()
        .find(|folder| {
            let folder = folder.as_os_str().as_bytes();
            folder.len() + format!("/.s.PGSQL.{PORT}").len() <= LONGEST_SOCKET_PATH
                && folder
                    .iter()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(byte))
        })
        .unwrap_or_else(|| Path::new("/tmp").join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_stays_in_the_data_folder_while_its_path_is_short_and_plain() {
        let temporary = Path::new("/tmp");
        assert_eq!(
            sockets_of(Path::new("/var/lib/tertulia"), temporary),
            Path::new("/var/lib/tertulia/run")
        );
        let deep = PathBuf::from(format!("/{}", "d".repeat(90)));
        let folder = sockets_of(&deep, temporary);
        assert!(folder.starts_with(temporary), "{}", folder.display());
        assert_eq!(folder, sockets_of(&deep, temporary));
        assert_ne!(folder, sockets_of(&deep.join("other"), temporary));
        assert_eq!(folder, sockets_of(&deep, &deep));
        assert!(sockets_of(Path::new("/srv/one, two"), temporary).starts_with(temporary));
    }

    #[test]
    fn two_programs_never_share_a_data_folder() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("not/yet/there");
        let first = DataFolder::open(&path, false).unwrap();
        let error = DataFolder::open(&path, false).unwrap_err();
        assert!(matches!(error, PostgresError::FolderBusy { .. }), "{error}");
        drop(first);
        DataFolder::open(&path, false).unwrap();
    }

    #[test]
    fn a_socket_folder_of_someone_else_is_refused() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(parent.path(), false).unwrap();
        let owner = super::super::account::own_uid().unwrap();
        folder.prepare_sockets(owner, None).unwrap();
        folder.prepare_sockets(owner, None).unwrap();
        let error = folder.prepare_sockets(owner + 1, None).unwrap_err();
        assert!(
            matches!(error, PostgresError::ForeignSockets { .. }),
            "{error}"
        );
    }

    #[test]
    fn the_version_of_the_files_is_read_and_no_files_are_no_error() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(parent.path(), false).unwrap();
        assert_eq!(folder.cluster_major().unwrap(), None);
        fs::create_dir(folder.cluster()).unwrap();
        fs::write(folder.cluster().join("PG_VERSION"), "15\n").unwrap();
        assert_eq!(folder.cluster_major().unwrap(), Some(15));
        fs::write(folder.cluster().join("PG_VERSION"), "").unwrap();
        assert!(folder.cluster_major().is_err());
    }

    #[test]
    fn the_tail_of_the_log_is_that_of_this_run_only() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(parent.path(), false).unwrap();
        assert_eq!(folder.log_tail(0), "");
        fs::write(folder.log(), "old\nnew\nnewer\n").unwrap();
        assert_eq!(folder.log_tail(4), "new\nnewer");
    }
}
