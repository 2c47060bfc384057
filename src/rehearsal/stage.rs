//! The stage: a local Discord with people, and the real bot on it.

use std::{sync::Arc, time::Duration};

use super::script::{Act, CastMember, Line};
use crate::{
    application::Application,
    discord::{self, BotError, Connection, Faults},
    local::{Answer, LocalDiscord, Person, PersonError, World},
    store::{Store, StoreError},
    texts::Language,
};

/// How long the bot may take to post what it owes, in real time.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is asked whether it owes anything.
const ASK_AGAIN: Duration = Duration::from_millis(5);

/// A running rehearsal.
pub struct Stage {
    discord: LocalDiscord,
    store: Store,
    bot: discord::Running,
}

/// Why an action, or the stage itself, did not work.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    #[error("nobody here is called {person}")]
    UnknownPerson { person: String, known: Vec<String> },
    #[error(transparent)]
    Person(#[from] PersonError),
    /// Values for a form, but the button opened none.
    #[error("[{label}] opens no form")]
    NoForm { label: String },
    #[error("the bot still owes {owed} posts after {} s", PATIENCE.as_secs())]
    StillOwing { owed: i64 },
    #[error("the bot has not heard a message to it after {} s", PATIENCE.as_secs())]
    Unheard,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Bot(#[from] BotError),
    #[error("the local Discord cannot listen: {0}")]
    Listen(#[from] std::io::Error),
}

impl StageError {
    /// The error as a person at the terminal reads it.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::UnknownPerson { person, known } => language.say(
                "rehearsal-unknown-person",
                &[
                    ("person", person.as_str().into()),
                    ("known", known.join(", ").into()),
                ],
            ),
            Self::NoForm { label } => {
                language.say("rehearsal-no-form", &[("label", label.as_str().into())])
            }
            other => other.to_string(),
        }
    }
}

impl Stage {
    /// Sets the stage: the local Discord with these people, and the bot connected to it. Both go by
    /// the application's clock.
    ///
    /// # Errors
    /// When the local Discord cannot listen or the bot cannot start.
    pub async fn open(application: Application, cast: &[CastMember]) -> Result<Self, StageError> {
        let store = application.store.clone();
        let clock = application.clock.clone();
        let discord = LocalDiscord::start(World::new(Arc::new(move || clock.now()))).await?;
        for member in cast {
            let _ = discord.add_person(&member.name, member.moderator);
        }
        let connection = Connection {
            token: discord.token(),
            api_url: Some(discord.url()),
        };
        let bot = discord::start(connection, application).await?;
        discord.ready().await;
        Ok(Self {
            discord,
            store,
            bot,
        })
    }

    #[must_use]
    pub fn discord(&self) -> &LocalDiscord {
        &self.discord
    }

    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The server, as the store has it.
    #[must_use]
    pub fn guild(&self) -> i64 {
        self.discord.guild_id().cast_signed()
    }

    /// What the bot noted as gone wrong.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        self.bot.faults()
    }

    /// A person of the cast.
    ///
    /// # Errors
    /// [`StageError::UnknownPerson`], with everybody's names.
    pub fn person(&self, name: &str) -> Result<Person, StageError> {
        self.discord
            .person(name)
            .ok_or_else(|| StageError::UnknownPerson {
                person: name.to_owned(),
                known: self
                    .discord
                    .people()
                    .iter()
                    .map(|person| person.name().to_owned())
                    .collect(),
            })
    }

    /// Carries out a line, and waits until the bot has posted all that follows from it.
    ///
    /// # Errors
    /// When the person is unknown, cannot do this, or gets no answer.
    pub async fn perform(&self, line: &Line) -> Result<(), StageError> {
        let person = self.person(&line.person)?;
        match &line.act {
            Act::Slash(command) => {
                person.slash(command).await?;
            }
            Act::Press { label, values } => {
                let text = values.join(" | ");
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                if self.discord.has_message_command(label) {
                    person
                        .context(label, self.message_of(&person, &text)?)
                        .await?;
                } else if person.has_menu(label) {
                    person.choose_from(label, &values).await?;
                } else if let Answer::Modal(modal) = person.press(label).await? {
                    person.submit(&modal, &values).await?;
                } else if !values.is_empty() {
                    return Err(StageError::NoForm {
                        label: label.clone(),
                    });
                }
            }
            Act::Say(text) => {
                let message = person.say(text).await;
                self.heard(message).await?;
            }
        }
        self.settle().await
    }

    /// The newest message of somebody's that this person sees and that says this.
    fn message_of(&self, person: &Person, text: &str) -> Result<u64, StageError> {
        let people = self.discord.people();
        let messages = person.messages().into_iter();
        let mut found = messages.filter(|message| {
            people.iter().any(|author| author.name() == message.author)
                && message.content.contains(text)
        });
        let message = found.next().ok_or_else(|| PersonError::NoSuchMessage {
            person: person.name().to_owned(),
        })?;
        Ok(message.id)
    }

    /// Waits until the bot has dealt with a message, if it is one to the bot.
    ///
    /// # Errors
    /// [`StageError::Unheard`] when it takes too long.
    pub async fn heard(&self, message: u64) -> Result<(), StageError> {
        if !self.discord.is_to_bot(message) {
            return Ok(());
        }
        tokio::time::timeout(PATIENCE, self.bot.heard(message))
            .await
            .map_err(|_| StageError::Unheard)
    }

    /// Waits until the bot owes nothing to any channel.
    ///
    /// # Errors
    /// [`StageError::StillOwing`] when it takes too long.
    pub async fn settle(&self) -> Result<(), StageError> {
        let settled = tokio::time::timeout(PATIENCE, async {
            while self.store.count_owed().await? > 0 {
                tokio::time::sleep(ASK_AGAIN).await;
            }
            Ok(())
        });
        match settled.await {
            Ok(settled) => settled,
            Err(_) => Err(StageError::StillOwing {
                owed: self.store.count_owed().await?,
            }),
        }
    }

    /// Stops the bot.
    ///
    /// # Errors
    /// What went wrong while it stopped.
    pub async fn close(self) -> Result<(), StageError> {
        self.bot.stop().await?;
        Ok(())
    }
}
