//! Messages in channels: posting, reading, editing, deleting, pinning.

use serde_json::{Value, json};
use time::Duration;

use super::super::draft::Draft;
use super::super::guild::timestamp;
use super::super::message::{Kind, Message};
use super::super::permissions;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::{Call, Outcome, Reply, snowflake};

/// How long a nonce is remembered: Discord says "a few minutes".
const NONCE_REMEMBERED: Duration = Duration::minutes(3);

/// A message of this age is an old one; so long do edits of such count.
const OLD: Duration = Duration::hours(1);

/// Archived threads can be read, not changed.
fn refuse_archived(state: &State, channel: u64) -> Result<(), Refusal> {
    if state.channel(channel)?.archived {
        return Err(Refusal::new(400, 50083, "Thread is archived"));
    }
    Ok(())
}

/// Refuses unless the bot may write here.
fn need_to_write(state: &State, channel: u64, more: u64) -> Result<(), Refusal> {
    let channel = state.channel(channel)?;
    let recipient = channel.recipient.and_then(|person| state.member(person));
    if recipient.is_some_and(|person| !person.takes_direct) {
        return Err(Refusal::new(
            403,
            50007,
            "Cannot send messages to this user",
        ));
    }
    if channel.locked && state.need(channel, permissions::MANAGE_THREADS).is_err() {
        return Err(Refusal::new(400, 160_005, "Thread is locked"));
    }
    let write = if channel.is_thread() {
        permissions::SEND_MESSAGES_IN_THREADS
    } else {
        permissions::SEND_MESSAGES
    };
    state.need(channel, write | more)
}

pub(super) fn create(state: &mut State, call: &Call) -> Outcome {
    let channel = call.id("channel_id")?;
    let draft = Draft::read(&call.body, call)?;
    need_to_write(state, channel, draft.permissions())?;
    if let Some(earlier) = already_posted(state, channel, &call.body) {
        return Ok(Reply::ok(state.message_json(earlier)));
    }
    let at = state.now();
    let mut message = Message::new(state.next_id(), channel, state.app_id, Kind::Default, at);
    state.apply(&draft, &mut message)?;
    message.flags = draft.flags() & !super::super::message::EPHEMERAL;
    message.nonce = call.body["nonce"].clone();
    refer(state, &call.body, &mut message)?;
    state.reopen(channel);
    let id = message.id;
    state.post(message);
    Ok(Reply::ok(state.message_json(&state.messages[&id])))
}

/// The message that an enforced nonce names, if it was posted lately.
fn already_posted<'a>(state: &'a State, channel: u64, body: &Value) -> Option<&'a Message> {
    if body["enforce_nonce"] != true || body["nonce"].is_null() {
        return None;
    }
    let now = state.now();
    state.messages.values().rev().find(|message| {
        message.channel == channel
            && message.author == state.app_id
            && message.nonce == body["nonce"]
            && now - message.at <= NONCE_REMEMBERED
    })
}

/// Makes the message a reply when it is one.
fn refer(state: &State, body: &Value, message: &mut Message) -> Result<(), Refusal> {
    let reference = &body["message_reference"];
    let Some(id) = snowflake(&reference["message_id"]) else {
        return Ok(());
    };
    let Ok(referred) = state.public_message(message.channel, id) else {
        if reference["fail_if_not_exists"] == false {
            return Ok(());
        }
        return Err(Refusal::form(
            "message_reference",
            "REPLIES_UNKNOWN_MESSAGE",
            "Unknown message",
        ));
    };
    message.kind = Kind::Reply;
    message.refers_to = Some((message.channel, id));
    let allowed = &body["allowed_mentions"];
    if allowed.is_null() || allowed["replied_user"] == true {
        message.mentions.push(referred.author);
    }
    Ok(())
}

pub(super) fn get(state: &mut State, call: &Call) -> Outcome {
    let (channel, id) = (call.id("channel_id")?, call.id("message_id")?);
    state.need(state.channel(channel)?, permissions::READ_MESSAGE_HISTORY)?;
    let message = state.public_message(channel, id)?;
    Ok(Reply::ok(
        state.message_for_bot(message, state.world.message_content),
    ))
}

pub(super) fn list(state: &mut State, call: &Call) -> Outcome {
    let place = state.channel(call.id("channel_id")?)?;
    if state
        .need(place, permissions::READ_MESSAGE_HISTORY)
        .is_err()
    {
        return Ok(Reply::ok(json!([])));
    }
    let number = |name: &str| {
        call.query
            .get(name)
            .and_then(|text| text.parse::<u64>().ok())
    };
    let limit = match call.query.get("limit") {
        None => 50,
        Some(text) => match text.parse::<usize>() {
            Ok(limit) if (1..=100).contains(&limit) => limit,
            _ => {
                return Err(Refusal::form(
                    "limit",
                    "NUMBER_TYPE_MAX",
                    "int value should be less than or equal to 100.",
                ));
            }
        },
    };
    let known: Vec<&Message> = state
        .messages
        .values()
        .filter(|message| message.channel == place.id && message.only_for.is_none())
        .collect();
    let newest = |messages: &[&Message], count: usize| {
        messages[messages.len().saturating_sub(count)..]
            .iter()
            .map(|message| message.id)
            .collect::<Vec<_>>()
    };
    let ids: Vec<u64> = if let Some(after) = number("after") {
        known
            .iter()
            .map(|message| message.id)
            .filter(|id| *id > after)
            .take(limit)
            .collect()
    } else if let Some(before) = number("before") {
        let earlier: Vec<&Message> = known.into_iter().filter(|m| m.id < before).collect();
        newest(&earlier, limit)
    } else if let Some(middle) = number("around") {
        let split = known.partition_point(|message| message.id < middle);
        let mut ids = newest(&known[..split], limit / 2);
        ids.extend(
            known[split..]
                .iter()
                .take(limit - limit / 2)
                .map(|message| message.id),
        );
        ids
    } else {
        newest(&known, limit)
    };
    let reads = state.world.message_content;
    let listed: Vec<Value> = ids
        .iter()
        .rev()
        .map(|id| state.message_for_bot(&state.messages[id], reads))
        .collect();
    Ok(Reply::ok(Value::Array(listed)))
}

pub(super) fn edit(state: &mut State, call: &Call) -> Outcome {
    let (channel, id) = (call.id("channel_id")?, call.id("message_id")?);
    refuse_archived(state, channel)?;
    let mut message = state.public_message(channel, id)?.clone();
    if message.author != state.app_id {
        return Err(Refusal::new(
            403,
            50005,
            "Cannot edit a message authored by another user",
        ));
    }
    let draft = Draft::read(&call.body, call)?;
    state.need(state.channel(channel)?, draft.permissions())?;
    count_old_edit(state, &message)?;
    state.apply(&draft, &mut message)?;
    message.edited = Some(state.now());
    state.replace(message);
    Ok(Reply::ok(state.message_json(&state.messages[&id])))
}

/// Old messages take only so many edits.
fn count_old_edit(state: &mut State, message: &Message) -> Result<(), Refusal> {
    let (now, most) = (state.now(), state.world.old_edits);
    if now - message.at <= OLD {
        return Ok(());
    }
    let edits = &mut state.channel_mut(message.channel).old_edits;
    edits.retain(|at| now - *at <= OLD);
    if edits.len() >= most {
        return Err(Refusal::new(
            400,
            30046,
            "Maximum number of edits to messages older than 1 hour reached. Try again later",
        ));
    }
    edits.push(now);
    Ok(())
}

pub(super) fn delete(state: &mut State, call: &Call) -> Outcome {
    let (channel, id) = (call.id("channel_id")?, call.id("message_id")?);
    refuse_archived(state, channel)?;
    let message = state.public_message(channel, id)?;
    if message.author != state.app_id {
        state.need(state.channel(channel)?, permissions::MANAGE_MESSAGES)?;
    }
    state.remove_message(id);
    Ok(Reply::nothing())
}

/// Reactions are accepted, and kept nowhere: nothing here reads them.
pub(super) fn react(state: &mut State, call: &Call) -> Outcome {
    let (channel, id) = (call.id("channel_id")?, call.id("message_id")?);
    refuse_archived(state, channel)?;
    state.public_message(channel, id)?;
    Ok(Reply::nothing())
}

pub(super) fn pins(state: &mut State, call: &Call) -> Outcome {
    let channel = state.channel(call.id("channel_id")?)?;
    let pinned: Vec<&Message> = state
        .messages
        .values()
        .rev()
        .filter(|message| message.channel == channel.id && message.pinned)
        .collect();
    let reads = state.world.message_content;
    let listed = pinned
        .iter()
        .map(|message| state.message_for_bot(message, reads));
    Ok(Reply::ok(if call.path.ends_with("/messages/pins") {
        let items: Vec<Value> = pinned
            .iter()
            .zip(listed)
            .map(|(message, body)| json!({"pinned_at": timestamp(message.at), "message": body}))
            .collect();
        json!({"items": items, "has_more": false})
    } else {
        Value::Array(listed.collect())
    }))
}

pub(super) fn pin(state: &mut State, call: &Call) -> Outcome {
    let (channel, id) = (call.id("channel_id")?, call.id("message_id")?);
    refuse_archived(state, channel)?;
    state.need(state.channel(channel)?, permissions::PIN_MESSAGES)?;
    state.public_message(channel, id)?;
    let pin = call.method == axum::http::Method::PUT;
    let message = state.messages.get_mut(&id).expect("found above");
    let changed = message.pinned != pin;
    message.pinned = pin;
    if changed && pin {
        let at = state.now();
        let mut notice = Message::new(
            state.next_id(),
            channel,
            state.app_id,
            Kind::ChannelPinned,
            at,
        );
        notice.refers_to = Some((channel, id));
        state.post(notice);
    }
    Ok(Reply::nothing())
}

impl State {
    /// Puts a changed message in the place of the old one, and tells everybody.
    pub(in super::super) fn replace(&mut self, message: Message) {
        let id = message.id;
        self.messages.insert(id, message);
        self.announce_message("MESSAGE_UPDATE", id);
        self.show_message(id);
    }

    pub(in super::super) fn remove_message(&mut self, id: u64) {
        let Some(message) = self.messages.get(&id) else {
            return;
        };
        let (channel, public) = (message.channel, message.only_for.is_none());
        self.show_removal(id);
        self.messages.remove(&id);
        if public {
            let (guild, intent) = self.audience(channel);
            let mut body = json!({"id": id.to_string(), "channel_id": channel.to_string()});
            if let Some(guild) = guild {
                body["guild_id"] = json!(guild.to_string());
            }
            self.gateway
                .dispatch("MESSAGE_DELETE", guild, intent, |_| body.clone());
        }
    }
}
