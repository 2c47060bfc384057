//! The appendix: for each reference the events that it rests on, and what each of these was, as far
//! as the reader may know.

use std::collections::BTreeMap;

use time::OffsetDateTime;

use super::{
    Frame,
    calendar::Calendar,
    words::{Markup, Writer, capitalise},
};
use crate::domain::{
    ids::TopicId,
    report::{By, Deed, Phrase, Report, Statement, Value},
};

/// References of a statement that a document lists, as single numbers or ranges; JSON has all.
const MOST_RUNS: usize = 24;
/// Rows of events in a document.
const MOST_ROWS: usize = 250;

/// Of these a learner does many: those of one topic share a row.
const IN_ONE_ROW: [&str; 3] = ["checked", "message-posted", "rated"];

/// The events that a document names.
pub(super) struct Appendix {
    pub rows: Vec<Row>,
    /// Rows that were left out.
    pub more: usize,
}

/// One event, or several of a kind.
pub(super) struct Row {
    /// Their numbers: `9`, `49–72`.
    pub events: String,
    /// When, in words; empty when the reader may not know.
    pub when: String,
    pub what: String,
    /// Where it can be seen.
    pub link: Option<String>,
}

pub(super) fn appendix(report: &Report, frame: &Frame<'_>, markup: Markup) -> Appendix {
    let writer = Writer::new(report, frame, markup);
    let calendar = Calendar::new(report, frame);
    let mut groups: Vec<Vec<&Deed>> = Vec::new();
    let mut open: BTreeMap<(&By, &str, Option<&TopicId>), usize> = BTreeMap::new();
    for deed in &report.deeds {
        let shared = deed.at.is_none() || IN_ONE_ROW.contains(&deed.what.key.as_str());
        let key = (&deed.by, deed.what.key.as_str(), deed.topic.as_ref());
        if let Some(group) = open.get(&key).filter(|_| shared) {
            groups[*group].push(deed);
            continue;
        }
        if shared {
            open.insert(key, groups.len());
        }
        groups.push(vec![deed]);
    }
    let more = groups.len().saturating_sub(MOST_ROWS);
    groups.truncate(MOST_ROWS);
    let rows = groups
        .iter()
        .map(|group| row(&writer, &calendar, frame, group));
    Appendix {
        rows: rows.collect(),
        more,
    }
}

fn row(writer: &Writer<'_>, calendar: &Calendar<'_>, frame: &Frame<'_>, group: &[&Deed]) -> Row {
    let (first, last) = (group[0], group[group.len() - 1]);
    let when = match (first.at, last.at) {
        (Some(from), Some(to)) => span(calendar, from, to),
        _ => String::new(),
    };
    let links = group.iter().filter_map(|deed| link(deed, frame));
    let numbers: Vec<u64> = group.iter().map(|deed| deed.seq).collect();
    Row {
        events: shown(&runs(&numbers)).join(", "),
        when,
        what: what(writer, first, group.len()),
        link: links.map(str::to_owned).next(),
    }
}

fn span(calendar: &Calendar<'_>, from: OffsetDateTime, to: OffsetDateTime) -> String {
    let (from, to) = (calendar.moment(from), calendar.moment(to));
    if from == to {
        from
    } else {
        format!("{from}–{to}")
    }
}

fn what(writer: &Writer<'_>, deed: &Deed, count: usize) -> String {
    let (who, name) = match &deed.by {
        By::Learner(person) => (writer.person(person), writer.own_name(person)),
        By::Moderation => (writer.say("event-moderation", &[]), None),
        By::Session | By::Somebody => (String::new(), None),
    };
    let single = count == 1 && deed.by != By::Somebody;
    let forms = if single { "event" } else { "events" };
    let mut phrase = Phrase {
        key: format!("{forms}-{}", deed.what.key),
        values: deed.what.values.clone(),
    };
    let topic = deed.topic.clone().map(Value::Topic);
    for (place, key) in [("about", "event-about"), ("during", "event-during")] {
        let filled = topic
            .clone()
            .map(|topic| Phrase::new(key).with("topic", topic));
        phrase = phrase.with(
            place,
            filled.map_or_else(|| Value::Text(String::new()), Value::from),
        );
    }
    phrase = phrase.with("count", count);
    if let Some(topic) = topic {
        phrase = phrase.with("topic", topic);
    }
    let text = if single {
        writer.phrase(&phrase, &who)
    } else {
        let several = writer.phrase(&phrase, "");
        if who.is_empty() {
            several
        } else {
            let arguments = [("who", who.into()), ("text", several.into())];
            writer.say("events-of", &arguments)
        }
    };
    capitalise(&text, name.as_deref())
}

/// The address of the first message that shows what the statement rests on and that the reader may
/// see.
#[must_use]
pub fn first_link<'f>(
    report: &Report,
    statement: &Statement,
    frame: &Frame<'f>,
) -> Option<&'f str> {
    let deeds = statement.evidence().iter();
    let mut deeds = deeds.filter_map(|seq| report.deed(*seq));
    deeds.find_map(|deed| link(deed, frame))
}

/// Where the reader may see the event.
fn link<'f>(deed: &Deed, frame: &Frame<'f>) -> Option<&'f str> {
    deed.at?;
    frame.links.get(&deed.seq).map(String::as_str)
}

/// The numbers of a statement's events, runs of them as ranges, and how many more there are.
pub(super) fn cited(statement: &Statement) -> (Vec<String>, usize) {
    let mut runs = runs(statement.evidence());
    let left_out = runs.split_off(runs.len().min(MOST_RUNS));
    let more = left_out.iter().map(|run| run.len()).sum();
    (shown(&runs), more)
}

/// Runs of three numbers or more, the others one by one.
fn runs(numbers: &[u64]) -> Vec<&[u64]> {
    let runs = numbers.chunk_by(|one, next| next.checked_sub(1) == Some(*one));
    runs.flat_map(|run| run.chunks(if run.len() > 2 { run.len() } else { 1 }))
        .collect()
}

/// `9`, `49–72`.
fn shown(runs: &[&[u64]]) -> Vec<String> {
    let shown = runs.iter().map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::event::AnswerSource, texts::Language};

    #[test]
    fn an_answer_from_anywhere_has_its_words() {
        for language in [Language::Spanish, Language::English] {
            for source in AnswerSource::ALL {
                for forms in ["event", "events"] {
                    let key = format!("report-{forms}-question-answered-{}", source.name());
                    let said = language.say(&key, &[("who", "".into()), ("count", 2.into())]);
                    assert!(!said.contains(&key), "{said}");
                }
            }
        }
    }

    #[test]
    fn runs_of_numbers_are_shown_as_ranges() {
        let ranges = |numbers: &[u64]| shown(&runs(numbers));
        assert_eq!(ranges(&[2, 5, 6, 7, 9, 10]), ["2", "5–7", "9", "10"]);
        assert_eq!(ranges(&[u64::MAX]), [u64::MAX.to_string()]);
    }
}
