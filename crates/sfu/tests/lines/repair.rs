//! What is lost on the way comes again, if it is of a picture; and who cannot decode is helped, but not
//! each for itself.

use crate::{teacher, world::World};
use std::{collections::BTreeSet, time::Duration};
use str0m::media::MediaKind::{Audio, Video};

const SECOND: Duration = Duration::from_secs(1);

/// Pictures that came, of which nothing is missing before them, and those that were to come.
fn pictures(world: &World, who: usize, since: std::time::Instant) -> (usize, u32) {
    let got = world[who].got.iter();
    let pictures: Vec<_> = got
        .filter(|one| one.kind == Video && one.at >= since)
        .collect();
    let whole = pictures.iter().filter(|one| one.whole).count();
    let first = pictures.iter().map(|one| one.number).min().unwrap();
    let last = pictures.iter().map(|one| one.number).max().unwrap();
    (whole, last - first + 1)
}

#[test]
fn what_a_viewer_loses_comes_again() {
    let mut world = World::new();
    teacher(&mut world, &[600_000]);
    let pupil = world.join();
    world[pupil].down.delay = Duration::from_millis(50);
    world.run(3 * SECOND);
    let since = world.now;
    world[pupil].down.loses = 5;
    world.run(20 * SECOND);
    let (whole, all) = pictures(&world, pupil, since);
    let asked: u64 = world[pupil].asks_again.values().sum();
    assert!(all > 480, "{all} of 500");
    assert!(whole * 100 >= all as usize * 97, "{whole} of {all}");
    assert!(asked > 20, "asked {asked} times for what was lost");
}

#[test]
fn what_is_lost_on_the_way_up_is_asked_of_its_publisher() {
    let mut world = World::new();
    let from = teacher(&mut world, &[600_000]);
    let pupil = world.join();
    world.run(3 * SECOND);
    let since = world.now;
    world[from].up.loses = 5;
    world.run(20 * SECOND);
    let (whole, all) = pictures(&world, pupil, since);
    let asked: u64 = world[from].asked_again.values().sum();
    assert!(all > 480, "{all} of 500");
    assert!(whole * 100 >= all as usize * 97, "{whole} of {all}");
    assert!(asked > 20, "the publisher was asked {asked} times");
    let others: u64 = world[pupil].asks_again.values().sum();
    assert_eq!(others, 0, "nobody else has to ask");
}

/// Pieces of sound that came, in a thousand that were to come.
fn sound(world: &World, who: usize, since: std::time::Instant) -> usize {
    let got = world[who].got.iter();
    let sound = got.filter(|one| one.kind == Audio && one.at >= since);
    let numbers: BTreeSet<u32> = sound.map(|one| one.number).collect();
    let all = numbers.last().unwrap() - numbers.first().unwrap() + 1;
    numbers.len() * 1_000 / all as usize
}

#[test]
fn sound_is_sent_twice() {
    for (up, down, least) in [(5, 0, 990), (0, 5, 990), (5, 5, 980)] {
        let mut world = World::new();
        let from = teacher(&mut world, &[600_000]);
        let pupil = world.join();
        world.run(3 * SECOND);
        let since = world.now;
        world[from].up.loses = up;
        world[pupil].down.loses = down;
        world.run(20 * SECOND);
        let came = sound(&world, pupil, since);
        assert!(came >= least, "{came} of 1,000, losing {up} % and {down} %");
    }
}

#[test]
fn what_many_cannot_decode_is_asked_for_twice_a_second_at_most() {
    let mut world = World::new();
    let from = teacher(&mut world, &[300_000]);
    let pupils: Vec<_> = (0..6).map(|_| world.join()).collect();
    world.run(3 * SECOND);
    let before = world[from].keys_asked.len();
    for _ in 0..50 {
        for pupil in &pupils {
            world.with(*pupil, |one, _, _| one.ask_key());
        }
        world.run(SECOND / 10);
    }
    let asked = world[from].keys_asked.len() - before;
    assert!((8..=11).contains(&asked), "{asked} times in five seconds");
    world.run(SECOND);
    let rest = world[from].keys_asked.len() - before - asked;
    assert!(rest <= 1, "and then no more: {rest}");
}
