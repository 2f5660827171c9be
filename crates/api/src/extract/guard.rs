//! `Idempotency-Key` (IETF draft), `ETag` and `If-Match` (RFC 9110 section 13.1.1).

use crate::problem::Fault;
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{StatusCode, header},
};
use sanfang_contract::problem::codes;
use std::future::{Ready, ready};

/// The required `Idempotency-Key` of a write that creates or moves something.
#[derive(Clone, Debug)]
pub struct IdempotencyKey(sanfang_application::IdempotencyKey);

impl IdempotencyKey {
    /// As the use-cases take it.
    pub fn some(&self) -> Option<&sanfang_application::IdempotencyKey> {
        Some(&self.0)
    }
}

impl std::ops::Deref for IdempotencyKey {
    type Target = sanfang_application::IdempotencyKey;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request
            .headers()
            .get("idempotency-key")
            .and_then(|value| value.to_str().ok())
            .map(str::trim)
            .and_then(sanfang_application::IdempotencyKey::parse);
        ready(
            key.map(Self)
                .ok_or_else(|| Fault::new(StatusCode::BAD_REQUEST, codes::IDEMPOTENCY_MISSING)),
        )
    }
}

/// The version that the caller has read, from the required `If-Match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub u32);

impl FromRequest for IfMatch {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match request.headers().get(header::IF_MATCH) {
            None => Err(Fault::new(
                StatusCode::PRECONDITION_REQUIRED,
                codes::PRECONDITION_REQUIRED,
            )),
            Some(value) => value
                .to_str()
                .ok()
                .and_then(read_version)
                .map(Self)
                .ok_or_else(|| Fault::new(StatusCode::PRECONDITION_FAILED, codes::PRECONDITION)),
        })
    }
}

fn read_version(tag: &str) -> Option<u32> {
    let quoted = tag.trim();
    quoted.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_strong_tag_of_ours_is_a_version() {
        assert_eq!(read_version("\"7\""), Some(7));
        for other in ["7", "W/\"7\"", "*", "\"x\"", "\"1\", \"2\"", ""] {
            assert_eq!(read_version(other), None, "{other}");
        }
    }
}
