//! `tertulia course new`: a small course that passes the check as it is, with comments on each of
//! its parts.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{ProblemKind, header::COURSE_TITLE_LIMIT};
use crate::{domain::ids::is_slug, texts::Language};

/// The files of the course, with `{id}` and `{title}` to be filled in.
const FILES: &[(&str, &str)] = &[
    ("course.toml", include_str!("template/course.toml")),
    (
        "01-primer-tema.md",
        include_str!("template/01-primer-tema.md"),
    ),
    (
        "02-segundo-tema.md",
        include_str!("template/02-segundo-tema.md"),
    ),
    ("reflexion.md", include_str!("template/reflexion.md")),
    (
        "ejemplos/saludo.py",
        include_str!("template/ejemplos/saludo.py"),
    ),
];

/// What editors complete `course.toml` and a topic's data with: beside the courses, in a hidden folder,
/// so that every other one is a course.
const SCHEMAS: &[(&str, &str)] = &[
    (
        ".schema/course.schema.json",
        include_str!("../../courses/.schema/course.schema.json"),
    ),
    (
        ".schema/topic.schema.json",
        include_str!("../../courses/.schema/topic.schema.json"),
    ),
];

/// Why no course was made.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("{0:?} is no id")]
    BadId(String),
    #[error("the title is empty")]
    EmptyTitle,
    /// Its characters.
    #[error("the title has {0} characters")]
    LongTitle(usize),
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    #[error("{} cannot be written: {error}", file.display())]
    Unwritten { file: PathBuf, error: io::Error },
}

impl TemplateError {
    /// What the author is told.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let path = |path: &Path| path.display().to_string();
        match self {
            Self::BadId(id) => ProblemKind::BadId { id: id.clone() }.say(language),
            Self::EmptyTitle => language.say("template-title-empty", &[]),
            Self::LongTitle(length) => language.say(
                "template-title-long",
                &[
                    ("length", (*length).into()),
                    ("limit", COURSE_TITLE_LIMIT.into()),
                ],
            ),
            Self::Exists(folder) => {
                language.say("template-exists", &[("folder", path(folder).into())])
            }
            Self::Unwritten { file, error } => language.say(
                "io-not-written",
                &[
                    ("file", path(file).into()),
                    ("error", language.say_io(error).into()),
                ],
            ),
        }
    }
}

/// Begins a course in `courses/id`, and leaves the schemas for editors in `courses`. Nothing that is
/// there already is changed. Returns the course's folder.
pub fn create(courses: &Path, id: &str, title: Option<&str>) -> Result<PathBuf, TemplateError> {
    if !is_slug(id) {
        return Err(TemplateError::BadId(id.to_owned()));
    }
    let title = match title {
        Some(title) => title.split_whitespace().collect::<Vec<_>>().join(" "),
        None => title_of(id),
    };
    if title.is_empty() {
        return Err(TemplateError::EmptyTitle);
    }
    let length = title.chars().count();
    if length > COURSE_TITLE_LIMIT {
        return Err(TemplateError::LongTitle(length));
    }
    let folder = courses.join(id);
    let unwritten = |file: &Path, error| {
        let file = file.to_owned();
        TemplateError::Unwritten { file, error }
    };
    fs::create_dir_all(courses).map_err(|error| unwritten(courses, error))?;
    fs::create_dir(&folder).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => TemplateError::Exists(folder.clone()),
        _ => unwritten(&folder, error),
    })?;
    let title = toml::Value::String(title).to_string();
    for (name, text) in FILES {
        let text = text.replace("{id}", id).replace("\"{title}\"", &title);
        write(&folder.join(name), &text).map_err(|error| unwritten(&folder.join(name), error))?;
    }
    for (name, text) in SCHEMAS {
        match write(&courses.join(name), text) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(unwritten(&courses.join(name), error));
            }
            _ => {}
        }
    }
    Ok(folder)
}

/// Writes a file that is not there yet.
fn write(file: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)?;
    }
    File::create_new(file)?.write_all(text.as_bytes())
}

/// «redes-basicas» is «Redes basicas».
fn title_of(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut characters = words.trim().chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::{Loaded, load, load_all};

    #[test]
    fn a_new_course_passes_the_check_as_it_is() {
        let root = tempfile::tempdir().unwrap();
        let folder = create(&root.path().join("cursos"), "redes-1", None).unwrap();
        let Loaded { course, warnings } = load(&folder).unwrap();
        assert_eq!(warnings, []);
        assert_eq!(course.id.as_str(), "redes-1");
        assert_eq!(course.title, "Redes 1");
        // The schemas beside it are no courses.
        assert_eq!(
            load_all(&root.path().join("cursos")).unwrap().ids().count(),
            1
        );
    }

    #[test]
    fn a_title_may_have_any_sign() {
        for title in [
            "El \"uno\" y el 'dos'",
            "C:\\redes\\{id}",
            "'''",
            "# [a] = 1",
        ] {
            let root = tempfile::tempdir().unwrap();
            let folder = create(root.path(), "a", Some(title)).unwrap();
            assert_eq!(load(&folder).unwrap().course.title, title);
        }
    }

    #[test]
    fn what_is_there_is_never_changed() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("mio")).unwrap();
        fs::write(root.path().join("mio/course.toml"), "mío").unwrap();
        fs::create_dir(root.path().join(".schema")).unwrap();
        fs::write(root.path().join(".schema/course.schema.json"), "{}").unwrap();
        let error = create(root.path(), "mio", None).unwrap_err();
        assert!(matches!(error, TemplateError::Exists(_)), "{error}");
        create(root.path(), "otro", None).unwrap();
        let kept = |file| fs::read_to_string(root.path().join(file)).unwrap();
        assert_eq!(kept("mio/course.toml"), "mío");
        assert_eq!(kept(".schema/course.schema.json"), "{}");
    }

    #[test]
    fn an_id_or_a_title_that_will_not_do_is_refused_before_anything_is_written() {
        let root = tempfile::tempdir().unwrap();
        let refused = |id: &str, title: Option<&str>| {
            let error = create(&root.path().join("cursos"), id, title).unwrap_err();
            error.message(Language::Spanish)
        };
        for id in ["", "Redes", "1a", "a b", "ñu", "../a", &"a".repeat(33)] {
            assert!(refused(id, None).contains("no sirve como id"), "{id}");
        }
        assert_eq!(refused("a", Some(" ")), "El título está vacío.");
        assert_eq!(
            refused("a", Some(&"a".repeat(81))),
            "El título tiene 81 caracteres y el máximo es 80."
        );
        assert!(!root.path().join("cursos").exists());
    }
}
