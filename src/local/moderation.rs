//! What those who run the server do to its places while a bot is at work there: delete, lock and
//! archive, and take or give the bot's permissions.

use super::LocalDiscord;
use super::rest::announce;
use super::state::State;

impl LocalDiscord {
    /// Deletes a channel, with its threads, or a thread. Panics when there is none of this name.
    #[track_caller]
    pub fn delete_channel(&self, name: &str) {
        self.moderate(name, |state, id| {
            let kind = if state.channels[&id].is_thread() {
                "el hilo"
            } else {
                "el canal"
            };
            let line = format!("Se borra {kind} «{name}».");
            state.remark_on(id, &line);
            state.remove_channel(id);
        });
    }

    /// Locks a thread: whoever lacks MANAGE_THREADS cannot write there. Panics when there is none
    /// of this name.
    #[track_caller]
    pub fn lock_thread(&self, name: &str) {
        self.moderate(name, |state, id| {
            state.channel_mut(id).locked = true;
            announce(state, "THREAD_UPDATE", id, false);
            state.remark_on(id, &format!("Se bloquea el hilo «{name}»."));
        });
    }

    /// Archives a thread, which a message opens again. Panics when there is none of this name.
    #[track_caller]
    pub fn archive_thread(&self, name: &str) {
        self.moderate(name, |state, id| {
            let now = state.now();
            let thread = state.channel_mut(id);
            thread.archived = true;
            thread.archive_changed = now;
            announce(state, "THREAD_UPDATE", id, false);
            state.remark_on(id, &format!("Se archiva el hilo «{name}»."));
        });
    }

    /// Sets what the bot may do in every channel; the bits are in [`super::permissions`].
    pub fn set_bot_permissions(&self, bits: u64) {
        self.shared()
            .change(|state| state.world.bot_permissions = bits);
    }

    /// Sets how many edits of messages older than an hour a channel takes in an hour.
    pub fn limit_old_edits(&self, most: usize) {
        self.shared().change(|state| state.world.old_edits = most);
    }

    /// Sets what the bot may do in one channel and its threads.
    pub fn set_bot_permissions_in(&self, channel: &str, bits: u64) {
        self.shared().change(|state| {
            let named = state
                .channels
                .values_mut()
                .filter(|known| known.name == channel);
            for channel in named {
                channel.bot_permissions = Some(bits);
            }
        });
    }

    #[track_caller]
    fn moderate(&self, name: &str, change: impl FnOnce(&mut State, u64)) {
        let id = self.shared().read().channel_named(name);
        let id = id.unwrap_or_else(|| panic!("no channel or thread «{name}»"));
        self.shared().change(|state| change(state, id));
    }
}

impl State {
    /// The newest channel or thread of this name.
    pub(super) fn channel_named(&self, name: &str) -> Option<u64> {
        let mut newest = self.channels.values().rev();
        newest
            .find(|channel| channel.recipient.is_none() && channel.name == name)
            .map(|channel| channel.id)
    }

    /// Removes a channel or a thread, with all that hangs on it.
    pub(super) fn remove_channel(&mut self, id: u64) {
        let event = if self.channels[&id].is_thread() {
            "THREAD_DELETE"
        } else {
            "CHANNEL_DELETE"
        };
        announce(self, event, id, false);
        self.channels
            .retain(|_, channel| channel.id != id && channel.parent != Some(id));
        let kept = &self.channels;
        self.messages
            .retain(|_, message| kept.contains_key(&message.channel));
    }
}
