//! Whole sessions, from the lobby to the posted report.

use crate::room::rehearse;

#[tokio::test]
async fn three_learners_go_through_a_course_together() {
    rehearse(
        "saludos",
        &["Marta*", "Ana", "Beto", "Carla"],
        async |room| {
            let [marta, ana, beto, carla] = room.people(["Marta", "Ana", "Beto", "Carla"]);
            marta.slash("/empezar saludos").await?;
            for learner in [&ana, &beto, &carla] {
                learner.press("Unirme").await?.expect("Ya participas")?;
            }
            ana.choose("Elige lo que ya conoces", &["Sistemas operativos"])
                .await?
                .expect("Anotado")?;
            marta.press("Comenzar").await?;
            room.expect_topic("saludar").await?;

            ana.ask("me sale NameError con print")
                .await?
                .expect("La respuesta está en el hilo")?;
            ana.press("Me quedó claro").await?;
            beto.press("De otra forma").await?;
            ana.press("Lo conecto con esto")
                .await?
                .expect("sistemas operativos")?;
            let wrong = beto.press("Lo tengo claro").await?.choose(false).await?;
            wrong
                .expect("Todavía no")?
                .choose_right_answers()
                .await?
                .expect("seguridad")?;
            beto.press("4").await?.expect("Anotado: 4 de 5")?;
            ana.confirms().await?;
            ana.press("5").await?;
            room.expect_hidden("Pausa: Repetir")?;
            carla.confirms().await?;
            carla.press("3").await?;
            room.expect_topic("repetir").await?;

            for learner in [&carla, &ana, &beto] {
                learner.confirms().await?;
                learner.press("4").await?;
            }
            for learner in [&ana, &beto, &carla] {
                let reflection = [
                    "Con los turnos de un juego",
                    "En mi tarea",
                    "El bucle ahorra copiar",
                ];
                learner
                    .press("Reflexión final")
                    .await?
                    .fill(&reflection)
                    .await?;
            }
            for heading in [
                "1. Estructura de la conversación",
                "2. Claridad y profundidad",
                "3. Patrones de aprendizaje",
                "4. Aplicación y reflexión",
                "5. Observaciones adicionales",
            ] {
                room.expect_shown(heading).await?;
                assert!(room.posted_file(".md")?.contains(heading), "{heading}");
            }
            insta::assert_snapshot!(room.transcript());
            Ok(())
        },
    )
    .await;
}

#[tokio::test]
async fn one_learner_holds_a_session_alone_and_ends_it_early() {
    rehearse("multiprocessing", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar multiprocessing").await?;
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;
        room.expect_topic("fundamentos").await?;
        ana.slash("/estado").await?.expect("tema 1 de 6")?;
        ana.slash("/duda los hilos nunca ayudan en Python?").await?;
        ana.confirms().await?;
        ana.press("4").await?;
        room.expect_topic("creacion").await?;
        ana.slash("/terminar").await?.expect("La sesión terminó")?;
        room.expect_shown("5. Observaciones adicionales").await?;
        ana.press("Lo tengo claro").await?.expect("ya terminó")?;
        insta::assert_snapshot!(room.transcript());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nobody_moves_on_before_all_have_confirmed() {
    rehearse(
        "multiprocessing",
        &["Marta*", "Ana", "Beto"],
        async |room| {
            let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
            marta.slash("/empezar multiprocessing").await?;
            ana.press("Unirme").await?;
            beto.press("Unirme").await?;
            marta.press("Comenzar").await?;
            ana.ask("¿Un Lock basta para un Value?").await?;
            ana.confirms().await?;
            room.expect_shown("Confirmaron (1 de 2)").await?;
            room.expect_hidden("Pausa: Creación")?;
            beto.confirms().await?;
            room.expect_topic("creacion").await
        },
    )
    .await;
}

#[tokio::test]
async fn each_learners_questions_can_be_looked_up_with_a_plain_select() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        marta.press("Comenzar").await?;
        ana.ask("quiero imprimir en la misma linea").await?;
        beto.ask("¿y si quiero imprimir en otro idioma?").await?;
        let rows: Vec<(String, Option<String>, String)> = sqlx::query_as(
            "SELECT p.display_name, q.topic_id, q.text
             FROM questions q
             JOIN participants p ON p.session_id = q.session_id AND p.person_id = q.asker_id
             ORDER BY q.asked_at",
        )
        .fetch_all(room.store().pool())
        .await?;
        let topic = Some("saludar".to_owned());
        assert_eq!(
            rows,
            [
                (
                    "Ana".to_owned(),
                    topic.clone(),
                    "quiero imprimir en la misma linea".to_owned()
                ),
                (
                    "Beto".to_owned(),
                    topic,
                    "¿y si quiero imprimir en otro idioma?".to_owned()
                ),
            ]
        );
        let with_text: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM session_events WHERE event::text LIKE '%idioma%'",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert_eq!(with_text, 0, "an event carries a learner's words");
        Ok(())
    })
    .await;
}
