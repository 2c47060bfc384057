//! Days as people write and read them.

use time::{Date, OffsetDateTime, macros::format_description};

use crate::{report::Zone, texts::Language};

/// `2026-11-01` or `1/11/2026`; nothing for anything else.
pub fn parse_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = format_description!("[year]-[month padding:none]-[day padding:none]");
    let local = format_description!("[day padding:none]/[month padding:none]/[year]");
    Date::parse(text, &iso)
        .or_else(|_| Date::parse(text, &local))
        .ok()
}

/// `29 nov 2026`, on the clocks of a zone.
pub fn say_day(at: OffsetDateTime, zone: &Zone, language: Language) -> String {
    let day = zone.day(at);
    language.say(
        "date",
        &[
            ("day", day.day().into()),
            ("month", u8::from(day.month()).into()),
            ("year", day.year().to_string().into()),
        ],
    )
}

/// A day in the forms in which somebody may type it: `2026-11-29`, `29/11/2026`.
pub fn typed_day(day: Date) -> String {
    let (year, month, day) = (day.year(), u8::from(day.month()), day.day());
    format!("{year}-{month:02}-{day:02} {day:02}/{month:02}/{year} {day}/{month}/{year}")
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn a_day_is_read_in_both_forms() {
        for text in ["2026-11-01", "01/11/2026", " 1/11/2026 ", "2026-11-1"] {
            assert_eq!(parse_day(text), Some(date!(2026 - 11 - 01)), "{text}");
        }
        for text in [
            "",
            "ayer",
            "11/2026",
            "2026-13-01",
            "31/11/2026",
            "1-11-2026",
            "01/11/26",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_told_on_the_clocks_of_its_zone() {
        let bogota = Zone::named("America/Bogota").expect("a zone");
        let at = datetime!(2026-11-29 03:00 UTC);
        assert_eq!(say_day(at, &bogota, Language::Spanish), "28 nov 2026");
        assert_eq!(say_day(at, &Zone::utc(), Language::English), "29 Nov 2026");
    }
}
