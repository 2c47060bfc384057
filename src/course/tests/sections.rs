//! Headings, data and texts of the sections.

use super::{FIRST, Folder, spoilt};

#[test]
fn reserved_headings_come_in_their_order() {
    assert_eq!(
        spoilt("02-dos.md", "## Explicación", "## Explicacion"),
        [
            "02-dos.md:10:1 missing-heading",
            "02-dos.md:11:1 unknown-heading"
        ]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "## Ejercicio\n",
            "## Ejercicio\n\nUno.\n\n## Ejercicio\n"
        ),
        ["02-dos.md:19:1 repeated-heading"]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "## Comprobación\n",
            "## Conexión\n- domain: so\n- terms: a\n\nTexto.\n\n## Comprobación\n"
        ),
        ["02-dos.md:19:1 heading-out-of-order"]
    );
    assert_eq!(
        spoilt("01-uno.md", "### Solución", "### Soluciones"),
        ["01-uno.md:50:1 unknown-heading"]
    );
    assert_eq!(
        spoilt("01-uno.md", "### Pista", "### Solución"),
        ["01-uno.md:50:1 repeated-heading"]
    );
    assert_eq!(
        spoilt("reflexion.md", "## Modelos", "## Model"),
        [
            "reflexion.md:1:1 missing-heading",
            "reflexion.md:7:1 unknown-heading"
        ]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "## Ejercicio\n",
            "# Otra parte\n\n## Ejercicio\n"
        ),
        ["02-dos.md:15:1 unknown-heading"]
    );
}

#[test]
fn the_first_heading_is_the_title_of_the_topic() {
    assert_eq!(
        spoilt("01-uno.md", "# El tubo\n", "# Los tubos\n"),
        ["01-uno.md:10:1 title-differs"]
    );
}

#[test]
fn no_section_is_empty() {
    assert_eq!(
        spoilt("02-dos.md", "Una cola es segura.\n", ""),
        ["02-dos.md:11:1 empty-section"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "Mira [la guía](https://docs.python.org/3/).\n",
            ""
        ),
        ["01-uno.md:23:1 empty-section"]
    );
    assert_eq!(
        spoilt("01-uno.md", "`Pipe()`.\n", ""),
        ["01-uno.md:46:1 empty-section"]
    );
    assert_eq!(
        spoilt("01-uno.md", "\nSí.\n", ""),
        ["01-uno.md:75:1 empty-section"]
    );
    assert_eq!(
        spoilt(
            "reflexion.md",
            "- hilos: hilo, hilos\n- procesos: proceso\n",
            ""
        ),
        ["reflexion.md:7:1 empty-section"]
    );
    let folder = Folder::good();
    let end = FIRST.find("### ¿Va").unwrap();
    folder.write("01-uno.md", &FIRST[..end]);
    assert_eq!(folder.problems(), ["01-uno.md:73:1 empty-section"]);
}

#[test]
fn text_that_would_not_be_shown_is_reported() {
    let stray = "Texto suelto.";
    assert_eq!(
        spoilt(
            "02-dos.md",
            "## Explicación",
            &format!("{stray}\n\n## Explicación")
        ),
        ["02-dos.md:11:1 stray-text"]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "## Comprobación\n",
            &format!("## Comprobación\n\n{stray}\n")
        ),
        ["02-dos.md:21:1 stray-text"]
    );
    assert_eq!(
        spoilt("02-dos.md", "  > No.\n", &format!("  > No.\n\n{stray}\n")),
        ["02-dos.md:30:1 stray-text"]
    );
    assert_eq!(
        spoilt("02-dos.md", "  > No.\n", &format!("  > No.\n\n  {stray}\n")),
        ["02-dos.md:30:3 stray-text"]
    );
    assert_eq!(
        spoilt(
            "reflexion.md",
            "- procesos: proceso\n",
            &format!("- procesos: proceso\n\n{stray}\n")
        ),
        ["reflexion.md:11:1 stray-text"]
    );
}

#[test]
fn sections_begin_with_their_data() {
    assert_eq!(
        spoilt("01-uno.md", "- concept: tubo\n- features", "- features"),
        ["01-uno.md:23:1 missing-key"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "- domain: sistemas operativos\n- terms: procesos, memoria\n",
            ""
        ),
        ["01-uno.md:30:1 missing-key", "01-uno.md:30:1 missing-key"]
    );
    assert_eq!(
        spoilt("01-uno.md", "- kind: analogy", "- kind: dibujo"),
        ["01-uno.md:38:9 not-allowed"]
    );
    assert_eq!(
        spoilt("01-uno.md", "- kind: verification", "- kind: duda"),
        ["01-uno.md:78:9 not-allowed"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "- aspects: dirección, uso",
            "- aspects: dirección, color"
        ),
        ["01-uno.md:77:23 not-allowed"]
    );
    assert_eq!(
        spoilt("01-uno.md", "- features: ", "- rasgos: "),
        ["01-uno.md:26:3 unknown-key"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "- kind: analogy",
            "- kind: analogy\n- kind: code"
        ),
        ["01-uno.md:39:3 repeated-key"]
    );
    assert_eq!(
        spoilt("01-uno.md", "- terms: procesos, memoria", "- terms:"),
        ["01-uno.md:32:3 empty-value"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "- kind: analogy",
            "- kind: analogy\n- otra cosa"
        ),
        ["01-uno.md:39:3 not-key-and-value"]
    );
    assert_eq!(
        spoilt("01-uno.md", "- kind: analogy\n\n", "- kind: analogy\n"),
        [
            "01-uno.md:36:1 empty-section",
            "01-uno.md:39:1 missing-blank-line"
        ]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "  - puedo responder\n\n",
            "  - puedo responder\n"
        ),
        [
            "01-uno.md:75:1 empty-section",
            "01-uno.md:82:1 missing-blank-line"
        ]
    );
}

#[test]
fn a_blank_line_ends_the_data_even_before_another_list() {
    let folder = Folder::good();
    folder.replace(
        "01-uno.md",
        "Como en la terminal.",
        "- fork: copia\n- spawn: empieza de cero",
    );
    let course = folder.load().unwrap().course;
    assert_eq!(
        course.topics[0].connections[0].text,
        "- fork: copia\n- spawn: empieza de cero"
    );
}

#[test]
fn texts_fit_discord() {
    let long = "a".repeat(1901);
    let fits = "a".repeat(1900);
    assert_eq!(
        spoilt("02-dos.md", "Una cola es segura.", &long),
        ["02-dos.md:13:1 too-long"]
    );
    let enough_for_two = format!("{fits}\n\n{fits}");
    assert_eq!(
        spoilt("02-dos.md", "Una cola es segura.", &enough_for_two),
        Vec::<String>::new()
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "Una cola es segura.",
            &format!("```py\n{fits}\n```")
        ),
        ["02-dos.md:13:1 too-long"]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "Una cola es segura.",
            &format!("- uno\n- {long}")
        ),
        ["02-dos.md:14:3 too-long"]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "- [ ] Uno",
            &format!("- [ ] {}", "b".repeat(1870))
        ),
        ["02-dos.md:21:1 too-long"]
    );
    assert_eq!(
        spoilt("02-dos.md", "  > No.", &format!("  > {}", "x".repeat(901))),
        ["02-dos.md:27:1 too-long"]
    );
    assert_eq!(
        spoilt(
            "01-uno.md",
            "\nSí.\n",
            &format!("\n{}\n\nSí.\n", "c".repeat(1890))
        ),
        ["01-uno.md:75:1 too-long"]
    );
    assert_eq!(
        spoilt(
            "02-dos.md",
            "title = \"La cola\"",
            &format!("title = \"{}\"", "d".repeat(101))
        ),
        ["02-dos.md:3:9 too-long"]
    );
    assert_eq!(
        spoilt("course.toml", "Para las pruebas.", &"e".repeat(301)),
        ["course.toml:5:11 too-long"]
    );
    assert_eq!(
        spoilt("reflexion.md", "¿Dónde lo usarías?", &"ñ".repeat(46)),
        ["reflexion.md:13:9 too-long"]
    );
}

#[test]
fn what_shares_its_message_with_other_texts_leaves_room_for_them() {
    assert_eq!(
        spoilt("01-uno.md", "Como en la terminal.", &"a".repeat(901)),
        ["01-uno.md:30:1 too-long"]
    );
    assert_eq!(
        spoilt("01-uno.md", "sistemas operativos", &"a".repeat(101)),
        ["01-uno.md:31:11 too-long"]
    );
    assert_eq!(
        spoilt("01-uno.md", "domain: sistemas operativos", "domain: -"),
        ["01-uno.md:31:11 empty-value"]
    );
    assert_eq!(
        spoilt("01-uno.md", "Usar un tubo", &"a".repeat(201)),
        ["01-uno.md:6:15 too-long"]
    );
    assert_eq!(
        spoilt("course.toml", "Curso mínimo", &"a".repeat(81)),
        ["course.toml:4:9 too-long"]
    );
}

#[test]
fn what_is_shown_to_one_learner_takes_four_messages_at_most() {
    let paragraph = format!("{}\n\n", "a".repeat(1700));
    assert_eq!(
        spoilt("01-uno.md", "`Pipe()`.\n", &paragraph.repeat(4)),
        Vec::<String>::new()
    );
    assert_eq!(
        spoilt("01-uno.md", "`Pipe()`.\n", &paragraph.repeat(5)),
        ["01-uno.md:46:1 too-many-messages"]
    );
    let code = "print(1)\n".repeat(200);
    assert_eq!(
        spoilt(
            "01-uno.md",
            "### Solución\n",
            &format!("### Solución\n\n```py\n{code}```\n")
        ),
        Vec::<String>::new()
    );
    let folder = Folder::good();
    folder.write("ejemplos/tubo.py", &code.repeat(4));
    assert_eq!(folder.problems(), ["01-uno.md:23:1 too-many-messages"]);
}

#[test]
fn an_example_can_be_shown_as_a_block_of_code() {
    let folder = Folder::good();
    folder.write("ejemplos/tubo.py", "\n");
    assert_eq!(folder.problems(), ["01-uno.md:24:9 empty-file"]);
    folder.write("ejemplos/tubo.py", "texto = \"\"\"\n```\n\"\"\"\n");
    assert_eq!(folder.problems(), ["01-uno.md:24:9 fence-in-code"]);
}

#[test]
fn the_reflection_has_its_prompts_and_models_have_words() {
    assert_eq!(
        spoilt("reflexion.md", "- uses: ¿Dónde lo usarías?\n", ""),
        ["reflexion.md:11:1 missing-key"]
    );
    assert_eq!(
        spoilt("reflexion.md", "- hilos: hilo, hilos", "- hilos:"),
        ["reflexion.md:8:3 empty-value"]
    );
    assert_eq!(
        spoilt("reflexion.md", "- procesos: proceso", "- hilos: proceso"),
        ["reflexion.md:9:3 repeated-key"]
    );
}

#[test]
fn what_discord_does_not_show_is_a_warning() {
    let cases = [
        ("<b>No</b>", vec!["13:1", "13:6"]),
        ("<div>\nNo\n</div>", vec!["13:1"]),
        ("Ya\n\n| a | b |\n|---|---|\n| 1 | 2 |", vec!["15:1"]),
        ("![dibujo](02-dos.md)", vec!["13:1"]),
        ("#### Hondo\n\nTexto.", vec!["13:1"]),
        ("Uno.\n\n---\n\nDos.", vec!["15:1"]),
        (
            "Un [enlace][uno].\n\n[uno]: https://a.example",
            vec!["13:4"],
        ),
        ("Uno.\n\n    x = 1", vec!["15:5"]),
        ("[el otro tema](01-uno.md)", vec!["13:1"]),
        ("[abajo](#comprobación)", vec!["13:1"]),
        ("~~~\nx = 1\n~~~", vec!["13:1"]),
        ("````\nx = 1\n````", vec!["13:1"]),
    ];
    for (text, places) in cases {
        let folder = Folder::good();
        folder.replace("02-dos.md", "Una cola es segura.", text);
        assert!(folder.load().is_ok(), "{text}");
        let places = places
            .iter()
            .map(|place| format!("02-dos.md:{place} not-shown"));
        assert_eq!(folder.problems(), places.collect::<Vec<_>>(), "{text}");
    }
}
