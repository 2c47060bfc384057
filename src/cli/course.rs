//! `tertulia course …`, and the courses that the other commands need.

use std::{
    io::{Write, stderr, stdout},
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use tertulia::{
    course::{
        self, Catalogue,
        quiz::{
            self,
            import::{self, Import},
        },
        template,
    },
    domain::ids::TopicId,
    texts::Language,
};

use super::CourseCommand;

/// A format that questions are read from.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Gift,
    Aiken,
}

/// A format that questions are written in.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportFormat {
    Gift,
}

pub fn run(command: &CourseCommand, language: Language) -> anyhow::Result<bool> {
    match command {
        CourseCommand::Check { paths } => check(paths, language),
        CourseCommand::New { id, title, into } => new(id, title.as_deref(), into, language),
        CourseCommand::Import {
            file,
            format,
            concept,
            into,
        } => {
            let import = Import {
                file,
                format: format.map(Into::into),
                concept: concept.as_deref(),
                into: into.as_deref(),
            };
            let (mut out, mut told) = (stdout().lock(), stderr().lock());
            Ok(import::run(import, language, &mut out, &mut told)?)
        }
        CourseCommand::Ask(options) => super::ask::run(options, language),
        CourseCommand::Export {
            course,
            format: ExportFormat::Gift,
            topic,
        } => export(course, topic.as_deref(), language),
    }
}

fn check(paths: &[PathBuf], language: Language) -> anyhow::Result<bool> {
    let mut out = stdout().lock();
    if paths.is_empty() {
        return Ok(course::check::run(None, language, &mut out)?);
    }
    let mut clean = true;
    for path in paths {
        clean &= course::check::run(Some(path), language, &mut out)?;
    }
    Ok(clean)
}

fn new(id: &str, title: Option<&str>, into: &Path, language: Language) -> anyhow::Result<bool> {
    let folder = template::create(into, id, title)
        .map_err(|error| anyhow::anyhow!(error.message(language)))?;
    let made = language.say(
        "template-made",
        &[
            ("folder", folder.display().to_string().into()),
            ("parent", into.display().to_string().into()),
            ("id", id.to_owned().into()),
        ],
    );
    println!("{made}");
    Ok(true)
}

fn export(folder: &Path, topic: Option<&str>, language: Language) -> anyhow::Result<bool> {
    let course = match course::load(folder) {
        Ok(loaded) => loaded.course,
        Err(errors) => {
            for problem in errors.problems {
                eprintln!("{}", problem.within(folder).say(language));
            }
            return Ok(false);
        }
    };
    let topic = topic.map(TopicId::new);
    if let Some(topic) = topic.as_ref().filter(|topic| course.topic(topic).is_none()) {
        let known: Vec<&str> = course.topics.iter().map(|own| own.id.as_str()).collect();
        anyhow::bail!(language.say(
            "export-no-topic",
            &[
                ("topic", topic.to_string().into()),
                ("known", known.join(", ").into()),
            ],
        ));
    }
    stdout().write_all(quiz::gift(&course, topic.as_ref()).as_bytes())?;
    Ok(true)
}

impl From<Format> for quiz::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Gift => Self::Gift,
            Format::Aiken => Self::Aiken,
        }
    }
}

/// Every course of the folder; the error names each problem with its file.
pub fn load_courses(folder: &Path, language: Language) -> anyhow::Result<Catalogue> {
    course::load_all(folder).map_err(|errors| {
        let problems: Vec<String> = errors
            .problems
            .iter()
            .map(|problem| {
                if problem.file == Path::new(".") {
                    problem.kind.say(language)
                } else {
                    problem.say(language)
                }
            })
            .collect();
        anyhow::anyhow!(language.say(
            "courses-unusable",
            &[
                ("folder", folder.display().to_string().into()),
                ("problems", problems.join("\n").into()),
            ],
        ))
    })
}
