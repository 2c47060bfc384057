//! Everything that people read, in Fluent files: `es/*.ftl` and, with the same keys, `en/*.ftl`.
//! A test checks that both have every key that the code names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use fluent_templates::{Loader, fluent_bundle::FluentValue, static_loader};
use unic_langid::{LanguageIdentifier, langid};

static_loader! {
    static LOCALES = {
        locales: "./src/texts",
        fallback_language: "es",
        // The marks that keep right-to-left names apart show as boxes in some Discord clients.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static SPANISH: LanguageIdentifier = langid!("es");
static ENGLISH: LanguageIdentifier = langid!("en");

/// A language that Tertulia speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Spanish,
    English,
}

/// A named value of a text: `("name", "Ana".into())`.
pub type Argument<'a> = (&'static str, FluentValue<'a>);

impl Language {
    /// The language of a Discord locale such as `es-419` or `en-GB`; Spanish for any other.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        match locale.split('-').next() {
            Some("en") => Self::English,
            _ => Self::Spanish,
        }
    }

    /// The text that has the key, with its arguments filled in.
    #[must_use]
    pub fn say(self, key: &str, arguments: &[Argument<'_>]) -> String {
        let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = arguments
            .iter()
            .map(|(name, value)| (Cow::Borrowed(*name), value.clone()))
            .collect();
        LOCALES.lookup_with_args(self.id(), key, &arguments)
    }

    /// Why a file could not be used. What is not usual is told as the system says it.
    #[must_use]
    pub fn say_io(self, error: &io::Error) -> String {
        match error.kind() {
            io::ErrorKind::NotFound => self.say("io-missing", &[]),
            io::ErrorKind::PermissionDenied => self.say("io-denied", &[]),
            io::ErrorKind::IsADirectory => self.say("io-folder", &[]),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                self.say("io-not-folder", &[])
            }
            io::ErrorKind::InvalidData => self.say("io-not-text", &[]),
            _ => error.to_string(),
        }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Spanish => &SPANISH,
            Self::English => &ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_its_arguments_without_invisible_marks() {
        let text = Language::Spanish.say("topic-position", &[("k", 2.into()), ("n", 6.into())]);
        assert_eq!(text, "Tema 2 de 6");
    }

    #[test]
    fn the_usual_reasons_of_the_system_are_told_in_the_reader_s_language() {
        let missing = io::Error::from(io::ErrorKind::NotFound);
        assert_eq!(Language::Spanish.say_io(&missing), "no existe");
        assert_eq!(Language::English.say_io(&missing), "it does not exist");
        let unusual = io::Error::other("the disk burns");
        assert_eq!(Language::Spanish.say_io(&unusual), "the disk burns");
    }
}
