//! A local Discord: REST and gateway on 127.0.0.1, good enough that the unmodified serenity
//! client cannot tell. End-to-end tests and `tertulia rehearse` play their stories on it.
//!
//! It holds one server with people in it. [`LocalDiscord`] starts and steers it, [`Person`] acts
//! in it, and [`LocalDiscord::transcript`] tells what happened. It is strict where Discord is:
//! whatever the bot does against the limits is refused with Discord's own codes and noted in
//! [`LocalDiscord::violations`]. It knows nothing of the bot.

mod answer;
mod command_limits;
mod command_line;
mod draft;
mod faults;
mod form;
mod gateway;
mod guild;
mod http;
mod interaction;
mod limits;
mod message;
mod moderation;
pub mod permissions;
mod person;
mod refusal;
mod rest;
mod sight;
mod snowflake;
mod state;
mod token;
mod transcript;
mod world;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

pub use answer::{
    Answer, Choice, ComponentView, EmbedView, FileView, LoggedRequest, MessageView, Modal,
    ModalInput, OptionView, PersonError, PostedFile, VisibleButton,
};
pub use faults::LimitScope;
pub use person::Person;
pub use world::{Now, World};

use faults::{Fault, Kind};
use guild::Member;
use state::{Shared, State};

/// A handle on a running local Discord. Cheap to clone; the server stops with the last one.
#[derive(Clone)]
pub struct LocalDiscord {
    running: Arc<Running>,
}

struct Running {
    shared: Arc<Shared>,
    /// The server stops when this is dropped.
    _stop: oneshot::Sender<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shared.change(|state| state.gateway.drop_all());
    }
}

impl LocalDiscord {
    /// Starts the server on a free port of 127.0.0.1.
    pub async fn start(world: World) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared::new(State::new(world, url)));
        let (stop, stopped) = oneshot::channel::<()>();
        let server = axum::serve(listener, http::router(Arc::clone(&shared)))
            .with_graceful_shutdown(async move {
                // Nothing is ever sent: the channel closes when the last handle is gone.
                let _ = stopped.await;
            });
        tokio::spawn(server.into_future());
        Ok(Self {
            running: Arc::new(Running {
                shared,
                _stop: stop,
            }),
        })
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.running.shared
    }

    /// The base for `DISCORD_API_URL`: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        self.shared().read().url.clone()
    }

    /// The token the bot has to show.
    #[must_use]
    pub fn token(&self) -> String {
        self.shared().read().token.clone()
    }

    /// The id of the application, which is that of its bot user, too.
    #[must_use]
    pub fn application_id(&self) -> u64 {
        self.shared().read().app_id
    }

    #[must_use]
    pub fn guild_id(&self) -> u64 {
        self.shared().read().guild_id
    }

    /// The id of the main channel.
    #[must_use]
    pub fn channel_id(&self) -> u64 {
        self.shared().read().main_channel
    }

    /// Whether a bot is connected to the gateway now.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.shared().read().gateway.is_connected()
    }

    /// Waits until a bot is connected and has registered its commands.
    pub async fn ready(&self) {
        let ready = |state: &State| state.gateway.is_connected() && !state.commands.is_empty();
        self.shared().wait(|state| ready(state).then_some(())).await;
    }
    /// Waits until `condition` holds; it is looked at after every change. Put a time limit around
    /// it.
    pub async fn until(&self, condition: impl Fn(&Self) -> bool) {
        let mut bell = self.shared().bell();
        while !condition(self) {
            bell.changed().await.expect("self holds the bell");
        }
    }

    /// Adds a member. A moderator has MANAGE_MESSAGES and MANAGE_GUILD.
    #[must_use]
    pub fn add_person(&self, name: &str, moderator: bool) -> Person {
        let id = self.shared().change(|state| {
            let id = state.next_id();
            let joined = state.now();
            state.people.push(Member {
                id,
                name: name.to_owned(),
                moderator,
                permissions: if moderator {
                    permissions::MODERATOR
                } else {
                    permissions::MEMBER
                },
                locale: "es-ES".to_owned(),
                place: None,
                joined,
                takes_direct: true,
            });
            id
        });
        Person::new(self.clone(), id, name, moderator)
    }

    #[must_use]
    pub fn person(&self, name: &str) -> Option<Person> {
        self.people()
            .into_iter()
            .find(|person| person.name() == name)
    }

    #[must_use]
    pub fn people(&self) -> Vec<Person> {
        let state = self.shared().read();
        state
            .people
            .iter()
            .map(|member| Person::new(self.clone(), member.id, &member.name, member.moderator))
            .collect()
    }

    /// The conversation so far, as people saw it.
    #[must_use]
    pub fn transcript(&self) -> String {
        self.shared().read().transcript.text()
    }

    /// The pieces of the transcript from now on; joined they are the transcript.
    #[must_use]
    pub fn follow(&self) -> mpsc::UnboundedReceiver<String> {
        let (sender, receiver) = mpsc::unbounded_channel();
        self.shared()
            .change(|state| state.transcript.follow(sender));
        receiver
    }

    /// The files that the bot posted for everybody, in order.
    #[must_use]
    pub fn files(&self) -> Vec<PostedFile> {
        let state = self.shared().read();
        let posted = state
            .messages
            .values()
            .filter(|message| message.author == state.app_id && message.only_for.is_none());
        posted
            .flat_map(|message| message.attachments.iter().map(move |file| (message, file)))
            .map(|(message, file)| state.posted(message, file))
            .collect()
    }

    /// The files of one message, also of one that only one person sees.
    #[must_use]
    pub fn files_of(&self, message: u64) -> Vec<PostedFile> {
        let state = self.shared().read();
        let message = state.messages.get(&message).into_iter();
        message
            .flat_map(|message| message.attachments.iter().map(move |file| (message, file)))
            .map(|(message, file)| state.posted(message, file))
            .collect()
    }

    /// The messages that everybody sees, in order, without Discord's own notices.
    #[must_use]
    pub fn messages(&self) -> Vec<MessageView> {
        let state = self.shared().read();
        state
            .messages
            .values()
            .filter(|message| message.is_chat() && !message.is_loading())
            .filter(|message| message.only_for.is_none())
            .map(|message| state.view(message))
            .collect()
    }

    /// Whether a message mentions the bot itself, or replies to it with a ping.
    #[must_use]
    pub fn is_to_bot(&self, message: u64) -> bool {
        let state = self.shared().read();
        let message = state.messages.get(&message);
        message.is_some_and(|message| message.mentions.contains(&state.app_id))
    }

    /// Whether the bot has a command of this name in the menu of messages.
    #[must_use]
    pub fn has_message_command(&self, name: &str) -> bool {
        let state = self.shared().read();
        let mut commands = state.commands.iter();
        commands.any(|command| command_line::is_for_messages(&command.body, name))
    }

    /// Everything the bot asked for.
    #[must_use]
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.shared().read().log.clone()
    }

    /// What the bot did wrong: unknown routes and refused requests, with code and reason. Ordered
    /// faults are not among them.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.shared().read().violations.clone()
    }

    /// The violations so far, which are then forgotten.
    #[must_use]
    pub fn take_violations(&self) -> Vec<String> {
        self.shared()
            .change(|state| std::mem::take(&mut state.violations))
    }

    /// Drops the bot's sockets without a goodbye.
    pub fn drop_gateway(&self) {
        self.shared().change(|state| state.gateway.drop_all());
    }

    /// Asks the bot to reconnect and resume (op 7).
    pub fn reconnect_gateway(&self) {
        self.shared()
            .change(|state| state.gateway.ask_to_reconnect());
    }

    /// Ends the bot's sessions (op 9): it has to identify anew, and misses what happens meanwhile.
    pub fn invalidate_gateway(&self) {
        self.shared().change(|state| state.gateway.invalidate());
    }

    /// Interrupts the bot's sessions (op 9 that lets them be resumed): what happens until the bot
    /// resumes is told then.
    pub fn interrupt_gateway(&self) {
        self.shared().change(|state| state.gateway.interrupt());
    }

    /// Whether every event is sent twice from now on.
    pub fn duplicate_events(&self, twice: bool) {
        self.shared()
            .change(|state| state.gateway.duplicate = twice);
    }

    /// Whether every other event is held back from now on, and sent after the one that follows it
    /// (or a moment later, when none does).
    pub fn reorder_events(&self, reorder: bool) {
        let before = self
            .shared()
            .change(|state| state.gateway.set_reorder(reorder));
        if reorder && !before {
            tokio::spawn(gateway::release_what_waits(Arc::downgrade(self.shared())));
        }
    }

    /// Answers the next `times` requests to this route (`"POST"` and its template) with a status,
    /// such as 429, 500 or 502, and does nothing. Panics when there is no such route.
    #[track_caller]
    pub fn fail_next(&self, method: &str, route: &str, status: u16, times: u32) {
        let kind = match status {
            429 => Kind::Limited(LimitScope::User),
            status => Kind::Refused(status),
        };
        self.order(method, route, None, kind, times);
    }

    /// Answers the next `times` requests to this route with 429 for a limit of this scope.
    #[track_caller]
    pub fn limit_next(&self, method: &str, route: &str, scope: LimitScope, times: u32) {
        self.order(method, route, None, Kind::Limited(scope), times);
    }

    /// Does what the next `times` requests to this route ask for, but answers 502.
    #[track_caller]
    pub fn lose_next_answer(&self, method: &str, route: &str, times: u32) {
        self.order(method, route, None, Kind::AnswerLost, times);
    }

    /// Does what the next `times` requests to this route ask for, and never answers.
    #[track_caller]
    pub fn hang_next(&self, method: &str, route: &str, times: u32) {
        self.order(method, route, None, Kind::Silence, times);
    }

    /// Like [`LocalDiscord::hang_next`], for requests about one channel. Panics when there is none
    /// of this name.
    #[track_caller]
    pub fn hang_next_in(&self, channel: &str, method: &str, route: &str, times: u32) {
        let id = self.shared().read().channel_named(channel);
        let id = id.unwrap_or_else(|| panic!("no channel or thread «{channel}»"));
        self.order(method, route, Some(id), Kind::Silence, times);
    }

    /// Whether files that people give to commands can not be fetched from now on.
    pub fn lose_uploads(&self, lost: bool) {
        self.shared().change(|state| state.uploads_lost = lost);
    }

    /// Whether a fault was ordered for this route that has not happened yet.
    #[must_use]
    pub fn is_to_fail(&self, method: &str, route: &str) -> bool {
        let state = self.shared().read();
        let mut faults = state.faults.iter();
        faults.any(|fault| fault.method == method && fault.route == route)
    }

    #[track_caller]
    fn order(&self, method: &str, route: &str, channel: Option<u64>, kind: Kind, times: u32) {
        assert!(rest::knows(method, route), "no route {method} {route}");
        if times == 0 {
            return;
        }
        self.shared().change(|state| {
            state.faults.push(Fault {
                method: method.to_owned(),
                route: route.to_owned(),
                channel,
                kind,
                times,
            });
        });
    }
}
