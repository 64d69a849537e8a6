//! A login for somebody whom the data does not know.

use model::FullName;

/// «sokolova-anna». Exports write dots or digits where this has a hyphen, so that a later import
/// hardly brings the same one.
pub(super) fn login_of(name: &FullName) -> String {
    let parts: Vec<String> = [&name.family, &name.given]
        .iter()
        .map(|part| latin(part))
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        "guardian".to_owned()
    } else {
        parts.join("-")
    }
}

fn latin(text: &str) -> String {
    let mut latin = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => latin.push(letter),
            other => latin.push_str(sound(other)),
        }
    }
    latin
}

fn sound(letter: char) -> &'static str {
    match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::login_of;
    use model::FullName;

    #[test]
    fn a_login_is_the_name_in_latin_letters() {
        let login = |family: &str, given: &str| {
            login_of(&FullName {
                family: family.to_owned(),
                given: given.to_owned(),
                middle: String::new(),
            })
        };
        assert_eq!(login("Щукина-Жаркова", "Юлия"), "shchukinazharkova-yuliya");
        assert_eq!(login("Smith", "Ann"), "smith-ann");
        assert_eq!(login("李", ""), "guardian");
    }
}
