//! The one place that knows Typst: turns a document, as JSON, into a PDF or a PNG by a template.
//! The templates and fonts are part of the program, and nothing else is within reach: no file, no
//! package, no font of the machine, no clock. What people wrote comes as JSON strings, which a
//! template shows as they are; none of it is ever read as Typst.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_pdf::{PdfOptions, pdf};
use typst_render::{RenderOptions, render_merged};

use super::DocumentError;

/// A page layout, in `templates/`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Template {
    Report,
    Card,
}

/// The templates and what they import.
const SOURCES: [(&str, &str); 3] = [
    ("report.typ", include_str!("templates/report.typ")),
    ("card.typ", include_str!("templates/card.typ")),
    ("pictures.typ", include_str!("templates/pictures.typ")),
];
/// Where a template reads its document.
const DOCUMENT: &str = "document.json";

/// Inter for the text; DejaVu Sans for the letters that it lacks.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/Inter-Regular.otf"),
    include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
    include_bytes!("../../assets/fonts/DejaVuSans.ttf"),
];

/// What all documents share, made once.
struct Workshop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: [Source; SOURCES.len()],
    document: FileId,
}

static WORKSHOP: LazyLock<Workshop> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS
        .into_iter()
        .flat_map(|font| Font::iter(Bytes::new(font)))
        .collect();
    let sources = SOURCES.map(|(name, text)| Source::new(file_id(name), text.to_owned()));
    Workshop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        sources,
        document: file_id(DOCUMENT),
    }
});

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names of the templates are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Whether a font has the letter.
pub(super) fn can_draw(letter: char) -> bool {
    let letter = u32::from(letter);
    let mut fonts = WORKSHOP.fonts.iter();
    fonts.any(|font| font.info().coverage.contains(letter))
}

/// A document on its way to paper.
struct Desk {
    main: FileId,
    document: Bytes,
}

impl Desk {
    fn new(template: Template, document: String) -> Self {
        Self {
            main: file_id(match template {
                Template::Report => "report.typ",
                Template::Card => "card.typ",
            }),
            document: Bytes::from_string(document),
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &WORKSHOP.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &WORKSHOP.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = WORKSHOP.sources.iter().find(|source| source.id() == id);
        source.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == WORKSHOP.document {
            Ok(self.document.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        WORKSHOP.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The document as a PDF; `ident` names it among others. No time of making, no random id.
pub(super) fn to_pdf(
    template: Template,
    document: String,
    ident: &str,
) -> Result<Vec<u8>, DocumentError> {
    let desk = Desk::new(template, document);
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some("Tertulia".to_owned())),
        ..PdfOptions::default()
    };
    let made = typst::compile(&desk)
        .output
        .and_then(|document| pdf(&document, &options));
    forget();
    made.map_err(|problems| told(&problems))
}

/// The document as a picture with two pixels a point; what the template leaves open is transparent.
pub(super) fn to_png(template: Template, document: String) -> Result<Vec<u8>, DocumentError> {
    let desk = Desk::new(template, document);
    let made = typst::compile(&desk).output.map(|document| {
        render_merged(
            &document,
            &RenderOptions::default(),
            typst::layout::Abs::zero(),
            None,
        )
    });
    forget();
    let picture = made.map_err(|problems| told(&problems))?;
    picture
        .encode_png()
        .map_err(|error| DocumentError::Typeset(error.to_string()))
}

/// Typst remembers what it laid out, for editors that compile again at each keystroke; here each
/// document is made once, and the memory would grow with every session.
fn forget() {
    typst::comemo::evict(0);
}

fn told(problems: &[SourceDiagnostic]) -> DocumentError {
    let problems = problems.iter().map(|problem| problem.message.to_string());
    DocumentError::Typeset(problems.collect::<Vec<_>>().join("; "))
}
