//! Whether the checker would notice: a session in which all goes well, and then one damage after
//! the other, each of which has to be found and called by its name.

use std::sync::Arc;

use sqlx::{Connection, PgConnection};
use tertulia::local::PersonError;
use tokio::time::{Instant, timeout};

use crate::{
    CHANNELS, Courses, TURN,
    bot::{Bot, Setting},
    checker::{self, Findings},
    database::Server,
    dice::Dice,
    fresh_folder,
    journal::Journal,
    local_discord,
    rule::{Rule, Rules},
    session, settles,
    trouble::BACK_WITHIN,
    weather::{Cause, Weather},
};

/// The database that is damaged in copies.
const WHOLE: &str = "whole";

/// What happens to a copy, and which of the findings tells of it.
type Damage = (&'static str, fn(&Findings) -> &Vec<String>);

const DAMAGES: [Damage; 9] = [
    (
        "DELETE FROM session_events WHERE (session_id, seq) IN (
             SELECT session_id, seq FROM session_events WHERE type = 'confirmation_given' LIMIT 1)",
        |findings| &findings.lost,
    ),
    (
        "DELETE FROM reflections WHERE person_id = (SELECT max(person_id) FROM reflections)",
        |findings| &findings.lost,
    ),
    (
        "UPDATE deliveries SET revision = revision + 1 WHERE key = 'lobby'",
        |findings| &findings.lost,
    ),
    (
        "UPDATE posts SET message_id = NULL
         WHERE message_id = (SELECT max(message_id) FROM posts)",
        |findings| &findings.lost,
    ),
    (
        "INSERT INTO session_events (session_id, seq, at, actor, event)
         SELECT session_id, last, at, actor, event
         FROM session_events, (SELECT max(seq) + 1 AS last FROM session_events) AS ends
         WHERE type = 'confirmation_given' LIMIT 1",
        |findings| &findings.doubled,
    ),
    (
        "DELETE FROM posts WHERE message_id = (SELECT max(message_id) FROM posts)",
        |findings| &findings.doubled,
    ),
    (
        "DELETE FROM session_events WHERE (session_id, seq) IN (
             SELECT session_id, seq FROM session_events WHERE type = 'topic_started' LIMIT 1)",
        |findings| &findings.missing,
    ),
    (
        "UPDATE deliveries SET key = 'no-report' WHERE key = 'report'",
        |findings| &findings.missing,
    ),
    ("UPDATE sessions SET advance_rule = 'host'", |findings| {
        &findings.other
    }),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_lost_doubled_missing_or_unanswered_is_found() {
    let _turn = TURN.lock().await;
    let folder = fresh_folder("chaos-damage");
    let courses = Courses::gather(&folder);
    let server = Server::start().await;
    let discord = local_discord().await;
    let setting = Setting {
        discord: discord.clone(),
        database: server.database(WHOLE).await,
        courses: courses.folder.clone(),
        log: folder.join("bot.log"),
    };
    let bot = Bot::start(&setting);
    timeout(BACK_WITHIN, discord.ready()).await.unwrap();
    let journal = Journal::new(Weather::default());
    let plan = session::Plan {
        course: Arc::clone(&courses.small),
        channel: CHANNELS[0],
        name: "damage".to_owned(),
        rule: Rule::All,
        rules: Rules::new(&setting.database, discord.guild_id()),
        dice: Dice::new(1),
    };
    let played = session::play(&discord, &journal, plan).await;
    let played = played.expect("a session in which all goes well");
    settles(&setting.database).await.unwrap();
    let (ended, _) = bot.terminate().await.expect("the bot ends");
    assert!(ended.success(), "{ended}");

    let check = async |database: &str| {
        let courses = [&*courses.small];
        checker::check(database, &discord, &journal, &courses, &[played]).await
    };
    let findings = check(&setting.database).await;
    assert_eq!(findings.all(), [""; 0]);
    assert_eq!(journal.complaints(), [""; 0]);
    for (number, (damage, found)) in DAMAGES.into_iter().enumerate() {
        let copy = server.copy(WHOLE, &format!("damage_{number}")).await;
        let mut connection = PgConnection::connect(&copy).await.unwrap();
        let done = sqlx::query(damage).execute(&mut connection).await.unwrap();
        assert!(done.rows_affected() > 0, "no damage: {damage}");
        connection.close().await.unwrap();
        let findings = check(&copy).await;
        assert!(
            !found(&findings).is_empty(),
            "not found: {damage}\n{:#?}",
            findings.all()
        );
    }

    // Nobody is there to answer, and nobody was killed.
    let person = discord.add_person("Olga", false);
    person.go_to(CHANNELS[0]).unwrap();
    let sent = Instant::now();
    let silence = person.slash("/estado").await;
    assert!(matches!(silence, Err(PersonError::Unanswered { .. })));
    journal.unanswered("/estado", sent);
    assert_eq!(journal.clicks().unanswered, 1);
    journal.put_off("/estado", sent);
    assert_eq!(journal.complaints().len(), 2);
    // The same with an excuse.
    for cause in [Cause::Killed, Cause::DatabaseAway] {
        journal.weather.outage_begins(cause);
    }
    journal.unanswered("/estado", sent);
    journal.put_off("/estado", Instant::now());
    let clicks = journal.clicks();
    assert_eq!((clicks.unanswered, clicks.unheard), (1, 1));
    assert_eq!(journal.complaints().len(), 2);
}
