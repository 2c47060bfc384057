//! What a click does: read the session, decide, write down what follows. One read and one write;
//! when somebody else wrote in between, again.

mod courses;
mod kept;
mod reports;
mod tutor;

use std::sync::Arc;

pub use courses::{OWN_COURSES, Offered, Uploaded};
pub use reports::{SUMMED_UP, SummedUp};
pub use tutor::Tutoring;

use time::{Duration, OffsetDateTime};

use crate::{
    clock::Clock,
    course::{Catalogue, Edition},
    domain::{
        course::Course,
        doubt::{self, Query},
        event::{AdvanceRule, Event, Recorded},
        ids::{CourseId, SessionId},
        session::{
            Action, Caused, Command, Delivery, Person, Rejection, Reply, Session, Words, decide,
            due, for_tutor, halt, lose_channel, owed, tick,
        },
    },
    store::{Beside, Change, Find, NewSession, Settings, Store, StoreError, Stored, snowflake},
    tutor::Tutor,
};

use kept::Kept;

/// How often a command is decided again because others wrote first. Each round one writer gets
/// through, so this many learners can press at the same moment. It is also more than the pool has
/// connections, which all break when the database restarts: each breaks a round at most.
const ROUNDS: usize = 64;

/// The use cases, over a store and the courses.
#[derive(Clone, Debug)]
pub struct Application {
    pub store: Store,
    pub clock: Clock,
    /// How long posts that are only brought up to date wait for what comes at the same moment: a
    /// crowd that presses at once costs a few edits. Zero when not said.
    pub edit_pause: Duration,
    /// Whom to ask about doubts that nothing prepared answers; nobody when not said.
    pub tutor: Option<Tutor>,
    installed: Arc<Catalogue>,
    kept: Kept,
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
pub struct Outcome {
    pub reply: Reply,
    pub session: Stored,
    pub course: Arc<Course>,
}

/// Why nothing came of a command.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    #[error(transparent)]
    Rejected(#[from] Rejection),
    #[error("there is no session here")]
    NoSession,
    #[error("this server has no session of this number")]
    NoSuchSession,
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
    #[must_use]
    pub fn new(store: Store, installed: Arc<Catalogue>, clock: Clock) -> Self {
        Self {
            store,
            clock,
            edit_pause: Duration::ZERO,
            tutor: None,
            installed,
            kept: Kept::default(),
        }
    }

    /// Opens a session on a course, under this rule, or else the server's, or else the course's.
    ///
    /// # Errors
    /// [`ActError::UnknownCourse`], [`ActError::ChannelBusy`], or the store's.
    pub async fn open(
        &self,
        place: Place,
        visitor: &Visitor,
        course: &str,
        rule: Option<AdvanceRule>,
    ) -> Result<SessionId, ActError> {
        let asked = CourseId::new(course);
        let opening = again(|| self.store.opening(place.guild, &asked)).await?;
        let Edition { hash, course } = self.edition(&asked, opening.own).await?;
        let settings = opening.settings;
        let rule = rule.or(settings.rule).unwrap_or(course.advance_rule);
        let command = Command {
            at: self.clock.now(),
            by: visitor.person.clone(),
            action: Action::Open {
                rule,
                patience: settings.patience,
            },
        };
        let mut session = Session::default();
        let decision = decide(&session, &course, &command)?;
        let events = record(&mut session, &decision.events, command.at);
        let host = snowflake(&visitor.person.id)?;
        let mut new = NewSession {
            guild: place.guild,
            channel: place.channel,
            opens_thread: place.opens_thread,
            course: &course,
            course_hash: &hash,
            course_is_stored: self.kept.is_stored(&hash),
            host,
            host_name: &visitor.name,
            rule: session.rule,
            opened: events
                .first()
                .expect("an unopened session opens with an event"),
            owed: &owed_by(&session, &events),
            look_again: look_again(&session, command.at).expect("an open session is due some time"),
        };
        let mut opened = self.store.open_session(&new).await;
        if let Err(StoreError::CourseNotStored) = opened {
            new.course_is_stored = false;
            opened = self.store.open_session(&new).await;
        }
        let id = opened?;
        self.kept.note_stored(&hash);
        Ok(id)
    }

    /// What a server has set.
    ///
    /// # Errors
    /// The store's.
    pub async fn settings(&self, guild: i64) -> Result<Settings, ActError> {
        Ok(again(|| self.store.settings(guild)).await?)
    }

    /// Keeps what a server sets; the sessions that are open go on as they began.
    ///
    /// # Errors
    /// The store's.
    pub async fn set(&self, guild: i64, settings: &Settings) -> Result<(), ActError> {
        Ok(again(|| self.store.set(guild, settings)).await?)
    }

    /// Carries out an action on a session of this server.
    ///
    /// # Errors
    /// [`ActError::Rejected`] when the rules say no; [`ActError::NoSession`] or
    /// [`ActError::NoSuchSession`]; or the store's.
    pub async fn act(
        &self,
        guild: i64,
        find: Find,
        visitor: &Visitor,
        action: Action,
    ) -> Result<Outcome, ActError> {
        self.carry_out(guild, find, visitor, action, None).await
    }

    /// Carries out what somebody asked for at an earlier time, of which the bot learns now. In the
    /// log it has that time, unless something else was recorded since: the log's times never go
    /// back.
    ///
    /// # Errors
    /// As [`Application::act`].
    pub async fn act_as_of(
        &self,
        guild: i64,
        find: Find,
        visitor: &Visitor,
        action: Action,
        asked_at: OffsetDateTime,
    ) -> Result<Outcome, ActError> {
        let asked_at = Some(asked_at);
        self.carry_out(guild, find, visitor, action, asked_at).await
    }

    async fn carry_out(
        &self,
        guild: i64,
        find: Find,
        visitor: &Visitor,
        action: Action,
        asked_at: Option<OffsetDateTime>,
    ) -> Result<Outcome, ActError> {
        let mut beside = Beside::default();
        match &action {
            Action::AskQuestion { text, .. } => {
                beside.person = Some(snowflake(&visitor.person.id)?);
                beside.search = Some(Query::of(text));
            }
            Action::AnswerQuestion { .. } => {
                beside.person = Some(snowflake(&visitor.person.id)?);
            }
            Action::ChooseAnswer { question, .. } | Action::ResolveQuestion { question, .. } => {
                beside.near = Some(question.clone());
            }
            _ => {}
        }
        let mut command = Command {
            at: self.clock.now(),
            by: visitor.person.clone(),
            action,
        };
        for _ in 0..ROUNDS {
            let mut session = again(|| self.store.load(guild, find, &beside))
                .await?
                .ok_or_else(|| not_found(find))?;
            let course = self.course_of(&session).await?;
            if let Some(asked_at) = asked_at {
                command.at = in_order(asked_at, &session.events, self.clock.now());
            }
            match &mut command.action {
                Action::AskQuestion {
                    earlier,
                    others,
                    found,
                    ..
                } => {
                    earlier.clone_from(&session.own_questions);
                    others.clone_from(&session.others_questions);
                    found.clone_from(&session.found);
                }
                Action::ChooseAnswer { accepted, .. }
                | Action::ResolveQuestion { accepted, .. } => {
                    *accepted = doubt::accepted(&session.found);
                }
                Action::AnswerQuestion { earlier, .. } => earlier.clone_from(&session.own_answers),
                _ => {}
            }
            let decision = decide(&session.state, &course, &command)?;
            if !decision.events.is_empty() {
                let written = self
                    .append(
                        &mut session,
                        &decision.events,
                        &decision.words,
                        &visitor.name,
                        command.at,
                    )
                    .await;
                match written {
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
    /// [`ActError::NoSession`], [`ActError::NoSuchSession`], [`ActError::CourseGone`], or the store's.
    pub async fn look(&self, guild: i64, find: Find) -> Result<(Stored, Arc<Course>), ActError> {
        let beside = Beside::default();
        let session = again(|| self.store.load(guild, find, &beside))
            .await?
            .ok_or_else(|| not_found(find))?;
        let course = self.course_of(&session).await?;
        Ok((session, course))
    }

    /// What time alone brings to a session, and when to look again.
    ///
    /// # Errors
    /// [`ActError::CourseGone`], or the store's.
    pub async fn tick(&self, id: SessionId) -> Result<(), ActError> {
        let at = self.clock.now();
        let after = self
            .by_itself(id, at, |session, course| tick(session, course, at))
            .await?;
        if let Some(wait) = after.and_then(|session| look_again(&session.state, at)) {
            self.store.look_again(id, wait).await?;
        }
        Ok(())
    }

    /// Pauses a session because Discord takes no posts for its group any more.
    ///
    /// # Errors
    /// [`ActError::CourseGone`], or the store's.
    pub async fn halt(&self, id: SessionId) -> Result<(), ActError> {
        let at = self.clock.now();
        self.by_itself(id, at, |session, _| halt(session)).await?;
        Ok(())
    }

    /// Ends a session whose channel does not exist any more.
    ///
    /// # Errors
    /// [`ActError::CourseGone`], or the store's.
    pub async fn lose_channel(&self, id: SessionId) -> Result<(), ActError> {
        let at = self.clock.now();
        self.by_itself(id, at, |session, _| lose_channel(session))
            .await?;
        Ok(())
    }

    /// Writes down what happens without anybody acting; the session as it is then, or nothing when
    /// there is none.
    async fn by_itself(
        &self,
        id: SessionId,
        at: OffsetDateTime,
        brings: impl Fn(&Session, &Course) -> Vec<Caused>,
    ) -> Result<Option<Stored>, ActError> {
        let brings = |session: &Session, course: &Course| (brings(session, course), Vec::new());
        self.by_itself_in_words(id, at, brings).await
    }

    /// The same, with the words that go with it.
    async fn by_itself_in_words(
        &self,
        id: SessionId,
        at: OffsetDateTime,
        brings: impl Fn(&Session, &Course) -> (Vec<Caused>, Vec<Words>),
    ) -> Result<Option<Stored>, ActError> {
        for _ in 0..ROUNDS {
            let Some(mut session) = again(|| self.store.load_to_deliver(id)).await? else {
                return Ok(None);
            };
            let course = self.course_of(&session).await?;
            let (events, words) = brings(&session.state, &course);
            if events.is_empty() {
                return Ok(Some(session));
            }
            match self.append(&mut session, &events, &words, "", at).await {
                Ok(()) => return Ok(Some(session)),
                Err(StoreError::Conflict | StoreError::ConnectionLost(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ActError::Crowded)
    }

    /// Folds the events into the session and writes them down with all that follows from them.
    /// `name` is that of who acted.
    async fn append(
        &self,
        session: &mut Stored,
        events: &[Caused],
        words: &[Words],
        name: &str,
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let known = due(&session.state);
        let before = session.events.len();
        let new = record(&mut session.state, events, at);
        session.events.extend(new);
        let new = &session.events[before..];
        let next = due(&session.state);
        let sooner = next.is_some_and(|next| known.is_none_or(|known| next < known));
        let for_tutor = if self.tutor.is_some() {
            for_tutor(&session.state, &events_of(new))
        } else {
            Vec::new()
        };
        self.store
            .append(&Change {
                session: session.id,
                events: new,
                words,
                after: &session.state,
                name,
                owed: &owed_by(&session.state, new),
                at,
                look_again: look_again(&session.state, at).filter(|_| sooner),
                edit_pause: self.edit_pause,
                for_tutor: &for_tutor,
            })
            .await
    }
}

fn not_found(find: Find) -> ActError {
    match find {
        Find::Id(_) => ActError::NoSuchSession,
        Find::OpenIn(_) => ActError::NoSession,
    }
}

/// How long until time alone changes the session.
fn look_again(session: &Session, now: OffsetDateTime) -> Option<Duration> {
    due(session).map(|due| (due - now).max(Duration::SECOND))
}

/// A time before now, moved on where the log has got further.
fn in_order(at: OffsetDateTime, log: &[Recorded], now: OffsetDateTime) -> OffsetDateTime {
    let last = log.last().map_or(at, |recorded| recorded.at);
    at.min(now).max(last)
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

/// Numbers the events on from the session's last, and folds them into it.
fn record(session: &mut Session, events: &[Caused], at: OffsetDateTime) -> Vec<Recorded> {
    let mut recorded = Vec::with_capacity(events.len());
    for (actor, event) in events {
        let event = Recorded {
            seq: session.last_seq + 1,
            at,
            actor: actor.clone(),
            event: event.clone(),
        };
        session.evolve(&event);
        recorded.push(event);
    }
    recorded
}

fn owed_by(session: &Session, events: &[Recorded]) -> Vec<Delivery> {
    owed(session, &events_of(events))
}

fn events_of(recorded: &[Recorded]) -> Vec<Event> {
    let events = recorded.iter().map(|recorded| recorded.event.clone());
    events.collect()
}
