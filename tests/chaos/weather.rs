//! What the world is like at the moment, and when it was too bad for a click to be answered.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    sync::watch,
    time::{Instant, timeout},
};

/// A click that Discord sent less than this before SIGTERM may not have been read any more.
const MAY_BE_UNREAD: Duration = Duration::from_millis(100);

/// Why clicks could not be answered for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// SIGKILL: what was being answered is not answered either.
    Killed,
    /// SIGTERM: what had arrived is answered still.
    Terminated,
    /// Discord ended the gateway's session: what happens until there is a new one, it does not tell.
    SessionLost,
}

struct Outage {
    cause: Cause,
    from: Instant,
    until: Option<Instant>,
}

#[derive(Clone)]
pub struct Weather {
    outages: Arc<Mutex<Vec<Outage>>>,
    is_fine: Arc<watch::Sender<bool>>,
}

impl Default for Weather {
    fn default() -> Self {
        Self {
            outages: Arc::default(),
            is_fine: Arc::new(watch::Sender::new(true)),
        }
    }
}

impl Weather {
    pub fn outage_begins(&self, cause: Cause) {
        self.outages.lock().unwrap().push(Outage {
            cause,
            from: Instant::now(),
            until: None,
        });
        self.turns_bad();
    }

    pub fn outage_ends(&self) {
        for outage in self.outages.lock().unwrap().iter_mut() {
            outage.until.get_or_insert_with(Instant::now);
        }
        self.turns_fine();
    }

    /// Patient people wait now.
    pub fn turns_bad(&self) {
        self.is_fine.send_replace(false);
    }

    pub fn turns_fine(&self) {
        self.is_fine.send_replace(true);
    }

    /// What patient people wait for, for as long as they are patient.
    pub async fn turning_fine(&self, patience: Duration) {
        let mut is_fine = self.is_fine.subscribe();
        // After that they press again, whatever the weather.
        let _ = timeout(patience, is_fine.wait_for(|fine| *fine)).await;
    }

    /// Whether a click of this time could stay without an answer.
    pub fn excuses(&self, sent: Instant, given_up: Instant) -> bool {
        self.outages.lock().unwrap().iter().any(|outage| {
            let from = match outage.cause {
                Cause::Killed => None,
                Cause::Terminated => outage.from.checked_sub(MAY_BE_UNREAD),
                Cause::SessionLost => Some(outage.from),
            };
            let after_its_start = match from {
                Some(from) => sent >= from,
                None => given_up >= outage.from,
            };
            after_its_start && outage.until.is_none_or(|until| sent <= until)
        })
    }
}
