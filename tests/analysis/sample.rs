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

use crate::scenario;

#[test]
fn the_sample_in_the_docs_is_up_to_date() {
    let names: Names = serde_json::from_str(&scenario("sample-names.json")).expect("names");
    let zone = Zone::named("America/Bogota").expect("a zone");
    let frame = Frame {
        zone: &zone,
        ..Frame::new(Language::Spanish, &names)
    };
    for format in [Format::Markdown, Format::Pdf, Format::Png] {
        let log = scenario("sample.jsonl");
        let made = analyze::run(log.as_bytes(), Some(&Reader::Moderator), format, &frame)
            .expect("the sample is a valid log");
        let file = format!("docs/informe-de-ejemplo.{}", format.extension());
        let kept = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file));
        assert!(
            kept.is_ok_and(|kept| kept == made),
            "{file} is old: run `just sample`"
        );
    }
}
