//! The suggestions of `zona_horaria`: names of time zones.

use poise::serenity_prelude as serenity;

use super::{Context, sesion::folded};
use crate::report::Zone;

/// Where most of those are who write to the bot; offered before anything is typed.
const USUAL: [&str; 23] = [
    "UTC",
    "America/Mexico_City",
    "America/Bogota",
    "America/Lima",
    "America/Argentina/Buenos_Aires",
    "America/Santiago",
    "America/Caracas",
    "America/Guayaquil",
    "America/La_Paz",
    "America/Asuncion",
    "America/Montevideo",
    "America/Guatemala",
    "America/El_Salvador",
    "America/Tegucigalpa",
    "America/Managua",
    "America/Costa_Rica",
    "America/Panama",
    "America/Santo_Domingo",
    "America/Puerto_Rico",
    "America/New_York",
    "America/Los_Angeles",
    "Europe/Madrid",
    "Atlantic/Canary",
];

/// Zones whose name holds what was typed, the usual ones first; Discord takes 25.
pub async fn zones(_: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let choices = matching(typed)
        .into_iter()
        .map(|name| serenity::AutocompleteChoice::new(name.clone(), name))
        .collect();
    serenity::CreateAutocompleteResponse::new().set_choices(choices)
}

fn matching(typed: &str) -> Vec<String> {
    let typed = folded(typed).trim().replace(' ', "_");
    let mut names: Vec<String> = USUAL.map(str::to_owned).to_vec();
    if !typed.is_empty() {
        let others = Zone::names().into_iter();
        names.extend(others.filter(|name| !USUAL.contains(&name.as_str())));
        names.retain(|name| name.to_lowercase().contains(&typed));
    }
    names.truncate(25);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_city_as_people_write_it() {
        assert_eq!(matching("bogotá"), ["America/Bogota"]);
        assert_eq!(matching("Ciudad"), ["America/Ciudad_Juarez"]);
        assert!(matching("buenos aires").contains(&"America/Argentina/Buenos_Aires".to_owned()));
        assert_eq!(matching("").len(), USUAL.len());
        assert_eq!(matching("america").len(), 25);
    }

    #[test]
    fn every_usual_zone_exists() {
        for name in USUAL {
            assert!(Zone::named(name).is_some(), "{name}");
        }
    }
}
