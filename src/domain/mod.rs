//! The pure core: what a course is, what can happen in a session, and what the report says of
//! it. Nothing here reads a clock, draws a random number or knows Discord or a database.

pub mod course;
pub mod doubt;
pub mod event;
pub mod ids;
pub mod markdown;
pub mod report;
pub mod section;
pub mod session;
pub mod trouble;
