//! The use cases on whole schools: each test is a signed-in person, something done, and what is
//! expected of it.
#![allow(clippy::unwrap_used)]

use zvonok_core as school_core;

mod by_hand;
mod calls;
mod cards;
mod dialogue_calls;
mod dialogues;
mod doctor;
mod doctor_families;
mod figures;
mod history;
mod import_delta;
mod import_faults;
mod import_school;
mod import_school_12;
mod import_timetable;
mod import_undo;
mod imports_browser;
mod lessons;
mod link;
mod link_refused;
mod log;
mod management;
mod membership_live;
mod membership_rule;
mod messages;
mod people;
mod policy_rows;
mod profile;
mod schedule;
mod sessions;
mod setup;
mod sign_in;
mod unlink;
