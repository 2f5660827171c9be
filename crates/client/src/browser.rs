//! fetch: the SPA. Same origin, so that the refresh cookie goes along.

use crate::transport::{Request, Response, Transport};
use gloo_net::http::RequestBuilder;
use sanfang_contract::Method;

/// The page's own server.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser;

impl Transport for Browser {
    async fn send(&self, request: Request) -> Result<Response, String> {
        let method = match request.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let mut builder = RequestBuilder::new(&request.target).method(method);
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let ready = match request.body {
            Some(body) => builder.body(js_sys::Uint8Array::from(body.as_slice())),
            None => builder.build(),
        };
        let response = ready
            .map_err(|e| e.to_string())?
            .send()
            .await
            .map_err(|e| e.to_string())?;
        let body = response.binary().await.map_err(|e| e.to_string())?;
        Ok(Response {
            status: response.status(),
            etag: response.headers().get("etag"),
            body,
        })
    }
}
