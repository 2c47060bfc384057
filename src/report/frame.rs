//! What a document needs beside the report: the reader's language, what things are called, the
//! clock, and where the events can be seen.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::texts::Language;

use super::{Names, Zone};

/// Around a report, for whoever reads it.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    pub language: Language,
    pub names: &'a Names,
    pub zone: &'a Zone,
    /// The address of the message that shows an event, by the event's number. A document links
    /// only what its reader may follow.
    pub links: &'a BTreeMap<u64, String>,
}

impl<'a> Frame<'a> {
    /// Times in UTC, no links.
    #[must_use]
    pub fn new(language: Language, names: &'a Names) -> Self {
        static UTC: LazyLock<Zone> = LazyLock::new(Zone::utc);
        static NO_LINKS: BTreeMap<u64, String> = BTreeMap::new();
        Self {
            language,
            names,
            zone: &UTC,
            links: &NO_LINKS,
        }
    }
}
