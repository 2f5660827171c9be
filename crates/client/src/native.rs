//! reqwest: tests, programs.

use crate::transport::{Request, Response, Transport};
use sanfang_contract::Method;

/// A connection pool to one server, with its own cookie jar: the refresh cookie lives there.
#[derive(Clone, Debug)]
pub struct Native {
    http: reqwest::Client,
    root: String,
}

impl Native {
    /// To the server at `root`, e.g. `http://127.0.0.1:8080`.
    pub fn new(root: impl Into<String>) -> Result<Self, String> {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .build()
            .map_err(|e| e.to_string())?;
        Ok(Self {
            http,
            root: root.into().trim_end_matches('/').to_owned(),
        })
    }
}

impl Transport for Native {
    async fn send(&self, request: Request) -> Result<Response, String> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut builder = self
            .http
            .request(method, format!("{}{}", self.root, request.target));
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let response = builder.send().await.map_err(|e| e.to_string())?;
        let status = response.status().as_u16();
        let etag = response
            .headers()
            .get(reqwest::header::ETAG)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let body = response.bytes().await.map_err(|e| e.to_string())?.to_vec();
        Ok(Response { status, etag, body })
    }
}
