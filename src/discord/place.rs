//! Places that take no posts: what Discord's refusal means, and what the bot may do in a channel.

use poise::serenity_prelude as serenity;

use super::discord_code;
use crate::domain::trouble::{Right, Trouble};

/// What is wrong with the place where Discord refused something; `None` when the refusal is about
/// something else than the place.
pub fn trouble(error: &serenity::Error) -> Option<Trouble> {
    match discord_code(error)? {
        10_003 => Some(Trouble::UnknownChannel),
        160_005 => Some(Trouble::ThreadLocked),
        50_083 => Some(Trouble::ThreadArchived),
        50_001 => Some(Trouble::MissingAccess),
        50_013 => Some(Trouble::MissingPermissions(Vec::new())),
        _ => None,
    }
}

/// What the bot needs to hold a session and does not have.
pub fn missing(rights: serenity::Permissions, in_thread: bool) -> Vec<Right> {
    let is_needed = |right: &Right| match right {
        Right::SendMessages => !in_thread,
        Right::SendMessagesInThreads => in_thread,
        _ => true,
    };
    Right::ALL
        .into_iter()
        .filter(is_needed)
        .filter(|right| !rights.contains(permission(*right)))
        .collect()
}

pub fn is_thread(kind: serenity::ChannelType) -> bool {
    matches!(
        kind,
        serenity::ChannelType::PublicThread
            | serenity::ChannelType::PrivateThread
            | serenity::ChannelType::NewsThread
    )
}

/// The text that names a right.
pub fn name(right: Right) -> &'static str {
    match right {
        Right::ViewChannel => "right-view",
        Right::SendMessages => "right-send",
        Right::SendMessagesInThreads => "right-send-in-threads",
        Right::EmbedLinks => "right-embed",
        Right::AttachFiles => "right-attach",
        Right::ReadMessageHistory => "right-history",
    }
}

/// What the bot may do somewhere.
#[derive(Clone, Copy, Debug)]
pub struct Rights {
    permissions: serenity::Permissions,
    in_thread: bool,
}

impl Rights {
    /// What it lacks there for holding a session.
    pub fn missing_here(self) -> Vec<Right> {
        missing(self.permissions, self.in_thread)
    }

    /// What it lacks for holding a session in a thread of this place.
    pub fn missing_in_threads(self) -> Vec<Right> {
        missing(self.permissions, true)
    }
}

/// What the bot may do in a channel or thread; `None` when it is none of a server's.
///
/// # Errors
/// What Discord answered, which may be that it does not show the channel.
pub async fn rights(
    http: &serenity::Http,
    bot_user: serenity::UserId,
    place: serenity::ChannelId,
) -> serenity::Result<Option<Rights>> {
    let Some(mut channel) = place.to_channel(http).await?.guild() else {
        return Ok(None);
    };
    let in_thread = channel.thread_metadata.is_some();
    if let (true, Some(parent)) = (in_thread, channel.parent_id) {
        // Who may do what in a thread, the channel above says.
        let Some(above) = parent.to_channel(http).await?.guild() else {
            return Ok(None);
        };
        channel = above;
    }
    let guild = channel.guild_id.to_partial_guild(http).await?;
    let member = channel.guild_id.member(http, bot_user).await?;
    Ok(Some(Rights {
        permissions: guild.user_permissions_in(&channel, &member),
        in_thread,
    }))
}

fn permission(right: Right) -> serenity::Permissions {
    match right {
        Right::ViewChannel => serenity::Permissions::VIEW_CHANNEL,
        Right::SendMessages => serenity::Permissions::SEND_MESSAGES,
        Right::SendMessagesInThreads => serenity::Permissions::SEND_MESSAGES_IN_THREADS,
        Right::EmbedLinks => serenity::Permissions::EMBED_LINKS,
        Right::AttachFiles => serenity::Permissions::ATTACH_FILES,
        Right::ReadMessageHistory => serenity::Permissions::READ_MESSAGE_HISTORY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_bot_lacks_is_named() {
        let all = serenity::Permissions::all();
        assert_eq!(missing(all, false), []);
        let without = all - serenity::Permissions::ATTACH_FILES;
        assert_eq!(missing(without, false), [Right::AttachFiles]);
        let no_threads = all - serenity::Permissions::SEND_MESSAGES_IN_THREADS;
        assert_eq!(missing(no_threads, false), []);
        assert_eq!(missing(no_threads, true), [Right::SendMessagesInThreads]);
    }
}
