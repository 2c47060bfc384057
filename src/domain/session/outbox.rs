//! What the events owe to the channel: posts to make, and posts to bring up to date.

use std::{collections::BTreeSet, fmt, str::FromStr};

use super::state::{Phase, QuestionState, Session};
use crate::domain::{
    event::{AnswerSource, EndReason, Event, PauseReason, TopicVia},
    ids::{QuestionId, TopicId},
};

/// One thing owed to the channel. What it says is rendered when it is delivered, from the
/// session as it is then; a delivery that is owed again edits what it posted before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Delivery {
    /// The plan, in the channel, and the thread that opens from it.
    Announcement,
    /// Who takes part, with `Unirme` and `Comenzar`.
    Lobby,
    /// Explanation, examples, connections and exercise.
    Topic(TopicId),
    /// The pause panel of a topic, on its visit of this number, from 1.
    Panel(TopicId, usize),
    /// Another explanation, counted from 0.
    Alternative(TopicId, usize),
    /// A doubt with its prepared answer, or open for the group.
    Doubt(QuestionId),
    /// An answer by a person, or another explanation, counted from 1 among the doubt's answers.
    Answer(QuestionId, usize),
    /// Tells the asker alone of an answer that calls nobody, counted from 1 among the doubt's
    /// answers.
    Told(QuestionId, usize),
    /// The doubts that are left open when the session ends.
    OpenDoubts,
    /// A learner's own solution of an exercise, counted from 1 among those that were shared.
    Solution(usize),
    /// Comparison of the models, and the final reflection; from 1, as a group may go back to a
    /// topic from there.
    Closing(usize),
    /// The call of those for whom the group waits, from 1.
    Reminder(usize),
    /// The word that the session is paused, from 1, and later that it went on.
    Interruption(usize),
    /// The word that somebody else leads the session, from 1.
    NewHost(usize),
    Report,
    /// The report once more, in the server's channel for reports.
    ReportCopy,
    /// Says in the channel that the session had to leave its thread; before all that is owed there.
    Moved,
}

impl Delivery {
    /// Whether it goes to another place than the session's: what is wrong there is no trouble of
    /// the session.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        *self == Self::ReportCopy
    }
}

/// What these events owe, in the order in which it is to be posted. `session` is the state after
/// them.
#[must_use]
pub fn owed(session: &Session, events: &[Event]) -> Vec<Delivery> {
    let mut owed = Vec::new();
    let mut panels = BTreeSet::new();
    let mut lists_changed = false;
    for event in events {
        match event {
            Event::SessionOpened { .. } | Event::PlanChanged { .. } => {
                owed.extend([Delivery::Announcement, Delivery::Lobby]);
            }
            Event::SessionStarted { .. } => owed.push(Delivery::Lobby),
            Event::ParticipantJoined { .. } | Event::ParticipantLeft => {
                owed.push(Delivery::Lobby);
                if let Some(current) = session.current_topic() {
                    panels.insert(current.topic.clone());
                }
            }
            Event::HostChanged { .. } => owed.push(Delivery::NewHost(session.hosts_changed)),
            Event::SessionPaused { reason } if *reason == Some(PauseReason::Refused) => {}
            Event::SessionPaused { .. } | Event::SessionResumed => {
                let shown = session.pauses.last().copied().flatten();
                owed.push(if shown == Some(PauseReason::Refused) {
                    // With something that is owed, what could not be posted is tried again.
                    Delivery::Lobby
                } else {
                    Delivery::Interruption(session.pauses.len())
                });
            }
            Event::ReminderSent { .. } => {
                owed.push(Delivery::Reminder(session.reminders.len()));
            }
            Event::TopicStarted { topic, via } => {
                // The final reflection has to wait when the group goes back from there.
                if session.closings > 0 && session.phase != Phase::Closing {
                    owed.push(Delivery::Closing(session.closings));
                }
                // What was shown on an earlier visit is not shown again.
                if *via != TopicVia::Revisit {
                    owed.push(Delivery::Topic(topic.clone()));
                }
            }
            Event::PauseOpened { topic, .. }
            | Event::PauseClosed { topic, .. }
            | Event::ConfirmationGiven { topic, .. }
            | Event::WaitEnded {
                topic: Some(topic), ..
            } => {
                panels.insert(topic.clone());
            }
            Event::AlternativeShown { topic, .. } => {
                let shown = session
                    .topics
                    .get(topic)
                    .map_or(1, |progress| progress.alternatives_shown);
                owed.push(Delivery::Alternative(
                    topic.clone(),
                    shown.saturating_sub(1),
                ));
                panels.insert(topic.clone());
            }
            Event::QuestionAsked { question, .. }
            | Event::QuestionResolved { question, .. }
            | Event::QuestionJoined { question, .. }
            | Event::QuestionsMerged { question, .. }
            | Event::OfferDeclined { question }
            | Event::QuestionAnswered { question, .. } => {
                owed.extend(follow_up(session, event, question, events));
                // A doubt that is just asked is listed when its post is there to be linked to.
                if session.is_open() && !is_asked_in(events, question) {
                    let topic = session.question(question).and_then(|q| q.topic.clone());
                    panels.extend(topic.filter(|topic| session.topics.contains_key(topic)));
                    lists_changed = true;
                }
            }
            Event::AnswerAccepted { question, number }
            | Event::AcceptanceWithdrawn { question, number } => {
                owed.push(Delivery::Answer(question.clone(), *number));
            }
            Event::QuestionCorrected { question, .. } => {
                owed.push(Delivery::Doubt(question.clone()));
                lists_changed |= session.is_open();
            }
            Event::QuestionDeleted { question } => {
                // The others count one person less.
                let group = session.group(question);
                owed.extend(group.map(|asked| Delivery::Doubt(asked.id.clone())));
                owed.extend(answers(session, question));
                lists_changed |= session.is_open();
            }
            Event::ExerciseSubmitted {
                origin: Some(_), ..
            } => owed.push(Delivery::Solution(session.solutions.len())),
            Event::ClosingStarted
            | Event::ReflectionAnswered { .. }
            | Event::WaitEnded { topic: None, .. } => {
                owed.push(Delivery::Closing(session.closings));
            }
            Event::SessionEnded { reason } => {
                owed.push(Delivery::Lobby);
                // Where the group is, the buttons go; those of earlier topics answer that the
                // session is over, which spares Discord's limit of edits.
                if *reason == EndReason::Completed {
                    owed.push(Delivery::Closing(session.closings));
                } else {
                    panels.extend(session.latest.clone());
                }
                if session
                    .paused
                    .is_some_and(|why| why != PauseReason::Refused)
                {
                    owed.push(Delivery::Interruption(session.pauses.len()));
                }
                if session.open_questions().next().is_some() {
                    owed.push(Delivery::OpenDoubts);
                }
            }
            _ => {}
        }
    }
    // What is recorded after the end changes what was made of it.
    if matches!(session.phase, Phase::Ended(_)) && !events.is_empty() {
        owed.extend([Delivery::Report, Delivery::ReportCopy]);
    }
    if lists_changed {
        match open_doubts_list(session) {
            Some(Delivery::Panel(topic, _)) => panels.extend([topic]),
            other => owed.extend(other),
        }
    }
    place_panels(session, owed, panels)
}

/// What shows the doubts that are open, as long as the group goes on: with the post of a doubt it is
/// brought up to date.
#[must_use]
pub fn open_doubts_list(session: &Session) -> Option<Delivery> {
    match session.phase {
        Phase::Topic(position) => {
            let topic = &session.plan[position].topic;
            has_pause(session, topic).then(|| panel(session, topic.clone()))
        }
        Phase::Closing => Some(Delivery::Closing(session.closings)),
        Phase::Unopened | Phase::Lobby | Phase::Ended(_) => None,
    }
}

/// What an event about this doubt owes: its post and those of the doubts that ask the same, the
/// answer's own, and the word to an asker whom no post calls.
fn follow_up(
    session: &Session,
    event: &Event,
    question: &QuestionId,
    events: &[Event],
) -> Vec<Delivery> {
    let mut owed = Vec::new();
    let asked = session.question(question);
    if let Event::QuestionAnswered {
        by,
        alternative,
        shared_from,
        ..
    } = event
    {
        let number = number_of(session, question, event, events);
        let by_a_person = matches!(by, AnswerSource::Peer | AnswerSource::Moderator);
        if alternative.is_some() || (by_a_person && shared_from.is_none()) {
            owed.push(Delivery::Answer(question.clone(), number));
        }
        // Whoever has just asked, or said that the doubt is still there, reads it there.
        let just_acted = is_asked_in(events, question)
            || events.iter().any(|event| {
                matches!(event, Event::QuestionResolved { question: of, .. } if of == question)
            });
        let merged = events
            .iter()
            .any(|other| matches!(other, Event::QuestionsMerged { .. }));
        let anonymous = asked.is_some_and(|asked| asked.anonymous);
        if by_a_person && !just_acted && (anonymous || merged) {
            owed.push(Delivery::Told(question.clone(), number));
        }
    }
    let group = session.group(question);
    let shows_group = !matches!(
        event,
        Event::QuestionResolved { .. } | Event::QuestionAnswered { .. }
    );
    owed.extend(
        group
            .filter(|other| other.id == *question || shows_group)
            .map(|other| Delivery::Doubt(other.id.clone())),
    );
    owed
}

fn is_asked_in(events: &[Event], id: &QuestionId) -> bool {
    events
        .iter()
        .any(|event| matches!(event, Event::QuestionAsked { question, .. } if question == id))
}

/// The number of the answer that this event gave, among the doubt's.
fn number_of(session: &Session, question: &QuestionId, event: &Event, events: &[Event]) -> usize {
    let later = events
        .iter()
        .rev()
        .take_while(|other| !std::ptr::eq(*other, event))
        .filter(
            |other| matches!(other, Event::QuestionAnswered { question: of, .. } if of == question),
        )
        .count();
    let answers = session.question(question).map_or(1, |asked| asked.answers);
    answers.saturating_sub(later).max(1)
}

/// What the group needs in the channel to which its session moves, besides what was not posted
/// yet: all that has buttons for now, and what can be read nowhere once the thread is deleted.
#[must_use]
pub fn owed_after_move(session: &Session, thread_is_deleted: bool) -> Vec<Delivery> {
    let mut owed = vec![Delivery::Lobby];
    match session.phase {
        Phase::Unopened | Phase::Lobby => {}
        Phase::Topic(position) => {
            let planned = &session.plan[position];
            if thread_is_deleted {
                owed.push(Delivery::Topic(planned.topic.clone()));
            }
            if planned.pause {
                owed.push(panel(session, planned.topic.clone()));
            }
        }
        Phase::Closing => owed.push(Delivery::Closing(session.closings)),
        Phase::Ended(_) => return vec![Delivery::Report],
    }
    if session
        .paused
        .is_some_and(|why| why != PauseReason::Refused)
    {
        owed.push(Delivery::Interruption(session.pauses.len()));
    }
    if thread_is_deleted {
        let unresolved = session.questions.iter().filter(|question| {
            matches!(
                question.state,
                QuestionState::Open | QuestionState::Answered
            )
        });
        owed.extend(unresolved.map(|question| Delivery::Doubt(question.id.clone())));
    }
    owed
}

/// A topic's panel comes after its posts; panels that are only brought up to date come first. A
/// topic without a pause has none.
fn place_panels(
    session: &Session,
    owed: Vec<Delivery>,
    mut panels: BTreeSet<TopicId>,
) -> Vec<Delivery> {
    let mut placed: Vec<Delivery> = Vec::new();
    for delivery in owed {
        if placed.contains(&delivery) {
            continue;
        }
        match &delivery {
            Delivery::Topic(topic) => {
                let panel = panels.take(topic).map(|topic| panel(session, topic));
                placed.push(delivery);
                placed.extend(panel);
            }
            _ => placed.push(delivery),
        }
    }
    let updates = session
        .plan
        .iter()
        .filter(|planned| panels.contains(&planned.topic) && has_pause(session, &planned.topic))
        .map(|planned| panel(session, planned.topic.clone()));
    updates.chain(placed).collect()
}

/// The posts of people's answers to a doubt.
fn answers(session: &Session, question: &QuestionId) -> Vec<Delivery> {
    let answer = |number: &usize| Delivery::Answer(question.clone(), *number);
    let asked = session.question(question);
    asked.map_or_else(Vec::new, |asked| {
        asked.posted_answers.iter().map(answer).collect()
    })
}

fn has_pause(session: &Session, topic: &TopicId) -> bool {
    let progress = session.topics.get(topic);
    progress.is_some_and(|progress| progress.has_pause)
}

/// The panel of the topic's last visit.
fn panel(session: &Session, topic: TopicId) -> Delivery {
    let progress = session.topics.get(&topic);
    let visit = progress.map_or(1, |progress| progress.visits.max(1));
    Delivery::Panel(topic, visit)
}

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Announcement => f.write_str("announcement"),
            Self::Lobby => f.write_str("lobby"),
            Self::Topic(topic) => write!(f, "topic/{topic}"),
            Self::Panel(topic, 1) => write!(f, "panel/{topic}"),
            Self::Panel(topic, visit) => write!(f, "panel/{topic}/{visit}"),
            Self::Alternative(topic, number) => write!(f, "alternative/{topic}/{number}"),
            Self::Doubt(question) => write!(f, "doubt/{question}"),
            Self::Answer(question, number) => write!(f, "answer/{question}/{number}"),
            Self::Told(question, number) => write!(f, "told/{question}/{number}"),
            Self::OpenDoubts => f.write_str("open-doubts"),
            Self::Solution(number) => write!(f, "solution/{number}"),
            Self::Closing(1) => f.write_str("closing"),
            Self::Closing(number) => write!(f, "closing/{number}"),
            Self::Reminder(number) => write!(f, "reminder/{number}"),
            Self::Interruption(number) => write!(f, "interruption/{number}"),
            Self::NewHost(number) => write!(f, "host/{number}"),
            Self::Report => f.write_str("report"),
            Self::ReportCopy => f.write_str("report/copy"),
            Self::Moved => f.write_str("moved"),
        }
    }
}

/// A delivery whose key means nothing to this version.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("'{0}' is not the key of a delivery")]
pub struct UnknownDelivery(String);

impl FromStr for Delivery {
    type Err = UnknownDelivery;

    fn from_str(key: &str) -> Result<Self, UnknownDelivery> {
        let unknown = || UnknownDelivery(key.to_owned());
        let mut parts = key.split('/');
        let kind = parts.next().unwrap_or_default();
        let subject = parts.next();
        let number = parts
            .next()
            .map(|number| number.parse::<usize>().map_err(|_| unknown()))
            .transpose()?;
        match (kind, subject, number, parts.next()) {
            ("announcement", None, None, None) => Ok(Self::Announcement),
            ("lobby", None, None, None) => Ok(Self::Lobby),
            ("closing", None, None, None) => Ok(Self::Closing(1)),
            ("report", None, None, None) => Ok(Self::Report),
            ("open-doubts", None, None, None) => Ok(Self::OpenDoubts),
            ("report", Some("copy"), None, None) => Ok(Self::ReportCopy),
            ("moved", None, None, None) => Ok(Self::Moved),
            ("topic", Some(topic), None, None) => Ok(Self::Topic(topic.into())),
            ("panel", Some(topic), None, None) => Ok(Self::Panel(topic.into(), 1)),
            ("panel", Some(topic), Some(visit), None) => Ok(Self::Panel(topic.into(), visit)),
            ("alternative", Some(topic), Some(n), None) => Ok(Self::Alternative(topic.into(), n)),
            ("doubt", Some(question), None, None) => Ok(Self::Doubt(question.into())),
            ("answer", Some(question), Some(n), None) => Ok(Self::Answer(question.into(), n)),
            ("told", Some(question), Some(n), None) => Ok(Self::Told(question.into(), n)),
            (kind, Some(number), None, None) => {
                let number = number.parse().map_err(|_| unknown())?;
                match kind {
                    "solution" => Ok(Self::Solution(number)),
                    "closing" => Ok(Self::Closing(number)),
                    "reminder" => Ok(Self::Reminder(number)),
                    "interruption" => Ok(Self::Interruption(number)),
                    "host" => Ok(Self::NewHost(number)),
                    _ => Err(unknown()),
                }
            }
            _ => Err(unknown()),
        }
    }
}
