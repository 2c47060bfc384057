//! The HTTP skin: requests become calls, replies become responses; files and the gateway's
//! sockets are served beside them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{
    DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request, State as Extension,
    WebSocketUpgrade,
};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;

use super::faults::LimitScope;
use super::gateway;
use super::message::Attachment;
use super::refusal::Refusal;
use super::rest::{Call, RETRY_AFTER, Reply, Upload};
use super::state::Shared;

/// What a request may weigh.
const REQUEST_BYTES: usize = 25 << 20;
/// How long a withheld answer is withheld; clients give up before.
const SILENCE: Duration = Duration::from_mins(2);

pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(socket))
        .route("/attachments/{channel}/{id}/{name}", get(attachment))
        .route("/ephemeral-attachments/{app}/{id}/{name}", get(upload))
        .fallback(request)
        .layer(DefaultBodyLimit::max(REQUEST_BYTES))
        .with_state(shared)
}

async fn socket(upgrade: WebSocketUpgrade, Extension(shared): Extension<Arc<Shared>>) -> Response {
    upgrade.on_upgrade(move |socket| gateway::serve(socket, shared))
}

async fn attachment(
    Path((channel, id, _)): Path<(u64, u64, String)>,
    Extension(shared): Extension<Arc<Shared>>,
) -> Response {
    let state = shared.read();
    let file = state
        .messages
        .values()
        .filter(|message| message.channel == channel)
        .flat_map(|message| &message.attachments)
        .find(|file| file.id == id);
    file_response(file)
}

/// A file that somebody gave to a command.
async fn upload(
    Path((_, id, _)): Path<(u64, u64, String)>,
    Extension(shared): Extension<Arc<Shared>>,
) -> Response {
    let state = shared.read();
    let mut kept = state.uploads.iter().filter(|_| !state.uploads_lost);
    file_response(kept.find(|file| file.id == id))
}

fn file_response(file: Option<&Attachment>) -> Response {
    match file {
        Some(file) => (
            [(header::CONTENT_TYPE, file.content_type.clone())],
            file.bytes.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn request(Extension(shared): Extension<Arc<Shared>>, request: Request) -> Response {
    let call = match read(request).await {
        Ok(call) => call,
        Err(refusal) => {
            shared.change(|state| {
                state
                    .violations
                    .push(format!("unreadable request: {refusal}"));
            });
            return respond(&Reply::with_status(refusal.status, refusal.body()), "");
        }
    };
    let bucket = format!("{} {}", call.method, call.path);
    let reply = shared.change(|state| state.serve(call));
    if reply.silent {
        tokio::time::sleep(SILENCE).await;
    }
    respond(&reply, &bucket)
}

/// What can be read of a request without waiting for its body.
fn head_of(request: &Request) -> Call {
    let uri: &Uri = request.uri();
    let path = uri.path();
    let path = path.strip_prefix("/api/v10").unwrap_or(path).to_owned();
    let query = Query::<HashMap<String, String>>::try_from_uri(uri)
        .map(|Query(query)| query)
        .unwrap_or_default();
    Call {
        method: request.method().clone(),
        path,
        authorization: header_text(request, &header::AUTHORIZATION),
        query,
        body: Value::Null,
        files: Vec::new(),
        parameters: Vec::new(),
    }
}

fn header_text(request: &Request, name: &header::HeaderName) -> String {
    let value = request.headers().get(name);
    let text = value.and_then(|value| value.to_str().ok());
    text.unwrap_or_default().to_owned()
}

async fn read(request: Request) -> Result<Call, Refusal> {
    let mut call = head_of(&request);
    let content_type = header_text(&request, &header::CONTENT_TYPE);
    if content_type.starts_with("multipart/form-data") {
        read_parts(request, &mut call).await?;
    } else {
        let bytes = to_bytes(request.into_body(), REQUEST_BYTES)
            .await
            .map_err(|_| too_large())?;
        call.body = parse(&bytes)?;
    }
    Ok(call)
}

fn too_large() -> Refusal {
    Refusal::new(413, 40005, "Request entity too large")
}

fn parse(bytes: &Bytes) -> Result<Value, Refusal> {
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(bytes)
        .map_err(|_| Refusal::new(400, 50109, "The request body contains invalid JSON."))
}

async fn read_parts(request: Request, call: &mut Call) -> Result<(), Refusal> {
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Refusal::new(400, 50035, "Invalid Form Body"))?;
    while let Some(part) = parts.next_field().await.map_err(|_| too_large())? {
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content_type = part
            .content_type()
            .unwrap_or("application/octet-stream")
            .to_owned();
        let bytes = part.bytes().await.map_err(|_| too_large())?;
        if field == "payload_json" {
            call.body = parse(&bytes)?;
        } else if let Some(name) = file_name {
            let number = field
                .trim_start_matches("files[")
                .trim_end_matches(']')
                .parse()
                .unwrap_or(0);
            call.files.push(Upload {
                number,
                name,
                content_type,
                bytes,
            });
        }
    }
    Ok(())
}

/// The bucket name differs from route to route, as Discord's does; the limits are generous.
fn respond(reply: &Reply, bucket: &str) -> Response {
    let mut response = Response::builder().status(reply.status);
    if let Some(scope) = reply.limit {
        response = response
            // In whole seconds, unlike the body's.
            .header("Retry-After", format!("{:.0}", RETRY_AFTER.ceil()))
            .header("X-RateLimit-Scope", scope.name());
    }
    if reply.limit == Some(LimitScope::Global) {
        // No route's limit is told with the bot's own.
        response = response.header("X-RateLimit-Global", "true");
    } else {
        let used_up = reply.limit == Some(LimitScope::User);
        let reset = reply.limit.map_or(1.0, |_| RETRY_AFTER);
        response = response
            .header("X-RateLimit-Limit", "50")
            .header("X-RateLimit-Remaining", if used_up { "0" } else { "49" })
            .header("X-RateLimit-Reset-After", format!("{reset:.1}"))
            .header("X-RateLimit-Bucket", hash(bucket));
    }
    let body = if reply.body.is_null() {
        Body::empty()
    } else {
        response = response.header(header::CONTENT_TYPE, "application/json");
        Body::from(reply.body.to_string())
    };
    response.body(body).expect("status and headers are valid")
}

/// FNV-1a, of the route without its ids.
fn hash(bucket: &str) -> String {
    let hash = bucket
        .bytes()
        .filter(|byte| !byte.is_ascii_digit())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}
