//! Check questions and their options.

use super::spoilt;

#[test]
fn a_check_has_two_to_five_options_one_of_them_right() {
    let more =
        "- [ ] Tres\n  > No.\n- [ ] Cuatro\n  > No.\n- [ ] Cinco\n  > No.\n- [ ] Seis\n  > No.\n";
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno\n  > No.\n", more),
        Vec::<String>::new()
    );
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno\n", &format!("{more}- [ ] Uno\n")),
        ["02-dos.md:21:1 option-count"]
    );
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno\n  > No.\n", ""),
        ["02-dos.md:21:1 option-count"]
    );
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno", "- [x] Uno"),
        ["02-dos.md:21:1 right-option-count"]
    );
    assert_eq!(
        spoilt("02-dos.md", "- [x] Muchos", "- [ ] Muchos"),
        ["02-dos.md:21:1 right-option-count"]
    );
}

#[test]
fn every_option_has_its_box_its_text_and_its_feedback() {
    assert_eq!(
        spoilt("01-uno.md", "- [ ] Uno", "- [] Uno"),
        [
            "01-uno.md:58:1 option-count",
            "01-uno.md:70:1 option-without-box"
        ]
    );
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno\n  > No.\n", "- [ ] Uno\n"),
        ["02-dos.md:27:1 option-without-feedback"]
    );
    assert_eq!(
        spoilt("02-dos.md", "  > No.\n", "> No.\n"),
        [
            "02-dos.md:27:1 option-without-feedback",
            "02-dos.md:28:1 stray-text"
        ]
    );
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno", "- [ ] Muchos"),
        ["02-dos.md:27:1 repeated-option"]
    );
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno", "- [ ] <!-- nada -->"),
        ["02-dos.md:27:7 not-shown"]
    );
}

#[test]
fn an_option_without_text_is_reported() {
    assert_eq!(
        spoilt("02-dos.md", "- [ ] Uno", "- [ ] "),
        ["02-dos.md:27:1 empty-option"]
    );
}
