use super::*;

const TODAY: Date = jiff::civil::date(2026, 11, 24);

fn traits(name: &str, born: &str, phone: &str) -> Traits {
    let mut words = name.split(' ').map(str::to_owned);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Traits {
        name: FullName {
            family: words.next().unwrap_or_default(),
            given: words.next().unwrap_or_default(),
            middle: words.next().unwrap_or_default(),
        },
        born: some(born),
        phone: some(phone),
    }
}

fn relative(id: i64, relation: Relation, name: &str, born: &str, phone: &str) -> Other {
    Other {
        person: PersonId(id),
        roster: traits(name, born, phone),
        relation: Some(relation),
        pupil: false,
        same_number: Vec::new(),
    }
}

fn owner(id: i64, name: &str, born: &str, phone: &str) -> Other {
    Other {
        relation: None,
        ..relative(id, Relation::Guardian, name, born, phone)
    }
}

const CHILD: (&str, &str, &str) = ("Соколов Артём Олегович", "2016-03-04", "+79120000017");
const MOTHER: (&str, &str, &str) = ("Соколова Ольга Петровна", "1984-09-12", "+79120000011");

/// A pupil with a mother, who has linked a profile.
fn pupil(profile: (&str, &str, &str)) -> Facts {
    Facts {
        roster: traits(CHILD.0, CHILD.1, CHILD.2),
        profile: traits(profile.0, profile.1, profile.2),
        pupil: true,
        adult: false,
        others: vec![relative(
            2,
            Relation::Guardian,
            MOTHER.0,
            MOTHER.1,
            MOTHER.2,
        )],
    }
}

/// The mother with her child, who has linked a profile.
fn mother(profile: (&str, &str, &str)) -> Facts {
    Facts {
        roster: traits(MOTHER.0, MOTHER.1, MOTHER.2),
        profile: traits(profile.0, profile.1, profile.2),
        pupil: false,
        adult: true,
        others: vec![relative(1, Relation::Child, CHILD.0, CHILD.1, CHILD.2)],
    }
}

fn found(facts: &Facts) -> Option<(MisfitKind, Option<i64>)> {
    misfit(facts, TODAY).map(|one| (one.kind, one.right.map(|id| id.0)))
}

#[test]
fn the_mothers_profile_under_a_pupils_account() {
    let wanted = Some((MisfitKind::ProfileOfParent, Some(2)));
    for profile in [
        ("Соколова Ольга", "1984-09-12", "+79120000011"),
        // Without a date, from an unknown number, under her maiden name, under a nickname.
        ("Соколова Ольга", "", "+79009990000"),
        ("Соколова Ольга", "", ""),
        ("Петрова Ольга", "", "+79120000011"),
        ("Соколова Оля", "1984-09-12", "+79009990000"),
        ("Ольга Соколова", "1984-09-12", ""),
    ] {
        assert_eq!(found(&pupil(profile)), wanted, "{profile:?}");
    }
    let mut bare = pupil(("соколова ольга", "", ""));
    bare.profile.name.family = "СОКОЛОВА".to_owned();
    bare.profile.name.given = "ольга".to_owned();
    bare.roster.born = None;
    bare.others[0].roster.born = None;
    assert_eq!(found(&bare), wanted, "a roster without dates");
}

#[test]
fn the_pupils_profile_under_the_mothers_account() {
    for profile in [
        ("Соколов Артем", "2016-03-04", "+79120000017"),
        ("Соколов Артём", "", "+79120000011"),
        ("Соколов Тёма", "2016-03-04", ""),
    ] {
        let wanted = Some((MisfitKind::ProfileOfChild, Some(1)));
        assert_eq!(found(&mother(profile)), wanted, "{profile:?}");
    }
}

#[test]
fn a_first_former_with_the_mothers_number_is_right() {
    for profile in [
        ("Соколов Артём", "2016-03-04", "+79120000011"),
        ("Соколов Артем", "", "+79120000011"),
        ("Соколов Тёма", "2016-03-04", "+79120000011"),
        // The name in the wrong fields; a slip in the patronymic; the mother's date by mistake.
        ("Артём Соколов", "2016-03-04", "+79120000011"),
        ("Соколов Артём Олеговеч", "", "+79120000011"),
        ("Соколов Артём", "1984-09-12", "+79120000011"),
        // A nickname alone is no evidence, nor in other letters.
        ("Соколов Тёма", "", "+79120000011"),
        ("Sokolov Artem", "2016-03-04", "+79120000011"),
    ] {
        assert_eq!(found(&pupil(profile)), None, "{profile:?}");
    }
}

#[test]
fn a_mother_with_a_new_number_or_another_surname_is_right() {
    for profile in [
        ("Соколова Ольга", "1984-09-12", "+79009990000"),
        ("Петрова Ольга Петровна", "1984-09-12", "+79009990000"),
        ("Петрова Ольга", "", "+79009990000"),
        ("Соколова Оля", "", "+79120000017"),
        ("Соколова Ольга", "", "+79120000017"),
    ] {
        assert_eq!(found(&mother(profile)), None, "{profile:?}");
    }
}

#[test]
fn father_and_son_of_one_name_are_told_apart_by_the_date() {
    let mut facts = pupil(("Соколов Артём", "1984-09-12", "+79120000011"));
    facts.others = vec![relative(
        2,
        Relation::Guardian,
        "Соколов Артём Ильич",
        "1984-09-12",
        "+79120000011",
    )];
    let wanted = Some((MisfitKind::ProfileOfParent, Some(2)));
    assert_eq!(found(&facts), wanted);
    facts.others[0].roster.born = None;
    let by_age = Some((MisfitKind::AgeDoesNotFit, Some(2)));
    assert_eq!(found(&facts), by_age, "the roster knows no date of his");
    for own in [
        ("Соколов Артём", "2016-03-04", "+79120000011"),
        ("Соколов Артём", "", "+79120000011"),
    ] {
        let mut facts = facts.clone();
        facts.profile = traits(own.0, own.1, own.2);
        assert_eq!(found(&facts), None, "{own:?}");
    }
}

#[test]
fn twins_and_brothers_with_one_number() {
    let brother = |born: &str| {
        relative(
            3,
            Relation::Sibling,
            "Соколов Кирилл Олегович",
            born,
            "+79120000017",
        )
    };
    for born in ["2016-03-04", "2014-01-01", ""] {
        let mut facts = pupil(("Соколов Артём", "2016-03-04", "+79120000017"));
        facts.others.push(brother(born));
        facts.others[1].same_number = vec![traits("Соколов Кирилл", born, "")];
        assert_eq!(found(&facts), None, "own profile, {born}");
        facts.profile = traits("Соколов Кирилл", born, "+79120000017");
        let wanted = Some((MisfitKind::ProfileOfSibling, Some(3)));
        assert_eq!(found(&facts), wanted, "the brother's, {born}");
    }
}

#[test]
fn an_age_alone_says_nothing_but_under_another_name() {
    let wanted = Some((MisfitKind::AgeDoesNotFit, None));
    assert_eq!(
        found(&pupil(("Неизвестный Пётр", "1990-05-05", ""))),
        wanted
    );
    assert_eq!(
        found(&mother(("Неизвестный Пётр", "2013-05-05", ""))),
        wanted
    );
    for profile in [
        ("Соколов Артём", "1990-05-05", ""),
        ("Неизвестный Пётр", "2010-05-05", ""),
        ("Неизвестный Пётр", "", ""),
    ] {
        assert_eq!(found(&pupil(profile)), None, "{profile:?}");
    }
    let mut evening_school = pupil(("Соколов Тёма", "1990-05-05", ""));
    evening_school.roster.born = Some("1990-05-06".to_owned());
    assert_eq!(found(&evening_school), None);
}

#[test]
fn a_strangers_number_needs_the_strangers_name_too() {
    let stranger = || owner(9, "Крылова Инна Львовна", "1979-02-02", "+79129990009");
    let mut facts = mother(("Крылова Инна", "", "+79129990009"));
    facts.others.push(stranger());
    let wanted = Some((MisfitKind::PhoneOfSomebodyElse, Some(9)));
    assert_eq!(found(&facts), wanted);
    // A number that was somebody else's before: the roster is old.
    for own in [
        ("Соколова Ольга", "1984-09-12", "+79129990009"),
        ("Петрова Ольга", "", "+79129990009"),
        ("Соколова Оля", "", "+79129990009"),
        ("Неизвестная Инна", "", "+79129990009"),
    ] {
        let mut facts = mother(own);
        facts.others.push(stranger());
        assert_eq!(found(&facts), None, "{own:?}");
    }
    let mut teacher = mother(("Петров Иван", "2012-02-02", "+79129990009"));
    let mut child = owner(9, "Петров Иван Ильич", "2012-02-02", "+79129990009");
    child.pupil = true;
    teacher.others = vec![child];
    let wanted = Some((MisfitKind::ProfileOfChild, Some(9)));
    assert_eq!(found(&teacher), wanted, "a pupil's under a teacher's");
}

#[test]
fn a_teacher_of_two_schools_is_one_person() {
    let mut facts = mother(("Соколова Ольга", "", "+79120000099"));
    for same in [
        ("Соколова Ольга Петровна", "1984-09-12"),
        ("Петрова Ольга", ""),
    ] {
        facts.others = vec![owner(7, same.0, same.1, "+79120000099")];
        assert_eq!(found(&facts), None, "{same:?}");
    }
}

#[test]
fn one_person_behind_two_accounts() {
    let grandmother = ("Иванова Нина", "1955-01-01", "+79120000055");
    let mut other = owner(3, "Белов Илья Олегович", "2015-05-05", "");
    other.same_number = vec![traits(grandmother.0, grandmother.1, "")];
    let mut facts = pupil(("Иванова Нина", "", "+79120000055"));
    facts.others.push(other.clone());
    let wanted = Some((MisfitKind::OnePhoneForTwo, None));
    assert_eq!(found(&facts), wanted, "neither of the two is her");

    let teacher = owner(4, "Иванова Нина Львовна", "1955-01-01", "");
    other.roster = teacher.roster;
    facts.others[1] = other.clone();
    let wanted = Some((MisfitKind::OnePhoneForTwo, Some(3)));
    assert_eq!(found(&facts), wanted, "she is the other one");

    facts.profile = traits("Соколов Артём", "", "+79120000055");
    assert_eq!(found(&facts), None, "a number that moved on");
}

#[test]
fn two_who_are_equally_likely_are_both_left_in_peace() {
    let mut facts = pupil(("Соколова Ольга", "", ""));
    facts.others.push(relative(
        5,
        Relation::Guardian,
        "Соколова Ольга Ивановна",
        "",
        "",
    ));
    facts.others[0].roster.born = None;
    let wanted = Some((MisfitKind::ProfileOfParent, None));
    assert_eq!(found(&facts), wanted);
}
