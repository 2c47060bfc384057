//! The local Discord against the real serenity client.

mod bot;
mod conversation;
mod framework;
mod refusals;
mod trouble;

use super::LocalDiscord;
use bot::{Bot, TestClock};

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
