//! The law of online signing: its transition matrix as a readable snapshot, its rules one by one, and random walks.

mod matrix;
mod rules;
mod walk;
mod world;
