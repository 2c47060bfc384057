//! What the report says, before it is put into words: statements, each with its evidence.

use std::{collections::BTreeMap, fmt};

use serde::{Serialize, Serializer};

use crate::domain::ids::{ConceptId, PersonId, TopicId};

/// Section and number, written `1.1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId {
    pub section: u8,
    pub number: u8,
}

impl StatementId {
    #[must_use]
    pub const fn new(section: u8, number: u8) -> Self {
        Self { section, number }
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.section, self.number)
    }
}

impl Serialize for StatementId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Which way a statement came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    Positive,
    Mixed,
    Negative,
    /// Too little was recorded to say.
    Insufficient,
    /// A strategy for next time.
    Suggest,
    /// A strategy that was already followed.
    Continue,
}

impl Variant {
    /// The word of the JSON report and of the Fluent keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Mixed => "mixed",
            Self::Negative => "negative",
            Self::Insufficient => "insufficient",
            Self::Suggest => "suggest",
            Self::Continue => "continue",
        }
    }
}

/// Who may read a statement; [`Statement::learner`] says which learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody in the channel.
    Channel,
    /// Moderators.
    Moderator,
    /// The learner it is about and, ratings apart, moderators.
    Learner,
}

/// The numbers of the events that a statement rests on: ascending, each once, never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Vec<u64>);

impl Evidence {
    /// Nothing when there are no events to cite.
    #[must_use]
    pub fn new(events: impl IntoIterator<Item = u64>) -> Option<Self> {
        let mut events: Vec<u64> = events.into_iter().collect();
        events.sort_unstable();
        events.dedup();
        (!events.is_empty()).then_some(Self(events))
    }

    #[must_use]
    pub fn events(&self) -> &[u64] {
        &self.0
    }
}

/// A number of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Figure {
    Count(u64),
    /// Rounded to three decimals, so that the report's bytes do not hang on the last bit.
    Real(f64),
}

impl From<usize> for Figure {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

impl From<u64> for Figure {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Figure {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<f64> for Figure {
    fn from(value: f64) -> Self {
        // Adding zero turns -0 into 0.
        Self::Real((value * 1000.0).round() / 1000.0 + 0.0)
    }
}

/// What fills a place in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Number(Figure),
    Topic(TopicId),
    Concept(ConceptId),
    Person(PersonId),
    /// Recorded words: shown as they are, never as Markdown.
    Text(String),
    /// A file name.
    File(String),
    /// A length of time.
    Seconds(u64),
    /// Joined «a, b y c».
    List(Vec<Value>),
    Phrase(Phrase),
}

impl<T: Into<Figure>> From<T> for Value {
    fn from(number: T) -> Self {
        Self::Number(number.into())
    }
}

/// A text by its key (without the leading `report-`) with what fills it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    pub key: String,
    pub values: Vec<(&'static str, Value)>,
}

impl Phrase {
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            values: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }
}

impl From<Phrase> for Value {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        Self::List(values.into_iter().collect())
    }
}

/// The list of the topics.
pub(super) fn topic_list<'a>(topics: impl IntoIterator<Item = &'a TopicId>) -> Value {
    topics.into_iter().cloned().map(Value::Topic).collect()
}

/// The list of the concepts.
pub(super) fn concept_list<'a>(concepts: impl IntoIterator<Item = &'a ConceptId>) -> Value {
    concepts.into_iter().cloned().map(Value::Concept).collect()
}

/// The list of recorded words.
pub(super) fn text_list<'a>(texts: impl IntoIterator<Item = &'a String>) -> Value {
    texts.into_iter().cloned().map(Value::Text).collect()
}

/// One statement. It cannot be built without evidence: [`Statement::new`] is the only way.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub id: StatementId,
    pub variant: Variant,
    evidence: Evidence,
    pub audience: Audience,
    /// Whom it is about; always there when the audience is the learner.
    pub learner: Option<PersonId>,
    pub topics: Vec<TopicId>,
    pub concepts: Vec<ConceptId>,
    pub aspects: Vec<String>,
    pub figures: BTreeMap<String, Figure>,
    /// The statement's own sentence.
    pub sentence: Phrase,
    /// Sentences that follow it.
    pub further: Vec<Phrase>,
}

impl Statement {
    /// A statement for the channel (until said otherwise) with the text
    /// `report-<section>-<number>-<variant>`. Nothing when there is no evidence.
    #[must_use]
    pub fn new(
        (section, number): (u8, u8),
        variant: Variant,
        evidence: impl IntoIterator<Item = u64>,
    ) -> Option<Self> {
        let evidence = Evidence::new(evidence)?;
        Some(Self {
            id: StatementId::new(section, number),
            variant,
            evidence,
            audience: Audience::Channel,
            learner: None,
            topics: Vec::new(),
            concepts: Vec::new(),
            aspects: Vec::new(),
            figures: BTreeMap::new(),
            sentence: Phrase::new(format!("{section}-{number}-{}", variant.name())),
            further: Vec::new(),
        })
    }

    /// The numbers of the events that it rests on, ascending; never empty.
    #[must_use]
    pub fn evidence(&self) -> &[u64] {
        self.evidence.events()
    }

    /// Chooses the text `report-<section>-<number>-<variant>-<case>`.
    #[must_use]
    pub(super) fn case(mut self, case: &str) -> Self {
        self.sentence.key.push('-');
        self.sentence.key.push_str(case);
        self
    }

    #[must_use]
    pub(super) fn about(mut self, learner: &PersonId) -> Self {
        self.audience = Audience::Learner;
        self.learner = Some(learner.clone());
        self
    }

    #[must_use]
    pub(super) fn for_moderators(mut self) -> Self {
        self.audience = Audience::Moderator;
        self
    }

    /// A number for the sentence and for the figures.
    #[must_use]
    pub(super) fn count(self, name: &'static str, number: impl Into<Figure>) -> Self {
        let number = number.into();
        self.figure(name, number).with(name, number)
    }

    /// A number for the figures alone.
    #[must_use]
    pub(super) fn figure(mut self, name: impl Into<String>, number: impl Into<Figure>) -> Self {
        self.figures.insert(name.into(), number.into());
        self
    }

    /// What fills a place in the sentence.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.sentence.values.push((name, value.into()));
        self
    }

    /// One more sentence.
    #[must_use]
    pub(super) fn then(mut self, sentence: Phrase) -> Self {
        self.further.push(sentence);
        self
    }

    #[must_use]
    pub(super) fn topics<'a>(mut self, topics: impl IntoIterator<Item = &'a TopicId>) -> Self {
        self.topics = topics.into_iter().cloned().collect();
        self
    }

    #[must_use]
    pub(super) fn concepts<'a>(
        mut self,
        concepts: impl IntoIterator<Item = &'a ConceptId>,
    ) -> Self {
        self.concepts = concepts.into_iter().cloned().collect();
        self
    }

    #[must_use]
    pub(super) fn aspects<'a>(mut self, aspects: impl IntoIterator<Item = &'a String>) -> Self {
        self.aspects = aspects.into_iter().cloned().collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_statement_without_evidence() {
        assert_eq!(Statement::new((1, 1), Variant::Positive, []), None);
    }

    #[test]
    fn evidence_is_cited_once_and_in_order() {
        let statement = Statement::new((1, 1), Variant::Positive, [9, 2, 9]).unwrap();
        assert_eq!(statement.evidence(), [2, 9]);
    }

    #[test]
    fn a_figure_has_three_decimals_and_no_negative_zero() {
        assert_eq!(Figure::from(0.87044), Figure::Real(0.87));
        assert!(matches!(Figure::from(-0.0001), Figure::Real(zero) if zero.is_sign_positive()));
    }
}
