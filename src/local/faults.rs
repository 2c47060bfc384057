//! Misbehaviour on request: what goes wrong with the bot's next REST calls.

/// Whose limit a 429 is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitScope {
    /// The bot's own on this route.
    User,
    /// The bot's own on everything but interactions.
    Global,
    /// The channel's or the message's, whoever asks.
    Shared,
}

impl LimitScope {
    /// As `X-RateLimit-Scope` has it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Global => "global",
            Self::Shared => "shared",
        }
    }
}

/// What happens to a request that a fault was ordered for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 429, nothing done.
    Limited(LimitScope),
    /// Answered with this status, nothing done.
    Refused(u16),
    /// Done, but the answer is a 502.
    AnswerLost,
    /// Done, but the answer never comes.
    Silence,
}

/// An ordered fault.
pub(super) struct Fault {
    pub(super) method: String,
    /// The route's template.
    pub(super) route: String,
    /// The channel that the request is about; any, when nothing.
    pub(super) channel: Option<u64>,
    pub(super) kind: Kind,
    pub(super) times: u32,
}

/// Takes the next ordered fault for this route and channel, if there is one.
pub(super) fn take(
    faults: &mut Vec<Fault>,
    method: &str,
    route: &str,
    channel: Option<u64>,
) -> Option<Kind> {
    let index = faults.iter().position(|fault| {
        let is_there = fault.channel.is_none() || fault.channel == channel;
        fault.method == method && fault.route == route && is_there
    })?;
    let fault = &mut faults[index];
    let kind = fault.kind;
    fault.times -= 1;
    if fault.times == 0 {
        faults.remove(index);
    }
    Some(kind)
}
