//! What a handler asks of a request, in its types: who calls, in which language, under which precondition; and the
//! replies that are not plain JSON.

mod caller;
mod guard;
mod reply;
mod request;
mod upload;

pub use caller::{
    AnyCaller, By, EmployerCaller, PartyCaller, PlatformCaller, SchoolCaller, SignedIn,
    StudentCaller,
};
pub use guard::{IdempotencyKey, IfMatch};
pub use reply::{attachment, etag};
pub use request::{Client, Language, address, json_config, path_config, query_config};
pub use upload::UploadedFile;
