//! What can be wrong with an input. Words for it are in [`super::words`].

use serde::{Deserialize, Serialize};

/// A field of one of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Field {
    Phone,
    Code,
    Password,
    LastName,
    FirstName,
    Patronymic,
    BirthDate,
    Sex,
    NewPassword,
}

impl Field {
    /// Name in the form, and id on the page.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Code => "code",
            Self::Password => "password",
            Self::LastName => "last_name",
            Self::FirstName => "first_name",
            Self::Patronymic => "patronymic",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::NewPassword => "new_password",
        }
    }
}

/// One thing wrong. Stored in the flow as it is, so that the page can be in any language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Problem {
    PhoneEmpty,
    PhoneWrong,
    NumberTooOften { minutes: u32 },
    AddressTooOften { minutes: u32 },
    SendFailed,
    CodeShape,
    CodeWrong { left: u32 },
    CodeSpent,
    CodeExpired,
    PasswordEmpty,
    PasswordWrong,
    PasswordTooOften { minutes: u32 },
    LastNameEmpty,
    FirstNameEmpty,
    NameShape,
    NameLong,
    BirthEmpty,
    BirthShape,
    BirthUnlikely,
    SexEmpty,
    NewPasswordShort { min: u32 },
    NewPasswordLong,
    NewPasswordWeak,
}

/// All that is wrong with one page.
pub(super) type Problems = Vec<(Field, Problem)>;
