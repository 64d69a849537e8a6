//! The week: lessons without gaps for classes and without conflicts for anybody.
//!
//! Every class has exactly as many places in its week as it has lessons, so that only swaps within
//! a class are needed. Swaps that lower the number of clashes are kept until none is left.

use std::collections::HashMap;

use crate::rng::Rng;
use crate::world::School;

/// Days of the week with lessons.
pub const DAYS: usize = 5;
/// Periods of a day.
pub const PERIODS: usize = 7;
/// How often every clash is looked at before the rest is moved aside.
const ROUNDS: usize = 400;

/// Lessons that happen together: a whole class, or its two groups.
struct Event {
    course: usize,
    sections: Vec<usize>,
    teachers: Vec<usize>,
}

/// One class's week: the place and the lesson at it.
type Grid = Vec<((usize, usize), usize)>;

struct Week {
    events: Vec<Event>,
    grids: Vec<Grid>,
    /// How many lessons a teacher has at a place.
    busy: Vec<[u8; DAYS * PERIODS]>,
}

/// Places every lesson of the school.
pub fn arrange(school: &mut School, rng: &mut Rng) {
    let mut week = Week::new(school, rng);
    week.improve(rng);
    week.separate();
    for grid in &week.grids {
        for (place, event) in grid {
            for section in &week.events[*event].sections {
                school.sections[*section].slots.push(*place);
            }
        }
    }
    for section in &mut school.sections {
        section.slots.sort_unstable();
    }
}

fn index((day, period): (usize, usize)) -> usize {
    day * PERIODS + period
}

impl Week {
    fn new(school: &School, rng: &mut Rng) -> Self {
        let mut week = Self {
            events: Vec::new(),
            grids: Vec::new(),
            busy: vec![[0; DAYS * PERIODS]; school.teachers.len()],
        };
        for class in 0..school.classes.len() {
            let mut own: Vec<usize> = Vec::new();
            let mut met: HashMap<usize, usize> = HashMap::new();
            for (n, section) in school.sections.iter().enumerate() {
                if section.class != class {
                    continue;
                }
                let event = *met.entry(section.course).or_insert_with(|| {
                    week.events.push(Event {
                        course: section.course,
                        sections: Vec::new(),
                        teachers: Vec::new(),
                    });
                    own.extend(std::iter::repeat_n(week.events.len() - 1, section.hours));
                    week.events.len() - 1
                });
                week.events[event].sections.push(n);
                week.events[event].teachers.push(section.teacher);
            }
            rng.shuffle(&mut own);
            let grid = places(own.len()).into_iter().zip(own).collect::<Grid>();
            for (place, event) in &grid {
                week.mark(*event, *place, 1);
            }
            week.grids.push(grid);
        }
        week
    }

    fn mark(&mut self, event: usize, place: (usize, usize), by: i8) {
        for teacher in &self.events[event].teachers {
            let cell = &mut self.busy[*teacher][index(place)];
            *cell = cell.saturating_add_signed(by);
        }
    }

    /// Teachers who are elsewhere at the same time.
    fn clashes(&self, class: usize, cell: usize) -> usize {
        let (place, event) = self.grids[class][cell];
        let teachers = self.events[event].teachers.iter();
        teachers
            .map(|t| usize::from(self.busy[*t][index(place)]).saturating_sub(1))
            .sum()
    }

    /// What is wrong with a lesson: a clash weighs more than the same subject twice in a day.
    fn cost(&self, class: usize, cell: usize) -> usize {
        let grid = &self.grids[class];
        let ((day, _), event) = grid[cell];
        let course = self.events[event].course;
        let same = grid
            .iter()
            .filter(|((d, _), e)| *d == day && self.events[*e].course == course)
            .count();
        10 * self.clashes(class, cell) + same - 1
    }

    fn swap(&mut self, class: usize, a: usize, b: usize) {
        let ((place_a, event_a), (place_b, event_b)) = (self.grids[class][a], self.grids[class][b]);
        self.mark(event_a, place_a, -1);
        self.mark(event_b, place_b, -1);
        self.mark(event_a, place_b, 1);
        self.mark(event_b, place_a, 1);
        self.grids[class][a].1 = event_b;
        self.grids[class][b].1 = event_a;
    }

    fn improve(&mut self, rng: &mut Rng) {
        for _ in 0..ROUNDS {
            let mut bad = Vec::new();
            for class in 0..self.grids.len() {
                let cells = 0..self.grids[class].len();
                bad.extend(
                    cells
                        .filter(|c| self.cost(class, *c) > 0)
                        .map(|c| (class, c)),
                );
            }
            if bad.is_empty() {
                return;
            }
            rng.shuffle(&mut bad);
            for (class, cell) in bad {
                self.better(rng, class, cell);
            }
        }
    }

    /// Swaps a bad lesson with the one that helps most.
    fn better(&mut self, rng: &mut Rng, class: usize, cell: usize) {
        if self.cost(class, cell) == 0 {
            return;
        }
        let mut best: Option<(usize, usize)> = None;
        let mut ties = 1;
        for other in 0..self.grids[class].len() {
            if self.grids[class][other].1 == self.grids[class][cell].1 {
                continue;
            }
            let before = self.cost(class, cell) + self.cost(class, other);
            self.swap(class, cell, other);
            let after = self.cost(class, cell) + self.cost(class, other);
            self.swap(class, cell, other);
            let change = 1_000 + after - before;
            ties = match best {
                Some((least, _)) if change == least => ties + 1,
                _ => 1,
            };
            let first = best.is_none_or(|(least, _)| change < least);
            if first || (best.is_some_and(|(l, _)| change == l) && rng.below(ties) == 0) {
                best = Some((change, other));
            }
        }
        if let Some((change, other)) = best
            && (change < 1_000 || (change == 1_000 && rng.chance(60)) || rng.chance(3))
        {
            self.swap(class, cell, other);
        }
    }

    /// Whatever still clashes moves to a free place, or has no place in the week at all.
    fn separate(&mut self) {
        for class in 0..self.grids.len() {
            let mut cell = 0;
            while cell < self.grids[class].len() {
                if self.clashes(class, cell) == 0 {
                    cell += 1;
                    continue;
                }
                let (place, event) = self.grids[class].remove(cell);
                self.mark(event, place, -1);
                let free = (0..PERIODS)
                    .flat_map(|p| (0..DAYS).map(move |d| (d, p)))
                    .find(|at| {
                        !self.grids[class].iter().any(|(taken, _)| taken == at)
                            && self.events[event]
                                .teachers
                                .iter()
                                .all(|t| self.busy[*t][index(*at)] == 0)
                    });
                if let Some(at) = free {
                    self.mark(event, at, 1);
                    self.grids[class].push((at, event));
                }
            }
        }
    }
}

/// The places of a class with so many lessons: days nearly equal, each from the first period on.
fn places(lessons: usize) -> Vec<(usize, usize)> {
    let lessons = lessons.min(DAYS * PERIODS);
    // The longer days are in the middle of the week.
    let order = [1, 3, 2, 0, 4];
    let mut length = [lessons / DAYS; DAYS];
    for day in &order[..lessons % DAYS] {
        length[*day] += 1;
    }
    (0..DAYS)
        .flat_map(|day| (0..length[day]).map(move |period| (day, period)))
        .collect()
}
