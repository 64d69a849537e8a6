//! The real program under load and under misfortune: killed, without room, started wrongly, backed
//! up and restored. Every test has a data folder of its own; load goes to 127.0.0.1 only.

mod backup;
mod crash;
mod disk;
mod frames;
mod school;
mod server;
mod start_faults;
mod tls;
mod writer;
