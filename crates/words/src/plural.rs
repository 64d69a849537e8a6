//! Cardinal plural rules of the two languages (CLDR 46, `plurals.xml`).

/// 0 = one («1 урок»), 1 = few («2 урока»), 2 = many («5 уроков»).
#[must_use]
pub fn russian(n: u32) -> usize {
    match (n % 10, n % 100) {
        (1, hundred) if hundred != 11 => 0,
        (2..=4, hundred) if !(12..=14).contains(&hundred) => 1,
        _ => 2,
    }
}

/// 0 = one, 1 = other.
#[must_use]
pub fn english(n: u32) -> usize {
    usize::from(n != 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn russian_counts_as_cldr_says() {
        let forms = [
            (1, 0),
            (21, 0),
            (101, 0),
            (2, 1),
            (34, 1),
            (5, 2),
            (11, 2),
            (12, 2),
            (114, 2),
            (0, 2),
        ];
        for (n, form) in forms {
            assert_eq!(super::russian(n), form, "{n}");
        }
    }
}
