//! Proof key and state: what ties a callback to the browser that was sent away.

use crate::Entropy;
use crate::ambient::random_text;
use crate::digest::sha256;

/// A PKCE pair (RFC 7636 with VK ID's narrower alphabet, identity.md 1.2).
#[derive(Clone, PartialEq, Eq)]
pub struct Pkce {
    /// 64 characters of `A-Za-z0-9_-`. Secret until the exchange.
    pub verifier: String,
    /// base64url(SHA-256(verifier)).
    pub challenge: String,
}

impl Pkce {
    /// A fresh pair; one for every attempt.
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self::from_verifier(random_text::<48>(entropy))
    }

    /// The pair of a verifier that was kept.
    pub fn from_verifier(verifier: String) -> Self {
        let challenge = sha256(&verifier);
        Self {
            verifier,
            challenge,
        }
    }
}

/// A fresh state: 43 characters (VK ID asks for 32 at least, identity.md 1.2). Also fit for the
/// `state` of token requests.
pub fn new_state(entropy: &dyn Entropy) -> String {
    random_text::<32>(entropy)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;
    impl Entropy for Ones {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0xfb);
        }
    }

    #[test]
    fn shapes_fit_what_vk_id_asks_for() {
        let pkce = Pkce::new(&Ones);
        assert_eq!(pkce.verifier.len(), 64);
        assert!(
            pkce.verifier
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        );
        assert!(new_state(&Ones).len() >= 32);
        // The example of RFC 7636, appendix B.
        let known = Pkce::from_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into());
        assert_eq!(
            known.challenge,
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }
}
