//! Which files are read, and as what.

use std::{fs, path::Path};

use proptest::prelude::*;

use super::{CLOSING, FIRST, Folder, HEADER, spoilt};
use crate::course::{Loaded, Severity, load_all};

#[test]
fn a_good_course_loads_with_the_texts_as_their_author_wrote_them() {
    let Loaded { course, warnings } = Folder::good().load().unwrap();
    assert_eq!(warnings, []);
    insta::assert_debug_snapshot!(course);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
    let folder = Folder::good();
    let windows = format!("\u{feff}{}", FIRST.replace('\n', "\r\n"));
    folder.write("01-uno.md", &windows);
    assert_eq!(folder.load(), Folder::good().load());
}

#[test]
fn files_that_are_missing_are_reported_where_they_are_named() {
    assert_eq!(
        spoilt("course.toml", "02-dos.md", "02-otro.md"),
        ["course.toml:9:24 missing-file"]
    );
    assert_eq!(
        spoilt("01-uno.md", "file: ejemplos/tubo.py", "file: tubo.py"),
        ["01-uno.md:24:9 missing-file"]
    );
    assert_eq!(
        spoilt("01-uno.md", "file: ejemplos/tubo.py", "file: ejemplos"),
        ["01-uno.md:24:9 missing-file"]
    );
    let folder = Folder::good();
    fs::remove_file(folder.path().join("reflexion.md")).unwrap();
    assert_eq!(folder.problems(), ["reflexion.md:1:1 missing-file"]);
    fs::remove_file(folder.path().join("course.toml")).unwrap();
    assert_eq!(folder.problems(), ["course.toml:1:1 missing-file"]);
    fs::remove_dir_all(folder.path()).unwrap();
    assert_eq!(folder.problems(), ["course.toml:1:1 missing-file"]);
}

#[test]
fn no_file_outside_the_folder_is_read() {
    let folder = Folder::good();
    fs::write(folder.root.path().join("secreto.py"), "clave = 1").unwrap();
    let outside = ["01-uno.md:24:9 outside-folder"];
    for path in ["../secreto.py", "ejemplos/../../secreto.py", "/etc/passwd"] {
        folder.write("01-uno.md", FIRST);
        folder.replace(
            "01-uno.md",
            "file: ejemplos/tubo.py",
            &format!("file: {path}"),
        );
        assert_eq!(folder.problems(), outside, "{path}");
    }
    let link = folder.path().join("ejemplos/enlace.py");
    std::os::unix::fs::symlink(folder.root.path().join("secreto.py"), link).unwrap();
    folder.write("01-uno.md", FIRST);
    folder.replace(
        "01-uno.md",
        "file: ejemplos/tubo.py",
        "file: ejemplos/enlace.py",
    );
    assert_eq!(folder.problems(), outside);
    assert_eq!(
        spoilt("course.toml", "02-dos.md", "../mini/02-dos.md"),
        ["course.toml:9:24 outside-folder"]
    );
}

#[test]
fn files_that_are_not_text_or_too_large_are_not_read() {
    let folder = Folder::good();
    fs::write(folder.path().join("02-dos.md"), b"uno\n\xc3\xb1o\xff").unwrap();
    assert_eq!(folder.problems(), ["02-dos.md:2:3 not-utf8"]);
    let folder = Folder::good();
    folder.write("ejemplos/tubo.py", &"#".repeat(1024 * 1024 + 1));
    assert_eq!(folder.problems(), ["01-uno.md:24:9 file-too-large"]);
}

#[test]
fn bad_toml_is_reported_where_it_is() {
    assert_eq!(
        spoilt("course.toml", "minutes = 30", "minutes 30"),
        ["course.toml:8:9 bad-toml"]
    );
    assert_eq!(
        spoilt("01-uno.md", "id = \"uno\"", "id = uno"),
        ["01-uno.md:2:6 bad-toml"]
    );
    assert_eq!(
        spoilt("01-uno.md", "minutes = 10", "minutes = 10\nminutes = 10"),
        ["01-uno.md:5:1 bad-toml"]
    );
}

#[test]
fn front_matter_is_between_two_fences() {
    assert_eq!(
        spoilt("02-dos.md", "+++\nid", "id"),
        ["02-dos.md:1:1 no-front-matter"]
    );
    assert_eq!(
        spoilt("02-dos.md", "+++\n\n##", "\n##"),
        ["02-dos.md:1:1 unclosed-front-matter"]
    );
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_files() {
    let folder = Folder::good();
    folder.replace("course.toml", "minutes = 30", "minutes = 31");
    folder.replace("01-uno.md", "- kind: analogy", "- kind: x");
    folder.replace("02-dos.md", "- [ ] Uno", "- [x] Uno");
    folder.replace("reflexion.md", "## Modelos", "## Otros");
    assert_eq!(
        folder.load().unwrap_err().to_string(),
        "01-uno.md:38:9: «x» no se admite como «kind»; puede ser: analogy, diagram, code\n\
         02-dos.md:21:1: la comprobación tiene 2 opciones correctas y debe tener exactamente una\n\
         course.toml:8:11: el curso dice 31 minutos y sus temas suman 30\n\
         reflexion.md:1:1: falta la sección «Modelos»\n\
         reflexion.md:7:1: el título «Otros» no se conoce aquí; puede ser: \
         Comparación, Modelos, Reflexión"
    );
}

#[test]
fn a_catalogue_has_the_courses_of_a_folder_in_order() {
    let folder = Folder::good();
    let root = folder.root.path();
    assert_eq!(
        load_all(root).unwrap().ids().collect::<Vec<_>>(),
        [&"mini".into()]
    );

    copy(&folder.path(), &root.join("alfa"));
    let header = HEADER.replace("id = \"mini\"", "id = \"alfa\"");
    fs::write(root.join("alfa/course.toml"), &header).unwrap();
    fs::create_dir(root.join(".git")).unwrap();
    fs::write(root.join("README.md"), "Cursos").unwrap();
    let catalogue = load_all(root).unwrap();
    let ids: Vec<&str> = catalogue.iter().map(|course| course.id.as_str()).collect();
    assert_eq!(ids, ["alfa", "mini"]);
    assert_eq!(catalogue.get(&"mini".into()).unwrap().id, "mini".into());
    assert!(catalogue.get(&"otro".into()).is_none());

    let header = header.replace("minutes = 30", "minutes = 31");
    fs::write(root.join("alfa/course.toml"), header).unwrap();
    assert_eq!(
        load_all(root).unwrap_err().to_string(),
        "alfa/course.toml:8:11: el curso dice 31 minutos y sus temas suman 30"
    );
}

#[test]
fn a_folder_without_courses_is_an_error() {
    let root = tempfile::tempdir().unwrap();
    let error = load_all(root.path()).unwrap_err();
    assert_eq!(error.problems[0].kind.code(), "no-courses");
    let error = load_all(&root.path().join("nada")).unwrap_err();
    assert_eq!(error.problems[0].kind.code(), "missing-file");
}

/// The block of the authors' guide that begins with these words.
fn block_of_the_guide(beginning: &str) -> &'static str {
    const GUIDE: &str = include_str!("../../../docs/escribir-un-curso.md");
    let start = GUIDE.find(beginning).unwrap();
    let end = GUIDE[start..].find("\n```\n").unwrap();
    &GUIDE[start..=start + end]
}

#[test]
fn the_course_in_the_authors_guide_is_a_good_one() {
    let header = block_of_the_guide("id = \"multiprocessing\"")
        .replace("minutes = 90", "minutes = 20")
        .replace(
            "\"01-fundamentos.md\", \"02-creacion.md\"",
            "\"03-comunicacion.md\"",
        );
    let topic = block_of_the_guide("+++\nid = \"comunicacion\"").replace("[\"creacion\"]", "[]");
    let folder = Folder::named("multiprocessing");
    folder.write("course.toml", &header);
    folder.write("03-comunicacion.md", &topic);
    folder.write("reflexion.md", block_of_the_guide("# Reflexión final"));
    folder.write("ejemplos/pipe_duplex.py", "print('dúplex')");
    let wordings = block_of_the_guide("## ¿Pipe va en las dos direcciones y Queue no?\n\n- por");
    folder.write("formulaciones/03-comunicacion.md", wordings);
    assert_eq!(folder.problems(), Vec::<String>::new());
}

/// Where a text is cut, how much is taken out, and what is put in instead.
fn edit() -> impl Strategy<Value = (usize, usize, &'static str)> {
    let pieces = [
        "", "\n", "\n\n", "ñ", "- ", "- [x] ", "> ", "```", "+++\n", "## ", "# ", "\"", "[", "]",
        ":", "    ", "\t", "|", "<b>", "\u{feff}", "\r", "{", "}", "=", "*", "1. ", "\\",
    ];
    (
        0..2000_usize,
        0..12_usize,
        prop::sample::select(pieces.to_vec()),
    )
}

fn edited(text: &str, edits: &[(usize, usize, &str)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, taken, put) in edits {
        let at = at % characters.len();
        let end = (at + taken).min(characters.len());
        characters.splice(at..end, put.chars());
        characters.push('\n');
    }
    characters.into_iter().collect()
}

proptest! {
    #[test]
    fn no_text_makes_the_loader_fall(
        header in prop::collection::vec(edit(), 0..3),
        topic in prop::collection::vec(edit(), 0..8),
        closing in prop::collection::vec(edit(), 0..4),
    ) {
        let folder = Folder::good();
        folder.write("course.toml", &edited(HEADER, &header));
        folder.write("01-uno.md", &edited(FIRST, &topic));
        folder.write("reflexion.md", &edited(CLOSING, &closing));
        if let Err(errors) = folder.load() {
            prop_assert!(errors.problems.iter().any(|own| own.severity == Severity::Error));
            for problem in errors.problems {
                let text = fs::read_to_string(folder.path().join(&problem.file)).unwrap();
                let line = text.lines().nth(problem.line - 1).unwrap_or_default();
                prop_assert!(problem.line <= text.lines().count() + 1, "{}", problem);
                prop_assert!(problem.column <= line.chars().count() + 1, "{}", problem);
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The good course, with more wordings for the first topic's doubt.
fn with_wordings(text: &str) -> Folder {
    let folder = Folder::good();
    folder.replace(
        "01-uno.md",
        "minutes = 10\n",
        "minutes = 10\nwordings = \"formulaciones/01-uno.md\"\n",
    );
    folder.write("formulaciones/01-uno.md", text);
    folder
}

#[test]
fn wordings_may_have_a_file_of_their_own() {
    let folder = with_wordings(
        "# El tubo\n\n## ¿Va en las dos direcciones?\n- es de ida, o de vuelta\n- los dos lados: ¿hablan?\n\n- y al revés\n",
    );
    let doubt = &folder.load().unwrap().course.topics[0].doubts[0];
    assert_eq!(
        doubt.variants,
        [
            "es de ida y vuelta, o solo de ida",
            "puedo responder",
            "es de ida, o de vuelta",
            "los dos lados: ¿hablan?",
            "y al revés",
        ]
    );
}

#[test]
fn wordings_of_nothing_and_nothing_but_wordings_are_reported() {
    assert_eq!(
        with_wordings("Hola.\n\n## ¿Va?\n- va\n\n## ¿Va en las dos direcciones?\n").problems(),
        [
            "formulaciones/01-uno.md:1:1 stray-text",
            "formulaciones/01-uno.md:3:1 unknown-doubt",
            "formulaciones/01-uno.md:6:1 empty-section",
        ]
    );
    assert_eq!(
        with_wordings("## ¿Va en las dos direcciones?\nSí.\n\n- va\n  - viene\n").problems(),
        [
            "formulaciones/01-uno.md:2:1 stray-text",
            "formulaciones/01-uno.md:5:3 stray-text",
        ]
    );
    let folder = with_wordings("");
    fs::remove_file(folder.path().join("formulaciones/01-uno.md")).unwrap();
    assert_eq!(folder.problems(), ["01-uno.md:5:12 missing-file"]);
}
