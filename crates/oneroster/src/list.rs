//! Lists inside a field.

/// Items of a list field (OneRoster CSV "List of Strings"): separated by commas, an item that
/// itself contains a comma is quoted. Empty items are dropped.
pub(crate) fn parse(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                item.push('"');
            }
            '"' if quoted => quoted = false,
            // A quote inside of a word is a letter like any other.
            '"' if item.trim().is_empty() => quoted = true,
            ',' if !quoted => keep(&mut items, &mut item),
            _ => item.push(c),
        }
    }
    keep(&mut items, &mut item);
    items
}

fn keep(items: &mut Vec<String>, item: &mut String) {
    let trimmed = item.trim();
    if !trimmed.is_empty() {
        items.push(trimmed.to_owned());
    }
    item.clear();
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn lists() {
        assert_eq!(parse(""), Vec::<String>::new());
        assert_eq!(parse(" a, b ,,"), ["a", "b"]);
        assert_eq!(parse(r#""Hall, ""big""",b"#), [r#"Hall, "big""#, "b"]);
        assert_eq!(parse(r#"5" pipe,x"#), [r#"5" pipe"#, "x"]);
    }
}
