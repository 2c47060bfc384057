//! `tertulia analyze`: the report from an exported log.

use std::{
    fs::{self, File},
    io::{BufReader, IsTerminal, Write, stdout},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use tertulia::{
    report::{
        self, Frame, Names, Zone,
        analyze::{self, AnalyzeError, Reader},
    },
    texts::Language,
};

#[derive(Args, Debug)]
pub struct AnalyzeOptions {
    /// The log, in JSON Lines.
    log: PathBuf,
    /// The report's form.
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
    /// Who reads it: channel, moderator or learner:ID. Left out, it is whole, for all of them.
    #[arg(long, value_name = "READER")]
    audience: Option<Reader>,
    /// Where it is written instead of the terminal.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The language of the report.
    #[arg(long, value_enum)]
    language: Option<Tongue>,
    /// The clocks of its times, such as America/Bogota.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,
    /// What its ids are called: JSON with "course", "concepts" and "people".
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Md,
    Json,
    Csv,
    Pdf,
    Png,
}

impl Format {
    fn of_report(self) -> report::Format {
        match self {
            Self::Md => report::Format::Markdown,
            Self::Json => report::Format::Json,
            Self::Csv => report::Format::Csv,
            Self::Pdf => report::Format::Pdf,
            Self::Png => report::Format::Png,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tongue {
    Es,
    En,
}

/// `language` is that of the terminal: the report's when none is asked for.
pub fn run(options: &AnalyzeOptions, language: Language) -> anyhow::Result<bool> {
    let format = options.format.of_report();
    if options.out.is_none() && !format.is_text() && stdout().is_terminal() {
        let arguments = [("format", format.name().into())];
        anyhow::bail!(language.say("analyze-terminal", &arguments));
    }
    let Some(zone) = Zone::named(&options.time_zone) else {
        let arguments = [("zone", options.time_zone.as_str().into())];
        anyhow::bail!(language.say("analyze-unknown-zone", &arguments));
    };
    let names = match &options.names {
        Some(path) => read_names(path, language)?,
        None => Names::default(),
    };
    let told = match options.language {
        Some(Tongue::Es) => Language::Spanish,
        Some(Tongue::En) => Language::English,
        None => language,
    };
    let frame = Frame {
        zone: &zone,
        ..Frame::new(told, &names)
    };
    let log =
        File::open(&options.log).map_err(|error| unreadable(&options.log, &error, language))?;
    let log = BufReader::new(log);
    let report = match analyze::run(log, options.audience.as_ref(), format, &frame) {
        Ok(report) => report,
        Err(error @ AnalyzeError::Log(_)) => {
            anyhow::bail!("{}:\n{}", options.log.display(), error.say(language))
        }
        Err(error) => anyhow::bail!(error.say(language)),
    };
    if let Some(path) = &options.out {
        fs::write(path, report).map_err(|error| {
            let file = path.display().to_string();
            let arguments = [
                ("file", file.into()),
                ("error", language.say_io(&error).into()),
            ];
            anyhow::anyhow!(language.say("analyze-unwritable", &arguments))
        })?;
    } else {
        let mut out = stdout().lock();
        out.write_all(&report)?;
        out.flush()?;
    }
    Ok(true)
}

fn read_names(path: &Path, language: Language) -> anyhow::Result<Names> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error, language))?;
    serde_json::from_str(&text).map_err(|error| {
        let file = path.display().to_string();
        let arguments = [("file", file.into()), ("error", error.to_string().into())];
        anyhow::anyhow!(language.say("analyze-names", &arguments))
    })
}

fn unreadable(path: &Path, error: &std::io::Error, language: Language) -> anyhow::Error {
    let file = path.display().to_string();
    let arguments = [
        ("file", file.into()),
        ("error", language.say_io(error).into()),
    ];
    anyhow::anyhow!(language.say("analyze-unreadable", &arguments))
}
