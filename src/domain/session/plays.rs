//! Plays for property tests: small courses and sequences of commands, sensible and hostile, at
//! random.

use std::collections::BTreeSet;

use time::Duration;

use proptest::{collection::vec, prelude::*, sample::select, test_runner::TestCaseResult};

use super::{
    Action, LONGEST_SOLUTION, LONGEST_TEXT, Person, Reply,
    room::{Room, Shape, course, learner, prepared_wording, topic},
};
use crate::domain::{
    event::{AdvanceRule, Patience, QuestionKind, Resolution},
    ids::{QuestionId, TopicId},
};

/// A word in what learners write here, to be found where it must not be.
pub const MARK: &str = "zxqv";

const HOST: usize = 0;
pub const MODERATOR: usize = 4;
/// Never joins.
pub const STRANGER: usize = 5;

/// What a test plays: a course, a rule, who is in the lobby, and what people do then.
#[derive(Clone, Debug)]
pub struct Play {
    pub shapes: Vec<Shape>,
    pub rule: AdvanceRule,
    /// The host may be a moderator or have no rights but those of a host.
    host_moderates: bool,
    lobby: BTreeSet<usize>,
    /// What the group does about its plan before it begins.
    planning: Vec<(usize, Action)>,
    begins: bool,
    moves: Vec<Move>,
}

/// Something that somebody does. All but the first depend on where the session is.
#[derive(Clone, Debug)]
enum Move {
    Plain(usize, Action),
    /// Answers the next check of the current topic.
    Check {
        who: usize,
        rightly: bool,
    },
    /// Presses «Avanzar igualmente» on the current topic.
    Force(usize),
    /// Presses «De otra forma» on the current topic.
    Other(usize),
    /// Answers, judges or settles the doubt that was asked last.
    Doubt(usize, Action),
    /// Does again what was done in the step of this number.
    Again(prop::sample::Index),
    /// Nobody does anything for so many minutes.
    Wait(u16),
}

impl Play {
    pub fn person(&self, number: usize) -> Person {
        let moderator = number == MODERATOR || (number == HOST && self.host_moderates);
        Person {
            moderator,
            ..learner(&format!("p{number}"))
        }
    }

    /// The room before the first move.
    fn start(&self) -> Room {
        let host = self.person(HOST);
        let mut room = Room::open(course(&self.shapes), &host, self.rule);
        for number in &self.lobby {
            let person = self.person(*number);
            room.act(&person, Action::Join).expect("the lobby is open");
        }
        for (number, action) in &self.planning {
            let _ = room.act(&self.person(*number), action.clone());
        }
        if self.begins {
            // Refused when nobody is there, as it should be.
            let _ = room.act(&host, Action::Begin);
        }
        room
    }

    /// Hands every move to the test, which carries it out.
    pub fn each(
        &self,
        mut carry_out: impl FnMut(&mut Room, &Person, Action) -> TestCaseResult,
    ) -> Result<Room, TestCaseError> {
        let mut room = self.start();
        let mut done: Vec<(Person, Action)> = Vec::new();
        for step in &self.moves {
            if let Move::Wait(minutes) = step {
                room.wait(Duration::minutes((*minutes).into()));
                continue;
            }
            let Some((person, action)) = self.resolve(step, &room, &done) else {
                continue;
            };
            done.push((person.clone(), action.clone()));
            carry_out(&mut room, &person, action)?;
        }
        Ok(room)
    }

    /// The room after every move.
    pub fn finish(&self) -> Room {
        self.each(|room, person, action| {
            let _ = room.act(person, action);
            Ok(())
        })
        .expect("nothing is asserted on the way")
    }

    fn resolve(
        &self,
        step: &Move,
        room: &Room,
        done: &[(Person, Action)],
    ) -> Option<(Person, Action)> {
        match step {
            Move::Plain(who, action) => Some((self.person(*who), action.clone())),
            Move::Check { who, rightly } => {
                let person = self.person(*who);
                let topic = room.current()?;
                let asked = room.clone().act(
                    &person,
                    Action::Confirm {
                        topic: topic.clone(),
                    },
                );
                let Ok(Reply::Check { number, .. }) = asked.map(|done| done.decision.reply) else {
                    return None;
                };
                let right = room.right_option(&topic, number);
                let option = if *rightly {
                    right
                } else {
                    usize::from(right == 0)
                };
                Some((
                    person,
                    Action::AnswerCheck {
                        topic,
                        number,
                        option,
                    },
                ))
            }
            Move::Force(who) => {
                let topic = room.current();
                Some((self.person(*who), Action::ForceAdvance { topic }))
            }
            Move::Other(who) => {
                let topic = room.current()?;
                let number = room.session.topics.get(&topic)?.alternatives_shown;
                Some((self.person(*who), Action::ShowAlternative { topic, number }))
            }
            Move::Doubt(who, action) => {
                let last = room.session.questions.last()?.id.clone();
                let mut action = action.clone();
                if let Action::AnswerQuestion { question, .. }
                | Action::JudgeRepeat { question, .. }
                | Action::ResolveQuestion { question, .. }
                | Action::JoinQuestion { question }
                | Action::AcceptAnswer { question, .. }
                | Action::WithdrawAcceptance { question, .. }
                | Action::MergeQuestions { question, .. }
                | Action::CorrectQuestion { question, .. }
                | Action::DeleteQuestion { question } = &mut action
                {
                    *question = last;
                }
                Some((self.person(*who), action))
            }
            Move::Wait(_) => None,
            Move::Again(index) => {
                if done.is_empty() {
                    None
                } else {
                    Some(done[index.index(done.len())].clone())
                }
            }
        }
    }
}

pub fn plays() -> impl Strategy<Value = Play> {
    let rules = [AdvanceRule::All, AdvanceRule::Majority, AdvanceRule::Host];
    (
        vec(shapes(), 1..=4),
        select(rules.to_vec()),
        any::<bool>(),
        prop_oneof![
            1 => prop::collection::btree_set(0..STRANGER, 0..=1),
            6 => prop::collection::btree_set(0..STRANGER, 2..=4),
        ],
        vec((who_acts(), about_the_group()), 0..=4),
        prop::bool::weighted(0.9),
        vec(moves(), 0..=80),
    )
        .prop_map(
            |(shapes, rule, host_moderates, lobby, planning, begins, moves)| Play {
                shapes,
                rule,
                host_moderates,
                lobby,
                planning,
                begins,
                moves,
            },
        )
}

fn shapes() -> impl Strategy<Value = Shape> {
    let check = (2_usize..=5).prop_flat_map(|options| (Just(options), 0..options));
    (
        prop::bool::weighted(0.75),
        vec(check, 1..=4),
        0..=2_usize,
        0..=2_usize,
        0..=2_usize,
        any::<[bool; 2]>(),
    )
        .prop_map(
            |(pause, checks, alternatives, connections, doubts, [hint, solution])| Shape {
                pause,
                checks,
                alternatives,
                connections,
                doubts,
                hint,
                solution,
            },
        )
}

fn moves() -> impl Strategy<Value = Move> {
    let who = 0..=STRANGER;
    prop_oneof![
        12 => (who.clone(), prop::bool::weighted(0.8))
            .prop_map(|(who, rightly)| Move::Check { who, rightly }),
        16 => (who.clone(), actions()).prop_map(|(who, action)| Move::Plain(who, action)),
        5 => (who.clone(), about_exercises()).prop_map(|(who, action)| Move::Plain(who, action)),
        5 => (who.clone(), about_doubts()).prop_map(|(who, action)| Move::Doubt(who, action)),
        1 => who.clone().prop_map(Move::Other),
        2 => (0..STRANGER).prop_map(|who| Move::Plain(who, Action::Join)),
        1 => who.prop_map(Move::Force),
        4 => any::<prop::sample::Index>().prop_map(Move::Again),
        6 => (who_acts(), about_the_group()).prop_map(|(who, action)| Move::Plain(who, action)),
        3 => prop_oneof![40 => 1..40_u16, 6 => 100..200_u16, 1 => Just(8 * 24 * 60)]
            .prop_map(Move::Wait),
    ]
}

/// More than any course has: what nobody offered is asked for too.
fn topics() -> impl Strategy<Value = TopicId> {
    prop_oneof![3 => 0..=1_usize, 1 => 2..=4_usize].prop_map(topic)
}

fn actions() -> impl Strategy<Value = Action> {
    let numbers = || prop_oneof![4 => 0..=1_usize, 1 => 2..=4_usize, 1 => Just(usize::MAX)];
    prop_oneof![
        1 => select(vec![AdvanceRule::All, AdvanceRule::Host])
            .prop_map(|rule| Action::Open { rule, patience: Patience::default() }),
        2 => Just(Action::Begin),
        3 => topics().prop_map(|topic| Action::Confirm { topic }),
        4 => (topics(), numbers(), numbers()).prop_map(|(topic, number, option)| {
            Action::AnswerCheck { topic, number, option }
        }),
        4 => (topics(), 0..=6_u8)
            .prop_map(|(topic, value)| Action::RateConfidence { topic, value }),
        2 => (topics(), numbers())
            .prop_map(|(topic, number)| Action::ShowAlternative { topic, number }),
        4 => (topics(), numbers())
            .prop_map(|(topic, number)| Action::ConfirmLink { topic, number }),
        6 => (texts(), origins(), any::<bool>(), any::<bool>()).prop_map(
            |(text, origin, anonymous, in_public)| if in_public {
                Action::ask_in_public(text, origin)
            } else {
                Action::ask(text, origin, anonymous)
            }
        ),
        3 => about_doubts(),
        1 => prop::option::of(topics()).prop_map(|topic| Action::ForceAdvance { topic }),
        4 => (texts(), texts(), texts()).prop_map(|(links, uses, comparison)| {
            Action::Reflect { links, uses, comparison }
        }),
        1 => Just(Action::End),
    ]
}

fn who_acts() -> impl Strategy<Value = usize> {
    0..=STRANGER
}

fn about_the_group() -> impl Strategy<Value = Action> {
    let domains = vec![
        "dominio 0".to_owned(),
        "dominio 1".to_owned(),
        "cocina".to_owned(),
    ];
    prop_oneof![
        3 => Just(Action::Leave),
        2 => Just(Action::Pause),
        3 => Just(Action::Resume),
        3 => topics().prop_map(|topic| Action::GoTo { topic }),
        1 => vec(topics(), 0..=4).prop_map(|topics| Action::ChooseTopics { topics }),
        1 => (topics(), 0..=4_usize).prop_map(|(topic, to)| Action::MoveTopic { topic, to }),
        2 => prop::sample::subsequence(domains, 0..=2)
            .prop_map(|domains| Action::TellPriorKnowledge { domains }),
    ]
}

fn about_doubts() -> impl Strategy<Value = Action> {
    let questions = || (0..=5_u32).prop_map(|n| QuestionId::new(format!("q{n}")));
    let resolutions = vec![Resolution::Resolved, Resolution::Partly, Resolution::No];
    prop_oneof![
        1 => (questions(), any::<bool>())
            .prop_map(|(question, same)| Action::JudgeRepeat { question, same }),
        2 => (questions(), texts(), origins()).prop_map(|(question, text, origin)| {
            Action::AnswerQuestion { question, text, origin, earlier: Vec::new() }
        }),
        3 => (questions(), select(resolutions), prop::option::of(0..=3_usize))
            .prop_map(|(question, value, answer)| {
                Action::ResolveQuestion { question, value, answer, accepted: Vec::new() }
            }),
        2 => questions().prop_map(|question| Action::JoinQuestion { question }),
        2 => (questions(), 0..=3_usize)
            .prop_map(|(question, number)| Action::AcceptAnswer { question, number }),
        1 => (questions(), 0..=3_usize)
            .prop_map(|(question, number)| Action::WithdrawAcceptance { question, number }),
        1 => (questions(), questions())
            .prop_map(|(question, into)| Action::MergeQuestions { question, into }),
        1 => (questions(), prop::option::of(topics()), prop::option::of(select(&QuestionKind::ALL)))
            .prop_map(|(question, topic, kind)| {
                Action::CorrectQuestion { question, topic, kind }
            }),
        1 => questions().prop_map(|question| Action::DeleteQuestion { question }),
    ]
}

fn about_exercises() -> impl Strategy<Value = Action> {
    let long = (LONGEST_SOLUTION..=LONGEST_SOLUTION + 1).prop_map(|length| "ñ".repeat(length));
    let texts = prop_oneof![9 => texts(), 1 => long];
    prop_oneof![
        3 => topics().prop_map(|topic| Action::ShowHint { topic }),
        1 => topics().prop_map(|topic| Action::ShowSolution { topic }),
        2 => topics().prop_map(|topic| Action::SolveExercise { topic }),
        3 => (topics(), texts, origins()).prop_map(|(topic, text, origin)| {
            Action::ShareSolution { topic, text, origin }
        }),
    ]
}

/// Few enough that some come twice.
fn origins() -> impl Strategy<Value = String> {
    (0..30_u32).prop_map(|n| format!("i{n}"))
}

fn texts() -> impl Strategy<Value = String> {
    let marked = |text: String| format!("{text} {MARK}");
    prop_oneof![
        4 => (0..4_usize, 0..2_usize).prop_map(move |(t, d)| prepared_wording(t, d) + MARK),
        2 => (0..4_usize, 0..2_usize).prop_map(|(t, d)| prepared_wording(t, d)),
        4 => select(vec!["no entiendo el lock", "¿pipe o queue?", "hilos", "@everyone `x` ||y||"])
            .prop_map(move |text| marked(text.to_owned())),
        2 => ".{0,40}".prop_map(marked),
        1 => Just(String::new()),
        1 => Just(" \n\t ".to_owned()),
        1 => (LONGEST_TEXT..=LONGEST_TEXT + 1).prop_map(|length| "ñ".repeat(length)),
    ]
}
