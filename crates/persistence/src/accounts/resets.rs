//! Links of forgotten passwords.

use crate::{StoreError, entity::password_resets};
use chrono::{DateTime, Utc};
use password_resets::Column;
use sanfang_domain::ids::AccountId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};

/// Writes a new link; older ones of the account no longer count.
pub async fn replace(
    db: &impl ConnectionTrait,
    account: AccountId,
    token_hash: String,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    password_resets::Entity::delete_many()
        .filter(Column::AccountId.eq(account.0))
        .exec(db)
        .await?;
    password_resets::Entity::insert(password_resets::ActiveModel {
        token_hash: Set(token_hash),
        account_id: Set(account.0),
        created_at: Set(now),
        expires_at: Set(expires_at),
        used_at: Set(None),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// Whose link this is, if it still counts.
pub async fn find(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<AccountId>, StoreError> {
    let row = password_resets::Entity::find_by_id(token_hash.to_owned())
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    Ok(row.map(|row| row.account_id.into()))
}

/// Uses a link up; false when it was already used.
pub async fn take(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = password_resets::Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::UsedAt.is_null())
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}
