//! What people see and get back, and what the server noted down, as plain data.

use serde_json::Value;

/// A request of the bot.
#[derive(Clone, Debug)]
pub struct LoggedRequest {
    pub method: String,
    /// Without `/api/v10`.
    pub path: String,
    /// The route's template as in Discord's OpenAPI file; empty for an unknown route.
    pub route: String,
    /// The JSON body, or `payload_json` of a multipart one.
    pub body: Option<Value>,
    pub status: u16,
}

/// A file the bot posted for everybody.
#[derive(Clone, Debug)]
pub struct PostedFile {
    pub file_name: String,
    pub bytes: Vec<u8>,
    /// Name of the channel or thread.
    pub channel: String,
    pub author: String,
    pub message_id: u64,
}

/// A message as people see it: mentions carry names.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageView {
    pub id: u64,
    pub channel_id: u64,
    /// Name of the channel or thread.
    pub channel: String,
    pub author: String,
    pub content: String,
    pub embeds: Vec<EmbedView>,
    pub rows: Vec<Vec<ComponentView>>,
    pub files: Vec<FileView>,
    /// Ephemeral: the name of the only person who sees it.
    pub only_for: Option<String>,
    pub edited: bool,
    /// Names of those it pings; `everyone` for all.
    pub pings: Vec<String>,
}

/// An embed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmbedView {
    pub author: String,
    pub title: String,
    pub description: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
    pub footer: String,
}

/// A button or a select menu.
#[derive(Clone, Debug, PartialEq)]
pub enum ComponentView {
    Button {
        label: String,
        /// `None`: a link.
        custom_id: Option<String>,
        disabled: bool,
    },
    Select {
        custom_id: String,
        placeholder: String,
        options: Vec<OptionView>,
        /// How many options may be chosen.
        min_values: usize,
        max_values: usize,
        disabled: bool,
    },
}

/// An option of a select menu.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionView {
    pub label: String,
    pub value: String,
    pub description: String,
    /// Selected beforehand.
    pub chosen: bool,
}

/// An attached file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileView {
    pub name: String,
    /// Bytes.
    pub size: usize,
}

/// A button that a person can press now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisibleButton {
    pub label: String,
    pub custom_id: String,
    pub message_id: u64,
}

/// A form that opened for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modal {
    /// The interaction that opened it.
    pub(super) opened_by: u64,
    pub custom_id: String,
    pub title: String,
    pub inputs: Vec<ModalInput>,
}

/// A text input of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModalInput {
    pub custom_id: String,
    pub label: String,
    pub placeholder: String,
    /// Filled in beforehand.
    pub value: String,
    pub required: bool,
    pub min_length: usize,
    pub max_length: usize,
}

/// A suggestion of an autocomplete.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub name: String,
    pub value: Value,
}

/// What the bot answered to an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A message, for everybody or for the person alone (deferred ones come as this, too).
    Message {
        message: MessageView,
        ephemeral: bool,
    },
    /// The message with the button changed.
    Update(MessageView),
    /// Taken note of, nothing to see yet (a deferred update).
    Acknowledged,
    /// A form opened.
    Modal(Modal),
}

impl Answer {
    /// The text that the person sees, as in the transcript.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Message { message, .. } | Self::Update(message) => message.text(),
            Self::Acknowledged => String::new(),
            Self::Modal(modal) => modal.text(),
        }
    }

    #[must_use]
    pub fn is_ephemeral(&self) -> bool {
        match self {
            Self::Message { ephemeral, .. } => *ephemeral,
            Self::Update(message) => message.only_for.is_some(),
            Self::Acknowledged | Self::Modal(_) => false,
        }
    }

    /// The message that came or changed.
    #[must_use]
    pub fn message(&self) -> Option<&MessageView> {
        match self {
            Self::Message { message, .. } | Self::Update(message) => Some(message),
            Self::Acknowledged | Self::Modal(_) => None,
        }
    }

    #[must_use]
    pub fn modal(&self) -> Option<&Modal> {
        match self {
            Self::Modal(modal) => Some(modal),
            _ => None,
        }
    }
}

impl Modal {
    /// Title and labels.
    #[must_use]
    pub fn text(&self) -> String {
        let labels: Vec<&str> = self
            .inputs
            .iter()
            .map(|input| input.label.as_str())
            .collect();
        format!("«{}»: {}", self.title, labels.join(" · "))
    }
}

/// Why a person could not do something. The texts are for people at the terminal.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PersonError {
    #[error("{person} no ve ningún botón «{label}». Puede pulsar: {}", list(.visible))]
    NoSuchButton {
        person: String,
        label: String,
        visible: Vec<String>,
    },
    #[error("{person} no ve ningún menú con la opción «{label}». Puede elegir: {}", list(.visible))]
    NoSuchOption {
        person: String,
        label: String,
        visible: Vec<String>,
    },
    #[error("{person} no ve ese mensaje.")]
    NoSuchMessage { person: String },
    #[error("No hay ningún canal ni hilo «{name}».")]
    NoSuchPlace { name: String },
    #[error("No existe el comando «{name}». Hay: {}", list(.known))]
    NoSuchCommand { name: String, known: Vec<String> },
    #[error("{person} no tiene permiso para usar «{command}».")]
    NotAllowed { person: String, command: String },
    #[error("«{command}»: {reason}")]
    BadOption { command: String, reason: String },
    #[error("El bot no respondió a tiempo a «{action}» de {person}.")]
    Unanswered { person: String, action: String },
    #[error("A {person} no se le ha abierto el formulario «{title}», o ya lo envió.")]
    ModalNotOpen { person: String, title: String },
    #[error("El formulario «{title}» pide {} y recibió {given} valores.", list(.labels))]
    WrongNumberOfValues {
        title: String,
        labels: Vec<String>,
        given: usize,
    },
    #[error("«{label}»: {reason}")]
    BadValue { label: String, reason: String },
}

fn list(items: &[String]) -> String {
    if items.is_empty() {
        return "nada todavía".to_owned();
    }
    let quoted: Vec<String> = items.iter().map(|item| format!("[{item}]")).collect();
    quoted.join(" ")
}
