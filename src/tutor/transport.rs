//! The way to the server: async-openai's client over a transport of our own, which reads no more than
//! it may, follows no redirect, and keeps what the server says out of errors and logs.

use async_openai::{
    Client, config::Config, error::OpenAIError, middleware::HttpRequestFactory,
    middleware::ReqwestService, middleware::retry::SimpleRetryPolicy,
    types::chat::CreateChatCompletionRequest,
};
use reqwest_of_openai::{
    Response, StatusCode,
    header::{AUTHORIZATION, HeaderMap, HeaderValue},
    redirect,
};
use secrecy::SecretString;
use serde::Deserialize;
use tower::{BoxError, ServiceExt, retry::Retry};

use super::{limits::Limits, settings::Settings};

/// A passing error is met with one more try.
const RETRIES: usize = 1;

/// A client of one server; cheap to clone.
pub type Server = Client<Address>;

/// What went wrong on the way, without anything that the server said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    #[error("the server answers {0}")]
    Status(StatusCode),
    #[error("the server cannot be reached")]
    Unreachable,
    #[error("the connection broke")]
    Broken,
    #[error("the response is too long")]
    TooLong,
    #[error("the response is no chat completion")]
    Malformed,
    #[error("the request could not be made")]
    Request,
}

/// As much of a chat completion as is used: servers differ in the rest.
#[derive(Debug, Deserialize)]
pub struct Completion {
    pub choices: Vec<Choice>,
}

#[derive(Debug, Deserialize)]
pub struct Choice {
    pub message: Message,
}

#[derive(Debug, Deserialize)]
pub struct Message {
    pub content: Option<String>,
    pub refusal: Option<String>,
}

/// Where the server is, and the key to it. Unlike the library's own, it takes nothing from
/// OPENAI_ variables, and sends no header without a key.
#[derive(Clone, Debug)]
pub struct Address {
    settings: Settings,
    authorization: Option<HeaderValue>,
}

impl Config for Address {
    fn headers(&self) -> HeaderMap {
        let authorization = self.authorization.clone();
        let headers = authorization.map(|value| (AUTHORIZATION, value));
        headers.into_iter().collect()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.base_url)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.settings.base_url
    }

    fn api_key(&self) -> &SecretString {
        &self.settings.api_key
    }
}

/// A client of this server.
///
/// # Errors
/// For `https`, when the system has no certificates.
pub fn connect(settings: Settings, limits: &Limits) -> Result<Server, reqwest_of_openai::Error> {
    // The process's provider of cryptography; an error means that it has one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut client = reqwest_of_openai::Client::builder()
        // A redirect could lead anywhere, with the learner's doubt.
        .redirect(redirect::Policy::none())
        .connect_timeout(limits.connect);
    if settings.base_url.starts_with("http://") {
        // Nothing to certify: a system without certificates will do.
        client = client.tls_certs_only(std::iter::empty());
    }
    let client = client.build()?;
    let patient = Retry::new(
        SimpleRetryPolicy::new(RETRIES),
        ReqwestService::new(client.clone()),
    );
    let limit = limits.response;
    let service = tower::service_fn(move |request: HttpRequestFactory| {
        let patient = patient.clone();
        async move {
            let response = patient.oneshot(request).await.map_err(|error| of(&error));
            let read = match response {
                Ok(response) => read(response, limit).await,
                Err(error) => Err(error),
            };
            read.map_err(BoxError::from)
        }
    });
    let authorization = settings
        .authorization()
        .expect("settings with a broken key are refused");
    let address = Address {
        settings,
        authorization,
    };
    Ok(Client::build(client, address).with_http_service(service))
}

/// Asks for one completion.
///
/// # Errors
/// [`TransportError`].
pub async fn complete(
    server: &Server,
    request: &CreateChatCompletionRequest,
) -> Result<Completion, TransportError> {
    let completion = server.chat().create_byot(request).await;
    completion.map_err(|error| of(&error))
}

/// The whole response, when it is a completion. The library would log what it cannot read.
async fn read(mut response: Response, limit: usize) -> Result<Response, TransportError> {
    let status = response.status();
    if !status.is_success() {
        return Err(TransportError::Status(status));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| TransportError::Broken)? {
        if body.len() + chunk.len() > limit {
            return Err(TransportError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    serde_json::from_slice::<Completion>(&body).map_err(|_| TransportError::Malformed)?;
    let mut whole = http_of_openai::Response::new(body);
    *whole.status_mut() = status;
    Ok(whole.into())
}

/// What an error says of the way alone.
fn of(error: &OpenAIError) -> TransportError {
    match error {
        OpenAIError::Reqwest(error) if error.is_connect() => TransportError::Unreachable,
        OpenAIError::Reqwest(_) => TransportError::Broken,
        OpenAIError::Boxed(error) => *error.downcast_ref().unwrap_or(&TransportError::Request),
        OpenAIError::ApiError(answer) => TransportError::Status(answer.status_code),
        OpenAIError::JSONDeserialize(..) => TransportError::Malformed,
        _ => TransportError::Request,
    }
}
