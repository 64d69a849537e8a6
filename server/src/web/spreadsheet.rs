//! Tables for Excel: its Russian edition expects semicolons, and a mark of UTF-8 at the beginning.

/// The mark of UTF-8.
pub(crate) const MARK: &str = "\u{feff}";

/// One line of a table.
pub(crate) fn line<T: AsRef<str>>(cells: &[T]) -> String {
    let mut line = cells
        .iter()
        .map(|text| cell(text.as_ref()))
        .collect::<Vec<_>>()
        .join(";");
    line.push_str("\r\n");
    line
}

/// A cell, always quoted. What Excel would take for a formula gets an apostrophe before it: names
/// and reasons are typed by people.
fn cell(text: &str) -> String {
    let formula = text
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let apostrophe = if formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_plain_text() {
        let cells = [
            "=1+1",
            "+7 912",
            "-2",
            "@x",
            "\tx",
            " =x",
            "a=b",
            "и \"так\"; да",
        ];
        assert_eq!(
            line(&cells),
            "\"'=1+1\";\"'+7 912\";\"'-2\";\"'@x\";\"'\tx\";\"' =x\";\"a=b\";\"и \"\"так\"\"; да\"\r\n"
        );
    }
}
