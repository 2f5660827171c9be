//! Rows and bytes: entities, the codec between rows and domain values, stores and lists.
//!
//! What belongs here: everything that knows a table. What does not: decisions (the domain's), transactions'
//! extent (the application's) and a second place that tells SQLite from PostgreSQL ([`backend`] is the only one).

pub mod accounts;
pub mod backend;
pub mod entity;
pub mod error;
pub mod idempotency;
pub mod inbox;
pub mod jobs;
pub mod notices;
pub mod outbox;
pub mod people;
pub mod personal;
pub mod public;
pub mod signings;

pub use backend::{Db, DbOptions, Tx};
pub use error::StoreError;
pub use personal::Personal;
pub use sea_orm;
