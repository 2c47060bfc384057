//! The report's copy in the server's channel for reports. What is wrong with that channel is no
//! trouble of the session: it goes on, or stays over, where it is.

use super::{
    deliver::{Deliverer, DeliveryError, channel_id},
    is_final, place,
    render::{self, Scene},
};
use crate::{
    domain::{ids::SessionId, trouble::Trouble},
    store::{Owed, Stored},
};

impl Deliverer {
    /// Posts what the session owes to other places than its own. A place that takes no posts is
    /// told to the host, and not tried again.
    pub(super) async fn deliver_elsewhere(&self, id: SessionId) -> Result<(), DeliveryError> {
        let mut owed = self.application.store.owed(id).await?;
        owed.retain(super::deliver::is_elsewhere);
        if owed.is_empty() {
            return Ok(());
        }
        let session = self.application.store.load_to_deliver(id).await?;
        let Some(mut session) = session else {
            return Ok(());
        };
        for one in &owed {
            let delivered = self.deliver_one(&mut session, one).await;
            let refused = match &delivered {
                Err(DeliveryError::Discord(error)) => place::trouble(error),
                _ => None,
            };
            let Some(trouble) = refused else {
                delivered?;
                continue;
            };
            let Some(channel) = self.channel_for_copy(&session, one).await? else {
                continue;
            };
            tracing::warn!(session = %session.id, channel, %trouble, "the channel for reports takes none");
            let trouble = self.explained(trouble, channel).await?;
            if !one.was_delivered {
                self.tell_of_copy(&session, &trouble, channel).await;
            }
            self.note_refusal(one, &trouble).await?;
        }
        Ok(())
    }

    /// Where the copy is, or else is to go: nowhere when the server has no channel for reports, or
    /// when the session's own report is there already. A copy that was left out once stays so.
    pub(super) async fn channel_for_copy(
        &self,
        session: &Stored,
        owed: &Owed,
    ) -> Result<Option<i64>, DeliveryError> {
        let attempted = owed.posts.first();
        if owed.was_delivered {
            let posted = attempted.filter(|posted| posted.message.is_some());
            return Ok(posted.map(|posted| posted.channel));
        }
        if let Some(attempted) = attempted {
            return Ok(Some(attempted.channel));
        }
        let settings = self.application.settings(session.guild).await?;
        let venue = session.venue.unwrap_or(session.channel);
        Ok(settings.report_channel.filter(|channel| *channel != venue))
    }

    /// Notes why a delivery was not done, which is not tried again.
    pub(super) async fn note_refusal(
        &self,
        owed: &Owed,
        trouble: &Trouble,
    ) -> Result<(), DeliveryError> {
        let failure = trouble.to_string();
        let store = &self.application.store;
        store
            .note_delivered(owed.id, owed.revision, Some(&failure))
            .await?;
        Ok(())
    }

    /// The trouble with the rights that are missing, as far as they can be seen.
    async fn explained(&self, trouble: Trouble, channel: i64) -> Result<Trouble, DeliveryError> {
        if !matches!(trouble, Trouble::MissingPermissions(_)) {
            return Ok(trouble);
        }
        match place::rights(&self.http, self.bot_user, channel_id(channel)).await {
            Ok(Some(rights)) => Ok(Trouble::MissingPermissions(rights.missing_here())),
            Ok(None) => Ok(trouble),
            Err(error) if is_final(&error) => Ok(place::trouble(&error).unwrap_or(trouble)),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes to the host; who takes no direct messages reads it at the end of `/informe`.
    async fn tell_of_copy(&self, session: &Stored, trouble: &Trouble, channel: i64) {
        let Ok(course) = self.application.course_of(session).await else {
            return;
        };
        let scene = Scene::public(session, &course);
        let post = render::copy_refused(&scene, trouble, channel);
        self.write_to_host(session, &post, "c").await;
    }
}
