//! The group's plan: chosen and reordered in the lobby; skipped and revisited by its host.

use crate::room::{Failure, Room, rehearse};

/// The topics of the plan, as the newest event that has it says.
async fn plan(room: &Room) -> Result<Vec<String>, Failure> {
    let topics = sqlx::query_scalar(
        "SELECT jsonb_path_query_array(event, '$.plan[*].topic') FROM session_events
         WHERE event ? 'plan' ORDER BY seq DESC LIMIT 1",
    )
    .fetch_one(room.store().pool())
    .await?;
    Ok(serde_json::from_value(topics)?)
}

/// How each topic was started, in order.
async fn starts(room: &Room) -> Result<Vec<String>, Failure> {
    Ok(sqlx::query_scalar(
        "SELECT (event ->> 'topic') || ' ' || (event ->> 'via') FROM session_events
         WHERE type = 'topic_started' ORDER BY seq",
    )
    .fetch_all(room.store().pool())
    .await?)
}

#[tokio::test]
async fn the_group_chooses_and_reorders_its_topics_in_the_lobby() {
    rehearse("multiprocessing", &["Marta*", "Ana", "Eva"], async |room| {
        let [marta, ana, eva] = room.people(["Marta", "Ana", "Eva"]);
        marta.slash("/empezar multiprocessing").await?;
        eva.press("Elegir temas")
            .await?
            .expect("pulsa primero **Unirme**")?;
        ana.press("Unirme").await?;
        ana.press("Elegir temas")
            .await?
            .expect("El plan de la sesión")?
            .expect("**6.** Memoria compartida")?;
        let chosen = [
            "Fundamentos",
            "Creación de procesos",
            "Sincronización",
            "Pool",
        ];
        ana.choose("Elige los temas", &chosen)
            .await?
            .expect("**4.** Pool")?
            .expect_not("Memoria compartida ·")?;
        room.expect_shown("**4.** Pool").await?;
        room.expect_hidden("**5.**")?;
        ana.choose("Sube un tema un lugar", &["Pool"])
            .await?
            .expect("**3.** Pool")?;
        room.expect_shown("**3.** Pool").await?;
        assert_eq!(
            plan(room).await?,
            ["fundamentos", "creacion", "pool", "sincronizacion"]
        );
        // One that comes back takes its place after those that the course has before it.
        let chosen = [&chosen[..], &["Memoria compartida"]].concat();
        marta.press("Elegir temas").await?;
        marta.choose("Elige los temas", &chosen).await?;
        room.expect_shown("**5.** Memoria compartida").await?;
        assert_eq!(
            plan(room).await?,
            [
                "fundamentos",
                "creacion",
                "pool",
                "sincronizacion",
                "memoria"
            ]
        );
        marta.press("Comenzar").await?;
        room.expect_shown("Tema 1 de 5: Fundamentos").await?;
        // The menu is still on Ana's screen, and too late.
        ana.choose("Elige los temas", &["Fundamentos"])
            .await?
            .expect("La sesión ya empezó")?;
        ana.press_id("t1:1:plan")
            .await?
            .expect("La sesión ya empezó")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_report_says_who_proposed_the_plan() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        ana.press("Elegir temas").await?;
        ana.choose("Sube un tema un lugar", &["Repetir"])
            .await?
            .expect("**1.** Repetir")?;
        marta.press("Comenzar").await?;
        room.expect_topic("repetir").await?;
        ana.confirms().await?;
        room.expect_topic("saludar").await?;
        marta.slash("/terminar").await?;
        room.expect_shown("El esquema de temas lo propuso").await?;
        room.expect_hidden("El esquema de temas fue el del curso")
    })
    .await;
}

#[tokio::test]
async fn a_menu_of_somebody_else_s_plan_shows_the_plan_as_it_is() {
    rehearse("multiprocessing", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        ana.slash("/empezar multiprocessing").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        ana.press("Elegir temas").await?;
        beto.press("Elegir temas").await?;
        ana.choose("Elige los temas", &["Fundamentos", "Pool"])
            .await?;
        // Beto's menus still show all six.
        beto.choose("Sube un tema un lugar", &["Sincronización"])
            .await?
            .expect("no está en esta sesión")?;
        beto.choose("Sube un tema un lugar", &["Pool"]).await?;
        let now = plan(room).await?;
        assert_eq!(now.len(), 2, "{now:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_host_skips_a_topic_and_goes_back_to_it() {
    rehearse("multiprocessing", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar multiprocessing").await?;
        ana.press("Unirme").await?;
        marta
            .press_id("t1:1:topics")
            .await?
            .expect("todavía no empieza")?;
        marta.press("Comenzar").await?;
        room.expect_topic("fundamentos").await?;
        ana.press("Ir a otro tema")
            .await?
            .expect("Solo puede hacerlo quien dirige la sesión")?;
        ana.press_id("t1:1:goto")
            .await?
            .expect("versión anterior")?;
        marta
            .press("Ir a otro tema")
            .await?
            .expect("¿A qué tema pasa el grupo?")?;
        marta
            .choose("Elige un tema", &["Pool"])
            .await?
            .expect("El grupo pasa a **Pool**")?;
        room.expect_topic("pool").await?;
        // Back to an earlier one, and then on from where they were.
        marta.press("Ir a otro tema").await?;
        marta.choose("Elige un tema", &["Fundamentos"]).await?;
        room.expect_shown("De vuelta en: Fundamentos").await?;
        let shown = room
            .visible_text()
            .matches("Tema 1 de 6: Fundamentos")
            .count();
        assert_eq!(shown, 1, "what was shown is not shown again");
        ana.confirms().await?;
        room.expect_shown("De vuelta en: Pool").await?;
        ana.confirms().await?;
        room.expect_topic("memoria").await?;
        assert_eq!(
            starts(room).await?,
            [
                "fundamentos plan",
                "pool skip",
                "fundamentos revisit",
                "pool revisit",
                "memoria plan"
            ]
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_group_goes_back_from_the_closing_too() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        marta.press("Comenzar").await?;
        for learner in [&ana, &beto, &ana, &beto] {
            learner.confirms().await?;
        }
        room.expect_shown("Para cerrar").await?;
        let words = ["Con la clase", "En casa", "El bucle"];
        ana.press("Reflexión final").await?.fill(&words).await?;
        marta.press("Ir a otro tema").await?;
        marta.choose("Elige un tema", &["Saludar"]).await?;
        room.expect_shown("De vuelta en: Saludar").await?;
        room.expect_shown("El grupo volvió a un tema").await?;
        beto.press_id("t1:1:reflect")
            .await?
            .expect("llega después del último tema")?;
        // Everybody confirms again what the group goes back to.
        ana.confirms().await?;
        beto.confirms().await?;
        beto.press("Reflexión final").await?.fill(&words).await?;
        room.expect_shown("5. Observaciones adicionales").await?;
        let asked = room.visible_text().matches("Para cerrar").count();
        assert_eq!(asked, 1, "the comparison is shown once");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_button_of_a_topic_that_was_left_does_not_move_the_group() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        // Three menus on her screen.
        for _ in 0..3 {
            marta.press("Ir a otro tema").await?;
        }
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        marta
            .press_id("t1:1:force:saludar")
            .await?
            .expect("Eso ya estaba hecho")?;
        // Where the group is by now is no other topic.
        marta
            .choose("Elige un tema", &["Repetir"])
            .await?
            .expect("Eso ya estaba hecho")?;
        room.expect_hidden("Para cerrar")?;
        marta.slash("/terminar").await?;
        marta
            .choose("Elige un tema", &["Repetir"])
            .await?
            .expect("ya terminó")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_came_late_is_waited_for_where_the_group_goes_back() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        beto.press("Unirme").await?;
        marta.press("Ir a otro tema").await?;
        marta.choose("Elige un tema", &["Saludar"]).await?;
        ana.confirms().await?;
        room.expect_hidden("De vuelta en: Repetir")?;
        beto.confirms().await?;
        room.expect_shown("De vuelta en: Repetir").await
    })
    .await;
}
