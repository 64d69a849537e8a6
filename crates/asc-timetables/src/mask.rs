//! Rows of zeros and ones that stand for sets of days, weeks or terms.

/// No school has a longer cycle, and positions must fit a byte.
const MAX_LENGTH: usize = 64;

/// Positions of the ones; `None` for anything but zeros and ones.
pub(crate) fn parse(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || text.len() > MAX_LENGTH {
        return None;
    }
    let mut positions = Vec::new();
    for (position, bit) in (0u8..).zip(text.bytes()) {
        match bit {
            b'0' => {}
            b'1' => positions.push(position),
            _ => return None,
        }
    }
    Some(positions)
}

/// Several masks with commas between them.
pub(crate) fn parse_any_of(text: &str) -> Option<Vec<Vec<u8>>> {
    text.split(',').map(|mask| parse(mask.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_any_of};

    #[test]
    fn masks() {
        assert_eq!(parse("01001"), Some(vec![1, 4]));
        assert_eq!(parse("000"), Some(vec![]));
        assert_eq!(parse(""), None);
        assert_eq!(parse("0120"), None);
        assert_eq!(parse(&"1".repeat(65)), None);
        assert_eq!(parse_any_of("10,01"), Some(vec![vec![0], vec![1]]));
        assert_eq!(parse_any_of("10,"), None);
    }
}
