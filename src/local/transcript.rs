//! The conversation as text: streamed to a terminal, and compared in tests. It holds no ids, no
//! times and no addresses, so that two equal conversations read the same.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;

use super::answer::{ComponentView, EmbedView, FileView, MessageView, Modal, OptionView};
use super::interaction::Kind;
use super::message::Message;
use super::state::State;

/// What was shown so far.
#[derive(Default)]
pub(super) struct Transcript {
    text: String,
    place: Option<u64>,
    after_action: bool,
    /// The visible text of every message, to tell real changes from repetitions.
    shown: HashMap<u64, String>,
    followers: Vec<UnboundedSender<String>>,
    /// What everybody sees, while somebody waits for an answer: it comes after the answer, in
    /// whichever order the two reached the server.
    held: Vec<Held>,
}

/// Something that waits to be shown, by the id of the message or thread.
enum Held {
    Message(u64),
    Thread(u64),
}

/// How a piece stands to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Something a person does: begins a paragraph.
    Action,
    /// A message: begins a paragraph unless it follows an action.
    Message,
    /// A remark on what was just shown.
    Note,
}

impl Transcript {
    pub(super) fn text(&self) -> String {
        self.text.clone()
    }

    pub(super) fn follow(&mut self, follower: UnboundedSender<String>) {
        self.followers.push(follower);
    }

    fn add(&mut self, place: u64, heading: &str, piece: Piece, lines: &str) {
        let mut added = String::new();
        let moved = self.place != Some(place);
        let paragraph = match piece {
            Piece::Action => true,
            Piece::Message => !self.after_action,
            Piece::Note => false,
        };
        if (moved || paragraph) && !self.text.is_empty() {
            added.push('\n');
        }
        if moved {
            let _ = writeln!(added, "── {heading} ──");
        }
        added.push_str(lines);
        added.push('\n');
        self.place = Some(place);
        self.after_action = piece == Piece::Action;
        self.text.push_str(&added);
        self.followers
            .retain(|follower| follower.send(added.clone()).is_ok());
    }
}

impl State {
    pub(super) fn show(&mut self, place: u64, piece: Piece, lines: &str) {
        let heading = self.place_name(place);
        self.transcript.add(place, &heading, piece, lines);
    }

    fn place_name(&self, id: u64) -> String {
        match self.channels.get(&id) {
            Some(thread) if thread.is_thread() => format!("hilo «{}»", thread.name),
            Some(direct) if direct.recipient.is_some() => {
                let person = direct.recipient.map_or("", |id| self.name_of(id));
                format!("mensajes directos de {person}")
            }
            Some(channel) => format!("#{}", channel.name),
            None => "un canal borrado".to_owned(),
        }
    }

    /// Shows a new message, or a changed one when what people see of it changed.
    pub(super) fn show_message(&mut self, id: u64) {
        let Some(message) = self.messages.get(&id) else {
            return;
        };
        if !message.is_chat() || message.is_loading() {
            return;
        }
        if message.only_for.is_none() && self.somebody_waits() {
            self.transcript.held.push(Held::Message(id));
            return;
        }
        let view = self.view(message);
        let text = view.text();
        let place = message.channel;
        let before = self.transcript.shown.insert(id, text.clone());
        if before.as_ref() == Some(&text) {
            return;
        }
        let lines = signed(&view, before.is_some());
        self.show(place, Piece::Message, &lines);
    }

    /// Shows what was held back, once nobody waits for an answer any more.
    pub(super) fn show_held(&mut self) {
        if self.transcript.held.is_empty() || self.somebody_waits() {
            return;
        }
        for held in std::mem::take(&mut self.transcript.held) {
            match held {
                Held::Message(id) => self.show_message(id),
                Held::Thread(id) => self.show_thread(id),
            }
        }
    }

    fn somebody_waits(&self) -> bool {
        let now = self.now();
        self.interactions.values().any(|interaction| {
            interaction.response.is_none()
                && interaction.kind != Kind::Autocomplete
                && !interaction.is_late(now)
        })
    }

    pub(super) fn show_removal(&mut self, id: u64) {
        let (Some(message), Some(text)) =
            (self.messages.get(&id), self.transcript.shown.remove(&id))
        else {
            return;
        };
        let place = message.channel;
        let line = format!(
            "Se borra un mensaje de {}: {}",
            self.name_of(message.author),
            text.lines().next().unwrap_or_default()
        );
        self.show(place, Piece::Note, &line);
    }

    pub(super) fn show_thread(&mut self, id: u64) {
        if self.somebody_waits() {
            self.transcript.held.push(Held::Thread(id));
            return;
        }
        let Some(thread) = self.channels.get(&id) else {
            return;
        };
        let place = thread.parent.unwrap_or(id);
        let line = format!("{} abre el hilo «{}».", self.world.bot, thread.name);
        self.show(place, Piece::Note, &line);
    }

    /// Tells what was done to a channel, there, or to a thread, in the channel above it.
    pub(super) fn remark_on(&mut self, id: u64, line: &str) {
        let parent = self.channels.get(&id).and_then(|channel| channel.parent);
        self.show(parent.unwrap_or(id), Piece::Action, line);
    }

    /// Shows what changed of a channel: its name, whether it is archived, whether it is locked.
    pub(super) fn show_channel_change(&mut self, id: u64, before: &(String, bool, bool)) {
        let channel = &self.channels[&id];
        let (name, bot) = (&before.0, &self.world.bot);
        let mut lines = Vec::new();
        if channel.name != *name {
            lines.push(format!(
                "{bot} cambia el nombre de «{name}» a «{}».",
                channel.name
            ));
        }
        match (before.1, channel.archived) {
            (false, true) => lines.push(format!("{bot} archiva el hilo «{}».", channel.name)),
            (true, false) => lines.push(format!("{bot} reabre el hilo «{}».", channel.name)),
            _ => {}
        }
        match (before.2, channel.locked) {
            (false, true) => lines.push(format!("{bot} cierra el hilo «{}».", channel.name)),
            (true, false) => lines.push(format!("{bot} abre de nuevo el hilo «{}».", channel.name)),
            _ => {}
        }
        if !lines.is_empty() {
            self.show(id, Piece::Note, &lines.join("\n"));
        }
    }

    pub(super) fn show_modal(&mut self, person: u64, channel: u64, modal: &Modal) {
        let line = format!("A {} se le abre {}", self.name_of(person), modal.text());
        self.show(channel, Piece::Note, &line);
    }

    /// A message as people see it.
    pub(super) fn view(&self, message: &Message) -> MessageView {
        let mut pings: Vec<String> = message
            .mentions
            .iter()
            .map(|user| self.name_of(*user).to_owned())
            .collect();
        if message.mentions_everyone {
            pings.push("everyone".to_owned());
        }
        let channel = self.channels.get(&message.channel);
        MessageView {
            id: message.id,
            channel_id: message.channel,
            channel: channel.map_or_else(String::new, |channel| channel.name.clone()),
            author: self.name_of(message.author).to_owned(),
            content: self.readable(&message.content),
            embeds: message
                .embeds
                .iter()
                .map(|embed| self.embed_view(embed))
                .collect(),
            rows: message.components.iter().map(row_view).collect(),
            files: message
                .attachments
                .iter()
                .map(|file| FileView {
                    name: file.name.clone(),
                    size: file.bytes.len(),
                })
                .collect(),
            only_for: message
                .only_for
                .map(|person| self.name_of(person).to_owned()),
            edited: message.edited.is_some(),
            pings,
        }
    }

    fn embed_view(&self, embed: &Value) -> EmbedView {
        let text = |value: &Value| self.readable(value.as_str().unwrap_or_default());
        EmbedView {
            author: text(&embed["author"]["name"]),
            title: text(&embed["title"]),
            description: text(&embed["description"]),
            fields: embed["fields"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|field| (text(&field["name"]), text(&field["value"])))
                .collect(),
            footer: text(&embed["footer"]["text"]),
        }
    }

    /// A text with names in the place of ids, as a client shows it.
    fn readable(&self, text: &str) -> String {
        let mut readable = String::new();
        let mut rest = text;
        while let Some(start) = rest.find('<') {
            readable.push_str(&rest[..start]);
            let inside = rest[start + 1..].split_once('>');
            let named = inside.and_then(|(inside, after)| Some((self.name_in(inside)?, after)));
            if let Some((name, after)) = named {
                readable.push_str(&name);
                rest = after;
            } else {
                readable.push('<');
                rest = &rest[start + 1..];
            }
        }
        readable.push_str(rest);
        without_jumps(&readable)
    }

    /// The name for what stands between `<` and `>`, if that is one of Discord's tags.
    fn name_in(&self, tag: &str) -> Option<String> {
        if let Some(id) = tag.strip_prefix("@&") {
            return id.parse::<u64>().ok().map(|_| "@rol".to_owned());
        }
        if let Some(id) = tag.strip_prefix('@') {
            let id = id.trim_start_matches('!').parse().ok()?;
            return Some(format!("@{}", self.name_of(id)));
        }
        if let Some(id) = tag.strip_prefix('#') {
            let channel = self.channels.get(&id.parse().ok()?)?;
            return Some(format!("#{}", channel.name));
        }
        if let Some(time) = tag.strip_prefix("t:") {
            let seconds = time.split(':').next()?;
            return seconds.parse::<i64>().ok().map(|_| "(hora)".to_owned());
        }
        let (name, id) = tag.rsplit_once(':')?;
        id.parse::<u64>().ok()?;
        if name.starts_with('/') {
            return Some(name.to_owned());
        }
        let emoji = name.strip_prefix("a:").or_else(|| name.strip_prefix(':'))?;
        Some(format!(":{emoji}:"))
    }
}

/// A text whose links to messages are their words alone.
fn without_jumps(text: &str) -> String {
    const MESSAGE: &str = "](https://discord.com/channels/";
    let mut readable = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MESSAGE) {
        if let (Some(opened), Some((_, after))) = (before.rfind('['), after.split_once(')')) {
            readable.push_str(&before[..opened]);
            readable.push_str(&before[opened + 1..]);
            rest = after;
        } else {
            readable.push_str(before);
            readable.push_str(MESSAGE);
            rest = after;
        }
    }
    readable.push_str(rest);
    readable
}

/// The message's text under its author's name.
fn signed(view: &MessageView, edited: bool) -> String {
    let mut remarks = Vec::new();
    if let Some(person) = &view.only_for {
        remarks.push(format!("solo {person} lo ve"));
    }
    if edited {
        remarks.push("editado".to_owned());
    }
    let mut lines = view.author.clone();
    if !remarks.is_empty() {
        let _ = write!(lines, " ({})", remarks.join(", "));
    }
    lines.push(':');
    for (number, line) in view.text().lines().enumerate() {
        let gap = if number == 0 && !view.content.is_empty() {
            " "
        } else {
            "\n  "
        };
        lines.push_str(gap);
        lines.push_str(line);
    }
    // Empty lines carry no blanks at their end.
    lines
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

fn row_view(row: &Value) -> Vec<ComponentView> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    row["components"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|part| {
            let disabled = part["disabled"].as_bool().unwrap_or(false);
            if part["type"] == 2 {
                let mut label = text(&part["label"]);
                if label.is_empty() {
                    label = text(&part["emoji"]["name"]);
                }
                return ComponentView::Button {
                    label,
                    custom_id: part["custom_id"].as_str().map(str::to_owned),
                    disabled,
                };
            }
            let options = part["options"].as_array().into_iter().flatten();
            let count = |field: &str| {
                part[field]
                    .as_u64()
                    .and_then(|count| usize::try_from(count).ok())
                    .unwrap_or(1)
            };
            ComponentView::Select {
                custom_id: text(&part["custom_id"]),
                placeholder: text(&part["placeholder"]),
                options: options
                    .map(|option| OptionView {
                        label: text(&option["label"]),
                        value: text(&option["value"]),
                        description: text(&option["description"]),
                        chosen: option["default"].as_bool().unwrap_or(false),
                    })
                    .collect(),
                min_values: count("min_values"),
                max_values: count("max_values"),
                disabled,
            }
        })
        .collect()
}

impl MessageView {
    /// All that is visible of the message, without its author: text, embeds, files, buttons
    /// (in round brackets when they cannot be pressed) and menus.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = self.content.lines().map(str::to_owned).collect();
        for embed in &self.embeds {
            embed_lines(embed, &mut lines);
        }
        for file in &self.files {
            lines.push(format!("📎 {} ({})", file.name, size(file.size)));
        }
        for row in &self.rows {
            let parts: Vec<String> = row.iter().map(component_text).collect();
            lines.push(parts.join(" "));
        }
        lines.join("\n")
    }
}

fn embed_lines(embed: &EmbedView, lines: &mut Vec<String>) {
    let mut push = |mark: &str, text: &str| {
        lines.extend(
            text.lines()
                .map(|line| format!("{mark} {line}").trim_end().to_owned()),
        );
    };
    push("│", &embed.author);
    push("┌", &embed.title);
    push("│", &embed.description);
    for (name, value) in &embed.fields {
        if value.contains('\n') {
            push("│", &format!("{name}:"));
            push("│  ", value);
        } else {
            push("│", &format!("{name}: {value}"));
        }
    }
    push("└", &embed.footer);
}

fn component_text(component: &ComponentView) -> String {
    match component {
        ComponentView::Button {
            label,
            custom_id: None,
            ..
        } => format!("[{label} ↗]"),
        ComponentView::Button {
            label,
            disabled: true,
            ..
        } => format!("({label})"),
        ComponentView::Button { label, .. } => format!("[{label}]"),
        ComponentView::Select {
            placeholder,
            options,
            disabled,
            ..
        } => {
            let options: Vec<String> = options
                .iter()
                .map(|option| {
                    let mark = if option.chosen { "✓ " } else { "" };
                    format!("{mark}{}", option.label)
                })
                .collect();
            let text = format!("{placeholder} ▾ {}", options.join(" | "));
            let text = text.trim_start();
            if *disabled {
                format!("({text})")
            } else {
                format!("[{text}]")
            }
        }
    }
}

/// A size for people, with a decimal comma.
fn size(bytes: usize) -> String {
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let (divisor, unit) = if bytes < 1_000_000 {
        (100, "kB")
    } else {
        (100_000, "MB")
    };
    let tenths = bytes.div_ceil(divisor);
    if tenths < 100 {
        format!("{},{} {unit}", tenths / 10, tenths % 10)
    } else {
        format!("{} {unit}", tenths.div_ceil(10))
    }
}

#[cfg(test)]
mod tests {
    use super::{size, without_jumps};

    #[test]
    fn a_link_to_a_message_is_shown_by_its_words() {
        let link = "[↗](https://discord.com/channels/1/2/3)";
        assert_eq!(
            without_jumps(&format!("[a] Uno {link}. Dos {link}.")),
            "[a] Uno ↗. Dos ↗."
        );
        for text in [
            "[curso](https://example.org)",
            "](https://discord.com/channels/1/2/3)",
        ] {
            assert_eq!(without_jumps(text), text);
        }
    }

    #[test]
    fn sizes_are_rounded_up_and_written_with_a_comma() {
        assert_eq!(size(999), "999 B");
        assert_eq!(size(1_250), "1,3 kB");
        assert_eq!(size(18_200), "19 kB");
        assert_eq!(size(2_500_000), "2,5 MB");
    }
}
