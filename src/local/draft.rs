//! What a request wants a message to be: read, checked, and put onto a message.

use serde_json::Value;

use super::limits::{self, ATTACHMENT_BYTES, ATTACHMENTS, check_message};
use super::message::{Attachment, Message};
use super::permissions;
use super::refusal::Refusal;
use super::rest::{Call, Upload, snowflake};
use super::state::State;

/// The flags a bot may set: SUPPRESS_EMBEDS, EPHEMERAL (on answers) and SUPPRESS_NOTIFICATIONS.
const SETTABLE_FLAGS: u64 = 1 << 2 | 1 << 6 | 1 << 12;

/// The `data` of a message: a body and the files that came with it.
pub(super) struct Draft<'a> {
    pub(super) body: &'a Value,
    files: &'a [Upload],
}

impl<'a> Draft<'a> {
    /// Reads and checks what does not depend on the place.
    pub(super) fn read(body: &'a Value, call: &'a Call) -> Result<Self, Refusal> {
        check_message(body)?;
        if call.files.len() > ATTACHMENTS {
            return Err(Refusal::form(
                "files",
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 0 and 10 in length.",
            ));
        }
        if call
            .files
            .iter()
            .any(|file| file.bytes.len() > ATTACHMENT_BYTES)
        {
            return Err(Refusal::new(413, 40005, "Request entity too large"));
        }
        if body["flags"].as_u64().unwrap_or(0) & !SETTABLE_FLAGS != 0 {
            return Err(Refusal::form(
                "flags",
                "MESSAGE_FLAGS_INVALID",
                "Only classic messages can be sent here (no Components V2).",
            ));
        }
        Ok(Self {
            body,
            files: &call.files,
        })
    }

    pub(super) fn flags(&self) -> u64 {
        self.body["flags"].as_u64().unwrap_or(0)
    }

    fn lists(&self, part: &str) -> bool {
        self.body[part]
            .as_array()
            .is_some_and(|list| !list.is_empty())
    }

    /// What the bot must be allowed to do to send this.
    pub(super) fn permissions(&self) -> u64 {
        let mut bits = 0;
        if self.lists("embeds") {
            bits |= permissions::EMBED_LINKS;
        }
        if !self.files.is_empty() {
            bits |= permissions::ATTACH_FILES;
        }
        bits
    }
}

impl State {
    /// Puts a draft onto a message: what the draft does not name stays as it was.
    pub(super) fn apply(&mut self, draft: &Draft, message: &mut Message) -> Result<(), Refusal> {
        let body = draft.body;
        let given = |part: &str| body.get(part);
        if let Some(content) = given("content") {
            let text = content.as_str().unwrap_or_default();
            text.trim().clone_into(&mut message.content);
            let everyone = self.channels.get(&message.channel).is_some_and(|channel| {
                self.bot_permissions_in(channel) & permissions::MENTION_EVERYONE != 0
            });
            let pings = self.pings(&message.content, &body["allowed_mentions"], everyone);
            (message.mentions, message.mentions_everyone) = pings;
        }
        if let Some(embeds) = given("embeds") {
            message.embeds = embeds.as_array().cloned().unwrap_or_default();
        }
        if let Some(components) = given("components") {
            message.components = components.as_array().cloned().unwrap_or_default();
        }
        if let Some(kept) = given("attachments").and_then(Value::as_array) {
            message.attachments.retain(|old| {
                kept.iter()
                    .any(|entry| snowflake(&entry["id"]) == Some(old.id))
            });
        }
        for file in draft.files {
            let attachment = self.attach(file, &body["attachments"]);
            message.attachments.push(attachment);
        }
        if message.attachments.len() > limits::ATTACHMENTS {
            return Err(Refusal::new(
                400,
                30015,
                "Maximum number of attachments in a message reached (10)",
            ));
        }
        if message.is_empty() {
            return Err(Refusal::new(400, 50006, "Cannot send an empty message"));
        }
        Ok(())
    }

    fn attach(&mut self, file: &Upload, described: &Value) -> Attachment {
        let entry = described
            .as_array()
            .into_iter()
            .flatten()
            .find(|entry| snowflake(&entry["id"]) == Some(file.number));
        let text = |field: &str| entry.and_then(|entry| entry[field].as_str());
        Attachment {
            id: self.next_id(),
            name: text("filename").unwrap_or(&file.name).replace(' ', "_"),
            description: text("description").map(str::to_owned),
            content_type: file.content_type.clone(),
            bytes: file.bytes.clone(),
        }
    }

    /// Whom a text pings, under `allowed_mentions`; without it everybody named is pinged.
    pub(super) fn pings(&self, text: &str, allowed: &Value, everyone: bool) -> (Vec<u64>, bool) {
        let parses = |kind: &str| {
            allowed.is_null()
                || allowed["parse"]
                    .as_array()
                    .is_some_and(|kinds| kinds.iter().any(|parsed| parsed == kind))
        };
        let listed = |id: u64| {
            allowed["users"]
                .as_array()
                .is_some_and(|users| users.iter().any(|user| snowflake(user) == Some(id)))
        };
        let mut users: Vec<u64> = text
            .split("<@")
            .skip(1)
            .filter_map(|rest| rest.split_once('>'))
            .filter_map(|(id, _)| id.trim_start_matches('!').parse().ok())
            .filter(|id| parses("users") || listed(*id))
            .filter(|id| *id == self.app_id || self.member(*id).is_some())
            .collect();
        users.sort_unstable();
        users.dedup();
        let shouts = text.contains("@everyone") || text.contains("@here");
        (users, everyone && shouts && parses("everyone"))
    }

    /// The roles that a text names.
    pub(super) fn roles_named(&self, text: &str) -> Vec<u64> {
        let mention = format!("<@&{}>", self.moderator_role);
        let named = text.contains(&mention);
        named.then_some(self.moderator_role).into_iter().collect()
    }
}
