//! Filling in a form: what Discord's client checks, and what it sends.

use serde_json::{Value, json};

use super::answer::{Modal, ModalInput, PersonError};

/// What Discord's client sends of a form, after having checked it: inputs that nobody has to fill in
/// may be left out at the end, and stay as they are.
pub(super) fn filled<'v>(
    modal: &'v Modal,
    values: &[&'v str],
) -> Result<Vec<&'v str>, PersonError> {
    let inputs = modal.inputs.as_slice();
    let left = inputs.get(values.len()..);
    let Some(left) = left.filter(|left| left.iter().all(|input| !input.required)) else {
        return Err(PersonError::WrongNumberOfValues {
            title: modal.title.clone(),
            labels: inputs.iter().map(|input| input.label.clone()).collect(),
            given: values.len(),
        });
    };
    let left = left.iter().map(|input| input.value.as_str());
    let values: Vec<&str> = values.iter().copied().chain(left).collect();
    for (input, value) in inputs.iter().zip(&values) {
        check_value(input, value)?;
    }
    Ok(values)
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
    let all = modal.inputs.iter().zip(values);
    // What nobody had to fill in, and nobody did, is not worth a line.
    let told: Vec<_> = all
        .filter(|(input, value)| input.required || !value.is_empty())
        .collect();
    if let [(_, value)] = told.as_slice() {
        let value = value.replace('\n', "\n  ");
        return format!("{person} escribe en «{title}»: {value}");
    }
    let lines: Vec<String> = told
        .into_iter()
        .map(|(input, value)| format!("\n  {}: {}", input.label, value.replace('\n', "\n    ")))
        .collect();
    format!("{person} escribe en «{title}»:{}", lines.concat())
}
