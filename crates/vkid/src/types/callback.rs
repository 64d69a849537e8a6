//! What comes back to `redirect_uri`.

use serde::{Deserialize, Serialize};

use super::OAuthError;
use crate::Params;

/// Value of `type` in a granted callback (identity.md 1.3).
pub const CODE_TYPE: &str = "code_v2";

/// A callback that brings a code (identity.md 1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// One-time code, ten minutes.
    pub code: String,
    /// As sent.
    pub state: String,
    /// Minted by VK ID, arrives only here, must be kept with the refresh token.
    pub device_id: String,
    /// Life of the code in seconds.
    #[serde(
        default,
        with = "super::token::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub expires_in: Option<i64>,
    /// [`CODE_TYPE`].
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// Either outcome of an authorisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callback {
    /// Go on with the exchange.
    Granted(Granted),
    /// It ended there; `state` is inside.
    Denied(OAuthError),
}

/// Why a callback is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallbackError {
    /// It belongs to another browser or another attempt (RFC 9700, 4.7).
    #[error("state does not match")]
    StateMismatch,
    /// Neither `error` nor all of `code`, `state`, `device_id`.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// `payload` is not the JSON object it should be.
    #[error("payload is not readable")]
    Payload,
    /// The provider said no, with the right state.
    #[error(transparent)]
    Denied(OAuthError),
}

impl Callback {
    /// Reads the query of the callback in either shape: flat parameters, or all of them in one
    /// JSON parameter `payload` (identity.md 1.3).
    pub fn parse(query: &str) -> Result<Self, CallbackError> {
        let params = Params::parse(query);
        match params.get("payload") {
            Some(payload) => Self::from_params(&unfold(payload)?),
            None => Self::from_params(&params),
        }
    }

    fn from_params(params: &Params) -> Result<Self, CallbackError> {
        if let Some(error) = params.get("error") {
            return Ok(Self::Denied(OAuthError {
                error: error.to_owned(),
                error_description: params.get("error_description").map(str::to_owned),
                state: params.get("state").map(str::to_owned),
            }));
        }
        let must = |name| {
            params
                .get(name)
                .map(str::to_owned)
                .ok_or(CallbackError::Missing(name))
        };
        Ok(Self::Granted(Granted {
            code: must("code")?,
            state: must("state")?,
            device_id: must("device_id")?,
            expires_in: params.get("expires_in").and_then(|text| text.parse().ok()),
            kind: params.get("type").map(str::to_owned),
        }))
    }

    /// The state it carries.
    pub fn state(&self) -> Option<&str> {
        match self {
            Self::Granted(granted) => Some(&granted.state),
            Self::Denied(error) => error.state.as_deref(),
        }
    }

    /// The grant, if the state is the one this browser was sent away with. A refusal is believed
    /// only with the right state too: else anybody could end somebody's attempt.
    pub fn verify(self, expected_state: &str) -> Result<Granted, CallbackError> {
        if self.state() != Some(expected_state) || expected_state.is_empty() {
            return Err(CallbackError::StateMismatch);
        }
        match self {
            Self::Granted(granted) => Ok(granted),
            Self::Denied(error) => Err(CallbackError::Denied(error)),
        }
    }

    /// The query parameters a provider appends to `redirect_uri`.
    pub fn params(&self, payload: bool) -> Params {
        let flat = match self {
            Self::Granted(granted) => Params::new()
                .with("code", &*granted.code)
                .with("state", &*granted.state)
                .with("device_id", &*granted.device_id)
                .with("type", granted.kind.as_deref().unwrap_or(CODE_TYPE))
                .with(
                    "expires_in",
                    granted.expires_in.unwrap_or_default().to_string(),
                ),
            Self::Denied(error) => {
                let params = Params::new().with("error", &*error.error).with(
                    "error_description",
                    error.error_description.clone().unwrap_or_default(),
                );
                match &error.state {
                    Some(state) => params.with("state", &**state),
                    None => params,
                }
            }
        };
        match (payload, self) {
            (true, Self::Granted(granted)) => {
                Params::new().with("payload", serde_json::json!(granted).to_string())
            }
            _ => flat,
        }
    }
}

/// The members of the JSON object as parameters; numbers and strings alike.
fn unfold(payload: &str) -> Result<Params, CallbackError> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(payload).map_err(|_| CallbackError::Payload)?;
    Ok(object
        .into_iter()
        .fold(Params::new(), |params, (name, value)| match value {
            serde_json::Value::String(text) => params.with(&name, text),
            serde_json::Value::Number(number) => params.with(&name, number.to_string()),
            _ => params,
        }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_say_the_same() {
        let callback = Callback::Granted(Granted {
            code: "c&=".into(),
            state: "s".into(),
            device_id: "d".into(),
            expires_in: Some(600),
            kind: Some(CODE_TYPE.into()),
        });
        for payload in [false, true] {
            let query = callback.params(payload).encode();
            assert_eq!(query.contains("payload="), payload);
            assert_eq!(Callback::parse(&query).unwrap(), callback);
        }
    }

    #[test]
    fn a_foreign_state_is_refused_even_with_an_error() {
        let denied = Callback::parse("error=access_denied&state=other").unwrap();
        assert_eq!(denied.verify("mine"), Err(CallbackError::StateMismatch));
        let denied = Callback::parse("error=access_denied&state=mine").unwrap();
        assert!(matches!(
            denied.verify("mine"),
            Err(CallbackError::Denied(_))
        ));
        assert_eq!(
            Callback::parse("code=1&state=2"),
            Err(CallbackError::Missing("device_id"))
        );
        assert_eq!(Callback::parse("payload=%7B"), Err(CallbackError::Payload));
    }
}
