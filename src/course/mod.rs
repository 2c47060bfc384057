//! Course folders: reading them into [`Course`] and telling their authors what is wrong.
//! The format is described in `docs/escribir-un-curso.md`.

mod alone;
mod blocks;
pub mod check;
mod closing;
mod edition;
mod fields;
mod header;
mod headings;
mod links;
mod practice;
mod problem;
pub mod quiz;
mod sections;
mod source;
pub mod template;
mod topic;
mod upload;
mod whole;
mod wordings;

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
};

pub use edition::Edition;
pub use practice::ASPECTS;
pub use problem::{Expected, LeftOut, Markup, Part, Problem, ProblemKind, Severity};

pub use source::Files;
pub use upload::{Refusal, UPLOAD_LIMIT, UploadError, load_upload};

use crate::domain::{
    course::{Concept, Course},
    doubt,
    ids::CourseId,
};
use source::{Folder, Page, problem};

const HEADER_FILE: &str = "course.toml";
const CLOSING_FILE: &str = "reflexion.md";

/// A course without errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    pub course: Course,
    pub warnings: Vec<Problem>,
}

/// Everything that is wrong, in the order of the files: at least one error, and the warnings.
/// Shown as one line each, in Spanish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseErrors {
    pub problems: Vec<Problem>,
}

impl fmt::Display for CourseErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for CourseErrors {}

/// The courses of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    courses: BTreeMap<CourseId, Edition>,
    warnings: Vec<Problem>,
}

impl Catalogue {
    #[must_use]
    pub fn get(&self, id: &CourseId) -> Option<&Course> {
        self.edition(id).map(|edition| &*edition.course)
    }

    /// The course with the hash of its content.
    #[must_use]
    pub fn edition(&self, id: &CourseId) -> Option<&Edition> {
        self.courses.get(id)
    }

    /// The courses in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Course> {
        self.courses.values().map(|edition| &*edition.course)
    }

    /// The ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &CourseId> {
        self.courses.keys()
    }

    /// What does not stop the courses from being used.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }
}

/// Reads the course of a folder. Files of problems are relative to it.
pub fn load(folder: &Path) -> Result<Loaded, CourseErrors> {
    let mut problems = Vec::new();
    let course = match Folder::open(folder) {
        Ok(folder) => read(&folder, &mut problems),
        Err(error) => {
            let kind = unread(folder, &error);
            problems.push(problem(Path::new(HEADER_FILE), 1, 1, kind));
            None
        }
    };
    judged(course, problems)
}

/// Reads the course of files in memory.
pub fn load_files(files: Files) -> Result<Loaded, CourseErrors> {
    let mut problems = Vec::new();
    let course = read(&Folder::InMemory(files), &mut problems);
    judged(course, problems)
}

/// Reads a course that is one Markdown file, of this name.
pub fn load_one_file(name: &str, content: Vec<u8>) -> Result<Loaded, CourseErrors> {
    let mut problems = Vec::new();
    let folder = Folder::Alone(Files::from([(name.to_owned(), content)]));
    let course = match folder.read(name) {
        Ok(source) => alone::parse(&mut Page {
            source: &source,
            folder: &folder,
            problems: &mut problems,
        }),
        Err(unread) => {
            let kind = problem(Path::new(name), unread.line, unread.column, unread.kind);
            problems.push(kind);
            None
        }
    };
    judged(course, problems)
}

/// The course, unless something is wrong with it.
fn judged(course: Option<Course>, mut problems: Vec<Problem>) -> Result<Loaded, CourseErrors> {
    problems.sort_by(|one, other| one.place().cmp(&other.place()));
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    match course {
        Some(course) if !problems.iter().any(is_error) => Ok(Loaded {
            course,
            warnings: problems,
        }),
        _ => Err(CourseErrors { problems }),
    }
}

/// Reads every course of a folder of courses. One broken course is enough for an error: to go
/// on without it would strand the sessions that use it. Files of problems are relative to the
/// folder.
pub fn load_all(folder: &Path) -> Result<Catalogue, CourseErrors> {
    let mut catalogue = Catalogue::default();
    let mut problems = Vec::new();
    let courses = course_folders(folder).map_err(|error| CourseErrors {
        problems: vec![problem(Path::new("."), 1, 1, unread(folder, &error))],
    })?;
    for name in &courses {
        match load(&folder.join(name)) {
            Ok(Loaded { course, warnings }) => {
                let id = course.id.clone();
                catalogue.courses.insert(id, Edition::of(course));
                let warnings = warnings.into_iter().map(|own| own.within(name));
                catalogue.warnings.extend(warnings);
            }
            Err(errors) => {
                problems.extend(errors.problems.into_iter().map(|own| own.within(name)));
            }
        }
    }
    if courses.is_empty() {
        problems.push(problem(Path::new("."), 1, 1, ProblemKind::NoCourses));
    }
    if problems.is_empty() {
        Ok(catalogue)
    } else {
        Err(CourseErrors { problems })
    }
}

/// Names of the folders of a folder, in order, without hidden ones.
fn course_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.path().is_dir() {
            names.push(PathBuf::from(entry.file_name()));
        }
    }
    names.sort();
    Ok(names)
}

fn unread(folder: &Path, error: &io::Error) -> ProblemKind {
    let file = folder.display().to_string();
    match error.kind() {
        io::ErrorKind::NotFound => ProblemKind::MissingFile { file },
        _ => ProblemKind::UnreadableFile {
            file,
            detail: error.to_string(),
        },
    }
}

/// The course as far as it could be read: whole only when no error was reported.
fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Option<Course> {
    let source = match folder.read(HEADER_FILE) {
        Ok(source) => source,
        Err(unread) => {
            let file = Path::new(HEADER_FILE);
            problems.push(problem(file, unread.line, unread.column, unread.kind));
            return None;
        }
    };
    let mut page = Page {
        source: &source,
        folder,
        problems,
    };
    let header = header::parse(&mut page)?;
    let concepts: Vec<Concept> = header
        .concepts
        .iter()
        .map(|concept| concept.value.clone())
        .collect();
    let mut drafts = Vec::new();
    for file in &header.topics {
        match folder.read(&file.value) {
            Ok(source) => {
                let draft = topic::parse(&mut page.turn_to(&source), &concepts);
                drafts.push((source, draft));
            }
            Err(unread) => page.report_unread(file.at, &file.value, unread),
        }
    }
    whole::check(&mut page, &header, &drafts);
    let closing = match folder.read(CLOSING_FILE) {
        Ok(source) => Some(closing::parse(&mut page.turn_to(&source))),
        Err(unread) => {
            let file = Path::new(CLOSING_FILE);
            problems.push(problem(file, unread.line, unread.column, unread.kind));
            None
        }
    };
    Some(Course {
        id: CourseId::new(header.id),
        version: header.version,
        language: header.language,
        title: header.title,
        summary: header.summary,
        authors: header.authors,
        licence: header.licence,
        advance_rule: header.advance_rule,
        concepts,
        topics: drafts.into_iter().map(|(_, draft)| draft.topic).collect(),
        closing: closing?,
        indexed: doubt::Lazy::default(),
    })
}

#[cfg(test)]
mod tests;
