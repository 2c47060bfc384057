//! The local Discord against a bot on poise.

use std::time::Duration;

use serenity::all::{ClientBuilder, CreateAutocompleteResponse, GatewayIntents};

use super::super::LocalDiscord;
use super::bot::{TestClock, http};

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Context<'a> = poise::Context<'a, (), Failure>;

#[expect(clippy::unused_async, reason = "poise asks for it")]
async fn courses(_: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let offered = ["multiprocessing", "asyncio"].into_iter();
    offered
        .filter(|name| name.starts_with(typed))
        .fold(CreateAutocompleteResponse::new(), |response, name| {
            response.add_string_choice(name, name)
        })
}

/// Abre una sesión.
#[poise::command(slash_command, guild_only)]
async fn empezar(
    ctx: Context<'_>,
    #[description = "Qué curso"]
    #[autocomplete = "courses"]
    curso: String,
) -> Result<(), Failure> {
    ctx.say(format!("Empieza {curso}")).await?;
    Ok(())
}

/// Toma un archivo.
#[poise::command(slash_command, ephemeral)]
async fn subir(
    ctx: Context<'_>,
    #[description = "Cuál"] archivo: serenity::all::Attachment,
) -> Result<(), Failure> {
    ctx.defer_ephemeral().await?;
    let bytes = archivo.download().await?;
    let said = format!("{}: {} de {}", archivo.filename, bytes.len(), archivo.size);
    ctx.say(said).await?;
    Ok(())
}

/// Tus datos.
#[poise::command(slash_command, subcommands("exportar"))]
#[expect(clippy::unused_async, reason = "poise asks for it")]
async fn privacidad(_: Context<'_>) -> Result<(), Failure> {
    Ok(())
}

/// Los exporta.
#[poise::command(slash_command, ephemeral)]
async fn exportar(ctx: Context<'_>) -> Result<(), Failure> {
    ctx.say("{}").await?;
    Ok(())
}

#[tokio::test]
async fn poise_registers_completes_and_answers_commands() {
    let discord = LocalDiscord::start(TestClock::new().world()).await.unwrap();
    let framework = poise::Framework::builder()
        .options(poise::FrameworkOptions {
            commands: vec![empezar(), subir(), privacidad()],
            ..Default::default()
        })
        .setup(|ctx, _, framework| {
            Box::pin(async move {
                poise::builtins::register_globally(ctx, &framework.options().commands).await?;
                Ok(())
            })
        })
        .build();
    let client =
        ClientBuilder::new_with_http(http(&discord), GatewayIntents::GUILDS).framework(framework);
    tokio::spawn(async move { client.await.unwrap().start().await.unwrap() });
    tokio::time::timeout(Duration::from_secs(10), discord.ready())
        .await
        .unwrap();

    let ana = discord.add_person("Ana", false);
    let choices = ana.complete("/empezar mul").await.unwrap();
    assert_eq!(choices.len(), 1);
    assert_eq!(choices[0].name, "multiprocessing");
    let started = ana.slash("/empezar multiprocessing").await.unwrap();
    assert_eq!(started.text(), "Empieza multiprocessing");
    let exported = ana.slash("/privacidad exportar").await.unwrap();
    assert!(exported.is_ephemeral());

    let given = ana.slash_with_file("/subir", "mi curso.zip", b"PK").await;
    assert_eq!(given.unwrap().text(), "mi_curso.zip: 2 de 2");
    let from_disk = ana.slash("/subir Cargo.toml").await.unwrap();
    assert!(from_disk.text().starts_with("Cargo.toml: "));
    assert!(from_disk.is_ephemeral());
    for (line, file, why) in [
        ("/subir", None, "falta «archivo»"),
        (
            "/subir nada.zip",
            None,
            "no se puede leer el archivo «nada.zip»",
        ),
        ("/subir", Some(Vec::new()), "Discord admite de 1 a"),
        (
            "/subir",
            Some(vec![0; (10 << 20) + 1]),
            "Discord admite de 1 a",
        ),
        (
            "/privacidad exportar",
            Some(vec![0]),
            "no admite ningún archivo",
        ),
    ] {
        let refused = match file {
            None => ana.slash(line).await,
            Some(bytes) => ana.slash_with_file(line, "a.zip", &bytes).await,
        };
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains(why), "{refused}");
    }
    assert_eq!(discord.violations(), Vec::<String>::new());
}
