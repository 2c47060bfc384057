//! End-to-end stories: the real bot, through the real serenity client, on the local Discord and a
//! real PostgreSQL. Each story fails, printing what the channel looked like, when the bot does
//! anything that Discord refuses, notes a fault, or leaves something owed.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on fails where it stands"
)]

mod archives;
mod cluster;
mod courses;
mod crash;
mod crowd;
mod doubts;
mod exercises;
mod faults;
mod follow_up;
mod hostile;
mod limits;
mod mentions;
mod model;
mod moderators_doubts;
mod near;
mod openapi;
mod own_report;
mod pausing;
mod people;
mod plan;
mod reading;
mod refusals;
mod registration;
mod report_channel;
mod reports;
mod room;
mod rules;
mod sessions;
mod time;
mod tutor;
mod ways_in;
