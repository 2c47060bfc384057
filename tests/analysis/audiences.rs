//! Who sees what, for every log: pictures, tables and the appendix are cut with the statements, and
//! nothing that the channel sees can be traced to one learner.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tertulia::{
    domain::{
        event::{Event, Recorded},
        ids::PersonId,
        report::{Audience, By, Report, analyse},
    },
    report::{Format, Frame, Names},
    texts::Language,
};

use crate::{arbitrary, is_step_of_the_session, statements, text};

/// Everything that a report says in text, with names that are nowhere else.
fn said(report: &Report) -> String {
    let people = arbitrary::LEARNERS.map(|id| (id.into(), format!("NOMBRE-{id}")));
    let names = Names {
        people: people.into(),
        ..Names::default()
    };
    let links = (0..=2000)
        .map(|seq| (seq, format!("https://d/{seq}/")))
        .collect();
    let frame = Frame {
        links: &links,
        ..Frame::new(Language::Spanish, &names)
    };
    [Format::Markdown, Format::Json, Format::Csv]
        .map(|format| text(report, format, &frame))
        .concat()
}

/// What the report holds, in words: also what no format shows.
fn held(report: &Report) -> String {
    format!("{report:?}")
}

/// Whoever did something by an event that is not a step of the session.
fn doers(events: &[Recorded]) -> BTreeSet<&PersonId> {
    let own = events
        .iter()
        .filter(|recorded| !is_step_of_the_session(&recorded.event));
    own.filter_map(|recorded| recorded.actor.learner())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn the_channels_report_knows_no_learner(events in arbitrary::log()) {
        let channel = analyse(&events).for_audience(Audience::Channel, None);
        let (said, held) = (said(&channel), held(&channel));
        for id in arbitrary::LEARNERS {
            prop_assert!(!said.contains(id), "{id} in {said}");
            prop_assert!(!held.contains(id), "{id} in {held}");
        }
        prop_assert!(channel.learners.is_empty());
        prop_assert!(channel.intervals.is_empty());
        prop_assert!(channel.expected.is_empty());
        prop_assert!(channel.checks.is_empty());
    }

    #[test]
    fn a_small_groups_channel_cannot_tell_who_did_what_or_when(events in arbitrary::log()) {
        let whole = analyse(&events);
        prop_assume!(whole.participants <= 3);
        let channel = whole.for_audience(Audience::Channel, None);
        prop_assert!(channel.questions.is_empty());
        for deed in &channel.deeds {
            let recorded = events.iter().find(|one| one.seq == deed.seq).expect("of the log");
            let of_a_learner = recorded.actor.learner().is_some()
                && !is_step_of_the_session(&recorded.event);
            if of_a_learner {
                prop_assert_eq!(&deed.by, &By::Somebody);
                prop_assert_eq!(deed.at, None);
            }
            // An answer points to who asked.
            let answer = matches!(recorded.event, Event::QuestionAnswered { .. });
            let asked_by_learners = !doers(&events).is_empty();
            if answer && asked_by_learners && deed.by != By::Moderation {
                let question = asker(&events, recorded);
                prop_assert!(question.is_none() || deed.at.is_none(), "{:?}", deed);
            }
        }
        let said = said(&channel);
        for deed in channel.deeds.iter().filter(|deed| deed.at.is_none()) {
            let link = format!("https://d/{}/", deed.seq);
            prop_assert!(!said.contains(&link), "{} is linked", deed.seq);
        }
    }

    #[test]
    fn a_learners_report_knows_of_the_others_only_what_the_channel_does(events in arbitrary::log()) {
        let whole = analyse(&events);
        for person in &whole.learners {
            let own = whole.for_audience(Audience::Learner, Some(person));
            let (said, held) = (said(&own), held(&own));
            for id in arbitrary::LEARNERS.iter().filter(|id| **id != person.as_str()) {
                prop_assert!(!said.contains(*id), "{id} in {said}");
                prop_assert!(!held.contains(*id), "{id} in {held}");
            }
            prop_assert!(own.intervals.iter().all(|one| one.learner == *person));
            prop_assert!(own.expected.iter().all(|one| one.learner == *person));
            prop_assert!(own.checks.iter().all(|one| one.learner == *person));
        }
    }

    #[test]
    fn moderators_see_no_rating_and_everything_else(events in arbitrary::log()) {
        let whole = analyse(&events);
        let moderators = whole.for_audience(Audience::Moderator, None);
        prop_assert!(moderators.expected.is_empty());
        prop_assert_eq!(&moderators.questions, &whole.questions);
        prop_assert_eq!(&moderators.checks, &whole.checks);
        prop_assert_eq!(&moderators.intervals, &whole.intervals);
        prop_assert_eq!(moderators.learners, whole.learners);
    }

    #[test]
    fn what_a_report_names_is_cited_by_its_statements(events in arbitrary::log()) {
        let whole = analyse(&events);
        let cut = [Audience::Channel, Audience::Moderator].map(|one| whole.for_audience(one, None));
        for report in [&whole, &cut[0], &cut[1]] {
            let cited: BTreeSet<u64> = statements(report)
                .flat_map(|statement| statement.evidence().iter().copied())
                .collect();
            let named: BTreeSet<u64> = report.deeds.iter().map(|deed| deed.seq).collect();
            prop_assert_eq!(cited, named);
        }
    }

    #[test]
    fn cutting_twice_takes_no_less(events in arbitrary::log()) {
        let moderators = analyse(&events).for_audience(Audience::Moderator, None);
        let channel = moderators.for_audience(Audience::Channel, None);
        let held = held(&channel);
        for id in arbitrary::LEARNERS {
            prop_assert!(!held.contains(id), "{id} in {held}");
        }
    }
}

/// The learner whose question an answer belongs to, when its id was asked once.
fn asker<'a>(events: &'a [Recorded], answer: &Recorded) -> Option<&'a PersonId> {
    let Event::QuestionAnswered { question: of, .. } = &answer.event else {
        return None;
    };
    let mut asked = events.iter().filter(
        |one| matches!(&one.event, Event::QuestionAsked { question, .. } if question == of),
    );
    let first = asked.next()?;
    asked.next().is_none().then_some(())?;
    first.actor.learner()
}
