//! `tertulia course check`: tells authors what is wrong with their courses.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{HEADER_FILE, Problem, ProblemKind, Severity, course_folders, load, unread};
use crate::{
    domain::course::{Course, Topic},
    texts::Language,
};

/// Where courses are when nobody says otherwise.
const DEFAULT_FOLDER: &str = "courses";

/// Checks the course in a folder, or every course of a folder of courses, and writes a line for
/// each problem and one for each course. Returns whether there was no error; warnings do not
/// count. Fails only when it cannot write.
pub fn run(path: Option<&Path>, language: Language, out: &mut impl Write) -> io::Result<bool> {
    let path = path.unwrap_or(Path::new(DEFAULT_FOLDER));
    let is_course = |folder: &Path| folder.join(HEADER_FILE).exists();
    if is_course(path) {
        return check(path, language, out);
    }
    let folders: Vec<PathBuf> = match course_folders(path) {
        Ok(names) => names.into_iter().map(|name| path.join(name)).collect(),
        Err(error) => return refuse(path, &unread(path, &error), language, out),
    };
    if !folders.iter().any(|folder| is_course(folder)) {
        return refuse(path, &ProblemKind::NoCourses, language, out);
    }
    let mut clean = true;
    for folder in folders {
        clean &= check(&folder, language, out)?;
    }
    Ok(clean)
}

fn check(folder: &Path, language: Language, out: &mut impl Write) -> io::Result<bool> {
    let (course, problems) = match load(folder) {
        Ok(loaded) => (Some(loaded.course), loaded.warnings),
        Err(errors) => (None, errors.problems),
    };
    for problem in &problems {
        let Problem { file, kind, .. } = problem;
        writeln!(
            out,
            "{}:{}:{}: {}: {}",
            folder.join(file).display(),
            problem.line,
            problem.column,
            severity(problem.severity, language),
            kind.say(language)
        )?;
    }
    let verdict = verdict(&problems, language);
    let folder = folder.display();
    match &course {
        Some(course) => writeln!(out, "{folder}: {}: {verdict}", contents(course, language))?,
        None => writeln!(out, "{folder}: {verdict}")?,
    }
    Ok(course.is_some())
}

/// Says why there was nothing to check.
fn refuse(
    path: &Path,
    kind: &ProblemKind,
    language: Language,
    out: &mut impl Write,
) -> io::Result<bool> {
    let severity = severity(kind.severity(), language);
    writeln!(
        out,
        "{}: {severity}: {}",
        path.display(),
        kind.say(language)
    )?;
    Ok(false)
}

/// «6 temas, 5 ejemplos, 30 comprobaciones, 60 dudas».
fn contents(course: &Course, language: Language) -> String {
    let count = |parts: fn(&Topic) -> usize| -> usize { course.topics.iter().map(parts).sum() };
    language.say(
        "course-summary",
        &[
            ("topics", course.topics.len().into()),
            ("examples", count(|topic| topic.examples.len()).into()),
            ("checks", count(|topic| topic.checks.len()).into()),
            ("doubts", count(|topic| topic.doubts.len()).into()),
        ],
    )
}

/// «2 errores, 1 aviso».
fn verdict(problems: &[Problem], language: Language) -> String {
    let count = |severity| {
        let of_severity = problems.iter().filter(|own| own.severity == severity);
        of_severity.count()
    };
    let errors = language.say("course-errors", &[("count", count(Severity::Error).into())]);
    match count(Severity::Warning) {
        0 => errors,
        warnings => {
            let warnings = language.say("course-warnings", &[("count", warnings.into())]);
            format!("{errors}, {warnings}")
        }
    }
}

pub(super) fn severity(severity: Severity, language: Language) -> String {
    let name = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    language.say("course-severity", &[("severity", name.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(path: &str, language: Language) -> (bool, String) {
        let mut out = Vec::new();
        let clean = run(Some(Path::new(path)), language, &mut out).unwrap();
        (clean, String::from_utf8(out).unwrap())
    }

    #[test]
    fn every_problem_of_broken_courses_is_printed_with_its_place() {
        for course in ["sin-archivos", "sin-orden", "sin-respuestas", "sin-sitio"] {
            let path = format!("tests/fixtures/courses/{course}");
            let (clean, text) = printed(&path, Language::Spanish);
            assert!(!clean);
            insta::assert_snapshot!(course, text);
        }
    }

    #[test]
    fn a_folder_of_courses_is_checked_course_by_course() {
        let (clean, text) = printed("tests/fixtures/courses", Language::English);
        assert!(!clean);
        insta::assert_snapshot!("english", text);
    }

    #[test]
    fn where_there_is_no_course_it_says_so() {
        assert_eq!(
            printed("tests/fixtures", Language::Spanish),
            (
                false,
                "tests/fixtures: error: aquí no hay ningún curso: un curso es una carpeta con un \
                 archivo course.toml\n"
                    .to_owned()
            )
        );
        assert_eq!(
            printed("tests/nada", Language::Spanish),
            (
                false,
                "tests/nada: error: falta el archivo «tests/nada»\n".to_owned()
            )
        );
    }
}
