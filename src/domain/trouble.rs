//! Why a place takes no posts of the bot's: what the sessions' table keeps, and people are told.

use std::fmt;

/// What is wrong with a channel or a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It was deleted.
    UnknownChannel,
    /// A locked thread, in which only those write who manage threads.
    ThreadLocked,
    /// An archived thread that does not open again.
    ThreadArchived,
    /// The bot cannot see it.
    MissingAccess,
    /// The bot lacks these rights; none when it is not known which.
    MissingPermissions(Vec<Right>),
}

/// What a session needs of its channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    ViewChannel,
    SendMessages,
    SendMessagesInThreads,
    EmbedLinks,
    AttachFiles,
    ReadMessageHistory,
}

impl Right {
    pub const ALL: [Self; 6] = [
        Self::ViewChannel,
        Self::SendMessages,
        Self::SendMessagesInThreads,
        Self::EmbedLinks,
        Self::AttachFiles,
        Self::ReadMessageHistory,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::ViewChannel => "view_channel",
            Self::SendMessages => "send_messages",
            Self::SendMessagesInThreads => "send_messages_in_threads",
            Self::EmbedLinks => "embed_links",
            Self::AttachFiles => "attach_files",
            Self::ReadMessageHistory => "read_message_history",
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownChannel => f.write_str("unknown_channel"),
            Self::ThreadLocked => f.write_str("thread_locked"),
            Self::ThreadArchived => f.write_str("thread_archived"),
            Self::MissingAccess => f.write_str("missing_access"),
            Self::MissingPermissions(rights) => {
                f.write_str("missing_permissions")?;
                rights
                    .iter()
                    .try_for_each(|right| write!(f, " {}", right.code()))
            }
        }
    }
}

impl Trouble {
    /// Reads what was written. What another version wrote is the trouble that says least.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        let mut words = code.split(' ');
        match words.next() {
            Some("unknown_channel") => Self::UnknownChannel,
            Some("thread_locked") => Self::ThreadLocked,
            Some("thread_archived") => Self::ThreadArchived,
            Some("missing_access") => Self::MissingAccess,
            _ => {
                let right = |word| Right::ALL.into_iter().find(|right| right.code() == word);
                Self::MissingPermissions(words.filter_map(right).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_is_read_as_it_was_written() {
        for trouble in [
            Trouble::UnknownChannel,
            Trouble::ThreadLocked,
            Trouble::ThreadArchived,
            Trouble::MissingAccess,
            Trouble::MissingPermissions(Vec::new()),
            Trouble::MissingPermissions(Right::ALL.to_vec()),
        ] {
            assert_eq!(Trouble::of_code(&trouble.to_string()), trouble);
        }
        let later = Trouble::of_code("volcano lava");
        assert_eq!(later, Trouble::MissingPermissions(Vec::new()));
    }
}
