//! The pages, one folder per resource.

pub mod account;
pub mod auth;
pub mod cases;
pub mod employer;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod inside;
pub mod notices;
pub mod platform;
pub mod school;
pub mod student;
pub mod verify;
