//! `tertulia course check`, and the courses that the other commands need.

use std::path::Path;

use tertulia::{
    course::{self, Catalogue},
    texts::Language,
};

pub fn check(path: Option<&Path>, language: Language) -> anyhow::Result<bool> {
    Ok(course::check::run(
        path,
        language,
        &mut std::io::stdout().lock(),
    )?)
}

/// Every course of the folder; the error names each problem with its file.
pub fn load_courses(folder: &Path, language: Language) -> anyhow::Result<Catalogue> {
    course::load_all(folder).map_err(|errors| {
        let problems: Vec<String> = errors
            .problems
            .iter()
            .map(|problem| {
                if problem.file == Path::new(".") {
                    problem.kind.say(language)
                } else {
                    problem.say(language)
                }
            })
            .collect();
        anyhow::anyhow!(language.say(
            "courses-unusable",
            &[
                ("folder", folder.display().to_string().into()),
                ("problems", problems.join("\n").into()),
            ],
        ))
    })
}
