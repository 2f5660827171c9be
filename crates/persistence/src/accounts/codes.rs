//! One-time codes by SMS.

use crate::{StoreError, entity::verification_codes};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::AccountId;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use verification_codes::Column;

/// The code that was sent last.
#[derive(Clone, Debug)]
pub struct SentCode {
    /// Hash of account and code.
    pub hash: String,
    /// Tries so far.
    pub tries: i32,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// When it is too old.
    pub expires_at: DateTime<Utc>,
}

/// The code that was sent last to an account's phone.
pub async fn find(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Option<SentCode>, StoreError> {
    let row = verification_codes::Entity::find_by_id(account.0)
        .one(db)
        .await?;
    Ok(row.map(|row| SentCode {
        hash: row.code_hash,
        tries: row.tries,
        sent_at: row.sent_at,
        expires_at: row.expires_at,
    }))
}

/// Writes a new code in place of the one before.
pub async fn replace(
    db: &impl ConnectionTrait,
    account: AccountId,
    code: SentCode,
) -> Result<(), StoreError> {
    verification_codes::Entity::insert(verification_codes::ActiveModel {
        account_id: Set(account.0),
        code_hash: Set(code.hash),
        tries: Set(code.tries),
        sent_at: Set(code.sent_at),
        expires_at: Set(code.expires_at),
    })
    .on_conflict(
        OnConflict::column(Column::AccountId)
            .update_columns([
                Column::CodeHash,
                Column::Tries,
                Column::SentAt,
                Column::ExpiresAt,
            ])
            .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// One more try; false when there were `most` already.
pub async fn count_try(
    db: &impl ConnectionTrait,
    account: AccountId,
    most: i32,
) -> Result<bool, StoreError> {
    let done = verification_codes::Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Tries.lt(most))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Uses a code up.
pub async fn remove(db: &impl ConnectionTrait, account: AccountId) -> Result<(), StoreError> {
    verification_codes::Entity::delete_by_id(account.0)
        .exec(db)
        .await?;
    Ok(())
}
