//! What a button or a modal carries: all that its handler needs, so that nothing waits in memory
//! and every old button works. `t1:<session>:<verb>[:<argument>…]`, at most 100 characters.

use std::{fmt, str::FromStr};

use crate::domain::ids::{QuestionId, SessionId, TopicId};

/// Version of the form; a form that changes gets another one, and the old one stays readable.
const VERSION: &str = "t1";

/// A component of a session's messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub session: SessionId,
    pub verb: Verb,
}

/// What pressing or submitting it asks for. Positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    Join,
    /// «Salir».
    Leave,
    Begin,
    /// «Elegir temas»: the button shows the plan, privately, with menus to change it.
    Plan,
    /// The menu of the plan's topics.
    ChooseTopics,
    /// The menu that moves a topic up by a place.
    MoveTopic,
    /// The menu of what the learner knows already.
    PriorKnowledge,
    /// «Ir a otro tema»: the button shows the topics, privately.
    OtherTopic,
    /// The menu of those topics.
    GoTo,
    /// «Continuar» under the word that the session is paused, of this number.
    Resume(usize),
    /// «Lo tengo claro».
    Confirm(TopicId),
    AnswerCheck {
        topic: TopicId,
        number: usize,
        option: usize,
    },
    RateConfidence(TopicId, u8),
    /// «Tengo una duda»: the button opens a form.
    Ask,
    /// That form, with the interaction that opened it: however often it is sent, it carries one
    /// doubt.
    DoubtForm(u64),
    ShowAlternative(TopicId, usize),
    ConfirmLink(TopicId, usize),
    /// «Me quedó claro» under a doubt, or under its answer of this number, from 1.
    Settle(QuestionId, Option<usize>),
    /// «Sigo con la duda» under an answer; without its number from posts that do not tell.
    StillOpen(QuestionId, Option<usize>),
    /// «Yo también» under a doubt.
    HaveToo(QuestionId),
    /// «Marcar como correcta» under a person's answer, of this number, from 1.
    AcceptAnswer(QuestionId, usize),
    /// «Quitar la marca».
    WithdrawAcceptance(QuestionId, usize),
    /// «Fusionar»: the button shows the session's other doubts, privately.
    Merge(QuestionId),
    /// The menu of those doubts.
    MergeInto(QuestionId),
    /// «Corregir tema»: the button shows the topics, privately.
    CorrectTopic(QuestionId),
    /// The menu of those topics.
    SetTopic(QuestionId),
    /// «Responder»: the button opens a form.
    Answer(QuestionId),
    /// That form, with the interaction that opened it.
    AnswerForm(QuestionId, u64),
    /// «¿Es la misma duda?»
    JudgeRepeat(QuestionId, bool),
    /// One of the answers that were offered for a doubt, by its place; or none of them.
    Pick(QuestionId, Option<usize>),
    /// «Avanzar igualmente»; without a topic, at the final reflection.
    ForceAdvance(Option<TopicId>),
    /// «Reflexión final»: the button opens the modal of the same id.
    Reflect,
    /// «Pista» of the topic's exercise.
    ShowHint(TopicId),
    /// «Solución» of the topic's exercise.
    ShowSolution(TopicId),
    /// «Lo he resuelto».
    SolveExercise(TopicId),
    /// «Compartir mi solución»: the button opens the modal of the same id.
    ShareSolution(TopicId),
    /// That form, with the interaction that opened it.
    SolutionForm(TopicId, u64),
    /// «Enviármelo por mensaje directo» under one's own report.
    SendOwn,
    /// «Corregir» under one's own report, or a page of the questions to correct.
    CorrectOwn(Option<usize>),
    /// The menu of those questions.
    PickToCorrect,
    /// The menu of the kinds that the question may be of.
    OwnKind(QuestionId),
    /// The menu of the topics that the question may be about.
    OwnTopic(QuestionId),
    /// «Borrar» under one's own report, or a page of the questions to delete.
    DeleteOwn(Option<usize>),
    /// The menu of those questions.
    PickToDelete,
    /// «Borrar para siempre».
    EraseOwn(QuestionId),
}

/// A custom_id that this version does not know.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("'{0}' is not a component of Tertulia's")]
pub struct UnknownComponent(String);

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}:{}:", self.session)?;
        match &self.verb {
            Verb::Join => f.write_str("join"),
            Verb::Leave => f.write_str("leave"),
            Verb::Plan => f.write_str("plan"),
            Verb::ChooseTopics => f.write_str("choose"),
            Verb::MoveTopic => f.write_str("move"),
            Verb::PriorKnowledge => f.write_str("knows"),
            Verb::OtherTopic => f.write_str("topics"),
            Verb::GoTo => f.write_str("goto"),
            Verb::Resume(number) => write!(f, "resume:{number}"),
            Verb::Begin => f.write_str("begin"),
            Verb::Confirm(topic) => write!(f, "confirm:{topic}"),
            Verb::AnswerCheck {
                topic,
                number,
                option,
            } => write!(f, "check:{topic}:{number}:{option}"),
            Verb::RateConfidence(topic, value) => write!(f, "rate:{topic}:{value}"),
            Verb::Ask => f.write_str("ask"),
            Verb::DoubtForm(opened_by) => write!(f, "ask:{opened_by}"),
            Verb::ShowAlternative(topic, number) => write!(f, "other:{topic}:{number}"),
            Verb::ConfirmLink(topic, number) => write!(f, "link:{topic}:{number}"),
            Verb::Settle(question, None) => write!(f, "settle:{question}"),
            Verb::Settle(question, Some(number)) => write!(f, "settle:{question}:{number}"),
            Verb::StillOpen(question, None) => write!(f, "still:{question}"),
            Verb::StillOpen(question, Some(number)) => write!(f, "still:{question}:{number}"),
            Verb::HaveToo(question) => write!(f, "too:{question}"),
            Verb::AcceptAnswer(question, number) => write!(f, "accept:{question}:{number}"),
            Verb::WithdrawAcceptance(question, number) => {
                write!(f, "unaccept:{question}:{number}")
            }
            Verb::Merge(question) => write!(f, "merge:{question}"),
            Verb::MergeInto(question) => write!(f, "mergeinto:{question}"),
            Verb::CorrectTopic(question) => write!(f, "retopic:{question}"),
            Verb::SetTopic(question) => write!(f, "settopic:{question}"),
            Verb::Answer(question) => write!(f, "answer:{question}"),
            Verb::AnswerForm(question, opened_by) => write!(f, "answer:{question}:{opened_by}"),
            Verb::JudgeRepeat(question, same) => write!(f, "repeat:{question}:{same}"),
            Verb::Pick(question, Some(place)) => write!(f, "pick:{question}:{place}"),
            Verb::Pick(question, None) => write!(f, "pick:{question}:none"),
            Verb::ForceAdvance(Some(topic)) => write!(f, "force:{topic}"),
            Verb::ForceAdvance(None) => f.write_str("force"),
            Verb::Reflect => f.write_str("reflect"),
            Verb::ShowHint(topic) => write!(f, "hint:{topic}"),
            Verb::ShowSolution(topic) => write!(f, "solution:{topic}"),
            Verb::SolveExercise(topic) => write!(f, "solved:{topic}"),
            Verb::ShareSolution(topic) => write!(f, "share:{topic}"),
            Verb::SolutionForm(topic, opened_by) => write!(f, "share:{topic}:{opened_by}"),
            Verb::SendOwn => f.write_str("own-send"),
            Verb::CorrectOwn(None) => f.write_str("own-correct"),
            Verb::CorrectOwn(Some(page)) => write!(f, "own-correct:{page}"),
            Verb::PickToCorrect => f.write_str("own-pick"),
            Verb::OwnKind(question) => write!(f, "own-kind:{question}"),
            Verb::OwnTopic(question) => write!(f, "own-topic:{question}"),
            Verb::DeleteOwn(None) => f.write_str("own-delete"),
            Verb::DeleteOwn(Some(page)) => write!(f, "own-delete:{page}"),
            Verb::PickToDelete => f.write_str("own-drop"),
            Verb::EraseOwn(question) => write!(f, "own-erase:{question}"),
        }
    }
}

impl FromStr for Component {
    type Err = UnknownComponent;

    fn from_str(id: &str) -> Result<Self, UnknownComponent> {
        parse(id).ok_or_else(|| UnknownComponent(id.to_owned()))
    }
}

fn parse(id: &str) -> Option<Component> {
    let mut parts = id.split(':');
    if parts.next()? != VERSION {
        return None;
    }
    let session = SessionId(parts.next()?.parse().ok()?);
    let verb = parts.next()?;
    let arguments: Vec<&str> = parts.collect();
    let verb = match (verb, arguments.as_slice()) {
        ("join", []) => Verb::Join,
        ("leave", []) => Verb::Leave,
        ("plan", []) => Verb::Plan,
        ("choose", []) => Verb::ChooseTopics,
        ("move", []) => Verb::MoveTopic,
        ("knows", []) => Verb::PriorKnowledge,
        ("topics", []) => Verb::OtherTopic,
        ("goto", []) => Verb::GoTo,
        ("resume", [number]) => Verb::Resume(number.parse().ok()?),
        ("begin", []) => Verb::Begin,
        ("confirm", [topic]) => Verb::Confirm(TopicId::from(*topic)),
        ("check", [topic, number, option]) => Verb::AnswerCheck {
            topic: TopicId::from(*topic),
            number: number.parse().ok()?,
            option: option.parse().ok()?,
        },
        ("rate", [topic, value]) => {
            Verb::RateConfidence(TopicId::from(*topic), value.parse().ok()?)
        }
        ("ask", []) => Verb::Ask,
        ("ask", [opened_by]) => Verb::DoubtForm(opened_by.parse().ok()?),
        ("other", [topic, number]) => {
            Verb::ShowAlternative(TopicId::from(*topic), number.parse().ok()?)
        }
        ("link", [topic, number]) => Verb::ConfirmLink(TopicId::from(*topic), number.parse().ok()?),
        ("settle", [question]) => Verb::Settle(QuestionId::from(*question), None),
        ("settle", [question, number]) => {
            Verb::Settle(QuestionId::from(*question), Some(number.parse().ok()?))
        }
        ("still", [question]) => Verb::StillOpen(QuestionId::from(*question), None),
        ("still", [question, number]) => {
            Verb::StillOpen(QuestionId::from(*question), Some(number.parse().ok()?))
        }
        ("too", [question]) => Verb::HaveToo(QuestionId::from(*question)),
        ("accept", [question, number]) => {
            Verb::AcceptAnswer(QuestionId::from(*question), number.parse().ok()?)
        }
        ("unaccept", [question, number]) => {
            Verb::WithdrawAcceptance(QuestionId::from(*question), number.parse().ok()?)
        }
        ("merge", [question]) => Verb::Merge(QuestionId::from(*question)),
        ("mergeinto", [question]) => Verb::MergeInto(QuestionId::from(*question)),
        ("retopic", [question]) => Verb::CorrectTopic(QuestionId::from(*question)),
        ("settopic", [question]) => Verb::SetTopic(QuestionId::from(*question)),
        ("answer", [question]) => Verb::Answer(QuestionId::from(*question)),
        ("answer", [question, opened_by]) => {
            Verb::AnswerForm(QuestionId::from(*question), opened_by.parse().ok()?)
        }
        ("pick", [question, "none"]) => Verb::Pick(QuestionId::from(*question), None),
        ("pick", [question, place]) => {
            Verb::Pick(QuestionId::from(*question), Some(place.parse().ok()?))
        }
        ("repeat", [question, same]) => {
            Verb::JudgeRepeat(QuestionId::from(*question), same.parse().ok()?)
        }
        ("force", [topic]) => Verb::ForceAdvance(Some(TopicId::from(*topic))),
        ("force", []) => Verb::ForceAdvance(None),
        ("reflect", []) => Verb::Reflect,
        ("hint", [topic]) => Verb::ShowHint(TopicId::from(*topic)),
        ("solution", [topic]) => Verb::ShowSolution(TopicId::from(*topic)),
        ("solved", [topic]) => Verb::SolveExercise(TopicId::from(*topic)),
        ("share", [topic]) => Verb::ShareSolution(TopicId::from(*topic)),
        ("share", [topic, opened_by]) => {
            Verb::SolutionForm(TopicId::from(*topic), opened_by.parse().ok()?)
        }
        ("own-send", []) => Verb::SendOwn,
        ("own-correct", []) => Verb::CorrectOwn(None),
        ("own-correct", [page]) => Verb::CorrectOwn(Some(page.parse().ok()?)),
        ("own-pick", []) => Verb::PickToCorrect,
        ("own-kind", [question]) => Verb::OwnKind(QuestionId::from(*question)),
        ("own-topic", [question]) => Verb::OwnTopic(QuestionId::from(*question)),
        ("own-delete", []) => Verb::DeleteOwn(None),
        ("own-delete", [page]) => Verb::DeleteOwn(Some(page.parse().ok()?)),
        ("own-drop", []) => Verb::PickToDelete,
        ("own-erase", [question]) => Verb::EraseOwn(QuestionId::from(*question)),
        _ => return None,
    };
    Some(Component { session, verb })
}

#[cfg(test)]
mod tests {
    use proptest::{option, prelude::*, sample::select};

    use super::*;

    fn verbs() -> impl Strategy<Value = Verb> {
        let topic = || "[a-z][a-z0-9-]{0,31}".prop_map(TopicId::new);
        let question = || (1..100_000_u32).prop_map(|n| QuestionId::new(format!("q{n}")));
        prop_oneof![
            select(vec![
                Verb::Join,
                Verb::Leave,
                Verb::Begin,
                Verb::Plan,
                Verb::ChooseTopics,
                Verb::MoveTopic,
                Verb::PriorKnowledge,
                Verb::OtherTopic,
                Verb::GoTo,
                Verb::SendOwn,
                Verb::PickToCorrect,
                Verb::PickToDelete,
            ]),
            any::<usize>().prop_map(Verb::Resume),
            topic().prop_map(Verb::Confirm),
            (topic(), 0..100_usize, 0..5_usize).prop_map(|(topic, number, option)| {
                Verb::AnswerCheck {
                    topic,
                    number,
                    option,
                }
            }),
            (topic(), 1..=5_u8).prop_map(|(topic, value)| Verb::RateConfidence(topic, value)),
            Just(Verb::Ask),
            any::<u64>().prop_map(Verb::DoubtForm),
            (question(), any::<u64>()).prop_map(|(q, form)| Verb::AnswerForm(q, form)),
            (topic(), 0..100_usize).prop_map(|(topic, n)| Verb::ShowAlternative(topic, n)),
            (topic(), 0..100_usize).prop_map(|(topic, n)| Verb::ConfirmLink(topic, n)),
            (question(), option::of(0..100_usize)).prop_map(|(q, n)| Verb::Settle(q, n)),
            (question(), option::of(0..100_usize)).prop_map(|(q, n)| Verb::StillOpen(q, n)),
            question().prop_map(Verb::HaveToo),
            (question(), 0..100_usize).prop_map(|(q, n)| Verb::AcceptAnswer(q, n)),
            (question(), 0..100_usize).prop_map(|(q, n)| Verb::WithdrawAcceptance(q, n)),
            question().prop_map(Verb::Merge),
            question().prop_map(Verb::MergeInto),
            question().prop_map(Verb::CorrectTopic),
            question().prop_map(Verb::SetTopic),
            question().prop_map(Verb::Answer),
            (question(), any::<bool>()).prop_map(|(q, same)| Verb::JudgeRepeat(q, same)),
            (question(), option::of(0..2_usize)).prop_map(|(q, n)| Verb::Pick(q, n)),
            option::of(topic()).prop_map(Verb::ForceAdvance),
            Just(Verb::Reflect),
            topic().prop_map(Verb::ShowHint),
            topic().prop_map(Verb::ShowSolution),
            topic().prop_map(Verb::SolveExercise),
            topic().prop_map(Verb::ShareSolution),
            (topic(), any::<u64>()).prop_map(|(topic, form)| Verb::SolutionForm(topic, form)),
            proptest::option::of(any::<usize>()).prop_map(Verb::CorrectOwn),
            proptest::option::of(any::<usize>()).prop_map(Verb::DeleteOwn),
            question().prop_map(Verb::OwnKind),
            question().prop_map(Verb::OwnTopic),
            question().prop_map(Verb::EraseOwn),
        ]
    }

    proptest! {
        #[test]
        fn every_component_reads_back_and_fits_discord(
            session in 1..=i64::MAX,
            verb in verbs(),
        ) {
            let component = Component { session: SessionId(session), verb };
            let id = component.to_string();
            prop_assert!(id.len() <= 100, "{id}");
            prop_assert_eq!(id.parse(), Ok(component));
        }

        #[test]
        fn no_text_makes_the_reader_panic(id in ".{0,120}") {
            let _ = id.parse::<Component>();
        }
    }
}
