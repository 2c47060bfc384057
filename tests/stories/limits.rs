//! A course that is as long as its check allows everywhere: every text reaches the learners to its
//! end, and no menu or message is more than Discord takes.

use std::{fs, path::Path};

use crate::room::{Failure, rehearse_in};

/// Topics whose titles together fill the plan.
const TOPICS: usize = 17;
const TITLE: usize = 75;

/// A text of exactly so many characters with this end.
fn full(length: usize, end: &str) -> String {
    let rest = length - end.chars().count() - 1;
    let words: String = "palabra ".chars().cycle().take(rest).collect();
    format!("{} {end}", words.replace("  ", " a"))
}

fn title(topic: usize) -> String {
    let number = format!("Tema {topic:02}");
    format!("{number} {}", full(TITLE - number.len() - 1, "TÍTULO"))
}

/// The domain of a connection: one for each topic, and in the first one as many as a menu takes.
fn domains(topic: usize) -> Vec<String> {
    let more = if topic == 0 { 24 - TOPICS } else { 0 };
    let domain = |number: usize| format!("d{topic:02}x{number} {}", full(94, "DOMINIO"));
    (0..=more).map(domain).collect()
}

/// The frequent doubt of a topic, of 28 characters; none asks what another one's does.
fn doubt(topic: usize) -> String {
    match topic {
        0 => "por qué se traba el cangrejo".to_owned(),
        _ => format!("para qué sirve la pieza n.{topic:02}"),
    }
}

fn topic(number: usize) -> String {
    let connection = |domain: &String| {
        let text = full(900, "CONEXIÓN");
        format!("## Conexión\n- domain: {domain}\n- terms: palabra\n\n{text}\n")
    };
    let connections: Vec<String> = domains(number).iter().map(connection).collect();
    let connections = connections.join("\n");
    let paragraphs = |end: &str| {
        [
            full(1740, "a"),
            full(1740, "a"),
            full(1740, "a"),
            full(1900, end),
        ]
        .join("\n\n")
    };
    let check = |name: &str| {
        let option = |tick: &str, end: &str| {
            let feedback = full(900, end);
            format!(
                "- [{tick}] {}\n  > {feedback}\n",
                full(400, &format!("{name}{end}"))
            )
        };
        format!(
            "### {}\n- concept: palabra\n\n{}{}\n",
            full(1900 - 2 * 408, &format!("{name}PREGUNTA")),
            option("x", "BIEN"),
            option(" ", "MAL")
        )
    };
    format!(
        "+++\nid = \"t{number}\"\ntitle = \"{}\"\nminutes = 1\nconcepts = [\"palabra\"]\n\
         objectives = [\"{}\"]\n+++\n\n## Explicación\n\n{}\n\n```py\n{}\n```\n\n- {}\n\n\
         ## Ejemplo\n- file: a.py\n- concept: palabra\n\n{}\n\n{connections}\n\
         ## De otra forma\n- concept: palabra\n- kind: analogy\n\n{}\n\n\
         ## Ejercicio\n\n{}\n\n### Pista\n\n{}\n\n### Solución\n\n{}\n\n\
         ## Comprobación\n\n{}{}## Dudas frecuentes\n\n### {}\n- concepts: palabra\n- kind: cause\n\n{}\n",
        title(number),
        full(200, "OBJETIVO"),
        full(1900, "PÁRRAFO"),
        full(1888, "CÓDIGO"),
        full(1890, "ELEMENTO"),
        full(1900, "EJEMPLO"),
        paragraphs("OTRA"),
        paragraphs("EJERCICIO"),
        paragraphs("PISTA"),
        paragraphs("SOLUCIÓN"),
        check("A"),
        check("B"),
        doubt(number),
        full(1900 - 28, "RESPUESTA"),
    )
}

fn write(courses: &Path) {
    let course = courses.join("largo");
    fs::create_dir(&course).unwrap();
    let write = |file: &str, text: &str| fs::write(course.join(file), text).unwrap();
    let files: Vec<String> = (0..TOPICS)
        .map(|number| format!("\"{number}.md\""))
        .collect();
    write(
        "course.toml",
        &format!(
            "id = \"largo\"\nversion = \"1\"\nlanguage = \"es\"\ntitle = \"{}\"\nsummary = \"{}\"\n\
             authors = [\"Ana\"]\nlicence = \"CC-BY-4.0\"\nminutes = {TOPICS}\ntopics = [{}]\n\
             [[concepts]]\nid = \"palabra\"\nname = \"{}\"\nterms = [\"palabra\"]\n",
            full(80, "CURSO"),
            full(300, "RESUMEN"),
            files.join(", "),
            full(100, "CONCEPTO"),
        ),
    );
    for number in 0..TOPICS {
        write(&format!("{number}.md"), &topic(number));
    }
    write("a.py", &full(1800, "FIN"));
    let prompt = |end: &str| full(45, end);
    write(
        "reflexion.md",
        &format!(
            "## Comparación\n\n{}\n\n## Modelos\n- hilos: hilo\n\n## Reflexión\n- links: {}\n\
             - uses: {}\n- comparison: {}\n",
            full(1900, "COMPARACIÓN"),
            prompt("UNO"),
            prompt("DOS"),
            prompt("TRES"),
        ),
    );
}

#[tokio::test]
async fn the_longest_course_that_passes_the_check_is_shown_to_the_end_of_every_text() {
    let courses = tempfile::tempdir().unwrap();
    write(courses.path());
    let people = ["Marta*", "Ana"];
    rehearse_in(courses.path(), "largo", &people, async |room| {
        let [marta, ana] = room.people(["Marta", "Ana"]);
        marta.slash("/empezar largo").await?;
        room.expect_shown("RESUMEN").await?;
        let known = domains(0).remove(0);
        let label = format!("D{}", &known[1..]);
        ana.press("Unirme").await?;
        ana.choose("Elige lo que ya conoces", &[&label]).await?;
        let first = title(0);
        ana.press("Elegir temas")
            .await?
            .expect(&title(TOPICS - 1))?;
        ana.choose("Elige los temas", &[&first, &title(1)]).await?;
        marta.press("Comenzar").await?;
        for end in [
            "TÍTULO",
            "OBJETIVO",
            "PÁRRAFO",
            "CÓDIGO",
            "ELEMENTO",
            "EJEMPLO",
            "CONEXIÓN",
            "EJERCICIO",
        ] {
            room.expect_shown(end).await?;
        }
        ana.press("Pista").await?.expect("PISTA")?;
        ana.press("Solución").await?.expect("SOLUCIÓN")?;
        ana.press("De otra forma").await?;
        room.expect_shown("OTRA").await?;
        ana.ask("por qué se traba el cangrejo").await?;
        room.expect_shown("RESPUESTA").await?;
        marta.press("Ir a otro tema").await?;
        let first_check = ana.press("Lo tengo claro").await?;
        let wrong = first_check
            .expect("APREGUNTA")?
            .expect("AMAL")?
            .choose(false)
            .await?;
        let right = wrong
            .expect(" MAL")?
            .expect("APREGUNTA")?
            .choose(true)
            .await?;
        let next = right.expect(" BIEN")?.expect("BPREGUNTA")?.expect("BMAL")?;
        next.choose(true).await?.expect(" BIEN")?;
        marta.press("Avanzar igualmente").await?;
        room.expect_shown("COMPARACIÓN").await?;
        ana.press("Reflexión final")
            .await?
            .fill(&["a", "b", "c"])
            .await?;
        Ok::<(), Failure>(())
    })
    .await;
}
