//! What the statements look at: the events put in order, with who was there when and how long
//! each topic took. The order is that of `seq`, never that of the times: in a damaged log the
//! times can run backwards, and then a length of time counts as zero.

use std::collections::{BTreeMap, BTreeSet};

use time::{Duration, OffsetDateTime};

use super::questions::{Question, questions, without_deleted};
use crate::domain::{
    event::{Actor, CheckItem, ConfirmationValue, EndReason, Event, PlannedTopic, Recorded},
    ids::{ConceptId, CourseId, PersonId, TopicId},
};

/// A session's events, read once.
pub(super) struct Session<'a> {
    /// Ascending by `seq`.
    pub events: Vec<&'a Recorded>,
    /// In the order of the plan, each topic once.
    pub plan: Vec<&'a PlannedTopic>,
    /// The event that carries the plan.
    pub planned_by: Option<&'a Recorded>,
    /// The first `session_started`.
    pub start: Option<&'a Recorded>,
    /// The last `session_ended`.
    pub end: Option<(u64, OffsetDateTime, EndReason)>,
    pub host: Option<&'a PersonId>,
    pub course: Option<&'a CourseId>,
    /// Whoever took part, in the order in which they came.
    pub learners: Vec<Learner<'a>>,
    /// The times that a topic was on, in order.
    pub visits: Vec<Visit<'a>>,
    pub questions: Vec<Question<'a>>,
    /// The places in `events` of what each learner did.
    by_learner: BTreeMap<&'a PersonId, Vec<usize>>,
    /// The places in `questions` of those that each learner asked.
    asked_by_learner: BTreeMap<&'a PersonId, Vec<usize>>,
    /// The confirmations of each learner, by topic, in order.
    confirmations: Confirmations<'a>,
    topic_places: BTreeMap<&'a TopicId, usize>,
    concept_places: BTreeMap<&'a ConceptId, usize>,
    /// For each event, how long the session had been on, without its own pauses.
    elapsed: Vec<Duration>,
}

/// A learner and when they were there.
pub(super) struct Learner<'a> {
    pub id: &'a PersonId,
    stays: Vec<Stay>,
}

/// From one event to another; to the end when there is no other.
struct Stay {
    from: u64,
    to: Option<u64>,
}

/// One time that a topic was on.
pub(super) struct Visit<'a> {
    pub topic: &'a TopicId,
    pub seq: u64,
    /// The event that ended it: the next topic, the closing or the session's end.
    pub until: Option<u64>,
    /// Without the session's own pauses; never negative.
    pub lasted: Duration,
}

/// One answered item of a check.
pub(super) struct Answer<'a> {
    pub seq: u64,
    pub topic: &'a TopicId,
    pub item: &'a CheckItem,
}

impl Answer<'_> {
    /// Whether it shows what the learner knew before any help.
    pub fn unaided(&self) -> bool {
        self.item.first_try && !self.item.hinted
    }
}

impl Learner<'_> {
    /// Whether they were there without a break from one event to the other.
    pub fn stayed(&self, from: u64, to: u64) -> bool {
        self.stays
            .iter()
            .any(|stay| stay.from <= from && stay.to.is_none_or(|left| left > to))
    }

    /// Whether they were there at some time between the two events.
    pub fn was_there(&self, from: u64, to: Option<u64>) -> bool {
        self.stays.iter().any(|stay| {
            to.is_none_or(|to| stay.from < to) && stay.to.is_none_or(|left| left > from)
        })
    }
}

impl<'a> Session<'a> {
    pub fn read(events: &'a [Recorded]) -> Self {
        let mut ordered: Vec<&Recorded> = events.iter().collect();
        ordered.sort_by_key(|recorded| recorded.seq);
        let (ordered, gone) = without_deleted(ordered);
        let opened = ordered
            .iter()
            .find(|recorded| matches!(recorded.event, Event::SessionOpened { .. }))
            .copied();
        let start = ordered
            .iter()
            .find(|recorded| matches!(recorded.event, Event::SessionStarted { .. }))
            .copied();
        let host = match opened.map(|recorded| &recorded.event) {
            Some(Event::SessionOpened { host, .. }) => Some(host),
            _ => None,
        };
        let planned_by = start.or(opened);
        let (course, plan) = match planned_by.map(|recorded| &recorded.event) {
            Some(
                Event::SessionStarted { course, plan, .. }
                | Event::SessionOpened { course, plan, .. },
            ) => (Some(course), plan.as_slice()),
            _ => (None, [].as_slice()),
        };
        let visits = visits(&ordered);
        let plan = each_once(plan, |planned| &planned.topic);
        let questions = questions(&ordered, &visits, &gone);
        Self {
            topic_places: places(plan.iter().map(|planned| &planned.topic)),
            concept_places: places(plan.iter().flat_map(|planned| &planned.concepts)),
            plan,
            planned_by,
            start,
            end: ordered
                .iter()
                .rev()
                .find_map(|recorded| match recorded.event {
                    Event::SessionEnded { reason } => Some((recorded.seq, recorded.at, reason)),
                    _ => None,
                }),
            host,
            course,
            learners: learners(&ordered, start.map(|recorded| recorded.seq)),
            asked_by_learner: by_learner(questions.iter().map(|question| question.asker)),
            questions,
            by_learner: by_learner(ordered.iter().map(|recorded| &recorded.actor)),
            confirmations: confirmations(&ordered),
            elapsed: elapsed(&ordered, planned_by.map(|recorded| recorded.seq)),
            visits,
            events: ordered,
        }
    }

    /// The topics in the order in which each was started first, with the event that did.
    pub fn started(&self) -> Vec<(u64, &'a TopicId)> {
        let mut known = BTreeSet::new();
        self.visits
            .iter()
            .filter(|visit| known.insert(visit.topic))
            .map(|visit| (visit.seq, visit.topic))
            .collect()
    }

    /// As [`Self::started`], the plan's topics alone.
    pub fn started_of_plan(&self) -> Vec<(u64, &'a TopicId)> {
        let mut started = self.started();
        started.retain(|(_, topic)| self.position(topic).is_some());
        started
    }

    /// Every start of the plan's topics, revisits too.
    pub fn starts_of_plan(&self) -> impl Iterator<Item = u64> {
        let of_plan = |visit: &&Visit<'_>| self.position(visit.topic).is_some();
        self.visits.iter().filter(of_plan).map(|visit| visit.seq)
    }

    /// A topic's place in the plan, from 0.
    pub fn position(&self, topic: &TopicId) -> Option<usize> {
        self.topic_places.get(topic).copied()
    }

    /// A concept's place in the plan; after all others when the plan does not have it.
    pub fn concept_position(&self, concept: &ConceptId) -> usize {
        self.concept_places
            .get(concept)
            .copied()
            .unwrap_or(usize::MAX)
    }

    /// What was searched when a statement says that something was not recorded: the session from
    /// its first topic to its end. Without either, the event that carries the plan.
    pub fn searched(&self) -> Vec<u64> {
        let mut searched: Vec<u64> = self.visits.iter().map(|visit| visit.seq).collect();
        searched.extend(self.end.map(|(seq, ..)| seq));
        if searched.is_empty() {
            searched.extend(self.planned_by.map(|recorded| recorded.seq));
        }
        searched
    }

    /// The value of the person's last confirmation of the topic before the event.
    pub fn confirmation(
        &self,
        person: &PersonId,
        topic: &TopicId,
        before: u64,
    ) -> Option<(u64, ConfirmationValue)> {
        let given = self.confirmations.get(&(person, topic))?;
        let earlier = given.partition_point(|(seq, _)| *seq < before);
        given[..earlier].last().copied()
    }

    /// The items that the person answered, in order.
    pub fn answers(&self, person: &PersonId) -> Vec<Answer<'a>> {
        self.by(person)
            .filter_map(|recorded| match &recorded.event {
                Event::CheckAnswered { topic, items } => Some((recorded.seq, topic, items)),
                _ => None,
            })
            .flat_map(|(seq, topic, items)| {
                items.iter().map(move |item| Answer { seq, topic, item })
            })
            .collect()
    }

    /// What the person did as a learner.
    pub fn by<'s>(&'s self, person: &PersonId) -> impl Iterator<Item = &'a Recorded> + use<'a, 's> {
        let theirs = self.by_learner.get(person).map_or(&[][..], Vec::as_slice);
        theirs.iter().map(|at| self.events[*at])
    }

    /// The questions that the learner asked.
    pub fn asked_by(&self, person: &PersonId) -> impl Iterator<Item = &Question<'a>> {
        let theirs = self.asked_by_learner.get(person);
        theirs.into_iter().flatten().map(|at| &self.questions[*at])
    }

    /// The events of this kind.
    pub fn events_that(&self, wanted: fn(&Event) -> bool) -> Vec<&'a Recorded> {
        let all = self.events.iter().copied();
        all.filter(|recorded| wanted(&recorded.event)).collect()
    }

    /// The event that has this number; the first of them in a damaged log.
    pub fn event(&self, seq: u64) -> Option<&'a Recorded> {
        self.events
            .get(self.place(seq))
            .copied()
            .filter(|recorded| recorded.seq == seq)
    }

    /// How long the session had been on at the event, without its own pauses; nothing before it
    /// started.
    pub fn elapsed(&self, seq: u64) -> Duration {
        let at = self.place(seq);
        self.elapsed
            .get(at)
            .or(self.elapsed.last())
            .copied()
            .unwrap_or_default()
    }

    /// The topic that was on when the event came.
    pub fn topic_on(&self, seq: u64) -> Option<&'a TopicId> {
        topic_on(&self.visits, seq)
    }

    fn place(&self, seq: u64) -> usize {
        self.events.partition_point(|recorded| recorded.seq < seq)
    }

    /// The topics during which the learner was there, with the event that started each first.
    pub fn attended(&self, learner: &Learner<'_>) -> Vec<(u64, &'a TopicId)> {
        let there = self.visits.iter();
        let there = there.filter(|visit| learner.was_there(visit.seq, visit.until));
        let attended: BTreeSet<&TopicId> = there.map(|visit| visit.topic).collect();
        let mut started = self.started();
        started.retain(|(_, topic)| attended.contains(topic));
        started
    }

    /// Whether no topic was begun and nobody did anything but come and go.
    pub fn nothing_happened(&self) -> bool {
        self.events.iter().all(|recorded| {
            matches!(
                recorded.event,
                Event::SessionOpened { .. }
                    | Event::PlanChanged { .. }
                    | Event::SessionStarted { .. }
                    | Event::SessionEnded { .. }
                    | Event::SessionPaused { .. }
                    | Event::SessionResumed
                    | Event::ParticipantJoined { .. }
                    | Event::ParticipantLeft
                    | Event::HostChanged { .. }
                    | Event::PriorKnowledgeTold { .. }
                    | Event::ReminderSent { .. }
                    | Event::WaitEnded { .. }
            )
        })
    }

    /// The learners who caused events of the evidence, in order of appearance. The course of the
    /// session is nobody's doing, whoever pressed its buttons.
    pub fn behind(&self, evidence: &[u64]) -> Vec<&'a PersonId> {
        let mut known = BTreeSet::new();
        evidence
            .iter()
            .filter_map(|seq| self.event(*seq))
            .filter(|recorded| !is_course_of_session(&recorded.event))
            .filter_map(|recorded| recorded.actor.learner())
            .filter(|person| known.insert(*person))
            .collect()
    }
}

/// The items without repetitions.
pub(super) fn once<'a, T: Ord + ?Sized>(items: impl IntoIterator<Item = &'a T>) -> Vec<&'a T> {
    let mut known = BTreeSet::new();
    items
        .into_iter()
        .filter(|item| known.insert(*item))
        .collect()
}

/// The items, without those whose key came before.
fn each_once<T, K: Ord>(items: &[T], key: impl Fn(&T) -> &K) -> Vec<&T> {
    let mut known = BTreeSet::new();
    items
        .iter()
        .filter(|item| known.insert(key(item)))
        .collect()
}

/// The first place of each item, from 0.
fn places<'a, T: Ord>(items: impl Iterator<Item = &'a T>) -> BTreeMap<&'a T, usize> {
    let mut places = BTreeMap::new();
    for (at, item) in items.enumerate() {
        places.entry(item).or_insert(at);
    }
    places
}

/// The places of each learner among those who acted.
fn by_learner<'a>(actors: impl Iterator<Item = &'a Actor>) -> BTreeMap<&'a PersonId, Vec<usize>> {
    let mut by_learner: BTreeMap<&PersonId, Vec<usize>> = BTreeMap::new();
    for (at, actor) in actors.enumerate() {
        if let Some(person) = actor.learner() {
            by_learner.entry(person).or_default().push(at);
        }
    }
    by_learner
}

/// The topic that was on when the event came.
pub(super) fn topic_on<'a>(visits: &[Visit<'a>], seq: u64) -> Option<&'a TopicId> {
    let begun = visits.partition_point(|visit| visit.seq < seq);
    let visit = visits[..begun].last()?;
    let on = visit.until.is_none_or(|until| seq < until);
    on.then_some(visit.topic)
}

/// Whole seconds; none when negative.
pub(super) fn seconds(duration: Duration) -> u64 {
    u64::try_from(duration.whole_seconds()).unwrap_or_default()
}

type Confirmations<'a> = BTreeMap<(&'a PersonId, &'a TopicId), Vec<(u64, ConfirmationValue)>>;

fn confirmations<'a>(events: &[&'a Recorded]) -> Confirmations<'a> {
    let mut confirmations: Confirmations<'a> = BTreeMap::new();
    for recorded in events {
        if let Event::ConfirmationGiven { topic, value } = &recorded.event
            && let Some(person) = recorded.actor.learner()
        {
            let given = confirmations.entry((person, topic)).or_default();
            given.push((recorded.seq, *value));
        }
    }
    confirmations
}

/// Counted from the event that carries the plan; a step back in time counts as none. Messages do not
/// count: they change what is said of participation, and nothing else.
fn elapsed(events: &[&Recorded], from: Option<u64>) -> Vec<Duration> {
    let mut elapsed = Duration::ZERO;
    let mut before: Option<OffsetDateTime> = None;
    let mut paused = false;
    events
        .iter()
        .map(|recorded| {
            if matches!(recorded.event, Event::MessagePosted { .. }) {
                return elapsed;
            }
            if let Some(before) = before.filter(|_| !paused) {
                let step = (recorded.at - before).max(Duration::ZERO);
                elapsed = elapsed.saturating_add(step);
            }
            if from.is_none_or(|from| recorded.seq >= from) {
                before = Some(recorded.at);
            }
            match recorded.event {
                Event::SessionPaused { .. } => paused = true,
                // A topic that starts ends a pause, as in `visits`.
                Event::SessionResumed | Event::TopicStarted { .. } => paused = false,
                _ => {}
            }
            elapsed
        })
        .collect()
}

/// Whether the event is a step of the session itself, not something that a learner contributed.
pub(super) fn is_course_of_session(event: &Event) -> bool {
    matches!(
        event,
        Event::SessionOpened { .. }
            | Event::SessionStarted { .. }
            | Event::SessionEnded { .. }
            | Event::SessionPaused { .. }
            | Event::SessionResumed
            | Event::PlanChanged { .. }
            | Event::HostChanged { .. }
            | Event::TopicStarted { .. }
            | Event::ExampleShown { .. }
            | Event::PauseOpened { .. }
            | Event::PauseClosed { .. }
            | Event::ExerciseOffered { .. }
            | Event::ClosingStarted
    )
}

fn visits<'a>(events: &[&'a Recorded]) -> Vec<Visit<'a>> {
    let mut visits: Vec<Visit<'a>> = Vec::new();
    // Since when time counts for the visit that is on.
    let mut running: Option<OffsetDateTime> = None;
    for recorded in events {
        let Recorded { seq, at, event, .. } = recorded;
        let on = visits.last_mut().filter(|visit| visit.until.is_none());
        match event {
            Event::TopicStarted { .. }
            | Event::ClosingStarted
            | Event::SessionEnded { .. }
            | Event::SessionPaused { .. } => {
                if let Some(visit) = on {
                    if let Some(since) = running.take() {
                        let lasted = (*at - since).max(Duration::ZERO);
                        visit.lasted = visit.lasted.saturating_add(lasted);
                    }
                    if !matches!(event, Event::SessionPaused { .. }) {
                        visit.until = Some(*seq);
                    }
                }
                if let Event::TopicStarted { topic, .. } = event {
                    running = Some(*at);
                    visits.push(Visit {
                        topic,
                        seq: *seq,
                        until: None,
                        lasted: Duration::ZERO,
                    });
                }
            }
            Event::SessionResumed if on.is_some() => running = running.or(Some(*at)),
            _ => {}
        }
    }
    visits
}

/// Whoever was on the roster, joined, or did what only a learner does. Messages alone make no
/// learner. Who left before the session started, and did nothing, was none.
fn learners<'a>(events: &[&'a Recorded], started: Option<u64>) -> Vec<Learner<'a>> {
    let mut learners = Learners::default();
    for recorded in events {
        let seq = recorded.seq;
        match &recorded.event {
            Event::SessionStarted { roster, .. } => {
                for person in roster.iter().filter_map(Actor::learner) {
                    learners.arrive(person, seq);
                }
            }
            Event::ParticipantLeft => {
                let left = recorded.actor.learner();
                if let Some(stay) = left.and_then(|person| learners.last_stay(person)) {
                    stay.to = stay.to.or(Some(seq));
                }
            }
            Event::ParticipantJoined { .. }
            | Event::ConfirmationGiven { .. }
            | Event::ConfidenceRated { .. }
            | Event::CheckAnswered { .. }
            | Event::QuestionAsked { .. }
            | Event::LinkRecorded { .. }
            | Event::ProjectMentioned { .. }
            | Event::ArtifactPrepared { .. }
            | Event::ExerciseSubmitted { .. }
            | Event::ReflectionAnswered { .. } => {
                let joined = matches!(recorded.event, Event::ParticipantJoined { .. });
                if let Some(person) = recorded.actor.learner()
                    && (joined || !learners.places.contains_key(person))
                {
                    learners.arrive(person, seq);
                }
            }
            _ => {}
        }
    }
    let mut learners = learners.in_order;
    if let Some(started) = started {
        learners.retain(|learner| learner.was_there(started, None));
    }
    learners
}

/// Learners as they come and go.
#[derive(Default)]
struct Learners<'a> {
    in_order: Vec<Learner<'a>>,
    places: BTreeMap<&'a PersonId, usize>,
}

impl<'a> Learners<'a> {
    fn arrive(&mut self, person: &'a PersonId, seq: u64) {
        let place = *self.places.entry(person).or_insert_with(|| {
            self.in_order.push(Learner {
                id: person,
                stays: Vec::new(),
            });
            self.in_order.len() - 1
        });
        let stays = &mut self.in_order[place].stays;
        if stays.last().is_none_or(|last| last.to.is_some()) {
            stays.push(Stay {
                from: seq,
                to: None,
            });
        }
    }

    fn last_stay(&mut self, person: &PersonId) -> Option<&mut Stay> {
        let place = *self.places.get(person)?;
        self.in_order[place].stays.last_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::super::log::Log;
    use super::*;

    fn minutes(visit: &Visit<'_>) -> i64 {
        visit.lasted.whole_minutes()
    }

    #[test]
    fn the_sessions_own_pauses_do_not_count_as_time_on_a_topic() {
        let log = Log::started(&["ana"], &["uno", "dos"])
            .topic("uno")
            .minutes(4)
            .bot(Event::SessionPaused { reason: None })
            .minutes(60)
            .bot(Event::SessionResumed)
            .minutes(3)
            .topic("dos");
        let session = Session::read(&log.events);
        assert_eq!(minutes(&session.visits[0]), 7);
        assert_eq!(session.visits[1].until, None);
    }

    #[test]
    fn time_that_runs_backwards_counts_as_none() {
        let log = Log::started(&["ana"], &["uno", "dos"])
            .topic("uno")
            .minutes(-30)
            .topic("dos");
        assert_eq!(Session::read(&log.events).visits[0].lasted, Duration::ZERO);
    }

    #[test]
    fn who_left_in_the_lobby_took_no_part() {
        let log = Log::empty()
            .by("ana", Event::ParticipantJoined { moderator: false })
            .by("beto", Event::ParticipantJoined { moderator: false })
            .by("beto", Event::ParticipantLeft)
            .start(&["ana"], &["uno"]);
        let session = Session::read(&log.events);
        let learners: Vec<&str> = session.learners.iter().map(|l| l.id.as_str()).collect();
        assert_eq!(learners, ["ana"]);
    }

    #[test]
    fn who_comes_back_was_away_in_between() {
        let log = Log::started(&["ana"], &["uno"])
            .by("ana", Event::ParticipantLeft)
            .topic("uno")
            .by("ana", Event::ParticipantJoined { moderator: false });
        let session = Session::read(&log.events);
        let ana = &session.learners[0];
        assert!(!ana.stayed(3, 4));
        assert!(ana.stayed(4, 5));
        assert!(!ana.was_there(2, Some(4)));
        assert!(ana.was_there(3, None));
    }
}
