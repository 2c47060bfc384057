//! Discord's ids: time in the upper bits, so that a later id is a greater id.

use time::OffsetDateTime;

/// 2015-01-01T00:00:00Z, from which Discord counts, in milliseconds since 1970.
const DISCORD_EPOCH_MS: i128 = 1_420_070_400_000;

/// A source of ids for one server. The ids rise strictly, even when the clock stands still.
#[derive(Default)]
pub(super) struct Snowflakes {
    last: u64,
}

impl Snowflakes {
    /// The next id: `(milliseconds since Discord's epoch << 22)`, or one more than the last one.
    pub(super) fn next(&mut self, now: OffsetDateTime) -> u64 {
        self.last = first_of(now).max(self.last + 1);
        self.last
    }
}

/// The least id of this moment, as used with `after=` and `before=`.
pub(super) fn first_of(now: OffsetDateTime) -> u64 {
    let since = now.unix_timestamp_nanos() / 1_000_000 - DISCORD_EPOCH_MS;
    u64::try_from(since).unwrap_or(0) << 22
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn ids_rise_while_the_clock_stands_or_goes_back() {
        let mut ids = Snowflakes::default();
        let noon = datetime!(2026-11-22 12:00 UTC);
        let first = ids.next(noon);
        let second = ids.next(noon);
        let third = ids.next(noon - time::Duration::minutes(5));
        assert!(first < second && second < third);
        assert_eq!(first >> 22, second >> 22);
    }

    #[test]
    fn an_id_holds_the_milliseconds_since_2015() {
        assert_eq!(first_of(datetime!(2015-01-01 00:00:01 UTC)), 1000 << 22);
    }
}
