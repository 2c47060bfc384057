//! The parts of a course that an answer can rest on, each with an id of its own.

use std::{fmt, str::FromStr};

use super::{
    course::{Course, Topic},
    ids::{SectionId, TopicId},
};

/// One part of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    pub topic: &'a Topic,
    pub part: Part,
}

/// Which part of its topic; numbers count the topic's parts of that kind, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Explanation,
    Example(usize),
    Alternative(usize),
    /// A prepared doubt with its answer.
    Doubt(usize),
}

impl<'a> Section<'a> {
    /// Every part of a course, in its order.
    pub fn all(course: &'a Course) -> impl Iterator<Item = Self> {
        course.topics.iter().flat_map(|topic| {
            let examples = (0..topic.examples.len()).map(Part::Example);
            let alternatives = (0..topic.alternatives.len()).map(Part::Alternative);
            let doubts = (0..topic.doubts.len()).map(Part::Doubt);
            std::iter::once(Part::Explanation)
                .chain(examples)
                .chain(alternatives)
                .chain(doubts)
                .map(move |part| Self { topic, part })
        })
    }

    /// The part that has this id; nothing when the course has none.
    #[must_use]
    pub fn of(course: &'a Course, id: &SectionId) -> Option<Self> {
        let (topic, part) = id.as_str().split_once('#')?;
        let topic = course.topic(&TopicId::from(topic))?;
        let part = part.parse().ok()?;
        let exists = match part {
            Part::Explanation => true,
            Part::Example(number) => number < topic.examples.len(),
            Part::Alternative(number) => number < topic.alternatives.len(),
            Part::Doubt(number) => number < topic.doubts.len(),
        };
        exists.then_some(Self { topic, part })
    }

    #[must_use]
    pub fn id(&self) -> SectionId {
        SectionId::new(format!("{}#{}", self.topic.id, self.part))
    }

    /// What it says, in Markdown.
    #[must_use]
    pub fn text(&self) -> String {
        match self.part {
            Part::Explanation => self.topic.explanation.clone(),
            Part::Example(number) => {
                let example = &self.topic.examples[number];
                format!(
                    "{}\n\n```py\n{}\n```",
                    example.text,
                    example.code.trim_end()
                )
            }
            Part::Alternative(number) => self.topic.alternatives[number].text.clone(),
            Part::Doubt(number) => {
                let doubt = &self.topic.doubts[number];
                format!("{}\n\n{}", doubt.question, doubt.answer)
            }
        }
    }
}

/// As it stands in an id, where the first is number 1.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Explanation => f.write_str("explanation"),
            Self::Example(number) => write!(f, "example-{}", number + 1),
            Self::Alternative(number) => write!(f, "alternative-{}", number + 1),
            Self::Doubt(number) => write!(f, "doubt-{}", number + 1),
        }
    }
}

/// What names no part of a topic.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("it names no part of a topic")]
pub struct UnknownPart;

impl FromStr for Part {
    type Err = UnknownPart;

    fn from_str(text: &str) -> Result<Self, UnknownPart> {
        if text == "explanation" {
            return Ok(Self::Explanation);
        }
        let (kind, number) = text.split_once('-').ok_or(UnknownPart)?;
        let number: usize = number.parse().map_err(|_| UnknownPart)?;
        let number = number.checked_sub(1).ok_or(UnknownPart)?;
        let part = match kind {
            "example" => Self::Example(number),
            "alternative" => Self::Alternative(number),
            "doubt" => Self::Doubt(number),
            _ => return Err(UnknownPart),
        };
        // One id for each part: neither `doubt-01` nor `doubt-+1`.
        (part.to_string() == text)
            .then_some(part)
            .ok_or(UnknownPart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::room::{Shape, course};

    #[test]
    fn every_part_is_found_by_its_id() {
        let course = course(&[Shape::simple(), Shape::simple()]);
        let all: Vec<Section<'_>> = Section::all(&course).collect();
        let ids: Vec<String> = all.iter().map(|section| section.id().to_string()).collect();
        assert_eq!(
            ids[..4],
            [
                "t0#explanation",
                "t0#alternative-1",
                "t0#alternative-2",
                "t0#doubt-1"
            ]
        );
        for section in all {
            assert_eq!(Section::of(&course, &section.id()), Some(section));
        }
    }

    #[test]
    fn what_the_course_does_not_have_is_not_found() {
        let course = course(&[Shape::simple()]);
        for id in [
            "",
            "t0",
            "t0#",
            "t0#doubt",
            "t0#doubt-0",
            "t0#doubt-2",
            "t0#doubt-01",
            "t0#doubt-+1",
            "t0#doubt-99999999999999999999",
            "t9#explanation",
            "t0#explanation#explanation",
        ] {
            assert_eq!(Section::of(&course, &id.into()), None, "{id}");
        }
    }
}
