//! Every course that ships: it loads without a complaint, and every program that it shows runs.

#![expect(clippy::unwrap_used, reason = "a failed step of a test should panic")]

use std::{
    collections::BTreeSet,
    fs,
    io::Read,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, mpsc},
    thread,
    time::Duration,
};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use tertulia::{
    course::{self, check, template},
    texts::Language,
};

/// How long one program may take; on a busy machine they need some seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// How many programs run at the same time.
const AT_ONCE: usize = 2;

fn courses() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("courses")
}

/// A Python program of a course, and what to call it when it fails.
struct Program {
    name: String,
    file: PathBuf,
}

#[test]
fn every_course_loads_without_errors_or_warnings() {
    let mut out = Vec::new();
    let clean = check::run(Some(&courses()), Language::Spanish, &mut out).unwrap();
    let printed = String::from_utf8(out).unwrap();
    assert!(clean, "{printed}");
    let catalogue = course::load_all(&courses()).unwrap();
    assert!(catalogue.ids().count() > 0);
    assert_eq!(catalogue.warnings(), [], "{printed}");
}

#[test]
fn every_example_and_every_solution_runs() {
    let folder = tempfile::tempdir().unwrap();
    let new = folder.path().join("nuevos");
    template::create(&new, "mini", None).unwrap();
    let mut programs = Vec::new();
    for courses in [courses(), new] {
        programs.extend(examples(&courses));
        programs.extend(solutions(&courses, folder.path()));
    }
    assert!(!programs.is_empty());
    let failures = run_all(programs);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Every Python file of the courses, shown by a topic or not.
fn examples(courses: &Path) -> Vec<Program> {
    let mut folders = vec![courses.to_owned()];
    let mut files = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                files.insert(path);
            }
        }
    }
    let named = |file: PathBuf| Program {
        name: file.display().to_string(),
        file,
    };
    files.into_iter().map(named).collect()
}

/// Every block of Python in the solution of an exercise, written to a file of its own.
fn solutions(courses: &Path, folder: &Path) -> Vec<Program> {
    let catalogue = course::load_all(courses).unwrap();
    let mut programs = Vec::new();
    for course in catalogue.iter() {
        for topic in &course.topics {
            let solution = topic.exercise.solution.as_deref().unwrap_or_default();
            for (number, code) in python_blocks(solution).iter().enumerate() {
                let name = format!("{}_{}_{number}.py", course.id, topic.id);
                let file = folder.join(name.replace('-', "_"));
                fs::write(&file, code).unwrap();
                let name = format!("the solution of {}/{}", course.id, topic.id);
                programs.push(Program { name, file });
            }
        }
    }
    programs
}

fn python_blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if matches!(&*language, "py" | "python") =>
            {
                open = Some(String::new());
            }
            Event::Text(code) => {
                if let Some(block) = &mut open {
                    block.push_str(&code);
                }
            }
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

/// Runs the programs, a few at a time, and tells how each that failed did so.
fn run_all(programs: Vec<Program>) -> Vec<String> {
    let queue = Mutex::new(programs.into_iter());
    let failures = Mutex::new(Vec::new());
    let next = || queue.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(program) = next() {
                    if let Err(failure) = run(&program.file) {
                        let failure = format!("{}: {failure}", program.name);
                        failures.lock().unwrap().push(failure);
                    }
                }
            });
        }
    });
    failures.into_inner().unwrap()
}

/// Runs one program in a folder of its own; it must end well and print something.
fn run(file: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new("python3")
        .arg(file)
        .current_dir(folder.path())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .expect("python3 is needed to run the programs of the courses");
    let group = child.id();
    let stdout = read_all(child.stdout.take().expect("stdout is piped"));
    let stderr = read_all(child.stderr.take().expect("stderr is piped"));
    let (ended, end) = mpsc::channel();
    let waiting = thread::spawn(move || {
        let status = child.wait();
        // Children that outlive the program keep its pipes open.
        let outputs = (stdout.join().unwrap(), stderr.join().unwrap());
        // Nobody listens any more when it took too long.
        let _ = ended.send((status.unwrap(), outputs));
    });
    let Ok((status, (stdout, stderr))) = end.recv_timeout(PATIENCE) else {
        kill_group(group);
        waiting.join().unwrap();
        return Err(format!("still running after {PATIENCE:?}"));
    };
    if !status.success() {
        return Err(format!("{status}\n{stdout}\n{stderr}"));
    }
    if stdout.trim().is_empty() {
        return Err(format!("printed nothing\n{stderr}"));
    }
    Ok(())
}

fn read_all(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Ends a program and the processes that it started, by the id of their group.
fn kill_group(group: u32) {
    let status = Command::new("kill")
        .args(["-KILL", "--", &format!("-{group}")])
        .status();
    assert!(status.unwrap().success());
}
