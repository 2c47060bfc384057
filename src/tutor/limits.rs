//! How much a tutor may take: the one place.

use std::time::Duration;

/// What bounds a tutor. Days are UTC days.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests for one learner's doubts in a day, over all servers.
    pub a_learner_a_day: i64,
    /// Requests for the doubts of one server in a day.
    pub a_server_a_day: i64,
    /// How long one doubt may take, a second try included.
    pub time: Duration,
    /// How long it may take to reach the server.
    pub connect: Duration,
    /// Bytes of a response that are read; a longer one is no answer.
    pub response: usize,
    /// How often a doubt is taken up: again when the process died over it.
    pub attempts: i16,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            a_learner_a_day: 5,
            a_server_a_day: 100,
            time: Duration::from_secs(20),
            connect: Duration::from_secs(5),
            response: 64 << 10,
            attempts: 2,
        }
    }
}

/// Doubts that a process asks at the same time.
pub const AT_ONCE: usize = 2;

/// Characters of an answer that are shown; a longer one ends at the last paragraph that fits.
pub const LONGEST_ANSWER: usize = 1500;

/// Characters of a word that people write; a longer one, outside code, is no answer.
pub const LONGEST_WORD: usize = 60;

/// Tokens of an answer that are paid for, those included that a model thinks with.
pub const MOST_TOKENS: u32 = 4000;
