//! The table at the end of a run.

use std::{collections::BTreeMap, fmt, time::Duration};

use crate::{journal::Clicks, rule::Rule};

/// Times after SIGKILL and SIGTERM.
#[derive(Default)]
pub struct Recovery {
    /// From the start of the process to its first answered click.
    pub answers: Vec<Duration>,
    /// From the start of the process to the first post that was owed when its predecessor died.
    pub posts: Vec<Duration>,
    /// From the return of the database to the first click that is carried out.
    pub database: Vec<Duration>,
    /// From SIGTERM to the end of the process.
    pub stopping: Vec<Duration>,
}

impl Recovery {
    pub fn add(&mut self, other: Self) {
        self.answers.extend(other.answers);
        self.posts.extend(other.posts);
        self.database.extend(other.database);
        self.stopping.extend(other.stopping);
    }
}

/// What a run comes to.
#[derive(Default)]
pub struct Figures {
    pub faults: BTreeMap<String, usize>,
    pub recovery: Recovery,
    pub clicks: Clicks,
    /// Sessions by rule.
    pub sessions: BTreeMap<Rule, usize>,
    /// Topics that were left because somebody pressed «Avanzar igualmente».
    pub forced: usize,
    /// Deeds that were answered, and checked.
    pub deeds: usize,
    pub posts: usize,
    pub lost: usize,
    pub doubled: usize,
    pub missing: usize,
    pub other: usize,
}

impl Figures {
    pub fn add_clicks(&mut self, clicks: Clicks) {
        self.clicks.made += clicks.made;
        self.clicks.put_off += clicks.put_off;
        self.clicks.without_database += clicks.without_database;
        self.clicks.unheard += clicks.unheard;
        self.clicks.unanswered += clicks.unanswered;
        self.clicks.slowest = self.clicks.slowest.max(clicks.slowest);
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |what: &str, value: &dyn fmt::Display| writeln!(f, "| {what} | {value} |");
        line("what", &"number")?;
        line("---", &"---")?;
        for (fault, times) in &self.faults {
            line(fault, times)?;
        }
        for (rule, sessions) in &self.sessions {
            line(&format!("sessions, rule {rule}"), sessions)?;
        }
        line(
            "topics left as forced by «Avanzar igualmente»",
            &self.forced,
        )?;
        let clicks = &self.clicks;
        line("clicks made", &clicks.made)?;
        line("clicks while PostgreSQL was gone", &clicks.without_database)?;
        line("told to try again in a moment", &clicks.put_off)?;
        line(
            "unheard: process dead, or session ended by Discord",
            &clicks.unheard,
        )?;
        line("slowest answer", &Seconds(clicks.slowest))?;
        line("deeds checked", &self.deeds)?;
        line("posts checked", &self.posts)?;
        line("lost", &self.lost)?;
        line("doubled", &self.doubled)?;
        line("topics missing", &self.missing)?;
        line("unanswered", &clicks.unanswered)?;
        line("other complaints", &self.other)?;
        let Recovery {
            answers,
            posts,
            database,
            stopping,
        } = &self.recovery;
        line(
            "SIGKILL: first answer after the restart, p50",
            &half(answers),
        )?;
        line(
            "SIGKILL: first answer after the restart, max",
            &most(answers),
        )?;
        line(
            "SIGKILL: first owed post after the restart, p50",
            &half(posts),
        )?;
        line(
            "SIGKILL: first owed post after the restart, max",
            &most(posts),
        )?;
        let back = "PostgreSQL back: first click carried out";
        line(&format!("{back}, p50"), &half(database))?;
        line(&format!("{back}, max"), &most(database))?;
        line("SIGTERM: end of the process, p50", &half(stopping))?;
        line("SIGTERM: end of the process, max", &most(stopping))
    }
}

struct Seconds(Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s", self.0.as_secs_f64())
    }
}

fn half(times: &[Duration]) -> String {
    let mut times = times.to_vec();
    times.sort();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    format!("{} (of {})", Seconds(middle), times.len())
}

fn most(times: &[Duration]) -> Seconds {
    Seconds(times.iter().max().copied().unwrap_or_default())
}
