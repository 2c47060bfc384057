//! The simulated group of `rehearse --auto`: it acts through script lines, as a person at the
//! terminal would, and knows the course well enough to answer its checks, rightly or not.

use time::Duration;

use super::{
    StageTime,
    script::{CastMember, Line},
    stage::{Stage, StageError},
};
use crate::domain::{
    course::{Check, Course, Topic},
    session::CHECKS_ASKED,
};

/// How far the time moves on with each action.
const PACE: Duration = Duration::seconds(40);
/// A doubt that no course prepares for: it stays open until a peer answers.
const OPEN_DOUBT: &str = "¿Alguien lo usó con su cámara web? No encuentro la forma de empezar.";
const PEER_ANSWER: &str =
    "Yo sí: leo los cuadros en un proceso y los paso por una cola al que los procesa.";

/// A solution of its own that one of the group shares, on one line as scripts have them.
const OWN_SOLUTION: &str =
    "cola = Queue(); Process(target=cola.put, args=(1,)).start(); print(cola.get())";

/// Goes through the whole course.
///
/// # Errors
/// The first action that does not work, with its line as it would stand in a script.
pub async fn play(
    stage: &Stage,
    course: &Course,
    cast: &[CastMember],
    time: &StageTime,
) -> Result<(), (Line, StageError)> {
    let mut group = Group {
        stage,
        time,
        number: 0,
    };
    let names = |moderator: bool| {
        cast.iter()
            .filter(move |member| member.moderator == moderator)
            .map(|member| member.name.as_str())
    };
    let learners: Vec<&str> = names(false).collect();
    let host = names(true).next().unwrap_or(learners[0]);
    group.does(host, &format!("/empezar {}", course.id)).await?;
    let domains = course.domains();
    for (turn, learner) in learners.iter().enumerate() {
        group.does(learner, "[Unirme]").await?;
        // The last one ignores the question.
        if let Some(domain) = domains.get(turn).filter(|_| turn + 1 < learners.len()) {
            group
                .does(learner, &format!("[Elige lo que ya conoces] {domain}"))
                .await?;
        }
    }
    group.does(host, "[Comenzar]").await?;
    for (position, topic) in course.topics.iter().enumerate() {
        group.goes_through(position, topic, &learners).await?;
    }
    for (learner, reflection) in learners.iter().zip(REFLECTIONS.iter().cycle()) {
        let line = format!("[Reflexión final] {reflection}");
        group.does(learner, &line).await?;
    }
    Ok(())
}

/// Final reflections: what it connects with, where they would use it, how the models compare.
const REFLECTIONS: [&str; 3] = [
    "Con los procesos y la memoria de sistemas operativos | En un programa que redimensiona fotos | Los hilos comparten memoria; los procesos no, pero usan todos los núcleos; async sirve para esperar",
    "Con las condiciones de carrera que vimos en clase | Para analizar archivos de registro grandes | Procesos para calcular y async para muchas conexiones",
    "Con las colas que ya usaba entre hilos | En mi trabajo final, que procesa textos | Si la tarea espera, hilos o async; si calcula, procesos",
];

struct Group<'a> {
    stage: &'a Stage,
    time: &'a StageTime,
    /// Lines so far.
    number: usize,
}

impl Group<'_> {
    /// One person's action, written as in a script.
    async fn does(&mut self, person: &str, act: &str) -> Result<(), (Line, StageError)> {
        self.number += 1;
        self.time.advance(PACE);
        let line = Line::parse(self.number, &format!("{person}: {act}"))
            .expect("the group writes actions");
        match self.stage.perform(&line).await {
            Ok(()) => Ok(()),
            Err(error) => Err((line, error)),
        }
    }

    async fn goes_through(
        &mut self,
        position: usize,
        topic: &Topic,
        learners: &[&str],
    ) -> Result<(), (Line, StageError)> {
        let person = |turn: usize| learners[turn % learners.len()];
        // Doubts on the topic, in the words of its prepared doubts' variants; the topics in the
        // middle draw more of them.
        let doubts = topic.doubts.iter().take(if position == 2 { 3 } else { 1 });
        for (turn, doubt) in doubts.enumerate() {
            let words = doubt.variants.first().unwrap_or(&doubt.question);
            let asker = person(position + turn);
            self.does(asker, &format!("[Tengo una duda] {words}"))
                .await?;
            self.does(asker, "[Me quedó claro]").await?;
        }
        if position == 1 {
            self.does(person(0), &format!("[Tengo una duda] {OPEN_DOUBT}"))
                .await?;
            self.does(person(1), &format!("[Responder] {PEER_ANSWER}"))
                .await?;
            self.does(person(0), "[Me quedó claro]").await?;
        }
        if position.is_multiple_of(2) && !topic.alternatives.is_empty() {
            self.does(person(position + 1), "[De otra forma]").await?;
        }
        if !topic.connections.is_empty() {
            self.does(person(position), "[Lo conecto con esto]").await?;
        }
        if position == 0 {
            self.does(person(0), "[Lo he resuelto]").await?;
        }
        if position == 1 {
            // The one who will choose wrongly.
            if topic.exercise.hint.is_some() {
                self.does(person(position), "[Pista]").await?;
            }
            self.does(
                person(position + 1),
                &format!("[Compartir mi solución] {OWN_SOLUTION}"),
            )
            .await?;
        }
        for (turn, learner) in learners.iter().enumerate() {
            // One learner a topic first chooses wrongly.
            let errs = turn == position % learners.len();
            self.confirms(learner, topic, errs).await?;
        }
        Ok(())
    }

    /// «Lo tengo claro» with its check; when `errs`, the first answer is wrong.
    async fn confirms(
        &mut self,
        learner: &str,
        topic: &Topic,
        errs: bool,
    ) -> Result<(), (Line, StageError)> {
        self.does(learner, "[Lo tengo claro]").await?;
        for (number, check) in topic.checks.iter().take(CHECKS_ASKED).enumerate() {
            if errs && number == 0 {
                self.does(learner, &option(check, false)).await?;
            }
            self.does(learner, &option(check, true)).await?;
        }
        let confidence = if errs { "[3]" } else { "[4]" };
        self.does(learner, confidence).await
    }
}

/// The button of the first option that is right, or wrong.
fn option(check: &Check, right: bool) -> String {
    let position = check
        .options
        .iter()
        .position(|option| option.right == right)
        .expect("a check has a right option and a wrong one");
    let letter = ["A", "B", "C", "D", "E"][position];
    format!("[{letter}]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rehearsal::Act;

    #[test]
    fn what_the_group_says_fits_a_script() {
        for reflection in REFLECTIONS {
            let line = Line::parse(1, &format!("Ana: [Reflexión final] {reflection}"));
            let Ok(Line {
                act: Act::Press { values, .. },
                ..
            }) = line
            else {
                panic!("{line:?}");
            };
            assert_eq!(values.len(), 3, "{reflection}");
        }
    }
}
