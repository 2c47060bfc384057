//! The server, its channels, threads and people, as Discord's JSON.

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use super::permissions;
use super::state::State;

pub(super) const TEXT_CHANNEL: u8 = 0;
pub(super) const DM_CHANNEL: u8 = 1;
pub(super) const PUBLIC_THREAD: u8 = 11;
pub(super) const PRIVATE_THREAD: u8 = 12;

/// The name of the moderators' role.
pub(super) const MODERATORS: &str = "moderación";

/// A person of the server.
pub(super) struct Member {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) moderator: bool,
    /// What this person may do in every channel.
    pub(super) permissions: u64,
    pub(super) locale: String,
    /// Where this person went on purpose; `None`: with everybody.
    pub(super) place: Option<u64>,
    pub(super) joined: OffsetDateTime,
    /// Whether bots may write to this person directly.
    pub(super) takes_direct: bool,
}

/// A text channel, a thread or a direct conversation.
pub(super) struct Channel {
    pub(super) id: u64,
    pub(super) kind: u8,
    pub(super) name: String,
    /// Of a thread: the channel it hangs under.
    pub(super) parent: Option<u64>,
    pub(super) owner: Option<u64>,
    /// Of a direct conversation: the person.
    pub(super) recipient: Option<u64>,
    pub(super) created: OffsetDateTime,
    pub(super) archive_changed: OffsetDateTime,
    pub(super) archived: bool,
    pub(super) locked: bool,
    /// Minutes.
    pub(super) auto_archive: u64,
    /// Set when the bot's permissions differ here from the server's.
    pub(super) bot_permissions: Option<u64>,
    /// When messages older than an hour were edited here, within the last hour.
    pub(super) old_edits: Vec<OffsetDateTime>,
}

impl Channel {
    pub(super) fn text(id: u64, name: &str, created: OffsetDateTime) -> Self {
        Self {
            id,
            kind: TEXT_CHANNEL,
            name: name.to_owned(),
            parent: None,
            owner: None,
            recipient: None,
            created,
            archive_changed: created,
            archived: false,
            locked: false,
            auto_archive: 4320,
            bot_permissions: None,
            old_edits: Vec::new(),
        }
    }

    pub(super) fn is_thread(&self) -> bool {
        matches!(self.kind, PUBLIC_THREAD | PRIVATE_THREAD)
    }
}

/// Discord's way to write a time.
pub(super) fn timestamp(at: OffsetDateTime) -> String {
    let format = format_description!(
        "[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]+00:00"
    );
    at.to_offset(time::UtcOffset::UTC)
        .format(format)
        .expect("the format needs nothing that a date and time lacks")
}

impl State {
    pub(super) fn user_json(&self, id: u64) -> Value {
        let name = self.name_of(id);
        let bot = id == self.app_id;
        json!({
            "id": id.to_string(),
            "username": name.to_lowercase().replace(' ', "_"),
            "discriminator": if bot { "4321" } else { "0" },
            "global_name": if bot { Value::Null } else { json!(name) },
            "avatar": null,
            "avatar_decoration_data": null,
            "bot": bot,
            "flags": 0,
            "public_flags": 0,
            "primary_guild": null,
        })
    }

    /// A member without its user, as events on messages carry it.
    pub(super) fn partial_member_json(&self, id: u64) -> Value {
        let joined = self.member(id).map_or(self.started, |member| member.joined);
        json!({
            "nick": null,
            "avatar": null,
            "banner": null,
            "roles": self.roles_of(id),
            "joined_at": timestamp(joined),
            "premium_since": null,
            "deaf": false,
            "mute": false,
            "flags": 0,
            "pending": false,
            "communication_disabled_until": null,
        })
    }

    pub(super) fn member_json(&self, id: u64) -> Value {
        let mut member = self.partial_member_json(id);
        member["user"] = self.user_json(id);
        member
    }

    fn roles_of(&self, id: u64) -> Vec<String> {
        let moderator = self.member(id).is_some_and(|member| member.moderator);
        moderator
            .then(|| self.moderator_role.to_string())
            .into_iter()
            .collect()
    }

    pub(super) fn roles_json(&self) -> Value {
        let role = |id: u64, name: &str, bits: u64, position: u64| {
            json!({
                "id": id.to_string(),
                "name": name,
                "color": 0,
                "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
                "hoist": false,
                "icon": null,
                "unicode_emoji": null,
                "position": position,
                "permissions": bits.to_string(),
                "managed": false,
                "mentionable": false,
                "flags": 0,
            })
        };
        json!([
            role(self.guild_id, "@everyone", permissions::MEMBER, 0),
            role(self.moderator_role, MODERATORS, permissions::MODERATOR, 1),
        ])
    }

    pub(super) fn channel_json(&self, channel: &Channel) -> Value {
        let id = channel.id.to_string();
        let last = self.last_message_in(channel.id).map(|id| id.to_string());
        if let Some(recipient) = channel.recipient {
            return json!({
                "id": id,
                "type": channel.kind,
                "flags": 0,
                "last_message_id": last,
                "recipients": [self.user_json(recipient)],
            });
        }
        let mut body = json!({
            "id": id,
            "type": channel.kind,
            "guild_id": self.guild_id.to_string(),
            "name": channel.name,
            "flags": 0,
            "last_message_id": last,
            "rate_limit_per_user": 0,
            "parent_id": channel.parent.map(|id| id.to_string()),
        });
        if channel.is_thread() {
            let written = self
                .messages
                .values()
                .filter(|message| message.channel == channel.id && message.is_chat())
                .count();
            body["owner_id"] = json!(channel.owner.map(|id| id.to_string()));
            body["thread_metadata"] = thread_metadata(channel);
            body["message_count"] = json!(written);
            body["total_message_sent"] = json!(written);
            body["member_count"] = json!(1);
            body["member"] = self.thread_member_json(channel);
        } else {
            body["position"] = json!(0);
            body["permission_overwrites"] = self.overwrites_json(channel);
            body["topic"] = Value::Null;
            body["nsfw"] = json!(false);
            body["last_pin_timestamp"] = Value::Null;
        }
        body
    }

    /// What the bot may do here, as far as it differs from what everybody may.
    fn overwrites_json(&self, channel: &Channel) -> Value {
        let bits = self.bot_permissions_in(channel);
        let deny = permissions::MEMBER & !bits;
        let allow = bits & !permissions::MEMBER;
        json!([{
            "id": self.app_id.to_string(),
            "type": 1,
            "allow": allow.to_string(),
            "deny": deny.to_string(),
        }])
    }

    /// The bot's own membership of a thread.
    pub(super) fn thread_member_json(&self, channel: &Channel) -> Value {
        json!({
            "id": channel.id.to_string(),
            "user_id": self.app_id.to_string(),
            "join_timestamp": timestamp(channel.created),
            "flags": 1,
        })
    }

    /// A channel within an interaction, with the permissions of the one who acts.
    pub(super) fn partial_channel_json(&self, channel: &Channel, bits: u64) -> Value {
        let mut body = self.channel_json(channel);
        body["permissions"] = json!(bits.to_string());
        body
    }

    fn last_message_in(&self, channel: u64) -> Option<u64> {
        self.messages
            .values()
            .rev()
            .find(|message| message.channel == channel && message.only_for.is_none())
            .map(|message| message.id)
    }

    pub(super) fn guild_json(&self) -> Value {
        let owner = self.people.first().map_or(self.app_id, |member| member.id);
        json!({
            "id": self.guild_id.to_string(),
            "name": self.world.guild,
            "icon": null,
            "icon_hash": null,
            "splash": null,
            "discovery_splash": null,
            "home_header": null,
            "owner_id": owner.to_string(),
            "region": "deprecated",
            "afk_channel_id": null,
            "afk_timeout": 300,
            "widget_enabled": false,
            "widget_channel_id": null,
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "roles": self.roles_json(),
            "emojis": [],
            "features": [],
            "mfa_level": 0,
            "application_id": null,
            "system_channel_id": null,
            "system_channel_flags": 0,
            "rules_channel_id": null,
            "max_presences": null,
            "max_members": 500_000,
            "vanity_url_code": null,
            "description": null,
            "banner": null,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": "es-ES",
            "public_updates_channel_id": null,
            "max_video_channel_users": 25,
            "max_stage_video_channel_users": 50,
            "nsfw_level": 0,
            "nsfw": false,
            "stickers": [],
            "premium_progress_bar_enabled": false,
            "safety_alerts_channel_id": null,
            "incidents_data": null,
        })
    }

    /// The payload of GUILD_CREATE: the guild with its channels, its open threads and the bot.
    pub(super) fn guild_create_json(&self) -> Value {
        let mut guild = self.guild_json();
        let listed = |threads: bool| -> Vec<Value> {
            self.channels
                .values()
                .filter(|channel| channel.recipient.is_none())
                .filter(|channel| channel.is_thread() == threads && !channel.archived)
                .filter(|channel| self.bot_permissions_in(channel) & permissions::VIEW_CHANNEL != 0)
                .map(|channel| self.channel_json(channel))
                .collect()
        };
        guild["joined_at"] = json!(timestamp(self.started));
        guild["large"] = json!(false);
        guild["unavailable"] = json!(false);
        guild["member_count"] = json!(self.people.len() + 1);
        guild["members"] = json!([self.member_json(self.app_id)]);
        guild["channels"] = Value::Array(listed(false));
        guild["threads"] = Value::Array(listed(true));
        for empty in [
            "voice_states",
            "presences",
            "stage_instances",
            "guild_scheduled_events",
            "soundboard_sounds",
        ] {
            guild[empty] = json!([]);
        }
        guild
    }
}

fn thread_metadata(channel: &Channel) -> Value {
    let mut body = json!({
        "archived": channel.archived,
        "archive_timestamp": timestamp(channel.archive_changed),
        "auto_archive_duration": channel.auto_archive,
        "locked": channel.locked,
        "create_timestamp": timestamp(channel.created),
    });
    if channel.kind == PRIVATE_THREAD {
        body["invitable"] = json!(true);
    }
    body
}
