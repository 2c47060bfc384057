//! Many sessions while everything fails around them: the bot as a process of its own that is killed
//! and told to stop, sockets that break, a Discord that refuses, forgets to answer or says
//! everything twice, a database that goes away. After each round a checker compares what learners
//! did with what is in the database and in the channel.
//!
//! `CHAOS_KILLS` says how often the process is killed (20), `CHAOS_SEED` which choices are made (1).

#![expect(
    clippy::unwrap_used,
    reason = "a run that cannot go on fails where it stands"
)]

mod bot;
mod checker;
mod damage;
mod database;
mod dice;
mod figures;
mod journal;
mod learner;
#[path = "../stories/openapi.rs"]
mod openapi;
mod recorded;
mod rule;
mod session;
mod study;
mod trouble;
mod weather;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sqlx::{Connection, PgConnection};
use tertulia::{
    clock::Clock,
    course,
    domain::course::Course,
    local::{LimitScope, LocalDiscord, World},
};
use tokio::{
    sync::{Mutex, watch},
    time::timeout,
};

use bot::Setting;
use checker::Findings;
use database::{Going, Server};
use dice::Dice;
use figures::Figures;
use journal::Journal;
use rule::{Rule, Rules};
use session::Played;
use trouble::{Fault, Toll, Troublemaker};
use weather::Weather;

/// Which choices are made when nobody says.
const SEED: u64 = 1;
/// Kills in a round: a round has a database and a Discord of its own.
const KILLS_IN_A_ROUND: usize = 10;
/// Where sessions go on at the same time.
const CHANNELS: [&str; 3] = ["sala-1", "sala-2", "sala-3"];
/// A run with fewer kills is a short one.
const LONG: usize = 100;
/// How long the bot may take to deliver what it owes when all is calm again.
const SETTLES_WITHIN: Duration = Duration::from_mins(1);
/// How often it is asked whether it owes anything.
const ASK_AGAIN: Duration = Duration::from_millis(50);
/// How long the sessions of a round may take.
const ROUND_LIMIT: Duration = Duration::from_mins(8);

/// Jobs that run or are due. One that was replaced while it ran, and was cut off, is neither: it
/// stays until the next start.
const JOBS_LEFT: &str = "SELECT count(*) FROM graphile_worker._private_jobs
     WHERE (is_available AND run_at <= now()) OR locked_at IS NOT NULL";

/// Held by the test that runs: one at a time has the machine to itself.
static TURN: Mutex<()> = Mutex::const_new(());

/// What all rounds share.
struct Run {
    server: Server,
    courses: Courses,
    /// What a round leaves for who looks into it.
    folder: PathBuf,
    long: bool,
    figures: Figures,
    complaints: Vec<String>,
}

struct Courses {
    /// Holds both.
    folder: PathBuf,
    small: Arc<Course>,
    real: Arc<Course>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_whatever_fails() {
    let kills: usize = from_environment("CHAOS_KILLS").unwrap_or(20);
    let seed = from_environment("CHAOS_SEED").unwrap_or(SEED);
    let _turn = TURN.lock().await;
    println!("CHAOS_KILLS={kills} CHAOS_SEED={seed}");
    let mut dice = Dice::new(seed);
    let folder = fresh_folder("chaos");
    let mut run = Run {
        server: Server::start().await,
        courses: Courses::gather(&folder),
        folder,
        long: kills >= LONG,
        figures: Figures::default(),
        complaints: Vec::new(),
    };
    let rounds = kills.div_ceil(KILLS_IN_A_ROUND).max(1);
    for number in 0..rounds {
        let kills = kills.saturating_sub(number * KILLS_IN_A_ROUND);
        run.round(number, kills.min(KILLS_IN_A_ROUND), dice.fork())
            .await;
    }
    println!("{}", run.figures);
    assert!(
        run.complaints.is_empty(),
        "CHAOS_SEED={seed}, {}:\n  {}",
        run.folder.display(),
        run.complaints.join("\n  ")
    );
}

impl Run {
    async fn round(&mut self, number: usize, kills: usize, mut dice: Dice) {
        let discord = local_discord().await;
        let setting = Setting {
            discord: discord.clone(),
            database: self.server.database(&format!("round_{number}")).await,
            courses: self.courses.folder.clone(),
            log: self.folder.join(format!("round-{number}.log")),
        };
        let journal = Journal::new(Weather::default());
        let toll = Toll::default();
        let faults = self.plan(number, kills, &mut dice);
        let onlooker = discord.add_person("Olga", false);
        onlooker.go_to(CHANNELS[0]).unwrap();
        let mut troublemaker = Troublemaker {
            setting: &setting,
            server: &self.server,
            journal: journal.clone(),
            toll: toll.clone(),
            dice: dice.fork(),
            onlooker,
            bot: None,
            duplicates: false,
            reorders: false,
        };
        troublemaker.begins().await;
        let rules = Rules::new(&setting.database, discord.guild_id());
        let calm = watch::Sender::new(false);
        let mut channels = tokio::task::JoinSet::new();
        for (position, channel) in CHANNELS.into_iter().enumerate() {
            let plans = Plans {
                first: if number.is_multiple_of(5) && position == 0 {
                    Arc::clone(&self.courses.real)
                } else {
                    Arc::clone(&self.courses.small)
                },
                others: Arc::clone(&self.courses.small),
                channel,
                name: format!("{number}-{position}"),
                position,
                rules: rules.clone(),
                dice: dice.fork(),
            };
            channels.spawn(plans.play(discord.clone(), journal.clone(), calm.subscribe()));
        }
        troublemaker.plays(&faults).await;
        calm.send_replace(true);
        let mut played = Vec::new();
        let all = async {
            while let Some(ended) = channels.join_next().await {
                match ended {
                    Ok(sessions) => played.extend(sessions),
                    Err(error) => journal.complain(format!("a channel's people: {error}")),
                }
            }
        };
        if timeout(ROUND_LIMIT, all).await.is_err() {
            journal.complain(format!("round {number}: the sessions do not end"));
        }
        if let Err(owed) = settles(&setting.database).await {
            journal.complain(format!("round {number}: {owed} posts are owed still"));
        }
        troublemaker.ends().await;
        let courses = [&*self.courses.small, &*self.courses.real];
        let findings =
            checker::check(&setting.database, &discord, &journal, &courses, &played).await;
        let transcript = self.folder.join(format!("round-{number}.txt"));
        std::fs::write(transcript, discord.transcript()).unwrap();
        let log = std::fs::read_to_string(&setting.log).unwrap();
        let mut others = journal.complaints();
        others.extend(unexpected_in(&log));
        let clicks = journal.clicks();
        self.add(number, findings, others);
        for played in &played {
            *self.figures.sessions.entry(played.rule).or_default() += 1;
        }
        // They have a line of their own.
        self.figures.other -= clicks.unanswered;
        self.figures.add_clicks(clicks);
        let toll_faults = std::mem::take(&mut *toll.faults.lock().unwrap());
        for (fault, times) in toll_faults {
            *self.figures.faults.entry(fault).or_default() += times;
        }
        let recovery = std::mem::take(&mut *toll.recovery.lock().unwrap());
        self.figures.recovery.add(recovery);
    }

    /// What goes wrong in a round, in its order.
    fn plan(&self, number: usize, kills: usize, dice: &mut Dice) -> Vec<Fault> {
        let mut faults = vec![Fault::Kill; kills];
        let mut add = |fault, times| faults.extend(std::iter::repeat_n(fault, times));
        add(Fault::Terminate, 1);
        add(Fault::DropSocket, 2);
        add(Fault::Reconnect, 2);
        add(Fault::InvalidSession(true), 1);
        add(Fault::InvalidSession(false), 1);
        add(Fault::Duplicates, 3);
        add(Fault::Reordered, 3);
        for scope in [LimitScope::User, LimitScope::Global, LimitScope::Shared] {
            add(Fault::Limited(scope), 2);
        }
        for status in [500, 502, 503, 504] {
            add(Fault::Refused(status), 1);
        }
        add(Fault::LostAnswer, 3);
        add(Fault::Timeout, usize::from(number.is_multiple_of(2)));
        let database = |going, seconds| Fault::Database(going, Duration::from_secs(seconds));
        add(database(Going::Stopped, 0), 1);
        add(database(Going::Killed, 0), 1);
        let sometimes = usize::from(number.is_multiple_of(4));
        add(
            database(Going::Stopped, if self.long { 15 } else { 5 }),
            sometimes,
        );
        add(Fault::TerminateWithoutDatabase, sometimes);
        dice.shuffle(&mut faults);
        faults
    }

    fn add(&mut self, number: usize, findings: Findings, others: Vec<String>) {
        let figures = &mut self.figures;
        figures.forced += findings.forced;
        figures.deeds += findings.deeds;
        figures.posts += findings.posts;
        figures.lost += findings.lost.len();
        figures.doubled += findings.doubled.len();
        figures.missing += findings.missing.len();
        figures.other += findings.other.len() + others.len();
        let kinds = [
            ("lost", findings.lost),
            ("doubled", findings.doubled),
            ("missing", findings.missing),
            ("checked", findings.other),
            ("seen", others),
        ];
        for (kind, all) in kinds {
            let told = all.into_iter();
            self.complaints
                .extend(told.map(|what| format!("round {number}, {kind}: {what}")));
        }
    }
}

/// The sessions of one channel.
struct Plans {
    first: Arc<Course>,
    others: Arc<Course>,
    channel: &'static str,
    name: String,
    /// The channel's number.
    position: usize,
    rules: Rules,
    dice: Dice,
}

impl Plans {
    /// One session after the other until all is calm; those that came to their end.
    async fn play(
        mut self,
        discord: LocalDiscord,
        journal: Journal,
        calm: watch::Receiver<bool>,
    ) -> Vec<Played> {
        let mut played = Vec::new();
        let mut number = 0;
        loop {
            let plan = session::Plan {
                course: Arc::clone(if number == 0 {
                    &self.first
                } else {
                    &self.others
                }),
                channel: self.channel,
                name: format!("{}-{number}", self.name),
                // All three go on at the same time.
                rule: Rule::EACH[(self.position + number) % Rule::EACH.len()],
                rules: self.rules.clone(),
                dice: self.dice.fork(),
            };
            number += 1;
            match session::play(&discord, &journal, plan).await {
                Some(session) => played.push(session),
                // The channel is not free: there is nothing to go on with.
                None => return played,
            }
            if *calm.borrow() {
                return played;
            }
        }
    }
}

impl Courses {
    fn gather(folder: &Path) -> Self {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let together = folder.join("courses");
        std::fs::create_dir(&together).unwrap();
        let course = |parent: &str, name: &str| {
            let own = project.join(parent).join(name);
            std::os::unix::fs::symlink(&own, together.join(name)).unwrap();
            Arc::new(course::load(&own).unwrap().course)
        };
        Self {
            small: course("tests/fixtures/small", "saludos"),
            real: course("courses", "multiprocessing"),
            folder: together,
        }
    }
}

/// A server with the channels for the sessions.
async fn local_discord() -> LocalDiscord {
    let clock = Clock::system();
    let mut world = World::new(Arc::new(move || clock.now()));
    world.other_channels = CHANNELS.map(str::to_owned).to_vec();
    LocalDiscord::start(world).await.unwrap()
}

/// An empty folder of this name in target/tmp.
fn fresh_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left, if there was one.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Waits until nothing is owed and no job is left; else how many deliveries are owed.
async fn settles(database: &str) -> Result<(), i64> {
    let mut connection = PgConnection::connect(database).await.unwrap();
    let mut owed = 0;
    let settled = timeout(SETTLES_WITHIN, async {
        loop {
            owed = sqlx::query_scalar(
                "SELECT count(*) FROM deliveries WHERE delivered_revision < revision",
            )
            .fetch_one(&mut connection)
            .await
            .unwrap();
            let jobs: i64 = sqlx::query_scalar(JOBS_LEFT)
                .fetch_one(&mut connection)
                .await
                .unwrap();
            if (owed, jobs) == (0, 0) {
                return;
            }
            tokio::time::sleep(ASK_AGAIN).await;
        }
    });
    let settled = settled.await;
    settled.map_err(|_| owed)
}

/// Faults that the bot noted and that no fault of ours explains, and learners' words.
fn unexpected_in(log: &str) -> Vec<String> {
    let lines = log.lines().filter(|line| {
        let expected = line.contains("the database does not answer");
        line.contains(r#""fault":"#) && !expected || line.contains("panicked")
    });
    let mut found: Vec<String> = lines.map(|line| format!("in the log: {line}")).collect();
    // Every text of a learner has such a mark.
    let quoted = log.lines().filter(|line| {
        let marks = line.split("ref").skip(1);
        marks
            .into_iter()
            .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    found.extend(quoted.map(|line| format!("learners' words in the log: {line}")));
    found
}

fn from_environment<T: std::str::FromStr>(name: &str) -> Option<T> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
    let read = value.parse().ok();
    Some(read.unwrap_or_else(|| panic!("{name}: not a number: {value}")))
}
