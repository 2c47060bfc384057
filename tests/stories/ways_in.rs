//! How a doubt comes in: a form, a command, a mention, a moderator's note; with the asker's name, or
//! without it for the group.

use sqlx::Row;

use crate::room::{Failure, Player, Room, rehearse};

const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto", "Eva"];
const NOTE: &str = "Anotar como duda";
const OPEN: &str = "¿Alguien sabe poner el texto en colores?";

/// Ana and Beto are on the first topic of the small course, called by Marta; Eva takes no part.
async fn begun(room: &Room) -> Result<[Player<'_>; 4], Failure> {
    let [marta, ana, beto, eva] = room.people(["Marta", "Ana", "Beto", "Eva"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    marta.press("Comenzar").await?;
    Ok([marta, ana, beto, eva])
}

/// Each recorded doubt: who asked, what carried it, its words, and whether it is anonymous.
async fn recorded(room: &Room) -> Result<Vec<(i64, String, String, bool)>, Failure> {
    let rows = sqlx::query(
        "SELECT asker_id, origin, text, anonymous FROM questions ORDER BY asked_at, question_id",
    )
    .fetch_all(room.store().pool())
    .await?;
    let read = |row: &sqlx::postgres::PgRow| (row.get(0), row.get(1), row.get(2), row.get(3));
    Ok(rows.iter().map(read).collect())
}

#[tokio::test]
async fn a_moderator_notes_what_a_learner_wrote_as_a_doubt_of_theirs() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto, _] = begun(room).await?;
        let said = ana
            .say("no me sale lo de imprimir sin salto de linea")
            .await?;
        marta
            .context(NOTE, said)
            .await?
            .expect("Anotado como duda de Ana")?;
        room.expect_shown("Ana pregunta").await?;
        // It is hers: she alone settles it.
        beto.press("Me quedó claro").await?.expect("Solo")?;
        ana.press("Me quedó claro").await?.expect("resuelta")?;
        let text = "no me sale lo de imprimir sin salto de linea".to_owned();
        let asker = ana.person().id().cast_signed();
        let doubt = (asker, said.to_string(), text, false);
        assert_eq!(recorded(room).await?, [doubt]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_message_is_one_doubt_whatever_way_it_came_in() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _, _] = begun(room).await?;
        let said = ana.say(&format!("@Tertulia {OPEN}")).await?;
        for _ in 0..2 {
            marta.context(NOTE, said).await?.expect("Anotado")?;
        }
        let asker = ana.person().id().cast_signed();
        let doubt = (asker, said.to_string(), OPEN.to_owned(), false);
        assert_eq!(recorded(room).await?, [doubt]);
        assert_eq!(room.visible_text().matches("Ana pregunta").count(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_noted_says_why() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _, eva] = begun(room).await?;
        let messages = room.discord().messages();
        let panel = messages.iter().rfind(|m| m.text().contains("Pausa: "));
        let panel = panel.ok_or("no panel")?.id;
        marta
            .context(NOTE, panel)
            .await?
            .expect("no es de una persona")?;
        let stranger = eva.say("¿qué es print?").await?;
        marta
            .context(NOTE, stranger)
            .await?
            .expect("Eva no participa")?;
        let empty = ana.say("@Tertulia").await?;
        marta.context(NOTE, empty).await?.expect("no tiene texto")?;
        let long = ana.say(&"a".repeat(1001)).await?;
        marta
            .context(NOTE, long)
            .await?
            .expect("tiene 1001 caracteres")?;
        let said = ana.say(OPEN).await?;
        // The role may be given to anybody by who manages the server.
        ana.context_despite_permissions(NOTE, said)
            .await?
            .expect("Solo puede hacerlo la moderación")?;
        marta.slash("/terminar").await?;
        marta
            .context(NOTE, said)
            .await?
            .expect("no hay ninguna sesión abierta")?;
        assert_eq!(recorded(room).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_learner_whose_messages_are_all_noted_has_their_pace_too() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _, _] = begun(room).await?;
        let mut said = Vec::new();
        for number in 0..6 {
            said.push(
                ana.person()
                    .say(&format!("¿cómo va la parte {number} de todo esto?"))
                    .await,
            );
        }
        for message in &said[..5] {
            let noted = marta.person().context(NOTE, *message).await?;
            assert!(noted.text().contains("Anotado"), "{}", noted.text());
        }
        let refused = marta.person().context(NOTE, said[5]).await?.text();
        assert!(refused.contains("Ana ya tiene varias dudas"), "{refused}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_group_does_not_see_who_asks_when_they_wish() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto, _] = begun(room).await?;
        let form = ana.press("Tengo una duda").await?;
        let modal = form.answer().modal().ok_or("no form")?;
        assert!(modal.inputs[1].label.contains("Anónima"));
        let told = &modal.inputs[1].placeholder;
        assert!(
            told.contains("La moderación sí ve quién pregunta"),
            "{told}"
        );
        form.fill(&[OPEN, "sí"])
            .await?
            .expect("El grupo no ve quién pregunta")?;
        room.expect_shown("Alguien del grupo pregunta").await?;
        let answer = ["Con los códigos ANSI."];
        beto.press("Responder").await?.fill(&answer).await?;
        room.expect_shown("Beto responde").await?;
        // Nobody learns it from a refusal either.
        beto.press("Me quedó claro")
            .await?
            .expect("solo quien preguntó")?
            .expect_not("Ana")?
            .expect_not(&ana.person().id().to_string())?;
        beto.slash("/estado").await?.expect("1 registrada")?;
        let public = room.discord().messages();
        let thread = public
            .iter()
            .filter(|m| m.author == "Tertulia" && m.channel != "Ana");
        for message in thread {
            let text = message.text();
            assert!(
                !text.contains("Ana pregunta") && !text.contains("@Ana"),
                "{text}"
            );
            let about = ["¿Alguien sabe", "Beto responde"];
            if about.iter().any(|about| text.contains(about)) {
                assert!(!text.contains("Ana"), "{text}");
                assert!(message.pings.is_empty(), "{:?}", message.pings);
            }
        }
        // She is told alone, and still settles it.
        let direct = ana.person().messages();
        let told = direct.iter().find(|m| m.text().contains("sin tu nombre"));
        assert!(
            told.ok_or("not told")?
                .text()
                .contains("https://discord.com/channels/")
        );
        ana.press("Me quedó claro").await?.expect("resuelta")?;
        marta
            .slash("/dudas")
            .await?
            .expect("Ana")?
            .expect("anónima")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_anonymous_asker_who_takes_no_direct_messages_finds_the_answer_in_the_thread() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto, _] = begun(room).await?;
        ana.person().refuse_direct_messages();
        ana.slash(&format!("/duda {OPEN} anonima:sí"))
            .await?
            .expect("El grupo no ve quién pregunta")?;
        beto.press("Responder").await?.fill(&["Con ANSI."]).await?;
        room.expect_shown("Beto responde").await?;
        ana.press("Me quedó claro").await?.expect("resuelta")?;
        // Discord says no once, and that is all.
        let refused = room.take_violations();
        assert!(refused.iter().all(|no| no.contains("50007")), "{refused:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_no_in_the_form_keeps_the_name() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _, _] = begun(room).await?;
        ana.press("Tengo una duda")
            .await?
            .fill(&[OPEN, "No"])
            .await?;
        room.expect_shown("Ana pregunta").await?;
        Ok(())
    })
    .await;
}
