//! The rules: which events follow from a command, or why none do. A command that was carried out
//! before gives no events and a reply that says so.

mod corrections;
mod doubts;
mod exercise;
mod flow;
mod follow_up;
mod plan;
mod understanding;

use doubts::Asking;

use super::{
    advance::{self, Caused},
    command::{Action, Command},
    reply::{Rejection, Reply},
    state::{Phase, Question, QuestionState, Session, Understanding},
    timers,
};
use crate::domain::{
    course::{Course, Topic},
    event::{Actor, AdvanceRule, Event, Patience, PauseClosedBy, PauseReason},
    ids::{QuestionId, TopicId},
    markdown::is_invisible,
};

/// Longest doubt, answer or reflection that is taken, in characters: a quoted doubt with its
/// answer fits one message of Discord's.
pub const LONGEST_TEXT: usize = 1000;

/// Longest shared solution that is taken, in characters: with its heading it fits one message.
pub const LONGEST_SOLUTION: usize = 1500;

/// What follows from a command.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub events: Vec<Caused>,
    /// Free text that travels beside the events, into tables of its own.
    pub words: Vec<Words>,
    pub reply: Reply,
}

/// Free text; never part of an event, so that a learner can be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    Question {
        question: QuestionId,
        text: String,
    },
    /// `number` counts the question's answers from 1. An answer that is shared with another doubt
    /// after it was given has no words of its own: the store has them.
    Answer {
        question: QuestionId,
        number: usize,
        text: String,
    },
    Reflection {
        links: String,
        uses: String,
        comparison: String,
    },
    /// `number` counts the session's shared solutions from 1.
    Solution {
        number: usize,
        text: String,
    },
}

impl Decision {
    fn only(reply: Reply) -> Self {
        Self::events(Vec::new(), reply)
    }

    fn events(events: Vec<Caused>, reply: Reply) -> Self {
        Self {
            events,
            words: Vec::new(),
            reply,
        }
    }

    /// Whether the one who acted joins by it.
    #[must_use]
    pub fn joins(&self) -> bool {
        let joined = |(_, event): &Caused| matches!(event, Event::ParticipantJoined { .. });
        self.events.iter().any(joined)
    }
}

/// The events that follow from `command` in this state of the session.
///
/// # Errors
/// A [`Rejection`] when the command is not allowed now; nothing has changed then.
pub fn decide(
    session: &Session,
    course: &Course,
    command: &Command,
) -> Result<Decision, Rejection> {
    match session.phase {
        Phase::Unopened => {
            return match &command.action {
                Action::Open { rule, patience } => Ok(open(course, command, *rule, *patience)),
                _ => Err(Rejection::Unknown),
            };
        }
        Phase::Ended(_) if !command.action.outlives_the_session() => {
            return Err(Rejection::SessionOver);
        }
        Phase::Ended(_) | Phase::Lobby | Phase::Topic(_) | Phase::Closing => {}
    }
    match command.action {
        Action::Leave
        | Action::Pause
        | Action::Resume
        | Action::End
        | Action::CorrectQuestion { .. }
        | Action::DeleteQuestion { .. } => {}
        _ if session.is_open() && session.paused == Some(PauseReason::Inactivity) => {
            return wake(session, course, command);
        }
        _ => {}
    }
    take(session, course, command)
}

/// A session that paused because nobody did anything goes on when somebody does, be it that a
/// check question is looked at.
fn wake(session: &Session, course: &Course, command: &Command) -> Result<Decision, Rejection> {
    let resumed = vec![(command.by.as_authority(), Event::SessionResumed)];
    let awake = timers::after(session, &resumed, command.at);
    let mut decision = take(&awake, course, command)?;
    decision.events.splice(..0, resumed);
    Ok(decision)
}

fn take(session: &Session, course: &Course, command: &Command) -> Result<Decision, Rejection> {
    let step = Step {
        session,
        course,
        command,
    };
    match &command.action {
        Action::Open { .. } => Ok(Decision::only(Reply::Nothing)),
        Action::Join => Ok(step.join()),
        Action::Leave => step.leave(),
        Action::TellPriorKnowledge { domains } => step.tell_prior_knowledge(domains),
        Action::ChooseTopics { topics } => step.choose_topics(topics),
        Action::MoveTopic { topic, to } => step.move_topic(topic, *to),
        Action::Begin => step.begin(),
        Action::Confirm { topic } => step.confirm(topic),
        Action::AnswerCheck {
            topic,
            number,
            option,
        } => step.answer_check(topic, *number, *option),
        Action::RateConfidence { topic, value } => step.rate_confidence(topic, *value),
        Action::ShowAlternative { topic, number } => step.show_alternative(topic, *number),
        Action::ConfirmLink { topic, number } => step.confirm_link(topic, *number),
        Action::AskQuestion {
            text,
            origin,
            anonymous,
            earlier,
            others,
            found,
            in_public,
        } => step.ask_question(&Asking {
            text,
            origin,
            anonymous: *anonymous,
            earlier,
            others,
            found,
            in_public: *in_public,
        }),
        Action::ChooseAnswer {
            question,
            place,
            accepted,
        } => step.choose_answer(question, *place, accepted),
        Action::JudgeRepeat { question, same } => step.judge_repeat(question, *same),
        Action::AnswerQuestion {
            question,
            text,
            origin,
            earlier,
        } => step.answer_question(question, text, origin, earlier),
        Action::ResolveQuestion {
            question,
            value,
            answer,
            accepted,
        } => step.resolve_question(question, *value, *answer, accepted),
        Action::JoinQuestion { question } => step.join_question(question),
        Action::AcceptAnswer { question, number } => step.accept_answer(question, *number),
        Action::WithdrawAcceptance { question, number } => {
            step.withdraw_acceptance(question, *number)
        }
        Action::MergeQuestions { question, into } => step.merge_questions(question, into),
        Action::CorrectQuestion {
            question,
            topic,
            kind,
        } => step.correct_question(question, topic.as_ref(), *kind),
        Action::DeleteQuestion { question } => step.delete_question(question),
        Action::ForceAdvance { topic } => step.force_advance(topic.as_ref()),
        Action::GoTo { topic } => step.go_to(topic),
        Action::Pause => step.pause(),
        Action::Resume => step.resume(),
        Action::Reflect {
            links,
            uses,
            comparison,
        } => step.reflect(links, uses, comparison),
        Action::ShowHint { topic } => step.show_hint(topic),
        Action::ShowSolution { topic } => step.show_solution(topic),
        Action::SolveExercise { topic } => step.solve_exercise(topic),
        Action::ShareSolution {
            topic,
            text,
            origin,
        } => step.share_solution(topic, text, origin),
        Action::End => step.end(),
    }
}

fn open(course: &Course, command: &Command, rule: AdvanceRule, patience: Patience) -> Decision {
    let opened = Event::SessionOpened {
        course: course.id.clone(),
        course_version: course.version.clone(),
        host: command.by.id.clone(),
        plan: course.plan(),
        advance_rule: rule,
        patience,
    };
    Decision::events(vec![(command.by.as_authority(), opened)], Reply::Opened)
}

/// One command on one state of a session that is open.
struct Step<'a> {
    session: &'a Session,
    course: &'a Course,
    command: &'a Command,
}

impl Step<'_> {
    /// What the group's rule adds after these events: the advance, when they complete it. `by`
    /// is who brought it about.
    fn advance_after(&self, events: &[Caused], by: Actor) -> Vec<Caused> {
        let after = self.after(events);
        advance::go_on(&after, self.course, by, PauseClosedBy::Rule)
    }

    fn after(&self, events: &[Caused]) -> Session {
        timers::after(self.session, events, self.command.at)
    }

    fn learner(&self) -> Actor {
        self.command.by.as_learner()
    }

    /// The actor of a command that acts on the whole group.
    fn authority(&self) -> Actor {
        self.command.by.as_authority()
    }

    fn understanding(&self, topic: &TopicId) -> Understanding {
        self.session
            .topics
            .get(topic)
            .and_then(|progress| progress.learners.get(&self.command.by.id))
            .cloned()
            .unwrap_or_default()
    }

    fn question(&self, id: &QuestionId) -> Result<&Question, Rejection> {
        let asked = self.session.question(id).ok_or(Rejection::Unknown)?;
        match asked.state {
            QuestionState::Deleted => Err(Rejection::QuestionDeleted),
            _ => Ok(asked),
        }
    }

    fn is_known_origin(&self, origin: &str) -> bool {
        let mut solutions = self.session.solutions.iter();
        self.carried_by(origin).is_some() || solutions.any(|shared| shared.origin == origin)
    }

    /// The doubt that this carried, or an answer to it, when it has arrived before.
    fn carried_by(&self, origin: &str) -> Option<&Question> {
        let mut questions = self.session.questions.iter();
        questions.find(|question| question.origins.contains(origin))
    }

    /// The content of a topic that the group has reached: its buttons stay valid afterwards, so
    /// that who comes late can catch up.
    fn started_topic(&self, topic: &TopicId) -> Result<&Topic, Rejection> {
        if !self.session.topics.contains_key(topic) {
            return match self.session.position(topic) {
                Some(_) => Err(Rejection::TopicNotStarted {
                    topic: topic.clone(),
                }),
                None => Err(Rejection::Unknown),
            };
        }
        self.course.topic(topic).ok_or(Rejection::Unknown)
    }

    fn require_participant(&self) -> Result<(), Rejection> {
        if self.session.is_participant(&self.command.by.id) {
            Ok(())
        } else {
            Err(Rejection::NotParticipant)
        }
    }

    fn is_host(&self) -> bool {
        self.session.host.as_ref() == Some(&self.command.by.id)
    }

    fn has_authority(&self) -> bool {
        self.session.is_led_by(&self.command.by)
    }

    fn require_moderator(&self) -> Result<(), Rejection> {
        if self.command.by.moderator {
            Ok(())
        } else {
            Err(Rejection::NotModerator)
        }
    }

    fn require_authority(&self) -> Result<(), Rejection> {
        if self.has_authority() {
            Ok(())
        } else {
            Err(Rejection::NotAuthorised)
        }
    }

    /// Once a session is over, its doubts are for moderators to answer.
    fn require_open(&self) -> Result<(), Rejection> {
        if self.session.is_open() {
            Ok(())
        } else {
            Err(Rejection::SessionOver)
        }
    }

    fn require_running(&self) -> Result<(), Rejection> {
        match self.session.paused {
            None => Ok(()),
            Some(_) => Err(Rejection::Paused),
        }
    }

    fn require_asker(&self, question: &Question) -> Result<(), Rejection> {
        match &question.asker {
            Some(asker) if *asker != self.command.by.id => Err(Rejection::NotTheAsker {
                asker: Some(asker.clone()).filter(|_| !question.anonymous),
            }),
            _ => Ok(()),
        }
    }
}

/// A learner's text, trimmed, when it is neither empty nor too long.
fn taken(text: &str) -> Result<String, Rejection> {
    within(text.trim(), LONGEST_TEXT)
}

/// A learner's code, when it is neither empty nor too long: its first line keeps its indentation.
fn taken_code(text: &str) -> Result<String, Rejection> {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let first_line = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
    within(&text[first_line..], LONGEST_SOLUTION)
}

/// The text when it is neither empty nor too long, without the character that no PostgreSQL text
/// can hold.
fn within(text: &str, limit: usize) -> Result<String, Rejection> {
    let text = text.replace('\0', "");
    if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        return Err(Rejection::EmptyText);
    }
    let length = text.chars().count();
    if length > limit {
        return Err(Rejection::TextTooLong { length, limit });
    }
    Ok(text)
}
