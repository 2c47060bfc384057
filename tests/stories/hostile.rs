//! Input that no honest client sends, and input that people do send.

use crate::room::{Failure, rehearse};

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
            .expect("de una sesión que no está en este servidor")?;
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
        for name in &names[..12] {
            let [learner] = room.people([name.as_str()]);
            learner.confirms().await?;
        }
        marta
            .slash("/estado")
            .await?
            .expect("Participantes (24)")?
            .expect("Confirmaron este tema (12 de 24)")?
            .expect("**Faltan:**")?
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

#[tokio::test]
async fn a_button_of_another_server_s_session_does_nothing() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        // As if the session had been called elsewhere.
        sqlx::query("UPDATE sessions SET guild_id = guild_id + 1")
            .execute(room.store().pool())
            .await?;
        for button in ["join", "begin", "plan", "leave", "ask", "topics", "reflect"] {
            marta
                .press_id(&format!("t1:1:{button}"))
                .await?
                .expect("de una sesión que no está en este servidor")?;
        }
        ana.press("Unirme")
            .await?
            .expect("de una sesión que no está en este servidor")?;
        let events: i64 = sqlx::query_scalar("SELECT count(*) FROM session_events")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(events, 1, "nothing but its opening");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_did_not_join_presses_in_vain() {
    rehearse("saludos", &["Marta*", "Ana", "Eva"], async |room| {
        let [marta, ana, eva] = room.people(["Marta", "Ana", "Eva"]);
        marta.slash("/empezar saludos").await?;
        eva.press("Elegir temas")
            .await?
            .expect("pulsa primero **Unirme**")?;
        eva.press("Salir")
            .await?
            .expect("pulsa primero **Unirme**")?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        ana.ask("me sale NameError con print").await?;
        for button in [
            "Lo tengo claro",
            "Tengo una duda",
            "De otra forma",
            "Lo conecto con esto",
            "Pista",
            "Solución",
            "Lo he resuelto",
            "Compartir mi solución",
            "Responder",
        ] {
            eva.press(button)
                .await?
                .expect("pulsa primero **Unirme**")
                .map_err(|error| format!("{button}: {error}"))?;
        }
        eva.press("Me quedó claro")
            .await?
            .expect("Solo @Ana puede decir")?;
        for button in ["Avanzar igualmente", "Ir a otro tema"] {
            eva.press(button)
                .await?
                .expect("Solo puede hacerlo quien dirige la sesión")?;
        }
        eva.slash("/duda ¿Qué es print?")
            .await?
            .expect("pulsa primero **Unirme**")?
            .expect("¿Qué es print?")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn learners_cannot_use_moderators_commands_even_when_discord_lets_them() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        for command in ["/pausar", "/terminar"] {
            ana.slash_despite_permissions(command)
                .await?
                .expect("Solo puede hacerlo quien dirige la sesión")?;
        }
        ana.slash_despite_permissions("/configurar regla:anfitrión")
            .await?
            .expect("Gestionar servidor")?;
        marta
            .slash("/configurar")
            .await?
            .expect("como diga cada curso")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_too_long_is_given_back() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        let long = format!("¿Por qué? {} final", "a".repeat(3984));
        assert_eq!(long.chars().count(), 4000);
        ana.slash(&format!("/duda {long}"))
            .await?
            .expect("Tu texto tiene 4000 caracteres y caben 1000")?
            .expect("Para que no lo pierdas, aquí está tu texto")?
            .expect(&"a".repeat(3984))?
            .expect(" final")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn characters_that_hide_or_turn_text_do_nothing() {
    rehearse(
        "saludos",
        &["Marta*", "Ana\u{202e}", "Beto"],
        async |room| {
            let [marta, ana, beto] = room.people(["Marta", "Ana\u{202e}", "Beto"]);
            marta.slash("/empezar saludos").await?;
            ana.press("Unirme").await?;
            beto.press("Unirme").await?;
            marta.press("Comenzar").await?;
            let hidden = "¿Hay\u{200b} clase\u{202e} mañana\u{2066}? @\u{200b}everyone";
            beto.ask(hidden).await?.expect("registrada")?;
            beto.press("Compartir mi solución")
                .await?
                .fill(&["print('x')\u{202e}\n```\n@everyone"])
                .await?;
            room.expect_shown("¿Hay clase mañana?").await?;
            let shown = room.visible_text();
            for hidden in ['\u{202e}', '\u{2066}'] {
                assert!(!shown.contains(hidden), "{shown}");
            }
            let mut messages = room.discord().messages().into_iter();
            assert!(messages.all(|message| message.pings.is_empty()));
            Ok(())
        },
    )
    .await;
}

#[tokio::test]
async fn of_ten_doubts_in_a_second_five_are_taken_and_the_others_given_back() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        let person = ana.person();
        let mut forms = Vec::new();
        for _ in 0..10 {
            let answer = person.press("Tengo una duda").await?;
            forms.push(answer.modal().ok_or("no form")?.clone());
        }
        let texts: Vec<String> = (1..=10).map(|n| format!("¿Qué es la cosa {n}?")).collect();
        let sent = forms.iter().zip(&texts).map(async |(form, text)| {
            let answer = person.submit(form, &[text]).await?.text();
            Ok::<_, Failure>((text, answer))
        });
        let answers = futures::future::try_join_all(sent).await?;
        let kept: Vec<String> = sqlx::query_scalar("SELECT text FROM questions")
            .fetch_all(room.store().pool())
            .await?;
        assert_eq!(kept.len(), 5, "{kept:?}");
        for (text, answer) in answers {
            if kept.contains(text) {
                assert!(answer.contains("registrada"), "{answer}");
            } else {
                assert!(answer.contains("varias dudas en un minuto"), "{answer}");
                assert!(answer.contains(text), "{answer}");
            }
        }
        // A minute later there is room again.
        room.let_pass(time::Duration::minutes(1)).await?;
        ana.ask("¿Qué es la cosa 11?").await?.expect("registrada")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn of_two_who_call_a_session_at_once_one_is_told_that_there_is_one() {
    rehearse("saludos", &["Ana", "Beto"], async |room| {
        let [ana, beto] = room.people(["Ana", "Beto"]);
        let (one, other) = tokio::join!(
            ana.person().slash("/empezar saludos"),
            beto.person().slash("/empezar saludos"),
        );
        let mut answers = [one?.text(), other?.text()];
        answers.sort();
        assert!(
            answers[0].contains("ya hay una sesión abierta"),
            "{answers:?}"
        );
        assert!(answers[1].contains("La sesión está abierta"), "{answers:?}");
        room.expect_shown("Sala de espera").await
    })
    .await;
}

#[tokio::test]
async fn a_form_that_stays_open_for_an_hour_is_taken_when_it_comes() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        use time::Duration;
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        beto.press("Unirme").await?;
        marta.press("Comenzar").await?;
        let doubt = ana.press("Tengo una duda").await?;
        let solution = ana.press("Compartir mi solución").await?;
        beto.confirms().await?;
        room.let_pass(Duration::minutes(10)).await?;
        room.let_pass(Duration::minutes(20)).await?;
        room.expect_topic("repetir").await?;
        beto.confirms().await?;
        room.expect_shown("Para cerrar").await?;
        room.let_pass(Duration::minutes(30)).await?;
        doubt
            .fill(&["me sale NameError con print"])
            .await?
            .expect("Tu duda quedó registrada")?;
        solution
            .fill(&["print('Hola')"])
            .await?
            .expect("Tu solución está en el hilo")?;
        let topics: Vec<Option<String>> = sqlx::query_scalar(
            "SELECT topic_id FROM questions UNION ALL SELECT topic_id FROM solutions",
        )
        .fetch_all(room.store().pool())
        .await?;
        let saludar = Some("saludar".to_owned());
        assert_eq!(topics, [saludar.clone(), saludar]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_after_the_end_is_given_back() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;
        let doubt = ana.press("Tengo una duda").await?;
        ana.confirms().await?;
        ana.confirms().await?;
        let reflection = ana.press("Reflexión final").await?;
        marta.press("Avanzar igualmente").await?.expect("terminó")?;
        doubt
            .fill(&["¿Hay clase mañana?"])
            .await?
            .expect("Esta sesión ya terminó")?
            .expect("¿Hay clase mañana?")?;
        reflection
            .fill(&["Con la clase", "En casa", "El bucle"])
            .await?
            .expect("Esta sesión ya terminó")?
            .expect("Con la clase")?
            .expect("En casa")?
            .expect("El bucle")?;
        Ok(())
    })
    .await;
}
