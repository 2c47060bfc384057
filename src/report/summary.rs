//! What stands at the head of a document: the course, when it was, how long it took and who took
//! part, as far as the reader may know.

use super::{
    Frame,
    calendar::Calendar,
    words::{Writer, duration},
};
use crate::domain::report::{Audience, Report};

/// Participants named at most.
const MOST_NAMES: usize = 24;

/// What a fact is about, and the fact.
pub(super) type Fact = (String, String);

pub(super) fn title(writer: &Writer<'_>) -> String {
    match writer.course() {
        Some(course) => writer.say("title", &[("course", course.into())]),
        None => writer.say("title-unnamed", &[]),
    }
}

pub(super) fn facts(writer: &Writer<'_>, frame: &Frame<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut note = |key: &str, fact: String| facts.push((writer.say(key, &[]), fact));
    if let Some(course) = writer.course() {
        note("fact-course", course);
    }
    if let Some(date) = date(writer, frame) {
        note("fact-date", date);
    }
    if let Some(lasted) = lasted(writer) {
        note("fact-duration", lasted);
    }
    note("fact-participants", participants(writer));
    facts
}

/// When it was, with the name of the zone; nothing when nothing was recorded of that.
fn date(writer: &Writer<'_>, frame: &Frame<'_>) -> Option<String> {
    let zone = Calendar::new(writer.report, frame).zone(writer.report.started_at?);
    told(writer, frame, zone)
}

/// As in the facts, without the name of the zone.
pub(super) fn short_date(writer: &Writer<'_>, frame: &Frame<'_>) -> Option<String> {
    let zone = Calendar::new(writer.report, frame).offset(writer.report.started_at?);
    told(writer, frame, zone)
}

fn told(writer: &Writer<'_>, frame: &Frame<'_>, zone: String) -> Option<String> {
    let calendar = Calendar::new(writer.report, frame);
    let start = writer.report.started_at?;
    let Some(end) = writer.report.ended_at else {
        let arguments = [("from", calendar.full(start).into()), ("zone", zone.into())];
        return Some(writer.say("without-end", &arguments));
    };
    Some(if calendar.same_day(start, end) {
        let arguments = [
            ("date", calendar.date(start).into()),
            ("from", calendar.clock(start).into()),
            ("to", calendar.clock(end).into()),
            ("zone", zone.into()),
        ];
        writer.say("within-a-day", &arguments)
    } else {
        let arguments = [
            ("from", calendar.full(start).into()),
            ("to", calendar.full(end).into()),
            ("zone", zone.into()),
        ];
        writer.say("over-days", &arguments)
    })
}

/// How long the session took; nothing when it took no time.
fn lasted(writer: &Writer<'_>) -> Option<String> {
    let timeline = &writer.report.timeline;
    let lasted = (timeline.lasted > 0).then(|| about(timeline.lasted))?;
    if timeline.breaks.is_empty() {
        return Some(lasted);
    }
    let arguments = [("duration", lasted.into())];
    Some(writer.say("duration-with-breaks", &arguments))
}

/// A length of time without what nobody needs to know: `40 s`, `28 min`, `1 h 5 min`.
pub(super) fn about(seconds: u64) -> String {
    let minutes = (seconds + 30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => duration(seconds),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

fn participants(writer: &Writer<'_>) -> String {
    let report: &Report = writer.report;
    let names = report.learners.iter().take(MOST_NAMES);
    let names: Vec<String> = names.map(|person| writer.person(person)).collect();
    let count = report.participants;
    match (report.audience, names.as_slice()) {
        (Some(Audience::Channel), _) | (_, []) => count.to_string(),
        // Somebody alone whose name is not known.
        _ if count == 1 && writer.own_name(&report.learners[0]).is_none() => count.to_string(),
        (Some(Audience::Learner), [name, ..]) => {
            let others = count.saturating_sub(1).into();
            let arguments = [("name", name.clone().into()), ("count", others)];
            writer.say("participants-you", &arguments)
        }
        (Some(Audience::Moderator) | None, names) => {
            let left_out = report.learners.len() - names.len();
            let names = writer.list_with_more(names, left_out).into();
            let arguments = [("count", count.into()), ("names", names)];
            writer.say("participants-named", &arguments)
        }
    }
}
