//! Buttons, menus and modals: each custom_id says what is asked for. One way in for all of them.

use poise::serenity_prelude as serenity;

use super::{
    Bot,
    answer::{HandlerError, Interaction, Shown, answer, answer_later, remarking_on},
    custom_id::{Component, Verb},
    doubt_list::{self, ListId, ListVerb},
    own_report,
    render::{self, Scene},
};
use crate::{
    application::ActError,
    domain::{
        event::Resolution,
        ids::{QuestionId, SessionId, TopicId},
        session::{Action, Phase, Rejection, Reply},
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
            let interaction = Interaction::Component(pressed);
            if let Ok(list) = pressed.data.custom_id.parse::<ListId>() {
                let exports = list.verb == ListVerb::Export;
                let handler = Box::pin(doubt_list::press(bot, pressed, list));
                if exports {
                    answer_later(bot, context, interaction, handler).await;
                } else {
                    answer(bot, context, interaction, is_private, handler).await;
                }
                return Ok(());
            }
            let find = session_of(&pressed.data.custom_id);
            if let Ok(Component {
                session,
                verb: Verb::SendOwn,
            }) = read(&pressed.data.custom_id)
            {
                let handler = own_report::send(bot, &context.http, interaction, session);
                answer_later(bot, context, interaction, Box::pin(handler)).await;
                return Ok(());
            }
            let handler = remarking_on(bot, interaction, find, press(bot, pressed));
            answer(bot, context, interaction, is_private, Box::pin(handler)).await;
        }
        serenity::Interaction::Modal(submitted) => {
            let interaction = Interaction::Modal(submitted);
            let find = session_of(&submitted.data.custom_id);
            let handler = remarking_on(bot, interaction, find, submit(bot, submitted));
            answer(bot, context, interaction, false, Box::pin(handler)).await;
        }
        _ => {}
    }
    Ok(())
}

/// A button or a menu: carries out its action, or opens its modal.
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
        Verb::Merge(question) => {
            return doubt_list::offer_merge(bot, pressed, session, &question).await;
        }
        Verb::CorrectTopic(question) => {
            return doubt_list::offer_topics(bot, pressed, session, &question).await;
        }
        Verb::MergeInto(question) => {
            let into = chosen(pressed).next().map(QuestionId::from);
            let action = Action::MergeQuestions {
                question: question.clone(),
                into: into.ok_or(HandlerError::UnknownComponent)?,
            };
            return doubt_list::chosen(bot, pressed, session, question, action).await;
        }
        Verb::SetTopic(question) => {
            let topic = chosen(pressed).next().map(TopicId::from);
            let action = Action::CorrectQuestion {
                question: question.clone(),
                topic: Some(topic.ok_or(HandlerError::UnknownComponent)?),
                kind: None,
            };
            return doubt_list::chosen(bot, pressed, session, question, action).await;
        }
        Verb::Plan => {
            let (guild, person) = (interaction.guild()?, interaction.visitor()?.person);
            let (session, course) = bot.application.look(guild, Find::Id(session)).await?;
            let state = &session.state;
            let refusal = match state.phase {
                Phase::Ended(_) => Some(Rejection::SessionOver),
                Phase::Topic(_) | Phase::Closing => Some(Rejection::AlreadyBegun),
                _ if state.is_led_by(&person) || state.is_participant(&person.id) => None,
                Phase::Unopened | Phase::Lobby => Some(Rejection::NotParticipant),
            };
            if let Some(refusal) = refusal {
                return Err(ActError::from(refusal).into());
            }
            let scene = Scene::private(&session, &course, language);
            return Ok(Shown::Private(render::plan_editor(&scene)));
        }
        Verb::OtherTopic => {
            let (guild, person) = (interaction.guild()?, interaction.visitor()?.person);
            let (session, course) = bot.application.look(guild, Find::Id(session)).await?;
            let refusal = match session.state.phase {
                Phase::Ended(_) => Some(Rejection::SessionOver),
                _ if !session.state.is_led_by(&person) => Some(Rejection::NotAuthorised),
                Phase::Unopened | Phase::Lobby => Some(Rejection::NotBegun),
                Phase::Topic(_) | Phase::Closing => None,
            };
            if let Some(refusal) = refusal {
                return Err(ActError::from(refusal).into());
            }
            let scene = Scene::private(&session, &course, language);
            return Ok(Shown::Private(render::other_topics(&scene)));
        }
        Verb::Reflect => {
            let (guild, visitor) = (interaction.guild()?, interaction.visitor()?);
            let (session, course) = bot.application.look(guild, Find::Id(session)).await?;
            let scene = Scene::private(&session, &course, language);
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
        verb @ (Verb::CorrectOwn(_)
        | Verb::PickToCorrect
        | Verb::OwnKind(_)
        | Verb::OwnTopic(_)
        | Verb::DeleteOwn(_)
        | Verb::PickToDelete
        | Verb::EraseOwn(_)) => {
            let chosen = chosen(pressed).next();
            return own_report::press(bot, interaction, session, verb, chosen).await;
        }
        Verb::Join => Action::Join,
        Verb::Leave => Action::Leave,
        Verb::Begin => Action::Begin,
        Verb::ChooseTopics => Action::ChooseTopics {
            topics: chosen(pressed).map(TopicId::from).collect(),
        },
        Verb::MoveTopic => {
            let chosen = chosen(pressed)
                .next()
                .and_then(|value| value.split_once(':'));
            let moved = chosen.and_then(|(topic, to)| Some((topic, to.parse().ok()?)));
            let (topic, to) = moved.ok_or(HandlerError::UnknownComponent)?;
            Action::MoveTopic {
                topic: TopicId::from(topic),
                to,
            }
        }
        Verb::PriorKnowledge => Action::TellPriorKnowledge {
            domains: chosen(pressed)
                .filter(|domain| *domain != render::NOTHING)
                .map(str::to_owned)
                .collect(),
        },
        Verb::GoTo => Action::GoTo {
            topic: chosen(pressed)
                .next()
                .map(TopicId::from)
                .ok_or(HandlerError::UnknownComponent)?,
        },
        Verb::Resume(_) => Action::Resume,
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
        Verb::Settle(question, answer) => Action::ResolveQuestion {
            question,
            value: Resolution::Resolved,
            answer,
            accepted: Vec::new(),
        },
        Verb::StillOpen(question, answer) => Action::ResolveQuestion {
            question,
            value: Resolution::No,
            answer,
            accepted: Vec::new(),
        },
        Verb::HaveToo(question) => Action::JoinQuestion { question },
        Verb::AcceptAnswer(question, number) => Action::AcceptAnswer { question, number },
        Verb::WithdrawAcceptance(question, number) => {
            Action::WithdrawAcceptance { question, number }
        }
        Verb::JudgeRepeat(question, same) => Action::JudgeRepeat { question, same },
        Verb::Pick(question, place) => Action::ChooseAnswer {
            question,
            place,
            accepted: Vec::new(),
        },
        Verb::ForceAdvance(topic) => Action::ForceAdvance { topic },
        Verb::ShowHint(topic) => Action::ShowHint { topic },
        Verb::ShowSolution(topic) => Action::ShowSolution { topic },
        Verb::SolveExercise(topic) => Action::SolveExercise { topic },
        // Forms' ids, not buttons', and what is taken apart from the others.
        Verb::DoubtForm(_) | Verb::AnswerForm(..) | Verb::SolutionForm(..) | Verb::SendOwn => {
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
        Verb::DoubtForm(opened_by) => {
            let anonymous = input("anonymous").unwrap_or_default();
            let anonymous = render::wants_anonymity(&anonymous);
            Action::ask(input("text")?, opened_by.to_string(), anonymous)
        }
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
    let text = action.text();
    let acted = bot.application.act(guild, find, &visitor, action).await;
    let outcome = acted.map_err(|error| match text {
        Some(text) => HandlerError::NotTaken { error, text },
        None => HandlerError::Act(error),
    })?;
    let language = Language::of_locale(interaction.locale());
    let remark = interaction.remark(&outcome.session);
    Ok(Shown::outcome(&outcome, language).remarking(remark))
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
    // They also answer what a session left open.
    if also_moderators && person.moderator {
        return Ok(());
    }
    let refusal = if !session.state.is_open() {
        Rejection::SessionOver
    } else if session.state.is_participant(&person.id) {
        return Ok(());
    } else {
        Rejection::NotParticipant
    };
    Err(ActError::from(refusal).into())
}

/// The values that were chosen in a menu; none for a button.
fn chosen(pressed: &serenity::ComponentInteraction) -> impl Iterator<Item = &str> {
    let values = match &pressed.data.kind {
        serenity::ComponentInteractionDataKind::StringSelect { values } => values.as_slice(),
        _ => &[],
    };
    values.iter().map(String::as_str)
}

fn session_of(custom_id: &str) -> Option<Find> {
    let component = read(custom_id).ok()?;
    Some(Find::Id(component.session))
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
