//! Every number that decides what the report may say, in one place. Where no source is named, the
//! number is a choice of ours: change [`VERSION`] with any of them, the report shows it.

/// Names this set of thresholds.
pub const VERSION: &str = "2026-11";

/// 1.1: topics from which there is an order to speak of.
pub(super) const ORDER_TOPICS: usize = 2;

/// 1.5: questions needed, and the share of them that must be on the current topic.
pub(super) const COHERENCE_QUESTIONS: usize = 5;
pub(super) const COHERENCE_SHARE: f64 = 0.8;

/// 1.6: a topic is off the pace outside these shares of its planned time, when the difference is
/// also at least this many minutes.
pub(super) const PACE_LOW: f64 = 0.75;
pub(super) const PACE_HIGH: f64 = 1.25;
pub(super) const PACE_MINUTES: f64 = 3.0;

/// 2.1: questions needed in all, questions and depth needed on a concept, its depth against the
/// median, and how many concepts may be named.
pub(super) const DEPTH_QUESTIONS: usize = 3;
pub(super) const DEPTH_OWN_QUESTIONS: usize = 2;
pub(super) const DEPTH_LEAST: u32 = 3;
pub(super) const DEPTH_TO_MEDIAN: f64 = 1.5;
pub(super) const DEPTH_CONCEPTS: usize = 2;

/// 2.3: an answer within this many minutes is on the spot.
pub(super) const ON_THE_SPOT_MINUTES: i64 = 5;

/// 2.4: answers from which a median says more than the list.
pub(super) const MEDIAN_ANSWERS: usize = 3;

/// 2.5: θ is the chance that a learner answers an item on the concept right. Consolidated when
/// P(θ > `MASTERY_LEVEL`) is at least `MASTERY_CERTAINTY` after `MASTERY_ITEMS` items or more.
pub(super) const MASTERY_LEVEL: f64 = 0.6;
pub(super) const MASTERY_CERTAINTY: f64 = 0.75;
pub(super) const MASTERY_ITEMS: u64 = 3;
/// 2.5: mass of the interval that is shown.
pub(super) const MASTERY_INTERVAL: f64 = 0.8;
/// 2.5: learners from which a count of them may go to the channel, and the least such count
/// (a count of one is one person).
pub(super) const MASTERY_GROUP: usize = 5;
pub(super) const MASTERY_COUNT: usize = 2;

/// 2.6: questions from which percentages are shown.
pub(super) const PERCENTAGE_QUESTIONS: usize = 10;

/// 3.1: questions on a concept that make it one that needed clarifying, and questions needed in
/// all to say that there was none.
pub(super) const CLARIFY_QUESTIONS: usize = 3;

/// 3.2: aspects asked about.
pub(super) const OPERATING_ASPECTS: usize = 2;

/// 3.3: questions needed to say that none was a repetition.
pub(super) const REPEAT_QUESTIONS: usize = 3;

/// 3.5: advances asked for that make a pattern.
pub(super) const VERIFIED_ADVANCES: usize = 3;

/// 3.6: concepts needed, the bias still called fitting, and the share of the non-zero
/// differences that must point the same way.
pub(super) const CALIBRATION_CONCEPTS: usize = 4;
pub(super) const CALIBRATION_BIAS: f64 = 0.15;
pub(super) const CALIBRATION_SAME_SIGN: f64 = 0.75;

/// 4.6 and 5.6: models that make a comparison.
pub(super) const COMPARED_MODELS: usize = 2;

/// 5.1: topics.
pub(super) const STRUCTURED_TOPICS: usize = 3;

/// 5.2: prompts shown, and the share of them answered.
pub(super) const COMMITTED_PROMPTS: usize = 8;
pub(super) const COMMITTED_SHARE: f64 = 0.8;

/// 5.3: topics, and the share of them rated.
pub(super) const RATED_TOPICS: usize = 3;
pub(super) const RATED_SHARE: f64 = 0.8;

/// 5.4: questions that ask for confirmation.
pub(super) const SELF_CHECKS: usize = 2;

/// 5.7: learners, voluntary contributions of each on average, and from where it is uneven: the
/// corrected Gini coefficient or the largest share.
pub(super) const PARTICIPATION_LEARNERS: usize = 3;
pub(super) const PARTICIPATION_EACH: f64 = 5.0;
pub(super) const UNEVEN_GINI: f64 = 0.5;
pub(super) const UNEVEN_SHARE: f64 = 0.5;

/// With this many learners or fewer nothing derived from one of them goes to the channel.
pub(super) const SMALL_GROUP: usize = 3;
