//! Channels and threads.

use serde_json::{Value, json};

use super::super::gateway::GUILDS;
use super::super::guild::{Channel, DM_CHANNEL, PRIVATE_THREAD, PUBLIC_THREAD};
use super::super::message::{HAS_THREAD, Kind, Message};
use super::super::permissions;
use super::super::refusal::{Problems, Refusal};
use super::super::state::State;
use super::{Call, Outcome, Reply, snowflake};

const AUTO_ARCHIVE: [u64; 4] = [60, 1440, 4320, 10080];

pub(super) fn get(state: &mut State, call: &Call) -> Outcome {
    let channel = state.channel(call.id("channel_id")?)?;
    Ok(Reply::ok(state.channel_json(channel)))
}

pub(super) fn typing(state: &mut State, call: &Call) -> Outcome {
    let channel = state.channel(call.id("channel_id")?)?;
    let write = if channel.is_thread() {
        permissions::SEND_MESSAGES_IN_THREADS
    } else {
        permissions::SEND_MESSAGES
    };
    state.need(channel, write)?;
    Ok(Reply::nothing())
}

fn check_thread(body: &Value) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    problems.text("name", &body["name"], 1, 100);
    check_auto_archive(&mut problems, body);
    problems.result()
}

fn check_auto_archive(problems: &mut Problems, body: &Value) {
    let minutes = &body["auto_archive_duration"];
    if !minutes.is_null() && !minutes.as_u64().is_some_and(|m| AUTO_ARCHIVE.contains(&m)) {
        problems.add(
            "auto_archive_duration",
            "BASE_TYPE_CHOICES",
            "Value must be one of {60, 1440, 4320, 10080}.",
        );
    }
}

/// A channel under which threads can be started, with room for one more.
fn parent_for_thread(state: &State, call: &Call, right: u64) -> Result<u64, Refusal> {
    let parent = state.channel(call.id("channel_id")?)?;
    if parent.is_thread() || parent.recipient.is_some() {
        return Err(Refusal::new(
            400,
            50024,
            "Cannot execute action on this channel type",
        ));
    }
    state.need(parent, right)?;
    let active = state
        .channels
        .values()
        .filter(|channel| channel.is_thread() && !channel.archived)
        .count();
    if active >= state.world.active_threads {
        return Err(Refusal::new(
            400,
            160_006,
            "Maximum number of active threads reached",
        ));
    }
    Ok(parent.id)
}

fn open(state: &mut State, id: u64, parent: u64, kind: u8, body: &Value) {
    let at = state.now();
    let thread = Channel {
        kind,
        parent: Some(parent),
        owner: Some(state.app_id),
        auto_archive: body["auto_archive_duration"].as_u64().unwrap_or(4320),
        ..Channel::text(id, body["name"].as_str().unwrap_or_default(), at)
    };
    state.channels.insert(id, thread);
}

/// Tells everybody of a channel or a thread, and gives what was told.
pub(in super::super) fn announce(state: &mut State, event: &str, id: u64, newly: bool) -> Value {
    let mut body = state.channel_json(&state.channels[&id]);
    if newly {
        body["newly_created"] = json!(true);
    }
    let guild = Some(state.guild_id);
    state
        .gateway
        .dispatch(event, guild, GUILDS, |_| body.clone());
    body
}

pub(super) fn start_thread_from_message(state: &mut State, call: &Call) -> Outcome {
    let parent = parent_for_thread(state, call, permissions::CREATE_PUBLIC_THREADS)?;
    let id = call.id("message_id")?;
    let author = state.public_message(parent, id)?.author;
    check_thread(&call.body)?;
    if state.channels.contains_key(&id) {
        return Err(Refusal::new(
            400,
            160_004,
            "A thread has already been created for this message",
        ));
    }
    open(state, id, parent, PUBLIC_THREAD, &call.body);
    state.show_thread(id);
    let body = announce(state, "THREAD_CREATE", id, true);
    if let Some(message) = state.messages.get_mut(&id) {
        message.flags |= HAS_THREAD;
    }
    state.announce_message("MESSAGE_UPDATE", id);
    let at = state.now();
    let mut starter = Message::new(state.next_id(), id, author, Kind::ThreadStarter, at);
    starter.refers_to = Some((parent, id));
    state.post(starter);
    Ok(Reply::created(body))
}

pub(super) fn start_thread(state: &mut State, call: &Call) -> Outcome {
    let public = call.body["type"] == PUBLIC_THREAD;
    let (kind, right) = if public {
        (PUBLIC_THREAD, permissions::CREATE_PUBLIC_THREADS)
    } else {
        (PRIVATE_THREAD, permissions::CREATE_PRIVATE_THREADS)
    };
    let parent = parent_for_thread(state, call, right)?;
    check_thread(&call.body)?;
    let id = state.next_id();
    open(state, id, parent, kind, &call.body);
    state.show_thread(id);
    let body = announce(state, "THREAD_CREATE", id, true);
    if public {
        let at = state.now();
        let mut notice = Message::new(
            state.next_id(),
            parent,
            state.app_id,
            Kind::ThreadCreated,
            at,
        );
        notice.content.clone_from(&state.channels[&id].name);
        notice.refers_to = Some((id, id));
        state.post(notice);
    }
    Ok(Reply::created(body))
}

pub(super) fn edit(state: &mut State, call: &Call) -> Outcome {
    let id = call.id("channel_id")?;
    let channel = state.channel(id)?;
    let body = &call.body;
    let mut problems = Problems::default();
    if !body["name"].is_null() {
        problems.text("name", &body["name"], 1, 100);
    }
    check_auto_archive(&mut problems, body);
    problems.result()?;
    if channel.is_thread() {
        may_edit_thread(state, channel, body)?;
    } else {
        state.need(channel, permissions::MANAGE_CHANNELS)?;
    }
    let now = state.now();
    let channel = state.channel_mut(id);
    let before = (channel.name.clone(), channel.archived, channel.locked);
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut channel.name);
    }
    if let Some(minutes) = body["auto_archive_duration"].as_u64() {
        channel.auto_archive = minutes;
    }
    if let Some(locked) = body["locked"].as_bool() {
        channel.locked = locked;
    }
    if let Some(archived) = body["archived"].as_bool() {
        channel.archived = archived;
        channel.archive_changed = now;
    }
    let event = if channel.is_thread() {
        "THREAD_UPDATE"
    } else {
        "CHANNEL_UPDATE"
    };
    let body = announce(state, event, id, false);
    state.show_channel_change(id, &before);
    if state.channels[&id].name != before.0 && state.channels[&id].is_thread() {
        let at = state.now();
        let mut notice = Message::new(
            state.next_id(),
            id,
            state.app_id,
            Kind::ChannelNameChange,
            at,
        );
        notice.content.clone_from(&state.channels[&id].name);
        state.post(notice);
    }
    Ok(Reply::ok(body))
}

/// The owner may rename, archive and reopen a thread; locking takes MANAGE_THREADS, and so does
/// anything with a locked one. Of an archived thread only the archiving can be changed.
fn may_edit_thread(state: &State, thread: &Channel, body: &Value) -> Result<(), Refusal> {
    let manages = state.need(thread, permissions::MANAGE_THREADS);
    let given = |field: &str| !body[field].is_null();
    if given("locked") || thread.locked {
        manages.clone()?;
    }
    if thread.archived && body["archived"] != false {
        return Err(Refusal::new(400, 50083, "Thread is archived"));
    }
    if thread.owner == Some(state.app_id) {
        return Ok(());
    }
    if thread.archived && !given("name") {
        return state.need(thread, permissions::SEND_MESSAGES_IN_THREADS);
    }
    manages
}

pub(super) fn delete(state: &mut State, call: &Call) -> Outcome {
    let id = call.id("channel_id")?;
    let channel = state.channel(id)?;
    if channel.recipient.is_some() {
        return Ok(Reply::ok(state.channel_json(channel)));
    }
    let right = if channel.is_thread() {
        permissions::MANAGE_THREADS
    } else {
        permissions::MANAGE_CHANNELS
    };
    state.need(channel, right)?;
    let body = state.channel_json(channel);
    state.remove_channel(id);
    Ok(Reply::ok(body))
}

fn thread<'a>(state: &'a State, call: &Call) -> Result<&'a Channel, Refusal> {
    let channel = state.channel(call.id("channel_id")?)?;
    if channel.is_thread() {
        Ok(channel)
    } else {
        Err(Refusal::new(
            400,
            50024,
            "Cannot execute action on this channel type",
        ))
    }
}

/// Joining and leaving: who is in a thread changes nothing here.
pub(super) fn join(state: &mut State, call: &Call) -> Outcome {
    if thread(state, call)?.archived {
        return Err(Refusal::new(400, 50083, "Thread is archived"));
    }
    Ok(Reply::nothing())
}

pub(super) fn add_to_thread(state: &mut State, call: &Call) -> Outcome {
    let user = call.id("user_id")?;
    if state.member(user).is_none() {
        return Err(Refusal::new(404, 10007, "Unknown Member"));
    }
    join(state, call)
}

/// Listing a thread's members takes the GUILD_MEMBERS intent, which this bot has not.
pub(super) fn thread_members(state: &mut State, call: &Call) -> Outcome {
    thread(state, call)?;
    Err(Refusal::missing_access())
}

pub(super) fn open_direct(state: &mut State, call: &Call) -> Outcome {
    let person = snowflake(&call.body["recipient_id"])
        .filter(|id| state.member(*id).is_some())
        .ok_or_else(|| Refusal::new(400, 50033, "Invalid Recipient(s)"))?;
    let known = state
        .channels
        .values()
        .find(|channel| channel.recipient == Some(person))
        .map(|channel| channel.id);
    let id = known.unwrap_or_else(|| {
        let (id, at) = (state.next_id(), state.now());
        let channel = Channel {
            kind: DM_CHANNEL,
            recipient: Some(person),
            ..Channel::text(id, "", at)
        };
        state.channels.insert(id, channel);
        id
    });
    Ok(Reply::ok(state.channel_json(&state.channels[&id])))
}

impl State {
    /// Writing in an archived thread opens it again.
    pub(in super::super) fn reopen(&mut self, channel: u64) {
        let now = self.now();
        let thread = self.channel_mut(channel);
        if thread.archived {
            thread.archived = false;
            thread.archive_changed = now;
            announce(self, "THREAD_UPDATE", channel, false);
        }
    }
}
