//! What Discord is told of the slash commands.

use serde_json::Value;

use crate::room::rehearse;

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
        assert_eq!(names, ["empezar", "duda", "estado", "terminar", "ayuda"]);
        Ok(())
    })
    .await;
}
