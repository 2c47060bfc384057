//! What people read: both languages say the same things, the code names what is there, and the
//! Spanish is that of everybody.

mod sources;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{
    Expr, ExprCall, ExprLit, ExprMethodCall, ItemMod, Lit, LitStr, Macro, Meta,
    visit::{self, Visit},
};
use tertulia::texts::Language;

use sources::{files, shown};

/// Where keys are put together: the files, and how the keys begin that they say without writing
/// the beginning each time.
const BUILT: &[(&str, &str)] = &[
    ("src/report/", "report-"),
    ("src/domain/report/", "report-event-"),
    ("src/domain/report/", "report-2-3-negative-"),
];

/// Forms that half of those who read Spanish would not use.
const REGIONAL: &[&str] = &[
    "vosotros",
    "vosotras",
    "vuestro",
    "vuestra",
    "vuestros",
    "vuestras",
    "ordenador",
    "ordenadores",
    "fichero",
    "ficheros",
    "computador",
    "computadora",
    "pinchar",
    "pincha",
    "vos",
    "tenés",
    "podés",
    "querés",
    "pulsá",
    "escribí",
    "pulsad",
    "escribid",
    "esperad",
    "mirad",
    "elegid",
];

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let (spanish, english) = (Texts::read("es"), Texts::read("en"));
    let arguments = |texts: &Texts| -> BTreeMap<String, BTreeSet<String>> {
        let of = |(key, text): (&String, &Text)| {
            let mut arguments = text.arguments.clone();
            // What a verb or an adjective agrees with in one language only.
            arguments.remove("count");
            (key.clone(), arguments)
        };
        texts.by_key.iter().map(of).collect()
    };
    let (spanish, english) = (arguments(&spanish), arguments(&english));
    let differences: Vec<_> = spanish
        .keys()
        .chain(english.keys())
        .filter(|key| spanish.get(*key) != english.get(*key))
        .map(|key| {
            format!(
                "{key}: es {:?}, en {:?}",
                spanish.get(key),
                english.get(key)
            )
        })
        .collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn every_key_that_the_code_names_is_there() {
    let texts = Texts::read("es");
    let families: BTreeSet<&str> = texts
        .by_key
        .keys()
        .filter_map(|key| Some(key.split_once('-')?.0))
        .collect();
    let mut missing = Vec::new();
    for (file, named) in named_by_the_code() {
        let looks_like_one = |name: &&String| {
            let family = name.split_once('-').map(|(family, _)| family);
            let shaped = name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            shaped && !name.ends_with('-') && family.is_some_and(|name| families.contains(name))
        };
        let likely = named.literals.iter().filter(looks_like_one);
        for key in named.said.iter().chain(likely) {
            let is_there = |key: &str| texts.by_key.contains_key(key);
            let is_built = BUILT.iter().any(|(folder, start)| {
                file.starts_with(folder) && is_there(&format!("{start}{key}"))
            });
            if !is_there(key) && !is_built {
                missing.push(format!("{file}: «{key}» is in no file of texts"));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn every_text_is_named_by_the_code() {
    let code = named_by_the_code();
    let unused: Vec<String> = Texts::read("es")
        .by_key
        .into_iter()
        .filter(|(key, _)| !code.values().any(|named| named.literals.contains(key)))
        .filter(|(key, _)| !BUILT.iter().any(|(_, start)| key.starts_with(start)))
        .map(|(key, text)| format!("{}: nothing names «{key}»", text.file))
        .collect();
    assert!(unused.is_empty(), "\n{}", unused.join("\n"));
}

#[test]
fn every_text_can_be_said() {
    let count = "count".to_owned();
    for (language, folder) in [(Language::Spanish, "es"), (Language::English, "en")] {
        for (key, text) in Texts::read(folder).by_key {
            let arguments: Vec<_> = text
                .arguments
                .iter()
                // What a text that it refers to asks for.
                .chain([&count])
                // The names of arguments are constants in the program.
                .map(|name| (&*name.clone().leak(), 2.into()))
                .collect();
            let said = language.say(&key, &arguments);
            assert!(
                !said.is_empty() || key == "report-again",
                "{folder}: {key} says nothing"
            );
            let is_told = !said.contains(&format!("{key:?}")) && !said.contains("{$");
            assert!(is_told, "{folder}: {key} says «{said}»");
        }
    }
}

#[test]
fn the_spanish_is_that_of_everybody() {
    let mut wrong = Vec::new();
    for (key, text) in Texts::read("es").by_key {
        let prose = text.prose();
        let lower = prose.to_lowercase();
        let words = || lower.split(|c: char| !c.is_alphabetic());
        for word in words() {
            let is_vosotros = word.ends_with("áis") || word.ends_with("éis");
            if is_vosotros || REGIONAL.contains(&word) {
                wrong.push(format!("{}: {key} says «{word}»", text.file));
            }
        }
        // «cuánto vale» is everybody's; «¡vale!» is not.
        if ["vale,", "vale.", "vale!"]
            .iter()
            .any(|end| lower.contains(end))
        {
            wrong.push(format!("{}: {key} says «vale»", text.file));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn spanish_questions_and_exclamations_open_as_they_close() {
    let mut wrong = Vec::new();
    for (key, text) in Texts::read("es").by_key {
        let prose = text.prose();
        for (open, close) in [('¿', '?'), ('¡', '!')] {
            let count = |mark| prose.matches(mark).count();
            if count(open) != count(close) {
                wrong.push(format!("{}: {key}: {open}…{close}: «{prose}»", text.file));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The texts of a language.
struct Texts {
    by_key: BTreeMap<String, Text>,
}

struct Text {
    file: String,
    /// Every form of it, one after the other.
    written: String,
    /// Names of the values that it takes.
    arguments: BTreeSet<String>,
}

impl Texts {
    /// Reads every file of a language, which must be without errors and repeated keys.
    fn read(folder: &str) -> Self {
        let mut by_key = BTreeMap::new();
        for path in files(&format!("src/texts/{folder}"), "ftl") {
            let file = shown(&path);
            let source = fs::read_to_string(&path).expect("a file of texts is readable");
            let resource = parser::parse(source.as_str())
                .unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
            for entry in resource.body {
                let Entry::Message(message) = entry else {
                    continue;
                };
                let key = message.id.name.to_owned();
                assert!(
                    message.attributes.is_empty(),
                    "{file}: {key} has attributes"
                );
                let mut text = Text {
                    file: file.clone(),
                    written: String::new(),
                    arguments: BTreeSet::new(),
                };
                let pattern = message
                    .value
                    .expect("a message without attributes says something");
                text.add(&pattern);
                if let Some(before) = by_key.insert(key.clone(), text) {
                    panic!("{file}: {key} is in {} already", before.file);
                }
            }
        }
        assert!(!by_key.is_empty(), "{folder} has no texts");
        Self { by_key }
    }
}

impl Text {
    fn add(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.written.push_str(value),
                PatternElement::Placeable { expression } => self.add_expression(expression),
            }
        }
    }

    fn add_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.add_inline(inline),
            Expression::Select { selector, variants } => {
                self.add_inline(selector);
                for variant in variants {
                    self.add(&variant.value);
                    self.written.push('\n');
                }
            }
        }
    }

    fn add_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                for argument in &arguments.positional {
                    self.add_inline(argument);
                }
            }
            InlineExpression::Placeable { expression } => self.add_expression(expression),
            InlineExpression::StringLiteral { value } => self.written.push_str(value),
            InlineExpression::NumberLiteral { .. }
            | InlineExpression::MessageReference { .. }
            | InlineExpression::TermReference { .. } => {}
        }
    }

    /// What is written, without code, addresses and quoted signs.
    fn prose(&self) -> String {
        let without_code: String = self.written.split('`').step_by(2).collect();
        without_code
            .replace("«?»", "")
            .split_inclusive(char::is_whitespace)
            .filter(|word| !word.contains("://"))
            .collect()
    }
}

/// Texts that a file of the code names.
#[derive(Default)]
struct Named {
    /// The keys of texts that it says.
    said: BTreeSet<String>,
    /// Every string in it: keys are handed on before they are said.
    literals: BTreeSet<String>,
}

/// What each file names. The local Discord is left out, as it has no texts, and so are tests.
fn named_by_the_code() -> BTreeMap<String, Named> {
    files("src", "rs")
        .iter()
        .map(|path| (shown(path), path))
        .filter(|(file, _)| !file.starts_with("src/local/") && !file.contains("/tests"))
        .map(|(file, path)| {
            let source = fs::read_to_string(path).expect("a source is readable");
            let parsed = syn::parse_file(&source).unwrap_or_else(|error| panic!("{file}: {error}"));
            let mut named = Named::default();
            named.visit_file(&parsed);
            (file, named)
        })
        .collect()
}

impl Named {
    fn add_said(&mut self, argument: Option<&Expr>) {
        if let Some(Expr::Lit(ExprLit {
            lit: Lit::Str(key), ..
        })) = argument
        {
            self.said.insert(key.value());
        }
    }

    /// Strings inside a macro, and the keys in its `say("…")`.
    fn add_tokens(&mut self, tokens: &TokenStream) {
        let mut says = false;
        for token in tokens.clone() {
            match &token {
                TokenTree::Group(group) => {
                    if says && group.delimiter() == Delimiter::Parenthesis {
                        let first = group.stream().into_iter().next();
                        self.said.extend(first.as_ref().and_then(text_of));
                    }
                    self.add_tokens(&group.stream());
                }
                other => self.literals.extend(text_of(other)),
            }
            says = matches!(&token, TokenTree::Ident(name) if name == "say");
        }
    }
}

/// The text of a token that is a string.
fn text_of(token: &TokenTree) -> Option<String> {
    let literal: LitStr = syn::parse_str(&token.to_string()).ok()?;
    Some(literal.value())
}

impl<'ast> Visit<'ast> for Named {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let is_test = item.attrs.iter().any(|attribute| {
            matches!(&attribute.meta, Meta::List(list)
                if list.path.is_ident("cfg") && list.tokens.to_string() == "test")
        });
        if !is_test {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if call.method == "say" {
            self.add_said(call.args.first());
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("say")) {
            self.add_said(call.args.first());
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_lit_str(&mut self, literal: &'ast LitStr) {
        self.literals.insert(literal.value());
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.add_tokens(&called.tokens);
    }
}
