//! The optional tutor: a language model behind any OpenAI-compatible server, asked about a doubt that
//! nothing prepared answers. It gets the doubt and passages of the course, and no name; what it says
//! is data, judged and made harmless before anybody sees it.

mod limits;
mod prompt;
mod reply;
mod settings;
mod tame;
mod transport;

use std::fmt;

use async_openai::types::chat::{
    ChatCompletionRequestMessage, ChatCompletionRequestSystemMessage,
    ChatCompletionRequestUserMessage, CreateChatCompletionRequest, CreateChatCompletionRequestArgs,
    ResponseFormat, ResponseFormatJsonSchema,
};

pub use limits::{AT_ONCE, Limits};
pub use prompt::Doubt;
pub use reply::{Declined, judge};
pub use settings::{Settings, SettingsError};
pub use tame::{Tame, tame};
pub use transport::TransportError;

use crate::domain::session::TutorsAnswer;
use limits::MOST_TOKENS;
use transport::{Server, complete, connect};

/// A tutor to ask; cheap to clone.
#[derive(Clone)]
pub struct Tutor {
    server: Server,
    model: String,
    pub limits: Limits,
}

/// Why a tutor does not answer. Says nothing of what it was asked or said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Silence {
    #[error(transparent)]
    Declined(#[from] Declined),
    #[error(transparent)]
    Failed(#[from] TransportError),
    #[error("it took too long")]
    Slow,
}

impl Tutor {
    /// # Errors
    /// For `https`, when the system has no certificates.
    pub fn new(settings: Settings, limits: Limits) -> Result<Self, reqwest_of_openai::Error> {
        Ok(Self {
            model: settings.model.clone(),
            server: connect(settings, &limits)?,
            limits,
        })
    }

    /// Asks about one doubt, within the time limit.
    ///
    /// # Errors
    /// [`Silence`]: then the doubt stays open.
    pub async fn ask(&self, doubt: &Doubt) -> Result<TutorsAnswer, Silence> {
        let reply = tokio::time::timeout(self.limits.time, self.reply(doubt));
        let reply = reply.await.map_err(|_| Silence::Slow)??;
        Ok(judge(&reply, doubt)?)
    }

    async fn reply(&self, doubt: &Doubt) -> Result<String, Silence> {
        let completion = match complete(&self.server, &self.request(doubt, true)).await {
            // A server that keeps no model to a shape; the instructions name it, too.
            Err(TransportError::Status(status)) if matches!(status.as_u16(), 400 | 422) => {
                complete(&self.server, &self.request(doubt, false)).await?
            }
            other => other?,
        };
        let choice = completion.choices.into_iter().next();
        let message = choice.ok_or(Declined::Empty)?.message;
        if message.refusal.is_some() {
            return Err(Declined::Model.into());
        }
        Ok(message.content.ok_or(Declined::Empty)?)
    }

    fn request(&self, doubt: &Doubt, shaped: bool) -> CreateChatCompletionRequest {
        let instructions = ChatCompletionRequestSystemMessage::from(doubt.instructions());
        let material = ChatCompletionRequestUserMessage::from(doubt.material());
        let mut request = CreateChatCompletionRequestArgs::default();
        request
            .model(&self.model)
            .messages([
                ChatCompletionRequestMessage::from(instructions),
                ChatCompletionRequestMessage::from(material),
            ])
            .max_completion_tokens(MOST_TOKENS);
        if shaped {
            request.response_format(ResponseFormat::JsonSchema {
                json_schema: ResponseFormatJsonSchema {
                    description: None,
                    name: "answer".to_owned(),
                    schema: doubt.schema(),
                    strict: Some(true),
                },
            });
        }
        request
            .build()
            .expect("every field has a value or may be left out")
    }
}

impl fmt::Debug for Tutor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tutor")
            .field("model", &self.model)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
