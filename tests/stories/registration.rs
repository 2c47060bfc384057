//! What Discord is told of the slash commands.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tertulia::{
    application::Application,
    clock::Clock,
    course,
    discord::{self, Connection},
    local::{LimitScope, LocalDiscord, World},
};

use crate::{
    cluster::Database,
    room::{courses_with, rehearse},
};

const PATIENCE: Duration = Duration::from_secs(20);
/// How long a service manager may have to wait.
const STOPS_WITHIN: Duration = Duration::from_secs(10);

#[tokio::test]
async fn the_commands_are_registered_for_servers_in_both_languages() {
    rehearse("saludos", &["Ana"], async |room| {
        let requests = room.discord().requests();
        let registered = requests
            .iter()
            .find(|request| request.method == "PUT" && request.route.ends_with("/commands"))
            .and_then(|request| request.body.as_ref())
            .and_then(Value::as_array)
            .ok_or("nothing was registered")?;
        let subcommands = |command: &Value| {
            let options = command["options"].as_array().cloned().unwrap_or_default();
            let nested = options.into_iter().filter(|option| option["type"] == 1);
            nested.collect::<Vec<_>>()
        };
        let nested = registered.iter().flat_map(subcommands);
        // Those of a message's menu come last, and have no description.
        let (menu, typed): (Vec<Value>, Vec<Value>) = registered
            .iter()
            .cloned()
            .partition(|command| command["type"] == 3);
        for command in &menu {
            assert_eq!(command["name"], "Anotar como duda");
            assert_eq!(command["name_localizations"]["en-GB"], "Note as a doubt");
            assert_eq!(command["default_member_permissions"], "8192");
        }
        for command in typed.into_iter().chain(nested) {
            let name = &command["name"];
            for locale in ["en-US", "en-GB"] {
                assert!(
                    command["name_localizations"][locale].is_string(),
                    "{name}: {locale}"
                );
                let description = &command["description_localizations"][locale];
                assert!(description.is_string(), "{name}: {locale}");
            }
        }
        for command in registered {
            let name = &command["name"];
            assert_eq!(
                command["contexts"],
                serde_json::json!([0]),
                "{name}: servers only"
            );
            assert_eq!(
                command["integration_types"],
                serde_json::json!([0]),
                "{name}"
            );
        }
        let names: Vec<_> = registered.iter().map(|command| &command["name"]).collect();
        let all = [
            "empezar",
            "duda",
            "dudas",
            "estado",
            "pausar",
            "continuar",
            "salir",
            "terminar",
            "mi-informe",
            "informe",
            "cursos",
            "configurar",
            "ayuda",
            "Anotar como duda",
        ];
        assert_eq!(names, all);
        Ok(())
    })
    .await;
}

/// A local Discord and the application for a bot that a test starts by itself.
async fn before_the_start(database: &Database) -> (LocalDiscord, Connection, Application) {
    let clock = Clock::system();
    let now = clock.clone();
    let local = LocalDiscord::start(World::new(Arc::new(move || now.now())))
        .await
        .unwrap();
    let connection = Connection {
        token: local.token(),
        api_url: Some(local.url()),
    };
    let courses = course::load_all(&courses_with("saludos")).unwrap();
    let application = Application::new(database.store.clone(), Arc::new(courses), clock);
    (local, connection, application)
}

#[tokio::test]
async fn a_bot_whose_commands_discord_could_not_take_at_first_works_all_the_same() {
    let database = Database::create().await;
    let (local, connection, application) = before_the_start(&database).await;
    local.fail_next("PUT", "/applications/{application_id}/commands", 500, 1);
    let bot = discord::start(connection, application).await.unwrap();
    tokio::time::timeout(PATIENCE, local.ready())
        .await
        .expect("the commands are registered at last");
    let ana = local.add_person("Ana", false);
    let help = ana.slash("/ayuda").await.unwrap();
    assert!(help.text().contains("Cómo funciona una sesión"));
    assert_eq!(bot.faults().list(), [""; 0]);
    bot.stop().await.unwrap();
    database.remove().await;
}

#[tokio::test]
async fn a_bot_goes_to_no_other_gateway_than_the_one_that_discord_names() {
    let database = Database::create().await;
    let (local, connection, application) = before_the_start(&database).await;
    // serenity's own question gets the first, the bot's the second.
    local.fail_next("GET", "/gateway", 500, 1);
    local.limit_next("GET", "/gateway", LimitScope::Global, 1);
    let bot = discord::start(connection, application).await.unwrap();
    tokio::time::timeout(PATIENCE, local.ready())
        .await
        .expect("the bot connects to the local Discord at last");
    bot.stop().await.unwrap();
    database.remove().await;
}

#[tokio::test]
async fn a_bot_stops_while_discord_names_no_gateway() {
    let database = Database::create().await;
    let (local, connection, application) = before_the_start(&database).await;
    local.fail_next("GET", "/gateway", 503, u32::MAX);
    let bot = discord::start(connection, application).await.unwrap();
    let asked = local.until(|local| {
        let requests = local.requests();
        requests.iter().any(|request| request.route == "/gateway")
    });
    tokio::time::timeout(PATIENCE, asked).await.unwrap();
    tokio::time::timeout(STOPS_WITHIN, bot.stop())
        .await
        .expect("it stops")
        .unwrap();
    database.remove().await;
}

#[tokio::test]
async fn a_bot_stops_while_discord_gave_up_its_session() {
    let database = Database::create().await;
    let (local, connection, application) = before_the_start(&database).await;
    let bot = discord::start(connection, application).await.unwrap();
    tokio::time::timeout(PATIENCE, local.ready()).await.unwrap();
    local.invalidate_gateway();
    // serenity waits for 5 s before it identifies anew.
    let gone = local.until(|local| !local.is_connected());
    tokio::time::timeout(PATIENCE, gone).await.unwrap();
    tokio::time::timeout(STOPS_WITHIN, bot.stop())
        .await
        .expect("it stops")
        .unwrap();
    database.remove().await;
}
