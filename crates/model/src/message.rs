//! Rules for what people write.

use crate::Problem;

/// The longest message, in characters as people count them (Unicode scalar values).
pub const LONGEST: usize = 4_000;

/// The text as it is kept: outer white space gone, line ends `\n`.
///
/// # Errors
/// [`Problem::MessageEmpty`] and [`Problem::MessageTooLong`].
pub fn check(text: &str) -> Result<String, Problem> {
    let text = text.replace("\r\n", "\n").replace('\0', "");
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::MessageEmpty);
    }
    if text.chars().count() > LONGEST {
        return Err(Problem::MessageTooLong);
    }
    Ok(text.to_owned())
}

/// A piece of a message's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// An address of the web, to be pressed.
    Link(&'a str),
}

/// Splits a text at the `http` and `https` addresses in it. What closes a sentence or a bracket
/// does not belong to the address.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = next_link(rest) {
        let end = rest[start..]
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»'));
        let mut link = &rest[start..end.map_or(rest.len(), |end| start + end)];
        while let Some(last) = link.chars().last() {
            let opens = link.matches('(').count();
            let closes = link.matches(')').count();
            let trailing = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '…')
                || (last == ')' && closes > opens);
            if !trailing {
                break;
            }
            link = &link[..link.len() - last.len_utf8()];
        }
        if start > 0 {
            pieces.push(Piece::Text(&rest[..start]));
        }
        pieces.push(Piece::Link(link));
        rest = &rest[start + link.len()..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

fn next_link(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find("http") {
        let start = from + found;
        let tail = &text[start..];
        let host = tail
            .strip_prefix("https://")
            .or_else(|| tail.strip_prefix("http://"));
        let boundary = text[..start]
            .chars()
            .last()
            .is_none_or(|c| !c.is_alphanumeric());
        if boundary && host.is_some_and(|h| h.starts_with(|c: char| c.is_alphanumeric())) {
            return Some(start);
        }
        from = start + 4;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Piece, check, pieces};
    use crate::Problem;

    #[test]
    fn four_thousand_characters_and_no_more() {
        assert!(check(&"ё".repeat(LONGEST)).is_ok());
        assert_eq!(
            check(&"ё".repeat(LONGEST + 1)),
            Err(Problem::MessageTooLong)
        );
        assert_eq!(check(" \n "), Err(Problem::MessageEmpty));
    }

    #[test]
    fn links_end_where_the_sentence_does() {
        assert_eq!(
            pieces("См. https://school.ru/a_(b)?q=1, и (http://x.ru/)."),
            vec![
                Piece::Text("См. "),
                Piece::Link("https://school.ru/a_(b)?q=1"),
                Piece::Text(", и ("),
                Piece::Link("http://x.ru/"),
                Piece::Text(")."),
            ]
        );
        assert_eq!(
            pieces("xhttps://a.ru javascript:1"),
            vec![Piece::Text("xhttps://a.ru javascript:1")]
        );
    }
}
