//! The report of a session: a fold over its events, the same for the same events. Every statement
//! is a function from the session to the statements that it finds, one after the other in
//! `STATEMENTS`; a new one is a copy of the smallest (`observations::exercises`), its line in
//! that table and its texts `report-<section>-<number>-<variant>`.

mod application;
mod audience;
mod clarity;
mod deeds;
#[cfg(test)]
pub(crate) mod log;
pub mod mastery;
mod observations;
mod patterns;
mod pictures;
mod questions;
mod rows;
mod session;
mod statement;
mod structure;
mod summary;
pub mod thresholds;

use time::OffsetDateTime;

pub use deeds::{By, Deed};
pub use pictures::{Expected, Interval, Timeline, TopicTimes};
pub use rows::{CheckRow, Outcome, QuestionRow};
pub use statement::{Audience, Evidence, Figure, Phrase, Statement, StatementId, Value, Variant};
pub use summary::{ConceptDoubts, OpenDoubt, Summary, TopicTime};

use super::{
    event::{EndReason, Recorded},
    ids::{CourseId, PersonId, TopicId},
};
use session::Session;

/// What the events of one session say.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Version of the thresholds.
    pub rules: &'static str,
    pub course: Option<CourseId>,
    pub started_at: Option<OffsetDateTime>,
    pub ended_at: Option<OffsetDateTime>,
    pub ended: Option<EndReason>,
    /// Whether no topic was begun and nobody did anything but come and go.
    pub nothing_happened: bool,
    /// How many took part.
    pub participants: usize,
    /// Those of them whom the reader may know, in the order in which they came.
    pub learners: Vec<PersonId>,
    /// The titles of the plan's topics, in its order.
    pub titles: Vec<(TopicId, String)>,
    /// For whom it was cut ([`Report::for_audience`]); nothing when it is whole.
    pub audience: Option<Audience>,
    /// Sections 1 to 5.
    pub sections: [Section; 5],
    /// The events that the statements cite, ascending.
    pub deeds: Vec<Deed>,
    pub timeline: Timeline,
    /// Learner by learner.
    pub intervals: Vec<Interval>,
    /// Learner by learner.
    pub expected: Vec<Expected>,
    pub questions: Vec<QuestionRow>,
    pub checks: Vec<CheckRow>,
}

impl Report {
    /// The five sections' statements, in order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.sections.iter().flat_map(|section| &section.statements)
    }

    /// What the reader may know of an event that a statement cites.
    #[must_use]
    pub fn deed(&self, seq: u64) -> Option<&Deed> {
        let at = self.deeds.binary_search_by_key(&seq, |deed| deed.seq);
        at.ok().map(|at| &self.deeds[at])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub number: u8,
    /// In the order of their numbers.
    pub statements: Vec<Statement>,
    /// Whether something that was found is not for this audience.
    pub withheld: bool,
}

/// Finds what one statement says of a session: nothing, one, or one for each learner.
type Finding = fn(&Session<'_>) -> Vec<Statement>;

/// Every statement, by section, in the order of its number.
const STATEMENTS: [&[Finding]; 5] = [
    &[
        structure::order,
        structure::coverage,
        structure::pauses,
        structure::confirmation,
        structure::coherence,
        structure::pace,
        structure::proposal,
    ],
    &[
        clarity::depth,
        clarity::examples,
        clarity::doubts,
        clarity::time_to_answer,
        mastery::consolidation,
        clarity::kinds,
    ],
    &[
        patterns::clarification,
        patterns::operating_details,
        patterns::repetition,
        patterns::progress,
        patterns::advances,
        patterns::calibration,
    ],
    &[
        application::prior_knowledge,
        application::programming,
        application::projects,
        application::practice,
        application::exercises,
        application::reflection,
    ],
    &[
        observations::structured,
        observations::committed,
        observations::self_assessment,
        observations::asks_to_confirm,
        observations::exercises,
        observations::comparison,
        observations::participation,
    ],
];

/// The whole report of the session that these events tell. They may come in any order; their
/// `seq` decides.
#[must_use]
pub fn analyse(events: &[Recorded]) -> Report {
    let session = Session::read(events);
    let sections = std::array::from_fn(|at| Section {
        number: u8::try_from(at + 1).expect("there are five sections"),
        statements: STATEMENTS[at]
            .iter()
            .flat_map(|find| find(&session))
            .map(|statement| audience::place(&session, statement))
            .collect(),
        withheld: false,
    });
    let statements = sections
        .iter()
        .flat_map(|section: &Section| &section.statements);
    Report {
        rules: thresholds::VERSION,
        course: session.course.cloned(),
        started_at: session.planned_by.map(|recorded| recorded.at),
        ended_at: session.end.map(|(_, at, _)| at),
        ended: session.end.map(|(.., reason)| reason),
        nothing_happened: session.nothing_happened(),
        deeds: deeds::deeds(&session, statements),
        timeline: pictures::timeline(&session),
        intervals: pictures::intervals(&session),
        expected: pictures::expected(&session),
        questions: rows::questions(&session),
        checks: rows::checks(&session),
        participants: session.learners.len(),
        learners: session
            .learners
            .iter()
            .map(|learner| learner.id.clone())
            .collect(),
        titles: session
            .plan
            .iter()
            .map(|planned| (planned.topic.clone(), planned.title.clone()))
            .collect(),
        audience: None,
        sections,
    }
}

/// `part / whole` of counts; 0 when there is no whole.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of a session's events lie far below 2^52"
)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
