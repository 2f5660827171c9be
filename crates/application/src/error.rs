//! Why a use-case did not do it. The API has one table from here to HTTP.

use sanfang_contract::FieldFault;
use sanfang_domain::{reason::Refusal, signing::State};
use sanfang_persistence::StoreError;

/// A use-case that was not done.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing for this caller (also another tenant's).
    #[error("not found")]
    NotFound,
    /// The role may not do this.
    #[error("forbidden")]
    Forbidden,
    /// A rule of the domain refuses.
    #[error("refused: {}", refusal.reason.code())]
    Refused {
        /// The rule, and the case that stands in the way as far as the caller may see it.
        refusal: Refusal,
        /// The state in which the case is now.
        current_state: Option<&'static str>,
    },
    /// The input has faults: all of them.
    #[error("invalid input ({} faults)", .0.len())]
    Invalid(Vec<FieldFault>),
    /// Somebody else changed it meanwhile; read again.
    #[error("changed meanwhile")]
    Conflict,
    /// `If-Match` names another version.
    #[error("precondition failed")]
    Precondition,
    /// The same `Idempotency-Key` is being worked on.
    #[error("idempotency key in flight")]
    IdempotencyInFlight,
    /// The same `Idempotency-Key` came with another request.
    #[error("idempotency key reused")]
    IdempotencyReused,
    /// Too many; again after so many seconds.
    #[error("rate limited")]
    RateLimited {
        /// Seconds.
        retry_after: u32,
    },
    /// The database or the store is busy or away; the same may succeed a moment later.
    #[error("unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Account or password is wrong (never which).
    #[error("wrong credentials")]
    Credentials,
    /// The session is over, or its refresh token does not count.
    #[error("unauthenticated")]
    Unauthenticated,
    /// The code of the SMS is wrong or too old.
    #[error("wrong SMS code")]
    SmsCode,
    /// The reset link is wrong, used or too old.
    #[error("invalid reset token")]
    ResetToken,
    /// The uploaded file cannot be read as a table: why, for people, and a stable code.
    #[error("spreadsheet refused: {code}")]
    Spreadsheet {
        /// Stable code.
        code: &'static str,
        /// In the caller's language.
        message: String,
    },
    /// Our fault.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// Our fault, because of this.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// A rule refuses a case in this state.
    pub fn refused(refusal: Refusal, state: &State) -> Self {
        Self::Refused {
            refusal,
            current_state: Some(state.as_str()),
        }
    }

    /// One fault of the input.
    pub fn fault(
        pointer: &str,
        fault: &sanfang_domain::values::ValueFault,
        lang: sanfang_domain::Lang,
    ) -> Self {
        Self::Invalid(vec![FieldFault::new(
            pointer,
            fault.code(),
            fault.text(lang),
        )])
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused {
            refusal,
            current_state: None,
        }
    }
}

impl From<Vec<FieldFault>> for AppError {
    fn from(faults: Vec<FieldFault>) -> Self {
        Self::Invalid(faults)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Changed => Self::Conflict,
            busy @ StoreError::Busy(_) => Self::Unavailable(Box::new(busy)),
            other => Self::internal(other),
        }
    }
}

impl From<sanfang_persistence::sea_orm::DbErr> for AppError {
    fn from(error: sanfang_persistence::sea_orm::DbErr) -> Self {
        StoreError::from(error).into()
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}
