//! Interactions: what a person's action becomes for the bot, and what the bot made of it.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::answer::{Answer, Choice, Modal};
use super::limits::ATTACHMENT_BYTES;
use super::message::Origin;
use super::state::State;
use super::token;

/// A bot has three seconds for its first answer, and its token lives for fifteen minutes.
pub(super) const ANSWER_WITHIN: Duration = Duration::seconds(3);
const TOKEN_LIFE: Duration = Duration::minutes(15);

/// Interaction types, with Discord's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// What the bot answered.
#[derive(Clone, Debug)]
pub(super) enum Response {
    Message,
    Update,
    UpdateLater,
    Choices(Vec<Choice>),
    Modal(Modal),
}

/// One action of one person.
pub(super) struct Interaction {
    pub(super) id: u64,
    pub(super) token: String,
    pub(super) kind: Kind,
    pub(super) person: u64,
    pub(super) channel: u64,
    /// The message whose component was used, also when that opened the form submitted here.
    pub(super) message: Option<u64>,
    /// For a submitted form: the interaction that opened it.
    pub(super) opened_by: Option<u64>,
    made: OffsetDateTime,
    /// The person gave up waiting.
    pub(super) given_up: bool,
    /// The bot was told of it twice, and may well answer it twice.
    pub(super) told_twice: bool,
    pub(super) response: Option<Response>,
    /// The message that `@original` names.
    pub(super) original: Option<u64>,
}

impl Interaction {
    pub(super) fn is_late(&self, now: OffsetDateTime) -> bool {
        self.given_up || now - self.made > ANSWER_WITHIN
    }

    pub(super) fn is_expired(&self, now: OffsetDateTime) -> bool {
        now - self.made > TOKEN_LIFE
    }
}

/// A form that a person has before them.
pub(super) struct OpenModal {
    pub(super) person: u64,
    pub(super) modal: Modal,
}

/// What a person does, ready to be sent.
pub(super) struct Action {
    pub(super) kind: Kind,
    pub(super) person: u64,
    pub(super) channel: u64,
    pub(super) data: Value,
    pub(super) message: Option<u64>,
    pub(super) opened_by: Option<u64>,
}

impl State {
    /// Sends an action to the bot and gives the interaction's id.
    pub(super) fn act(&mut self, action: &Action) -> u64 {
        let id = self.next_id();
        let token = token::for_interaction(id);
        let payload = self.interaction_json(id, &token, action);
        self.interactions.insert(
            id,
            Interaction {
                id,
                token,
                kind: action.kind,
                person: action.person,
                channel: action.channel,
                message: action.message,
                opened_by: action.opened_by,
                made: self.now(),
                given_up: false,
                told_twice: self.gateway.duplicate,
                response: None,
                original: None,
            },
        );
        let direct = self.channels[&action.channel].recipient.is_some();
        let guild = (!direct).then_some(self.guild_id);
        self.gateway
            .dispatch("INTERACTION_CREATE", guild, 0, |_| payload.clone());
        id
    }

    fn interaction_json(&self, id: u64, token: &str, action: &Action) -> Value {
        let channel = &self.channels[&action.channel];
        let direct = channel.recipient.is_some();
        let person = self.member(action.person).expect("people never leave");
        let mut member = self.member_json(person.id);
        member["permissions"] = json!(person.permissions.to_string());
        member["unusual_dm_activity_until"] = Value::Null;
        let mut body = json!({
            "id": id.to_string(),
            "application_id": self.app_id.to_string(),
            "type": action.kind as u8,
            "data": action.data,
            "guild": {
                "id": self.guild_id.to_string(),
                "locale": "es-ES",
                "features": [],
            },
            "guild_id": self.guild_id.to_string(),
            "channel": self.partial_channel_json(channel, person.permissions),
            "channel_id": action.channel.to_string(),
            "member": member,
            "token": token,
            "version": 1,
            "app_permissions": self.bot_permissions_in(channel).to_string(),
            "locale": person.locale,
            "guild_locale": "es-ES",
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": self.owners_json(),
            "context": 0,
            "attachment_size_limit": ATTACHMENT_BYTES,
        });
        if direct {
            // Nobody is a member of a direct conversation.
            let fields = body.as_object_mut().expect("made above");
            for field in ["guild", "guild_id", "guild_locale", "member"] {
                fields.remove(field);
            }
            body["user"] = self.user_json(person.id);
            body["context"] = json!(1);
        }
        if let Some(message) = action.message.and_then(|id| self.messages.get(&id)) {
            body["message"] = self.message_json(message);
        }
        body
    }

    fn owners_json(&self) -> Value {
        json!({"0": self.guild_id.to_string()})
    }

    /// `interaction_metadata` of an answer.
    pub(super) fn origin_json(&self, origin: &Origin) -> Option<Value> {
        let interaction = self.interactions.get(&origin.interaction)?;
        let mut body = json!({
            "id": interaction.id.to_string(),
            "type": interaction.kind as u8,
            "user": self.user_json(interaction.person),
            "authorizing_integration_owners": self.owners_json(),
        });
        if let Some(original) = origin.original {
            body["original_response_message_id"] = json!(original.to_string());
        }
        match interaction.kind {
            Kind::Component => {
                body["interacted_message_id"] = json!(interaction.message?.to_string());
            }
            Kind::ModalSubmit => {
                let opened = Origin {
                    interaction: interaction.opened_by?,
                    original: None,
                };
                body["triggering_interaction_metadata"] = self.origin_json(&opened)?;
            }
            Kind::Command | Kind::Autocomplete => {}
        }
        Some(body)
    }

    /// What the person has before them: `None` while the bot owes an answer.
    pub(super) fn answer_to(&self, id: u64) -> Option<Answer> {
        let interaction = self.interactions.get(&id)?;
        let original = || interaction.original.and_then(|id| self.messages.get(&id));
        match interaction.response.as_ref()? {
            Response::Message => {
                // Deleted before it was read: there is nothing to show.
                let Some(message) = original() else {
                    return Some(Answer::Acknowledged);
                };
                (!message.is_loading()).then(|| Answer::Message {
                    message: self.view(message),
                    ephemeral: message.only_for.is_some(),
                })
            }
            Response::Update => Some(original().map_or(Answer::Acknowledged, |message| {
                Answer::Update(self.view(message))
            })),
            Response::UpdateLater | Response::Choices(_) => Some(Answer::Acknowledged),
            Response::Modal(modal) => Some(Answer::Modal(modal.clone())),
        }
    }
}
