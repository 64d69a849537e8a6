//! Answers of `POST /oauth2/auth`, `/oauth2/revoke` and `/oauth2/logout`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A VK ID user. It is a NUMBER in the token answer and a STRING in the user data (identity.md
/// 1.4, 1.5, 1.8), so both are read and the text is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub String);

impl std::fmt::Display for UserId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for UserId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for UserId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Number(u64),
            Text(String),
        }
        Ok(match Either::deserialize(deserializer)? {
            Either::Number(number) => Self(number.to_string()),
            Either::Text(text) => Self(text),
        })
    }
}

fn as_number<S: Serializer>(id: &UserId, serializer: S) -> Result<S::Ok, S::Error> {
    match id.0.parse::<u64>() {
        Ok(number) => serializer.serialize_u64(number),
        Err(_) => serializer.serialize_str(&id.0),
    }
}

/// Numbers that some answers give as text.
pub(super) mod lenient {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &Option<i64>, to: S) -> Result<S::Ok, S::Error> {
        value.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Number(i64),
            Text(String),
        }
        Ok(match Option::<Either>::deserialize(from)? {
            Some(Either::Number(number)) => Some(number),
            Some(Either::Text(text)) => text.parse().ok(),
            None => None,
        })
    }
}

/// Answer of the exchange and of the refresh (identity.md 1.4).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenAnswer {
    /// One hour.
    pub access_token: String,
    /// 180 days; changes at every refresh.
    pub refresh_token: String,
    /// Optional: the Web SDK types the answer without it. Checked only through
    /// `/oauth2/public_info`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// `Bearer`.
    #[serde(default)]
    pub token_type: String,
    /// Life of the access token in seconds.
    #[serde(default, with = "lenient")]
    pub expires_in: Option<i64>,
    /// Whose tokens they are.
    #[serde(serialize_with = "as_number")]
    pub user_id: UserId,
    /// Echo of the state of *this* request, chosen by the client.
    #[serde(default)]
    pub state: String,
    /// What was granted.
    #[serde(default)]
    pub scope: String,
}

impl std::fmt::Debug for TokenAnswer {
    /// Without the tokens: what is printed ends in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenAnswer")
            .field("user_id", &self.user_id.0)
            .field("scope", &self.scope)
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

/// `{"response":1}`: the answer of revoke and logout (identity.md 1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Always 1.
    pub response: u8,
}

impl Done {
    /// The only value there is.
    pub const YES: Self = Self { response: 1 };
}
