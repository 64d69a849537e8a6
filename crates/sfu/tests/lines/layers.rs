//! How layers follow a line that changes, and stay where it does not.

use crate::{
    teacher,
    world::{Who, World},
};
use std::time::{Duration, Instant};
use str0m::media::{
    MediaKind::{Audio, Video},
    Rid,
};

const SECOND: Duration = Duration::from_secs(1);
/// Who comes first.
const TEACHER: Who = 0;
const LAYERS: [usize; 3] = [120_000, 400_000, 1_500_000];

/// A teacher, and a pupil who has come a while ago on a line of this rate.
fn lesson(rate: u64) -> (World, Who) {
    let mut world = World::new();
    teacher(&mut world, &LAYERS);
    let pupil = world.join();
    world[pupil].down.rate = rate;
    world[pupil].down.delay = Duration::from_millis(20);
    world.run(10 * SECOND);
    (world, pupil)
}

/// The layers of the pictures since then, in order, without repetition.
fn layers(world: &World, who: Who, since: Instant) -> Vec<u8> {
    let got = world[who].got.iter();
    let pictures = got.filter(|one| one.kind == Video && one.at >= since);
    let mut layers: Vec<u8> = pictures.map(|one| one.layer).collect();
    layers.dedup();
    layers
}

fn sound(world: &World, who: Who, since: Instant) -> usize {
    let got = world[who].got.iter();
    got.filter(|one| one.kind == Audio && one.at >= since)
        .count()
}

#[test]
fn the_layer_falls_within_two_seconds_of_congestion() {
    for (rate, fits) in [(700_000, 1), (300_000, 0)] {
        let (mut world, pupil) = lesson(50_000_000);
        world[pupil].down.rate = rate;
        let narrow = world.now;
        // It is left at a picture of the smaller one that needs none before it, which is asked for.
        let left = |world: &World| {
            let mut asked = world[TEACHER].keys_asked.iter().rev();
            let rid = Rid::from(["q", "h"][fits]);
            asked.any(|(at, of)| *at > narrow && *of == Some(rid))
        };
        let after = world.until("a smaller one", left);
        assert!(after < 2 * SECOND, "left after {after:?} at {rate}");
        // What was under way is seen first.
        let small = |world: &World| layers(world, pupil, narrow).last() == Some(&(fits as u8));
        world.until("a smaller picture", small);
        let seen = world.now - narrow;
        assert!(seen < 4 * SECOND, "seen after {seen:?} at {rate}");
        world.run(5 * SECOND - seen);
        let quiet = world.now;
        world.run(10 * SECOND);
        let heard = sound(&world, pupil, quiet);
        assert!(heard >= 490, "sound is whole again: {heard} of 500");
    }
}

#[test]
fn after_a_recovery_the_layer_rises_once_and_stays() {
    let (mut world, pupil) = lesson(300_000);
    assert_eq!(layers(&world, pupil, world.now - SECOND), [0]);
    world[pupil].down.rate = 50_000_000;
    let wide = world.now;
    let full = |world: &World| layers(world, pupil, wide).last() == Some(&2);
    let after = world.until("all of it", full);
    assert!(after < 20 * SECOND, "after {after:?}");
    world.run(60 * SECOND);
    let since = layers(&world, pupil, wide);
    assert!(since.len() <= 3, "up and no more: {since:?}");
}

#[test]
fn on_a_line_that_does_not_change_layers_seldom_do() {
    for rate in [250_000, 700_000, 2_000_000] {
        let (mut world, pupil) = lesson(rate);
        let since = world.now;
        world.run(60 * SECOND);
        let shown = layers(&world, pupil, since);
        assert!(shown.len() <= 5, "{shown:?} at {rate}");
        let heard = sound(&world, pupil, since);
        assert!(heard >= 2_970, "{heard} of 3,000 at {rate}");
    }
}
