//! A session as a state machine: a command comes in, `decide` says which events follow or why
//! not, `evolve` folds events into the state.

mod advance;
#[cfg(test)]
mod advance_properties;
mod command;
mod decide;
mod evolve;
#[cfg(test)]
mod group_stories;
mod groups;
mod outbox;
#[cfg(test)]
mod plays;
#[cfg(test)]
mod properties;
mod reply;
#[cfg(test)]
pub(in crate::domain) mod room;
mod shown;
mod state;
#[cfg(test)]
mod stories;
mod timers;
mod tutoring;

pub use advance::Caused;
pub use command::{Action, Command, Person};
pub use decide::{Decision, LONGEST_SOLUTION, LONGEST_TEXT, Words, decide};
pub use outbox::{Delivery, UnknownDelivery, open_doubts_list, owed, owed_after_move};
pub use reply::{Rejection, Reply};
pub use shown::shown_by;
pub use state::{
    Offer, Participant, Phase, Question, QuestionState, Reminder, Session, SharedSolution,
    TopicProgress, Understanding,
};
pub use timers::{ABANDON_AFTER, PAUSE_AFTER, due, halt, lose_channel, tick};
pub use tutoring::{TutorsAnswer, for_tutor, is_for_tutor, is_tutored, tutored};

/// How many of a topic's check questions a learner answers, in the course's order: enough for
/// the report to tell a consolidated concept (three answers), few enough to keep the pace.
pub const CHECKS_ASKED: usize = 3;
