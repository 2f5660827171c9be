//! What an endpoint is: method, path, body and reply as one type, so that client, server test and document agree.

use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Display;

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PUT
    Put,
    /// DELETE
    Delete,
}

impl Method {
    /// `GET`…
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// How much of `Idempotency-Key` and `If-Match` an endpoint asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Reads, and writes that are harmless twice.
    None,
    /// `Idempotency-Key` required.
    Idempotent,
    /// `If-Match` required.
    IfMatch,
}

/// One operation of the API.
pub trait Endpoint {
    /// Values of the path's placeholders.
    type Path: PathArgs;
    /// Query parameters; never personal data.
    type Query: Serialize;
    /// The body.
    type Body: RequestBody;
    /// The reply to a success.
    type Reply: FromReply;
    /// `operationId` in the document.
    const ID: &'static str;
    /// Method.
    const METHOD: Method;
    /// Path template under the server's root, e.g. `/api/v1/cases/{id}`.
    const PATH: &'static str;
    /// Headers it asks for.
    const GUARD: Guard;
}

/// What can be put into a path template.
pub trait PathArgs {
    /// The values, in order.
    fn values(&self) -> Vec<String>;
}

impl PathArgs for () {
    fn values(&self) -> Vec<String> {
        Vec::new()
    }
}

impl<T: Display> PathArgs for (T,) {
    fn values(&self) -> Vec<String> {
        vec![self.0.to_string()]
    }
}

impl<T: Display, U: Display> PathArgs for (T, U) {
    fn values(&self) -> Vec<String> {
        vec![self.0.to_string(), self.1.to_string()]
    }
}

/// Fill the placeholders of a template, percent-encoding what a path segment may not hold (RFC 3986 section 3.3).
pub fn fill_path(template: &str, args: &impl PathArgs) -> String {
    let mut out = String::with_capacity(template.len());
    let mut values = args.values().into_iter();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        for byte in values.next().unwrap_or_default().bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    out.push(char::from(byte))
                }
                other => out.push_str(&format!("%{other:02X}")),
            }
        }
        rest = after.split_once('}').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

/// No body, no query, no reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Nothing {}

/// A file that is sent as `multipart/form-data`, field `file`.
#[derive(Clone, Debug)]
pub struct Upload {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// How a body travels.
pub enum Encoded {
    /// Nothing.
    Empty,
    /// JSON text.
    Json(String),
    /// One file.
    File(Upload),
}

/// A request body.
pub trait RequestBody {
    /// Encode it.
    fn encode(&self) -> Result<Encoded, serde_json::Error>;
}

impl RequestBody for Nothing {
    fn encode(&self) -> Result<Encoded, serde_json::Error> {
        Ok(Encoded::Empty)
    }
}

impl RequestBody for Upload {
    fn encode(&self) -> Result<Encoded, serde_json::Error> {
        Ok(Encoded::File(self.clone()))
    }
}

/// A JSON body.
#[derive(Clone, Debug)]
pub struct Json<T>(pub T);

impl<T: Serialize> RequestBody for Json<T> {
    fn encode(&self) -> Result<Encoded, serde_json::Error> {
        serde_json::to_string(&self.0).map(Encoded::Json)
    }
}

/// A reply that is a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReply {
    /// Content.
    pub bytes: Vec<u8>,
}

/// How a reply is read.
pub trait FromReply: Sized {
    /// From the body of a success.
    fn from_reply(body: Vec<u8>) -> Result<Self, serde_json::Error>;
}

impl FromReply for FileReply {
    fn from_reply(bytes: Vec<u8>) -> Result<Self, serde_json::Error> {
        Ok(Self { bytes })
    }
}

impl FromReply for Nothing {
    fn from_reply(_: Vec<u8>) -> Result<Self, serde_json::Error> {
        Ok(Self {})
    }
}

impl<T: DeserializeOwned> FromReply for Json<T> {
    fn from_reply(body: Vec<u8>) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(&body).map(Json)
    }
}
