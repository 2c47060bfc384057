//! The bot as a process of its own that dies, is told to stop, or loses its database: nothing is lost,
//! nothing posted twice.

use std::{
    collections::BTreeMap,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::Arc,
    time::Duration,
};

use tertulia::{
    clock::Clock,
    local::{Answer, LocalDiscord, MessageView, Person, World},
    store::Store,
};

use crate::{
    cluster::Database,
    openapi,
    room::{bring_nearer, courses_with},
};

/// How long the session may take to go on after a restart.
const GOES_ON_WITHIN: Duration = Duration::from_secs(5);
pub const PATIENCE: Duration = Duration::from_secs(20);
const CALLBACK: &str = "/interactions/{interaction_id}/{interaction_token}/callback";
const COMMANDS: &str = "/applications/{application_id}/commands";

/// The bot's process; it does not outlive the test.
pub struct BotProcess(Child);

impl BotProcess {
    pub fn start(discord: &LocalDiscord, database: &Database) -> Self {
        Self::start_with_log(discord, database, Stdio::inherit())
    }

    pub fn start_with_log(discord: &LocalDiscord, database: &Database, log: Stdio) -> Self {
        Self::start_with(discord, database, &courses_with("saludos"), log, &[])
    }

    /// The bot with these variables set.
    pub fn start_with_variables(
        discord: &LocalDiscord,
        database: &Database,
        log: Stdio,
        variables: &[(&str, &str)],
    ) -> Self {
        let courses = courses_with("saludos");
        Self::start_with(discord, database, &courses, log, variables)
    }

    /// The bot with the courses of this folder installed.
    pub fn start_with_courses(discord: &LocalDiscord, database: &Database, courses: &Path) -> Self {
        Self::start_with(discord, database, courses, Stdio::inherit(), &[])
    }

    fn start_with(
        discord: &LocalDiscord,
        database: &Database,
        courses: &Path,
        log: Stdio,
        variables: &[(&str, &str)],
    ) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_tertulia"))
            .arg("run")
            .env("DISCORD_TOKEN", discord.token())
            .env("DISCORD_API_URL", discord.url())
            .env("DATABASE_URL", database.url())
            .env("TERTULIA_COURSES_DIR", courses)
            .env("RUST_LOG", "warn")
            // Whatever an .env file says.
            .env("TUTOR_BASE_URL", "")
            .env("TUTOR_MODEL", "")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Self(child)
    }

    /// SIGKILL: the process gets no chance to tidy up. Returns when Discord has noticed.
    pub async fn kill_on(mut self, discord: &LocalDiscord) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
        let gone = discord.until(|discord| !discord.is_connected());
        within(PATIENCE, "Discord noticing", discord, gone).await;
    }
}

impl BotProcess {
    /// SIGTERM.
    pub fn terminate(&self) {
        let number = self.0.id().to_string();
        let kill = Command::new("kill").args(["-TERM", &number]).status();
        assert!(kill.unwrap().success());
    }

    /// Waits for its end.
    pub fn ended(mut self) -> ExitStatus {
        self.0.wait().unwrap()
    }
}

impl Drop for BotProcess {
    fn drop(&mut self) {
        // It may have been killed by the story.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub async fn within<T>(
    limit: Duration,
    what: &str,
    discord: &LocalDiscord,
    wait: impl Future<Output = T>,
) -> T {
    tokio::time::timeout(limit, wait)
        .await
        .unwrap_or_else(|_| panic!("{what} took over {limit:?}\n\n{}", discord.transcript()))
}

pub async fn shown(discord: &LocalDiscord, text: &str) {
    let shows = |discord: &LocalDiscord| {
        discord
            .messages()
            .iter()
            .any(|message| message.text().contains(text))
    };
    within(PATIENCE, text, discord, discord.until(shows)).await;
}

pub async fn settled(discord: &LocalDiscord, store: &Store) {
    let settle = async {
        while store.count_owed().await.unwrap() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    within(PATIENCE, "delivering", discord, settle).await;
}

pub async fn press(person: &Person, discord: &LocalDiscord, label: &str) -> Answer {
    person
        .press(label)
        .await
        .unwrap_or_else(|error| panic!("{error}\n\n{}", discord.transcript()))
}

#[tokio::test]
async fn a_session_goes_on_after_its_bot_was_killed_in_mid_topic() {
    let database = Database::create().await;
    let store = &database.store;
    let clock = Clock::system();
    let discord = LocalDiscord::start(World::new(Arc::new(move || clock.now())))
        .await
        .unwrap();
    let ana = discord.add_person("Ana", false);

    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    // The first of the topic's posts is there, the others are owed: the bot dies now.
    shown(&discord, "Tema 1 de 2").await;
    bot.kill_on(&discord).await;
    let before = events(store).await;
    assert!(before.contains(&"topic_started".to_owned()), "{before:?}");

    let bot = BotProcess::start(&discord, &database);
    let panel = |discord: &LocalDiscord| {
        discord
            .messages()
            .iter()
            .any(|message| message.text().contains("Pausa: Saludar"))
    };
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    within(GOES_ON_WITHIN, "going on", &discord, discord.until(panel)).await;
    settled(&discord, store).await;
    assert_eq!(events(store).await, before, "the restart changed the past");

    // A button of a message that the dead process posted, then one that it never got to post.
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Lo tengo claro").await;
    bot.kill_on(&discord).await;

    let _bot = BotProcess::start(&discord, &database);
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the second restart", &discord, connected).await;
    // The options of a question that the second process asked.
    for letter in ["B", "A", "4"] {
        press(&ana, &discord, letter).await;
    }
    shown(&discord, "Pausa: Repetir").await;
    for label in ["Lo tengo claro", "B", "5"] {
        press(&ana, &discord, label).await;
    }
    shown(&discord, "Para cerrar").await;
    let Answer::Modal(modal) = press(&ana, &discord, "Reflexión final").await else {
        panic!("no modal\n\n{}", discord.transcript());
    };
    ana.submit(&modal, &["Con la clase", "En casa", "El bucle"])
        .await
        .unwrap();
    shown(&discord, "5. Observaciones adicionales").await;
    settled(&discord, store).await;

    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for message in discord.messages() {
        *times.entry(message.text()).or_default() += 1;
    }
    let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "posted twice: {twice:#?}");
    let missing: i64 = sqlx::query_scalar("SELECT count(*) FROM posts WHERE message_id IS NULL")
        .fetch_one(store.pool())
        .await
        .unwrap();
    assert_eq!(missing, 0);
    let all = events(store).await;
    let count = |kind: &str| all.iter().filter(|event| *event == kind).count();
    assert_eq!(count("participant_joined"), 1);
    assert_eq!(count("check_answered"), 3);
    assert_eq!(count("confirmation_given"), 2);
    assert_eq!(count("session_ended"), 1);
    let violations = discord.violations();
    assert!(
        violations.is_empty(),
        "{violations:#?}\n\n{}",
        discord.transcript()
    );
    assert_eq!(openapi::check(&discord.requests()), [""; 0]);
    database.remove().await;
}

#[tokio::test]
async fn what_was_owed_while_a_killed_bot_was_posting_is_posted_too() {
    let database = Database::create().await;
    let store = &database.store;
    let clock = Clock::system();
    let discord = LocalDiscord::start(World::new(Arc::new(move || clock.now())))
        .await
        .unwrap();
    let ana = discord.add_person("Ana", false);
    let beto = discord.add_person("Beto", false);

    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    settled(&discord, store).await;
    discord.hang_next("POST", "/channels/{channel_id}/messages", 1);
    press(&ana, &discord, "Comenzar").await;
    // While this post hangs, another job of the session is queued behind it.
    shown(&discord, "Tema 1 de 2").await;
    press(&beto, &discord, "Unirme").await;
    bot.kill_on(&discord).await;

    let _bot = BotProcess::start(&discord, &database);
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    let joined = |discord: &LocalDiscord| {
        let texts: Vec<String> = discord.messages().iter().map(MessageView::text).collect();
        texts.iter().any(|text| text.contains("Pausa: Saludar"))
            && texts.iter().any(|text| text.contains("Participan (2)"))
    };
    within(GOES_ON_WITHIN, "going on", &discord, discord.until(joined)).await;
    settled(&discord, store).await;
    let topics = discord.messages();
    let topics = topics.iter().filter(|m| m.text().contains("Tema 1 de 2"));
    assert_eq!(topics.count(), 1, "{}", discord.transcript());
    database.remove().await;
}

/// The types of the recorded events, in order.
async fn events(store: &Store) -> Vec<String> {
    sqlx::query_scalar("SELECT type FROM session_events ORDER BY session_id, seq")
        .fetch_all(store.pool())
        .await
        .unwrap()
}

/// A local Discord with Ana in it, and the bot's database.
pub async fn stage() -> (LocalDiscord, Person, Database) {
    let database = Database::create().await;
    let clock = Clock::system();
    let discord = LocalDiscord::start(World::new(Arc::new(move || clock.now())))
        .await
        .unwrap();
    let ana = discord.add_person("Ana", false);
    (discord, ana, database)
}

#[tokio::test]
async fn a_bot_whose_commands_discord_could_not_take_at_first_works_all_the_same() {
    let (discord, ana, database) = stage().await;
    discord.fail_next("PUT", COMMANDS, 500, 1);
    let _bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    settled(&discord, &database.store).await;
    database.remove().await;
}

#[tokio::test]
async fn a_bot_goes_on_by_itself_after_its_database_broke_every_connection() {
    let (discord, ana, database) = stage().await;
    let mut bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    let broken: i64 = sqlx::query_scalar(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .fetch_one(database.store.pool())
    .await
    .unwrap();
    assert!(broken > 0);
    let joined = press(&ana, &discord, "Unirme").await;
    assert!(joined.text().contains("Ya participas"), "{}", joined.text());
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    settled(&discord, &database.store).await;
    assert_eq!(bot.0.try_wait().unwrap(), None, "the bot ended");
    database.remove().await;
}

#[tokio::test]
async fn a_form_that_is_sent_again_because_it_got_no_answer_carries_one_doubt() {
    let (discord, ana, database) = stage().await;
    let _bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    let Answer::Modal(form) = press(&ana, &discord, "Tengo una duda").await else {
        panic!("no form\n\n{}", discord.transcript());
    };
    // As often as the bot tries before it is too late.
    discord.fail_next("POST", CALLBACK, 500, 5);
    ana.submit(&form, &["¿Y con emojis?"]).await.unwrap_err();
    let answer = ana.submit(&form, &["¿Y con emojis?"]).await.unwrap();
    assert!(answer.text().contains("Tu duda quedó registrada"));
    settled(&discord, &database.store).await;
    let asked = events(&database.store).await;
    let asked = asked.iter().filter(|event| *event == "question_asked");
    assert_eq!(asked.count(), 1);
    database.remove().await;
}

#[tokio::test]
async fn a_bot_that_is_told_to_stop_answers_first_what_it_was_asked() {
    let (discord, ana, database) = stage().await;
    let mut bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    discord.fail_next("POST", CALLBACK, 500, 2);
    let asking = tokio::spawn(async move { ana.slash("/ayuda").await });
    let refused = |discord: &LocalDiscord| {
        discord
            .requests()
            .iter()
            .any(|request| request.status == 500)
    };
    within(PATIENCE, "a click", &discord, discord.until(refused)).await;
    bot.terminate();
    asking.await.unwrap().unwrap();
    let gone = discord.until(|discord| !discord.is_connected());
    within(PATIENCE, "the end", &discord, gone).await;
    assert!(bot.0.wait().unwrap().success());
    database.remove().await;
}

#[tokio::test]
async fn a_session_that_leaves_its_thread_while_its_bot_dies_says_so_once() {
    let (discord, ana, database) = stage().await;
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    press(&ana, &discord, "Unirme").await;
    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    settled(&discord, &database.store).await;
    let messages = discord.messages();
    let panel = messages
        .iter()
        .find(|message| message.text().contains("Pausa: Saludar"))
        .unwrap();
    discord.lock_thread(&panel.channel);
    discord.archive_thread(&panel.channel);
    // The notice reaches the channel, and its sender does not learn it.
    discord.hang_next("POST", "/channels/{channel_id}/messages", 1);
    ana.press_on(panel.id, "De otra forma").await.unwrap();
    shown(&discord, "La sesión sigue aquí").await;
    bot.kill_on(&discord).await;

    let _bot = BotProcess::start(&discord, &database);
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    shown(&discord, "De otra forma: Saludar").await;
    settled(&discord, &database.store).await;
    let channel = discord.channel_id();
    let here = |text: &str| {
        let messages = discord.messages().into_iter();
        let here = messages.filter(|m| m.channel_id == channel && m.text().contains(text));
        here.count()
    };
    for text in [
        "La sesión sigue aquí",
        "Pausa: Saludar",
        "La sesión está en marcha",
        "De otra forma: Saludar",
    ] {
        assert_eq!(here(text), 1, "{text}\n\n{}", discord.transcript());
    }
    database.remove().await;
}

/// The bot dies; meanwhile ten minutes pass, by making everything ten minutes older.
async fn dead_for_ten_minutes(bot: BotProcess, discord: &LocalDiscord, store: &Store) {
    bot.kill_on(discord).await;
    let away = time::Duration::minutes(10);
    sqlx::query("UPDATE session_events SET at = at - make_interval(secs => $1)")
        .bind(away.as_seconds_f64())
        .execute(store.pool())
        .await
        .unwrap();
    bring_nearer(store, away).await.unwrap();
}

/// Ana and Beto are on the first topic, and Ana has confirmed nothing.
async fn waiting_group(discord: &LocalDiscord, ana: &Person, store: &Store) {
    let beto = discord.add_person("Beto", false);
    ana.slash("/empezar saludos").await.unwrap();
    shown(discord, "Sala de espera").await;
    press(ana, discord, "Unirme").await;
    press(&beto, discord, "Unirme").await;
    press(ana, discord, "Comenzar").await;
    shown(discord, "Pausa: Saludar").await;
    settled(discord, store).await;
}

#[tokio::test]
async fn who_is_to_be_called_while_the_bot_is_dead_is_called_once_after_its_restart() {
    let (discord, ana, database) = stage().await;
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    waiting_group(&discord, &ana, &database.store).await;
    dead_for_ten_minutes(bot, &discord, &database.store).await;

    let bot = BotProcess::start(&discord, &database);
    let called = "@Ana, @Beto: el grupo espera a que confirmen";
    shown(&discord, called).await;
    bot.kill_on(&discord).await;
    let _bot = BotProcess::start(&discord, &database);
    let connected = discord.until(LocalDiscord::is_connected);
    within(PATIENCE, "the restart", &discord, connected).await;
    settled(&discord, &database.store).await;
    let calls = discord.messages();
    let calls = calls.iter().filter(|m| m.text().contains(called));
    assert_eq!(calls.count(), 1, "{}", discord.transcript());
    database.remove().await;
}

#[tokio::test]
async fn a_job_that_the_queue_lost_is_there_again_after_a_restart() {
    let (discord, ana, database) = stage().await;
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    waiting_group(&discord, &ana, &database.store).await;
    dead_for_ten_minutes(bot, &discord, &database.store).await;
    let lost = sqlx::query("DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'tick-%'")
        .execute(database.store.pool())
        .await
        .unwrap();
    assert_eq!(lost.rows_affected(), 1);

    let _bot = BotProcess::start(&discord, &database);
    shown(&discord, "@Ana, @Beto: el grupo espera a que confirmen").await;
    // It is looked at again when the wait is over.
    let planned: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM graphile_worker._private_jobs
         WHERE key = 'tick-1' AND run_at > now() + interval '15 minutes'",
    )
    .fetch_one(database.store.pool())
    .await
    .unwrap();
    assert_eq!(planned, 1);
    settled(&discord, &database.store).await;
    database.remove().await;
}
