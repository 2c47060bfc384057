//! A course: what a session teaches, as loaded and checked. All texts are Markdown in the
//! course's language.
//!
//! Courses are stored as JSON for as long as sessions refer to them, and known by the hash of that
//! JSON: the names of fields are permanent, and a new field must be optional and left out of the
//! JSON where a course does not have it.

use serde::{Deserialize, Serialize};

use super::{
    doubt,
    event::{AdvanceRule, ExplanationKind, PlannedTopic, QuestionKind},
    ids::{ConceptId, CourseId, TopicId},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    pub id: CourseId,
    pub version: String,
    /// BCP 47, such as `es`.
    pub language: String,
    pub title: String,
    pub summary: String,
    pub authors: Vec<String>,
    pub licence: String,
    pub advance_rule: AdvanceRule,
    pub concepts: Vec<Concept>,
    /// In the order in which the session goes through them; never empty.
    pub topics: Vec<Topic>,
    pub closing: Closing,
    /// What `doubt` works out once for this content; no part of it.
    #[serde(skip)]
    pub indexed: doubt::Lazy,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    pub id: ConceptId,
    pub name: String,
    /// Words by which a learner's text names the concept.
    pub terms: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    pub id: TopicId,
    pub title: String,
    pub minutes: u32,
    /// Whether the session pauses to verify at the end of the topic.
    pub pause: bool,
    /// Never empty.
    pub concepts: Vec<ConceptId>,
    pub objectives: Vec<String>,
    pub prerequisites: Vec<TopicId>,
    pub sources: Vec<Source>,
    pub explanation: String,
    pub examples: Vec<Example>,
    pub connections: Vec<Connection>,
    pub alternatives: Vec<Alternative>,
    pub exercise: Exercise,
    /// Never empty.
    pub checks: Vec<Check>,
    pub doubts: Vec<PreparedDoubt>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub title: String,
    pub url: String,
}

/// A file that the topic shows and attaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    pub concept: ConceptId,
    /// What to look at, before the code.
    pub text: String,
    /// File name without folders, such as `pipe_duplex.py`.
    pub file_name: String,
    pub code: String,
    /// Not empty when the file is the course's practical result: what it shows
    /// (`paralelismo real`).
    pub features: Vec<String>,
}

/// What the topic builds on, such as operating systems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    pub domain: String,
    pub terms: Vec<String>,
    pub text: String,
}

/// Another way to say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    pub concept: ConceptId,
    pub kind: ExplanationKind,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exercise {
    pub text: String,
    pub hint: Option<String>,
    pub solution: Option<String>,
}

/// One check question; exactly one option is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub concept: ConceptId,
    pub prompt: String,
    /// 2 to 5 of them.
    pub options: Vec<CheckOption>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckOption {
    pub text: String,
    pub right: bool,
    /// What to say to who chose it.
    pub feedback: String,
}

/// A doubt that learners have, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreparedDoubt {
    pub question: String,
    /// Other wordings of the same doubt, as learners write them.
    pub variants: Vec<String>,
    pub concepts: Vec<ConceptId>,
    pub aspects: Vec<String>,
    pub kind: QuestionKind,
    pub answer: String,
}

/// What closes the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Comparison of the models of concurrency (threads, processes, async).
    pub comparison: String,
    /// Models that a reflection may name, each with the words that name it.
    pub models: Vec<Model>,
    /// What the final reflection asks; 45 characters at most each (a modal's label).
    pub prompts: ReflectionPrompts,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// As the report names it: `hilos`, `procesos`, `async`.
    pub name: String,
    pub terms: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReflectionPrompts {
    /// What it connects with.
    pub links: String,
    /// Where the learner would use it.
    pub uses: String,
    /// How the models compare.
    pub comparison: String,
}

impl Course {
    /// The plan as written: every topic in order.
    #[must_use]
    pub fn plan(&self) -> Vec<PlannedTopic> {
        self.topics
            .iter()
            .map(|topic| PlannedTopic {
                topic: topic.id.clone(),
                title: topic.title.clone(),
                concepts: topic.concepts.clone(),
                planned_minutes: topic.minutes,
                pause: topic.pause,
            })
            .collect()
    }

    /// What the topics connect with, such as operating systems, each domain once.
    #[must_use]
    pub fn domains(&self) -> Vec<&str> {
        let mut domains = Vec::new();
        for connection in self.topics.iter().flat_map(|topic| &topic.connections) {
            if !domains.contains(&connection.domain.as_str()) {
                domains.push(connection.domain.as_str());
            }
        }
        domains
    }

    #[must_use]
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id)
    }

    #[must_use]
    pub fn concept(&self, id: &ConceptId) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.id == *id)
    }
}
