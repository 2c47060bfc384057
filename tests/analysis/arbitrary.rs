//! Any sequence of events, sensible or not, for the properties of the report.

use proptest::{collection::vec, option, prelude::*, sample::select};
use tertulia::domain::{
    event::{
        Actor, AdvanceResult, AdvanceRule, AnswerSource, CheckItem, ConfirmationValue, EndReason,
        Event, ExplanationKind, Patience, PauseClosedBy, PlannedTopic, QuestionKind,
        QuestionPurpose, Recorded, Resolution, TopicVia,
    },
    ids::{ConceptId, PersonId, QuestionId, TopicId},
};
use time::{Duration, macros::datetime};

/// The learners of an arbitrary log. None of their ids is part of another word.
pub const LEARNERS: [&str; 6] = ["p-ana", "p-beto", "p-carla", "p-dani", "p-eva", "p-fito"];

fn topic() -> impl Strategy<Value = TopicId> {
    select(vec!["fundamentos", "creacion", "pool", "memoria"]).prop_map(TopicId::from)
}

fn concept() -> impl Strategy<Value = ConceptId> {
    select(vec!["paralelismo", "process", "pool", "lock"]).prop_map(ConceptId::from)
}

fn question() -> impl Strategy<Value = QuestionId> {
    select(vec!["q1", "q2", "q3", "q4", "q5"]).prop_map(QuestionId::from)
}

/// What learners may write where the report repeats it; no `{`, which would look like a place that
/// the report left open.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "uso",
            "sistemas operativos",
            "programación general",
            "hilos",
            "",
            "**x** <@1>"
        ])
        .prop_map(str::to_owned),
        "[\\PC&&[^{]]{0,12}",
    ]
}

fn learner() -> impl Strategy<Value = Actor> {
    select(LEARNERS.to_vec()).prop_map(|id| Actor::Learner(PersonId::from(id)))
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![
        6 => learner(),
        3 => Just(Actor::Bot),
        1 => Just(Actor::Moderator(PersonId::from("m-gil"))),
    ]
}

fn plan() -> impl Strategy<Value = Vec<PlannedTopic>> {
    let planned = (topic(), vec(concept(), 0..3), 0..30_u32, any::<bool>());
    let planned = planned.prop_map(|(topic, concepts, planned_minutes, pause)| PlannedTopic {
        title: format!("tema {topic}"),
        topic,
        concepts,
        planned_minutes,
        pause,
    });
    vec(planned, 0..5)
}

fn advance_rule() -> impl Strategy<Value = AdvanceRule> {
    select(vec![
        AdvanceRule::All,
        AdvanceRule::Majority,
        AdvanceRule::Host,
    ])
}

fn shown() -> impl Strategy<Value = ExplanationKind> {
    select(vec![
        ExplanationKind::Code,
        ExplanationKind::Analogy,
        ExplanationKind::Diagram,
    ])
}

fn started() -> impl Strategy<Value = Event> {
    (plan(), actor(), vec(actor(), 0..6), advance_rule()).prop_map(
        |(plan, proposed_by, roster, advance_rule)| Event::SessionStarted {
            course: "multiprocessing".into(),
            plan,
            proposed_by,
            roster,
            advance_rule,
        },
    )
}

fn opened() -> impl Strategy<Value = Event> {
    (plan(), select(LEARNERS.to_vec()), advance_rule()).prop_map(|(plan, host, advance_rule)| {
        Event::SessionOpened {
            course: "multiprocessing".into(),
            course_version: "1".to_owned(),
            host: host.into(),
            plan,
            advance_rule,
            patience: Patience::default(),
        }
    })
}

fn items() -> impl Strategy<Value = Vec<CheckItem>> {
    let item = (concept(), any::<bool>(), any::<bool>(), any::<bool>());
    let item = item.prop_map(|(concept, correct, first_try, hinted)| CheckItem {
        concept,
        correct,
        first_try,
        hinted,
        number: None,
        chosen: None,
    });
    vec(item, 0..4)
}

fn asked() -> impl Strategy<Value = Event> {
    let of = (
        option::of(topic()),
        question(),
        vec(concept(), 0..3),
        vec(words(), 0..3),
    );
    let how = (
        select(QuestionKind::ALL.to_vec()),
        select(vec![QuestionPurpose::Doubt, QuestionPurpose::SelfCheck]),
        option::of(question()),
        option::of(any::<bool>()),
    );
    (of, how).prop_map(|((topic, question, concepts, aspects), how)| {
        let (kind, purpose, repeats, repeat_confirmed) = how;
        Event::QuestionAsked {
            topic,
            question,
            concepts,
            aspects,
            kind,
            purpose,
            repeats,
            repeat_confirmed,
            same_as: None,
            anonymous: false,
            origin: None,
            near: Vec::new(),
            text: None,
        }
    })
}

fn of_course() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (topic(), select(vec![TopicVia::Plan, TopicVia::Skip, TopicVia::Revisit]))
            .prop_map(|(topic, via)| Event::TopicStarted { topic, via }),
        1 => (topic(), concept(), shown())
            .prop_map(|(topic, concept, kind)| Event::ExampleShown { topic, concept, kind }),
        1 => (topic(), concept(), shown())
            .prop_map(|(topic, concept, kind)| Event::AlternativeShown { topic, concept, kind }),
        2 => (topic(), any::<bool>())
            .prop_map(|(topic, planned)| Event::PauseOpened { topic, planned }),
        1 => (
            topic(),
            select(vec![PauseClosedBy::Rule, PauseClosedBy::Host, PauseClosedBy::Timeout])
        )
            .prop_map(|(topic, closed_by)| Event::PauseClosed { topic, closed_by }),
        1 => topic().prop_map(|topic| Event::ExerciseOffered { topic }),
        1 => Just(Event::SessionPaused { reason: None }),
        1 => Just(Event::SessionResumed),
        1 => Just(Event::ClosingStarted),
        1 => select(vec![EndReason::Completed, EndReason::Closed, EndReason::Abandoned])
            .prop_map(|reason| Event::SessionEnded { reason }),
    ]
}

fn of_learners() -> impl Strategy<Value = Event> {
    let results = vec![
        AdvanceResult::Granted,
        AdvanceResult::Refused,
        AdvanceResult::Forced,
    ];
    prop_oneof![
        Just(Event::ParticipantJoined { moderator: false }),
        Just(Event::ParticipantLeft),
        (
            topic(),
            select(vec![ConfirmationValue::Clear, ConfirmationValue::Unsure])
        )
            .prop_map(|(topic, value)| Event::ConfirmationGiven { topic, value }),
        (topic(), any::<u8>(), any::<bool>()).prop_map(|(topic, value, before_check)| {
            Event::ConfidenceRated {
                topic,
                value,
                before_check,
            }
        }),
        (topic(), items()).prop_map(|(topic, items)| Event::CheckAnswered { topic, items }),
        (
            topic(),
            option::of(topic()),
            select(results),
            vec(actor(), 0..3)
        )
            .prop_map(|(from, to, result, pending)| Event::AdvanceAttempted {
                from,
                to,
                result,
                pending
            }),
        asked(),
        asked(),
        (question(), any::<bool>())
            .prop_map(|(question, same)| Event::RepeatJudged { question, same }),
        (
            question(),
            option::of(concept()),
            words(),
            select(QuestionKind::ALL.to_vec())
        )
            .prop_map(
                |(question, concept, aspect, kind)| Event::QuestionCorrected {
                    question,
                    topic: None,
                    kind: Some(kind),
                    concepts: concept.map(|concept| vec![concept]),
                    aspects: Some(vec![aspect]),
                }
            ),
        question().prop_map(|question| Event::QuestionDeleted { question }),
        (question(), select(AnswerSource::ALL.to_vec())).prop_map(|(question, by)| {
            Event::QuestionAnswered {
                topic: None,
                question,
                by,
                alternative: None,
                shared_from: None,
                origin: None,
                answer: None,
            }
        }),
        (
            question(),
            select(vec![
                Resolution::Resolved,
                Resolution::Partly,
                Resolution::No
            ])
        )
            .prop_map(|(question, value)| Event::QuestionResolved {
                topic: None,
                question,
                value,
                answer: None
            }),
        (words(), vec(words(), 0..3), any::<bool>()).prop_map(|(domain, terms, confirmed)| {
            Event::LinkRecorded {
                topic: None,
                domain,
                terms,
                confirmed,
            }
        }),
        any::<bool>().prop_map(|confirmed| Event::ProjectMentioned {
            topic: None,
            confirmed
        }),
        (words(), words(), vec(words(), 0..2), any::<bool>()).prop_map(
            |(name, kind, features, executed)| Event::ArtifactPrepared {
                topic: None,
                name,
                kind,
                features,
                executed,
            }
        ),
        topic().prop_map(|topic| Event::HintShown { topic }),
        (topic(), option::of(any::<bool>()), option::of(words())).prop_map(
            |(topic, passed, origin)| Event::ExerciseSubmitted {
                topic,
                passed,
                origin,
            }
        ),
        vec(words(), 0..3).prop_map(|models| Event::ReflectionAnswered { models }),
        Just(Event::MessagePosted { topic: None }),
    ]
}

/// Any events with `seq` 10, 20, 30, …: with room between them. At most one starts the session,
/// and times run backwards now and then.
pub fn log() -> impl Strategy<Value = Vec<Recorded>> {
    let opening = (option::of(opened()), option::weighted(0.9, started()));
    let event = prop_oneof![
        (Just(Actor::Bot), of_course()),
        (learner(), of_learners()),
        (actor(), prop_oneof![of_course(), of_learners()]),
    ];
    let timed = (event, -300..900_i64);
    (opening, vec(timed, 0..80)).prop_map(|((opened, started), events)| {
        let opening = [opened, started].into_iter().flatten();
        let opening = opening.map(|event| ((Actor::Bot, event), 10));
        let mut at = datetime!(2026-11-22 16:00 UTC);
        (1..)
            .zip(opening.chain(events))
            .map(|(number, ((actor, event), seconds))| {
                at += Duration::seconds(seconds);
                Recorded {
                    seq: number * 10,
                    at,
                    actor,
                    event,
                }
            })
            .collect()
    })
}
