//! One content of a course, known by its hash: what a session keeps while the course changes.

use std::{fmt::Write, sync::Arc};

use sha2::{Digest, Sha256};

use crate::domain::{course::Course, ids::CourseHash};

/// A course as it is now, and the hash of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub hash: CourseHash,
    pub course: Arc<Course>,
}

impl Edition {
    #[must_use]
    pub fn of(course: Course) -> Self {
        // Fields are written in the order in which they are declared: equal courses are equal JSON.
        let json = serde_json::to_vec(&course).expect("a course has texts and numbers only");
        let digest = Sha256::digest(&json);
        let hash = digest.iter().fold(String::new(), |mut hash, byte| {
            write!(hash, "{byte:02x}").expect("a text takes what is written to it");
            hash
        });
        Self {
            hash: CourseHash::new(hash),
            course: Arc::new(course),
        }
    }
}
