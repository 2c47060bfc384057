//! The table of routes, and how a path finds its own.

use axum::http::Method;

use super::{Handler, about, callbacks, channels, commands, messages, webhooks};

const GET: Method = Method::GET;
const PUT: Method = Method::PUT;
const POST: Method = Method::POST;
const PATCH: Method = Method::PATCH;
const DELETE: Method = Method::DELETE;

/// Every route there is. Of two templates that fit a path the first one counts.
#[rustfmt::skip]
static ROUTES: [(Method, &str, Handler); 58] = [
    (GET, "/gateway", about::gateway),
    (GET, "/gateway/bot", about::gateway_bot),
    (GET, "/users/@me", about::me),
    (GET, "/users/@me/guilds", about::my_guilds),
    (POST, "/users/@me/channels", channels::open_direct),
    (GET, "/users/{user_id}", about::user),
    (GET, "/applications/@me", about::application),
    (GET, "/oauth2/applications/@me", about::application),
    (GET, "/guilds/{guild_id}", about::guild),
    (GET, "/guilds/{guild_id}/channels", about::guild_channels),
    (GET, "/guilds/{guild_id}/roles", about::guild_roles),
    (GET, "/guilds/{guild_id}/threads/active", about::active_threads),
    (GET, "/guilds/{guild_id}/members/{user_id}", about::guild_member),
    (GET, "/applications/{application_id}/commands", commands::list),
    (PUT, "/applications/{application_id}/commands", commands::replace),
    (POST, "/applications/{application_id}/commands", commands::create),
    (GET, "/applications/{application_id}/commands/{command_id}", commands::get),
    (PATCH, "/applications/{application_id}/commands/{command_id}", commands::edit),
    (DELETE, "/applications/{application_id}/commands/{command_id}", commands::delete),
    (GET, "/applications/{application_id}/guilds/{guild_id}/commands", commands::list),
    (PUT, "/applications/{application_id}/guilds/{guild_id}/commands", commands::replace),
    (POST, "/applications/{application_id}/guilds/{guild_id}/commands", commands::create),
    (GET, "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", commands::get),
    (PATCH, "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", commands::edit),
    (DELETE, "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", commands::delete),
    (GET, "/channels/{channel_id}", channels::get),
    (PATCH, "/channels/{channel_id}", channels::edit),
    (DELETE, "/channels/{channel_id}", channels::delete),
    (POST, "/channels/{channel_id}/typing", channels::typing),
    (POST, "/channels/{channel_id}/threads", channels::start_thread),
    (GET, "/channels/{channel_id}/thread-members", channels::thread_members),
    (PUT, "/channels/{channel_id}/thread-members/@me", channels::join),
    (DELETE, "/channels/{channel_id}/thread-members/@me", channels::join),
    (PUT, "/channels/{channel_id}/thread-members/{user_id}", channels::add_to_thread),
    (GET, "/channels/{channel_id}/messages", messages::list),
    (POST, "/channels/{channel_id}/messages", messages::create),
    (GET, "/channels/{channel_id}/messages/pins", messages::pins),
    (GET, "/channels/{channel_id}/messages/{message_id}", messages::get),
    (PATCH, "/channels/{channel_id}/messages/{message_id}", messages::edit),
    (DELETE, "/channels/{channel_id}/messages/{message_id}", messages::delete),
    (POST, "/channels/{channel_id}/messages/{message_id}/threads", channels::start_thread_from_message),
    (PUT, "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", messages::react),
    (DELETE, "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", messages::react),
    (PUT, "/channels/{channel_id}/messages/pins/{message_id}", messages::pin),
    (DELETE, "/channels/{channel_id}/messages/pins/{message_id}", messages::pin),
    (GET, "/channels/{channel_id}/pins", messages::pins),
    (PUT, "/channels/{channel_id}/pins/{message_id}", messages::pin),
    (DELETE, "/channels/{channel_id}/pins/{message_id}", messages::pin),
    (POST, "/interactions/{interaction_id}/{interaction_token}/callback", callbacks::answer),
    (POST, "/webhooks/{webhook_id}/{webhook_token}", webhooks::follow_up),
    (GET, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", webhooks::get),
    (PATCH, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", webhooks::edit),
    (DELETE, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", webhooks::delete),
    (GET, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", webhooks::get),
    (PATCH, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", webhooks::edit),
    (DELETE, "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", webhooks::delete),
    (GET, "/users/@me/guilds/{guild_id}/member", about::my_member),
    (DELETE, "/channels/{channel_id}/thread-members/{user_id}", channels::add_to_thread),
];

/// A route with the values that the path holds for its names.
pub(super) struct Matched {
    pub(super) template: &'static str,
    pub(super) handler: Handler,
    pub(super) parameters: Vec<(&'static str, String)>,
}

/// The route for a request.
pub(super) fn find(method: &Method, path: &str) -> Option<Matched> {
    ROUTES
        .iter()
        .filter(|(known, _, _)| known == method)
        .find_map(|(_, template, handler)| {
            Some(Matched {
                template,
                handler: *handler,
                parameters: fit(template, path)?,
            })
        })
}

/// Whether there is a route with this template.
pub(in super::super) fn knows(method: &str, template: &str) -> bool {
    ROUTES
        .iter()
        .any(|(known, route, _)| known.as_str() == method && *route == template)
}

/// The values for a template's names, if the path fits it.
fn fit(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut names = template.split('/');
    let mut values = path.split('/');
    let mut parameters = Vec::new();
    loop {
        match (names.next(), values.next()) {
            (None, None) => return Some(parameters),
            (Some(name), Some(value)) => {
                let placeholder = name
                    .strip_prefix('{')
                    .and_then(|name| name.strip_suffix('}'));
                match placeholder {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_segments_win_over_names_by_their_order_in_the_table() {
        let first = |path: &str| find(&GET, path).map(|matched| matched.template);
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
