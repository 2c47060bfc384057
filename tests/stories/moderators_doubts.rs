//! `/dudas`: what moderators see of a server's doubts, and do with them.

use crate::{
    crash::{BotProcess, PATIENCE, press, settled, shown, stage, within},
    room::{Failure, Player, Room, rehearse},
};
use tertulia::local::{Answer, ComponentView};

const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto"];
const OPEN: &str = "¿Alguien sabe poner el texto en colores?";
const OTHER: &str = "=2+2 ¿hay que instalar algo para que suene?";

/// Ana and Beto are on the first topic of the small course, called by Marta.
async fn begun(room: &Room) -> Result<[Player<'_>; 3], Failure> {
    let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    marta.press("Comenzar").await?;
    Ok([marta, ana, beto])
}

/// Three doubts: one of Ana's and one of Beto's are open, one of Ana's is resolved.
async fn asked(room: &Room) -> Result<[Player<'_>; 3], Failure> {
    let [marta, ana, beto] = begun(room).await?;
    ana.ask("print sin salto de linea").await?;
    ana.press("Me quedó claro").await?;
    ana.ask(OPEN).await?;
    beto.ask(OTHER).await?;
    Ok([marta, ana, beto])
}

#[tokio::test]
async fn moderators_find_doubts_by_state_topic_learner_day_and_session() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = asked(room).await?;
        let all = marta.slash("/dudas").await?.expect("Dudas: 3")?;
        all.expect("sin salto de linea")?
            .expect("en colores")?
            .expect("que suene")?;
        marta
            .slash("/dudas estado:resueltas")
            .await?
            .expect("Dudas: 1")?
            .expect("**Filtro:** resueltas")?
            .expect("sin salto de linea")?;
        marta
            .slash("/dudas estado:abiertas")
            .await?
            .expect("Dudas: 2")?;
        marta
            .slash("/dudas persona:Beto")
            .await?
            .expect("Dudas: 1")?
            .expect("que suene")?;
        let topics = marta.person().complete("/dudas tema:Sal").await?;
        let names: Vec<_> = topics.iter().map(|topic| topic.name.as_str()).collect();
        assert_eq!(names, ["Saludar (saludos)"]);
        let key = topics[0].value.as_str().ok_or("no key")?.to_owned();
        for typed in [key.as_str(), "saludar"] {
            marta
                .slash(&format!("/dudas tema:{typed}"))
                .await?
                .expect("tema Saludar")?
                .expect("Dudas: 3")?;
        }
        marta
            .slash("/dudas tema:cocina")
            .await?
            .expect("Nadie ha preguntado sobre «cocina»")?;
        for (day, found) in [
            ("desde:2026-11-22 hasta:22/11/2026", "Dudas: 3"),
            ("desde:23/11/2026", "No hay ninguna duda"),
            ("hasta:2026-11-21", "No hay ninguna duda"),
            ("desde:ayer", "No entiendo la fecha «ayer»"),
        ] {
            marta.slash(&format!("/dudas {day}")).await?.expect(found)?;
        }
        marta.slash("/dudas sesion:1").await?.expect("Dudas: 3")?;
        marta
            .slash("/dudas sesion:2")
            .await?
            .expect("No hay ninguna duda")?;
        ana.slash_despite_permissions("/dudas")
            .await?
            .expect("Solo puede hacerlo la moderación")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_days_are_those_of_the_servers_clocks() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, _, _] = asked(room).await?;
        // In Honolulu it is still the morning, in Auckland the next day.
        for (zone, day) in [
            ("Pacific/Auckland", "2026-11-23"),
            ("Pacific/Honolulu", "2026-11-22"),
        ] {
            sqlx::query(
                "INSERT INTO guild_settings (guild_id, time_zone) VALUES ($1, $2)
                 ON CONFLICT (guild_id) DO UPDATE SET time_zone = excluded.time_zone",
            )
            .bind(room.guild())
            .bind(zone)
            .execute(room.store().pool())
            .await?;
            let found = marta
                .slash(&format!("/dudas desde:{day} hasta:{day}"))
                .await?;
            found.expect("Dudas: 3")?.expect(day)?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_doubt_is_opened_answered_and_put_under_its_topic() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, _, _] = asked(room).await?;
        marta.slash("/dudas estado:abiertas persona:Ana").await?;
        let opened = marta.choose("Abre una duda", &[OPEN]).await?;
        opened
            .expect("Duda de Ana")?
            .expect("Saludar")?
            .expect("abierta")?
            .expect("Ver en el hilo")?;
        marta
            .press("Responder")
            .await?
            .fill(&["Con los códigos ANSI."])
            .await?
            .expect("Tu respuesta está")?;
        room.expect_shown("La moderación responde").await?;
        marta.press("Corregir tema").await?.expect("¿De qué tema")?;
        marta
            .choose("Elige el tema", &["Repetir"])
            .await?
            .expect("Repetir")?
            .expect("Con los códigos ANSI.")?;
        let topic: String = sqlx::query_scalar("SELECT topic_id FROM questions WHERE text = $1")
            .bind(OPEN)
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(topic, "repetir");
        // Back to the same list, with its filter: the doubt is no longer open.
        marta
            .press("Volver a la lista")
            .await?
            .expect("**Filtro:** abiertas")?
            .expect("No hay ninguna duda")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_doubts_are_merged_and_share_their_answer() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, beto] = asked(room).await?;
        let messages = room.discord().messages();
        let doubt = messages.iter().rfind(|m| m.text().contains("Ana pregunta"));
        let doubt = doubt.ok_or("no doubt")?.id;
        marta
            .press_on(doubt, "Responder")
            .await?
            .fill(&["Con ANSI."])
            .await?;
        marta.slash("/dudas persona:Beto").await?;
        marta.choose("Abre una duda", &[OTHER]).await?;
        marta.press("Fusionar").await?.expect("¿Con cuál otra")?;
        marta
            .choose("Elige la otra duda", &[OPEN])
            .await?
            .expect("ahora son una misma duda, que tienen 2 personas")?
            .expect("Con ANSI.")?;
        room.expect_shown("@Beto, tu duda ya tiene una respuesta")
            .await?;
        let shown = room
            .visible_text()
            .matches("2 personas tienen esta duda")
            .count();
        assert_eq!(shown, 2);
        beto.press_id("t1:1:settle:q3").await?.expect("resuelta")?;
        ana.press_id("t1:1:settle:q2").await?.expect("resuelta")?;
        let same: Option<String> =
            sqlx::query_scalar("SELECT same_as FROM questions WHERE question_id = 'q3'")
                .fetch_one(room.store().pool())
                .await?;
        assert_eq!(same.as_deref(), Some("q2"));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_filtered_list_is_exported_and_runs_nothing_in_a_spreadsheet() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, _, _] = asked(room).await?;
        marta.slash("/dudas persona:Beto").await?;
        let exported = marta.press("Exportar").await?.expect("una duda")?;
        let message = exported.answer().message().ok_or("no message")?.id;
        let files = room.discord().files_of(message);
        assert_eq!(files[0].file_name, "dudas.csv");
        let table = String::from_utf8(files[0].bytes.clone())?;
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 2, "{table}");
        assert!(
            lines[0].contains("learner,learner_id,anonymous,topic"),
            "{table}"
        );
        assert!(
            lines[1].contains("Beto") && lines[1].contains("'=2+2"),
            "{table}"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn ended_sessions_are_read_and_corrected_as_well() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, _, _] = asked(room).await?;
        marta.slash("/terminar").await?;
        marta.slash("/dudas").await?.expect("Dudas: 3")?;
        marta
            .choose("Abre una duda", &[OPEN])
            .await?
            .expect("Duda de Ana")?;
        marta.press("Corregir tema").await?;
        marta
            .choose("Elige el tema", &["Repetir"])
            .await?
            .expect("Repetir")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn lists_are_for_moderators_whatever_a_forged_button_says() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = asked(room).await?;
        for forged in [
            "s1:doubts:0:",
            "s1:doubt:0:",
            "s1:doubtscsv:0:",
            "s1:doubts:0:so",
        ] {
            let answer = ana.press_id(forged).await?;
            let answer = answer.expect("Solo puede hacerlo la moderación")?;
            answer.expect_not("en colores")?;
        }
        ana.press_id("s1:doubts:0:zz")
            .await?
            .expect("versión anterior")?;
        ana.press_id("s1:doubts:-1:")
            .await?
            .expect("versión anterior")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_list_of_before_a_restart_is_turned_and_opened() {
    let (discord, ana, database) = stage().await;
    let marta = discord.add_person("Marta", true);
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    ana.slash(&format!("/duda {OPEN}")).await.unwrap();
    settled(&discord, &database.store).await;
    // Eleven more, as if they had been asked in the course of some weeks.
    sqlx::query(
        "INSERT INTO questions (session_id, question_id, asker_id, text, kind, purpose, concepts,
             aspects, status, origin, asked_at)
         SELECT session_id, 'q' || n, asker_id, 'Duda número ' || n, kind, purpose, concepts, aspects,
             status, 'i' || n, asked_at - n * interval '1 day'
         FROM questions, generate_series(2, 12) n",
    )
    .execute(database.store.pool())
    .await
    .unwrap();
    let list = marta.slash("/dudas estado:abiertas").await.unwrap();
    assert!(list.text().contains("Página 1 de 2"), "{}", list.text());
    bot.kill_on(&discord).await;

    let _bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the restart", &discord, discord.ready()).await;
    let next = press(&marta, &discord, "Siguiente").await;
    assert!(next.text().contains("Página 2 de 2"), "{}", next.text());
    assert!(next.text().contains("Duda número 12"), "{}", next.text());
    let labels = |answer: &Answer| -> Vec<String> {
        let rows = answer.message().unwrap().rows.iter().flatten();
        rows.filter_map(|part| match part {
            ComponentView::Button { label, .. } => Some(label.clone()),
            ComponentView::Select { .. } => None,
        })
        .collect()
    };
    assert_eq!(labels(&next), ["Anterior", "Exportar"]);
    let back = press(&marta, &discord, "Anterior").await;
    assert!(back.text().contains("en colores"), "{}", back.text());
    let opened = marta.choose(&[OPEN]).await.unwrap();
    assert!(opened.text().contains("Duda de Ana"), "{}", opened.text());
    database.remove().await;
}
