//! What every kind of problem says, in both languages.

use std::fmt::Write;

use crate::{
    course::{Expected, LeftOut, Markup, Part, ProblemKind},
    texts::Language,
};

const SPANISH: &str = include_str!("../../texts/es/course.ftl");

/// Texts of the checker that are not of a problem.
const OTHERS: [&str; 4] = ["severity", "summary", "errors", "warnings"];

/// Most texts of problems name something of the course.
fn name() -> String {
    "algo".to_owned()
}

fn one_of_each() -> Vec<ProblemKind> {
    [of_files_and_values(), of_sections(), of_parts()].concat()
}

fn of_files_and_values() -> Vec<ProblemKind> {
    vec![
        ProblemKind::MissingFile { file: name() },
        ProblemKind::UnreadableFile {
            file: name(),
            detail: name(),
        },
        ProblemKind::NotUtf8 { file: name() },
        ProblemKind::FileTooLarge {
            file: name(),
            limit: 1_048_576,
        },
        ProblemKind::EmptyFile { file: name() },
        ProblemKind::FenceInCode { file: name() },
        ProblemKind::OutsideFolder { file: name() },
        ProblemKind::NoCourses,
        ProblemKind::BadToml { detail: name() },
        ProblemKind::NoFrontMatter,
        ProblemKind::UnclosedFrontMatter,
        ProblemKind::MissingKey { key: name() },
        ProblemKind::UnknownKey { key: name() },
        ProblemKind::RepeatedKey { key: name() },
        ProblemKind::EmptyValue { key: name() },
        ProblemKind::NotAllowed {
            key: name(),
            value: name(),
            allowed: &["uno", "dos"],
        },
        ProblemKind::BadLanguage { value: name() },
        ProblemKind::BadAddress { url: name() },
        ProblemKind::BadId { id: name() },
        ProblemKind::IdNotFolder {
            id: name(),
            folder: name(),
        },
        ProblemKind::RepeatedId { id: name() },
        ProblemKind::RepeatedTopicFile { file: name() },
        ProblemKind::UnknownConcept { concept: name() },
        ProblemKind::UnknownDoubt { question: name() },
        ProblemKind::UnknownPrerequisite { topic: name() },
        ProblemKind::LaterPrerequisite { topic: name() },
        ProblemKind::MinutesMismatch {
            written: 30,
            sum: 31,
        },
        ProblemKind::TooManyTopics {
            count: 26,
            limit: 25,
        },
        ProblemKind::TooManyDomains {
            count: 25,
            limit: 24,
        },
    ]
}

fn of_sections() -> Vec<ProblemKind> {
    vec![
        ProblemKind::UnknownHeading {
            heading: name(),
            allowed: &["uno", "dos"],
        },
        ProblemKind::MissingHeading { heading: "algo" },
        ProblemKind::HeadingOutOfOrder {
            heading: name(),
            before: "algo",
        },
        ProblemKind::RepeatedHeading { heading: name() },
        ProblemKind::EmptySection { heading: name() },
        ProblemKind::StrayText,
        ProblemKind::ExampleWithoutCode,
        ProblemKind::NotKeyAndValue,
        ProblemKind::MissingBlankLine,
        ProblemKind::OptionCount { count: 1 },
        ProblemKind::OptionCount { count: 6 },
        ProblemKind::RightOptionCount { count: 0 },
        ProblemKind::OptionWithoutBox,
        ProblemKind::EmptyOption,
        ProblemKind::OptionWithoutFeedback { option: name() },
        ProblemKind::RepeatedOption { option: name() },
        ProblemKind::ConceptNotExplained { concept: name() },
        ProblemKind::ConceptNotUsed { concept: name() },
        ProblemKind::RepeatedQuestion { question: name() },
        ProblemKind::ConceptNotNamed { concept: name() },
        ProblemKind::EmptyQuestion,
        ProblemKind::LeftOutHtml { tag: name() },
        ProblemKind::UnclosedBrace,
        ProblemKind::StrayBrace,
        ProblemKind::SecondAnswer,
        ProblemKind::AnswerWithoutSign,
        ProblemKind::AnswerWithoutOption { letter: name() },
        ProblemKind::NoAnswerLine,
        ProblemKind::NoFeedback { option: name() },
        ProblemKind::NoQuestions,
        ProblemKind::NoConcept,
        ProblemKind::DeadLink { link: name() },
        ProblemKind::DeadAnchor { link: name() },
        ProblemKind::TitleDiffers { title: name() },
    ]
}

/// The kinds of which each stands for several.
fn of_parts() -> Vec<ProblemKind> {
    let wrong_type = |expected| ProblemKind::WrongType {
        key: name(),
        expected,
    };
    let too_long = |part| ProblemKind::TooLong {
        part,
        length: 1901,
        limit: 1900,
    };
    let too_many_messages = |part| ProblemKind::TooManyMessages {
        part,
        count: 5,
        limit: 4,
    };
    let mut kinds = Vec::new();
    kinds.extend(
        [
            Expected::Text,
            Expected::TextList,
            Expected::Count,
            Expected::Boolean,
            Expected::Tables,
        ]
        .map(wrong_type),
    );
    kinds.extend(
        [
            Part::Block,
            Part::Check,
            Part::Feedback,
            Part::Doubt,
            Part::Title,
            Part::Summary,
            Part::Prompt,
            Part::Connection,
            Part::Domain,
            Part::Objective,
            Part::Plan,
        ]
        .map(too_long),
    );
    kinds.extend(
        [
            LeftOut::Description,
            LeftOut::Essay,
            LeftOut::Numerical,
            LeftOut::Matching,
            LeftOut::ShortAnswer,
            LeftOut::SeveralRight,
            LeftOut::Weights,
            LeftOut::Markdown,
        ]
        .map(|reason| ProblemKind::LeftOut { reason }),
    );
    kinds.extend([Part::Hint, Part::Solution, Part::Example].map(too_many_messages));
    kinds.extend(
        [
            Markup::Html,
            Markup::Table,
            Markup::Image,
            Markup::DeepHeading,
            Markup::Rule,
            Markup::RelativeLink,
            Markup::ReferenceLink,
            Markup::UnusualCode,
        ]
        .map(|markup| ProblemKind::NotShown { markup }),
    );
    kinds
}

#[test]
fn every_problem_is_told_in_spanish_and_in_english() {
    let mut told = String::new();
    for kind in one_of_each() {
        let [spanish, english] =
            [Language::Spanish, Language::English].map(|language| kind.say(language));
        assert_ne!(spanish, english);
        for text in [&spanish, &english] {
            assert!(!text.contains("{ ") && !text.contains('$'), "{text}");
        }
        writeln!(told, "{}\n  {spanish}\n  {english}", kind.code()).unwrap();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn every_text_of_a_problem_is_used() {
    let codes: Vec<&str> = one_of_each().iter().map(ProblemKind::code).collect();
    let keys = SPANISH
        .lines()
        .filter_map(|line| line.strip_prefix("course-")?.split_once(" ="))
        .map(|(key, _)| key);
    for key in keys {
        assert!(codes.contains(&key) || OTHERS.contains(&key), "{key}");
    }
}
