//! The text of each kind of problem: its key in the files of texts, and what it fills in.

use super::{Expected, LeftOut, Markup, Part, ProblemKind};
use crate::texts::Argument;

impl ProblemKind {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::MissingFile { .. } => "course-missing-file",
            Self::UnreadableFile { .. } => "course-unreadable-file",
            Self::EmptyFile { .. } => "course-empty-file",
            Self::FenceInCode { .. } => "course-fence-in-code",
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
            Self::UnknownDoubt { .. } => "course-unknown-doubt",
            Self::UnknownPrerequisite { .. } => "course-unknown-prerequisite",
            Self::LaterPrerequisite { .. } => "course-later-prerequisite",
            Self::MinutesMismatch { .. } => "course-minutes-mismatch",
            Self::TooManyTopics { .. } => "course-too-many-topics",
            Self::TooManyDomains { .. } => "course-too-many-domains",
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
            Self::RepeatedQuestion { .. } => "course-repeated-question",
            Self::ConceptNotExplained { .. } => "course-concept-not-explained",
            Self::ConceptNotUsed { .. } => "course-concept-not-used",
            Self::ConceptNotNamed { .. } => "course-concept-not-named",
            Self::DeadAnchor { .. } => "course-dead-anchor",
            Self::DeadLink { .. } => "course-dead-link",
            Self::TooManyMessages { .. } => "course-too-many-messages",
            Self::TooLong { .. } => "course-too-long",
            Self::EmptyQuestion => "course-empty-question",
            Self::LeftOut { .. } => "course-left-out",
            Self::LeftOutHtml { .. } => "course-left-out-html",
            Self::UnclosedBrace => "course-unclosed-brace",
            Self::StrayBrace => "course-stray-brace",
            Self::SecondAnswer => "course-second-answer",
            Self::AnswerWithoutSign => "course-answer-without-sign",
            Self::AnswerWithoutOption { .. } => "course-answer-without-option",
            Self::NoAnswerLine => "course-no-answer-line",
            Self::NoFeedback { .. } => "course-no-feedback",
            Self::NoQuestions => "course-no-questions",
            Self::NoConcept => "course-no-concept",
            Self::TitleDiffers { .. } => "course-title-differs",
            Self::NotShown { .. } => "course-not-shown",
        }
    }

    pub(super) fn arguments(&self) -> Vec<Argument<'_>> {
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
            | Self::EmptyOption
            | Self::EmptyQuestion
            | Self::UnclosedBrace
            | Self::StrayBrace
            | Self::SecondAnswer
            | Self::AnswerWithoutSign
            | Self::NoAnswerLine
            | Self::NoQuestions
            | Self::NoConcept => Vec::new(),
            Self::MissingFile { file }
            | Self::EmptyFile { file }
            | Self::FenceInCode { file }
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
            | Self::ConceptNotUsed { concept }
            | Self::ConceptNotNamed { concept } => vec![text("concept", concept)],
            Self::UnknownPrerequisite { topic } | Self::LaterPrerequisite { topic } => {
                vec![text("topic", topic)]
            }
            Self::MinutesMismatch { written, sum } => {
                vec![("written", (*written).into()), ("sum", (*sum).into())]
            }
            Self::TooManyTopics { count, limit } | Self::TooManyDomains { count, limit } => {
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
            Self::OptionWithoutFeedback { option }
            | Self::RepeatedOption { option }
            | Self::NoFeedback { option } => {
                vec![text("option", option)]
            }
            Self::UnknownDoubt { question } | Self::RepeatedQuestion { question } => {
                vec![text("question", question)]
            }
            Self::TooManyMessages { part, count, limit } => vec![
                ("part", part.name().into()),
                ("count", (*count).into()),
                ("limit", (*limit).into()),
            ],
            Self::DeadLink { link } | Self::DeadAnchor { link } => vec![text("link", link)],
            Self::TooLong {
                part,
                length,
                limit,
            } => vec![
                ("part", part.name().into()),
                ("length", (*length).into()),
                ("limit", (*limit).into()),
            ],
            Self::LeftOut { reason } => vec![("reason", reason.name().into())],
            Self::LeftOutHtml { tag } => vec![text("tag", tag)],
            Self::AnswerWithoutOption { letter } => vec![text("letter", letter)],
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
            Self::Connection => "connection",
            Self::Domain => "domain",
            Self::Objective => "objective",
            Self::Hint => "hint",
            Self::Solution => "solution",
            Self::Example => "example",
            Self::Plan => "plan",
        }
    }
}

impl LeftOut {
    fn name(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Essay => "essay",
            Self::Numerical => "numerical",
            Self::Matching => "matching",
            Self::ShortAnswer => "short-answer",
            Self::SeveralRight => "several-right",
            Self::Weights => "weights",
            Self::Markdown => "markdown",
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
            Self::RelativeLink => "relative-link",
            Self::ReferenceLink => "reference-link",
            Self::UnusualCode => "unusual-code",
        }
    }
}
