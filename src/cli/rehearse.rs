//! `tertulia rehearse`: a rehearsal at the terminal.

use std::{
    io::{IsTerminal, Write},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use tertulia::{
    application::Application,
    clock::Clock,
    config::Config,
    course::Catalogue,
    domain::{course::Course, ids::CourseId},
    rehearsal::{self, CastMember, Line, Script, Stage, StageError, StageTime},
    store::RecordedQuestion,
    texts::Language,
};
use tokio::io::{AsyncBufReadExt, BufReader};

use super::{
    RehearseOptions,
    course::load_courses,
    database::{self, Purpose},
};

pub async fn run(
    config: Config,
    clock: Clock,
    options: RehearseOptions,
    language: Language,
) -> anyhow::Result<bool> {
    let began = Instant::now();
    let courses = load_courses(&config.courses_dir, language)?;
    let course = find(&courses, &options.course, language)?.clone();
    let script = options
        .script
        .as_deref()
        .map(|file| read_script(file, language))
        .transpose()?;
    let cast = script
        .as_ref()
        .and_then(|script| script.cast.clone())
        .unwrap_or_else(rehearsal::default_cast);

    tell(&language.say("rehearsal-database", &[]));
    let database = database::open(&config, Purpose::Rehearsal, language).await?;
    database.store.forget_owed().await?;
    let time = StageTime::new(clock);
    let courses = Arc::new(courses);
    let mut application = Application::new(database.store.clone(), courses, time.clock());
    // A simulated group says the same each time, and so does the bot.
    if !options.auto {
        application.tutor = super::run::tutor(config.tutor.clone(), language)?;
    }
    let stage = Stage::open(application, &cast).await?;
    let seconds = in_seconds(began.elapsed(), language);
    tell(&language.say("rehearsal-ready", &[("seconds", seconds.into())]));
    if let Some(server) = &database.server {
        let command = server.psql_command(database::NAME);
        tell(&language.say("rehearsal-psql", &[("command", command.into())]));
    }
    tell("");

    let played = Instant::now();
    let printer = print_transcript(&stage, &course);
    let performed = match &script {
        Some(script) => play_script(&stage, script, language).await,
        None if options.auto => play_group(&stage, &course, &cast, &time, language).await,
        None => play_typed(&stage, &cast, language).await?,
    };
    let seconds = in_seconds(played.elapsed(), language);
    let questions = database.store.recorded_questions(stage.guild()).await?;
    let sound = report_trouble(&stage, language);
    let saved = rehearsal::save_reports(&stage, &options.out).map_err(|error| {
        let folder = options.out.display().to_string();
        let error = language.say_io(&error);
        anyhow::anyhow!(language.say(
            "rehearsal-not-saved",
            &[("folder", folder.into()), ("error", error.into())]
        ))
    })?;
    stage.close().await?;
    printer.await?;
    database.close(language).await?;

    if performed && !questions.is_empty() {
        tell(&format!("\n{}", language.say("rehearsal-questions", &[])));
        for question in &questions {
            tell(&format!("  {}", question_line(question)));
        }
    }
    if performed && !saved.is_empty() {
        tell(&format!(
            "\n{}",
            language.say("rehearsal-done", &[("seconds", seconds.into())])
        ));
        for path in saved {
            tell(&format!("  {}", path.display()));
        }
    } else if performed && script.is_some() {
        tell(&format!(
            "\n{}",
            language.say("rehearsal-script-done", &[("seconds", seconds.into())])
        ));
    }
    Ok(performed && sound)
}

/// «2,4», or “2.4” in English.
fn in_seconds(elapsed: Duration, language: Language) -> String {
    let seconds = format!("{:.1}", elapsed.as_secs_f64());
    match language {
        Language::Spanish => seconds.replace('.', ","),
        Language::English => seconds,
    }
}

fn find<'a>(courses: &'a Catalogue, id: &str, language: Language) -> anyhow::Result<&'a Course> {
    courses.get(&CourseId::new(id)).ok_or_else(|| {
        let known: Vec<String> = courses.ids().map(ToString::to_string).collect();
        anyhow::anyhow!(language.say(
            "rehearsal-no-course",
            &[("course", id.into()), ("known", known.join(", ").into())],
        ))
    })
}

fn read_script(file: &Path, language: Language) -> anyhow::Result<Script> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        anyhow::anyhow!(language.say(
            "rehearsal-script-unreadable",
            &[
                ("file", file.display().to_string().into()),
                ("error", language.say_io(&error).into()),
            ],
        ))
    })?;
    Script::parse(&text).map_err(|problems| {
        let problems: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}: {}", file.display(), problem.say(language)))
            .collect();
        anyhow::anyhow!(problems.join("\n"))
    })
}

/// Prints a line. A reader that has gone away, such as `head`, is no reason to end half-way.
fn tell(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Streams the transcript to the terminal until the stage closes, with a line of progress before
/// each topic.
fn print_transcript(stage: &Stage, course: &Course) -> tokio::task::JoinHandle<()> {
    let mut pieces = stage.discord().follow();
    let titles: Vec<String> = course.topics.iter().map(|t| t.title.clone()).collect();
    tokio::spawn(async move {
        while let Some(piece) = pieces.recv().await {
            if let Some(topic) = titles.iter().find_map(|title| opening(&piece, title)) {
                tell(&format!("\n━━ {topic} ━━"));
            }
            let mut out = std::io::stdout();
            let _ = write!(out, "{piece}").and_then(|()| out.flush());
        }
    })
}

/// The heading of the topic of this title, such as «Tema 1 de 6: Fundamentos», when this piece of the
/// transcript is its first message.
fn opening<'a>(piece: &'a str, title: &str) -> Option<&'a str> {
    piece.lines().find_map(|line| {
        let (_, heading) = line.split_once(": ## ")?;
        heading.ends_with(&format!(": {title}")).then_some(heading)
    })
}

async fn play_script(stage: &Stage, script: &Script, language: Language) -> bool {
    for line in &script.lines {
        if let Err(error) = stage.perform(line).await {
            eprintln!("{}", failure(line, &error, language));
            return false;
        }
    }
    true
}

async fn play_group(
    stage: &Stage,
    course: &Course,
    cast: &[CastMember],
    time: &StageTime,
    language: Language,
) -> bool {
    match rehearsal::play(stage, course, cast, time).await {
        Ok(()) => true,
        Err((line, error)) => {
            eprintln!("{}", failure(&line, &error, language));
            false
        }
    }
}

/// Takes actions from the terminal; a wrong one is told and the rehearsal goes on.
async fn play_typed(
    stage: &Stage,
    cast: &[CastMember],
    language: Language,
) -> anyhow::Result<bool> {
    let people: Vec<String> = cast.iter().map(ToString::to_string).collect();
    let people = people.join(", ");
    tell(&language.say("rehearsal-cast", &[("people", people.into())]));
    let prompts = std::io::stdin().is_terminal();
    let mut typed = BufReader::new(tokio::io::stdin()).lines();
    let mut number = 0;
    loop {
        if prompts {
            print!("> ");
            std::io::stdout().flush()?;
        }
        let Some(line) = typed.next_line().await? else {
            return Ok(true);
        };
        number += 1;
        match line.trim() {
            "" => {}
            comment if comment.starts_with('#') => {}
            "salir" => return Ok(true),
            "?" => tell(&rehearsal::instructions(language, cast)),
            line => {
                if let Err(problem) = act(stage, number, line, language).await {
                    tell(&language.say("rehearsal-typed-failed", &[("error", problem.into())]));
                }
            }
        }
    }
}

/// Carries out a typed line; the error is what to tell.
async fn act(stage: &Stage, number: usize, line: &str, language: Language) -> Result<(), String> {
    let line = Line::parse(number, line)
        .map_err(|kind| rehearsal::ScriptProblem { number, kind }.say(language))?;
    let performed = stage.perform(&line).await;
    performed.map_err(|error| error.say(language))
}

fn failure(line: &Line, error: &StageError, language: Language) -> String {
    language.say(
        "rehearsal-failed",
        &[
            ("number", line.number.into()),
            ("line", line.to_string().into()),
            ("error", error.say(language).into()),
        ],
    )
}

/// Tells what the bot did wrong; `true` when it did nothing wrong.
fn report_trouble(stage: &Stage, language: Language) -> bool {
    let faults = stage.faults().list();
    let violations = stage.discord().violations();
    for (key, list) in [
        ("rehearsal-faults", &faults),
        ("rehearsal-violations", &violations),
    ] {
        if !list.is_empty() {
            eprintln!("{}\n  {}", language.say(key, &[]), list.join("\n  "));
        }
    }
    faults.is_empty() && violations.is_empty()
}

fn question_line(question: &RecordedQuestion) -> String {
    let topic = question.topic.as_deref().unwrap_or("–");
    format!(
        "{} · {topic} · {:02}:{:02} UTC · {}",
        question.asker,
        question.asked_at.hour(),
        question.asked_at.minute(),
        question.text.replace('\n', " "),
    )
}
