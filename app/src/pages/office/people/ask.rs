//! What is asked for, as the address says it: a list can be kept and sent.

use leptos_router::params::ParamsMap;
use model::{PersonState, Role, views::PeopleAsk};

/// People of a page more.
const PAGE: u32 = 50;

/// What an address asks for. What it cannot say is not asked.
pub fn ask_of(query: &ParamsMap) -> PeopleAsk {
    let get = |name: &str| query.get_str(name).unwrap_or_default();
    PeopleAsk {
        text: get("q").to_owned(),
        role: Role::from_code(get("role")),
        class: get("class").parse().ok(),
        state: PersonState::from_code(get("linked")),
        most: get("most").parse().unwrap_or(0),
    }
}

/// The address that asks for it.
pub fn address_of(ask: &PeopleAsk) -> String {
    let mut query = ParamsMap::new();
    let mut add = |name: &'static str, value: String| {
        if !value.is_empty() {
            query.insert(name, value);
        }
    };
    add("q", ask.text.clone());
    add("role", ask.role.map_or("", Role::code).to_owned());
    add(
        "class",
        ask.class.map(|id| id.to_string()).unwrap_or_default(),
    );
    add("linked", ask.state.map_or("", PersonState::code).to_owned());
    if ask.most > PAGE {
        add("most", ask.most.to_string());
    }
    format!("/school/people{}", query.to_query_string())
}

/// Nothing is narrowed.
pub fn is_everybody(ask: &PeopleAsk) -> bool {
    ask.text.trim().is_empty() && ask.role.is_none() && ask.class.is_none() && ask.state.is_none()
}

/// The same with a page more, after so many.
pub fn with_more(ask: &PeopleAsk, shown: usize) -> PeopleAsk {
    let shown = u32::try_from(shown).unwrap_or(u32::MAX);
    PeopleAsk {
        most: shown.saturating_add(PAGE),
        ..ask.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ClassId;

    #[test]
    fn an_address_says_what_is_asked() {
        let ask = PeopleAsk {
            text: "сок арт&role=x".to_owned(),
            role: Some(Role::Pupil),
            class: Some(ClassId(7)),
            state: Some(PersonState::NeverIn),
            most: 100,
        };
        let address = address_of(&ask);
        assert!(address.starts_with("/school/people?q="));
        // The router escapes every mark that is no letter or digit.
        let rest = "&role=pupil&class=7&linked=never%5Fin&most=100";
        assert!(address.ends_with(rest), "{address}");
        assert!(!address.contains("&role=x"), "{address}");
        assert_eq!(address_of(&PeopleAsk::default()), "/school/people");
        assert_eq!(with_more(&ask, 100).most, 150);
    }
}
