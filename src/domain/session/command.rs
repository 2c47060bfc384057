//! What people ask of a session.

use time::OffsetDateTime;

use crate::domain::{
    doubt::{Accepted, Candidate},
    event::{Actor, AdvanceRule, Patience, QuestionKind, Resolution},
    ids::{PersonId, QuestionId, TopicId},
};

/// An action with who did it and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    pub at: OffsetDateTime,
    pub by: Person,
    pub action: Action,
}

/// Who acts, with the rights that Discord gave them at that moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub moderator: bool,
}

impl Person {
    /// As an event names somebody who acts on others' behalf: moderators as such.
    #[must_use]
    pub fn as_authority(&self) -> Actor {
        if self.moderator {
            Actor::Moderator(self.id.clone())
        } else {
            self.as_learner()
        }
    }

    #[must_use]
    pub fn as_learner(&self) -> Actor {
        Actor::Learner(self.id.clone())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Call a session on the course that comes with the command.
    Open {
        rule: AdvanceRule,
        patience: Patience,
    },
    Join,
    /// «Salir».
    Leave,
    /// What the learner knows already: domains that the course connects with.
    TellPriorKnowledge {
        domains: Vec<String>,
    },
    /// In the lobby: the session goes through these topics.
    ChooseTopics {
        topics: Vec<TopicId>,
    },
    /// In the lobby: the topic takes this place in the plan, from 0.
    MoveTopic {
        topic: TopicId,
        to: usize,
    },
    /// Leave the lobby and start the first topic.
    Begin,
    /// «Lo tengo claro»: ask for the check.
    Confirm {
        topic: TopicId,
    },
    /// Choose an option of a check question; both counted from 0.
    AnswerCheck {
        topic: TopicId,
        number: usize,
        option: usize,
    },
    /// 1 to 5.
    RateConfidence {
        topic: TopicId,
        value: u8,
    },
    /// «De otra forma»: the explanation of this number, from 0.
    ShowAlternative {
        topic: TopicId,
        number: usize,
    },
    /// Confirm that the topic's connection of this number, from 0, is known ground.
    ConfirmLink {
        topic: TopicId,
        number: usize,
    },
    AskQuestion {
        text: String,
        /// What carried the question, so that it is recorded once.
        origin: String,
        /// Whether the group is not to learn who asks.
        anonymous: bool,
        /// The asker's earlier questions in this session, for telling a repeated doubt.
        earlier: Vec<(QuestionId, String)>,
        /// Those of others that are not settled, for telling a doubt that several have.
        others: Vec<(QuestionId, String)>,
        /// The answers that the search found for it.
        found: Vec<Candidate>,
        /// Whether nobody can be answered in private: what is offered stands under the doubt.
        in_public: bool,
    },
    /// Choose one of the answers that were offered, by its place from 0, or none of them.
    ChooseAnswer {
        question: QuestionId,
        place: Option<usize>,
        /// The server's accepted answers among those that are near the doubt.
        accepted: Vec<Accepted>,
    },
    /// Answer to «¿Es la misma duda?».
    JudgeRepeat {
        question: QuestionId,
        same: bool,
    },
    AnswerQuestion {
        question: QuestionId,
        text: String,
        origin: String,
        /// What this person has answered before in this session, for telling an answer that was
        /// typed again because nobody said that it had arrived.
        earlier: Vec<(QuestionId, String)>,
    },
    ResolveQuestion {
        question: QuestionId,
        value: Resolution,
        /// The answer below which it was said, from 1; nothing from a post that does not tell.
        answer: Option<usize>,
        /// The server's accepted answers among those that are near the doubt.
        accepted: Vec<Accepted>,
    },
    /// «Yo también»: have the same doubt as somebody else.
    JoinQuestion {
        question: QuestionId,
    },
    /// «Marcar como correcta»: a person's answer, counted from 1.
    AcceptAnswer {
        question: QuestionId,
        number: usize,
    },
    /// «Quitar la marca» of such an answer.
    WithdrawAcceptance {
        question: QuestionId,
        number: usize,
    },
    /// «Fusionar»: the two doubts ask the same.
    MergeQuestions {
        question: QuestionId,
        into: QuestionId,
    },
    /// «Corregir»: how one's own question was meant. What is left out stays as it was.
    CorrectQuestion {
        question: QuestionId,
        topic: Option<TopicId>,
        kind: Option<QuestionKind>,
    },
    /// «Borrar»: take back one's own question, words and all.
    DeleteQuestion {
        question: QuestionId,
    },
    /// «Avanzar igualmente» at this topic; without a topic, at the final reflection.
    ForceAdvance {
        topic: Option<TopicId>,
    },
    /// «Ir a otro tema»: forward, leaving out those between, or back.
    GoTo {
        topic: TopicId,
    },
    /// `/pausar`.
    Pause,
    /// `/continuar`.
    Resume,
    /// The final reflection, in the learner's words.
    Reflect {
        links: String,
        uses: String,
        comparison: String,
    },
    /// «Pista» of the topic's exercise.
    ShowHint {
        topic: TopicId,
    },
    /// «Solución» of the topic's exercise.
    ShowSolution {
        topic: TopicId,
    },
    /// «Lo he resuelto».
    SolveExercise {
        topic: TopicId,
    },
    /// Show the group one's own solution of the topic's exercise.
    ShareSolution {
        topic: TopicId,
        text: String,
        /// What carried the solution, so that it is recorded once.
        origin: String,
    },
    /// `/terminar`.
    End,
}

impl Action {
    /// A doubt; what was asked before, and what was found, is filled in when the session is read.
    #[must_use]
    pub fn ask(text: impl Into<String>, origin: impl Into<String>, anonymous: bool) -> Self {
        Self::AskQuestion {
            text: text.into(),
            origin: origin.into(),
            anonymous,
            earlier: Vec::new(),
            others: Vec::new(),
            found: Vec::new(),
            in_public: false,
        }
    }

    /// A doubt of somebody who cannot be answered in private.
    #[must_use]
    pub fn ask_in_public(text: impl Into<String>, origin: impl Into<String>) -> Self {
        let mut ask = Self::ask(text, origin, false);
        if let Self::AskQuestion { in_public, .. } = &mut ask {
            *in_public = true;
        }
        ask
    }

    /// Whether it can be done after the session has ended: what somebody recorded stays theirs, and
    /// a doubt that was left open can still be answered.
    #[must_use]
    pub fn outlives_the_session(&self) -> bool {
        matches!(
            self,
            Self::AnswerQuestion { .. }
                | Self::ResolveQuestion { .. }
                | Self::AcceptAnswer { .. }
                | Self::WithdrawAcceptance { .. }
                | Self::MergeQuestions { .. }
                | Self::CorrectQuestion { .. }
                | Self::DeleteQuestion { .. }
        )
    }

    /// What the one who acts wrote for it.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Self::AskQuestion { text, .. }
            | Self::AnswerQuestion { text, .. }
            | Self::ShareSolution { text, .. } => Some(text.clone()),
            Self::Reflect {
                links,
                uses,
                comparison,
            } => Some([links.as_str(), uses, comparison].join("\n\n")),
            _ => None,
        }
    }
}
