//! A course that somebody uploads: a zip of its folder, or one Markdown file. It is read in memory, as
//! far as its limits go, and nothing of it is written to the disk.

use std::{
    collections::HashSet,
    io::{Cursor, Read},
    path::Path,
};

use zip::{CompressionMethod, ZipArchive, read::ZipFile, result::ZipError};

use super::{CourseErrors, Files, HEADER_FILE, Loaded, load_files, load_one_file};
use crate::texts::Language;

/// Bytes that an upload may have.
pub const UPLOAD_LIMIT: usize = 2 << 20;
/// Bytes that all files of an archive may have.
const UNPACKED_LIMIT: usize = 8 << 20;
/// Entries of an archive, folders included.
const ENTRY_LIMIT: usize = 200;
/// Bytes of a path.
const PATH_LIMIT: usize = 200;
/// How many times larger than in the archive a file may be. Text that people write gets some five
/// times smaller; what gets much smaller than that was made to.
const RATIO_LIMIT: usize = 100;
/// Files up to this size may have any ratio.
const RATIO_COUNTS_FROM: usize = 64 << 10;
/// What is unpacked at a time.
const STEP: usize = 16 << 10;

/// What the type bits of a Unix mode say.
const TYPE_BITS: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// Why an upload is not a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// The file itself will not do.
    Refused(Refusal),
    /// What `course check` says.
    Course(CourseErrors),
}

/// What is wrong with an uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Neither a zip nor Markdown.
    OtherKind,
    TooLarge,
    /// No zip, or one that is cut off, contradicts itself, or has entries that overlap.
    Damaged,
    TooManyEntries,
    UnpackedTooLarge,
    /// Unpacks to far more than a text would.
    Bomb(String),
    /// Absolute, with `..` or a backslash, not UTF-8, or too long.
    BadPath(String),
    /// Twice the same path, capital letters apart.
    RepeatedPath(String),
    SymbolicLink(String),
    Encrypted(String),
    /// A compression other than deflate, or something that is neither file nor folder.
    Unsupported(String),
    /// No `course.toml` in it.
    NoCourse,
    SeveralCourses,
}

impl Refusal {
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let megabytes = |limit: usize| limit >> 20;
        match self {
            Self::OtherKind => language.say("upload-other-kind", &[]),
            Self::TooLarge => {
                let limit = megabytes(UPLOAD_LIMIT).into();
                language.say("upload-too-large", &[("limit", limit)])
            }
            Self::Damaged => language.say("upload-damaged", &[]),
            Self::TooManyEntries => {
                language.say("upload-too-many-entries", &[("limit", ENTRY_LIMIT.into())])
            }
            Self::UnpackedTooLarge => {
                let limit = megabytes(UNPACKED_LIMIT).into();
                language.say("upload-unpacked-too-large", &[("limit", limit)])
            }
            Self::Bomb(path) => language.say("upload-bomb", &[("path", path.as_str().into())]),
            Self::BadPath(path) => {
                language.say("upload-bad-path", &[("path", path.as_str().into())])
            }
            Self::RepeatedPath(path) => {
                language.say("upload-repeated-path", &[("path", path.as_str().into())])
            }
            Self::SymbolicLink(path) => {
                language.say("upload-symbolic-link", &[("path", path.as_str().into())])
            }
            Self::Encrypted(path) => {
                language.say("upload-encrypted", &[("path", path.as_str().into())])
            }
            Self::Unsupported(path) => {
                language.say("upload-unsupported", &[("path", path.as_str().into())])
            }
            Self::NoCourse => language.say("upload-no-course", &[]),
            Self::SeveralCourses => language.say("upload-several-courses", &[]),
        }
    }
}

impl From<Refusal> for UploadError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ZipError> for Refusal {
    fn from(_: ZipError) -> Self {
        Self::Damaged
    }
}

/// Reads the course of an uploaded file of this name.
///
/// # Errors
/// What is wrong with the file, or everything that is wrong with its course.
pub fn load_upload(name: &str, bytes: Vec<u8>) -> Result<Loaded, UploadError> {
    if bytes.len() > UPLOAD_LIMIT {
        return Err(Refusal::TooLarge.into());
    }
    let extension = Path::new(name).extension().unwrap_or_default();
    let loaded = if extension.eq_ignore_ascii_case("zip") {
        load_files(course_of(unpack(&bytes)?)?)
    } else if extension.eq_ignore_ascii_case("md") {
        load_one_file(name, bytes)
    } else {
        return Err(Refusal::OtherKind.into());
    };
    loaded.map_err(UploadError::Course)
}

/// The files of an archive.
fn unpack(bytes: &[u8]) -> Result<Files, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > ENTRY_LIMIT {
        return Err(Refusal::TooManyEntries);
    }
    let mut seen = HashSet::new();
    for index in 0..archive.len() {
        let path = check(&archive.by_index_raw(index)?)?;
        if !seen.insert(path.to_lowercase()) {
            return Err(Refusal::RepeatedPath(path));
        }
    }
    // Two entries of one name, entries that share bytes, files that only some programs would see.
    archive.validate_header_consistency()?;
    let mut files = Files::new();
    let mut room = UNPACKED_LIMIT;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let path = check(&entry)?;
        if !entry.is_dir() {
            let content = read(&mut entry, &path, room)?;
            room -= content.len();
            files.insert(path, content);
        }
    }
    Ok(files)
}

/// The path of an entry, when it may be read.
fn check<R: Read + ?Sized>(entry: &ZipFile<'_, R>) -> Result<String, Refusal> {
    let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
    let is_utf8 = str::from_utf8(entry.name_raw()).is_ok();
    let inside = path.strip_suffix('/').unwrap_or(&path);
    let is_plain = inside
        .split('/')
        .all(|part| !matches!(part, "" | "." | ".."));
    let has_drive = inside.chars().nth(1) == Some(':');
    let is_clean = !inside.contains('\\') && !inside.contains(char::is_control);
    if !is_utf8 || !is_plain || !is_clean || has_drive || inside.len() > PATH_LIMIT {
        let path = path.replace(char::is_control, "\u{fffd}");
        return Err(Refusal::BadPath(path.chars().take(PATH_LIMIT).collect()));
    }
    if entry.is_symlink() {
        return Err(Refusal::SymbolicLink(path));
    }
    if entry.encrypted() {
        return Err(Refusal::Encrypted(path));
    }
    let method = entry.compression();
    let kind = entry.unix_mode().unwrap_or_default() & TYPE_BITS;
    if !matches!(
        method,
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) || !matches!(kind, 0 | REGULAR | FOLDER)
    {
        return Err(Refusal::Unsupported(path));
    }
    Ok(inside.to_owned())
}

/// The content of an entry. How large it says that it is counts for nothing.
fn read<R: Read>(entry: &mut ZipFile<'_, R>, path: &str, room: usize) -> Result<Vec<u8>, Refusal> {
    let packed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
    let most = packed.saturating_mul(RATIO_LIMIT).max(RATIO_COUNTS_FROM);
    let mut content = Vec::new();
    let mut step = [0; STEP];
    loop {
        let count = entry.read(&mut step).map_err(|_| Refusal::Damaged)?;
        if count == 0 {
            return Ok(content);
        }
        content.extend_from_slice(&step[..count]);
        if content.len() > most {
            return Err(Refusal::Bomb(path.to_owned()));
        }
        if content.len() > room {
            return Err(Refusal::UnpackedTooLarge);
        }
    }
}

/// The files of the folder that has the course's `course.toml`, by their paths within it. What
/// systems add by themselves is left out.
fn course_of(mut files: Files) -> Result<Files, Refusal> {
    files.retain(|path, _| {
        let mut parts = path.split('/');
        !parts.any(|part| part.starts_with('.') || part == "__MACOSX")
    });
    let headers = files.keys().filter_map(|path| {
        let folder = path.strip_suffix(HEADER_FILE)?;
        (folder.is_empty() || folder.ends_with('/')).then_some(folder)
    });
    let depth = |folder: &str| folder.matches('/').count();
    let highest = headers.clone().map(depth).min().ok_or(Refusal::NoCourse)?;
    let mut courses = headers.filter(|folder| depth(folder) == highest);
    let course = courses.next().ok_or(Refusal::NoCourse)?.to_owned();
    if courses.next().is_some() {
        return Err(Refusal::SeveralCourses);
    }
    let inside = files.into_iter().filter_map(|(path, content)| {
        let path = path.strip_prefix(&course)?;
        Some((path.to_owned(), content))
    });
    Ok(inside.collect())
}
