//! Time zones by their IANA names (`America/Bogota`). The database of zones is part of the
//! program: what a document says does not hang on the machine.

use jiff::{Timestamp, Zoned, civil, tz::TimeZone, tz::TimeZoneDatabase};
use time::{Date, Month, OffsetDateTime};

/// The zone in which a document tells times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    #[must_use]
    pub fn utc() -> Self {
        Self {
            name: "UTC".to_owned(),
            zone: TimeZone::UTC,
        }
    }

    /// The zone with this IANA name, in any case; nothing when there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("UTC") {
            return Some(Self::utc());
        }
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        Some(Self {
            name: zone.iana_name()?.to_owned(),
            zone,
        })
    }

    /// Every name, in order.
    #[must_use]
    pub fn names() -> Vec<String> {
        let names = TimeZoneDatabase::bundled();
        names.available().map(|name| name.to_string()).collect()
    }

    /// The IANA name, such as `America/Bogota`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day that this zone's calendars show at a moment; the moment's own day outside the years
    /// -9999 to 9999.
    #[must_use]
    pub fn day(&self, at: OffsetDateTime) -> Date {
        let day = self.local(at).and_then(|local| {
            let month = Month::try_from(local.month().unsigned_abs()).ok()?;
            Date::from_calendar_date(local.year().into(), month, local.day().unsigned_abs()).ok()
        });
        day.unwrap_or_else(|| at.date())
    }

    /// When a day begins on this zone's clocks; nothing outside the years -9999 to 9999.
    #[must_use]
    pub fn start_of(&self, day: Date) -> Option<OffsetDateTime> {
        let year = i16::try_from(day.year()).ok()?;
        let (month, number) = (u8::from(day.month()), day.day());
        let civil = civil::Date::new(year, month.cast_signed(), number.cast_signed()).ok()?;
        let start = civil.to_zoned(self.zone.clone()).ok()?;
        OffsetDateTime::from_unix_timestamp(start.timestamp().as_second()).ok()
    }

    /// The moment on this zone's clocks; nothing outside the years -9999 to 9999.
    pub(super) fn local(&self, at: OffsetDateTime) -> Option<Zoned> {
        let nanoseconds = at.unix_timestamp_nanos();
        let moment = Timestamp::from_nanosecond(nanoseconds).ok()?;
        Some(moment.to_zoned(self.zone.clone()))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_and_knows_its_clocks() {
        let zone = Zone::named("America/Bogota").unwrap();
        let local = zone.local(datetime!(2026-11-22 16:00 UTC)).unwrap();
        assert_eq!(
            local.strftime("%Y-%m-%d %H:%M").to_string(),
            "2026-11-22 11:00"
        );
        assert_eq!(
            Zone::named("europe/madrid").unwrap().name(),
            "Europe/Madrid"
        );
        assert_eq!(Zone::named("Tertulia/Aula"), None);
    }

    #[test]
    fn a_day_begins_when_the_zone_s_clocks_say_so() {
        let bogota = Zone::named("America/Bogota").unwrap();
        let start = bogota.start_of(date!(2026 - 11 - 29)).unwrap();
        assert_eq!(start, datetime!(2026-11-29 05:00 UTC));
        assert_eq!(bogota.day(start), date!(2026 - 11 - 29));
        let before = start - time::Duration::SECOND;
        assert_eq!(bogota.day(before), date!(2026 - 11 - 28));
        // The clocks went from 23:59 to 01:00.
        let santiago = Zone::named("America/Santiago").unwrap();
        let start = santiago.start_of(date!(2026 - 09 - 06)).unwrap();
        assert_eq!(start, datetime!(2026-09-06 04:00 UTC));
    }

    #[test]
    fn the_names_are_those_of_the_zones() {
        let names = Zone::names();
        assert!(names.contains(&"America/Argentina/Buenos_Aires".to_owned()));
        assert!(names.iter().all(|name| Zone::named(name).is_some()));
    }
}
