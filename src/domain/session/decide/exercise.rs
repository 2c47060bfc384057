//! A topic's exercise: its hint and solution in private, and what learners make of it.

use super::{Decision, Step, Words, taken_code};
use crate::domain::{
    event::Event,
    ids::TopicId,
    session::reply::{Rejection, Reply},
};

impl Step<'_> {
    pub(super) fn show_hint(&self, topic: &TopicId) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let exercise = &self.started_topic(topic)?.exercise;
        if exercise.hint.is_none() {
            return Err(Rejection::Unknown);
        }
        let reply = Reply::Hint {
            topic: topic.clone(),
        };
        if self.understanding(topic).hinted {
            return Ok(Decision::only(reply));
        }
        let shown = Event::HintShown {
            topic: topic.clone(),
        };
        Ok(Decision::events(vec![(self.learner(), shown)], reply))
    }

    pub(super) fn show_solution(&self, topic: &TopicId) -> Result<Decision, Rejection> {
        self.require_participant()?;
        let exercise = &self.started_topic(topic)?.exercise;
        if exercise.solution.is_none() {
            return Err(Rejection::Unknown);
        }
        let topic = topic.clone();
        Ok(Decision::only(Reply::Solution { topic }))
    }

    pub(super) fn solve_exercise(&self, topic: &TopicId) -> Result<Decision, Rejection> {
        self.require_participant()?;
        self.started_topic(topic)?;
        let reply = Reply::ExerciseSolved {
            topic: topic.clone(),
        };
        if self.understanding(topic).solved {
            return Ok(Decision::only(reply));
        }
        let solved = Event::ExerciseSubmitted {
            topic: topic.clone(),
            passed: Some(true),
            origin: None,
        };
        Ok(Decision::events(vec![(self.learner(), solved)], reply))
    }

    pub(super) fn share_solution(
        &self,
        topic: &TopicId,
        text: &str,
        origin: &str,
    ) -> Result<Decision, Rejection> {
        self.require_participant()?;
        self.started_topic(topic)?;
        let text = taken_code(text)?;
        if self.is_known_origin(origin) {
            return Ok(Decision::only(Reply::SolutionPosted));
        }
        let shared = Event::ExerciseSubmitted {
            topic: topic.clone(),
            passed: None,
            origin: Some(origin.to_owned()),
        };
        Ok(Decision {
            events: vec![(self.learner(), shared)],
            words: vec![Words::Solution {
                number: self.session.solutions.len() + 1,
                text,
            }],
            reply: Reply::SolutionPosted,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{
        course::Exercise,
        event::{AdvanceRule, Event},
        session::{
            Action, Delivery, LONGEST_SOLUTION, Rejection, Reply, Words,
            room::{Done, Room, Shape, course, learner, topic},
        },
    };

    /// Ana and Beto are on the first of two topics; each topic's one check has its second option
    /// right, and only the first topic's exercise has a hint and a solution.
    fn begun() -> Room {
        let mut course = course(&[Shape::simple(), Shape::simple()]);
        course.topics[1].exercise = Exercise {
            text: "Ejercicio".to_owned(),
            hint: None,
            solution: None,
        };
        let mut room = Room::open(course, &learner("marta"), AdvanceRule::All);
        act(&mut room, "ana", Action::Join);
        act(&mut room, "beto", Action::Join);
        act(&mut room, "marta", Action::Begin);
        room
    }

    fn act(room: &mut Room, name: &str, action: Action) -> Done {
        room.act(&learner(name), action)
            .unwrap_or_else(|rejection| panic!("{name}: {rejection}"))
    }

    fn refused(room: &mut Room, name: &str, action: Action) -> Option<Rejection> {
        room.act(&learner(name), action).err()
    }

    fn hint(number: usize) -> Action {
        let topic = topic(number);
        Action::ShowHint { topic }
    }

    fn solution(number: usize) -> Action {
        let topic = topic(number);
        Action::ShowSolution { topic }
    }

    fn solve(number: usize) -> Action {
        let topic = topic(number);
        Action::SolveExercise { topic }
    }

    fn share(text: &str, origin: &str) -> Action {
        Action::ShareSolution {
            topic: topic(0),
            text: text.to_owned(),
            origin: origin.to_owned(),
        }
    }

    fn answer(number: usize, option: usize) -> Action {
        Action::AnswerCheck {
            topic: topic(number),
            number: 0,
            option,
        }
    }

    /// Whether each answer to a check was hinted, in order.
    fn hinted(room: &Room) -> Vec<bool> {
        room.events()
            .filter_map(|event| match event {
                Event::CheckAnswered { items, .. } => Some(items),
                _ => None,
            })
            .flatten()
            .map(|item| item.hinted)
            .collect()
    }

    #[test]
    fn a_hint_counts_from_then_on_for_who_asked_and_in_that_topic() {
        let mut room = begun();
        act(&mut room, "ana", answer(0, 0));
        let shown = act(&mut room, "ana", hint(0));
        assert_eq!(shown.decision.reply, Reply::Hint { topic: topic(0) });
        assert_eq!(shown.owed, [], "a hint is private");
        act(&mut room, "ana", answer(0, 1));
        act(&mut room, "beto", answer(0, 1));
        act(&mut room, "ana", answer(1, 1));
        assert_eq!(hinted(&room), [false, true, false, false]);
    }

    #[test]
    fn a_hint_that_is_asked_for_again_is_shown_and_recorded_once() {
        let mut room = begun();
        act(&mut room, "ana", hint(0));
        let again = act(&mut room, "ana", hint(0));
        assert_eq!(again.decision.reply, Reply::Hint { topic: topic(0) });
        assert_eq!(again.decision.events, []);
    }

    #[test]
    fn the_solution_is_shown_without_a_trace() {
        let mut room = begun();
        let shown = act(&mut room, "ana", solution(0));
        assert_eq!(shown.decision.reply, Reply::Solution { topic: topic(0) });
        assert_eq!(shown.decision.events, []);
    }

    #[test]
    fn what_the_course_does_not_have_cannot_be_shown() {
        let mut room = begun();
        for name in ["ana", "beto"] {
            act(&mut room, name, answer(0, 1));
        }
        assert_eq!(refused(&mut room, "ana", hint(1)), Some(Rejection::Unknown));
        assert_eq!(
            refused(&mut room, "ana", solution(1)),
            Some(Rejection::Unknown)
        );
    }

    #[test]
    fn exercises_are_for_participants_in_topics_that_have_started() {
        let mut room = begun();
        for action in [hint(0), solution(0), solve(0), share("print(1)", "i1")] {
            let no = refused(&mut room, "eva", action);
            assert_eq!(no, Some(Rejection::NotParticipant));
        }
        for action in [hint(1), solution(1), solve(1)] {
            let no = refused(&mut room, "ana", action);
            assert_eq!(no, Some(Rejection::TopicNotStarted { topic: topic(1) }));
        }
    }

    #[test]
    fn an_exercise_is_solved_once_and_its_solution_can_be_shared_before_and_after() {
        let mut room = begun();
        act(&mut room, "ana", share("print(1)", "i1"));
        act(&mut room, "ana", solve(0));
        let again = act(&mut room, "ana", solve(0));
        assert_eq!(
            again.decision.reply,
            Reply::ExerciseSolved { topic: topic(0) }
        );
        assert_eq!(again.decision.events, []);
        act(&mut room, "ana", share("print(2)", "i2"));
        let submitted: Vec<Option<bool>> = room
            .events()
            .filter_map(|event| match event {
                Event::ExerciseSubmitted { passed, .. } => Some(*passed),
                _ => None,
            })
            .collect();
        assert_eq!(submitted, [None, Some(true), None]);
    }

    #[test]
    fn a_shared_solution_is_owed_to_the_group_once() {
        let mut room = begun();
        let first = act(&mut room, "ana", share("print(1)", "i1"));
        assert_eq!(first.owed, [Delivery::Solution(1)]);
        let twice = act(&mut room, "ana", share("print(1)", "i1"));
        assert_eq!(twice.decision.reply, Reply::SolutionPosted);
        assert_eq!(twice.owed, []);
        let second = act(&mut room, "beto", share("print(2)", "i2"));
        assert_eq!(second.owed, [Delivery::Solution(2)]);
        let author = |number| room.session.solution(number).map(|one| one.author.clone());
        assert_eq!(author(2), Some(Some(learner("beto").id)));
        assert_eq!([author(0), author(3)], [None, None]);
    }

    #[test]
    fn code_keeps_the_indentation_of_its_first_line() {
        let mut room = begun();
        let shared = act(
            &mut room,
            "ana",
            share("\n  \n    x = 1\n    y = 2 \n\n", "i1"),
        );
        let kept = Words::Solution {
            number: 1,
            text: "    x = 1\n    y = 2".to_owned(),
        };
        assert_eq!(shared.decision.words, [kept]);
    }

    #[test]
    fn a_solution_is_neither_empty_nor_too_long() {
        let mut room = begun();
        let empty = share(" \n\u{200b}\t", "i1");
        assert_eq!(refused(&mut room, "ana", empty), Some(Rejection::EmptyText));
        act(&mut room, "ana", share(&"ñ".repeat(LONGEST_SOLUTION), "i2"));
        let long = share(&"ñ".repeat(LONGEST_SOLUTION + 1), "i3");
        assert_eq!(
            refused(&mut room, "ana", long),
            Some(Rejection::TextTooLong {
                length: LONGEST_SOLUTION + 1,
                limit: LONGEST_SOLUTION,
            })
        );
    }
}
