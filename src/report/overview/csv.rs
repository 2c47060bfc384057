//! A summary as a table: a row a topic, a concept and an open doubt.

use super::Around;
use crate::{domain::report::Summary, report::sheet::table};

const COLUMNS: [&str; 12] = [
    "what",
    "course",
    "id",
    "name",
    "sessions",
    "planned_minutes",
    "actual_minutes",
    "doubts",
    "session",
    "asked_on",
    "answered",
    "link",
];

/// The table, with a row of headings.
pub fn render(summary: &Summary, around: &Around<'_>) -> Vec<u8> {
    let mut rows: Vec<[String; 12]> = Vec::new();
    let none = String::new;
    for time in &summary.topics {
        rows.push([
            "topic".to_owned(),
            around.course(&time.course),
            time.topic.to_string(),
            time.title.clone(),
            time.sessions.to_string(),
            format!("{:.1}", time.mean_planned()),
            format!("{:.1}", time.mean_actual()),
            none(),
            none(),
            none(),
            none(),
            none(),
        ]);
    }
    for draws in &summary.concepts {
        rows.push([
            "concept".to_owned(),
            around.course(&draws.course),
            draws.concept.to_string(),
            around.concept(draws),
            draws.sessions.to_string(),
            none(),
            none(),
            draws.doubts.to_string(),
            none(),
            none(),
            none(),
            none(),
        ]);
    }
    for doubt in &summary.open {
        let topic = doubt.topic.as_ref().map_or_else(none, ToString::to_string);
        rows.push([
            "open_doubt".to_owned(),
            none(),
            topic.clone(),
            doubt.title.clone().unwrap_or(topic),
            none(),
            none(),
            none(),
            none(),
            doubt.session.to_string(),
            around.zone.day(doubt.asked_at).to_string(),
            doubt.answered.to_string(),
            around.link(doubt).unwrap_or_default().to_owned(),
        ]);
    }
    table(&COLUMNS, rows.into_iter())
}
