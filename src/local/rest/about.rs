//! Who the bot is, where its gateway is, and what its server looks like.

#![expect(
    clippy::unnecessary_wraps,
    reason = "every handler has the shape that the table of routes asks for"
)]

use serde_json::{Value, json};

use super::super::permissions;
use super::super::refusal::Refusal;
use super::super::state::State;
use super::{Call, Outcome, Reply};

pub(super) fn gateway(state: &mut State, _: &Call) -> Outcome {
    Ok(Reply::ok(json!({"url": state.gateway_url()})))
}

pub(super) fn gateway_bot(state: &mut State, _: &Call) -> Outcome {
    Ok(Reply::ok(json!({
        "url": state.gateway_url(),
        "shards": 1,
        "session_start_limit": {
            "total": 1000,
            "remaining": 1000,
            "reset_after": 0,
            "max_concurrency": 1,
        },
    })))
}

pub(super) fn me(state: &mut State, _: &Call) -> Outcome {
    let mut user = state.user_json(state.app_id);
    for (field, value) in [
        ("mfa_enabled", json!(false)),
        ("verified", json!(true)),
        ("locale", json!("es-ES")),
        ("email", Value::Null),
    ] {
        user[field] = value;
    }
    Ok(Reply::ok(user))
}

pub(super) fn my_guilds(state: &mut State, _: &Call) -> Outcome {
    Ok(Reply::ok(json!([{
        "id": state.guild_id.to_string(),
        "name": state.world.guild,
        "icon": null,
        "banner": null,
        "owner": false,
        "permissions": state.world.bot_permissions.to_string(),
        "features": [],
    }])))
}

pub(super) fn my_member(state: &mut State, call: &Call) -> Outcome {
    here(state, call)?;
    Ok(Reply::ok(state.member_json(state.app_id)))
}

pub(super) fn user(state: &mut State, call: &Call) -> Outcome {
    let id = call.id("user_id")?;
    if id != state.app_id && state.member(id).is_none() {
        return Err(Refusal::new(404, 10013, "Unknown User"));
    }
    Ok(Reply::ok(state.user_json(id)))
}

pub(super) fn application(state: &mut State, _: &Call) -> Outcome {
    let id = state.app_id.to_string();
    Ok(Reply::ok(json!({
        "id": id,
        "name": state.world.bot,
        "icon": null,
        "description": "",
        "summary": "",
        "type": null,
        "bot": state.user_json(state.app_id),
        "bot_public": true,
        "bot_require_code_grant": false,
        "owner": state.user_json(state.app_id),
        "team": null,
        "verify_key": "0".repeat(64),
        "flags": state.application_flags(),
        "flags_new": state.application_flags().to_string(),
        "integration_types_config": {"0": {}},
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "role_connections_verification_url": null,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
    })))
}

/// Refuses another server than the one there is.
fn here(state: &State, call: &Call) -> Result<(), Refusal> {
    if call.id("guild_id")? == state.guild_id {
        Ok(())
    } else {
        Err(Refusal::new(404, 10004, "Unknown Guild"))
    }
}

pub(super) fn guild(state: &mut State, call: &Call) -> Outcome {
    here(state, call)?;
    Ok(Reply::ok(state.guild_json()))
}

pub(super) fn guild_roles(state: &mut State, call: &Call) -> Outcome {
    here(state, call)?;
    Ok(Reply::ok(state.roles_json()))
}

pub(super) fn guild_channels(state: &mut State, call: &Call) -> Outcome {
    here(state, call)?;
    let channels: Vec<Value> = state
        .channels
        .values()
        .filter(|channel| channel.recipient.is_none() && !channel.is_thread())
        .map(|channel| state.channel_json(channel))
        .collect();
    Ok(Reply::ok(Value::Array(channels)))
}

pub(super) fn active_threads(state: &mut State, call: &Call) -> Outcome {
    here(state, call)?;
    let threads: Vec<_> = state
        .channels
        .values()
        .filter(|channel| channel.is_thread() && !channel.archived)
        .filter(|channel| state.bot_permissions_in(channel) & permissions::VIEW_CHANNEL != 0)
        .collect();
    let listed: Vec<Value> = threads
        .iter()
        .map(|thread| state.channel_json(thread))
        .collect();
    let members: Vec<Value> = threads
        .iter()
        .map(|thread| state.thread_member_json(thread))
        .collect();
    Ok(Reply::ok(
        json!({"threads": listed, "members": members, "has_more": false}),
    ))
}

pub(super) fn guild_member(state: &mut State, call: &Call) -> Outcome {
    here(state, call)?;
    let id = call.id("user_id")?;
    if id != state.app_id && state.member(id).is_none() {
        return Err(Refusal::new(404, 10007, "Unknown Member"));
    }
    Ok(Reply::ok(state.member_json(id)))
}
