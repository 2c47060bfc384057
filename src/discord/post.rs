//! A message as the bot means it, before it becomes a new message, an edit or a private answer.

use serde::Serialize;
use serenity::all::{
    CreateActionRow, CreateAllowedMentions, CreateAttachment, CreateButton, CreateEmbed,
    CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage, CreateSelectMenu,
    EditAttachments, EditInteractionResponse, EditMessage, Message, Nonce, UserId,
};

/// Characters of text that Discord takes.
const CONTENT_LIMIT: usize = 2000;

/// One message. Nothing in it pings anybody, except the people in `calls`.
#[derive(Clone, Debug, Default)]
pub struct Post {
    pub content: String,
    pub embeds: Vec<CreateEmbed>,
    /// Rows of buttons.
    pub rows: Vec<Vec<CreateButton>>,
    /// Select menus, each a row below the buttons.
    pub menus: Vec<CreateSelectMenu>,
    /// File names with their bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Discord ids of the people whom the text means to call.
    pub calls: Vec<u64>,
    /// Whether the message is brought up to date when its delivery is owed again, with its files.
    pub is_panel: bool,
    /// The custom_id of a button that the message had before, when it may have lost it since.
    pub had_button: Option<String>,
    /// Whether it takes away what somebody wrote: where Discord takes no edit, the message goes.
    pub erases: bool,
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

    /// The same with this at its end: below the text, or in a frame of its own below other frames and
    /// a full text.
    #[must_use]
    pub fn ending(mut self, remark: &str) -> Self {
        let content = format!("{}\n\n{remark}", self.content);
        if self.embeds.is_empty() && content.chars().count() <= CONTENT_LIMIT {
            content.trim_start().clone_into(&mut self.content);
        } else {
            self.embeds.push(CreateEmbed::new().description(remark));
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

    /// An edit of the message that this post became. Files take the place of those that it had; a
    /// post without any leaves them as they were.
    pub fn to_edit(&self) -> EditMessage {
        let edit = EditMessage::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.components())
            .allowed_mentions(self.mentions());
        if self.files.is_empty() {
            return edit;
        }
        let files = self.attachments().into_iter();
        edit.attachments(files.fold(EditAttachments::new(), EditAttachments::add))
    }

    /// An answer that only the one who acted sees.
    #[must_use]
    pub fn to_answer(&self) -> CreateInteractionResponse {
        CreateInteractionResponse::Message(self.response().ephemeral(true))
    }

    /// The answer that was put off, as it is at last. Only this one can have files.
    pub fn to_late_answer(&self) -> EditInteractionResponse {
        let answer = EditInteractionResponse::new()
            .content(&self.content)
            .embeds(self.embeds.clone())
            .components(self.components())
            .allowed_mentions(self.mentions());
        let files = self.attachments().into_iter();
        files.fold(answer, EditInteractionResponse::new_attachment)
    }

    /// The private message that was pressed, replaced by this one.
    #[must_use]
    pub fn to_update(&self) -> CreateInteractionResponse {
        CreateInteractionResponse::UpdateMessage(self.response())
    }

    /// Whether this message, read back from Discord, is this post. A panel is known by its first
    /// button, which is its own in all its states, or by one of its files, or by its text above the
    /// embeds; anything else by all that it says, which Discord trims.
    #[must_use]
    pub fn is_shown_by(&self, message: &Message) -> bool {
        if let Some(button) = &self.had_button
            && has_button(message, button)
        {
            return true;
        }
        let button = self.rows.first().and_then(|row| row.first());
        let shown = message.components.first();
        let shown = shown.and_then(|row| row.components.first());
        if self.is_panel
            && let (Some(button), Some(shown)) = (button, shown)
        {
            return custom_id(button) == custom_id(shown);
        }
        if self.is_panel && !self.files.is_empty() {
            let shown = |name: &String| message.attachments.iter().any(|f| f.filename == *name);
            return self.files.iter().any(|(name, _)| shown(name));
        }
        if self.is_panel && !self.content.is_empty() {
            return message.content.trim() == self.content.trim();
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
        let buttons = self.rows.iter().cloned().map(CreateActionRow::Buttons);
        let menus = self.menus.iter().cloned().map(CreateActionRow::SelectMenu);
        buttons.chain(menus).collect()
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

/// Whether one of a message's buttons has this custom_id.
fn has_button(message: &Message, id: &str) -> bool {
    let mut buttons = message.components.iter().flat_map(|row| &row.components);
    buttons.any(|button| custom_id(button) == id)
}

/// The custom_id of a button, read or to be sent.
fn custom_id(button: &impl Serialize) -> String {
    let button = serde_json::to_value(button).unwrap_or_default();
    button["custom_id"].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn panel(title: &str, button: &str) -> Post {
        Post {
            embeds: vec![CreateEmbed::new().title(title)],
            is_panel: true,
            ..Post::default()
        }
        .with_row(vec![CreateButton::new(button).label("Lo tengo claro")])
    }

    /// The post as Discord gives it back.
    fn read_back(post: &Post) -> Message {
        let person =
            json!({"id": "2", "username": "Tertulia", "discriminator": "0", "avatar": null});
        let message = json!({
            "id": "1", "channel_id": "3", "author": person, "content": post.content,
            "timestamp": "2026-11-22T16:00:00Z", "edited_timestamp": null, "tts": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": post.embeds, "components": post.components(), "pinned": false, "type": 0,
        });
        serde_json::from_value(message).expect("a message")
    }

    #[test]
    fn a_panel_that_has_changed_since_is_recognised_by_its_first_button() {
        let before = read_back(&panel("Pausa: Saludar", "t1:1:confirm:saludar"));
        assert!(panel("Tema visto: Saludar", "t1:1:confirm:saludar").is_shown_by(&before));
        assert!(!panel("Pausa: Saludar", "t1:1:confirm:repetir").is_shown_by(&before));
        let text = Post::text("Hola");
        assert!(text.is_shown_by(&read_back(&text)));
        assert!(!text.is_shown_by(&before));
    }
}
