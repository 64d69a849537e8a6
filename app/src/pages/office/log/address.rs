//! What is looked for, as it stands in the address: with the back button, without JavaScript, and
//! to be sent to a colleague.

use leptos_router::params::ParamsMap;
use model::views::LogQuery;

/// Reads the address.
#[must_use]
pub fn read(query: &ParamsMap) -> LogQuery {
    let text = |key: &str| query.get_str(key).unwrap_or_default().trim().to_owned();
    LogQuery {
        q: text("q"),
        action: text("action"),
        from: text("from"),
        until: text("until"),
        person: text("person").parse().ok(),
        before: text("before").parse().ok(),
    }
}

/// The address of a page, or of an export, of what is looked for.
#[must_use]
pub fn href(path: &str, asked: &LogQuery) -> String {
    let number = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let said = [
        ("q", asked.q.clone()),
        ("action", asked.action.clone()),
        ("from", asked.from.clone()),
        ("until", asked.until.clone()),
        ("person", number(asked.person.map(|id| id.0))),
        ("before", number(asked.before)),
    ];
    let pairs: Vec<String> = said
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| format!("{key}={}", escaped(&text)))
        .collect();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        use std::fmt::Write as _;
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::PersonId;

    #[test]
    fn what_is_not_said_is_not_in_the_address() {
        assert_eq!(href("/school/log", &LogQuery::default()), "/school/log");
        let asked = LogQuery {
            q: "Ива & нов".into(),
            from: "2026-11-24".into(),
            person: Some(PersonId(7)),
            ..LogQuery::default()
        };
        let address = "/school/log?q=%D0%98%D0%B2%D0%B0%20%26%20%D0%BD%D0%BE%D0%B2\
                       &from=2026-11-24&person=7";
        assert_eq!(href("/school/log", &asked), address);
    }
}
