//! Doubts as messages that mention the bot: recorded once, heard live or read back after the bot was
//! away.

use std::time::Duration;

use sqlx::Row;
use tertulia::{
    local::{LocalDiscord, Person},
    store::Store,
};
use time::OffsetDateTime;

use crate::{
    crash::{BotProcess, PATIENCE, press, settled, shown, stage, within},
    openapi,
    room::{Failure, Player, Room, rehearse},
};

const MESSAGES: &str = "/channels/{channel_id}/messages";
const PEOPLE: &[&str] = &["Marta*", "Ana", "Beto"];

/// A doubt as the database has it.
#[derive(Debug, PartialEq)]
struct Asked {
    asker: i64,
    origin: String,
    text: String,
    at: OffsetDateTime,
}

async fn asked(store: &Store) -> Result<Vec<Asked>, sqlx::Error> {
    let rows =
        sqlx::query("SELECT asker_id, origin, text, asked_at FROM questions ORDER BY question_id")
            .fetch_all(store.pool())
            .await?;
    let doubt = |row: &sqlx::postgres::PgRow| Asked {
        asker: row.get(0),
        origin: row.get(1),
        text: row.get(2),
        at: row.get(3),
    };
    Ok(rows.iter().map(doubt).collect())
}

/// What a message of this person's, which says this to the bot, is recorded as.
fn doubt(person: &Person, message: u64, text: &str) -> Asked {
    Asked {
        asker: person.id().cast_signed(),
        origin: message.to_string(),
        text: text.to_owned(),
        at: written_at(message),
    }
}

/// When Discord took a message.
fn written_at(message: u64) -> OffsetDateTime {
    let milliseconds = i64::try_from(message >> 22).unwrap();
    time::macros::datetime!(2015-01-01 0:00 UTC) + time::Duration::milliseconds(milliseconds)
}

/// The bot's replies to messages, each with whom it calls.
fn replies(discord: &LocalDiscord) -> Vec<(String, Vec<String>)> {
    let sent = discord.requests();
    let replies = sent.iter().filter(|request| {
        let body = request.body.as_ref();
        request.status == 200 && body.is_some_and(|body| !body["message_reference"].is_null())
    });
    let contents: Vec<String> = replies
        .filter_map(|request| request.body.as_ref()?["content"].as_str())
        // A thread is shown by its name.
        .filter_map(|content| Some(content.split("<#").next()?.to_owned()))
        .collect();
    let posted = discord.messages();
    let posted = posted.iter().filter(|message| {
        let text = message.text();
        message.author == "Tertulia" && contents.iter().any(|said| text.contains(said))
    });
    posted
        .map(|message| (message.text(), message.pings.clone()))
        .collect()
}

/// Ana and Beto are on the first topic of the small course, called by Marta.
async fn begun(room: &Room) -> Result<[Player<'_>; 3], Failure> {
    let [marta, ana, beto] = room.people(["Marta", "Ana", "Beto"]);
    marta.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    beto.press("Unirme").await?;
    marta.press("Comenzar").await?;
    Ok([marta, ana, beto])
}

#[tokio::test]
async fn a_mention_is_a_doubt_and_its_post_the_acknowledgement() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.say("hola a todos").await?;
        let prepared = "print sin salto de linea";
        let first = ana.say(&format!("@Tertulia {prepared}")).await?;
        room.expect_shown("Ana pregunta").await?;
        room.expect_shown("Del curso").await?;
        let text = "¿Y si @Ana usa <@&1> o @everyone?";
        let second = beto.say(&format!("{text} @Tertulia")).await?;
        room.expect_shown("Beto pregunta").await?;
        room.expect_shown("Sin respuesta todavía").await?;
        let text = text.replace("@Ana", &format!("<@{}>", ana.person().id()));
        assert_eq!(
            asked(room.store()).await?,
            [
                doubt(ana.person(), first, prepared),
                doubt(beto.person(), second, &text),
            ]
        );
        ana.press("Me quedó claro").await?;
        assert_eq!(replies(room.discord()), []);
        let bots = room.discord().messages();
        let mut bots = bots.iter().filter(|message| message.author == "Tertulia");
        assert!(bots.all(|message| message.pings.is_empty()));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_mention_that_plainly_asks_nothing_is_told_how_to_ask() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        ana.say("@Tertulia gracias, quedó claro").await?;
        // Nobody can say whether this asks, so it does.
        beto.say("@Tertulia el for con listas").await?;
        let [(said, called)] = replies(room.discord()).try_into().unwrap();
        assert!(said.contains("no vi una duda"), "{said}");
        assert_eq!(called, ["Ana"]);
        let asked = asked(room.store()).await?;
        assert_eq!(asked.len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_reply_to_the_bot_is_a_doubt_and_one_to_a_person_is_not() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        let messages = room.discord().messages();
        let panel = messages.iter().rfind(|m| m.text().contains("Pausa: "));
        let panel = panel.ok_or("no panel")?.id;
        let question = ana.reply(panel, "¿Qué hago si no me sale?").await?;
        room.expect_shown("Ana pregunta").await?;
        beto.reply(question, "Yo tampoco sé").await?;
        assert_eq!(
            asked(room.store()).await?,
            [doubt(ana.person(), question, "¿Qué hago si no me sale?")]
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_did_not_join_or_writes_too_much_is_told_what_to_do() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        // A moderator's rights do not come with a message; she has not joined.
        marta.say("@Tertulia ¿Y yo?").await?;
        ana.say(&format!("@Tertulia {}", "a".repeat(1001))).await?;
        let told = replies(room.discord());
        assert_eq!(told.len(), 2, "{told:#?}");
        assert!(told[0].0.contains("Pulsa **Unirme**"), "{told:#?}");
        assert_eq!(told[0].1, ["Marta"]);
        assert!(told[1].0.contains("tiene 1001 caracteres"), "{told:#?}");
        assert_eq!(told[1].1, ["Ana"]);
        assert_eq!(asked(room.store()).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_asks_beside_the_thread_is_told_where_the_session_goes_on() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = begun(room).await?;
        ana.person().go_to("#estudio")?;
        ana.say("@Tertulia ¿Y con emojis?").await?;
        let told = replies(room.discord());
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].0.contains("Mencióname allí"), "{told:#?}");
        // Where there is no session at all, nobody is meant.
        ana.person().go_to("#informes")?;
        ana.say("@Tertulia ¿Y aquí?").await?;
        assert_eq!(replies(room.discord()).len(), 1);
        assert_eq!(asked(room.store()).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn everybody_and_roles_are_not_the_bot_and_a_bare_mention_asks_nothing() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        marta.press("Unirme").await?;
        marta.say("@everyone ¿Seguimos?").await?;
        marta.say("@moderación ¿Seguimos?").await?;
        ana.say("@Tertulia").await?;
        ana.say("@Tertulia \u{200b}").await?;
        // Heard after all the others.
        let last = ana.say("@Tertulia ¿Seguimos?").await?;
        assert_eq!(
            asked(room.store()).await?,
            [doubt(ana.person(), last, "¿Seguimos?")]
        );
        assert_eq!(replies(room.discord()), []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_mention_that_discord_tells_of_twice_is_one_doubt_and_one_reply() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        room.discord().duplicate_events(true);
        ana.say("@Tertulia ¿Y con emojis?").await?;
        marta.say("@Tertulia ¿Y yo?").await?;
        room.discord().duplicate_events(false);
        ana.press("Lo tengo claro").await?;
        assert_eq!(asked(room.store()).await?.len(), 1);
        assert_eq!(replies(room.discord()).len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_mention_during_an_outage_that_ended_the_connection_is_read_back() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        let heard = ana.say("@Tertulia ¿Y con emojis?").await?;
        marta.say("@Tertulia ¿Y yo?").await?;
        marta.press("Unirme").await?;
        // Longer than Discord knows a nonce.
        room.let_pass(time::Duration::hours(1)).await?;
        // The session that the bot wants to resume is not there any more.
        let discord = room.discord();
        discord.drop_gateway();
        discord.invalidate_gateway();
        let missed = ana.person().say("@Tertulia ¿Y en colores?").await;
        room.let_pass(time::Duration::minutes(1)).await?;
        room.expect_shown("│ ¿Y en colores?").await?;
        // What Marta asked before she joined was turned down, and stays so.
        assert_eq!(
            asked(room.store()).await?,
            [
                doubt(ana.person(), heard, "¿Y con emojis?"),
                doubt(ana.person(), missed, "¿Y en colores?"),
            ]
        );
        assert_eq!(replies(discord).len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_doubt_that_is_read_back_is_not_recorded_before_what_happened_meanwhile() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, beto] = begun(room).await?;
        room.discord().fail_next("GET", MESSAGES, 500, 2);
        room.discord().invalidate_gateway();
        let missed = ana.person().say("@Tertulia ¿Y con emojis?").await;
        let failed = |discord: &LocalDiscord| {
            let requests = discord.requests();
            let mut failed = requests.iter().filter(|request| request.status == 500);
            failed.next().is_some()
        };
        tokio::time::timeout(PATIENCE, room.discord().until(failed)).await?;
        beto.press("Lo tengo claro").await?.choose(true).await?;
        room.expect_shown("Ana pregunta").await?;
        let asked = asked(room.store()).await?;
        assert_eq!(asked.len(), 1);
        let back: bool = sqlx::query_scalar(
            "SELECT bool_or(later.at < earlier.at)
             FROM session_events earlier JOIN session_events later ON later.seq = earlier.seq + 1",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert!(!back, "the log's times go back");
        assert!(asked[0].at >= written_at(missed));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_mention_that_could_not_be_recorded_at_once_is_recorded_later() {
    rehearse("saludos", PEOPLE, async |room| {
        let [marta, ana, _] = begun(room).await?;
        // The reply does not get through; it is given when the thread is read back.
        room.discord().fail_next("POST", MESSAGES, 500, 2);
        marta.say("@Tertulia ¿Y yo?").await?;
        room.expect_shown("todavía no participas").await?;
        ana.say("@Tertulia ¿Y con emojis?").await?;
        assert_eq!(asked(room.store()).await?.len(), 1);
        assert_eq!(replies(room.discord()).len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_mention_while_the_database_is_away_is_recorded_when_it_is_back() {
    rehearse("saludos", PEOPLE, async |room| {
        let [_, ana, _] = begun(room).await?;
        let mut held = Vec::new();
        while let Ok(connection) = room.store().pool().acquire().await {
            held.push(connection);
        }
        let missed = ana.person().say("@Tertulia ¿Y con emojis?").await;
        room.heard(missed).await?;
        room.expect_hidden("Ana pregunta")?;
        drop(held);
        room.expect_shown("Ana pregunta").await?;
        assert_eq!(
            asked(room.store()).await?,
            [doubt(ana.person(), missed, "¿Y con emojis?")]
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_channel_that_cannot_be_read_is_not_asked_for_ever() {
    rehearse("saludos", PEOPLE, async |room| {
        use tertulia::local::permissions;
        begun(room).await?;
        idle(room.discord(), room.store()).await;
        room.discord().set_bot_permissions(0);
        assert_eq!(room.store().read_mentions(&[room.guild()]).await?, 1);
        idle(room.discord(), room.store()).await;
        room.discord().set_bot_permissions(permissions::BOT);
        assert_eq!(room.take_violations().len(), 1);
        Ok(())
    })
    .await;
}

/// A session of three learners on the first topic.
async fn three_learners(discord: &LocalDiscord, ana: &Person) -> [Person; 2] {
    let others = ["Beto", "Carla"].map(|name| discord.add_person(name, false));
    ana.slash("/empezar saludos").await.unwrap();
    shown(discord, "Sala de espera").await;
    for person in [ana, &others[0], &others[1]] {
        press(person, discord, "Unirme").await;
    }
    press(ana, discord, "Comenzar").await;
    shown(discord, "Pausa: Saludar").await;
    others
}

/// Waits until the jobs that the bot has are done, but for those that wait for their time.
async fn idle(discord: &LocalDiscord, store: &Store) {
    let idle = async {
        // A job that was replaced while it ran, and died with its process, stays and never runs.
        let count = "SELECT count(*) FROM graphile_worker.jobs
             WHERE attempts < max_attempts AND (key IS NULL OR key NOT LIKE 'tick-%')";
        while sqlx::query_scalar::<_, i64>(count)
            .fetch_one(store.pool())
            .await
            .unwrap()
            > 0
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    within(PATIENCE, "the jobs", discord, idle).await;
}

#[tokio::test]
async fn doubts_asked_while_the_bot_was_away_are_recorded_once() {
    let (discord, ana, database) = stage().await;
    let store = &database.store;
    let bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    let [beto, carla] = three_learners(&discord, &ana).await;
    let heard = ana.say("@Tertulia ¿Y con emojis?").await;
    shown(&discord, "Ana pregunta").await;
    settled(&discord, store).await;
    bot.kill_on(&discord).await;

    let first = beto.say("@Tertulia ¿Y en colores?").await;
    // More than Discord gives at once.
    for number in 0..130 {
        carla.say(&format!("Charla {number}")).await;
    }
    let second = carla.say("¿Y al revés, @Tertulia?").await;
    let messages = discord.messages();
    let panel = messages.iter().rfind(|m| m.text().contains("Pausa: "));
    let third = ana.reply(panel.unwrap().id, "¿Y en negrita?").await;
    let expected = [
        doubt(&ana, heard, "¿Y con emojis?"),
        doubt(&beto, first, "¿Y en colores?"),
        doubt(&carla, second, "¿Y al revés,?"),
        doubt(&ana, third, "¿Y en negrita?"),
    ];

    let log = tempfile::NamedTempFile::new().unwrap();
    for restart in 0..2 {
        let before = pages(&discord);
        let stderr = log.reopen().unwrap();
        let bot = BotProcess::start_with_log(&discord, &database, stderr.into());
        let connected = discord.until(LocalDiscord::is_connected);
        within(PATIENCE, "the restart", &discord, connected).await;
        let read = discord.until(|discord| pages(discord) > before);
        within(PATIENCE, "reading back", &discord, read).await;
        shown(&discord, "¿Y en negrita?").await;
        idle(&discord, store).await;
        settled(&discord, store).await;
        assert_eq!(asked(store).await.unwrap(), expected, "restart {restart}");
        bot.kill_on(&discord).await;
    }
    let posts = discord.messages();
    for text in [
        "¿Y con emojis?",
        "¿Y en colores?",
        "¿Y al revés,?",
        "¿Y en negrita?",
    ] {
        let posts = posts
            .iter()
            .filter(|message| {
                message.author == "Tertulia" && message.text().contains(" pregunta\n")
            })
            .filter(|message| message.text().contains(text));
        assert_eq!(posts.count(), 1, "{text}\n\n{}", discord.transcript());
    }
    assert_eq!(replies(&discord), []);
    let log = std::fs::read_to_string(log.path()).unwrap();
    assert!(!log.contains("¿Y"), "learners' words in the log:\n{log}");
    assert_eq!(discord.violations(), [""; 0]);
    assert_eq!(openapi::check(&discord.requests()), [""; 0]);
    database.remove().await;
}

/// How many pages of messages the bot has read.
fn pages(discord: &LocalDiscord) -> usize {
    let requests = discord.requests();
    requests
        .iter()
        .filter(|request| request.method == "GET" && request.route == MESSAGES)
        .count()
}
