//! Lost connections, failing requests, doubled events.

use std::time::Duration;

use serenity::all::ChannelId;
use serenity::http::HttpError;
use tokio::time::timeout;

use super::super::LimitScope;
use super::bot::{Bot, Notes};
use super::{assert_clean, connected};

#[tokio::test]
async fn after_a_drop_the_bot_resumes_and_gets_what_it_missed() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    discord.drop_gateway();
    let said = ana.say("@Tertulia ¿sigues ahí?").await;
    let heard = |notes: &Notes| {
        notes
            .messages
            .iter()
            .any(|message| message.id.get() == said)
    };
    bot.notes.until("the message arrives", heard).await;
    bot.notes
        .until("RESUMED arrives", |notes| notes.resumes == 1)
        .await;
    discord.reconnect_gateway();
    bot.notes
        .until("it resumes again", |notes| notes.resumes == 2)
        .await;
    ana.slash("/empezar x").await.unwrap();
    assert_eq!(bot.notes.read(|notes| notes.readies), 1);
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn after_an_invalidated_session_the_bot_identifies_anew() {
    let (discord, bot, _) = connected().await;
    discord.invalidate_gateway();
    bot.notes
        .until("a second READY", |notes| notes.readies == 2)
        .await;
    let ana = discord.add_person("Ana", false);
    ana.slash("/empezar x").await.unwrap();
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn a_new_bot_takes_over_from_a_killed_one() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    ana.slash("/empezar x").await.unwrap();
    drop(bot);
    discord.until(|discord| !discord.is_connected()).await;
    let bot = Bot::start(&discord).await;
    ana.press("Unirme").await.unwrap();
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn doubled_events_reach_the_bot_twice() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    discord.duplicate_events(true);
    ana.slash("/empezar x").await.unwrap();
    bot.notes
        .until("both come", |notes| notes.interactions.len() == 2)
        .await;
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn an_interrupted_session_is_resumed_and_told_what_it_missed() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    discord.interrupt_gateway();
    ana.slash("/empezar x").await.unwrap();
    bot.notes
        .until("RESUMED arrives", |notes| notes.resumes == 1)
        .await;
    assert_eq!(bot.notes.read(|notes| notes.readies), 1);
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn an_event_that_nothing_overtakes_comes_a_moment_later() {
    let (discord, bot, _) = connected().await;
    discord.reorder_events(true);
    let ana = discord.add_person("Ana", false);
    ana.slash("/empezar x").await.unwrap();
    ana.press("Unirme").await.unwrap();
    assert_clean(&discord, &bot);
}

fn status(error: &serenity::Error) -> Option<u16> {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            Some(response.status_code.as_u16())
        }
        _ => None,
    }
}

#[tokio::test]
async fn ordered_faults_happen_as_often_as_ordered() {
    let (discord, bot, _) = connected().await;
    let channel = ChannelId::new(discord.channel_id());
    let route = "/channels/{channel_id}/messages";
    let say = async || channel.say(&bot.http, "x").await;
    discord.fail_next("POST", route, 429, 1);
    discord.fail_next("POST", route, 500, 1);
    assert_eq!(status(&say().await.unwrap_err()), Some(429));
    assert_eq!(status(&say().await.unwrap_err()), Some(500));
    assert_eq!(discord.messages().len(), 0);
    discord.lose_next_answer("POST", route, 1);
    assert_eq!(status(&say().await.unwrap_err()), Some(502));
    assert_eq!(discord.messages().len(), 1);
    assert!(!discord.is_to_fail("POST", route));
    say().await.unwrap();
    discord.hang_next("POST", route, 1);
    assert!(discord.is_to_fail("POST", route));
    let hung = timeout(Duration::from_millis(200), say()).await;
    assert!(hung.is_err());
    assert_eq!(discord.messages().len(), 3);
    let statuses: Vec<u16> = discord
        .requests()
        .iter()
        .filter(|request| request.route == route)
        .map(|request| request.status)
        .collect();
    assert_eq!(statuses, [429, 500, 502, 200, 200]);
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn a_429_says_whose_limit_it_is() {
    let (discord, _bot, _) = connected().await;
    let route = "/users/@me";
    let scopes = [LimitScope::User, LimitScope::Global, LimitScope::Shared];
    for scope in scopes {
        discord.limit_next("GET", route, scope, 1);
    }
    let mut told = Vec::new();
    for _ in scopes {
        let response = reqwest::Client::new()
            .get(format!("{}/api/v10{route}", discord.url()))
            .header("Authorization", format!("Bot {}", discord.token()))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status().as_u16(), 429);
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(header("Retry-After").as_deref(), Some("1"));
        let scope = header("X-RateLimit-Scope").unwrap();
        let global = header("X-RateLimit-Global");
        let remaining = header("X-RateLimit-Remaining");
        let body: serde_json::Value =
            serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        assert_eq!(body["retry_after"], 0.1);
        told.push((scope, global, remaining, body["global"].as_bool()));
    }
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            ("user".to_owned(), None, text("0"), Some(false)),
            ("global".to_owned(), text("true"), None, Some(true)),
            ("shared".to_owned(), None, text("49"), Some(false)),
        ]
    );
}

#[tokio::test]
async fn rate_limits_are_told_in_the_headers() {
    let (discord, _bot, _) = connected().await;
    let response = reqwest::Client::new()
        .get(format!("{}/api/v10/users/@me", discord.url()))
        .header("Authorization", format!("Bot {}", discord.token()))
        .send()
        .await
        .unwrap();
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("X-RateLimit-Limit"), "50");
    assert!(header("X-RateLimit-Reset-After").parse::<f64>().is_ok());
    assert!(!header("X-RateLimit-Bucket").is_empty());
}

#[tokio::test]
async fn the_server_stops_with_its_last_handle() {
    let (discord, bot, _) = connected().await;
    let url = discord.url();
    let ana = discord.add_person("Ana", false);
    drop(bot);
    drop(discord);
    assert!(reqwest::get(format!("{url}/api/v10/gateway")).await.is_ok());
    drop(ana);
    let gone = async {
        while reqwest::get(format!("{url}/api/v10/gateway")).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(5), gone).await.unwrap();
}
