//! The one table from a failed use-case to what HTTP says (RFC 9457).
//!
//! A handler answers a [`Fault`]; the middleware [`crate::middleware::problems`] writes it in the caller's language.

use crate::texts;
use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use sanfang_application::AppError;
use sanfang_contract::problem::{FieldFault, Problem, codes};
use sanfang_domain::{
    Lang,
    ids::CaseId,
    reason::{Reason, Refusal},
};

/// Seconds after which a busy server may be asked again.
const RETRY_AFTER: u32 = 2;

/// Why a request was not done; language-free until it is rendered.
#[derive(Clone, Debug)]
pub struct Fault {
    /// HTTP status.
    pub status: StatusCode,
    /// What failed.
    pub code: Code,
    /// Every fault of the input.
    pub errors: Vec<FieldFault>,
    /// The state in which the case is now.
    pub current_state: Option<String>,
    /// The live case that stands in the way.
    pub blocking: Option<CaseId>,
    /// Seconds for `Retry-After`.
    pub retry_after: Option<u32>,
    /// The methods of this path, for `Allow` (RFC 9110 section 15.5.6).
    pub allow: Option<String>,
}

/// A domain rule, or one of the codes of [`codes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// A rule of the domain.
    Rule(Reason),
    /// A code of the wire.
    Wire(&'static str),
}

impl Code {
    /// The stable text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rule(reason) => reason.code(),
            Self::Wire(code) => code,
        }
    }
}

impl Default for Fault {
    /// A fault of ours.
    fn default() -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: Code::Wire(codes::INTERNAL),
            errors: Vec::new(),
            current_state: None,
            blocking: None,
            retry_after: None,
            allow: None,
        }
    }
}

impl Fault {
    /// A fault with a code of the wire.
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code: Code::Wire(code),
            ..Self::default()
        }
    }

    /// 401 without a token, or with one that does not count.
    pub fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, codes::UNAUTHENTICATED)
    }

    /// 404, also for another tenant's object.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, codes::NOT_FOUND)
    }

    /// 400: not of the shape that the document asks for.
    pub fn malformed() -> Self {
        Self::new(StatusCode::BAD_REQUEST, codes::MALFORMED)
    }

    /// 400, and where.
    pub fn malformed_at(pointer: &str, message: String) -> Self {
        Self {
            errors: vec![FieldFault::new(pointer, codes::MALFORMED, message)],
            ..Self::malformed()
        }
    }

    /// A refusal by a rule of the domain.
    pub fn refused(refusal: Refusal, current_state: Option<String>) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            code: Code::Rule(refusal.reason),
            current_state,
            blocking: refusal.blocking,
            ..Self::default()
        }
    }

    /// What a bare status from below means, when nobody said more.
    pub fn from_status(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::BAD_REQUEST => codes::MALFORMED,
            StatusCode::UNAUTHORIZED => codes::UNAUTHENTICATED,
            StatusCode::FORBIDDEN => codes::FORBIDDEN,
            StatusCode::NOT_FOUND => codes::NOT_FOUND,
            StatusCode::METHOD_NOT_ALLOWED => codes::METHOD,
            StatusCode::REQUEST_TIMEOUT => codes::TIMEOUT,
            StatusCode::PAYLOAD_TOO_LARGE => codes::TOO_LARGE,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => codes::MEDIA_TYPE,
            StatusCode::SERVICE_UNAVAILABLE => codes::UNAVAILABLE,
            other if other.is_client_error() => codes::MALFORMED,
            _ => codes::INTERNAL,
        };
        Self::new(status, code)
    }

    /// The problem document; `instance` is the request id.
    pub fn problem(self, lang: Lang, instance: String) -> Problem {
        let text = texts::of(self.code);
        let fixer = match self.code {
            Code::Rule(reason) => Some(reason.fixer().as_str().to_owned()),
            Code::Wire(_) => None,
        };
        Problem {
            kind: format!("/problems/{}", self.code.as_str()),
            title: text.title(lang).to_owned(),
            status: self.status.as_u16(),
            detail: Some(text.detail(lang).to_owned()),
            instance: Some(instance),
            code: self.code.as_str().to_owned(),
            errors: self.errors,
            current_state: self.current_state,
            blocking: self.blocking,
            fixer,
        }
    }
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        use StatusCode as S;
        match error {
            AppError::NotFound => Self::not_found(),
            AppError::Forbidden => Self::new(S::FORBIDDEN, codes::FORBIDDEN),
            AppError::Refused {
                refusal,
                current_state,
            } => Self::refused(refusal, current_state.map(str::to_owned)),
            AppError::Invalid(errors) => Self {
                errors,
                ..Self::new(S::UNPROCESSABLE_ENTITY, codes::VALIDATION)
            },
            AppError::Conflict => Self::new(S::CONFLICT, codes::CONFLICT),
            AppError::Precondition => Self::new(S::PRECONDITION_FAILED, codes::PRECONDITION),
            AppError::IdempotencyInFlight => Self::new(S::CONFLICT, codes::IDEMPOTENCY_IN_FLIGHT),
            AppError::IdempotencyReused => {
                Self::new(S::UNPROCESSABLE_ENTITY, codes::IDEMPOTENCY_REUSED)
            }
            AppError::RateLimited { retry_after } => Self {
                retry_after: Some(retry_after),
                ..Self::new(S::TOO_MANY_REQUESTS, codes::RATE_LIMITED)
            },
            AppError::Unavailable(cause) => {
                tracing::warn!(cause = %chain(&*cause), "unavailable");
                Self {
                    retry_after: Some(RETRY_AFTER),
                    ..Self::new(S::SERVICE_UNAVAILABLE, codes::UNAVAILABLE)
                }
            }
            AppError::Credentials => Self::new(S::UNAUTHORIZED, codes::CREDENTIALS),
            AppError::Unauthenticated => Self::unauthenticated(),
            AppError::SmsCode => Self::new(S::UNPROCESSABLE_ENTITY, codes::SMS_CODE),
            AppError::ResetToken => Self::new(S::UNPROCESSABLE_ENTITY, codes::RESET_TOKEN),
            AppError::Spreadsheet { code, message } => Self {
                errors: vec![FieldFault::new("/file", code, message)],
                ..Self::new(S::UNPROCESSABLE_ENTITY, codes::SPREADSHEET)
            },
            AppError::Internal(cause) => {
                tracing::error!(cause = %chain(&*cause), "internal error");
                Self::new(S::INTERNAL_SERVER_ERROR, codes::INTERNAL)
            }
        }
    }
}

/// An error and what caused it; none of ours carries personal data.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl ResponseError for Fault {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status);
        response.extensions_mut().insert(self.clone());
        response
    }
}
