use crate::school_core::Who;
use model::{
    Role,
    policy::{self, Reach},
};
use test_support::TestSchool;

/// Rows of `roles.md`, asked with the roles that people of the school really have.
async fn row(school: &TestSchool, login: &str) -> (Reach, bool, bool) {
    let who: Who = school.enter(login).await;
    let org = school.org().await.id;
    (
        policy::see_chat_management(&who.roles, org),
        policy::add_subject_chat(&who.roles, org, true),
        policy::link_own(&who.roles),
    )
}

#[tokio::test]
async fn everybody_may_what_the_own_roles_allow() {
    let school = TestSchool::small().await;
    for (login, expected) in [
        ("teacher", (Reach::OwnLoad, true, true)),
        ("teacher2", (Reach::OwnLoad, true, true)),
        ("teacher-parent", (Reach::OwnLoad, true, true)),
        ("pupil", (Reach::Nothing, false, true)),
        ("parent", (Reach::Nothing, false, true)),
        ("admin", (Reach::School, false, true)),
        ("authority", (Reach::Nothing, false, false)),
        ("support", (Reach::Nothing, false, false)),
    ] {
        assert_eq!(row(&school, login).await, expected, "{login}");
    }
}

#[tokio::test]
async fn roles_elsewhere_allow_nothing_here() {
    let school = TestSchool::small().await;
    school.add(&demo_school::scaled(2026, 8, 2)).await;
    let schools: Vec<_> = school
        .orgs()
        .await
        .into_iter()
        .filter(|org| !org.authority)
        .collect();
    let (here, there) = (schools[0].id, schools[1].id);
    for login in ["teacher", "admin", "parent"] {
        let who = school.enter(login).await;
        assert_eq!(who.org.id, here);
        assert_eq!(
            policy::see_chat_management(&who.roles, there),
            Reach::Nothing
        );
        assert!(!policy::add_subject_chat(&who.roles, there, true));
        assert!(!policy::see_profile(&who.roles, there, false, true));
        assert!(!policy::see_schedule(&who.roles, there, false));
        assert!(
            !who.roles
                .iter()
                .any(|at| at.org == there && at.role != Role::Authority)
        );
    }
}
