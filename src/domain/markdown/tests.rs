//! Examples and properties of cutting, escaping and clipping.

use proptest::prelude::*;

use super::*;

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|c| whole.any(|other| other == c))
}

#[test]
fn paragraphs_are_kept_whole_where_they_fit() {
    let one = "a ".repeat(20).trim().to_owned();
    let text = format!("{one}\n\n{one}\n\n{one}");
    assert_eq!(split(&text, 80), [format!("{one}\n\n{one}"), one]);
}

#[test]
fn a_long_paragraph_is_cut_between_lines_then_between_words_then_anywhere() {
    let line = "b".repeat(40);
    let text = format!("{line}\n{line}\n{line}");
    assert_eq!(split(&text, 81), [format!("{line}\n{line}"), line.clone()]);
    let text = format!("{line} {line}");
    assert_eq!(split(&text, 70), [line.as_str(), line.as_str()]);
    assert_eq!(
        split(&"c".repeat(100), 70),
        ["c".repeat(70), "c".repeat(30)]
    );
}

#[test]
fn a_block_of_code_that_fits_is_never_cut() {
    let code = "```py\nx = 1\n\ny = 2\n\nz = 3\n```";
    let prose = "d".repeat(50);
    let text = format!("{prose}\n{code}\n{prose}");
    assert_eq!(split(&text, 64), [&prose, code, &prose]);
}

#[test]
fn a_longer_block_of_code_is_closed_and_reopened_in_its_language() {
    let line = "print('e')";
    let text = format!("```py\n{}\n```", [line; 8].join("\n"));
    assert_eq!(
        split(&text, 64),
        [
            format!("```py\n{}\n```", [line; 5].join("\n")),
            format!("```py\n{}\n```", [line; 3].join("\n")),
        ]
    );
}

#[test]
fn a_longer_block_of_code_is_cut_before_a_function_if_it_can_be() {
    let one = "def uno():\n    a = 1\n\n    return a";
    let two = "def dos():\n    b = 2\n\n    return b";
    let text = format!("```py\n{one}\n\n\n{two}\n```");
    let pieces = [one, two].map(|code| format!("```py\n{code}\n```"));
    assert_eq!(split(&text, 70), pieces);
}

#[test]
fn indented_code_keeps_its_indentation_at_a_cut() {
    let text = format!(
        "```py\nif x:\n    {}\n    {}\n```",
        "f".repeat(40),
        "g".repeat(40)
    );
    assert_eq!(
        split(&text, 64),
        [
            format!("```py\nif x:\n    {}\n```", "f".repeat(40)),
            format!("```py\n    {}\n```", "g".repeat(40)),
        ]
    );
}

#[test]
fn a_heading_goes_with_what_follows_it() {
    let prose = "h".repeat(45);
    let text = format!("{prose}\n\n### Título\n\n{prose}");
    assert_eq!(
        split(&text, 64),
        [prose.clone(), format!("### Título\n\n{prose}")]
    );
}

#[test]
fn nothing_comes_of_a_blank_text() {
    assert!(split("", 100).is_empty());
    assert!(split(" \n\n ", 100).is_empty());
}

#[test]
fn a_learners_text_neither_formats_nor_pings() {
    let cases = [
        ("hola", "hola"),
        ("**no** entiendo", r"\*\*no\*\* entiendo"),
        ("value_y_array", r"value\_y\_array"),
        ("# grito\n> cita\n- lista", "\\# grito\n\\> cita\n\\- lista"),
        ("a - b > c # d", "a - b > c # d"),
        ("||spoiler||", r"\|\|spoiler\|\|"),
        (
            "[clic](https://malo.example)",
            r"\[clic\](https://malo.example)",
        ),
        ("@everyone y @here", "@\u{200b}everyone y @\u{200b}here"),
        (
            "<@123> <@&4> <#5>",
            "<\u{200b}@123> <\u{200b}@&4> <\u{200b}#5>",
        ),
        (
            "<t:0:R> <:e:1> </a:2>",
            "<\u{200b}t:0:R> <\u{200b}:e:1> <\u{200b}/a:2>",
        ),
        ("@\u{200b}every\u{202e}one", "@\u{200b}everyone"),
        ("si a < b y c<d", "si a < b y c<d"),
        ("`x", r"\`x"),
        ("https://x.org/a_b_c", "https://x.org/a_b_c"),
        ("uno\r\n\r\n\r\n\r\ndos", "uno\n\ndos"),
        ("uno\u{2028}> dos", "uno\n\\> dos"),
    ];
    for (typed, shown) in cases {
        assert_eq!(escape(typed), shown, "{typed}");
    }
}

#[test]
fn code_between_balanced_fences_stays_code() {
    assert_eq!(
        escape("me da *error*:\n```py\na_b = [1] * 2\n```\n_por qué_"),
        "me da \\*error\\*:\n```py\na_b = [1] * 2\n```\n\\_por qué\\_"
    );
    assert_eq!(escape("```py\na_b"), "\\`\\`\\`py\na\\_b");
    assert_eq!(escape("``````"), r"\`\`\`\`\`\`");
    assert_eq!(
        escape("```\n@everyone <@1>\n```"),
        "```\n@\u{200b}everyone <\u{200b}@1>\n```"
    );
}

#[test]
fn a_clipped_text_says_so() {
    assert_eq!(clip("hola", 4), "hola");
    assert_eq!(clip("hola a todos", 6), "hola…");
    assert_eq!(clip("hola", 1), "…");
    assert_eq!(clip("hola", 0), "");
    assert_eq!(clip(r"ab\*cd", 4), "ab…");
    assert_eq!(clip(r"ab\\cd", 5), r"ab\\…");
}

#[test]
fn clipped_code_is_closed() {
    assert_eq!(clip("```\nabcdefgh\n```", 12), "```\nabc…\n```");
    assert_eq!(clip("abcdefgh```\nabc\n```", 13), "abcdefgh…");
    assert_eq!(clip("```a```bcdef ```c``` def", 17), "```a```bcdef…");
}

/// Paragraphs, lists and blocks of code, as a course has them.
fn document() -> impl Strategy<Value = String> {
    let word = "[a-zñ.,#*-]{1,12}";
    let line = prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "));
    let prose = prop::collection::vec(line.clone(), 1..6).prop_map(|lines| lines.join("\n"));
    let code_line = "( {4}){0,2}[a-z_=().]{1,90}|";
    let code = (
        prop::sample::select(vec!["", "py"]),
        prop::collection::vec(code_line, 1..20),
    )
        .prop_map(|(language, lines)| format!("```{language}\n{}\n```", lines.join("\n")));
    let block = prop_oneof![
        3 => prose,
        2 => code,
        1 => line.prop_map(|line| format!("### {line}")),
    ];
    (prop::collection::vec(block, 1..12), "\n|\n\n|\n\n\n")
        .prop_map(|(blocks, gap)| blocks.join(&gap))
}

#[test]
fn code_is_shown_as_it_was_typed() {
    let code = "    if x:\n        y = '*_~'\n\n\n    z = `w`";
    assert_eq!(code_block(code), format!("```py\n{code}\n```"));
}

#[test]
fn code_that_comes_in_fences_is_shown_without_them() {
    for typed in ["```py\nx = 1\n```", "```\nx = 1\n```\n", "\n```x = 1```"] {
        assert_eq!(code_block(typed), "```py\nx = 1\n```", "{typed:?}");
    }
}

#[test]
fn fences_inside_code_do_not_end_it() {
    assert_eq!(
        code_block("x\n```\n@everyone\n`````"),
        "```py\nx\n``\u{200b}`\n@\u{200b}everyone\n``\u{200b}``\u{200b}`\n```"
    );
    assert_eq!(code_block("``````"), "```py\n``\u{200b}``\u{200b}``\n```");
}

proptest! {
    #[test]
    fn pieces_fit_have_balanced_fences_and_lose_nothing(text in document(), limit in 64..400_usize) {
        let pieces = split(&text, limit);
        for piece in &pieces {
            prop_assert!(length(piece) <= limit);
            prop_assert!(!piece.trim().is_empty());
            prop_assert_eq!(piece.matches(FENCE).count() % 2, 0);
        }
        let content = |text: &str| solid(&text.replace("```py\n", " ").replace(FENCE, " "));
        let blank_code = |text: &str| text.split(FENCE).skip(1).step_by(2)
            .any(|code| code.trim_start_matches("py").trim().is_empty());
        prop_assert_eq!(content(&pieces.join("\n")), content(&text));
        if length(&text) <= limit {
            prop_assert_eq!(pieces, [text]);
        } else {
            let fitting = code_blocks(&text).into_iter().map(|block| &text[block]);
            for block in fitting.filter(|block| length(block) <= limit && !blank_code(block)) {
                prop_assert!(pieces.iter().any(|piece| piece.contains(block)));
            }
        }
    }

    #[test]
    fn any_text_at_all_is_cut_without_loss(text in "([a-z ]|`|```|\n|[^`]){0,300}", limit in 0..200_usize) {
        let pieces = split(&text, limit);
        for piece in &pieces {
            prop_assert!(length(piece) <= limit.max(SMALLEST_LIMIT));
            prop_assert!(!piece.trim().is_empty());
        }
        let content = |text: &str| solid(text).replace('`', "");
        prop_assert!(is_subsequence(&content(&text), &content(&pieces.concat())));
    }

    #[test]
    fn an_escaped_text_hides_nothing_and_pings_nobody(
        text in "(@everyone|@here|<@1>|<#2>|<t:3>|[*_~`|>#\\\\\\[\\]()-]|```|\u{200b}|\u{202e}|\u{feff}|\u{2066}|\r|\n|[a-z @<:/]|.){0,60}"
    ) {
        let escaped = escape(&text);
        prop_assert!(length(&escaped) <= 2 * length(&text));
        prop_assert!(!escaped.contains("\n\n\n"));
        for (at, character) in escaped.char_indices() {
            let added = character == ZERO_WIDTH_SPACE && escaped[..at].ends_with(['@', '<']);
            prop_assert!(added || !is_invisible(character));
        }
        let lower = escaped.to_lowercase();
        for mention in ["@everyone", "@here", "<@", "<#", "<t:", "<:", "<a:", "</", "<id:"] {
            prop_assert!(!lower.contains(mention), "{}", mention);
        }
        prop_assert_eq!(escaped.matches(FENCE).count() % 2, 0);
        prop_assert!(is_subsequence(&solid(&plain_lines(&text, 1)), &escaped));
    }

    #[test]
    fn a_block_of_learners_code_ends_where_it_ends(
        text in "(@everyone|@here|<@1>|```(py\n)?|`|~|\u{200b}|\u{202e}|\r|\n|\t|[a-z @<:/]|.){0,60}"
    ) {
        let block = code_block(&text);
        let code = block.strip_prefix("```py\n").and_then(|rest| rest.strip_suffix("\n```"));
        let code = code.expect("fences around it");
        prop_assert!(!code.contains(FENCE));
        prop_assert!(!code.contains("\n\n\n\n"));
        for (at, character) in code.char_indices() {
            let added = character == ZERO_WIDTH_SPACE && code[..at].ends_with(['@', '<', '`']);
            prop_assert!(added || !is_invisible(character));
        }
        let lower = code.to_lowercase();
        for mention in ["@everyone", "@here", "<@"] {
            prop_assert!(!lower.contains(mention), "{}", mention);
        }
        prop_assert!(length(&block) <= 2 * length(&text) + length("```py\n\n```"));
    }

    #[test]
    fn outside_code_every_mark_is_escaped(text in "[a-c*_~`|\\\\\\[\\] ]{0,40}") {
        prop_assume!(!text.contains(FENCE));
        let mut characters = escape(&text).chars().collect::<Vec<_>>().into_iter();
        while let Some(character) = characters.next() {
            if character == '\\' {
                prop_assert!(characters.next().is_some_and(|next| "*_~`|\\[]".contains(next)));
            } else {
                prop_assert!(!"*_~`|[]".contains(character));
            }
        }
    }

    #[test]
    fn a_clipped_text_fits_and_closes_its_code(text in "([a-z ]|```|\n|[^`]){0,80}", limit in 0..80_usize) {
        let clipped = clip(&text, limit);
        prop_assert!(length(&clipped) <= limit);
        if length(&text) <= limit {
            prop_assert_eq!(clipped, text);
        } else if limit > 5 {
            prop_assert!(clipped.ends_with('…') || clipped.ends_with(FENCE));
            prop_assert_eq!(clipped.matches(FENCE).count() % 2, 0);
        }
    }
}
