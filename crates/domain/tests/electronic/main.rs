//! The law of online signing: its transition matrix as a readable snapshot, its rules one by one, and random walks.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod matrix;
mod rules;
mod walk;
mod world;
