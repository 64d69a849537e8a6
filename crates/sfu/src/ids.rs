//! Names of rooms, people and tracks as LiveKit's clients expect them.

const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefgh";

/// `PA_…`, `TR_…`, `RM_…`: 60 random bits.
pub(crate) fn new(prefix: &str) -> String {
    let mut random = [0_u8; 12];
    // Without it nothing of a call works; names that repeat would be worse than none.
    getrandom::fill(&mut random).expect("the system gives random bytes");
    let letters = random
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    format!("{prefix}_{}", letters.collect::<String>())
}
