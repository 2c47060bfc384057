//! What becomes of a session whose place takes no posts: it moves from its thread to the channel
//! above, or it stands still until somebody has mended what is wrong.

use poise::serenity_prelude as serenity;

use super::{
    deliver::{Deliverer, DeliveryError, channel_id},
    place,
    post::Post,
    render::{self, Scene},
};
use crate::{
    domain::{
        event::PauseReason,
        session::{Delivery, QuestionState, owed_after_move},
        trouble::{Right, Trouble},
    },
    store::{Owed, Stored},
};

/// What became of it.
pub enum Refused {
    /// What is owed can be posted in another place, or the session is another now.
    Moved,
    /// Nothing is posted until the session goes on.
    StandsStill,
}

/// What is known of a session's channel besides the refusal.
struct Seen {
    /// Why it would take no posts either.
    trouble: Option<Trouble>,
    /// What the bot lacks in its threads.
    missing_in_threads: Vec<Right>,
}

/// Whether nothing is to be posted before somebody makes the session go on.
pub fn stands_still(session: &Stored) -> bool {
    session.state.is_open()
        && session.state.paused == Some(PauseReason::Refused)
        && session.trouble.is_some()
}

/// Whether a delivery brings up to date what was left behind in a thread, of a session that is
/// over, or what was deleted before it was ever posted: nobody needs it in the channel.
pub fn comes_too_late(session: &Stored, delivery: &Delivery, owed: &Owed) -> bool {
    let is_panel = matches!(
        delivery,
        Delivery::Lobby | Delivery::Panel(..) | Delivery::Closing(_) | Delivery::Interruption(_)
    );
    let left_behind = is_panel && session.moves > 0 && !session.state.is_open();
    (left_behind || is_of_deleted(session, delivery)) && owed.posts.is_empty()
}

/// Whether a delivery says that a doubt was deleted.
fn is_of_deleted(session: &Stored, delivery: &Delivery) -> bool {
    let (Delivery::Doubt(question) | Delivery::Answer(question, _)) = delivery else {
        return false;
    };
    let asked = session.state.question(question);
    asked.is_some_and(|asked| asked.state == QuestionState::Deleted)
}

impl Deliverer {
    /// Decides what becomes of a session whose place refused what is owed there.
    pub(super) async fn refused(
        &self,
        session: &Stored,
        owed: &[Owed],
        refused: Trouble,
    ) -> Result<Refused, DeliveryError> {
        tracing::warn!(session = %session.id, trouble = %refused, "the session's place takes no posts");
        let thread = session.venue.filter(|venue| *venue != session.channel);
        let seen = self.look(session.channel).await?;
        match (thread, seen.trouble) {
            (Some(thread), None) => {
                let because = match refused {
                    Trouble::MissingPermissions(_) => {
                        Trouble::MissingPermissions(seen.missing_in_threads)
                    }
                    other => other,
                };
                let needed = owed_after_move(&session.state, because == Trouble::UnknownChannel);
                let now = self.application.clock.now();
                let store = &self.application.store;
                store
                    .move_to_channel(session.id, thread, &because, &needed, now)
                    .await?;
                Ok(Refused::Moved)
            }
            (Some(_), Some(Trouble::MissingPermissions(_)))
                if matches!(refused, Trouble::MissingPermissions(_))
                    && !seen.missing_in_threads.is_empty() =>
            {
                let trouble = Trouble::MissingPermissions(seen.missing_in_threads);
                self.stop(session, owed, trouble).await
            }
            // A thread is no better off than the channel above it.
            (_, trouble) => self.stop(session, owed, trouble.unwrap_or(refused)).await,
        }
    }

    /// The session can be posted nowhere: it pauses, or ends with its channel.
    async fn stop(
        &self,
        session: &Stored,
        owed: &[Owed],
        trouble: Trouble,
    ) -> Result<Refused, DeliveryError> {
        let (application, store) = (&self.application, &self.application.store);
        if !session.state.is_open() {
            let report = Delivery::Report.to_string();
            if owed.iter().any(|owed| owed.key == report) {
                self.tell_host(session, &trouble).await;
            }
            store.note_trouble(session.id, &trouble).await?;
            store.give_up(session.id, &trouble.to_string()).await?;
            return Ok(Refused::StandsStill);
        }
        if trouble == Trouble::UnknownChannel {
            application.lose_channel(session.id).await?;
            // Once more, for the report.
            return Ok(Refused::Moved);
        }
        // Told once, however often somebody tries again.
        if session.trouble.as_ref() != Some(&trouble) {
            self.tell_host(session, &trouble).await;
        }
        store.note_trouble(session.id, &trouble).await?;
        application.halt(session.id).await?;
        Ok(Refused::StandsStill)
    }

    /// Why the channel would take no posts, as far as can be seen.
    async fn look(&self, channel: i64) -> Result<Seen, DeliveryError> {
        let rights = match place::rights(&self.http, self.bot_user, channel_id(channel)).await {
            Ok(rights) => rights,
            Err(error) => match place::trouble(&error) {
                Some(trouble) => {
                    return Ok(Seen {
                        trouble: Some(trouble),
                        missing_in_threads: Vec::new(),
                    });
                }
                None if super::is_final(&error) => None,
                None => return Err(error.into()),
            },
        };
        let in_channel = rights.map_or_else(Vec::new, place::Rights::missing_here);
        Ok(Seen {
            trouble: (!in_channel.is_empty()).then_some(Trouble::MissingPermissions(in_channel)),
            missing_in_threads: rights.map_or_else(Vec::new, place::Rights::missing_in_threads),
        })
    }

    /// Writes to the host directly; who takes no such messages learns it from any button.
    async fn tell_host(&self, session: &Stored, trouble: &Trouble) {
        let Ok(course) = self.application.course_of(session).await else {
            return;
        };
        // A report that cannot be made now is in the database all the same.
        let report = if session.state.is_open() {
            Post::default()
        } else {
            self.report(session).await.unwrap_or_default()
        };
        let post = render::direct(&Scene::public(session, &course), trouble, report);
        let pauses = session.state.pauses.len();
        self.write_to_host(session, &post, &format!("d{pauses:x}"))
            .await;
    }

    /// Sends a direct message to the host, if they take any. `mark` is for the nonce.
    pub(super) async fn write_to_host(&self, session: &Stored, post: &Post, mark: &str) {
        let host = session.state.host.as_ref();
        let Some(host) = host.and_then(|host| host.as_str().parse::<u64>().ok()) else {
            return;
        };
        let opened = session.opened_at.unix_timestamp();
        let nonce = format!("{opened:x}-{:x}-{mark}", session.id.0);
        let told = async {
            let direct = serenity::UserId::new(host)
                .create_dm_channel(&self.http)
                .await?;
            direct
                .id
                .send_message(&self.http, post.to_message(nonce))
                .await
        };
        if let Err(error) = told.await {
            tracing::warn!(session = %session.id, %error, "the host could not be told directly");
        }
    }
}
