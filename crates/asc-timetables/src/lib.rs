//! Reader of timetables exported by aSc Timetables in its "aSc Timetables 2012 XML" format.
//!
//! The format has no formal standard; element and attribute names are those of the program's own
//! export definition, which every file repeats in its `columns` attributes. Only what is inside of
//! the file is checked: whether a `partner_id` means anybody is for the caller to know.

mod attributes;
mod decode;
mod fault;
mod limits;
mod mask;
mod model;
mod read;
mod references;
mod rows;
mod walk;

pub use fault::{Collector, Fault, Faults, Reason};
pub use limits::Limits;
pub use model::{
    Card, Class, Classroom, Day, Group, Lesson, Period, Subject, Teacher, Term, Timetable, Week,
};
pub use read::read;
