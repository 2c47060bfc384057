//! Discord's limits on application commands.

use std::collections::HashSet;

use serde_json::Value;

use super::refusal::{Problems, Refusal};

/// Discord's locales, as of its docs (Reference: Locales).
const LOCALES: [&str; 32] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
    "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th",
    "zh-CN", "ja", "zh-TW", "ko",
];

const SUBCOMMAND: u64 = 1;
const SUBCOMMAND_GROUP: u64 = 2;

/// Characters that a command with all its options may have.
const COMMAND_SIZE: usize = 8000;

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Checks a whole set of commands, as a bulk overwrite sends it.
pub(super) fn check_commands(commands: &[Value]) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    problems.count("commands", commands.len(), 0, 100);
    let mut names = HashSet::new();
    for (number, command) in commands.iter().enumerate() {
        check_command(&mut problems, &number.to_string(), command);
        if !names.insert((
            command["type"].as_u64().unwrap_or(1),
            command["name"].as_str(),
        )) {
            problems.add(
                &format!("{number}.name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            );
        }
    }
    problems.result()
}

fn check_command(problems: &mut Problems, path: &str, command: &Value) {
    let at = |field: &str| format!("{path}.{field}");
    if command["type"].as_u64().unwrap_or(1) == 1 {
        check_name(problems, &at("name"), &command["name"]);
        problems.text(&at("description"), &command["description"], 1, 100);
    } else {
        problems.text(&at("name"), &command["name"], 1, 32);
        problems.optional_text(&at("description"), &command["description"], 0);
    }
    check_localizations(
        problems,
        path,
        command,
        command["type"].as_u64().unwrap_or(1) == 1,
    );
    for (field, most) in [("contexts", 2), ("integration_types", 1)] {
        for value in list(&command[field]) {
            problems.number(&at(field), value, 0, most);
        }
    }
    let permissions = &command["default_member_permissions"];
    if permissions
        .as_str()
        .is_some_and(|bits| bits.parse::<u64>().is_err())
    {
        problems.add(
            &at("default_member_permissions"),
            "NUMBER_TYPE_COERCE",
            "Not a number.",
        );
    }
    check_options(problems, path, list(&command["options"]), 0);
    if size_of(command) > COMMAND_SIZE {
        problems.add(
            path,
            "APPLICATION_COMMAND_TOO_LARGE",
            "Command exceeds maximum size (8000)",
        );
    }
}

fn check_name(problems: &mut Problems, path: &str, name: &Value) {
    problems.text(path, name, 1, 32);
    let name = name.as_str().unwrap_or_default();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
    let lowercase = name.to_lowercase() == name;
    if !name.chars().all(fits) || !lowercase {
        problems.add(
            path,
            "APPLICATION_COMMAND_INVALID_NAME",
            "Command name is invalid",
        );
    }
}

/// Only names that are typed have to be in lower case and without blanks.
fn check_localizations(problems: &mut Problems, path: &str, holder: &Value, is_typed: bool) {
    for field in ["name_localizations", "description_localizations"] {
        let Some(texts) = holder[field].as_object() else {
            continue;
        };
        for (locale, text) in texts {
            let at = format!("{path}.{field}.{locale}");
            if !LOCALES.contains(&locale.as_str()) {
                problems.add(&at, "BASE_TYPE_CHOICES", "Not a locale of Discord.");
            } else if field.starts_with("name") && is_typed {
                check_name(problems, &at, text);
            } else if field.starts_with("name") {
                problems.text(&at, text, 1, 32);
            } else {
                problems.text(&at, text, 1, 100);
            }
        }
    }
}

fn check_options(problems: &mut Problems, path: &str, options: &[Value], depth: usize) {
    problems.count(&format!("{path}.options"), options.len(), 0, 25);
    let mut names = HashSet::new();
    let mut optional_seen = false;
    for (number, option) in options.iter().enumerate() {
        let path = format!("{path}.options.{number}");
        let at = |field: &str| format!("{path}.{field}");
        check_name(problems, &at("name"), &option["name"]);
        problems.text(&at("description"), &option["description"], 1, 100);
        check_localizations(problems, &path, option, true);
        if !names.insert(option["name"].as_str()) {
            problems.add(
                &at("name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
                "Option name is already used",
            );
        }
        let required = option["required"].as_bool().unwrap_or(false);
        if required && optional_seen {
            problems.add(
                &at("required"),
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            );
        }
        optional_seen |= !required;
        match option["type"].as_u64() {
            Some(SUBCOMMAND) if depth < 2 => {
                check_options(problems, &path, list(&option["options"]), 2);
                optional_seen = false;
            }
            Some(SUBCOMMAND_GROUP) if depth == 0 => {
                check_options(problems, &path, list(&option["options"]), 1);
                optional_seen = false;
            }
            Some(3..=11) if depth != 1 => check_choices(problems, &path, option),
            _ => problems.add(
                &at("type"),
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "Sub-command and sub-command group option types are mutually exclusive to all other types",
            ),
        }
    }
}

fn check_choices(problems: &mut Problems, path: &str, option: &Value) {
    let choices = list(&option["choices"]);
    problems.count(&format!("{path}.choices"), choices.len(), 0, 25);
    if !choices.is_empty() && option["autocomplete"] == true {
        problems.add(
            path,
            "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
            "Autocomplete and choices cannot both be set",
        );
    }
    for (number, choice) in choices.iter().enumerate() {
        let at = |field: &str| format!("{path}.choices.{number}.{field}");
        problems.text(&at("name"), &choice["name"], 1, 100);
        if option["type"] == 3 {
            problems.text(&at("value"), &choice["value"], 1, 100);
        }
    }
    problems.number(
        &format!("{path}.min_length"),
        &option["min_length"],
        0,
        6000,
    );
    problems.number(
        &format!("{path}.max_length"),
        &option["max_length"],
        1,
        6000,
    );
}

/// Characters of names, descriptions and choice values. Of each text's localizations only the
/// longest counts.
fn size_of(holder: &Value) -> usize {
    let longest = |field: &str, localized: &str| {
        let own = holder[field]
            .as_str()
            .map_or(0, |text| text.chars().count());
        let others = holder[localized]
            .as_object()
            .into_iter()
            .flat_map(|texts| texts.values())
            .filter_map(Value::as_str)
            .map(|text| text.chars().count());
        others.max().unwrap_or(0).max(own)
    };
    let inner: usize = list(&holder["options"])
        .iter()
        .chain(list(&holder["choices"]))
        .map(size_of)
        .sum();
    let value = holder["value"]
        .as_str()
        .map_or(0, |text| text.chars().count());
    inner
        + value
        + longest("name", "name_localizations")
        + longest("description", "description_localizations")
}
