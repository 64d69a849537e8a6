use crate::Result;
use async_trait::async_trait;
use model::{
    AccountId, FullName, LinkId, MisfitId, MisfitKind, MisfitState, OrgId, PersonId, ProfileId,
};

/// What the roster or a learning profile says of a person, as far as the doctor compares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traits {
    /// Name.
    pub name: FullName,
    /// Birth date, `YYYY-MM-DD`.
    pub born: Option<String>,
    /// E.164.
    pub phone: Option<String>,
}

/// A live link with its person and profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedPerson {
    /// Link.
    pub link: LinkId,
    /// Whose account.
    pub person: PersonId,
    /// The roster's.
    pub roster: Traits,
    /// The profile's.
    pub profile: Traits,
    /// Has the role of a pupil somewhere.
    pub pupil: bool,
    /// Has another role somewhere.
    pub adult: bool,
}

/// What two people of a family are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The other is a guardian.
    Guardian,
    /// The other is a child.
    Child,
    /// Both have a guardian in common.
    Sibling,
}

/// A relative of `of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// Of whom.
    pub of: PersonId,
    /// As what.
    pub relation: Relation,
    /// Who.
    pub person: PersonId,
    /// The roster's.
    pub roster: Traits,
}

/// Somebody else whom the roster gives the number of the profile linked by `of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneOwner {
    /// Whose link.
    pub of: PersonId,
    /// Whose number.
    pub person: PersonId,
    /// The roster's.
    pub roster: Traits,
    /// Has the role of a pupil.
    pub pupil: bool,
}

/// Another live link whose profile has the same number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameNumber {
    /// Whose link.
    pub of: PersonId,
    /// Whose the other link is.
    pub person: PersonId,
    /// The roster's of the other.
    pub roster: Traits,
    /// The other profile.
    pub profile: Traits,
}

/// A misfit of a live link, as far as finding it again needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMisfit {
    /// Which.
    pub id: MisfitId,
    /// Of which link.
    pub link: LinkId,
    /// Why.
    pub kind: MisfitKind,
    /// Where it stands.
    pub state: MisfitState,
    /// Whose profile it seems to be.
    pub right: Option<PersonId>,
    /// Whether codes are out that still hold.
    pub mending: bool,
}

/// A misfit to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMisfit {
    /// School.
    pub org: OrgId,
    /// Link.
    pub link: LinkId,
    /// Its person.
    pub person: PersonId,
    /// Why.
    pub kind: MisfitKind,
    /// Whose profile it seems to be.
    pub right: Option<PersonId>,
    /// What points there, JSON.
    pub evidence: String,
}

/// A misfit with both people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMisfit {
    /// Which.
    pub id: MisfitId,
    /// School.
    pub org: OrgId,
    /// Link.
    pub link: LinkId,
    /// Account that holds it.
    pub account: AccountId,
    /// Profile linked.
    pub profile_id: ProfileId,
    /// Whose account.
    pub person: PersonId,
    /// The roster's.
    pub roster: Traits,
    /// The profile's.
    pub profile: Traits,
    /// Why.
    pub kind: MisfitKind,
    /// Whose profile it seems to be: who, name, number.
    pub right: Option<(PersonId, FullName, Option<String>)>,
    /// Since when.
    pub found_at: i64,
    /// Where it stands.
    pub state: MisfitState,
}

/// A repair under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Which; ignored when inserted.
    pub id: i64,
    /// Of what.
    pub misfit: MisfitId,
    /// Account that holds the wrong link.
    pub wrong_account: AccountId,
    /// Account that the profile goes to.
    pub right_account: AccountId,
    /// Code of the one, sealed.
    pub wrong_code: Vec<u8>,
    /// Code of the other, sealed.
    pub right_code: Vec<u8>,
    /// Wrong codes so far; ignored when inserted.
    pub tries: i64,
    /// When.
    pub started_at: i64,
    /// By whom.
    pub started_by: PersonId,
}

/// The linking doctor's notes. `day` is the day for which roles hold.
#[async_trait]
pub trait DoctorRepository {
    /// People with a role in a school who have a live link.
    async fn linked_in(&mut self, org: OrgId, day: &str) -> Result<Vec<PersonId>>;
    /// Their links.
    async fn linked_people(&mut self, of: &[PersonId], day: &str) -> Result<Vec<LinkedPerson>>;
    /// Their guardians, children, brothers and sisters.
    async fn relatives(&mut self, of: &[PersonId]) -> Result<Vec<Relative>>;
    /// Others whom the roster gives the numbers of their profiles.
    async fn phone_owners(&mut self, of: &[PersonId], day: &str) -> Result<Vec<PhoneOwner>>;
    /// Other links with the numbers of their profiles.
    async fn same_numbers(&mut self, of: &[PersonId]) -> Result<Vec<SameNumber>>;
    /// What is known of their links, in whatever state. Codes given out before `codes_after` no
    /// longer hold.
    async fn known_misfits(
        &mut self,
        of: &[PersonId],
        codes_after: i64,
    ) -> Result<Vec<KnownMisfit>>;
    /// Keeps a misfit; one that was mended opens anew. `None` when it is there already.
    async fn keep_misfit(&mut self, new: &NewMisfit, at: i64) -> Result<Option<MisfitId>>;
    /// The misfit points to somebody else now.
    async fn point_misfit(
        &mut self,
        id: MisfitId,
        right: Option<PersonId>,
        evidence: &str,
    ) -> Result<()>;
    /// Moves an open misfit on; `false` when it is not open.
    async fn settle_misfit(
        &mut self,
        id: MisfitId,
        state: MisfitState,
        at: i64,
        by: Option<PersonId>,
        reason: &str,
    ) -> Result<bool>;
    /// One misfit.
    async fn misfit(&mut self, id: MisfitId) -> Result<Option<SeenMisfit>>;
    /// Open ones of a school.
    async fn misfits_in(&mut self, org: OrgId) -> Result<Vec<SeenMisfit>>;
    /// Open ones of a person's link, and of others' links that hold the person's profile.
    async fn misfits_about(&mut self, person: PersonId) -> Result<Vec<SeenMisfit>>;
    /// Begins a repair.
    async fn insert_repair(&mut self, new: &Repair) -> Result<i64>;
    /// The repair under way.
    async fn repair_of(&mut self, misfit: MisfitId) -> Result<Option<Repair>>;
    /// Repairs begun after an instant.
    async fn count_repairs(&mut self, misfit: MisfitId, after: i64) -> Result<i64>;
    /// Counts a wrong code.
    async fn miss_repair(&mut self, id: i64) -> Result<()>;
    /// Ends a repair and forgets its codes; `done`, `spent` or `cancelled`.
    async fn end_repair(&mut self, id: i64, state: &str, at: i64) -> Result<()>;
    /// The last local night on which a school was looked through.
    async fn doctor_night(&mut self, org: OrgId) -> Result<Option<String>>;
    /// Notes it.
    async fn keep_doctor_night(&mut self, org: OrgId, night: &str, at: i64) -> Result<()>;
}
