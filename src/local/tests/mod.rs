//! The local Discord against the real serenity client.

mod bot;
mod conversation;
mod framework;
mod interactions;
mod moderation;
mod refusals;
mod trouble;

use super::LocalDiscord;
use bot::{Bot, TestClock};
use serenity::http::HttpError;

/// A running server with a connected bot.
async fn connected() -> (LocalDiscord, Bot, TestClock) {
    let clock = TestClock::new();
    let discord = LocalDiscord::start(clock.world()).await.unwrap();
    let bot = Bot::start(&discord).await;
    (discord, bot, clock)
}

/// What must hold at the end of every well-behaved conversation.
#[track_caller]
fn assert_clean(discord: &LocalDiscord, bot: &Bot) {
    assert_eq!(discord.violations(), Vec::<String>::new());
    let unknown = bot.notes.read(|notes| notes.unknown_events.clone());
    assert_eq!(unknown, Vec::<String>::new());
}

/// HTTP status and Discord's code of a refused request.
#[track_caller]
fn code<T: std::fmt::Debug>(outcome: serenity::Result<T>) -> (u16, isize) {
    match outcome {
        Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(response))) => {
            (response.status_code.as_u16(), response.error.code)
        }
        other => panic!("expected a refusal, got {other:?}"),
    }
}
