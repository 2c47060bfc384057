//! What learners did: every click that was answered as it should be, and what went wrong in their
//! eyes.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use tertulia::domain::ids::TopicId;
use tokio::time::Instant;

use crate::weather::Weather;

/// Something that a learner did and that was answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Opened,
    Joined,
    Began,
    /// The number of the check question and the option's position, both from 0.
    Checked(TopicId, usize, usize, bool),
    Confirmed(TopicId),
    Rated(TopicId, usize),
    /// The explanation of this number, from 0.
    AskedForAnother(TopicId, usize),
    /// The connection of this number, from 0.
    Linked(TopicId, usize),
    Doubted(String),
    /// The doubt of this number (`q3`) is settled.
    Settled(String),
    StillDoubted(String),
    /// The doubt of this number, and the answer's text.
    Helped(String, String),
    /// «Sí, es la misma»: the doubt of this number was sent before and its answer was lost.
    SentAgain(String),
    Forced(TopicId),
    /// «Avanzar igualmente» at the closing.
    Ended,
    Reflected([String; 3]),
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub session: i64,
    pub person: u64,
    pub deed: Deed,
}

#[derive(Default)]
struct Pages {
    entries: Vec<Entry>,
    clicks: usize,
    /// Clicks that were answered with «try again in a moment».
    put_off: usize,
    /// Clicks that were sent and answered while the database was away.
    without_database: usize,
    /// Clicks without an answer that could have none.
    unheard: usize,
    /// Clicks without an answer that should have had one.
    unanswered: usize,
    complaints: Vec<String>,
    slowest: Duration,
}

#[derive(Clone)]
pub struct Journal {
    pages: Arc<Mutex<Pages>>,
    pub weather: Weather,
}

/// How many clicks there were, and what became of those that did not work.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clicks {
    pub made: usize,
    pub put_off: usize,
    pub without_database: usize,
    pub unheard: usize,
    pub unanswered: usize,
    pub slowest: Duration,
}

impl Journal {
    pub fn new(weather: Weather) -> Self {
        Self {
            pages: Arc::default(),
            weather,
        }
    }

    pub fn note(&self, session: i64, person: u64, deed: Deed) {
        self.pages.lock().unwrap().entries.push(Entry {
            session,
            person,
            deed,
        });
    }

    pub fn answered(&self, sent: Instant) {
        let without = self.weather.is_without_database_since(sent);
        let mut pages = self.pages.lock().unwrap();
        pages.clicks += 1;
        pages.without_database += usize::from(without);
        pages.slowest = pages.slowest.max(sent.elapsed());
    }

    /// Answered with «try again in a moment», which only an absent database excuses.
    pub fn put_off(&self, what: &str, sent: Instant) {
        self.answered(sent);
        let excused = self.weather.excuses_putting_off(sent);
        let mut pages = self.pages.lock().unwrap();
        pages.put_off += 1;
        if !excused {
            let complaint = format!("put off although the database was there: {what}");
            pages.complaints.push(complaint);
        }
    }

    pub fn unanswered(&self, what: &str, sent: Instant) {
        let excused = self.weather.excuses(sent, Instant::now());
        let mut pages = self.pages.lock().unwrap();
        pages.clicks += 1;
        if excused {
            pages.unheard += 1;
        } else {
            pages.unanswered += 1;
            pages.complaints.push(format!("unanswered: {what}"));
        }
    }

    pub fn complain(&self, what: String) {
        self.pages.lock().unwrap().complaints.push(what);
    }

    pub fn complaints(&self) -> Vec<String> {
        self.pages.lock().unwrap().complaints.clone()
    }

    pub fn clicks(&self) -> Clicks {
        let pages = self.pages.lock().unwrap();
        Clicks {
            made: pages.clicks,
            put_off: pages.put_off,
            without_database: pages.without_database,
            unheard: pages.unheard,
            unanswered: pages.unanswered,
            slowest: pages.slowest,
        }
    }

    /// By session and person; the same deed once.
    pub fn deeds(&self) -> BTreeMap<(i64, u64), Vec<Deed>> {
        let mut deeds: BTreeMap<_, Vec<Deed>> = BTreeMap::new();
        for entry in &self.pages.lock().unwrap().entries {
            let own = deeds.entry((entry.session, entry.person)).or_default();
            if !own.contains(&entry.deed) {
                own.push(entry.deed.clone());
            }
        }
        deeds
    }
}
