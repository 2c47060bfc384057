//! How well doubts are understood: the evaluation set with its table and floors, the courses' own
//! wordings, and what holds for every text.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

#[path = "../stories/cluster.rs"]
#[expect(dead_code, reason = "the stories use more of it")]
mod cluster;
mod evaluation;
mod figures;
mod search;
mod wordings;

use std::path::Path;

use tertulia::{course, domain::course::Course};

/// A course of the project's.
fn course(id: &str) -> Course {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("courses")
        .join(id);
    course::load(&folder)
        .expect("the course has no errors")
        .course
}
