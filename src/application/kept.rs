//! Contents of courses in memory: those that were read lately, and the hashes of those that are known
//! to be stored. A content never changes, so what is here is never out of date.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::domain::{course::Course, ids::CourseHash};

/// Bytes of JSON that are kept; the course that is read last is kept however large it is.
const ROOM: usize = 32 << 20;
/// Hashes that are remembered as stored; for others the content is sent once more.
const HASHES: usize = 1000;

/// Shared by all handlers.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    /// With their sizes, the one that was asked for last at the end.
    courses: VecDeque<(CourseHash, Arc<Course>, usize)>,
    stored: HashSet<CourseHash>,
}

impl Kept {
    pub fn get(&self, hash: &CourseHash) -> Option<Arc<Course>> {
        let mut inside = self.inside();
        let place = inside.courses.iter().position(|(own, ..)| own == hash)?;
        let found = inside.courses.remove(place)?;
        let course = Arc::clone(&found.1);
        inside.courses.push_back(found);
        Some(course)
    }

    pub fn put(&self, hash: &CourseHash, course: Arc<Course>, size: usize) {
        let mut inside = self.inside();
        inside.courses.retain(|(own, ..)| own != hash);
        inside.courses.push_back((hash.clone(), course, size));
        let mut total: usize = inside.courses.iter().map(|(.., size)| size).sum();
        while total > ROOM && inside.courses.len() > 1 {
            if let Some((.., size)) = inside.courses.pop_front() {
                total -= size;
            }
        }
    }

    pub fn is_stored(&self, hash: &CourseHash) -> bool {
        self.inside().stored.contains(hash)
    }

    pub fn note_stored(&self, hash: &CourseHash) {
        let mut inside = self.inside();
        if inside.stored.len() == HASHES {
            inside.stored.clear();
        }
        inside.stored.insert(hash.clone());
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        course::{Closing, ReflectionPrompts},
        doubt,
        event::AdvanceRule,
    };

    fn course() -> Arc<Course> {
        Arc::new(Course {
            id: "c".into(),
            version: String::new(),
            language: String::new(),
            title: String::new(),
            summary: String::new(),
            authors: Vec::new(),
            licence: String::new(),
            advance_rule: AdvanceRule::All,
            concepts: Vec::new(),
            topics: Vec::new(),
            closing: Closing {
                comparison: String::new(),
                models: Vec::new(),
                prompts: ReflectionPrompts {
                    links: String::new(),
                    uses: String::new(),
                    comparison: String::new(),
                },
            },
            indexed: doubt::Lazy::default(),
        })
    }

    #[test]
    fn what_was_asked_for_longest_ago_makes_room() {
        let kept = Kept::default();
        let [one, two, three] = ["1", "2", "3"].map(CourseHash::from);
        kept.put(&one, course(), ROOM / 2);
        kept.put(&two, course(), ROOM / 2);
        assert!(kept.get(&one).is_some());
        kept.put(&three, course(), ROOM / 2);
        assert!(kept.get(&two).is_none());
        assert!(kept.get(&one).is_some() && kept.get(&three).is_some());
        kept.put(&two, course(), 2 * ROOM);
        assert!(kept.get(&two).is_some() && kept.get(&one).is_none());
    }

    #[test]
    fn as_many_hashes_are_remembered_as_there_is_room_for() {
        let kept = Kept::default();
        for number in 0..=HASHES {
            kept.note_stored(&CourseHash::new(number.to_string()));
        }
        let last = CourseHash::new(HASHES.to_string());
        assert!(kept.is_stored(&last));
        assert!(!kept.is_stored(&"0".into()));
    }
}
