//! Answers of `POST /oauth2/user_info` and `/oauth2/public_info`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::UserId;

/// The wrapper `{"user":{...}}` (identity.md 1.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserAnswer<T> {
    /// The data.
    pub user: T,
}

/// Sex in VK's numbers: 1 female, 2 male, 0 unset (identity.md 1.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sex {
    /// 0
    #[default]
    Unset,
    /// 1
    Female,
    /// 2
    Male,
}

impl Serialize for Sex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(match self {
            Self::Unset => 0,
            Self::Female => 1,
            Self::Male => 2,
        })
    }
}

impl<'de> Deserialize<'de> for Sex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match u8::deserialize(deserializer)? {
            1 => Self::Female,
            2 => Self::Male,
            _ => Self::Unset,
        })
    }
}

/// What `/oauth2/user_info` says of a person (identity.md 1.5). Everything but the id may be
/// missing: it depends on the scopes and on what the person filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// A string here.
    pub user_id: UserId,
    /// Given name.
    #[serde(default)]
    pub first_name: String,
    /// Surname.
    #[serde(default)]
    pub last_name: String,
    /// Ours alone: real VK ID has no patronymic, so nobody may rely on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
    /// Digits without a plus, `79120000000`; scope `phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Scope `email`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Address of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Sex.
    #[serde(default)]
    pub sex: Sex,
    /// Account verified by VK.
    #[serde(default)]
    pub verified: bool,
    /// `DD.MM.YYYY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<String>,
}

/// What `/oauth2/public_info` says for an ID token: enough to greet somebody, not enough to know
/// him (identity.md 1.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicUser {
    /// A string here.
    pub user_id: UserId,
    /// Given name.
    #[serde(default)]
    pub first_name: String,
    /// First letter of the surname.
    #[serde(default)]
    pub last_name: String,
    /// Masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Address of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
}
