//! Which classes there are.

use crate::rng::Rng;
use crate::world::{Class, LETTERS};

/// Pupils in 4А, the class of the story.
const SIZE_4A: usize = 28;

/// As many classes as asked for (2 to 132), always with 4А and 7Б; 24 are the ordinary school.
pub fn classes(rng: &mut Rng, count: usize) -> Vec<Class> {
    let mut wanted = vec![(4, 0), (7, 1)];
    let all = |letter| (1..=11).map(move |grade| (grade, letter));
    let order = all(0)
        .chain(all(1))
        .chain([(1, 2), (5, 2)])
        .chain((2..LETTERS.len()).flat_map(all));
    for class in order {
        if !wanted.contains(&class) {
            wanted.push(class);
        }
    }
    wanted.truncate(count.max(2));
    wanted.sort_unstable();
    wanted
        .into_iter()
        .map(|(grade, letter)| {
            let size = rng.between(24, 29) as usize;
            Class {
                grade,
                letter,
                size: if (grade, letter) == (4, 0) {
                    SIZE_4A
                } else {
                    size
                },
                pupils: Vec::new(),
                teacher: 0,
            }
        })
        .collect()
}
