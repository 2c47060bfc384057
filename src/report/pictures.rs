//! The pictures of the report, ready to be drawn: places are shares of the width, from 0 to 1. A
//! picture with nothing to show is left out. The numbers come from [`crate::domain::report`].

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::words::Writer;
use crate::domain::{
    event::QuestionKind,
    ids::{ConceptId, PersonId, TopicId},
    report::{Expected, Interval, TopicTimes},
};

/// Rows of the timeline in a document.
const MOST_TOPICS: usize = 60;
/// Learners with intervals of their own, and concepts of each.
const MOST_PEOPLE: usize = 8;
const MOST_CONCEPTS: usize = 16;
/// Longest title or name in a picture, in characters.
const LONGEST_LABEL: usize = 80;
/// Marks are dropped where another is nearer than this share of the width.
const NEAREST_MARKS: f64 = 1.0 / 160.0;
/// The shortest bar that can still be seen.
const SHORTEST_BAR: f64 = 0.004;
/// From here a comparison of confidence and right answers can be seen.
const LEAST_POINTS: usize = 4;

#[derive(Serialize)]
pub(super) struct Pictures {
    timeline: Option<Timeline>,
    intervals: Option<Intervals>,
    questions: Option<Questions>,
    calibration: Option<Calibration>,
}

impl Pictures {
    pub fn of(writer: &Writer<'_>) -> Self {
        Self {
            timeline: timeline(writer, MOST_TOPICS, LONGEST_LABEL),
            intervals: intervals(writer),
            questions: questions(writer),
            calibration: calibration(writer),
        }
    }
}

/// A place on an axis and what stands there.
#[derive(Serialize)]
struct Tick {
    at: f64,
    label: String,
}

#[derive(Serialize)]
pub(super) struct Timeline {
    caption: String,
    alt: String,
    ticks: Vec<Tick>,
    topics: Vec<Lane>,
    breaks: Vec<f64>,
    /// Topics that are left out.
    more: Option<String>,
    legend: TimelineLegend,
}

/// Nothing where the picture has no such mark.
#[derive(Serialize)]
struct TimelineLegend {
    planned: Option<String>,
    actual: Option<String>,
    pause: Option<String>,
    question: Option<String>,
}

/// A topic's row.
#[derive(Serialize)]
struct Lane {
    title: String,
    planned: Option<(f64, f64)>,
    actual: Vec<(f64, f64)>,
    pauses: Vec<f64>,
    questions: Vec<f64>,
}

/// At most so many topics, with titles of at most so many characters; nothing when no topic was on.
pub(super) fn timeline(writer: &Writer<'_>, most: usize, longest: usize) -> Option<Timeline> {
    let times = &writer.report.timeline;
    if times.topics.iter().all(|topic| topic.actual.is_empty()) {
        return None;
    }
    let planned = times.topics.iter().filter_map(|topic| topic.planned);
    let end = planned.map(|(_, to)| to).max().unwrap_or(0);
    let whole = real(end.max(times.lasted).max(1));
    let place = |seconds: u64| (real(seconds) / whole).clamp(0.0, 1.0);
    let mut asked: BTreeMap<&TopicId, Vec<f64>> = BTreeMap::new();
    for question in &writer.report.questions {
        if let Some(topic) = &question.during {
            asked
                .entry(topic)
                .or_default()
                .push(place(question.elapsed));
        }
    }
    let lane = |topic: &TopicTimes| Lane {
        title: label(&writer.topic(&topic.topic), longest),
        planned: topic.planned.map(|(from, to)| bar(place(from), place(to))),
        actual: apart(
            topic
                .actual
                .iter()
                .map(|(from, to)| (place(*from), place(*to))),
        ),
        pauses: marks(topic.pauses.iter().map(|at| place(*at))),
        questions: marks(asked.remove(&topic.topic).unwrap_or_default()),
    };
    let lanes: Vec<Lane> = times.topics.iter().take(most).map(lane).collect();
    let has = |wanted: fn(&Lane) -> bool, key: &str| {
        lanes.iter().any(wanted).then(|| writer.say(key, &[]))
    };
    let mut caption = writer.say("picture-timeline", &[]);
    if !times.breaks.is_empty() {
        caption.push(' ');
        caption.push_str(&writer.say("picture-timeline-breaks", &[]));
    }
    let left_out = times.topics.len() - lanes.len();
    Some(Timeline {
        caption,
        alt: timeline_alt(writer, most),
        ticks: ticks(writer, end.max(times.lasted)),
        breaks: marks(times.breaks.iter().map(|at| place(*at))),
        more: more(writer, "picture-more-topics", left_out),
        legend: TimelineLegend {
            planned: has(|lane| lane.planned.is_some(), "picture-planned"),
            actual: has(|lane| !lane.actual.is_empty(), "picture-actual"),
            pause: has(|lane| !lane.pauses.is_empty(), "picture-pause"),
            question: has(|lane| !lane.questions.is_empty(), "picture-question"),
        },
        topics: lanes,
    })
}

fn timeline_alt(writer: &Writer<'_>, most: usize) -> String {
    let told = writer
        .report
        .timeline
        .topics
        .iter()
        .take(most)
        .map(|topic| {
            let actual: u64 = topic.actual.iter().map(|(from, to)| to - from).sum();
            let title = writer.topic(&topic.topic).into();
            let actual = ((actual + 30) / 60).into();
            if let Some((from, to)) = topic.planned {
                let planned = ((to - from) / 60).into();
                let arguments = [("topic", title), ("actual", actual), ("planned", planned)];
                writer.say("picture-timeline-alt-topic", &arguments)
            } else {
                let arguments = [("topic", title), ("actual", actual)];
                writer.say("picture-timeline-alt-unplanned", &arguments)
            }
        });
    let topics = told.collect::<Vec<_>>().join("; ");
    writer.say("picture-timeline-alt", &[("topics", topics.into())])
}

/// From 3 to 7 round places of time.
fn ticks(writer: &Writer<'_>, seconds: u64) -> Vec<Tick> {
    const MINUTES: [u64; 10] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240];
    let whole = seconds.max(1);
    let mut steps = MINUTES
        .into_iter()
        .chain((1..).map(|power| 240 << power.min(40)));
    let step = steps
        .find(|minutes| whole / (minutes * 60) <= 6)
        .expect("the steps grow without end");
    let in_hours = step >= 60;
    (0..=6)
        .map(|number| number * step)
        .filter(|minutes| minutes * 60 <= whole)
        .map(|minutes| Tick {
            at: real(minutes * 60) / real(whole),
            label: if in_hours {
                writer.say("picture-hours", &[("hours", (minutes / 60).into())])
            } else {
                writer.say("picture-minutes", &[("minutes", minutes.into())])
            },
        })
        .collect()
}

/// Bars that touch become one; none is too short to be seen.
fn apart(bars: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut apart: Vec<(f64, f64)> = Vec::new();
    for (from, to) in bars {
        let (from, to) = bar(from, to);
        match apart.last_mut() {
            Some((_, end)) if from - *end < NEAREST_MARKS => *end = end.max(to),
            _ => apart.push((from, to)),
        }
    }
    apart
}

fn bar(from: f64, to: f64) -> (f64, f64) {
    (rounded(from), rounded(to.max(from + SHORTEST_BAR).min(1.0)))
}

/// Marks that would cover one another become one.
fn marks(places: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut marks: Vec<f64> = Vec::new();
    for place in places {
        if marks
            .last()
            .is_none_or(|last| (place - last).abs() >= NEAREST_MARKS)
        {
            marks.push(rounded(place));
        }
    }
    marks
}

#[derive(Serialize)]
struct Intervals {
    caption: String,
    alt: String,
    /// With a name each when there are several learners.
    panels: Vec<Panel>,
    more: Option<String>,
}

#[derive(Serialize)]
struct Panel {
    name: Option<String>,
    rows: Vec<IntervalRow>,
    more: Option<String>,
}

#[derive(Serialize)]
struct IntervalRow {
    concept: String,
    low: f64,
    high: f64,
    mean: f64,
    consolidated: bool,
    count: String,
}

fn intervals(writer: &Writer<'_>) -> Option<Intervals> {
    let of_learners: Vec<&[Interval]> = writer
        .report
        .intervals
        .chunk_by(|one, next| one.learner == next.learner)
        .collect();
    if of_learners.is_empty() {
        return None;
    }
    let named = writer.report.participants > 1;
    let panels = of_learners.iter().take(MOST_PEOPLE).map(|own| {
        let rows = own.iter().take(MOST_CONCEPTS).map(|one| IntervalRow {
            concept: label(&writer.concept(&one.concept), LONGEST_LABEL),
            low: rounded(one.low),
            high: rounded(one.high),
            mean: rounded(one.mean),
            consolidated: one.consolidated,
            count: count(writer, one),
        });
        Panel {
            name: named.then(|| label(&writer.person(&own[0].learner), LONGEST_LABEL)),
            rows: rows.collect(),
            more: more(
                writer,
                "picture-more-concepts",
                own.len().saturating_sub(MOST_CONCEPTS),
            ),
        }
    });
    let told = of_learners.iter().take(MOST_PEOPLE).copied().flatten();
    let told = told
        .take(MOST_PEOPLE * MOST_CONCEPTS)
        .map(|one| format!("{}, {}", writer.concept(&one.concept), count(writer, one)));
    let told = told.collect::<Vec<_>>().join("; ");
    Some(Intervals {
        caption: writer.say("picture-intervals", &[]),
        alt: writer.say("picture-intervals-alt", &[("intervals", told.into())]),
        panels: panels.collect(),
        more: more(
            writer,
            "picture-more-people",
            of_learners.len().saturating_sub(MOST_PEOPLE),
        ),
    })
}

fn count(writer: &Writer<'_>, interval: &Interval) -> String {
    let arguments = [
        ("right", interval.right.into()),
        ("asked", interval.asked.into()),
    ];
    writer.say("picture-intervals-count", &arguments)
}

#[derive(Serialize)]
struct Questions {
    caption: String,
    alt: String,
    /// The kinds that were asked, in the order of their depth: number of the kind and its name.
    legend: Vec<(usize, String)>,
    rows: Vec<ConceptRow>,
    more: Option<String>,
}

#[derive(Serialize)]
struct ConceptRow {
    concept: String,
    total: usize,
    /// Number of the kind, count, and share of the longest row.
    kinds: Vec<(usize, usize, f64)>,
}

fn questions(writer: &Writer<'_>) -> Option<Questions> {
    let mut counts: BTreeMap<&ConceptId, BTreeMap<QuestionKind, usize>> = BTreeMap::new();
    let mut order: Vec<&ConceptId> = Vec::new();
    for question in &writer.report.questions {
        for concept in question.concepts.iter().collect::<BTreeSet<_>>() {
            let kinds = counts.entry(concept).or_insert_with(|| {
                order.push(concept);
                BTreeMap::new()
            });
            *kinds.entry(question.kind).or_default() += 1;
        }
    }
    let total = |concept: &ConceptId| -> usize { counts[concept].values().sum() };
    // The most asked about first; a stable sort keeps the order of asking.
    order.sort_by_key(|concept| std::cmp::Reverse(total(concept)));
    let longest = total(order.first()?).max(1);
    let left_out = order.len().saturating_sub(MOST_CONCEPTS);
    order.truncate(MOST_CONCEPTS);
    let kinds_of = |concept: &ConceptId| {
        let kinds = QuestionKind::ALL.into_iter().enumerate();
        let kinds = kinds.filter_map(|(number, kind)| {
            let count = *counts[concept].get(&kind)?;
            Some((
                number,
                count,
                rounded(real(count as u64) / real(longest as u64)),
            ))
        });
        kinds.collect::<Vec<_>>()
    };
    let rows: Vec<ConceptRow> = order
        .iter()
        .map(|concept| ConceptRow {
            concept: label(&writer.concept(concept), LONGEST_LABEL),
            total: total(concept),
            kinds: kinds_of(concept),
        })
        .collect();
    let asked = |number: usize| {
        let mut kinds = rows.iter().flat_map(|row| &row.kinds);
        kinds.any(|(kind, ..)| *kind == number)
    };
    let kinds = QuestionKind::ALL.into_iter().enumerate();
    let legend = kinds
        .filter(|(number, _)| asked(*number))
        .map(|(number, kind)| {
            let name = writer.say(&format!("kind-of-{}", kind.name()), &[]);
            (number, name)
        });
    let told = rows
        .iter()
        .map(|row| format!("{}, {}", row.concept, row.total));
    let told = told.collect::<Vec<_>>().join("; ");
    Some(Questions {
        caption: writer.say("picture-questions", &[]),
        alt: writer.say("picture-questions-alt", &[("concepts", told.into())]),
        legend: legend.collect(),
        more: more(writer, "picture-more-concepts", left_out),
        rows,
    })
}

#[derive(Serialize)]
struct Calibration {
    caption: String,
    alt: String,
    confidence: String,
    right: String,
    points: Vec<Point>,
    /// The concepts, by their numbers in the points.
    concepts: Vec<String>,
}

/// Where confidence and share of right answers meet, and whose concepts lie there.
#[derive(Serialize)]
struct Point {
    confidence: f64,
    right: f64,
    numbers: Vec<usize>,
}

/// Of a single learner, who sees it alone, or of the log's only one.
fn calibration(writer: &Writer<'_>) -> Option<Calibration> {
    let expected = &writer.report.expected;
    let learners: BTreeSet<&PersonId> = expected.iter().map(|one| &one.learner).collect();
    if learners.len() != 1 || expected.len() < LEAST_POINTS {
        return None;
    }
    let shown: &[Expected] = &expected[..expected.len().min(MOST_CONCEPTS)];
    let mut points: Vec<Point> = Vec::new();
    for (number, one) in (1..).zip(shown) {
        let (confidence, right) = (rounded(one.confidence), rounded(one.right));
        let same = |point: &&mut Point| {
            (point.confidence - confidence).abs() < 0.02 && (point.right - right).abs() < 0.02
        };
        match points.iter_mut().find(same) {
            Some(point) => point.numbers.push(number),
            None => points.push(Point {
                confidence,
                right,
                numbers: vec![number],
            }),
        }
    }
    let concepts: Vec<String> = shown
        .iter()
        .map(|one| label(&writer.concept(&one.concept), LONGEST_LABEL))
        .collect();
    let told = concepts.join("; ");
    Some(Calibration {
        caption: writer.say("picture-calibration", &[]),
        alt: writer.say("picture-calibration-alt", &[("concepts", told.into())]),
        confidence: writer.say("picture-confidence", &[]),
        right: writer.say("picture-right", &[]),
        points,
        concepts,
    })
}

fn more(writer: &Writer<'_>, key: &str, count: usize) -> Option<String> {
    (count > 0).then(|| writer.say(key, &[("count", count.into())]))
}

/// A label is not too long.
fn label(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let cut: String = text.chars().take(longest - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Four decimals are finer than any printer.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "seconds and counts of a session lie far below 2^52"
)]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_that_touch_are_one_and_none_is_too_short() {
        let bars = apart([(0.0, 0.1), (0.1, 0.2), (0.5, 0.5)].into_iter());
        assert_eq!(bars, [(0.0, 0.2), (0.5, 0.504)]);
    }

    #[test]
    fn marks_do_not_cover_one_another() {
        assert_eq!(marks([0.1, 0.1001, 0.2]), [0.1, 0.2]);
    }
}
