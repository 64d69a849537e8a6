//! What somebody sees and hears who has just come.

use crate::{feed::Got, teacher, world::World};
use std::time::{Duration, Instant};
use str0m::media::MediaKind::{Audio, Video};

const SECOND: Duration = Duration::from_secs(1);
const LAYERS: [usize; 3] = [120_000, 400_000, 1_500_000];

/// Somebody who has come to a teacher who sends these.
struct Pupil {
    world: World,
    who: usize,
    came: Instant,
}

impl Pupil {
    fn comes(rates: &[usize], rate: u64, delay: u64) -> Self {
        let mut world = World::new();
        teacher(&mut world, rates);
        let who = world.join();
        let pupil = &mut world[who];
        pupil.down.rate = rate;
        pupil.down.delay = Duration::from_millis(delay);
        pupil.up.delay = Duration::from_millis(delay);
        let came = world.now;
        Self { world, who, came }
    }

    fn stays(&mut self, seconds: u64) {
        self.world.run(SECOND * u32::try_from(seconds).unwrap());
    }

    /// After how long the first such frame came.
    fn first(&self, of: impl Fn(&Got) -> bool) -> Option<Duration> {
        let first = self.world[self.who].got.iter().find(|one| of(one));
        first.map(|one| one.at - self.came)
    }

    /// Pieces of sound in each second from one to another, of 50; how late any was; and which sizes of
    /// pictures.
    fn between(&self, from: u32, to: u32) -> (u32, Duration, Vec<u8>) {
        let (begin, end) = (self.came + SECOND * from, self.came + SECOND * to);
        let got = self.world[self.who].got.iter();
        let got = got.filter(|one| one.at >= begin && one.at < end);
        let (sound, pictures): (Vec<&Got>, Vec<&Got>) = got.partition(|one| one.kind == Audio);
        let late = sound.iter().map(|one| one.late).max().unwrap_or_default();
        let mut layers: Vec<u8> = pictures.iter().map(|one| one.layer).collect();
        layers.sort_unstable();
        layers.dedup();
        let count = u32::try_from(sound.len()).unwrap();
        (count / (to - from), late, layers)
    }
}

#[test]
fn on_a_narrow_line_sound_is_whole_and_the_picture_small_from_the_beginning() {
    let mut pupil = Pupil::comes(&LAYERS, 300_000, 20);
    pupil.stays(30);
    let seen = pupil.first(|one| one.kind == Video).unwrap();
    assert!(seen < SECOND, "seen after {seen:?}");
    let (sound, late, layers) = pupil.between(1, 30);
    assert!(sound >= 49, "{sound} of 50 a second");
    assert!(late < Duration::from_millis(250), "{late:?} late");
    assert_eq!(layers, [0]);
    assert!(pupil.world[pupil.who].paused.is_empty());
}

#[test]
fn on_a_good_line_the_full_picture_comes_soon() {
    for (delay, soon) in [(1, 2 * SECOND), (100, 3 * SECOND)] {
        let mut pupil = Pupil::comes(&LAYERS, 50_000_000, delay);
        pupil.stays(5);
        let full = pupil.first(|one| one.kind == Video && one.layer == 2);
        let full = full.unwrap();
        assert!(full < soon, "after {full:?} with {delay} ms");
        assert_eq!(pupil.between(3, 5).2, [2], "and stays");
    }
}

#[test]
fn a_picture_of_one_size_is_there_at_once() {
    for rate in [1_500_000, 2_500_000] {
        let mut pupil = Pupil::comes(&[rate], 50_000_000, 1);
        pupil.stays(10);
        let seen = pupil.first(|one| one.kind == Video).unwrap();
        assert!(seen < SECOND / 2, "after {seen:?}");
        assert!(pupil.world[pupil.who].paused.is_empty());
        let frames = pupil.world[pupil.who].got.iter();
        let frames = frames.filter(|one| one.kind == Video).count();
        assert!(frames > 235, "{frames} of 250");
    }
}

#[test]
fn a_picture_of_one_size_goes_where_a_line_proves_narrow() {
    for (rate, after) in [(300_000, 5), (1_000_000, 10)] {
        let mut pupil = Pupil::comes(&[1_500_000], rate, 20);
        pupil.stays(40);
        let (sound, late, layers) = pupil.between(after, 40);
        assert!(sound >= 49, "{sound} of 50 a second at {rate}");
        assert!(late < Duration::from_millis(250), "{late:?} late at {rate}");
        assert!(layers.is_empty(), "nor tried again");
        let told = &pupil.world[pupil.who].paused;
        assert!(matches!(told[..], [(_, true)]), "told once: {told:?}");
    }
}

#[test]
fn a_picture_that_begins_in_the_middle_is_there_at_once() {
    let mut world = World::new();
    let teacher = world.join();
    let pupil = world.join();
    world.run(SECOND);
    world.with(teacher, |one, play, now| one.speak(play, now));
    world.run(20 * SECOND);
    world.with(teacher, |one, play, now| one.show(play, now, &[1_500_000]));
    let sees = |world: &World| world[pupil].got.iter().any(|one| one.kind == Video);
    let after = world.until("a picture", sees);
    assert!(after < SECOND, "after {after:?}");
    world.run(10 * SECOND);
    assert!(world[pupil].paused.is_empty());
}

#[test]
fn many_faces_are_seen_soon() {
    let mut world = World::new();
    let all: Vec<_> = (0..5).map(|_| world.join()).collect();
    world.run(SECOND);
    for who in all {
        world.with(who, |one, play, now| {
            one.show(play, now, &LAYERS);
        });
    }
    world.run(SECOND);
    let pupil = world.join();
    world.with(pupil, |one, play, _| one.receive(play, 4));
    let streams = |world: &World| {
        let got = world[pupil].got.iter();
        let mids: std::collections::HashSet<_> = got.map(|one| one.mid).collect();
        mids.len()
    };
    let after = world.until("five faces", |world| streams(world) == 5);
    assert!(after < 2 * SECOND, "after {after:?}");
    assert!(world[pupil].paused.is_empty(), "no pause is told");
}
