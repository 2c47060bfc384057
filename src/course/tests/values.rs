//! Values of `course.toml` and of front matter, and what they name.

use super::{Folder, HEADER, spoilt};

#[test]
fn keys_must_be_known_and_have_a_value_of_their_type() {
    assert_eq!(
        spoilt(
            "course.toml",
            "licence = \"CC-BY-4.0\"",
            "license = \"CC-BY-4.0\""
        ),
        ["course.toml:1:1 missing-key", "course.toml:7:1 unknown-key"]
    );
    assert_eq!(
        spoilt(
            "course.toml",
            "id = \"cola\"\nname",
            "id = \"cola\"\ncolor = 1\nname"
        ),
        ["course.toml:18:1 unknown-key"]
    );
    assert_eq!(
        spoilt("course.toml", "name = \"Cola\"\n", ""),
        ["course.toml:16:1 missing-key"]
    );
    assert_eq!(
        spoilt(
            "course.toml",
            "authors = [\"Ana\"]",
            "authors = [\"Ana\", 5]"
        ),
        ["course.toml:6:19 wrong-type"]
    );
    assert_eq!(
        spoilt("course.toml", "authors = [\"Ana\"]", "authors = \"Ana\""),
        ["course.toml:6:11 wrong-type"]
    );
    for minutes in ["-10", "\"10\"", "0", "10.5"] {
        assert_eq!(
            spoilt("01-uno.md", "minutes = 10", &format!("minutes = {minutes}")),
            ["01-uno.md:4:11 wrong-type"]
        );
    }
    assert_eq!(
        spoilt("02-dos.md", "pause = false", "pause = \"no\""),
        ["02-dos.md:5:9 wrong-type"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "objectives = [\"Usar un tubo\"]",
            "objectives = []"
        ),
        ["01-uno.md:6:14 empty-value"]
    );
    assert_eq!(
        spoilt("course.toml", "title = \"Curso mínimo\"", "title = \" \""),
        ["course.toml:4:9 empty-value"]
    );
    assert_eq!(
        spoilt(
            "course.toml",
            "minutes = 30",
            "minutes = 30\nadvance_rule = \"nadie\""
        ),
        ["course.toml:9:16 not-allowed"]
    );
    assert_eq!(
        spoilt("course.toml", "language = \"es\"", "language = \"español\""),
        ["course.toml:3:12 bad-language"]
    );
    assert_eq!(
        spoilt("01-uno.md", "url = \"https:", "url = \"javascript:"),
        ["01-uno.md:7:37 bad-address"]
    );
}

#[test]
fn ids_are_slugs_that_name_one_thing() {
    assert_eq!(
        spoilt("02-dos.md", "id = \"dos\"", "id = \"Dos!\""),
        ["02-dos.md:2:6 bad-id"]
    );
    assert_eq!(
        spoilt("course.toml", "id = \"mini\"", "id = \"otro\""),
        ["course.toml:1:6 id-not-folder"]
    );
    assert_eq!(
        spoilt("course.toml", "id = \"cola\"", "id = \"tubo\""),
        [
            "01-uno.md:76:19 unknown-concept",
            "02-dos.md:6:13 unknown-concept",
            "02-dos.md:22:12 unknown-concept",
            "course.toml:17:6 repeated-id",
        ]
    );
    assert_eq!(
        spoilt("02-dos.md", "id = \"dos\"", "id = \"uno\""),
        ["02-dos.md:2:6 repeated-id"]
    );
    assert_eq!(
        spoilt(
            "course.toml",
            "\"02-dos.md\"]",
            "\"02-dos.md\", \"01-uno.md\"]"
        ),
        ["course.toml:9:37 repeated-topic-file"]
    );
}

#[test]
fn what_is_named_must_exist() {
    assert_eq!(
        spoilt(
            "02-dos.md",
            "concepts = [\"cola\"]",
            "concepts = [\"cola\", \"pila\"]"
        ),
        ["02-dos.md:6:21 unknown-concept"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "- concepts: tubo, cola",
            "- concepts: tubo, pila"
        ),
        ["01-uno.md:76:19 unknown-concept"]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "prerequisites = [\"uno\"]",
            "prerequisites = [\"uno\", \"tres\"]"
        ),
        ["02-dos.md:8:25 unknown-prerequisite"]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "prerequisites = [\"uno\"]",
            "prerequisites = [\"dos\"]"
        ),
        ["02-dos.md:8:18 later-prerequisite"]
    );
    assert_eq!(
        spoilt("01-uno.md", "](ejemplos/tubo.py)", "](ejemplos/tuvo.py)"),
        ["01-uno.md:28:6 dead-link"]
    );
    assert_eq!(
        spoilt("01-uno.md", "](ejemplos/tubo.py)", "](../mini/)"),
        Vec::<String>::new()
    );
    assert_eq!(
        spoilt("01-uno.md", "](ejemplos/tubo.py)", "](../)"),
        ["01-uno.md:28:6 dead-link"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "](ejemplos/tubo.py)",
            "](#ejercicio) y <https://docs.python.org>"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn the_minutes_of_the_topics_add_up_to_those_of_the_course() {
    assert_eq!(
        spoilt("02-dos.md", "minutes = 20", "minutes = 25"),
        ["course.toml:8:11 minutes-mismatch"]
    );
}

#[test]
fn a_menu_of_discord_holds_no_more_than_25_topics() {
    let folder = Folder::good();
    let files: Vec<String> = (1..=26).map(|number| format!("\"{number}.md\"")).collect();
    let files = files.join(", ");
    folder.replace("course.toml", "\"01-uno.md\", \"02-dos.md\"", &files);
    let problems = folder.problems();
    assert!(
        problems.contains(&"course.toml:9:227 too-many-topics".to_owned()),
        "{problems:?}"
    );
}

#[test]
fn every_concept_is_explained_and_used() {
    let concept = "\n[[concepts]]\nid = \"pila\"\nname = \"Pila\"\nterms = [\"pila\"]\n";
    let folder = Folder::good();
    folder.write("course.toml", &format!("{HEADER}{concept}"));
    assert_eq!(
        folder.problems(),
        [
            "course.toml:22:6 concept-not-explained",
            "course.toml:22:6 concept-not-used"
        ]
    );
}
