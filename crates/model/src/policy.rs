//! Who may do what (`shared/spec/roles.md`). Every endpoint, socket frame and use case asks here;
//! what is not said to be allowed is not.

use crate::{CallRights, ChatKind, OrgId, Role};
use serde::{Deserialize, Serialize};

/// A role in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAt {
    /// What.
    pub role: Role,
    /// Where.
    pub org: OrgId,
}

/// How far somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// What belongs to the own teaching load.
    OwnLoad,
    /// The whole school.
    School,
}

fn is(roles: &[RoleAt], org: OrgId, role: Role) -> bool {
    roles.iter().any(|at| at.org == org && at.role == role)
}

/// «Управление чатами»: see.
#[must_use]
pub fn see_chat_management(roles: &[RoleAt], org: OrgId) -> Reach {
    if is(roles, org, Role::Administrator) {
        Reach::School
    } else if is(roles, org, Role::Teacher) {
        Reach::OwnLoad
    } else {
        Reach::Nothing
    }
}

/// «Управление чатами»: add a subject chat, for a class and subject that one `teaches`.
#[must_use]
pub fn add_subject_chat(roles: &[RoleAt], org: OrgId, teaches: bool) -> bool {
    teaches && is(roles, org, Role::Teacher)
}

/// Plan, announce, hold and finish the remote lessons of a study group that one `teaches` (SL-06..08,
/// SL-13).
#[must_use]
pub fn hold_lesson(roles: &[RoleAt], org: OrgId, teaches: bool) -> bool {
    teaches && is(roles, org, Role::Teacher)
}

/// Come into the call of a lesson that goes on: who studies in its group, and their guardians.
#[must_use]
pub fn join_lesson(studies_there: bool) -> bool {
    studies_there
}

/// Write to somebody alone (RC-14), with whom one shares a chat in these roles. Pupils do not write
/// to each other, nor to the guardians of another family; one's own family needs no chat.
#[must_use]
pub fn write_to(mine: Role, theirs: Role) -> bool {
    use Role::{Guardian, Pupil};
    !matches!(
        (mine, theirs),
        (Pupil, Pupil | Guardian) | (Guardian, Pupil)
    )
}

/// Begin a call in a chat of a kind, as a member with this role.
#[must_use]
pub fn start_call(kind: ChatKind, role: Role) -> bool {
    kind == ChatKind::Dialogue || role == Role::Teacher
}

/// Host a call of a chat: mute, remove, give and take rights, end for all. Who began it, and the
/// administrators of the chat. Between two people nobody is above the other.
#[must_use]
pub fn host_call(kind: ChatKind, starter: bool, administers: bool) -> bool {
    kind != ChatKind::Dialogue && (starter || administers)
}

/// End a call of a chat: its hosts, and of a dialogue each of the two.
#[must_use]
pub fn end_call(host: bool, dialogue: bool) -> bool {
    host || dialogue
}

/// What everybody may do when a call begins: speak and be seen until that is taken away, and show
/// the screen when it is given (CA-28). In a dialogue both may everything.
#[must_use]
pub fn call_rights(kind: ChatKind) -> CallRights {
    CallRights {
        microphone: true,
        camera: true,
        screen: kind == ChatKind::Dialogue,
    }
}

/// What somebody may do in a call: a host everything (CA-05), the others what holds for them.
#[must_use]
pub fn rights_in_call(host: bool, own: CallRights) -> CallRights {
    if host { CallRights::ALL } else { own }
}

/// Run a school: import, people, codes, log.
#[must_use]
pub fn run_school(roles: &[RoleAt], org: OrgId) -> bool {
    is(roles, org, Role::Administrator)
}

/// Print a one-time code for somebody with the roles `of`: whoever runs a school where that person
/// has a role; but not for somebody who runs or oversees something elsewhere, which the code would
/// open too.
#[must_use]
pub fn give_code(roles: &[RoleAt], org: OrgId, of: &[RoleAt]) -> bool {
    let ordinary = |at: &RoleAt| {
        is(roles, at.org, Role::Administrator)
            || matches!(at.role, Role::Pupil | Role::Guardian | Role::Teacher)
    };
    run_school(roles, org) && of.iter().any(|at| at.org == org) && of.iter().all(ordinary)
}

/// The log: a school's to its administrator, an authority's to its own operators.
#[must_use]
pub fn see_log(roles: &[RoleAt], org: OrgId) -> bool {
    run_school(roles, org) || see_figures(roles, org)
}

/// Figures of the schools of an authority: the authority's own operators.
#[must_use]
pub fn see_figures(roles: &[RoleAt], authority: OrgId) -> bool {
    is(roles, authority, Role::Authority)
}

/// Who of a class has linked: its class teacher, and the administrator of the school.
#[must_use]
pub fn see_progress(roles: &[RoleAt], org: OrgId, class_teacher: bool) -> bool {
    (class_teacher && is(roles, org, Role::Teacher)) || is(roles, org, Role::Administrator)
}

/// See and mend a link that does not fit: the two whom it concerns, the class teacher, the
/// administrator of the school.
#[must_use]
pub fn mend_link(roles: &[RoleAt], org: OrgId, side: bool, class_teacher: bool) -> bool {
    side || see_progress(roles, org, class_teacher)
}

/// Say that such a link is right after all: never somebody whom it concerns.
#[must_use]
pub fn dismiss_misfit(roles: &[RoleAt], org: OrgId, side: bool, class_teacher: bool) -> bool {
    !side && see_progress(roles, org, class_teacher)
}

/// Link and unlink the own account.
#[must_use]
pub fn link_own(roles: &[RoleAt]) -> bool {
    roles.iter().any(|at| at.role.has_chats())
}

/// The schedule of a class of `org`: `own` when one studies or teaches there or has a child
/// there.
#[must_use]
pub fn see_schedule(roles: &[RoleAt], org: OrgId, own: bool) -> bool {
    own || is(roles, org, Role::Administrator)
}

/// A child's page: own children, pupils of own classes, the school for its administrator.
#[must_use]
pub fn see_profile(roles: &[RoleAt], org: OrgId, own_child: bool, in_own_class: bool) -> bool {
    own_child
        || (in_own_class && is(roles, org, Role::Teacher))
        || is(roles, org, Role::Administrator)
}

/// Reading and writing in an automatic chat: members only, whatever the role.
#[must_use]
pub fn use_chat(member: bool) -> bool {
    member
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: OrgId = OrgId(1);
    const ELSEWHERE: OrgId = OrgId(2);

    #[test]
    fn codes_are_printed_by_the_administrator_for_people_of_the_school_alone() {
        let at = |role, org| RoleAt { role, org };
        for role in Role::ALL {
            let may = role == Role::Administrator;
            let pupil = [at(Role::Pupil, HERE)];
            assert_eq!(give_code(&only(role), HERE, &pupil), may, "{role:?}");
            assert!(!give_code(&only(role), ELSEWHERE, &pupil), "{role:?}");
        }
        let admin = only(Role::Administrator);
        assert!(!give_code(&admin, HERE, &[at(Role::Pupil, ELSEWHERE)]));
        assert!(!give_code(&admin, HERE, &[]));
        for (role, may) in [
            (Role::Teacher, true),
            (Role::Administrator, false),
            (Role::Authority, false),
        ] {
            let of = [at(Role::Teacher, HERE), at(role, ELSEWHERE)];
            assert_eq!(give_code(&admin, HERE, &of), may, "{role:?} elsewhere");
        }
    }

    fn only(role: Role) -> [RoleAt; 1] {
        [RoleAt { role, org: HERE }]
    }

    #[test]
    fn chat_management_row() {
        for role in Role::ALL {
            let reach = match role {
                Role::Teacher => Reach::OwnLoad,
                Role::Administrator => Reach::School,
                _ => Reach::Nothing,
            };
            assert_eq!(see_chat_management(&only(role), HERE), reach, "{role:?}");
            assert_eq!(
                see_chat_management(&only(role), ELSEWHERE),
                Reach::Nothing,
                "{role:?}"
            );
            let teacher = role == Role::Teacher;
            assert_eq!(
                add_subject_chat(&only(role), HERE, true),
                teacher,
                "{role:?}"
            );
            assert!(!add_subject_chat(&only(role), HERE, false), "{role:?}");
            assert!(!add_subject_chat(&only(role), ELSEWHERE, true), "{role:?}");
            assert_eq!(hold_lesson(&only(role), HERE, true), teacher, "{role:?}");
            assert!(!hold_lesson(&only(role), HERE, false), "{role:?}");
            assert!(!hold_lesson(&only(role), ELSEWHERE, true), "{role:?}");
        }
    }

    #[test]
    fn school_rows() {
        for role in Role::ALL {
            let admin = role == Role::Administrator;
            assert_eq!(run_school(&only(role), HERE), admin, "{role:?}");
            assert!(!run_school(&only(role), ELSEWHERE), "{role:?}");
            let authority = role == Role::Authority;
            assert_eq!(see_figures(&only(role), HERE), authority, "{role:?}");
            assert!(!see_figures(&only(role), ELSEWHERE), "{role:?}");
            assert_eq!(see_log(&only(role), HERE), admin || authority, "{role:?}");
            assert!(!see_log(&only(role), ELSEWHERE), "{role:?}");
            let teacher = admin || role == Role::Teacher;
            assert_eq!(see_progress(&only(role), HERE, true), teacher, "{role:?}");
            assert_eq!(see_progress(&only(role), HERE, false), admin, "{role:?}");
            assert!(!see_progress(&only(role), ELSEWHERE, true), "{role:?}");
            for (side, class_teacher) in
                [(true, true), (true, false), (false, true), (false, false)]
            {
                let staff = admin || (class_teacher && role == Role::Teacher);
                let mends = mend_link(&only(role), HERE, side, class_teacher);
                assert_eq!(mends, side || staff, "{role:?}");
                let dismisses = dismiss_misfit(&only(role), HERE, side, class_teacher);
                assert_eq!(dismisses, !side && staff, "{role:?}");
                assert!(
                    !dismiss_misfit(&only(role), ELSEWHERE, side, true),
                    "{role:?}"
                );
            }
        }
    }

    #[test]
    fn link_row() {
        for role in Role::ALL {
            let may = !matches!(role, Role::Authority | Role::Support);
            assert_eq!(link_own(&only(role)), may, "{role:?}");
        }
    }

    #[test]
    fn profile_and_schedule_rows() {
        for role in Role::ALL {
            let admin = role == Role::Administrator;
            assert!(see_profile(&only(role), HERE, true, false), "{role:?}");
            assert_eq!(
                see_profile(&only(role), HERE, false, false),
                admin,
                "{role:?}"
            );
            let class = admin || role == Role::Teacher;
            assert_eq!(
                see_profile(&only(role), HERE, false, true),
                class,
                "{role:?}"
            );
            assert_eq!(see_schedule(&only(role), HERE, false), admin, "{role:?}");
            assert!(!see_schedule(&only(role), ELSEWHERE, false), "{role:?}");
        }
    }
}
