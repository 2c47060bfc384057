//! The boundary: what came of an interaction becomes what its person sees. A legitimate no has its
//! own text; anything else is an incident, with the same code in the answer and in the log.

use std::{future::Future, panic::AssertUnwindSafe, time::Duration};

use futures::FutureExt;
use poise::serenity_prelude as serenity;
use tokio::time::Instant;

use super::{Bot, discord_code, insist, is_final, place, post::Post, render, reports::RenderError};
use crate::{
    application::{ActError, Outcome, Visitor},
    domain::{ids::PersonId, session::Person, trouble::Right},
    store::{Find, StoreError, Stored},
    texts::Language,
};

/// How long a handler may take; Discord waits for 3 s, and the answer has to get there.
const PATIENCE: Duration = Duration::from_millis(2300);
/// How long a handler may take that has asked for time.
const LONG_PATIENCE: Duration = Duration::from_mins(1);
/// How long its answer is sent again; Discord takes it for 15 minutes.
const EDITED_WITHIN: Duration = Duration::from_mins(5);
/// Discord's codes for a second answer and for a late one.
const ANSWERED: isize = 40_060;
const LATE: isize = 10_062;
/// Between the first two attempts at an answer; each further pause is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// Discord takes no answer after 3 s; some of them are the way there and back.
const TAKEN_WITHIN: Duration = Duration::from_millis(2500);

/// What a handler wants to be shown.
pub enum Shown {
    /// A private message; in answer to a button of another private message, in its place.
    Private(Post),
    /// A private message that leaves the one whose button was pressed as it is.
    Beside(Post),
    /// A modal that opens.
    Modal(serenity::CreateInteractionResponse),
}

/// What can go wrong in a handler.
#[derive(Debug, thiserror::Error)]
pub enum HandlerError {
    #[error(transparent)]
    Act(#[from] ActError),
    /// The rules say no, and something is wrong with the session besides.
    #[error("{0}")]
    Remarked(Box<HandlerError>, String),
    /// A button or a modal that this version does not know.
    #[error("unknown component")]
    UnknownComponent,
    /// Commands and buttons work in servers only.
    #[error("not in a server")]
    NotInGuild,
    /// What somebody wrote was not taken; they get it back.
    #[error("{error}")]
    NotTaken { error: ActError, text: String },
    #[error("the bot lacks permissions here")]
    BotLacks(Vec<Right>),
    #[error("the command's arguments do not fit")]
    BadArgument,
    #[error("poise: {0}")]
    Framework(String),
    #[error("a modal came without its input '{0}'")]
    MissingInput(&'static str),
    #[error("Discord: {0}")]
    Discord(Box<serenity::Error>),
}

impl From<serenity::Error> for HandlerError {
    fn from(error: serenity::Error) -> Self {
        Self::Discord(Box::new(error))
    }
}

impl From<RenderError> for HandlerError {
    fn from(error: RenderError) -> Self {
        Self::Framework(error.to_string())
    }
}

impl From<StoreError> for HandlerError {
    fn from(error: StoreError) -> Self {
        ActError::from(error).into()
    }
}

impl HandlerError {
    /// Whether the rules said no.
    fn is_rejection(&self) -> bool {
        matches!(
            self,
            Self::Act(ActError::Rejected(_))
                | Self::NotTaken {
                    error: ActError::Rejected(_),
                    ..
                }
        )
    }
}

impl Shown {
    /// With the remark at the end, where there is one to make.
    pub fn remarking(self, remark: Option<String>) -> Self {
        match (self, remark) {
            (Self::Private(post), Some(remark)) => Self::Private(post.ending(&remark)),
            (Self::Beside(post), Some(remark)) => Self::Beside(post.ending(&remark)),
            (shown, _) => shown,
        }
    }

    pub fn outcome(outcome: &Outcome, language: Language) -> Self {
        let scene = render::Scene {
            session: &outcome.session,
            course: &outcome.course,
            language,
        };
        Self::Private(render::reply(&scene, &outcome.reply))
    }
}

/// Runs a handler and answers its interaction: with what it shows, or with why not. `replaces` is
/// whether the answer takes the place of the private message whose button was pressed.
pub async fn answer(
    bot: &Bot,
    context: &serenity::Context,
    interaction: Interaction<'_>,
    replaces: bool,
    handler: impl Future<Output = Result<Shown, HandlerError>>,
) {
    let began = Instant::now();
    let Some(_under_way) = bot.under_way.begin(interaction.id()) else {
        return;
    };
    let language = Language::of_locale(interaction.locale());
    let handler = AssertUnwindSafe(handler).catch_unwind();
    let response = match tokio::time::timeout(PATIENCE, handler).await {
        Ok(Ok(Ok(Shown::Private(post)))) if replaces => post.to_update(),
        Ok(Ok(Ok(Shown::Private(post) | Shown::Beside(post)))) => post.to_answer(),
        Ok(Ok(Ok(Shown::Modal(modal)))) => modal,
        Ok(Ok(Err(error))) => refusal(bot, &error, interaction.id(), language).to_answer(),
        // What a panic says may quote what somebody wrote; the panic hook has its place.
        Ok(Err(_panic)) => {
            incident(bot, "a handler panicked", interaction.id(), language).to_answer()
        }
        // What it was doing may still be done: pressing again finds out, and changes nothing then.
        Err(_slow) => {
            tracing::warn!(
                interaction = interaction.id(),
                "no answer within {PATIENCE:?}"
            );
            Post::text(language.say("no-slow", &[])).to_answer()
        }
    };
    // What was recorded stays recorded, whatever becomes of the answer.
    match respond(context, interaction, response, began).await {
        Err(error) if is_answered_or_late(&error) => {
            tracing::warn!(%error, interaction = interaction.id(), "an answer came twice or late");
        }
        Err(error) => bot.faults.note(format!("an answer was not taken: {error}")),
        Ok(()) => {}
    }
}

/// Like [`answer`], for what may take longer than Discord waits: says at once that the answer comes,
/// to this person alone, and puts it there when it is known. What the handler does must not hurt when
/// it is done twice, as somebody whom no answer reached does it again.
pub async fn answer_later(
    bot: &Bot,
    context: &serenity::Context,
    interaction: Interaction<'_>,
    handler: impl Future<Output = Result<Shown, HandlerError>>,
) {
    let id = interaction.id();
    let Some(_under_way) = bot.under_way.begin(id) else {
        return;
    };
    let wait = serenity::CreateInteractionResponseMessage::new().ephemeral(true);
    let wait = serenity::CreateInteractionResponse::Defer(wait);
    match respond(context, interaction, wait, Instant::now()).await {
        Ok(()) => {}
        // It was taken, though nobody said so the first time; or by another process, which does the same.
        Err(error) if discord_code(&error) == Some(ANSWERED) => {}
        Err(error) if is_answered_or_late(&error) => {
            tracing::warn!(%error, interaction = id, "it was too late to ask for time");
            return;
        }
        Err(error) => {
            bot.faults.note(format!("an answer was not taken: {error}"));
            return;
        }
    }
    let language = Language::of_locale(interaction.locale());
    let handler = AssertUnwindSafe(handler).catch_unwind();
    let post = match tokio::time::timeout(LONG_PATIENCE, handler).await {
        Ok(Ok(Ok(Shown::Private(post) | Shown::Beside(post)))) => post,
        Ok(Ok(Ok(Shown::Modal(_)))) => incident(bot, "a modal came late", id, language),
        Ok(Ok(Err(error))) => refusal(bot, &error, id, language),
        Ok(Err(_panic)) => incident(bot, "a handler panicked", id, language),
        Err(_slow) => {
            tracing::warn!(interaction = id, "no answer within {LONG_PATIENCE:?}");
            Post::text(language.say("no-slow", &[]))
        }
    };
    let answer = post.to_late_answer();
    let edit = || interaction.edit_response(context, answer.clone());
    let edited = tokio::time::timeout(EDITED_WITHIN, insist("to take an answer", edit)).await;
    match edited {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => bot.faults.note(format!("an answer was not taken: {error}")),
        Err(_) => bot.faults.note("a late answer was not taken".to_owned()),
    }
}

/// Adds what is to be remarked on the session to a no of the rules, which tells nothing of it.
pub async fn remarking_on(
    bot: &Bot,
    interaction: Interaction<'_>,
    find: Option<Find>,
    handler: impl Future<Output = Result<Shown, HandlerError>>,
) -> Result<Shown, HandlerError> {
    let (error, find) = match (handler.await, find) {
        (Err(error), Some(find)) if error.is_rejection() => (error, find),
        (shown, _) => return shown,
    };
    let guild = interaction.guild()?;
    let session = bot.application.look(guild, find).await;
    let remark = session
        .ok()
        .and_then(|(session, _)| interaction.remark(&session));
    Err(match remark {
        Some(remark) => HandlerError::Remarked(Box::new(error), remark),
        None => error,
    })
}

/// Sends the answer, again when Discord could not take it for a moment: if it had been taken all
/// the same, Discord says so. What Discord refuses, and what is late, is never tried twice.
async fn respond(
    context: &serenity::Context,
    interaction: Interaction<'_>,
    response: serenity::CreateInteractionResponse,
    began: Instant,
) -> serenity::Result<()> {
    let mut pause = FIRST_PAUSE;
    loop {
        match interaction.respond(context, response.clone()).await {
            Err(error) if !is_final(&error) && began.elapsed() + pause < TAKEN_WITHIN => {
                tracing::warn!(%error, interaction = interaction.id(), "an answer is sent again");
            }
            other => return other,
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
}

/// Discord may say the one where the other is meant; an event that arrived twice gives the first.
fn is_answered_or_late(error: &serenity::Error) -> bool {
    matches!(discord_code(error), Some(ANSWERED | LATE))
}

/// One of the kinds of interaction that end in [`answer`] besides slash commands.
#[derive(Clone, Copy)]
pub enum Interaction<'a> {
    Command(&'a serenity::CommandInteraction),
    Component(&'a serenity::ComponentInteraction),
    Modal(&'a serenity::ModalInteraction),
}

impl<'i> Interaction<'i> {
    pub fn id(self) -> u64 {
        match self {
            Self::Command(interaction) => interaction.id.get(),
            Self::Component(interaction) => interaction.id.get(),
            Self::Modal(interaction) => interaction.id.get(),
        }
    }

    pub fn locale(&self) -> &str {
        match self {
            Self::Command(interaction) => &interaction.locale,
            Self::Component(interaction) => &interaction.locale,
            Self::Modal(interaction) => &interaction.locale,
        }
    }

    /// What is to be remarked at the end of the answer, as things are with the session.
    pub fn remark(self, session: &Stored) -> Option<String> {
        let (channel, kind, rights) = match self {
            Self::Command(interaction) => (
                interaction.channel_id,
                interaction.channel.as_ref().map(|channel| channel.kind),
                interaction.app_permissions,
            ),
            Self::Component(interaction) => (
                interaction.channel_id,
                interaction.channel.as_ref().map(|channel| channel.kind),
                interaction.app_permissions,
            ),
            Self::Modal(interaction) => (
                interaction.channel_id,
                interaction.channel.as_ref().map(|channel| channel.kind),
                interaction.app_permissions,
            ),
        };
        let missing = kind.zip(rights).map(|(kind, rights)| {
            let in_thread = place::is_thread(kind);
            place::missing(rights, in_thread)
        });
        let language = Language::of_locale(self.locale());
        render::remark(session, language, stored_id(channel.get()), missing)
    }

    /// The server, as the store has it.
    pub fn guild(self) -> Result<i64, HandlerError> {
        let guild = match self {
            Self::Command(interaction) => interaction.guild_id,
            Self::Component(interaction) => interaction.guild_id,
            Self::Modal(interaction) => interaction.guild_id,
        };
        guild
            .map(|guild| stored_id(guild.get()))
            .ok_or(HandlerError::NotInGuild)
    }

    /// Who acts, with the rights that Discord gives them at this moment.
    pub fn visitor(self) -> Result<Visitor, HandlerError> {
        let member = self.member()?;
        Ok(Visitor {
            person: Person {
                id: PersonId::new(member.user.id.to_string()),
                moderator: self.rights()?.manage_messages(),
            },
            name: member.display_name().to_owned(),
        })
    }

    /// What the one who acts may do in this channel.
    pub fn rights(self) -> Result<serenity::Permissions, HandlerError> {
        Ok(self.member()?.permissions.unwrap_or_default())
    }

    fn member(self) -> Result<&'i serenity::Member, HandlerError> {
        let member = match self {
            Self::Command(interaction) => interaction.member.as_deref(),
            Self::Component(interaction) => interaction.member.as_ref(),
            Self::Modal(interaction) => interaction.member.as_ref(),
        };
        member.ok_or(HandlerError::NotInGuild)
    }

    async fn respond(
        self,
        context: &serenity::Context,
        response: serenity::CreateInteractionResponse,
    ) -> serenity::Result<()> {
        match self {
            Self::Command(interaction) => interaction.create_response(context, response).await,
            Self::Component(interaction) => interaction.create_response(context, response).await,
            Self::Modal(interaction) => interaction.create_response(context, response).await,
        }
    }

    async fn edit_response(
        self,
        context: &serenity::Context,
        answer: serenity::EditInteractionResponse,
    ) -> serenity::Result<serenity::Message> {
        match self {
            Self::Command(interaction) => interaction.edit_response(context, answer).await,
            Self::Component(interaction) => interaction.edit_response(context, answer).await,
            Self::Modal(interaction) => interaction.edit_response(context, answer).await,
        }
    }
}

/// A Discord id as the database has it; ids stay below 2⁶³ for as long as Discord's epoch lasts.
pub fn stored_id(id: u64) -> i64 {
    i64::try_from(id).expect("a snowflake has 63 bits")
}

/// Why nothing came of it, as its person reads it.
pub fn refusal(bot: &Bot, error: &HandlerError, interaction: u64, language: Language) -> Post {
    let say = |key: &str| Post::text(language.say(key, &[]));
    match error {
        HandlerError::Act(error) => not_done(bot, error, interaction, language),
        HandlerError::NotTaken { error, text } => {
            let why = not_done(bot, error, interaction, language).content;
            render::text_back(&why, text, language)
        }
        HandlerError::Remarked(error, remark) => {
            refusal(bot, error, interaction, language).ending(remark)
        }
        HandlerError::UnknownComponent => say("no-unknown-component"),
        HandlerError::NotInGuild => say("no-guild"),
        HandlerError::BadArgument => say("no-argument"),
        HandlerError::BotLacks(rights) => {
            let rights: Vec<String> = rights
                .iter()
                .map(|right| language.say(place::name(*right), &[]))
                .collect();
            Post::text(language.say("no-bot-rights", &[("rights", rights.join(", ").into())]))
        }
        HandlerError::Framework(_) | HandlerError::MissingInput(_) | HandlerError::Discord(_) => {
            incident(bot, &error.to_string(), interaction, language)
        }
    }
}

/// Why nothing came of what somebody did.
fn not_done(bot: &Bot, error: &ActError, interaction: u64, language: Language) -> Post {
    use crate::domain::session::Rejection as No;
    let say = |key: &str| Post::text(language.say(key, &[]));
    match error {
        ActError::Rejected(no) => match no {
            No::SessionOver => say("no-session-over"),
            No::NotBegun => say("no-not-begun"),
            No::AlreadyBegun => say("no-already-begun"),
            No::NotParticipant => say("no-not-participant"),
            No::NotAuthorised => say("no-not-authorised"),
            No::NobodyJoined => say("no-nobody-joined"),
            No::NobodyToLead => say("no-nobody-to-lead"),
            No::TopicNotStarted { .. } => say("no-topic-not-started"),
            No::Unknown => say("no-unknown"),
            No::EmptyText => say("no-empty-text"),
            No::TextTooLong { length, limit } => Post::text(language.say(
                "no-text-too-long",
                &[("length", (*length).into()), ("limit", (*limit).into())],
            )),
            No::NotTheAsker { asker: None } => say("no-not-the-anonymous-asker"),
            No::NotTheAsker { asker: Some(asker) } => Post::text(language.say(
                "no-not-the-asker",
                &[("asker", format!("<@{asker}>").into())],
            )),
            No::NotModerator => say("no-only-moderators"),
            No::DoubtSettled => say("no-doubt-settled"),
            No::NotAPersonsAnswer => say("no-persons-answer"),
            No::NotYourQuestion { asker } => Post::text(language.say(
                "no-not-your-question",
                &[("asker", format!("<@{asker}>").into())],
            )),
            No::QuestionDeleted => say("no-question-deleted"),
            No::NotConfirmed => say("no-not-confirmed"),
            No::NotClosing => say("no-not-closing"),
            No::Paused => say("no-paused"),
            No::EmptyPlan => say("no-empty-plan"),
            No::TooManyDoubts { seconds } => {
                Post::text(language.say("no-too-many-doubts", &[("seconds", (*seconds).into())]))
            }
        },
        ActError::NoSession => say("no-session"),
        ActError::NoSuchSession => say("no-session-of-button"),
        ActError::UnknownCourse(course) => {
            let course = crate::domain::markdown::escape(course);
            Post::text(language.say("no-course", &[("course", course.into())]))
        }
        ActError::ChannelBusy => say("no-channel-busy"),
        ActError::Crowded => say("no-crowded"),
        ActError::Store(StoreError::Away(cause) | StoreError::ConnectionLost(cause)) => {
            bot.faults
                .note(format!("the database does not answer: {cause}"));
            say("no-database")
        }
        ActError::CourseGone(_) | ActError::Store(_) => {
            incident(bot, &error.to_string(), interaction, language)
        }
    }
}

/// Notes what nobody expected, and tells its code.
fn incident(bot: &Bot, what: &str, interaction: u64, language: Language) -> Post {
    let code = format!("{:04X}", (interaction >> 22) & 0xFFFF);
    bot.faults.note(format!("incident {code}: {what}"));
    Post::text(language.say("incident", &[("code", code.into())]))
}
