//! The REST routes, named by the templates of Discord's OpenAPI file, and what happens to every
//! request: authentication, ordered faults, the log and the list of violations.

mod about;
mod callbacks;
mod channels;
mod commands;
mod messages;
mod routes;
mod webhooks;

use std::collections::HashMap;

pub(super) use channels::announce;
pub(super) use routes::knows;

use axum::body::Bytes;
use axum::http::Method;
use serde_json::{Value, json};

use super::answer::LoggedRequest;
use super::faults::{self, Kind, LimitScope};
use super::refusal::Refusal;
use super::state::State;

/// A file of a multipart request.
pub(super) struct Upload {
    /// The n of `files[n]`.
    pub(super) number: u64,
    pub(super) name: String,
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
}

/// A request, as it came in.
pub(super) struct Call {
    pub(super) method: Method,
    /// Without `/api/v10`.
    pub(super) path: String,
    pub(super) authorization: String,
    pub(super) query: HashMap<String, String>,
    /// JSON body or `payload_json`; null when there was none.
    pub(super) body: Value,
    pub(super) files: Vec<Upload>,
    /// What the path holds for the names in its template.
    pub(super) parameters: Vec<(&'static str, String)>,
}

impl Call {
    fn parameter(&self, name: &str) -> &str {
        self.parameters
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, value)| value)
    }

    /// An id of the path.
    fn id(&self, name: &str) -> Result<u64, Refusal> {
        self.parameter(name).parse().map_err(|_| {
            Refusal::form(
                name,
                "NUMBER_TYPE_COERCE",
                &format!("Value \"{}\" is not snowflake.", self.parameter(name)),
            )
        })
    }
}

/// What goes back.
pub(super) struct Reply {
    pub(super) status: u16,
    /// Null: no body.
    pub(super) body: Value,
    /// Whether the answer is withheld.
    pub(super) silent: bool,
    /// The limit that a 429 is about.
    pub(super) limit: Option<LimitScope>,
}

impl Reply {
    fn ok(body: Value) -> Self {
        Self::with_status(200, body)
    }

    fn created(body: Value) -> Self {
        Self::with_status(201, body)
    }

    fn nothing() -> Self {
        Self::with_status(204, Value::Null)
    }

    pub(super) fn with_status(status: u16, body: Value) -> Self {
        Self {
            status,
            body,
            silent: false,
            limit: None,
        }
    }
}

/// Seconds that a limit lasts.
pub(super) const RETRY_AFTER: f64 = 0.1;

type Outcome = Result<Reply, Refusal>;
type Handler = fn(&mut State, &Call) -> Outcome;

/// A number or a string of digits.
pub(super) fn snowflake(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

impl State {
    /// Answers one request.
    pub(super) fn serve(&mut self, mut call: Call) -> Reply {
        let Some(route) = routes::find(&call.method, &call.path) else {
            let reply = self.refuse(&call, &Refusal::unknown_route());
            self.record(&call, "", &reply);
            return reply;
        };
        call.parameters = route.parameters;
        let (route, handler) = (route.template, route.handler);
        let channel = call.id("channel_id").ok();
        let fault = faults::take(&mut self.faults, call.method.as_str(), route, channel);
        let reply = match fault {
            Some(Kind::Limited(scope)) => limited(scope),
            Some(Kind::Refused(status)) => injected(status),
            _ => match self
                .authorize(&call, route)
                .and_then(|()| handler(self, &call))
            {
                Ok(reply) => reply,
                Err(refusal) => self.refuse(&call, &refusal),
            },
        };
        let reply = match fault {
            Some(Kind::AnswerLost) => injected(502),
            Some(Kind::Silence) => Reply {
                silent: true,
                ..reply
            },
            _ => reply,
        };
        self.record(&call, route, &reply);
        reply
    }

    /// Interactions and their webhooks carry a token of their own in the path.
    fn authorize(&self, call: &Call, route: &str) -> Result<(), Refusal> {
        let own_token = route.starts_with("/interactions/") || route.starts_with("/webhooks/");
        if own_token || call.authorization == format!("Bot {}", self.token) {
            Ok(())
        } else {
            Err(Refusal::new(401, 0, "401: Unauthorized"))
        }
    }

    fn refuse(&mut self, call: &Call, refusal: &Refusal) -> Reply {
        // A bot that is handed an event twice may well answer it twice.
        let interaction = call.id("interaction_id").ok();
        let told_twice = interaction
            .and_then(|id| self.interactions.get(&id))
            .is_some_and(|interaction| interaction.told_twice);
        if !(told_twice && refusal.code == 40060) {
            self.violations
                .push(format!("{} {}: {refusal}", call.method, call.path));
        }
        Reply::with_status(refusal.status, refusal.body())
    }

    fn record(&mut self, call: &Call, route: &str, reply: &Reply) {
        self.log.push(LoggedRequest {
            method: call.method.to_string(),
            path: call.path.clone(),
            route: route.to_owned(),
            body: (!call.body.is_null()).then(|| call.body.clone()),
            status: reply.status,
        });
    }
}

/// The answer of an ordered fault.
fn injected(status: u16) -> Reply {
    let body = json!({"message": format!("{status}: injected"), "code": 0});
    Reply::with_status(status, body)
}

/// The answer to one request too many, as Discord's page on rate limits has it.
fn limited(scope: LimitScope) -> Reply {
    let message = match scope {
        LimitScope::User | LimitScope::Global => "You are being rate limited.",
        LimitScope::Shared => "The resource is being rate limited.",
    };
    let global = scope == LimitScope::Global;
    let body = json!({"message": message, "retry_after": RETRY_AFTER, "global": global});
    Reply {
        limit: Some(scope),
        ..Reply::with_status(429, body)
    }
}
