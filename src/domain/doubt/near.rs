//! How near answers that exist are to a doubt, and what to do with them: one is given, two are
//! offered to the asker, or the doubt stays open and nothing is made up.

use serde::{Deserialize, Serialize};

use super::{
    index::{Index, Likeness, Wording},
    words::{ratio, similarity},
};
use crate::domain::{
    course::Course,
    event::QuestionKind,
    ids::{ConceptId, DoubtId, TopicId},
};

/// From this score on the nearest answer is given. Measured on the tuning part of the evaluation set
/// (`just eval doubts`): of those given at most 5 % are wrong.
pub const GIVEN: f64 = 0.55;
/// And by so much it has to lead the next one.
pub const LEAD: f64 = 0.25;
/// From this score of both together on the two nearest are offered.
pub const OFFERED: f64 = 0.50;
/// What the second of them has to have.
pub const SECOND: f64 = 0.10;
/// From this score on an answer is remembered as near, for who still has the doubt.
pub const REMEMBERED: f64 = 0.05;
/// Answers at most that are remembered.
const MOST: usize = 4;

/// Names an answer that was there before the doubt: `comunicacion/que-es-un-pipe` of the course,
/// `accepted:17` of the server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum AnswerRef {
    Prepared(DoubtId),
    /// The number of an accepted answer.
    Accepted(i64),
}

const ACCEPTED: &str = "accepted:";

impl From<String> for AnswerRef {
    fn from(text: String) -> Self {
        let number = text.strip_prefix(ACCEPTED).and_then(|id| id.parse().ok());
        number.map_or_else(|| Self::Prepared(DoubtId::new(text)), Self::Accepted)
    }
}

impl From<AnswerRef> for String {
    fn from(answer: AnswerRef) -> Self {
        match answer {
            AnswerRef::Prepared(id) => id.to_string(),
            AnswerRef::Accepted(id) => format!("{ACCEPTED}{id}"),
        }
    }
}

/// An answer that the search found, to be compared with the doubt.
#[derive(Clone, Debug, PartialEq)]
pub enum Candidate {
    /// A doubt that the course prepared, by its positions in the course.
    Prepared {
        topic: usize,
        doubt: usize,
    },
    Accepted(Accepted),
}

/// An answer that a server accepted, with the doubt that it answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accepted {
    pub id: i64,
    pub question: String,
    pub answer: String,
    pub topic: Option<TopicId>,
    pub concepts: Vec<ConceptId>,
    pub aspects: Vec<String>,
    pub kind: QuestionKind,
}

/// An answer with the chance that it is the right one, from 0 to 1; of all that are near the chances
/// add up to less than 1, as it may be none.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    pub answer: AnswerRef,
    pub topic: Option<TopicId>,
    pub score: f64,
    /// Whether the text names a concept that the answer's doubt does not: «¿puedo pasar un Lock a
    /// Pool.map?» is near «¿puedo pasar una Queue a Pool.map?» in all but what matters. Such an
    /// answer is offered at most.
    pub names_another: bool,
}

/// What to do about a doubt. Nearest first.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Give this answer.
    One(Near),
    /// Offer these two to the asker.
    Choices([Near; 2]),
    /// Leave the doubt open.
    Open,
}

/// How a text and an answer's doubt compare; each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features {
    /// Shared words, weighted by their rarity (Dice), with the wording that is most alike.
    pub words: f64,
    /// How much of the text all wordings together hold.
    pub covered: f64,
    /// How much of a wording the text holds, of the wording that it holds most of.
    pub covers: f64,
    /// How much of the text the answer holds.
    pub answered: f64,
    /// Shared letter triples, with the wording that is most alike.
    pub letters: f64,
    /// 1 when some wording names exactly the same things.
    pub same_things: f64,
    /// How many of the things that the text names no wording names.
    pub foreign_things: f64,
    /// How many of the text's concepts the doubt is about.
    pub concepts: f64,
    pub aspects: f64,
    /// How many of the text's aspects the wordings show.
    pub said_aspects: f64,
    pub kind: f64,
    /// How many of the wordings are of the text's kind.
    pub said_kind: f64,
    /// How many of the things that a wording names the text does not, of the wording with fewest.
    pub extra_things: f64,
    pub current: f64,
    /// 1 when the text names a concept that neither the doubt nor its wordings do.
    pub names_another: f64,
}

/// How many features there are.
pub const FEATURES: usize = 15;

impl Features {
    /// In the order of the weights.
    #[must_use]
    pub fn values(&self) -> [f64; FEATURES] {
        [
            self.words,
            self.covered,
            self.covers,
            self.answered,
            self.letters,
            self.same_things,
            self.foreign_things,
            self.extra_things,
            self.concepts,
            self.aspects,
            self.said_aspects,
            self.kind,
            self.said_kind,
            self.current,
            self.names_another,
        ]
    }

    fn weight(&self) -> f64 {
        let values = self.values();
        let sum: f64 = WEIGHTS
            .iter()
            .zip(values)
            .map(|(weight, value)| weight * value)
            .sum();
        BIAS + sum
    }
}

/// Weights of the features, fitted by `cargo run --example fit_doubts`, but for that of being about the
/// current topic, a choice of ours. That none is near weighs 0.
const WEIGHTS: [f64; FEATURES] = [
    2.96, 0.39, 0.93, 2.70, 2.68, 1.10, 1.55, -0.56, 1.37, 0.75, 0.60, 0.81, 0.99, 0.30, -2.46,
];
const BIAS: f64 = -7.42;

/// A learner's text, ready to be compared.
pub struct Asked<'a> {
    pub wording: &'a Wording,
    pub aspects: &'a [String],
    pub kind: QuestionKind,
    pub current: Option<&'a TopicId>,
}

/// Each candidate with how it compares; none when the text says nothing.
pub fn compared(
    asked: &Asked<'_>,
    course: &Course,
    index: &Index,
    found: &[Candidate],
) -> Vec<(AnswerRef, Option<TopicId>, Features)> {
    if asked.wording.content.is_empty() {
        return Vec::new();
    }
    let compared = found.iter().filter_map(|candidate| match candidate {
        Candidate::Prepared { topic, doubt } => {
            let prepared = index.at(*topic, *doubt)?;
            let topic = &course.topics[prepared.topic].id;
            let features = features(asked, &prepared.likeness, Some(topic), index);
            let answer = AnswerRef::Prepared(prepared.id.clone());
            Some((answer, Some(topic.clone()), features))
        }
        Candidate::Accepted(accepted) => {
            let likeness = likeness(accepted, course, index);
            let topic = accepted.topic.clone();
            let features = features(asked, &likeness, topic.as_ref(), index);
            Some((AnswerRef::Accepted(accepted.id), topic, features))
        }
    });
    compared.collect()
}

/// All candidates, the nearest first. The chances are those of a multinomial logistic
/// model (McFadden 1974) in which «none of them» is one more choice.
pub fn ranked(asked: &Asked<'_>, course: &Course, index: &Index, found: &[Candidate]) -> Vec<Near> {
    let mut near: Vec<Near> = compared(asked, course, index, found)
        .into_iter()
        .map(|(answer, topic, features)| Near {
            answer,
            topic,
            score: features.weight().exp(),
            names_another: features.names_another > 0.0,
        })
        .collect();
    let all = 1.0 + near.iter().map(|near| near.score).sum::<f64>();
    for near in &mut near {
        near.score /= all;
    }
    near.sort_by(|one, other| {
        let by_score = other.score.total_cmp(&one.score);
        by_score.then_with(|| one.answer.cmp(&other.answer))
    });
    near
}

/// Of the ranked candidates those to remember.
pub fn remembered(mut near: Vec<Near>) -> Vec<Near> {
    near.retain(|near| near.score >= REMEMBERED);
    near.truncate(MOST);
    near
}

fn likeness(accepted: &Accepted, course: &Course, index: &Index) -> Likeness {
    let concepts = course.concepts.iter().enumerate();
    let concepts = concepts.filter(|(_, concept)| accepted.concepts.contains(&concept.id));
    Likeness::new(
        vec![Wording::of(&accepted.question, &index.names)],
        &accepted.answer,
        concepts.map(|(place, _)| place).collect(),
        accepted.aspects.clone(),
        accepted.kind,
    )
}

/// Compares a text with a doubt that has an answer.
fn features(
    asked: &Asked<'_>,
    doubt: &Likeness,
    topic: Option<&TopicId>,
    index: &Index,
) -> Features {
    let Asked {
        wording,
        aspects,
        kind,
        current,
    } = asked;
    let rarity = &index.rarity;
    let most = |of: &dyn Fn(&Wording) -> f64| doubt.wordings.iter().map(of).fold(0.0, f64::max);
    let one = |is: bool| if is { 1.0 } else { 0.0 };
    let things = &wording.named.things;
    let foreign = things.difference(&doubt.things).count();
    let concepts = &wording.named.concepts;
    Features {
        words: most(&|own| rarity.similarity(&wording.content, &own.content)),
        covered: rarity.share(&wording.content, &doubt.said),
        covers: most(&|own| rarity.share(&own.content, &wording.content)),
        answered: rarity.share(&wording.content, &doubt.shown().answered),
        letters: most(&|own| similarity(&wording.trigrams, &own.trigrams)),
        same_things: most(&|own| one(own.named.things == *things)),
        foreign_things: if things.is_empty() {
            0.0
        } else {
            ratio(foreign, things.len())
        },
        extra_things: doubt
            .wordings
            .iter()
            .map(|own| &own.named.things)
            .map(|own| match own.len() {
                0 => 0.0,
                all => ratio(own.difference(things).count(), all),
            })
            .fold(1.0, f64::min),
        concepts: if concepts.is_empty() {
            0.0
        } else {
            ratio(
                concepts.intersection(&doubt.concepts).count(),
                concepts.len(),
            )
        },
        aspects: alike(aspects, &doubt.aspects),
        said_aspects: {
            let said = aspects
                .iter()
                .filter(|aspect| doubt.shown().aspects.contains(*aspect));
            if aspects.is_empty() {
                0.0
            } else {
                ratio(said.count(), aspects.len())
            }
        },
        kind: one(*kind == doubt.kind),
        said_kind: {
            let said = doubt
                .shown()
                .kinds
                .iter()
                .filter(|own| *own == kind)
                .count();
            ratio(said, doubt.shown().kinds.len().max(1))
        },
        current: one(topic.is_some() && topic == *current),
        names_another: one(!concepts.is_subset(&doubt.named)),
    }
}

/// Shared aspects over all aspects.
fn alike(a: &[String], b: &[String]) -> f64 {
    let shared = a.iter().filter(|aspect| b.contains(aspect)).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { ratio(shared, all) }
}

/// What to do with answers that are near, nearest first.
#[must_use]
pub fn verdict(near: &[Near]) -> Verdict {
    let second = near.get(1).map_or(0.0, |second| second.score);
    match near {
        [first, ..]
            if !first.names_another && first.score >= GIVEN && first.score - second >= LEAD =>
        {
            Verdict::One(first.clone())
        }
        [first, other, ..] if second >= SECOND && first.score + second >= OFFERED => {
            Verdict::Choices([first.clone(), other.clone()])
        }
        _ => Verdict::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(scores: &[f64]) -> Vec<Near> {
        let near = (1..).zip(scores).map(|(id, score)| Near {
            answer: AnswerRef::Accepted(id),
            topic: None,
            score: *score,
            names_another: false,
        });
        near.collect()
    }

    #[test]
    fn one_that_leads_is_given_two_are_offered_and_little_is_left_open() {
        let given = |scores: &[f64]| matches!(verdict(&near(scores)), Verdict::One(_));
        let offered = |scores: &[f64]| matches!(verdict(&near(scores)), Verdict::Choices(_));
        assert!(given(&[0.8]) && given(&[0.7, 0.2]));
        assert!(offered(&[0.45, 0.40]) && offered(&[0.50, 0.40, 0.1]));
        for little in [&[][..], &[0.4], &[0.3, 0.15], &[0.5, 0.05]] {
            assert_eq!(verdict(&near(little)), Verdict::Open);
        }
    }

    #[test]
    fn an_answer_about_another_thing_is_not_given() {
        let mut other = near(&[0.8, 0.15]);
        other[0].names_another = true;
        assert!(matches!(verdict(&other), Verdict::Choices(_)));
        other.pop();
        assert_eq!(verdict(&other), Verdict::Open);
    }

    #[test]
    fn the_name_of_an_answer_reads_back() {
        for answer in [AnswerRef::Accepted(17), AnswerRef::Prepared("a/b".into())] {
            assert_eq!(AnswerRef::from(String::from(answer.clone())), answer);
        }
    }
}
