//! Time zones by their IANA names (`America/Bogota`). The database of zones is part of the
//! program: what a document says does not hang on the machine.

use jiff::{Timestamp, Zoned, tz::TimeZone, tz::TimeZoneDatabase};
use time::OffsetDateTime;

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

    /// The moment on this zone's clocks; nothing outside the years -9999 to 9999.
    pub(super) fn local(&self, at: OffsetDateTime) -> Option<Zoned> {
        let nanoseconds = at.unix_timestamp_nanos();
        let moment = Timestamp::from_nanosecond(nanoseconds).ok()?;
        Some(moment.to_zoned(self.zone.clone()))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

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
    fn the_names_are_those_of_the_zones() {
        let names = Zone::names();
        assert!(names.contains(&"America/Argentina/Buenos_Aires".to_owned()));
        assert!(names.iter().all(|name| Zone::named(name).is_some()));
    }
}
