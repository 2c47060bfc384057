//! Reading GIFT.

use super::{Format, good, read, shown};

#[track_caller]
fn one(text: &str) -> super::Question {
    let mut questions = good(Format::Gift, text);
    assert_eq!(questions.len(), 1, "{text}");
    questions.remove(0)
}

fn problems(text: &str) -> Vec<String> {
    let (questions, problems) = read(Format::Gift, text);
    assert_eq!(questions, [], "{text}");
    problems
}

#[test]
fn a_choice_has_its_options_with_their_feedback() {
    let question = one("¿Quién?{~Ana#No fue ella. =Beto # Sí.\n~Carla#No.}");
    assert_eq!(question.prompt, "¿Quién?");
    assert_eq!(
        shown(&question),
        ["-Ana|No fue ella.", "+Beto|Sí.", "-Carla|No."]
    );
}

#[test]
fn names_comments_and_categories_are_not_part_of_a_question() {
    let text = "// nota\n$CATEGORY: a/b\n\n// question: 1  name: uno\n// [id:7] [tag:pipe-queue] [tag:otro]\n\
                ::uno::¿Quién?{=a#x\n// otra nota\n~b#y}\n\n// fin";
    let question = one(text);
    assert_eq!(question.prompt, "¿Quién?");
    assert_eq!(question.tags, ["pipe-queue", "otro"]);
    assert_eq!(shown(&question), ["+a|x", "-b|y"]);
    assert_eq!(&text[question.at..question.at + 5], "::uno");
    assert_eq!(one("$CATEGORY: a\n¿Quién?{=a#x~b#y}").prompt, "¿Quién?");
    assert_eq!(one("::sin fin ¿Quién?{=a#x~b#y}").prompt, "sin fin ¿Quién?");
}

#[test]
fn a_backslash_takes_the_meaning_of_a_sign_away() {
    let question = one(
        "::a\\:\\:b::[markdown]¿x \\= \\{1\\}\\: \\# \\~?\\n\\nOtra {=C\\:\\\\dir#\\=\\~ ~\\n\\\\n b#a \\q}",
    );
    assert_eq!(question.prompt, "¿x = {1}: # ~?\n\nOtra");
    assert_eq!(shown(&question), ["+C:\\dir|=~", "-\\n b|a \\q"]);
}

#[test]
fn feedback_for_all_follows_that_of_each_option() {
    let question = one("¿Quién?{=a#Sí.\n~b\n####Era a.\n}");
    assert_eq!(shown(&question), ["+a|Sí.\n\nEra a.", "-b|Era a."]);
    let question = one("¿Quién?{=a#Sí. #### ~b ####Era a.}");
    assert_eq!(shown(&question)[0], "+a|Sí. \\####\n\nEra a.");
}

#[test]
fn true_and_false_become_two_options() {
    let question = one("¿Sí?{TRUE#Mal.#Bien.####Fin.}");
    assert_eq!(
        shown(&question),
        ["+Verdadero|Bien.\n\nFin.", "-Falso|Mal.\n\nFin."]
    );
    let question = one("¿Sí?{ f #Mal.}");
    assert_eq!(shown(&question), ["-Verdadero|Mal.", "+Falso|"]);
    assert_eq!(shown(&one("¿Sí?{T}")), ["+Verdadero|", "-Falso|"]);
}

#[test]
fn answers_in_the_middle_leave_a_blank() {
    let blank = "\\_\\_\\_\\_\\_";
    let answers = "{=1492#a ~1493#b}";
    assert_eq!(
        one(&format!("Llegó en {answers} a América.")).prompt,
        format!("Llegó en {blank} a América.")
    );
    assert_eq!(
        one(&format!("[markdown]Llegó ({answers}).")).prompt,
        format!("Llegó ({blank}).")
    );
    assert_eq!(
        one(&format!("{answers} fue.")).prompt,
        format!("{blank} fue.")
    );
}

#[test]
fn a_text_keeps_the_format_that_it_names() {
    let question = one("[html]<p>¿<b>Qué</b>?</p>{=[plain]<b>#[markdown]*a* ~1 &lt; 2#b ~[x] c#d}");
    assert_eq!(question.prompt, "¿**Qué**?");
    assert_eq!(
        shown(&question),
        ["+\\<b>|*a*", "-1 \\< 2|b", "-\\[x\\] c|d"]
    );
    let question = one("Usa *esto* o _eso_{=List<int>#a<br>b ~x#`y`}");
    assert_eq!(question.prompt, "Usa \\*esto\\* o \\_eso\\_");
    assert_eq!(shown(&question), ["+List\\<int>|a\nb", "-x|`y`"]);
}

#[test]
fn weights_that_mean_right_or_wrong_are_read() {
    let question = one("¿Quién?{~%100%a#x ~%0%b#y ~%-0.0%c#z ~50% de c#w}");
    assert_eq!(shown(&question), ["+a|x", "-b|y", "-c|z", "-50% de c|w"]);
}

#[test]
fn what_a_course_cannot_hold_is_named_where_it_is() {
    for (text, told) in [
        ("Solo texto", "1:1 left-out"),
        ("Escribe {}", "1:1 left-out"),
        ("Escribe { #### nota }", "1:1 left-out"),
        ("¿Cuánto?{#3.14:0.01}", "1:1 left-out"),
        ("¿Quién?{=Ana =Beto}", "1:1 left-out"),
        ("Une {=a -> b =c -> d}", "1:1 left-out"),
        ("¿Cuáles?{~%50%a#x ~%50%b#y}", "1:10 left-out"),
        ("¿Cuál?{=a#x ~%-25%b#y}", "1:13 left-out"),
        ("¿Cuál?{=a#x =b#y ~c#z}", "1:8 left-out"),
        ("[html]<img src='a.png'>{=a#x ~b#y}", "1:1 left-out-html"),
        ("¿Cuál?{=a#x ~<sub>b</sub>#y}", "1:13 left-out-html"),
        ("¿Cuál?{=a#x ~b#y", "1:7 unclosed-brace"),
        ("¿Cuál?=a#x ~b#y}", "1:16 stray-brace"),
        ("¿Cuál?}=a{", "1:7 stray-brace"),
        ("¿Cuál?{=a#x ~b#y} {", "1:19 second-answer"),
        ("¿Cuál?{=a#x ~b#y}}", "1:18 stray-brace"),
        ("¿Cuál?{a#x ~b#y}", "1:8 answer-without-sign"),
        ("¿Cuál?{~a#x ~b#y}", "1:1 right-option-count"),
        ("¿Cuál?{=a#x ~a#y}", "1:13 repeated-option"),
        ("¿Cuál?{=a#x ~#y}", "1:13 empty-option"),
        ("{=a#x ~b#y}", "1:1 empty-question"),
        ("¿Cuál?{=a~b~c~d~e~f}", "1:1 option-count"),
    ] {
        assert_eq!(problems(text), [told], "{text}");
    }
}

#[test]
fn all_faults_are_told_at_once_and_good_questions_stay() {
    let text = "Nota\n\n¿Uno?{=a#x ~b#y}\n\nrota {=a\n\n¿Dos?{~<img>a ~<table>}\n";
    let (questions, problems) = read(Format::Gift, text);
    assert_eq!(questions.len(), 1);
    assert_eq!(
        problems,
        [
            "1:1 left-out",
            "5:6 unclosed-brace",
            "7:7 left-out-html",
            "7:15 left-out-html"
        ]
    );
}
