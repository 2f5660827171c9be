//! What can go wrong at the database, told apart as far as somebody acts on it.

use sea_orm::{DbErr, RuntimeErr, sqlx};

/// A failed read or write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row was changed since it was read (version guard). Load again and decide again.
    #[error("the row was changed meanwhile")]
    Changed,
    /// A lock, a deadlock or a full pool: nothing was written, the same may succeed a moment later.
    #[error("the database is busy")]
    Busy(#[source] DbErr),
    /// A row that no code of ours writes: half-set columns, an unknown code, a broken text.
    #[error("corrupt row in {table}: {what}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// What is wrong, without personal data.
        what: String,
    },
    /// A sealed value that the present key does not open.
    #[error("a sealed value cannot be opened with the present key")]
    Sealed,
    /// Anything else.
    #[error("database error")]
    Database(#[source] DbErr),
}

impl StoreError {
    /// A row that cannot be read.
    pub fn corrupt(table: &'static str, what: impl Into<String>) -> Self {
        Self::Corrupt {
            table,
            what: what.into(),
        }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if is_busy(&error) {
            Self::Busy(error)
        } else {
            Self::Database(error)
        }
    }
}

/// SQLite: BUSY and LOCKED with their extended codes (low byte 5 and 6). PostgreSQL: serialization failure, deadlock,
/// lock not available, too many connections, and the shutdown of the server. Both: no connection in time.
fn is_busy(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(e))
        | DbErr::Query(RuntimeErr::SqlxError(e))
        | DbErr::Conn(RuntimeErr::SqlxError(e)) => match e.as_ref() {
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => true,
            sqlx::Error::Database(e) => e.code().is_some_and(|code| {
                matches!(
                    code.as_ref(),
                    "40001" | "40P01" | "55P03" | "53300" | "57P01" | "57P02" | "57P03"
                ) || (code.len() < 5
                    && code
                        .parse::<u32>()
                        .is_ok_and(|code| matches!(code & 0xff, 5 | 6)))
            }),
            _ => false,
        },
        _ => false,
    }
}
