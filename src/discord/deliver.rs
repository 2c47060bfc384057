//! Delivery: the job that posts what a session owes, in order, each message once.
//!
//! Before a message is sent, the attempt is written down; after, its id. When the process dies in
//! between, the next run sends it again with the same nonce, for which Discord gives back the
//! earlier message; when that was too long ago for Discord to know, it looks for the message among
//! its own in the channel, and posts only if it is not there.

use std::sync::Arc;

use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use poise::serenity_prelude as serenity;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::{
    DISCORD_EPOCH, SharedHttp,
    answer::stored_id,
    discord_code,
    faults::Faults,
    is_final, place,
    post::Post,
    refused::{self, Refused},
    render::{self, Reader, Scene, Words},
    reports::{Dossier, POSTED, RenderError},
};
use crate::{
    application::{ActError, Application},
    domain::{
        ids::{QuestionId, SessionId},
        session::{Delivery, UnknownDelivery, open_doubts_list},
        trouble::Trouble,
    },
    store::{DELIVER_TASK, Owed, Posted, StoreError, Stored},
};

/// For how long Discord surely knows a nonce; its documentation says "a few minutes".
const NONCE_KNOWN: Duration = Duration::minutes(2);
/// Seconds after which a delivery that failed is tried again: at first, then each time twice as
/// many, up to the last.
const FIRST_DELAY: f64 = 0.5;
const LAST_DELAY: f64 = 60.0;
/// Pages of 100 messages that are searched for one that may have been posted.
const PAGES_SEARCHED: usize = 10;

/// The job: deliver what this session owes.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Deliver {
    session_id: SessionId,
    /// How often it failed in a row.
    #[serde(default)]
    failures: i32,
}

/// What the job works with.
#[derive(Clone, Debug)]
pub(super) struct Deliverer {
    pub(super) application: Application,
    pub(super) http: SharedHttp,
    pub(super) bot_user: serenity::UserId,
    pub(super) faults: Faults,
}

/// Why a delivery did not work out this time.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeliveryError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Act(#[from] ActError),
    #[error(transparent)]
    Render(#[from] RenderError),
    #[error("Discord: {0}")]
    Discord(#[from] serenity::Error),
}

impl DeliveryError {
    /// Whether the same would come of another attempt, until somebody mends it.
    fn lasts(&self) -> bool {
        let (Self::Store(error) | Self::Act(ActError::Store(error))) = self else {
            return matches!(self, Self::Act(ActError::CourseGone(_)));
        };
        matches!(error, StoreError::Unreadable(_))
    }
}

impl TaskHandler for Deliver {
    const IDENTIFIER: &'static str = DELIVER_TASK;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let deliverer = context
            .get_ext::<Deliverer>()
            .expect("the worker was built with it");
        let session = self.session_id;
        let Err(error) = deliverer.deliver(session).await else {
            return Ok(());
        };
        let store = &deliverer.application.store;
        let noted = if error.lasts() {
            let noted = store.note_failure(session, &error.to_string()).await;
            if matches!(noted, Ok(true)) {
                let what = format!("session {session} owes what cannot be posted: {error}");
                deliverer.faults.note(what);
            }
            noted.map(drop)
        } else {
            tracing::warn!(%session, %error, "a delivery will be tried again");
            // The queue's own retries grow hours apart, and end; what is owed stays owed.
            let failures = self.failures.saturating_add(1);
            let delay = delay_after(self.failures);
            store.deliver_later(session, failures, delay).await
        };
        noted.map_err(|error| error.to_string())
    }
}

/// Seconds until a job runs again that had failed so often before.
pub(super) fn delay_after(failures: i32) -> f64 {
    (FIRST_DELAY * f64::from(failures).exp2()).min(LAST_DELAY)
}

impl Deliverer {
    /// Posts what the session owes.
    async fn deliver(&self, id: SessionId) -> Result<(), DeliveryError> {
        self.deliver_here(id).await?;
        self.deliver_elsewhere(id).await
    }

    /// Posts what the session owes to its own place, until it owes nothing or stands still because
    /// its place takes no posts. What came in meanwhile and only brings posts up to date has a job of
    /// its own, which waits for the rest of the crowd.
    async fn deliver_here(&self, id: SessionId) -> Result<(), DeliveryError> {
        let mut brought_up_to_date = false;
        'again: loop {
            let mut owed = self.application.store.owed(id).await?;
            owed.retain(|owed| !is_elsewhere(owed));
            let only_edits = owed.iter().all(Owed::is_posted);
            if owed.is_empty() || (brought_up_to_date && only_edits) {
                return Ok(());
            }
            let mut is_linked = false;
            let session = self.application.store.load_to_deliver(id).await?;
            let Some(mut session) = session else {
                return Ok(());
            };
            if refused::stands_still(&session) {
                return Ok(());
            }
            for one in &owed {
                let delivered = self.deliver_one(&mut session, one).await;
                let refused = match &delivered {
                    Err(DeliveryError::Discord(error)) => place::trouble(error),
                    _ => None,
                };
                let Some(trouble) = refused else {
                    is_linked |= delivered?;
                    continue;
                };
                if !session.state.is_open() && owed.iter().all(|owed| owed.was_delivered) {
                    // Nothing new is to be shown: nobody needs it in another place.
                    self.note_refusal(one, &trouble).await?;
                    continue;
                }
                match self.refused(&session, &owed, trouble).await? {
                    Refused::Moved => continue 'again,
                    Refused::StandsStill => return Ok(()),
                }
            }
            brought_up_to_date = !is_linked;
        }
    }

    /// Posts or edits the messages of one delivery. What Discord refuses for good, and would refuse
    /// anywhere, is noted and holds up neither its other messages nor what comes after it. Gives
    /// whether something that links to it is owed from now on.
    ///
    /// # Errors
    /// Among others what Discord says when the place takes no posts.
    pub(super) async fn deliver_one(
        &self,
        session: &mut Stored,
        owed: &Owed,
    ) -> Result<bool, DeliveryError> {
        let store = &self.application.store;
        let delivery: Delivery = match owed.key.parse() {
            Ok(delivery) => delivery,
            Err(unknown) => {
                let unknown: UnknownDelivery = unknown;
                self.faults
                    .note(format!("session {}: {unknown}", session.id));
                let failure = unknown.to_string();
                store
                    .note_delivered(owed.id, owed.revision, Some(&failure))
                    .await?;
                return Ok(false);
            }
        };
        if let Delivery::Told(question, _) = &delivery
            && is_anonymous(session, question)
        {
            self.tell_alone(session, &delivery, owed).await?;
            return Ok(false);
        }
        let channel = match &delivery {
            Delivery::Announcement => Some(session.channel),
            Delivery::ReportCopy => self.channel_for_copy(session, owed).await?,
            _ => Some(session.venue.unwrap_or(session.channel)),
        };
        let (posts, channel) = match channel {
            Some(channel) if !refused::comes_too_late(session, &delivery, owed) => {
                (self.posts(session, &delivery).await?, channel)
            }
            _ => (Vec::new(), session.channel),
        };
        let mut refusal = None;
        for (part, post) in posts.iter().enumerate() {
            let part = i32::try_from(part).expect("a delivery has a few parts");
            match self.deliver_part(session, owed, part, channel, post).await {
                Err(DeliveryError::Discord(error))
                    if is_final(&error) && place::trouble(&error).is_none() =>
                {
                    let key = &owed.key;
                    let what = format!("session {}, {key}, part {part}: {error}", session.id);
                    self.faults.note(format!("Discord refuses a post: {what}"));
                    refusal = Some(error.to_string());
                }
                delivered => delivered?,
            }
        }
        if delivery == Delivery::Announcement && session.venue.is_none() {
            self.open_venue(session, owed).await?;
        }
        // A doubt is listed from when there is a post to link to.
        let list = match delivery {
            Delivery::Doubt(_) if !owed.is_posted() => open_doubts_list(&session.state),
            _ => None,
        };
        if let Some(list) = &list {
            store.owe_again(session.id, list).await?;
        }
        store
            .note_delivered(owed.id, owed.revision, refusal.as_deref())
            .await?;
        Ok(list.is_some())
    }

    async fn posts(
        &self,
        session: &Stored,
        delivery: &Delivery,
    ) -> Result<Vec<Post>, DeliveryError> {
        let store = &self.application.store;
        let words = match delivery {
            Delivery::Report | Delivery::ReportCopy => {
                return Ok(vec![self.report(session).await?]);
            }
            Delivery::Doubt(question)
            | Delivery::Answer(question, _)
            | Delivery::Told(question, _) => {
                let asked = store.question(session.id, question).await?;
                asked.map(Words::Question)
            }
            Delivery::Solution(number) => {
                let text = store.solution(session.id, *number).await?;
                text.map(Words::Solution)
            }
            list => {
                let listed = session.state.listed(list).into_iter();
                let listed: Vec<String> = listed.map(|doubt| doubt.id.to_string()).collect();
                if listed.is_empty() {
                    None
                } else {
                    let doubts = store.doubts_to_list(session.id, &listed).await?;
                    Some(Words::Doubts(doubts))
                }
            }
        };
        let course = self.application.course_of(session).await?;
        let scene = Scene::public(session, &course);
        Ok(render::posts(&scene, delivery, words.as_ref()))
    }

    /// Writes to an asker directly whom the group is not to know. Who takes no such messages finds
    /// the answer below the doubt.
    async fn tell_alone(
        &self,
        session: &Stored,
        delivery: &Delivery,
        owed: &Owed,
    ) -> Result<(), DeliveryError> {
        let told = async {
            let posts = self.posts(session, delivery).await?;
            let Delivery::Told(question, _) = delivery else {
                return Ok(());
            };
            let asker = session.state.question(question);
            let asker = asker.and_then(|asked| asked.asker.as_ref()?.as_str().parse().ok());
            let (Some(asker), Some(post)) = (asker, posts.first()) else {
                return Ok(());
            };
            let direct = serenity::UserId::new(asker)
                .create_dm_channel(&self.http)
                .await?;
            let channel = stored_id(direct.id.get());
            self.deliver_part(session, owed, 0, channel, post).await
        };
        match told.await {
            Err(DeliveryError::Discord(error)) if is_final(&error) => {
                tracing::warn!(session = %session.id, %error, "an asker could not be told directly");
            }
            told => told?,
        }
        let store = &self.application.store;
        store.note_delivered(owed.id, owed.revision, None).await?;
        Ok(())
    }

    /// The report as everybody sees it.
    pub(super) async fn report(&self, session: &Stored) -> Result<Post, DeliveryError> {
        let dossier = Dossier::gather(&self.application, session.clone()).await?;
        let dossier = Arc::new(dossier);
        let language = dossier.public_language();
        let rendered = dossier.render(Reader::Channel, language, &POSTED).await?;
        for fault in &rendered.faults {
            self.faults
                .note(format!("a report lacks a document: {fault}"));
        }
        let scene = Scene::public(&dossier.session, &dossier.course);
        Ok(render::report_post(&scene, rendered))
    }

    async fn deliver_part(
        &self,
        session: &Stored,
        owed: &Owed,
        part: i32,
        channel: i64,
        post: &Post,
    ) -> Result<(), DeliveryError> {
        let store = &self.application.store;
        let mut known = owed.posts.iter();
        match known.find(|posted| posted.part == part && posted.channel == channel) {
            Some(Posted {
                message: Some(message),
                ..
            }) => {
                if post.is_panel {
                    self.edit(channel, *message, post).await?;
                }
            }
            Some(attempted) => {
                let found = self.find_or_send(session, owed, attempted, post).await?;
                store.note_message(owed.id, part, found).await?;
                if post.is_panel {
                    // What was found may show an earlier state.
                    self.edit(channel, found, post).await?;
                }
            }
            None => {
                let now = self.application.clock.now();
                store.note_attempt(owed.id, part, channel, now).await?;
                let message = self.send(session, owed, part, channel, post).await?;
                store.note_message(owed.id, part, message).await?;
            }
        }
        Ok(())
    }

    async fn send(
        &self,
        session: &Stored,
        owed: &Owed,
        part: i32,
        channel: i64,
        post: &Post,
    ) -> Result<i64, DeliveryError> {
        let message = channel_id(channel)
            .send_message(&self.http, post.to_message(nonce(session, owed, part)))
            .await?;
        Ok(stored_id(message.id.get()))
    }

    async fn edit(&self, channel: i64, message: i64, post: &Post) -> Result<(), DeliveryError> {
        let place = channel_id(channel);
        let edit = async || {
            let edit = post.to_edit();
            place
                .edit_message(&self.http, message_id(message), edit)
                .await
        };
        let mut edited = edit().await;
        let refused = edited.as_ref().err().and_then(place::trouble);
        if refused == Some(Trouble::ThreadArchived) {
            // A message opens an archived thread again; an edit does not.
            let open = serenity::EditThread::new().archived(false);
            match place.edit_thread(&self.http, open).await {
                Ok(_) => edited = edit().await,
                Err(error) if is_final(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        match edited {
            // What is to be forgotten must not stay because Discord has had enough edits.
            Err(error) if post.erases && discord_code(&error) == Some(OLD_EDITS) => {
                place
                    .delete_message(&self.http, message_id(message))
                    .await?;
                Ok(())
            }
            // Nothing to bring up to date, or Discord has had enough edits of an old message: what
            // comes after it must not wait for that.
            Err(error) if matches!(discord_code(&error), Some(GONE | OLD_EDITS)) => {
                tracing::warn!(%error, "a panel stays as it was");
                Ok(())
            }
            Err(error) => Err(error.into()),
            Ok(_) => Ok(()),
        }
    }

    /// The message of a part that was sent, or about to be, when an earlier run stopped.
    async fn find_or_send(
        &self,
        session: &Stored,
        owed: &Owed,
        attempted: &Posted,
        post: &Post,
    ) -> Result<i64, DeliveryError> {
        let age = self.application.clock.now() - attempted.attempted_at;
        if age > NONCE_KNOWN
            && let Some(found) = self.find(session, attempted, post).await?
        {
            return Ok(found);
        }
        self.send(session, owed, attempted.part, attempted.channel, post)
            .await
    }

    /// Looks for a message of the bot's that says what this post says and is not known yet.
    async fn find(
        &self,
        session: &Stored,
        attempted: &Posted,
        post: &Post,
    ) -> Result<Option<i64>, DeliveryError> {
        let known = self.application.store.known_messages(session.id).await?;
        let mut after = snowflake_at(attempted.attempted_at - Duration::minutes(1));
        for _ in 0..PAGES_SEARCHED {
            let filter = serenity::GetMessages::new().after(after).limit(100);
            let page = channel_id(attempted.channel)
                .messages(&self.http, filter)
                .await?;
            let found = page.iter().find(|message| {
                message.author.id == self.bot_user
                    && !known.contains(&stored_id(message.id.get()))
                    && post.is_shown_by(message)
            });
            if let Some(found) = found {
                return Ok(Some(stored_id(found.id.get())));
            }
            match page.iter().map(|message| message.id).max() {
                Some(newest) => after = newest,
                None => break,
            }
        }
        Ok(None)
    }

    /// Opens the session's thread from the announcement; without one, it goes on in the channel.
    async fn open_venue(&self, session: &mut Stored, owed: &Owed) -> Result<(), DeliveryError> {
        let mut venue = session.channel;
        let announced = self.application.store.message_of(owed.id, 0).await?;
        if let (true, Some(message)) = (session.opens_thread, announced) {
            let course = self.application.course_of(session).await?;
            let name = render::thread_name(&Scene::public(session, &course));
            let thread = serenity::CreateThread::new(name)
                .auto_archive_duration(serenity::AutoArchiveDuration::OneDay);
            let opened = channel_id(session.channel)
                .create_thread_from_message(&self.http, message_id(message), thread)
                .await;
            match opened {
                // A thread that opens from a message has the message's id.
                Ok(_) => venue = message,
                Err(error) if discord_code(&error) == Some(THREAD_EXISTS) => venue = message,
                Err(error) if is_final(&error) => {
                    tracing::warn!(session = %session.id, %error, "no thread: the session goes on in its channel");
                }
                Err(error) => return Err(error.into()),
            }
        }
        self.application.store.note_venue(session.id, venue).await?;
        session.venue = Some(venue);
        Ok(())
    }
}

/// A thread was opened from the message before.
const THREAD_EXISTS: isize = 160_004;
/// Too many edits of messages that are older than an hour.
const OLD_EDITS: isize = 30_046;
/// Somebody deleted the message.
const GONE: isize = 10_008;

fn is_anonymous(session: &Stored, question: &QuestionId) -> bool {
    let asked = session.state.question(question);
    asked.is_some_and(|asked| asked.anonymous)
}

pub(super) fn is_elsewhere(owed: &Owed) -> bool {
    let delivery = owed.key.parse();
    delivery.is_ok_and(|delivery: Delivery| delivery.is_elsewhere())
}

/// The same for every attempt at a part, another for every other part, and for the same part in
/// the place to which the session moved. It begins with the session's time so that a new database
/// does not repeat the nonces of an old one.
fn nonce(session: &Stored, owed: &Owed, part: i32) -> String {
    let opened = session.opened_at.unix_timestamp();
    let nonce = format!("{opened:x}-{:x}-{part:x}", owed.id);
    match session.moves {
        0 => nonce,
        moves => format!("{nonce}-{moves:x}"),
    }
}

/// The smallest id that Discord gives at this time.
pub(super) fn snowflake_at(time: OffsetDateTime) -> serenity::MessageId {
    let milliseconds = (time - DISCORD_EPOCH).whole_milliseconds().max(1);
    let milliseconds = u64::try_from(milliseconds).expect("positive, and small for ages to come");
    serenity::MessageId::new(milliseconds << 22)
}

pub(super) fn channel_id(id: i64) -> serenity::ChannelId {
    serenity::ChannelId::new(id.unsigned_abs())
}

fn message_id(id: i64) -> serenity::MessageId {
    serenity::MessageId::new(id.unsigned_abs())
}
