//! A message as the bot means it, before it becomes a new message, an edit or a private answer.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;
use serenity::all::{
    CreateActionRow, CreateAllowedMentions, CreateAttachment, CreateButton, CreateEmbed,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage, EditMessage,
    Message, Nonce, UserId,
};

/// One message. Nothing in it pings anybody, except the people in `calls`.
#[derive(Clone, Debug, Default)]
pub struct Post {
    pub content: String,
    pub embeds: Vec<CreateEmbed>,
    /// Rows of buttons.
    pub rows: Vec<Vec<CreateButton>>,
    /// File names with their bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Discord ids of the people whom the text means to call.
    pub calls: Vec<u64>,
    /// Whether the message is brought up to date when its delivery is owed again.
    pub is_panel: bool,
}

impl Post {
    #[must_use]
    pub fn text(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn with_row(mut self, buttons: Vec<CreateButton>) -> Self {
        if !buttons.is_empty() {
            self.rows.push(buttons);
        }
        self
    }

    /// A new message; Discord gives back the earlier one when it had this nonce moments ago.
    pub fn to_message(&self, nonce: String) -> CreateMessage {
        CreateMessage::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.components())
            .add_files(self.attachments())
            .allowed_mentions(self.mentions())
            .nonce(Nonce::String(nonce))
            .enforce_nonce(true)
    }

    /// An edit of the message that this post became. Files stay as they were.
    pub fn to_edit(&self) -> EditMessage {
        EditMessage::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.components())
            .allowed_mentions(self.mentions())
    }

    /// An answer that only the one who acted sees.
    #[must_use]
    pub fn to_answer(&self) -> CreateInteractionResponse {
        CreateInteractionResponse::Message(self.response().ephemeral(true))
    }

    /// The private message that was pressed, replaced by this one.
    #[must_use]
    pub fn to_update(&self) -> CreateInteractionResponse {
        CreateInteractionResponse::UpdateMessage(self.response())
    }

    /// Whether this message, read back from Discord, is this post. A panel is known by its buttons,
    /// since what it says changes; anything else by what it says, which Discord trims.
    #[must_use]
    pub fn is_shown_by(&self, message: &Message) -> bool {
        if self.is_panel && !self.rows.is_empty() {
            let shown = custom_ids(&message.components);
            return custom_ids(&self.rows).iter().any(|id| shown.contains(id));
        }
        let files = message.attachments.iter().map(|file| &file.filename);
        let same_files = files.eq(self.files.iter().map(|(name, _)| name));
        let shown = message.embeds.iter().map(embed_text);
        let same_embeds = shown.eq(self.embeds.iter().map(embed_text));
        message.content.trim() == self.content.trim() && same_files && same_embeds
    }

    fn response(&self) -> CreateInteractionResponseMessage {
        CreateInteractionResponseMessage::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.components())
            .allowed_mentions(self.mentions())
    }

    fn components(&self) -> Vec<CreateActionRow> {
        self.rows
            .iter()
            .map(|row| CreateActionRow::Buttons(row.clone()))
            .collect()
    }

    fn attachments(&self) -> Vec<CreateAttachment> {
        self.files
            .iter()
            .map(|(name, bytes)| CreateAttachment::bytes(bytes.clone(), name.clone()))
            .collect()
    }

    fn mentions(&self) -> CreateAllowedMentions {
        CreateAllowedMentions::new().users(self.calls.iter().copied().map(UserId::new))
    }
}

/// Title and description of an embed, read or to be sent.
fn embed_text(embed: &impl Serialize) -> [String; 2] {
    let embed = serde_json::to_value(embed).unwrap_or_default();
    ["title", "description"].map(|part| {
        let text = embed[part].as_str().unwrap_or_default();
        text.trim().to_owned()
    })
}

/// The custom_ids anywhere in components, read or to be sent.
fn custom_ids(components: &impl Serialize) -> BTreeSet<String> {
    fn collect(value: &Value, ids: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, ids)),
            Value::Object(fields) => {
                ids.extend(
                    fields
                        .get("custom_id")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                fields.values().for_each(|field| collect(field, ids));
            }
            _ => {}
        }
    }
    let mut ids = BTreeSet::new();
    collect(
        &serde_json::to_value(components).unwrap_or_default(),
        &mut ids,
    );
    ids
}
