use crate::Result;
use async_trait::async_trait;
use model::{AccountId, ClassId, FullName, OrgId, PersonId};

/// What a one-time code is for. An account has at most one live code of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePurpose {
    /// Printed on a card.
    First,
    /// Sent to a telephone or mail box.
    Reset,
}

impl CodePurpose {
    /// The name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            CodePurpose::First => "first",
            CodePurpose::Reset => "reset",
        }
    }
}

/// A one-time code as it is kept: never the code itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCode {
    /// Whose password it sets.
    pub account: AccountId,
    /// What for.
    pub purpose: CodePurpose,
    /// Keyed hash.
    pub hash: Vec<u8>,
    /// When made; milliseconds since 1970, UTC, like every instant here.
    pub made_at: i64,
    /// Not good from this instant on.
    pub expires_at: i64,
    /// Who printed it.
    pub made_by: Option<PersonId>,
    /// Where it was sent; empty for a card.
    pub sent_to: String,
}

/// Somebody of a school who signs in, in the group in which cards are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Class of a pupil, or of a guardian's child; nothing for staff.
    pub class: Option<ClassId>,
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: FullName,
    /// Account.
    pub account: AccountId,
    /// Login.
    pub login: String,
    /// Has a password.
    pub ready: bool,
    /// Until when a printed card is good that has not been used.
    pub card: Option<i64>,
    /// The child in this class, of a guardian; a guardian has a row for each.
    pub child: Option<FullName>,
}

/// One-time codes, and who they are printed for. `day` (`YYYY-MM-DD`) is the day for which roles
/// and enrolments hold.
#[async_trait]
pub trait CodeRepository {
    /// Keeps a code in the place of an earlier one of the same account and purpose.
    async fn keep_code(&mut self, code: &NewCode) -> Result<()>;
    /// Hashes of an account's codes that are neither used nor expired.
    async fn live_codes(&mut self, account: AccountId, now: i64) -> Result<Vec<Vec<u8>>>;
    /// Uses up all codes of an account.
    async fn use_codes(&mut self, account: AccountId, at: i64) -> Result<()>;
    /// Teachers and administrators of a school, by name.
    async fn staff_to_sign_in(&mut self, org: OrgId, day: &str, now: i64) -> Result<Vec<Holder>>;
    /// Pupils of its classes, by name.
    async fn pupils_to_sign_in(&mut self, org: OrgId, day: &str, now: i64) -> Result<Vec<Holder>>;
    /// Guardians of those pupils, by name.
    async fn guardians_to_sign_in(
        &mut self,
        org: OrgId,
        day: &str,
        now: i64,
    ) -> Result<Vec<Holder>>;
}
