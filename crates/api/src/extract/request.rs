//! Language and address of a request, and how its malformed parts are told.

use crate::{problem::Fault, routes::site, settings::Settings};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    error::{JsonPayloadError, PayloadError},
    http::{StatusCode, header},
    web,
};
use sanfang_contract::problem::codes;
use sanfang_domain::Lang;
use std::{
    future::{Ready, ready},
    io,
    net::IpAddr,
};

/// JSON bodies are forms, not files.
const JSON_LIMIT: usize = 256 * 1024;

/// The language of `Accept-Language` (RFC 9110 section 12.5.4).
#[derive(Clone, Copy, Debug)]
pub struct Language(pub Lang);

impl Language {
    /// Read from headers.
    pub fn of(headers: &header::HeaderMap) -> Lang {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map(Lang::from_accept_language)
            .unwrap_or_default()
    }
}

impl FromRequest for Language {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(Self::of(request.headers()))))
    }
}

/// The client's address and program, for sessions and throttles.
#[derive(Clone, Debug)]
pub struct Client {
    /// The peer, or what a trusted proxy says about it.
    pub ip: IpAddr,
    /// `User-Agent`.
    pub agent: String,
}

/// The client's address. Only a proxy that the operator trusts is believed, and only its own last word.
pub fn address(
    headers: &header::HeaderMap,
    peer: Option<IpAddr>,
    trust_proxy: bool,
) -> Option<IpAddr> {
    let forwarded = || {
        let value = headers.get_all("x-forwarded-for").last()?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse().ok()
    };
    if trust_proxy {
        forwarded().or(peer)
    } else {
        peer
    }
}

impl FromRequest for Client {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let trust = request
            .app_data::<web::Data<Settings>>()
            .is_some_and(|settings| settings.trust_proxy);
        let peer = request.peer_addr().map(|peer| peer.ip());
        let agent = request
            .headers()
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        ready(
            address(request.headers(), peer, trust)
                .map(|ip| Self { ip, agent })
                .ok_or_else(Fault::malformed),
        )
    }
}

/// JSON bodies: 400, 408, 413 or 415 as problems.
pub fn json_config() -> web::JsonConfig {
    web::JsonConfig::default()
        .limit(JSON_LIMIT)
        .error_handler(|error, _| json_fault(error).into())
}

fn json_fault(error: JsonPayloadError) -> Fault {
    match error {
        JsonPayloadError::OverflowKnownLength { .. } | JsonPayloadError::Overflow { .. } => {
            Fault::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE)
        }
        JsonPayloadError::ContentType => {
            Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, codes::MEDIA_TYPE)
        }
        JsonPayloadError::Payload(payload) => payload_fault(&payload),
        JsonPayloadError::Deserialize(json) => Fault::malformed_at("", without_input(&json)),
        _ => Fault::malformed(),
    }
}

/// Where the JSON went wrong, never what stood there: it may be personal.
fn without_input(error: &serde_json::Error) -> String {
    format!("line {}, column {}", error.line(), error.column())
}

/// A body that broke off, came too slowly or was too long.
pub fn payload_fault(error: &PayloadError) -> Fault {
    match error {
        PayloadError::Overflow => Fault::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE),
        PayloadError::Io(io) if io.kind() == io::ErrorKind::TimedOut => {
            Fault::new(StatusCode::REQUEST_TIMEOUT, codes::TIMEOUT)
        }
        _ => Fault::malformed(),
    }
}

/// An id that is none names nothing (404), unless it is the name of an operation with another method (405).
pub fn path_config() -> web::PathConfig {
    web::PathConfig::default().error_handler(|_, request| {
        let literal = site::is_literal(request.path());
        let fault = literal
            .then(|| site::other_method(request.path()))
            .flatten();
        fault.unwrap_or_else(Fault::not_found).into()
    })
}

/// A query parameter of the wrong type: 400.
pub fn query_config() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|_, _| Fault::malformed().into())
}
