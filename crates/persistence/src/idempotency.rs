//! The reply of a write, kept with its `Idempotency-Key` in the transaction that caused it (docs/decisions/0002).

use crate::{StoreError, Tx, backend, entity::idempotency};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::AccountId;
use sea_orm::{ConnectionTrait, EntityTrait, Statement};

/// Whose key.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Keys of different accounts are different keys.
    pub account: AccountId,
    /// As the client chose it.
    pub key: &'a str,
}

/// What became of the attempt to take a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// It is ours: do the work, then [`keep`] the reply.
    Fresh,
    /// Another transaction is working on it.
    InFlight,
    /// It was done before.
    Before {
        /// Of the request that did it.
        fingerprint: String,
        /// What it was answered.
        reply: String,
    },
}

/// Takes a key, also one whose reply is older than `expired`.
pub async fn take(
    tx: &Tx,
    key: Key<'_>,
    fingerprint: &str,
    now: DateTime<Utc>,
    expired: DateTime<Utc>,
) -> Result<Claimed, StoreError> {
    let backend = tx.get_database_backend();
    let statement = Statement::from_sql_and_values(
        backend,
        backend::idempotency_insert(backend),
        [
            key.account.0.into(),
            key.key.into(),
            fingerprint.into(),
            now.into(),
            expired.into(),
        ],
    );
    if tx.execute_raw(statement).await?.rows_affected() == 1 {
        return Ok(Claimed::Fresh);
    }
    let row = idempotency::Entity::find_by_id((key.account.0, key.key.to_owned()))
        .one(tx)
        .await?;
    Ok(match row {
        Some(row) => Claimed::Before {
            fingerprint: row.fingerprint,
            reply: row.reply,
        },
        None => Claimed::InFlight,
    })
}

/// Keeps the reply of a success.
pub async fn keep(tx: &Tx, key: Key<'_>, reply: &str) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE idempotency SET status = 200, reply = $3 WHERE account_id = $1 AND key = $2",
        [key.account.0.into(), key.key.into(), reply.into()],
    );
    match tx.execute_raw(statement).await?.rows_affected() {
        1 => Ok(()),
        _ => Err(StoreError::Changed),
    }
}

/// Forgets replies that were given before an instant.
pub async fn forget(tx: &Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "DELETE FROM idempotency WHERE created_at < $1",
        [before.into()],
    );
    Ok(tx.execute_raw(statement).await?.rows_affected())
}
