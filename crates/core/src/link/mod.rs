//! Linking a learning profile: a one-time, browser-bound, ten-minute way (`identity.md`, 4.1).

mod answer;
mod begin;
mod check;
mod confirm;
mod detail;
mod page;
mod unlink;

use crate::{Core, Result, Who};
use model::{Problem, policy};

/// How long a way to VK ID may take.
const LIFE: i64 = 10 * 60_000;

impl Core {
    fn may_link(&self, who: &Who) -> Result<()> {
        if policy::link_own(&who.roles) {
            Ok(())
        } else {
            Err(Problem::NotAllowed)
        }
    }
}
