//! The schemas with which editors complete `course.toml` and a topic's data: they take what the
//! loader takes, and refuse what it refuses.

#![expect(clippy::unwrap_used, reason = "a failed step of a test should panic")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use boon::{Compiler, SchemaIndex, Schemas};
use tempfile::TempDir;
use tertulia::course::{self, template};
use toml::{Table, Value};

/// Kinds of problems that a schema can see. Others need the folder, or other files.
const SEEN_BY_A_SCHEMA: &[&str] = &[
    "missing-key",
    "unknown-key",
    "wrong-type",
    "empty-value",
    "not-allowed",
    "bad-language",
    "bad-address",
    "bad-id",
    "repeated-topic-file",
    "too-many-topics",
    "too-long",
];

const HEADER: &str = "course.toml";
const TOPIC: &str = "01-primer-tema.md";

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn of(file: &str) -> Self {
        let mut schemas = Schemas::new();
        let path = root().join("courses/.schema").join(file);
        let index = Compiler::new()
            .compile(path.to_str().unwrap(), &mut schemas)
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        Self { schemas, index }
    }

    fn takes(&self, table: &Table) -> bool {
        let value = serde_json::to_value(table).unwrap();
        self.schemas.validate(&value, self.index).is_ok()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn front_matter(text: &str) -> Table {
    text.split("+++\n").nth(1).unwrap().parse().unwrap()
}

/// The folders of courses within a folder.
fn courses(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let folders = entries.map(|entry| entry.unwrap().path());
    folders.filter(|path| path.join(HEADER).exists()).collect()
}

fn header(course: &Path) -> Table {
    let text = fs::read_to_string(course.join(HEADER)).unwrap();
    text.parse().unwrap()
}

#[test]
fn every_course_is_taken() {
    let (of_course, of_topic) = (
        Schema::of("course.schema.json"),
        Schema::of("topic.schema.json"),
    );
    let folders = [courses("courses"), courses("tests/fixtures/small")].concat();
    assert!(folders.len() >= 4);
    for course in folders {
        let header = header(&course);
        assert!(of_course.takes(&header), "{}", course.display());
        for topic in header["topics"].as_array().unwrap() {
            let file = course.join(topic.as_str().unwrap());
            let text = fs::read_to_string(&file).unwrap();
            assert!(of_topic.takes(&front_matter(&text)), "{}", file.display());
        }
    }
}

#[test]
fn broken_courses_are_refused() {
    let schema = Schema::of("course.schema.json");
    let broken = root().join("tests/fixtures/courses");
    assert!(!schema.takes(&header(&broken.join("sin-archivos"))));
    assert!(!schema.takes(&header(&broken.join("sin-sitio"))));
}

/// A new course, of which one file at a time is changed.
struct Spoilt {
    folder: TempDir,
    file: &'static str,
    /// What follows the table in the file.
    body: String,
}

impl Spoilt {
    fn new(file: &'static str) -> (Self, Table) {
        let folder = tempfile::tempdir().unwrap();
        template::create(folder.path(), "mini", None).unwrap();
        let text = fs::read_to_string(folder.path().join("mini").join(file)).unwrap();
        let (table, body) = if file == HEADER {
            (text.parse().unwrap(), String::new())
        } else {
            let body = text.splitn(3, "+++\n").nth(2).unwrap().to_owned();
            (front_matter(&text), body)
        };
        let spoilt = Self { folder, file, body };
        (spoilt, table)
    }

    /// What the loader has against the table, as far as a schema can see it.
    fn refused(&self, table: &Table) -> Vec<String> {
        let table = toml::to_string(table).unwrap();
        let text = if self.file == HEADER {
            table
        } else {
            format!("+++\n{table}+++\n{}", self.body)
        };
        let course = self.folder.path().join("mini");
        fs::write(course.join(self.file), text).unwrap();
        let problems = match course::load(&course) {
            Ok(loaded) => loaded.warnings,
            Err(errors) => errors.problems,
        };
        let seen = problems.into_iter().filter(|problem| {
            problem.file == Path::new(self.file) && SEEN_BY_A_SCHEMA.contains(&problem.kind.code())
        });
        seen.map(|problem| problem.to_string()).collect()
    }
}

/// Values of every type, and texts and lists around every limit.
fn values() -> Vec<Value> {
    let list = |count: usize| (0..count).map(|number| format!("t{number}")).collect();
    let lists: [Vec<String>; 6] = [
        Vec::new(),
        vec![String::new()],
        vec!["x".into()],
        vec!["x".into(), "x".into()],
        list(25),
        list(26),
    ];
    let texts = [
        "", " ", "x", "Ñ", "a-1", "es-MX", "español", "all", "nadie", "1.0.0",
    ];
    let addresses = ["https://a.example", "http://a.example", "ftp://a.example"];
    let lengths = [32, 33, 80, 81, 100, 101, 200, 201, 300, 301];
    let mut values: Vec<Value> = Vec::new();
    values.extend(texts.map(Value::from));
    values.extend(addresses.map(Value::from));
    values.extend(lengths.map(|length| Value::from("a".repeat(length))));
    values.extend([0_i64, 1, -1, 4_294_967_295, 4_294_967_296].map(Value::from));
    values.extend([Value::from(true), Value::from(Table::new())]);
    values.extend(lists.map(Value::from));
    values.extend([200, 201].map(|length| Value::from(vec!["a".repeat(length)])));
    values.push(Value::from(vec![1_i64]));
    values.push(Value::from(vec![Table::new()]));
    values
}

/// Keys that the template does not use: one that topics may have, and one that is unknown.
const OTHER_KEYS: [&str; 2] = ["wordings", "desconocida"];

/// The table with each key in turn taken out or given each of the values.
fn changed(table: &Table) -> Vec<(String, Table)> {
    let mut tables = Vec::new();
    for key in table.keys().map(String::as_str).chain(OTHER_KEYS) {
        let mut without = table.clone();
        without.remove(key);
        tables.push((format!("without {key}"), without));
        for value in values() {
            let mut with = table.clone();
            with.insert(key.to_owned(), value.clone());
            tables.push((format!("{key} = {value}"), with));
        }
    }
    tables
}

#[track_caller]
fn agree(file: &'static str, schema: &str, list: &str) {
    let schema = Schema::of(schema);
    let (spoilt, table) = Spoilt::new(file);
    assert_eq!(spoilt.refused(&table), Vec::<String>::new());
    let mut tables = changed(&table);
    // The tables of its list have keys of their own.
    let first = table[list][0].as_table().unwrap();
    tables.extend(changed(first).into_iter().map(|(change, first)| {
        let mut whole = table.clone();
        whole[list].as_array_mut().unwrap()[0] = Value::from(first);
        (format!("{list}: {change}"), whole)
    }));
    let mut differences = Vec::new();
    for (change, table) in tables {
        let refused = spoilt.refused(&table);
        if schema.takes(&table) != refused.is_empty() {
            differences.push(format!("{change}: the loader says {refused:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_loader_and_the_schema_of_a_course_agree_on_every_key() {
    agree(HEADER, "course.schema.json", "concepts");
}

#[test]
fn the_loader_and_the_schema_of_a_topic_agree_on_every_key() {
    agree(TOPIC, "topic.schema.json", "sources");
}
