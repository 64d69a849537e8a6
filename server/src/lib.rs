//! The server: what ties the use cases to HTTP, sockets, files, the clock and the embedded VK ID.

pub mod ambient;
pub mod archive;
pub mod calls;
pub mod commands;
pub mod config;
pub mod demo;
pub mod folder;
pub mod hub;
pub mod identity;
pub mod livekit;
pub mod outbox;
pub mod post;
pub mod start;
pub mod tls;
pub mod vkid_ports;
pub mod web;
