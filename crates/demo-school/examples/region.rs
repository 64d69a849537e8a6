//! Writes a generated region: `region --schools 100 --people 140000 [--change 0.01] FOLDER`.

use std::env;
use std::path::PathBuf;
use zvonok_demo_school::{Region, write_region};

const USAGE: &str = "usage: region [--schools 100] [--people 140000] [--change 0.01] FOLDER";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut region = Region {
        schools: 100,
        people: 140_000,
        change: 0.0,
    };
    let mut folder = None;
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(USAGE);
        match argument.as_str() {
            "--schools" => region.schools = value()?.parse()?,
            "--people" => region.people = value()?.parse()?,
            "--change" => region.change = value()?.parse()?,
            // A folder of that name is nobody's wish.
            other if other.starts_with('-') => return Err(USAGE.into()),
            other => folder = Some(PathBuf::from(other)),
        }
    }
    let written = write_region(region, &folder.ok_or(USAGE)?)?;
    println!(
        "{{\"schools\":{},\"people\":{},\"classes\":{},\"enrolments\":{}}}",
        region.schools, written.people, written.classes, written.enrolments
    );
    Ok(())
}
