//! A whole school lived through: whatever people link and whatever the data says next, the chats
//! hold whom a naive reading of the roster says.

use crate::school_core::Who;
use model::{ChatKind, PersonId, Role};
use proptest::{prelude::*, test_runner::TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use storage::Repository;
use test_support::{PlainPerson, PlainSchool, TestSchool};

/// What can happen; numbers choose among whoever is there.
#[derive(Debug, Clone)]
enum Step {
    Link(usize),
    Unlink(usize),
    AddChat(usize),
    /// A pupil goes to another class, with its groups.
    Transfer(usize),
    /// A pupil goes to a second class too.
    SecondClass(usize),
    Leave(usize),
    /// A new pupil, child of some guardian.
    Arrive(usize),
    /// A guardian is no longer one of a child, or becomes one.
    Guard(usize, usize),
    /// Another class teacher.
    ClassTeacher(usize, usize),
    /// A pupil changes the group of a subject.
    OtherGroup(usize),
    /// Somebody marries.
    Rename(usize),
    /// A study group is given up.
    EndGroup(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let n = || 0..64_usize;
    prop_oneof![
        8 => n().prop_map(Step::Link),
        3 => n().prop_map(Step::Unlink),
        3 => n().prop_map(Step::AddChat),
        2 => n().prop_map(Step::Transfer),
        1 => n().prop_map(Step::SecondClass),
        1 => n().prop_map(Step::Leave),
        1 => n().prop_map(Step::Arrive),
        2 => (n(), n()).prop_map(|(a, b)| Step::Guard(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Step::ClassTeacher(a, b)),
        1 => n().prop_map(Step::OtherGroup),
        1 => n().prop_map(Step::Rename),
        1 => n().prop_map(Step::EndGroup),
    ]
}

struct Life {
    school: TestSchool,
    roster: PlainSchool,
    linked: BTreeSet<String>,
    /// Study groups that have a chat.
    added: BTreeSet<String>,
    delta: bool,
    arrived: usize,
}

impl Life {
    async fn begin() -> Self {
        let roster = PlainSchool::example();
        let school = TestSchool::plain(&roster).await;
        let (linked, added) = Default::default();
        Self {
            school,
            roster,
            linked,
            added,
            delta: false,
            arrived: 0,
        }
    }

    fn pick(&self, n: usize, role: Role) -> Option<String> {
        let able = |person: &&PlainPerson| person.roles.contains(&role);
        let able: Vec<_> = self.roster.people.iter().filter(able).collect();
        able.get(n % able.len().max(1))
            .map(|person| person.id.clone())
    }

    async fn enter(&self, id: &str) -> Who {
        self.school.enter(id).await
    }

    async fn step(&mut self, step: &Step) {
        match step {
            Step::Link(n) => {
                let id = self.roster.people[n % self.roster.people.len()].id.clone();
                self.school.link(&id).await;
                self.linked.insert(id);
            }
            Step::Unlink(n) => {
                let Some(id) = self
                    .linked
                    .iter()
                    .nth(n % self.linked.len().max(1))
                    .cloned()
                else {
                    return;
                };
                let who = self.enter(&id).await;
                self.school.unlink(&who).await;
                self.linked.remove(&id);
            }
            Step::AddChat(n) => {
                if self.roster.groups.is_empty() {
                    return;
                }
                let group = self.roster.groups[n % self.roster.groups.len()].clone();
                let Some(teacher) = group.teachers.first() else {
                    return;
                };
                let who = self.enter(teacher).await;
                let id = self.school.classes().await[&group.id];
                self.school.core.add_subject_chat(&who, id).await.unwrap();
                self.added.insert(group.id);
            }
            _ => self.import(step).await,
        }
    }

    async fn import(&mut self, step: &Step) {
        let before = self.roster.clone();
        self.change(step);
        self.linked
            .retain(|id| self.roster.people.iter().any(|person| &person.id == id));
        // Bulk and delta in turn: both must come to the same.
        self.delta = !self.delta;
        let package = if self.delta {
            self.roster.delta(&before, oneroster::Version::V1_2)
        } else {
            self.roster.package()
        };
        self.school.import(&package).await;
        let again = self.school.import(&self.roster.package()).await;
        assert!(
            again.is_empty(),
            "the whole school again changes nothing: {again:?}"
        );
    }

    fn change(&mut self, step: &Step) {
        let pupil = |n: &usize| self.pick(*n, Role::Pupil);
        match step {
            Step::Transfer(n) => {
                let Some(id) = pupil(n) else { return };
                self.roster.leave_classes(&id);
                self.join(&id, n / 7);
            }
            Step::SecondClass(n) => {
                let Some(id) = pupil(n) else { return };
                self.join(&id, n / 7);
            }
            Step::Leave(n) => {
                let id = self.roster.people[n % self.roster.people.len()].id.clone();
                if self.roster.people.len() > 4 {
                    self.roster.leave(&id);
                }
            }
            Step::Arrive(n) => {
                self.arrived += 1;
                let id = format!("n{}", self.arrived);
                let new = PlainPerson::new(&id, "Васильев", "Максим", &[Role::Pupil]);
                self.roster.people.push(new);
                self.join(&id, *n);
                if let Some(guardian) = self.pick(*n, Role::Guardian) {
                    self.roster.person(&guardian).children.push(id);
                }
            }
            Step::Guard(a, b) => {
                let (Some(guardian), Some(child)) = (self.pick(*a, Role::Guardian), pupil(b))
                else {
                    return;
                };
                let children = &mut self.roster.person(&guardian).children;
                match children.iter().position(|own| *own == child) {
                    Some(at) => drop(children.remove(at)),
                    None => children.push(child),
                }
            }
            Step::ClassTeacher(a, b) => {
                let teacher = self.pick(*a, Role::Teacher);
                let classes = self.roster.classes.len();
                self.roster.classes[b % classes].teachers = teacher.into_iter().collect();
            }
            Step::OtherGroup(n) => {
                let Some(id) = pupil(n) else { return };
                for group in self
                    .roster
                    .groups
                    .iter_mut()
                    .filter(|g| !g.label.is_empty())
                {
                    match group.pupils.iter().position(|one| *one == id) {
                        Some(at) => drop(group.pupils.remove(at)),
                        None => group.pupils.push(id.clone()),
                    }
                }
            }
            Step::Rename(n) => {
                let at = n % self.roster.people.len();
                self.roster.people[at].name.family += "-Новая";
            }
            Step::EndGroup(n) if self.roster.groups.len() > 2 => {
                let gone = self.roster.groups.remove(n % self.roster.groups.len());
                self.added.remove(&gone.id);
            }
            _ => {}
        }
    }

    fn join(&mut self, id: &str, n: usize) {
        let class = n % self.roster.classes.len();
        let class = &mut self.roster.classes[class];
        if !class.pupils.iter().any(|one| one == id) {
            class.pupils.push(id.to_owned());
        }
        let groups = self
            .roster
            .groups
            .iter_mut()
            .filter(|group| group.class == class.id);
        for group in groups.filter(|group| group.label.is_empty() || group.label == "1 группа")
        {
            if !group.pupils.iter().any(|one| one == id) {
                group.pupils.push(id.to_owned());
            }
        }
    }

    /// Whom the roster wants where, by plain reading: kind, id of the class or group, people.
    fn expected(&self) -> BTreeMap<(ChatKind, String), BTreeSet<String>> {
        let roster = &self.roster;
        let linked = |ids: Vec<&String>| -> BTreeSet<String> {
            ids.into_iter()
                .filter(|id| self.linked.contains(*id))
                .cloned()
                .collect()
        };
        let mut chats = BTreeMap::new();
        for class in &roster.classes {
            let here = class.pupils.iter().chain(&class.teachers).collect();
            chats.insert((ChatKind::Class, class.id.clone()), linked(here));
            let guards = |person: &&PlainPerson| {
                person
                    .children
                    .iter()
                    .any(|child| class.pupils.contains(child))
            };
            let guardians = roster.people.iter().filter(guards).map(|person| &person.id);
            let adults = guardians.chain(&class.teachers).collect();
            chats.insert((ChatKind::Parents, class.id.clone()), linked(adults));
        }
        for group in roster
            .groups
            .iter()
            .filter(|group| self.added.contains(&group.id))
        {
            let here = group.pupils.iter().chain(&group.teachers).collect();
            chats.insert((ChatKind::Subject, group.id.clone()), linked(here));
        }
        let teaches = |person: &&PlainPerson| person.roles.contains(&Role::Teacher);
        let staff = roster
            .people
            .iter()
            .filter(teaches)
            .map(|person| &person.id)
            .collect();
        chats.insert((ChatKind::Staff, String::new()), linked(staff));
        chats.retain(|_, members| !members.is_empty());
        chats
    }

    /// Who really is where; chats that nobody is in are left out.
    async fn found(&self) -> BTreeMap<(ChatKind, String), BTreeSet<String>> {
        let people: BTreeMap<PersonId, String> = self
            .school
            .people()
            .await
            .into_iter()
            .map(|(id, person)| (person, id))
            .collect();
        let classes: BTreeMap<_, _> = self
            .school
            .classes()
            .await
            .into_iter()
            .map(|(id, class)| (class, id))
            .collect();
        let org = self.school.org().await.id;
        let mut db = self.school.read().await;
        let mut found = BTreeMap::new();
        for chat in db.chats_of_org(org).await.unwrap() {
            let members = members(db.as_mut(), &chat, &people).await;
            if members.is_empty() {
                continue;
            }
            let place = match chat.kind {
                ChatKind::Staff => String::new(),
                ChatKind::Subject => classes[&chat.group.unwrap()].clone(),
                _ => classes[&chat.class.unwrap()].clone(),
            };
            assert!(
                found.insert((chat.kind, place), members).is_none(),
                "one chat of each"
            );
        }
        found
    }

    async fn check(&self, after: &Step) {
        assert_eq!(self.found().await, self.expected(), "after {after:?}");
    }
}

async fn members(
    db: &mut dyn Repository,
    chat: &storage::Chat,
    people: &BTreeMap<PersonId, String>,
) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for member in db.members(chat.id).await.unwrap() {
        let reasons: Vec<model::Reason> = serde_json::from_str(&member.membership.reasons).unwrap();
        assert!(!reasons.is_empty(), "everybody is there for a reason");
        let role = reasons[0].role();
        assert_eq!(member.membership.role, role);
        match chat.kind {
            ChatKind::Subject | ChatKind::Class => assert_ne!(role, Role::Guardian),
            ChatKind::Parents => assert_ne!(role, Role::Pupil),
            ChatKind::Staff => assert_eq!(role, Role::Teacher),
            ChatKind::Dialogue => unreachable!("nobody has begun one"),
        }
        let id = people.get(&member.membership.person);
        ids.insert(id.expect("nobody who has left is in a chat").clone());
    }
    ids
}

#[test]
fn chats_follow_the_roster_whatever_happens() {
    let config = ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..Default::default()
    };
    let mut runner = TestRunner::new(config);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let steps = prop::collection::vec(step(), 1..24);
    runner
        .run(&steps, |steps| {
            runtime.block_on(async {
                let mut life = Life::begin().await;
                for step in &steps {
                    life.step(step).await;
                    life.check(step).await;
                }
            });
            Ok(())
        })
        .unwrap();
}

/// On a day after the last one of an enrolment, without an import since: who unlinks leaves that
/// chat too.
#[tokio::test]
async fn who_unlinks_leaves_every_chat() {
    let mut package = PlainSchool::example().package();
    for row in &mut package.enrollments.rows {
        if row.value.user == "s1" && row.value.class == "k1" {
            row.value.ends = Some("2026-12-31".parse().unwrap());
        }
    }
    let school = TestSchool::empty().await;
    school.import(&package).await;
    let (pupil, _) = (school.link("s1").await, school.link("g1").await);
    assert_eq!(school.chat_names(&pupil).await, ["4А класс"]);
    school.clock.minutes(60 * 24 * 60);
    let (pupil, guardian) = (school.enter("s1").await, school.enter("g1").await);
    let (pupil, guardian) = (school.unlink(&pupil).await, school.unlink(&guardian).await);
    assert!(school.chat_names(&pupil).await.is_empty());
    assert!(school.chat_names(&guardian).await.is_empty());
}
