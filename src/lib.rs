//! Tertulia: a Discord bot that guides study groups through a course, Spanish first.
//!
//! See `docs/architecture.md` for the map.

pub mod application;
pub mod clock;
pub mod config;
pub mod course;
pub mod discord;
pub mod domain;
pub mod local;
pub mod postgres;
pub mod rehearsal;
pub mod report;
pub mod store;
pub mod texts;
pub mod tutor;
