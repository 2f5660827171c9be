//! One file as `multipart/form-data`, field `file` (RFC 7578).

use super::request::payload_fault;
use crate::problem::Fault;
use actix_multipart::{Multipart, MultipartError};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::StatusCode};
use futures::{TryStreamExt, future::LocalBoxFuture};
use sanfang_contract::problem::codes;

/// A table of ten thousand rows is smaller.
const LIMIT: usize = 10 * 1024 * 1024;

/// The content of the file. Its name and media type are not believed, so they are not read.
#[derive(Clone, Debug)]
pub struct UploadedFile(pub Vec<u8>);

impl FromRequest for UploadedFile {
    type Error = Fault;
    type Future = LocalBoxFuture<'static, Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = request
            .content_type()
            .eq_ignore_ascii_case("multipart/form-data");
        let multipart = Multipart::new(request.headers(), payload.take());
        Box::pin(async move {
            if !form {
                return Err(Fault::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    codes::MEDIA_TYPE,
                ));
            }
            read(multipart).await
        })
    }
}

async fn read(mut multipart: Multipart) -> Result<UploadedFile, Fault> {
    while let Some(mut field) = multipart.try_next().await.map_err(fault)? {
        if field.name() != Some("file") {
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = field.try_next().await.map_err(fault)? {
            if bytes.len() + chunk.len() > LIMIT {
                return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, codes::TOO_LARGE));
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok(UploadedFile(bytes));
    }
    Err(Fault::malformed())
}

fn fault(error: MultipartError) -> Fault {
    match error {
        MultipartError::Payload(payload) => payload_fault(&payload),
        _ => Fault::malformed(),
    }
}
