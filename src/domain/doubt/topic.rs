//! Which topic a doubt belongs to, when its words tell.

use super::{index::Wording, near::Near};
use crate::domain::{course::Course, ids::TopicId};

/// How likely it has to be that one of a topic's answers is the right one for that to count, and what
/// it counts beside a named concept that the topic teaches, which counts 1.
const LIKELY: f64 = 0.20;
const LIKELY_COUNTS: f64 = 3.0;
/// A concept that an earlier topic introduced counts a little less where it comes back.
const COMES_BACK: f64 = 0.8;
/// The topic that the group is on counts a little more.
const IS_CURRENT: f64 = 0.1;

/// The topic that teaches most of the named concepts and is likeliest to have the answer; nothing
/// when no topic has either. `near` are all candidates, however far.
pub fn of(
    wording: &Wording,
    course: &Course,
    near: &[Near],
    current: Option<&TopicId>,
) -> Option<TopicId> {
    let mut best: Option<(&TopicId, f64)> = None;
    for (place, topic) in course.topics.iter().enumerate() {
        let named = wording.named.concepts.iter();
        let named = named.map(|concept| &course.concepts[*concept].id);
        let mut score: f64 = named
            .filter(|concept| topic.concepts.contains(concept))
            .map(|concept| {
                let mut earlier = course.topics[..place].iter();
                if earlier.any(|earlier| earlier.concepts.contains(concept)) {
                    COMES_BACK
                } else {
                    1.0
                }
            })
            .sum();
        let own = near
            .iter()
            .filter(|near| near.topic.as_ref() == Some(&topic.id));
        let likely: f64 = own.map(|near| near.score).sum();
        if likely >= LIKELY {
            score += LIKELY_COUNTS * likely;
        }
        if score > 0.0 && current == Some(&topic.id) {
            score += IS_CURRENT;
        }
        if score > best.map_or(0.0, |(_, best)| best) {
            best = Some((&topic.id, score));
        }
    }
    best.map(|(topic, _)| topic.clone())
}
