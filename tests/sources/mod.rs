//! The files of the project, for tests that read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files with this ending below a folder of the project, in order.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources is readable") {
            let path = entry.expect("an entry of a folder is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ends| ends == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The path from the project's root: `src/domain/ids.rs`.
pub fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("a file of the project");
    path.display().to_string()
}
