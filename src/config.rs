//! What the program is told from outside: environment variables, which a `.env` file may set.

use std::{ffi::OsString, path::PathBuf};

use crate::postgres::{self, PostgresError};

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
}

impl Config {
    /// Reads the variables through `lookup`. A variable that is empty counts as not set.
    ///
    /// # Errors
    /// [`PostgresError`] when there is nowhere to keep data.
    pub fn read(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, PostgresError> {
        let lookup = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let text = |name: &str| lookup(name).map(|value| value.to_string_lossy().into_owned());
        Ok(Self {
            token: text("DISCORD_TOKEN"),
            api_url: text("DISCORD_API_URL").map(|url| url.trim_end_matches('/').to_owned()),
            database_url: text("DATABASE_URL"),
            data_dir: postgres::default_data_dir(postgres::running_as_root()?, lookup)?,
            postgres_programs: lookup("TERTULIA_PG_BIN").map(PathBuf::from),
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

    fn with(variables: &'static [(&str, &str)]) -> Config {
        Config::read(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
        .expect("there is a place for data")
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
