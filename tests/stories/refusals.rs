//! What Discord refuses for good: the session goes on in the channel, or stands still until somebody
//! has mended what is wrong. Those concerned are told, and nothing is tried for ever.

use tertulia::local::{LoggedRequest, MessageView, permissions};

use crate::room::{Failure, Player, Room, rehearse};

const THREAD: &str = "Saludos en Python · sesión 1";
const MESSAGES: &str = "/channels/{channel_id}/messages";

/// Ana and Beto are in the first topic, in the session's thread.
async fn in_the_first_topic(room: &Room) -> Result<(), Failure> {
    let [ana, beto] = room.people(["Ana", "Beto"]);
    ana.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    ana.press("Comenzar").await?;
    room.expect_topic("saludar").await
}

/// What the bot wrote in the channel, oldest first.
fn in_channel(room: &Room) -> Vec<MessageView> {
    let channel = room.discord().channel_id();
    let messages = room.discord().messages().into_iter();
    messages.filter(|m| m.channel_id == channel).collect()
}

/// The first topic's pause panel in the thread.
fn panel(room: &Room) -> u64 {
    let messages = room.discord().messages();
    let panel = messages
        .iter()
        .find(|message| message.text().contains("Pausa: Saludar"));
    panel.unwrap().id
}

/// What the bot wrote to this person directly.
fn directly_to(player: &Player<'_>) -> Vec<MessageView> {
    let messages = player.person().messages().into_iter();
    messages.filter(|m| m.channel.is_empty()).collect()
}

/// Waits until no job is left that would post anything, and counts what Discord has refused.
async fn refused_at_rest(room: &Room) -> Result<usize, Failure> {
    loop {
        let jobs: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM graphile_worker.jobs WHERE task_identifier = 'deliver'",
        )
        .fetch_one(room.store().pool())
        .await?;
        if jobs == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let refused = |request: &&LoggedRequest| request.status >= 400;
    Ok(room.discord().requests().iter().filter(refused).count())
}

/// Fails unless the session goes on in the channel after a notice that says why and calls Ana, the
/// host, alone.
#[track_caller]
fn expect_moved(room: &Room, why: &str) {
    let messages = in_channel(room);
    let notices: Vec<&MessageView> = messages
        .iter()
        .filter(|message| message.content.contains("La sesión sigue aquí"))
        .collect();
    let [notice] = notices[..] else {
        panic!("{} notices", notices.len());
    };
    assert!(notice.content.contains(why), "{}", notice.content);
    assert_eq!(notice.pings, ["Ana"]);
    // The announcement was there before.
    assert_eq!(messages[1].id, notice.id);
}

/// Ana and Beto go on to the end, wherever the session is now.
async fn to_the_end(ana: &Player<'_>, beto: &Player<'_>) -> Result<(), Failure> {
    for _ in 0..2 {
        for person in [ana, beto] {
            person.confirms().await?;
        }
    }
    for person in [ana, beto] {
        person
            .press("Reflexión final")
            .await?
            .fill(&["Con la clase", "En casa", "El bucle"])
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_session_whose_thread_is_deleted_goes_on_in_the_channel() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        in_the_first_topic(room).await?;
        ana.ask("¿Y con emojis?").await?;
        room.discord().delete_channel(THREAD);
        beto.slash("/duda ¿Y por la tarde?").await?;
        expect_moved(room, "ya no existe");
        let texts: Vec<String> = in_channel(room).iter().map(MessageView::text).collect();
        for shown in [
            "Tema 1 de 2",
            "Pausa: Saludar",
            "La sesión está en marcha",
            "¿Y con emojis?",
            "¿Y por la tarde?",
        ] {
            let count = texts.iter().filter(|text| text.contains(shown)).count();
            assert_eq!(count, 1, "{shown}: {texts:#?}");
        }
        assert_eq!(refused_at_rest(room).await?, 1);
        let refused = room.take_violations();
        assert!(refused[0].contains("10003"), "{refused:#?}");

        to_the_end(&ana, &beto).await?;
        room.expect_shown("5. Observaciones adicionales").await?;
        assert_eq!(refused_at_rest(room).await?, 1);
        insta::assert_snapshot!(room.transcript());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_whose_thread_is_locked_goes_on_in_the_channel_and_its_old_buttons_work() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        in_the_first_topic(room).await?;
        let panel = panel(room);
        room.discord().lock_thread(THREAD);
        ana.ask("¿Y con emojis?").await?;
        expect_moved(room, "está bloqueado");
        // Who is still in the thread is told where the session is.
        beto.press_on(panel, "De otra forma")
            .await?
            .expect("Esta sesión sigue en #estudio")?;
        beto.slash("/estado")
            .await?
            .expect("Esta sesión sigue en #estudio")?;
        room.expect_shown("De otra forma: Saludar").await?;
        assert_eq!(refused_at_rest(room).await?, 1);
        let refused = room.take_violations();
        assert!(refused[0].contains("160005"), "{refused:#?}");
        to_the_end(&ana, &beto).await?;
        room.expect_shown("5. Observaciones adicionales").await?;
        assert_eq!(refused_at_rest(room).await?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_archived_thread_is_opened_again_and_the_session_stays_there() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        in_the_first_topic(room).await?;
        let panel = panel(room);
        room.discord().archive_thread(THREAD);
        ana.slash("/duda ¿Y con emojis?").await?;
        room.expect_shown("Ana pregunta").await?;
        assert_eq!(refused_at_rest(room).await?, 0);
        room.discord().archive_thread(THREAD);
        // Nothing but the panel changes, which does not open the thread by itself.
        let asked = ana.press_on(panel, "Lo tengo claro").await?;
        asked.choose_right_answers().await?;
        room.expect_shown("Confirmaron (1 de 2)").await?;
        assert_eq!(in_channel(room).len(), 1);
        let refused = room.take_violations();
        assert_eq!(refused.len(), 1, "{refused:#?}");
        assert!(refused[0].contains("50083"), "{refused:#?}");
        assert_eq!(refused_at_rest(room).await?, 1);
        beto.confirms().await?;
        room.expect_topic("repetir").await
    })
    .await;
}

#[tokio::test]
async fn a_thread_that_is_archived_and_locked_is_left() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana] = room.people(["Ana"]);
        in_the_first_topic(room).await?;
        let panel = panel(room);
        room.discord().lock_thread(THREAD);
        room.discord().archive_thread(THREAD);
        let asked = ana.press_on(panel, "Lo tengo claro").await?;
        asked.choose_right_answers().await?;
        expect_moved(room, "está archivado y no puedo reabrirlo");
        assert_eq!(refused_at_rest(room).await?, 2);
        room.take_violations();
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_that_may_not_write_in_threads_any_more_goes_on_in_the_channel() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana] = room.people(["Ana"]);
        in_the_first_topic(room).await?;
        let bits = permissions::BOT & !permissions::SEND_MESSAGES_IN_THREADS;
        room.discord().set_bot_permissions_in("estudio", bits);
        ana.ask("¿Y con emojis?").await?;
        expect_moved(room, "me falta el permiso «Enviar mensajes en hilos»");
        assert_eq!(refused_at_rest(room).await?, 1);
        room.take_violations();
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_report_that_its_thread_does_not_take_is_posted_in_the_channel() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana] = room.people(["Ana"]);
        in_the_first_topic(room).await?;
        room.discord().delete_channel(THREAD);
        ana.slash("/terminar").await?;
        room.expect_shown("5. Observaciones adicionales").await?;
        let texts: Vec<String> = in_channel(room).iter().map(MessageView::text).collect();
        assert_eq!(texts.len(), 3, "{texts:#?}");
        assert!(
            texts[1].contains("Por eso el informe va aquí"),
            "{texts:#?}"
        );
        assert_eq!(refused_at_rest(room).await?, 1);
        room.take_violations();
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_post_that_discord_would_take_nowhere_does_not_hold_up_the_others() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        ana.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        room.discord().fail_next("POST", MESSAGES, 400, 1);
        ana.press("Comenzar").await?;
        room.expect_topic("saludar").await?;
        room.expect_shown("### Ejercicio").await?;
        room.expect_hidden("Tema 1 de 2")?;
        let failures: Vec<String> =
            sqlx::query_scalar("SELECT key FROM deliveries WHERE failure IS NOT NULL")
                .fetch_all(room.store().pool())
                .await?;
        assert_eq!(failures, ["topic/saludar"]);
        let faults = room.take_faults();
        assert!(faults[0].contains("Discord refuses a post"), "{faults:#?}");
        assert_eq!(refused_at_rest(room).await?, 1);
        beto.press("Unirme").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_that_may_write_nowhere_pauses_until_somebody_has_mended_that() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        in_the_first_topic(room).await?;
        let bits = permissions::SEND_MESSAGES | permissions::SEND_MESSAGES_IN_THREADS;
        let without = permissions::BOT & !bits;
        room.discord().set_bot_permissions_in("estudio", without);
        ana.ask("¿Y con emojis?").await?;
        let wrong = "me falta el permiso «Enviar mensajes en hilos»";
        let told = directly_to(&ana);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].content.contains("está en pausa"), "{told:#?}");
        assert!(told[0].content.contains(wrong), "{told:#?}");
        assert_eq!(refused_at_rest(room).await?, 1);

        // Whoever does anything learns it; nothing is tried meanwhile.
        beto.press("Lo tengo claro").await?.expect(wrong)?;
        beto.press("De otra forma").await?.expect(wrong)?;
        beto.slash("/estado")
            .await?
            .expect("En pausa")?
            .expect(wrong)?;
        assert_eq!(refused_at_rest(room).await?, 1);

        // Once more for whoever insists, and no more.
        beto.slash("/continuar").await?.expect(wrong)?;
        assert_eq!(refused_at_rest(room).await?, 2);
        assert_eq!(directly_to(&ana).len(), 1);

        room.discord()
            .set_bot_permissions_in("estudio", permissions::BOT);
        beto.slash("/estado")
            .await?
            .expect("Ya tengo los permisos")?;
        let goes_on = beto.slash("/continuar").await?;
        goes_on.expect_not("No puedo publicar")?;
        for shown in ["¿Y con emojis?", "De otra forma: Saludar"] {
            let messages = room.discord().messages();
            let texts = messages.iter().map(MessageView::text);
            assert_eq!(texts.filter(|text| text.contains(shown)).count(), 1);
        }
        assert_eq!(in_channel(room).len(), 1, "the session has left its thread");
        assert_eq!(refused_at_rest(room).await?, 2);
        room.take_violations();
        ana.slash("/estado").await?.expect_not("En pausa")?;
        insta::assert_snapshot!(room.transcript());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_pauses_for_the_one_right_that_it_lacks_and_goes_on_with_all_it_owes() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        ana.person().refuse_direct_messages();
        let without = permissions::BOT & !permissions::ATTACH_FILES;
        room.discord().set_bot_permissions(without);
        ana.press("Comenzar").await?;
        room.expect_shown("Tema 1 de 2").await?;
        ana.slash("/estado")
            .await?
            .expect("me falta el permiso «Adjuntar archivos»")?;
        // The file, and the direct message to Ana.
        assert_eq!(refused_at_rest(room).await?, 2);
        room.discord().set_bot_permissions(permissions::BOT);
        ana.slash("/continuar").await?;
        room.expect_topic("saludar").await?;
        room.expect_shown("Ejemplo: hola.py").await?;
        let messages = room.discord().messages();
        let first = messages.iter().filter(|m| m.text().contains("Tema 1 de 2"));
        assert_eq!(first.count(), 1);
        let refused = room.take_violations();
        assert!(refused[0].contains("50013"), "{refused:#?}");
        assert!(refused[1].contains("50007"), "{refused:#?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_whose_channel_is_deleted_is_over_and_its_report_goes_to_the_host() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        in_the_first_topic(room).await?;
        room.discord().delete_channel("estudio");
        for person in [&ana, &beto] {
            person.person().go_to("informes")?;
        }
        // A client may still have the button.
        beto.press_id("t1:1:other:saludar:0").await?;
        let told = directly_to(&ana);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].content.contains("ya no existe"), "{told:#?}");
        assert_eq!(told[0].files.len(), 3);
        let at_rest = refused_at_rest(room).await?;
        ana.slash("/estado")
            .await?
            .expect("No hay ninguna sesión")?;
        assert_eq!(refused_at_rest(room).await?, at_rest);
        let reason: String = sqlx::query_scalar("SELECT end_reason FROM sessions")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(reason, "closed");
        room.take_violations();
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_report_that_no_channel_takes_goes_to_the_host() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana] = room.people(["Ana"]);
        in_the_first_topic(room).await?;
        let without = permissions::BOT & !permissions::ATTACH_FILES;
        room.discord().set_bot_permissions(without);
        ana.slash("/terminar").await?;
        let told = directly_to(&ana);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].content.contains("Te lo dejo aquí"), "{told:#?}");
        assert_eq!(told[0].files[0].name, "informe-1.pdf");
        assert_eq!(refused_at_rest(room).await?, 1);
        room.take_violations();
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_a_session_owes_waits_for_its_course_without_being_tried_again() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        let set_course = async |course: &str| {
            // A session from before courses were stored: it has the installed one, or none.
            sqlx::query("UPDATE sessions SET course_id = $1, course_hash = NULL")
                .bind(course)
                .execute(room.store().pool())
                .await
        };
        room.discord().fail_next("POST", MESSAGES, 503, 3);
        ana.person().slash("/empezar saludos").await?;
        room.discord()
            .until(|discord| discord.requests().iter().any(|r| r.status == 503))
            .await;
        set_course("otro").await?;
        refused_at_rest(room).await?;
        let failure: String = sqlx::query_scalar("SELECT min(failure) FROM deliveries")
            .fetch_one(room.store().pool())
            .await?;
        assert!(failure.contains("is not installed any more"), "{failure}");
        let faults = room.take_faults();
        assert_eq!(faults.len(), 1, "{faults:#?}");

        set_course("saludos").await?;
        ana.slash("/terminar").await?;
        room.expect_shown("no se registró ningún tema").await?;
        let failures: i64 = sqlx::query_scalar("SELECT count(failure) FROM deliveries")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(failures, 0);
        Ok(())
    })
    .await;
}
