//! Cards with one-time codes, and the first password behind one (ID-09).

use model::{Action, OrgId, Problem};
use school_core::{
    Card, CardKind, CardsFor, Channels, Event, FirstPassword, NewSession, NoCode, NotSet, SendTo,
    Token, Weak, Who,
};
use test_support::TestSchool;
use zvonok_core as school_core;

const PASSWORD: &str = "кот спит на шкафу";

fn device() -> NewSession {
    NewSession {
        remember: false,
        agent: String::new(),
        address: "10.0.0.7".to_owned(),
    }
}

async fn form(school: &TestSchool, login: &str, code: &str) -> FirstPassword {
    FirstPassword {
        org: school.org().await.id,
        login: login.to_owned(),
        code: code.to_owned(),
        password: PASSWORD.to_owned(),
        again: PASSWORD.to_owned(),
        device: device(),
    }
}

async fn set(school: &TestSchool, login: &str, code: &str) -> Result<Token, NotSet> {
    let form = form(school, login, code).await;
    school.core.set_first_password(form).await
}

/// Cards of the pupils of 4А who have no password.
async fn pupils(school: &TestSchool, admin: &Who) -> Vec<Card> {
    let class = school.class("4А").await;
    let guardians = false;
    let wanted = CardsFor::Class { class, guardians };
    school.core.print_cards(admin, &wanted).await.unwrap().cards
}

async fn card_of(school: &TestSchool, admin: &Who, login: &str) -> Card {
    let person = school.enter(login).await.id();
    let wanted = CardsFor::People(vec![person]);
    let sheet = school.core.print_cards(admin, &wanted).await.unwrap();
    sheet.cards.into_iter().next().unwrap()
}

/// Newest entry of the school's log.
async fn noted(school: &TestSchool) -> storage::AuditEntry {
    let org = school.org().await.id;
    let log = school
        .read()
        .await
        .audit_after(org, 0, 1_000)
        .await
        .unwrap();
    log.into_iter().next_back().unwrap()
}

#[tokio::test]
async fn a_card_opens_the_journal_once() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let cards = pupils(&school, &admin).await;
    assert!(cards.len() > 10, "{}", cards.len());
    let card = &cards[0];
    assert_eq!(card.kind, CardKind::Pupil);
    assert_eq!(card.class.as_deref(), Some("4А"));
    let old = school.enter(&card.login).await;
    let typed = card.code.to_lowercase().replace('-', " ");
    let token = set(&school, &card.login, &typed).await.unwrap();
    let who = school.identify(&token).await;
    assert_eq!(who.person.name, card.name);
    assert_eq!(noted(&school).await.action, Action::PasswordSet.code());
    assert!(
        !school.core.still_holds(&old, false).await,
        "other devices are signed out"
    );
    let session = old.session.id;
    let told = school.bus.take();
    assert!(
        told.iter()
            .any(|e| matches!(e, Event::SignedOut { session: s } if *s == session))
    );
    assert!(school.try_sign_in(&card.login, PASSWORD).await.is_ok());
    let again = set(&school, &card.login, &card.code).await.err();
    assert_eq!(again, Some(NotSet::Code), "used up");
}

#[tokio::test]
async fn only_those_without_a_password_are_on_the_sheet_of_a_class() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let before = school.core.passwords(&admin).await.unwrap();
    let class = before.classes.iter().find(|c| c.name == "4А").unwrap();
    let cards = pupils(&school, &admin).await;
    assert_eq!(cards.len(), class.pupils.without as usize);
    assert!(
        class.pupils.without < class.pupils.people,
        "`pupil` has one"
    );
    assert!(cards.iter().all(|card| card.login != "pupil"));
    set(&school, &cards[0].login, &cards[0].code).await.unwrap();
    let after = school.core.passwords(&admin).await.unwrap();
    let after = after.classes.iter().find(|c| c.name == "4А").unwrap();
    assert_eq!(after.pupils.without + 1, class.pupils.without);
    let group = school.core.password_group(&admin, Some(after.class)).await;
    let group = group.unwrap();
    let listed = |login: &str| group.people.iter().find(|p| p.login == login).unwrap();
    assert!(listed(&cards[0].login).ready);
    let waiting = listed(&cards[1].login);
    assert!(!waiting.ready && waiting.card.is_some(), "a card is out");
}

#[tokio::test]
async fn guardians_are_told_whose_they_are_and_staff_are_apart() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let class = school.class("4А").await;
    let guardians = true;
    let wanted = CardsFor::Class { class, guardians };
    let sheet = school.core.print_cards(&admin, &wanted).await.unwrap();
    assert_eq!(sheet.class.as_deref(), Some("4А"));
    assert!(!sheet.cards.is_empty());
    for card in &sheet.cards {
        assert_eq!(card.kind, CardKind::Guardian);
        assert!(card.children.iter().any(|child| child.ends_with(", 4А")));
    }
    let staff = school
        .core
        .print_cards(&admin, &CardsFor::Staff)
        .await
        .unwrap();
    assert!(staff.cards.iter().all(|card| card.kind == CardKind::Staff));
    let entry = noted(&school).await;
    assert_eq!(entry.action, Action::CodesIssued.code());
    assert!(entry.detail.contains(&staff.cards[0].name.full()));
    for card in staff.cards.iter().chain(&sheet.cards) {
        assert!(!entry.detail.contains(&card.code), "never the code");
    }
}

#[tokio::test]
async fn a_reprint_makes_the_first_card_void_and_leaves_the_password() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let first = card_of(&school, &admin, "pupil").await;
    let second = card_of(&school, &admin, "pupil").await;
    assert!(school.try_sign_in("pupil", "zvonok").await.is_ok());
    assert_eq!(
        set(&school, "pupil", &first.code).await.err(),
        Some(NotSet::Code)
    );
    assert!(set(&school, "pupil", &second.code).await.is_ok());
    let old = school.try_sign_in("pupil", "zvonok").await.err();
    assert_eq!(old, Some(Problem::WrongCredentials));
}

#[tokio::test]
async fn a_card_is_good_for_thirty_days() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let card = card_of(&school, &admin, "pupil").await;
    school.clock.minutes(30 * 24 * 60 - 1);
    let mut weak = form(&school, "pupil", &card.code).await;
    weak.password = "12345678".to_owned();
    weak.again.clone_from(&weak.password);
    let refused = school.core.set_first_password(weak).await.err();
    assert_eq!(refused, Some(NotSet::Weak(Weak::Common)), "still good");
    school.clock.minutes(1);
    assert_eq!(
        set(&school, "pupil", &card.code).await.err(),
        Some(NotSet::Code)
    );
}

#[tokio::test]
async fn a_refused_password_leaves_the_code_as_it_is() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let card = card_of(&school, &admin, "pupil").await;
    let tries = [
        ("кот", NotSet::Weak(Weak::Short)),
        ("11111111", NotSet::Weak(Weak::Common)),
        (&card.name.full(), NotSet::Weak(Weak::Personal)),
    ];
    for (password, rule) in tries {
        let mut form = form(&school, "pupil", &card.code).await;
        form.password = password.to_owned();
        form.again = password.to_owned();
        let refused = school.core.set_first_password(form).await.err();
        assert_eq!(refused, Some(rule), "{password}");
    }
    let mut differ = form(&school, "pupil", &card.code).await;
    differ.again = "кот спит на полу".to_owned();
    let refused = school.core.set_first_password(differ).await.err();
    assert_eq!(refused, Some(NotSet::Differ));
    // What a password may not be is told to nobody without the code.
    let mut stranger = form(&school, "pupil", "222-222-222").await;
    stranger.password = card.name.full();
    stranger.again = card.name.full();
    let refused = school.core.set_first_password(stranger).await.err();
    assert_eq!(refused, Some(NotSet::Code));
    assert!(set(&school, "pupil", &card.code).await.is_ok());
}

#[tokio::test]
async fn codes_are_not_found_by_trying() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let card = card_of(&school, &admin, "pupil").await;
    for login in ["pupil", "nobody"] {
        for _ in 0..5 {
            let refused = set(&school, login, "222-222-222").await.err();
            assert_eq!(refused, Some(NotSet::Code), "{login}");
        }
        let refused = set(&school, login, &card.code).await.err();
        let wait = Problem::TooManyTries { seconds: 2 };
        assert_eq!(refused, Some(NotSet::Problem(wait)), "{login}");
    }
    school.clock.forward(2_000);
    let other = set(&school, "teacher", &card.code).await.err();
    assert_eq!(other, Some(NotSet::Code), "somebody else's code");
    assert!(set(&school, "pupil", &card.code).await.is_ok());
}

#[tokio::test]
async fn one_code_used_in_two_windows_sets_one_password() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let card = card_of(&school, &admin, "pupil").await;
    let (one, other) = tokio::join!(
        set(&school, "pupil", &card.code),
        set(&school, "pupil", &card.code)
    );
    assert!(one.is_ok() != other.is_ok());
}

#[tokio::test]
async fn only_the_administrator_prints_and_only_for_the_own_school() {
    let school = TestSchool::small().await;
    let class = school.class("4А").await;
    let person = school.enter("pupil").await.id();
    let guardians = false;
    let wanted = [
        CardsFor::Class { class, guardians },
        CardsFor::Staff,
        CardsFor::People(vec![person]),
    ];
    for login in ["teacher", "pupil", "parent", "authority", "support"] {
        let who = school.sign_in(login).await;
        for wanted in &wanted {
            let refused = school.core.print_cards(&who, wanted).await.err();
            assert_eq!(refused, Some(Problem::NotAllowed), "{login} {wanted:?}");
        }
        let refused = school.core.passwords(&who).await.err();
        assert_eq!(refused, Some(Problem::NotAllowed), "{login}");
    }
    let admin = school.sign_in("admin").await;
    let operator = school.enter("authority").await.id();
    let refused = school
        .core
        .print_cards(&admin, &CardsFor::People(vec![operator]))
        .await;
    assert_eq!(refused.err(), Some(Problem::NotFound), "not of the school");
    let class = model::ClassId(999_999);
    let wanted = CardsFor::Class { class, guardians };
    let refused = school.core.print_cards(&admin, &wanted).await.err();
    assert_eq!(refused, Some(Problem::NotFound));
    let nobody = CardsFor::People(Vec::new());
    let refused = school.core.print_cards(&admin, &nobody).await.err();
    assert_eq!(refused, Some(Problem::FieldMissing));
}

#[tokio::test]
async fn a_code_is_sent_where_the_school_has_a_number_and_else_nothing_shows() {
    let school = TestSchool::small().await;
    let org = school.org().await.id;
    let by = |phone, mail| Channels { phone, mail };
    let ask = |login: &'static str, by| school.core.ask_code(org, login, by, "10.0.0.9");
    assert!(ask("nobody", by(true, true)).await.unwrap().is_none());
    assert!(ask("parent", by(false, false)).await.unwrap().is_none());
    // The wait is the same for those who are not there.
    for login in ["nobody", "parent"] {
        let refused = ask(login, by(true, false)).await.err();
        assert_eq!(
            refused,
            Some(Problem::TooManyTries { seconds: 60 }),
            "{login}"
        );
    }
    school.clock.minutes(1);
    let parent = school.enter("parent").await;
    let letter = ask("parent", by(true, false)).await.unwrap().unwrap();
    let phone = parent.person.phone.clone().unwrap();
    assert!(letter.to == SendTo::Phone(phone.clone()));
    let entry = noted(&school).await;
    assert_eq!(entry.action, Action::CodeSent.code());
    assert!(!entry.detail.contains(&phone) && !entry.detail.contains(&letter.code));
    school.clock.minutes(14);
    assert!(set(&school, "parent", &letter.code).await.is_ok());
    let refused = ask("parent", by(true, false)).await;
    let letter = refused.unwrap().unwrap();
    school.clock.minutes(15);
    let old = set(&school, "parent", &letter.code).await.err();
    assert_eq!(old, Some(NotSet::Code), "a quarter of an hour");
    let nowhere = school
        .core
        .ask_code(OrgId(99), "parent", by(true, true), "10.0.0.9")
        .await;
    assert_eq!(nowhere.err(), Some(Problem::OrganisationMissing));
}

#[tokio::test]
async fn neither_a_password_nor_a_code_is_in_the_file() {
    let school = TestSchool::small().await;
    let admin = school.sign_in("admin").await;
    let cards = pupils(&school, &admin).await;
    let password = "очень тайные слова 83";
    let mut form = form(&school, &cards[0].login, &cards[0].code).await;
    form.password = password.to_owned();
    form.again = password.to_owned();
    school.core.set_first_password(form).await.unwrap();
    school.storage.close().await;
    let mut secrets = vec![password.to_owned()];
    for card in &cards {
        secrets.push(card.code.clone());
        secrets.push(card.code.replace('-', ""));
    }
    let mut looked_at = 0;
    for file in std::fs::read_dir(school.folder().path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        looked_at += bytes.len();
        for secret in &secrets {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "a secret is in the file");
        }
    }
    assert!(looked_at > 100_000, "the database was read");
    let login = cards[0].login.as_bytes();
    let db = std::fs::read(school.folder().path().join("zvonok.db")).unwrap();
    assert!(db.windows(login.len()).any(|w| w == login), "logins are");
}

#[tokio::test]
async fn the_only_administrator_gets_a_code_at_the_machine() {
    let school = TestSchool::small().await;
    let made = school
        .core
        .code_at_the_machine(" Admin ", "", "командная строка")
        .await;
    let made = made.ok().unwrap();
    let entry = noted(&school).await;
    assert_eq!(entry.action, Action::CodesIssued.code());
    assert_eq!(
        (entry.actor, entry.actor_name.as_str()),
        (None, "командная строка")
    );
    assert!(set(&school, "admin", &made.code).await.is_ok());
    let nobody = school
        .core
        .code_at_the_machine("nobody", "", "командная строка")
        .await;
    assert_eq!(nobody.err(), Some(NoCode::Nobody));
    let elsewhere = school
        .core
        .code_at_the_machine("admin", "Школа № 1000", "командная строка")
        .await;
    assert_eq!(elsewhere.err(), Some(NoCode::Nobody));
}
