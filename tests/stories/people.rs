//! Leaving, handing over, coming back, and what people know already.

use crate::room::{Failure, Room, rehearse};

const GROUP: [&str; 4] = ["Marta*", "Ana", "Beto", "Carla"];

/// The names of the host and of those who take part, as the tables have them.
async fn tables(room: &Room) -> Result<(String, Vec<String>), Failure> {
    let pool = room.store().pool();
    let host = sqlx::query_scalar("SELECT host_name FROM sessions")
        .fetch_one(pool)
        .await?;
    let there = sqlx::query_scalar(
        "SELECT display_name FROM participants WHERE left_at IS NULL ORDER BY display_name",
    )
    .fetch_all(pool)
    .await?;
    Ok((host, there))
}

#[tokio::test]
async fn who_leaves_is_not_waited_for() {
    rehearse("saludos", &GROUP, async |room| {
        let [marta, ana, beto, carla] = room.people(["Marta", "Ana", "Beto", "Carla"]);
        marta.slash("/empezar saludos").await?;
        for learner in [&ana, &beto, &carla] {
            learner.press("Unirme").await?;
        }
        carla.press("Salir").await?.expect("Saliste de la sesión")?;
        room.expect_shown("Participan (2): Ana, Beto").await?;
        carla
            .press("Salir")
            .await?
            .expect("pulsa primero **Unirme**")?;
        marta.press("Comenzar").await?;
        ana.confirms().await?;
        room.expect_hidden("Pausa: Repetir")?;
        beto.slash("/salir").await?.expect("Lo que hiciste queda")?;
        room.expect_topic("repetir").await?;
        room.expect_shown("Participan (1): Ana").await?;
        assert_eq!(tables(room).await?.1, ["Ana"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_finds_what_they_did_and_is_waited_for_from_the_next_topic_on() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        marta.press("Comenzar").await?;
        beto.confirms().await?;
        beto.press("Salir").await?;
        room.expect_shown("Confirmaron (0 de 1)").await?;
        beto.press("Lo tengo claro")
            .await?
            .expect("pulsa primero **Unirme**")?;
        beto.press("Unirme").await?.expect("Ponte al día")?;
        room.expect_shown("Confirmaron (1 de 2): Beto").await?;
        beto.press("Lo tengo claro").await?.expect("Saludar")?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        ana.confirms().await?;
        room.expect_hidden("Para cerrar")?;
        beto.confirms().await?;
        room.expect_shown("Para cerrar").await?;
        assert_eq!(tables(room).await?.1, ["Ana", "Beto"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_host_who_leaves_hands_over_to_a_moderator_who_takes_part() {
    rehearse("saludos", &GROUP, async |room| {
        let [marta, ana, beto, carla] = room.people(["Marta", "Ana", "Beto", "Carla"]);
        ana.slash("/empezar saludos").await?;
        for person in [&ana, &beto, &marta, &carla] {
            person.press("Unirme").await?;
        }
        room.expect_shown("Dirige la sesión: Ana").await?;
        ana.press("Comenzar").await?;
        ana.press("Salir").await?.expect("Saliste de la sesión")?;
        room.expect_shown("@Marta, ahora diriges la sesión").await?;
        room.expect_shown("Dirige la sesión: Marta").await?;
        let pings: Vec<String> = room
            .discord()
            .messages()
            .into_iter()
            .flat_map(|message| message.pings)
            .collect();
        assert_eq!(pings, ["Marta"], "only the new host is called");
        assert_eq!(tables(room).await?.0, "Marta");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_a_moderator_the_longest_standing_learner_leads() {
    rehearse("saludos", &["Ana", "Beto", "Carla"], async |room| {
        let [ana, beto, carla] = room.people(["Ana", "Beto", "Carla"]);
        ana.slash("/empezar saludos").await?;
        for learner in [&carla, &ana, &beto] {
            learner.press("Unirme").await?;
        }
        ana.press("Comenzar").await?;
        beto.press("Avanzar igualmente")
            .await?
            .expect("Solo puede hacerlo quien dirige la sesión")?;
        ana.slash("/salir").await?;
        room.expect_shown("@Carla, ahora diriges la sesión").await?;
        beto.press("Avanzar igualmente")
            .await?
            .expect("Solo puede hacerlo quien dirige la sesión")?;
        carla
            .press("Avanzar igualmente")
            .await?
            .expect("El grupo avanza")?;
        room.expect_topic("repetir").await?;
        // Who comes back does not take the session back.
        ana.press("Unirme").await?;
        ana.slash("/pausar")
            .await?
            .expect("Solo puede hacerlo quien dirige la sesión")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_host_who_does_not_take_part_can_hand_over_too() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        ana.slash("/empezar saludos").await?;
        ana.press("Salir")
            .await?
            .expect("no hay a quién dejársela")?;
        beto.press("Unirme").await?;
        ana.press("Salir").await?.expect("Saliste de la sesión")?;
        room.expect_shown("@Beto, ahora diriges la sesión").await?;
        ana.press("Comenzar").await?.expect("Solo puede hacerlo")?;
        beto.press("Comenzar").await?.expect("¡Empezamos!")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_next_who_joins_leads_a_lobby_that_its_host_left_alone() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        ana.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        ana.press("Salir").await?.expect("Saliste de la sesión")?;
        beto.press("Unirme").await?;
        room.expect_shown("@Beto, ahora diriges la sesión").await?;
        assert_eq!(
            tables(room).await?,
            ("Beto".to_owned(), vec!["Beto".to_owned()])
        );
        beto.press("Comenzar").await?.expect("¡Empezamos!")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_host_who_left_alone_and_comes_back_still_leads() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        ana.press("Salir").await?;
        ana.press("Unirme").await?.expect("Ya participas")?;
        ana.press("Comenzar").await?.expect("¡Empezamos!")?;
        room.expect_hidden("ahora diriges")
    })
    .await;
}

#[tokio::test]
async fn what_a_learner_knows_is_asked_once_and_shown_where_it_connects() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme")
            .await?
            .expect("¿Qué de esto conoces ya?")?;
        ana.choose("Elige lo que ya conoces", &["Sistemas operativos"])
            .await?
            .expect("Anotado")?;
        ana.press("Unirme")
            .await?
            .expect_not("¿Qué de esto conoces ya?")?;
        ana.press("Salir").await?;
        ana.press("Unirme")
            .await?
            .expect("Ya participas")?
            .expect_not("¿Qué de esto conoces ya?")?;
        beto.press("Unirme").await?;
        beto.choose("Elige lo que ya conoces", &["Nada de esto todavía"])
            .await?
            .expect("Anotado")?;
        marta.press("Comenzar").await?;
        room.expect_shown("Para quien ya lo conoce (Ana)").await?;
        ana.press("Lo conecto con esto")
            .await?
            .expect("lo conectas con sistemas operativos")?;
        let told: Vec<serde_json::Value> = sqlx::query_scalar(
            "SELECT event -> 'domains' FROM session_events WHERE type = 'prior_knowledge_told'
             ORDER BY seq",
        )
        .fetch_all(room.store().pool())
        .await?;
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert_eq!(told, [r#"["sistemas operativos"]"#, "[]"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_group_sees_the_connections_that_fit_what_it_knows() {
    rehearse("multiprocessing", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        ana.slash("/empezar multiprocessing").await?;
        ana.press("Unirme").await?;
        ana.choose("Elige lo que ya conoces", &["Programación en general"])
            .await?;
        beto.press("Unirme").await?;
        ana.press("Comenzar").await?;
        room.expect_topic("fundamentos").await?;
        room.expect_shown("Conexión con programación en general")
            .await?;
        room.expect_hidden("Conexión con sistemas operativos")?;
        // Nobody knows what this topic connects with: one connection is shown all the same.
        ana.press("Ir a otro tema").await?;
        ana.choose("Elige un tema", &["Sincronización"]).await?;
        room.expect_topic("sincronizacion").await?;
        room.expect_shown("Conexión con sistemas operativos")
            .await?;
        room.expect_hidden("Conexión con bases de datos")?;
        // Beto tells later, and it counts from then on.
        beto.choose("Elige lo que ya conoces", &["Programación funcional"])
            .await?;
        ana.press("Ir a otro tema").await?;
        ana.choose("Elige un tema", &["Pool"]).await?;
        room.expect_shown("Conexión con programación funcional")
            .await?;
        room.expect_shown("Para quien ya lo conoce (Beto)").await
    })
    .await;
}

#[tokio::test]
async fn only_who_takes_part_tells_what_they_know() {
    rehearse("saludos", &["Ana", "Eva"], async |room| {
        let [ana, eva] = room.people(["Ana", "Eva"]);
        ana.slash("/empezar saludos").await?;
        eva.press_id("t1:1:knows")
            .await?
            .expect("pulsa primero **Unirme**")?;
        Ok(())
    })
    .await;
}
