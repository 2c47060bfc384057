//! What no topic can tell on its own: ids, prerequisites, minutes, concepts and what the topics
//! show together.

use super::{
    header::Header,
    problem::{Part, ProblemKind},
    source::{Page, Source},
    topic::Draft,
};
use crate::domain::course::{Concept, Topic};

/// Longest list of topics, in characters: its message says before it how to choose.
const PLAN_LIMIT: usize = 1700;
/// Room that a topic's number and minutes take in that list.
const PLAN_MARGIN: usize = 25;
/// Most domains: a menu of Discord has 25 options, of which one is for none of them.
const DOMAINS_LIMIT: usize = 24;

/// Checks what no topic can tell on its own. `page` is that of `course.toml`.
pub(super) fn check(page: &mut Page<'_>, header: &Header, drafts: &[(Source, Draft)]) {
    let ids: Vec<&str> = drafts
        .iter()
        .filter_map(|(_, draft)| Some(draft.id.as_ref()?.value.as_str()))
        .collect();
    // With a topic missing, whatever it would have explained or named cannot be judged.
    let complete = ids.len() == header.topics.len();
    for (number, (source, draft)) in drafts.iter().enumerate() {
        let mut page = page.turn_to(source);
        let is_earlier = |id: &str| {
            let mut earlier = drafts[..number].iter();
            earlier.any(|(_, own)| own.id.as_ref().is_some_and(|own| own.value == id))
        };
        if let Some(id) = draft.id.as_ref().filter(|id| is_earlier(&id.value)) {
            let kind = ProblemKind::RepeatedId {
                id: id.value.clone(),
            };
            page.report(id.at, kind);
        }
        for prerequisite in &draft.prerequisites {
            let topic = prerequisite.value.clone();
            if is_earlier(&topic) {
                continue;
            }
            if ids.contains(&topic.as_str()) {
                let kind = ProblemKind::LaterPrerequisite { topic };
                page.report(prerequisite.at, kind);
            } else if complete {
                let kind = ProblemKind::UnknownPrerequisite { topic };
                page.report(prerequisite.at, kind);
            }
        }
    }
    if !complete {
        return;
    }
    check_minutes(page, header, drafts);
    check_plan(page, header, drafts);
    check_domains(page, drafts);
    check_concepts(page, header, drafts);
}

fn check_minutes(page: &mut Page<'_>, header: &Header, drafts: &[(Source, Draft)]) {
    let minutes: Option<Vec<u32>> = drafts.iter().map(|(_, draft)| draft.minutes).collect();
    let (Some(written), Some(minutes)) = (&header.minutes, minutes) else {
        return;
    };
    let sum = minutes.into_iter().fold(0, u32::saturating_add);
    if written.value != sum {
        let kind = ProblemKind::MinutesMismatch {
            written: written.value,
            sum,
        };
        page.report(written.at, kind);
    }
}

/// The titles of all topics are shown in one message, to be chosen from.
fn check_plan(page: &mut Page<'_>, header: &Header, drafts: &[(Source, Draft)]) {
    let titles = drafts.iter().map(|(_, draft)| &draft.topic.title);
    let length = titles
        .map(|title| title.chars().count() + PLAN_MARGIN)
        .sum();
    if let Some(first) = header.topics.first() {
        page.limit(first.at, Part::Plan, length, PLAN_LIMIT);
    }
}

/// Learners choose from the domains of all connections what they know already.
fn check_domains(page: &mut Page<'_>, drafts: &[(Source, Draft)]) {
    let mut domains: Vec<(&str, &Source, usize)> = Vec::new();
    for (source, draft) in drafts {
        for (connection, at) in draft.topic.connections.iter().zip(&draft.connections_at) {
            let domain = connection.domain.as_str();
            if !domains.iter().any(|(own, ..)| *own == domain) {
                domains.push((domain, source, *at));
            }
        }
    }
    if let Some((_, source, at)) = domains.get(DOMAINS_LIMIT) {
        let kind = ProblemKind::TooManyDomains {
            count: domains.len(),
            limit: DOMAINS_LIMIT,
        };
        page.turn_to(source).report(*at, kind);
    }
}

fn check_concepts(page: &mut Page<'_>, header: &Header, drafts: &[(Source, Draft)]) {
    let topics = || drafts.iter().map(|(_, draft)| &draft.topic);
    let prose: String = topics().flat_map(texts).map(str::to_lowercase).collect();
    for concept in &header.concepts {
        let Concept { id, name, terms } = &concept.value;
        let mut words = terms.iter().chain([name]);
        if !words.any(|word| prose.contains(&word.to_lowercase())) {
            let concept_name = id.to_string();
            let kind = ProblemKind::ConceptNotNamed {
                concept: concept_name,
            };
            page.report(concept.at, kind);
        }
        if !topics().any(|topic| topic.concepts.contains(id)) {
            let concept_name = id.to_string();
            let kind = ProblemKind::ConceptNotExplained {
                concept: concept_name,
            };
            page.report(concept.at, kind);
        }
        let used = topics().any(|topic| {
            topic.checks.iter().any(|check| check.concept == *id)
                || topic.examples.iter().any(|example| example.concept == *id)
                || topic.doubts.iter().any(|doubt| doubt.concepts.contains(id))
        });
        if !used {
            let kind = ProblemKind::ConceptNotUsed {
                concept: id.to_string(),
            };
            page.report(concept.at, kind);
        }
    }
}

/// What learners read of a topic.
fn texts(topic: &Topic) -> impl Iterator<Item = &str> {
    let examples = topic.examples.iter();
    let examples = examples.flat_map(|own| [own.text.as_str(), own.code.as_str()]);
    let doubts = topic.doubts.iter();
    let doubts = doubts.flat_map(|own| [own.question.as_str(), own.answer.as_str()]);
    [topic.explanation.as_str(), topic.exercise.text.as_str()]
        .into_iter()
        .chain(examples)
        .chain(topic.connections.iter().map(|own| own.text.as_str()))
        .chain(topic.alternatives.iter().map(|own| own.text.as_str()))
        .chain(topic.checks.iter().map(|own| own.prompt.as_str()))
        .chain(doubts)
}
