//! What people and a well-behaved bot do together.

use std::time::Duration;

use serenity::all::{
    ChannelId, CreateActionRow, CreateAttachment, CreateButton, CreateMessage, CreateThread,
    EditMessage, EditThread, GetMessages, Interaction, UserId,
};
use tokio::time::timeout;

use super::super::{Answer, PersonError};
use super::{assert_clean, connected};

#[tokio::test]
async fn a_session_reads_like_a_chat() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let beto = discord.add_person("Beto", true);

    let answer = ana.slash("/empezar multiprocessing").await.unwrap();
    assert!(answer.text().contains("[Unirme]"), "{}", answer.text());
    let joined = beto.press("Unirme").await.unwrap();
    assert!(joined.is_ephemeral());
    let Answer::Modal(modal) = ana.press("Tengo una duda").await.unwrap() else {
        panic!("a form opens");
    };
    let noted = ana.submit(&modal, &["¿Pipe o Queue?"]).await.unwrap();
    assert_eq!(noted.text(), "Anotado: ¿Pipe o Queue?");
    let updated = beto.press("Contar").await.unwrap();
    assert!(matches!(updated, Answer::Update(_)));
    let again = beto.press("Contar").await.unwrap();
    assert!(matches!(again, Answer::Update(_)));
    assert_eq!(ana.press("Luego").await.unwrap(), Answer::Acknowledged);
    let chosen = ana.choose(&["Hilos", "Procesos"]).await.unwrap();
    assert!(chosen.text().contains("threads"), "{}", chosen.text());
    ana.say("Gracias, @Tertulia").await;

    insta::assert_snapshot!(discord.transcript());
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn a_deferred_answer_is_waited_for_and_follow_ups_come_after_it() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let answer = ana.slash("/lento").await.unwrap();
    assert_eq!(answer.text(), "Ya está");
    assert!(answer.is_ephemeral());
    let more = |discord: &super::LocalDiscord| discord.transcript().contains("Y algo más");
    timeout(Duration::from_secs(5), discord.until(more))
        .await
        .unwrap();
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn autocomplete_offers_the_bots_choices() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let choices = ana.complete("/empezar mul").await.unwrap();
    assert_eq!(choices[1].name, "hilos");
    assert_eq!(choices[1].value, "threading");
    let none = ana.complete("/duda algo").await;
    assert!(matches!(none, Err(PersonError::BadOption { .. })));
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn command_lines_are_read_as_discords_client_reads_them() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let beto = discord.add_person("Beto", true);

    let missing = ana.slash("/empezar").await.unwrap_err();
    assert_eq!(missing.to_string(), "«/empezar»: falta «curso»");
    let unknown = ana.slash("/bailar").await.unwrap_err();
    assert!(unknown.to_string().contains("[/empezar]"), "{unknown}");
    let denied = ana.slash("/configurar regla:todos").await.unwrap_err();
    assert!(matches!(denied, PersonError::NotAllowed { .. }));
    ana.slash_despite_permissions("/configurar regla:todos")
        .await
        .unwrap();

    let set = beto
        .slash("/configurar canal:#informes regla:mayoría")
        .await
        .unwrap();
    assert!(set.text().contains("informes"), "{}", set.text());
    let rule = beto.slash("/configurar regla:mayoría").await.unwrap();
    assert!(rule.text().contains("majority"), "{}", rule.text());
    let asked = ana
        .slash("/duda texto:¿qué es esto: un proceso?")
        .await
        .unwrap();
    assert!(
        asked.text().contains("esto: un proceso?"),
        "{}",
        asked.text()
    );
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn somebody_who_gets_no_answer_learns_so() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let silence = ana.slash("/mudo").await.unwrap_err();
    assert!(matches!(silence, PersonError::Unanswered { .. }));
    assert!(discord.transcript().contains("La aplicación no responde."));
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn a_button_that_is_not_there_cannot_be_pressed() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let beto = discord.add_person("Beto", false);
    ana.slash("/empezar x").await.unwrap();
    let error = ana.press("Apagado").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ana no ve ningún botón «Apagado». Puede pulsar: [Unirme] [Tengo una duda] [Contar] [Luego]"
    );
    let Answer::Modal(modal) = ana.press("Tengo una duda").await.unwrap() else {
        panic!("a form opens");
    };
    let foreign = beto.submit(&modal, &["x"]).await.unwrap_err();
    assert!(matches!(foreign, PersonError::ModalNotOpen { .. }));
    let long = ana
        .submit(&modal, &["una pregunta demasiado larga"])
        .await
        .unwrap_err();
    assert!(matches!(long, PersonError::BadValue { .. }));
    let forged = ana.press_id("t1:nonsense").await.unwrap();
    assert_eq!(forged.text(), "No conozco ese botón");
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn threads_files_and_edits_work_as_the_client_expects() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let channel = ChannelId::new(discord.channel_id());
    let plan = channel.say(&bot.http, "El plan").await.unwrap();
    let thread = channel
        .create_thread_from_message(&bot.http, plan.id, CreateThread::new("Sesión"))
        .await
        .unwrap();
    assert_eq!(thread.id.get(), plan.id.get());

    let lobby = CreateMessage::new()
        .content("La sala")
        .add_file(CreateAttachment::bytes(
            b"print(1)\n".to_vec(),
            "paralelo real.py",
        ))
        .components(vec![CreateActionRow::Buttons(vec![
            CreateButton::new("join").label("Unirme"),
        ])]);
    let mut lobby = thread.id.send_message(&bot.http, lobby).await.unwrap();
    assert_eq!(lobby.attachments[0].filename, "paralelo_real.py");
    let file = reqwest::get(&lobby.attachments[0].url).await.unwrap();
    assert_eq!(file.bytes().await.unwrap().as_ref(), b"print(1)\n");
    ana.press("Unirme").await.unwrap();

    let edited = EditMessage::new().content("La sala, con gente");
    lobby.edit(&bot.http, edited).await.unwrap();
    assert_eq!(lobby.attachments.len(), 1);
    let listed = thread
        .id
        .messages(&bot.http, GetMessages::new().after(plan.id))
        .await
        .unwrap();
    assert_eq!(listed.first().map(|message| message.id), Some(lobby.id));
    assert!(listed[0].edited_timestamp.is_some());
    assert_eq!(discord.files().len(), 1);
    assert_eq!(discord.files()[0].bytes, b"print(1)\n");

    let archived = EditThread::new().name("Sesión acabada").archived(true);
    thread.id.edit_thread(&bot.http, archived).await.unwrap();
    ana.say("¿Hay alguien?").await;
    let direct = UserId::new(ana.id())
        .create_dm_channel(&bot.http)
        .await
        .unwrap();
    direct.id.say(&bot.http, "Tus datos").await.unwrap();

    insta::assert_snapshot!(discord.transcript());
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn the_transcript_can_be_followed() {
    let (discord, _bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let mut pieces = discord.follow();
    ana.say("hola").await;
    ana.slash("/empezar x").await.unwrap();
    let mut joined = String::new();
    while let Ok(piece) = pieces.try_recv() {
        joined.push_str(&piece);
    }
    assert_eq!(joined, discord.transcript());
}

#[tokio::test]
async fn interactions_arrive_complete() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", true);
    ana.set_locale("en-US");
    ana.slash("/empezar x").await.unwrap();
    ana.press("Unirme").await.unwrap();
    bot.notes.read(|notes| {
        let Interaction::Command(command) = &notes.interactions[0] else {
            panic!("a command comes first");
        };
        assert_eq!(command.locale, "en-US");
        assert_eq!(command.guild_locale.as_deref(), Some("es-ES"));
        assert_eq!(command.guild_id.unwrap().get(), discord.guild_id());
        assert_eq!(command.user.id.get(), ana.id());
        assert_eq!(command.attachment_size_limit, 10 << 20);
        assert!(command.app_permissions.unwrap().send_messages_in_threads());
        let permissions = command.member.as_ref().unwrap().permissions.unwrap();
        assert!(permissions.manage_guild() && permissions.manage_messages());
        let Interaction::Component(component) = &notes.interactions[1] else {
            panic!("a component comes second");
        };
        assert_eq!(component.message.content, "¡Hola!");
    });
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn contents_are_blank_without_the_intent_except_where_the_bot_is_meant() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let channel = ChannelId::new(discord.channel_id());
    let own = channel.say(&bot.http, "Dime").await.unwrap();
    let plain = ana.say("entre nosotros").await;
    let meant = ana.say("@Tertulia ¿qué es un Lock?").await;
    let replied = ana.reply(own.id.get(), "esto").await;
    let seen = |id: u64| {
        bot.notes.read(|notes| {
            let found = notes.messages.iter().find(|message| message.id.get() == id);
            found.map(|message| message.content.clone())
        })
    };
    // serenity runs every event in a task of its own: they come in any order.
    bot.notes
        .until("all arrive", |notes| notes.messages.len() == 4)
        .await;
    assert_eq!(seen(plain).as_deref(), Some(""));
    assert!(seen(meant).unwrap().ends_with("¿qué es un Lock?"));
    assert_eq!(seen(replied).as_deref(), Some("esto"));
    let fetched = channel.message(&bot.http, plain).await.unwrap();
    assert_eq!(fetched.content, "");
    let listed = channel
        .messages(&bot.http, GetMessages::new().after(own.id))
        .await
        .unwrap();
    let contents: Vec<&str> = listed.iter().map(|m| m.content.as_str()).collect();
    let asked = format!("<@{}> ¿qué es un Lock?", discord.application_id());
    assert_eq!(contents, ["esto", asked.as_str(), ""]);
    let reference = listed[0].message_reference.as_ref().unwrap();
    assert_eq!(reference.message_id, Some(own.id));
    let referenced = listed[0].referenced_message.as_ref().unwrap();
    assert_eq!(referenced.content, "Dime");
    let pinged = |message: u64| discord.is_to_bot(message);
    assert_eq!([plain, meant, replied].map(pinged), [false, true, true]);
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn everybody_and_roles_are_pinged_by_those_who_may_and_are_not_the_bot() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let marta = discord.add_person("Marta", true);
    let text = "@everyone y @moderación: empezamos";
    let [idle, called] = [ana.say(text).await, marta.say(text).await];
    bot.notes
        .until("both arrive", |notes| notes.messages.len() == 2)
        .await;
    let pings = |id: u64| {
        bot.notes.read(|notes| {
            let message = notes.messages.iter().find(|m| m.id.get() == id).unwrap();
            assert_eq!(message.content, "");
            assert!(message.mentions.is_empty());
            (message.mention_everyone, message.mention_roles.len())
        })
    };
    assert_eq!(pings(idle), (false, 0));
    assert_eq!(pings(called), (true, 1));
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn people_can_go_elsewhere_and_come_back() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    ana.go_to("#informes").unwrap();
    ana.say("¿Hay informe?").await;
    assert_eq!(discord.messages()[0].channel, "informes");
    ana.go_back();
    ana.say("Ya voy").await;
    assert_eq!(discord.messages()[1].channel, "estudio");
    assert!(matches!(
        ana.go_to("nada"),
        Err(PersonError::NoSuchPlace { .. })
    ));
    assert_clean(&discord, &bot);
}

#[tokio::test]
async fn buttons_work_in_direct_messages_too() {
    let (discord, bot, _) = connected().await;
    let ana = discord.add_person("Ana", false);
    let direct = UserId::new(ana.id())
        .create_dm_channel(&bot.http)
        .await
        .unwrap();
    let join = CreateButton::new("join").label("Unirme");
    let message = CreateMessage::new()
        .content("Hola")
        .components(vec![CreateActionRow::Buttons(vec![join])]);
    direct.id.send_message(&bot.http, message).await.unwrap();
    let answer = ana.press("Unirme").await.unwrap();
    assert_eq!(answer.text(), "Te has unido");
    bot.notes.read(|notes| {
        let Interaction::Component(component) = &notes.interactions[0] else {
            panic!("a component");
        };
        assert_eq!(component.guild_id, None);
        assert_eq!(component.user.id.get(), ana.id());
    });
    assert_clean(&discord, &bot);
}
