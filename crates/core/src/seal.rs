//! Encryption of what is kept: tokens, verifiers (`shared/facts/identity.md`, 4.1).

use crate::Chance;
use chacha20poly1305::{
    ChaCha20Poly1305, Key, Nonce,
    aead::{Aead, KeyInit},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The server's key. Never printed.
pub struct Seal {
    cipher: ChaCha20Poly1305,
    /// Of the key, under which short secrets are hashed.
    mac: Hmac<Sha256>,
}

impl Seal {
    /// A seal of 32 secret bytes.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self {
            cipher: ChaCha20Poly1305::new(&Key::from(key)),
            mac: <Hmac<Sha256> as KeyInit>::new(&padded(key).into()),
        }
    }

    /// A secret of its own for a purpose: the same after every start, and nothing about the key.
    #[must_use]
    pub fn secret_for(&self, purpose: &str) -> String {
        let bytes = self.mac_of("secret", purpose).finalize().into_bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The keyed hash of a secret too short for [`digest`]: without the server's key nobody finds
    /// it by trying all there are. A hash made for one `purpose` fits no other.
    pub(crate) fn keyed(&self, purpose: &str, secret: &str) -> Vec<u8> {
        self.mac_of(purpose, secret)
            .finalize()
            .into_bytes()
            .to_vec()
    }

    /// Whether a secret has this keyed hash, in time that does not depend on where it differs.
    pub(crate) fn keyed_fits(&self, purpose: &str, secret: &str, hash: &[u8]) -> bool {
        self.mac_of(purpose, secret).verify_slice(hash).is_ok()
    }

    fn mac_of(&self, purpose: &str, secret: &str) -> Hmac<Sha256> {
        let mut mac = self.mac.clone();
        for part in [purpose, secret] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac
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

/// HMAC pads a short key with zeros to the block; doing so here makes its set-up infallible.
fn padded(key: [u8; 32]) -> [u8; 64] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(&key);
    block
}

/// The hash under which secrets that are only ever compared are kept.
pub(crate) fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
