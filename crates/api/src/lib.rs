//! HTTP: extractors, middleware, annotated handlers, and the one table from a failed use-case to a problem.
//!
//! What belongs here: translating a request into one use-case and its result into a reply; the published document;
//! the process (settings, start, stop). What does not: SQL, transitions, rules.

pub mod document;
pub mod extract;
pub mod limits;
pub mod metrics;
pub mod middleware;
pub mod problem;
pub mod routes;
pub mod server;
pub mod settings;
pub mod site;
pub mod texts;
pub mod tokens;

pub use server::{Server, build, build_with};
pub use settings::Settings;
