//! What Discord is told of the slash commands.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tertulia::{
    application::Application,
    clock::Clock,
    course,
    discord::{self, Connection},
    local::{LocalDiscord, World},
};

use crate::{
    cluster::Database,
    room::{courses_with, rehearse},
};

const PATIENCE: Duration = Duration::from_secs(20);

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
            for locale in ["en-US", "en-GB"] {
                assert!(
                    command["name_localizations"][locale].is_string(),
                    "{name}: {locale}"
                );
                let description = &command["description_localizations"][locale];
                assert!(description.is_string(), "{name}: {locale}");
            }
        }
        let names: Vec<_> = registered.iter().map(|command| &command["name"]).collect();
        let all = [
            "empezar",
            "duda",
            "estado",
            "pausar",
            "continuar",
            "salir",
            "terminar",
            "configurar",
            "ayuda",
        ];
        assert_eq!(names, all);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_bot_whose_commands_discord_could_not_take_at_first_works_all_the_same() {
    let database = Database::create().await;
    let clock = Clock::system();
    let now = clock.clone();
    let local = LocalDiscord::start(World::new(Arc::new(move || now.now())))
        .await
        .unwrap();
    local.fail_next("PUT", "/applications/{application_id}/commands", 500, 1);
    let connection = Connection {
        token: local.token(),
        api_url: Some(local.url()),
    };
    let application = Application {
        store: database.store.clone(),
        courses: Arc::new(course::load_all(&courses_with("saludos")).unwrap()),
        clock,
    };
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
