//! Encryption of what is kept: tokens, verifiers (`shared/facts/identity.md`, 4.1).

use crate::Chance;
use chacha20poly1305::{
    ChaCha20Poly1305, Key, Nonce,
    aead::{Aead, KeyInit},
};
use sha2::{Digest, Sha256};

/// The server's key. Never printed.
pub struct Seal {
    cipher: ChaCha20Poly1305,
}

impl Seal {
    /// A seal of 32 secret bytes.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self {
            cipher: ChaCha20Poly1305::new(&Key::from(key)),
        }
    }

    /// Encrypts.
    #[must_use]
    pub fn close(&self, chance: &dyn Chance, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0_u8; 12];
        chance.fill(&mut nonce);
        let mut sealed = nonce.to_vec();
        // Fails only for more bytes than memory holds.
        sealed.extend(
            self.cipher
                .encrypt(&Nonce::from(nonce), plain)
                .unwrap_or_default(),
        );
        sealed
    }

    /// Decrypts; `None` for what another key sealed or somebody changed.
    #[must_use]
    pub fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; 12] = sealed.get(..12)?.try_into().ok()?;
        self.cipher.decrypt(&Nonce::from(nonce), &sealed[12..]).ok()
    }
}

/// The hash under which secrets that are only ever compared are kept.
pub(crate) fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
