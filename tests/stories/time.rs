//! What happens when people do nothing: reminders, the end of a wait, a rest, an abandoned session.
//! Time passes for the clock and for the queue alike.

use time::Duration;

use crate::room::{Failure, Player, Room, rehearse};

/// Marta calls a session, Ana, Beto and Carla join it, and the first topic is there.
async fn first_topic(room: &Room) -> Result<[Player<'_>; 4], Failure> {
    let people = room.people(["Marta", "Ana", "Beto", "Carla"]);
    let [marta, ana, beto, carla] = &people;
    marta.slash("/empezar saludos").await?;
    for learner in [ana, beto, carla] {
        learner.press("Unirme").await?;
    }
    marta.press("Comenzar").await?;
    room.expect_topic("saludar").await?;
    Ok(people)
}

const GROUP: [&str; 4] = ["Marta*", "Ana", "Beto", "Carla"];

/// Every call so far: whom it pinged.
fn calls(room: &Room) -> Vec<Vec<String>> {
    let messages = room.discord().messages().into_iter();
    messages
        .map(|message| message.pings)
        .filter(|pings| !pings.is_empty())
        .collect()
}

/// The last event of this type.
async fn last(room: &Room, kind: &str) -> Result<serde_json::Value, Failure> {
    let event = sqlx::query_scalar(
        "SELECT event FROM session_events WHERE type = $1 ORDER BY seq DESC LIMIT 1",
    )
    .bind(kind)
    .fetch_optional(room.store().pool())
    .await?;
    event.ok_or_else(|| format!("no {kind}").into())
}

#[tokio::test]
async fn only_those_who_are_pending_are_called_after_ten_minutes() {
    rehearse("saludos", &GROUP, async |room| {
        let [_, ana, _, _] = first_topic(room).await?;
        ana.confirms().await?;
        room.let_pass(Duration::minutes(7)).await?;
        assert!(calls(room).is_empty(), "nobody is called before it is time");
        room.let_pass(Duration::minutes(3)).await?;
        room.expect_shown("Beto, @Carla: el grupo espera a que confirmen **Saludar**")
            .await?;
        assert_eq!(calls(room), [["Beto", "Carla"]]);
        // Once is enough.
        room.let_pass(Duration::minutes(10)).await?;
        assert_eq!(calls(room).len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_acts_is_not_called() {
    rehearse("saludos", &GROUP, async |room| {
        let [_, ana, beto, _] = first_topic(room).await?;
        ana.confirms().await?;
        room.let_pass(Duration::minutes(6)).await?;
        beto.ask("¿Hay clase mañana?").await?;
        room.let_pass(Duration::minutes(5)).await?;
        room.expect_shown("@Carla, el grupo espera a que confirmes **Saludar**")
            .await?;
        assert_eq!(calls(room), [["Carla"]]);
        // Beto's own ten minutes are over, too.
        room.let_pass(Duration::minutes(6)).await?;
        assert_eq!(calls(room), [["Carla"], ["Beto"]]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn after_thirty_minutes_the_group_goes_on_without_who_is_silent() {
    rehearse("saludos", &GROUP, async |room| {
        let [marta, ana, beto, carla] = first_topic(room).await?;
        ana.confirms().await?;
        beto.confirms().await?;
        room.let_pass(Duration::minutes(10)).await?;
        room.expect_hidden("Pausa: Repetir")?;
        room.let_pass(Duration::minutes(20)).await?;
        room.expect_topic("repetir").await?;
        let closed = last(room, "pause_closed").await?;
        assert_eq!(closed["closed_by"], "timeout");
        let advance = last(room, "advance_attempted").await?;
        let pending = format!("learner:{}", carla.person().id());
        assert_eq!(advance["pending"], serde_json::json!([pending]));

        marta
            .slash("/estado")
            .await?
            .expect("Ya no se espera a:** Carla")?;
        let told = ana.slash("/estado").await?;
        told.expect_not("Ya no se espera a")?.expect_not("Faltan")?;

        // She comes back, and is waited for again.
        carla.ask("¿Hay clase mañana?").await?;
        marta
            .slash("/estado")
            .await?
            .expect("**Faltan:** Ana, Beto, Carla")?
            .expect_not("Ya no se espera a")?;
        ana.confirms().await?;
        beto.confirms().await?;
        room.expect_hidden("Para cerrar")?;
        carla.confirms().await?;
        room.expect_shown("Para cerrar").await
    })
    .await;
}

#[tokio::test]
async fn a_server_says_how_long_its_groups_wait() {
    rehearse("saludos", &GROUP, async |room| {
        let [marta] = room.people(["Marta"]);
        marta
            .slash("/configurar recordatorio:5 espera:15")
            .await?
            .expect("A quien lleva 5 min sin participar")?
            .expect("A los 15 min")?;
        let [_, ana, beto, _] = first_topic(room).await?;
        // What is set now is for the sessions to come.
        marta.slash("/configurar recordatorio:60 espera:90").await?;
        ana.confirms().await?;
        beto.confirms().await?;
        room.let_pass(Duration::minutes(4)).await?;
        assert_eq!(calls(room), [["Carla"]]);
        room.let_pass(Duration::minutes(10)).await?;
        room.expect_topic("repetir").await
    })
    .await;
}

#[tokio::test]
async fn when_nobody_who_is_there_is_missing_the_session_ends_by_itself() {
    rehearse("saludos", &GROUP, async |room| {
        let [marta, ana, beto, _] = first_topic(room).await?;
        for topic in ["repetir", "closing"] {
            marta.press("Avanzar igualmente").await?;
            if topic != "closing" {
                room.expect_topic(topic).await?;
            }
        }
        room.expect_shown("Para cerrar").await?;
        let words = ["Con la clase", "En casa", "El bucle"];
        ana.press("Reflexión final").await?.fill(&words).await?;
        beto.press("Reflexión final").await?.fill(&words).await?;
        room.let_pass(Duration::minutes(10)).await?;
        room.expect_shown("@Carla, solo falta tu **Reflexión final**")
            .await?;
        assert_eq!(calls(room), [["Carla"]]);
        room.let_pass(Duration::minutes(20)).await?;
        room.expect_shown("5. Observaciones adicionales").await?;
        room.expect_shown("Respondieron (2 de 2): Ana, Beto")
            .await?;
        assert_eq!(last(room, "session_ended").await?["reason"], "completed");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_that_nobody_uses_rests_after_two_hours_and_goes_on_with_the_first_click() {
    rehearse("saludos", &GROUP, async |room| {
        let [_, ana, beto, carla] = first_topic(room).await?;
        room.let_pass(Duration::minutes(119)).await?;
        room.expect_hidden("Sesión en pausa")?;
        room.let_pass(Duration::minutes(1)).await?;
        room.expect_shown("Sesión en pausa").await?;
        room.expect_shown("Nadie participó en dos horas").await?;
        ana.slash("/estado").await?.expect("En pausa")?;
        // Nobody is called while the session rests.
        let before = calls(room).len();
        room.let_pass(Duration::days(1)).await?;
        assert_eq!(calls(room).len(), before);
        // To look at a check question is to be back.
        beto.press("Lo tengo claro")
            .await?
            .choose_right_answers()
            .await?;
        room.expect_shown("La pausa terminó").await?;
        assert!(!ana.sees_button("Continuar"));
        ana.confirms().await?;
        carla.confirms().await?;
        room.expect_topic("repetir").await
    })
    .await;
}

#[tokio::test]
async fn a_session_that_rests_goes_on_with_its_button_too() {
    rehearse("saludos", &GROUP, async |room| {
        let [_, ana, _, _] = first_topic(room).await?;
        room.let_pass(Duration::hours(3)).await?;
        room.expect_shown("Sesión en pausa").await?;
        ana.press("Continuar").await?.expect("La sesión continúa")?;
        room.expect_shown("La pausa terminó").await?;
        ana.press_id("t1:1:resume:1")
            .await?
            .expect("La sesión no está en pausa")?;
        // The waiting begins anew.
        let before = calls(room).len();
        room.let_pass(Duration::minutes(9)).await?;
        assert_eq!(calls(room).len(), before);
        room.let_pass(Duration::minutes(2)).await?;
        assert_eq!(calls(room).len(), before + 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_that_nobody_comes_back_to_ends_after_seven_days_with_its_report() {
    rehearse("saludos", &GROUP, async |room| {
        let [_, ana, ..] = first_topic(room).await?;
        ana.confirms().await?;
        room.let_pass(Duration::hours(2)).await?;
        room.expect_shown("Sesión en pausa").await?;
        room.let_pass(Duration::days(6)).await?;
        room.expect_hidden("La sesión terminó")?;
        room.let_pass(Duration::hours(22)).await?;
        room.expect_shown("5. Observaciones adicionales").await?;
        assert_eq!(last(room, "session_ended").await?["reason"], "abandoned");
        let report = room.discord().messages();
        let report = report.iter().find(|m| m.text().contains("informe-1.md"));
        let channel = &report.ok_or("no report")?.channel;
        assert!(channel.contains("sesión 1"), "{channel}");
        ana.press_id("t1:1:confirm:saludar")
            .await?
            .expect("ya terminó")?;
        // The channel is free for another one.
        ana.person().go_to("estudio")?;
        ana.slash("/empezar saludos")
            .await?
            .expect("está abierta")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_lobby_that_nobody_begins_ends_after_seven_days() {
    rehearse("saludos", &GROUP, async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        room.let_pass(Duration::days(6)).await?;
        room.expect_shown("Sala de espera").await?;
        room.let_pass(Duration::days(1)).await?;
        room.expect_shown("La sesión terminó").await
    })
    .await;
}

#[tokio::test]
async fn a_majority_does_not_wait_for_the_silent_either() {
    rehearse("saludos", &GROUP, async |room| {
        let [marta] = room.people(["Marta"]);
        marta.slash("/configurar regla:mayoría").await?;
        let [_, ana, ..] = first_topic(room).await?;
        ana.confirms().await?;
        room.let_pass(Duration::minutes(10)).await?;
        assert_eq!(calls(room), [["Beto", "Carla"]]);
        room.let_pass(Duration::minutes(20)).await?;
        room.expect_topic("repetir").await
    })
    .await;
}
