//! The wire: requests, views, problems, paging and the list of endpoints. Rules live in the domain crate,
//! SQL and HTTP elsewhere. The crate builds for wasm32; `openapi` adds utoipa's schemas.

/// Derives that every type on the wire carries.
macro_rules! wire {
    ($($item:item)*) => {$(
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $item
    )*};
}

pub mod account;
pub mod cases;
pub mod codes;
pub mod employer;
pub mod endpoint;
pub mod endpoints;
pub mod notices;
pub mod page;
pub mod platform;
pub mod problem;
pub mod school;
pub mod student;
pub mod terms;
pub mod verification;

pub use endpoint::{Endpoint, FileReply, Method, Nothing, PathArgs, Upload};
pub use page::Page;
pub use problem::{FieldFault, Problem};
