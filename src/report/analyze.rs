//! `tertulia analyze`: the report from an exported log.

use std::{
    io::{self, BufRead},
    str::FromStr,
};

use crate::{
    domain::{
        ids::PersonId,
        report::{Audience, Report, analyse},
    },
    texts::Language,
};

use super::{
    DocumentError, Format, Frame,
    log::{LogError, read_log},
    render,
};

/// Learners named where one is not found.
const MOST_NAMED: usize = 20;

/// For whom a report is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    Channel,
    Moderator,
    Learner(PersonId),
}

/// Text that is none of `channel`, `moderator`, `learner:ID`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("expected channel, moderator or learner:ID")]
pub struct UnknownReader;

impl FromStr for Reader {
    type Err = UnknownReader;

    fn from_str(text: &str) -> Result<Self, UnknownReader> {
        match text.split_once(':') {
            None if text == "channel" => Ok(Self::Channel),
            None if text == "moderator" => Ok(Self::Moderator),
            Some(("learner", id)) if !id.is_empty() => Ok(Self::Learner(id.into())),
            _ => Err(UnknownReader),
        }
    }
}

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum AnalyzeError {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error("the log has no learner {id}")]
    UnknownLearner {
        id: PersonId,
        /// Those that it has, as many as one reads.
        known: Vec<PersonId>,
        more: usize,
    },
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error("the report could not be written")]
    Write(#[from] io::Error),
}

impl AnalyzeError {
    /// What went wrong and what to do about it.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::Log(error) => error.say(language),
            Self::UnknownLearner { id, known, .. } if known.is_empty() => {
                language.say("analyze-no-learners", &[("id", id.as_str().into())])
            }
            Self::UnknownLearner { id, known, more } => {
                let known: Vec<&str> = known.iter().map(PersonId::as_str).collect();
                let arguments = [
                    ("id", id.as_str().into()),
                    ("known", known.join(", ").into()),
                    ("more", (*more).into()),
                ];
                language.say("analyze-unknown-learner", &arguments)
            }
            Self::Document(error) => error.to_string(),
            Self::Write(error) => language.say_io(error),
        }
    }
}

/// Reads a log and makes its report: for all, or as the reader may see it.
pub fn run(
    input: impl BufRead,
    reader: Option<&Reader>,
    format: Format,
    frame: &Frame<'_>,
) -> Result<Vec<u8>, AnalyzeError> {
    let whole = analyse(&read_log(input)?);
    let report = match reader {
        None => whole,
        Some(Reader::Channel) => whole.for_audience(Audience::Channel, None),
        Some(Reader::Moderator) => whole.for_audience(Audience::Moderator, None),
        Some(Reader::Learner(id)) => of_learner(&whole, id)?,
    };
    Ok(render(&report, format, frame)?)
}

fn of_learner(whole: &Report, id: &PersonId) -> Result<Report, AnalyzeError> {
    if whole.learners.contains(id) {
        return Ok(whole.for_audience(Audience::Learner, Some(id)));
    }
    let known = whole.learners.iter().take(MOST_NAMED);
    Err(AnalyzeError::UnknownLearner {
        id: id.clone(),
        known: known.cloned().collect(),
        more: whole.learners.len().saturating_sub(MOST_NAMED),
    })
}
