//! `tertulia course check`.

use std::path::Path;

use tertulia::{course, texts::Language};

pub fn check(path: Option<&Path>, language: Language) -> anyhow::Result<bool> {
    Ok(course::check::run(
        path,
        language,
        &mut std::io::stdout().lock(),
    )?)
}
