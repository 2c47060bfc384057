//! Every request body of the bot against Discord's own OpenAPI file, where that lies beside the
//! project (`../shared/discord-openapi.json`).

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::OnceLock,
};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use tertulia::local::LoggedRequest;

/// What the document is called inside the validator.
const DOCUMENT: &str = "file:///discord-openapi.json";

/// The shape of the body that each operation takes.
struct Specification {
    schemas: Schemas,
    /// By method and route, such as `POST /channels/{channel_id}/messages`; without a shape where
    /// the operation takes no body.
    operations: BTreeMap<String, Option<SchemaIndex>>,
}

/// What Discord's specification has against these requests, each said once.
pub fn check(requests: &[LoggedRequest]) -> Vec<String> {
    static SPECIFICATION: OnceLock<Option<Specification>> = OnceLock::new();
    let Some(specification) = SPECIFICATION.get_or_init(read) else {
        return Vec::new();
    };
    let wrong: BTreeSet<String> = requests
        .iter()
        .filter_map(|request| specification.check(request))
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
    let document: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut compiler = Compiler::new();
    compiler.add_resource(DOCUMENT, document.clone()).unwrap();
    let mut specification = Specification {
        schemas: Schemas::new(),
        operations: BTreeMap::new(),
    };
    for (route, methods) in document["paths"].as_object().unwrap() {
        for method in ["get", "post", "put", "patch", "delete"] {
            let operation = &methods[method];
            if operation.is_null() {
                continue;
            }
            let shape = body_schema(route, method, operation).map(|schema| {
                compiler
                    .compile(&schema, &mut specification.schemas)
                    .unwrap_or_else(|error| panic!("{schema}: {error}"))
            });
            let name = format!("{} {route}", method.to_uppercase());
            specification.operations.insert(name, shape);
        }
    }
    Some(specification)
}

/// Where the document describes the body of an operation.
fn body_schema(route: &str, method: &str, operation: &Value) -> Option<String> {
    let content = &operation["requestBody"]["content"];
    let kind = ["application/json", "multipart/form-data"]
        .into_iter()
        .find(|kind| !content[*kind].is_null())?;
    Some(format!(
        "{DOCUMENT}#/paths/{}/{method}/requestBody/content/{}/schema",
        escape(route),
        escape(kind)
    ))
}

impl Specification {
    fn check(&self, request: &LoggedRequest) -> Option<String> {
        let body = as_specified(request.body.as_ref()?);
        let operation = format!("{} {}", request.method, request.route);
        let shape = match self.operations.get(&operation) {
            None => return Some(format!("{operation} is not in Discord's specification")),
            Some(None) => return Some(format!("{operation} takes no body")),
            Some(Some(shape)) => *shape,
        };
        let wrong = self.schemas.validate(&body, shape).err()?;
        Some(format!("{operation}: {wrong:#}"))
    }
}

/// The body with the two departures of serenity's that Discord takes: it numbers attachments with
/// numbers, where the specification has strings of digits; and the rights that a command asks for
/// are a string of digits, as Discord's pages have it, where the specification has a number.
fn as_specified(body: &Value) -> Value {
    let mut body = body.clone();
    let attachments = body.get_mut("attachments").and_then(Value::as_array_mut);
    for attachment in attachments.into_iter().flatten() {
        if let Some(number) = attachment["id"].as_u64() {
            attachment["id"] = json!(number.to_string());
        }
    }
    for command in body.as_array_mut().into_iter().flatten() {
        let rights = command["default_member_permissions"].as_str();
        if let Some(rights) = rights.and_then(|digits| digits.parse::<u64>().ok()) {
            command["default_member_permissions"] = json!(rights);
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
