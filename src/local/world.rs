//! What a local Discord is made of before anybody does anything, as plain data.

use std::sync::Arc;
use std::time::Duration;

use time::OffsetDateTime;

use super::permissions;

/// The clock of a local Discord: ids, timestamps and deadlines come from it.
pub type Now = Arc<dyn Fn() -> OffsetDateTime + Send + Sync>;

/// One server with a main channel, and a bot invited to it.
#[derive(Clone)]
pub struct World {
    pub now: Now,
    pub guild: String,
    /// The main channel, where people are while no thread is open under it.
    pub channel: String,
    /// Further text channels, for reports and the like.
    pub other_channels: Vec<String>,
    pub bot: String,
    /// What the bot may do in every channel; see `permissions`.
    pub bot_permissions: u64,
    /// Whether the bot's owner switched the privileged MESSAGE_CONTENT intent on.
    pub message_content: bool,
    /// How long a person looks for a button before saying that there is none (real time).
    pub patience: Duration,
    /// Active threads the server allows.
    pub active_threads: usize,
    /// Edits of messages older than an hour that a channel takes in an hour. Discord does not say
    /// how many.
    pub old_edits: usize,
}

impl World {
    /// A Spanish-speaking server whose bot has what a study session needs, and no privileged
    /// intent.
    #[must_use]
    pub fn new(now: Now) -> Self {
        Self {
            now,
            guild: "Grupo de estudio".to_owned(),
            channel: "estudio".to_owned(),
            other_channels: vec!["informes".to_owned()],
            bot: "Tertulia".to_owned(),
            bot_permissions: permissions::BOT,
            message_content: false,
            patience: Duration::from_secs(2),
            active_threads: 1000,
            old_edits: 30,
        }
    }
}
