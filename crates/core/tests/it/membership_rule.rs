//! The rule as pure functions, held against a model that says it in other words.

use crate::school_core::{
    ClassPeople, Expected, GroupPeople, Somebody, class_chat, parents_chat, staff_chat,
    subject_chat, wanted,
};
use model::{PersonId, Reason, Role};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Present = BTreeMap<PersonId, Vec<Reason>>;

/// Few numbers, so that the same person turns up in several places.
fn people(most: usize) -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(1..12_i64, 0..most)
}

fn reasons() -> impl Strategy<Value = Vec<Reason>> {
    let reason = prop_oneof![
        Just(Reason::PupilOfClass),
        Just(Reason::ClassTeacher),
        Just(Reason::TeachesSubject),
        Just(Reason::StudiesSubject),
        Just(Reason::GuardianOf {
            child: "Морозов Даниил".to_owned()
        }),
    ];
    prop::collection::vec(reason, 0..3)
}

fn present() -> impl Strategy<Value = Present> {
    prop::collection::btree_map((1..14_i64).prop_map(PersonId), reasons(), 0..8)
}

fn somebody(linked: &BTreeSet<i64>, who: i64) -> Somebody {
    Somebody {
        person: PersonId(who),
        linked: linked.contains(&who),
    }
}

fn all(linked: &BTreeSet<i64>, who: &[i64]) -> Vec<Somebody> {
    who.iter().map(|who| somebody(linked, *who)).collect()
}

fn ids(expected: &[Expected]) -> BTreeSet<i64> {
    expected.iter().map(|one| one.who.person.0).collect()
}

/// Does to a chat what the rule says; nobody may be told to stay and to go.
fn applied(expected: &[Expected], present: &Present) -> Present {
    let (keep, remove) = wanted(expected, present);
    let mut after = present.clone();
    for person in remove {
        after.remove(&person).expect("only who is there goes");
    }
    for one in keep {
        after.insert(one.who.person, one.reasons);
    }
    after
}

fn holds(expected: &[Expected], present: &Present) -> Result<(), TestCaseError> {
    let once = ids(expected).len();
    prop_assert_eq!(once, expected.len(), "nobody is expected twice");
    prop_assert!(expected.iter().all(|one| !one.reasons.is_empty()));
    for one in expected {
        let different: BTreeSet<_> = one.reasons.iter().collect();
        prop_assert_eq!(different.len(), one.reasons.len(), "no reason twice");
    }
    let after = applied(expected, present);
    let linked = expected.iter().filter(|one| one.who.linked);
    let model: Present = linked
        .map(|one| (one.who.person, one.reasons.clone()))
        .collect();
    prop_assert_eq!(&after, &model);
    let (keep, remove) = wanted(expected, &after);
    prop_assert!(
        keep.is_empty() && remove.is_empty(),
        "asked again there is nothing to do"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_class_and_its_parents(
        pupils in people(8),
        teachers in people(3),
        guardians in prop::collection::vec((1..12_i64, 0..3_usize), 0..8),
        linked in prop::collection::btree_set(1..12_i64, 0..12),
        present in present(),
    ) {
        let children = ["Морозов Даниил", "Морозов Кирилл", "Васильев Максим"];
        let class = ClassPeople {
            pupils: all(&linked, &pupils),
            class_teachers: all(&linked, &teachers),
            guardians: guardians
                .iter()
                .map(|(who, child)| (somebody(&linked, *who), children[*child].to_owned()))
                .collect(),
            groups: BTreeMap::new(),
        };
        let in_class = class_chat(&class);
        holds(&in_class, &present)?;
        prop_assert_eq!(ids(&in_class), pupils.iter().chain(&teachers).copied().collect());

        let in_parents = parents_chat(&class);
        holds(&in_parents, &present)?;
        let adults = guardians.iter().map(|(who, _)| who).chain(&teachers).copied();
        prop_assert_eq!(ids(&in_parents), adults.collect());
        for one in &in_parents {
            let told = one.reasons.iter().filter(|r| matches!(r, Reason::GuardianOf { .. }));
            let own: BTreeSet<usize> = guardians
                .iter()
                .filter(|(who, _)| *who == one.who.person.0)
                .map(|(_, child)| *child)
                .collect();
            prop_assert_eq!(told.count(), own.len(), "one reason for each child");
            prop_assert!(one.reasons.iter().all(|reason| reason.role() != Role::Pupil));
        }
        for one in in_class.iter().chain(&in_parents) {
            let teaches = teachers.contains(&one.who.person.0);
            prop_assert_eq!(one.reasons[0] == Reason::ClassTeacher, teaches, "weightiest first");
        }
    }

    #[test]
    fn a_subject_and_the_staff(
        pupils in people(8),
        teachers in people(3),
        linked in prop::collection::btree_set(1..12_i64, 0..12),
        present in present(),
    ) {
        let group =
            GroupPeople { pupils: all(&linked, &pupils), teachers: all(&linked, &teachers) };
        let in_subject = subject_chat(&group);
        holds(&in_subject, &present)?;
        prop_assert_eq!(ids(&in_subject), pupils.iter().chain(&teachers).copied().collect());
        let guardian = |one: &Expected| one.reasons.iter().any(|r| r.role() == Role::Guardian);
        prop_assert!(!in_subject.iter().any(guardian), "guardians never");

        let staff = staff_chat(&group.teachers);
        holds(&staff, &present)?;
        prop_assert_eq!(ids(&staff), teachers.iter().copied().collect());
    }
}
