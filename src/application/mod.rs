//! What a click does: read the session, decide, write down what follows. One read and one write;
//! when somebody else wrote in between, again.

use std::sync::Arc;

use crate::{
    clock::Clock,
    course::Catalogue,
    domain::{
        course::Course,
        event::Recorded,
        ids::{CourseId, SessionId},
        session::{
            Action, Command, Decision, Delivery, Person, Rejection, Reply, Session, decide, owed,
        },
    },
    store::{Change, Find, NewSession, Store, StoreError, Stored, snowflake},
};

/// How often a command is decided again because others wrote first. Each round one writer gets
/// through, so this many learners can press at the same moment. It is also more than the pool has
/// connections, which all break when the database restarts: each breaks a round at most.
const ROUNDS: usize = 64;

/// The use cases, over a store and the courses.
#[derive(Clone, Debug)]
pub struct Application {
    pub store: Store,
    pub courses: Arc<Catalogue>,
    pub clock: Clock,
}

/// Who acts, and what they are called in this server.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub person: Person,
    pub name: String,
}

/// Where `/empezar` was called. Ids are Discord's.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub guild: i64,
    pub channel: i64,
    /// Whether the session can open a thread there.
    pub opens_thread: bool,
}

/// What came of a command: what to tell the one who gave it, and the session as it is now.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    pub reply: Reply,
    pub session: Stored,
    pub course: &'a Course,
}

/// Why nothing came of a command.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    #[error(transparent)]
    Rejected(#[from] Rejection),
    #[error("there is no session here")]
    NoSession,
    #[error("there is no course '{0}'")]
    UnknownCourse(String),
    #[error("the channel has an open session")]
    ChannelBusy,
    #[error("the course '{0}' of this session is not installed any more")]
    CourseGone(CourseId),
    #[error("too many people act on this session at once")]
    Crowded,
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ActError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ChannelBusy => Self::ChannelBusy,
            other => Self::Store(other),
        }
    }
}

impl Application {
    /// Opens a session on a course, under the server's rule or else the course's.
    ///
    /// # Errors
    /// [`ActError::UnknownCourse`], [`ActError::ChannelBusy`], or the store's.
    pub async fn open(
        &self,
        place: Place,
        visitor: &Visitor,
        course: &str,
    ) -> Result<SessionId, ActError> {
        let course = self
            .courses
            .get(&CourseId::new(course))
            .ok_or_else(|| ActError::UnknownCourse(course.to_owned()))?;
        let rule = again(|| self.store.advance_rule(place.guild)).await?;
        let command = Command {
            at: self.clock.now(),
            by: visitor.person.clone(),
            action: Action::Open {
                rule: rule.unwrap_or(course.advance_rule),
            },
        };
        let mut session = Session::default();
        let decision = decide(&session, course, &command)?;
        let events = record(&mut session, &decision, &command);
        let host = snowflake(&visitor.person.id)?;
        let id = self
            .store
            .open_session(&NewSession {
                guild: place.guild,
                channel: place.channel,
                opens_thread: place.opens_thread,
                course: &course.id,
                course_version: &course.version,
                language: &course.language,
                host,
                host_name: &visitor.name,
                rule: session.rule,
                opened: events
                    .first()
                    .expect("an unopened session opens with an event"),
                owed: &owed_by(&session, &events),
            })
            .await?;
        Ok(id)
    }

    /// Carries out an action on a session of this server.
    ///
    /// # Errors
    /// [`ActError::Rejected`] when the rules say no; [`ActError::NoSession`]; or the store's.
    pub async fn act(
        &self,
        guild: i64,
        find: Find,
        visitor: &Visitor,
        action: Action,
    ) -> Result<Outcome<'_>, ActError> {
        let writer = match &action {
            Action::AskQuestion { .. } | Action::AnswerQuestion { .. } => {
                Some(snowflake(&visitor.person.id)?)
            }
            _ => None,
        };
        let mut command = Command {
            at: self.clock.now(),
            by: visitor.person.clone(),
            action,
        };
        for _ in 0..ROUNDS {
            let mut session = again(|| self.store.load(guild, find, writer))
                .await?
                .ok_or(ActError::NoSession)?;
            let course = self.course_of(&session)?;
            match &mut command.action {
                Action::AskQuestion { earlier, .. } => earlier.clone_from(&session.own_questions),
                Action::AnswerQuestion { earlier, .. } => earlier.clone_from(&session.own_answers),
                _ => {}
            }
            let decision = decide(&session.state, course, &command)?;
            let before = session.events.len();
            let new = record(&mut session.state, &decision, &command);
            session.events.extend(new);
            if session.events.len() > before {
                match self
                    .append(&session, &decision, before, visitor, &command)
                    .await
                {
                    Ok(()) => {}
                    // After a lost connection nobody knows whether the events were written; the
                    // rules recognise a command that was carried out.
                    Err(StoreError::Conflict | StoreError::ConnectionLost(_)) => continue,
                    Err(error) => return Err(error.into()),
                }
                if decision.joins() {
                    let id = visitor.person.id.clone();
                    session.names.insert(id, visitor.name.clone());
                }
            }
            return Ok(Outcome {
                reply: decision.reply,
                session,
                course,
            });
        }
        Err(ActError::Crowded)
    }

    /// Reads a session without changing it.
    ///
    /// # Errors
    /// [`ActError::NoSession`], [`ActError::CourseGone`], or the store's.
    pub async fn look(&self, guild: i64, find: Find) -> Result<(Stored, &Course), ActError> {
        let session = again(|| self.store.load(guild, find, None))
            .await?
            .ok_or(ActError::NoSession)?;
        let course = self.course_of(&session)?;
        Ok((session, course))
    }

    /// The course that a session goes through.
    ///
    /// # Errors
    /// [`ActError::CourseGone`].
    pub fn course_of(&self, session: &Stored) -> Result<&Course, ActError> {
        self.courses
            .get(&session.course)
            .ok_or_else(|| ActError::CourseGone(session.course.clone()))
    }

    async fn append(
        &self,
        session: &Stored,
        decision: &Decision,
        before: usize,
        visitor: &Visitor,
        command: &Command,
    ) -> Result<(), StoreError> {
        let events = &session.events[before..];
        self.store
            .append(&Change {
                session: session.id,
                events,
                words: &decision.words,
                after: &session.state,
                name: &visitor.name,
                owed: &owed_by(&session.state, events),
                at: command.at,
            })
            .await
    }
}

/// Reads again on another connection when one turns out to be broken.
async fn again<T, F>(read: impl Fn() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    for _ in 1..ROUNDS {
        match read().await {
            Err(StoreError::ConnectionLost(_)) => {}
            other => return other,
        }
    }
    read().await
}

/// Numbers the decision's events on from the session's last, and folds them into it.
fn record(session: &mut Session, decision: &Decision, command: &Command) -> Vec<Recorded> {
    let mut recorded = Vec::with_capacity(decision.events.len());
    for (actor, event) in &decision.events {
        let event = Recorded {
            seq: session.last_seq + 1,
            at: command.at,
            actor: actor.clone(),
            event: event.clone(),
        };
        session.evolve(&event);
        recorded.push(event);
    }
    recorded
}

fn owed_by(session: &Session, events: &[Recorded]) -> Vec<Delivery> {
    let events: Vec<_> = events
        .iter()
        .map(|recorded| recorded.event.clone())
        .collect();
    owed(session, &events)
}
