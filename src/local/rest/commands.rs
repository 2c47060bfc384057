//! Registering application commands, global ones and those of the server.

use serde_json::{Value, json};

use super::super::command_limits::check_commands;
use super::super::refusal::Refusal;
use super::super::state::{Command, State};
use super::{Call, Outcome, Reply};

/// The server of a guild route; `None` for global commands.
fn scope(state: &State, call: &Call) -> Result<Option<u64>, Refusal> {
    if call.id("application_id")? != state.app_id {
        return Err(Refusal::new(
            403,
            20012,
            "You are not authorized to perform this action on this application",
        ));
    }
    if call.parameter("guild_id").is_empty() {
        return Ok(None);
    }
    let guild = call.id("guild_id")?;
    if guild == state.guild_id {
        Ok(Some(guild))
    } else {
        Err(Refusal::missing_access())
    }
}

fn of_scope(state: &State, guild: Option<u64>) -> Vec<Value> {
    state
        .commands
        .iter()
        .filter(|command| command.guild == guild)
        .map(|command| command.body.clone())
        .collect()
}

/// Stores a command under the id it had before, if it had one.
fn store(state: &mut State, guild: Option<u64>, known: &[(String, u64)], sent: &Value) -> Value {
    let key = key_of(sent);
    let id = known
        .iter()
        .find(|(name, _)| *name == key)
        .map_or_else(|| state.next_id(), |(_, id)| *id);
    let body = as_answered(state, guild, id, sent);
    state.commands.push(Command {
        id,
        guild,
        body: body.clone(),
    });
    body
}

fn as_answered(state: &mut State, guild: Option<u64>, id: u64, sent: &Value) -> Value {
    let mut body = sent.clone();
    strip(&mut body);
    body["id"] = json!(id.to_string());
    body["application_id"] = json!(state.app_id.to_string());
    body["version"] = json!(state.next_id().to_string());
    if let Some(guild) = guild {
        body["guild_id"] = json!(guild.to_string());
    }
    for (field, default) in [
        ("type", json!(1)),
        ("nsfw", json!(false)),
        ("description", json!("")),
        ("integration_types", json!([0])),
        ("default_member_permissions", Value::Null),
    ] {
        if body[field].is_null() {
            body[field] = default;
        }
    }
    if let Some(bits) = body["default_member_permissions"].as_u64() {
        body["default_member_permissions"] = json!(bits.to_string());
    }
    body
}

/// Discord gives back neither nulls nor empty lists.
fn strip(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null() && *field != json!([]));
            fields.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn key_of(command: &Value) -> String {
    format!(
        "{} {}",
        command["type"].as_u64().unwrap_or(1),
        command["name"].as_str().unwrap_or_default()
    )
}

fn keys(state: &State, guild: Option<u64>) -> Vec<(String, u64)> {
    state
        .commands
        .iter()
        .filter(|command| command.guild == guild)
        .map(|command| (key_of(&command.body), command.id))
        .collect()
}

pub(super) fn list(state: &mut State, call: &Call) -> Outcome {
    let guild = scope(state, call)?;
    Ok(Reply::ok(Value::Array(of_scope(state, guild))))
}

pub(super) fn replace(state: &mut State, call: &Call) -> Outcome {
    let guild = scope(state, call)?;
    let Some(sent) = call.body.as_array() else {
        return Err(Refusal::form(
            "commands",
            "BASE_TYPE_REQUIRED",
            "Expected a list",
        ));
    };
    check_commands(sent)?;
    let known = keys(state, guild);
    state.commands.retain(|command| command.guild != guild);
    for command in sent {
        store(state, guild, &known, command);
    }
    Ok(Reply::ok(Value::Array(of_scope(state, guild))))
}

pub(super) fn create(state: &mut State, call: &Call) -> Outcome {
    let guild = scope(state, call)?;
    check_commands(std::slice::from_ref(&call.body))?;
    let known = keys(state, guild);
    let key = key_of(&call.body);
    let existed = known.iter().any(|(name, _)| *name == key);
    state
        .commands
        .retain(|command| command.guild != guild || key_of(&command.body) != key);
    let body = store(state, guild, &known, &call.body);
    Ok(if existed {
        Reply::ok(body)
    } else {
        Reply::created(body)
    })
}

fn position(state: &State, call: &Call) -> Result<usize, Refusal> {
    let guild = scope(state, call)?;
    let id = call.id("command_id")?;
    state
        .commands
        .iter()
        .position(|command| command.guild == guild && command.id == id)
        .ok_or_else(|| Refusal::new(404, 10063, "Unknown application command"))
}

pub(super) fn get(state: &mut State, call: &Call) -> Outcome {
    let index = position(state, call)?;
    Ok(Reply::ok(state.commands[index].body.clone()))
}

pub(super) fn edit(state: &mut State, call: &Call) -> Outcome {
    let index = position(state, call)?;
    let mut body = state.commands[index].body.clone();
    for (field, value) in call.body.as_object().into_iter().flatten() {
        body[field] = value.clone();
    }
    check_commands(std::slice::from_ref(&body))?;
    state.commands[index].body = body.clone();
    Ok(Reply::ok(body))
}

pub(super) fn delete(state: &mut State, call: &Call) -> Outcome {
    let index = position(state, call)?;
    state.commands.remove(index);
    Ok(Reply::nothing())
}
