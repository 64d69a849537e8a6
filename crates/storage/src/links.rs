use crate::Result;
use async_trait::async_trait;
use model::{AccountId, FullName, LinkId, PersonId, ProfileId, SessionId};

/// A learning profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningProfile {
    /// Which.
    pub id: ProfileId,
    /// Number of the VK ID.
    pub vk_id: String,
    /// Name there.
    pub name: FullName,
    /// Birth date, `YYYY-MM-DD`.
    pub born: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// Since when.
    pub created_at: i64,
}

/// An account tied to a learning profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Which.
    pub id: LinkId,
    /// Account.
    pub account: AccountId,
    /// Its person.
    pub person: PersonId,
    /// Profile.
    pub profile: ProfileId,
    /// Since when.
    pub linked_at: i64,
    /// Tokens of VK ID, encrypted.
    pub tokens: Option<Vec<u8>>,
}

/// Where a try to link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Sent to VK ID.
    Asked,
    /// VK ID answered, the person looks at both cards.
    Review,
    /// The profile is somebody else's.
    Mismatch,
    /// Refused.
    Failed,
    /// Linked.
    Done,
}

impl Stage {
    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Stage::Asked => "asked",
            Stage::Review => "review",
            Stage::Mismatch => "mismatch",
            Stage::Failed => "failed",
            Stage::Done => "done",
        }
    }

    /// The stage of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Stage::Asked,
            Stage::Review,
            Stage::Mismatch,
            Stage::Failed,
            Stage::Done,
        ]
        .into_iter()
        .find(|stage| stage.code() == code)
    }
}

/// A try to link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTry {
    /// Which; ignored when inserted.
    pub id: i64,
    /// The browser's session.
    pub session: SessionId,
    /// The account signed in there.
    pub account: AccountId,
    /// Where it stands.
    pub stage: Stage,
    /// PKCE verifier, later the tokens, encrypted.
    pub secret: Vec<u8>,
    /// What the stage knows, JSON.
    pub detail: String,
    /// Since when.
    pub created_at: i64,
}

/// Links, profiles and tries.
#[async_trait]
pub trait LinkRepository {
    /// A profile by its VK ID.
    async fn profile_by_vk(&mut self, vk_id: &str) -> Result<Option<LearningProfile>>;
    /// One profile.
    async fn profile(&mut self, id: ProfileId) -> Result<Option<LearningProfile>>;
    /// Inserts or brings up to date, by VK ID; `id` is ignored.
    async fn keep_profile(&mut self, profile: &LearningProfile) -> Result<ProfileId>;
    /// The live link of an account.
    async fn link_of(&mut self, account: AccountId) -> Result<Option<Link>>;
    /// The live link of a profile.
    async fn link_of_profile(&mut self, profile: ProfileId) -> Result<Option<Link>>;
    /// Links; `id` is ignored.
    async fn insert_link(&mut self, link: &Link) -> Result<LinkId>;
    /// Ends a link.
    async fn end_link(&mut self, id: LinkId, at: i64, reason: &str) -> Result<()>;
    /// Begins a try, forgetting earlier ones of the session.
    async fn insert_try(&mut self, state_hash: &[u8], new: &LinkTry) -> Result<()>;
    /// A try by its state.
    async fn try_by_state(&mut self, state_hash: &[u8]) -> Result<Option<LinkTry>>;
    /// The newest try of a session.
    async fn try_of(&mut self, session: SessionId) -> Result<Option<LinkTry>>;
    /// Moves a try on, if it still is at `from`; `false` when somebody was quicker.
    async fn move_try(&mut self, id: i64, from: Stage, to: &LinkTry) -> Result<bool>;
}
