//! One call of one endpoint.

use crate::{ClientError, multipart, transport::Request};
use sanfang_contract::{
    Endpoint,
    endpoint::{Encoded, Guard, RequestBody, fill_path},
};
use sanfang_domain::Lang;
use uuid::Uuid;

/// A call: where, with what, under which key.
pub struct Call<E: Endpoint> {
    path: E::Path,
    query: Option<E::Query>,
    body: E::Body,
    key: Option<Uuid>,
    version: Option<u32>,
}

/// A reply with its `ETag`.
#[derive(Clone, Debug)]
pub struct Reply<R> {
    /// The reply.
    pub value: R,
    /// The `ETag` header.
    pub etag: Option<String>,
}

impl<E: Endpoint> Call<E> {
    /// A call without query.
    pub fn new(path: E::Path, body: E::Body) -> Self {
        Self {
            path,
            query: None,
            body,
            key: None,
            version: None,
        }
    }

    /// With a query.
    pub fn query(mut self, query: E::Query) -> Self {
        self.query = Some(query);
        self
    }

    /// Under this `Idempotency-Key`. Give one wherever the call may be tried again after a lost answer;
    /// without one a call that needs a key makes its own.
    pub fn key(mut self, key: Uuid) -> Self {
        self.key = Some(key);
        self
    }

    /// `If-Match`: only if the resource still has this version.
    pub fn if_match(mut self, version: u32) -> Self {
        self.version = Some(version);
        self
    }

    pub(crate) fn request(
        &self,
        token: Option<String>,
        lang: Lang,
    ) -> Result<Request, ClientError> {
        let mut target = fill_path(E::PATH, &self.path);
        if let Some(query) = &self.query {
            let query =
                serde_urlencoded::to_string(query).map_err(|e| ClientError::Call(e.to_string()))?;
            if !query.is_empty() {
                target.push('?');
                target.push_str(&query);
            }
        }
        let mut headers = vec![("accept-language", lang.to_string())];
        if E::GUARD == Guard::Idempotent || self.key.is_some() {
            let key = self.key.unwrap_or_else(fresh);
            headers.push(("idempotency-key", key.to_string()));
        }
        if let Some(version) = self.version {
            headers.push(("if-match", format!("\"{version}\"")));
        }
        let encoded = self
            .body
            .encode()
            .map_err(|e| ClientError::Call(e.to_string()))?;
        let body = match encoded {
            Encoded::Empty => None,
            Encoded::Json(text) => {
                headers.push(("content-type", "application/json".to_owned()));
                Some(text.into_bytes())
            }
            Encoded::File(file) => {
                let boundary = fresh().simple().to_string();
                headers.push(("content-type", multipart::media_type(&boundary)));
                Some(multipart::body(&boundary, &file))
            }
        };
        let request = Request {
            method: E::METHOD,
            target,
            headers,
            body,
        };
        Ok(match token {
            Some(token) => request.bearer(&token),
            None => request,
        })
    }
}

/// A key or boundary that nobody else has: this crate has no port to ids, it is used outside the server.
#[expect(clippy::disallowed_methods, reason = "a client makes its own keys")]
fn fresh() -> Uuid {
    Uuid::new_v4()
}
