//! Who runs the server. PostgreSQL refuses to run as root, so root starts it as another user, who
//! must be able to reach the data.

use std::{
    fs, io,
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use super::PostgresError;

/// The user that root hands the server to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Account {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

impl Account {
    /// The owner of the existing database files, so that root can go on with a user's data; else
    /// `postgres`, else `nobody`.
    pub fn for_server(cluster: &Path) -> Result<Self, PostgresError> {
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        match fs::metadata(cluster) {
            Ok(files) if files.uid() != 0 => Ok(Self {
                name: accounts(&passwd)
                    .find(|account| account.uid == files.uid())
                    .map_or_else(|| files.uid().to_string(), |account| account.name),
                uid: files.uid(),
                gid: files.gid(),
            }),
            _ => for_new_server(&passwd).ok_or(PostgresError::NoAccount),
        }
    }

    /// An error unless the account can pass through every folder down to `wanted`.
    pub fn check_reaches(&self, wanted: &Path) -> Result<(), PostgresError> {
        let unreachable = |closed: PathBuf| PostgresError::Unreachable {
            wanted: wanted.to_owned(),
            closed,
            user: self.name.clone(),
        };
        let mut folders: Vec<&Path> = wanted.ancestors().collect();
        folders.reverse();
        for folder in folders {
            let metadata = fs::metadata(folder).map_err(PostgresError::file(folder))?;
            if !self.passes(metadata.uid(), metadata.gid(), metadata.mode()) {
                return Err(unreachable(folder.to_owned()));
            }
        }
        Ok(())
    }

    /// The kernel's rule for the search permission: only the first class that matches counts.
    fn passes(&self, owner: u32, group: u32, mode: u32) -> bool {
        let needed = if owner == self.uid {
            0o100
        } else if group == self.gid {
            0o010
        } else {
            0o001
        };
        mode & needed != 0
    }
}

/// Whether this program runs as root.
pub fn running_as_root() -> Result<bool, PostgresError> {
    Ok(own_uid()? == 0)
}

/// The user id of this program: that of its own entry in `/proc`, and where there is no `/proc`
/// (macOS) that of a file it has just made.
pub(super) fn own_uid() -> Result<u32, PostgresError> {
    if let Ok(own) = fs::metadata("/proc/self") {
        return Ok(own.uid());
    }
    let path = std::env::temp_dir().join(format!("tertulia-uid-{}", std::process::id()));
    let uid = || -> io::Result<u32> {
        let file = fs::File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        let uid = file.metadata()?.uid();
        fs::remove_file(&path)?;
        Ok(uid)
    };
    uid().map_err(PostgresError::file(&path))
}

fn for_new_server(passwd: &str) -> Option<Account> {
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| accounts(passwd).find(|account| account.name == name && account.uid != 0))
}

/// The lines of `/etc/passwd`: `name:password:uid:gid:…`.
fn accounts(passwd: &str) -> impl Iterator<Item = Account> {
    passwd.lines().filter_map(|line| {
        let mut fields = line.split(':');
        Some(Account {
            name: fields.next()?.to_owned(),
            uid: fields.nth(1)?.parse().ok()?,
            gid: fields.next()?.parse().ok()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/sh\n\
        # a comment\n\
        nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n\
        postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash\n";

    fn postgres() -> Account {
        Account {
            name: "postgres".into(),
            uid: 101,
            gid: 104,
        }
    }

    #[test]
    fn postgres_is_preferred_and_nobody_will_do() {
        assert_eq!(for_new_server(PASSWD), Some(postgres()));
        let bare = PASSWD.replace("postgres:", "other:");
        assert_eq!(for_new_server(&bare).unwrap().uid, 65534);
        assert_eq!(for_new_server("root:x:0:0:root:/root:/bin/sh\n"), None);
        assert_eq!(for_new_server("postgres:x:0:0::/:/bin/sh\n"), None);
    }

    #[test]
    fn a_folder_is_passed_by_owner_group_or_everyone() {
        assert!(postgres().passes(0, 0, 0o711));
        assert!(!postgres().passes(0, 0, 0o700));
        assert!(!postgres().passes(0, 0, 0o754));
        assert!(postgres().passes(101, 0, 0o700));
        assert!(!postgres().passes(101, 0, 0o077));
        assert!(postgres().passes(0, 104, 0o710));
    }
}
