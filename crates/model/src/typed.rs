//! What was typed to find somebody.

use crate::name::plain;

/// Most words that are looked for; more say nothing more.
const MOST_WORDS: usize = 8;

const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const CYRILLIC: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";

/// Ways to read what was typed, each a list of beginnings of words: as it stands, and as the same
/// keys give it in the other keyboard layout («cjrj» is «соко», «4f» is «4а»). Empty when nothing
/// was typed.
#[must_use]
pub fn ways(text: &str) -> Vec<Vec<String>> {
    let text = text.to_lowercase();
    let mut ways = vec![words(&text)];
    for (from, to) in [(LATIN, CYRILLIC), (CYRILLIC, LATIN)] {
        if let Some(typed) = retyped(&text, from, to) {
            let words = words(&typed);
            if !ways.contains(&words) {
                ways.push(words);
            }
        }
    }
    ways.retain(|words| !words.is_empty());
    ways
}

/// The same keys in another layout. `None` when a letter would become a sign: «4б» would be «4,»,
/// which is everybody of every fourth class.
fn retyped(text: &str, from: &str, to: &str) -> Option<String> {
    text.chars()
        .map(|letter| {
            let at = from.chars().position(|one| one == letter);
            let other = at.and_then(|at| to.chars().nth(at)).unwrap_or(letter);
            (other.is_alphanumeric() || !letter.is_alphanumeric()).then_some(other)
        })
        .collect()
}

fn words(text: &str) -> Vec<String> {
    plain(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.chars().take(40).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ways;

    #[test]
    fn words_are_read_in_both_layouts() {
        assert_eq!(ways("Сок  АРТ")[0], ["сок", "арт"]);
        assert!(ways("cjrj").contains(&vec!["соко".to_owned()]));
        assert!(ways("4f bdfy").contains(&vec!["4а".to_owned(), "иван".to_owned()]));
        assert!(ways(";erf").contains(&vec!["жука".to_owned()]));
        assert_eq!(ways("Королёв")[0], ["королев"]);
        assert_eq!(ways("4б"), [["4б"]]);
        assert!(ways("").is_empty());
        assert!(ways(" \" * ").is_empty());
    }
}
