//! `tertulia rehearse` as a newcomer meets it: the program itself, with its own PostgreSQL.

use std::{
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

/// A folder that the embedded PostgreSQL can enter when it runs as another user.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let open = std::fs::Permissions::from_mode(0o711);
    std::fs::set_permissions(folder.path(), open).expect("our own folder");
    folder
}

fn rehearse(folder: &Path, arguments: &[&str]) -> Output {
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    Command::new(env!("CARGO_BIN_EXE_tertulia"))
        .args(["rehearse", "saludos"])
        .args(arguments)
        .current_dir(folder)
        .env_remove("DATABASE_URL")
        .env("TERTULIA_DATA_DIR", folder.join("data"))
        .env("TERTULIA_COURSES_DIR", small)
        .env("LC_ALL", "es_ES.UTF-8")
        .output()
        .expect("the program starts")
}

fn with_script(folder: &Path, script: &str) -> Output {
    std::fs::write(folder.join("guion.txt"), script).expect("our own folder");
    rehearse(folder, &["--script", "guion.txt"])
}

/// Everything that the program printed.
fn printed(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .concat()
}

#[track_caller]
fn expect(output: &Output, text: &str) {
    let printed = printed(output);
    assert!(printed.contains(text), "no «{text}» in:\n{printed}");
}

#[test]
fn the_simulated_group_goes_through_the_course_and_leaves_the_report() {
    let folder = folder();
    let output = rehearse(folder.path(), &["--auto", "--out", "informes"]);
    assert!(output.status.success(), "{}", printed(&output));
    expect(&output, "Tema 2 de 2: Repetir");
    expect(&output, "Ana · saludar ·");
    let report = std::fs::read_to_string(folder.path().join("informes/informe-1.md"))
        .expect("the report is there");
    for heading in [
        "1. Estructura de la conversación",
        "2. Claridad y profundidad",
        "3. Patrones de aprendizaje",
        "4. Aplicación y reflexión",
        "5. Observaciones adicionales",
    ] {
        assert!(report.contains(heading), "{report}");
    }
    let again = rehearse(folder.path(), &["--auto", "--out", "informes"]);
    assert!(again.status.success(), "a second time: {}", printed(&again));
    for file in [
        "informe-1.pdf",
        "informe-1.png",
        "informe-2.md",
        "informe-2.pdf",
    ] {
        assert!(folder.path().join("informes").join(file).exists(), "{file}");
    }
}

#[test]
fn a_script_is_played_line_by_line() {
    let folder = folder();
    let script = "Personas: Eva, Luis*\n\
        Luis: /empezar saludos\n\
        Eva: [Unirme]\n\
        Luis: [Comenzar]   \n\
        # una duda por el formulario\n\
        Eva: [Tengo una duda] print sin salto de linea\n\
        Eva: [Me quedó claro]\n\
        # y otra que menciona al bot\n\
        Eva: @Tertulia ¿Y con emojis?\n\
        # y una que anota quien modera\n\
        Eva: no me sale lo del color\n\
        Luis: [Anotar como duda] lo del color\n\
        Luis: /terminar\n";
    let output = with_script(folder.path(), script);
    assert!(output.status.success(), "{}", printed(&output));
    expect(&output, "Eva pregunta");
    expect(&output, "Doy la duda por resuelta");
    expect(&output, " UTC · ¿Y con emojis?");
    expect(
        &output,
        "Luis elige «Anotar como duda» en un mensaje de Eva",
    );
    expect(&output, " UTC · no me sale lo del color");
    expect(&output, "ensayo/informe-1.md");
}

#[test]
fn a_script_chooses_from_menus_too() {
    let folder = folder();
    let script = "Personas: Eva, Luis*\n\
        Luis: /empezar saludos\n\
        Eva: [Unirme]\n\
        Eva: [Elige lo que ya conoces] Sistemas operativos\n\
        Eva: [Elegir temas]\n\
        Eva: [Sube un tema un lugar] Repetir\n\
        Eva: [Elige los temas] Repetir | Saludar\n\
        Luis: [Comenzar]\n\
        Luis: [Ir a otro tema]\n\
        Luis: [Elige un tema] Fundamentos\n";
    let output = with_script(folder.path(), script);
    assert!(!output.status.success());
    expect(&output, "Eva elige [Sistemas operativos]");
    expect(&output, "Tema 1 de 2: Repetir");
    // What is not in the menu is told with what is.
    expect(&output, "Línea 10");
    expect(&output, "ningún menú con la opción «Fundamentos»");
    expect(&output, "[Saludar]");
}

#[test]
fn a_script_asks_for_reports_with_the_options_of_their_commands() {
    let folder = folder();
    let script = "Personas: Ana, Marta*\n\
        Marta: /configurar canal_informes:#informes zona_horaria:America/Bogota\n\
        Marta: /empezar saludos\n\
        Ana: [Unirme]\n\
        Marta: [Comenzar]\n\
        Ana: [Tengo una duda] ¿Y con emojis?\n\
        Marta: /terminar\n\
        Marta: /informe sesion:1 formato:Markdown\n\
        Marta: /informe sesion:1 formato:PNG publico:sí\n\
        Ana: /mi-informe sesion:1\n\
        Ana: [Corregir]\n\
        Ana: [Elige una duda] ¿Y con emojis?\n\
        Ana: [El tipo de duda] causa (¿por qué?)\n\
        Ana: /informe sesion:1\n";
    let output = with_script(folder.path(), script);
    // The last line cannot work: the command is not for Ana.
    assert!(!output.status.success());
    for told in [
        "Cada informe se publica también en #informes",
        "Las horas de los informes son las de America/Bogota",
        "informe-1-moderacion.md",
        "informe-1-personal.pdf",
        "Ahora está en",
        "Línea 14",
        "no tiene permiso",
    ] {
        expect(&output, told);
    }
    let saved = std::fs::read_dir(folder.path().join("ensayo")).expect("the reports' folder");
    assert_eq!(saved.count(), 3);
}

#[test]
fn a_script_that_cannot_be_read_names_every_wrong_line() {
    let folder = folder();
    let output = with_script(
        folder.path(),
        "Ana [Unirme]\nAna: /empezar saludos\nBeto:\n",
    );
    assert!(!output.status.success());
    expect(&output, "guion.txt: línea 1: falta quién actúa");
    expect(&output, "guion.txt: línea 3: falta qué hace");
    let missing = rehearse(folder.path(), &["--script", "no-existe.txt"]);
    assert!(!missing.status.success());
    expect(&missing, "No se puede leer el guion no-existe.txt");
}

#[test]
fn an_action_that_does_not_work_names_its_line_and_what_would() {
    let folder = folder();
    let unknown = with_script(folder.path(), "\nZoe: /empezar saludos\n");
    assert!(!unknown.status.success());
    expect(&unknown, "Línea 2 («Zoe: /empezar saludos»)");
    expect(&unknown, "Están: Ana, Beto, Carla, Marta");
    let no_button = with_script(folder.path(), "Ana: /empezar saludos\nBeto: [Unirse]\n");
    assert!(!no_button.status.success());
    expect(&no_button, "Línea 2");
    expect(&no_button, "«Unirse»");
    expect(&no_button, "[Unirme]");
}

#[test]
fn an_unknown_course_is_told_with_those_that_there_are() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_tertulia"))
        .args(["rehearse", "cocina", "--auto"])
        .current_dir(folder.path())
        .env(
            "TERTULIA_COURSES_DIR",
            Path::new(env!("CARGO_MANIFEST_DIR")).join("courses"),
        )
        .env("LC_ALL", "es_ES.UTF-8")
        .output()
        .expect("the program starts");
    assert!(!output.status.success());
    expect(
        &output,
        "No existe el curso «cocina». Hay: asyncio, hilos, multiprocessing",
    );
}

#[test]
fn the_bot_without_a_token_says_where_to_get_along_without_one() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_tertulia"))
        .arg("run")
        .current_dir(folder.path())
        .env_remove("DISCORD_TOKEN")
        .env("LC_ALL", "es_ES.UTF-8")
        .output()
        .expect("the program starts");
    assert!(!output.status.success());
    expect(&output, "Falta DISCORD_TOKEN");
    expect(&output, "rehearse --auto");
}
