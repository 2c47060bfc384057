//! The report in words and pictures: exported logs in; prose, Markdown, JSON, CSV, PDF and PNG out.
//! What it says is found in [`crate::domain::report`], which also cuts it to what its reader may
//! see; here nothing is found and nothing withheld.

pub mod analyze;
mod calendar;
mod document;
mod evidence;
pub mod export;
mod format;
mod frame;
mod json;
mod letters;
pub mod log;
mod markdown;
pub mod overview;
mod pictures;
pub mod prose;
#[cfg(test)]
mod scenarios;
pub mod sheet;
mod spreadsheet;
mod summary;
mod typeset;
mod words;
mod zone;

pub use format::Format;
pub use frame::Frame;
pub use words::Names;
pub use zone::Zone;

use crate::domain::report::Report;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A fault of ours: the templates are part of the program.
    #[error("the document could not be typeset: {0}")]
    Typeset(String),
}

/// The report, as its reader may see it, as a file in the format. The same report and frame make
/// the same bytes. A PDF or PNG takes a processor for a second or so: not on the thread of a
/// runtime.
pub fn render(
    report: &Report,
    format: Format,
    frame: &Frame<'_>,
) -> Result<Vec<u8>, DocumentError> {
    match format {
        Format::Pdf => document::pdf(report, frame),
        Format::Png => document::png(report, frame),
        Format::Markdown => Ok(markdown::render(report, frame).into_bytes()),
        Format::Json => Ok(json::render(report, frame).into_bytes()),
        Format::Csv => Ok(spreadsheet::render(report, frame)),
    }
}
