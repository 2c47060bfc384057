//! Input that no honest client sends, and input that people do send.

use crate::room::rehearse;

#[tokio::test]
async fn stale_unknown_and_foreign_buttons_get_a_clear_answer() {
    rehearse("saludos", &["Marta*", "Ana", "Eva"], async |room| {
        let [marta, ana, eva] = room.people(["Marta", "Ana", "Eva"]);
        marta.slash("/empezar saludos").await?;
        marta
            .press("Comenzar")
            .await?
            .expect("Todavía no se une nadie")?;
        ana.press("Unirme").await?;
        ana.press("Unirme")
            .await?
            .expect("Ya participas en esta sesión")?;
        marta.press("Comenzar").await?;
        eva.press("Lo tengo claro")
            .await?
            .expect("pulsa primero **Unirme**")?;
        ana.press_id("t1:1:begin")
            .await?
            .expect("Solo puede hacerlo")?;
        marta.press_id("t1:1:begin").await?.expect("ya empezó")?;
        ana.press_id("t1:1:check:repetir:0:1")
            .await?
            .expect("todavía no llega a ese tema")?;
        ana.press_id("t1:1:check:saludar:9:9")
            .await?
            .expect("no está en esta sesión")?;
        ana.press_id("t1:1:rate:saludar:5")
            .await?
            .expect("Primero completa")?;
        ana.press_id("t1:999:join")
            .await?
            .expect("No hay ninguna sesión abierta")?;
        ana.press_id("t0:1:join")
            .await?
            .expect("versión anterior")?;
        ana.press_id("cualquier cosa")
            .await?
            .expect("versión anterior")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_buttons_of_an_earlier_topic_still_work() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        room.expect_topic("saludar").await?;
        let messages = room.discord().messages();
        let panel = messages
            .iter()
            .find(|m| m.text().contains("Pausa: Saludar"));
        let panel = panel.ok_or("no panel")?.id;
        beto.press("Unirme").await?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        ana.press_on(panel, "Lo tengo claro")
            .await?
            .expect("¿Cuánta seguridad tienes en **Saludar**?")?;
        let late = beto.press_on(panel, "Lo tengo claro").await?;
        late.choose_right_answers().await?.expect("Saludar")?;
        room.expect_shown("Confirmaron (2 de 2)").await
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_what_would_not_be_taken() {
    rehearse("saludos", &["Marta*", "Ana", "Eva"], async |room| {
        let [marta, ana, eva] = room.people(["Marta", "Ana", "Eva"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        eva.press("Tengo una duda")
            .await?
            .expect("pulsa primero **Unirme**")?;
        ana.ask("¿Hay clase mañana?").await?;
        eva.press("Responder")
            .await?
            .expect("pulsa primero **Unirme**")?;
        eva.press("Compartir mi solución")
            .await?
            .expect("pulsa primero **Unirme**")?;
        let answer = ["Sí, a las diez."];
        marta.press("Responder").await?.fill(&answer).await?;
        marta.slash("/terminar").await?;
        ana.press("Responder").await?.expect("ya terminó")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn commands_without_their_session_or_course_say_what_to_do() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        ana.slash("/estado")
            .await?
            .expect("No hay ninguna sesión abierta")?;
        ana.slash("/terminar")
            .await?
            .expect("No hay ninguna sesión abierta")?;
        ana.slash("/duda hola")
            .await?
            .expect("No hay ninguna sesión abierta")?;
        ana.slash("/empezar cocina")
            .await?
            .expect("No conozco el curso «cocina»")?;
        ana.slash("/ayuda").await?.expect("Lo tengo claro")?;
        let courses = ana.person().complete("/empezar sal").await?;
        let offered: Vec<_> = courses.iter().map(|course| course.name.as_str()).collect();
        assert_eq!(offered, ["Saludos en Python"]);
        marta.slash("/empezar saludos").await?;
        ana.slash("/empezar saludos")
            .await?
            .expect("ya hay una sesión abierta")?;
        ana.slash("/terminar").await?.expect("Solo puede hacerlo")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_a_learner_types_is_data() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        let hostile =
            "@everyone <@1> **negrita** ```py\nprint('x')\n``` '; DROP TABLE questions; --";
        ana.ask(hostile).await?.expect("registrada")?;
        let kept: String = sqlx::query_scalar("SELECT text FROM questions")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(kept, hostile);
        let pings: Vec<String> = room
            .discord()
            .messages()
            .into_iter()
            .flat_map(|message| message.pings)
            .collect();
        assert!(pings.is_empty(), "{pings:?}");
        room.expect_hidden("@everyone")?;
        let long = "a".repeat(4000);
        ana.slash(&format!("/duda {long}"))
            .await?
            .expect("Tu texto tiene 4000 caracteres")?;
        ana.ask("\0¿Qué\0 es esto?").await?.expect("registrada")?;
        let invisible = "/duda \u{200b}\u{202e}";
        ana.slash(invisible).await?.expect("El texto está vacío")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_bot_without_its_rights_says_which_ones_it_lacks() {
    rehearse("saludos", &["Ana"], async |room| {
        use tertulia::local::permissions;
        let discord = room.discord();
        discord.set_bot_permissions(permissions::BOT & !permissions::ATTACH_FILES);
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar saludos")
            .await?
            .expect("Adjuntar archivos")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn events_that_arrive_twice_are_recorded_once() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        room.discord().duplicate_events(true);
        ana.ask("¿Hay clase mañana?").await?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        room.discord().duplicate_events(false);
        let questions: i64 = sqlx::query_scalar("SELECT count(*) FROM questions")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(questions, 1);
        let shown = room.visible_text().matches("Ana pregunta").count();
        assert_eq!(shown, 1);
        // Nobody answers the same interaction twice.
        let requests = room.discord().requests();
        let mut callbacks = requests.iter().filter(|r| r.route.ends_with("/callback"));
        assert!(callbacks.all(|request| request.status < 300));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_large_group_with_long_names_is_shown_as_far_as_it_fits() {
    let names: Vec<String> = (10..34).map(|n| format!("{n}{}", "_".repeat(30))).collect();
    let mut cast = vec!["Marta*"];
    cast.extend(names.iter().map(String::as_str));
    rehearse("saludos", &cast, async |room| {
        let [marta] = room.people(["Marta"]);
        marta.slash("/empezar saludos").await?;
        for name in &names {
            let [learner] = room.people([name.as_str()]);
            learner.press("Unirme").await?.expect("Ya participas")?;
        }
        marta.press("Comenzar").await?;
        marta
            .slash("/estado")
            .await?
            .expect("Participantes (24)")?
            .expect("Faltan por confirmar")?
            .expect("ninguna registrada")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_name_that_cannot_be_seen_becomes_somebody() {
    let unseen = "\u{200e}\u{200b}";
    rehearse("saludos", &["Marta*", unseen], async |room| {
        let [marta, unseen] = room.people(["Marta", unseen]);
        marta.slash("/empezar saludos").await?;
        unseen.press("Unirme").await?;
        room.expect_shown("Participan (1)").await?;
        room.expect_shown("alguien").await
    })
    .await;
}
