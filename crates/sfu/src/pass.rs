//! Tokens: who may enter which room, signed with a key that the server shares with nobody but
//! another server.

use crate::Rights;
use livekit_token::{AccessToken, TokenVerifier};
use std::{collections::HashMap, time::Duration};

/// What signs and checks tokens (HS256, LiveKit's claims).
#[derive(Debug, Clone)]
pub struct Keys {
    key: String,
    secret: Secret,
}

#[derive(Clone)]
struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// A token that holds: one person, one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The room.
    pub room: String,
    /// Who; the same person in two windows has one identity.
    pub identity: String,
    /// As the others see it.
    pub name: String,
    /// Free text of the application.
    pub metadata: String,
    /// Free pairs of the application.
    pub attributes: HashMap<String, String>,
    /// What is allowed.
    pub rights: Rights,
}

/// Why nobody gets in with a token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPass {
    /// Not signed by this server, changed, too old, or not for entering a room.
    #[error("the token does not hold")]
    Invalid,
}

impl Keys {
    /// Keys of this name and secret.
    #[must_use]
    pub fn new(key: &str, secret: &str) -> Self {
        Self {
            key: key.to_owned(),
            secret: Secret(secret.to_owned()),
        }
    }

    /// A token for a pass.
    ///
    /// # Errors
    /// [`NoPass::Invalid`] without key, secret, identity or room.
    pub fn sign(&self, pass: &Pass, holds: Duration) -> Result<String, NoPass> {
        AccessToken::with_api_key(&self.key, &self.secret.0)
            .with_ttl(holds)
            .with_identity(&pass.identity)
            .with_name(&pass.name)
            .with_metadata(&pass.metadata)
            .with_attributes(pass.attributes.clone())
            .with_grants(pass.rights.grants(&pass.room))
            .to_jwt()
            .map_err(|_| NoPass::Invalid)
    }

    /// The pass of a token.
    ///
    /// # Errors
    /// [`NoPass::Invalid`]
    pub fn check(&self, token: &str) -> Result<Pass, NoPass> {
        let claims = TokenVerifier::with_api_key(&self.key, &self.secret.0)
            .verify(token)
            .map_err(|_| NoPass::Invalid)?;
        let grants = claims.video;
        if !grants.room_join || grants.room.is_empty() || claims.sub.is_empty() {
            return Err(NoPass::Invalid);
        }
        Ok(Pass {
            rights: Rights::from_grants(&grants),
            room: grants.room,
            identity: claims.sub,
            name: claims.name,
            metadata: claims.metadata,
            attributes: claims.attributes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use hmac::{Hmac, KeyInit as _, Mac as _};
    use sha2::Sha256;

    fn pass() -> Pass {
        Pass {
            room: "lesson-7".into(),
            identity: "12".into(),
            name: "Мария Петровна".into(),
            metadata: String::new(),
            attributes: [("role".to_owned(), "host".to_owned())].into(),
            rights: Rights::ALL,
        }
    }

    #[test]
    fn a_token_gives_back_its_pass() {
        let keys = Keys::new("zvonok", "a secret of this server");
        let token = keys.sign(&pass(), Duration::from_secs(60));
        assert_eq!(keys.check(&token.expect("signed")), Ok(pass()));
    }

    /// A token of ours that ends so many seconds from now: the library makes none that is over.
    fn ending(seconds: i64) -> String {
        let end = crate::clock::unix_ms() / 1_000 + seconds;
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let head = part(r#"{"alg":"HS256","typ":"JWT"}"#);
        let claims = format!(
            r#"{{"iss":"zvonok","sub":"12","nbf":0,"exp":{end},"video":{{"roomJoin":true,"room":"r"}}}}"#
        );
        let signed = format!("{head}.{}", part(&claims));
        let mut mac = Hmac::<Sha256>::new_from_slice(b"a secret of this server").expect("a key");
        mac.update(signed.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    #[test]
    fn what_is_old_foreign_or_changed_does_not_hold() {
        let keys = Keys::new("zvonok", "a secret of this server");
        let signed = |keys: &Keys, pass: &Pass| {
            let token = keys.sign(pass, Duration::from_secs(60));
            token.expect("signed")
        };
        let good = signed(&keys, &pass());
        let foreign = signed(&Keys::new("zvonok", "another secret"), &pass());
        let issuer = signed(&Keys::new("other", "a secret of this server"), &pass());
        let mut changed = good.clone();
        let middle = changed.len() / 2;
        let letter = if &changed[middle..=middle] == "A" {
            "B"
        } else {
            "A"
        };
        changed.replace_range(middle..=middle, letter);
        // Checking allows a minute of wrong clocks.
        assert!(keys.check(&ending(-50)).is_ok(), "made as the others are");
        let old = ending(-70);
        for token in [old, foreign, issuer, changed, String::new(), "a.b.c".into()] {
            assert_eq!(keys.check(&token), Err(NoPass::Invalid), "{token}");
        }
        let nobody = Pass {
            identity: String::new(),
            ..pass()
        };
        assert!(keys.sign(&nobody, Duration::from_secs(60)).is_err());
    }
}
