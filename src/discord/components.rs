//! Buttons and modals: each custom_id says what is asked for. One way in for all of them.

use poise::serenity_prelude as serenity;

use super::{
    Bot,
    answer::{HandlerError, Interaction, Shown, answer},
    custom_id::{Component, Verb},
    render::{self, Scene},
};
use crate::{
    application::ActError,
    domain::{
        event::Resolution,
        ids::SessionId,
        session::{Action, Rejection, Reply},
    },
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
            may_write(bot, interaction, session, false).await?;
            let form = Verb::DoubtForm(pressed.id.get());
            return Ok(Shown::Modal(render::doubt_modal(session, form, language)));
        }
        Verb::Answer(question) => {
            may_write(bot, interaction, session, true).await?;
            let form = Verb::AnswerForm(question, pressed.id.get());
            return Ok(Shown::Modal(render::answer_modal(session, form, language)));
        }
        Verb::Reflect => {
            let (guild, visitor) = (interaction.guild()?, interaction.visitor()?);
            let (session, course) = bot.application.look(guild, Find::Id(session)).await?;
            let scene = Scene {
                session: &session,
                course,
                language,
            };
            // Nobody writes a reflection that would not be taken.
            let reflected = session.state.has_reflected(&visitor.person.id);
            return Ok(if reflected.map_err(ActError::from)? {
                Shown::Private(render::reply(&scene, &Reply::Reflected))
            } else {
                Shown::Modal(render::reflection_modal(&scene))
            });
        }
        Verb::ShareSolution(topic) => {
            may_write(bot, interaction, session, false).await?;
            let form = Verb::SolutionForm(topic, pressed.id.get());
            return Ok(Shown::Modal(render::solution_modal(
                session, form, language,
            )));
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
        Verb::ShowHint(topic) => Action::ShowHint { topic },
        Verb::ShowSolution(topic) => Action::ShowSolution { topic },
        Verb::SolveExercise(topic) => Action::SolveExercise { topic },
        // Forms' ids, not buttons'.
        Verb::DoubtForm(_) | Verb::AnswerForm(..) | Verb::SolutionForm(..) => {
            return Err(HandlerError::UnknownComponent);
        }
    };
    act(bot, interaction, Find::Id(session), action).await
}

/// A modal that was filled in. A form that got no answer stays open and can be sent again, so what
/// carries the words is the form, not the sending of it.
async fn submit(bot: &Bot, submitted: &serenity::ModalInteraction) -> Result<Shown, HandlerError> {
    let Component { session, verb } = read(&submitted.data.custom_id)?;
    let input = |name| input(submitted, name);
    let action = match verb {
        Verb::DoubtForm(opened_by) => Action::AskQuestion {
            text: input("text")?,
            origin: opened_by.to_string(),
            earlier: Vec::new(),
        },
        Verb::AnswerForm(question, opened_by) => Action::AnswerQuestion {
            question,
            text: input("text")?,
            origin: opened_by.to_string(),
            earlier: Vec::new(),
        },
        Verb::SolutionForm(topic, opened_by) => Action::ShareSolution {
            topic,
            text: input("text")?,
            origin: opened_by.to_string(),
        },
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

/// Carries out an action for the one who acts, and shows what came of it.
pub async fn act(
    bot: &Bot,
    interaction: Interaction<'_>,
    find: Find,
    action: Action,
) -> Result<Shown, HandlerError> {
    let guild = interaction.guild()?;
    let visitor = interaction.visitor()?;
    let _turn = bot.turns.take(find).await;
    let outcome = bot.application.act(guild, find, &visitor, action).await?;
    let language = Language::of_locale(interaction.locale());
    Ok(Shown::outcome(&outcome, language))
}

/// Asked before a form opens, so that nobody writes what would not be taken: participants may, and
/// moderators where they may do it without taking part.
async fn may_write(
    bot: &Bot,
    interaction: Interaction<'_>,
    session: SessionId,
    also_moderators: bool,
) -> Result<(), HandlerError> {
    let (guild, visitor) = (interaction.guild()?, interaction.visitor()?);
    let (session, _) = bot.application.look(guild, Find::Id(session)).await?;
    let person = &visitor.person;
    let refusal = if !session.state.is_open() {
        Rejection::SessionOver
    } else if session.state.is_participant(&person.id) || (also_moderators && person.moderator) {
        return Ok(());
    } else {
        Rejection::NotParticipant
    };
    Err(ActError::from(refusal).into())
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
