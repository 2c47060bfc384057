//! Discord's limits on messages and modals. The numbers are those of its developer docs
//! (Message, Component Reference); the OpenAPI file lacks several of them.

use std::collections::HashSet;

use serde_json::Value;

use super::refusal::{Problems, Refusal};

const CONTENT: usize = 2000;
const EMBEDS: usize = 10;
const EMBED_SUM: usize = 6000;
const ROWS: usize = 5;
const BUTTONS_IN_A_ROW: usize = 5;
const LABEL: usize = 80;
const CUSTOM_ID: usize = 100;
const OPTIONS: usize = 25;
const NONCE: usize = 25;
pub(super) const ATTACHMENTS: usize = 10;
pub(super) const ATTACHMENT_BYTES: usize = 10 << 20;

const ACTION_ROW: u64 = 1;
const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
const TEXT_INPUT: u64 = 4;
const LINK_STYLE: u64 = 5;

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Checks the parts of a message body that do not depend on where it goes.
pub(super) fn check_message(body: &Value) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    problems.optional_text("content", &body["content"], CONTENT);
    check_nonce(&mut problems, &body["nonce"]);
    check_embeds(&mut problems, list(&body["embeds"]));
    check_rows(&mut problems, list(&body["components"]));
    check_mentions(&mut problems, &body["allowed_mentions"]);
    problems.count(
        "attachments",
        list(&body["attachments"]).len(),
        0,
        ATTACHMENTS,
    );
    problems.result()
}

fn check_nonce(problems: &mut Problems, nonce: &Value) {
    if let Some(text) = nonce.as_str() {
        problems.length("nonce", text, 0, NONCE);
    } else if !nonce.is_null() && !nonce.is_i64() && !nonce.is_u64() {
        problems.add(
            "nonce",
            "NONCE_TYPE",
            "Nonce must be a string or an integer.",
        );
    }
}

fn check_mentions(problems: &mut Problems, mentions: &Value) {
    for kind in ["users", "roles"] {
        let listed = list(&mentions[kind]);
        problems.count(&format!("allowed_mentions.{kind}"), listed.len(), 0, 100);
        if !listed.is_empty() && list(&mentions["parse"]).iter().any(|parsed| parsed == kind) {
            problems.add(
                "allowed_mentions",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                &format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive."),
            );
        }
    }
}

fn check_embeds(problems: &mut Problems, embeds: &[Value]) {
    problems.count("embeds", embeds.len(), 0, EMBEDS);
    let mut sum = 0;
    let mut measure = |value: &Value| sum += value.as_str().map_or(0, |text| text.chars().count());
    for (index, embed) in embeds.iter().enumerate() {
        let at = |field: &str| format!("embeds.{index}.{field}");
        problems.optional_text(&at("title"), &embed["title"], 256);
        problems.optional_text(&at("description"), &embed["description"], 4096);
        problems.optional_text(&at("footer.text"), &embed["footer"]["text"], 2048);
        problems.optional_text(&at("author.name"), &embed["author"]["name"], 256);
        problems.number(&at("color"), &embed["color"], 0, 0xFF_FF_FF);
        for (part, key) in [
            ("image", "url"),
            ("thumbnail", "url"),
            ("author", "icon_url"),
            ("footer", "icon_url"),
        ] {
            check_address(problems, &at(&format!("{part}.{key}")), &embed[part][key]);
        }
        let fields = list(&embed["fields"]);
        problems.count(&at("fields"), fields.len(), 0, 25);
        for (number, field) in fields.iter().enumerate() {
            let within = |part: &str| format!("embeds.{index}.fields.{number}.{part}");
            problems.text(&within("name"), &field["name"], 1, 256);
            problems.text(&within("value"), &field["value"], 1, 1024);
            measure(&field["name"]);
            measure(&field["value"]);
        }
        measure(&embed["title"]);
        measure(&embed["description"]);
        measure(&embed["footer"]["text"]);
        measure(&embed["author"]["name"]);
    }
    if sum > EMBED_SUM {
        problems.add(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            &format!("Embed size exceeds maximum size of {EMBED_SUM}"),
        );
    }
}

fn check_address(problems: &mut Problems, path: &str, address: &Value) {
    let known = ["http://", "https://", "attachment://"];
    if let Some(address) = address.as_str()
        && !known.iter().any(|scheme| address.starts_with(scheme))
    {
        problems.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    }
}

fn check_rows(problems: &mut Problems, rows: &[Value]) {
    problems.count("components", rows.len(), 0, ROWS);
    let mut ids = HashSet::new();
    for (number, row) in rows.iter().enumerate() {
        let path = format!("components.{number}");
        if row["type"] != ACTION_ROW {
            problems.add(
                &format!("{path}.type"),
                "UNION_TYPE_CHOICES",
                "Value of field \"type\" must be one of (1,).",
            );
            continue;
        }
        let parts = list(&row["components"]);
        let buttons = parts.iter().filter(|part| part["type"] == BUTTON).count();
        let inside = format!("{path}.components");
        if buttons == parts.len() {
            problems.count(&inside, parts.len(), 1, BUTTONS_IN_A_ROW);
        } else {
            problems.count(&inside, parts.len(), 1, 1);
        }
        for (index, part) in parts.iter().enumerate() {
            let path = format!("{inside}.{index}");
            match part["type"].as_u64() {
                Some(BUTTON) => check_button(problems, &path, part),
                Some(STRING_SELECT) => check_select(problems, &path, part),
                Some(5..=8) => check_select_frame(problems, &path, part),
                _ => problems.add(
                    &format!("{path}.type"),
                    "UNION_TYPE_CHOICES",
                    "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).",
                ),
            }
            check_unique(problems, &path, part, &mut ids);
        }
    }
}

fn check_unique(problems: &mut Problems, path: &str, part: &Value, ids: &mut HashSet<String>) {
    if let Some(id) = part["custom_id"].as_str()
        && !ids.insert(id.to_owned())
    {
        problems.add(
            &format!("{path}.custom_id"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        );
    }
}

fn check_button(problems: &mut Problems, path: &str, button: &Value) {
    problems.optional_text(&format!("{path}.label"), &button["label"], LABEL);
    if button["label"].as_str().is_none_or(str::is_empty) && button["emoji"].is_null() {
        problems.add(
            path,
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
            "A button must have a label or emoji",
        );
    }
    match button["style"].as_u64() {
        Some(1..=4) => {
            problems.text(
                &format!("{path}.custom_id"),
                &button["custom_id"],
                1,
                CUSTOM_ID,
            );
            if !button["url"].is_null() {
                problems.add(
                    path,
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified",
                );
            }
        }
        Some(LINK_STYLE) => {
            let url = button["url"].as_str().unwrap_or_default();
            if !(url.starts_with("https://")
                || url.starts_with("http://")
                || url.starts_with("discord://"))
            {
                problems.add(
                    &format!("{path}.url"),
                    "URL_TYPE_INVALID_SCHEME",
                    "Scheme must be one of ('http', 'https', 'discord').",
                );
            }
        }
        _ => problems.add(
            &format!("{path}.style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of {1, 2, 3, 4, 5}.",
        ),
    }
}

fn check_select_frame(problems: &mut Problems, path: &str, select: &Value) {
    let at = |field: &str| format!("{path}.{field}");
    problems.text(&at("custom_id"), &select["custom_id"], 1, CUSTOM_ID);
    problems.optional_text(&at("placeholder"), &select["placeholder"], 150);
    problems.number(&at("min_values"), &select["min_values"], 0, 25);
    problems.number(&at("max_values"), &select["max_values"], 1, 25);
}

fn check_select(problems: &mut Problems, path: &str, select: &Value) {
    check_select_frame(problems, path, select);
    let options = list(&select["options"]);
    problems.count(&format!("{path}.options"), options.len(), 1, OPTIONS);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if usize::try_from(most).unwrap_or(usize::MAX) > options.len() {
        problems.add(
            &format!("{path}.max_values"),
            "SELECT_COMPONENT_MAX_VALUES_EXCEEDS_OPTIONS",
            "Max values cannot exceed the number of options",
        );
    }
    let mut values = HashSet::new();
    for (number, option) in options.iter().enumerate() {
        let at = |field: &str| format!("{path}.options.{number}.{field}");
        problems.text(&at("label"), &option["label"], 1, 100);
        problems.text(&at("value"), &option["value"], 1, 100);
        problems.optional_text(&at("description"), &option["description"], 100);
        if !values.insert(option["value"].as_str()) {
            problems.add(
                &at("value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
    }
}

/// Checks a modal: a title, and up to five rows with one text input each.
pub(super) fn check_modal(modal: &Value) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    problems.text("data.title", &modal["title"], 1, 45);
    problems.text("data.custom_id", &modal["custom_id"], 1, CUSTOM_ID);
    let rows = list(&modal["components"]);
    problems.count("data.components", rows.len(), 1, ROWS);
    let mut ids = HashSet::new();
    for (number, row) in rows.iter().enumerate() {
        let inside = format!("data.components.{number}.components");
        let inputs = list(&row["components"]);
        problems.count(&inside, inputs.len(), 1, 1);
        for input in inputs {
            let path = format!("{inside}.0");
            if row["type"] != ACTION_ROW || input["type"] != TEXT_INPUT {
                problems.add(
                    &format!("{path}.type"),
                    "UNION_TYPE_CHOICES",
                    "A modal holds action rows with one text input each (older clients read nothing else).",
                );
                continue;
            }
            check_input(&mut problems, &path, input);
            check_unique(&mut problems, &path, input, &mut ids);
        }
    }
    problems.result()
}

fn check_input(problems: &mut Problems, path: &str, input: &Value) {
    let at = |field: &str| format!("{path}.{field}");
    problems.text(&at("custom_id"), &input["custom_id"], 1, CUSTOM_ID);
    problems.text(&at("label"), &input["label"], 1, 45);
    problems.optional_text(&at("placeholder"), &input["placeholder"], 100);
    problems.optional_text(&at("value"), &input["value"], 4000);
    problems.number(&at("min_length"), &input["min_length"], 0, 4000);
    problems.number(&at("max_length"), &input["max_length"], 1, 4000);
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        problems.add(
            &at("style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of {1, 2}.",
        );
    }
    let least = input["min_length"].as_u64().unwrap_or(0);
    let most = input["max_length"].as_u64().unwrap_or(4000);
    if least > most {
        problems.add(
            &at("min_length"),
            "TEXT_INPUT_MIN_LENGTH_EXCEEDS_MAX_LENGTH",
            "Min length cannot exceed max length",
        );
    }
    let given = input["value"]
        .as_str()
        .map_or(0, |text| text.chars().count());
    if u64::try_from(given).unwrap_or(u64::MAX) > most {
        problems.add(
            &at("value"),
            "BASE_TYPE_MAX_LENGTH",
            &format!("Must be {most} or fewer in length."),
        );
    }
}

/// Checks the choices offered by an autocomplete.
pub(super) fn check_choices(choices: &[Value]) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    problems.count("data.choices", choices.len(), 0, OPTIONS);
    for (number, choice) in choices.iter().enumerate() {
        problems.text(
            &format!("data.choices.{number}.name"),
            &choice["name"],
            1,
            100,
        );
        if let Some(text) = choice["value"].as_str() {
            problems.length(&format!("data.choices.{number}.value"), text, 1, 100);
        }
    }
    problems.result()
}
