//! Reports: what the group reads when a session ends, and what moderators ask for with `/informe`.

use serde_json::Value;
use tertulia::report::log::read_log;
use time::Duration;

use crate::room::{Failure, Player, Room, rehearse};

pub const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto"];

/// Ana and Beto are on the first topic, called by Marta. Ana has asked two doubts and confirmed, and
/// Beto has answered one of them.
pub async fn begun(room: &Room) -> Result<[Player<'_>; 3], Failure> {
    let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    marta.press("Comenzar").await?;
    ana.ask("print sin salto de linea").await?;
    ana.ask("¿Y con emojis?").await?;
    beto.press("Responder")
        .await?
        .fill(&["Igual: son texto."])
        .await?;
    ana.confirms().await?.expect("seguridad")?;
    ana.press("4").await?;
    Ok([marta, ana, beto])
}

/// Takes the refusals that were to come, each with its code.
#[track_caller]
pub fn violations_with(room: &Room, codes: &[&str]) {
    let violations = room.take_violations();
    let each_has = |code: &&str| violations.iter().any(|one| one.contains(code));
    assert!(codes.iter().all(each_has), "{violations:#?}");
    assert_eq!(violations.len(), codes.len(), "{violations:#?}");
}

/// The bodies with which the bot posted or edited a message that says this.
fn sent(room: &Room, text: &str) -> Vec<String> {
    let requests = room.discord().requests().into_iter();
    let bodies = requests.filter_map(|request| Some(request.body?.to_string()));
    bodies.filter(|body| body.contains(text)).collect()
}

#[tokio::test]
async fn the_report_has_its_documents_and_leads_to_what_it_rests_on() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = begun(room).await?;
        marta.slash("/terminar").await?;
        room.expect_shown("5. Observaciones adicionales").await?;
        let files = room.discord().files();
        let file = |name: &str| {
            let file = files.iter().find(|file| file.file_name == name);
            file.map(|file| file.bytes.clone()).ok_or(name.to_owned())
        };
        assert!(file("informe-1.pdf")?.starts_with(b"%PDF-"));
        assert!(file("informe-1.png")?.starts_with(b"\x89PNG"));
        let markdown = String::from_utf8(file("informe-1.md")?)?;
        assert!(
            markdown.contains("## 1. Estructura de la conversación"),
            "{markdown}"
        );

        let posted = sent(room, "Aquí está el informe");
        let [posted] = &posted[..] else {
            panic!("{} reports", posted.len());
        };
        let start = format!(
            "[↗](https://discord.com/channels/{}/",
            room.discord().guild_id()
        );
        let links: Vec<u64> = posted
            .split(&start)
            .skip(1)
            .filter_map(|rest| rest.split_once(')')?.0.rsplit_once('/')?.1.parse().ok())
            .collect();
        assert!(!links.is_empty(), "{posted}");
        let messages = room.discord().messages();
        for link in links {
            assert!(messages.iter().any(|message| message.id == link), "{link}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_that_never_began_has_a_short_and_honest_report() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = room.people(["Marta", "Ana", "Beto"]);
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.slash("/terminar").await?;
        room.expect_shown("no se registró ningún tema").await?;
        room.expect_hidden("1. Estructura")?;
        room.posted_file("informe-1.md")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn moderators_read_a_session_s_report_and_that_is_recorded() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        let choices = marta.person().complete("/informe sesion:salu").await?;
        assert_eq!(choices.len(), 1);
        assert_eq!(
            choices[0].name,
            "n.º 1 · Saludos en Python · 22 nov 2026 · Marta · en curso"
        );
        marta.slash("/terminar").await?;
        let choices = marta
            .person()
            .complete("/informe sesion:22/11 marta")
            .await?;
        assert_eq!(
            choices[0].name,
            "n.º 1 · Saludos en Python · 22 nov 2026 · Marta"
        );
        let none = marta.person().complete("/informe sesion:octubre").await?;
        assert!(none.is_empty(), "{none:?}");

        let answer = marta
            .slash("/informe sesion:1")
            .await?
            .expect("Informe para moderación: n.º 1 · Saludos en Python")?
            .expect("Queda registrado quién consulta")?
            .expect("1. Estructura de la conversación")?;
        assert!(
            answer
                .file("informe-1-moderacion.pdf")?
                .starts_with(b"%PDF-")
        );
        for (format, ending) in [("Markdown", ".md"), ("CSV", ".csv"), ("PNG", ".png")] {
            let line = format!("/informe sesion:1 formato:{format}");
            let answer = marta.slash(&line).await?;
            assert!(
                !answer
                    .file(&format!("informe-1-moderacion{ending}"))?
                    .is_empty()
            );
        }
        let pulls: Vec<(String, i64, String, bool)> = sqlx::query_as(
            "SELECT person_name, session_id, format, public FROM report_pulls ORDER BY id",
        )
        .fetch_all(room.store().pool())
        .await?;
        let formats: Vec<&str> = pulls
            .iter()
            .map(|(_, _, format, _)| format.as_str())
            .collect();
        assert_eq!(formats, ["pdf", "md", "csv", "png"]);
        assert!(
            pulls
                .iter()
                .all(|(who, id, _, public)| who == "Marta" && *id == 1 && !public)
        );
        // Nobody but Marta saw any of it.
        room.expect_hidden("Informe para moderación")?;
        drop(ana);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn learners_read_nobody_s_report_but_their_own() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = begun(room).await?;
        let shown = ana.slash("/informe sesion:1").await;
        assert!(shown.is_err(), "the command is not for learners");
        for line in [
            "/informe sesion:1",
            "/informe sesion:1 publico:sí",
            "/informe",
        ] {
            ana.slash_despite_permissions(line)
                .await?
                .expect("Solo puede hacerlo moderación")?;
        }
        assert!(ana.person().complete("/informe sesion:").await?.is_empty());
        let pulls: i64 = sqlx::query_scalar("SELECT count(*) FROM report_pulls")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(pulls, 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_server_s_reports_are_nobody_else_s() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        marta.slash("/terminar").await?;
        sqlx::query("UPDATE sessions SET guild_id = 1")
            .execute(room.store().pool())
            .await?;
        for line in [
            "/informe sesion:1",
            "/informe sesion:1 publico:sí",
            "/informe sesion:hola",
        ] {
            marta
                .slash(line)
                .await?
                .expect("No encuentro esa sesión en este servidor")?;
        }
        marta.slash("/informe").await?.expect("ninguna sesión")?;
        assert!(
            marta
                .person()
                .complete("/informe sesion:")
                .await?
                .is_empty()
        );
        ana.slash("/mi-informe sesion:1")
            .await?
            .expect("No participaste")?;
        ana.slash("/mi-informe")
            .await?
            .expect("Todavía no participas")?;
        for id in ["t1:1:own-send", "t1:1:own-correct", "t1:1:own-erase:q1"] {
            ana.press_id(id).await?.expect("no está en este servidor")?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_log_that_moderators_get_can_be_analysed_and_holds_nobody_s_ratings() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = begun(room).await?;
        marta.slash("/terminar").await?;
        let answer = marta.slash("/informe sesion:1 formato:JSON").await?;
        let report: Value = serde_json::from_slice(&answer.file("informe-1-moderacion.json")?)?;
        assert_eq!(
            report["sections"][0]["title"],
            "Estructura de la conversación"
        );
        let log = answer.file("sesion-1.jsonl")?;
        let events = read_log(log.as_slice())?;
        let stored: i64 = sqlx::query_scalar("SELECT count(*) FROM session_events")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(i64::try_from(events.len())?, stored);
        let text = String::from_utf8(log)?;
        assert!(text.contains("\"text\":\"¿Y con emojis?\""), "{text}");
        assert!(!text.contains("confidence_rated"), "{text}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_report_that_is_posted_on_demand_is_the_group_s() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = begun(room).await?;
        marta.slash("/terminar").await?;
        let before = room.discord().messages().len();
        marta
            .slash("/informe sesion:1 formato:Markdown publico:sí")
            .await?
            .expect("Publiqué en este canal")?;
        let messages = room.discord().messages();
        assert_eq!(messages.len(), before + 1);
        let posted = messages.last().ok_or("no message")?;
        let files = room.discord().files_of(posted.id);
        let [file] = &files[..] else {
            panic!("{} files", files.len());
        };
        assert_eq!(file.file_name, "informe-1.md");
        let text = String::from_utf8(file.bytes.clone())?;
        assert!(
            text == room.posted_file("informe-1.md")?,
            "the same as at the end"
        );
        assert!(!text.contains("Ana") && !text.contains("Beto"), "{text}");
        let public: Vec<bool> = sqlx::query_scalar("SELECT public FROM report_pulls")
            .fetch_all(room.store().pool())
            .await?;
        assert_eq!(public, [true]);
        marta
            .slash("/informe publico:sí")
            .await?
            .expect("solo para moderación")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_report_that_discord_may_or_may_not_have_taken_is_posted_once() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = begun(room).await?;
        marta.slash("/terminar").await?;
        let before = room.discord().messages().len();
        let route = "/channels/{channel_id}/messages";
        room.discord().lose_next_answer("POST", route, 1);
        marta
            .slash("/informe sesion:1 formato:Markdown publico:sí")
            .await?
            .expect("Publiqué en este canal")?;
        assert_eq!(room.discord().messages().len(), before + 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn moderators_sum_up_the_sessions_of_a_time() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        room.let_pass(Duration::minutes(30)).await?;
        marta.slash("/terminar").await?;
        room.let_pass(Duration::days(2)).await?;
        marta.slash("/empezar saludos").await?;
        ana.press("Unirme").await?;
        marta.press("Comenzar").await?;

        let all = marta
            .slash("/informe")
            .await?
            .expect("Resumen de varias sesiones")?
            .expect("Se registraron 2 sesiones")?
            .expect("y 1 sigue en curso")?
            .expect("Saludar")?
            .expect("Queda registrado")?;
        let text = String::from_utf8(all.file("resumen.md")?)?;
        assert!(text.contains("](https://discord.com/channels/"), "{text}");
        assert!(!text.contains("emojis"), "no words of learners: {text}");

        let first = marta
            .slash("/informe desde:2026-11-22 hasta:22/11/2026 curso:saludos formato:JSON")
            .await?
            .expect("Del 2026-11-22 al 2026-11-22")?
            .expect("Se registró 1 sesión")?;
        let json: Value = serde_json::from_slice(&first.file("resumen.json")?)?;
        assert_eq!(json["sessions"], 1);
        assert_eq!(json["open_doubts"].as_array().map(Vec::len), Some(2));
        let later = marta.slash("/informe desde:23/11/2026 formato:CSV").await?;
        assert!(!later.file("resumen.csv")?.is_empty());
        let pulled: Vec<(Option<String>, Option<String>, Option<String>)> = sqlx::query_as(
            "SELECT from_day::text, to_day::text, course_id FROM report_pulls ORDER BY id",
        )
        .fetch_all(room.store().pool())
        .await?;
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(
            pulled,
            [
                (None, None, None),
                (day("2026-11-22"), day("2026-11-22"), day("saludos")),
                (day("2026-11-23"), None, None),
            ]
        );
        for (line, said) in [
            ("/informe desde:ayer", "«ayer» no es una fecha"),
            ("/informe desde:2026-11-23 hasta:2026-11-22", "es anterior"),
            ("/informe desde:2027-01-01", "No se registró ninguna sesión"),
            ("/informe curso:otro", "No se registró ninguna sesión"),
            (
                "/informe formato:PDF desde:2026-11-01",
                "Markdown, CSV o JSON",
            ),
            ("/informe sesion:1 desde:2026-11-01", "no las dos cosas"),
        ] {
            marta.slash(line).await?.expect(said)?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_server_s_clocks_say_which_day_it_is() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ..] = room.people(["Marta", "Ana", "Beto"]);
        let zones = marta
            .person()
            .complete("/configurar zona_horaria:bogotá")
            .await?;
        assert_eq!(zones[0].name, "America/Bogota");
        marta
            .slash("/configurar zona_horaria:Pacific/Kiritimati")
            .await?
            .expect("son las de Pacific/Kiritimati")?;
        marta
            .slash("/configurar zona_horaria:Marte/Olympus")
            .await?
            .expect("No conozco la zona horaria «Marte/Olympus»")?;
        begun(room).await?;
        marta.slash("/terminar").await?;
        // 16:00 UTC on the 22nd is 06:00 on the 23rd there.
        let choices = marta.person().complete("/informe sesion:").await?;
        assert!(choices[0].name.contains("23 nov 2026"), "{choices:?}");
        marta
            .slash("/informe hasta:2026-11-22")
            .await?
            .expect("No se registró ninguna sesión")?;
        let markdown = room.posted_file("informe-1.md")?;
        assert!(markdown.contains("Pacific/Kiritimati"), "{markdown}");
        Ok(())
    })
    .await;
}
