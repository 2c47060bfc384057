//! Discord's refusals, as serenity reports them.

use serde_json::{Value, json};
use serenity::all::{
    ChannelId, CreateAttachment, CreateMessage, CreateThread, EditAttachments, EditMessage,
    EditThread, GetMessages, Http, HttpBuilder, LightMethod, MessageId, Request, Route, UserId,
};
use serenity::http::HttpError;

use super::super::{LocalDiscord, World, permissions};
use super::bot::{TestClock, http};
use super::code;

/// A server without a bot, and a client for it.
async fn server(change: impl FnOnce(&mut World)) -> (LocalDiscord, Http, TestClock) {
    let clock = TestClock::new();
    let mut world = clock.world();
    change(&mut world);
    let discord = LocalDiscord::start(world).await.unwrap();
    let http = http(&discord);
    http.set_application_id(discord.application_id().into());
    (discord, http, clock)
}

fn post(channel: ChannelId, body: &Value) -> Request<'static> {
    let route = Route::ChannelMessages {
        channel_id: channel,
    };
    Request::new(route, LightMethod::Post).body(Some(body.to_string().into_bytes()))
}

async fn send(http: &Http, channel: ChannelId, body: Value) -> serenity::Result<Value> {
    http.fire(post(channel, &body)).await
}

fn buttons(count: usize) -> Value {
    let buttons: Vec<Value> = (0..count)
        .map(|n| json!({"type": 2, "style": 1, "label": "x", "custom_id": format!("b{n}")}))
        .collect();
    json!({"type": 1, "components": buttons})
}

#[tokio::test]
async fn messages_over_a_limit_are_an_invalid_form() {
    let (discord, http, _) = server(|_| ()).await;
    let channel = ChannelId::new(discord.channel_id());
    let embed = |size: usize| json!({"description": "x".repeat(size)});
    let button = |field: &str, value: Value| {
        let mut button = json!({"type": 2, "style": 1, "label": "x", "custom_id": "a"});
        button[field] = value;
        json!({"content": "x", "components": [{"type": 1, "components": [button]}]})
    };
    let option = |n: usize| json!({"label": "x", "value": n.to_string()});
    let select = |options: usize, placeholder: usize| {
        let options: Vec<Value> = (0..options).map(option).collect();
        let select = json!({
            "type": 3, "custom_id": "s", "options": options,
            "placeholder": "x".repeat(placeholder),
        });
        json!({"content": "x", "components": [{"type": 1, "components": [select]}]})
    };
    let too_much = [
        json!({"content": "x".repeat(2001)}),
        json!({"embeds": [embed(4097)]}),
        json!({"embeds": [embed(3000), embed(3001)]}),
        json!({"embeds": [{"title": "x".repeat(257)}]}),
        json!({"embeds": [{"fields": [{"name": "", "value": "x"}]}]}),
        json!({"content": "x", "components": [buttons(6)]}),
        json!({"content": "x", "components": [buttons(1), buttons(1)]}),
        json!({"content": "x", "components": vec![json!({"type": 1, "components": []}); 6]}),
        json!({"content": "x", "nonce": "x".repeat(26)}),
        json!({"content": "x", "flags": 1 << 15}),
        button("label", json!("x".repeat(81))),
        button("custom_id", json!("")),
        button("custom_id", json!("x".repeat(101))),
        select(26, 0),
        select(0, 0),
        select(1, 151),
    ];
    let count = too_much.len();
    for body in too_much {
        assert_eq!(
            code(send(&http, channel, body.clone()).await),
            (400, 50035),
            "{body}"
        );
    }
    assert_eq!(
        code(send(&http, channel, json!({"content": "  "})).await),
        (400, 50006)
    );
    assert_eq!(discord.take_violations().len(), count + 1);
    assert_eq!(discord.messages().len(), 0);

    let rows: Vec<Value> = (0..5)
        .map(|row| {
            let mut row_of_five = buttons(5);
            for (n, button) in row_of_five["components"]
                .as_array_mut()
                .unwrap()
                .iter_mut()
                .enumerate()
            {
                button["custom_id"] = json!(format!("{row}-{n}"));
            }
            row_of_five
        })
        .collect();
    let largest = json!({
        "content": "ñ".repeat(2000),
        "embeds": [embed(4096), embed(1904)],
        "components": rows,
    });
    send(&http, channel, largest).await.unwrap();
    send(&http, channel, select(25, 150)).await.unwrap();
    assert_eq!(discord.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn a_refusal_names_the_field() {
    let (discord, http, _) = server(|_| ()).await;
    let channel = ChannelId::new(discord.channel_id());
    let refused = send(&http, channel, json!({"content": "x".repeat(2001)})).await;
    let Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(response))) = refused else {
        panic!("2001 characters are too many");
    };
    assert_eq!(response.error.errors[0].path, "content");
    assert_eq!(response.error.errors[0].code, "BASE_TYPE_MAX_LENGTH");
    let violation = format!(
        "POST /channels/{channel}/messages: 50035 Invalid Form Body; content: Must be 2000 or fewer in length."
    );
    assert_eq!(discord.violations(), [violation]);
}

#[tokio::test]
async fn a_wrong_token_opens_nothing() {
    let (discord, _, _) = server(|_| ()).await;
    let stranger = HttpBuilder::new("a.b.c")
        .proxy(discord.url())
        .ratelimiter_disabled(true)
        .build();
    assert_eq!(code(stranger.get_current_user().await), (401, 0));
    assert!(discord.violations()[0].contains("401: Unauthorized"));
}

#[tokio::test]
async fn unknown_routes_channels_and_messages_are_not_found() {
    let (discord, http, _) = server(|_| ()).await;
    let channel = ChannelId::new(discord.channel_id());
    assert_eq!(
        code(channel.message(&http, MessageId::new(1)).await),
        (404, 10008)
    );
    assert_eq!(code(ChannelId::new(1).say(&http, "x").await), (404, 10003));
    assert_eq!(code(http.get_voice_regions().await), (404, 0));
    assert_eq!(discord.take_violations().len(), 3);
    assert_eq!(discord.requests()[2].route, "");
    assert_eq!(
        discord.requests()[1].route,
        "/channels/{channel_id}/messages"
    );
    assert_eq!(discord.requests()[1].body.as_ref().unwrap()["content"], "x");
    assert_eq!(discord.requests()[1].status, 404);
}

#[tokio::test]
async fn the_bot_can_do_what_its_permissions_allow() {
    let (discord, http, _) = server(|_| ()).await;
    let channel = ChannelId::new(discord.channel_id());
    let message = channel.say(&http, "x").await.unwrap();
    let thread = channel
        .create_thread_from_message(&http, message.id, CreateThread::new("hilo"))
        .await
        .unwrap();
    let embed = json!({"embeds": [{"title": "x"}]});
    let without = |bits: u64| discord.set_bot_permissions(permissions::BOT & !bits);

    without(permissions::SEND_MESSAGES);
    assert_eq!(code(channel.say(&http, "x").await), (403, 50013));
    thread.id.say(&http, "x").await.unwrap();
    without(permissions::SEND_MESSAGES_IN_THREADS);
    assert_eq!(code(thread.id.say(&http, "x").await), (403, 50013));
    channel.say(&http, "x").await.unwrap();
    without(permissions::EMBED_LINKS);
    assert_eq!(code(send(&http, channel, embed).await), (403, 50013));
    without(permissions::VIEW_CHANNEL);
    assert_eq!(code(channel.say(&http, "x").await), (403, 50001));
    without(permissions::READ_MESSAGE_HISTORY);
    let listed = channel.messages(&http, GetMessages::new()).await.unwrap();
    assert_eq!(listed.len(), 0);
    without(permissions::CREATE_PUBLIC_THREADS);
    let refused = channel
        .create_thread_from_message(&http, message.id, CreateThread::new("otro"))
        .await;
    assert_eq!(code(refused), (403, 50013));
    discord.set_bot_permissions(permissions::BOT);
    discord.set_bot_permissions_in("informes", 0);
    channel.say(&http, "x").await.unwrap();
}

#[tokio::test]
async fn threads_are_started_once_archived_and_locked() {
    let (discord, http, _) = server(|world| {
        world.bot_permissions |= permissions::MANAGE_THREADS;
        world.active_threads = 1;
    })
    .await;
    let channel = ChannelId::new(discord.channel_id());
    let message = channel.say(&http, "x").await.unwrap();
    let start = || channel.create_thread_from_message(&http, message.id, CreateThread::new("hilo"));
    let thread = start().await.unwrap().id;
    let other = channel.say(&http, "y").await.unwrap();
    let second = channel.create_thread_from_message(&http, other.id, CreateThread::new("z"));
    assert_eq!(code(second.await), (400, 160_006));
    let mut inside = thread.say(&http, "dentro").await.unwrap();
    thread
        .edit_thread(&http, EditThread::new().archived(true))
        .await
        .unwrap();
    assert_eq!(code(start().await), (400, 160_004));
    let edit = inside.edit(&http, EditMessage::new().content("y")).await;
    assert_eq!(code(edit), (400, 50083));
    let rename = thread.edit_thread(&http, EditThread::new().name("y")).await;
    assert_eq!(code(rename), (400, 50083));

    thread.say(&http, "lo reabre").await.unwrap();
    inside
        .edit(&http, EditMessage::new().content("y"))
        .await
        .unwrap();
    thread
        .edit_thread(&http, EditThread::new().locked(true))
        .await
        .unwrap();
    discord.set_bot_permissions(permissions::BOT);
    assert_eq!(code(thread.say(&http, "x").await), (400, 160_005));
    let unlock = thread
        .edit_thread(&http, EditThread::new().locked(false))
        .await;
    assert_eq!(code(unlock), (403, 50013));
}

#[tokio::test]
async fn an_enforced_nonce_gives_the_earlier_message_for_a_few_minutes() {
    let (discord, http, clock) = server(|_| ()).await;
    let channel = ChannelId::new(discord.channel_id());
    let message = |text: &str| {
        let nonce = serenity::all::Nonce::String("s1-17".to_owned());
        CreateMessage::new()
            .content(text)
            .nonce(nonce)
            .enforce_nonce(true)
    };
    let first = channel.send_message(&http, message("uno")).await.unwrap();
    let again = channel.send_message(&http, message("dos")).await.unwrap();
    assert_eq!((again.id, again.content.as_str()), (first.id, "uno"));
    assert_eq!(discord.messages().len(), 1);
    clock.advance(time::Duration::minutes(10));
    let late = channel.send_message(&http, message("tres")).await.unwrap();
    assert_ne!(late.id, first.id);
}

#[tokio::test]
async fn messages_are_listed_newest_first_from_where_one_asks() {
    let (discord, http, _) = server(|_| ()).await;
    let channel = ChannelId::new(discord.channel_id());
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(channel.say(&http, n.to_string()).await.unwrap().id);
    }
    let listed = async |filter: GetMessages| -> String {
        let messages = channel.messages(&http, filter).await.unwrap();
        messages
            .iter()
            .map(|message| message.content.as_str())
            .collect()
    };
    assert_eq!(listed(GetMessages::new()).await, "43210");
    assert_eq!(listed(GetMessages::new().limit(2)).await, "43");
    assert_eq!(
        listed(GetMessages::new().after(ids[1]).limit(2)).await,
        "32"
    );
    assert_eq!(
        listed(GetMessages::new().before(ids[3]).limit(2)).await,
        "21"
    );
    assert_eq!(
        listed(GetMessages::new().around(ids[2]).limit(3)).await,
        "321"
    );
}

#[tokio::test]
async fn commands_outside_the_limits_are_refused() {
    let (discord, http, _) = server(|_| ()).await;
    let command = |field: &str, value: Value| {
        let mut command = json!({"name": "duda", "description": "x"});
        command[field] = value;
        json!([command])
    };
    let option = |name: &str, required: bool| json!({"type": 3, "name": name, "description": "x", "required": required});
    let choices: Vec<Value> = (0..26)
        .map(|n| json!({"name": "x", "value": n.to_string()}))
        .collect();
    let mut crowded = option("a", false);
    crowded["choices"] = json!(choices);
    let wrong = [
        command("name", json!("Duda")),
        command("name", json!("mi duda")),
        command("name", json!("x".repeat(33))),
        command("description", json!("")),
        command("description", json!("x".repeat(101))),
        command("name_localizations", json!({"es": "duda"})),
        command("options", json!([option("a", false), option("b", true)])),
        command("options", json!(vec![option("a", false); 26])),
        command("options", json!([crowded])),
        json!([{"name": "a", "description": "x"}, {"name": "a", "description": "y"}]),
    ];
    let route = || Route::Commands {
        application_id: discord.application_id().into(),
    };
    for body in wrong {
        let request =
            Request::new(route(), LightMethod::Put).body(Some(body.to_string().into_bytes()));
        assert_eq!(
            code(http.fire::<Value>(request).await),
            (400, 50035),
            "{body}"
        );
    }
    let legal = json!([{"name": "español-ñ", "description": "x", "name_localizations": {"es-419": "otra"}}]);
    let known = http.create_global_commands(&legal).await.unwrap();
    let again = http.create_global_commands(&legal).await.unwrap();
    assert_eq!(known[0].id, again[0].id);
}

#[tokio::test]
async fn mentions_ping_only_whom_the_bot_allows() {
    let (discord, http, _) = server(|_| ()).await;
    let ana = discord.add_person("Ana", false);
    let channel = ChannelId::new(discord.channel_id());
    let text = format!("<@{}> y @everyone", ana.id());
    send(&http, channel, json!({"content": text}))
        .await
        .unwrap();
    send(
        &http,
        channel,
        json!({"content": text, "allowed_mentions": {"parse": []}}),
    )
    .await
    .unwrap();
    let pings: Vec<_> = discord
        .messages()
        .into_iter()
        .map(|message| message.pings)
        .collect();
    assert_eq!(pings, [vec!["Ana".to_owned()], vec![]]);
    assert_eq!(discord.messages()[0].content, "@Ana y @everyone");
}

#[tokio::test]
async fn serenity_reads_everything_about_the_bot_and_its_server() {
    let (discord, http, _) = server(|_| ()).await;
    let ana = discord.add_person("Ana", true);
    let guild = serenity::all::GuildId::new(discord.guild_id());
    http.get_current_application_info().await.unwrap();
    http.get_bot_gateway().await.unwrap();
    assert!(http.get_current_user().await.unwrap().bot);
    assert_eq!(
        http.get_guild(guild).await.unwrap().name,
        "Grupo de estudio"
    );
    assert_eq!(http.get_channels(guild).await.unwrap().len(), 2);
    assert_eq!(http.get_guild_roles(guild).await.unwrap().len(), 2);
    http.get_guild_active_threads(guild).await.unwrap();
    let member = http.get_member(guild, UserId::new(ana.id())).await.unwrap();
    assert_eq!(member.display_name(), "Ana");
    let channel = ChannelId::new(discord.channel_id());
    let thread = channel
        .create_thread(
            &http,
            CreateThread::new("aparte").kind(serenity::all::ChannelType::PublicThread),
        )
        .await
        .unwrap();
    http.join_thread_channel(thread.id).await.unwrap();
    http.get_guilds(None, None).await.unwrap();
    assert_eq!(discord.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn privileged_intents_are_refused_at_the_gateway() {
    let clock = TestClock::new();
    let discord = LocalDiscord::start(clock.world()).await.unwrap();
    let intents = serenity::all::GatewayIntents::MESSAGE_CONTENT;
    let mut client = serenity::client::ClientBuilder::new_with_http(http(&discord), intents)
        .await
        .unwrap();
    let outcome = client.start().await.unwrap_err();
    assert!(
        outcome.to_string().contains("Disallowed gateway intents"),
        "{outcome}"
    );
}

#[tokio::test]
async fn files_have_their_limits_and_pictures_their_sizes() {
    let (discord, http, _) = server(|_| ()).await;
    let channel = ChannelId::new(discord.channel_id());
    let zeros = |size: usize| CreateAttachment::bytes(vec![0; size], "x.bin");
    let send = async |file| {
        channel
            .send_files(&http, [file], CreateMessage::new())
            .await
    };
    assert_eq!(code(send(zeros((10 << 20) + 1)).await), (413, 40005));
    assert_eq!(code(send(zeros(26 << 20)).await), (413, 40005));
    send(zeros(10 << 20)).await.unwrap();

    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 3, 32, 0, 0, 1, 144]);
    let picture = send(CreateAttachment::bytes(png.clone(), "g.png"))
        .await
        .unwrap();
    let file = &picture.attachments[0];
    assert_eq!((file.width, file.height), (Some(800), Some(400)));
    assert_eq!(file.content_type.as_deref(), Some("image/png"));

    let embed = serenity::all::CreateEmbed::new()
        .title("Gráfico")
        .attachment("g.png");
    let message = CreateMessage::new()
        .embed(embed)
        .add_file(CreateAttachment::bytes(png, "g.png"));
    let shown = channel.send_message(&http, message).await.unwrap();
    assert!(shown.attachments.is_empty());
    let image = shown.embeds[0].image.as_ref().unwrap();
    assert!(image.url.starts_with("http://127.0.0.1"));
    assert_eq!(image.width, Some(800));

    let mut picture = picture;
    let more = EditAttachments::keep_all(&picture).add(CreateAttachment::bytes(b"x", "y.md"));
    picture
        .edit(&http, EditMessage::new().attachments(more))
        .await
        .unwrap();
    let names: Vec<&str> = picture
        .attachments
        .iter()
        .map(|file| file.filename.as_str())
        .collect();
    assert_eq!(names, ["g.png", "y.md"]);
    let kept = EditAttachments::new().keep(picture.attachments[1].id);
    picture
        .edit(&http, EditMessage::new().attachments(kept))
        .await
        .unwrap();
    assert_eq!(picture.attachments.len(), 1);
}
