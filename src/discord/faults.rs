//! What went wrong that nobody was meant to see: unexpected errors with their incident codes,
//! panics of a handler, and gateway events that serenity cannot read. Logged, and kept so that
//! operators and tests can ask.

use std::sync::{Arc, Mutex, PoisonError};

use poise::serenity_prelude as serenity;

/// How many are kept; older ones are only in the log.
const KEPT: usize = 100;

/// A shared list of faults, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Vec<String>>>);

impl Faults {
    /// What is kept, oldest first.
    #[must_use]
    pub fn list(&self) -> Vec<String> {
        self.lock().clone()
    }

    /// What is kept, oldest first, and kept no longer.
    #[must_use]
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.lock())
    }

    /// Logs a fault and keeps it. `what` holds no learner's text.
    pub(crate) fn note(&self, what: String) {
        tracing::error!(fault = what, "something went wrong");
        let mut kept = self.lock();
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(what);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[serenity::async_trait]
impl serenity::RawEventHandler for Faults {
    async fn raw_event(&self, _context: serenity::Context, event: serenity::Event) {
        if let serenity::Event::Unknown(unknown) = event {
            self.note(format!("serenity cannot read the event {}", unknown.kind));
        }
    }
}
