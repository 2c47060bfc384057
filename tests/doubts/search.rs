//! Understanding with the search that the bot has: PostgreSQL finds the candidates.

use tertulia::{
    course::Edition,
    domain::{
        course::Course,
        doubt::{self, Candidate, Query, Understood},
    },
};
use time::macros::datetime;

use crate::cluster::Database;

/// A course in a database of its own.
pub struct Searched {
    database: Database,
    pub edition: Edition,
}

impl Searched {
    pub async fn new(course: Course) -> Self {
        let database = Database::create().await;
        let edition = Edition::of(course);
        let at = datetime!(2026-11-29 16:00 UTC);
        let store = &database.store;
        store
            .keep_course(&edition.hash, &edition.course, at)
            .await
            .unwrap();
        Self { database, edition }
    }

    pub async fn find(&self, texts: &[&str]) -> Vec<Vec<Candidate>> {
        let searches: Vec<Query> = texts.iter().map(|text| Query::of(text)).collect();
        let store = &self.database.store;
        store
            .find_prepared(&self.edition.hash, &searches)
            .await
            .unwrap()
    }

    pub async fn understand(&self, texts: &[&str]) -> Vec<Understood> {
        let found = self.find(texts).await;
        let both = texts.iter().zip(found);
        both.map(|(text, found)| doubt::understand(text, &self.edition.course, None, &found))
            .collect()
    }

    pub async fn close(self) {
        self.database.remove().await;
    }
}
