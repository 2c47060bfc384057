//! The option `sesion`: which of a server's sessions is meant, chosen from suggestions.

use poise::serenity_prelude as serenity;

use super::Context;
use crate::{
    discord::{
        answer::Interaction,
        dates::{say_day, typed_day},
        reports::zone_of,
    },
    domain::{ids::SessionId, markdown},
    report::Zone,
    store::{Listed, Sought, snowflake},
    texts::Language,
};

/// Sessions among which suggestions are looked for, the newest ones.
const SEARCHED: i64 = 1000;
/// Discord takes so many suggestions, and so many characters in each.
const CHOICES: usize = 25;
const LABEL: usize = 100;
/// Characters of a course's title, and of a host's name, in a suggestion.
const TITLE: usize = 45;
const NAME: usize = 20;

/// The server's sessions, for moderators.
pub async fn of_server(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let interaction = Interaction::Command(context.interaction);
    let rights = interaction.rights().unwrap_or_default();
    if !rights.manage_messages() {
        return serenity::CreateAutocompleteResponse::new();
    }
    suggested(context, typed, None).await
}

/// The sessions in which this person takes part, or did.
pub async fn own(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let visitor = Interaction::Command(context.interaction).visitor();
    match visitor.map(|who| snowflake(&who.person.id)) {
        Ok(Ok(person)) => suggested(context, typed, Some(person)).await,
        _ => serenity::CreateAutocompleteResponse::new(),
    }
}

/// The server's sessions, or those of one person; nothing while the database is away.
async fn suggested(
    context: Context<'_>,
    typed: &str,
    with: Option<i64>,
) -> serenity::CreateAutocompleteResponse {
    let interaction = Interaction::Command(context.interaction);
    let language = Language::of_locale(interaction.locale());
    let application = &context.data().application;
    let none = serenity::CreateAutocompleteResponse::new();
    let Ok(guild) = interaction.guild() else {
        return none;
    };
    let sought = Sought {
        with,
        ..Sought::default()
    };
    let (sessions, settings) = tokio::join!(
        application.sessions(guild, &sought, SEARCHED),
        application.settings(guild),
    );
    let (Ok(sessions), Ok(settings)) = (sessions, settings) else {
        return none;
    };
    let zone = zone_of(&settings);
    let choices = matching(&sessions, typed, &zone, language)
        .into_iter()
        .map(|(label, id)| serenity::AutocompleteChoice::new(label, id.to_string()))
        .collect();
    none.set_choices(choices)
}

/// What somebody chose, or typed as they read it in a suggestion: `12`, `n.º 12 · …`.
pub fn chosen(text: &str) -> Option<SessionId> {
    let number = text
        .trim()
        .trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = number.find(|c: char| !c.is_ascii_digit());
    let (digits, rest) = number.split_at(end.unwrap_or(number.len()));
    let is_number = rest.is_empty() || rest.starts_with(' ');
    let id = digits.parse().ok().filter(|id| *id > 0);
    id.filter(|_| is_number).map(SessionId)
}

/// Text as it is compared: without capitals and accents.
pub fn folded(text: &str) -> String {
    let plain = text.to_lowercase();
    plain
        .chars()
        .map(|c| match c {
            'á' | 'à' | 'ä' | 'â' => 'a',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            other => other,
        })
        .collect()
}

/// The sessions in which every word is found that was typed, as they are suggested.
fn matching(
    sessions: &[Listed],
    typed: &str,
    zone: &Zone,
    language: Language,
) -> Vec<(String, SessionId)> {
    let typed = folded(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    sessions
        .iter()
        .map(|session| (label(session, zone, language), session))
        .filter(|(label, session)| {
            let day = typed_day(zone.day(session.opened_at));
            let title = session.title.as_deref().unwrap_or_default();
            let Listed {
                course, host_name, ..
            } = session;
            let text = folded(&format!("{label} {title} {course} {host_name} {day}"));
            words.iter().all(|word| text.contains(word))
        })
        .map(|(label, session)| (label, session.id))
        .take(CHOICES)
        .collect()
}

/// «n.º 12 · Multiprocessing en Python · 29 nov 2026 · Marta».
pub fn label(session: &Listed, zone: &Zone, language: Language) -> String {
    let course = session.title.as_deref();
    let course = course.unwrap_or(session.course.as_str());
    let key = if session.is_over {
        "session-label"
    } else {
        "session-label-open"
    };
    let label = language.say(
        key,
        &[
            ("number", session.id.to_string().into()),
            ("course", markdown::clip(course, TITLE).into()),
            ("date", say_day(session.opened_at, zone, language).into()),
            ("host", markdown::clip(&session.host_name, NAME).into()),
        ],
    );
    markdown::clip(&label, LABEL)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn session(id: i64, title: &str, host: &str) -> Listed {
        Listed {
            id: SessionId(id),
            course: "multiprocessing".into(),
            course_hash: None,
            title: Some(title.to_owned()),
            host_name: host.to_owned(),
            opened_at: datetime!(2026-11-29 16:00 UTC),
            is_over: true,
        }
    }

    fn found(typed: &str) -> Vec<i64> {
        let sessions = [
            session(12, "Multiprocessing en Python", "Marta"),
            Listed {
                course: "hilos".into(),
                opened_at: datetime!(2026-10-05 02:00 UTC),
                is_over: false,
                ..session(11, "Hilos: sincronización", "Iván")
            },
        ];
        let zone = Zone::named("America/Bogota").expect("a zone");
        let found = matching(&sessions, typed, &zone, Language::Spanish);
        found.into_iter().map(|(_, id)| id.0).collect()
    }

    #[test]
    fn a_session_is_found_by_its_course_its_day_and_its_host() {
        assert_eq!(found(""), [12, 11]);
        for typed in [
            "python",
            "multiprocessing",
            "2026-11",
            "29/11",
            "29 nov",
            "marta",
            "n.º 12",
        ] {
            assert_eq!(found(typed), [12], "{typed}");
        }
        // In Bogotá it was still the day before.
        for typed in ["sincronizacion ivan", "4/10/2026", "hilos", "en curso"] {
            assert_eq!(found(typed), [11], "{typed}");
        }
        assert_eq!(found("marta hilos"), [] as [i64; 0]);
    }

    #[test]
    fn a_label_says_what_matters_and_fits() {
        let zone = Zone::utc();
        let label = |session: &Listed| label(session, &zone, Language::Spanish);
        assert_eq!(
            label(&session(12, "Multiprocessing en Python", "Marta")),
            "n.º 12 · Multiprocessing en Python · 29 nov 2026 · Marta"
        );
        let long = label(&session(i64::MAX, &"título ".repeat(30), &"Ñ".repeat(32)));
        assert!(long.chars().count() <= 100, "{long}");
        assert!(long.contains("29 nov 2026"), "{long}");
    }

    #[test]
    fn a_session_is_chosen_by_its_number_or_its_label() {
        for text in [
            "12",
            " 12 ",
            "n.º 12 · Hilos 3 · 29 nov 2026 · Marta",
            "no. 12",
        ] {
            assert_eq!(chosen(text), Some(SessionId(12)), "{text}");
        }
        for text in ["", "hilos", "0", "29/11/2026", "99999999999999999999"] {
            assert_eq!(chosen(text), None, "{text}");
        }
    }
}
