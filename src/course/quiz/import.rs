//! `tertulia course import`: a file of questions becomes checks of a topic.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use super::{Format, Question, section};
use crate::{
    course::{
        HEADER_FILE, check, header,
        problem::{LeftOut, Problem, ProblemKind},
        source::{Folder, Page, Source, problem},
        topic, unread,
    },
    domain::{
        course::{Check, Concept},
        ids::{ConceptId, is_slug},
    },
    texts::Language,
};

/// What to import.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    pub file: &'a Path,
    /// Told from the file's text when it is not said.
    pub format: Option<Format>,
    /// The concept of the questions whose tags name none.
    pub concept: Option<&'a str>,
    /// The file of the topic that gets the questions; without it they are printed.
    pub into: Option<&'a Path>,
}

/// The topic that gets the questions.
struct Target<'a> {
    path: &'a Path,
    concepts: Vec<Concept>,
    language: Language,
    /// The checks that it has already.
    prompts: Vec<String>,
}

/// Imports, and returns whether there was nothing to tell. Questions, and what the course's check
/// says after they were added, go to `out`; what was left out and what is missing goes to `told`,
/// a line each. Fails only when it cannot write.
pub fn run(
    import: Import<'_>,
    language: Language,
    out: &mut impl Write,
    told: &mut impl Write,
) -> io::Result<bool> {
    let target = match import.into.map(|path| Target::open(path, language)) {
        None => None,
        Some(Ok(target)) => Some(target),
        Some(Err(why)) => return refuse(&why, told),
    };
    if let (Some(target), Some(concept)) = (&target, import.concept)
        && !target.has(concept)
    {
        return refuse(&target.unknown_concept(concept, language), told);
    }
    let mut problems = Vec::new();
    let checks = read(&import, target.as_ref(), language, &mut problems);
    problems.sort_by_key(|problem| (problem.line, problem.column));
    for problem in &problems {
        writeln!(told, "{}", line(problem, import.file, language))?;
    }
    let count = checks.len();
    let done = language.say(
        "import-done",
        &[("count", count.into()), ("problems", problems.len().into())],
    );
    writeln!(told, "{done}")?;
    let questions: String = checks.iter().map(section::write).collect();
    let is_good = match target {
        None => {
            if count > 0 {
                write!(out, "## {}\n\n{questions}", topic::CHECKS)?;
            }
            true
        }
        Some(target) => target.take(count, &questions, language, out)?,
    };
    Ok(is_good && problems.is_empty())
}

fn refuse(why: &str, told: &mut impl Write) -> io::Result<bool> {
    writeln!(told, "{why}")?;
    Ok(false)
}

/// `preguntas.gift:3:1: error: …`
fn line(problem: &Problem, file: &Path, language: Language) -> String {
    let severity = check::severity(problem.severity, language);
    let told = problem.kind.say(language);
    let file = file.display();
    format!(
        "{file}:{}:{}: {severity}: {told}",
        problem.line, problem.column
    )
}

/// The checks that a topic can hold. Everything else is reported.
fn read(
    import: &Import<'_>,
    target: Option<&Target<'_>>,
    language: Language,
    problems: &mut Vec<Problem>,
) -> Vec<Check> {
    let (folder, source) = match open(import.file) {
        Ok(opened) => opened,
        Err(unread) => {
            problems.push(unread);
            return Vec::new();
        }
    };
    let mut page = Page {
        source: &source,
        folder: &folder,
        problems,
    };
    let page = &mut page;
    let format = import.format.unwrap_or_else(|| Format::of(&source.text));
    let language = target.map_or(language, |target| target.language);
    let questions = format.read(page, language);
    if questions.is_empty() && page.problems.is_empty() {
        page.report(0, ProblemKind::NoQuestions);
    }
    let mut checks: Vec<Check> = Vec::new();
    for question in questions {
        let at = question.at;
        let check = check_of(&question, import.concept, target);
        let is_known = |prompt: &String| *prompt == check.prompt;
        if target.is_some_and(|target| target.prompts.iter().any(is_known))
            || checks.iter().any(|own| own.prompt == check.prompt)
        {
            let question = check.prompt.lines().next().unwrap_or_default().to_owned();
            page.report(at, ProblemKind::RepeatedQuestion { question });
            continue;
        }
        if !is_holdable(page, &check) {
            let reason = LeftOut::Markdown;
            page.report(at, ProblemKind::LeftOut { reason });
            continue;
        }
        if check.concept.as_str().is_empty() {
            page.report(at, ProblemKind::NoConcept);
        }
        for (at, option) in &question.options {
            if option.feedback.is_empty() {
                let option = option.text.clone();
                page.report(*at, ProblemKind::NoFeedback { option });
            }
        }
        checks.push(check);
    }
    checks
}

fn open(file: &Path) -> Result<(Folder, Source), Problem> {
    let place = |kind| problem(file, 1, 1, kind);
    let parent = file.parent().filter(|own| !own.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let folder = Folder::open(parent).map_err(|error| place(unread(file, &error)))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match folder.read(&name) {
        Ok(source) => Ok((folder, source)),
        Err(unread) => Err(problem(file, unread.line, unread.column, unread.kind)),
    }
}

/// The check with the concept that its tags name, or else the one that was said.
fn check_of(question: &Question, concept: Option<&str>, target: Option<&Target<'_>>) -> Check {
    let mut tags = question.tags.iter().map(String::as_str);
    let tag = tags.find(|tag| match target {
        Some(target) => target.has(tag),
        None => is_slug(tag),
    });
    Check {
        concept: ConceptId::new(tag.or(concept).unwrap_or_default()),
        prompt: question.prompt.clone(),
        options: question
            .options
            .iter()
            .map(|(_, own)| own.clone())
            .collect(),
    }
}

/// Whether a topic's file would say the same. What is missing in it stays missing there.
fn is_holdable(page: &Page<'_>, check: &Check) -> bool {
    let mut check = check.clone();
    if check.concept.as_str().is_empty() {
        check.concept = ConceptId::new("concept");
    }
    section::reads_back(page, &check)
}

impl<'a> Target<'a> {
    /// Reads the topic and its course, or says why that cannot be.
    fn open(path: &'a Path, language: Language) -> Result<Self, String> {
        let no_course = || {
            let file = path.display().to_string();
            language.say("import-no-course", &[("file", file.into())])
        };
        let (folder, source) = open(path).map_err(|problem| line(&problem, path, language))?;
        let header_source = folder.read(HEADER_FILE).map_err(|_| no_course())?;
        let mut problems = Vec::new();
        let mut page = Page {
            source: &header_source,
            folder: &folder,
            problems: &mut problems,
        };
        let header = header::parse(&mut page).ok_or_else(no_course)?;
        let concepts: Vec<Concept> = header.concepts.into_iter().map(|own| own.value).collect();
        let draft = topic::parse(&mut page.turn_to(&source), &concepts);
        Ok(Self {
            path,
            concepts,
            language: Language::of_locale(&header.language),
            prompts: draft
                .topic
                .checks
                .into_iter()
                .map(|own| own.prompt)
                .collect(),
        })
    }

    fn has(&self, concept: &str) -> bool {
        self.concepts.iter().any(|own| own.id.as_str() == concept)
    }

    fn unknown_concept(&self, concept: &str, language: Language) -> String {
        let known: Vec<&str> = self.concepts.iter().map(|own| own.id.as_str()).collect();
        language.say(
            "import-unknown-concept",
            &[
                ("concept", concept.to_owned().into()),
                ("known", known.join(", ").into()),
            ],
        )
    }

    /// Adds the questions to the topic and checks its course.
    fn take(
        &self,
        count: usize,
        questions: &str,
        language: Language,
        out: &mut impl Write,
    ) -> io::Result<bool> {
        let file = self.path.display().to_string();
        if count == 0 {
            let nothing = language.say("import-nothing-written", &[("file", file.into())]);
            writeln!(out, "{nothing}")?;
            return Ok(false);
        }
        let added = fs::read_to_string(self.path)
            .and_then(|text| fs::write(self.path, with_questions(&text, questions)));
        if let Err(error) = added {
            let error = language.say_io(&error);
            let arguments = [("file", file.into()), ("error", error.into())];
            writeln!(out, "{}", language.say("io-not-written", &arguments))?;
            return Ok(false);
        }
        let written = language.say(
            "import-written",
            &[("count", count.into()), ("file", file.into())],
        );
        writeln!(out, "{written}")?;
        let course = self.path.parent().filter(|own| !own.as_os_str().is_empty());
        check::run(Some(course.unwrap_or(Path::new("."))), language, out)
    }
}

/// The topic with the questions; its line ends and its byte order mark stay as they are.
fn with_questions(topic: &str, questions: &str) -> String {
    let mark = if topic.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let is_windows = topic.contains("\r\n");
    let topic = topic.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let topic = section::insert(&topic, questions);
    let topic = if is_windows {
        topic.replace('\n', "\r\n")
    } else {
        topic
    };
    format!("{mark}{topic}")
}
