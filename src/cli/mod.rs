//! The commands of the program, one a file.

pub mod analyze;
pub mod ask;
pub mod course;
pub mod database;
pub mod rehearse;
pub mod run;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// A Discord bot that guides study groups through a course, Spanish first.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the bot (needs DISCORD_TOKEN).
    Run,
    /// Rehearse a course: the real bot on a local Discord; no token needed.
    Rehearse(RehearseOptions),
    /// Look after courses.
    Course {
        #[command(subcommand)]
        command: CourseCommand,
    },
    /// Make a session's report from its exported log.
    Analyze(analyze::AnalyzeOptions),
    /// Bring the database's schema up to date.
    Migrate,
}

#[derive(Args, Debug)]
pub struct RehearseOptions {
    /// The course's id.
    #[arg(default_value = "multiprocessing")]
    pub course: String,
    /// A simulated group goes through the whole course.
    #[arg(long, conflicts_with = "script")]
    pub auto: bool,
    /// Take the actions from this file instead of the terminal.
    #[arg(long, value_name = "FILE")]
    pub script: Option<PathBuf>,
    /// Where the report's files are left.
    #[arg(long, value_name = "FOLDER", default_value = "ensayo")]
    pub out: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum CourseCommand {
    /// Print every problem of courses.
    Check {
        /// Courses' folders, or folders of courses; `courses` when not said.
        paths: Vec<PathBuf>,
    },
    /// Begin a course from a commented template.
    New {
        /// The course's id and the name of its folder: a-z, 0-9 and hyphen, 32 characters at most.
        id: String,
        /// Its title; made from the id when not said.
        #[arg(long)]
        title: Option<String>,
        /// The folder of courses in which it begins.
        #[arg(long, value_name = "FOLDER", default_value = "courses")]
        into: PathBuf,
    },
    /// Turn a file of questions, in GIFT or Aiken, into checks of a topic.
    Import {
        /// The file of questions.
        file: PathBuf,
        /// Its format; told from its text when not said.
        #[arg(long, value_enum)]
        format: Option<course::Format>,
        /// The concept of the questions that name none in a comment `// [tag:concept]`.
        #[arg(long, value_name = "ID")]
        concept: Option<String>,
        /// The topic's Markdown file to add them to; printed when not said.
        #[arg(long, value_name = "TOPIC_FILE")]
        into: Option<PathBuf>,
    },
    /// Print what the bot would understand and answer.
    Ask(AskOptions),
    /// Print a course's checks in another program's format.
    Export {
        /// The course's folder.
        course: PathBuf,
        /// The format: Moodle's GIFT.
        #[arg(long, value_enum, default_value_t = course::ExportFormat::Gift)]
        format: course::ExportFormat,
        /// Only this topic, by its id.
        #[arg(long, value_name = "ID")]
        topic: Option<String>,
    },
}

#[derive(Args, Debug)]
pub struct AskOptions {
    /// The course's id, or its folder.
    pub course: String,
    /// What a learner would write.
    #[arg(required_unless_present_any = ["jsonl", "pairs"], conflicts_with_all = ["jsonl", "pairs"])]
    pub text: Option<String>,
    /// Read lines `{"id", "text"}` from the standard input and write one line each.
    #[arg(long)]
    pub jsonl: bool,
    /// Read lines `{"id", "a", "b"}` from the standard input and write whether they ask the same.
    #[arg(long, conflicts_with = "jsonl")]
    pub pairs: bool,
}
