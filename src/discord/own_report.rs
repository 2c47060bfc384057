//! A learner's own report: shown to them, sent to them, and put right by them. Everything is asked
//! for by buttons and menus that carry what they need, also after the session's end.

use std::sync::Arc;

use poise::serenity_prelude as serenity;

use super::{
    Bot, Faults, SharedHttp,
    answer::{HandlerError, Interaction, Shown},
    custom_id::Verb,
    discord_code, insist,
    post::Post,
    render::{self, Reader, Scene},
    reports::Dossier,
};
use crate::{
    application::{ActError, Application},
    domain::{
        event::QuestionKind,
        ids::{QuestionId, SessionId, TopicId},
        session::{Action, Rejection, Reply},
    },
    report::Format,
    store::{Find, OwnQuestion, Stored, snowflake},
    texts::Language,
};

/// Discord's code for somebody who takes no direct messages from the bot.
const NO_DIRECT_MESSAGES: isize = 50_007;

/// The person's own report of a session of this server.
pub async fn show(
    application: &Application,
    faults: &Faults,
    interaction: Interaction<'_>,
    session: SessionId,
) -> Result<Post, HandlerError> {
    let (guild, visitor) = (interaction.guild()?, interaction.visitor()?);
    let language = Language::of_locale(interaction.locale());
    let (session, _) = application.look(guild, Find::Id(session)).await?;
    // Who left took part, too.
    if !session.state.participants.contains_key(&visitor.person.id) {
        return Err(ActError::from(Rejection::NotParticipant).into());
    }
    let person = snowflake(&visitor.person.id)?;
    let questions = application.store.questions_of(session.id, person).await?;
    let dossier = Arc::new(Dossier::gather(application, session).await?);
    let reader = Reader::Learner(visitor.person.id);
    let rendered = dossier.render(reader, language, &[Format::Pdf]).await?;
    for fault in &rendered.faults {
        faults.note(format!("a report lacks a document: {fault}"));
    }
    let scene = Scene::private(&dossier.session, &dossier.course, language);
    Ok(render::own_report(&scene, rendered, !questions.is_empty()))
}

/// «Enviármelo por mensaje directo».
pub async fn send(
    bot: &Bot,
    http: &SharedHttp,
    interaction: Interaction<'_>,
    session: SessionId,
) -> Result<Shown, HandlerError> {
    let language = Language::of_locale(interaction.locale());
    let mut report = show(&bot.application, &bot.faults, interaction, session).await?;
    report.rows.clear();
    let person = interaction.visitor()?.person.id;
    let person = serenity::UserId::new(snowflake(&person)?.unsigned_abs());
    let message = report.to_message(interaction.id().to_string());
    let deliver = async || {
        let direct = person.create_dm_channel(http).await?;
        direct.id.send_message(http, message.clone()).await
    };
    let said = match insist("to take a direct message", deliver).await {
        Ok(_) => "mine-sent",
        Err(error) if discord_code(&error) == Some(NO_DIRECT_MESSAGES) => "mine-not-sent",
        Err(error) => return Err(error.into()),
    };
    Ok(Shown::Beside(Post::text(language.say(said, &[]))))
}

/// A button or a menu of somebody's own report. `chosen` is what was chosen of a menu.
pub async fn press(
    bot: &Bot,
    interaction: Interaction<'_>,
    session: SessionId,
    verb: Verb,
    chosen: Option<&str>,
) -> Result<Shown, HandlerError> {
    let asking = Asking {
        bot,
        interaction,
        language: Language::of_locale(interaction.locale()),
        session,
    };
    let chosen = || chosen.ok_or(HandlerError::UnknownComponent);
    match verb {
        // The report stays where it is.
        Verb::CorrectOwn(None) => Ok(beside(asking.menu(0, render::own_to_correct).await?)),
        Verb::CorrectOwn(Some(page)) => asking.menu(page, render::own_to_correct).await,
        Verb::DeleteOwn(None) => Ok(beside(asking.menu(0, render::own_to_delete).await?)),
        Verb::DeleteOwn(Some(page)) => asking.menu(page, render::own_to_delete).await,
        Verb::PickToCorrect => asking.one(&chosen()?.into(), render::own_correction).await,
        Verb::PickToDelete => asking.one(&chosen()?.into(), render::own_deletion).await,
        Verb::OwnKind(question) => {
            let kind = QuestionKind::of_name(chosen()?).ok_or(HandlerError::UnknownComponent)?;
            asking.correct(question, None, Some(kind)).await
        }
        Verb::OwnTopic(question) => {
            let topic = TopicId::from(chosen()?);
            asking.correct(question, Some(topic), None).await
        }
        Verb::EraseOwn(question) => {
            let (session, reply) = asking.act(Action::DeleteQuestion { question }).await?;
            asking.replied(&session, &reply).await
        }
        _ => Err(HandlerError::UnknownComponent),
    }
}

/// One press on one's own report.
struct Asking<'a> {
    bot: &'a Bot,
    interaction: Interaction<'a>,
    language: Language,
    session: SessionId,
}

type Page = fn(&Scene<'_>, &[OwnQuestion], usize) -> Post;
type One = fn(&Scene<'_>, &OwnQuestion) -> Post;

impl Asking<'_> {
    /// A page of the person's questions.
    async fn menu(&self, page: usize, shown: Page) -> Result<Shown, HandlerError> {
        let session = self.load().await?;
        let questions = self.questions(&session).await?;
        self.scene(&session, |scene| shown(scene, &questions, page))
            .await
    }

    /// One of the person's questions; what is none of theirs is not there.
    async fn one(&self, question: &QuestionId, shown: One) -> Result<Shown, HandlerError> {
        let session = self.load().await?;
        self.shown(&session, question, shown).await
    }

    async fn correct(
        &self,
        question: QuestionId,
        topic: Option<TopicId>,
        kind: Option<QuestionKind>,
    ) -> Result<Shown, HandlerError> {
        let action = Action::CorrectQuestion {
            question: question.clone(),
            topic,
            kind,
        };
        let (session, _) = self.act(action).await?;
        self.shown(&session, &question, render::own_corrected).await
    }

    async fn shown(
        &self,
        session: &Stored,
        question: &QuestionId,
        shown: One,
    ) -> Result<Shown, HandlerError> {
        let questions = self.questions(session).await?;
        let own = questions.iter().find(|own| own.id == *question);
        let own = own.ok_or(ActError::Rejected(Rejection::Unknown))?;
        self.scene(session, |scene| shown(scene, own)).await
    }

    async fn act(&self, action: Action) -> Result<(Stored, Reply), HandlerError> {
        let find = Find::Id(self.session);
        let visitor = self.interaction.visitor()?;
        let _turn = self.bot.turns.take(find).await;
        let application = &self.bot.application;
        let guild = self.interaction.guild()?;
        let outcome = application.act(guild, find, &visitor, action).await?;
        Ok((outcome.session, outcome.reply))
    }

    async fn replied(&self, session: &Stored, reply: &Reply) -> Result<Shown, HandlerError> {
        self.scene(session, |scene| render::reply(scene, reply))
            .await
    }

    async fn load(&self) -> Result<Stored, HandlerError> {
        let guild = self.interaction.guild()?;
        let find = Find::Id(self.session);
        let (session, _) = self.bot.application.look(guild, find).await?;
        Ok(session)
    }

    async fn questions(&self, session: &Stored) -> Result<Vec<OwnQuestion>, HandlerError> {
        let person = snowflake(&self.interaction.visitor()?.person.id)?;
        let store = &self.bot.application.store;
        Ok(store.questions_of(session.id, person).await?)
    }

    async fn scene(
        &self,
        session: &Stored,
        shown: impl FnOnce(&Scene<'_>) -> Post,
    ) -> Result<Shown, HandlerError> {
        let course = self.bot.application.course_of(session).await?;
        let scene = Scene::private(session, &course, self.language);
        Ok(Shown::Private(shown(&scene)))
    }
}

fn beside(shown: Shown) -> Shown {
    match shown {
        Shown::Private(post) => Shown::Beside(post),
        other => other,
    }
}
