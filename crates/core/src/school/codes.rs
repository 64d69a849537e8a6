//! One-time codes: short enough to type from paper, long enough that nobody guesses one within
//! the tries that throttling leaves.

use crate::{Chance, Seal};
use model::AccountId;

/// Nothing that is read as something else (no 0, O, 1, I, 8), no vowel, so that no word comes out,
/// and only letters that look alike in Russian and Latin, so that it does not matter on which
/// layout somebody types.
const MARKS: &[u8; 15] = b"2345679BCHKMPTX";

/// Marks of a code, without the dashes: 35 bits.
const LENGTH: usize = 9;

/// What codes are hashed for: a hash made for another use never fits.
const USE: &str = "account code";

/// A new code, without dashes.
pub(crate) fn new(chance: &dyn Chance) -> String {
    let mut code = String::with_capacity(LENGTH);
    let mut bytes = [0_u8; 32];
    // Bytes beyond the last whole fifteen would make the first marks likelier.
    let fair = 255 / MARKS.len() * MARKS.len();
    while code.len() < LENGTH {
        chance.fill(&mut bytes);
        let marks = bytes.iter().map(|byte| usize::from(*byte));
        for byte in marks.filter(|byte| *byte < fair) {
            if code.len() < LENGTH {
                code.push(char::from(MARKS[byte % MARKS.len()]));
            }
        }
    }
    code
}

/// «7KM-42X-P9T», as it is printed and sent.
pub(crate) fn shown(code: &str) -> String {
    let marks: Vec<char> = code.chars().collect();
    let groups: Vec<String> = marks.chunks(3).map(String::from_iter).collect();
    groups.join("-")
}

/// What somebody typed, as it was made: case, dashes, blanks, Russian letters and the usual
/// misreadings do not count. What is no code at all comes out as something that fits none.
pub(crate) fn read(typed: &str) -> String {
    typed
        .chars()
        .flat_map(char::to_uppercase)
        .filter(|mark| mark.is_alphanumeric())
        .take(LENGTH + 1)
        .map(|mark| match mark {
            'В' | '8' => 'B',
            'С' => 'C',
            'Н' => 'H',
            'К' => 'K',
            'М' => 'M',
            'Р' => 'P',
            'Т' => 'T',
            'Х' => 'X',
            'З' => '3',
            'S' => '5',
            'Z' => '2',
            other => other,
        })
        .collect()
}

/// The hash under which an account's code is kept.
pub(crate) fn hash(seal: &Seal, account: AccountId, code: &str) -> Vec<u8> {
    seal.keyed(USE, &format!("{account}:{code}"))
}

/// Whether a code is one of those kept, in the same time whichever it is.
pub(crate) fn fits(seal: &Seal, account: AccountId, code: &str, kept: &[Vec<u8>]) -> bool {
    let text = format!("{account}:{code}");
    kept.iter().fold(false, |found, hash| {
        seal.keyed_fits(USE, &text, hash) | found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    struct Count(std::sync::atomic::AtomicU8);

    impl Chance for Count {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn codes_are_of_all_marks_and_read_back() {
        let chance = Count(250.into());
        let mut seen = BTreeSet::new();
        for _ in 0..50 {
            let code = new(&chance);
            assert_eq!(code.len(), LENGTH);
            assert_eq!(read(&shown(&code)), code);
            seen.extend(code.bytes());
        }
        assert_eq!(seen, MARKS.iter().copied().collect());
    }

    #[test]
    fn it_does_not_matter_how_a_code_is_typed() {
        let code = "7KM42XP9T";
        for typed in ["7KM-42X-P9T", "7km 42x p9t", "7км42хр9т", " 7кМ–4z-Х-Р9Т "] {
            assert_eq!(read(typed), code, "{typed}");
        }
        assert_eq!(read("b8В"), "BBB");
        assert_ne!(read("7KM42XP9T2"), code);
        assert_eq!(read("–"), "");
    }

    #[test]
    fn a_code_fits_its_own_account_only() {
        let seal = Seal::new([7; 32]);
        let kept = [hash(&seal, AccountId(1), "7KM42XP9T")];
        assert!(fits(&seal, AccountId(1), "7KM42XP9T", &kept));
        assert!(!fits(&seal, AccountId(2), "7KM42XP9T", &kept));
        assert!(!fits(&seal, AccountId(1), "7KM42XP9B", &kept));
        assert!(!fits(&seal, AccountId(1), "7KM42XP9T", &[]));
        let other = Seal::new([8; 32]);
        assert!(!fits(&other, AccountId(1), "7KM42XP9T", &kept));
    }
}
