//! A room on lines that lose, delay and carry so much and no more: everything is simulated, time too, so
//! that a minute passes in a second and every run is the same.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, deprecated)]

mod client;
mod feed;
mod layers;
mod line;
mod repair;
mod start;
mod talk;
mod world;

use std::time::Duration;
use world::{Who, World};

/// Somebody who speaks and shows pictures of these rates, and has done so for a while.
fn teacher(world: &mut World, rates: &[usize]) -> Who {
    let who = world.join();
    world.run(Duration::from_millis(500));
    world.with(who, |one, play, now| {
        one.speak(play, now);
        one.show(play, now, rates);
    });
    world.run(Duration::from_secs(1));
    who
}
