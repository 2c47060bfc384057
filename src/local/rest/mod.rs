//! The REST routes, named by the templates of Discord's OpenAPI file, and what happens to every
//! request: authentication, ordered faults, the log and the list of violations.

mod about;
mod callbacks;
mod channels;
mod commands;
mod messages;
mod webhooks;

use std::collections::HashMap;

use axum::body::Bytes;
use axum::http::Method;
use serde_json::{Value, json};

use super::answer::LoggedRequest;
use super::faults::{self, Kind};
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
        }
    }
}

type Outcome = Result<Reply, Refusal>;
type Handler = fn(&mut State, &Call) -> Outcome;

/// A number or a string of digits.
pub(super) fn snowflake(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

const ROUTES: [(Method, &str, Handler); 58] = [
    (Method::GET, "/gateway", about::gateway),
    (Method::GET, "/gateway/bot", about::gateway_bot),
    (Method::GET, "/users/@me", about::me),
    (Method::GET, "/users/@me/guilds", about::my_guilds),
    (Method::POST, "/users/@me/channels", channels::open_direct),
    (Method::GET, "/users/{user_id}", about::user),
    (Method::GET, "/applications/@me", about::application),
    (Method::GET, "/oauth2/applications/@me", about::application),
    (Method::GET, "/guilds/{guild_id}", about::guild),
    (
        Method::GET,
        "/guilds/{guild_id}/channels",
        about::guild_channels,
    ),
    (Method::GET, "/guilds/{guild_id}/roles", about::guild_roles),
    (
        Method::GET,
        "/guilds/{guild_id}/threads/active",
        about::active_threads,
    ),
    (
        Method::GET,
        "/guilds/{guild_id}/members/{user_id}",
        about::guild_member,
    ),
    (
        Method::GET,
        "/applications/{application_id}/commands",
        commands::list,
    ),
    (
        Method::PUT,
        "/applications/{application_id}/commands",
        commands::replace,
    ),
    (
        Method::POST,
        "/applications/{application_id}/commands",
        commands::create,
    ),
    (
        Method::GET,
        "/applications/{application_id}/commands/{command_id}",
        commands::get,
    ),
    (
        Method::PATCH,
        "/applications/{application_id}/commands/{command_id}",
        commands::edit,
    ),
    (
        Method::DELETE,
        "/applications/{application_id}/commands/{command_id}",
        commands::delete,
    ),
    (
        Method::GET,
        "/applications/{application_id}/guilds/{guild_id}/commands",
        commands::list,
    ),
    (
        Method::PUT,
        "/applications/{application_id}/guilds/{guild_id}/commands",
        commands::replace,
    ),
    (
        Method::POST,
        "/applications/{application_id}/guilds/{guild_id}/commands",
        commands::create,
    ),
    (
        Method::GET,
        "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
        commands::get,
    ),
    (
        Method::PATCH,
        "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
        commands::edit,
    ),
    (
        Method::DELETE,
        "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}",
        commands::delete,
    ),
    (Method::GET, "/channels/{channel_id}", channels::get),
    (Method::PATCH, "/channels/{channel_id}", channels::edit),
    (Method::DELETE, "/channels/{channel_id}", channels::delete),
    (
        Method::POST,
        "/channels/{channel_id}/typing",
        channels::typing,
    ),
    (
        Method::POST,
        "/channels/{channel_id}/threads",
        channels::start_thread,
    ),
    (
        Method::GET,
        "/channels/{channel_id}/thread-members",
        channels::thread_members,
    ),
    (
        Method::PUT,
        "/channels/{channel_id}/thread-members/@me",
        channels::join,
    ),
    (
        Method::DELETE,
        "/channels/{channel_id}/thread-members/@me",
        channels::join,
    ),
    (
        Method::PUT,
        "/channels/{channel_id}/thread-members/{user_id}",
        channels::add_to_thread,
    ),
    (
        Method::GET,
        "/channels/{channel_id}/messages",
        messages::list,
    ),
    (
        Method::POST,
        "/channels/{channel_id}/messages",
        messages::create,
    ),
    (
        Method::GET,
        "/channels/{channel_id}/messages/pins",
        messages::pins,
    ),
    (
        Method::GET,
        "/channels/{channel_id}/messages/{message_id}",
        messages::get,
    ),
    (
        Method::PATCH,
        "/channels/{channel_id}/messages/{message_id}",
        messages::edit,
    ),
    (
        Method::DELETE,
        "/channels/{channel_id}/messages/{message_id}",
        messages::delete,
    ),
    (
        Method::POST,
        "/channels/{channel_id}/messages/{message_id}/threads",
        channels::start_thread_from_message,
    ),
    (
        Method::PUT,
        "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
        messages::react,
    ),
    (
        Method::DELETE,
        "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
        messages::react,
    ),
    (
        Method::PUT,
        "/channels/{channel_id}/messages/pins/{message_id}",
        messages::pin,
    ),
    (
        Method::DELETE,
        "/channels/{channel_id}/messages/pins/{message_id}",
        messages::pin,
    ),
    (Method::GET, "/channels/{channel_id}/pins", messages::pins),
    (
        Method::PUT,
        "/channels/{channel_id}/pins/{message_id}",
        messages::pin,
    ),
    (
        Method::DELETE,
        "/channels/{channel_id}/pins/{message_id}",
        messages::pin,
    ),
    (
        Method::POST,
        "/interactions/{interaction_id}/{interaction_token}/callback",
        callbacks::answer,
    ),
    (
        Method::POST,
        "/webhooks/{webhook_id}/{webhook_token}",
        webhooks::follow_up,
    ),
    (
        Method::GET,
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhooks::get,
    ),
    (
        Method::PATCH,
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhooks::edit,
    ),
    (
        Method::DELETE,
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhooks::delete,
    ),
    (
        Method::GET,
        "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
        webhooks::get,
    ),
    (
        Method::PATCH,
        "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
        webhooks::edit,
    ),
    (
        Method::DELETE,
        "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
        webhooks::delete,
    ),
    (
        Method::GET,
        "/users/@me/guilds/{guild_id}/member",
        about::my_member,
    ),
    (
        Method::DELETE,
        "/channels/{channel_id}/thread-members/{user_id}",
        channels::add_to_thread,
    ),
];

/// The values for a template's names, if the path fits it.
fn fit(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut names = template.split('/');
    let mut values = path.split('/');
    let mut parameters = Vec::new();
    loop {
        match (names.next(), values.next()) {
            (None, None) => return Some(parameters),
            (Some(name), Some(value)) => {
                let named = name
                    .strip_prefix('{')
                    .and_then(|name| name.strip_suffix('}'));
                match named {
                    Some(_) if value.is_empty() => return None,
                    Some(name) => parameters.push((name, value.to_owned())),
                    None if name == value => {}
                    None => return None,
                }
            }
            _ => return None,
        }
    }
}

impl State {
    /// Answers one request.
    pub(super) fn serve(&mut self, mut call: Call) -> Reply {
        let found = ROUTES.iter().find_map(|(method, template, handler)| {
            let parameters = (*method == call.method).then(|| fit(template, &call.path));
            Some((*template, *handler, parameters??))
        });
        let Some((route, handler, parameters)) = found else {
            let reply = self.refuse(&call, &Refusal::unknown_route());
            self.record(&call, "", &reply);
            return reply;
        };
        call.parameters = parameters;
        let fault = faults::take(&mut self.faults, &call.method, route);
        let reply = match fault {
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
        if !(self.gateway.duplicate && refusal.code == 40060) {
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
    let body = if status == 429 {
        json!({"message": "You are being rate limited.", "retry_after": 0.1, "global": false})
    } else {
        json!({"message": format!("{status}: injected"), "code": 0})
    };
    Reply::with_status(status, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_segments_win_over_names_by_their_order_in_the_table() {
        let first = |path: &str| {
            ROUTES
                .iter()
                .find(|(method, template, _)| {
                    *method == Method::GET && fit(template, path).is_some()
                })
                .map(|(_, template, _)| *template)
        };
        assert_eq!(first("/users/@me"), Some("/users/@me"));
        assert_eq!(first("/users/12"), Some("/users/{user_id}"));
        assert_eq!(
            first("/webhooks/1/t/messages/@original"),
            Some("/webhooks/{webhook_id}/{webhook_token}/messages/@original")
        );
        assert_eq!(
            first("/channels/1/messages/pins"),
            Some("/channels/{channel_id}/messages/pins")
        );
        assert_eq!(first("/channels/1/unheard-of"), None);
    }
}
