//! Requests and answers without input or output.

use serde::de::DeserializeOwned;

use super::Error;
use crate::Params;
use crate::types::{Granted, OAuthError, TokenAnswer};

/// Path of the token endpoint (identity.md 1.1).
pub const AUTH: &str = "/oauth2/auth";
/// Path of the user data (identity.md 1.1).
pub const USER_INFO: &str = "/oauth2/user_info";
/// Path of the data behind an ID token (identity.md 1.1).
pub const PUBLIC_INFO: &str = "/oauth2/public_info";
/// Path of the withdrawal of permissions (identity.md 1.1).
pub const REVOKE: &str = "/oauth2/revoke";
/// Path of the end of a session (identity.md 1.1).
pub const LOGOUT: &str = "/oauth2/logout";

/// Form of the exchange (identity.md 1.4). `state` is chosen for this request and must come back.
pub fn exchange(
    client_id: &str,
    redirect_uri: &str,
    granted: &Granted,
    verifier: &str,
    state: &str,
) -> Params {
    Params::new()
        .with("grant_type", "authorization_code")
        .with("code", &*granted.code)
        .with("code_verifier", verifier)
        .with("client_id", client_id)
        .with("device_id", &*granted.device_id)
        .with("redirect_uri", redirect_uri)
        .with("state", state)
}

/// Form of the refresh (identity.md 1.4).
pub fn refresh(client_id: &str, refresh_token: &str, device_id: &str, state: &str) -> Params {
    Params::new()
        .with("grant_type", "refresh_token")
        .with("refresh_token", refresh_token)
        .with("client_id", client_id)
        .with("device_id", device_id)
        .with("state", state)
}

/// Form of everything that takes a token and the application: user data, revoke, logout
/// (`name` is `access_token`) and public data (`name` is `id_token`; identity.md 1.5, 1.7).
pub fn with_token(client_id: &str, name: &str, token: &str) -> Params {
    Params::new().with(name, token).with("client_id", client_id)
}

/// Reads an answer. A key `error` is an error whatever the status (identity.md 1.7).
pub fn answer<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<T, Error> {
    let unreadable = |what: String| Error::Unreadable { status, what };
    let value: serde_json::Value =
        serde_json::from_slice(body).map_err(|error| unreadable(error.to_string()))?;
    if value.get("error").is_some() {
        let refused: OAuthError =
            serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))?;
        return Err(Error::Refused(refused));
    }
    serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))
}

/// Reads the answer of the exchange or the refresh and rejects a foreign `state`, as both SDKs do
/// (identity.md 1.4).
pub fn token_answer(status: u16, body: &[u8], state: &str) -> Result<TokenAnswer, Error> {
    let tokens: TokenAnswer = answer(status, body)?;
    if tokens.state == state {
        Ok(tokens)
    } else {
        Err(Error::StateMismatch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::User;

    #[test]
    fn the_error_key_decides_and_not_the_status() {
        let body = br#"{"error":"invalid_client","error_description":"invalid app"}"#;
        let refused = answer::<User>(200, body).unwrap_err();
        assert!(matches!(refused, Error::Refused(ref e) if e.error == "invalid_client"));
        assert!(matches!(
            answer::<User>(502, b"<html>"),
            Err(Error::Unreadable { status: 502, .. })
        ));
    }

    #[test]
    fn user_id_is_read_as_number_and_as_text() {
        for id in ["1234567890", "\"1234567890\""] {
            let body = format!(
                r#"{{"access_token":"a","refresh_token":"r","token_type":"Bearer","expires_in":3600,"user_id":{id},"state":"s","scope":""}}"#
            );
            let tokens = token_answer(200, body.as_bytes(), "s").unwrap();
            assert_eq!(tokens.user_id.0, "1234567890");
            assert_eq!(tokens.id_token, None);
            assert!(matches!(
                token_answer(200, body.as_bytes(), "other"),
                Err(Error::StateMismatch)
            ));
        }
    }
}
