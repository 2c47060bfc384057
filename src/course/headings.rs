//! Reserved headings: which there are, in what order, which must be there, which may repeat.

use super::{problem::ProblemKind, sections::Section, source::Page};

/// The reserved headings of a text, or of a section of it.
pub(super) struct Headings {
    /// In the order in which they go.
    pub names: &'static [&'static str],
    pub required: &'static [&'static str],
    pub repeatable: &'static [&'static str],
}

impl Headings {
    /// The sections whose heading is reserved, with its name. Reports unknown, repeated and
    /// misplaced headings, and at `at` those that are missing.
    pub fn check<'b>(
        &self,
        page: &mut Page<'_>,
        sections: Vec<Section<'b>>,
        at: usize,
    ) -> Vec<(&'static str, Section<'b>)> {
        let mut known: Vec<(&'static str, Section<'b>)> = Vec::new();
        let mut last = 0;
        for section in sections {
            let heading = section.heading.clone();
            let Some(place) = self.names.iter().position(|name| *name == heading) else {
                let allowed = self.names;
                page.report(section.at, ProblemKind::UnknownHeading { heading, allowed });
                continue;
            };
            let name = self.names[place];
            let seen = known.iter().any(|(own, _)| *own == name);
            if seen && !self.repeatable.contains(&name) {
                page.report(section.at, ProblemKind::RepeatedHeading { heading });
            } else if place < last {
                let before = self.names[last];
                let kind = ProblemKind::HeadingOutOfOrder { heading, before };
                page.report(section.at, kind);
            }
            last = last.max(place);
            known.push((name, section));
        }
        for heading in self.required.iter().copied() {
            if !known.iter().any(|(own, _)| *own == heading) {
                page.report(at, ProblemKind::MissingHeading { heading });
            }
        }
        known
    }
}
