//! `tertulia analyze`: the report from an exported log.

use std::io::{self, BufRead, Write};

use crate::{domain::report::analyse, texts::Language};

use super::{
    json,
    log::{LogError, read_log},
    markdown,
    words::Names,
};

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    Markdown,
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum AnalyzeError {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error("the report could not be written")]
    Write(#[from] io::Error),
}

/// Reads a log and writes its whole report, for all audiences.
pub fn run(
    input: impl BufRead,
    format: Format,
    language: Language,
    out: &mut impl Write,
) -> Result<(), AnalyzeError> {
    let report = analyse(&read_log(input)?);
    let names = Names::default();
    let text = match format {
        Format::Json => json::render(&report, language, &names),
        Format::Markdown => markdown::render(&report, language, &names),
    };
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
