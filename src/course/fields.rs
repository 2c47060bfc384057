//! Values of a TOML table, with the place of each. Unlike serde, which stops at the first
//! mistake, it goes on and reports them all.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    problem::{Expected, ProblemKind},
    source::{Page, Placed},
};

/// A table whose keys are asked for one by one; [`Fields::finish`] reports the rest.
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// Where the table begins in the source.
    at: usize,
    /// What to add to the places of the TOML text to get those of the source.
    base: usize,
    asked: Vec<&'static str>,
}

/// Parses `text`, which begins at byte `base` of the page. Nothing when it is not TOML.
pub(super) fn parse<'t>(
    page: &mut Page<'_>,
    text: &'t str,
    base: usize,
) -> Option<Spanned<DeTable<'t>>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = base + error.span().map_or(0, |span| span.start);
        let detail = error.message().to_owned();
        page.report(at, ProblemKind::BadToml { detail });
    }
    errors.is_empty().then_some(table)
}

impl<'t> Fields<'t> {
    pub fn new(table: &'t Spanned<DeTable<'t>>, base: usize) -> Self {
        Self::within(table.get_ref(), base + table.span().start, base)
    }

    fn within(table: &'t DeTable<'t>, at: usize, base: usize) -> Self {
        Self {
            table,
            at,
            base,
            asked: Vec::new(),
        }
    }

    /// A text that must be there and not be blank.
    pub fn text(&mut self, page: &mut Page<'_>, key: &'static str) -> Option<Placed<String>> {
        let (value, at) = self.required(page, key)?;
        as_text(page, key, value, at)
    }

    /// A text that may be left out, but not be blank.
    pub fn optional_text(
        &mut self,
        page: &mut Page<'_>,
        key: &'static str,
    ) -> Option<Placed<String>> {
        let (value, at) = self.find(key)?;
        as_text(page, key, value, at)
    }

    /// A list of texts that must be there and not be empty.
    pub fn texts(&mut self, page: &mut Page<'_>, key: &'static str) -> Vec<Placed<String>> {
        let Some((value, at)) = self.required(page, key) else {
            return Vec::new();
        };
        if value.as_array().is_some_and(|list| list.is_empty()) {
            page.report(at, ProblemKind::EmptyValue { key: key.into() });
        }
        self.as_texts(page, key, value, at)
    }

    /// A list of texts that may be left out or be empty.
    pub fn optional_texts(
        &mut self,
        page: &mut Page<'_>,
        key: &'static str,
    ) -> Vec<Placed<String>> {
        match self.find(key) {
            Some((value, at)) => self.as_texts(page, key, value, at),
            None => Vec::new(),
        }
    }

    /// A whole number from 1 that must be there.
    pub fn count(&mut self, page: &mut Page<'_>, key: &'static str) -> Option<Placed<u32>> {
        let (value, at) = self.required(page, key)?;
        let count = value
            .as_integer()
            .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|number| *number > 0);
        if count.is_none() {
            wrong_type(page, at, key, Expected::Count);
        }
        count.map(|value| Placed { value, at })
    }

    /// A boolean that may be left out.
    pub fn optional_boolean(&mut self, page: &mut Page<'_>, key: &'static str) -> Option<bool> {
        let (value, at) = self.find(key)?;
        let boolean = value.as_bool();
        if boolean.is_none() {
            wrong_type(page, at, key, Expected::Boolean);
        }
        boolean
    }

    /// A list of tables that must be there and not be empty.
    pub fn tables(&mut self, page: &mut Page<'_>, key: &'static str) -> Vec<Self> {
        let Some((value, at)) = self.required(page, key) else {
            return Vec::new();
        };
        if value.as_array().is_some_and(|list| list.is_empty()) {
            page.report(at, ProblemKind::EmptyValue { key: key.into() });
        }
        self.as_tables(page, key, value, at)
    }

    /// A list of tables that may be left out or be empty.
    pub fn optional_tables(&mut self, page: &mut Page<'_>, key: &'static str) -> Vec<Self> {
        match self.find(key) {
            Some((value, at)) => self.as_tables(page, key, value, at),
            None => Vec::new(),
        }
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, page: &mut Page<'_>) {
        for key in self.table.keys() {
            if !self.asked.contains(&key.get_ref().as_ref()) {
                let at = self.base + key.span().start;
                let key = key.get_ref().to_string();
                page.report(at, ProblemKind::UnknownKey { key });
            }
        }
    }

    fn find(&mut self, key: &'static str) -> Option<(&'t DeValue<'t>, usize)> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        Some((value.get_ref(), self.base + value.span().start))
    }

    fn required(
        &mut self,
        page: &mut Page<'_>,
        key: &'static str,
    ) -> Option<(&'t DeValue<'t>, usize)> {
        let found = self.find(key);
        if found.is_none() {
            page.report(self.at, ProblemKind::MissingKey { key: key.into() });
        }
        found
    }

    fn as_texts(
        &self,
        page: &mut Page<'_>,
        key: &str,
        value: &DeValue<'_>,
        at: usize,
    ) -> Vec<Placed<String>> {
        let Some(list) = value.as_array() else {
            wrong_type(page, at, key, Expected::TextList);
            return Vec::new();
        };
        list.iter()
            .filter_map(|item| as_text(page, key, item.get_ref(), self.base + item.span().start))
            .collect()
    }

    fn as_tables(
        &self,
        page: &mut Page<'_>,
        key: &str,
        value: &'t DeValue<'t>,
        at: usize,
    ) -> Vec<Self> {
        let Some(list) = value.as_array() else {
            wrong_type(page, at, key, Expected::Tables);
            return Vec::new();
        };
        list.iter()
            .filter_map(|item| {
                let at = self.base + item.span().start;
                let table = item.get_ref().as_table();
                if table.is_none() {
                    wrong_type(page, at, key, Expected::Tables);
                }
                Some(Self::within(table?, at, self.base))
            })
            .collect()
    }
}

fn wrong_type(page: &mut Page<'_>, at: usize, key: &str, expected: Expected) {
    let key = key.to_owned();
    page.report(at, ProblemKind::WrongType { key, expected });
}

fn as_text(
    page: &mut Page<'_>,
    key: &str,
    value: &DeValue<'_>,
    at: usize,
) -> Option<Placed<String>> {
    // The database takes no text with NUL.
    let Some(text) = value.as_str().filter(|text| !text.contains('\0')) else {
        wrong_type(page, at, key, Expected::Text);
        return None;
    };
    if text.trim().is_empty() {
        page.report(at, ProblemKind::EmptyValue { key: key.into() });
        return None;
    }
    let value = text.trim().to_owned();
    Some(Placed { value, at })
}
