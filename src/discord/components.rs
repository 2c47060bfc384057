//! Buttons and modals: each custom_id says what is asked for. One way in for all of them.

use poise::serenity_prelude as serenity;

use super::{
    Bot,
    answer::{HandlerError, Interaction, Shown, answer},
    custom_id::{Component, Verb},
    render::{self, Scene},
};
use crate::{
    domain::{event::Resolution, ids::QuestionId, session::Action},
    store::Find,
    texts::Language,
};

/// Takes the interactions that are not slash commands.
pub async fn on_event(
    framework: poise::FrameworkContext<'_, Bot, HandlerError>,
    event: &serenity::FullEvent,
) -> Result<(), HandlerError> {
    let serenity::FullEvent::InteractionCreate { interaction } = event else {
        return Ok(());
    };
    let bot = framework.user_data;
    let context = framework.serenity_context;
    match interaction {
        serenity::Interaction::Component(pressed) => {
            let is_private = pressed
                .message
                .flags
                .is_some_and(|flags| flags.contains(serenity::MessageFlags::EPHEMERAL));
            let handler = press(bot, pressed);
            let interaction = Interaction::Component(pressed);
            answer(bot, context, interaction, is_private, handler).await;
        }
        serenity::Interaction::Modal(submitted) => {
            let handler = submit(bot, submitted);
            let interaction = Interaction::Modal(submitted);
            answer(bot, context, interaction, false, handler).await;
        }
        _ => {}
    }
    Ok(())
}

/// A button: carries out its action, or opens its modal.
async fn press(bot: &Bot, pressed: &serenity::ComponentInteraction) -> Result<Shown, HandlerError> {
    let interaction = Interaction::Component(pressed);
    let language = Language::of_locale(interaction.locale());
    let Component { session, verb } = read(&pressed.data.custom_id)?;
    let action = match verb {
        Verb::Ask => {
            let form = Verb::DoubtForm(pressed.id.get());
            return Ok(Shown::Modal(render::doubt_modal(session, form, language)));
        }
        Verb::Answer(question) => {
            let form = Verb::AnswerForm(question, pressed.id.get());
            return Ok(Shown::Modal(render::answer_modal(session, form, language)));
        }
        Verb::Reflect => {
            let guild = interaction.guild()?;
            let (session, course) = bot.application.look(guild, Find::Id(session)).await?;
            return Ok(Shown::Modal(render::reflection_modal(&Scene {
                session: &session,
                course,
                language,
            })));
        }
        Verb::Join => Action::Join,
        Verb::Begin => Action::Begin,
        Verb::Confirm(topic) => Action::Confirm { topic },
        Verb::AnswerCheck {
            topic,
            number,
            option,
        } => Action::AnswerCheck {
            topic,
            number,
            option,
        },
        Verb::RateConfidence(topic, value) => Action::RateConfidence { topic, value },
        Verb::ShowAlternative(topic, number) => Action::ShowAlternative { topic, number },
        Verb::ConfirmLink(topic, number) => Action::ConfirmLink { topic, number },
        Verb::Settle(question) => Action::ResolveQuestion {
            question,
            value: Resolution::Resolved,
        },
        Verb::StillOpen(question) => Action::ResolveQuestion {
            question,
            value: Resolution::No,
        },
        Verb::JudgeRepeat(question, same) => Action::JudgeRepeat { question, same },
        Verb::ForceAdvance(topic) => Action::ForceAdvance { topic },
        // Forms' ids, not buttons'.
        Verb::DoubtForm(_) | Verb::AnswerForm(..) => return Err(HandlerError::UnknownComponent),
    };
    act(bot, interaction, Find::Id(session), action).await
}

/// A modal that was filled in.
async fn submit(bot: &Bot, submitted: &serenity::ModalInteraction) -> Result<Shown, HandlerError> {
    let Component { session, verb } = read(&submitted.data.custom_id)?;
    // A form that got no answer stays open and can be sent again, so what carries the words is the
    // form, not the sending of it. Forms of earlier versions do not say what opened them.
    let sent = submitted.id.get();
    let input = |name| input(submitted, name);
    let action = match verb {
        Verb::Ask => ask(sent, input("text")?),
        Verb::DoubtForm(opened_by) => ask(opened_by, input("text")?),
        Verb::Answer(question) => answer_to(question, sent, input("text")?),
        Verb::AnswerForm(question, opened_by) => answer_to(question, opened_by, input("text")?),
        Verb::Reflect => Action::Reflect {
            links: input("links")?,
            uses: input("uses")?,
            comparison: input("comparison")?,
        },
        _ => return Err(HandlerError::UnknownComponent),
    };
    act(
        bot,
        Interaction::Modal(submitted),
        Find::Id(session),
        action,
    )
    .await
}

fn ask(origin: u64, text: String) -> Action {
    Action::AskQuestion {
        text,
        origin: origin.to_string(),
        earlier: Vec::new(),
    }
}

fn answer_to(question: QuestionId, origin: u64, text: String) -> Action {
    Action::AnswerQuestion {
        question,
        text,
        origin: origin.to_string(),
    }
}

/// Carries out an action for the one who acts, and shows what came of it.
pub async fn act(
    bot: &Bot,
    interaction: Interaction<'_>,
    find: Find,
    action: Action,
) -> Result<Shown, HandlerError> {
    let guild = interaction.guild()?;
    let visitor = interaction.visitor()?;
    let outcome = bot.application.act(guild, find, &visitor, action).await?;
    let language = Language::of_locale(interaction.locale());
    Ok(Shown::outcome(&outcome, language))
}

fn read(custom_id: &str) -> Result<Component, HandlerError> {
    custom_id
        .parse()
        .map_err(|_| HandlerError::UnknownComponent)
}

/// What was typed into the input of this name.
fn input(
    submitted: &serenity::ModalInteraction,
    name: &'static str,
) -> Result<String, HandlerError> {
    submitted
        .data
        .components
        .iter()
        .flat_map(|row| &row.components)
        .find_map(|component| match component {
            serenity::ActionRowComponent::InputText(input) if input.custom_id == name => {
                input.value.clone()
            }
            _ => None,
        })
        .ok_or(HandlerError::MissingInput(name))
}
