//! Errors on the wire: RFC 9457 `application/problem+json`.

use sanfang_domain::ids::CaseId;

wire! {
    /// What went wrong, for programs (`code`) and for people (`title`, `detail`, in the language of `Accept-Language`).
    pub struct Problem {
        /// A stable URI per error: `/problems/{code}`.
        #[serde(rename = "type")]
        pub kind: String,
        /// Short text.
        pub title: String,
        /// HTTP status.
        pub status: u16,
        /// What to do about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub detail: Option<String>,
        /// The request id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub instance: Option<String>,
        /// The stable code: a domain reason code, or one of [`codes`].
        pub code: String,
        /// Every fault of the input at once.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub errors: Vec<FieldFault>,
        /// On 409: the state in which the case is now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub current_state: Option<String>,
        /// On 409: the live case that stands in the way (only when the caller may see it).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub blocking: Option<CaseId>,
        /// Who can change it: `student`, `employer`, `school`, `platform`, `nobody`, `wait`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub fixer: Option<String>,
    }

    /// One fault of the input.
    pub struct FieldFault {
        /// JSON pointer into the request body (RFC 6901), e.g. `/terms/trial_days`.
        pub pointer: String,
        /// Stable code, e.g. `required`, `id_number_check_digit`.
        pub code: String,
        /// What is wrong and what to do.
        pub message: String,
    }
}

impl FieldFault {
    /// A fault.
    pub fn new(
        pointer: impl Into<String>,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            code: code.into(),
            message: message.into(),
        }
    }
}

/// Codes of problems that are not domain reasons. Each has a text in both languages in the API's error table.
pub mod codes {
    /// 422: the input has faults, see `errors`.
    pub const VALIDATION: &str = "validation_failed";
    /// 400: not JSON, or not of this shape.
    pub const MALFORMED: &str = "malformed_request";
    /// 401: no token, or not a valid one.
    pub const UNAUTHENTICATED: &str = "unauthenticated";
    /// 401: the access token's time is over; refresh it.
    pub const TOKEN_EXPIRED: &str = "token_expired";
    /// 401: account or password is wrong (never which).
    pub const CREDENTIALS: &str = "wrong_credentials";
    /// 403: the role may not use this operation.
    pub const FORBIDDEN: &str = "forbidden";
    /// 404: no such thing for you.
    pub const NOT_FOUND: &str = "not_found";
    /// 405
    pub const METHOD: &str = "method_not_allowed";
    /// 409: somebody else changed it meanwhile; read again.
    pub const CONFLICT: &str = "changed_meanwhile";
    /// 409: the same `Idempotency-Key` is being worked on.
    pub const IDEMPOTENCY_IN_FLIGHT: &str = "idempotency_in_flight";
    /// 422: the same `Idempotency-Key` with another body.
    pub const IDEMPOTENCY_REUSED: &str = "idempotency_key_reused";
    /// 400: the operation needs an `Idempotency-Key`.
    pub const IDEMPOTENCY_MISSING: &str = "idempotency_key_missing";
    /// 412: `If-Match` does not match.
    pub const PRECONDITION: &str = "precondition_failed";
    /// 428: `If-Match` is required (RFC 6585).
    pub const PRECONDITION_REQUIRED: &str = "precondition_required";
    /// 408: the body did not arrive in time.
    pub const TIMEOUT: &str = "request_timeout";
    /// 413
    pub const TOO_LARGE: &str = "too_large";
    /// 415
    pub const MEDIA_TYPE: &str = "unsupported_media_type";
    /// 429, with `Retry-After`.
    pub const RATE_LIMITED: &str = "rate_limited";
    /// 500: our fault; the instance names the request.
    pub const INTERNAL: &str = "internal_error";
    /// 503, with `Retry-After`.
    pub const UNAVAILABLE: &str = "unavailable";
    /// 422: the uploaded file cannot be read as a table.
    pub const SPREADSHEET: &str = "spreadsheet_refused";
    /// 422: the code of the SMS is wrong or too old.
    pub const SMS_CODE: &str = "sms_code_wrong";
    /// 422: the reset link is wrong, used or too old.
    pub const RESET_TOKEN: &str = "reset_token_invalid";
    /// Every code of this list.
    pub const ALL: &[&str] = &[
        VALIDATION,
        MALFORMED,
        UNAUTHENTICATED,
        TOKEN_EXPIRED,
        CREDENTIALS,
        FORBIDDEN,
        NOT_FOUND,
        METHOD,
        CONFLICT,
        IDEMPOTENCY_IN_FLIGHT,
        IDEMPOTENCY_REUSED,
        IDEMPOTENCY_MISSING,
        PRECONDITION,
        PRECONDITION_REQUIRED,
        TIMEOUT,
        TOO_LARGE,
        MEDIA_TYPE,
        RATE_LIMITED,
        INTERNAL,
        UNAVAILABLE,
        SPREADSHEET,
        SMS_CODE,
        RESET_TOKEN,
    ];
}
