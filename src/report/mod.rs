//! The report in words: exported logs in, prose, JSON and Markdown out. What it says is found in
//! [`crate::domain::report`].

pub mod analyze;
pub mod json;
pub mod log;
pub mod markdown;
pub mod prose;
mod words;

pub use words::Names;
