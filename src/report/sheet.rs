//! Tables for spreadsheets: CSV that any of them opens with its accents, and in which nothing that
//! somebody typed is run as a formula.

use std::borrow::Cow;

/// How a spreadsheet knows that a file is UTF-8.
const MARK: &str = "\u{feff}";

/// A table with these columns, as the bytes of a file.
///
/// # Panics
/// Never: a table is written to memory.
#[must_use]
pub fn table<const N: usize>(
    columns: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    let written = "a table in memory takes every row";
    writer.write_record(columns).expect(written);
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| harmless(cell).into_owned()))
            .expect(written);
    }
    writer.into_inner().expect(written)
}

/// What a cell may hold: a text that a spreadsheet would take for a formula gets an apostrophe
/// before it (OWASP, «CSV Injection»).
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell
        .trim_start_matches([' ', '\u{feff}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
    {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_typed_is_a_formula() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            " =HYPERLINK(\"x\")",
            "＝1",
        ] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("¿Qué es a=b?"), "¿Qué es a=b?");
    }

    #[test]
    fn commas_quotes_and_lines_stay_in_their_cell() {
        let rows = [["a,b".to_owned(), "dice \"no\"\ny sí".to_owned()]];
        let bytes = table(&["uno", "dos"], rows.into_iter());
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text, "\u{feff}uno,dos\n\"a,b\",\"dice \"\"no\"\"\ny sí\"\n");
    }
}
