//! Who may do what, and when the group moves on.

use tertulia::local::permissions;

use crate::room::rehearse;

#[tokio::test]
async fn host_and_moderators_can_go_on_and_the_report_says_so() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        ana.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        beto.press("Comenzar")
            .await?
            .expect("Solo puede hacerlo quien dirige")?;
        ana.press("Comenzar").await?;
        ana.confirms().await?;
        beto.press("Avanzar igualmente")
            .await?
            .expect("Solo puede hacerlo quien dirige")?;
        room.expect_hidden("Pausa: Repetir")?;
        marta
            .press("Avanzar igualmente")
            .await?
            .expect("El grupo avanza")?;
        room.expect_topic("repetir").await?;
        let result: (String, String) = sqlx::query_as(
            "SELECT event ->> 'result', event ->> 'pending' FROM session_events
             WHERE type = 'advance_attempted'",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert_eq!(result.0, "forced");
        assert_eq!(result.1, format!(r#"["learner:{}"]"#, beto.person().id()));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_joins_in_mid_topic_is_waited_for_from_the_next_one_on() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        beto.press("Unirme").await?.expect("Ponte al día")?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        ana.confirms().await?;
        room.expect_shown("Confirmaron (1 de 2)").await?;
        room.expect_hidden("Para cerrar")?;
        beto.confirms().await?;
        room.expect_shown("Para cerrar").await
    })
    .await;
}

#[tokio::test]
async fn who_joins_at_the_closing_is_told_of_the_reflection() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        ana.confirms().await?;
        ana.confirms().await?;
        room.expect_shown("Para cerrar").await?;
        beto.press("Unirme").await?.expect("Reflexión final")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_a_reflection_that_is_not_taken() {
    rehearse("saludos", &["Marta*", "Ana", "Beto", "Eva"], async |room| {
        let [marta, ana, beto, eva] = room.people(["Marta", "Ana", "Beto", "Eva"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        marta.press("Comenzar").await?;
        ana.press_id("t1:1:reflect")
            .await?
            .expect("llega después del último tema")?;
        for learner in [&ana, &beto, &ana, &beto] {
            learner.confirms().await?;
        }
        eva.press("Reflexión final")
            .await?
            .expect("pulsa primero **Unirme**")?;
        let words = ["Con la clase", "En casa", "El bucle"];
        ana.press("Reflexión final").await?.fill(&words).await?;
        ana.press("Reflexión final")
            .await?
            .expect("¡Gracias por tu reflexión!")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_servers_rule_majority_is_kept() {
    rehearse(
        "saludos",
        &["Marta*", "Ana", "Beto", "Carla"],
        async |room| {
            let guild = room.guild();
            sqlx::query(
                "INSERT INTO guild_settings (guild_id, advance_rule) VALUES ($1, 'majority')",
            )
            .bind(guild)
            .execute(room.store().pool())
            .await?;
            let [marta, ana, beto, carla] = room.people(["Marta", "Ana", "Beto", "Carla"]);
            marta.slash("/empezar saludos").await?;
            for learner in [&ana, &beto, &carla] {
                learner.press("Unirme").await?;
            }
            marta.press("Comenzar").await?;
            ana.confirms().await?;
            room.expect_hidden("Pausa: Repetir")?;
            carla.confirms().await?;
            room.expect_topic("repetir").await
        },
    )
    .await;
}

#[tokio::test]
async fn a_session_has_the_rule_that_it_was_called_with() {
    rehearse(
        "saludos",
        &["Marta*", "Ana", "Beto", "Carla"],
        async |room| {
            let [marta, ana, beto, carla] = room.people(["Marta", "Ana", "Beto", "Carla"]);
            marta.slash("/configurar regla:anfitrión").await?;
            ana.slash("/empezar curso:saludos regla:mayoría").await?;
            room.expect_shown("cuando más de la mitad confirma").await?;
            for learner in [&ana, &beto, &carla] {
                learner.press("Unirme").await?;
            }
            ana.press("Comenzar").await?;
            ana.confirms().await?;
            room.expect_hidden("Pausa: Repetir")?;
            beto.confirms().await?;
            room.expect_topic("repetir").await
        },
    )
    .await;
}

#[tokio::test]
async fn a_group_that_its_host_leads_on_waits_for_the_host() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        ana.slash("/empezar curso:saludos regla:anfitrión").await?;
        room.expect_shown("cuando lo decide quien dirige la sesión")
            .await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        ana.press("Comenzar").await?;
        ana.confirms().await?;
        beto.confirms().await?;
        room.expect_shown("Confirmaron (2 de 2)").await?;
        room.expect_hidden("Pausa: Repetir")?;
        ana.press("Avanzar igualmente")
            .await?
            .expect("El grupo avanza")?;
        room.expect_topic("repetir").await?;
        let result: String = sqlx::query_scalar(
            "SELECT event ->> 'result' FROM session_events WHERE type = 'advance_attempted'",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert_eq!(result, "granted", "under this rule it is not forced");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_group_whose_host_is_silent_gets_another_one() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        ana.slash("/empezar curso:saludos regla:anfitrión").await?;
        beto.press("Unirme").await?;
        ana.press("Comenzar").await?;
        beto.confirms().await?;
        room.let_pass(time::Duration::minutes(29)).await?;
        room.expect_hidden("ahora diriges")?;
        room.let_pass(time::Duration::minutes(1)).await?;
        room.expect_shown("@Beto, ahora diriges la sesión").await?;
        beto.press("Avanzar igualmente").await?;
        room.expect_topic("repetir").await
    })
    .await;
}

#[tokio::test]
async fn a_server_sets_its_rule_and_keeps_it() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta
            .slash("/configurar")
            .await?
            .expect("El grupo avanza como diga cada curso")?
            .expect("A quien lleva 10 min")?
            .expect("A los 30 min")?;
        marta
            .slash("/configurar regla:mayoría")
            .await?
            .expect("cuando más de la mitad confirma")?
            .expect("A quien lleva 10 min")?;
        marta
            .slash("/configurar espera:20")
            .await?
            .expect("cuando más de la mitad confirma")?
            .expect("A los 20 min")?;
        marta
            .slash("/configurar recordatorio:20")
            .await?
            .expect("20 minutos de espera no alcanzan")?;
        marta.slash("/configurar").await?.expect("lleva 10 min")?;

        // Moderating is not administering; nor is leading a session.
        marta
            .person()
            .set_permissions(permissions::MODERATOR & !permissions::MANAGE_GUILD);
        for person in [&marta, &ana] {
            let refused = person.person().slash("/configurar regla:todos").await;
            assert!(refused.is_err(), "Discord does not even show it");
            person
                .slash_despite_permissions("/configurar regla:todos")
                .await?
                .expect("Gestionar servidor")?;
        }

        for session in ["1", "2"] {
            ana.person().go_to("estudio")?;
            beto.person().go_to("estudio")?;
            ana.slash("/empezar saludos").await?;
            ana.person().go_back();
            beto.person().go_back();
            room.expect_shown("cuando más de la mitad confirma").await?;
            ana.press("Unirme").await?;
            beto.press("Unirme").await?;
            ana.press("Comenzar").await?;
            ana.slash("/terminar").await?;
            let rule: String =
                sqlx::query_scalar("SELECT advance_rule FROM sessions WHERE id = $1::bigint")
                    .bind(session.parse::<i64>()?)
                    .fetch_one(room.store().pool())
                    .await?;
            assert_eq!(rule, "majority");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_in_a_channel_without_threads_goes_on_in_the_channel() {
    rehearse("saludos", &["Ana"], async |room| {
        let discord = room.discord();
        discord.set_bot_permissions(permissions::BOT & !permissions::CREATE_PUBLIC_THREADS);
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;
        room.expect_topic("saludar").await?;
        let channels: std::collections::BTreeSet<String> = discord
            .messages()
            .into_iter()
            .map(|message| message.channel)
            .collect();
        assert_eq!(channels.into_iter().collect::<Vec<_>>(), ["estudio"]);
        Ok(())
    })
    .await;
}
