//! One typed client over the contract's endpoints: [`Client`] with [`Native`] (reqwest) outside a browser and
//! [`Browser`] (fetch) in one. Used by the SPA, by the tests and by integrators.
//!
//! ```no_run
//! # async fn example(client: sanfang_client::Client<sanfang_client::Native>, id: sanfang_domain::ids::CaseId) {
//! use sanfang_client::Call;
//! use sanfang_contract::endpoints::GetCase;
//! let detail = client.send(Call::<GetCase>::new((id,), Default::default())).await;
//! # let _ = detail;
//! # }
//! ```
//!
//! What does not belong here: UI, rules, code for a single endpoint.

#[cfg(target_arch = "wasm32")]
mod browser;
mod call;
mod error;
mod multipart;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod transport;

#[cfg(target_arch = "wasm32")]
pub use browser::Browser;
pub use call::{Call, Reply};
pub use error::ClientError;
#[cfg(not(target_arch = "wasm32"))]
pub use native::Native;
pub use transport::{Request, Response, Transport};

use sanfang_contract::{Endpoint, Problem, endpoint::FromReply, problem::codes};
use sanfang_domain::Lang;
use std::future::Future;

/// Who calls, and in which language. The SPA's session implements it; programs use [`Bearer`] or [`Anonymous`].
pub trait Credentials {
    /// The access token to send, if there is one.
    fn token(&self) -> Option<String>;

    /// The language of problems and labels.
    fn lang(&self) -> Lang;

    /// Asked once after a 401: a fresh access token, or nothing to give up. Whoever implements it
    /// joins parallel callers into one refresh, because a refresh token may be spent only once.
    fn renew(&self) -> impl Future<Output = Option<String>>;
}

/// Nobody: log-in, public look-ups.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous(pub Lang);

impl Credentials for Anonymous {
    fn token(&self) -> Option<String> {
        None
    }

    fn lang(&self) -> Lang {
        self.0
    }

    async fn renew(&self) -> Option<String> {
        None
    }
}

/// A fixed access token.
#[derive(Clone)]
pub struct Bearer {
    /// The token.
    pub token: String,
    /// The language.
    pub lang: Lang,
}

impl Credentials for Bearer {
    fn token(&self) -> Option<String> {
        Some(self.token.clone())
    }

    fn lang(&self) -> Lang {
        self.lang
    }

    async fn renew(&self) -> Option<String> {
        None
    }
}

/// The client.
#[derive(Clone)]
pub struct Client<T, C = Anonymous> {
    transport: T,
    credentials: C,
}

impl<T: Transport, C: Credentials> Client<T, C> {
    /// A client that speaks through `transport` for `credentials`.
    pub fn new(transport: T, credentials: C) -> Self {
        Self {
            transport,
            credentials,
        }
    }

    /// Who calls.
    pub fn credentials(&self) -> &C {
        &self.credentials
    }

    /// The same connection for somebody else.
    pub fn with<D: Credentials>(&self, credentials: D) -> Client<T, D>
    where
        T: Clone,
    {
        Client::new(self.transport.clone(), credentials)
    }

    /// Carry out a call and read its reply.
    pub async fn send<E: Endpoint>(&self, call: Call<E>) -> Result<E::Reply, ClientError> {
        self.exchange(call).await.map(|reply| reply.value)
    }

    /// Carry out a call; the reply with its `ETag`.
    pub async fn exchange<E: Endpoint>(
        &self,
        call: Call<E>,
    ) -> Result<Reply<E::Reply>, ClientError> {
        let token = self.credentials.token();
        let authenticated = token.is_some();
        let request = call.request(token, self.credentials.lang())?;
        let mut response = self.once(request.clone()).await?;
        if response.status == 401
            && authenticated
            && let Some(token) = self.credentials.renew().await
        {
            response = self.once(request.bearer(&token)).await?;
        }
        if !(200..300).contains(&response.status) {
            return Err(refused(&response));
        }
        let value =
            E::Reply::from_reply(response.body).map_err(|e| ClientError::Reply(e.to_string()))?;
        Ok(Reply {
            value,
            etag: response.etag,
        })
    }

    async fn once(&self, request: Request) -> Result<Response, ClientError> {
        self.transport
            .send(request)
            .await
            .map_err(ClientError::Unreachable)
    }
}

/// The problem of an answer; one is made up for what comes from something between us and the server.
fn refused(response: &Response) -> ClientError {
    let problem = serde_json::from_slice::<Problem>(&response.body).unwrap_or_else(|_| {
        let code = match response.status {
            502..=504 => codes::UNAVAILABLE,
            413 => codes::TOO_LARGE,
            429 => codes::RATE_LIMITED,
            _ => codes::INTERNAL,
        };
        Problem {
            kind: format!("/problems/{code}"),
            title: format!("HTTP {}", response.status),
            status: response.status,
            detail: None,
            instance: None,
            code: code.to_owned(),
            errors: Vec::new(),
            current_state: None,
            blocking: None,
            fixer: None,
        }
    });
    ClientError::Problem(Box::new(problem))
}

#[cfg(test)]
mod tests;
