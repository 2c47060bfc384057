//! `/mi-informe`: each learner's own report, and what they put right in it.

use tertulia::local::MessageView;

use crate::{
    crash::{BotProcess, PATIENCE, press, settled, shown, stage, within},
    reports::{PEOPLE, begun, violations_with},
    room::{Failure, Room, rehearse},
};

const EMOJIS: &str = "¿Y con emojis?";

fn reports(room: &Room) -> Vec<MessageView> {
    let messages = room.discord().messages().into_iter();
    let is_one = |m: &MessageView| m.content.contains("Aquí está el informe");
    messages.filter(is_one).collect()
}

/// Everything that can be read in the server now: texts, and the files that are text.
fn readable(room: &Room) -> String {
    let mut text = room.visible_text();
    for file in room.discord().files() {
        text.push_str(&String::from_utf8_lossy(&file.bytes));
    }
    text
}

#[tokio::test]
async fn each_learner_reads_their_own_report_alone() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto] = begun(room).await?;
        marta.slash("/terminar").await?;
        let choices = ana.person().complete("/mi-informe sesion:salu").await?;
        assert_eq!(choices.len(), 1);
        let answer = ana
            .slash("/mi-informe")
            .await?
            .expect("Tu informe de la sesión n.º 1")?
            .expect("1. Estructura de la conversación")?;
        assert!(answer.file("informe-1-personal.pdf")?.starts_with(b"%PDF-"));
        assert!(
            answer
                .text()
                .contains("[Enviármelo por mensaje directo] [Corregir] [Borrar]")
        );
        // Beto asked nothing.
        let his = beto.slash("/mi-informe sesion:1").await?;
        assert!(!his.text().contains("Corregir"), "{}", his.text());
        assert!(!his.text().contains("Ana"), "{}", his.text());
        // Marta called the session and took no part in it.
        marta
            .slash("/mi-informe")
            .await?
            .expect("Todavía no participas")?;
        marta
            .slash("/mi-informe sesion:1")
            .await?
            .expect("No participaste")?;
        room.expect_hidden("Tu informe de la sesión")
    })
    .await;
}

#[tokio::test]
async fn a_report_is_sent_directly_to_who_takes_such_messages() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        marta.slash("/terminar").await?;
        ana.slash("/mi-informe").await?;
        ana.press("Enviármelo por mensaje directo")
            .await?
            .expect("Te lo envié")?;
        let messages = ana.person().messages();
        let direct: Vec<&MessageView> = messages.iter().filter(|m| m.channel.is_empty()).collect();
        let [direct] = direct[..] else {
            panic!("{} direct messages", direct.len());
        };
        assert_eq!(direct.files[0].name, "informe-1-personal.pdf");
        assert!(direct.rows.is_empty());
        ana.person().refuse_direct_messages();
        ana.press("Enviármelo por mensaje directo")
            .await?
            .expect("tienes cerrados los mensajes directos")?;
        violations_with(room, &["50007"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_corrected_doubt_makes_the_reports_anew_where_they_are() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/configurar canal_informes:#informes").await?;
        begun(room).await?;
        marta.slash("/terminar").await?;
        let before = reports(room);
        assert_eq!(before.len(), 2);
        ana.slash("/mi-informe").await?;
        ana.press("Corregir")
            .await?
            .expect("¿Cuál de tus dudas entendí mal?")?;
        ana.choose("Elige una duda", &[EMOJIS])
            .await?
            .expect(EMOJIS)?;
        ana.choose("El tipo de duda", &["depuración (¿qué falla?)"])
            .await?
            .expect("como **depuración (¿qué falla?)**")?;
        ana.choose("El tema", &["Repetir"])
            .await?
            .expect("Ahora está en **Repetir**")?;
        let stored: (String, String) =
            sqlx::query_as("SELECT kind, topic_id FROM questions WHERE question_id = 'q2'")
                .fetch_one(room.store().pool())
                .await?;
        assert_eq!(stored, ("debugging".to_owned(), "repetir".to_owned()));
        let after = reports(room);
        assert_eq!(after.len(), 2, "{}", room.transcript());
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.id, after.id);
            assert!(after.edited);
            let names: Vec<&str> = after.files.iter().map(|file| file.name.as_str()).collect();
            assert_eq!(names, ["informe-1.pdf", "informe-1.md", "informe-1.png"]);
        }
        // The same once more changes nothing.
        let events = count(room, "session_events").await?;
        ana.choose("El tema", &["Repetir"]).await?;
        assert_eq!(count(room, "session_events").await?, events);
        let csv = marta.slash("/informe sesion:1 formato:CSV").await?;
        let csv = String::from_utf8(csv.file(".csv")?)?;
        assert!(csv.contains("debugging"), "{csv}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_deleted_doubt_is_gone_from_everywhere() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/configurar canal_informes:#informes").await?;
        begun(room).await?;
        marta.slash("/terminar").await?;
        assert!(readable(room).contains(EMOJIS));
        let messages = room.discord().messages().len();
        ana.slash("/mi-informe").await?;
        ana.press("Borrar").await?;
        ana.choose("Elige la duda que quieres borrar", &[EMOJIS])
            .await?
            .expect("No se puede deshacer")?;
        ana.press("No borrar").await?.expect("¿Cuál de tus dudas")?;
        assert_eq!(count(room, "questions").await?, 2);
        ana.choose("Elige la duda que quieres borrar", &[EMOJIS])
            .await?;
        ana.press("Borrar para siempre").await?.expect("Borrada.")?;

        let now = readable(room);
        for words in [EMOJIS, "emojis", "Igual: son texto."] {
            assert!(!now.contains(words), "«{words}» is still there:\n{now}");
        }
        room.expect_shown("Quien preguntó esta duda la borró.")
            .await?;
        room.expect_shown("y con ella esta respuesta").await?;
        assert_eq!(room.discord().messages().len(), messages);
        assert_eq!(count(room, "questions").await?, 1);
        // The words are in no table at all.
        let everything: String = sqlx::query_scalar(
            "SELECT string_agg(row::text, ' ') FROM (
                 SELECT q::text AS row FROM questions q UNION ALL SELECT a::text FROM answers a
                 UNION ALL SELECT e::text FROM session_events e
                 UNION ALL SELECT d::text FROM deliveries d
                 UNION ALL SELECT j::text FROM graphile_worker._private_jobs j
             ) everything",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert!(!everything.contains("emojis") && !everything.contains("son texto"));
        assert!(everything.contains("question_deleted"));
        // Old buttons, and deleting once more.
        ana.press_id("t1:1:own-erase:q2")
            .await?
            .expect("Borrada.")?;
        ana.press_id("t1:1:settle:q2").await?.expect("ya terminó")?;
        let answer = marta.slash("/informe sesion:1 formato:JSON").await?;
        let log = String::from_utf8(answer.file(".jsonl")?)?;
        assert!(!log.contains("emojis"), "{log}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_doubt_can_be_taken_back_while_the_session_goes_on() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.slash("/mi-informe").await?.expect("Tu informe")?;
        ana.press("Borrar").await?;
        ana.choose("Elige la duda que quieres borrar", &[EMOJIS])
            .await?;
        ana.press("Borrar para siempre").await?;
        room.expect_hidden(EMOJIS)?;
        for id in ["t1:1:settle:q2", "t1:1:still:q2"] {
            ana.press_id(id).await?.expect("la borró")?;
        }
        beto.press_id("t1:1:answer:q2")
            .await?
            .fill(&["Yo sé"])
            .await?
            .expect("la borró")?;
        // It counts no more among those that wait for an answer.
        ana.slash("/estado").await?.expect("1 registrada")?;
        assert!(reports(room).is_empty());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_discord_does_not_let_be_edited_is_taken_away() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        marta.slash("/terminar").await?;
        room.let_pass(time::Duration::hours(2)).await?;
        let route = "/channels/{channel_id}/messages/{message_id}";
        room.discord().limit_old_edits(0);
        ana.slash("/mi-informe").await?;
        ana.press("Borrar").await?;
        ana.choose("Elige la duda que quieres borrar", &[EMOJIS])
            .await?;
        ana.press("Borrar para siempre").await?;
        room.expect_hidden(EMOJIS)?;
        room.expect_hidden("Igual: son texto.")?;
        let deleted = room.discord().requests();
        let deleted = deleted
            .iter()
            .filter(|r| r.method == "DELETE" && r.route == route);
        assert_eq!(deleted.count(), 2);
        let refused = room.take_violations();
        assert!(
            refused.iter().all(|one| one.contains("30046")),
            "{refused:#?}"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nobody_touches_anybody_else_s_doubts() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto] = begun(room).await?;
        marta.slash("/terminar").await?;
        let events = count(room, "session_events").await?;
        for player in [&beto, &marta] {
            player
                .press_id("t1:1:own-erase:q1")
                .await?
                .expect("Esa duda es de @Ana")?;
        }
        beto.press_id("t1:1:own-delete")
            .await?
            .expect("No tienes dudas")?;
        for id in ["t1:1:own-send", "t1:2:own-send", "t1:9:own-correct"] {
            marta.press_id(id).await?.expect_not("Te lo envié")?;
        }
        ana.press_id("t1:1:own-erase:q9")
            .await?
            .expect("no está en esta sesión")?;
        ana.press_id("t1:1:own-kind:q1")
            .await?
            .expect("versión anterior")?;
        assert_eq!(count(room, "session_events").await?, events);
        assert_eq!(count(room, "questions").await?, 2);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn many_doubts_come_in_pages() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = begun(room).await?;
        for number in 1..=26 {
            ana.ask(&format!("La duda de los colores número {number}"))
                .await?;
        }
        ana.slash("/mi-informe").await?;
        ana.press("Borrar").await?.expect("[Siguientes]")?;
        ana.press("Siguientes").await?.expect("[Anteriores]")?;
        ana.choose(
            "Elige la duda que quieres borrar",
            &["La duda de los colores número 26"],
        )
        .await?
        .expect("número 26")?;
        ana.press("No borrar").await?.expect("[Siguientes]")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_buttons_of_an_own_report_work_after_a_restart() {
    let (discord, ana, database) = stage().await;
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    ana.slash("/duda ¿Y con emojis?").await.unwrap();
    shown(&discord, EMOJIS).await;
    let own = ana.slash("/mi-informe").await.unwrap();
    assert!(own.text().contains("[Borrar]"), "{}", own.text());
    bot.kill_on(&discord).await;
    let _bot = BotProcess::start(&discord, &database);
    let connected = discord.until(tertulia::local::LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    press(&ana, &discord, "Borrar").await;
    let menu = "Elige la duda que quieres borrar";
    ana.choose_from(menu, &[EMOJIS]).await.unwrap();
    press(&ana, &discord, "Borrar para siempre").await;
    shown(&discord, "Quien preguntó esta duda la borró.").await;
    settled(&discord, &database.store).await;
    database.remove().await;
}

async fn count(room: &Room, table: &str) -> Result<i64, Failure> {
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")));
    Ok(count.fetch_one(room.store().pool()).await?)
}
