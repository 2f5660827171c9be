//! One public function per thing that somebody does, and the worker that does what nobody asks for.
//!
//! What belongs here: the extent of a transaction, the order load → decide → save, ports to the outside.
//! What does not: SQL (persistence), HTTP (api) and rules (domain). Reads answer the contract's views
//! (docs/decisions/0001).

pub mod accounts;
mod agreement_form;
pub mod app;
pub mod caller;
pub mod demo;
pub mod employer;
pub mod error;
pub mod notices;
pub mod open;
pub mod outbox;
pub mod platform;
pub mod ports;
pub mod public;
pub mod school;
pub mod signings;
pub mod smtp;
pub mod student;
pub mod tables;
pub mod verify;
pub mod worker;
pub mod write;

pub use app::{App, Settings};
pub use caller::Caller;
pub use error::AppError;
pub use open::{Place, Ports, open, ready};
pub use write::{Claim, IdempotencyKey, claim};
