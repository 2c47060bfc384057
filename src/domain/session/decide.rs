//! The rules: which events follow from a command, or why none do. A command that was carried out
//! before gives no events and a reply that says so.

use super::{
    CHECKS_ASKED,
    advance::{self, Caused},
    command::{Action, Command},
    reply::{Rejection, Reply},
    state::{Phase, Question, QuestionState, Session, Understanding},
};
use crate::domain::{
    course::{Check, Course, Topic},
    doubt,
    event::{
        Actor, AdvanceResult, AdvanceRule, AnswerSource, CheckItem, ConfirmationValue, EndReason,
        Event, PauseClosedBy, Recorded, Resolution,
    },
    ids::{QuestionId, TopicId},
    markdown::is_invisible,
};

/// Longest doubt, answer or reflection that is taken, in characters: a quoted doubt with its
/// answer fits one message of Discord's.
pub const LONGEST_TEXT: usize = 1000;

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
    /// `number` counts the question's answers from 1.
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
        let joined = |(_, event): &Caused| *event == Event::ParticipantJoined;
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
                Action::Open { rule } => Ok(open(course, command, *rule)),
                _ => Err(Rejection::Unknown),
            };
        }
        Phase::Ended(_) => return Err(Rejection::SessionOver),
        Phase::Lobby | Phase::Topic(_) | Phase::Closing => {}
    }
    let step = Step {
        session,
        course,
        command,
    };
    match &command.action {
        Action::Open { .. } => Ok(Decision::only(Reply::Nothing)),
        Action::Join => Ok(step.join()),
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
            earlier,
        } => step.ask_question(text, origin, earlier),
        Action::JudgeRepeat { question, same } => step.judge_repeat(question, *same),
        Action::AnswerQuestion {
            question,
            text,
            origin,
        } => step.answer_question(question, text, origin),
        Action::ResolveQuestion { question, value } => step.resolve_question(question, *value),
        Action::ForceAdvance { topic } => step.force_advance(topic.as_ref()),
        Action::Reflect {
            links,
            uses,
            comparison,
        } => step.reflect(links, uses, comparison),
        Action::End => step.end(),
    }
}

fn open(course: &Course, command: &Command, rule: AdvanceRule) -> Decision {
    let opened = Event::SessionOpened {
        course: course.id.clone(),
        course_version: course.version.clone(),
        host: command.by.id.clone(),
        plan: course.plan(),
        advance_rule: rule,
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
    fn join(&self) -> Decision {
        let already = self.session.is_participant(&self.command.by.id);
        let late = matches!(self.session.phase, Phase::Topic(_));
        let reply = Reply::Joined { already, late };
        if already {
            return Decision::only(reply);
        }
        Decision::events(vec![(self.learner(), Event::ParticipantJoined)], reply)
    }

    fn begin(&self) -> Result<Decision, Rejection> {
        self.require_authority()?;
        if self.session.phase != Phase::Lobby {
            return Err(Rejection::AlreadyBegun);
        }
        let roster: Vec<Actor> = self.session.active().cloned().map(Actor::Learner).collect();
        if roster.is_empty() {
            return Err(Rejection::NobodyJoined);
        }
        let proposed_by = match &self.session.host {
            Some(host) if self.session.is_participant(host) => Actor::Learner(host.clone()),
            _ => self
                .session
                .opened_by
                .clone()
                .unwrap_or_else(|| self.authority()),
        };
        let started = Event::SessionStarted {
            course: self.course.id.clone(),
            plan: self.session.plan.clone(),
            proposed_by,
            roster,
            advance_rule: self.session.rule,
        };
        let mut events = vec![(self.authority(), started)];
        events.extend(advance::enter_topic(self.session, self.course, 0));
        Ok(Decision::events(events, Reply::Begun))
    }

    fn confirm(&self, topic: &TopicId) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let understanding = self.understanding(topic);
        if understanding.confirmed {
            return Ok(Decision::only(already_confirmed(topic, &understanding)));
        }
        let number = next_check(content, &understanding).unwrap_or(0);
        Ok(Decision::only(Reply::Check {
            topic: topic.clone(),
            number,
            tried: wrong_options(&content.checks[number], &understanding, number),
        }))
    }

    fn answer_check(
        &self,
        topic: &TopicId,
        number: usize,
        option: usize,
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let check = asked_checks(content)
            .get(number)
            .ok_or(Rejection::Unknown)?;
        let chosen = check.options.get(option).ok_or(Rejection::Unknown)?;
        let mut understanding = self.understanding(topic);
        if understanding.confirmed {
            return Ok(Decision::only(already_confirmed(topic, &understanding)));
        }
        let state = understanding.answers.entry(number).or_default();
        let first_try = state.chosen.is_empty();
        let mut events = Vec::new();
        if !state.right && state.chosen.insert(option) {
            state.right = chosen.right;
            let item = CheckItem {
                concept: check.concept.clone(),
                correct: chosen.right,
                first_try,
                hinted: false,
                number: Some(number),
                chosen: Some(option),
            };
            events.push((
                self.learner(),
                Event::CheckAnswered {
                    topic: topic.clone(),
                    items: vec![item],
                },
            ));
        }
        let right = state.right;
        if !right {
            let tried = wrong_options(check, &understanding, number);
            let topic = topic.clone();
            return Ok(Decision::events(
                events,
                Reply::CheckWrong {
                    topic,
                    number,
                    option,
                    tried,
                },
            ));
        }
        if let Some(next) = next_check(content, &understanding) {
            let topic = topic.clone();
            return Ok(Decision::events(
                events,
                Reply::CheckRight {
                    topic,
                    number,
                    option,
                    next,
                },
            ));
        }
        events.push((
            self.learner(),
            Event::ConfirmationGiven {
                topic: topic.clone(),
                value: ConfirmationValue::Clear,
            },
        ));
        events.extend(self.advance_after(&events));
        Ok(Decision::events(
            events,
            Reply::Confirmed {
                topic: topic.clone(),
                number,
                option,
            },
        ))
    }

    fn rate_confidence(&self, topic: &TopicId, value: u8) -> Result<Decision, Rejection> {
        self.require_participant()?;
        self.started_topic(topic)?;
        if !(1..=5).contains(&value) {
            return Err(Rejection::Unknown);
        }
        let understanding = self.understanding(topic);
        if !understanding.confirmed {
            return Err(Rejection::NotConfirmed);
        }
        if let Some(value) = understanding.confidence {
            return Ok(Decision::only(Reply::Rated { value }));
        }
        let rated = Event::ConfidenceRated {
            topic: topic.clone(),
            value,
            before_check: false,
        };
        Ok(Decision::events(
            vec![(self.learner(), rated)],
            Reply::Rated { value },
        ))
    }

    fn show_alternative(&self, topic: &TopicId, number: usize) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let shown = self
            .session
            .topics
            .get(topic)
            .map_or(0, |progress| progress.alternatives_shown);
        if number < shown {
            return Ok(Decision::only(Reply::AlternativeAlready));
        }
        if number > shown {
            return Err(Rejection::Unknown);
        }
        let Some(alternative) = content.alternatives.get(shown) else {
            return Ok(Decision::only(Reply::NoMoreAlternatives));
        };
        let event = Event::AlternativeShown {
            topic: topic.clone(),
            concept: alternative.concept.clone(),
            kind: alternative.kind,
        };
        Ok(Decision::events(
            vec![(self.learner(), event)],
            Reply::AlternativePosted,
        ))
    }

    fn confirm_link(&self, topic: &TopicId, number: usize) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let content = self.started_topic(topic)?;
        let connection = content.connections.get(number).ok_or(Rejection::Unknown)?;
        let domain = connection.domain.clone();
        let reply = Reply::LinkConfirmed {
            domain: domain.clone(),
        };
        let link = (self.command.by.id.clone(), domain.clone());
        let known = self
            .session
            .topics
            .get(topic)
            .is_some_and(|progress| progress.links.contains(&link));
        if known {
            return Ok(Decision::only(reply));
        }
        let event = Event::LinkRecorded {
            topic: Some(topic.clone()),
            domain,
            terms: connection.terms.clone(),
            confirmed: true,
        };
        Ok(Decision::events(vec![(self.learner(), event)], reply))
    }

    fn ask_question(
        &self,
        text: &str,
        origin: &str,
        earlier: &[(QuestionId, String)],
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let text = taken(text)?;
        if self.is_known_origin(origin) {
            return Ok(Decision::only(Reply::Nothing));
        }
        let current = self.session.current_topic().map(|planned| &planned.topic);
        let doubt = doubt::understand(&text, self.course, current);
        let repeats = earlier
            .iter()
            .rev()
            .find(|(_, before)| doubt::is_same(before, &text, self.course))
            .map(|(question, _)| question.clone());
        let question = QuestionId::new(format!("q{}", self.session.questions.len() + 1));
        let mut events = vec![(
            self.learner(),
            Event::QuestionAsked {
                topic: doubt.topic.clone(),
                question: question.clone(),
                concepts: doubt.concepts,
                aspects: doubt.aspects,
                kind: doubt.kind,
                purpose: doubt.purpose,
                repeats: repeats.clone(),
                repeat_confirmed: None,
                origin: Some(origin.to_owned()),
                text: None,
            },
        )];
        let mut words = vec![Words::Question {
            question: question.clone(),
            text,
        }];
        if let Some(prepared) = &doubt.prepared {
            events.push((
                Actor::Bot,
                Event::QuestionAnswered {
                    topic: doubt.topic,
                    question: question.clone(),
                    by: AnswerSource::Prepared,
                    origin: None,
                },
            ));
            words.push(Words::Answer {
                question: question.clone(),
                number: 1,
                text: prepared.answer.clone(),
            });
        }
        Ok(Decision {
            reply: Reply::Asked {
                question,
                answered: doubt.prepared.is_some(),
                repeats,
            },
            events,
            words,
        })
    }

    fn judge_repeat(&self, question: &QuestionId, same: bool) -> Result<Decision, Rejection> {
        let asked = self.question(question)?;
        self.require_asker(asked)?;
        if asked.repeats.is_none() {
            return Err(Rejection::Unknown);
        }
        if asked.repeat_judged.is_some() {
            return Ok(Decision::only(Reply::RepeatNoted));
        }
        let event = Event::RepeatJudged {
            question: question.clone(),
            same,
        };
        Ok(Decision::events(
            vec![(self.learner(), event)],
            Reply::RepeatNoted,
        ))
    }

    fn answer_question(
        &self,
        question: &QuestionId,
        text: &str,
        origin: &str,
    ) -> Result<Decision, Rejection> {
        let participant = self.session.is_participant(&self.command.by.id);
        if !participant && !self.command.by.moderator {
            return Err(Rejection::NotParticipant);
        }
        let text = taken(text)?;
        let asked = self.question(question)?;
        if self.is_known_origin(origin) {
            return Ok(Decision::only(Reply::Nothing));
        }
        let (actor, by) = if participant {
            (self.learner(), AnswerSource::Peer)
        } else {
            (self.authority(), AnswerSource::Moderator)
        };
        let event = Event::QuestionAnswered {
            topic: asked.topic.clone(),
            question: question.clone(),
            by,
            origin: Some(origin.to_owned()),
        };
        Ok(Decision {
            events: vec![(actor, event)],
            words: vec![Words::Answer {
                question: question.clone(),
                number: asked.answers + 1,
                text,
            }],
            reply: Reply::AnswerPosted,
        })
    }

    fn resolve_question(
        &self,
        question: &QuestionId,
        value: Resolution,
    ) -> Result<Decision, Rejection> {
        let asked = self.question(question)?;
        self.require_asker(asked)?;
        let (done, reply) = match value {
            Resolution::No => (asked.state == QuestionState::Open, Reply::DoubtStaysOpen),
            Resolution::Resolved | Resolution::Partly => (
                asked.state == QuestionState::Closed(value),
                Reply::DoubtClosed,
            ),
        };
        if done {
            return Ok(Decision::only(reply));
        }
        let event = Event::QuestionResolved {
            topic: asked.topic.clone(),
            question: question.clone(),
            value,
        };
        Ok(Decision::events(vec![(self.learner(), event)], reply))
    }

    fn force_advance(&self, topic: Option<&TopicId>) -> Result<Decision, Rejection> {
        self.require_authority()?;
        let Some(topic) = topic else {
            return match self.session.phase {
                Phase::Closing => self.end(),
                _ => Err(Rejection::NotClosing),
            };
        };
        let asked = self.session.position(topic).ok_or(Rejection::Unknown)?;
        match self.session.phase {
            Phase::Lobby => return Err(Rejection::NotBegun),
            Phase::Topic(current) if current == asked => {}
            Phase::Topic(current) if current < asked => {
                return Err(Rejection::TopicNotStarted {
                    topic: topic.clone(),
                });
            }
            _ => return Ok(Decision::only(Reply::Nothing)),
        }
        let waits = !advance::pending(self.session, asked).is_empty();
        let result = if waits && self.session.rule != AdvanceRule::Host {
            AdvanceResult::Forced
        } else {
            AdvanceResult::Granted
        };
        let events = advance::leave_topic(
            self.session,
            self.course,
            asked,
            self.authority(),
            result,
            PauseClosedBy::Host,
        );
        Ok(Decision::events(events, Reply::Advanced))
    }

    fn reflect(&self, links: &str, uses: &str, comparison: &str) -> Result<Decision, Rejection> {
        if self.session.has_reflected(&self.command.by.id)? {
            return Ok(Decision::only(Reply::Reflected));
        }
        let words = Words::Reflection {
            links: taken(links)?,
            uses: taken(uses)?,
            comparison: taken(comparison)?,
        };
        let models = doubt::models_named(comparison, &self.course.closing.models);
        let mut events = vec![(self.learner(), Event::ReflectionAnswered { models })];
        events.extend(advance::end_when_all_reflected(&self.after(&events)));
        Ok(Decision {
            events,
            words: vec![words],
            reply: Reply::Reflected,
        })
    }

    fn end(&self) -> Result<Decision, Rejection> {
        self.require_authority()?;
        let reason = match self.session.phase {
            Phase::Closing => EndReason::Completed,
            _ => EndReason::Closed,
        };
        Ok(Decision::events(
            vec![(self.authority(), Event::SessionEnded { reason })],
            Reply::Ended,
        ))
    }

    /// What the group's rule adds after these events: the advance, when they complete it.
    fn advance_after(&self, events: &[Caused]) -> Vec<Caused> {
        let after = self.after(events);
        match after.phase {
            Phase::Topic(position) if advance::rule_is_met(&after, position) => {
                advance::leave_topic(
                    &after,
                    self.course,
                    position,
                    self.learner(),
                    AdvanceResult::Granted,
                    PauseClosedBy::Rule,
                )
            }
            _ => Vec::new(),
        }
    }

    fn after(&self, events: &[Caused]) -> Session {
        let mut session = self.session.clone();
        for (actor, event) in events {
            session.evolve(&Recorded {
                seq: session.last_seq + 1,
                at: self.command.at,
                actor: actor.clone(),
                event: event.clone(),
            });
        }
        session
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
        self.session.question(id).ok_or(Rejection::Unknown)
    }

    fn is_known_origin(&self, origin: &str) -> bool {
        self.session
            .questions
            .iter()
            .any(|question| question.origins.contains(origin))
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

    fn require_authority(&self) -> Result<(), Rejection> {
        let host = self.session.host.as_ref() == Some(&self.command.by.id);
        if host || self.command.by.moderator {
            Ok(())
        } else {
            Err(Rejection::NotAuthorised)
        }
    }

    fn require_asker(&self, question: &Question) -> Result<(), Rejection> {
        match &question.asker {
            Some(asker) if *asker != self.command.by.id => Err(Rejection::NotTheAsker {
                asker: asker.clone(),
            }),
            _ => Ok(()),
        }
    }
}

/// The check questions of a topic that a learner is asked.
fn asked_checks(topic: &Topic) -> &[Check] {
    &topic.checks[..topic.checks.len().min(CHECKS_ASKED)]
}

/// The first check question that this learner has not answered rightly.
fn next_check(topic: &Topic, understanding: &Understanding) -> Option<usize> {
    (0..asked_checks(topic).len()).find(|number| {
        !understanding
            .answers
            .get(number)
            .is_some_and(|check| check.right)
    })
}

fn wrong_options(check: &Check, understanding: &Understanding, number: usize) -> Vec<usize> {
    understanding
        .answers
        .get(&number)
        .into_iter()
        .flat_map(|state| &state.chosen)
        .copied()
        .filter(|option| check.options.get(*option).is_some_and(|o| !o.right))
        .collect()
}

fn already_confirmed(topic: &TopicId, understanding: &Understanding) -> Reply {
    Reply::AlreadyConfirmed {
        topic: topic.clone(),
        rated: understanding.confidence.is_some(),
    }
}

/// A learner's text, trimmed, when it is neither empty nor too long. Without the character that no
/// PostgreSQL text can hold.
fn taken(text: &str) -> Result<String, Rejection> {
    let text = text.replace('\0', "");
    let text = text.trim();
    let length = text.chars().count();
    if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        return Err(Rejection::EmptyText);
    }
    if length > LONGEST_TEXT {
        return Err(Rejection::TextTooLong {
            length,
            limit: LONGEST_TEXT,
        });
    }
    Ok(text.to_owned())
}
