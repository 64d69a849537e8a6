//! The rule: which links do not fit, as a pure function (`docs/doctor.md`).
//!
//! A link is accused when a learning profile speaks for somebody else **and** does not speak for
//! the account's own person. One sign alone (a shared number, another surname, a wrong birth date)
//! accuses nobody.

use jiff::civil::Date;
use model::{FullName, MisfitKind, PersonId, name::plain};
use serde::{Deserialize, Serialize};
use storage::{Relation, Traits};

/// A pupil's profile with a birth date of this age or older is an adult's.
const ADULT: i16 = 21;
/// An adult's profile younger than this is a child's.
const CHILD: i16 = 16;
/// Birth dates of the roster and the profile that lie further apart are not a slip of the pen.
const GENERATION: i16 = 12;

/// What is known of a link.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The roster's of the person whose account it is.
    pub roster: Traits,
    /// The profile's.
    pub profile: Traits,
    /// The person is a pupil.
    pub pupil: bool,
    /// The person has another role.
    pub adult: bool,
    /// Everybody whose profile it might be.
    pub others: Vec<Other>,
}

/// Somebody whose profile it might be.
#[derive(Debug, Clone)]
pub struct Other {
    /// Who.
    pub person: PersonId,
    /// The roster's.
    pub roster: Traits,
    /// What that is to the account's person, when they are of one family.
    pub relation: Option<Relation>,
    /// Is a pupil; known of owners of the number.
    pub pupil: bool,
    /// Profiles with the same number that this one has linked.
    pub same_number: Vec<Traits>,
}

/// What points to the other person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// The name is the other's and not the own one.
    pub name: bool,
    /// The birth date is the other's and not the own one.
    pub born: bool,
    /// The roster gives the number to the other.
    pub phone: bool,
    /// The birth date is of the other generation.
    pub age: bool,
}

impl Evidence {
    fn weight(self) -> u8 {
        4 * u8::from(self.born) + 2 * u8::from(self.name) + u8::from(self.phone)
    }
}

/// A link that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Why.
    pub kind: MisfitKind,
    /// Whose profile it seems to be. `None` when nobody of the roster, or more than one.
    pub right: Option<PersonId>,
    /// What points there.
    pub evidence: Evidence,
}

/// Whether a link does not fit its person.
#[must_use]
pub fn misfit(facts: &Facts, today: Date) -> Option<Finding> {
    let mut found: Vec<Finding> = facts
        .others
        .iter()
        .filter_map(|other| speaks_for(facts, other))
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.evidence.weight()));
    if let Some(best) = found.first() {
        let mut best = best.clone();
        // A profile is never given away by the toss of a coin.
        let rival = found.get(1).filter(|second| {
            second.right != best.right && second.evidence.weight() == best.evidence.weight()
        });
        if rival.is_some() {
            best.right = None;
        }
        return Some(best);
    }
    age(facts, today)
}

/// How well the name of a profile goes with that of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// Surname and given name; the patronymic does not speak against it.
    Full,
    /// The given name only: a married name, a name from before the wedding.
    Given,
    /// Surname and given name, but another patronymic: father and son, or a slip of the pen.
    Contrary,
    /// Not at all.
    No,
}

fn likeness(profile: &FullName, roster: &FullName) -> Likeness {
    let same = |a: &str, b: &str| !a.trim().is_empty() && bare(a) == bare(b);
    let contrary = !profile.middle.trim().is_empty()
        && !roster.middle.trim().is_empty()
        && !same(&profile.middle, &roster.middle);
    let straight = same(&profile.given, &roster.given);
    let whole = (straight && same(&profile.family, &roster.family))
        // Surname and given name in each other's field.
        || (same(&profile.given, &roster.family) && same(&profile.family, &roster.given));
    match (whole, straight, contrary) {
        (true, _, false) => Likeness::Full,
        (true, _, true) => Likeness::Contrary,
        (false, true, false) => Likeness::Given,
        _ => Likeness::No,
    }
}

/// Case, «ё» and hyphens do not count.
fn bare(text: &str) -> String {
    plain(text).replace(['-', '‐', '–'], " ")
}

/// Whether two dates are the same one; `None` when either is unknown.
fn same_date(a: Option<&str>, b: Option<&str>) -> Option<bool> {
    Some(a? == b?)
}

/// Whether the profile is evidently this other person's.
fn speaks_for(facts: &Facts, other: &Other) -> Option<Finding> {
    let (roster, profile) = (&facts.roster, &facts.profile);
    if other.relation.is_none() && may_be_one(roster, &other.roster) {
        return None;
    }
    let own = likeness(&profile.name, &roster.name);
    let theirs = likeness(&profile.name, &other.roster.name);
    let twins = roster.born.is_some() && roster.born == other.roster.born;
    let date = |of: &Traits| match twins {
        // A date that both have says nothing.
        true => None,
        false => same_date(profile.born.as_deref(), of.born.as_deref()),
    };
    let (own_date, their_date) = (date(roster), date(&other.roster));
    let phone = profile.phone.is_some()
        && profile.phone == other.roster.phone
        && profile.phone != roster.phone;
    let known = other.relation.is_some() || phone;
    let strange = matches!(own, Likeness::No | Likeness::Contrary);
    let not_against = own_date != Some(true) && their_date != Some(false);

    let by_name = known && theirs == Likeness::Full && strange && not_against;
    let by_given_name = other.relation.is_some()
        && phone
        && theirs == Likeness::Given
        && own == Likeness::No
        && not_against;
    let namesake = matches!(theirs, Likeness::Full | Likeness::Given);
    let by_date =
        known && their_date == Some(true) && own_date != Some(true) && (strange || namesake);
    if by_name || by_given_name || by_date {
        let kind = match other.relation {
            Some(Relation::Guardian) => MisfitKind::ProfileOfParent,
            Some(Relation::Child) => MisfitKind::ProfileOfChild,
            Some(Relation::Sibling) => MisfitKind::ProfileOfSibling,
            None if other.pupil && !facts.pupil => MisfitKind::ProfileOfChild,
            None => MisfitKind::PhoneOfSomebodyElse,
        };
        return Some(Finding {
            kind,
            right: Some(other.person),
            evidence: Evidence {
                name: theirs == Likeness::Full && strange,
                born: their_date == Some(true),
                phone,
                age: false,
            },
        });
    }
    one_number(facts, other, own, theirs, not_against)
}

/// One person behind two accounts: both profiles have one number and one name, which is not the
/// own one.
fn one_number(
    facts: &Facts,
    other: &Other,
    own: Likeness,
    theirs: Likeness,
    not_against: bool,
) -> Option<Finding> {
    let name = &facts.profile.name;
    let twice = other
        .same_number
        .iter()
        .find(|profile| likeness(name, &profile.name) == Likeness::Full)?;
    let named = matches!(theirs, Likeness::Full | Likeness::Given);
    let neither = likeness(&twice.name, &other.roster.name) == Likeness::No;
    let accused = own == Likeness::No && not_against && (named || neither);
    accused.then_some(Finding {
        kind: MisfitKind::OnePhoneForTwo,
        right: named.then_some(other.person),
        evidence: Evidence {
            name: named,
            phone: true,
            ..Evidence::default()
        },
    })
}

/// A birth date of the other generation under a name that is not the own one, or that somebody of
/// the other generation in the family bears too.
fn age(facts: &Facts, today: Date) -> Option<Finding> {
    let (roster, profile) = (&facts.roster, &facts.profile);
    let born: Date = profile.born.as_deref()?.parse().ok()?;
    let years = full_years(born, today);
    let wanted = match (facts.pupil, facts.adult) {
        (true, false) if years >= ADULT => Relation::Guardian,
        (false, true) if years < CHILD => Relation::Child,
        _ => return None,
    };
    let listed: Option<Date> = roster.born.as_deref().and_then(|born| born.parse().ok());
    if listed.is_some_and(|listed| (listed.year() - born.year()).abs() < GENERATION) {
        return None;
    }
    let own = likeness(&profile.name, &roster.name);
    let candidates: Vec<&Other> = facts
        .others
        .iter()
        .filter(|other| other.relation == Some(wanted))
        .filter(|other| {
            same_date(profile.born.as_deref(), other.roster.born.as_deref()) != Some(false)
        })
        .collect();
    let namesake = candidates
        .iter()
        .any(|other| likeness(&profile.name, &other.roster.name) == Likeness::Full);
    if own != Likeness::No && !(own == Likeness::Full && namesake) {
        return None;
    }
    // Named only when a second sign points there: the number, or the name.
    let mut pointed = candidates.iter().filter(|other| {
        let phone = profile.phone.is_some()
            && profile.phone == other.roster.phone
            && profile.phone != roster.phone;
        phone || likeness(&profile.name, &other.roster.name) != Likeness::No
    });
    let right = match (pointed.next(), pointed.next()) {
        (Some(only), None) => Some(only.person),
        _ => None,
    };
    Some(Finding {
        kind: MisfitKind::AgeDoesNotFit,
        right,
        evidence: Evidence {
            age: true,
            ..Evidence::default()
        },
    })
}

/// The same person in the data of another school, perhaps under another surname.
fn may_be_one(one: &Traits, other: &Traits) -> bool {
    let alike = likeness(&one.name, &other.name);
    matches!(alike, Likeness::Full | Likeness::Given)
        && same_date(one.born.as_deref(), other.born.as_deref()) != Some(false)
}

fn full_years(born: Date, today: Date) -> i16 {
    let before = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i16::from(before)
}

#[cfg(test)]
mod tests;
