//! The forms that a report comes in.

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The whole document, to print and to hand on.
    Pdf,
    /// A card that sums the session up.
    Png,
    /// The whole document as text.
    Markdown,
    /// Every statement with its evidence, for other programs.
    Json,
    /// The questions and the answers to checks, for spreadsheets.
    Csv,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Png, Self::Markdown, Self::Json, Self::Csv];

    /// The word of commands and of file names: `pdf`, `png`, `md`, `json`, `csv`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// The format that has this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What its files end with, after the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.name()
    }

    /// Whether it is text that a terminal can show.
    #[must_use]
    pub fn is_text(self) -> bool {
        match self {
            Self::Pdf | Self::Png => false,
            Self::Markdown | Self::Json | Self::Csv => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()), Some(format));
        }
        assert_eq!(Format::parse("doc"), None);
    }
}
