//! The tutor on the courses that ship: which passages it would be given, and that what the courses
//! themselves say would pass as its answer.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

use std::path::Path;

use serde_json::json;
use tertulia::{
    course::{self, Catalogue},
    domain::{
        course::{Course, Topic},
        doubt::{Passage, passages},
        ids::{CourseId, SectionId},
        section::{Part, Section},
    },
    tutor::{Declined, Doubt, judge},
};

fn courses() -> Catalogue {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses");
    course::load_all(&folder).unwrap_or_else(|error| panic!("{error}"))
}

fn each_topic(courses: &Catalogue) -> Vec<(&Course, &Topic)> {
    let ids: Vec<CourseId> = courses.ids().cloned().collect();
    let courses = ids.into_iter().map(|id| courses.get(&id).unwrap());
    courses
        .flat_map(|course| course.topics.iter().map(move |topic| (course, topic)))
        .collect()
}

/// A doubt with the explanation of its topic.
fn doubt(course: &Course, topic: &Topic, text: &str) -> Doubt {
    let part = Part::Explanation;
    let explanation = Section { topic, part };
    Doubt {
        text: text.to_owned(),
        language: course.language.clone(),
        topic: Some(topic.title.clone()),
        passages: vec![Passage {
            section: explanation.id(),
            topic: topic.title.clone(),
            text: explanation.text(),
        }],
        sources: topic.sources.clone(),
    }
}

#[test]
fn a_doubt_in_other_words_brings_its_prepared_one() {
    let courses = courses();
    let course = courses.get(&"multiprocessing".into()).unwrap();
    let (mut found, mut all) = (0, 0);
    for topic in &course.topics {
        for (number, prepared) in topic.doubts.iter().enumerate() {
            let part = Part::Doubt(number);
            let own: SectionId = Section { topic, part }.id();
            let wording = prepared.variants.last().unwrap_or(&prepared.question);
            let passages = passages(wording, course, Some(&topic.id));
            let first = passages[0].section.as_str();
            assert_eq!(first, format!("{}#explanation", topic.id));
            all += 1;
            found += usize::from(passages.iter().any(|passage| passage.section == own));
        }
    }
    assert!(found * 100 >= all * 98, "{found} of {all}");
}

#[test]
fn what_the_courses_answer_would_pass_as_a_tutors_answer() {
    let courses = courses();
    let mut shown = 0;
    for (course, topic) in each_topic(&courses) {
        for prepared in &topic.doubts {
            let doubt = doubt(course, topic, &prepared.question);
            let section = &doubt.passages[0].section;
            let reply = json!({ "answer": prepared.answer, "section": section }).to_string();
            let answer = judge(&reply, &doubt).unwrap_or_else(|declined: Declined| {
                panic!("{}: {declined}\n{}", topic.id, prepared.answer)
            });
            assert_eq!(
                words(&answer.text),
                words(&prepared.answer),
                "{}",
                answer.text
            );
            shown += 1;
        }
    }
    assert!(shown > 100, "{shown}");
}

/// The words of a text, but for the languages of its blocks of code.
fn words(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| !line.starts_with("```"));
    let words = lines.flat_map(|line| line.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect()
}
