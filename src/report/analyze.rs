//! `tertulia analyze`: the report from an exported log.

use std::io::{self, BufRead, Write};

use crate::{domain::report::analyse, texts::Language};

use super::{
    DocumentError, Format, Frame, Names,
    log::{LogError, read_log},
    render,
};

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum AnalyzeError {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Document(#[from] DocumentError),
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
    out.write_all(&render(&report, format, &Frame::new(language, &names))?)?;
    Ok(out.flush()?)
}
