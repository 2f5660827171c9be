//! The law of Sanfang: ids, self-checking values, codes, actors, openings and the signing state machines.
//!
//! What belongs here: pure functions and types that decide. `now` is always an argument.
//! What does not: async, IO, a clock, randomness, an ORM, HTTP. The crate builds for wasm32.

pub mod actor;
pub mod calendar;
pub mod capability;
pub mod codes;
pub mod ids;
pub mod notice;
pub mod opening;
pub mod plan;
pub mod reason;
pub mod signing;
pub mod trail;
pub mod values;

pub use values::Lang;
