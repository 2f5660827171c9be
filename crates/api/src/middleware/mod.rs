//! What every request passes, outermost first: observe, secure, compress, problems, limit, slow bodies.

mod body;
mod limit;
mod observe;
mod problems;
mod secure;

pub use body::slow_bodies;
pub use limit::limit;
pub use observe::{RequestId, observe};
pub use problems::problems;
pub use secure::secure;
