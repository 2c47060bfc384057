//! Which topic a doubt belongs to, when its words tell.

use super::{
    index::{Index, Wording},
    near::Near,
};
use crate::domain::{course::Course, ids::TopicId};

/// How near an answer has to be for its topic to count, and what it counts beside a named concept
/// that the topic teaches, which counts 1.
const NEAR_ENOUGH: f64 = 0.15;
const NEAR_COUNTS: f64 = 3.0;

/// The topic that teaches most of the named concepts and has the nearest answers; the current one
/// when it is as good as another.
pub fn of(
    wording: &Wording,
    course: &Course,
    _index: &Index,
    near: &[Near],
    current: Option<&TopicId>,
) -> Option<TopicId> {
    let mut best: Option<(&TopicId, f64)> = None;
    for (place, topic) in course.topics.iter().enumerate() {
        let mut score = 0.0;
        for concept in &wording.named.concepts {
            let id = &course.concepts[*concept].id;
            if topic.concepts.contains(id) {
                // The first topic that teaches it introduces it.
                let earlier = course.topics[..place].iter();
                let introduced = !earlier.clone().any(|earlier| earlier.concepts.contains(id));
                score += if introduced { 1.0 } else { 0.8 };
            }
        }
        let nearest = near
            .iter()
            .filter(|near| near.topic.as_ref() == Some(&topic.id));
        let nearest = nearest.map(|near| near.score).fold(0.0, f64::max);
        if nearest >= NEAR_ENOUGH {
            score += NEAR_COUNTS * nearest;
        }
        if score > 0.0 && current == Some(&topic.id) {
            score += 0.1;
        }
        if score > best.map_or(0.0, |(_, best)| best) {
            best = Some((&topic.id, score));
        }
    }
    best.map(|(topic, _)| topic.clone())
}
