//! The channel for reports: each report is posted there as well, once; what is wrong with it is told,
//! and is no trouble of the session.

use tertulia::local::{MessageView, permissions};

use crate::{
    cluster::Database,
    crash::{BotProcess, PATIENCE, press, settled, shown, stage, within},
    reports::{PEOPLE, begun, violations_with},
    room::{Player, Room, rehearse},
};

const REPORT: &str = "Aquí está el informe de la sesión";
const MESSAGES: &str = "/channels/{channel_id}/messages";
const THREAD: &str = "Saludos en Python · sesión 1";

/// The posted reports, oldest first.
fn reports(room: &Room) -> Vec<MessageView> {
    let messages = room.discord().messages().into_iter();
    messages.filter(|m| m.content.contains(REPORT)).collect()
}

/// Where they are.
fn places(room: &Room) -> Vec<String> {
    reports(room).into_iter().map(|m| m.channel).collect()
}

fn directly_to(player: &Player<'_>) -> Vec<String> {
    let messages = player.person().messages().into_iter();
    let direct = messages.filter(|m| m.channel.is_empty());
    direct.map(|m| m.text()).collect()
}

#[tokio::test]
async fn each_report_is_posted_in_the_channel_for_reports_as_well() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = room.people(["Marta", "Ana", "Beto"]);
        marta
            .slash("/configurar canal_informes:#informes")
            .await?
            .expect("Cada informe se publica también en #informes")?;
        begun(room).await?;
        marta.slash("/terminar").await?;
        assert_eq!(places(room), [THREAD, "informes"]);
        for report in reports(room) {
            let names: Vec<&str> = report.files.iter().map(|file| file.name.as_str()).collect();
            assert_eq!(names, ["informe-1.pdf", "informe-1.md", "informe-1.png"]);
        }
        let [thread, copy] = &reports(room)[..] else {
            unreachable!("two places");
        };
        let files = |message: &MessageView| room.discord().files_of(message.id);
        for (here, there) in files(thread).iter().zip(files(copy)) {
            assert!(here.bytes == there.bytes, "{} differs", here.file_name);
        }
        // It was read, and nobody who reads it there can do anything to the session.
        assert!(copy.rows.is_empty());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_in_the_channel_for_reports_has_its_report_there_once() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/configurar canal_informes:#estudio").await?;
        let no_threads = permissions::BOT & !permissions::CREATE_PUBLIC_THREADS;
        room.discord().set_bot_permissions(no_threads);
        begun(room).await?;
        marta.slash("/terminar").await?;
        assert_eq!(places(room), ["estudio"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_channel_that_takes_no_posts_is_not_chosen() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = room.people(["Marta", "Ana", "Beto"]);
        let silent = permissions::BOT & !permissions::ATTACH_FILES & !permissions::SEND_MESSAGES;
        room.discord().set_bot_permissions_in("informes", silent);
        marta
            .slash("/configurar canal_informes:#informes")
            .await?
            .expect(
                "en #informes: me faltan los permisos «Enviar mensajes», «Adjuntar archivos»",
            )?;
        room.discord().set_bot_permissions_in("informes", 0);
        marta
            .slash("/configurar canal_informes:#informes")
            .await?
            .expect("no tengo acceso")?;
        violations_with(room, &["50001"]);
        marta.slash("/configurar").await?.expect("en ningún otro")?;
        ana.slash_despite_permissions("/configurar canal_informes:#informes")
            .await?
            .expect("Solo puede hacerlo quien administra el servidor")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_server_takes_its_channel_for_reports_back() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/configurar canal_informes:#informes").await?;
        marta
            .slash("/configurar canal_informes:#informes sin_canal_informes:sí")
            .await?
            .expect("no las dos cosas")?;
        marta
            .slash("/configurar sin_canal_informes:sí")
            .await?
            .expect("en ningún otro")?;
        begun(room).await?;
        marta.slash("/terminar").await?;
        assert_eq!(places(room), [THREAD]);
        // Chosen again, it gets the reports of what ends from now on, not what was over before.
        marta.slash("/configurar canal_informes:#informes").await?;
        let [_, ana, _] = room.people(["Marta", "Ana", "Beto"]);
        ana.slash("/mi-informe").await?;
        ana.press("Borrar").await?;
        ana.choose("Elige la duda que quieres borrar", &["¿Y con emojis?"])
            .await?;
        ana.press("Borrar para siempre").await?;
        assert_eq!(places(room), [THREAD]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_channel_that_takes_reports_no_more_is_told_of_and_holds_up_nothing() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/configurar canal_informes:#informes").await?;
        begun(room).await?;
        let silent = permissions::BOT & !permissions::ATTACH_FILES;
        room.discord().set_bot_permissions_in("informes", silent);
        marta.slash("/terminar").await?;
        assert_eq!(places(room), [THREAD]);
        let told = directly_to(&marta);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(
            told[0].contains("me falta el permiso «Adjuntar archivos»"),
            "{told:#?}"
        );
        violations_with(room, &["50013"]);
        marta
            .slash("/informe sesion:1 formato:Markdown")
            .await?
            .expect("No puedo publicar informes en #informes")?;
        // Nothing tries it again, also when the report is made anew.
        ana.slash("/mi-informe").await?;
        ana.press("Corregir").await?;
        ana.choose("Elige una duda", &["¿Y con emojis?"]).await?;
        ana.choose("El tipo de duda", &["causa (¿por qué?)"])
            .await?;
        assert_eq!(places(room), [THREAD]);
        assert_eq!(directly_to(&marta).len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_channel_for_reports_that_was_deleted_is_told_of() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/configurar canal_informes:#informes").await?;
        begun(room).await?;
        room.discord().delete_channel("informes");
        marta.person().refuse_direct_messages();
        marta.slash("/terminar").await?;
        assert_eq!(places(room), [THREAD]);
        violations_with(room, &["10003", "50007"]);
        marta
            .slash("/informe sesion:1 formato:Markdown")
            .await?
            .expect("El canal de informes de este servidor ya no existe")?;
        Ok(())
    })
    .await;
}

/// Ana alone is on the first topic; reports go to `informes` as well.
async fn in_the_first_topic() -> (
    tertulia::local::LocalDiscord,
    tertulia::local::Person,
    Database,
    BotProcess,
) {
    let (discord, ana, database) = stage().await;
    let marta = discord.add_person("Marta", true);
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    let set = marta.slash("/configurar canal_informes:#informes").await;
    assert!(set.unwrap().text().contains("#informes"));
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    settled(&discord, &database.store).await;
    (discord, ana, database, bot)
}

/// The bot dies after it has posted a report in this channel and before it knows that; how old that is
/// is up to the caller, who makes it old. Then another bot goes on.
async fn dies_while_posting(place: &str, makes_old: bool) {
    let (discord, ana, database, bot) = in_the_first_topic().await;
    discord.hang_next_in(place, "POST", MESSAGES, 1);
    ana.slash("/terminar").await.unwrap();
    let is_there = |discord: &tertulia::local::LocalDiscord| {
        let messages = discord.messages();
        messages
            .iter()
            .any(|m| m.channel == place && m.content.contains(REPORT))
    };
    within(PATIENCE, "the report", &discord, discord.until(is_there)).await;
    bot.kill_on(&discord).await;
    if makes_old {
        // Discord has forgotten the nonce; the message is looked for.
        let older = sqlx::query(
            "UPDATE posts SET attempted_at = attempted_at - interval '3 minutes' WHERE message_id IS NULL",
        );
        let older = older.execute(database.store.pool()).await.unwrap();
        assert_eq!(older.rows_affected(), 1);
    }
    let _bot = BotProcess::start(&discord, &database);
    let connected = discord.until(tertulia::local::LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    settled(&discord, &database.store).await;
    let places: Vec<String> = discord
        .messages()
        .into_iter()
        .filter(|m| m.content.contains(REPORT))
        .map(|m| m.channel)
        .collect();
    assert_eq!(places, [THREAD, "informes"], "{}", discord.transcript());
    database.remove().await;
}

#[tokio::test]
async fn a_bot_that_dies_while_it_posts_the_report_posts_it_once() {
    dies_while_posting(THREAD, false).await;
}

#[tokio::test]
async fn a_bot_that_dies_while_it_posts_the_copy_posts_it_once() {
    dies_while_posting("informes", false).await;
}

#[tokio::test]
async fn a_report_that_was_posted_long_before_the_restart_is_found_again() {
    dies_while_posting(THREAD, true).await;
}

#[tokio::test]
async fn a_copy_that_was_posted_long_before_the_restart_is_found_again() {
    dies_while_posting("informes", true).await;
}
