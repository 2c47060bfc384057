//! Many people who press at the same moment: nothing is lost, and Discord is spared.

use futures::future::join_all;
use tertulia::local::{LocalDiscord, Person};

use crate::crash::{BotProcess, PATIENCE, press, settled, shown, stage, within};

/// Edits of messages that the bot has asked Discord for.
fn edits(discord: &LocalDiscord) -> usize {
    let requests = discord.requests();
    let edits = requests
        .iter()
        .filter(|request| request.method == "PATCH" && request.route.contains("/messages/"));
    edits.count()
}

/// Fifty people on a busy machine take seconds, in which the panel is brought up to date now and then.
const MOST_EDITS: usize = 10;

/// All of them press what carries this custom_id, at once, and are answered with this.
async fn all_press(discord: &LocalDiscord, people: &[Person], custom_id: &str, answered: &str) {
    let pressed = people.iter().map(|person| person.press_id(custom_id));
    for answer in join_all(pressed).await {
        let said = answer.unwrap().text();
        assert!(
            said.contains(answered),
            "{said}\n\n{}",
            discord.transcript()
        );
    }
}

#[tokio::test]
async fn fifty_learners_who_press_at_once_cost_a_few_edits_and_lose_nothing() {
    let (discord, ana, database) = stage().await;
    let store = &database.store;
    let learners: Vec<Person> = (10..60)
        .map(|number| discord.add_person(&format!("Alumna {number}"), false))
        .collect();
    let _bot = BotProcess::start(&discord, &database);
    within(PATIENCE, "the start", &discord, discord.ready()).await;
    ana.slash("/empezar saludos").await.unwrap();
    shown(&discord, "Sala de espera").await;
    settled(&discord, store).await;

    all_press(&discord, &learners, "t1:1:join", "¡Ya participas!").await;
    shown(&discord, "Participan (50)").await;
    settled(&discord, store).await;
    let joining = edits(&discord);
    assert!(
        joining <= MOST_EDITS,
        "{joining} edits for fifty who joined"
    );

    press(&ana, &discord, "Comenzar").await;
    shown(&discord, "Pausa: Saludar").await;
    all_press(&discord, &learners, "t1:1:check:saludar:0:1", "Correcto").await;
    settled(&discord, store).await;
    let before = edits(&discord);
    all_press(&discord, &learners, "t1:1:check:saludar:1:0", "Saludar").await;
    shown(&discord, "Pausa: Repetir").await;
    shown(&discord, "Confirmaron (50 de 50)").await;
    settled(&discord, store).await;
    let confirming = edits(&discord) - before;
    assert!(
        confirming <= MOST_EDITS,
        "{confirming} edits for fifty confirmations"
    );
    let recorded: i64 = sqlx::query_scalar(
        "SELECT count(DISTINCT actor) FROM session_events WHERE type = 'confirmation_given'",
    )
    .fetch_one(store.pool())
    .await
    .unwrap();
    assert_eq!(recorded, 50);
    database.remove().await;
}
