//! Reading the files of one course folder, and nothing outside it. The folder is on the disk, or in
//! memory when the course was uploaded.

use std::{
    collections::BTreeMap,
    fs, io,
    ops::Range,
    path::{Component, Path, PathBuf},
};

use super::problem::{Part, Problem, ProblemKind};

/// Largest file of a course, in bytes: far below what Discord takes as an attachment.
const FILE_LIMIT: usize = 1024 * 1024;

/// The files of a course in memory, by their paths within it, such as `ejemplos/hola.py`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The folder of a course.
pub(super) enum Folder {
    OnDisk {
        path: PathBuf,
        /// Without symbolic links, to tell what lies inside.
        real: PathBuf,
    },
    InMemory(Files),
    /// One Markdown file that is the whole course.
    Alone(Files),
}

/// A text file of the course. Line ends are `\n`, whatever the file has.
#[derive(Clone)]
pub(super) struct Source {
    pub file: PathBuf,
    pub text: String,
}

/// A source being read, and where its problems go.
pub(super) struct Page<'a> {
    pub source: &'a Source,
    pub folder: &'a Folder,
    pub problems: &'a mut Vec<Problem>,
}

/// A value and the byte of the source where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub value: T,
    pub at: usize,
}

/// A file that could not be read: why, and the line and column where that shows.
pub(super) struct Unread {
    pub kind: ProblemKind,
    pub line: usize,
    pub column: usize,
}

impl Folder {
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self::OnDisk {
            path: path.to_owned(),
            real: fs::canonicalize(path)?,
        })
    }

    /// The folder's own name, which is to be the course's id; what is uploaded has none.
    pub fn name(&self) -> Option<String> {
        let Self::OnDisk { path, real } = self else {
            return None;
        };
        let name = [path, real].into_iter().find_map(|path| path.file_name());
        Some(name.unwrap_or_default().to_string_lossy().into_owned())
    }

    /// Whether one file is the whole course.
    pub fn is_one_file(&self) -> bool {
        matches!(self, Self::Alone(_))
    }

    /// Reads a text file named relative to the folder.
    pub fn read(&self, file: &str) -> Result<Source, Unread> {
        let bytes = self.bytes(file)?;
        let not_text = |valid: &[u8]| {
            let (line, column) = position(&String::from_utf8_lossy(valid), valid.len());
            Unread {
                kind: ProblemKind::NotUtf8 { file: file.into() },
                line,
                column,
            }
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            not_text(&error.as_bytes()[..valid])
        })?;
        // No text has it, and the database takes none.
        if let Some(at) = text.find('\0') {
            return Err(not_text(&text.as_bytes()[..at]));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Source {
            file: file.into(),
            text: text.replace("\r\n", "\n"),
        })
    }

    /// Whether a relative path names something inside the folder that exists.
    pub fn has(&self, path: &str) -> bool {
        match self {
            Self::OnDisk { path: own, real } => {
                fs::canonicalize(own.join(path)).is_ok_and(|found| found.starts_with(real))
            }
            Self::InMemory(files) | Self::Alone(files) => within(path).is_some_and(|path| {
                let folder = format!("{path}/");
                path.is_empty()
                    || files
                        .keys()
                        .any(|own| *own == path || own.starts_with(&folder))
            }),
        }
    }

    /// The content of a file within the folder and of a sensible size.
    fn bytes(&self, file: &str) -> Result<Vec<u8>, Unread> {
        let stays = Path::new(file)
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !stays {
            return Err(ProblemKind::OutsideFolder { file: file.into() }.into());
        }
        let too_large = || {
            Unread::from(ProblemKind::FileTooLarge {
                file: file.into(),
                limit: FILE_LIMIT,
            })
        };
        let missing = || Unread::from(ProblemKind::MissingFile { file: file.into() });
        match self {
            Self::OnDisk { path, real } => {
                let failed = |error: io::Error| Unread::from_io(file, &error);
                let found = fs::canonicalize(path.join(file)).map_err(failed)?;
                if !found.starts_with(real) {
                    return Err(ProblemKind::OutsideFolder { file: file.into() }.into());
                }
                let about = fs::metadata(&found).map_err(failed)?;
                if !about.is_file() {
                    return Err(missing());
                }
                if about.len() > FILE_LIMIT as u64 {
                    return Err(too_large());
                }
                fs::read(found).map_err(failed)
            }
            Self::InMemory(files) | Self::Alone(files) => {
                let path = within(file).unwrap_or_default();
                let bytes = files.get(&path).ok_or_else(missing)?;
                if bytes.len() > FILE_LIMIT {
                    return Err(too_large());
                }
                Ok(bytes.clone())
            }
        }
    }
}

/// A relative path without `.` and `..`; nothing when it leads out of the folder.
fn within(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

impl Unread {
    fn from_io(file: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                ProblemKind::MissingFile { file: file.into() }
            }
            _ => ProblemKind::UnreadableFile {
                file: file.into(),
                detail: error.to_string(),
            },
        }
        .into()
    }
}

impl From<ProblemKind> for Unread {
    fn from(kind: ProblemKind) -> Self {
        Self {
            kind,
            line: 1,
            column: 1,
        }
    }
}

impl Page<'_> {
    /// Another file of the same course.
    pub fn turn_to<'a>(&'a mut self, source: &'a Source) -> Page<'a> {
        Page {
            source,
            folder: self.folder,
            problems: self.problems,
        }
    }

    /// Records that a file named at a byte of this source could not be read: where the file
    /// itself shows it, or else where it is named.
    pub fn report_unread(&mut self, at: usize, file: &str, unread: Unread) {
        if let ProblemKind::NotUtf8 { .. } = unread.kind {
            let path = Path::new(file);
            let problem = problem(path, unread.line, unread.column, unread.kind);
            self.problems.push(problem);
        } else {
            self.report(at, unread.kind);
        }
    }

    /// Records a problem at a byte of the source.
    pub fn report(&mut self, at: usize, kind: ProblemKind) {
        let (line, column) = position(&self.source.text, at);
        self.problems
            .push(problem(&self.source.file, line, column, kind));
    }

    /// Reports a part that is longer than its limit, in characters.
    pub fn limit(&mut self, at: usize, part: Part, length: usize, limit: usize) {
        if length > limit {
            let kind = ProblemKind::TooLong {
                part,
                length,
                limit,
            };
            self.report(at, kind);
        }
    }

    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.source.text[range]
    }
}

pub(super) fn problem(file: &Path, line: usize, column: usize, kind: ProblemKind) -> Problem {
    Problem {
        file: file.to_owned(),
        line,
        column,
        severity: kind.severity(),
        kind,
    }
}

/// Line and column of a byte, both from 1, columns in characters.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}
