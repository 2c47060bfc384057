//! Filling in a form: what Discord's client checks, and what it sends.

use serde_json::{Value, json};

use super::answer::{Modal, ModalInput, PersonError};

/// What Discord's client checks before it sends a form.
pub(super) fn check_values(modal: &Modal, values: &[&str]) -> Result<(), PersonError> {
    if values.len() != modal.inputs.len() {
        return Err(PersonError::WrongNumberOfValues {
            title: modal.title.clone(),
            labels: modal
                .inputs
                .iter()
                .map(|input| input.label.clone())
                .collect(),
            given: values.len(),
        });
    }
    for (input, value) in modal.inputs.iter().zip(values) {
        check_value(input, value)?;
    }
    Ok(())
}

fn check_value(input: &ModalInput, value: &str) -> Result<(), PersonError> {
    let length = value.chars().count();
    let reason = if value.is_empty() && input.required {
        "hay que escribir algo".to_owned()
    } else if !value.is_empty() && length < input.min_length {
        format!("hacen falta al menos {} caracteres", input.min_length)
    } else if length > input.max_length {
        format!("caben como mucho {} caracteres", input.max_length)
    } else {
        return Ok(());
    };
    Err(PersonError::BadValue {
        label: input.label.clone(),
        reason,
    })
}

/// The `data` of a submitted form.
pub(super) fn form_json(modal: &Modal, values: &[&str]) -> Value {
    let rows: Vec<Value> = modal
        .inputs
        .iter()
        .zip(values)
        .enumerate()
        .map(|(number, (input, value))| {
            json!({
                "type": 1,
                "id": 2 * number + 1,
                "components": [{
                    "type": 4,
                    "id": 2 * number + 2,
                    "custom_id": input.custom_id,
                    "value": value,
                }],
            })
        })
        .collect();
    json!({"custom_id": modal.custom_id, "components": rows})
}

/// How the transcript tells it.
pub(super) fn tell_form(person: &str, modal: &Modal, values: &[&str]) -> String {
    let title = &modal.title;
    if let [value] = values {
        let value = value.replace('\n', "\n  ");
        return format!("{person} escribe en «{title}»: {value}");
    }
    let lines: Vec<String> = modal
        .inputs
        .iter()
        .zip(values)
        .map(|(input, value)| format!("\n  {}: {}", input.label, value.replace('\n', "\n    ")))
        .collect();
    format!("{person} escribe en «{title}»:{}", lines.concat())
}
