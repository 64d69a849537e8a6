use crate::{Person, Result};
use async_trait::async_trait;
use model::{
    AccountId, ChangeId, ClassId, FullName, HandKind, LinkId, OrgId, PersonId, PersonState, Role,
};

/// Who is looked for in a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleQuery {
    /// School.
    pub org: OrgId,
    /// Ways to read what was typed, each a list of beginnings of words that all must be there;
    /// nothing typed is no way at all, and everybody is found.
    pub ways: Vec<Vec<String>>,
    /// Only with this role.
    pub role: Option<Role>,
    /// Only of this class: pupils, teachers, guardians.
    pub class: Option<ClassId>,
    /// Only so linked.
    pub state: Option<PersonState>,
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub skip: i64,
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: FullName,
    /// Roles at the school, the foremost first.
    pub roles: Vec<Role>,
    /// Own classes, or those of the children.
    pub classes: Vec<String>,
    /// Has a linked profile.
    pub linked: bool,
    /// Has never signed in.
    pub never_in: bool,
    /// Marked as having left, by hand.
    pub left: bool,
}

/// A link that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastLink {
    /// Name in the learning profile.
    pub name: FullName,
    /// Number there, E.164.
    pub phone: Option<String>,
    /// From.
    pub linked_at: i64,
    /// To.
    pub ended_at: i64,
    /// Code of the reason: `person`, `relinked`, `left the school`, `administrator` ...
    pub reason: String,
    /// The administrator's own words.
    pub text: Option<String>,
    /// The administrator.
    pub by: Option<FullName>,
}

/// What somebody is told whose link an administrator ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndNotice {
    /// When.
    pub at: i64,
    /// The administrator.
    pub by: FullName,
    /// Why.
    pub text: String,
}

/// A change by hand, to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChange {
    /// School.
    pub org: OrgId,
    /// Whose: the pupil, the leaver, the guardian.
    pub person: PersonId,
    /// What.
    pub kind: HandKind,
    /// The class that a pupil was moved to.
    pub class: Option<ClassId>,
    /// The child of a guardian.
    pub child: Option<PersonId>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: i64,
    /// By whom.
    pub by: PersonId,
}

/// A change by hand, with the names of who and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandChange {
    /// Which.
    pub id: ChangeId,
    /// What it says.
    pub change: NewChange,
    /// Taken back at.
    pub ended_at: Option<i64>,
    /// Name of the person.
    pub name: FullName,
    /// Name of who did it.
    pub by_name: FullName,
    /// Name of the child.
    pub child_name: Option<FullName>,
    /// «4Б»
    pub class_name: Option<String>,
}

/// Whether a guardianship holds, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guardianship {
    /// Ended by this change.
    pub ended_by: Option<ChangeId>,
    /// Added by this change; else it came with the data.
    pub added_by: Option<ChangeId>,
}

/// People as the administrator of a school sees and changes them. A change by hand only marks what
/// came with the data, so that it can be taken back and the next import can go round it.
#[async_trait]
pub trait PeopleRepository {
    /// People of a school in order of their names, and how many there are in all.
    async fn find_people(
        &mut self,
        query: &PeopleQuery,
        day: &str,
    ) -> Result<(Vec<FoundPerson>, i64)>;
    /// Active guardians of a child, by name.
    async fn guardians_of(&mut self, child: PersonId) -> Result<Vec<Person>>;
    /// The change by which somebody has left.
    async fn left_by_hand(&mut self, person: PersonId) -> Result<Option<ChangeId>>;
    /// When an account last signed in.
    async fn last_in(&mut self, account: AccountId) -> Result<Option<i64>>;
    /// Links of a person that are over, newest first.
    async fn past_links(&mut self, person: PersonId) -> Result<Vec<PastLink>>;
    /// Ends a link as an administrator, with a reason that the person will read.
    async fn end_link_of(&mut self, link: LinkId, at: i64, by: PersonId, text: &str) -> Result<()>;
    /// What an account has to be told about its last link, until it has been read.
    async fn end_notice(&mut self, account: AccountId) -> Result<Option<EndNotice>>;
    /// It has been read.
    async fn see_end_notice(&mut self, account: AccountId, at: i64) -> Result<()>;
    /// Whether the log says that `actor` looked at `subject` after an instant.
    async fn looked_since(
        &mut self,
        org: OrgId,
        actor: PersonId,
        subject: PersonId,
        since: i64,
    ) -> Result<bool>;
    /// Notes a change by hand.
    async fn insert_change(&mut self, change: &NewChange) -> Result<ChangeId>;
    /// Changes by hand about a person, also as somebody's child; newest first.
    async fn changes_of(&mut self, org: OrgId, person: PersonId) -> Result<Vec<HandChange>>;
    /// A change by hand holds no longer.
    async fn end_change(&mut self, id: ChangeId, at: i64) -> Result<()>;
    /// Ends the places of a pupil in all classes and groups of a school that came with the data.
    async fn end_enrolments(
        &mut self,
        person: PersonId,
        org: OrgId,
        change: ChangeId,
    ) -> Result<()>;
    /// What one change ended is ended by another from now on, and what it added is gone.
    async fn replace_transfer(&mut self, before: ChangeId, after: ChangeId) -> Result<()>;
    /// What a change ended holds again, and what it added is gone.
    async fn undo_transfer(&mut self, change: ChangeId) -> Result<()>;
    /// The class that a pupil would be in without this transfer.
    async fn class_before(&mut self, change: ChangeId) -> Result<Option<ClassId>>;
    /// Puts a pupil into a class or group from a day on.
    async fn enrol_by_hand(
        &mut self,
        change: ChangeId,
        class: ClassId,
        person: PersonId,
        day: &str,
    ) -> Result<()>;
    /// Marks a person as having left, or as being back.
    async fn mark_left(&mut self, person: PersonId, change: Option<ChangeId>) -> Result<()>;
    /// Lets somebody go for good who was only there by hand.
    async fn let_go(&mut self, person: PersonId) -> Result<()>;
    /// A guardianship, ended or not.
    async fn guardianship(
        &mut self,
        guardian: PersonId,
        child: PersonId,
    ) -> Result<Option<Guardianship>>;
    /// Adds a guardian, with the role at the school if it is missing.
    async fn add_guardian(
        &mut self,
        guardian: PersonId,
        child: PersonId,
        org: OrgId,
        change: ChangeId,
    ) -> Result<()>;
    /// Ends a guardianship that came with the data.
    async fn end_guardianship(
        &mut self,
        guardian: PersonId,
        child: PersonId,
        change: ChangeId,
    ) -> Result<()>;
    /// A guardianship that a change ended holds again.
    async fn restore_guardianship(&mut self, change: ChangeId) -> Result<()>;
    /// Removes a guardianship that a change added; and the role at the school, when it came by hand
    /// and the person has no other child by hand there.
    async fn drop_guardian(
        &mut self,
        guardian: PersonId,
        org: OrgId,
        change: ChangeId,
    ) -> Result<()>;
    /// Whether somebody has a role anywhere, on any day.
    async fn has_role(&mut self, person: PersonId) -> Result<bool>;
    /// Whether a login is taken at a school, or among people who were added by hand.
    async fn login_taken(&mut self, org: OrgId, login: &str) -> Result<bool>;
    /// Somebody whom the data does not know, with an account.
    async fn insert_person_by_hand(
        &mut self,
        id: &str,
        name: &FullName,
        phone: Option<&str>,
        login: &str,
    ) -> Result<PersonId>;
}

/// The source of people and roles that were added by hand; imports never touch it.
pub const BY_HAND: (&str, &str) = ("zvonok", "by hand");
