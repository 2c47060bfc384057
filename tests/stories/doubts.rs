//! Doubts: answered at once, by peers, settled by their askers only.

use crate::room::{Failure, Player, Room, rehearse};

/// Ana and Beto are on the first topic of the small course, called by Marta.
async fn begun(room: &Room) -> Result<[Player<'_>; 3], Failure> {
    let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    marta.press("Comenzar").await?;
    Ok([marta, ana, beto])
}

const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto"];

#[tokio::test]
async fn a_doubt_without_a_prepared_answer_waits_for_a_peer() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.ask("¿Alguien sabe poner el texto en colores?")
            .await?
            .expect("para que el grupo")?;
        room.expect_shown("Sin respuesta todavía").await?;
        let answer = ["Con los códigos ANSI: \\033[31m y el texto."];
        beto.press("Responder")
            .await?
            .fill(&answer)
            .await?
            .expect("Tu respuesta está")?;
        room.expect_shown("Beto responde").await?;
        let calls: Vec<_> = room
            .discord()
            .messages()
            .into_iter()
            .flat_map(|message| message.pings)
            .collect();
        assert_eq!(calls, ["Ana"], "only the asker is called");
        ana.press("Me quedó claro")
            .await?
            .expect("Doy la duda por resuelta")?;
        room.expect_shown("Resuelta").await
    })
    .await;
}

#[tokio::test]
async fn only_the_asker_settles_a_doubt() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto] = begun(room).await?;
        ana.ask("print sin salto de linea").await?;
        beto.press("Me quedó claro").await?.expect("Solo")?;
        marta.press("Sigo con la duda").await?.expect("Solo")?;
        ana.press("Sigo con la duda")
            .await?
            .expect("otra explicación")?;
        room.expect_shown("De otra forma: Saludar").await?;
        beto.press("Me quedó claro").await?.expect("Solo")?;
        ana.press("Sigo con la duda")
            .await?
            .expect("sigue abierta")?;
        room.expect_shown("Sin respuesta todavía").await?;
        ana.press("Me quedó claro").await?;
        room.expect_shown("Resuelta").await
    })
    .await;
}

#[tokio::test]
async fn a_doubt_asked_again_is_recognised_and_its_asker_is_asked() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = begun(room).await?;
        ana.ask("print sin salto de linea").await?;
        ana.press("Me quedó claro").await?;
        let again = ana.ask("¿print sin salto de línea?").await?;
        again.expect("¿Es la misma duda?")?;
        ana.press("Sí, es la misma").await?.expect("anotado")?;
        let judged: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM session_events
             WHERE type = 'repeat_judged' AND (event ->> 'same')::boolean",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert_eq!(judged, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_typed_again_in_another_form_is_recorded_once() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.ask("¿Alguien sabe poner el texto en colores?").await?;
        // As who was told to try again in a moment, while the first try had worked.
        for _ in 0..2 {
            beto.press("Responder")
                .await?
                .fill(&["Con los códigos ANSI."])
                .await?
                .expect("Tu respuesta está")?;
        }
        beto.press("Responder")
            .await?
            .fill(&["Y con una biblioteca."])
            .await?;
        let answers: Vec<String> = sqlx::query_scalar("SELECT text FROM answers ORDER BY number")
            .fetch_all(room.store().pool())
            .await?;
        assert_eq!(answers, ["Con los códigos ANSI.", "Y con una biblioteca."]);
        Ok(())
    })
    .await;
}
