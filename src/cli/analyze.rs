//! `tertulia analyze`: the report from an exported log.

use std::{
    fs::File,
    io::{BufReader, stdout},
    path::Path,
};

use clap::ValueEnum;
use tertulia::{
    report::{
        self,
        analyze::{self, AnalyzeError},
    },
    texts::Language,
};

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Json,
    Md,
}

pub fn run(path: &Path, format: Format, language: Language) -> anyhow::Result<bool> {
    let log = File::open(path).map_err(|error| {
        anyhow::anyhow!(language.say(
            "analyze-unreadable",
            &[
                ("file", path.display().to_string().into()),
                ("error", language.say_io(&error).into()),
            ],
        ))
    })?;
    let format = match format {
        Format::Json => report::Format::Json,
        Format::Md => report::Format::Markdown,
    };
    let mut out = stdout().lock();
    match analyze::run(BufReader::new(log), format, language, &mut out) {
        Ok(()) => Ok(true),
        Err(AnalyzeError::Log(problems)) => {
            anyhow::bail!("{}:\n{}", path.display(), problems.say(language))
        }
        Err(error) => Err(error.into()),
    }
}
