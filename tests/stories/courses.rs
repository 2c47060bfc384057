//! The courses of a server: uploading, listing and withdrawing them; and a session keeps the course
//! that it began with.

use std::{fs, sync::Arc};

use tertulia::{
    application::{Application, Place, Visitor},
    clock::Clock,
    course::load_all,
    domain::session::Person,
    local::{LocalDiscord, permissions},
};

use crate::{
    archives::{self, course, hostile, replace, zipped},
    cluster::Database,
    crash::{BotProcess, PATIENCE, press, settled, shown, stage, within},
    room::{Failure, Room, courses_with, rehearse},
};

const CALLBACK: &str = "/interactions/{interaction_id}/{interaction_token}/callback";
const ORIGINAL: &str = "/webhooks/{webhook_id}/{webhook_token}/messages/@original";

#[tokio::test]
async fn a_server_uploads_a_course_and_holds_a_session_on_it() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        let files = course("hola", "0.9");
        let below = files.into_iter().map(|(path, bytes)| (format!("hola-main/{path}"), bytes));
        let zip = zipped(&below.collect());
        marta
            .slash_with_file("/cursos subir", "mi curso.zip", &zip)
            .await?
            .expect("**Saludos en Python** (`hola`, versión 0.9) ya está en este servidor")?
            .expect("**2.** Repetir · 6 min")?;
        ana.slash("/cursos ver")
            .await?
            .expect("`hola` · versión 0.9 · de este servidor")?
            .expect("`saludos` · versión 1.0.0")?;
        ana.slash("/cursos ver hola").await?.expect("10 minutos en total")?;
        let offered = ana.person().complete("/empezar curso:hola").await?;
        let offered: Vec<_> = offered.iter().map(|choice| choice.value.as_str().unwrap()).collect();
        assert_eq!(offered, ["hola"]);
        ana.slash("/empezar hola").await?;
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        let stored: (String, i64, i64) = sqlx::query_as(
            "SELECT c.version, g.uploaded_by, (SELECT count(*) FROM sessions WHERE course_hash = hash)
             FROM guild_courses g JOIN courses c USING (hash)
             WHERE g.guild_id = $1 AND g.course_id = 'hola' AND retired_at IS NULL",
        )
        .bind(room.guild())
        .fetch_one(room.store().pool())
        .await?;
        let marta = marta.person().id().cast_signed();
        assert_eq!(stored, ("0.9".to_owned(), marta, 1));
        insta::assert_snapshot!(room.transcript().split("Ana: /empezar").next().unwrap());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_with_a_course_is_in_the_answer() {
    rehearse("saludos", &["Marta*"], async |room| {
        let [marta] = room.people(["Marta"]);
        let mut files = course("hola", "1.0.0");
        replace(
            &mut files,
            "course.toml",
            "minutes = 10",
            "minutes = 12\nminutos = 3",
        );
        replace(
            &mut files,
            "01-saludar.md",
            "## Ejercicio",
            "## Ejercicios *@everyone*",
        );
        replace(
            &mut files,
            "01-saludar.md",
            "- [x] Las comillas",
            "- [ ] Las comillas",
        );
        replace(
            &mut files,
            "02-repetir.md",
            "ejemplos/tres.py",
            "ejemplos/../../tres.py",
        );
        let answer = marta
            .slash_with_file("/cursos subir", "hola.zip", &zipped(&files))
            .await?;
        insta::assert_snapshot!("problems", answer.text());
        marta.person().set_locale("en-GB");
        let answer = marta
            .slash_with_file("/cursos subir", "hola.zip", &zipped(&files))
            .await?;
        insta::assert_snapshot!("problems_in_english", answer.text());
        marta.person().set_locale("es-ES");

        // More than a message holds.
        for number in 0..60 {
            let line = format!("minutes = 12\nclave{number} = 1");
            replace(&mut files, "course.toml", "minutes = 12", &line);
        }
        let answer = marta
            .slash_with_file("/cursos subir", "hola.zip", &zipped(&files))
            .await?;
        let said = answer.text();
        assert!(said.contains("tiene 66 errores"), "{said}");
        assert!(said.contains("más en el archivo adjunto"), "{said}");
        assert!(said.contains("📎 problemas.txt"), "{said}");
        nothing_is_stored(room).await?;
        marta.slash("/cursos ver").await?.expect_not("hola")?;
        Ok(())
    })
    .await;
}

async fn nothing_is_stored(room: &Room) -> Result<(), Failure> {
    let stored: i64 = sqlx::query_scalar("SELECT count(*) FROM courses")
        .fetch_one(room.store().pool())
        .await?;
    assert_eq!(stored, 0);
    Ok(())
}

#[tokio::test]
async fn hostile_archives_do_nothing() {
    rehearse("saludos", &["Marta*"], async |room| {
        let [marta] = room.people(["Marta"]);
        for (name, bytes, said) in hostile() {
            if said == "✅" {
                nothing_is_stored(room).await?;
            }
            let answer = marta.slash_with_file("/cursos subir", name, &bytes).await;
            let answer = answer.map_err(|error| format!("{name}: {error}"))?;
            answer
                .expect(said)
                .map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn only_who_manages_the_server_changes_its_courses() {
    rehearse("saludos", &["Marta*", "Ana", "Beto"], async |room| {
        let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
        beto.person()
            .set_permissions(permissions::MEMBER | permissions::MANAGE_MESSAGES);
        let zip = zipped(&course("hola", "1.0.0"));
        for other in [&ana, &beto] {
            other
                .slash_with_file("/cursos subir", "hola.zip", &zip)
                .await?
                .expect("Solo puede hacerlo quien administra el servidor")?;
        }
        nothing_is_stored(room).await?;
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zip)
            .await?;
        ana.slash("/cursos retirar hola")
            .await?
            .expect("Solo puede hacerlo quien administra el servidor")?;
        ana.slash("/cursos ver").await?.expect("`hola`")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_course_is_offered_no_longer_and_its_sessions_go_on() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta
            .slash("/cursos retirar saludos")
            .await?
            .expect("no se retiran con `/cursos`")?;
        let zip = zipped(&course("hola", "1.0.0"));
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zip)
            .await?;
        ana.slash("/empezar hola").await?;
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;
        let offered = marta.person().complete("/cursos retirar curso:").await?;
        assert_eq!(offered.len(), 1, "only the server's own");
        marta
            .slash("/cursos retirar hola")
            .await?
            .expect("ya no se ofrece en este servidor")?;
        marta
            .slash("/cursos retirar hola")
            .await?
            .expect("no tiene ningún curso propio")?;
        ana.slash("/cursos ver hola")
            .await?
            .expect("No conozco el curso «hola»")?;
        assert!(
            ana.person()
                .complete("/empezar curso:hola")
                .await?
                .is_empty()
        );
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zip)
            .await?
            .expect("ya está en este servidor")?;
        ana.slash("/cursos ver hola")
            .await?
            .expect("10 minutos en total")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_course_of_one_file_is_held_to_its_end() {
    rehearse("saludos", &["Marta*"], async |room| {
        let [marta] = room.people(["Marta"]);
        let guide = fs::read_to_string("docs/moderar.md")?;
        let (_, text) = guide.split_once("````markdown\n").unwrap();
        let (text, _) = text.split_once("````").unwrap();
        marta
            .slash_with_file("/cursos subir", "listas.md", text.as_bytes())
            .await?
            .expect("**1.** Listas en Python · 15 min")?;
        marta.slash("/empezar listas").await?;
        marta.press("Unirme").await?;
        marta.press("Comenzar").await?;
        room.expect_shown("Ejemplo: lista.py").await?;
        assert_eq!(
            room.posted_file("lista.py")?,
            "compras = [\"pan\"]\ncompras.append(\"leche\")\nprint(compras)\n"
        );
        marta.press("Lo tengo claro").await?;
        marta.press("A").await?;
        room.expect_shown("Reflexión final").await?;
        room.expect_hidden("comparemos")?;
        let words = ["Con las tuplas", "En la tienda", "Con un conjunto"];
        marta.press("Reflexión final").await?.fill(&words).await?;
        room.expect_shown("5. Observaciones adicionales").await
    })
    .await;
}

#[tokio::test]
async fn a_servers_own_course_hides_the_installed_one_of_its_id() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        let mut files = course("saludos", "7.0");
        replace(
            &mut files,
            "course.toml",
            "Saludos en Python",
            "Saludos nuestros",
        );
        marta
            .slash_with_file("/cursos subir", "saludos.zip", &zipped(&files))
            .await?
            .expect("en lugar del curso instalado")?;
        ana.slash("/cursos ver")
            .await?
            .expect("Saludos nuestros")?
            .expect_not("Saludos en Python")?;
        ana.slash("/empezar saludos").await?;
        room.expect_shown("Saludos nuestros").await?;
        ana.slash("/terminar").await?;
        marta
            .slash("/cursos retirar saludos")
            .await?
            .expect("vuelve a ofrecerse el curso instalado")?;
        ana.slash("/cursos ver saludos")
            .await?
            .expect("Saludos en Python")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_keeps_the_course_that_it_began_with() {
    rehearse("saludos", &["Marta*", "Ana"], async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        let mut files = course("hola", "1.0");
        let said = "El bucle `for` repite su bloque";
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zipped(&files))
            .await?;
        marta
            .slash_with_file("/cursos subir", "otro-nombre.zip", &zipped(&files))
            .await?
            .expect("ya estaba en este servidor, igual a este")?;
        ana.slash("/empezar hola").await?;
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;

        replace(
            &mut files,
            "02-repetir.md",
            said,
            "El ciclo `for` repite su bloque",
        );
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zipped(&files))
            .await?
            .expect("dicen ser la versión 1.0")?;
        replace(
            &mut files,
            "course.toml",
            "version = \"1.0\"",
            "version = \"1.1\"",
        );
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zipped(&files))
            .await?
            .expect("pasa de la versión 1.0 a la 1.1")?;
        ana.confirms().await?;
        room.expect_shown(said).await?;
        ana.slash("/terminar").await?;
        ana.person().go_to("estudio")?;
        ana.slash("/empezar hola").await?;
        ana.person().go_back();
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;
        ana.confirms().await?;
        room.expect_shown("El ciclo `for` repite su bloque").await?;
        let versions: Vec<String> =
            sqlx::query_scalar("SELECT course_version FROM sessions ORDER BY id")
                .fetch_all(room.store().pool())
                .await?;
        assert_eq!(versions, ["1.0", "1.1"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_goes_on_with_its_course_after_a_restart_with_other_courses() {
    let (discord, ana, database) = stage().await;
    let folder = tempfile::tempdir().unwrap();
    let installed = folder.path().join("saludos");
    let mut files = course("saludos", "1.0.0");
    archives::write(&files, &installed);
    let bot = BotProcess::start_with_courses(&discord, &database, folder.path());
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    settled(&discord, &database.store).await;
    bot.kill_on(&discord).await;

    // Another version is installed, in which the topics have other names.
    replace(
        &mut files,
        "course.toml",
        "version = \"1.0.0\"",
        "version = \"2.0.0\"",
    );
    for file in ["01-saludar.md", "02-repetir.md"] {
        replace(&mut files, file, "id = \"", "id = \"nuevo-");
    }
    replace(
        &mut files,
        "02-repetir.md",
        "[\"saludar\"]",
        "[\"nuevo-saludar\"]",
    );
    archives::write(&files, &installed);
    let bot = BotProcess::start_with_courses(&discord, &database, folder.path());
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    for label in ["Lo tengo claro", "B", "A"] {
        press(&ana, &discord, label).await;
    }
    shown(&discord, "Pausa: Repetir").await;
    settled(&discord, &database.store).await;
    bot.kill_on(&discord).await;

    // It is not installed at all.
    fs::rename(&installed, folder.path().join("otro")).unwrap();
    replace(
        &mut files,
        "course.toml",
        "id = \"saludos\"",
        "id = \"otro\"",
    );
    archives::write(&files, &folder.path().join("otro"));
    let _bot = BotProcess::start_with_courses(&discord, &database, folder.path());
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the second restart", &discord, connected).await;
    for label in ["Lo tengo claro", "B"] {
        press(&ana, &discord, label).await;
    }
    shown(&discord, "Para cerrar").await;
    shown(&discord, "Repetir con un bucle").await;
    settled(&discord, &database.store).await;
    assert_eq!(discord.violations(), [""; 0]);
    database.remove().await;
}

#[tokio::test]
async fn a_session_from_before_courses_were_stored_uses_the_installed_one() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar saludos").await?;
        sqlx::query("UPDATE sessions SET course_hash = NULL")
            .execute(room.store().pool())
            .await?;
        // What this process believes to be stored is gone: the next session sends it again.
        sqlx::query("DELETE FROM courses")
            .execute(room.store().pool())
            .await?;
        ana.press("Unirme").await?;
        ana.press("Comenzar").await?;
        ana.confirms().await?;
        room.expect_topic("repetir").await?;
        ana.slash("/terminar").await?;
        ana.person().go_to("estudio")?;
        ana.slash("/empezar saludos")
            .await?
            .expect("La sesión está abierta")?;
        let kept: i64 =
            sqlx::query_scalar("SELECT count(*) FROM sessions JOIN courses ON hash = course_hash")
                .fetch_one(room.store().pool())
                .await?;
        assert_eq!(kept, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn processes_that_store_the_same_course_at_once_store_it_once() {
    let database = Database::create().await;
    let installed = Arc::new(load_all(&courses_with("saludos")).unwrap());
    let processes: Vec<Application> = (0..8)
        .map(|_| Application::new(database.store.clone(), installed.clone(), Clock::system()))
        .collect();
    let ana = Visitor {
        person: Person {
            id: "7".into(),
            moderator: true,
        },
        name: "Ana".to_owned(),
    };
    let opens = processes.iter().zip(1..).map(async |(process, channel)| {
        let place = Place {
            guild: 1,
            channel,
            opens_thread: false,
        };
        process.open(place, &ana, "saludos", None).await.unwrap();
        let own = installed.get(&"saludos".into()).unwrap().clone();
        process.upload(2, &ana, own).await.unwrap();
    });
    futures::future::join_all(opens).await;
    let stored: (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT count(*) FROM courses), (SELECT count(*) FROM guild_courses),
             (SELECT count(course_hash) FROM sessions)",
    )
    .fetch_one(database.store.pool())
    .await
    .unwrap();
    assert_eq!(stored, (1, 1, 8));
    database.remove().await;
}

#[tokio::test]
async fn an_upload_is_answered_though_discord_falters() {
    rehearse("saludos", &["Marta*"], async |room| {
        let [marta] = room.people(["Marta"]);
        let zip = zipped(&course("hola", "1.0.0"));
        // The request for time fails once, and then its answer is lost; so it is with the answer.
        room.discord().fail_next("POST", CALLBACK, 500, 1);
        room.discord().lose_next_answer("POST", CALLBACK, 1);
        room.discord().fail_next("PATCH", ORIGINAL, 503, 1);
        room.discord().lose_next_answer("PATCH", ORIGINAL, 1);
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zip)
            .await?
            .expect("ya está en este servidor")?;
        let second = room.take_violations();
        assert!(
            second.iter().all(|told| told.contains("40060")),
            "{second:?}"
        );
        room.discord().duplicate_events(true);
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zip)
            .await?
            .expect("No cambió nada")?;
        room.discord().duplicate_events(false);
        room.discord().lose_uploads(true);
        marta
            .slash_with_file("/cursos subir", "hola.zip", &zip)
            .await?
            .expect("No pude descargar")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_server_has_so_many_courses_of_its_own() {
    rehearse("saludos", &["Marta*"], async |room| {
        let [marta] = room.people(["Marta"]);
        for number in 0..25 {
            let zip = zipped(&course(&format!("curso-{number}"), "1"));
            let name = format!("{number}.zip");
            marta
                .slash_with_file("/cursos subir", &name, &zip)
                .await?
                .expect("✅")?;
        }
        let one_more = zipped(&course("uno-mas", "1"));
        marta
            .slash_with_file("/cursos subir", "mas.zip", &one_more)
            .await?
            .expect("ya tiene 25 cursos propios")?;
        let again = zipped(&course("curso-3", "2"));
        marta
            .slash_with_file("/cursos subir", "3.zip", &again)
            .await?
            .expect("✅")?;
        marta
            .slash("/cursos ver")
            .await?
            .expect("`curso-24`")?
            .expect("`saludos`")?;
        Ok(())
    })
    .await;
}
