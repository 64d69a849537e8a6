//! Writes the demonstration school to a folder: `cargo run --example write -- DIR [YEAR [SEED]]`.

use std::path::Path;
use std::{env, io};

use zvonok_demo_school::{DEFAULT_SEED, generate, write};

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1);
    let dir = args.next().unwrap_or_else(|| "demo-school".to_owned());
    let year = args.next().and_then(|y| y.parse().ok()).unwrap_or(2026);
    let seed = args.next().and_then(|s| s.parse().ok());
    write(
        &generate(year, seed.unwrap_or(DEFAULT_SEED)),
        Path::new(&dir),
    )
}
