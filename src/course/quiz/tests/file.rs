//! `tertulia course import` on files: what it prints, what it adds, and what it says.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use crate::{
    course::{
        load,
        quiz::{
            self, Format,
            import::{Import, run},
        },
        template,
    },
    texts::Language,
};

const QUESTIONS: &str =
    "// [tag:segundo-concepto]\n::a::¿Uno?{=a#Sí. ~b#No.}\n\n¿Dos?{T#Mal.#Bien.}\n\nNota\n";

/// A new course and a file of questions beside it.
struct Files {
    root: TempDir,
}

impl Files {
    fn new(questions: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        template::create(root.path(), "mini", None).unwrap();
        fs::write(root.path().join("preguntas.txt"), questions).unwrap();
        Self { root }
    }

    fn questions(&self) -> PathBuf {
        self.root.path().join("preguntas.txt")
    }

    fn topic(&self) -> PathBuf {
        self.root.path().join("mini/02-segundo-tema.md")
    }

    /// Whether all was well, and what was told and then printed, without the folder's name.
    fn import(&self, into: bool, concept: Option<&str>, language: Language) -> (bool, String) {
        let (file, topic) = (self.questions(), self.topic());
        let import = Import {
            file: &file,
            format: None,
            concept,
            into: into.then_some(topic.as_path()),
        };
        let (mut out, mut told) = (Vec::new(), Vec::new());
        let clean = run(import, language, &mut out, &mut told).unwrap();
        let text = [told, out].concat();
        let text = String::from_utf8(text).unwrap();
        let root = self.root.path().display().to_string();
        (clean, text.replace(&format!("{root}/"), ""))
    }
}

#[test]
fn questions_are_printed_as_a_section_and_the_rest_is_told() {
    let files = Files::new(QUESTIONS);
    let (clean, text) = files.import(false, None, Language::Spanish);
    assert!(!clean);
    insta::assert_snapshot!("printed", text);
    let (clean, text) = files.import(false, Some("primer-concepto"), Language::English);
    assert!(!clean);
    insta::assert_snapshot!("printed-english", text);
}

#[test]
fn questions_added_to_a_topic_are_checks_of_its_course() {
    let files = Files::new(&QUESTIONS.replace("Nota\n", ""));
    let (clean, text) = files.import(true, Some("primer-concepto"), Language::Spanish);
    assert!(clean, "{text}");
    insta::assert_snapshot!("added", text);
    let course = load(&files.root.path().join("mini")).unwrap().course;
    let checks = &course.topics[1].checks;
    let prompts: Vec<&str> = checks.iter().map(|check| check.prompt.as_str()).collect();
    assert_eq!(prompts, ["¿De qué trata este tema?", "¿Uno?", "¿Dos?"]);
    assert_eq!(checks[1].concept, "segundo-concepto".into());
    assert_eq!(checks[2].concept, "primer-concepto".into());

    let before = fs::read_to_string(files.topic()).unwrap();
    let (clean, text) = files.import(true, Some("primer-concepto"), Language::Spanish);
    assert!(!clean);
    insta::assert_snapshot!("added-twice", text);
    assert_eq!(fs::read_to_string(files.topic()).unwrap(), before);
}

#[test]
fn what_aiken_lacks_is_told_of_the_file_and_again_of_the_course() {
    let files = Files::new("¿Uno?\nA. Sí\nB. No\nANSWER: A\n");
    let (clean, text) = files.import(true, Some("segundo-concepto"), Language::Spanish);
    assert!(!clean);
    insta::assert_snapshot!("aiken", text);
}

#[test]
fn line_ends_of_windows_stay() {
    let files = Files::new(QUESTIONS);
    let topic = fs::read_to_string(files.topic()).unwrap();
    fs::write(
        files.topic(),
        format!("\u{feff}{}", topic.replace('\n', "\r\n")),
    )
    .unwrap();
    files.import(true, Some("segundo-concepto"), Language::Spanish);
    let text = fs::read_to_string(files.topic()).unwrap();
    assert!(text.starts_with("\u{feff}+++\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("### ¿Dos?\r\n"), "{text}");
}

#[test]
fn what_cannot_be_imported_changes_nothing() {
    let files = Files::new(QUESTIONS);
    let before = fs::read_to_string(files.topic()).unwrap();
    let (clean, text) = files.import(true, Some("otro"), Language::Spanish);
    assert!(!clean);
    assert_eq!(
        text,
        "El curso no tiene el concepto «otro». Tiene: primer-concepto, segundo-concepto.\n"
    );
    fs::write(files.questions(), b"uno\n\xff").unwrap();
    let (_, text) = files.import(true, None, Language::Spanish);
    assert_eq!(
        text,
        "preguntas.txt:2:1: error: «preguntas.txt» no es texto en UTF-8 a partir de aquí\n\
         No se leyó ninguna pregunta, y 1 cosa por resolver.\n\
         No se añadió nada a mini/02-segundo-tema.md.\n"
    );
    fs::write(files.questions(), "\n\n").unwrap();
    let (_, text) = files.import(false, None, Language::Spanish);
    assert!(
        text.contains("preguntas.txt:1:1: error: aquí no hay ninguna pregunta"),
        "{text}"
    );
    fs::remove_file(files.root.path().join("mini/course.toml")).unwrap();
    let (clean, text) = files.import(true, None, Language::Spanish);
    assert!(!clean);
    assert_eq!(
        text,
        "mini/02-segundo-tema.md no es un tema de un curso: en su carpeta no hay un course.toml \
         que se pueda leer.\n"
    );
    assert_eq!(fs::read_to_string(files.topic()).unwrap(), before);
}

#[test]
fn a_section_that_is_missing_is_added_where_it_belongs() {
    let insert = |topic| quiz::section::insert(topic, "### ¿A?\n\n");
    assert_eq!(
        insert("+++\n## a\n+++\n\n## Explicación\n\n```\n## Comprobación\n```\n"),
        "+++\n## a\n+++\n\n## Explicación\n\n```\n## Comprobación\n```\n\n## Comprobación\n\n### ¿A?\n"
    );
    assert_eq!(
        insert("\n## Ejercicio\n\nx\n\n## Dudas frecuentes\n"),
        "\n## Ejercicio\n\nx\n\n## Comprobación\n\n### ¿A?\n\n## Dudas frecuentes\n"
    );
    assert_eq!(
        insert("\n## Comprobación\n\n### ¿B?\n\n\n"),
        "\n## Comprobación\n\n### ¿B?\n\n### ¿A?\n"
    );
}

#[test]
fn every_check_of_the_shipped_courses_survives_the_way_through_gift() {
    let courses = crate::course::load_all(std::path::Path::new("courses")).unwrap();
    for course in courses.iter() {
        let text = quiz::gift(course, None);
        let questions = super::good(Format::Gift, &text);
        let checks = course.topics.iter().flat_map(|topic| &topic.checks);
        let checks: Vec<_> = checks.collect();
        assert_eq!(questions.len(), checks.len());
        for (question, check) in questions.iter().zip(checks) {
            assert_eq!(question.prompt, check.prompt);
            assert_eq!(super::options(question), check.options);
            assert_eq!(question.tags, [check.concept.as_str()]);
        }
    }
}

#[test]
fn the_questions_in_the_authors_guide_are_read_as_it_says() {
    const GUIDE: &str = include_str!("../../../../docs/escribir-un-curso.md");
    let block = |beginning: &str| {
        let start = GUIDE.find(beginning).unwrap() + beginning.len();
        let end = GUIDE[start..].find("\n```\n").unwrap();
        &GUIDE[start..=start + end]
    };
    let (questions, problems) = super::read(Format::Gift, block("```gift\n"));
    assert_eq!(problems, ["11:1 left-out"]);
    assert_eq!(questions.len(), 2);
    assert!(
        questions
            .iter()
            .flat_map(|own| &own.options)
            .all(|(_, option)| !option.feedback.is_empty())
    );
    let aiken = block("```text\n");
    assert_eq!(Format::of(aiken), Format::Aiken);
    assert_eq!(super::good(Format::Aiken, aiken).len(), 1);
}
