//! Exercises: hint and solution in private, what learners say that they solved, what they share.

use crate::room::{Failure, Player, Room, rehearse};

const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto"];

/// Ana and Beto are on the first topic of the small course, called by Marta.
async fn begun(room: &Room) -> Result<[Player<'_>; 3], Failure> {
    let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    marta.press("Comenzar").await?;
    Ok([marta, ana, beto])
}

/// The post with the exercise of this text.
fn exercise(room: &Room, text: &str) -> Result<u64, Failure> {
    let messages = room.discord().messages();
    let found = messages.iter().find(|message| {
        let shown = message.text();
        shown.contains("Ejercicio") && shown.contains(text)
    });
    Ok(found.ok_or("no exercise")?.id)
}

async fn count(room: &Room, what: &str) -> Result<i64, Failure> {
    let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {what}"));
    let pool = room.store().pool();
    Ok(sqlx::query_scalar(query).fetch_one(pool).await?)
}

#[tokio::test]
async fn hint_and_solution_are_private_and_answers_after_a_hint_are_hinted() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.press("Solución")
            .await?
            .expect("**Solución: Saludar**\n\n```py\nprint(\"Hola, grupo\")\n```")?;
        for _ in 0..2 {
            ana.press("Pista")
                .await?
                .expect("El texto va entre comillas")?;
        }
        room.expect_hidden("El texto va entre comillas")?;
        room.expect_hidden("Solución: Saludar")?;
        for learner in [&ana, &beto] {
            learner.confirms().await?;
        }
        room.expect_topic("repetir").await?;
        for learner in [&ana, &beto] {
            learner.confirms().await?;
        }
        let hinted: Vec<(String, String)> = sqlx::query_as(
            "SELECT DISTINCT actor, event ->> 'topic' FROM session_events
             WHERE type = 'check_answered' AND (event -> 'items' -> 0 ->> 'hinted')::boolean",
        )
        .fetch_all(room.store().pool())
        .await?;
        let learner = format!("learner:{}", ana.person().id());
        assert_eq!(hinted, [(learner, "saludar".to_owned())]);
        let shown = count(room, "session_events WHERE type = 'hint_shown'").await?;
        assert_eq!(shown, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn only_what_the_course_has_is_offered() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        let first = exercise(room, "Saluda a tu grupo")?;
        ana.press_on(first, "Pista").await?.expect("comillas")?;
        marta.press("Avanzar igualmente").await?;
        room.expect_topic("repetir").await?;
        let second = exercise(room, "Saluda a cada persona")?;
        let none = ana.press_on(second, "Pista").await;
        assert!(none.is_err(), "a button without a hint behind it");
        ana.press_id("t1:1:hint:repetir")
            .await?
            .expect("no está en esta sesión")?;
        ana.press_on(second, "Solución")
            .await?
            .expect("for nombre in")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn exercises_are_for_those_who_joined_and_stay_open_in_earlier_topics() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        let first = exercise(room, "Saluda a tu grupo")?;
        for label in [
            "Pista",
            "Solución",
            "Lo he resuelto",
            "Compartir mi solución",
        ] {
            beto.press_on(first, label)
                .await?
                .expect("pulsa primero **Unirme**")?;
        }
        ana.press_id("t1:1:solved:repetir")
            .await?
            .expect("todavía no llega a ese tema")?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        beto.press("Unirme").await?;
        beto.press_on(first, "Lo he resuelto")
            .await?
            .expect("resolviste el ejercicio de **Saludar**")?;
        marta.slash("/terminar").await?;
        ana.press_on(first, "Solución")
            .await?
            .expect("ya terminó")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_was_solved_and_shared_is_recorded_and_the_report_goes_on_with_exercises() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto] = begun(room).await?;
        for _ in 0..2 {
            ana.press("Lo he resuelto")
                .await?
                .expect("resolviste el ejercicio de **Saludar**")?;
        }
        beto.press("Compartir mi solución")
            .await?
            .fill(&["for n in ['Ana']:\n    print('Hola,', n)"])
            .await?
            .expect("Tu solución está en el hilo")?;
        room.expect_shown(
            "**Beto** comparte su solución de **Saludar**:\n\
             ```py\nfor n in ['Ana']:\n    print('Hola,', n)\n```",
        )
        .await?;
        let submitted: Vec<(String, Option<String>)> = sqlx::query_as(
            "SELECT actor, event ->> 'passed' FROM session_events
             WHERE type = 'exercise_submitted' ORDER BY seq",
        )
        .fetch_all(room.store().pool())
        .await?;
        let actor = |player: &Player<'_>| format!("learner:{}", player.person().id());
        assert_eq!(
            submitted,
            [(actor(&ana), Some("true".to_owned())), (actor(&beto), None)]
        );
        let with_code = "session_events WHERE event::text LIKE '%Hola%'";
        assert_eq!(count(room, with_code).await?, 0, "code in an event");
        marta.slash("/terminar").await?;
        let report = room.posted_file(".md")?;
        let goes_on = "onviene mantener los ejercicios cortos al final de cada tema: en esta \
                       sesión se registraron 2 entregas";
        assert!(report.contains(goes_on), "{report}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_solution_whose_event_arrives_twice_is_posted_once() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = begun(room).await?;
        ana.press("Lo he resuelto").await?;
        room.discord().duplicate_events(true);
        ana.press("Compartir mi solución")
            .await?
            .fill(&["print('Hola')"])
            .await?;
        room.expect_shown("**Ana** comparte su solución").await?;
        room.discord().duplicate_events(false);
        ana.press("Compartir mi solución")
            .await?
            .fill(&["print('Hola', 'otra vez')"])
            .await?
            .expect("Tu solución está en el hilo")?;
        let shown = room.visible_text();
        assert_eq!(shown.matches("**Ana** comparte su solución").count(), 2);
        assert_eq!(shown.matches("print('Hola')").count(), 1);
        assert_eq!(count(room, "solutions").await?, 2);
        let submitted = "session_events WHERE type = 'exercise_submitted'";
        assert_eq!(count(room, submitted).await?, 3);
        // The second answer to the same interaction is refused, as Discord does.
        let refused = room.take_violations();
        assert!(
            refused.iter().all(|line| line.contains("40060")),
            "{refused:#?}"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn shared_code_cannot_leave_its_block() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = begun(room).await?;
        let hostile = [
            "print(1)\n```\n@everyone **fuera** <@1>\n```py",
            "`````` # ``` @here",
            "```\n```\n@everyone\n```\n```",
            &"`".repeat(1500),
            &"<@1>\n".repeat(299),
        ];
        for code in hostile {
            ana.press("Compartir mi solución")
                .await?
                .fill(&[code])
                .await?
                .expect("Tu solución está en el hilo")?;
        }
        ana.press("Compartir mi solución")
            .await?
            .fill(&["\u{200b}\u{202e} \n"])
            .await?
            .expect("El texto está vacío")?;
        let messages = room.discord().messages();
        let shared: Vec<_> = messages
            .iter()
            .filter(|message| message.text().contains("comparte su solución"))
            .collect();
        assert_eq!(shared.len(), hostile.len());
        for message in shared {
            let text = message.text();
            let (_, block) = text.split_once('\n').ok_or("no code")?;
            let code = block
                .strip_prefix("```py\n")
                .and_then(|rest| rest.trim_end().strip_suffix("\n```"))
                .ok_or_else(|| format!("not one block: {block}"))?;
            assert!(!code.contains("```"), "{code}");
            assert!(message.pings.is_empty(), "{:?}", message.pings);
        }
        room.expect_hidden("@everyone")?;
        room.expect_hidden("@here")?;
        let kept: String = sqlx::query_scalar("SELECT text FROM solutions WHERE number = 1")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(kept, hostile[0]);
        Ok(())
    })
    .await;
}
