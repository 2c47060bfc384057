//! Values of `course.toml` and of front matter, and what they name.

use super::{FIRST, Folder, HEADER, spoilt};

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
}

#[test]
fn links_lead_to_files_and_headings_that_exist() {
    let linked = |link: &str| spoilt("01-uno.md", "](https://docs.python.org/3/).", link);
    let none = Vec::<String>::new();
    assert_eq!(linked("](ejemplos/tuvo.py)"), ["01-uno.md:28:6 dead-link"]);
    assert_eq!(linked("](../)"), ["01-uno.md:28:6 dead-link"]);
    assert_eq!(linked("](../mini/)"), ["01-uno.md:28:6 not-shown"]);
    assert_eq!(linked("](ejemplos/tubo.py)"), ["01-uno.md:28:6 not-shown"]);
    assert_eq!(
        linked("](#qué-devuelve-pipe)"),
        ["01-uno.md:28:6 not-shown"]
    );
    assert_eq!(linked("](#qué-devuelve)"), ["01-uno.md:28:6 dead-anchor"]);
    assert_eq!(
        linked("](02-dos.md#ejercicio)"),
        ["01-uno.md:28:6 not-shown"]
    );
    assert_eq!(linked("](02-dos.md#pista)"), ["01-uno.md:28:6 dead-anchor"]);
    assert_eq!(
        linked("](https://a.example/#b) y <https://b.example>"),
        none
    );
    assert_eq!(linked("](mailto:ana@a.example)"), none);
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
            "course.toml:22:6 concept-not-named",
            "course.toml:22:6 concept-not-explained",
            "course.toml:22:6 concept-not-used"
        ]
    );
}

#[test]
fn all_titles_fit_one_list_and_all_domains_one_menu() {
    let folder = Folder::good();
    let mut files = Vec::new();
    for number in 0..25 {
        let own = [
            ("id = \"uno\"", format!("id = \"t{number}\"")),
            (
                "title = \"El tubo\"",
                format!("title = \"{}\"", "a".repeat(60)),
            ),
            ("# El tubo\n", String::new()),
            ("minutes = 10", "minutes = 1".to_owned()),
            (
                "domain: sistemas operativos",
                format!("domain: dominio {number}"),
            ),
        ];
        let text = own
            .iter()
            .fold(FIRST.to_owned(), |text, (from, to)| text.replace(from, to));
        folder.write(&format!("{number}.md"), &text);
        files.push(format!("\"{number}.md\""));
    }
    folder.replace(
        "course.toml",
        "\"01-uno.md\", \"02-dos.md\"",
        &files.join(", "),
    );
    folder.replace("course.toml", "minutes = 30", "minutes = 25");
    let problems = folder.problems();
    for problem in ["course.toml:9:11 too-long", "24.md:29:1 too-many-domains"] {
        assert!(problems.contains(&problem.to_owned()), "{problems:?}");
    }
}

#[test]
fn a_topic_asks_no_question_twice() {
    let again = "## Comprobación\n\n### ¿Cuántos productores?\n- concept: cola\n\n- [x] Sí\n  > Sí.\n- [ ] No\n  > No.\n";
    assert_eq!(
        spoilt("02-dos.md", "## Comprobación\n", again),
        ["02-dos.md:29:1 repeated-question"]
    );
}
