//! What becomes of an upload, in the reader's language: for the page and for plain answers.

use model::views::{
    Ambiguity, Capped, HandDiffers, HandKind, ImportFigures, ImportOption, InTheWay, PersonField,
    UploadState, UploadStep,
};
use words::{Lang, imports as w};

/// Names that one line holds.
const NAMES: usize = 5;

/// «Ждёт вашего решения»
#[must_use]
pub fn say_state(lang: Lang, state: UploadState) -> &'static str {
    match state {
        UploadState::Checking => w::state_checking(lang),
        UploadState::Ready => w::state_ready(lang),
        UploadState::Refused => w::state_refused(lang),
        UploadState::Applying => w::state_applying(lang),
        UploadState::Applied | UploadState::Discarded => w::state_applied(lang),
    }
}

/// «Читаем файлы»
#[must_use]
pub fn say_step(lang: Lang, step: UploadStep) -> &'static str {
    match step {
        UploadStep::Waiting => w::step_waiting(lang),
        UploadStep::Reading => w::step_reading(lang),
        UploadStep::Comparing => w::step_comparing(lang),
        UploadStep::Hashing => w::step_hashing(lang),
        UploadStep::Writing => w::step_writing(lang),
        UploadStep::Chats => w::step_chats(lang),
    }
}

/// «1,2 МБ»; at least a kilobyte.
#[must_use]
pub fn say_bytes(lang: Lang, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return w::bytes_kb(lang, &bytes.div_ceil(1_000).max(1).to_string());
    }
    let tenths = bytes / 100_000;
    let sign = if lang == Lang::Russian { ',' } else { '.' };
    let number = match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{sign}{tenth}"),
    };
    w::bytes_mb(lang, &number)
}

/// What an import did, as short phrases.
#[must_use]
pub fn say_figures(lang: Lang, figures: &ImportFigures) -> Vec<String> {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    [
        (
            figures.appears,
            w::figure_appears as fn(Lang, u32) -> String,
        ),
        (figures.leaves, w::figure_leaves),
        (figures.moves, w::figure_moves),
        (figures.changed, w::figure_changed),
        (figures.added, w::figure_added),
        (figures.removed, w::figure_removed),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, say)| say(lang, number(n)))
    .collect()
}

/// «имя»
#[must_use]
pub fn say_field(lang: Lang, field: PersonField) -> &'static str {
    match field {
        PersonField::Name => w::field_name(lang),
        PersonField::Login => w::field_login(lang),
        PersonField::Born => w::field_born(lang),
        PersonField::Phone => w::field_phone(lang),
        PersonField::Email => w::field_email(lang),
    }
}

/// What was done by hand and what the data says instead.
#[must_use]
pub fn say_by_hand(lang: Lang, change: &HandDiffers) -> String {
    match change.kind {
        HandKind::Transfer => {
            let in_data = match change.in_data.as_str() {
                "" => w::to_none(lang),
                class => class,
            };
            w::hand_transfer(lang, &change.by_hand, in_data)
        }
        HandKind::Left => w::hand_left(lang).to_owned(),
        HandKind::Guardian => w::hand_guardian(lang, &change.by_hand),
        HandKind::NoGuardian => w::hand_no_guardian(lang, &change.by_hand),
    }
}

/// The question that an ambiguity asks.
#[must_use]
pub fn say_question(lang: Lang, what: &Ambiguity) -> String {
    match what {
        Ambiguity::Section { line, title, .. } => w::choice_section(lang, &line.to_string(), title),
        Ambiguity::TimetableClass { line, name } => {
            w::choice_week_class(lang, &line.to_string(), name)
        }
        Ambiguity::TimetableTeacher { line, name } => {
            w::choice_week_teacher(lang, &line.to_string(), name)
        }
        Ambiguity::TimetableLesson {
            line,
            subject,
            class,
            part,
        } if part.is_empty() => w::choice_week_lesson(lang, class, &line.to_string(), subject),
        Ambiguity::TimetableLesson {
            line,
            subject,
            class,
            part,
        } => w::choice_week_part(lang, class, &line.to_string(), part, subject),
        Ambiguity::Login {
            line,
            login,
            name,
            other,
        } => w::choice_login(lang, &line.to_string(), login, name, other),
    }
}

/// An answer to it.
#[must_use]
pub fn say_option(lang: Lang, what: &Ambiguity, option: &ImportOption) -> String {
    match (what, option.name.as_str()) {
        (Ambiguity::Login { .. }, "") => w::choice_leave_out(lang).to_owned(),
        (Ambiguity::Login { .. }, login) => w::choice_login_as(lang, login),
        (_, name) => name.to_owned(),
    }
}

/// Why an import cannot be taken back. `day` says when something was.
#[must_use]
pub fn say_in_the_way(lang: Lang, what: &InTheWay, day: &dyn Fn(i64) -> String) -> String {
    match what {
        InTheWay::LaterImport { at, file, .. } => w::way_later(lang, file, &day(*at)),
        InTheWay::HandChange { name, at } => w::way_hand(lang, name, &day(*at)),
        InTheWay::Linked { people } => w::way_linked(lang, &names(lang, people)),
        InTheWay::SignedIn { people } => w::way_signed_in(lang, &names(lang, people)),
        InTheWay::Messages { chat, count } => w::way_messages(lang, chat, &count.to_string()),
    }
}

fn names(lang: Lang, people: &Capped<String>) -> String {
    let shown: Vec<&str> = people
        .items
        .iter()
        .take(NAMES)
        .map(String::as_str)
        .collect();
    let rest = people.total.saturating_sub(shown.len() as u64);
    let shown = shown.join(", ");
    match rest {
        0 => shown,
        rest => w::and_more(lang, &rest.to_string(), &shown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_people_write_them() {
        let ru = |bytes| say_bytes(Lang::Russian, bytes);
        assert_eq!(ru(0), "1 КБ");
        assert_eq!(ru(12_001), "13 КБ");
        assert_eq!(ru(1_250_000), "1,2 МБ");
        assert_eq!(ru(200_000_000), "200 МБ");
        assert_eq!(say_bytes(Lang::English, 1_250_000), "1.2 MB");
    }

    #[test]
    fn only_what_happened_is_told() {
        let figures = ImportFigures {
            appears: 2,
            moves: 1,
            ..ImportFigures::default()
        };
        assert_eq!(
            say_figures(Lang::Russian, &figures),
            ["появились 2 человека", "1 перевод в другой класс"]
        );
    }

    #[test]
    fn long_lists_of_names_are_counted() {
        let people: Capped<String> = (1..=7).map(|n| n.to_string()).collect();
        let said = say_in_the_way(Lang::Russian, &InTheWay::Linked { people }, &|_| {
            String::new()
        });
        assert_eq!(said, "Привязали учебный профиль: 1, 2, 3, 4, 5 и ещё 2.");
    }
}
