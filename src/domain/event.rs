//! What happened in a session. The serde names are permanent: exported logs and stored sessions
//! carry them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{
    doubt::AnswerRef,
    ids::{ConceptId, CourseId, PersonId, QuestionId, SectionId, TopicId},
};

/// One event with its envelope: a line of an exported log, a row of `session_events`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// 1, 2, 3, … without gaps within a session.
    pub seq: u64,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub actor: Actor,
    #[serde(flatten)]
    pub event: Event,
}

/// Who caused an event. Written `bot`, `learner:ID` or `moderator:ID`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Actor {
    Bot,
    Learner(PersonId),
    Moderator(PersonId),
}

impl Actor {
    /// The id of whoever acted; nothing for the bot.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Learner(id) | Self::Moderator(id) => Some(id),
            Self::Bot => None,
        }
    }

    /// The learner's id, when the actor is one.
    #[must_use]
    pub fn learner(&self) -> Option<&PersonId> {
        match self {
            Self::Learner(id) => Some(id),
            Self::Bot | Self::Moderator(_) => None,
        }
    }
}

/// An actor that is none of `bot`, `learner:ID`, `moderator:ID`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("'{0}' is not an actor: expected 'bot', 'learner:ID' or 'moderator:ID'")]
pub struct UnknownActor(String);

impl FromStr for Actor {
    type Err = UnknownActor;

    fn from_str(text: &str) -> Result<Self, UnknownActor> {
        match text.split_once(':') {
            None if text == "bot" => Ok(Self::Bot),
            Some(("learner", id)) if !id.is_empty() => Ok(Self::Learner(id.into())),
            Some(("moderator", id)) if !id.is_empty() => Ok(Self::Moderator(id.into())),
            _ => Err(UnknownActor(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Actor {
    type Error = UnknownActor;

    fn try_from(text: String) -> Result<Self, UnknownActor> {
        text.parse()
    }
}

impl From<Actor> for String {
    fn from(actor: Actor) -> Self {
        actor.to_string()
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bot => f.write_str("bot"),
            Self::Learner(id) => write!(f, "learner:{id}"),
            Self::Moderator(id) => write!(f, "moderator:{id}"),
        }
    }
}

/// What happened, without who and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The lobby opened: who called the session, on which version of the course. A log made
    /// elsewhere may begin with `session_started`.
    SessionOpened {
        course: CourseId,
        course_version: String,
        host: PersonId,
        plan: Vec<PlannedTopic>,
        advance_rule: AdvanceRule,
        #[serde(default)]
        patience: Patience,
    },
    /// The group chose or reordered the topics in the lobby: the whole plan as it is now.
    PlanChanged {
        plan: Vec<PlannedTopic>,
    },
    SessionStarted {
        course: CourseId,
        plan: Vec<PlannedTopic>,
        proposed_by: Actor,
        roster: Vec<Actor>,
        advance_rule: AdvanceRule,
    },
    SessionEnded {
        reason: EndReason,
    },
    SessionPaused {
        /// Nothing in logs made elsewhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<PauseReason>,
    },
    SessionResumed,
    /// The actor joined.
    ParticipantJoined {
        /// Whether the actor moderates the server, as far as Discord said so at that moment.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        moderator: bool,
    },
    /// The actor left.
    ParticipantLeft,
    /// The host went away; this participant leads the session from now on.
    HostChanged {
        host: PersonId,
    },
    /// What the actor says to know already, among the domains that the course connects with.
    PriorKnowledgeTold {
        domains: Vec<String>,
    },
    /// These learners were called, and nobody else: the group waits for them.
    ReminderSent {
        /// Nothing at the final reflection.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        learners: Vec<Actor>,
    },
    /// The group waits no longer for these learners, until they do something again.
    WaitEnded {
        /// Nothing at the final reflection.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        learners: Vec<Actor>,
    },
    TopicStarted {
        topic: TopicId,
        via: TopicVia,
    },
    ExampleShown {
        topic: TopicId,
        concept: ConceptId,
        kind: ExplanationKind,
    },
    AlternativeShown {
        topic: TopicId,
        concept: ConceptId,
        kind: ExplanationKind,
    },
    PauseOpened {
        topic: TopicId,
        planned: bool,
    },
    PauseClosed {
        topic: TopicId,
        closed_by: PauseClosedBy,
    },
    ConfirmationGiven {
        topic: TopicId,
        value: ConfirmationValue,
    },
    /// `value` from 1 (not sure at all) to 5 (very sure).
    ConfidenceRated {
        topic: TopicId,
        value: u8,
        before_check: bool,
    },
    CheckAnswered {
        topic: TopicId,
        items: Vec<CheckItem>,
    },
    AdvanceAttempted {
        from: TopicId,
        /// Nothing after the last topic.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<TopicId>,
        result: AdvanceResult,
        pending: Vec<Actor>,
    },
    QuestionAsked {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        question: QuestionId,
        concepts: Vec<ConceptId>,
        aspects: Vec<String>,
        kind: QuestionKind,
        purpose: QuestionPurpose,
        /// The earlier question of the same learner that this one seems to repeat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeats: Option<QuestionId>,
        /// What the asker said when asked «¿Es la misma duda?».
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeat_confirmed: Option<bool>,
        /// The doubt of another learner that asks the same: the two share their answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        same_as: Option<QuestionId>,
        /// Whether the group is not to learn who asks.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        anonymous: bool,
        /// What carried the question (a Discord interaction), so that it is recorded once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<String>,
        /// Answers that were there before and are near, the nearest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        near: Vec<AnswerRef>,
        /// Only in exported logs: stored events never carry a learner's text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The asker answered «¿Es la misma duda?» after having asked.
    RepeatJudged {
        question: QuestionId,
        same: bool,
    },
    /// The actor has the same doubt; they are called when it is answered.
    QuestionJoined {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        question: QuestionId,
    },
    /// A moderator said that the two, with those that ask the same as they do, are one doubt.
    QuestionsMerged {
        question: QuestionId,
        into: QuestionId,
    },
    /// The asker or a moderator put right how the question was understood: from then on it counts
    /// as if it had been asked so. What is left out stays as it was.
    QuestionCorrected {
        question: QuestionId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<QuestionKind>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        concepts: Option<Vec<ConceptId>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        aspects: Option<Vec<String>>,
    },
    /// Only by the asker: the question, its answers and what was said of them count nowhere any
    /// more, as if they had not been recorded.
    QuestionDeleted {
        question: QuestionId,
    },
    QuestionAnswered {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        question: QuestionId,
        by: AnswerSource,
        /// The topic's other explanation that it is, by position, from 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alternative: Option<usize>,
        /// The answer to another doubt that asks the same, when it is that answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shared_from: Option<SharedAnswer>,
        /// What carried the answer, as with the question's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<String>,
        /// Which answer it is, where it was there before the doubt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<AnswerRef>,
        /// The part of the course that a tutor's answer rests on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        section: Option<SectionId>,
    },
    /// Two near answers were offered to the asker, to choose from.
    AnswersOffered {
        question: QuestionId,
        answers: Vec<AnswerRef>,
        /// Whether under the doubt, as nobody could be asked in private.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        in_public: bool,
    },
    /// The asker chose none of them.
    OfferDeclined {
        question: QuestionId,
    },
    /// Only by the asker.
    QuestionResolved {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        question: QuestionId,
        value: Resolution,
        /// The answer of which the asker said so, from 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<usize>,
    },
    /// Who leads the session, or a moderator, says that a person's answer is right: it is given
    /// again in this server. `number` counts the question's answers from 1.
    AnswerAccepted {
        question: QuestionId,
        number: usize,
    },
    /// That was taken back.
    AcceptanceWithdrawn {
        question: QuestionId,
        number: usize,
    },
    LinkRecorded {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        domain: String,
        terms: Vec<String>,
        confirmed: bool,
    },
    ProjectMentioned {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        confirmed: bool,
    },
    ArtifactPrepared {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
        name: String,
        kind: String,
        features: Vec<String>,
        executed: bool,
    },
    ExerciseOffered {
        topic: TopicId,
    },
    /// The actor was shown the hint of the topic's exercise: what they answer of the topic's check
    /// from now on is hinted.
    HintShown {
        topic: TopicId,
    },
    ExerciseSubmitted {
        topic: TopicId,
        /// `true` when the learner says that it is solved; left out for a shared solution, which
        /// nobody checked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passed: Option<bool>,
        /// What carried a shared solution, as with the question's; nothing when none was shared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<String>,
    },
    /// The topics are done: comparison of the models and prompts for the final reflection.
    ClosingStarted,
    ReflectionAnswered {
        models: Vec<String>,
    },
    MessagePosted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
    },
    /// Only in exported logs: in the place of an event that its reader may not see, so that the
    /// others keep their numbers.
    Withheld,
}

/// An answer, by the question to which it was given; counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SharedAnswer {
    pub question: QuestionId,
    pub number: usize,
}

/// A topic as the plan has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTopic {
    pub topic: TopicId,
    pub title: String,
    pub concepts: Vec<ConceptId>,
    pub planned_minutes: u32,
    /// Whether the plan has a pause to verify at the end of the topic.
    pub pause: bool,
}

/// How long the group waits for a learner who does nothing, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patience {
    /// After which the learner is called.
    pub remind_minutes: u16,
    /// After which the group waits no longer; more than `remind_minutes`.
    pub wait_minutes: u16,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            remind_minutes: 10,
            wait_minutes: 30,
        }
    }
}

/// When the group moves on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdvanceRule {
    /// Every learner who is waited for has confirmed.
    #[default]
    All,
    /// More than half of them have.
    Majority,
    /// The host decides.
    Host,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Every topic of the plan was closed.
    Completed,
    /// Somebody ended it before that.
    Closed,
    Abandoned,
}

/// Why a session stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// Its host or a moderator said so.
    People,
    /// Nobody did anything for a long time.
    Inactivity,
    /// Discord takes no posts in its channel.
    Refused,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicVia {
    Plan,
    Skip,
    Revisit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExplanationKind {
    Code,
    Analogy,
    Diagram,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseClosedBy {
    Rule,
    Host,
    Timeout,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationValue {
    Clear,
    Unsure,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckItem {
    pub concept: ConceptId,
    pub correct: bool,
    pub first_try: bool,
    /// Whether the learner had been given a hint.
    pub hinted: bool,
    /// Position of the check question in its topic, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// Position of the option that the learner chose, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdvanceResult {
    Granted,
    Refused,
    Forced,
}

/// Kinds of question, after Graesser & Person (1994), «Question Asking During Tutoring».
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    Verification,
    Definition,
    Comparison,
    Cause,
    Procedure,
    Application,
    Debugging,
}

impl QuestionKind {
    /// Every kind, in the order of the report.
    pub const ALL: [Self; 7] = [
        Self::Verification,
        Self::Definition,
        Self::Comparison,
        Self::Cause,
        Self::Procedure,
        Self::Application,
        Self::Debugging,
    ];

    /// The word of logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verification => "verification",
            Self::Definition => "definition",
            Self::Comparison => "comparison",
            Self::Cause => "cause",
            Self::Procedure => "procedure",
            Self::Application => "application",
            Self::Debugging => "debugging",
        }
    }

    /// The kind that has this word.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// 0 (asks for a yes or no), 1 (what, or which of two) or 2 (why, how, when, what is wrong).
    #[must_use]
    pub fn depth(self) -> u32 {
        match self {
            Self::Verification => 0,
            Self::Definition | Self::Comparison => 1,
            Self::Cause | Self::Procedure | Self::Application | Self::Debugging => 2,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionPurpose {
    /// Something is not clear.
    Doubt,
    /// The learner asks for confirmation of what they think.
    SelfCheck,
}

impl QuestionPurpose {
    /// The word of logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Doubt => "doubt",
            Self::SelfCheck => "self_check",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerSource {
    /// The course's prepared answer.
    Prepared,
    /// An answer that this server accepted before.
    Accepted,
    Peer,
    Moderator,
    /// A language model, from the course's text.
    Tutor,
}

impl AnswerSource {
    pub const ALL: [Self; 5] = [
        Self::Prepared,
        Self::Accepted,
        Self::Peer,
        Self::Moderator,
        Self::Tutor,
    ];

    /// The word of logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Accepted => "accepted",
            Self::Peer => "peer",
            Self::Moderator => "moderator",
            Self::Tutor => "tutor",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    Resolved,
    Partly,
    No,
}

impl Resolution {
    /// The word of logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}
