//! The API from outside, over HTTP, with an own database and a clock that the test moves. Modules mirror the URL tree.
//! The suite runs on SQLite, and on PostgreSQL when `SANFANG_TEST_POSTGRES` names a server.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod access;
mod account;
mod agreements;
mod auth;
mod cases;
#[path = "../process/database.rs"]
mod database;
mod document;
mod employer;
mod idempotency;
mod offers;
mod platform;
mod problems;
mod school;
mod student;
mod tokens;
mod wire;
mod world;
