//! The standard's closed lists of words.
//!
//! Matched without regard to case. 1.2 lets a district add words that start with `ext:`; any
//! other unknown word is a mistake, and reading it as "something else" would lose a person.

/// Makes an enumeration out of a list of words of the standard.
macro_rules! words {
    (
        $(#[$about:meta])* $name:ident, other: $other:tt,
        $( $(#[$doc:meta])* $variant:ident = $($word:literal)|+ ),+ $(,)?
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $( $(#[$doc])* $variant, )+
            /// Another word of the standard, or an extension (`ext:…`), as it was written.
            Other(String),
        }

        impl $name {
            /// Words that are understood.
            pub const ALLOWED: &'static [&'static str] = words!(@list $other; $($($word),+),+);

            /// The word's meaning, if it has one.
            pub(crate) fn from_word(word: &str) -> Option<Self> {
                $( if [$($word),+].iter().any(|w| w.eq_ignore_ascii_case(word)) {
                    return Some(Self::$variant);
                } )+
                let known = Self::ALLOWED.iter().any(|w| w.eq_ignore_ascii_case(word));
                let extension = word.get(..4).is_some_and(|p| p.eq_ignore_ascii_case("ext:"));
                (known || extension).then(|| Self::Other(word.to_owned()))
            }
        }
    };
    (@list [$($other:literal),*]; $($word:literal),+) => { &[$($word,)+ $($other),*] };
}

words! {
    /// `orgs.csv` `type` ("OrgTypeEnum").
    OrgKind, other: ["department", "local", "state", "national"],
    /// A school.
    School = "school",
    /// A school district; in Russia the body that runs the schools of a municipality.
    District = "district",
}

words! {
    /// `academicSessions.csv` `type` ("SessionTypeEnum").
    SessionKind, other: [],
    /// A whole year.
    SchoolYear = "schoolYear",
    /// A term.
    Term = "term",
    /// Half a year.
    Semester = "semester",
    /// What marks are given for, in Russia a quarter.
    GradingPeriod = "gradingPeriod",
}

words! {
    /// `role` of `roles.csv` in 1.2, of `users.csv` in 1.1 ("RoleEnum").
    RoleKind, other: ["counselor"],
    /// A pupil.
    Student = "student",
    /// A teacher.
    Teacher = "teacher",
    /// Guardian, parent or relative: the standard keeps them apart, access does not.
    Guardian = "guardian" | "parent" | "relative",
    /// Administrator of a school; 1.1 knows only `administrator`.
    SiteAdministrator = "siteAdministrator" | "administrator" | "principal",
    /// Administrator of a district.
    DistrictAdministrator = "districtAdministrator",
    /// Administrator of the system itself.
    SystemAdministrator = "systemAdministrator",
    /// Teacher's aide.
    Aide = "aide",
    /// Somebody who watches over tests.
    Proctor = "proctor",
}

words! {
    /// `enrollments.csv` `role`.
    EnrollmentRole, other:
        ["administrator", "aide", "guardian", "parent", "proctor", "relative"],
    /// Learns in the class.
    Student = "student",
    /// Teaches the class.
    Teacher = "teacher",
}

words! {
    /// `demographics.csv` `sex` ("GenderEnum").
    Sex, other: ["other", "unspecified"],
    /// Female.
    Female = "female",
    /// Male.
    Male = "male",
}

words! {
    /// `classes.csv` `classType` ("ClassTypeEnum").
    ClassKind, other: [],
    /// The class a pupil belongs to.
    Homeroom = "homeroom",
    /// Pupils who have one subject together.
    Scheduled = "scheduled",
}
