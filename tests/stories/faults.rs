//! Discord has bad moments: they cost time, never data, and nothing is posted twice.

use tertulia::local::MessageView;

use crate::room::{Failure, Room, rehearse};

const MESSAGES: &str = "/channels/{channel_id}/messages";
const CALLBACK: &str = "/interactions/{interaction_id}/{interaction_token}/callback";

/// Ana alone goes from the lobby to the second topic.
async fn first_topic(room: &Room) -> Result<(), Failure> {
    let [ana] = room.people(["Ana"]);
    ana.slash("/empezar saludos").await?;
    ana.press("Unirme").await?;
    ana.press("Comenzar").await?;
    room.expect_topic("saludar").await?;
    ana.confirms().await?;
    room.expect_topic("repetir").await
}

/// Fails when two messages say the same.
fn expect_nothing_twice(room: &Room) -> Result<(), Failure> {
    let mut texts: Vec<String> = room
        .discord()
        .messages()
        .iter()
        .map(MessageView::text)
        .collect();
    texts.sort();
    match texts.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("posted twice: {}", pair[0]).into()),
        None => Ok(()),
    }
}

#[tokio::test]
async fn a_post_whose_answer_was_lost_is_not_posted_again() {
    rehearse("saludos", &["Ana"], async |room| {
        room.discord().lose_next_answer("POST", MESSAGES, 2);
        first_topic(room).await?;
        expect_nothing_twice(room)
    })
    .await;
}

#[tokio::test]
async fn a_post_whose_answer_was_lost_is_found_when_discord_has_forgotten_its_nonce() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        room.discord().lose_next_answer("POST", MESSAGES, 2);
        ana.person().slash("/empezar saludos").await?;
        room.expect_shown("convoca una sesión").await?;
        room.let_pass(time::Duration::minutes(10)).await?;
        room.expect_shown("Sala de espera").await?;
        let searched = room
            .discord()
            .requests()
            .iter()
            .any(|request| request.method == "GET" && request.route == MESSAGES);
        assert!(searched, "the messages of the channel were not searched");
        ana.press("Unirme").await?;
        expect_nothing_twice(room)
    })
    .await;
}

#[tokio::test]
async fn a_post_that_discord_could_not_take_is_posted_later() {
    rehearse("saludos", &["Ana"], async |room| {
        room.discord().fail_next("POST", MESSAGES, 500, 1);
        room.discord().fail_next("POST", MESSAGES, 429, 1);
        first_topic(room).await?;
        expect_nothing_twice(room)
    })
    .await;
}

#[tokio::test]
async fn what_is_owed_is_posted_soon_after_a_longer_outage() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        room.discord().fail_next("POST", MESSAGES, 503, 3);
        ana.slash("/empezar saludos").await?;
        room.expect_shown("Sala de espera").await?;
        let (failures, failed): (i64, i64) = sqlx::query_as(
            "SELECT
                 (SELECT count(*) FROM deliveries WHERE failure IS NOT NULL),
                 (SELECT count(*) FROM graphile_worker.jobs WHERE last_error IS NOT NULL)",
        )
        .fetch_one(room.store().pool())
        .await?;
        assert_eq!((failures, failed), (0, 0));
        expect_nothing_twice(room)
    })
    .await;
}

#[tokio::test]
async fn a_dropped_gateway_is_resumed_and_no_click_is_lost() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar saludos").await?;
        room.discord().drop_gateway();
        ana.press("Unirme").await?.expect("Ya participas")?;
        room.discord().reconnect_gateway();
        ana.press("Comenzar").await?;
        room.expect_topic("saludar").await?;
        expect_nothing_twice(room)
    })
    .await;
}

#[tokio::test]
async fn a_slow_database_gets_an_answer_in_time_and_pressing_again_is_safe() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        ana.slash("/empezar saludos").await?;
        let mut held = room.store().pool().begin().await?;
        sqlx::query("LOCK TABLE session_events IN ACCESS EXCLUSIVE MODE")
            .execute(&mut *held)
            .await?;
        ana.press("Unirme").await?.expect("Tardé demasiado")?;
        held.rollback().await?;
        ana.press("Unirme").await?.expect("Ya participas")?;
        let joined: i64 = sqlx::query_scalar("SELECT count(*) FROM participants")
            .fetch_one(room.store().pool())
            .await?;
        assert_eq!(joined, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_discord_could_not_take_is_sent_again() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        room.discord().fail_next("POST", CALLBACK, 500, 2);
        ana.slash("/empezar saludos")
            .await?
            .expect("está abierta")?;
        room.discord().fail_next("POST", CALLBACK, 429, 1);
        ana.press("Unirme").await?.expect("Ya participas")?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_discord_tells_twice_is_answered_as_if_it_were_told_once() {
    rehearse("saludos", &["Ana"], async |room| {
        let [ana] = room.people(["Ana"]);
        room.discord().duplicate_events(true);
        first_topic(room).await?;
        ana.ask("¿Y con emojis?")
            .await?
            .expect("Tu duda quedó registrada")?;
        expect_nothing_twice(room)
    })
    .await;
}
