//! All that the local Discord knows, behind one lock, and the way to wait for it to change.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use time::OffsetDateTime;
use tokio::sync::watch;

use super::answer::{Answer, LoggedRequest};
use super::faults::Fault;
use super::gateway::Gateway;
use super::guild::{Channel, Member};
use super::interaction::{Interaction, OpenModal};
use super::message::{Attachment, Message};
use super::permissions;
use super::refusal::Refusal;
use super::snowflake::Snowflakes;
use super::token;
use super::transcript::Transcript;
use super::world::World;

/// A registered application command.
#[derive(Clone)]
pub(super) struct Command {
    pub(super) id: u64,
    /// `None`: global.
    pub(super) guild: Option<u64>,
    /// As Discord answers it.
    pub(super) body: Value,
}

/// The state of one local Discord.
pub(super) struct State {
    pub(super) world: World,
    /// `http://127.0.0.1:PORT`
    pub(super) url: String,
    pub(super) token: String,
    pub(super) ids: Snowflakes,
    pub(super) guild_id: u64,
    pub(super) moderator_role: u64,
    pub(super) main_channel: u64,
    /// The application, its bot user too.
    pub(super) app_id: u64,
    pub(super) started: OffsetDateTime,
    pub(super) people: Vec<Member>,
    pub(super) channels: BTreeMap<u64, Channel>,
    pub(super) messages: BTreeMap<u64, Message>,
    pub(super) commands: Vec<Command>,
    pub(super) interactions: BTreeMap<u64, Interaction>,
    pub(super) modals: Vec<OpenModal>,
    /// Files that people gave to commands.
    pub(super) uploads: Vec<Attachment>,
    pub(super) uploads_lost: bool,
    /// By person.
    pub(super) last_answers: BTreeMap<u64, Answer>,
    pub(super) gateway: Gateway,
    pub(super) transcript: Transcript,
    pub(super) faults: Vec<Fault>,
    pub(super) log: Vec<LoggedRequest>,
    pub(super) violations: Vec<String>,
}

impl State {
    pub(super) fn new(world: World, url: String) -> Self {
        let started = (world.now)();
        let mut ids = Snowflakes::default();
        let app_id = ids.next(started);
        let guild_id = ids.next(started);
        let moderator_role = ids.next(started);
        let mut channels = BTreeMap::new();
        let names = std::iter::once(&world.channel).chain(&world.other_channels);
        for name in names {
            let id = ids.next(started);
            channels.insert(id, Channel::text(id, name, started));
        }
        let main_channel = *channels
            .keys()
            .next()
            .expect("the main channel was just made");
        Self {
            token: token::for_application(app_id),
            world,
            url,
            ids,
            guild_id,
            moderator_role,
            main_channel,
            app_id,
            started,
            people: Vec::new(),
            channels,
            messages: BTreeMap::new(),
            commands: Vec::new(),
            interactions: BTreeMap::new(),
            modals: Vec::new(),
            uploads: Vec::new(),
            uploads_lost: false,
            last_answers: BTreeMap::new(),
            gateway: Gateway::default(),
            transcript: Transcript::default(),
            faults: Vec::new(),
            log: Vec::new(),
            violations: Vec::new(),
        }
    }

    pub(super) fn now(&self) -> OffsetDateTime {
        (self.world.now)()
    }

    pub(super) fn next_id(&mut self) -> u64 {
        let now = self.now();
        self.ids.next(now)
    }

    /// A channel that the bot can see.
    pub(super) fn channel(&self, id: u64) -> Result<&Channel, Refusal> {
        let channel = self
            .channels
            .get(&id)
            .ok_or_else(Refusal::unknown_channel)?;
        if self.bot_permissions_in(channel) & permissions::VIEW_CHANNEL == 0 {
            return Err(Refusal::missing_access());
        }
        Ok(channel)
    }

    pub(super) fn channel_mut(&mut self, id: u64) -> &mut Channel {
        self.channels.get_mut(&id).expect("looked up before")
    }

    /// A message that REST shows to the bot: ephemeral ones exist for their interaction alone.
    pub(super) fn public_message(&self, channel: u64, id: u64) -> Result<&Message, Refusal> {
        self.messages
            .get(&id)
            .filter(|message| message.channel == channel && message.only_for.is_none())
            .ok_or_else(Refusal::unknown_message)
    }

    pub(super) fn bot_permissions_in(&self, channel: &Channel) -> u64 {
        if channel.recipient.is_some() {
            return permissions::BOT;
        }
        let parent = channel.parent.and_then(|id| self.channels.get(&id));
        channel
            .bot_permissions
            .or_else(|| parent.and_then(|parent| parent.bot_permissions))
            .unwrap_or(self.world.bot_permissions)
    }

    /// Refuses unless the bot has all these permissions in the channel.
    pub(super) fn need(&self, channel: &Channel, bits: u64) -> Result<(), Refusal> {
        if self.bot_permissions_in(channel) & bits == bits {
            Ok(())
        } else {
            Err(Refusal::missing_permissions())
        }
    }

    pub(super) fn member(&self, id: u64) -> Option<&Member> {
        self.people.iter().find(|member| member.id == id)
    }

    /// The name of a person or of the bot.
    pub(super) fn name_of(&self, user: u64) -> &str {
        if user == self.app_id {
            return &self.world.bot;
        }
        self.member(user).map_or("alguien", |member| &member.name)
    }

    /// Where a person is: where they went, or with everybody.
    pub(super) fn place_of(&self, person: u64) -> u64 {
        self.member(person)
            .and_then(|member| member.place)
            .filter(|place| self.channels.contains_key(place))
            .unwrap_or_else(|| self.meeting_place())
    }

    /// Where everybody is: the newest open thread under the main channel, or the channel itself.
    fn meeting_place(&self) -> u64 {
        self.channels
            .values()
            .rev()
            .find(|channel| channel.parent == Some(self.main_channel) && !channel.archived)
            .map_or(self.main_channel, |thread| thread.id)
    }
}

/// The state, with a bell that rings at every change.
pub(super) struct Shared {
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

impl Shared {
    pub(super) fn new(state: State) -> Self {
        Self {
            state: Mutex::new(state),
            changes: watch::Sender::new(0),
        }
    }

    /// Reads the state. A panic elsewhere is that task's failure, not ours: the lock is taken
    /// over.
    pub(super) fn read(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and rings the bell.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let outcome = {
            let mut state = self.read();
            let outcome = change(&mut state);
            state.show_held();
            outcome
        };
        self.changes.send_modify(|count| *count += 1);
        outcome
    }

    /// A receiver that hears every change from now on.
    pub(super) fn bell(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// Waits until `look` finds something.
    pub(super) async fn wait<T>(&self, mut look: impl FnMut(&State) -> Option<T>) -> T {
        let mut bell = self.bell();
        loop {
            if let Some(found) = look(&self.read()) {
                return found;
            }
            bell.changed()
                .await
                .expect("the bell lives as long as self");
        }
    }
}
