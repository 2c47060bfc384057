//! Answers that were there before: two near ones are offered to who asked, an accepted one is given
//! again, and one that did not help is not.

use std::{fs, path::Path};

use tempfile::TempDir;

use crate::room::{Failure, Player, Room, courses_with, rehearse, rehearse_in};

const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto"];

/// A wording of two doubts, so that neither is nearer.
pub const BOTH: &str = "como termino el bucle";
const ONE: &str = "¿Cómo salgo de un for?";
const OTHER: &str = "¿Cómo salgo de un while?";
const OFFERED: &str = "dos respuestas que se le parecen";

/// A story on the small course with two doubts more, which share a wording.
async fn rehearse_near<F>(story: F)
where
    F: AsyncFnOnce(&Room) -> Result<(), Failure>,
{
    rehearse_in(two_near().path(), "saludos", PEOPLE, story).await;
}

/// A folder with that course.
pub fn two_near() -> TempDir {
    let courses = tempfile::tempdir().unwrap();
    let course = courses.path().join("saludos");
    copy(&courses_with("saludos").join("saludos"), &course);
    let topic = course.join("02-repetir.md");
    let mut text = fs::read_to_string(&topic).unwrap();
    let more = [(ONE, "Con `break`."), (OTHER, "Con una condición falsa.")].map(|(question, answer)| {
        format!(
            "\n### {question}\n- concepts: for\n- aspects: uso\n- kind: procedure\n- variants:\n  - {BOTH}\n\n{answer}\n"
        )
    });
    text.extend(more);
    fs::write(topic, text).unwrap();
    courses
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

async fn begun(room: &Room) -> Result<[Player<'_>; 3], Failure> {
    let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    marta.press("Comenzar").await?;
    Ok([marta, ana, beto])
}

/// Which answers doubts got that were there before, in order.
async fn given(room: &Room) -> Result<Vec<(String, String)>, Failure> {
    let given = sqlx::query_as(
        "SELECT source, given FROM answers WHERE given IS NOT NULL ORDER BY answered_at, question_id",
    );
    Ok(given.fetch_all(room.store().pool()).await?)
}

#[tokio::test]
async fn two_near_answers_are_offered_to_who_asked_alone() {
    rehearse_near(async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.ask(BOTH).await?.expect(OFFERED)?;
        room.expect_shown("Sin respuesta todavía").await?;
        room.expect_hidden(ONE)?;
        assert!(!beto.sees_button(ONE));
        ana.press(ONE)
            .await?
            .expect("La respuesta está en el hilo")?;
        room.expect_shown("Con `break`.").await?;
        room.expect_shown("Del curso Saludos en Python, tema «Repetir»")
            .await?;
        let prepared = |id: &str| ("prepared".to_owned(), id.to_owned());
        assert_eq!(
            given(room).await?,
            [prepared("repetir/como-salgo-de-un-for")]
        );
        ana.press("Me quedó claro").await?;
        room.expect_shown("Resuelta").await
    })
    .await;
}

#[tokio::test]
async fn who_chooses_none_leaves_the_doubt_to_the_group() {
    rehearse_near(async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.ask(BOTH).await?.expect(OFFERED)?;
        ana.press("Ninguna de las dos")
            .await?
            .expect("sigue abierta")?;
        // A press that was under way, or of a client that still shows the buttons.
        let question = "q1";
        ana.press_id(&format!("t1:1:pick:{question}:0"))
            .await?
            .expect("sigue abierta")?;
        beto.press_id(&format!("t1:1:pick:{question}:0"))
            .await?
            .expect("Solo")?;
        assert_eq!(given(room).await?, []);
        room.expect_shown("Sin respuesta todavía").await?;
        beto.press("Responder").await?.fill(&["Con break."]).await?;
        room.expect_shown("Beto responde").await
    })
    .await;
}

#[tokio::test]
async fn a_message_cannot_be_answered_in_private_so_the_choice_stands_under_the_doubt() {
    rehearse_near(async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.say(&format!("@Tertulia {BOTH}")).await?;
        room.expect_shown("Ana, hay dos respuestas que se parecen a tu duda")
            .await?;
        beto.press(OTHER).await?.expect("Solo")?;
        ana.press(OTHER)
            .await?
            .expect("La respuesta está en el hilo")?;
        room.expect_shown("Con una condición falsa.").await?;
        room.expect_hidden("hay dos respuestas que se parecen")?;
        assert!(!ana.sees_button(ONE));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_did_not_help_is_not_given_to_the_same_doubt_again() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        let text = "print sin salto de linea";
        ana.ask(text)
            .await?
            .expect("La respuesta está en el hilo")?;
        ana.press("Sigo con la duda").await?;
        ana.ask(text).await?.expect("para que el grupo")?;
        beto.ask(text)
            .await?
            .expect("La respuesta está en el hilo")?;
        assert_eq!(given(room).await?.len(), 2);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_accepted_answer_is_given_again_with_its_source_until_its_words_are_erased() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        let text = "¿Cómo pongo el texto en colores?";
        ana.ask(text).await?.expect("para que el grupo")?;
        beto.press("Responder").await?.fill(&["Con los códigos *ANSI*."]).await?;
        sqlx::query(
            "INSERT INTO accepted_answers (
                 guild_id, course_id, session_id, question_id, number, question, answer, topic_id,
                 concepts, aspects, kind, accepted_by, accepted_at
             )
             SELECT s.guild_id, s.course_id, s.id, q.question_id, a.number, q.text, a.text, q.topic_id,
                 q.concepts, q.aspects, q.kind, 1, now()
             FROM sessions s JOIN questions q ON q.session_id = s.id
             JOIN answers a ON a.session_id = s.id AND a.question_id = q.question_id",
        )
        .execute(room.store().pool())
        .await?;
        beto.ask("como le pongo colores al texto").await?.expect("La respuesta está en el hilo")?;
        room.expect_shown("Aceptada antes en este servidor").await?;
        room.expect_shown("Con los códigos \\*ANSI\\*.").await?;
        assert_eq!(given(room).await?, [("accepted".to_owned(), "accepted:1".to_owned())]);
        sqlx::query("DELETE FROM answers WHERE author_id IS NOT NULL")
            .execute(room.store().pool())
            .await?;
        // Nobody else has the doubt any more: an open one would share its answer.
        beto.press("Me quedó claro").await?.expect("por resuelta")?;
        ana.press("Me quedó claro").await?.expect("por resuelta")?;
        ana.ask("¿y cómo le pongo colores al texto?").await?.expect("para que el grupo")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_seeds_of_the_course_are_answered_in_words_that_it_does_not_have() {
    let asked = [
        (
            "con un solo pipe el hijo me puede contestar",
            "¿Pipe va en las dos direcciones o solo en una?",
        ),
        (
            "la cola ya es segura o le falta un lock",
            "¿Es seguro que varios procesos usen la misma Queue?",
        ),
        (
            "no se si usar pipe o queue en mi proyecto",
            "¿Cuál elijo, Pipe o Queue?",
        ),
        (
            "en que casos me conviene Pool",
            "¿Cuándo conviene usar un Pool?",
        ),
        (
            "con 4 nucleos cuantos workers pongo en el pool",
            "¿Cuántos workers le pongo al Pool?",
        ),
    ];
    rehearse("multiprocessing", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar multiprocessing").await?;
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;
        for (text, question) in asked {
            room.expect_hidden(question)?;
            ana.ask(text)
                .await?
                .expect("La respuesta está en el hilo")?;
            room.expect_shown(question).await?;
        }
        let say = "@Tertulia el pipe es de una sola via verdad";
        ana.say(say).await?;
        let answers = given(room).await?;
        assert_eq!(answers.len(), asked.len() + 1, "{answers:?}");
        Ok(())
    })
    .await;
}
