//! What goes wrong, by plan: the order comes from the seed, the moments from what happens in the
//! channel.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use sqlx::{Connection, PgConnection};
use tertulia::local::{LimitScope, LocalDiscord, Person, PersonError};
use tokio::time::{Instant, timeout};

use crate::{
    bot::{Bot, STOPS_WITHIN, Setting},
    database::{Going, Server},
    dice::Dice,
    figures::Recovery,
    journal::Journal,
    learner::{is_private, is_put_off},
    weather::Cause,
};

const MESSAGES: &str = "/channels/{channel_id}/messages";
const MESSAGE: &str = "/channels/{channel_id}/messages/{message_id}";
const THREADS: &str = "/channels/{channel_id}/messages/{message_id}/threads";
const CALLBACK: &str = "/interactions/{interaction_id}/{interaction_token}/callback";
const COMMANDS: &str = "/applications/{application_id}/commands";
const GATEWAY: &str = "/gateway";
/// What the bot asks of Discord while a session goes on.
const ROUTES: [(&str, &str); 4] = [
    ("POST", MESSAGES),
    ("PATCH", MESSAGE),
    ("POST", THREADS),
    ("POST", CALLBACK),
];
/// Those that the bot's own limit on everything is about: all but the answers to interactions.
const LIMITED_TOGETHER: usize = 3;
/// How often somebody asks for something while the database is away.
const BETWEEN_QUESTIONS: Duration = Duration::from_millis(100);
/// How long the database is away before the bot is told to stop meanwhile.
const WITHOUT_DATABASE: Duration = Duration::from_millis(500);

/// How long the next fault waits for something to happen in the channel.
const QUIET: Duration = Duration::from_millis(1500);
/// How long a bot may take to be back.
pub const BACK_WITHIN: Duration = Duration::from_mins(1);
/// How often the database is asked whether an owed post went out.
const ASK_AGAIN: Duration = Duration::from_millis(20);

/// Something that goes wrong once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    Kill,
    Terminate,
    DropSocket,
    Reconnect,
    /// Whether it can be resumed.
    InvalidSession(bool),
    /// From now on every event comes twice, or no longer.
    Duplicates,
    /// From now on every other event is overtaken by the next, or no longer.
    Reordered,
    Limited(LimitScope),
    /// A 5xx.
    Refused(u16),
    LostAnswer,
    Timeout,
    /// For so long; at once when that is nothing.
    Database(Going, Duration),
    /// SIGTERM while the database is away.
    TerminateWithoutDatabase,
}

impl Fault {
    fn name(self) -> String {
        match self {
            Self::Kill => "SIGKILL".to_owned(),
            Self::Terminate => "SIGTERM".to_owned(),
            Self::DropSocket => "socket dropped".to_owned(),
            Self::Reconnect => "RECONNECT (op 7)".to_owned(),
            Self::InvalidSession(true) => "INVALID_SESSION (op 9), resumable".to_owned(),
            Self::InvalidSession(false) => "INVALID_SESSION (op 9), not resumable".to_owned(),
            Self::Duplicates => "all events duplicated for a while".to_owned(),
            Self::Reordered => "all events reordered for a while".to_owned(),
            Self::Limited(scope) => format!("REST 429, scope {}", name(scope)),
            Self::Refused(status) => format!("REST {status}"),
            Self::LostAnswer => "REST answer lost after success".to_owned(),
            Self::Timeout => "REST answer withheld (time-out)".to_owned(),
            Self::Database(Going::Killed, _) => "PostgreSQL killed (SIGQUIT)".to_owned(),
            Self::Database(Going::Stopped, Duration::ZERO) => "PostgreSQL restarted".to_owned(),
            Self::Database(Going::Stopped, length) => {
                format!("PostgreSQL gone for {} s", length.as_secs())
            }
            Self::TerminateWithoutDatabase => "SIGTERM while PostgreSQL is gone".to_owned(),
        }
    }
}

/// As Discord writes it.
fn name(scope: LimitScope) -> &'static str {
    match scope {
        LimitScope::User => "user",
        LimitScope::Global => "global",
        LimitScope::Shared => "shared",
    }
}

/// What a round's trouble leaves behind.
#[derive(Clone, Default)]
pub struct Toll {
    pub faults: Arc<Mutex<BTreeMap<String, usize>>>,
    pub recovery: Arc<Mutex<Recovery>>,
}

impl Toll {
    fn count(&self, what: String) {
        *self.faults.lock().unwrap().entry(what).or_default() += 1;
    }
}

/// Whoever makes the trouble of a round.
pub struct Troublemaker<'a> {
    pub setting: &'a Setting,
    pub server: &'a Server,
    pub journal: Journal,
    pub toll: Toll,
    pub dice: Dice,
    /// Somebody outside the sessions, who asks whether the bot answers.
    pub onlooker: Person,
    pub bot: Option<Bot>,
    pub duplicates: bool,
    pub reorders: bool,
}

impl Troublemaker<'_> {
    /// Starts the bot, and returns when it takes part.
    pub async fn begins(&mut self) {
        self.bot = Some(Bot::start(self.setting));
        if timeout(BACK_WITHIN, self.discord().ready()).await.is_err() {
            self.complain("the bot did not start");
        }
    }

    pub async fn plays(&mut self, faults: &[Fault]) {
        for fault in faults {
            self.something_happens().await;
            self.notices_an_end_by_itself().await;
            let ends = match fault {
                Fault::Duplicates => self.duplicates,
                Fault::Reordered => self.reorders,
                _ => false,
            };
            if !ends {
                self.toll.count(fault.name());
            }
            match *fault {
                Fault::Kill => self.kills().await,
                Fault::Terminate => self.terminates().await,
                Fault::DropSocket => {
                    self.discord().drop_gateway();
                    self.is_connected().await;
                }
                Fault::Reconnect => {
                    self.discord().reconnect_gateway();
                }
                Fault::InvalidSession(true) => {
                    self.discord().interrupt_gateway();
                    self.is_connected().await;
                }
                Fault::InvalidSession(false) => {
                    self.journal.weather.outage_begins(Cause::SessionLost);
                    self.discord().invalidate_gateway();
                    self.is_connected().await;
                    self.journal.weather.outage_ends(&[Cause::SessionLost]);
                }
                Fault::Duplicates => {
                    self.duplicates = !self.duplicates;
                    self.discord().duplicate_events(self.duplicates);
                }
                Fault::Reordered => {
                    self.reorders = !self.reorders;
                    self.discord().reorder_events(self.reorders);
                }
                Fault::Limited(scope) => {
                    let routes = match scope {
                        LimitScope::User => &ROUTES[..],
                        LimitScope::Global | LimitScope::Shared => &ROUTES[..LIMITED_TOGETHER],
                    };
                    let (method, route) = self.picks_from(routes);
                    let times = if self.dice.chance(20) { 2 } else { 1 };
                    self.discord().limit_next(method, route, scope, times);
                }
                Fault::Refused(status) => {
                    let (method, route) = self.picks_from(&ROUTES);
                    let times = if self.dice.chance(20) { 2 } else { 1 };
                    self.discord().fail_next(method, route, status, times);
                }
                Fault::LostAnswer => {
                    let (method, route) = self.picks_from(&ROUTES);
                    self.discord().lose_next_answer(method, route, 1);
                }
                Fault::Timeout => {
                    let (method, route) = self.picks_from(&ROUTES);
                    self.discord().hang_next(method, route, 1);
                }
                Fault::Database(going, length) => self.database_goes(going, length).await,
                Fault::TerminateWithoutDatabase => self.terminates_without_database().await,
            }
        }
        self.discord().duplicate_events(false);
        self.discord().reorder_events(false);
        self.notices_an_end_by_itself().await;
    }

    /// A route that nothing was ordered for yet: on those that are rarely asked for, faults would pile
    /// up, and all hit the same session.
    fn picks_from(
        &mut self,
        routes: &[(&'static str, &'static str)],
    ) -> (&'static str, &'static str) {
        // One roll in any case, so that the seed's other choices do not depend on it.
        let first = self.dice.below(routes.len());
        let mut others = routes.iter().cycle().skip(first).take(routes.len());
        let free = others.find(|(method, route)| !self.discord().is_to_fail(method, route));
        // The one that is asked for most.
        *free.unwrap_or(&routes[0])
    }

    /// Ends the round's last process.
    pub async fn ends(&mut self) {
        self.notices_an_end_by_itself().await;
        self.stops().await;
    }

    fn discord(&self) -> &LocalDiscord {
        &self.setting.discord
    }

    fn complain(&self, what: &str) {
        self.journal.complain(what.to_owned());
    }

    /// Lets the sessions go on for a random number of changes in the channel, then for a moment that
    /// lies between two of them.
    async fn something_happens(&mut self) {
        let changes = 1 + self.dice.below(60);
        let seen = AtomicUsize::new(0);
        let enough = |_: &LocalDiscord| seen.fetch_add(1, Ordering::Relaxed) >= changes;
        // A quiet channel is a moment like any other.
        let _ = timeout(QUIET, self.discord().until(enough)).await;
        let between = Duration::from_micros(100 * self.dice.below(200) as u64);
        tokio::time::sleep(between).await;
    }

    async fn notices_an_end_by_itself(&mut self) {
        let ended = self.bot.as_mut().and_then(Bot::ended);
        if let Some(status) = ended {
            self.complain(&format!("the bot ended by itself: {status}"));
            self.journal.weather.outage_begins(Cause::Killed);
            self.restarts().await;
        }
    }

    async fn is_connected(&self) {
        let connected = self.discord().until(LocalDiscord::is_connected);
        if timeout(BACK_WITHIN, connected).await.is_err() {
            self.complain("the bot did not come back to the gateway");
        }
    }

    async fn kills(&mut self) {
        self.journal.weather.outage_begins(Cause::Killed);
        let bot = self.bot.take().expect("a bot runs");
        bot.kill().await;
        let gone = self.discord().until(|discord| !discord.is_connected());
        if timeout(BACK_WITHIN, gone).await.is_err() {
            self.complain("Discord did not notice that the bot is gone");
        }
        let owed = Owed::at(&self.setting.database).await;
        let restart = self.restarts().await;
        self.measures(&restart, owed).await;
    }

    async fn terminates(&mut self) {
        self.journal.weather.outage_begins(Cause::Terminated);
        self.stops().await;
        self.restarts().await;
    }

    async fn stops(&mut self) {
        let bot = self.bot.take().expect("a bot runs");
        match bot.terminate().await {
            Some((status, took)) => {
                if !status.success() {
                    self.complain(&format!("SIGTERM ended the bot with {status}"));
                }
                self.toll.recovery.lock().unwrap().stopping.push(took);
            }
            None => self.complain(&format!("SIGTERM did not end the bot in {STOPS_WITHIN:?}")),
        }
    }

    /// Starts the bot, as a service manager would, until it stays. Gives the start of the one that did.
    async fn restarts(&mut self) -> Restart {
        if self.dice.chance(20) {
            self.toll.count(Fault::Refused(500).name());
            self.discord().fail_next("PUT", COMMANDS, 500, 1);
        }
        if self.dice.chance(20) {
            // serenity asks once, and the bot insists.
            let status = *self.dice.pick(&[500, 502, 503]);
            self.toll
                .count(format!("GET /gateway fails twice, {status}"));
            self.discord().fail_next("GET", GATEWAY, status, 2);
        }
        let requests = self.discord().requests().len();
        let bot = Bot::start(self.setting);
        let started = bot.started;
        self.bot = Some(bot);
        self.is_connected().await;
        let causes = [Cause::Killed, Cause::Terminated];
        self.journal.weather.outage_ends(&causes);
        Restart { started, requests }
    }

    /// How long it takes until the bot answers, and until what is owed goes out.
    async fn measures(&mut self, restart: &Restart, owed: Option<Owed>) {
        let started = restart.started;
        // Half of the time the next fault does not wait until the session goes on.
        let waits = self.dice.chance(50);
        let answers = async {
            // What it says is of no interest here.
            while self.onlooker.slash("/estado").await.is_err() {}
            started.elapsed()
        };
        let Ok(answered) = timeout(BACK_WITHIN, answers).await else {
            self.complain("the bot does not answer after a restart");
            return;
        };
        if self.is_undisturbed_since(restart) {
            self.toll.recovery.lock().unwrap().answers.push(answered);
        }
        let Some(owed) = owed.filter(|_| waits) else {
            return;
        };
        let goes_out = async {
            while !owed.moved(&self.setting.database).await {
                tokio::time::sleep(ASK_AGAIN).await;
            }
            started.elapsed()
        };
        let Ok(went_out) = timeout(BACK_WITHIN, goes_out).await else {
            self.complain("what was owed at a SIGKILL did not go out");
            return;
        };
        if self.is_undisturbed_since(restart) {
            self.toll.recovery.lock().unwrap().posts.push(went_out);
        }
    }

    /// A fault of Discord's has its own cost, which is not the restart's.
    fn is_undisturbed_since(&self, restart: &Restart) -> bool {
        self.discord().requests()[restart.requests..]
            .iter()
            .all(|request| request.status < 429)
    }

    async fn database_goes(&mut self, going: Going, length: Duration) {
        self.journal.weather.outage_begins(Cause::DatabaseAway);
        self.server.goes_away(going).await;
        let gone = Instant::now();
        while gone.elapsed() < length {
            tokio::time::sleep(BETWEEN_QUESTIONS).await;
            if !self.is_told_to_try_again().await {
                self.complain("a click was carried out without a database");
            }
        }
        self.server.comes_back().await;
        self.journal.weather.outage_ends(&[Cause::DatabaseAway]);
        let back = Instant::now();
        let carried_out = async { while self.is_told_to_try_again().await {} };
        if timeout(BACK_WITHIN, carried_out).await.is_err() {
            self.complain("the bot does not notice that the database is back");
            return;
        }
        let mut recovery = self.toll.recovery.lock().unwrap();
        recovery.database.push(back.elapsed());
    }

    /// Asks where the session stands, and whether the answer is to try again in a moment.
    async fn is_told_to_try_again(&self) -> bool {
        let what = "Olga: /estado";
        let sent = Instant::now();
        match self.onlooker.slash("/estado").await {
            Ok(answer) if is_put_off(&answer.text()) => {
                self.journal.put_off(what, sent);
                if !is_private(&answer) {
                    self.complain("put off before everybody");
                }
                true
            }
            Ok(_) => {
                self.journal.answered(sent);
                false
            }
            Err(PersonError::Unanswered { .. }) => {
                self.journal.unanswered(what, sent);
                true
            }
            Err(error) => panic!("{what}: {error}"),
        }
    }

    async fn terminates_without_database(&mut self) {
        self.journal.weather.outage_begins(Cause::DatabaseAway);
        self.server.goes_away(Going::Stopped).await;
        // How long the fault lasts; nothing is waited for.
        tokio::time::sleep(WITHOUT_DATABASE).await;
        self.journal.weather.outage_begins(Cause::Terminated);
        self.stops().await;
        self.server.comes_back().await;
        self.restarts().await;
        self.journal.weather.outage_ends(&[Cause::DatabaseAway]);
    }
}

/// A process that was started after another one.
struct Restart {
    started: Instant,
    /// How many requests there were before.
    requests: usize,
}

/// What was owed to the channels at a moment: sums that grow as soon as anything of it goes out.
struct Owed {
    sessions: Vec<i64>,
    progress: i64,
}

impl Owed {
    /// Nothing when nothing is owed that could go out at once.
    async fn at(database: &str) -> Option<Self> {
        let mut connection = PgConnection::connect(database).await.ok()?;
        let sessions: Vec<i64> = sqlx::query_scalar(
            "SELECT DISTINCT d.session_id FROM deliveries d
             WHERE d.delivered_revision < d.revision AND NOT EXISTS (
                 SELECT FROM graphile_worker._private_jobs j
                 WHERE j.key = 'deliver-' || d.session_id AND j.run_at > now()
             )",
        )
        .fetch_all(&mut connection)
        .await
        .ok()?;
        let progress = progress(&mut connection, &sessions).await?;
        connection.close().await.ok()?;
        (!sessions.is_empty()).then_some(Self { sessions, progress })
    }

    async fn moved(&self, database: &str) -> bool {
        let Ok(mut connection) = PgConnection::connect(database).await else {
            return false;
        };
        let now = progress(&mut connection, &self.sessions).await;
        // The connection ends either way.
        let _ = connection.close().await;
        now.is_some_and(|now| now > self.progress)
    }
}

async fn progress(connection: &mut PgConnection, sessions: &[i64]) -> Option<i64> {
    sqlx::query_scalar(
        "SELECT coalesce(sum(d.delivered_revision), 0)
             + (SELECT count(p.message_id) FROM posts p JOIN deliveries d ON d.id = p.delivery_id
                WHERE d.session_id = ANY ($1))
         FROM deliveries d WHERE d.session_id = ANY ($1)",
    )
    .bind(sessions)
    .fetch_one(connection)
    .await
    .ok()
}
