//! The pages, one folder per resource.

#[cfg(feature = "gallery")]
pub mod gallery;
