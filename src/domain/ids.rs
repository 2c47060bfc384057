//! Identifiers: what names a session, a course, a topic, a concept, a question and a person.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            #[must_use]
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }
    };
}

text_id!(
    /// A course's folder name, such as `multiprocessing`.
    CourseId
);
text_id!(
    /// One content of a course: the SHA-256 of its JSON, in hexadecimal digits.
    CourseHash
);
text_id!(
    /// A topic within its course, such as `comunicacion`; at most [`MAX_SLUG`] characters.
    TopicId
);
text_id!(
    /// A concept within its course, such as `pipe-queue`; at most [`MAX_SLUG`] characters.
    ConceptId
);
text_id!(
    /// A part of a course that an answer can rest on, such as `comunicacion#doubt-3`.
    SectionId
);
text_id!(
    /// A question within its session: `q1`, `q2`, … in the order in which they were asked.
    QuestionId
);
text_id!(
    /// A doubt that a course prepared: its topic and words of its question, such as
    /// `comunicacion/que-es-un-pipe`. Made from the course, and there once in it.
    DoubtId
);
text_id!(
    /// A person: the Discord user id in a live session, any word in an exported log.
    PersonId
);

/// Longest id of a topic or a concept: a button carries it in its custom_id (100 characters).
pub const MAX_SLUG: usize = 32;

/// Whether `text` can be the id of a course, a topic or a concept: 1 to [`MAX_SLUG`] of `a-z`,
/// `0-9` and `-`, beginning with a letter.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    text.len() <= MAX_SLUG
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// A session, numbered by the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub i64);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
