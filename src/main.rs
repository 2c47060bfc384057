//! The program: reads what it is asked for and runs it.

mod cli;

use std::process::ExitCode;

use clap::Parser;
use tertulia::{clock::Clock, config::Config, texts::Language};
use tracing_subscriber::EnvFilter;

use cli::{Cli, Command};

fn main() -> ExitCode {
    // A missing .env is the usual case; a broken one is worth a word.
    if let Err(error) = dotenvy::dotenv()
        && !error.not_found()
    {
        eprintln!(".env: {error}");
        return ExitCode::FAILURE;
    }
    let cli = Cli::parse();
    let language = language(|name| std::env::var(name).ok());
    match run(cli, language) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command; `false` when it ran and found something wrong.
fn run(cli: Cli, language: Language) -> anyhow::Result<bool> {
    match cli.command {
        Command::Course { command } => cli::course::run(&command, language),
        Command::Analyze(options) => cli::analyze::run(&options, language),
        Command::Run => {
            log_as_json();
            start(language, |config, clock| {
                cli::run::run(config, clock, language)
            })
        }
        Command::Rehearse(options) => {
            log_warnings();
            start(language, |config, clock| {
                cli::rehearse::run(config, clock, options, language)
            })
        }
        Command::Migrate => {
            log_warnings();
            start(language, |config, _| {
                cli::database::migrate(config, language)
            })
        }
    }
}

fn start<F>(language: Language, work: impl FnOnce(Config, Clock) -> F) -> anyhow::Result<bool>
where
    F: Future<Output = anyhow::Result<bool>>,
{
    let config = Config::read(|name| std::env::var_os(name))
        .map_err(|error| anyhow::anyhow!(error.message(language)))?;
    tokio::runtime::Runtime::new()?.block_on(work(config, Clock::system()))
}

/// English where the environment says so, Spanish anywhere else.
fn language(lookup: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| lookup(name).filter(|value| !value.is_empty()))
        .unwrap_or_default();
    Language::of_locale(&locale.replace('_', "-"))
}

/// The bot's log: JSON, one event a line.
fn log_as_json() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,serenity=warn,sqlx=warn,graphile_worker=warn"));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// The log of commands that talk to a person: only what goes wrong, unless asked for more.
fn log_warnings() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses_the_language() {
        let with =
            |value: &'static str| language(move |name| (name == "LANG").then(|| value.to_owned()));
        assert_eq!(with("en_US.UTF-8"), Language::English);
        assert_eq!(with("es_MX.UTF-8"), Language::Spanish);
        assert_eq!(with("C.UTF-8"), Language::Spanish);
        assert_eq!(with(""), Language::Spanish);
    }
}
