//! The interactions, and the messages to the bot, that are being answered, so that a bot that stops answers them first, and those
//! that were: Discord may tell of one twice.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{sync::watch, time::timeout};

/// Discord takes no answer after that.
const ANSWERED_WITHIN: Duration = Duration::from_secs(3);
/// How many interactions are remembered. One that is told again later, or to another process, does
/// no harm: the rules recognise it. Only its answer may read as if it came too late.
const REMEMBERED: usize = 1000;

/// Shared by all handlers.
#[derive(Clone, Debug, Default)]
pub struct UnderWay {
    count: watch::Sender<usize>,
    /// Ids, the newest last.
    begun: Arc<Mutex<VecDeque<u64>>>,
}

/// One interaction that is being answered, until it is dropped.
pub struct Answering<'a>(&'a UnderWay);

impl UnderWay {
    /// `None` when this interaction was told of before.
    pub fn begin(&self, interaction: u64) -> Option<Answering<'_>> {
        {
            let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
            if begun.contains(&interaction) {
                return None;
            }
            if begun.len() == REMEMBERED {
                begun.pop_front();
            }
            begun.push_back(interaction);
            self.count.send_modify(|count| *count += 1);
        }
        Some(Answering(self))
    }

    /// Waits until this one, which may not have arrived yet, and all others are dealt with.
    pub async fn done(&self, interaction: u64) {
        let mut counts = self.count.subscribe();
        loop {
            let begun = {
                let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
                begun.contains(&interaction)
            };
            // It was counted before it was seen among those begun.
            if begun && *counts.borrow_and_update() == 0 {
                return;
            }
            // An error cannot be: self has the sender.
            let _ = counts.changed().await;
        }
    }

    /// Waits until all are answered, or until it is too late for them.
    pub async fn end(&self) {
        let mut counts = self.count.subscribe();
        let none = counts.wait_for(|count| *count == 0);
        if timeout(ANSWERED_WITHIN, none).await.is_err() {
            tracing::warn!("stopping with interactions unanswered");
        }
    }
}

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        self.0.count.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_interaction_is_begun_once_and_waited_for() {
        let under_way = UnderWay::default();
        let answering = under_way.begin(1).expect("a new one");
        assert!(under_way.begin(1).is_none());
        let end = under_way.end();
        tokio::pin!(end);
        assert!(futures::poll!(&mut end).is_pending());
        drop(answering);
        end.await;
        assert!(under_way.begin(1).is_none());
        assert!(under_way.begin(2).is_some());
    }
}
