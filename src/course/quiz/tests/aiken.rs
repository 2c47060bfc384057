//! Reading Aiken.

use super::{Format, good, read, shown};

#[test]
fn a_question_has_its_options_and_no_feedback() {
    let text = "¿Qué hace `join()`\ncon un *proceso*?\nA. Esperar\nB) Matar\n\nANSWER: B\n\n\
                2. ¿Y `start()`?\nA) Sí\nC) No\nanswer : c.\n";
    let questions = good(Format::Aiken, text);
    assert_eq!(questions.len(), 2);
    assert_eq!(
        questions[0].prompt,
        "¿Qué hace `join()`\n\ncon un \\*proceso\\*?"
    );
    assert_eq!(shown(&questions[0]), ["-Esperar|", "+Matar|"]);
    assert_eq!(questions[1].prompt, "2\\. ¿Y `start()`?");
    assert_eq!(shown(&questions[1]), ["-Sí|", "+No|"]);
}

#[test]
fn what_is_missing_is_told_where_it_is() {
    for (text, told) in [
        ("¿Uno?\nA. a\nB. b\n", "1:1 no-answer-line"),
        (
            "¿Uno?\nA. a\nB. b\n¿Dos?\nA. a\nB. b\nANSWER: A",
            "1:1 no-answer-line",
        ),
        ("¿Uno?\nA. a\nB. b\nANSWER: C", "4:1 answer-without-option"),
        ("¿Uno?\nA. a\nB. b\nANSWER:", "4:1 answer-without-option"),
        ("¿Uno?\nA. a\nANSWER: A", "1:1 option-count"),
        ("¿Uno?\nA. a\n  B. a\nANSWER: A", "3:3 repeated-option"),
        ("¿Uno?\nA. a\nB.\nANSWER: A", "3:1 empty-option"),
        ("ANSWER: A", "1:1 empty-question"),
    ] {
        assert_eq!(read(Format::Aiken, text).1, [told], "{text}");
    }
}

#[test]
fn the_format_is_known_by_the_text() {
    assert_eq!(Format::of("¿Uno?\nA. a\nB. b\nANSWER: A\n"), Format::Aiken);
    assert_eq!(Format::of("¿ANSWER: A?{=a ~b}"), Format::Gift);
    assert_eq!(Format::of("Nada"), Format::Gift);
}
