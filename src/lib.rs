//! Tertulia: a Discord bot that guides study groups through a course, Spanish first.
//!
//! See `docs/architecture.md` for the map.

pub mod domain;
pub mod report;
pub mod texts;
