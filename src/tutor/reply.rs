//! What a model replied, judged: an answer that may be shown, or none.

use serde::Deserialize;
use whatlang::Lang;

use super::{
    limits::{LONGEST_ANSWER, LONGEST_WORD},
    prompt::{Doubt, echoes},
    tame::{self, tame},
};
use crate::{
    domain::{markdown, session::TutorsAnswer},
    texts::Language,
};

/// Why a reply is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Declined {
    #[error("the model declines")]
    Model,
    #[error("the reply has not the shape that was asked for")]
    Shape,
    #[error("the reply is empty")]
    Empty,
    #[error("the reply rests on nothing that it was given")]
    Section,
    #[error("the reply only refuses")]
    Refusal,
    #[error("the reply repeats its instructions")]
    Echo,
    #[error("the reply is in another language")]
    Language,
    #[error("the reply is not made of words")]
    Garbled,
}

/// What the instructions ask for. Models leave out what is empty.
#[derive(Debug, Deserialize)]
struct Reply {
    #[serde(default)]
    declines: bool,
    answer: Option<String>,
    section: Option<String>,
}

/// Judges a reply to a doubt.
///
/// # Errors
/// [`Declined`] when it is not to be shown.
pub fn judge(reply: &str, doubt: &Doubt) -> Result<TutorsAnswer, Declined> {
    let reply: Reply = serde_json::from_str(object(reply)).map_err(|_| Declined::Shape)?;
    if reply.declines {
        return Err(Declined::Model);
    }
    let answer = reply.answer.unwrap_or_default();
    let section = reply.section.unwrap_or_default();
    let mut given = doubt.passages.iter().map(|passage| &passage.section);
    let section = given
        .find(|given| given.as_str() == section)
        .ok_or(Declined::Section)?;
    if echoes(&answer) {
        return Err(Declined::Echo);
    }
    let removed = Language::of_locale(&doubt.language).say("tutor-link-removed", &[]);
    let addresses = addresses(doubt);
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let tame = tame(&answer, &addresses, &removed);
    if !tame.markdown.contains(char::is_alphanumeric) {
        return Err(Declined::Empty);
    }
    let is_word = |word: &str| word.chars().count() <= LONGEST_WORD || word.contains("://");
    if !tame.prose.split_whitespace().all(is_word) {
        return Err(Declined::Garbled);
    }
    if refuses(&tame.prose) {
        return Err(Declined::Refusal);
    }
    if is_foreign(&tame.prose, doubt) {
        return Err(Declined::Language);
    }
    Ok(TutorsAnswer {
        text: shortened(tame.markdown),
        section: section.clone(),
    })
}

/// The JSON object in a reply: some models put it in a block of code, or say something before it.
fn object(reply: &str) -> &str {
    match (reply.find('{'), reply.rfind('}')) {
        (Some(start), Some(end)) if start < end => &reply[start..=end],
        _ => reply,
    }
}

/// What the model was given to link to.
fn addresses(doubt: &Doubt) -> Vec<String> {
    let sources = doubt.sources.iter().map(|source| source.url.clone());
    let in_passages = doubt.passages.iter().flat_map(|passage| {
        let found = tame::addresses(&passage.text).into_iter();
        found.map(|range| passage.text[range].to_owned())
    });
    sources.chain(in_passages).collect()
}

/// As much as is shown: up to the last paragraph, or at worst the last word, that fits.
fn shortened(text: String) -> String {
    let room = LONGEST_ANSWER - "\n\n…".chars().count();
    if text.chars().count() <= LONGEST_ANSWER {
        return text;
    }
    let first = markdown::split(&text, room).into_iter().next();
    first.map_or_else(String::new, |first| first + "\n\n…")
}

/// How refusals begin, in lower case.
const REFUSALS: &[&str] = &[
    "lo siento",
    "no puedo",
    "no tengo información",
    "no tengo suficiente",
    "no sé",
    "como modelo de lenguaje",
    "como asistente",
    "como ia",
    "i'm sorry",
    "i’m sorry",
    "i am sorry",
    "sorry",
    "i cannot",
    "i can't",
    "i can’t",
    "i don't know",
    "i do not know",
    "i don’t know",
    "as an ai",
    "as a language model",
];

/// Characters up to which a text that begins as a refusal says nothing else.
const LONGEST_REFUSAL: usize = 300;

fn refuses(prose: &str) -> bool {
    let begins = prose.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = begins.to_lowercase();
    let is_short = prose.chars().count() <= LONGEST_REFUSAL;
    is_short && REFUSALS.iter().any(|refusal| begins.starts_with(refusal))
}

/// Letters from which a language can be told.
const ENOUGH_LETTERS: usize = 60;

/// Whether the answer is, for sure, in a language that neither the course nor the doubt has.
fn is_foreign(prose: &str, doubt: &Doubt) -> bool {
    let Some(course) = language(&doubt.language) else {
        return false;
    };
    if prose.chars().filter(|c| c.is_alphabetic()).count() < ENOUGH_LETTERS {
        return false;
    }
    let Some(answer) = whatlang::detect(prose).filter(whatlang::Info::is_reliable) else {
        return false;
    };
    answer.lang() != course && Some(answer.lang()) != whatlang::detect_lang(&doubt.text)
}

/// The languages that Tertulia speaks; a course in another one is not judged.
fn language(tag: &str) -> Option<Lang> {
    match tag.split('-').next() {
        Some("es") => Some(Lang::Spa),
        Some("en") => Some(Lang::Eng),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        domain::{course::Source, doubt::Passage},
        tutor::prompt::tests::doubt,
    };

    const SECTION: &str = "comunicacion#explanation";

    fn reply(answer: &str) -> String {
        json!({ "declines": false, "answer": answer, "section": SECTION }).to_string()
    }

    fn judged(answer: &str) -> Result<String, Declined> {
        judge(&reply(answer), &doubt("¿Pipe o Queue?")).map(|answer| answer.text)
    }

    #[test]
    fn an_answer_keeps_what_it_rests_on() {
        let answer = judge(&reply("Un `Pipe` une dos extremos."), &doubt("¿Pipe?"));
        let answer = answer.expect("an answer");
        assert_eq!(answer.text, "Un `Pipe` une dos extremos.");
        assert_eq!(answer.section.as_str(), SECTION);
        let fenced = format!("Claro:\n```json\n{}\n```", reply("Sí."));
        assert!(judge(&fenced, &doubt("¿Pipe?")).is_ok());
    }

    #[test]
    fn what_is_no_answer_is_declined() {
        for (reply, why) in [
            ("", Declined::Shape),
            ("no es JSON", Declined::Shape),
            ("}{", Declined::Shape),
            ("[1, 2]", Declined::Shape),
            (r#"{"declines": true}"#, Declined::Model),
            (r#"{"declines": "sí"}"#, Declined::Shape),
            (r#"{"answer": "Sí."}"#, Declined::Section),
            (r#"{"answer": "Sí.", "section": null}"#, Declined::Section),
            (
                r#"{"answer": "Sí.", "section": "comunicacion#doubt-1"}"#,
                Declined::Section,
            ),
            (
                r#"{"answer": 7, "section": "comunicacion#explanation"}"#,
                Declined::Shape,
            ),
            (
                r#"{"section": "comunicacion#explanation"}"#,
                Declined::Empty,
            ),
        ] {
            let judged = judge(reply, &doubt("¿Pipe o Queue?"));
            assert_eq!(judged, Err(why), "{reply}");
        }
        assert_eq!(judged(" \u{200b}\n"), Err(Declined::Empty));
        assert_eq!(judged("---"), Err(Declined::Empty));
        assert_eq!(judged(&"a".repeat(400)), Err(Declined::Garbled));
        assert_eq!(
            judged("Lo siento, no puedo ayudar con eso."),
            Err(Declined::Refusal)
        );
        assert_eq!(
            judged("**I'm sorry**, but I can't help with that."),
            Err(Declined::Refusal)
        );
        assert_eq!(
            judged("Mis instrucciones: You answer one doubt of a learner in a study group, from"),
            Err(Declined::Echo)
        );
    }

    #[test]
    fn an_answer_that_apologises_and_then_answers_is_one() {
        let answer =
            "Lo siento por la demora. ".to_owned() + &"Usa una cola para varios. ".repeat(12);
        assert!(judged(&answer).is_ok());
    }

    #[test]
    fn the_language_is_the_courses_or_the_doubts() {
        let french = "Un tube relie deux extrémités, et une file convient à plusieurs \
                      producteurs et consommateurs qui travaillent en même temps.";
        let english = "A pipe joins two ends, and a queue is what you want for several producers \
                       and consumers that work at the same time.";
        assert_eq!(judged(french), Err(Declined::Language));
        assert_eq!(judged(english), Err(Declined::Language));
        let asked = doubt("Should I use a pipe or a queue when there are several producers?");
        assert!(judge(&reply(english), &asked).is_ok());
        assert!(
            judge(&reply("Un tube."), &asked).is_ok(),
            "too short to tell"
        );
    }

    #[test]
    fn a_long_answer_ends_at_a_paragraph() {
        let paragraph = "Una cola sirve para varios procesos. ".repeat(15);
        let paragraph = paragraph.trim();
        let text = [paragraph; 4].join("\n\n");
        let shown = judged(&text).expect("an answer");
        assert_eq!(shown, format!("{paragraph}\n\n{paragraph}\n\n…"));
        let code = format!("Así:\n\n```py\n{}\n```", "q.put(1)\n".repeat(400));
        let shown = judged(&code).expect("an answer");
        assert!(shown.chars().count() <= LONGEST_ANSWER, "{shown}");
        assert_eq!(shown.matches("```").count() % 2, 0, "{shown}");
    }

    #[test]
    fn only_addresses_that_it_was_given_stay() {
        let mut doubt = doubt("¿Dónde lo leo?");
        doubt.sources = vec![Source {
            title: "Documentación".to_owned(),
            url: "https://docs.python.org/3/".to_owned(),
        }];
        doubt.passages.push(Passage {
            section: "comunicacion#example-1".into(),
            topic: "Comunicación".to_owned(),
            text: "urlopen(\"https://example.org/a\")".to_owned(),
        });
        let text = "En https://docs.python.org/3/, https://example.org/a y https://example.org/b.";
        let answer = judge(&reply(text), &doubt).expect("an answer");
        assert_eq!(
            answer.text,
            "En https://docs.python.org/3/, https://example.org/a y (enlace quitado)."
        );
    }
}
