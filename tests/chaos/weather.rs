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
const MAY_BE_UNREAD: Duration = Duration::from_millis(200);
/// How long after the database's return a click may still be told that it is away.
const NOT_YET_BACK: Duration = Duration::from_secs(1);

/// Why clicks could not be answered, or carried out, for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// SIGKILL: what was being answered is not answered either.
    Killed,
    /// SIGTERM: what had arrived is answered still, the last of it with «try again in a moment».
    Terminated,
    /// Discord ended the gateway's session: what happens until there is a new one, it does not tell.
    SessionLost,
    /// The database is gone: every click is answered, with «try again in a moment».
    DatabaseAway,
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
        // Patient people wait now.
        self.is_fine.send_replace(false);
    }

    pub fn outage_ends(&self, causes: &[Cause]) {
        let mut outages = self.outages.lock().unwrap();
        let over = outages.iter_mut().filter(|o| causes.contains(&o.cause));
        for outage in over {
            outage.until.get_or_insert_with(Instant::now);
        }
        let fine = outages.iter().all(|outage| outage.until.is_some());
        self.is_fine.send_replace(fine);
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
                Cause::DatabaseAway => return false,
            };
            let after_its_start = match from {
                Some(from) => sent >= from,
                None => given_up >= outage.from,
            };
            after_its_start && outage.until.is_none_or(|until| sent <= until)
        })
    }

    /// Whether a click that was sent then and answered now may be told to try again.
    pub fn excuses_putting_off(&self, sent: Instant) -> bool {
        self.outages.lock().unwrap().iter().any(|outage| {
            let after = match outage.cause {
                Cause::DatabaseAway => NOT_YET_BACK,
                Cause::Terminated => Duration::ZERO,
                Cause::Killed | Cause::SessionLost => return false,
            };
            outage.from <= Instant::now() && outage.until.is_none_or(|until| sent <= until + after)
        })
    }

    /// Whether the database was away all the time from then to now.
    pub fn is_without_database_since(&self, sent: Instant) -> bool {
        self.outages.lock().unwrap().iter().any(|outage| {
            outage.cause == Cause::DatabaseAway && outage.from <= sent && outage.until.is_none()
        })
    }
}
