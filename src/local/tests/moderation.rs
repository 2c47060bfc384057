//! What is done to a bot's places while it is at work, as serenity reports it.

use serenity::all::{
    ChannelId, CreateMessage, CreateThread, EditMessage, EditThread, GuildId, Http, Message,
    Permissions, UserId,
};
use time::Duration;

use super::super::{LocalDiscord, permissions};
use super::bot::{TestClock, http};
use super::code;

/// A server with a thread and a message in it.
async fn thread() -> (LocalDiscord, Http, TestClock, Message) {
    let clock = TestClock::new();
    let discord = LocalDiscord::start(clock.world()).await.unwrap();
    let http = http(&discord);
    http.set_application_id(discord.application_id().into());
    let channel = ChannelId::new(discord.channel_id());
    let start = channel.say(&http, "x").await.unwrap();
    let thread = channel
        .create_thread_from_message(&http, start.id, CreateThread::new("hilo"))
        .await
        .unwrap();
    let inside = thread.id.say(&http, "dentro").await.unwrap();
    (discord, http, clock, inside)
}

#[tokio::test]
async fn a_deleted_place_is_unknown_and_a_channel_takes_its_threads_with_it() {
    let (discord, http, _, inside) = thread().await;
    let ana = discord.add_person("Ana", false);
    discord.delete_channel("hilo");
    let thread = inside.channel_id;
    assert_eq!(code(thread.say(&http, "x").await), (404, 10003));
    let edit = EditMessage::new().content("y");
    let edited = thread.edit_message(&http, inside.id, edit).await;
    assert_eq!(code(edited), (404, 10003));
    let channel = ChannelId::new(discord.channel_id());
    let other = channel.say(&http, "z").await.unwrap();
    let open = CreateThread::new("otro");
    let other = channel.create_thread_from_message(&http, other.id, open);
    let other = other.await.unwrap();
    discord.delete_channel("estudio");
    assert_eq!(code(other.id.say(&http, "x").await), (404, 10003));
    assert_eq!(code(channel.say(&http, "x").await), (404, 10003));
    assert_eq!(ana.messages(), []);
    let told = discord.transcript();
    assert!(told.contains("Se borra el hilo «hilo»."), "{told}");
    assert!(told.contains("Se borra el canal «estudio»."), "{told}");
}

#[tokio::test]
async fn a_locked_thread_takes_nothing_and_an_archived_one_opens_again() {
    let (discord, http, _, inside) = thread().await;
    let thread = inside.channel_id;
    discord.archive_thread("hilo");
    let edit = || EditMessage::new().content("y");
    let edited = thread.edit_message(&http, inside.id, edit()).await;
    assert_eq!(code(edited), (400, 50083));
    let open = EditThread::new().archived(false);
    thread.edit_thread(&http, open).await.unwrap();
    let edited = thread.edit_message(&http, inside.id, edit()).await;
    assert_eq!(edited.unwrap().content, "y");
    discord.archive_thread("hilo");
    thread.say(&http, "la reabre").await.unwrap();
    discord.lock_thread("hilo");
    assert_eq!(code(thread.say(&http, "x").await), (400, 160_005));
    let told = discord.transcript();
    assert!(told.contains("Se archiva el hilo «hilo»."), "{told}");
    assert!(told.contains("Se bloquea el hilo «hilo»."), "{told}");
}

#[tokio::test]
async fn the_bot_can_find_out_what_it_may_do_in_a_channel() {
    let (discord, http, _, _) = thread().await;
    let _owner = discord.add_person("Ana", true);
    let without = permissions::BOT & !permissions::ATTACH_FILES;
    discord.set_bot_permissions_in("estudio", without);
    let guild = GuildId::new(discord.guild_id());
    let channel = ChannelId::new(discord.channel_id());
    let channel = channel.to_channel(&http).await.unwrap().guild().unwrap();
    let member = UserId::new(discord.application_id());
    let member = guild.member(&http, member).await.unwrap();
    let guild = guild.to_partial_guild(&http).await.unwrap();
    let rights = guild.user_permissions_in(&channel, &member);
    assert_eq!(rights, Permissions::from_bits_retain(without));
}

#[tokio::test]
async fn a_person_may_take_no_direct_messages() {
    let (discord, http, _, _) = thread().await;
    let ana = discord.add_person("Ana", false);
    let direct = UserId::new(ana.id()).create_dm_channel(&http);
    let direct = direct.await.unwrap();
    direct.id.say(&http, "Hola").await.unwrap();
    assert_eq!(ana.messages()[0].content, "Hola");
    ana.refuse_direct_messages();
    let refused = direct
        .id
        .send_message(&http, CreateMessage::new().content("¿Sigues ahí?"));
    assert_eq!(code(refused.await), (403, 50007));
    let told = discord.transcript();
    assert!(told.contains("── mensajes directos de Ana ──"), "{told}");
}

#[tokio::test]
async fn an_old_message_takes_so_many_edits_and_a_young_one_all() {
    let (_discord, http, clock, inside) = thread().await;
    let edit = async |text: &str| {
        let edit = EditMessage::new().content(text);
        let thread = inside.channel_id;
        thread.edit_message(&http, inside.id, edit).await
    };
    for n in 0..40 {
        edit(&n.to_string()).await.unwrap();
    }
    clock.advance(Duration::minutes(61));
    for n in 0..30 {
        edit(&n.to_string()).await.unwrap();
    }
    assert_eq!(code(edit("x").await), (400, 30046));
    clock.advance(Duration::minutes(61));
    edit("y").await.unwrap();
}
