//! Generated families: who is in the roster, and which profile each account has linked.

use model::{FullName, MisfitKind, Role};
use test_support::SeededChance;

/// What an account has linked.
#[derive(Debug, Clone, Default)]
pub struct Card {
    pub name: FullName,
    pub born: Option<String>,
    pub phone: Option<String>,
}

/// Somebody of a family.
#[derive(Debug, Clone)]
pub struct Somebody {
    pub role: Role,
    /// Also a teacher.
    pub teaches: bool,
    pub roster: Card,
    /// The profile linked.
    pub linked: Option<Card>,
    /// Part of the story; the others are left out.
    pub present: bool,
}

/// How a wrong link is mended in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mended {
    /// The profile goes to this one of the family.
    To(usize),
    /// Nobody to give it to: unlinked.
    Alone,
}

/// A wrong link: whose, why, and its mending.
pub type Wrong = (usize, MisfitKind, Mended);

/// A family: guardians, then children.
#[derive(Debug, Clone, Default)]
pub struct Family {
    pub people: Vec<Somebody>,
    pub wrong: Vec<Wrong>,
}

const MEN: [(&str, &str); 6] = [
    ("Артём", "Тёма"),
    ("Пётр", "Петя"),
    ("Фёдор", "Федя"),
    ("Кирилл", "Кирюша"),
    ("Илья", "Илюша"),
    ("Даниил", "Даня"),
];
const WOMEN: [(&str, &str); 6] = [
    ("Ольга", "Оля"),
    ("Анна", "Аня"),
    ("Мария", "Маша"),
    ("Алёна", "Лёна"),
    ("Вера", "Верочка"),
    ("Юлия", "Юля"),
];
const FAMILIES: [(&str, &str); 6] = [
    ("Соколов", "Соколова"),
    ("Королёв", "Королёва"),
    ("Белов", "Белова"),
    ("Щукин", "Щукина"),
    ("Ершов-Орлов", "Ершова-Орлова"),
    ("Зайцев", "Зайцева"),
];

/// Chance with a memory for numbers.
pub struct Dice {
    chance: SeededChance,
    phones: u64,
}

impl Dice {
    pub fn of(seed: u64) -> Self {
        Self {
            chance: SeededChance::of(seed),
            phones: 79_000_000_000 + seed * 1_000_000,
        }
    }

    pub fn below(&self, limit: usize) -> usize {
        usize::try_from(self.chance.next() % limit as u64).unwrap()
    }

    fn coin(&self) -> bool {
        self.below(2) == 0
    }

    /// A number nobody has.
    pub fn phone(&mut self) -> Option<String> {
        self.phones += 1;
        Some(format!("+{}", self.phones))
    }

    fn date(&self, from: usize, years: usize) -> Option<String> {
        let (year, month, day) = (
            from + self.below(years),
            1 + self.below(12),
            1 + self.below(28),
        );
        Some(format!("{year}-{month:02}-{day:02}"))
    }
}

/// A mother, a father and two sons; nobody has linked.
pub fn plain(dice: &mut Dice) -> Family {
    let (his, hers) = FAMILIES[dice.below(6)];
    let father = dice.below(6);
    let sons = (father + 1 + dice.below(2), father + 3 + dice.below(2));
    let someone = |family: &str, given: &str, middle: &str, born, phone, role| Somebody {
        role,
        teaches: false,
        roster: Card {
            name: FullName {
                family: family.to_owned(),
                given: given.to_owned(),
                middle: middle.to_owned(),
            },
            born,
            phone,
        },
        linked: None,
        present: false,
    };
    let mother = WOMEN[dice.below(6)].0;
    let (guardian, pupil) = (Role::Guardian, Role::Pupil);
    let people = vec![
        someone(
            hers,
            mother,
            "Ильинична",
            dice.date(1975, 15),
            dice.phone(),
            guardian,
        ),
        someone(
            his,
            MEN[father].0,
            "Львович",
            dice.date(1975, 15),
            dice.phone(),
            guardian,
        ),
        someone(
            his,
            MEN[sons.0 % 6].0,
            "Мирович",
            dice.date(2009, 4),
            dice.phone(),
            pupil,
        ),
        someone(
            his,
            MEN[sons.1 % 6].0,
            "Мирович",
            dice.date(2014, 5),
            dice.phone(),
            pupil,
        ),
    ];
    Family {
        people,
        wrong: Vec::new(),
    }
}

pub const MOTHER: usize = 0;
pub const FATHER: usize = 1;
pub const SON: usize = 2;
pub const BROTHER: usize = 3;

impl Family {
    /// The profile that somebody would make of the own data: as people write, not as registrars.
    pub fn profile(&self, who: usize, dice: &mut Dice) -> Card {
        let mut card = self.people[who].roster.clone();
        if dice.coin() {
            card.name.middle.clear();
        }
        if dice.coin() {
            card.name.family = card.name.family.replace('ё', "е").replace('-', " ");
            card.name.given = card.name.given.replace('ё', "е");
        }
        if dice.below(8) == 0 {
            std::mem::swap(&mut card.name.family, &mut card.name.given);
        }
        if dice.below(6) == 0 {
            card.name.family = card.name.family.to_uppercase();
        }
        card
    }

    fn nickname(&self, who: usize) -> String {
        let given = &self.people[who].roster.name.given;
        let all = MEN.iter().chain(&WOMEN);
        let found = all.into_iter().find(|(name, _)| name == given);
        found.map(|(_, nick)| (*nick).to_owned()).unwrap()
    }

    fn link(&mut self, who: usize, card: Card) {
        self.people[who].linked = Some(card);
    }

    /// A mother and a son are a family; besides them, only who takes part.
    fn cast(mut self) -> Self {
        self.people[MOTHER].present = true;
        self.people[SON].present = true;
        for person in &mut self.people {
            person.present |= person.linked.is_some();
        }
        for (_, _, mended) in &self.wrong {
            if let Mended::To(owner) = mended {
                self.people[*owner].present = true;
            }
        }
        self
    }

    fn forget_dates(&mut self) {
        for person in &mut self.people {
            person.roster.born = None;
        }
    }
}

/// Kinds of wrongly linked families.
pub const WRONG: usize = 14;

/// A wrongly linked family of a kind.
pub fn wrong(kind: usize, dice: &mut Dice) -> Family {
    let mut family = plain(dice);
    let parent = MisfitKind::ProfileOfParent;
    let child = MisfitKind::ProfileOfChild;
    match kind {
        // The pupil with the mother's profile, as it is.
        0 => {
            let card = family.profile(MOTHER, dice);
            family.link(SON, card);
            family.wrong = vec![(SON, parent, Mended::To(MOTHER))];
        }
        // With a number that the school does not know.
        1 => {
            let mut card = family.profile(FATHER, dice);
            card.phone = dice.phone();
            family.link(SON, card);
            family.wrong = vec![(SON, parent, Mended::To(FATHER))];
        }
        // No dates anywhere; the name alone.
        2 => {
            family.forget_dates();
            let mut card = family.profile(MOTHER, dice);
            card.phone = None;
            family.link(BROTHER, card);
            family.wrong = vec![(BROTHER, parent, Mended::To(MOTHER))];
        }
        // Her name from before the wedding, her number.
        3 => {
            let mut card = family.people[MOTHER].roster.clone();
            card.name.family = "Девичья".to_owned();
            card.born = None;
            family.link(SON, card);
            family.wrong = vec![(SON, parent, Mended::To(MOTHER))];
        }
        // A nickname, but her date of birth.
        4 => {
            let mut card = family.people[MOTHER].roster.clone();
            card.name.given = family.nickname(MOTHER);
            card.phone = dice.phone();
            family.link(SON, card);
            family.wrong = vec![(SON, parent, Mended::To(MOTHER))];
        }
        // The mother with the pupil's profile.
        5 => {
            let card = family.profile(SON, dice);
            family.link(MOTHER, card);
            family.wrong = vec![(MOTHER, child, Mended::To(SON))];
        }
        // The same on her own number, without a date.
        6 => {
            let mut card = family.profile(BROTHER, dice);
            card.phone.clone_from(&family.people[MOTHER].roster.phone);
            card.born = None;
            family.link(MOTHER, card);
            family.wrong = vec![(MOTHER, child, Mended::To(BROTHER))];
        }
        // Each has the other's.
        7 => {
            let (his, hers) = (family.profile(SON, dice), family.profile(MOTHER, dice));
            family.link(SON, hers);
            family.link(MOTHER, his);
            family.wrong = vec![
                (SON, parent, Mended::To(MOTHER)),
                (MOTHER, child, Mended::To(SON)),
            ];
        }
        // The brother's.
        8 => {
            let card = family.profile(BROTHER, dice);
            family.link(SON, card);
            let sibling = MisfitKind::ProfileOfSibling;
            family.wrong = vec![(SON, sibling, Mended::To(BROTHER))];
        }
        // Father and son of one name; the date tells.
        9 => {
            let name = family.people[FATHER].roster.name.given.clone();
            family.people[SON].roster.name.given = name;
            let mut card = family.profile(FATHER, dice);
            card.name.middle.clear();
            family.link(SON, card);
            family.wrong = vec![(SON, parent, Mended::To(FATHER))];
        }
        // An adult whom nobody knows.
        10 => {
            let name = FullName {
                family: "Незнакомый".to_owned(),
                given: "Савва".to_owned(),
                middle: String::new(),
            };
            let born = dice.date(1950, 30);
            let phone = dice.phone();
            family.link(SON, Card { name, born, phone });
            let age = MisfitKind::AgeDoesNotFit;
            family.wrong = vec![(SON, age, Mended::Alone)];
        }
        // The mother has linked herself, and the child with a second profile of hers.
        11 => {
            let (own, second) = (family.profile(MOTHER, dice), family.profile(MOTHER, dice));
            family.link(MOTHER, own);
            family.link(SON, second);
            family.wrong = vec![(SON, parent, Mended::Alone)];
        }
        // A grandmother behind both boys.
        12 => {
            let name = FullName {
                family: "Бабушкина".to_owned(),
                given: "Нина".to_owned(),
                middle: String::new(),
            };
            let phone = dice.phone();
            for who in [SON, BROTHER] {
                let card = Card {
                    name: name.clone(),
                    born: None,
                    phone: phone.clone(),
                };
                family.link(who, card);
                let kind = MisfitKind::OnePhoneForTwo;
                family.wrong.push((who, kind, Mended::Alone));
            }
        }
        // The other guardian's: not of one family to the rule, but the number is theirs.
        _ => {
            let card = family.profile(FATHER, dice);
            family.people[MOTHER].teaches = dice.coin();
            family.link(MOTHER, card);
            let phone = MisfitKind::PhoneOfSomebodyElse;
            family.wrong = vec![(MOTHER, phone, Mended::To(FATHER))];
        }
    }
    family.cast()
}

/// Kinds of rightly linked families.
pub const RIGHT: usize = 12;

/// A rightly linked family of a kind. `stale` is a number that the roster gives to a stranger.
pub fn right(kind: usize, dice: &mut Dice, stale: Option<String>) -> Family {
    let mut family = plain(dice);
    if dice.below(4) == 0 {
        family.forget_dates();
    }
    if kind == 7 {
        // Twins.
        let born = family.people[SON].roster.born.clone();
        family.people[BROTHER].roster.born = born;
    }
    if kind == 8 {
        let name = family.people[FATHER].roster.name.given.clone();
        family.people[SON].roster.name.given = name;
    }
    if kind == 9 {
        for person in &mut family.people {
            person.roster.phone = None;
        }
    }
    let other = match kind {
        1 | 2 | 7 => Some(BROTHER),
        8 => Some(FATHER),
        _ => None,
    };
    for who in [MOTHER, SON].into_iter().chain(other) {
        let card = family.profile(who, dice);
        family.link(who, card);
    }
    let mother = family.people[MOTHER].roster.clone();
    let linked = |family: &mut Family, who: usize, change: &dyn Fn(&mut Card)| {
        change(family.people[who].linked.as_mut().unwrap());
    };
    match kind {
        // A first-former with the mother's number, perhaps without a date.
        1 => linked(&mut family, BROTHER, &|card| {
            card.phone.clone_from(&mother.phone);
            card.born = None;
        }),
        // Brothers with one number.
        2 | 7 => {
            let phone = family.people[SON].roster.phone.clone();
            linked(&mut family, BROTHER, &|card| card.phone.clone_from(&phone));
        }
        // A number that the school does not know yet; that of a stranger before.
        3 => linked(&mut family, MOTHER, &|card| card.phone = None),
        4 => linked(&mut family, MOTHER, &|card| card.phone.clone_from(&stale)),
        // Her name from before the wedding, and a patronymic with a slip.
        5 => linked(&mut family, MOTHER, &|card| {
            card.name.given.clone_from(&mother.name.given);
            card.name.family = "Девичья".to_owned();
        }),
        6 => linked(&mut family, SON, &|card| {
            card.name.middle = "Миривич".to_owned()
        }),
        // A nickname with the own date.
        10 => {
            let (given, own) = (family.nickname(SON), family.people[SON].roster.clone());
            linked(&mut family, SON, &|card| {
                card.name.family.clone_from(&own.name.family);
                card.name.given.clone_from(&given);
                card.born.clone_from(&own.born);
                card.phone.clone_from(&mother.phone);
            });
        }
        // A teacher with a child in the school.
        11 => family.people[MOTHER].teaches = true,
        _ => {}
    }
    family.cast()
}
