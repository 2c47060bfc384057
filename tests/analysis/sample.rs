//! The sample report in `docs/` is what the program makes of the sample session today; `just sample`
//! makes it anew.

use std::{fs, path::Path};

use tertulia::{
    report::{
        Format, Frame, Names, Zone,
        analyze::{self, Reader},
    },
    texts::Language,
};

use crate::{
    documents::{read_pdf, read_picture},
    scenario,
};

/// The report of the sample session as `just sample` makes it, and as it lies in `docs/`.
fn made_and_kept(format: Format) -> (Vec<u8>, Vec<u8>) {
    let names: Names = serde_json::from_str(&scenario("sample-names.json")).expect("names");
    let zone = Zone::named("America/Bogota").expect("a zone");
    let frame = Frame {
        zone: &zone,
        ..Frame::new(Language::Spanish, &names)
    };
    let log = scenario("sample.jsonl");
    let made = analyze::run(log.as_bytes(), Some(&Reader::Moderator), format, &frame)
        .expect("the sample is a valid log");
    let file = format!("docs/informe-de-ejemplo.{}", format.extension());
    let kept = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file));
    (made, kept.expect("`just sample` has made it"))
}

#[test]
fn the_sample_in_the_docs_is_up_to_date() {
    let (made, kept) = made_and_kept(Format::Markdown);
    assert!(
        made == kept,
        "docs/informe-de-ejemplo.md is old: run `just sample`"
    );
    // Another processor may round the last bit otherwise: words and points are compared, not bytes.
    let (made, kept) = made_and_kept(Format::Pdf);
    assert_eq!(read_pdf(&made), read_pdf(&kept), "run `just sample`");
    let (made, kept) = made_and_kept(Format::Png);
    let (made, kept) = (read_picture(&made), read_picture(&kept));
    let same_size = made.width == kept.width && made.height == kept.height;
    assert!(
        same_size,
        "docs/informe-de-ejemplo.png is old: run `just sample`"
    );
    let points = made.points.iter().zip(&kept.points);
    let different = points
        .filter(|(made, kept)| made.abs_diff(**kept) > 8)
        .count();
    assert!(
        different * 1000 < made.points.len(),
        "docs/informe-de-ejemplo.png is old: run `just sample`"
    );
}
