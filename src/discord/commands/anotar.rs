//! «Anotar como duda»: what a learner wrote, recorded as a doubt of theirs by a moderator. Discord
//! sends the message with the interaction, whatever it says.

use poise::serenity_prelude as serenity;

use super::{Context, here, run};
use crate::{
    application::{ActError, Visitor},
    discord::{
        answer::{HandlerError, Interaction, Shown},
        doubt_list::moderators_only,
        mentions::{is_by_a_person, said_to, written_at},
        post::Post,
    },
    domain::{
        ids::PersonId,
        markdown,
        session::{Action, Person, Rejection, Reply},
    },
    texts::Language,
};

#[poise::command(
    context_menu_command = "Anotar como duda",
    guild_only,
    install_context = "Guild",
    interaction_context = "Guild",
    default_member_permissions = "MANAGE_MESSAGES",
    name_localized("en-US", "Note as a doubt"),
    name_localized("en-GB", "Note as a doubt")
)]
pub async fn anotar(context: Context<'_>, message: serenity::Message) -> Result<(), HandlerError> {
    run(context, note(context, &message)).await
}

/// Records the message under its own id: once, also when its author mentioned the bot in it.
async fn note(context: Context<'_>, message: &serenity::Message) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Command(context.interaction);
    moderators_only(interaction)?;
    let language = Language::of_locale(interaction.locale());
    let name = message.author.display_name();
    let author = || ("author", markdown::escape(name).into());
    let no = |key: &str| Ok(Shown::Private(Post::text(language.say(key, &[]))));
    if !is_by_a_person(message) {
        return no("note-bot");
    }
    let text = said_to(context.framework.bot_id, &message.content);
    let learner = Visitor {
        person: Person {
            id: PersonId::new(message.author.id.to_string()),
            moderator: false,
        },
        name: name.to_owned(),
    };
    let (bot, guild) = (context.data(), interaction.guild()?);
    let find = here(context);
    let acted = {
        let _turn = bot.turns.take(find).await;
        let action = Action::ask_in_public(text, message.id.to_string());
        let at = written_at(message.id);
        let application = &bot.application;
        application
            .act_as_of(guild, find, &learner, action, at)
            .await
    };
    let outcome = match acted {
        Ok(outcome) => outcome,
        Err(ActError::NoSession) => return no("note-no-session"),
        Err(ActError::Rejected(Rejection::EmptyText)) => return no("note-no-text"),
        Err(ActError::Rejected(Rejection::NotParticipant)) => {
            let text = language.say("note-not-participant", &[author()]);
            return Ok(Shown::Private(Post::text(text)));
        }
        Err(ActError::Rejected(Rejection::TextTooLong { length, limit })) => {
            let text = language.say(
                "note-too-long",
                &[("length", length.into()), ("limit", limit.into())],
            );
            return Ok(Shown::Private(Post::text(text)));
        }
        Err(ActError::Rejected(Rejection::TooManyDoubts { seconds })) => {
            let text = language.say("note-too-many", &[author(), ("seconds", seconds.into())]);
            return Ok(Shown::Private(Post::text(text)));
        }
        Err(error) => return Err(error.into()),
    };
    let said = match outcome.reply {
        Reply::Asked { answered: true, .. } => "note-answered",
        _ => "note-done",
    };
    let remark = interaction.remark(&outcome.session);
    let post = Post::text(language.say(said, &[author()]));
    Ok(Shown::Private(post).remarking(remark))
}
