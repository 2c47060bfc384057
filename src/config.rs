//! What the program is told from outside: environment variables, which a `.env` file may set.

use std::{ffi::OsString, path::PathBuf};

use crate::{
    postgres::{self, PostgresError},
    texts::Language,
    tutor::{self, SettingsError},
};

/// Every variable that the program reads; `.env.example` explains them.
#[derive(Clone)]
pub struct Config {
    /// `DISCORD_TOKEN`; needed by `run` only.
    pub token: Option<String>,
    /// `DISCORD_API_URL`: a REST base other than Discord's, without `/api/v10`.
    pub api_url: Option<String>,
    /// `DATABASE_URL`; without it the program starts a PostgreSQL of its own.
    pub database_url: Option<String>,
    /// `TERTULIA_DATA_DIR`: where that PostgreSQL keeps its data.
    pub data_dir: PathBuf,
    /// `TERTULIA_PG_BIN`: the folder of PostgreSQL's programs.
    pub postgres_programs: Option<PathBuf>,
    /// `TERTULIA_COURSES_DIR`.
    pub courses_dir: PathBuf,
    /// `TUTOR_BASE_URL`, `TUTOR_MODEL` and `TUTOR_API_KEY`; nothing without the first two.
    pub tutor: Option<tutor::Settings>,
}

/// Why the variables cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error(transparent)]
    Postgres(#[from] PostgresError),
    #[error(transparent)]
    Tutor(#[from] SettingsError),
}

impl ConfigError {
    /// The error as a person at the terminal reads it.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Postgres(error) => error.message(language),
            Self::Tutor(SettingsError::NoModel) => language.say("tutor-no-model", &[]),
            Self::Tutor(SettingsError::NoAddress) => language.say("tutor-no-address", &[]),
            Self::Tutor(SettingsError::Address) => language.say("tutor-address", &[]),
            Self::Tutor(SettingsError::Key) => language.say("tutor-key", &[]),
        }
    }
}

impl Config {
    /// Reads the variables through `lookup`. A variable that is empty counts as not set.
    ///
    /// # Errors
    /// [`ConfigError`] when there is nowhere to keep data, or the tutor is set by half.
    pub fn read(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let lookup = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let text = |name: &str| lookup(name).map(|value| value.to_string_lossy().into_owned());
        Ok(Self {
            token: text("DISCORD_TOKEN"),
            api_url: text("DISCORD_API_URL").map(|url| url.trim_end_matches('/').to_owned()),
            database_url: text("DATABASE_URL"),
            data_dir: postgres::default_data_dir(postgres::running_as_root()?, lookup)?,
            postgres_programs: lookup("TERTULIA_PG_BIN").map(PathBuf::from),
            tutor: tutor::Settings::read(
                text("TUTOR_BASE_URL"),
                text("TUTOR_MODEL"),
                text("TUTOR_API_KEY"),
            )?,
            courses_dir: match lookup("TERTULIA_COURSES_DIR") {
                Some(folder) => PathBuf::from(folder),
                // `cargo run` says where the project is, whatever the current folder.
                None => lookup("CARGO_MANIFEST_DIR")
                    .map_or_else(PathBuf::new, PathBuf::from)
                    .join("courses"),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn with(variables: &[(&str, &str)]) -> Config {
        read(variables).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What is told of variables that cannot be used.
    fn refused(variables: &[(&str, &str)]) -> String {
        match read(variables) {
            Ok(_) => panic!("{variables:?} can be used"),
            Err(error) => error.message(Language::Spanish),
        }
    }

    #[test]
    fn a_tutor_is_set_whole_or_not_at_all() {
        let none = with(&[
            ("TERTULIA_DATA_DIR", "/data"),
            ("TUTOR_BASE_URL", ""),
            ("TUTOR_API_KEY", "key"),
        ]);
        assert!(none.tutor.is_none());
        let whole = with(&[
            ("TERTULIA_DATA_DIR", "/data"),
            ("TUTOR_BASE_URL", "http://127.0.0.1:8080/v1/"),
            ("TUTOR_MODEL", "small"),
        ]);
        let tutor = whole.tutor.expect("a tutor");
        assert_eq!(tutor.base_url, "http://127.0.0.1:8080/v1");
        assert_eq!(tutor.model, "small");
    }

    #[test]
    fn what_a_tutor_lacks_is_named() {
        let no_model = [
            ("TERTULIA_DATA_DIR", "/data"),
            ("TUTOR_BASE_URL", "http://127.0.0.1:8080/v1"),
        ];
        assert!(refused(&no_model).contains("falta TUTOR_MODEL"));
        let no_address = [("TERTULIA_DATA_DIR", "/data"), ("TUTOR_MODEL", "small")];
        assert!(refused(&no_address).contains("falta TUTOR_BASE_URL"));
        let broken = [
            ("TERTULIA_DATA_DIR", "/data"),
            ("TUTOR_BASE_URL", "127.0.0.1:8080"),
            ("TUTOR_MODEL", "small"),
            ("TUTOR_API_KEY", "secret"),
        ];
        let told = refused(&broken);
        assert!(told.contains("no es una dirección") && !told.contains("secret"));
    }

    #[test]
    fn an_empty_variable_counts_as_not_set() {
        let config = with(&[("DATABASE_URL", ""), ("TERTULIA_DATA_DIR", "/data")]);
        assert_eq!(config.database_url, None);
        assert_eq!(config.data_dir, PathBuf::from("/data"));
        assert_eq!(config.courses_dir, PathBuf::from("courses"));
    }

    #[test]
    fn a_slash_at_the_end_of_the_api_does_not_matter() {
        let config = with(&[
            ("DISCORD_API_URL", "http://127.0.0.1:9000/"),
            ("TERTULIA_DATA_DIR", "/data"),
        ]);
        assert_eq!(config.api_url.as_deref(), Some("http://127.0.0.1:9000"));
    }
}
