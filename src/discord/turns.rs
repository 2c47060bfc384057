//! The clicks on one session go one after the other within this process: deciding again costs a
//! crowd that presses at once the square of its size. It is about time alone; which of two
//! writers was first, here or in another process, the database decides.

use std::sync::Arc;

use tokio::sync::{Mutex, MutexGuard};

use crate::{domain::ids::SessionId, store::Find};

/// How many sessions can be acted on at the same moment; those that share a turn wait.
const TURNS: u64 = 64;

#[derive(Clone)]
pub struct Turns(Arc<[Mutex<()>]>);

impl Default for Turns {
    fn default() -> Self {
        Self((0..TURNS).map(|_| Mutex::default()).collect())
    }
}

impl Turns {
    /// Waits for the session's turn, which lasts as long as what this returns.
    pub async fn take(&self, find: Find) -> MutexGuard<'_, ()> {
        let (Find::Id(SessionId(id)) | Find::OpenIn(id)) = find;
        let turn = usize::try_from(id.unsigned_abs() % TURNS).expect("it is below TURNS");
        self.0[turn].lock().await
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[test]
    fn who_acts_on_the_same_session_waits() {
        let turns = Turns::default();
        let one = Find::Id(SessionId(1));
        let first = turns.take(one).now_or_never().expect("nobody is before");
        assert!(turns.take(one).now_or_never().is_none());
        let other = Find::Id(SessionId(2));
        assert!(turns.take(other).now_or_never().is_some());
        drop(first);
        assert!(turns.take(one).now_or_never().is_some());
    }
}
