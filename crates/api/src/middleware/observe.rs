//! Request ids, W3C trace context, one log line per request and its metrics. Neither query, body nor address is logged.

use crate::metrics::Metrics;
use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{Extensions, ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};
use sanfang_application::App;
use std::time::Instant;
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// The id of a request: the caller's own, or a new one.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

impl RequestId {
    /// From a request's extensions.
    pub fn of(extensions: &Extensions) -> String {
        extensions
            .get::<Self>()
            .map(|id| id.0.clone())
            .unwrap_or_default()
    }
}

/// Names, times, counts and logs a request. A HEAD is answered like its GET (RFC 9110 section 9.3.2); the server
/// drops the body.
pub async fn observe(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let id = given_id(request.headers()).unwrap_or_else(|| new_id(&request));
    let trace = trace_id(request.headers()).unwrap_or_else(|| id.replace('-', ""));
    let method = request.method().clone();
    if method == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let metrics = request.app_data::<web::Data<Metrics>>().cloned();
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", %id, %trace);
    let mut response = next.call(request).instrument(span.clone()).await?;
    let route = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "other".to_owned());
    let (status, took) = (response.status().as_u16(), started.elapsed());
    if let Some(metrics) = metrics {
        metrics.request(&method, &route, status, took);
    }
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(%method, route, status, micros));
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    Ok(response)
}

fn given_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    let plain = id
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    (plain && (8..=64).contains(&id.len())).then(|| id.to_owned())
}

fn new_id(request: &ServiceRequest) -> String {
    request
        .app_data::<web::Data<App>>()
        .map(|app| app.id::<uuid::Uuid>().to_string())
        .unwrap_or_default()
}

/// The trace id of `traceparent` (W3C Trace Context, version 00).
fn trace_id(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(TRACEPARENT)?.to_str().ok()?;
    let mut parts = value.split('-');
    let (_version, trace) = (parts.next()?, parts.next()?);
    let hex = trace.len() == 32 && trace.bytes().all(|b| b.is_ascii_hexdigit());
    (hex && trace.bytes().any(|b| b != b'0')).then(|| trace.to_owned())
}
