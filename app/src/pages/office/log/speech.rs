//! What happened, in words.

use crate::shell::role_name;
use model::{Action, ActionGroup, Role, views::LogEntry};
use words::{Lang, log};

/// «Вход в систему»
#[must_use]
pub fn action_name(lang: Lang, action: Action) -> &'static str {
    match action {
        Action::SignedIn => log::signed_in(lang),
        Action::SignInRefused => log::sign_in_refused(lang),
        Action::SignedOut => log::signed_out(lang),
        Action::Linked => log::linked(lang),
        Action::Unlinked => log::unlinked(lang),
        Action::UnlinkedOther => log::unlinked_other(lang),
        Action::LinkMoved => log::link_moved(lang),
        Action::MisfitFound => log::misfit_found(lang),
        Action::MisfitDismissed => log::misfit_dismissed(lang),
        Action::Imported => log::imported(lang),
        Action::ImportUndone => log::import_undone(lang),
        Action::CodesIssued => log::codes_issued(lang),
        Action::CodeSent => log::code_sent(lang),
        Action::PasswordSet => log::password_set(lang),
        Action::RoleChanged => log::role_changed(lang),
        Action::Transferred => log::transferred(lang),
        Action::MarkedLeft => log::marked_left(lang),
        Action::GuardianAdded => log::guardian_added(lang),
        Action::GuardianRemoved => log::guardian_removed(lang),
        Action::HandChangeEnded => log::hand_change_ended(lang),
        Action::PersonSeen => log::person_seen(lang),
        Action::LogExported => log::log_exported(lang),
        Action::ChatAdded => log::chat_added(lang),
    }
}

/// «Вход и пароли»
#[must_use]
pub fn group_name(lang: Lang, group: ActionGroup) -> &'static str {
    match group {
        ActionGroup::Door => log::group_door(lang),
        ActionGroup::Links => log::group_links(lang),
        ActionGroup::Data => log::group_data(lang),
        ActionGroup::Rights => log::group_rights(lang),
        ActionGroup::Chats => log::group_chats(lang),
    }
}

/// «Отмена привязки администратором: Соколов Артём», «Новый чат «Математика 4А»», «Неудачный вход, 5
/// попыток подряд».
#[must_use]
pub fn sentence(lang: Lang, entry: &LogEntry) -> String {
    let Some(action) = Action::from_code(&entry.action) else {
        return log::unknown_action(lang, &entry.action);
    };
    let name = action_name(lang, action);
    let said = |key: &str| {
        let found = entry.detail.iter().find(|(known, _)| known == key);
        found.map(|(_, text)| text.as_str())
    };
    let failures = said("failures").and_then(|text| text.parse::<u32>().ok());
    match (action, failures, said("chat")) {
        _ if !entry.subject_name.is_empty() => log::about(lang, name, &entry.subject_name),
        (Action::SignInRefused, Some(failures), _) if failures > 1 => {
            log::failures(lang, failures, name)
        }
        (Action::ChatAdded, _, Some(chat)) => log::quoted(lang, name, chat),
        _ => name.to_owned(),
    }
}

/// What a detail is called; the key itself for one that is not known here.
#[must_use]
pub fn detail_name(lang: Lang, key: &str) -> String {
    match key {
        "added" => log::detail_added(lang),
        "appears" => log::detail_appears(lang),
        "by" => log::detail_by(lang),
        "changed" => log::detail_changed(lang),
        "chat" => log::detail_chat(lang),
        "child" => log::detail_child(lang),
        "class" => log::detail_class(lang),
        "count" => log::detail_count(lang),
        "device" => log::detail_device(lang),
        "devices" => log::detail_devices(lang),
        "ended" => log::detail_ended(lang),
        "failures" => log::detail_failures(lang),
        "file" => log::detail_file(lang),
        "first" => log::detail_first(lang),
        "format" => log::detail_format(lang),
        "from" => log::detail_from(lang),
        "given" => log::detail_given(lang),
        "group" => log::detail_group(lang),
        "import" => log::detail_import(lang),
        "kind" => log::detail_kind(lang),
        "leaves" => log::detail_leaves(lang),
        "memberships" => log::detail_memberships(lang),
        "moves" => log::detail_moves(lang),
        "names" => log::detail_names(lang),
        "other" => log::detail_other(lang),
        "part" => log::detail_part(lang),
        "phone" => log::detail_phone(lang),
        "profile" => log::detail_profile(lang),
        "reason" => log::detail_reason(lang),
        "removed" => log::detail_removed(lang),
        "relinked" => log::detail_relinked(lang),
        "remember" => log::detail_remember(lang),
        "role" => log::detail_role(lang),
        "rows" => log::detail_rows(lang),
        "sent_to" => log::detail_sent_to(lang),
        "swapped" => log::detail_swapped(lang),
        "to" => log::detail_to(lang),
        "whole" => log::detail_whole(lang),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// The value of a detail: «да» rather than `true`, codes of known details in words.
#[must_use]
pub fn detail_text(lang: Lang, key: &str, text: &str) -> String {
    let role = Role::from_code(text).filter(|_| key == "role");
    match (key, text) {
        (_, "true") => log::yes(lang),
        (_, "false") => log::no(lang),
        ("kind", "transfer") => log::text_transfer(lang),
        ("kind", "left") => log::text_left(lang),
        ("kind", "guardian") => log::text_guardian(lang),
        ("kind", "no_guardian") => log::text_no_guardian(lang),
        ("kind", "profile_of_parent") => log::text_profile_of_parent(lang),
        ("kind", "profile_of_child") => log::text_profile_of_child(lang),
        ("kind", "profile_of_sibling") => log::text_profile_of_sibling(lang),
        ("kind", "age_does_not_fit") => log::text_age_does_not_fit(lang),
        ("kind", "phone_of_somebody_else") => log::text_phone_of_somebody_else(lang),
        ("kind", "one_phone_for_two") => log::text_one_phone_for_two(lang),
        ("group", "people") => log::text_people(lang),
        ("group", "staff") => log::text_staff(lang),
        ("group", "pupils") => log::text_pupils(lang),
        ("group", "guardians") => log::text_guardians(lang),
        ("part", "from") => log::text_part_from(lang),
        ("part", "to") => log::text_part_to(lang),
        ("kind", "roster") => log::text_roster(lang),
        ("kind", "timetable") => log::text_timetable(lang),
        ("by", "setup") => log::text_setup(lang),
        ("by", "import") => log::text_import(lang),
        (_, text) => role.map_or(text, |role| role_name(lang, role)),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::views::{Day, Moment};
    use std::collections::BTreeSet;

    fn entry(action: &str, subject: &str, detail: &[(&str, &str)]) -> LogEntry {
        let day = Day {
            year: 2026,
            month: 11,
            day: 24,
            weekday: 1,
        };
        LogEntry {
            number: 1,
            at: Moment {
                at: 0,
                day,
                time: "9:41".into(),
            },
            actor: None,
            actor_name: String::new(),
            action: action.into(),
            subject: None,
            subject_name: subject.into(),
            detail: detail
                .iter()
                .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
                .collect(),
            address: String::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn an_entry_is_one_sentence() {
        let ru = Lang::Russian;
        let rows = [
            (entry("signed_in", "", &[]), "Вход в систему"),
            (
                entry("unlinked_other", "Соколов Артём", &[]),
                "Отмена привязки администратором: Соколов Артём",
            ),
            (
                entry("chat_added", "", &[("chat", "Математика 4А")]),
                "Новый чат «Математика 4А»",
            ),
            (
                entry("sign_in_refused", "", &[("failures", "1")]),
                "Неудачный вход",
            ),
            (
                entry("sign_in_refused", "", &[("failures", "5")]),
                "Неудачный вход, 5 попыток подряд",
            ),
            (
                entry("from_the_future", "", &[]),
                "Событие «from_the_future»",
            ),
        ];
        for (entry, expected) in rows {
            assert_eq!(sentence(ru, &entry), expected);
        }
    }

    #[test]
    fn details_are_in_words() {
        let ru = Lang::Russian;
        let rows = [
            ("remember", "true", "да"),
            ("kind", "transfer", "перевод в другой класс"),
            ("role", "administrator", "администратор школы"),
            ("reason", "guardian", "guardian"),
        ];
        for (key, text, expected) in rows {
            assert_eq!(detail_text(ru, key, text), expected);
        }
        assert_eq!(detail_name(ru, "reason"), "Причина");
        assert_eq!(detail_name(ru, "unheard_of"), "unheard_of");
    }

    #[test]
    fn every_action_has_a_name_of_its_own_in_both_languages() {
        for lang in [Lang::Russian, Lang::English] {
            let names: BTreeSet<&str> = Action::ALL
                .iter()
                .map(|action| action_name(lang, *action))
                .collect();
            assert_eq!(names.len(), Action::ALL.len());
        }
    }
}
