//! Weeks and terms as rows of zeros and ones.

/// The length of a cycle: one more than the last position that any definition names.
pub(super) fn cycle<'a>(definitions: impl Iterator<Item = &'a Vec<u8>>) -> usize {
    definitions
        .flatten()
        .map(|position| usize::from(*position) + 1)
        .max()
        .unwrap_or(1)
}

/// Positions as a mask; empty when it is all of the cycle.
pub(super) fn mask(positions: &[u8], cycle: usize) -> String {
    if positions.is_empty() || positions.len() >= cycle {
        return String::new();
    }
    (0..cycle)
        .map(|at| {
            if positions.iter().any(|one| usize::from(*one) == at) {
                '1'
            } else {
                '0'
            }
        })
        .collect()
}
