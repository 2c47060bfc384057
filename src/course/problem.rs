//! What can be wrong with a course, where, and how it is told.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use crate::texts::Language;

mod telling;

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
    /// A file to show with nothing in it.
    EmptyFile {
        file: String,
    },
    /// An example with three backticks in its code, which would end the block that shows it.
    FenceInCode {
        file: String,
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
    /// Wordings of a doubt that the topic has not.
    UnknownDoubt {
        question: String,
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
    TooManyDomains {
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
    /// A check with the same question as an earlier one of the topic.
    RepeatedQuestion {
        question: String,
    },
    ConceptNotExplained {
        concept: String,
    },
    ConceptNotUsed {
        concept: String,
    },
    /// No text of the course has any of its words: no doubt could be known by them.
    ConceptNotNamed {
        concept: String,
    },
    DeadLink {
        link: String,
    },
    /// A link to a heading that the file does not have.
    DeadAnchor {
        link: String,
    },
    TooLong {
        part: Part,
        length: usize,
        limit: usize,
    },
    /// It would take more messages of Discord than are shown.
    TooManyMessages {
        part: Part,
        count: usize,
        limit: usize,
    },
    /// A question of another format without its text.
    EmptyQuestion,
    /// A question of another format that a course cannot hold.
    LeftOut {
        reason: LeftOut,
    },
    /// One with a tag of HTML that Markdown has nothing for.
    LeftOutHtml {
        tag: String,
    },
    /// `{` without `}`.
    UnclosedBrace,
    /// `}` without `{`.
    StrayBrace,
    /// A second `{` in one question.
    SecondAnswer,
    /// Text between braces before the first `=` or `~`.
    AnswerWithoutSign,
    /// `ANSWER: F` where no option is F.
    AnswerWithoutOption {
        letter: String,
    },
    /// A question in Aiken without its `ANSWER:`.
    NoAnswerLine,
    /// An option without anything to say to who chooses it, in a file of questions.
    NoFeedback {
        option: String,
    },
    /// A file of questions without any.
    NoQuestions,
    /// A question that does not say its concept, where nobody else did.
    NoConcept,
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
    Connection,
    /// What a connection builds on, an option of a menu.
    Domain,
    Objective,
    Hint,
    Solution,
    /// An example with its code.
    Example,
    /// The titles of all topics, shown as one list.
    Plan,
}

/// Why a course cannot hold a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It asks nothing.
    Description,
    Essay,
    Numerical,
    Matching,
    ShortAnswer,
    SeveralRight,
    /// An option is right or wrong in part.
    Weights,
    /// A topic's file would say something else, such as when it begins with a list.
    Markdown,
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
    /// `[text](file)`: only whole addresses can be followed.
    RelativeLink,
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
}
