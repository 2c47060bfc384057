//! Every request body of the bot against Discord's own OpenAPI file, where that lies beside the
//! project (`../shared/discord-openapi.json`).

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Mutex, OnceLock},
};

use jsonschema::Validator;
use serde_json::{Value, json};
use tertulia::local::LoggedRequest;

struct Specification {
    document: Value,
    /// By pointer to the schema; compiled when first asked for.
    validators: Mutex<BTreeMap<String, &'static Validator>>,
}

/// What Discord's specification has against these requests, each said once.
pub fn check(requests: &[LoggedRequest]) -> Vec<String> {
    static SPECIFICATION: OnceLock<Option<Specification>> = OnceLock::new();
    let Some(specification) = SPECIFICATION.get_or_init(read) else {
        return Vec::new();
    };
    let wrong: BTreeSet<String> = requests
        .iter()
        .flat_map(|request| specification.check(request))
        .collect();
    wrong.into_iter().collect()
}

fn read() -> Option<Specification> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/discord-openapi.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!(
            "{} is not there: requests are not validated",
            file.display()
        );
        return None;
    };
    let document =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Some(Specification {
        document,
        validators: Mutex::default(),
    })
}

impl Specification {
    fn check(&self, request: &LoggedRequest) -> Vec<String> {
        let Some(body) = &request.body else {
            return Vec::new();
        };
        let method = request.method.to_lowercase();
        let what = format!("{} {}", request.method, request.route);
        let operation = &self.document["paths"][&request.route][&method];
        if operation.is_null() {
            return vec![format!("{what} is not in Discord's specification")];
        }
        let content = &operation["requestBody"]["content"];
        let kind = ["application/json", "multipart/form-data"]
            .into_iter()
            .find(|kind| !content[*kind].is_null());
        let Some(kind) = kind else {
            return vec![format!("{what} takes no body")];
        };
        let pointer = format!(
            "#/paths/{}/{method}/requestBody/content/{}/schema",
            escape(&request.route),
            escape(kind)
        );
        self.validator(pointer)
            .iter_errors(&as_specified(body))
            .map(|error| format!("{what}: {error} at {}", error.instance_path()))
            .collect()
    }

    fn validator(&self, pointer: String) -> &'static Validator {
        let mut validators = self.validators.lock().unwrap();
        let compile = |pointer: &String| -> &'static Validator {
            let schema = json!({
                "$ref": pointer,
                "paths": self.document["paths"],
                "components": self.document["components"],
            });
            let validator = jsonschema::draft202012::new(&schema);
            Box::leak(Box::new(
                validator.unwrap_or_else(|error| panic!("{pointer}: {error}")),
            ))
        };
        validators.entry(pointer).or_insert_with_key(compile)
    }
}

/// The body with the one departure of serenity's that Discord takes: it numbers attachments with
/// numbers, where the specification has strings of digits.
fn as_specified(body: &Value) -> Value {
    let mut body = body.clone();
    let attachments = body.get_mut("attachments").and_then(Value::as_array_mut);
    for attachment in attachments.into_iter().flatten() {
        if let Some(number) = attachment["id"].as_u64() {
            attachment["id"] = json!(number.to_string());
        }
    }
    body
}

/// A key as a JSON pointer in a URI fragment has it.
fn escape(key: &str) -> String {
    key.replace('~', "~0")
        .replace('/', "~1")
        .replace('{', "%7B")
        .replace('}', "%7D")
}
