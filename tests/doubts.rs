//! How well doubts are understood, measured on the course that comes with the program.

use std::{path::Path, sync::LazyLock};

use proptest::prelude::*;
use tertulia::{
    course,
    domain::{
        course::{Course, PreparedDoubt},
        doubt::{is_same, understand},
    },
};

static COURSE: LazyLock<Course> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/multiprocessing");
    course::load(&folder)
        .expect("the course has no errors")
        .course
});

/// What people write in a session that no course answers.
const OFF_TOPIC: &[&str] = &[
    "¿a qué hora terminamos?",
    "¿alguien tiene el enlace de la clase de ayer?",
    "¿esto va a entrar en el examen?",
    "no me funciona el micrófono",
    "¿quién se queda después a estudiar?",
    "voy por un café, ya vuelvo",
    "¿qué es una mónada en Haskell?",
    "¿cómo instalo Python en mi teléfono?",
    "¿cuándo es la próxima sesión?",
    "¿me puedes mandar la grabación?",
    "¿cuánto falta para el descanso?",
    "¿alguien más está perdido?",
    "¿cuál es la capital de Australia?",
    "¿cómo centro un div en CSS?",
    "no se ve la pantalla compartida",
    "¿puedo entregar la tarea mañana?",
    "se me fue la luz, ¿qué me perdí?",
    "¿cómo cambio mi nombre en el servidor?",
    "gracias a todos, aprendí mucho",
    "¿en qué proceso va mi inscripción al curso?",
    "¿hay que hacer cola para entrar al laboratorio?",
    "¿cuánta memoria tiene tu teléfono?",
    "¿dónde comparten los apuntes?",
    "el profe está en la piscina",
    "¿quién tiene la llave del candado del laboratorio?",
    "hola",
    "no entiendo nada",
    "tengo una duda",
    "¿me explicas otra vez?",
    "¿qué hago?",
];

/// Every prepared doubt by its place in the course, with each of its wordings: 0 is the question.
fn wordings(course: &Course) -> impl Iterator<Item = ([usize; 3], &PreparedDoubt, &str)> {
    course.topics.iter().enumerate().flat_map(|(topic, of)| {
        of.doubts
            .iter()
            .enumerate()
            .flat_map(move |(place, doubt)| {
                std::iter::once(&doubt.question)
                    .chain(&doubt.variants)
                    .enumerate()
                    .map(move |(wording, text)| ([topic, place, wording], doubt, text.as_str()))
            })
    })
}

/// The course without one of a doubt's wordings; nothing when it has no other.
fn without(course: &Course, [topic, place, wording]: [usize; 3]) -> Option<Course> {
    let mut course = course.clone();
    let doubt = &mut course.topics[topic].doubts[place];
    if wording > 0 {
        doubt.variants.remove(wording - 1);
    } else if doubt.variants.is_empty() {
        return None;
    } else {
        doubt.question = doubt.variants.remove(0);
    }
    Some(course)
}

#[test]
fn a_prepared_doubt_in_its_own_words_gets_its_answer() {
    let mut asked = 0;
    let mut missed = Vec::new();
    for (_, doubt, text) in wordings(&COURSE) {
        asked += 1;
        let prepared = understand(text, &COURSE, None).prepared;
        if prepared.is_none_or(|found| found.answer != doubt.answer) {
            let found = prepared.map(|found| &found.question);
            missed.push(format!("«{text}» is answered as {found:?}"));
        }
    }
    let enough = missed.len() * 20 <= asked;
    assert!(
        enough,
        "{} of {asked}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn a_wording_that_the_course_does_not_know_is_answered_more_often_rightly_than_wrongly() {
    let (mut right, mut wrong) = (0, Vec::new());
    for (place, doubt, text) in wordings(&COURSE) {
        let Some(course) = without(&COURSE, place) else {
            continue;
        };
        match understand(text, &course, None).prepared {
            Some(found) if found.answer == doubt.answer => right += 1,
            Some(found) => wrong.push(format!("«{text}» is answered as «{}»", found.question)),
            None => {}
        }
    }
    let told = format!(
        "{right} right, {} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(right >= 2 * wrong.len(), "{told}");
}

#[test]
fn what_is_off_topic_is_left_to_people() {
    let answered: Vec<String> = OFF_TOPIC
        .iter()
        .filter_map(|text| {
            let topics = COURSE.topics.iter().map(|topic| Some(&topic.id));
            let found = topics
                .chain([None])
                .find_map(|current| understand(text, &COURSE, current).prepared)?;
            Some(format!("«{text}» is answered as «{}»", found.question))
        })
        .collect();
    assert!(answered.len() <= 1, "{}", answered.join("\n"));
}

/// Any text, or words of the course among any others.
fn texts() -> impl Strategy<Value = String> {
    let words: Vec<String> = wordings(&COURSE)
        .flat_map(|(_, _, text)| text.split(' '))
        .map(str::to_owned)
        .collect();
    let of_the_course = prop::collection::vec(prop::sample::select(words), 0..8);
    prop_oneof![
        any::<String>(),
        "[¿?¡!a-zñáéíóúİßſ_ .]{0,60}",
        (of_the_course, ".{0,5}").prop_map(|(words, end)| words.join(" ") + &end),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_understood_in_one_way(text in texts(), topic in 0..7_usize) {
        let current = COURSE.topics.get(topic).map(|topic| &topic.id);
        let understood = understand(&text, &COURSE, current);
        prop_assert_eq!(&understand(&text, &COURSE, current), &understood);
        if let Some(topic) = &understood.topic {
            prop_assert!(COURSE.topic(topic).is_some());
        }
        for concept in &understood.concepts {
            prop_assert!(COURSE.concept(concept).is_some());
        }
    }

    #[test]
    fn being_the_same_doubt_goes_both_ways(one in texts(), other in texts()) {
        let same = is_same(&one, &other, &COURSE);
        prop_assert_eq!(is_same(&other, &one, &COURSE), same);
    }
}
