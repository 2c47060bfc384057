//! A tiny bot on the real serenity client.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serenity::all::{
    ActionRowComponent, AutocompleteChoice, ButtonStyle, ClientBuilder, Command, CommandOptionType,
    ComponentInteraction, Context, CreateActionRow, CreateAllowedMentions,
    CreateAutocompleteResponse, CreateButton, CreateCommand, CreateCommandOption, CreateEmbed,
    CreateInputText, CreateInteractionResponse, CreateInteractionResponseFollowup,
    CreateInteractionResponseMessage, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, EditInteractionResponse, Event, EventHandler, GatewayIntents, Http,
    HttpBuilder, InputTextStyle, Interaction, Message, ModalInteraction, Permissions,
    RawEventHandler, Ready, ResumedEvent, async_trait,
};
use time::OffsetDateTime;
use time::macros::datetime;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::timeout;

use super::super::{LocalDiscord, World};

/// A clock that tests move.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<OffsetDateTime>>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(datetime!(2026-11-22 16:00 UTC))))
    }

    pub fn advance(&self, by: time::Duration) {
        *self.0.lock().unwrap() += by;
    }

    pub fn world(&self) -> World {
        let clock = self.clone();
        World::new(Arc::new(move || *clock.0.lock().unwrap()))
    }
}

/// What the bot noted.
#[derive(Default)]
pub struct Notes {
    pub unknown_events: Vec<String>,
    pub messages: Vec<Message>,
    pub interactions: Vec<Interaction>,
    pub readies: usize,
    pub resumes: usize,
}

#[derive(Clone)]
pub struct Notebook(Arc<watch::Sender<Notes>>);

impl Notebook {
    pub fn read<T>(&self, look: impl FnOnce(&Notes) -> T) -> T {
        look(&self.0.borrow())
    }

    /// Waits until the notes say what is expected.
    pub async fn until(&self, what: &str, says: impl Fn(&Notes) -> bool) {
        let mut notes = self.0.subscribe();
        let wait = notes.wait_for(says);
        timeout(Duration::from_secs(15), wait)
            .await
            .expect(what)
            .unwrap();
    }

    fn note(&self, note: impl FnOnce(&mut Notes)) {
        self.0.send_modify(note);
    }
}

/// A running bot with a runtime of its own, so that dropping it is like killing its process.
pub struct Bot {
    pub notes: Notebook,
    /// For the test's own requests.
    pub http: Http,
    runtime: Option<Runtime>,
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

pub fn http(discord: &LocalDiscord) -> Http {
    HttpBuilder::new(discord.token())
        .proxy(discord.url())
        .ratelimiter_disabled(true)
        .build()
}

impl Bot {
    pub async fn start(discord: &LocalDiscord) -> Self {
        let notes = Notebook(Arc::new(watch::Sender::new(Notes::default())));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let client = ClientBuilder::new_with_http(
            http(discord),
            GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES,
        )
        .event_handler(Handler {
            notes: notes.clone(),
        })
        .raw_event_handler(Raw {
            notes: notes.clone(),
        });
        runtime.spawn(async move {
            client.await.unwrap().start().await.unwrap();
        });
        timeout(Duration::from_secs(10), discord.ready())
            .await
            .expect("the bot connects");
        let http = http(discord);
        http.set_application_id(discord.application_id().into());
        Self {
            notes,
            http,
            runtime: Some(runtime),
        }
    }
}

struct Raw {
    notes: Notebook,
}

#[async_trait]
impl RawEventHandler for Raw {
    async fn raw_event(&self, _: Context, event: Event) {
        if let Event::Unknown(unknown) = event {
            self.notes
                .note(|notes| notes.unknown_events.push(format!("{unknown:?}")));
        }
    }
}

struct Handler {
    notes: Notebook,
}

fn button(id: &str, label: &str) -> CreateButton {
    CreateButton::new(id)
        .label(label)
        .style(ButtonStyle::Primary)
}

fn reply(text: &str) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .content(text)
        .allowed_mentions(CreateAllowedMentions::new())
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, ctx: Context, _: Ready) {
        let string = CommandOptionType::String;
        let commands = vec![
            CreateCommand::new("empezar")
                .description("Abre una sesión")
                .add_option(
                    CreateCommandOption::new(string, "curso", "Qué curso")
                        .required(true)
                        .set_autocomplete(true),
                ),
            CreateCommand::new("duda")
                .description("Pregunta algo")
                .add_option(CreateCommandOption::new(string, "texto", "Tu duda").required(true)),
            CreateCommand::new("lento").description("Tarda"),
            CreateCommand::new("mudo").description("No contesta"),
            CreateCommand::new("configurar")
                .description("Configura")
                .default_member_permissions(Permissions::MANAGE_GUILD)
                .add_option(CreateCommandOption::new(
                    CommandOptionType::Channel,
                    "canal",
                    "Dónde",
                ))
                .add_option(
                    CreateCommandOption::new(string, "regla", "Cómo")
                        .add_string_choice("todos", "all")
                        .add_string_choice("mayoría", "majority"),
                ),
        ];
        Command::set_global_commands(&ctx.http, commands)
            .await
            .unwrap();
        self.notes.note(|notes| notes.readies += 1);
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.notes.note(|notes| notes.resumes += 1);
    }

    async fn message(&self, _: Context, message: Message) {
        self.notes.note(|notes| notes.messages.push(message));
    }

    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        self.notes
            .note(|notes| notes.interactions.push(interaction.clone()));
        let outcome = match &interaction {
            Interaction::Command(command) => on_command(&ctx, command).await,
            Interaction::Autocomplete(typing) => {
                let choices = CreateAutocompleteResponse::new().set_choices(vec![
                    AutocompleteChoice::new("multiprocessing", "multiprocessing"),
                    AutocompleteChoice::new("hilos", "threading"),
                ]);
                typing
                    .create_response(&ctx.http, CreateInteractionResponse::Autocomplete(choices))
                    .await
            }
            Interaction::Component(component) => on_component(&ctx, component).await,
            Interaction::Modal(modal) => on_modal(&ctx, modal).await,
            _ => Ok(()),
        };
        // What goes wrong here shows on the server's side.
        drop(outcome);
    }
}

async fn on_command(
    ctx: &Context,
    command: &serenity::all::CommandInteraction,
) -> serenity::Result<()> {
    match command.data.name.as_str() {
        "empezar" => {
            let embed = CreateEmbed::new()
                .title("Plan")
                .description("Seis temas")
                .field("Primero", "fundamentos", false)
                .footer(serenity::all::CreateEmbedFooter::new("Paso 0 de 6"));
            let menu = CreateSelectMenu::new(
                "menu",
                CreateSelectMenuKind::String {
                    options: vec![
                        CreateSelectMenuOption::new("Hilos", "threads"),
                        CreateSelectMenuOption::new("Procesos", "processes"),
                    ],
                },
            )
            .placeholder("Qué sabes ya")
            .max_values(2);
            let rows = vec![
                CreateActionRow::Buttons(vec![
                    button("join", "Unirme"),
                    button("ask", "Tengo una duda"),
                    button("count", "Contar"),
                    button("later", "Luego"),
                    button("off", "Apagado").disabled(true),
                ]),
                CreateActionRow::SelectMenu(menu),
            ];
            let message = reply("¡Hola!").embed(embed).components(rows);
            command
                .create_response(&ctx.http, CreateInteractionResponse::Message(message))
                .await
        }
        "lento" => {
            command.defer_ephemeral(&ctx.http).await?;
            command
                .edit_response(&ctx.http, EditInteractionResponse::new().content("Ya está"))
                .await?;
            let more = CreateInteractionResponseFollowup::new().content("Y algo más");
            command.create_followup(&ctx.http, more).await?;
            Ok(())
        }
        "mudo" => Ok(()),
        other => {
            let text = format!("Recibido /{other}: {:?}", command.data.options());
            let text: String = text
                .chars()
                .filter(|c| !c.is_ascii_digit())
                .take(140)
                .collect();
            command
                .create_response(&ctx.http, CreateInteractionResponse::Message(reply(&text)))
                .await
        }
    }
}

fn question() -> CreateModal {
    let input = CreateInputText::new(InputTextStyle::Paragraph, "¿Qué no está claro?", "text");
    CreateModal::new("form", "Tu duda")
        .components(vec![CreateActionRow::InputText(input.max_length(20))])
}

async fn on_component(ctx: &Context, component: &ComponentInteraction) -> serenity::Result<()> {
    let response = match component.data.custom_id.as_str() {
        "join" => CreateInteractionResponse::Message(reply("Te has unido").ephemeral(true)),
        "ask" => CreateInteractionResponse::Modal(question()),
        "count" => CreateInteractionResponse::UpdateMessage(reply("¡Hola otra vez!")),
        "later" => CreateInteractionResponse::Acknowledge,
        "menu" => {
            let kind = format!("{:?}", component.data.kind);
            CreateInteractionResponse::Message(reply(&kind).ephemeral(true))
        }
        _ => CreateInteractionResponse::Message(reply("No conozco ese botón").ephemeral(true)),
    };
    component.create_response(&ctx.http, response).await
}

async fn on_modal(ctx: &Context, modal: &ModalInteraction) -> serenity::Result<()> {
    let row = modal
        .data
        .components
        .first()
        .and_then(|row| row.components.first());
    let Some(ActionRowComponent::InputText(input)) = row else {
        return Ok(());
    };
    let value = input.value.clone().unwrap_or_default();
    if value == "form" {
        let form = CreateInteractionResponse::Modal(question());
        drop(modal.create_response(&ctx.http, form).await);
    }
    let text = format!("Anotado: {value}");
    modal
        .create_response(
            &ctx.http,
            CreateInteractionResponse::Message(reply(&text).ephemeral(true)),
        )
        .await
}
