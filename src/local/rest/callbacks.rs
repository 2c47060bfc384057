//! The bot's first answer to an interaction.

use serde_json::{Value, json};

use super::super::answer::{Choice, Modal, ModalInput};
use super::super::draft::Draft;
use super::super::interaction::{Kind, OpenModal, Response};
use super::super::limits::{check_choices, check_modal};
use super::super::message::{self, EPHEMERAL, LOADING, Message, Origin};
use super::super::refusal::Refusal;
use super::super::state::State;
use super::{Call, Outcome, Reply};

pub(super) fn answer(state: &mut State, call: &Call) -> Outcome {
    let id = call.id("interaction_id")?;
    let now = state.now();
    let interaction = state
        .interactions
        .get(&id)
        .filter(|known| known.token == call.parameter("interaction_token"))
        .ok_or_else(Refusal::unknown_interaction)?;
    if interaction.response.is_some() {
        return Err(Refusal::new(
            400,
            40060,
            "Interaction has already been acknowledged.",
        ));
    }
    if interaction.is_late(now) {
        return Err(Refusal::unknown_interaction());
    }
    if !state.channels.contains_key(&interaction.channel) {
        return Err(Refusal::unknown_channel());
    }
    let kind = interaction.kind;
    let on_message = interaction.message.is_some() && kind != Kind::Command;
    let data = &call.body["data"];
    let answers_command = kind != Kind::Autocomplete;
    match call.body["type"].as_u64() {
        Some(4) if answers_command => post(state, id, data, call)?,
        Some(5) if answers_command => post_later(state, id, data)?,
        Some(6) if answers_command && on_message => {
            let interaction = state.interactions.get_mut(&id).expect("found above");
            interaction.original = interaction.message;
            interaction.response = Some(Response::UpdateLater);
        }
        Some(7) if answers_command && on_message => update(state, id, data, call)?,
        Some(8) if !answers_command => suggest(state, id, data)?,
        Some(9) if matches!(kind, Kind::Command | Kind::Component) => open_modal(state, id, data)?,
        _ => {
            return Err(Refusal::form(
                "type",
                "BASE_TYPE_CHOICES",
                "This type of answer does not fit the interaction.",
            ));
        }
    }
    if call
        .query
        .get("with_response")
        .is_some_and(|wanted| wanted == "true")
    {
        return Ok(Reply::ok(with_response(state, id, &call.body["type"])));
    }
    Ok(Reply::nothing())
}

/// A new message that answers an interaction; a component's answer replies to its message.
fn new_answer(state: &mut State, id: u64, flags: u64) -> Message {
    let (message_id, at) = (state.next_id(), state.now());
    let interaction = &state.interactions[&id];
    let kind = if interaction.message.is_some() {
        message::Kind::Reply
    } else {
        message::Kind::CommandAnswer
    };
    let mut answer = Message::new(message_id, interaction.channel, state.app_id, kind, at);
    answer.refers_to = interaction
        .message
        .map(|referred| (interaction.channel, referred));
    answer.origin = Some(Origin {
        interaction: id,
        original: interaction.original,
    });
    answer.flags = flags;
    answer.only_for = (flags & EPHEMERAL != 0).then_some(interaction.person);
    answer
}

fn publish(state: &mut State, id: u64, answer: Message) {
    let interaction = state.interactions.get_mut(&id).expect("found before");
    interaction.response = Some(Response::Message);
    interaction.original = Some(answer.id);
    // What one person alone sees opens nothing.
    if answer.only_for.is_none() {
        state.reopen(answer.channel);
    }
    state.post(answer);
}

fn post(state: &mut State, id: u64, data: &Value, call: &Call) -> Result<(), Refusal> {
    let draft = Draft::read(data, call)?;
    let mut answer = new_answer(state, id, draft.flags());
    state.apply(&draft, &mut answer)?;
    publish(state, id, answer);
    Ok(())
}

fn post_later(state: &mut State, id: u64, data: &Value) -> Result<(), Refusal> {
    let flags = data["flags"].as_u64().unwrap_or(0);
    if flags & !EPHEMERAL != 0 {
        return Err(Refusal::form(
            "data.flags",
            "MESSAGE_FLAGS_INVALID",
            "A deferred answer can only be ephemeral.",
        ));
    }
    let answer = new_answer(state, id, flags | LOADING);
    publish(state, id, answer);
    Ok(())
}

fn update(state: &mut State, id: u64, data: &Value, call: &Call) -> Result<(), Refusal> {
    let draft = Draft::read(data, call)?;
    let target = state.interactions[&id].message;
    let mut changed = target
        .and_then(|id| state.messages.get(&id))
        .cloned()
        .ok_or_else(Refusal::unknown_message)?;
    state.apply(&draft, &mut changed)?;
    changed.edited = Some(state.now());
    let interaction = state.interactions.get_mut(&id).expect("found before");
    interaction.original = interaction.message;
    interaction.response = Some(Response::Update);
    state.replace(changed);
    Ok(())
}

fn suggest(state: &mut State, id: u64, data: &Value) -> Result<(), Refusal> {
    let choices = data["choices"].as_array().map_or(&[][..], Vec::as_slice);
    check_choices(choices)?;
    let choices = choices
        .iter()
        .map(|choice| Choice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: choice["value"].clone(),
        })
        .collect();
    let interaction = state.interactions.get_mut(&id).expect("found before");
    interaction.response = Some(Response::Choices(choices));
    Ok(())
}

fn open_modal(state: &mut State, id: u64, data: &Value) -> Result<(), Refusal> {
    check_modal(data)?;
    let modal = read_modal(id, data);
    let interaction = state.interactions.get_mut(&id).expect("found before");
    interaction.response = Some(Response::Modal(modal.clone()));
    let (person, channel) = (interaction.person, interaction.channel);
    state.modals.push(OpenModal {
        person,
        modal: modal.clone(),
    });
    state.show_modal(person, channel, &modal);
    Ok(())
}

fn read_modal(id: u64, data: &Value) -> Modal {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let size = |value: &Value, default: usize| {
        value
            .as_u64()
            .and_then(|size| usize::try_from(size).ok())
            .unwrap_or(default)
    };
    let inputs = data["components"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            let input = &row["components"][0];
            ModalInput {
                custom_id: text(&input["custom_id"]),
                label: text(&input["label"]),
                placeholder: text(&input["placeholder"]),
                value: text(&input["value"]),
                required: input["required"].as_bool().unwrap_or(true),
                min_length: size(&input["min_length"], 0),
                max_length: size(&input["max_length"], 4000),
            }
        });
    Modal {
        opened_by: id,
        custom_id: text(&data["custom_id"]),
        title: text(&data["title"]),
        inputs: inputs.collect(),
    }
}

fn with_response(state: &State, id: u64, kind: &Value) -> Value {
    let interaction = &state.interactions[&id];
    let mut body = json!({
        "interaction": {"id": id.to_string(), "type": interaction.kind as u8},
        "resource": {"type": kind},
    });
    if let Some(message) = interaction.original.and_then(|id| state.messages.get(&id)) {
        let about = &mut body["interaction"];
        about["response_message_id"] = json!(message.id.to_string());
        about["response_message_loading"] = json!(message.is_loading());
        about["response_message_ephemeral"] = json!(message.only_for.is_some());
        body["resource"]["message"] = state.message_json(message);
    }
    body
}

impl State {
    /// A further message of an interaction that was answered already.
    pub(super) fn new_follow_up(&mut self, interaction: u64, flags: u64) -> Message {
        new_answer(self, interaction, flags)
    }
}
