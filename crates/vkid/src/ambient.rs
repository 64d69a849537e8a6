//! Time and chance, given from outside.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Where the present moment comes from.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now(&self) -> i64;
}

/// Where secrets come from. Outside tests it must be the operating system's generator: codes,
/// tokens and cookies are exactly as unguessable as these bytes.
pub trait Entropy: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

impl<T: Clock + ?Sized> Clock for Arc<T> {
    fn now(&self) -> i64 {
        (**self).now()
    }
}

impl<T: Entropy + ?Sized> Entropy for Arc<T> {
    fn fill(&self, buffer: &mut [u8]) {
        (**self).fill(buffer);
    }
}

/// `BYTES` random bytes in the URL-safe alphabet, which is also the alphabet VK ID allows for
/// `state` and for the PKCE verifier (identity.md 1.2).
pub(crate) fn random_text<const BYTES: usize>(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; BYTES];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A whole number below `bound`, every one equally likely.
#[cfg(feature = "provider")]
pub(crate) fn random_below(entropy: &dyn Entropy, bound: u64) -> u64 {
    // Numbers above the last whole multiple of `bound` would favour small results.
    let zone = u64::MAX - u64::MAX % bound;
    loop {
        let mut bytes = [0; 8];
        entropy.fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes);
        if drawn < zone {
            return drawn % bound;
        }
    }
}
