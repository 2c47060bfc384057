//! Dates and times in words, on the clocks of the reader's zone.

use jiff::Zoned;
use time::OffsetDateTime;

use super::Frame;
use crate::{domain::report::Report, texts::Language};

/// The clocks and the days of one session.
pub(super) struct Calendar<'a> {
    frame: Frame<'a>,
    /// Whether the session lies within one day.
    one_day: bool,
}

impl<'a> Calendar<'a> {
    pub fn new(report: &Report, frame: &Frame<'a>) -> Self {
        let day = |at: Option<OffsetDateTime>| Some(frame.zone.local(at?)?.date());
        let first = day(report.started_at);
        let last = report.deeds.iter().filter_map(|deed| deed.at).max();
        Self {
            frame: *frame,
            one_day: [day(report.ended_at), day(last)]
                .into_iter()
                .flatten()
                .all(|day| Some(day) == first),
        }
    }

    /// `22 de noviembre de 2026, 11:01`.
    pub fn full(&self, at: OffsetDateTime) -> String {
        self.told(at, |local, language| {
            let (day, time) = (date(local, language).into(), clock(local).into());
            language.say("report-date-time", &[("date", day), ("time", time)])
        })
    }

    /// `22 de noviembre de 2026`.
    pub fn date(&self, at: OffsetDateTime) -> String {
        self.told(at, date)
    }

    /// `11:01`.
    pub fn clock(&self, at: OffsetDateTime) -> String {
        self.told(at, |local, _| clock(local))
    }

    /// `11:01:30`; with the day when the session took more than one.
    pub fn moment(&self, at: OffsetDateTime) -> String {
        let one_day = self.one_day;
        self.told(at, |local, language| {
            let time = local.strftime("%H:%M:%S").to_string();
            if one_day {
                return time;
            }
            let (day, month) = (local.day().into(), local.month().into());
            let arguments = [("day", day), ("month", month), ("time", time.into())];
            language.say("report-day-time", &arguments)
        })
    }

    /// Whether two moments lie on the same day.
    pub fn same_day(&self, one: OffsetDateTime, other: OffsetDateTime) -> bool {
        let zone = self.frame.zone;
        zone.local(one).map(|local| local.date()) == zone.local(other).map(|local| local.date())
    }

    /// `America/Bogota, UTC−5`.
    pub fn zone(&self, at: OffsetDateTime) -> String {
        match self.frame.zone.name() {
            "UTC" => "UTC".to_owned(),
            name => format!("{name}, {}", self.offset(at)),
        }
    }

    /// `UTC−5`, `UTC+5:30`.
    pub fn offset(&self, at: OffsetDateTime) -> String {
        let local = self.frame.zone.local(at);
        let seconds = local.map_or(0, |local| local.offset().seconds());
        let sign = if seconds < 0 { '−' } else { '+' };
        match (seconds.abs() / 3600, seconds.abs() / 60 % 60) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
        }
    }

    /// As recorded where the zone's clocks do not reach.
    fn told(&self, at: OffsetDateTime, tell: impl Fn(&Zoned, Language) -> String) -> String {
        match self.frame.zone.local(at) {
            Some(local) => tell(&local, self.frame.language),
            None => at.to_string(),
        }
    }
}

fn clock(local: &Zoned) -> String {
    local.strftime("%H:%M").to_string()
}

fn date(local: &Zoned, language: Language) -> String {
    let (day, month, year) = (local.day(), local.month(), local.year().to_string());
    let arguments = [
        ("day", day.into()),
        ("month", month.into()),
        ("year", year.into()),
    ];
    language.say("report-date", &arguments)
}
