//! What becomes of a doubt: another explanation, others who have it too, answers that are marked right,
//! and those that are left open.

use std::time::Duration;

use crate::{
    crash::{BotProcess, PATIENCE, press, settled, shown, stage, within},
    room::{Failure, Player, Room, rehearse},
};
use tertulia::local::{Answer, LocalDiscord};

const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto", "Carla"];
const OPEN: &str = "¿Alguien sabe poner el texto en colores?";
const ANSWER: &str = "Con los códigos ANSI.";

/// Ana, Beto and Carla are on the first topic of the small course, called by Marta.
async fn begun(room: &Room) -> Result<[Player<'_>; 4], Failure> {
    let [marta, ana, beto, carla] = room.people(["Marta", "Ana", "Beto", "Carla"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    carla.press("Unirme").await?;
    marta.press("Comenzar").await?;
    Ok([marta, ana, beto, carla])
}

/// The newest message that says this.
fn message(room: &Room, text: &str) -> Result<u64, Failure> {
    let messages = room.discord().messages();
    let found = messages
        .iter()
        .rfind(|message| message.text().contains(text));
    Ok(found.ok_or_else(|| format!("no message says «{text}»"))?.id)
}

/// Whether a message that says this was sent with a link to this message. What people read shows no
/// addresses.
fn links(room: &Room, text: &str, to: u64) -> bool {
    let sent = room.discord().requests();
    let mut bodies = sent.iter().filter_map(|request| request.body.as_ref());
    bodies.any(|body| {
        let body = body.to_string();
        body.contains(text) && body.contains(&format!("/{to})"))
    })
}

#[tokio::test]
async fn who_still_has_the_doubt_gets_another_explanation_once_and_then_the_group() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto, _] = begun(room).await?;
        ana.ask("print sin salto de linea")
            .await?
            .expect("La respuesta está")?;
        let doubt = message(room, "Ana pregunta")?;
        ana.press_on(doubt, "Sigo con la duda")
            .await?
            .expect("otra explicación")?;
        room.expect_shown("leer en voz alta").await?;
        let explained = message(room, "De otra forma: Saludar")?;
        ana.press_on(explained, "Sigo con la duda")
            .await?
            .expect("sigue abierta para el grupo")?;
        room.expect_shown("Dudas abiertas: 1").await?;
        let given = room.visible_text().matches("leer en voz alta").count();
        assert_eq!(given, 1, "{}", room.transcript());
        beto.press_on(doubt, "Responder")
            .await?
            .fill(&[ANSWER])
            .await?;
        ana.press("Me quedó claro").await?.expect("resuelta")?;
        room.expect_hidden("Dudas abiertas")
    })
    .await;
}

#[tokio::test]
async fn what_de_otra_forma_showed_is_not_given_again() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _, _] = begun(room).await?;
        ana.press("De otra forma").await?;
        ana.ask("print sin salto de linea").await?;
        ana.press("Sigo con la duda")
            .await?
            .expect("sigue abierta para el grupo")?;
        let given = room.visible_text().matches("leer en voz alta").count();
        assert_eq!(given, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_click_that_arrives_twice_gives_one_explanation() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _, _] = begun(room).await?;
        ana.ask("print sin salto de linea").await?;
        room.discord().duplicate_events(true);
        ana.press("Sigo con la duda").await?;
        room.discord().duplicate_events(false);
        let answers: i64 = sqlx::query_scalar("SELECT count(*) FROM answers")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(answers, 2, "the prepared one, and one explanation");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn others_join_a_doubt_once_and_are_called_when_it_is_answered() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto, carla] = begun(room).await?;
        ana.ask(OPEN).await?;
        ana.press("Yo también").await?.expect("ya es tuya")?;
        carla
            .press("Yo también")
            .await?
            .expect("2 personas tienen esta duda")?;
        carla.press("Yo también").await?.expect("2 personas")?;
        room.expect_shown("2 personas tienen esta duda").await?;
        beto.press("Responder").await?.fill(&[ANSWER]).await?;
        let answer = message(room, "Beto responde")?;
        let messages = room.discord().messages();
        let answer = messages
            .iter()
            .find(|m| m.id == answer)
            .ok_or("no answer")?;
        let mut called = answer.pings.clone();
        called.sort();
        assert_eq!(called, ["Ana", "Carla"]);
        // Only who asked settles it.
        carla.press("Me quedó claro").await?.expect("Solo")?;
        ana.press("Me quedó claro").await?;
        let joined: Vec<i64> = sqlx::query_scalar("SELECT person_id FROM question_joins")
            .fetch_all(room.store().pool())
            .await?;
        assert_eq!(joined, [carla.person().id().cast_signed()]);
        beto.press_id("t1:1:too:q1")
            .await?
            .expect("ya está resuelta")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_same_doubt_of_two_is_grouped_and_an_answer_reaches_both() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto, carla] = begun(room).await?;
        ana.ask(OPEN).await?;
        carla
            .ask("alguien sabe poner el texto en colores")
            .await?
            .expect("Otra persona tiene la misma duda")?;
        let shown = room
            .visible_text()
            .matches("2 personas tienen esta duda")
            .count();
        assert_eq!(shown, 2, "below each of the two");
        room.expect_shown("Dudas abiertas: 1").await?;
        let first = message(room, "Ana pregunta")?;
        beto.press_on(first, "Responder")
            .await?
            .fill(&[ANSWER])
            .await?;
        let answer = message(room, "Beto responde")?;
        let messages = room.discord().messages();
        let posted = messages
            .iter()
            .find(|m| m.id == answer)
            .ok_or("no answer")?;
        let mut called = posted.pings.clone();
        called.sort();
        assert_eq!(called, ["Ana", "Carla"]);
        room.expect_shown("Respuesta de Beto a la misma duda")
            .await?;
        assert_eq!(room.visible_text().matches("Beto responde").count(), 1);
        // Each settles their own, from the one answer.
        carla
            .press_on(answer, "Me quedó claro")
            .await?
            .expect("resuelta")?;
        let states: Vec<String> =
            sqlx::query_scalar("SELECT status FROM questions ORDER BY question_id")
                .fetch_all(room.store().pool())
                .await?;
        assert_eq!(states, ["answered", "resolved"]);
        ana.press_on(answer, "Me quedó claro")
            .await?
            .expect("resuelta")?;
        let shared: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM answers WHERE question_id = 'q2' AND shared_question = 'q1'",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert_eq!(shared, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_asks_what_was_answered_gets_the_answer_at_once() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto, carla] = begun(room).await?;
        ana.ask(OPEN).await?;
        beto.press("Responder").await?.fill(&[ANSWER]).await?;
        carla
            .ask("alguien sabe poner el texto en colores")
            .await?
            .expect("La respuesta está en el hilo")?;
        room.expect_shown("Respuesta de Beto a la misma duda")
            .await?;
        let author: i64 =
            sqlx::query_scalar("SELECT author_id FROM answers WHERE question_id = 'q2'")
                .fetch_one(room.store().pool())
                .await?;
        assert_eq!(author, beto.person().id().cast_signed());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_leads_marks_a_peers_answer_as_right_and_can_take_that_back() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto, carla] = begun(room).await?;
        ana.ask(OPEN).await?;
        beto.press("Responder").await?.fill(&[ANSWER]).await?;
        carla
            .press("Marcar como correcta")
            .await?
            .expect("Solo puede hacerlo")?;
        marta
            .press("Marcar como correcta")
            .await?
            .expect("marcada como correcta")?;
        room.expect_shown("Según la moderación").await?;
        let kept = "SELECT answer FROM accepted_answers WHERE retired_at IS NULL";
        let accepted: Vec<String> = sqlx::query_scalar(kept)
            .fetch_all(room.store().pool())
            .await?;
        assert_eq!(accepted, [ANSWER]);
        marta
            .press("Quitar la marca")
            .await?
            .expect("Quité la marca")?;
        room.expect_hidden("Según la moderación")?;
        let accepted: Vec<String> = sqlx::query_scalar(kept)
            .fetch_all(room.store().pool())
            .await?;
        assert!(accepted.is_empty());
        // An answer of the course's is not marked, whatever a forged button says.
        ana.ask("print sin salto de linea").await?;
        marta
            .press_id("t1:1:accept:q2:1")
            .await?
            .expect("Solo se marcan")?;
        marta
            .press_id("t1:1:accept:q1:7")
            .await?
            .expect("no está en esta sesión")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn open_doubts_are_listed_with_links_at_the_pause_and_at_the_end() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto, carla] = begun(room).await?;
        ana.ask(OPEN).await?;
        carla
            .press("Tengo una duda")
            .await?
            .fill(&["¿hay que instalar algo para que suene?", "sí"])
            .await?;
        room.expect_shown("Dudas abiertas: 2").await?;
        let doubt = message(room, "Ana pregunta")?;
        let panel = message(room, "Pausa: Saludar")?;
        let text = |id: u64| {
            let messages = room.discord().messages();
            let found = messages.iter().find(|message| message.id == id);
            found
                .map(tertulia::local::MessageView::text)
                .unwrap_or_default()
        };
        assert!(links(room, "Pausa: Saludar", doubt));
        for person in [&ana, &beto, &carla] {
            person.confirms().await?;
        }
        room.expect_shown("Tema visto: Saludar").await?;
        assert!(text(panel).contains("Tema visto"), "{}", text(panel));
        assert!(text(panel).contains("Dudas abiertas: 2"), "{}", text(panel));
        marta.slash("/terminar").await?;
        room.expect_shown("Quedaron 2 dudas abiertas").await?;
        let left = message(room, "Quedaron 2 dudas abiertas")?;
        assert!(links(room, "Quedaron 2 dudas abiertas", doubt));
        assert!(!text(left).contains("Carla") && !text(left).contains("Ana"));
        assert!(left < message(room, "Aquí está el informe")?);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_moderator_answers_after_the_end_and_the_asker_settles_it_then() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto, _] = begun(room).await?;
        ana.ask(OPEN).await?;
        let doubt = message(room, "Ana pregunta")?;
        marta.slash("/terminar").await?;
        beto.press_id("t1:1:answer:q1").await?.expect("ya terminó")?;
        marta
            .press_id("t1:1:answer:q1")
            .await?
            .fill(&[ANSWER])
            .await?
            .expect("Tu respuesta está en el hilo")?;
        room.expect_shown("La moderación responde").await?;
        let answer = message(room, "La moderación responde")?;
        ana.press_on(answer, "Me quedó claro").await?.expect("resuelta")?;
        let ended: String = sqlx::query_scalar(
            "SELECT s.status || ' ' || q.status FROM sessions s JOIN questions q ON q.session_id = s.id
             WHERE s.ended_at IS NOT NULL AND s.end_reason = 'closed'",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert_eq!(ended, "ended resolved");
        ana.press_on(doubt, "Yo también").await.err().ok_or("a button is left")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn buttons_of_another_server_or_of_nobody_do_nothing() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto, _] = begun(room).await?;
        ana.ask(OPEN).await?;
        for forged in [
            "t1:99:too:q1",
            "t1:99:accept:q1:1",
            "t1:99:still:q1:1",
            "t1:99:merge:q1",
        ] {
            let answer = beto.press_id(forged).await?;
            let said = answer.text();
            assert!(
                said.contains("no está en este servidor") || said.contains("Solo puede hacerlo"),
                "{forged}: {said}"
            );
        }
        beto.press_id("t1:1:too:q9")
            .await?
            .expect("no está en esta sesión")?;
        beto.press_id("t1:1:merge:q1")
            .await?
            .expect("Solo puede hacerlo la moderación")?;
        beto.press_id("t1:1:retopic:q1")
            .await?
            .expect("Solo puede hacerlo la moderación")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_asker_who_is_told_directly_while_the_bot_dies_is_told_once() {
    let (discord, ana, database) = stage().await;
    let beto = discord.add_person("Beto", false);
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&beto, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    ana.slash(&format!("/duda {OPEN} anonima:sí"))
        .await
        .unwrap();
    shown(&discord, "Alguien del grupo pregunta").await;
    settled(&discord, &database.store).await;
    let Answer::Modal(form) = press(&beto, &discord, "Responder").await else {
        panic!("no form\n\n{}", discord.transcript());
    };
    // The answer is posted, and its sender does not learn it.
    discord.hang_next("POST", "/channels/{channel_id}/messages", 1);
    beto.submit(&form, &[ANSWER]).await.unwrap();
    shown(&discord, "Beto responde").await;
    bot.kill_on(&discord).await;

    let _bot = BotProcess::start(&discord, &database);
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    let told = |_: &LocalDiscord| {
        let messages = ana.messages();
        messages.iter().any(|m| m.text().contains("sin tu nombre"))
    };
    within(
        Duration::from_secs(10),
        "the word",
        &discord,
        discord.until(told),
    )
    .await;
    settled(&discord, &database.store).await;
    let of = |text: &str| {
        let messages = ana.messages();
        messages.iter().filter(|m| m.text().contains(text)).count()
    };
    assert_eq!((of("Beto responde"), of("sin tu nombre")), (1, 1));
    database.remove().await;
}
