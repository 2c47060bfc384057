//! Which courses an uploaded file holds. What a hostile one tries is told by tests/stories/courses.rs.

use std::{collections::BTreeMap, fs, io::Write, path::Path};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::Folder;
use crate::course::{CourseErrors, Loaded, Refusal, UploadError, load_upload};

/// A zip of these files, in this order.
fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The files of the good course, below a folder.
fn files(below: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::good();
    let mut files = BTreeMap::new();
    for path in [
        "course.toml",
        "01-uno.md",
        "02-dos.md",
        "reflexion.md",
        "ejemplos/tubo.py",
    ] {
        let bytes = fs::read(folder.path().join(path)).unwrap();
        files.insert(format!("{below}{path}"), bytes);
    }
    files
}

fn upload(files: &BTreeMap<String, Vec<u8>>) -> Result<Loaded, UploadError> {
    let files = files.iter();
    load_upload(
        "curso.ZIP",
        zipped(files.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))),
    )
}

#[test]
fn a_zip_of_a_course_is_read_as_its_folder_is() {
    let read = Folder::good().load().unwrap();
    for below in ["", "mini/", "Mi curso (1)/", "repo-main/cursos/mini/"] {
        assert_eq!(upload(&files(below)), Ok(read.clone()), "{below}");
    }
}

#[test]
fn what_systems_add_to_a_zip_is_left_out() {
    let mut with_more = files("mini/");
    for path in [
        "__MACOSX/mini/._course.toml",
        "__MACOSX/course.toml",
        "mini/.DS_Store",
        "mini/.git/course.toml",
        "LEEME.md",
    ] {
        with_more.insert(path.to_owned(), b"nada".to_vec());
    }
    assert_eq!(upload(&with_more), upload(&files("")));
}

#[test]
fn a_zip_holds_one_course() {
    let mut two = files("uno/");
    two.extend(files("dos/"));
    assert_eq!(upload(&two), Err(Refusal::SeveralCourses.into()));
    two.extend(files(""));
    assert!(upload(&two).is_ok(), "the folders below belong to it");
    let mut none = files("");
    none.remove("course.toml");
    assert_eq!(upload(&none), Err(Refusal::NoCourse.into()));
    assert_eq!(upload(&BTreeMap::new()), Err(Refusal::NoCourse.into()));
}

#[test]
fn problems_of_an_uploaded_course_have_the_places_of_its_files() {
    let mut spoilt = files("mini/");
    spoilt.remove("mini/ejemplos/tubo.py");
    let dead = String::from_utf8(spoilt["mini/02-dos.md"].clone()).unwrap();
    let dead = dead.replace(
        "## Explicación\n",
        "## Explicación\n\n[a](../fuera.md) [b](/etc/passwd) [c](x/../01-uno.md)\n",
    );
    spoilt.insert("mini/02-dos.md".to_owned(), dead.into_bytes());
    let Err(UploadError::Course(errors)) = upload(&spoilt) else {
        panic!("no problems");
    };
    assert_eq!(
        codes(&errors),
        [
            "01-uno.md:24 missing-file",
            "02-dos.md:13 dead-link",
            "02-dos.md:13 dead-link",
            "02-dos.md:13 not-shown",
        ]
    );
}

#[test]
fn text_with_nul_is_no_text() {
    let mut spoilt = files("");
    spoilt.insert("ejemplos/tubo.py".to_owned(), b"print('\0')\n".to_vec());
    let header = String::from_utf8(spoilt["course.toml"].clone()).unwrap();
    let header = header.replace("Curso mínimo", "Curso\\u0000mínimo");
    spoilt.insert("course.toml".to_owned(), header.into_bytes());
    let Err(UploadError::Course(errors)) = upload(&spoilt) else {
        panic!("no problems");
    };
    assert_eq!(
        codes(&errors),
        ["course.toml:4 wrong-type", "ejemplos/tubo.py:1 not-utf8"]
    );
}

#[test]
fn the_guide_s_course_of_one_file_is_a_whole_course() {
    let Loaded { course, warnings } = load_upload("listas.md", guide().into_bytes()).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(course.id.as_str(), "listas");
    let [topic] = &course.topics[..] else {
        panic!("{} topics", course.topics.len());
    };
    assert_eq!(topic.id.as_str(), "listas");
    assert_eq!(topic.minutes, 15);
    let [example] = &topic.examples[..] else {
        panic!("{} examples", topic.examples.len());
    };
    assert_eq!(example.file_name, "lista.py");
    assert_eq!(example.text, "La lista crece con cada `append`.");
    assert_eq!(
        example.code,
        "compras = [\"pan\"]\ncompras.append(\"leche\")\nprint(compras)\n"
    );
    let prompts = &course.closing.prompts;
    for prompt in [&prompts.links, &prompts.uses, &prompts.comparison] {
        assert!((1..=45).contains(&prompt.chars().count()), "{prompt}");
    }
}

#[test]
fn a_course_of_one_file_may_say_how_it_closes() {
    let text = guide()
        + "\n## Comparación\n\n- Lista\n- Tupla\n\n## Modelos\n- lista: lista\n\n## Reflexión\n\
           - links: ¿Uno?\n- uses: ¿Dos?\n- comparison: ¿Tres?\n";
    let closing = load_upload("a.md", text.into_bytes())
        .unwrap()
        .course
        .closing;
    assert_eq!(closing.comparison, "- Lista\n- Tupla");
    assert_eq!(closing.models[0].name, "lista");
    assert_eq!(closing.prompts.comparison, "¿Tres?");
}

#[test]
fn all_problems_of_a_course_of_one_file_are_told() {
    let text = guide()
        .replace("version = \"1.0.0\"\n", "")
        .replace(
            "language = \"es\"",
            "language = \"es\"\ntopics = [\"a.md\"]",
        )
        .replace("- concept: append\n\n- [x]", "- concept: insert\n\n- [ ]")
        .replace("```py\ncompras = [\"pan\"]\n", "")
        .replace("print(compras)\n```\n", "\n");
    let Err(UploadError::Course(errors)) = load_upload("listas.md", text.into_bytes()) else {
        panic!("no problems");
    };
    let told: Vec<String> = codes(&errors)
        .iter()
        .map(|code| code.rsplit(' ').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        told,
        [
            "missing-key",
            "unknown-key",
            "example-without-code",
            "right-option-count",
            "unknown-concept",
        ]
    );
}

#[test]
fn other_files_are_no_courses() {
    let refused = |name: &str, bytes: &[u8]| load_upload(name, bytes.to_vec()).unwrap_err();
    assert_eq!(refused("curso.rar", b"Rar!"), Refusal::OtherKind.into());
    assert_eq!(refused("curso", b"+++"), Refusal::OtherKind.into());
    assert_eq!(refused("curso.zip", b"no"), Refusal::Damaged.into());
    let large = vec![b' '; (2 << 20) + 1];
    assert_eq!(refused("curso.md", &large), Refusal::TooLarge.into());
}

/// The course of one file that docs/moderar.md shows.
fn guide() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/moderar.md");
    let text = fs::read_to_string(file).unwrap();
    let (_, from) = text.split_once("````markdown\n").unwrap();
    from.split_once("````").unwrap().0.to_owned()
}

fn codes(errors: &CourseErrors) -> Vec<String> {
    let problems = errors.problems.iter();
    problems
        .map(|own| format!("{}:{} {}", own.file.display(), own.line, own.kind.code()))
        .collect()
}
