//! `tertulia course ask`: what the bot would understand of a text and answer to it. The search runs
//! on a PostgreSQL of its own, in a temporary folder, so that nothing has to be set up and no
//! running bot is disturbed.

use std::{
    fs::{self, Permissions},
    io::{BufRead, Write, stdin, stdout},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use tertulia::{
    clock::Clock,
    config::Config,
    course::{self, Edition},
    domain::{
        course::Course,
        doubt::{self, AnswerRef, Comparing, Near, Query, Understood, Verdict},
        event::QuestionKind,
        ids::{ConceptId, TopicId},
    },
    postgres::{Embedded, PostgresError, Settings, downloaded_programs},
    store::Store,
    texts::Language,
};

use super::{AskOptions, database};

/// Texts of one round trip.
const AT_ONCE: usize = 500;
/// Names the temporary folders, with the process's number behind it.
const FOLDER: &str = "tertulia-ask-";

#[derive(Deserialize)]
struct Text {
    id: Value,
    text: String,
}

#[derive(Deserialize)]
struct Pair {
    id: Value,
    a: String,
    b: String,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a Value,
    is_question: bool,
    topic: &'a Option<TopicId>,
    /// Nothing for what is no question.
    kind: Option<QuestionKind>,
    concepts: &'a [ConceptId],
    aspects: &'a [String],
    answer: Option<Scored>,
    /// The two answers that the asker would choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offered: Vec<Scored>,
}

#[derive(Serialize)]
struct Scored {
    id: AnswerRef,
    /// From 0 to 1.
    score: f64,
}

#[derive(Serialize)]
struct Same<'a> {
    id: &'a Value,
    same: bool,
}

pub fn run(options: &AskOptions, language: Language) -> anyhow::Result<bool> {
    let config = Config::read(|name| std::env::var_os(name))
        .map_err(|error| anyhow::anyhow!(error.message(language)))?;
    let Some(edition) = edition(&options.course, &config, language)? else {
        return Ok(false);
    };
    if options.pairs {
        let (pairs, clean) = lines::<Pair>(stdin().lock(), language)?;
        let course = &edition.course;
        let all = doubt::all_candidates(course);
        let mut out = stdout().lock();
        for Pair { id, a, b } in &pairs {
            let same = Comparing::of(b, course, &all).is_same_as(a);
            write_line(&mut out, &Same { id, same })?;
        }
        return Ok(clean);
    }
    let (texts, clean) = match &options.text {
        Some(text) => {
            let id = Value::Null;
            let text = text.clone();
            (vec![Text { id, text }], true)
        }
        None => lines(stdin().lock(), language)?,
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let understood = runtime.block_on(understand(&config, &edition, &texts, language))?;
    let mut out = stdout().lock();
    for (Text { id, text }, understood) in texts.iter().zip(&understood) {
        if options.jsonl {
            write_line(&mut out, &line(id, understood))?;
        } else {
            write!(out, "{}", told(text, understood, &edition.course, language))?;
        }
    }
    Ok(clean)
}

/// The course of a folder, or the installed one of an id. Its problems are told.
fn edition(course: &str, config: &Config, language: Language) -> anyhow::Result<Option<Edition>> {
    let folder = match Path::new(course) {
        path if path.is_dir() => path.to_owned(),
        id => config.courses_dir.join(id),
    };
    if !folder.is_dir() {
        let folder = config.courses_dir.display().to_string();
        let values = [
            ("course", course.to_owned().into()),
            ("folder", folder.into()),
        ];
        anyhow::bail!(language.say("ask-no-course", &values));
    }
    Ok(match course::load(&folder) {
        Ok(loaded) => Some(Edition::of(loaded.course)),
        Err(errors) => {
            for problem in errors.problems {
                eprintln!("{}", problem.within(&folder).say(language));
            }
            None
        }
    })
}

/// The lines that can be read; those that cannot are told with their numbers.
fn lines<T: DeserializeOwned>(
    mut from: impl BufRead,
    language: Language,
) -> anyhow::Result<(Vec<T>, bool)> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let (mut read, mut clean) = (Vec::new(), true);
    for (number, line) in (1_u32..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(line) => read.push(line),
            Err(error) => {
                let reason = error.to_string();
                let values = [("line", number.into()), ("reason", reason.into())];
                eprintln!("{}", language.say("ask-bad-line", &values));
                clean = false;
            }
        }
    }
    Ok((read, clean))
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    writeln!(out)?;
    Ok(())
}

/// What the bot understands of each text, with what its search finds in the course.
async fn understand(
    config: &Config,
    edition: &Edition,
    texts: &[Text],
    language: Language,
) -> anyhow::Result<Vec<Understood>> {
    let folder = Folder::new()?;
    let settings = Settings {
        data_dir: folder.0.clone(),
        programs: config
            .postgres_programs
            .clone()
            .or_else(|| downloaded_programs(&config.data_dir)),
        durable: false,
    };
    let said = |error: PostgresError| anyhow::anyhow!(error.message(language));
    let server = Embedded::start(&settings).await.map_err(said)?;
    server.ensure_database(database::NAME).await.map_err(said)?;
    let store = Store::connect(server.connect_options(database::NAME), 1);
    store.migrate().await?;
    let now = Clock::system().now();
    store
        .keep_course(&edition.hash, &edition.course, now)
        .await?;
    let mut understood = Vec::with_capacity(texts.len());
    for texts in texts.chunks(AT_ONCE) {
        let searches: Vec<Query> = texts.iter().map(|text| Query::of(&text.text)).collect();
        let found = store.find_prepared(&edition.hash, &searches).await?;
        for (text, found) in texts.iter().zip(found) {
            understood.push(doubt::understand(&text.text, &edition.course, None, &found));
        }
    }
    store.close().await;
    server.stop().await.map_err(said)?;
    Ok(understood)
}

fn line<'a>(id: &'a Value, understood: &'a Understood) -> Line<'a> {
    let (answer, offered) = match understood.verdict() {
        _ if !understood.is_question => (None, Vec::new()),
        Verdict::One(near) => (Some(scored(&near)), Vec::new()),
        Verdict::Choices(two) => (None, two.iter().map(scored).collect()),
        Verdict::Open => (None, Vec::new()),
    };
    Line {
        id,
        is_question: understood.is_question,
        topic: &understood.topic,
        kind: understood.is_question.then_some(understood.kind),
        concepts: &understood.concepts,
        aspects: &understood.aspects,
        answer,
        offered,
    }
}

fn scored(near: &Near) -> Scored {
    Scored {
        id: near.answer.clone(),
        score: (near.score * 1000.0).round() / 1000.0,
    }
}

/// The same for people to read.
fn told(text: &str, understood: &Understood, course: &Course, language: Language) -> String {
    let say = |key: &str, value: String| language.say(key, &[("value", value.into())]);
    let nothing = || language.say("ask-nothing", &[]);
    let or_nothing = |text: String| if text.is_empty() { nothing() } else { text };
    let topic = understood.topic.as_ref().and_then(|id| course.topic(id));
    let topic = topic.map_or_else(nothing, |topic| format!("{} ({})", topic.title, topic.id));
    let concepts = understood
        .concepts
        .iter()
        .filter_map(|id| course.concept(id));
    let concepts: Vec<String> = concepts
        .map(|concept| format!("{} ({})", concept.name, concept.id))
        .collect();
    let is_question = if understood.is_question {
        "ask-yes"
    } else {
        "ask-no"
    };
    let mut lines = vec![
        text.to_owned(),
        say("ask-is-question", language.say(is_question, &[])),
        say("ask-topic", topic),
        say("ask-concepts", or_nothing(concepts.join(", "))),
        say("ask-aspects", or_nothing(understood.aspects.join(", "))),
    ];
    if understood.is_question {
        let kind = serde_json::to_value(understood.kind).ok();
        let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned));
        lines.push(say("ask-kind", kind.unwrap_or_default()));
        match understood.verdict() {
            Verdict::One(near) => {
                lines.push(language.say("ask-answer", &[]));
                lines.push(named(&near, course, true));
            }
            Verdict::Choices(two) => {
                lines.push(language.say("ask-choices", &[]));
                lines.extend(two.iter().map(|near| named(near, course, false)));
            }
            Verdict::Open => {
                lines.push(language.say("ask-open", &[]));
                let nearest = understood.near.first();
                lines.extend(nearest.map(|near| {
                    let near = named(near, course, false);
                    format!("{}\n{near}", language.say("ask-nearest", &[]))
                }));
            }
        }
    }
    lines.join("\n") + "\n"
}

fn named(near: &Near, course: &Course, with_answer: bool) -> String {
    let AnswerRef::Prepared(id) = &near.answer else {
        unreachable!("a course has no accepted answers");
    };
    let mut text = format!("  {id} · {:.2}", near.score);
    if let Some(doubt) = doubt::prepared(course, id) {
        text = format!("{text}\n  {}", doubt.question);
        if with_answer {
            let lines = doubt.answer.lines();
            let answer = lines.map(|line| format!("\n  {}", format!("│ {line}").trim_end()));
            text.extend(answer);
        }
    }
    text
}

/// A folder of this process's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let parent = std::env::temp_dir();
        clear_away(&parent);
        let folder = parent.join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        // As root another user runs the server in it.
        fs::set_permissions(&folder, Permissions::from_mode(0o711))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays is cleared away by the next one.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Removes what processes left that were killed.
fn clear_away(parent: &Path) {
    if !Path::new("/proc/self").exists() {
        return;
    }
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(FOLDER));
        let process = process.and_then(|number| number.parse::<u32>().ok());
        if process.is_some_and(|number| !Path::new("/proc").join(number.to_string()).exists()) {
            // Somebody else's, or cleared away at this moment.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
