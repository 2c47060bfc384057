//! A person of the local server, and all that a person can do there.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;

use super::LocalDiscord;
use super::answer::{Answer, Choice, MessageView, Modal, PersonError, VisibleButton};
use super::command_line::{self, GivenFile, Typing};
use super::form::{filled, form_json, tell_form};
use super::guild::{Channel, MODERATORS};
use super::interaction::{Action, Kind, OpenModal, Response};
use super::message::{self, EPHEMERAL, Message};
use super::permissions;
use super::sight::{Sight, same_label};
use super::state::State;
use super::transcript::Piece;

/// Discord's three seconds for the first answer, in real time: a bot that takes longer is late
/// whatever an injected clock says.
const FIRST_ANSWER: Duration = Duration::from_secs(3);
/// How long a person looks at «está pensando…».
const DEFERRED_ANSWER: Duration = Duration::from_mins(1);

/// A member of the server. Cheap to clone; all clones are the same person.
#[derive(Clone)]
pub struct Person {
    discord: LocalDiscord,
    id: u64,
    name: String,
    moderator: bool,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Person").field(&self.name).finish()
    }
}

/// A button or a menu that a person found.
struct Found {
    message: u64,
    data: Value,
    /// How the transcript tells it.
    told: String,
}

impl Person {
    pub(super) fn new(discord: LocalDiscord, id: u64, name: &str, moderator: bool) -> Self {
        Self {
            discord,
            id,
            name: name.to_owned(),
            moderator,
        }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn id(&self) -> u64 {
        self.id
    }

    #[must_use]
    pub fn is_moderator(&self) -> bool {
        self.moderator
    }

    /// Sets the language of this person's client; `es-ES` from the start.
    pub fn set_locale(&self, locale: &str) {
        self.discord.shared().change(|state| {
            let id = self.id;
            let member = state.people.iter_mut().find(|member| member.id == id);
            locale.clone_into(&mut member.expect("people never leave").locale);
        });
    }

    /// Takes no direct messages from bots any more.
    pub fn refuse_direct_messages(&self) {
        self.discord.shared().change(|state| {
            let id = self.id;
            let member = state.people.iter_mut().find(|member| member.id == id);
            member.expect("people never leave").takes_direct = false;
        });
    }

    /// Sets what this person may do in every channel; the bits are in [`super::permissions`].
    pub fn set_permissions(&self, bits: u64) {
        self.discord.shared().change(|state| {
            let member = state.people.iter_mut().find(|member| member.id == self.id);
            member.expect("people never leave").permissions = bits;
        });
    }

    /// Goes to a channel or an open thread, and stays there.
    pub fn go_to(&self, name: &str) -> Result<(), PersonError> {
        self.discord.shared().change(|state| {
            let wanted = name.trim_start_matches('#');
            let open = |channel: &&Channel| !channel.archived && channel.name == wanted;
            let place = state.channels.values().rev().find(open);
            let place = place.map(|channel| channel.id);
            let place = place.ok_or_else(|| PersonError::NoSuchPlace {
                name: name.to_owned(),
            })?;
            self.move_to(state, Some(place));
            Ok(())
        })
    }

    /// Goes back to where everybody is: the newest open thread under the main channel, or that
    /// channel.
    pub fn go_back(&self) {
        self.discord
            .shared()
            .change(|state| self.move_to(state, None));
    }

    fn move_to(&self, state: &mut State, place: Option<u64>) {
        let member = state.people.iter_mut().find(|member| member.id == self.id);
        member.expect("people never leave").place = place;
    }

    /// Uses a slash command. What follows the command's name is the value of its first required
    /// (or only) option; `name:value` names an option.
    pub async fn slash(&self, line: &str) -> Result<Answer, PersonError> {
        self.command(line, None, true).await
    }

    /// Uses a slash command that takes a file, and gives it this one. With [`Person::slash`] a command
    /// takes a file from the disk, by its path.
    pub async fn slash_with_file(
        &self,
        line: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<Answer, PersonError> {
        let file = GivenFile { name, bytes };
        self.command(line, Some(file), true).await
    }

    /// Uses a slash command that this person's role does not show, as when a server's
    /// administrator opened it to everybody: the bot has to check for itself.
    pub async fn slash_despite_permissions(&self, line: &str) -> Result<Answer, PersonError> {
        self.command(line, None, false).await
    }

    /// Uses a command of a message's menu («Aplicaciones») on one that this person sees.
    pub async fn context(&self, command: &str, message_id: u64) -> Result<Answer, PersonError> {
        self.use_menu(command, message_id, true).await
    }

    /// Uses a command of a message's menu that this person's role does not show.
    pub async fn context_despite_permissions(
        &self,
        command: &str,
        message_id: u64,
    ) -> Result<Answer, PersonError> {
        self.use_menu(command, message_id, false).await
    }

    async fn use_menu(
        &self,
        command: &str,
        message_id: u64,
        checked: bool,
    ) -> Result<Answer, PersonError> {
        let id = self.discord.shared().change(|state| {
            let invocation = command_line::read_for_message(state, command, message_id)?;
            self.may_use(state, &invocation, checked)?;
            let message = state.messages.get(&message_id);
            let sees = Sight::new(state, self.id).sees(message_id);
            let message = message
                .filter(|_| sees)
                .ok_or_else(|| PersonError::NoSuchMessage {
                    person: self.name.clone(),
                })?;
            let (place, author) = (message.channel, state.name_of(message.author));
            let name = &invocation.command;
            let told = format!("{} elige «{name}» en un mensaje de {author}", self.name);
            state.show(place, Piece::Action, &told);
            Ok(self.act(state, Kind::Command, place, invocation.data, None))
        })?;
        self.answer(id, command).await
    }

    fn may_use(
        &self,
        state: &State,
        invocation: &command_line::Invocation,
        checked: bool,
    ) -> Result<(), PersonError> {
        let member = state.member(self.id).expect("people never leave");
        if checked && member.permissions & invocation.needs != invocation.needs {
            return Err(PersonError::NotAllowed {
                person: self.name.clone(),
                command: invocation.command.clone(),
            });
        }
        Ok(())
    }

    async fn command(
        &self,
        line: &str,
        file: Option<GivenFile<'_>>,
        checked: bool,
    ) -> Result<Answer, PersonError> {
        let id = self.discord.shared().change(|state| {
            let invocation = command_line::read(state, line, file.as_ref(), Typing::Done)?;
            self.may_use(state, &invocation, checked)?;
            let place = state.place_of(self.id);
            let file = file.map(|file| format!(" 📎 {}", file.name));
            let told = format!("{}: {}{}", self.name, line.trim(), file.unwrap_or_default());
            state.show(place, Piece::Action, &told);
            Ok(self.act(state, Kind::Command, place, invocation.data, None))
        })?;
        self.answer(id, line.trim()).await
    }

    fn act(
        &self,
        state: &mut State,
        kind: Kind,
        channel: u64,
        data: Value,
        message: Option<u64>,
    ) -> u64 {
        state.act(&Action {
            kind,
            person: self.id,
            channel,
            data,
            message,
            opened_by: None,
        })
    }

    /// The suggestions for the option being typed, which is the line's last one.
    pub async fn complete(&self, line: &str) -> Result<Vec<Choice>, PersonError> {
        let id = self.discord.shared().change(|state| {
            let invocation = command_line::read(state, line, None, Typing::LastOption)?;
            let place = state.place_of(self.id);
            Ok(self.act(state, Kind::Autocomplete, place, invocation.data, None))
        })?;
        self.first_answer(id, line).await?;
        let state = self.discord.shared().read();
        match &state.interactions[&id].response {
            Some(Response::Choices(choices)) => Ok(choices.clone()),
            _ => Ok(Vec::new()),
        }
    }

    /// Presses the button with this label on the newest message that shows one to this person,
    /// waiting a moment (the world's `patience`) for it to appear.
    pub async fn press(&self, label: &str) -> Result<Answer, PersonError> {
        let found = self
            .look(|state| self.find_button(state, None, label))
            .await;
        let found = found.ok_or_else(|| PersonError::NoSuchButton {
            person: self.name.clone(),
            label: label.to_owned(),
            visible: self.now(|sight| sight.labels(None)),
        })?;
        self.use_component(found).await
    }

    /// Presses a button of one message, which may be an old one.
    pub async fn press_on(&self, message_id: u64, label: &str) -> Result<Answer, PersonError> {
        if !self.now(|sight| sight.sees(message_id)) {
            return Err(PersonError::NoSuchMessage {
                person: self.name.clone(),
            });
        }
        let found = self.now(|sight| self.find_button(sight, Some(message_id), label));
        let found = found.ok_or_else(|| PersonError::NoSuchButton {
            person: self.name.clone(),
            label: label.to_owned(),
            visible: self.now(|sight| sight.labels(Some(message_id))),
        })?;
        self.use_component(found).await
    }

    /// Sends any custom_id at all, as a forged client could: on the message that carries it, else
    /// on the bot's newest one, else on a made-up message.
    pub async fn press_id(&self, custom_id: &str) -> Result<Answer, PersonError> {
        let found = self.discord.shared().change(|state| {
            let message = self.forged_message(state, custom_id);
            Found {
                message,
                data: json!({"component_type": 2, "custom_id": custom_id}),
                told: format!("{} envía «{custom_id}» sin botón", self.name),
            }
        });
        self.use_component(found).await
    }

    fn forged_message(&self, state: &mut State, custom_id: &str) -> u64 {
        let sight = Sight::new(state, self.id);
        if let Some(known) = sight.message_for(custom_id) {
            return known;
        }
        let (id, at, place) = (state.next_id(), state.now(), state.place_of(self.id));
        let bot = state.app_id;
        let mut message = Message::new(id, place, bot, message::Kind::Default, at);
        message.only_for = Some(self.id);
        message.flags = EPHEMERAL;
        state.messages.insert(id, message);
        id
    }

    /// Chooses options of the newest menu that has them all, waiting a moment for it.
    pub async fn choose(&self, labels: &[&str]) -> Result<Answer, PersonError> {
        self.choose_in(None, labels).await
    }

    /// Chooses options of the newest menu of this name: the text that it shows while nothing is
    /// chosen.
    pub async fn choose_from(&self, menu: &str, labels: &[&str]) -> Result<Answer, PersonError> {
        self.choose_in(Some(menu), labels).await
    }

    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the bare method is not general enough in its lifetime"
    )]
    async fn choose_in(&self, menu: Option<&str>, labels: &[&str]) -> Result<Answer, PersonError> {
        let found = self.look(|sight| self.find_menu(sight, menu, labels)).await;
        let found = found.ok_or_else(|| PersonError::NoSuchOption {
            person: self.name.clone(),
            label: labels.join(", "),
            visible: self.now(|sight| sight.offered()),
        })?;
        self.use_component(found).await
    }

    /// Whether this person can use a menu of this name now.
    #[must_use]
    pub fn has_menu(&self, menu: &str) -> bool {
        self.now(|sight| sight.has_menu(menu))
    }

    /// Sends a form that opened for this person: one value for each input, in order; those at the end
    /// that nobody has to fill in may be left out. A form that
    /// gets no answer stays open, as in Discord's client, and can be sent again.
    pub async fn submit(&self, modal: &Modal, values: &[&str]) -> Result<Answer, PersonError> {
        let values = &filled(modal, values)?;
        let id = self.discord.shared().change(|state| {
            let open = state.modals.iter().position(|open| {
                let channel = state.interactions[&open.modal.opened_by].channel;
                open.person == self.id
                    && open.modal.opened_by == modal.opened_by
                    && state.channels.contains_key(&channel)
            });
            let open = open.ok_or_else(|| PersonError::ModalNotOpen {
                person: self.name.clone(),
                title: modal.title.clone(),
            })?;
            state.modals.remove(open);
            let opener = &state.interactions[&modal.opened_by];
            let (channel, message) = (opener.channel, opener.message);
            let told = tell_form(&self.name, modal, values);
            state.show(channel, Piece::Action, &told);
            Ok(state.act(&Action {
                kind: Kind::ModalSubmit,
                person: self.id,
                channel,
                data: form_json(modal, values),
                message,
                opened_by: Some(modal.opened_by),
            }))
        })?;
        let answer = self.answer(id, &modal.title).await;
        if let Err(PersonError::Unanswered { .. }) = answer {
            self.discord.shared().change(|state| {
                state.modals.push(OpenModal {
                    person: self.id,
                    modal: modal.clone(),
                });
            });
        }
        answer
    }

    /// Writes a message where this person is, and gives its id. `@name` mentions the bot, a member
    /// or a role; who may not ping a role or `@everyone` just writes the words.
    pub async fn say(&self, text: &str) -> u64 {
        self.write(text, None).await
    }

    /// Replies to a message, pinging its author.
    pub async fn reply(&self, message_id: u64, text: &str) -> u64 {
        self.write(text, Some(message_id)).await
    }

    // Nothing is awaited: a message needs no answer. It is async like its neighbours so that a
    // story reads the same throughout.
    #[expect(clippy::unused_async, reason = "a verb like the others")]
    async fn write(&self, text: &str, to: Option<u64>) -> u64 {
        self.discord.shared().change(|state| {
            let place = state.place_of(self.id);
            let (id, at) = (state.next_id(), state.now());
            let mut message = Message::new(id, place, self.id, message::Kind::Default, at);
            message.content = with_mentions(state, text);
            let member = state.member(self.id).expect("people never leave");
            let to_all = member.permissions & permissions::MENTION_EVERYONE != 0;
            (message.mentions, message.mentions_everyone) =
                state.pings(&message.content, &Value::Null, to_all);
            if to_all {
                message.mentions_roles = state.roles_named(&message.content);
            }
            if let Some(replied) = to.and_then(|id| state.messages.get(&id)) {
                message.kind = message::Kind::Reply;
                message.refers_to = Some((replied.channel, replied.id));
                message.channel = replied.channel;
                if !message.mentions.contains(&replied.author) {
                    message.mentions.push(replied.author);
                }
            }
            state.post(message);
            id
        })
    }

    /// The buttons this person can press now, those of the newest message first.
    #[must_use]
    pub fn buttons(&self) -> Vec<VisibleButton> {
        self.now(|sight| sight.buttons(None))
    }

    /// The messages before this person, newest first: those of the place, of the main channel, in
    /// direct messages, and what the bot said to this person alone.
    #[must_use]
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the bare method is not general enough in its lifetime"
    )]
    pub fn messages(&self) -> Vec<MessageView> {
        self.now(|sight| sight.messages())
    }

    fn now<T>(&self, look: impl FnOnce(&Sight) -> T) -> T {
        look(&Sight::new(&self.discord.shared().read(), self.id))
    }

    /// What the bot answered to this person last.
    #[must_use]
    pub fn last_answer(&self) -> Option<Answer> {
        let state = self.discord.shared().read();
        state.last_answers.get(&self.id).cloned()
    }

    fn find_button(&self, sight: &Sight, on: Option<u64>, label: &str) -> Option<Found> {
        let button = sight
            .buttons(on)
            .into_iter()
            .find(|button| same_label(&button.label, label))?;
        Some(Found {
            message: button.message_id,
            data: json!({"component_type": 2, "custom_id": button.custom_id}),
            told: format!("{} pulsa [{}]", self.name, button.label),
        })
    }

    fn find_menu(&self, sight: &Sight, name: Option<&str>, labels: &[&str]) -> Option<Found> {
        let (menu, chosen) = sight.find_menu(name, labels)?;
        let values: Vec<&str> = chosen.iter().map(|option| option.value.as_str()).collect();
        let told: Vec<&str> = chosen.iter().map(|option| option.label.as_str()).collect();
        Some(Found {
            message: menu.message_id,
            data: json!({"component_type": 3, "custom_id": menu.custom_id, "values": values}),
            told: format!("{} elige [{}]", self.name, told.join("] [")),
        })
    }

    /// Looks until it finds something or patience ends.
    async fn look<T>(&self, mut find: impl FnMut(&Sight) -> Option<T>) -> Option<T> {
        let shared = self.discord.shared();
        let patience = shared.read().world.patience;
        let found = shared.wait(|state| find(&Sight::new(state, self.id)));
        timeout(patience, found).await.ok()
    }

    async fn use_component(&self, found: Found) -> Result<Answer, PersonError> {
        let id = self.discord.shared().change(|state| {
            // The bot may have deleted it in the moment between.
            let message = state.messages.get(&found.message);
            let message = message.ok_or_else(|| PersonError::NoSuchMessage {
                person: self.name.clone(),
            })?;
            let channel = message.channel;
            state.show(channel, Piece::Action, &found.told);
            Ok(self.act(
                state,
                Kind::Component,
                channel,
                found.data,
                Some(found.message),
            ))
        })?;
        self.answer(id, &found.told).await
    }

    async fn first_answer(&self, id: u64, action: &str) -> Result<(), PersonError> {
        let answered = |state: &State| state.interactions[&id].response.is_some().then_some(());
        let shared = self.discord.shared();
        if timeout(FIRST_ANSWER, shared.wait(answered)).await.is_ok() {
            return Ok(());
        }
        shared.change(|state| {
            let interaction = state.interactions.get_mut(&id).expect("just sent");
            // It may have come in the moment between.
            if interaction.response.is_some() {
                return Ok(());
            }
            interaction.given_up = true;
            let channel = interaction.channel;
            state.show(channel, Piece::Note, "La aplicación no responde.");
            Err(self.unanswered(action))
        })
    }

    fn unanswered(&self, action: &str) -> PersonError {
        PersonError::Unanswered {
            person: self.name.clone(),
            action: action.to_owned(),
        }
    }

    /// Waits for what the bot answers.
    async fn answer(&self, id: u64, action: &str) -> Result<Answer, PersonError> {
        self.first_answer(id, action).await?;
        let shared = self.discord.shared();
        let answer = timeout(DEFERRED_ANSWER, shared.wait(|state| state.answer_to(id)))
            .await
            .map_err(|_| self.unanswered(action))?;
        shared.change(|state| state.last_answers.insert(self.id, answer.clone()));
        Ok(answer)
    }
}

/// Puts ids in the place of `@name`, as the client does.
fn with_mentions(state: &State, text: &str) -> String {
    let mut names: Vec<(&str, String)> = state
        .people
        .iter()
        .map(|member| (member.name.as_str(), format!("<@{}>", member.id)))
        .chain([
            (state.world.bot.as_str(), format!("<@{}>", state.app_id)),
            (MODERATORS, format!("<@&{}>", state.moderator_role)),
        ])
        .collect();
    // Longer names first, so that «Ana María» is not taken for «Ana».
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut text = text.to_owned();
    for (name, mention) in names {
        text = text.replace(&format!("@{name}"), &mention);
    }
    text
}
