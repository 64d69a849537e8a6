//! Digests, in the one text form this crate stores and sends.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// base64url(SHA-256(text)) without padding: the PKCE challenge (RFC 7636, 4.2), and the only form
/// in which tokens and codes are stored.
pub(crate) fn sha256(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

/// Equal, in time that does not depend on where the difference is.
#[cfg(feature = "provider")]
pub(crate) fn same(left: &str, right: &str) -> bool {
    use subtle::ConstantTimeEq;
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

/// HMAC-SHA-256 over the parts, for one `purpose`. The purpose and the length of every part go in
/// too, so that a value made for one use or split another way never fits.
#[cfg(feature = "provider")]
pub(crate) fn keyed(key: &[u8; 32], purpose: &str, parts: &[&str]) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let mut mac = Hmac::<Sha256>::new(&padded(key).into());
    for part in std::iter::once(&purpose).chain(parts) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// HS256 of RFC 7515 over `text`, under a key derived for tokens alone: the same bytes never pass
/// as something else this crate signs.
#[cfg(feature = "provider")]
pub(crate) fn hs256(key: &[u8; 32], text: &str) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let derived: [u8; 32] = Sha256::digest(keyed(key, "hs256", &[]).as_bytes()).into();
    let mut mac = Hmac::<Sha256>::new(&padded(&derived).into());
    mac.update(text.as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

/// HMAC pads a short key with zeros to the block; doing so here makes its set-up infallible.
#[cfg(feature = "provider")]
fn padded(key: &[u8; 32]) -> [u8; 64] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    block
}
