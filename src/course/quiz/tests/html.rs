//! HTML and plain text as Markdown.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

use crate::course::quiz::prose::{TextFormat, markdown};

#[test]
fn html_becomes_markdown() {
    for (html, expected) in [
        ("<p>Uno</p><p>Dos</p>", "Uno\n\nDos"),
        ("<p>Uno<br>dos<br />tres</p>", "Uno\ndos\ntres"),
        ("uno\n  dos <!-- nota --> tres", "uno dos tres"),
        ("<b>a </b>y<i> b</i>", "**a** y *b*"),
        ("<p><strong>a</p><p>b</strong></p>", "**a**\n\nb"),
        ("<B></B>x<span class=\"a>b\">y</span>", "xy"),
        ("<code>a_b * 2 &lt; `c`</code>", "`` a_b * 2 < `c` ``"),
        ("<code>print(1)</code>", "`print(1)`"),
        (
            "mira:<pre>x = 1\n  y &gt; 2</pre>fin",
            "mira:\n\n```\nx = 1\n  y > 2\n```\n\nfin",
        ),
        (
            "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>z",
            "- a\n- b\n  1. c\n\nz",
        ),
        (
            "<a href=\"https://a.example/?x=1&amp;y=2\">a</a>",
            "[a](https://a.example/?x=1&y=2)",
        ),
        (
            "&iquest;a&ntilde;o&nbsp;2?&#33; &amp;lt; AT&T; &",
            "¿año 2?! \\&lt; AT\\&T; \\&",
        ),
        ("*a* <u>_b_</u> 2 < 3", "\\*a\\* \\_b\\_ 2 < 3"),
        ("<h3>Título</h3>- no es lista", "Título\n\n\\- no es lista"),
    ] {
        assert_eq!(
            markdown(html, TextFormat::Html).as_deref(),
            Ok(expected),
            "{html}"
        );
    }
}

#[test]
fn a_tag_without_a_counterpart_is_named() {
    for (html, tag) in [
        ("<IMG src=a>", "img"),
        ("<p>x<sup>2</sup></p>", "sup"),
        ("<table><tr><td>1</td></tr></table>", "table"),
        ("<a href=\"ejemplo.py\">a</a>", "a"),
        ("<int>", "int"),
    ] {
        assert_eq!(
            markdown(html, TextFormat::Html),
            Err(tag.to_owned()),
            "{html}"
        );
    }
}

/// What a reader sees of Markdown.
fn seen(text: &str) -> String {
    let options = Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES;
    let events = Parser::new_ext(text, options);
    let seen = events.map(|event| match event {
        Event::Text(text) => text.to_string(),
        Event::SoftBreak => "\n".to_owned(),
        Event::Start(pulldown_cmark::Tag::Paragraph) => "¶".to_owned(),
        Event::End(pulldown_cmark::TagEnd::Paragraph) => String::new(),
        other => format!("{other:?}"),
    });
    seen.collect()
}

proptest! {
    #[test]
    fn plain_text_is_seen_as_it_is(
        lines in prop::collection::vec("[-+*_=~#>|<&;:!.)(\\[\\]\\\\/ 0-9a-cñ\"'x@]{1,12}", 1..4),
    ) {
        let lines: Vec<&str> = lines
            .iter()
            .map(|line| line.trim())
            .filter(|line| !line.is_empty())
            .collect();
        let text = lines.join("\n");
        prop_assume!(!text.is_empty());
        let markdown = markdown(&text, TextFormat::Plain).unwrap();
        prop_assert_eq!(seen(&markdown), format!("¶{text}"), "{}", markdown);
    }

    #[test]
    fn no_html_makes_the_reader_fall(text in "(<[/a-zé!-]{0,4}[ =\"'a-z>]{0,5}|&[a-z#0-9;]{0,4}|[a-z`\n ñ]){0,30}") {
        for format in [TextFormat::Html, TextFormat::Moodle] {
            let _ = markdown(&text, format);
        }
    }
}
