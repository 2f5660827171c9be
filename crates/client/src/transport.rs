//! The seam between the typed client and whatever carries bytes.

use sanfang_contract::Method;
use std::future::Future;

/// A request as it goes out.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Path and query under the server's root.
    pub target: String,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Option<Vec<u8>>,
}

impl Request {
    /// The same request with another access token.
    pub fn bearer(mut self, token: &str) -> Self {
        self.headers.retain(|(name, _)| *name != AUTHORIZATION);
        self.headers
            .push((AUTHORIZATION, format!("Bearer {token}")));
        self
    }
}

/// The header of the access token.
pub(crate) const AUTHORIZATION: &str = "authorization";

/// An answer as it comes in.
#[derive(Clone, Debug)]
pub struct Response {
    /// Status.
    pub status: u16,
    /// `ETag`.
    pub etag: Option<String>,
    /// Body.
    pub body: Vec<u8>,
}

/// Carries a request to the server. The error is for people who debug.
pub trait Transport {
    /// Send and wait for the whole answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, String>>;
}
