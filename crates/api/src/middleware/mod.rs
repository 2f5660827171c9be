//! What every request passes, outermost first: observe, secure, compress, problems, limit, slow bodies, authenticate.

mod authenticate;
mod body;
mod limit;
mod observe;
mod problems;
mod secure;

pub use authenticate::authenticate;
pub use body::slow_bodies;
pub use limit::limit;
pub use observe::{RequestId, observe};
pub use problems::problems;
pub use secure::secure;
