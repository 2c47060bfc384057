//! Doubts that learners write as messages: those that mention the bot, or reply to it with a ping,
//! where a session goes on. Discord shows the bot the content of these messages and of no others.
//!
//! What the message asks is recorded under the message's id, so once, however often it is seen. What
//! cannot be recorded is answered in public, as only an interaction can be answered in private.

use poise::serenity_prelude as serenity;
use time::{Duration, OffsetDateTime};

use super::{
    Bot, DISCORD_EPOCH,
    answer::{HandlerError, refusal, stored_id},
    is_final,
    post::Post,
};
use crate::{
    application::{ActError, Visitor},
    domain::{
        doubt,
        ids::PersonId,
        markdown::is_invisible,
        session::{Action, LONGEST_TEXT, Person, Rejection},
    },
    store::{Find, StoreError, Stored},
    texts::Language,
};

/// Whether a person wrote it to the bot itself: not to everybody, nor to a role that the bot has.
pub fn is_to(bot: serenity::UserId, message: &serenity::Message) -> bool {
    is_by_a_person(message) && message.mentions.iter().any(|user| user.id == bot)
}

/// Whether a person wrote it, and not a program or Discord itself.
pub fn is_by_a_person(message: &serenity::Message) -> bool {
    let author = &message.author;
    let by_a_person = !author.bot && !author.system && message.webhook_id.is_none();
    let written = matches!(
        message.kind,
        serenity::MessageType::Regular | serenity::MessageType::InlineReply
    );
    by_a_person && written
}

/// What is said without the mentions of the bot. Those of others stay as they were typed.
pub fn said_to(bot: serenity::UserId, content: &str) -> String {
    let mention = format!("<@{bot}>");
    let content = content.replace(&format!("<@!{bot}>"), &mention);
    let parts = content.split(&mention);
    // The blank before a mention goes with it.
    let text: String = parts.map(|part| part.trim_end_matches(' ')).collect();
    text.trim().to_owned()
}

/// Takes a message that somebody has just written.
pub async fn on_message(
    bot: &Bot,
    http: &serenity::Http,
    own_id: serenity::UserId,
    message: &serenity::Message,
) {
    let Some(guild) = message.guild_id else {
        return;
    };
    if !is_to(own_id, message) {
        return;
    }
    let Some(_under_way) = bot.under_way.begin(message.id.get()) else {
        return;
    };
    let guild = stored_id(guild.get());
    if let Err(error) = hear(bot, http, own_id, guild, message).await {
        tracing::warn!(%error, message = %message.id, "a mention will be read back");
        bot.catch_up.ask(vec![guild]);
    }
}

async fn hear(
    bot: &Bot,
    http: &serenity::Http,
    own_id: serenity::UserId,
    guild: i64,
    message: &serenity::Message,
) -> Result<(), HandlerError> {
    let here = stored_id(message.channel_id.get());
    let session = match bot.application.look(guild, Find::OpenIn(here)).await {
        Ok((session, _)) => session,
        Err(ActError::NoSession) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    match session.venue {
        // It is read back where the session goes on, and nowhere else.
        Some(venue) if venue != here => {
            let language = Language::of_locale(&session.language);
            let thread = format!("<#{venue}>");
            let post = Post::text(language.say("mention-elsewhere", &[("thread", thread.into())]));
            tell(http, message, &post).await
        }
        _ => take(bot, http, own_id, &session, message).await,
    }
}

/// Records what a message to the bot asks, or tells its author why not. Nothing is said about a
/// message that was recorded before, or that says nothing.
///
/// # Errors
/// What may go better another time.
pub async fn take(
    bot: &Bot,
    http: &serenity::Http,
    own_id: serenity::UserId,
    session: &Stored,
    message: &serenity::Message,
) -> Result<(), HandlerError> {
    let text = said_to(own_id, &message.content);
    let origin = message.id.to_string();
    let mut questions = session.state.questions.iter();
    if text.is_empty() || questions.any(|question| question.origins.contains(&origin)) {
        return Ok(());
    }
    let course = bot.application.course_of(session).await?;
    let is_readable = text.chars().count() <= LONGEST_TEXT && !text.chars().all(is_invisible);
    if is_readable && doubt::tells(&text, &course) {
        let language = Language::of_locale(&session.language);
        let how = Post::text(language.say("mention-no-doubt", &[]));
        return tell(http, message, &how).await;
    }
    let visitor = Visitor {
        person: Person {
            id: PersonId::new(message.author.id.to_string()),
            // Discord does not say what the author may do.
            moderator: false,
        },
        name: message.author.display_name().to_owned(),
    };
    let action = Action::ask_in_public(text, origin);
    let find = Find::Id(session.id);
    let asked = {
        let _turn = bot.turns.take(find).await;
        let application = &bot.application;
        application
            .act_as_of(
                session.guild,
                find,
                &visitor,
                action,
                written_at(message.id),
            )
            .await
    };
    match asked {
        Ok(_) | Err(ActError::Rejected(Rejection::EmptyText)) => Ok(()),
        Err(
            error @ (ActError::Crowded
            | ActError::Store(StoreError::Away(_) | StoreError::ConnectionLost(_))),
        ) => Err(error.into()),
        Err(error) => {
            let language = Language::of_locale(&session.language);
            tell(http, message, &why_not(bot, error, message.id, language)).await
        }
    }
}

fn why_not(bot: &Bot, error: ActError, message: serenity::MessageId, language: Language) -> Post {
    match error {
        ActError::Rejected(Rejection::NotParticipant) => {
            Post::text(language.say("mention-not-participant", &[]))
        }
        ActError::Rejected(Rejection::TextTooLong { length, limit }) => Post::text(language.say(
            "mention-too-long",
            &[("length", length.into()), ("limit", limit.into())],
        )),
        error => refusal(bot, &error.into(), message.get(), language),
    }
}

/// Replies to a message, once; its author alone is called.
async fn tell(
    http: &serenity::Http,
    message: &serenity::Message,
    post: &Post,
) -> Result<(), HandlerError> {
    let author_alone = serenity::CreateAllowedMentions::new().replied_user(true);
    let reply = post
        .to_message(format!("mention-{:x}", message.id.get()))
        .reference_message((message.channel_id, message.id))
        .allowed_mentions(author_alone);
    match message.channel_id.send_message(http, reply).await {
        // The message may be gone, too.
        Err(error) if is_final(&error) => {
            tracing::warn!(%error, message = %message.id, "a mention cannot be answered");
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}

/// When Discord took the message, which its id says.
pub fn written_at(message: serenity::MessageId) -> OffsetDateTime {
    let milliseconds = i64::try_from(message.get() >> 22).expect("42 bits");
    DISCORD_EPOCH + Duration::milliseconds(milliseconds)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    const BOT: serenity::UserId = serenity::UserId::new(7);

    fn message(change: impl FnOnce(&mut serde_json::Value)) -> serenity::Message {
        let user =
            |id: &str| json!({"id": id, "username": "x", "discriminator": "0", "avatar": null});
        let mut message = json!({
            "id": "175928847299117063", "channel_id": "3", "author": user("5"), "content": "<@7> ¿Qué?",
            "timestamp": "2026-11-22T16:00:00Z", "edited_timestamp": null, "tts": false,
            "mention_everyone": false, "mentions": [user("7")], "mention_roles": [],
            "attachments": [], "embeds": [], "pinned": false, "type": 0,
        });
        change(&mut message);
        serde_json::from_value(message).expect("a message")
    }

    #[test]
    fn only_what_a_person_writes_to_the_bot_itself_counts() {
        assert!(is_to(BOT, &message(|_| ())));
        assert!(is_to(BOT, &message(|message| message["type"] = json!(19))));
        let others: [fn(&mut serde_json::Value); 5] = [
            |message| message["author"]["bot"] = json!(true),
            |message| message["webhook_id"] = json!("9"),
            // The notice that a thread was opened.
            |message| message["type"] = json!(18),
            |message| {
                message["mentions"] = json!([]);
                message["mention_everyone"] = json!(true);
            },
            |message| {
                message["mentions"] = json!([]);
                message["mention_roles"] = json!(["7"]);
            },
        ];
        for other in others {
            let other = message(other);
            assert!(!is_to(BOT, &other), "{other:?}");
        }
    }

    #[test]
    fn the_mention_of_the_bot_is_no_part_of_the_doubt() {
        assert_eq!(said_to(BOT, "<@7> ¿Pipe o Queue?"), "¿Pipe o Queue?");
        assert_eq!(said_to(BOT, "hola <@!7>, ¿y <@8>?"), "hola, ¿y <@8>?");
        assert_eq!(said_to(BOT, "dime <@7> qué es"), "dime qué es");
        assert_eq!(said_to(BOT, "¿Qué es\n`fork`? <@7>"), "¿Qué es\n`fork`?");
        assert_eq!(said_to(BOT, " <@7> <@!7>\n"), "");
        assert_eq!(
            said_to(BOT, "<@&7> <@70> @everyone"),
            "<@&7> <@70> @everyone"
        );
    }

    #[test]
    fn a_message_says_when_it_was_written() {
        // The example of Discord's documentation.
        let at = written_at(serenity::MessageId::new(175_928_847_299_117_063));
        assert_eq!(at, datetime!(2016-04-30 11:18:25.796 UTC));
    }
}
