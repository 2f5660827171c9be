//! What can go wrong with a call.

use sanfang_contract::Problem;

/// Why a call brought no reply.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ClientError {
    /// The server said no; `code` and `errors` say why.
    #[error("{} ({})", .0.title, .0.code)]
    Problem(Box<Problem>),
    /// No answer: no network, no server, or aborted. The same call with the same key may be tried again.
    #[error("no answer from the server: {0}")]
    Unreachable(String),
    /// The answer was a success that could not be read.
    #[error("unreadable answer: {0}")]
    Reply(String),
    /// The call could not be written.
    #[error("unwritable call: {0}")]
    Call(String),
}

impl ClientError {
    /// The problem, if the server told one.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            Self::Unreachable(_) | Self::Reply(_) | Self::Call(_) => None,
        }
    }

    /// The stable code of the problem, if the server told one.
    pub fn code(&self) -> Option<&str> {
        self.problem().map(|problem| problem.code.as_str())
    }

    /// The HTTP status of the problem, if the server told one.
    pub fn status(&self) -> Option<u16> {
        self.problem().map(|problem| problem.status)
    }
}
