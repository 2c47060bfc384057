//! What the one who acted is told, privately.

use crate::domain::ids::{PersonId, QuestionId, TopicId};

/// A legitimate no, with its own text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    #[error("the session is over")]
    SessionOver,
    #[error("the session has not begun")]
    NotBegun,
    #[error("the session has begun already")]
    AlreadyBegun,
    #[error("only participants can do this")]
    NotParticipant,
    #[error("only the host or a moderator can do this")]
    NotAuthorised,
    #[error("nobody has joined yet")]
    NobodyJoined,
    #[error("nobody is there to lead the session instead")]
    NobodyToLead,
    #[error("topic {topic} has not been started")]
    TopicNotStarted { topic: TopicId },
    #[error("nothing of that name is in this session")]
    Unknown,
    #[error("the text is empty")]
    EmptyText,
    #[error("the text has {length} characters; at most {limit} are taken")]
    TextTooLong { length: usize, limit: usize },
    #[error("only its asker can say whether the doubt is settled")]
    NotTheAsker {
        /// Nothing where the group is not to learn who asked.
        asker: Option<PersonId>,
    },
    #[error("only {asker} can do this with the question")]
    NotYourQuestion { asker: PersonId },
    #[error("the question was deleted by its asker")]
    QuestionDeleted,
    #[error("only a moderator can do this")]
    NotModerator,
    #[error("the doubt is settled")]
    DoubtSettled,
    #[error("only a person's answer can be marked")]
    NotAPersonsAnswer,
    #[error("the check comes before the confidence")]
    NotConfirmed,
    #[error("the final reflection comes after the last topic")]
    NotClosing,
    #[error("the session is paused")]
    Paused,
    #[error("a plan needs a topic")]
    EmptyPlan,
    #[error("many doubts at once; the next one is taken in {seconds} s")]
    TooManyDoubts { seconds: u64 },
}

/// A yes, and what to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    Opened,
    Joined {
        already: bool,
        /// Came in mid-topic: waited for from the next topic on.
        late: bool,
        /// Has not said yet what they know already.
        ask_knowledge: bool,
    },
    Left,
    KnowledgeNoted,
    /// The plan is now as the session has it.
    PlanNoted,
    Paused,
    Resumed,
    /// The session is not paused.
    NotPaused,
    Begun,
    /// Ask this check question; the options in `tried` were wrong.
    Check {
        topic: TopicId,
        number: usize,
        tried: Vec<usize>,
    },
    /// The option was wrong: its feedback, and the question again.
    CheckWrong {
        topic: TopicId,
        number: usize,
        option: usize,
        tried: Vec<usize>,
    },
    /// The option was right: its feedback, and the next question.
    CheckRight {
        topic: TopicId,
        number: usize,
        option: usize,
        next: usize,
    },
    /// The last answer was right: its feedback; ask for the confidence.
    Confirmed {
        topic: TopicId,
        number: usize,
        option: usize,
    },
    /// Nothing to do: this learner has confirmed. Ask for the confidence when it is missing.
    AlreadyConfirmed {
        topic: TopicId,
        rated: bool,
    },
    Rated {
        value: u8,
    },
    AlternativePosted,
    AlternativeAlready,
    NoMoreAlternatives,
    LinkConfirmed {
        domain: String,
    },
    Asked {
        question: QuestionId,
        /// Whether a prepared answer follows.
        answered: bool,
        /// The earlier doubt that it seems to repeat: ask whether it is the same.
        repeats: Option<QuestionId>,
        /// How many people have this doubt, the asker included.
        people: usize,
        /// Whether the group does not learn who asks.
        anonymous: bool,
        /// The doubts of the answers to choose from, in their words; none when nothing is offered.
        choices: Vec<String>,
    },
    /// «Yo también» was noted, now or before.
    DoubtJoined {
        /// How many people have this doubt.
        people: usize,
    },
    /// Whoever pressed «Yo también» asked this doubt.
    OwnDoubt,
    /// Another explanation, or another's answer, follows below the doubt.
    AnotherExplanation,
    AnswerMarked,
    MarkWithdrawn,
    /// The two are one doubt now, or were before.
    QuestionsMerged {
        people: usize,
    },
    /// The answer that was chosen stands under the doubt.
    AnswerChosen,
    RepeatNoted,
    AnswerPosted,
    DoubtClosed,
    DoubtStaysOpen,
    /// The question counts from now on as its asker says.
    QuestionCorrected,
    QuestionDeleted,
    /// The hint of the topic's exercise.
    Hint {
        topic: TopicId,
    },
    /// The course's solution of the topic's exercise.
    Solution {
        topic: TopicId,
    },
    /// Noted that this learner has solved the topic's exercise.
    ExerciseSolved {
        topic: TopicId,
    },
    SolutionPosted,
    Advanced,
    WentTo {
        topic: TopicId,
    },
    Reflected,
    Ended,
    /// The command had been carried out before.
    Nothing,
}
