//! A language model for stories: a server on 127.0.0.1 that speaks the protocol of chat completions,
//! and says what the story tells it to say.

use std::{
    collections::VecDeque,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use futures::StreamExt;
use serde_json::{Value, json};
use tertulia::tutor::{Limits, Settings, Tutor};
use tokio::{net::TcpListener, sync::watch};

/// The key that the bot has for it.
pub const KEY: &str = "sk-clave-secreta";
/// The name of the model.
pub const NAME: &str = "modelo-de-ensayo";

/// What the server does with one request. The last one it is told is what it goes on doing.
#[derive(Clone, Debug)]
pub enum Turn {
    /// A completion whose answer is this, resting on the first section that came.
    Answers(String),
    /// A completion that says just this.
    Says(String),
    /// A completion with this message.
    Message(Value),
    /// This status, with the header `Retry-After` where there is one, and words of its own.
    Status(u16, Option<u32>),
    /// This body as it is.
    Body(String),
    /// Bytes without end, a piece each time that so long has passed.
    Endless(Duration),
    /// Nothing, until the story says so; then as `Answers`.
    Held(String),
}

impl Turn {
    pub fn answers(text: &str) -> Self {
        Self::Answers(text.to_owned())
    }
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
}

impl Asked {
    /// What was sent to be read.
    pub fn material(&self) -> Value {
        let material = self.body["messages"][1]["content"].as_str().unwrap();
        serde_json::from_str(material).unwrap()
    }
}

/// The server; cheap to clone.
#[derive(Clone)]
pub struct Model {
    url: String,
    inside: Arc<Mutex<Inside>>,
    /// How many requests came, and how many were released.
    came: Arc<watch::Sender<usize>>,
    released: Arc<watch::Sender<bool>>,
}

#[derive(Default)]
struct Inside {
    turns: VecDeque<Turn>,
    asked: Vec<Asked>,
    now: usize,
    most_at_once: usize,
}

impl Model {
    /// A server that does this, in turn.
    pub async fn start(turns: impl IntoIterator<Item = Turn>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let inside = Inside {
            turns: turns.into_iter().collect(),
            ..Inside::default()
        };
        let model = Self {
            url: format!("http://{address}/v1"),
            inside: Arc::new(Mutex::new(inside)),
            came: Arc::new(watch::Sender::new(0)),
            released: Arc::new(watch::Sender::new(false)),
        };
        let router = Router::new()
            .route("/v1/chat/completions", post(complete))
            .with_state(model.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        model
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// The bot's tutor that this is.
    pub fn tutor(&self) -> Tutor {
        self.tutor_with(Limits::default())
    }

    pub fn tutor_with(&self, limits: Limits) -> Tutor {
        tutor(&self.url, KEY, limits)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.inside().asked.clone()
    }

    pub fn most_at_once(&self) -> usize {
        self.inside().most_at_once
    }

    /// Waits until so many requests have come.
    pub async fn until_asked(&self, times: usize) {
        let mut came = self.came.subscribe();
        let came = came.wait_for(|came| *came >= times);
        let came = tokio::time::timeout(Duration::from_secs(20), came).await;
        assert!(came.is_ok(), "{} requests came", self.asked().len());
    }

    /// Lets the requests go on that are held.
    pub fn release(&self) {
        self.released.send_replace(true);
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap()
    }
}

/// A tutor behind this address.
pub fn tutor(url: &str, key: &str, limits: Limits) -> Tutor {
    let settings = Settings {
        base_url: url.to_owned(),
        model: NAME.to_owned(),
        api_key: key.to_owned().into(),
    };
    Tutor::new(settings, limits).unwrap()
}

async fn complete(State(model): State<Model>, headers: HeaderMap, text: String) -> Response {
    let asked = Asked {
        headers,
        body: serde_json::from_str(&text).unwrap(),
        text,
    };
    let turn = {
        let mut inside = model.inside();
        inside.asked.push(asked.clone());
        inside.now += 1;
        inside.most_at_once = inside.most_at_once.max(inside.now);
        match inside.turns.len() {
            0 => panic!("the model was not told what to do"),
            1 => inside.turns[0].clone(),
            _ => inside.turns.pop_front().unwrap(),
        }
    };
    let _here = Here(&model);
    model.came.send_modify(|came| *came += 1);
    match turn {
        Turn::Answers(text) => completion(&answer(&asked, &text)),
        Turn::Says(text) => completion(&json!({ "role": "assistant", "content": text })),
        Turn::Message(message) => completion(&message),
        Turn::Status(status, retry_after) => {
            let status = StatusCode::from_u16(status).unwrap();
            let words = json!({ "error": { "message": "palabras del servidor", "type": "error" } });
            let mut response = (status, words.to_string()).into_response();
            if let Some(seconds) = retry_after {
                response
                    .headers_mut()
                    .insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
        Turn::Body(body) => body.into_response(),
        Turn::Endless(pause) => {
            let pieces = futures::stream::repeat(Bytes::from_static(&[b' '; 4096]));
            let pieces = pieces.then(move |piece| async move {
                tokio::time::sleep(pause).await;
                Ok::<_, Infallible>(piece)
            });
            Body::from_stream(pieces).into_response()
        }
        Turn::Held(text) => {
            let _ = model.released.subscribe().wait_for(|go| *go).await;
            completion(&answer(&asked, &text))
        }
    }
}

/// A request that is being answered; it ends with its connection, too.
struct Here<'a>(&'a Model);

impl Drop for Here<'_> {
    fn drop(&mut self) {
        self.0.inside().now -= 1;
    }
}

fn answer(asked: &Asked, text: &str) -> Value {
    let section = asked.material()["sections"][0]["id"].clone();
    let content = json!({ "declines": false, "answer": text, "section": section });
    json!({ "role": "assistant", "content": content.to_string() })
}

fn completion(message: &Value) -> Response {
    let completion = json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_795_000_000,
        "model": NAME,
        "choices": [{ "index": 0, "message": message, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20 },
    });
    let json = [(header::CONTENT_TYPE, "application/json")];
    (json, completion.to_string()).into_response()
}
