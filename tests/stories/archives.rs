//! Zips for the stories: good ones of the fixtures' course, and hostile ones.

use std::{
    fs,
    io::{Cursor, Write},
    path::Path,
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::room::courses_with;

/// Paths with their contents.
pub type Files = Vec<(String, Vec<u8>)>;

/// The files of the small course (`saludos`), with another id and version.
pub fn course(id: &str, version: &str) -> Files {
    let folder = courses_with("saludos").join("saludos");
    let files = [
        "course.toml",
        "01-saludar.md",
        "02-repetir.md",
        "reflexion.md",
        "ejemplos/hola.py",
        "ejemplos/tres.py",
    ];
    let mut files: Files = files
        .into_iter()
        .map(|path| (path.to_owned(), fs::read(folder.join(path)).unwrap()))
        .collect();
    replace(
        &mut files,
        "course.toml",
        "id = \"saludos\"",
        &format!("id = \"{id}\""),
    );
    let version = format!("version = \"{version}\"");
    replace(&mut files, "course.toml", "version = \"1.0.0\"", &version);
    files
}

/// Says something in another way in one of the files, which must say it.
pub fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let file = files.iter_mut().find(|(own, _)| own == path).unwrap();
    let text = String::from_utf8(file.1.clone()).unwrap();
    assert!(text.contains(from), "{path} does not say «{from}»");
    file.1 = text.replace(from, to).into_bytes();
}

/// Writes the files to a folder.
pub fn write(files: &Files, folder: &Path) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A zip of these files.
pub fn zipped(files: &Files) -> Vec<u8> {
    let mut zip = writer();
    for (path, bytes) in files {
        add(&mut zip, path, bytes, CompressionMethod::Deflated);
    }
    finish(zip)
}

type Writer = ZipWriter<Cursor<Vec<u8>>>;

fn writer() -> Writer {
    ZipWriter::new(Cursor::new(Vec::new()))
}

fn add(zip: &mut Writer, path: &str, bytes: &[u8], method: CompressionMethod) {
    let options = SimpleFileOptions::default().compression_method(method);
    zip.start_file(path, options).unwrap();
    zip.write_all(bytes).unwrap();
}

fn finish(zip: Writer) -> Vec<u8> {
    zip.finish().unwrap().into_inner()
}

/// A good course's zip with one more file.
fn with(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut files = course("mala", "1.0.0");
    files.push((path.to_owned(), bytes.to_vec()));
    zipped(&files)
}

/// A zip in which the bytes that stand for one thing stand for another of the same length, wherever
/// they are.
fn patched(mut zip: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut found = false;
    for at in 0..=zip.len() - from.len() {
        if zip[at..].starts_with(from) {
            zip[at..at + to.len()].copy_from_slice(to);
            found = true;
        }
    }
    assert!(found);
    zip
}

/// Where the entry of this name begins: in its place, and in the central directory.
fn headers(zip: &[u8], name: &str) -> [usize; 2] {
    let header = |signature: &[u8], before_name: usize| {
        (0..zip.len())
            .find(|at| {
                zip[*at..].starts_with(signature)
                    && zip
                        .get(at + before_name..)
                        .is_some_and(|rest| rest.starts_with(name.as_bytes()))
            })
            .unwrap()
    };
    [header(b"PK\x03\x04", 30), header(b"PK\x01\x02", 46)]
}

/// Sets two bytes of an entry's headers, at their offsets in the one and in the other.
fn set(mut zip: Vec<u8>, name: &str, offsets: [usize; 2], value: [u8; 2]) -> Vec<u8> {
    let headers = headers(&zip, name);
    for (header, offset) in headers.into_iter().zip(offsets) {
        zip[header + offset..header + offset + 2].copy_from_slice(&value);
    }
    zip
}

/// Text that gets about ten times smaller: too long for a zip bomb's ratio, and too much in all.
fn padding(length: usize) -> Vec<u8> {
    let mut state: u32 = 1;
    let mut text = Vec::with_capacity(length);
    while text.len() < length {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let line = format!("{:08x}{}\n", state, " ".repeat(71));
        text.extend_from_slice(line.as_bytes());
    }
    text.truncate(length);
    text
}

/// Every hostile archive, by its name, with what the bot says of it.
pub fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let good = zipped(&course("mala", "1.0.0"));
    let mut link = writer();
    link.add_symlink(
        "ejemplos/hola.py",
        "/etc/passwd",
        SimpleFileOptions::default(),
    )
    .unwrap();
    let mut many = course("mala", "1.0.0");
    many.extend((0..200).map(|number| (format!("{number}.txt"), Vec::new())));
    let mut much = course("mala", "1.0.0");
    much.extend((0..9).map(|number| (format!("{number}.txt"), padding(1 << 20))));
    let mut repeated = course("mala", "1.0.0");
    repeated.push(("Course.TOML".to_owned(), b"id = 1".to_vec()));
    // The second entry of a name hides the first from those who look names up.
    let twin = patched(
        with("course.tomb", b"id = 1"),
        b"course.tomb",
        b"course.toml",
    );
    // The small file's entry points at the large one's bytes, as a bomb's many entries do.
    let [_, central] = headers(&good, "ejemplos/tres.py");
    let mut overlapping = good.clone();
    let [first, _] = headers(&good, "ejemplos/hola.py");
    let first = u32::try_from(first).unwrap().to_le_bytes();
    overlapping[central + 42..central + 46].copy_from_slice(&first);
    let mut inner = course("mala", "1.0.0");
    inner.push((
        "dentro.zip".to_owned(),
        with("bomba.txt", &vec![b'0'; 4 << 20]),
    ));
    let mut hidden = good.clone();
    // A size that is far too small, which only those believe who do not look.
    let [local, central] = headers(&with("bomba.txt", &vec![b'0'; 4 << 20]), "bomba.txt");
    let mut lying = with("bomba.txt", &vec![b'0'; 4 << 20]);
    lying[local + 22..local + 26].copy_from_slice(&100_u32.to_le_bytes());
    lying[central + 24..central + 28].copy_from_slice(&100_u32.to_le_bytes());
    hidden.truncate(hidden.len() - 30);
    vec![
        ("con-enlace.zip", finish(link), "es un enlace simbólico"),
        (
            "hacia-arriba.zip",
            with("../../etc/cron.d/x", b"*"),
            "la ruta «../../etc/cron.d/x» no sirve",
        ),
        (
            "absoluta.zip",
            with("/etc/passwd", b"x"),
            "la ruta «/etc/passwd» no sirve",
        ),
        (
            "de-windows.zip",
            with("C:/x.md", b"x"),
            "la ruta «C:/x.md» no sirve",
        ),
        (
            "inversa.zip",
            patched(with("ejemplos!x.py", b"x"), b"ejemplos!x", b"ejemplos\\x"),
            "no sirve",
        ),
        (
            "sin-utf8.zip",
            patched(with("a!!o.md", b"x"), b"a!!o", b"a\xf1\xb1o"),
            "no sirve",
        ),
        ("vacia.zip", with("a//b.md", b"x"), "no sirve"),
        ("muchos.zip", zipped(&many), "trae más de 200 archivos"),
        ("enorme.zip", zipped(&much), "ocupan más de 8 MiB"),
        (
            "bomba.zip",
            with("bomba.txt", &vec![b'0'; 7 << 20]),
            "ocupa muchísimo más que en el zip",
        ),
        ("mentirosa.zip", lying, "No subí"),
        ("repetida.zip", zipped(&repeated), "está más de una vez"),
        ("gemela.zip", twin, "no es un zip que se pueda leer"),
        (
            "solapada.zip",
            overlapping,
            "no es un zip que se pueda leer",
        ),
        ("cortada.zip", hidden, "no es un zip que se pueda leer"),
        (
            "cifrada.zip",
            set(good.clone(), "ejemplos/hola.py", [6, 8], [1, 0]),
            "está cifrado",
        ),
        (
            "rara.zip",
            set(good.clone(), "ejemplos/hola.py", [8, 10], [14, 0]),
            "una compresión poco común",
        ),
        (
            "tubo.zip",
            {
                let mut zip = good.clone();
                let [_, central] = headers(&zip, "ejemplos/hola.py");
                // A named pipe, made on Unix.
                zip[central + 5] = 3;
                zip[central + 38..central + 42]
                    .copy_from_slice(&(0o010_644_u32 << 16).to_le_bytes());
                zip
            },
            "no es un archivo normal",
        ),
        (
            "otra.zip",
            b"<html>no soy un zip</html>".to_vec(),
            "no es un zip que se pueda leer",
        ),
        ("curso.exe", b"MZ".to_vec(), "se sube un archivo .zip"),
        ("gorda.zip", padding(3 << 20), "ocupa más de 2 MiB"),
        (
            "nada.zip",
            finish(writer()),
            "no contiene ningún course.toml",
        ),
    ]
    .into_iter()
    // A zip inside is a file like any other, which nobody opens.
    .chain([("munecas.zip", zipped(&inner), "✅")])
    .collect()
}
