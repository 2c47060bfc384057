//! Messages: how they are kept, how Discord writes them as JSON, and who may read them.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::answer::PostedFile;
use super::gateway::{DIRECT_MESSAGES, GUILD_MESSAGES};
use super::guild::timestamp;
use super::state::State;

pub(super) const EPHEMERAL: u64 = 1 << 6;
pub(super) const LOADING: u64 = 1 << 7;
pub(super) const HAS_THREAD: u64 = 1 << 5;

/// What kind of message it is, with Discord's numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Default = 0,
    ChannelNameChange = 4,
    ChannelPinned = 6,
    ThreadCreated = 18,
    Reply = 19,
    CommandAnswer = 20,
    ThreadStarter = 21,
}

/// A file that hangs on a message.
#[derive(Clone)]
pub(super) struct Attachment {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) content_type: String,
    pub(super) bytes: axum::body::Bytes,
}

/// Where an answer to an interaction comes from.
#[derive(Clone)]
pub(super) struct Origin {
    pub(super) interaction: u64,
    /// For follow-ups: the first answer.
    pub(super) original: Option<u64>,
}

/// A message.
#[derive(Clone)]
pub(super) struct Message {
    pub(super) id: u64,
    pub(super) channel: u64,
    pub(super) author: u64,
    pub(super) kind: Kind,
    pub(super) at: OffsetDateTime,
    pub(super) edited: Option<OffsetDateTime>,
    pub(super) content: String,
    pub(super) embeds: Vec<Value>,
    pub(super) components: Vec<Value>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) flags: u64,
    pub(super) nonce: Value,
    /// Users that are pinged.
    pub(super) mentions: Vec<u64>,
    pub(super) mentions_everyone: bool,
    /// Roles that are pinged.
    pub(super) mentions_roles: Vec<u64>,
    pub(super) pinned: bool,
    /// The message this one replies to, or the one that its thread started from, with its
    /// channel.
    pub(super) refers_to: Option<(u64, u64)>,
    pub(super) origin: Option<Origin>,
    /// Ephemeral: the only person who sees it.
    pub(super) only_for: Option<u64>,
}

impl Message {
    pub(super) fn new(id: u64, channel: u64, author: u64, kind: Kind, at: OffsetDateTime) -> Self {
        Self {
            id,
            channel,
            author,
            kind,
            at,
            edited: None,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            flags: 0,
            nonce: Value::Null,
            mentions: Vec::new(),
            mentions_everyone: false,
            mentions_roles: Vec::new(),
            pinned: false,
            refers_to: None,
            origin: None,
            only_for: None,
        }
    }

    /// Whether somebody wrote it, as opposed to Discord's own notices.
    pub(super) fn is_chat(&self) -> bool {
        matches!(self.kind, Kind::Default | Kind::Reply | Kind::CommandAnswer)
    }

    pub(super) fn is_loading(&self) -> bool {
        self.flags & LOADING != 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.content.is_empty()
            && self.embeds.iter().all(is_blank)
            && self.attachments.is_empty()
            && self.components.is_empty()
    }
}

impl State {
    pub(super) fn attachment_json(&self, channel: u64, attachment: &Attachment) -> Value {
        self.file_json(&format!("attachments/{channel}"), attachment)
    }

    /// A file of a message, for whoever looks at it from outside.
    pub(super) fn posted(&self, message: &Message, file: &Attachment) -> PostedFile {
        PostedFile {
            file_name: file.name.clone(),
            bytes: file.bytes.to_vec(),
            channel: self.view(message).channel,
            author: self.name_of(message.author).to_owned(),
            message_id: message.id,
        }
    }

    /// A file that somebody gave to a command.
    pub(super) fn upload_json(&self, file: &Attachment) -> Value {
        let mut body = self.file_json(&format!("ephemeral-attachments/{}", self.app_id), file);
        body["ephemeral"] = json!(true);
        body
    }

    fn file_json(&self, folder: &str, attachment: &Attachment) -> Value {
        let url = format!(
            "{}/{folder}/{}/{}",
            self.url, attachment.id, attachment.name
        );
        let mut body = json!({
            "id": attachment.id.to_string(),
            "filename": attachment.name,
            "size": attachment.bytes.len(),
            "url": url,
            "proxy_url": url,
            "content_type": attachment.content_type,
        });
        if let Some(text) = &attachment.description {
            body["description"] = json!(text);
        }
        if let Some((width, height)) = png_size(&attachment.bytes) {
            body["width"] = json!(width);
            body["height"] = json!(height);
        }
        body
    }

    /// A message as REST gives it.
    pub(super) fn message_json(&self, message: &Message) -> Value {
        let mut body = self.plain_message_json(message);
        if let Some((channel, id)) = message.refers_to {
            body["message_reference"] = json!({
                "type": 0,
                "channel_id": channel.to_string(),
                "message_id": id.to_string(),
            });
            if let (Some(guild), _) = self.audience(message.channel) {
                body["message_reference"]["guild_id"] = json!(guild.to_string());
            }
            body["referenced_message"] = self
                .messages
                .get(&id)
                .map_or(Value::Null, |referred| self.plain_message_json(referred));
        }
        body
    }

    fn plain_message_json(&self, message: &Message) -> Value {
        // A file shown inside an embed is not listed among the attachments.
        let embedded = |name: &str| {
            let address = format!("attachment://{name}");
            message.embeds.iter().any(|embed| {
                embed["image"]["url"] == address || embed["thumbnail"]["url"] == address
            })
        };
        let attachments: Vec<Value> = message
            .attachments
            .iter()
            .filter(|attachment| !embedded(&attachment.name))
            .map(|attachment| self.attachment_json(message.channel, attachment))
            .collect();
        let embeds: Vec<Value> = message
            .embeds
            .iter()
            .map(|embed| self.embed_json(message, embed))
            .collect();
        let mentions: Vec<Value> = message
            .mentions
            .iter()
            .map(|user| self.user_json(*user))
            .collect();
        let roles: Vec<String> = message
            .mentions_roles
            .iter()
            .map(ToString::to_string)
            .collect();
        let mut body = json!({
            "id": message.id.to_string(),
            "channel_id": message.channel.to_string(),
            "type": message.kind as u8,
            "author": self.user_json(message.author),
            "content": message.content,
            "timestamp": timestamp(message.at),
            "edited_timestamp": message.edited.map(timestamp),
            "tts": false,
            "mention_everyone": message.mentions_everyone,
            "mentions": mentions,
            "mention_roles": roles,
            "attachments": attachments,
            "embeds": embeds,
            "components": given_back(&message.components),
            "pinned": message.pinned,
            "flags": message.flags,
        });
        if !message.nonce.is_null() {
            body["nonce"] = message.nonce.clone();
        }
        if let Some(origin) = &message.origin {
            body["application_id"] = json!(self.app_id.to_string());
            body["webhook_id"] = json!(self.app_id.to_string());
            if let Some(metadata) = self.origin_json(origin) {
                body["interaction_metadata"] = metadata;
            }
        }
        if let Some(thread) = self.thread_of(message) {
            body["thread"] = thread;
        }
        body
    }

    fn thread_of(&self, message: &Message) -> Option<Value> {
        if message.flags & HAS_THREAD == 0 {
            return None;
        }
        let thread = self.channels.get(&message.id)?;
        Some(self.channel_json(thread))
    }

    /// An embed as Discord gives it back: with its type, and attached pictures by address.
    fn embed_json(&self, message: &Message, embed: &Value) -> Value {
        let mut embed = embed.clone();
        embed["type"] = json!("rich");
        for part in ["image", "thumbnail"] {
            let url = embed[part]["url"].as_str().unwrap_or_default().to_owned();
            if let Some(name) = url.strip_prefix("attachment://")
                && let Some(file) = message.attachments.iter().find(|file| file.name == name)
            {
                let listed = self.attachment_json(message.channel, file);
                embed[part] = json!({"url": listed["url"], "proxy_url": listed["url"]});
                for side in ["width", "height"] {
                    if !listed[side].is_null() {
                        embed[part][side] = listed[side].clone();
                    }
                }
            }
        }
        embed
    }

    /// Whether a bot without MESSAGE_CONTENT may read it all the same.
    fn bot_reads_anyway(&self, message: &Message) -> bool {
        let direct = self
            .channels
            .get(&message.channel)
            .is_some_and(|channel| channel.recipient.is_some());
        message.author == self.app_id || direct || message.mentions.contains(&self.app_id)
    }

    /// A message as REST gives it to the bot, blank where the bot lacks the intent.
    pub(super) fn message_for_bot(&self, message: &Message, reads_content: bool) -> Value {
        let mut body = self.message_json(message);
        if !reads_content && !self.bot_reads_anyway(message) {
            body["content"] = json!("");
            for part in ["embeds", "attachments", "components"] {
                body[part] = json!([]);
            }
        }
        if !reads_content
            && let Some((_, id)) = message.refers_to
            && let Some(referred) = self.messages.get(&id)
            && !self.bot_reads_anyway(referred)
        {
            body["referenced_message"]["content"] = json!("");
            for part in ["embeds", "attachments", "components"] {
                body["referenced_message"][part] = json!([]);
            }
        }
        body
    }

    /// Tells the gateway about a new or changed message.
    pub(super) fn announce_message(&mut self, event: &str, id: u64) {
        let Some(message) = self.messages.get(&id) else {
            return;
        };
        if message.only_for.is_some() {
            return;
        }
        let (guild, intent) = self.audience(message.channel);
        let complete = |mut body: Value| {
            if guild.is_some() {
                body["guild_id"] = json!(self.guild_id.to_string());
                body["member"] = self.partial_member_json(message.author);
                for mention in body["mentions"].as_array_mut().into_iter().flatten() {
                    let user = mention["id"].as_str().and_then(|id| id.parse().ok());
                    mention["member"] = self.partial_member_json(user.unwrap_or(0));
                }
            }
            body["channel_type"] = json!(self.channels[&message.channel].kind);
            body
        };
        let open = complete(self.message_for_bot(message, true));
        let blank = complete(self.message_for_bot(message, false));
        self.gateway.dispatch(event, guild, intent, |reads| {
            if reads { open.clone() } else { blank.clone() }
        });
    }

    /// Whose shard hears of a channel's messages, and with which intent.
    pub(super) fn audience(&self, channel: u64) -> (Option<u64>, u64) {
        if self.channels[&channel].recipient.is_some() {
            (None, DIRECT_MESSAGES)
        } else {
            (Some(self.guild_id), GUILD_MESSAGES)
        }
    }

    /// Adds a message and tells everybody.
    pub(super) fn post(&mut self, message: Message) {
        let id = message.id;
        self.messages.insert(id, message);
        self.announce_message("MESSAGE_CREATE", id);
        self.show_message(id);
    }
}

/// Whether an embed shows nothing: a colour alone is not a message.
fn is_blank(embed: &Value) -> bool {
    [
        "title",
        "description",
        "fields",
        "author",
        "footer",
        "image",
        "thumbnail",
    ]
    .iter()
    .all(|part| match &embed[part] {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    })
}

/// Components as Discord gives them back: numbered, and with their defaults spelled out.
fn given_back(rows: &[Value]) -> Value {
    let mut rows = rows.to_vec();
    let mut number = 0;
    let mut complete = |part: &mut Value| {
        number += 1;
        if let Some(fields) = part.as_object_mut() {
            fields.retain(|_, field| !field.is_null());
            fields.entry("id").or_insert_with(|| json!(number));
        }
        if part["type"].as_u64().is_some_and(|kind| kind >= 3) {
            for (field, default) in [
                ("min_values", json!(1)),
                ("max_values", json!(1)),
                ("disabled", json!(false)),
            ] {
                if part[field].is_null() {
                    part[field] = default;
                }
            }
        }
    };
    for row in &mut rows {
        complete(row);
        row["components"]
            .as_array_mut()
            .into_iter()
            .flatten()
            .for_each(&mut complete);
    }
    Value::Array(rows)
}

/// Width and height of a PNG, from its header.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..16)?;
    let (width, height) = header.split_at(4);
    let number = |part: &[u8]| part.try_into().map(u32::from_be_bytes).ok();
    Some((number(width)?, number(height)?))
}
