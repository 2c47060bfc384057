//! «/pausar» and «/continuar»: the group stands still, and loses nothing.

use time::Duration;

use crate::room::rehearse;

#[tokio::test]
async fn a_paused_group_moves_on_only_when_it_is_continued() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        ana.slash("/empezar saludos").await?;
        marta
            .slash("/pausar")
            .await?
            .expect("La sesión todavía no empieza")?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        ana.press("Comenzar").await?;
        beto.slash("/pausar")
            .await?
            .expect("Solo puede hacerlo quien dirige la sesión")?;
        marta
            .slash("/pausar")
            .await?
            .expect("La sesión está en pausa")?;
        room.expect_shown("El grupo no avanza mientras dura la pausa")
            .await?;
        marta.slash("/pausar").await?.expect("está en pausa")?;
        beto.slash("/estado")
            .await?
            .expect("En pausa")?
            .expect_not("Faltan")?;
        ana.slash("/estado")
            .await?
            .expect("**Faltan:** Ana, Beto")?;

        // What learners do meanwhile is kept; nobody is called, and nobody goes on.
        ana.confirms().await?;
        beto.confirms().await?;
        beto.ask("¿Hay clase mañana?").await?.expect("registrada")?;
        room.expect_shown("Confirmaron (2 de 2)").await?;
        ana.press("Avanzar igualmente")
            .await?
            .expect("La sesión está en pausa")?;
        room.let_pass(Duration::days(1)).await?;
        room.expect_hidden("Pausa: Repetir")?;

        beto.press("Continuar")
            .await?
            .expect("Solo puede hacerlo quien dirige la sesión")?;
        beto.slash("/continuar")
            .await?
            .expect("Solo puede hacerlo quien dirige la sesión")?;
        ana.press("Continuar").await?.expect("La sesión continúa")?;
        room.expect_topic("repetir").await?;
        room.expect_shown("La pausa terminó").await?;
        ana.slash("/continuar")
            .await?
            .expect("La sesión no está en pausa")?;
        assert!(!ana.sees_button("Continuar"));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_paused_session_can_be_ended_and_is_abandoned_like_any_other() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        for ends_by_itself in [false, true] {
            marta.person().go_to("estudio")?;
            ana.person().go_to("estudio")?;
            marta.slash("/empezar saludos").await?.expect("abierta")?;
            marta.person().go_back();
            ana.person().go_back();
            ana.press("Unirme").await?;
            marta.press("Comenzar").await?;
            marta.slash("/pausar").await?;
            if ends_by_itself {
                room.let_pass(Duration::days(7)).await?;
            } else {
                marta.slash("/terminar").await?.expect("terminó")?;
            }
            assert!(!ana.sees_button("Continuar"), "nothing goes on any more");
        }
        let reasons: Vec<String> =
            sqlx::query_scalar("SELECT end_reason FROM sessions ORDER BY id")
                .fetch_all(room.store().pool())
                .await?;
        assert_eq!(reasons, ["closed", "abandoned"]);
        let reports = room.discord().files();
        let named = |name: &str| reports.iter().filter(|f| f.file_name == name).count();
        assert_eq!((named("informe-1.pdf"), named("informe-2.pdf")), (1, 1));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_joins_or_leaves_during_a_pause_counts_when_it_is_over() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        marta.press("Comenzar").await?;
        ana.confirms().await?;
        marta.slash("/pausar").await?;
        beto.slash("/salir").await?.expect("Saliste de la sesión")?;
        room.expect_hidden("Pausa: Repetir")?;
        marta
            .slash("/continuar")
            .await?
            .expect("La sesión continúa")?;
        room.expect_topic("repetir").await
    })
    .await;
}

#[tokio::test]
async fn commands_of_a_pause_without_a_session_say_so() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        for command in ["/pausar", "/continuar", "/salir"] {
            ana.slash(command)
                .await?
                .expect("No hay ninguna sesión abierta")?;
        }
        Ok(())
    })
    .await;
}
