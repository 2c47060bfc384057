//! Catching up: the job that reads back what learners wrote to the bot while it was away.
//!
//! Discord tells of messages as long as a gateway session lasts, and RESUME tells what was missed
//! in between. With a new gateway session nobody knows what was missed: then each open session is
//! read from where it was read to the last time. Messages that were heard meanwhile are read, too;
//! they are known by their ids.

use std::collections::BTreeSet;

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use poise::serenity_prelude as serenity;
use serde::{Deserialize, Serialize};
use time::Duration;
use tokio::sync::{mpsc, watch};

use super::{
    Bot, FIRST_RETRY, LAST_RETRY, SharedHttp,
    answer::{HandlerError, stored_id},
    deliver::{channel_id, delay_after, snowflake_at},
    is_final,
    mentions::{is_to, take},
};
use crate::{
    domain::ids::SessionId,
    store::{READ_MENTIONS_TASK, Store},
};

/// Messages that Discord gives at once.
const PAGE: u8 = 100;

/// Asks for the open sessions of some servers to be read back. Cheap to clone.
#[derive(Clone)]
pub struct CatchUp(mpsc::UnboundedSender<Vec<i64>>);

impl CatchUp {
    /// With the receiver for [`keep_asking`].
    pub fn new() -> (Self, mpsc::UnboundedReceiver<Vec<i64>>) {
        let (sender, receiver) = mpsc::unbounded_channel();
        (Self(sender), receiver)
    }

    pub fn ask(&self, guilds: Vec<i64>) {
        // Nobody receives any more when the bot stops; the next one reads back by itself.
        let _ = self.0.send(guilds);
    }
}

/// Writes down as jobs what was asked for, until told to stop; while the database is away, again
/// and again.
pub async fn keep_asking(
    store: Store,
    mut asked: mpsc::UnboundedReceiver<Vec<i64>>,
    mut stopping: watch::Receiver<bool>,
) {
    let asking = async {
        while let Some(mut guilds) = asked.recv().await {
            let mut delay = FIRST_RETRY;
            while let Err(error) = store.read_mentions(&guilds).await {
                tracing::warn!(%error, "mentions will be read back later");
                tokio::time::sleep(delay).await;
                delay = (delay * 2).min(LAST_RETRY);
                while let Ok(more) = asked.try_recv() {
                    guilds.extend(more);
                }
            }
        }
    };
    tokio::select! {
        () = asking => {}
        // An error means that the sender is gone, and with it the program.
        _ = stopping.wait_for(|stop| *stop) => {}
    }
}

/// The job: read back this session's venue.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct ReadMentions {
    session_id: SessionId,
    /// How often it failed in a row.
    #[serde(default)]
    failures: i32,
}

/// What the job works with.
#[derive(Clone, Debug)]
pub struct Reader {
    pub bot: Bot,
    pub http: SharedHttp,
    pub own_id: serenity::UserId,
}

impl TaskHandler for ReadMentions {
    const IDENTIFIER: &'static str = READ_MENTIONS_TASK;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let reader = context
            .get_ext::<Reader>()
            .expect("the worker was built with it");
        let session = self.session_id;
        match reader.read(session).await {
            Ok(()) => Ok(()),
            // The channel is gone, or closed to the bot.
            Err(HandlerError::Discord(error)) if is_final(&error) => {
                tracing::error!(%session, %error, "mentions of this session cannot be read back");
                Ok(())
            }
            Err(error) => {
                tracing::warn!(%session, %error, "mentions will be read back again");
                let (failures, delay) =
                    (self.failures.saturating_add(1), delay_after(self.failures));
                let store = &reader.bot.application.store;
                let later = store.read_mentions_later(session, failures, delay).await;
                later.map_err(|error| error.to_string())
            }
        }
    }
}

impl Reader {
    /// Reads page after page, and notes after each how far it has come.
    async fn read(&self, id: SessionId) -> Result<(), HandlerError> {
        let store = &self.bot.application.store;
        let Some(session) = store.load_to_deliver(id).await? else {
            return Ok(());
        };
        let Some(venue) = session.venue else {
            return Ok(());
        };
        let venue = channel_id(venue);
        let read_to = store.mentions_read_to(id).await?;
        let after = read_to.map_or_else(
            || snowflake_at(session.opened_at - Duration::minutes(1)),
            |message| serenity::MessageId::new(message.unsigned_abs()),
        );
        let mut page = self.page(venue, after).await?;
        while let Some(last) = page.last().map(|message| message.id) {
            let next = if page.len() < usize::from(PAGE) {
                Vec::new()
            } else {
                self.page(venue, last).await?
            };
            self.take_page(id, &page, &next).await?;
            store.note_mentions_read(id, stored_id(last.get())).await?;
            page = next;
        }
        Ok(())
    }

    /// The next messages of a channel, oldest first.
    async fn page(
        &self,
        channel: serenity::ChannelId,
        after: serenity::MessageId,
    ) -> Result<Vec<serenity::Message>, HandlerError> {
        let filter = serenity::GetMessages::new().after(after).limit(PAGE);
        let mut page = channel.messages(&self.http, filter).await?;
        page.sort_by_key(|message| message.id);
        Ok(page)
    }

    /// Records what is asked on a page. A message that the bot has turned down stays so, although
    /// its author may have joined since; the reply follows it closely, here or on the next page.
    async fn take_page(
        &self,
        id: SessionId,
        page: &[serenity::Message],
        next: &[serenity::Message],
    ) -> Result<(), HandlerError> {
        let replied_to: BTreeSet<serenity::MessageId> = page
            .iter()
            .chain(next)
            .filter(|message| message.author.id == self.own_id)
            .filter_map(|message| message.message_reference.as_ref()?.message_id)
            .collect();
        let mut asking: Vec<&serenity::Message> = page.iter().collect();
        asking.retain(|message| is_to(self.own_id, message) && !replied_to.contains(&message.id));
        if asking.is_empty() {
            return Ok(());
        }
        let store = &self.bot.application.store;
        let Some(session) = store.load_to_deliver(id).await? else {
            return Ok(());
        };
        for message in asking {
            take(&self.bot, &self.http, self.own_id, &session, message).await?;
        }
        Ok(())
    }
}
