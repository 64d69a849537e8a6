//! Which organisations fit what was typed.

use model::{name::plain, views::Organisation};

/// Most that the list shows; more are narrowed by typing.
pub(super) const SHOWN: usize = 50;

/// Organisations of the tab whose name has all the words, as the server finds them.
pub(super) fn fitting(all: &[Organisation], text: &str, authority: bool) -> Vec<Organisation> {
    let words = words_of(text);
    all.iter()
        .filter(|it| it.authority == authority)
        .filter(|it| {
            let name = plain(&it.name);
            words.iter().all(|word| name.contains(word.as_str()))
        })
        .take(SHOWN)
        .cloned()
        .collect()
}

/// The organisation that is called exactly this.
pub(super) fn called(all: &[Organisation], text: &str, authority: bool) -> Option<Organisation> {
    let text = plain(text);
    let mut same = all
        .iter()
        .filter(|it| it.authority == authority && plain(&it.name) == text);
    // Two of the same name have to be chosen from the list.
    same.next().filter(|_| same.next().is_none()).cloned()
}

/// The name in pieces, each with whether it was typed.
pub(super) fn marked(name: &str, text: &str) -> Vec<(String, bool)> {
    let letters: Vec<char> = name.chars().collect();
    let folded: Vec<char> = letters.iter().copied().map(fold).collect();
    let mut typed = vec![false; letters.len()];
    for word in words_of(text) {
        let word: Vec<char> = word.chars().map(fold).collect();
        let at = folded
            .windows(word.len().max(1))
            .position(|window| window == word);
        if let Some(at) = at {
            typed[at..at + word.len()].fill(true);
        }
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (letter, typed) in letters.into_iter().zip(typed) {
        match pieces.last_mut() {
            Some((piece, same)) if *same == typed => piece.push(letter),
            _ => pieces.push((letter.to_string(), typed)),
        }
    }
    pieces
}

fn words_of(text: &str) -> Vec<String> {
    plain(text).split_whitespace().map(str::to_owned).collect()
}

/// One letter stays one letter, so that places in the folded name are places in the name.
fn fold(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'ё' => 'е',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::OrgId;

    fn school(id: i64, name: &str) -> Organisation {
        Organisation {
            id: OrgId(id),
            name: name.into(),
            authority: false,
        }
    }

    #[test]
    fn all_the_words_are_looked_for() {
        let all = [
            school(1, "МАОУ СОШ № 12"),
            school(2, "МБОУ СОШ № 125, Снежинск"),
        ];
        assert_eq!(fitting(&all, "сош 12", false).len(), 2);
        assert_eq!(fitting(&all, "снеж 12", false), [all[1].clone()]);
        assert!(fitting(&all, "12", true).is_empty());
        assert_eq!(called(&all, "маоу сош № 12", false), Some(all[0].clone()));
    }

    #[test]
    fn what_was_typed_is_marked() {
        let pieces = marked("Королёвская СОШ № 12", "королев 12");
        let typed: Vec<&str> = pieces
            .iter()
            .filter(|(_, typed)| *typed)
            .map(|(piece, _)| piece.as_str())
            .collect();
        assert_eq!(typed, ["Королёв", "12"]);
        let whole: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        assert_eq!(whole, "Королёвская СОШ № 12");
    }
}
