//! What the bot says after its first answer: `@original` and follow-ups, by the interaction's
//! token.

use super::super::draft::Draft;
use super::super::message::{LOADING, Message};
use super::super::refusal::Refusal;
use super::super::state::State;
use super::{Call, Outcome, Reply};

/// The interaction that the path's token belongs to. Before the first answer it has no webhook.
fn interaction(state: &State, call: &Call) -> Result<u64, Refusal> {
    let unknown = || Refusal::new(404, 10015, "Unknown Webhook");
    if call.id("webhook_id")? != state.app_id {
        return Err(unknown());
    }
    let token = call.parameter("webhook_token");
    let found = state
        .interactions
        .values()
        .find(|interaction| interaction.token == token && interaction.response.is_some())
        .ok_or_else(unknown)?;
    if found.is_expired(state.now()) {
        return Err(Refusal::new(401, 50027, "Invalid Webhook Token"));
    }
    if !state.channels.contains_key(&found.channel) {
        return Err(Refusal::unknown_channel());
    }
    Ok(found.id)
}

/// The message that the path names: the first answer, or a follow-up by id.
fn named(state: &State, call: &Call) -> Result<Message, Refusal> {
    let interaction = interaction(state, call)?;
    let original = state.interactions[&interaction].original;
    let id = if call.parameter("message_id").is_empty() {
        original.ok_or_else(Refusal::unknown_message)?
    } else {
        call.id("message_id")?
    };
    state
        .messages
        .get(&id)
        .filter(|message| {
            let own = message.origin.as_ref().map(|origin| origin.interaction);
            Some(id) == original || own == Some(interaction)
        })
        .cloned()
        .ok_or_else(Refusal::unknown_message)
}

pub(super) fn get(state: &mut State, call: &Call) -> Outcome {
    let message = named(state, call)?;
    Ok(Reply::ok(state.message_json(&message)))
}

pub(super) fn edit(state: &mut State, call: &Call) -> Outcome {
    let message = named(state, call)?;
    if state.channels[&message.channel].archived {
        return Err(Refusal::new(400, 50083, "Thread is archived"));
    }
    let draft = Draft::read(&call.body, call)?;
    fill(state, message, &draft)
}

/// Edits a message; a deferred answer becomes the message it was the place for.
fn fill(state: &mut State, mut message: Message, draft: &Draft) -> Outcome {
    state.apply(draft, &mut message)?;
    if message.is_loading() {
        message.flags &= !LOADING;
    } else {
        message.edited = Some(state.now());
    }
    let id = message.id;
    state.replace(message);
    Ok(Reply::ok(state.message_json(&state.messages[&id])))
}

pub(super) fn delete(state: &mut State, call: &Call) -> Outcome {
    let message = named(state, call)?;
    state.remove_message(message.id);
    Ok(Reply::nothing())
}

pub(super) fn follow_up(state: &mut State, call: &Call) -> Outcome {
    let interaction = interaction(state, call)?;
    let draft = Draft::read(&call.body, call)?;
    // The first follow-up of a deferred answer takes its place, ephemeral or not as deferred.
    let original = state.interactions[&interaction].original;
    let waiting = original
        .and_then(|id| state.messages.get(&id))
        .filter(|message| message.is_loading())
        .cloned();
    if let Some(message) = waiting {
        return fill(state, message, &draft);
    }
    let mut message = state.new_follow_up(interaction, draft.flags());
    state.apply(&draft, &mut message)?;
    let id = message.id;
    state.reopen(message.channel);
    state.post(message);
    Ok(Reply::ok(state.message_json(&state.messages[&id])))
}
