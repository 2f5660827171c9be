//! Every failed answer leaves as `application/problem+json` in the caller's language, whoever made it.

use super::RequestId;
use crate::{extract::Language, problem::Fault};
use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
};

/// Media type of RFC 9457.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Writes the problem of a failed answer.
pub async fn problems(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return Ok(response);
    }
    let told = response.response().extensions().get::<Fault>().cloned();
    let fault = match told.or_else(|| of_error(&response)) {
        Some(fault) => fault,
        // A page or a ready problem of our own.
        None if has_type(&response) => return Ok(response),
        None => Fault::from_status(status),
    };
    Ok(render(response, fault))
}

/// A fault that an extractor or a middleware raised instead of answering.
fn of_error(response: &ServiceResponse) -> Option<Fault> {
    response.response().error()?.as_error::<Fault>().cloned()
}

fn has_type(response: &ServiceResponse) -> bool {
    response.headers().contains_key(header::CONTENT_TYPE) && response.response().error().is_none()
}

fn render(response: ServiceResponse, fault: Fault) -> ServiceResponse<BoxBody> {
    let lang = Language::of(response.request().headers());
    let id = RequestId::of(&response.request().extensions());
    let (retry_after, allow, status) = (fault.retry_after, fault.allow.clone(), fault.status);
    let body = serde_json::to_string(&fault.problem(lang, id)).unwrap_or_default();
    let (request, mut old) = response.into_parts();
    let mut new = actix_web::HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, PROBLEM_JSON))
        .insert_header((header::CONTENT_LANGUAGE, lang.as_str()))
        .insert_header((header::VARY, header::ACCEPT_LANGUAGE.as_str()))
        .body(body);
    // Headers that the inner layers set, such as cookies and rate limits, stay.
    for (name, value) in old.headers_mut().drain() {
        if let Some(name) = name
            && ![header::CONTENT_TYPE, header::CONTENT_LENGTH].contains(&name)
        {
            new.headers_mut().append(name, value);
        }
    }
    let headers = new.headers_mut();
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(Ok(allow)) = allow.map(|methods| HeaderValue::from_str(&methods)) {
        headers.insert(header::ALLOW, allow);
    }
    if status == actix_web::http::StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    ServiceResponse::new(request, new)
}
