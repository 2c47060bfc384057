//! Reads a line such as `/empezar multiprocessing` against the registered commands, the way
//! Discord's client does while somebody types it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::answer::PersonError;
use super::limits::ATTACHMENT_BYTES;
use super::message::Attachment;
use super::state::{Command, State};

/// The type of commands in a message's menu.
const FOR_MESSAGES: u64 = 3;

const SUBCOMMANDS: std::ops::RangeInclusive<u64> = 1..=2;
const STRING: u64 = 3;
const INTEGER: u64 = 4;
const BOOLEAN: u64 = 5;
const USER: u64 = 6;
const CHANNEL: u64 = 7;
const NUMBER: u64 = 10;
const ATTACHMENT: u64 = 11;

/// Characters of a file's name.
const FILE_NAME: usize = 260;

/// A file that somebody gives to a command.
pub(super) struct GivenFile<'a> {
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
}

/// A line that fits a command.
pub(super) struct Invocation {
    /// The `data` of the interaction.
    pub(super) data: Value,
    /// Permission bits that the command asks for by default.
    pub(super) needs: u64,
    /// The command's name, for messages.
    pub(super) command: String,
}

/// Whether the line is sent, or still being typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Typing {
    Done,
    LastOption,
}

/// Names that somebody can type for a command or an option: its own and its translations.
fn names(thing: &Value) -> impl Iterator<Item = &str> {
    let translated = thing["name_localizations"]
        .as_object()
        .into_iter()
        .flatten();
    thing["name"]
        .as_str()
        .into_iter()
        .chain(translated.filter_map(|(_, name)| name.as_str()))
}

fn is_named(thing: &Value, word: &str) -> bool {
    names(thing).any(|name| name == word)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The first word, and the rest without the blanks between.
fn split_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_once(char::is_whitespace)
        .map_or((text, ""), |(word, rest)| (word, rest.trim_start()))
}

/// Reads a line. An option for a file takes `file`, or else the path of one on the disk.
pub(super) fn read(
    state: &mut State,
    line: &str,
    file: Option<&GivenFile<'_>>,
    typing: Typing,
) -> Result<Invocation, PersonError> {
    let (word, rest) = split_word(line.trim().trim_start_matches('/'));
    let command = state
        .commands
        .iter()
        .find(|command| command.body["type"] == 1 && is_named(&command.body, word))
        .ok_or_else(|| PersonError::NoSuchCommand {
            name: word.to_owned(),
            known: state
                .commands
                .iter()
                .filter_map(|command| command.body["name"].as_str())
                .map(|name| format!("/{name}"))
                .collect(),
        })?
        .clone();
    let mut resolved = json!({});
    let mut reading = Reading {
        state,
        command: format!("/{word}"),
        resolved: &mut resolved,
        file,
        typing,
    };
    let options = reading.options(&command.body, rest)?;
    let mut data = json!({
        "id": command.id.to_string(),
        "name": command.body["name"],
        "type": 1,
        "options": options,
    });
    if let Some(guild) = command.guild {
        data["guild_id"] = json!(guild.to_string());
    }
    if resolved != json!({}) {
        data["resolved"] = resolved;
    }
    Ok(Invocation {
        data,
        needs: needs(&command.body),
        command: format!("/{word}"),
    })
}

/// The permission bits that a command asks for by default.
fn needs(command: &Value) -> u64 {
    let needs = &command["default_member_permissions"];
    match needs.as_str().and_then(|bits| bits.parse().ok()) {
        // Administrators alone, which nobody here is.
        Some(0) => u64::MAX,
        Some(bits) => bits,
        None => 0,
    }
}

/// Whether a registered command is one of a message's menu, and is called so.
pub(super) fn is_for_messages(command: &Value, name: &str) -> bool {
    command["type"] == FOR_MESSAGES && is_named(command, name)
}

/// A command of a message's menu, with the message as Discord sends it: whole, whatever the bot may
/// read otherwise.
pub(super) fn read_for_message(
    state: &State,
    name: &str,
    message: u64,
) -> Result<Invocation, PersonError> {
    let for_messages = |command: &&Command| command.body["type"] == FOR_MESSAGES;
    let mut menu = state.commands.iter().filter(for_messages);
    let command = menu.find(|command| is_named(&command.body, name));
    let Some(command) = command else {
        let menu = state.commands.iter().filter(for_messages);
        return Err(PersonError::NoSuchCommand {
            name: name.to_owned(),
            known: menu
                .filter_map(|command| command.body["name"].as_str())
                .map(str::to_owned)
                .collect(),
        });
    };
    let target = message.to_string();
    let message = state.messages.get(&message);
    let message = message.map_or(Value::Null, |message| state.message_json(message));
    let mut data = json!({
        "id": command.id.to_string(),
        "name": command.body["name"],
        "type": FOR_MESSAGES,
        "target_id": target,
        "resolved": {"messages": {}},
    });
    data["resolved"]["messages"][&target] = message;
    if let Some(guild) = command.guild {
        data["guild_id"] = json!(guild.to_string());
    }
    Ok(Invocation {
        data,
        needs: needs(&command.body),
        command: command.body["name"].as_str().unwrap_or(name).to_owned(),
    })
}

struct Reading<'a> {
    state: &'a mut State,
    command: String,
    resolved: &'a mut Value,
    file: Option<&'a GivenFile<'a>>,
    typing: Typing,
}

impl Reading<'_> {
    fn bad(&self, reason: &str) -> PersonError {
        PersonError::BadOption {
            command: self.command.clone(),
            reason: reason.to_owned(),
        }
    }

    fn options(&mut self, holder: &Value, text: &str) -> Result<Vec<Value>, PersonError> {
        let known = list(&holder["options"]);
        let nested = |option: &Value| {
            option["type"]
                .as_u64()
                .is_some_and(|kind| SUBCOMMANDS.contains(&kind))
        };
        if !known.iter().any(nested) {
            return self.values(known, text);
        }
        let (word, rest) = split_word(text);
        let chosen = known.iter().find(|option| is_named(option, word));
        let Some(chosen) = chosen else {
            let words: Vec<&str> = known.iter().filter_map(|o| o["name"].as_str()).collect();
            return Err(self.bad(&format!(
                "falta una de estas palabras: {}",
                words.join(", ")
            )));
        };
        let inner = self.options(chosen, rest)?;
        Ok(vec![json!({
            "name": chosen["name"],
            "type": chosen["type"],
            "options": inner,
        })])
    }

    fn values(&mut self, known: &[Value], text: &str) -> Result<Vec<Value>, PersonError> {
        let mut given = self.assign(known, text)?;
        if let Some(file) = self.file {
            let takes_file = |option: &&Value| {
                let is_free = given.iter().all(|(known, _)| known != option);
                option["type"] == ATTACHMENT && is_free
            };
            let option = known.iter().find(takes_file);
            let option = option.ok_or_else(|| self.bad("no admite ningún archivo"))?;
            given.push((option, file.name.to_owned()));
        }
        let last = given.len().saturating_sub(1);
        let mut values = Vec::new();
        for (number, (option, text)) in given.iter().enumerate() {
            let kind = &option["type"];
            if self.typing == Typing::LastOption && number == last {
                if option["autocomplete"] != true {
                    return Err(self.bad(&format!("«{}» no ofrece sugerencias", name(option))));
                }
                values.push(json!({
                    "name": option["name"], "type": kind, "value": text, "focused": true,
                }));
            } else {
                let value = self.value(option, text)?;
                values.push(json!({"name": option["name"], "type": kind, "value": value}));
            }
        }
        if self.typing == Typing::Done {
            let missing = known.iter().find(|option| {
                option["required"] == true
                    && !given
                        .iter()
                        .any(|(known, _)| known["name"] == option["name"])
            });
            if let Some(option) = missing {
                return Err(self.bad(&format!("falta «{}»", name(option))));
            }
        } else if values.is_empty() {
            return Err(self.bad("no hay ninguna opción que completar"));
        }
        Ok(values)
    }

    /// Cuts the text into `name:value` parts; what stands before the first of them belongs to
    /// the first option, required ones first.
    fn assign<'o>(
        &self,
        known: &'o [Value],
        text: &str,
    ) -> Result<Vec<(&'o Value, String)>, PersonError> {
        let mut starts: Vec<(usize, usize, &Value)> = known
            .iter()
            .flat_map(|option| names(option).map(move |name| (option, format!("{name}:"))))
            .filter_map(|(option, key)| {
                let at = text
                    .match_indices(&key)
                    .map(|(at, _)| at)
                    .find(|at| *at == 0 || text[..*at].ends_with(char::is_whitespace))?;
                Some((at, at + key.len(), option))
            })
            .collect();
        starts.sort_by_key(|(at, _, _)| *at);
        starts.dedup_by_key(|(at, _, _)| *at);
        let bare = text[..starts.first().map_or(text.len(), |(at, _, _)| *at)].trim();
        let mut given = Vec::new();
        if !bare.is_empty() || (self.typing == Typing::LastOption && starts.is_empty()) {
            let named = |option: &Value| starts.iter().any(|(_, _, other)| *other == option);
            let free = known.iter().filter(|option| !named(option));
            let option = free
                .clone()
                .find(|option| option["required"] == true)
                .or_else(|| free.clone().next())
                .ok_or_else(|| self.bad(&format!("sobra «{bare}»")))?;
            given.push((option, bare.to_owned()));
        }
        for (number, (_, from, option)) in starts.iter().enumerate() {
            let to = starts.get(number + 1).map_or(text.len(), |(at, _, _)| *at);
            given.push((option, text[*from..to].trim().to_owned()));
        }
        Ok(given)
    }

    fn value(&mut self, option: &Value, text: &str) -> Result<Value, PersonError> {
        let choices = list(&option["choices"]);
        if !choices.is_empty() {
            return choices
                .iter()
                .find(|choice| is_named(choice, text) || shown(&choice["value"]) == text)
                .map(|choice| choice["value"].clone())
                .ok_or_else(|| {
                    let offered: Vec<&str> =
                        choices.iter().filter_map(|c| c["name"].as_str()).collect();
                    self.bad(&format!(
                        "«{text}» no es una de las opciones de «{}»: {}",
                        name(option),
                        offered.join(", ")
                    ))
                });
        }
        match option["type"].as_u64() {
            Some(STRING) => self.string(option, text),
            Some(INTEGER) => {
                let number = text
                    .parse::<i64>()
                    .map_err(|_| self.bad(&format!("«{text}» no es un número entero")))?;
                let within = option["min_value"]
                    .as_i64()
                    .is_none_or(|least| least <= number)
                    && option["max_value"]
                        .as_i64()
                        .is_none_or(|most| number <= most);
                if within {
                    Ok(json!(number))
                } else {
                    Err(self.bad(&format!("{number} está fuera de los límites")))
                }
            }
            Some(NUMBER) => text
                .replace(',', ".")
                .parse::<f64>()
                .map(|number| json!(number))
                .map_err(|_| self.bad(&format!("«{text}» no es un número"))),
            Some(BOOLEAN) => match text.to_lowercase().as_str() {
                "sí" | "si" | "true" => Ok(json!(true)),
                "no" | "false" => Ok(json!(false)),
                _ => Err(self.bad(&format!("«{text}» no es ni sí ni no"))),
            },
            Some(USER) => self.user(text),
            Some(CHANNEL) => self.channel(option, text),
            Some(ATTACHMENT) => self.attachment(text),
            _ => Err(self.bad(&format!(
                "aquí no se puede dar un valor a «{}»",
                name(option)
            ))),
        }
    }

    fn string(&self, option: &Value, text: &str) -> Result<Value, PersonError> {
        let length = text.chars().count();
        let limit = |field: &str, default: usize| {
            option[field]
                .as_u64()
                .and_then(|limit| usize::try_from(limit).ok())
                .unwrap_or(default)
        };
        let (least, most) = (limit("min_length", 0), limit("max_length", 6000));
        if length < least || length > most {
            return Err(self.bad(&format!(
                "«{}» admite de {least} a {most} caracteres y tiene {length}",
                name(option)
            )));
        }
        Ok(json!(text))
    }

    /// The file that was given, or the one that lies at a path.
    fn attachment(&mut self, text: &str) -> Result<Value, PersonError> {
        let (name, bytes) = if let Some(file) = self.file {
            (file.name.to_owned(), file.bytes.to_vec())
        } else {
            let bytes = fs::read(text)
                .map_err(|_| self.bad(&format!("no se puede leer el archivo «{text}»")))?;
            let name = Path::new(text).file_name().unwrap_or_default();
            (name.to_string_lossy().into_owned(), bytes)
        };
        if bytes.is_empty() || bytes.len() > ATTACHMENT_BYTES {
            return Err(self.bad(&format!(
                "«{name}» tiene {} bytes; Discord admite de 1 a {ATTACHMENT_BYTES}",
                bytes.len()
            )));
        }
        let file = Attachment {
            id: self.state.next_id(),
            name: stored_name(&name),
            description: None,
            content_type: content_type(&name).to_owned(),
            bytes: bytes.into(),
        };
        let id = file.id.to_string();
        self.resolved["attachments"][&id] = self.state.upload_json(&file);
        self.state.uploads.push(file);
        Ok(json!(id))
    }

    fn user(&mut self, text: &str) -> Result<Value, PersonError> {
        let wanted = text.trim_start_matches('@');
        let person = self
            .state
            .people
            .iter()
            .find(|member| member.name == wanted);
        let person = person.ok_or_else(|| self.bad(&format!("no hay nadie llamado «{wanted}»")))?;
        let id = person.id.to_string();
        let mut member = self.state.partial_member_json(person.id);
        member["permissions"] = json!(person.permissions.to_string());
        self.resolved["users"][&id] = self.state.user_json(person.id);
        self.resolved["members"][&id] = member;
        Ok(json!(id))
    }

    /// The newest channel of this name, of a kind that the option takes.
    fn channel(&mut self, option: &Value, text: &str) -> Result<Value, PersonError> {
        let wanted = text.trim_start_matches('#');
        let kinds = list(&option["channel_types"]);
        let channel = self.state.channels.values().rev().find(|channel| {
            let is_taken = kinds.is_empty() || kinds.iter().any(|kind| *kind == channel.kind);
            is_taken && channel.recipient.is_none() && channel.name == wanted
        });
        let channel =
            channel.ok_or_else(|| self.bad(&format!("no hay ningún canal «{wanted}»")))?;
        let id = channel.id.to_string();
        self.resolved["channels"][&id] = self
            .state
            .partial_channel_json(channel, super::permissions::MEMBER);
        Ok(json!(id))
    }
}

/// A file's name as Discord keeps it: letters, digits and few signs.
fn stored_name(name: &str) -> String {
    let kept = name.chars().map(|c| match c {
        ' ' => '_',
        other => other,
    });
    let kept = kept.filter(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    kept.take(FILE_NAME).collect()
}

fn content_type(name: &str) -> &'static str {
    let extension = Path::new(name).extension().and_then(|name| name.to_str());
    match extension {
        Some("zip") => "application/zip",
        Some("md") => "text/markdown; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn name(option: &Value) -> &str {
    option["name"].as_str().unwrap_or_default()
}

fn shown(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
