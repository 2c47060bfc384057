//! The gateway: sessions, their events, and the sockets they arrive through.
//!
//! A session outlives its socket, so that RESUME can replay what was missed. Payloads are plain
//! JSON: Discord compresses only some of them even when asked to, and clients read both.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::{Instant, sleep};

use super::state::{Shared, State};

/// Events kept for RESUME; Discord's own number is not published.
const KEPT_EVENTS: usize = 1000;
/// How long an event is held back for another that could overtake it.
const HELD_FOR: Duration = Duration::from_millis(60);

pub(super) const GUILDS: u64 = 1;
pub(super) const GUILD_MESSAGES: u64 = 1 << 9;
pub(super) const DIRECT_MESSAGES: u64 = 1 << 12;
const MESSAGE_CONTENT: u64 = 1 << 15;
/// GUILD_MEMBERS and GUILD_PRESENCES, which this application's owner never switched on.
const NEVER_GRANTED: u64 = 1 << 1 | 1 << 8;
/// Intent bits that exist, up to DIRECT_MESSAGE_POLLS.
const KNOWN_INTENTS: u64 = (1 << 26) - 1;

/// What a socket is told to do.
enum Order {
    Send(String),
    Close(u16, &'static str),
    /// Breaks the connection without saying goodbye.
    Drop,
}

/// All sessions and sockets.
#[derive(Default)]
pub(super) struct Gateway {
    sessions: Vec<Session>,
    sockets: BTreeMap<u64, UnboundedSender<Order>>,
    opened: u64,
    /// Whether every event is sent twice.
    pub(super) duplicate: bool,
    /// Whether every other event is overtaken by the next one.
    reorder: bool,
}

/// An event on its way to a session.
struct Sending {
    event: String,
    body: Value,
    copies: usize,
    since: Instant,
}

struct Session {
    id: String,
    shard: (u64, u64),
    intents: u64,
    sequence: u64,
    sent: VecDeque<(u64, String)>,
    /// `None` while the bot is away.
    socket: Option<u64>,
    /// Held back, to be overtaken.
    held: Option<Sending>,
}

impl Session {
    /// Numbers an event, keeps it for RESUME, and gives its payload.
    fn record(&mut self, event: &str, body: &Value) -> String {
        self.sequence += 1;
        let payload = json!({"op": 0, "t": event, "s": self.sequence, "d": body}).to_string();
        self.sent.push_back((self.sequence, payload.clone()));
        if self.sent.len() > KEPT_EVENTS {
            self.sent.pop_front();
        }
        payload
    }

    /// A guild's events go to one shard, those of direct messages to the first.
    fn serves(&self, guild: Option<u64>) -> bool {
        guild.map_or(0, |id| (id >> 22) % self.shard.1) == self.shard.0
    }
}

impl Gateway {
    pub(super) fn is_connected(&self) -> bool {
        self.sessions.iter().any(|session| session.socket.is_some())
    }

    fn order(&self, socket: u64, order: Order) {
        if let Some(wire) = self.sockets.get(&socket) {
            // A socket that is gone loses the order as a real one would; RESUME replays it.
            let _ = wire.send(order);
        }
    }

    fn send(&self, socket: u64, payload: &Value) {
        self.order(socket, Order::Send(payload.to_string()));
    }

    fn session_on(&mut self, socket: u64) -> Option<&mut Session> {
        self.sessions
            .iter_mut()
            .find(|session| session.socket == Some(socket))
    }

    fn deliver(&mut self, index: usize, event: &str, body: &Value) {
        let session = &mut self.sessions[index];
        let payload = session.record(event, body);
        if let Some(socket) = session.socket {
            self.order(socket, Order::Send(payload));
        }
    }

    /// Sends an event to every session that asked for it. `body` gets whether the session may
    /// read message contents.
    pub(super) fn dispatch(
        &mut self,
        event: &str,
        guild: Option<u64>,
        intent: u64,
        body: impl Fn(bool) -> Value,
    ) {
        let copies = if self.duplicate { 2 } else { 1 };
        for index in 0..self.sessions.len() {
            let session = &self.sessions[index];
            if session.serves(guild) && session.intents & intent == intent {
                let sending = Sending {
                    event: event.to_owned(),
                    body: body(session.intents & MESSAGE_CONTENT != 0),
                    copies,
                    since: Instant::now(),
                };
                let held = self.sessions[index].held.take();
                if self.reorder && held.is_none() {
                    self.sessions[index].held = Some(sending);
                } else {
                    self.deliver_mixed(index, &[Some(sending), held]);
                }
            }
        }
    }

    /// Delivers events in this order, and then their second copies.
    fn deliver_mixed(&mut self, index: usize, events: &[Option<Sending>]) {
        for copy in 0..2 {
            for sending in events.iter().flatten() {
                if copy < sending.copies {
                    self.deliver(index, &sending.event, &sending.body);
                }
            }
        }
    }

    /// Tells whether it was so before. What is held back goes out at the end.
    pub(super) fn set_reorder(&mut self, reorder: bool) -> bool {
        if !reorder {
            self.release(|_| true);
        }
        std::mem::replace(&mut self.reorder, reorder)
    }

    /// Delivers what is held back and meets this.
    fn release(&mut self, meets: impl Fn(&Sending) -> bool) {
        for index in 0..self.sessions.len() {
            let held = self.sessions[index].held.take_if(|held| meets(held));
            self.deliver_mixed(index, &[held]);
        }
    }

    /// When something was held back long enough.
    fn next_release(&self) -> Option<Instant> {
        let held = self.sessions.iter().filter_map(|s| s.held.as_ref());
        held.map(|held| held.since + HELD_FOR).min()
    }

    /// Breaks every connection, as a failing network does.
    pub(super) fn drop_all(&mut self) {
        for session in &mut self.sessions {
            session.socket = None;
        }
        for wire in std::mem::take(&mut self.sockets).into_values() {
            let _ = wire.send(Order::Drop);
        }
    }

    /// Asks every client to reconnect and resume (op 7).
    pub(super) fn ask_to_reconnect(&self) {
        for socket in self.sessions.iter().filter_map(|session| session.socket) {
            self.send(socket, &json!({"op": 7, "d": null}));
        }
    }

    /// Interrupts every session, which can be resumed, and says so (op 9).
    pub(super) fn interrupt(&mut self) {
        for socket in self.sessions.iter_mut().filter_map(|s| s.socket.take()) {
            if let Some(wire) = self.sockets.get(&socket) {
                let order = json!({"op": 9, "d": true}).to_string();
                // Who is gone resumes anyway.
                let _ = wire.send(Order::Send(order));
            }
        }
    }

    /// Forgets every session and says so (op 9).
    pub(super) fn invalidate(&mut self) {
        // It was told before.
        self.release(|_| true);
        for session in std::mem::take(&mut self.sessions) {
            if let Some(socket) = session.socket {
                self.send(socket, &json!({"op": 9, "d": false}));
            }
        }
    }
}

impl State {
    fn connect(&mut self, wire: UnboundedSender<Order>) -> u64 {
        self.gateway.opened += 1;
        let socket = self.gateway.opened;
        self.gateway.sockets.insert(socket, wire);
        self.gateway.send(
            socket,
            &json!({"op": 10, "d": {"heartbeat_interval": 41250}, "s": null, "t": null}),
        );
        socket
    }

    /// The socket is gone. Closing with 1000 or 1001 ends the session; anything else leaves it
    /// to be resumed.
    fn disconnect(&mut self, socket: u64, code: Option<u16>) {
        self.gateway.sockets.remove(&socket);
        if matches!(code, Some(1000 | 1001)) {
            self.gateway
                .sessions
                .retain(|session| session.socket != Some(socket));
        } else if let Some(session) = self.gateway.session_on(socket) {
            session.socket = None;
        }
    }

    fn hear(&mut self, socket: u64, text: &str) {
        let Ok(payload) = serde_json::from_str::<Value>(text) else {
            return self
                .gateway
                .order(socket, Order::Close(4002, "Decode error"));
        };
        let body = &payload["d"];
        let known = self.gateway.session_on(socket).is_some();
        match payload["op"].as_u64() {
            Some(1) => self.gateway.send(socket, &json!({"op": 11, "d": null})),
            Some(2) if known => self
                .gateway
                .order(socket, Order::Close(4005, "Already authenticated.")),
            Some(2) => self.identify(socket, body),
            Some(6) => self.resume(socket, body),
            Some(3 | 4 | 8 | 31) if known => {}
            Some(3 | 4 | 8 | 31) => self
                .gateway
                .order(socket, Order::Close(4003, "Not authenticated.")),
            _ => self
                .gateway
                .order(socket, Order::Close(4001, "Unknown opcode.")),
        }
    }

    /// Clients send the token with or without the `Bot` prefix.
    fn token_fits(&self, body: &Value) -> bool {
        let given = body["token"].as_str().unwrap_or_default();
        given.trim_start_matches("Bot ") == self.token
    }

    fn identify(&mut self, socket: u64, body: &Value) {
        if !self.token_fits(body) {
            return self
                .gateway
                .order(socket, Order::Close(4004, "Authentication failed."));
        }
        let Some(intents) = body["intents"]
            .as_u64()
            .filter(|bits| *bits <= KNOWN_INTENTS)
        else {
            return self
                .gateway
                .order(socket, Order::Close(4013, "Invalid intent(s)."));
        };
        let refused = if self.world.message_content {
            NEVER_GRANTED
        } else {
            NEVER_GRANTED | MESSAGE_CONTENT
        };
        if intents & refused != 0 {
            return self
                .gateway
                .order(socket, Order::Close(4014, "Disallowed intent(s)."));
        }
        let number = |index: usize| body["shard"][index].as_u64();
        let shard = (number(0).unwrap_or(0), number(1).unwrap_or(1));
        if shard.0 >= shard.1 {
            return self
                .gateway
                .order(socket, Order::Close(4010, "Invalid shard."));
        }
        let id = format!("{:x}", self.next_id());
        let here = (self.guild_id >> 22) % shard.1 == shard.0;
        let guilds = if here {
            json!([{"id": self.guild_id.to_string(), "unavailable": true}])
        } else {
            json!([])
        };
        let ready = json!({
            "v": 10,
            "user": self.user_json(self.app_id),
            "guilds": guilds,
            "session_id": id,
            "resume_gateway_url": self.gateway_url(),
            "shard": [shard.0, shard.1],
            "application": {"id": self.app_id.to_string(), "flags": self.application_flags()},
            "session_type": "normal",
        });
        self.gateway.sessions.push(Session {
            id,
            shard,
            intents,
            sequence: 0,
            sent: VecDeque::new(),
            socket: Some(socket),
            held: None,
        });
        let index = self.gateway.sessions.len() - 1;
        self.gateway.deliver(index, "READY", &ready);
        if here && intents & GUILDS != 0 {
            let guild = self.guild_create_json();
            self.gateway.deliver(index, "GUILD_CREATE", &guild);
        }
    }

    fn resume(&mut self, socket: u64, body: &Value) {
        if !self.token_fits(body) {
            return self
                .gateway
                .order(socket, Order::Close(4004, "Authentication failed."));
        }
        let sequence = body["seq"].as_u64().unwrap_or(0);
        let found = self.gateway.sessions.iter().position(|session| {
            let oldest = session.sent.front().map_or(1, |(number, _)| *number);
            body["session_id"] == session.id.as_str()
                && sequence <= session.sequence
                && oldest <= sequence + 1
        });
        let Some(index) = found else {
            return self.gateway.send(socket, &json!({"op": 9, "d": false}));
        };
        let session = &mut self.gateway.sessions[index];
        session.socket = Some(socket);
        let missed: Vec<String> = session
            .sent
            .iter()
            .filter(|(number, _)| *number > sequence)
            .map(|(_, payload)| payload.clone())
            .collect();
        for payload in missed {
            self.gateway.order(socket, Order::Send(payload));
        }
        self.gateway.deliver(index, "RESUMED", &json!({}));
    }

    /// `ws://127.0.0.1:PORT`, to which clients add `?v=10`.
    pub(super) fn gateway_url(&self) -> String {
        self.url.replacen("http", "ws", 1)
    }

    /// GATEWAY_MESSAGE_CONTENT_LIMITED, when the owner switched the intent on.
    pub(super) fn application_flags(&self) -> u64 {
        u64::from(self.world.message_content) << 19
    }
}

/// Releases events that nothing overtakes, for as long as events are reordered.
pub(super) async fn release_what_waits(shared: Weak<Shared>) {
    loop {
        let Some(shared) = shared.upgrade() else {
            return;
        };
        let next = {
            let state = shared.read();
            if !state.gateway.reorder {
                return;
            }
            state.gateway.next_release()
        };
        let now = Instant::now();
        if next.is_some_and(|next| next <= now) {
            shared.change(|state| {
                let long_enough = |held: &Sending| held.since + HELD_FOR <= now;
                state.gateway.release(long_enough);
            });
        }
        drop(shared);
        sleep(HELD_FOR / 4).await;
    }
}

/// Serves one socket until one of both sides ends it.
pub(super) async fn serve(mut socket: WebSocket, shared: Arc<Shared>) {
    let (wire, mut orders) = unbounded_channel();
    let number = shared.change(|state| state.connect(wire));
    let code = loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Send(text)) => {
                    if socket.send(Frame::text(text)).await.is_err() {
                        break None;
                    }
                }
                Some(Order::Close(code, reason)) => {
                    let close = CloseFrame { code, reason: reason.into() };
                    // The client may be gone already; then there is nobody to tell.
                    let _ = socket.send(Frame::Close(Some(close))).await;
                    break Some(code);
                }
                Some(Order::Drop) | None => break None,
            },
            frame = socket.recv() => match frame {
                Some(Ok(Frame::Text(text))) => shared.change(|state| state.hear(number, &text)),
                Some(Ok(Frame::Close(frame))) => break frame.map(|frame| frame.code),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => break None,
            },
        }
    };
    shared.change(|state| state.disconnect(number, code));
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::UnboundedReceiver;

    use super::*;

    /// A gateway with one session.
    fn connected() -> (Gateway, UnboundedReceiver<Order>) {
        let (wire, orders) = unbounded_channel();
        let gateway = Gateway {
            sessions: vec![Session {
                id: "s".to_owned(),
                shard: (0, 1),
                intents: 0,
                sequence: 0,
                sent: VecDeque::new(),
                socket: Some(1),
                held: None,
            }],
            sockets: BTreeMap::from([(1, wire)]),
            ..Gateway::default()
        };
        (gateway, orders)
    }

    fn happens(gateway: &mut Gateway, events: &[&str]) {
        for event in events {
            gateway.dispatch(event, None, 0, |_| Value::Null);
        }
    }

    /// The events that went out, with their numbers.
    fn told(orders: &mut UnboundedReceiver<Order>) -> Vec<(u64, String)> {
        std::iter::from_fn(|| orders.try_recv().ok())
            .filter_map(|order| match order {
                Order::Send(payload) => serde_json::from_str::<Value>(&payload).ok(),
                Order::Close(..) | Order::Drop => None,
            })
            .filter_map(|payload| Some((payload["s"].as_u64()?, payload["t"].as_str()?.into())))
            .collect()
    }

    fn numbered(events: &[&str]) -> Vec<(u64, String)> {
        (1..).zip(events.iter().map(ToString::to_string)).collect()
    }

    #[test]
    fn every_other_event_is_overtaken_by_the_next_one() {
        let (mut gateway, mut orders) = connected();
        gateway.set_reorder(true);
        happens(&mut gateway, &["A", "B", "C", "D", "E"]);
        assert_eq!(told(&mut orders), numbered(&["B", "A", "D", "C"]));
        gateway.set_reorder(false);
        assert_eq!(told(&mut orders), [(5, "E".to_owned())]);
        happens(&mut gateway, &["F"]);
        assert_eq!(told(&mut orders), [(6, "F".to_owned())]);
    }

    #[test]
    fn what_is_told_twice_and_out_of_order_is_told_in_turns() {
        let (mut gateway, mut orders) = connected();
        gateway.set_reorder(true);
        gateway.duplicate = true;
        happens(&mut gateway, &["A", "B"]);
        assert_eq!(told(&mut orders), numbered(&["B", "A", "B", "A"]));
    }

    #[test]
    fn what_is_held_back_is_told_before_the_session_ends() {
        let (mut gateway, mut orders) = connected();
        gateway.set_reorder(true);
        happens(&mut gateway, &["A"]);
        assert_eq!(told(&mut orders), []);
        gateway.invalidate();
        assert_eq!(told(&mut orders), numbered(&["A"]));
    }
}
