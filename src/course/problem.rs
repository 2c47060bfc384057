//! What can be wrong with a course, where, and how it is told.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use crate::texts::{Argument, Language};

/// Something wrong, or doubtful, at a place of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Relative to the folder that was loaded.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    pub severity: Severity,
    pub kind: ProblemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The course cannot be used.
    Error,
    /// The course can be used, but learners will not see what its author meant.
    Warning,
}

/// What is wrong. [`ProblemKind::code`] is its name for other programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    MissingFile {
        file: String,
    },
    UnreadableFile {
        file: String,
        detail: String,
    },
    /// Not text in UTF-8, from this position on.
    NotUtf8 {
        file: String,
    },
    /// Larger than a course's file may be, in bytes.
    FileTooLarge {
        file: String,
        limit: usize,
    },
    /// The path, or what it points to, is not in the course's folder.
    OutsideFolder {
        file: String,
    },
    /// A folder of courses without any.
    NoCourses,
    /// `detail` is the TOML parser's, in English.
    BadToml {
        detail: String,
    },
    NoFrontMatter,
    UnclosedFrontMatter,
    MissingKey {
        key: String,
    },
    UnknownKey {
        key: String,
    },
    RepeatedKey {
        key: String,
    },
    WrongType {
        key: String,
        expected: Expected,
    },
    EmptyValue {
        key: String,
    },
    NotAllowed {
        key: String,
        value: String,
        allowed: &'static [&'static str],
    },
    BadLanguage {
        value: String,
    },
    BadAddress {
        url: String,
    },
    BadId {
        id: String,
    },
    IdNotFolder {
        id: String,
        folder: String,
    },
    RepeatedId {
        id: String,
    },
    /// A topic's file that `topics` names twice.
    RepeatedTopicFile {
        file: String,
    },
    UnknownConcept {
        concept: String,
    },
    UnknownPrerequisite {
        topic: String,
    },
    /// It exists, but it is this topic or comes after it.
    LaterPrerequisite {
        topic: String,
    },
    MinutesMismatch {
        written: u32,
        sum: u32,
    },
    TooManyTopics {
        count: usize,
        limit: usize,
    },
    UnknownHeading {
        heading: String,
        allowed: &'static [&'static str],
    },
    MissingHeading {
        heading: &'static str,
    },
    /// The section should come before `before`, which precedes it.
    HeadingOutOfOrder {
        heading: String,
        before: &'static str,
    },
    RepeatedHeading {
        heading: String,
    },
    EmptySection {
        heading: String,
    },
    /// Text that no section would show.
    StrayText,
    /// Where one file is the whole course, an example's code stands in its section.
    ExampleWithoutCode,
    /// An item of a section's data that is not `key: value`.
    NotKeyAndValue,
    /// Text glued to the list above it, of which it became part.
    MissingBlankLine,
    OptionCount {
        count: usize,
    },
    RightOptionCount {
        count: usize,
    },
    OptionWithoutBox,
    EmptyOption,
    OptionWithoutFeedback {
        option: String,
    },
    RepeatedOption {
        option: String,
    },
    ConceptNotExplained {
        concept: String,
    },
    ConceptNotUsed {
        concept: String,
    },
    DeadLink {
        link: String,
    },
    TooLong {
        part: Part,
        length: usize,
        limit: usize,
    },
    /// The first-level heading of a topic is not its title.
    TitleDiffers {
        title: String,
    },
    NotShown {
        markup: Markup,
    },
}

/// The type that a value should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Text,
    TextList,
    /// A whole number from 1.
    Count,
    Boolean,
    Tables,
}

/// What has a limit on its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph, a list item or a block of code.
    Block,
    /// A check question with its options.
    Check,
    Feedback,
    /// A prepared doubt with its answer.
    Doubt,
    Title,
    Summary,
    Prompt,
}

/// Markdown that Discord shows as plain signs or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    Html,
    Table,
    Image,
    /// A heading of level 4 or more.
    DeepHeading,
    Rule,
    /// `[text][name]`, with the address elsewhere.
    ReferenceLink,
    /// Code by indentation, or between `~~~` or more than three backticks.
    UnusualCode,
}

impl Problem {
    pub(super) fn place(&self) -> (&Path, usize, usize) {
        (&self.file, self.line, self.column)
    }

    /// The same problem seen from a folder above: `prefix` before its file.
    #[must_use]
    pub fn within(mut self, prefix: &Path) -> Self {
        self.file = prefix.join(self.file);
        self
    }

    /// `03-comunicacion.md:41:3: …`, in the language.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        format!(
            "{}:{}:{}: {}",
            self.file.display(),
            self.line,
            self.column,
            self.kind.say(language)
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::default()))
    }
}

impl ProblemKind {
    /// The permanent name of the kind, such as `missing-file`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.key()
            .strip_prefix("course-")
            .expect("every text of a problem begins with course-")
    }

    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::TitleDiffers { .. } | Self::NotShown { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    #[must_use]
    pub fn say(&self, language: Language) -> String {
        language.say(self.key(), &self.arguments())
    }

    fn key(&self) -> &'static str {
        match self {
            Self::MissingFile { .. } => "course-missing-file",
            Self::UnreadableFile { .. } => "course-unreadable-file",
            Self::NotUtf8 { .. } => "course-not-utf8",
            Self::FileTooLarge { .. } => "course-file-too-large",
            Self::OutsideFolder { .. } => "course-outside-folder",
            Self::NoCourses => "course-no-courses",
            Self::BadToml { .. } => "course-bad-toml",
            Self::NoFrontMatter => "course-no-front-matter",
            Self::UnclosedFrontMatter => "course-unclosed-front-matter",
            Self::MissingKey { .. } => "course-missing-key",
            Self::UnknownKey { .. } => "course-unknown-key",
            Self::RepeatedKey { .. } => "course-repeated-key",
            Self::WrongType { .. } => "course-wrong-type",
            Self::EmptyValue { .. } => "course-empty-value",
            Self::NotAllowed { .. } => "course-not-allowed",
            Self::BadLanguage { .. } => "course-bad-language",
            Self::BadAddress { .. } => "course-bad-address",
            Self::BadId { .. } => "course-bad-id",
            Self::IdNotFolder { .. } => "course-id-not-folder",
            Self::RepeatedId { .. } => "course-repeated-id",
            Self::RepeatedTopicFile { .. } => "course-repeated-topic-file",
            Self::UnknownConcept { .. } => "course-unknown-concept",
            Self::UnknownPrerequisite { .. } => "course-unknown-prerequisite",
            Self::LaterPrerequisite { .. } => "course-later-prerequisite",
            Self::MinutesMismatch { .. } => "course-minutes-mismatch",
            Self::TooManyTopics { .. } => "course-too-many-topics",
            Self::UnknownHeading { .. } => "course-unknown-heading",
            Self::MissingHeading { .. } => "course-missing-heading",
            Self::HeadingOutOfOrder { .. } => "course-heading-out-of-order",
            Self::RepeatedHeading { .. } => "course-repeated-heading",
            Self::EmptySection { .. } => "course-empty-section",
            Self::StrayText => "course-stray-text",
            Self::ExampleWithoutCode => "course-example-without-code",
            Self::NotKeyAndValue => "course-not-key-and-value",
            Self::MissingBlankLine => "course-missing-blank-line",
            Self::OptionCount { .. } => "course-option-count",
            Self::RightOptionCount { .. } => "course-right-option-count",
            Self::OptionWithoutBox => "course-option-without-box",
            Self::EmptyOption => "course-empty-option",
            Self::OptionWithoutFeedback { .. } => "course-option-without-feedback",
            Self::RepeatedOption { .. } => "course-repeated-option",
            Self::ConceptNotExplained { .. } => "course-concept-not-explained",
            Self::ConceptNotUsed { .. } => "course-concept-not-used",
            Self::DeadLink { .. } => "course-dead-link",
            Self::TooLong { .. } => "course-too-long",
            Self::TitleDiffers { .. } => "course-title-differs",
            Self::NotShown { .. } => "course-not-shown",
        }
    }

    fn arguments(&self) -> Vec<Argument<'_>> {
        let text = |name, value: &str| -> Argument<'_> { (name, value.to_owned().into()) };
        match self {
            Self::NoCourses
            | Self::NoFrontMatter
            | Self::UnclosedFrontMatter
            | Self::StrayText
            | Self::ExampleWithoutCode
            | Self::NotKeyAndValue
            | Self::MissingBlankLine
            | Self::OptionWithoutBox
            | Self::EmptyOption => Vec::new(),
            Self::MissingFile { file }
            | Self::NotUtf8 { file }
            | Self::OutsideFolder { file }
            | Self::RepeatedTopicFile { file } => vec![text("file", file)],
            Self::UnreadableFile { file, detail } => {
                vec![text("file", file), text("detail", detail)]
            }
            Self::FileTooLarge { file, limit } => {
                vec![text("file", file), ("limit", (*limit).into())]
            }
            Self::BadToml { detail } => vec![text("detail", detail)],
            Self::MissingKey { key }
            | Self::UnknownKey { key }
            | Self::RepeatedKey { key }
            | Self::EmptyValue { key } => vec![text("key", key)],
            Self::WrongType { key, expected } => {
                vec![text("key", key), ("expected", expected.name().into())]
            }
            Self::NotAllowed {
                key,
                value,
                allowed,
            } => vec![
                text("key", key),
                text("value", value),
                ("allowed", allowed.join(", ").into()),
            ],
            Self::BadLanguage { value } => vec![text("value", value)],
            Self::BadAddress { url } => vec![text("url", url)],
            Self::BadId { id } | Self::RepeatedId { id } => vec![text("id", id)],
            Self::IdNotFolder { id, folder } => vec![text("id", id), text("folder", folder)],
            Self::UnknownConcept { concept }
            | Self::ConceptNotExplained { concept }
            | Self::ConceptNotUsed { concept } => vec![text("concept", concept)],
            Self::UnknownPrerequisite { topic } | Self::LaterPrerequisite { topic } => {
                vec![text("topic", topic)]
            }
            Self::MinutesMismatch { written, sum } => {
                vec![("written", (*written).into()), ("sum", (*sum).into())]
            }
            Self::TooManyTopics { count, limit } => {
                vec![("count", (*count).into()), ("limit", (*limit).into())]
            }
            Self::UnknownHeading { heading, allowed } => vec![
                text("heading", heading),
                ("allowed", allowed.join(", ").into()),
            ],
            Self::MissingHeading { heading } => vec![text("heading", heading)],
            Self::HeadingOutOfOrder { heading, before } => {
                vec![text("heading", heading), text("before", before)]
            }
            Self::RepeatedHeading { heading } | Self::EmptySection { heading } => {
                vec![text("heading", heading)]
            }
            Self::OptionCount { count } | Self::RightOptionCount { count } => {
                vec![("count", (*count).into())]
            }
            Self::OptionWithoutFeedback { option } | Self::RepeatedOption { option } => {
                vec![text("option", option)]
            }
            Self::DeadLink { link } => vec![text("link", link)],
            Self::TooLong {
                part,
                length,
                limit,
            } => vec![
                ("part", part.name().into()),
                ("length", (*length).into()),
                ("limit", (*limit).into()),
            ],
            Self::TitleDiffers { title } => vec![text("title", title)],
            Self::NotShown { markup } => vec![("markup", markup.name().into())],
        }
    }
}

impl Expected {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::TextList => "text-list",
            Self::Count => "count",
            Self::Boolean => "boolean",
            Self::Tables => "tables",
        }
    }
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Check => "check",
            Self::Feedback => "feedback",
            Self::Doubt => "doubt",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Prompt => "prompt",
        }
    }
}

impl Markup {
    fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Table => "table",
            Self::Image => "image",
            Self::DeepHeading => "deep-heading",
            Self::Rule => "rule",
            Self::ReferenceLink => "reference-link",
            Self::UnusualCode => "unusual-code",
        }
    }
}
