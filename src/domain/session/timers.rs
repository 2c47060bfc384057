//! What happens without anybody acting: reminders, the end of a wait, a pause, the end of an
//! abandoned session. Pure: [`due`] says when to look again, [`tick`] what follows at a moment.

use time::{Duration, OffsetDateTime};

use super::{
    advance::{self, Caused},
    state::{Participant, Phase, Session},
};
use crate::domain::{
    course::Course,
    event::{Actor, AdvanceRule, EndReason, Event, Patience, PauseClosedBy, PauseReason, Recorded},
    ids::PersonId,
};

/// How long nobody does anything before the session pauses itself.
pub const PAUSE_AFTER: Duration = Duration::hours(2);
/// How long nobody does anything before the session ends as abandoned.
pub const ABANDON_AFTER: Duration = Duration::days(7);

/// When time alone changes this session next; nothing once it is over. What people do in between
/// can only put it off or bring a new moment, so looking then is never too late.
#[must_use]
pub fn due(session: &Session) -> Option<OffsetDateTime> {
    if !session.is_open() {
        return None;
    }
    let last_act = session.last_act?;
    let abandoned = last_act + ABANDON_AFTER;
    if session.phase == Phase::Lobby {
        return host_missed(session).map_or(Some(abandoned), |missed| Some(missed.min(abandoned)));
    }
    if !runs(session) {
        return Some(abandoned);
    }
    let learners = session
        .awaited()
        .into_iter()
        .filter_map(|person| session.participants.get(person))
        .map(|learner| match learner.reminded {
            None => reminder_due(session, learner),
            Some(reminded) => wait_over(session.patience, reminded),
        });
    learners
        .chain(host_missed(session))
        .chain([last_act + PAUSE_AFTER])
        .min()
}

/// What time alone brings at this moment.
#[must_use]
pub fn tick(session: &Session, course: &Course, at: OffsetDateTime) -> Vec<Caused> {
    let Some(last_act) = session.last_act.filter(|_| session.is_open()) else {
        return Vec::new();
    };
    if at >= last_act + ABANDON_AFTER {
        let reason = EndReason::Abandoned;
        return vec![(Actor::Bot, Event::SessionEnded { reason })];
    }
    let host_missed = host_missed(session).is_some_and(|missed| at >= missed);
    if session.phase == Phase::Lobby && host_missed {
        return advance::hand_over(session, who_could_lead(session))
            .into_iter()
            .collect();
    }
    if !runs(session) {
        return Vec::new();
    }
    if at >= last_act + PAUSE_AFTER {
        let reason = Some(PauseReason::Inactivity);
        return vec![(Actor::Bot, Event::SessionPaused { reason })];
    }
    let topic = session.current_topic().map(|planned| planned.topic.clone());
    let mut events = Vec::new();
    let to_remind = those(session, |learner| {
        learner.reminded.is_none() && at >= reminder_due(session, learner)
    });
    if !to_remind.is_empty() {
        let reminder = Event::ReminderSent {
            topic: topic.clone(),
            learners: to_remind,
        };
        events.push((Actor::Bot, reminder));
    }
    let given_up = those(session, |learner| {
        let reminded = learner.reminded;
        reminded.is_some_and(|reminded| at >= wait_over(session.patience, reminded))
    });
    if !given_up.is_empty() {
        let ended = Event::WaitEnded {
            topic,
            learners: given_up,
        };
        events.push((Actor::Bot, ended));
        let after = after(session, &events, at);
        let timeout = PauseClosedBy::Timeout;
        events.extend(advance::go_on(&after, course, Actor::Bot, timeout));
    }
    if host_missed {
        events.extend(advance::hand_over(session, who_could_lead(session)));
    }
    events
}

/// What follows when Discord takes no posts for the group any more: the session stands still until
/// somebody goes on.
#[must_use]
pub fn halt(session: &Session) -> Vec<Caused> {
    if !session.is_open() || session.paused == Some(PauseReason::Refused) {
        return Vec::new();
    }
    let reason = Some(PauseReason::Refused);
    vec![(Actor::Bot, Event::SessionPaused { reason })]
}

/// What follows when the session's channel does not exist any more: it is over.
#[must_use]
pub fn lose_channel(session: &Session) -> Vec<Caused> {
    if !session.is_open() {
        return Vec::new();
    }
    let reason = EndReason::Closed;
    vec![(Actor::Bot, Event::SessionEnded { reason })]
}

/// The session after these events.
pub(super) fn after(session: &Session, events: &[Caused], at: OffsetDateTime) -> Session {
    let mut session = session.clone();
    for (actor, event) in events {
        session.evolve(&Recorded {
            seq: session.last_seq + 1,
            at,
            actor: actor.clone(),
            event: event.clone(),
        });
    }
    session
}

/// Whether the group is at work, and time counts.
fn runs(session: &Session) -> bool {
    session.paused.is_none() && matches!(session.phase, Phase::Topic(_) | Phase::Closing)
}

fn those(session: &Session, which: impl Fn(&Participant) -> bool) -> Vec<Actor> {
    session
        .awaited()
        .into_iter()
        .filter(|person| session.participants.get(*person).is_some_and(&which))
        .map(|person| Actor::Learner(person.clone()))
        .collect()
}

fn reminder_due(session: &Session, learner: &Participant) -> OffsetDateTime {
    silent_since(session, learner.last_act) + minutes(session.patience.remind_minutes)
}

fn wait_over(patience: Patience, reminded: OffsetDateTime) -> OffsetDateTime {
    let rest = patience
        .wait_minutes
        .saturating_sub(patience.remind_minutes);
    reminded + minutes(rest)
}

/// When a group that only its host can lead on has waited for the host long enough: it is in the
/// lobby, or everybody has confirmed under the host's rule; and somebody else could lead.
fn host_missed(session: &Session) -> Option<OffsetDateTime> {
    let ready_since = match session.phase {
        Phase::Lobby => None,
        Phase::Topic(position) if session.rule == AdvanceRule::Host => {
            let done = session.awaited().is_empty() && session.waited(position).next().is_some();
            let progress = session.topics.get(&session.plan[position].topic);
            progress.filter(|_| done)?.last_confirmed
        }
        _ => return None,
    };
    who_could_lead(session)?;
    let since = ready_since
        .max(session.host_last_act)
        .max(session.waiting_since)
        .max(session.host_since)?;
    Some(since + minutes(session.patience.wait_minutes))
}

/// Who leads the session instead of a host who is missed: somebody who did something since the host
/// did, or since the host became the host.
fn who_could_lead(session: &Session) -> Option<&PersonId> {
    let seen = session.host_last_act.max(session.host_since);
    session.next_host(|other| !other.silent && Some(other.last_act) > seen)
}

fn silent_since(session: &Session, last_act: OffsetDateTime) -> OffsetDateTime {
    session
        .waiting_since
        .map_or(last_act, |since| since.max(last_act))
}

fn minutes(minutes: u16) -> Duration {
    Duration::minutes(minutes.into())
}
