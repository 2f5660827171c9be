//! Sessions: one row per log-in, holding the hash of the one refresh token that counts.

use crate::{StoreError, entity::sessions};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::{AccountId, SessionId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use sessions::Column;

/// A log-in on one device.
#[derive(Clone, Debug)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// SHA-256 of the refresh token that counts.
    pub token_hash: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// Last refresh.
    pub used_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// Ended before that.
    pub ended: bool,
    /// Address of the last use.
    pub ip: String,
    /// Browser and system.
    pub agent: String,
}

impl Session {
    /// Whether it may still be used.
    pub fn alive(&self, now: DateTime<Utc>) -> bool {
        !self.ended && self.expires_at > now
    }
}

impl From<sessions::Model> for Session {
    fn from(row: sessions::Model) -> Self {
        Self {
            id: row.id.into(),
            account: row.account_id.into(),
            token_hash: row.token_hash,
            created_at: row.created_at,
            used_at: row.used_at,
            expires_at: row.expires_at,
            ended: row.ended_at.is_some(),
            ip: row.ip,
            agent: row.agent,
        }
    }
}

/// Writes a new session.
pub async fn insert(db: &impl ConnectionTrait, session: Session) -> Result<(), StoreError> {
    sessions::Entity::insert(sessions::ActiveModel {
        id: Set(session.id.0),
        account_id: Set(session.account.0),
        token_hash: Set(session.token_hash),
        created_at: Set(session.created_at),
        used_at: Set(session.used_at),
        expires_at: Set(session.expires_at),
        ended_at: Set(None),
        ip: Set(session.ip),
        agent: Set(session.agent),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// By id.
pub async fn find(db: &impl ConnectionTrait, id: SessionId) -> Result<Option<Session>, StoreError> {
    let row = sessions::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.map(Into::into))
}

/// One turn of the refresh token.
#[derive(Clone, Copy, Debug)]
pub struct Rotation<'a> {
    /// The session.
    pub id: SessionId,
    /// Hash of the token that was shown.
    pub old: &'a str,
    /// Hash of the next one.
    pub new: &'a str,
    /// From where.
    pub ip: &'a str,
}

/// Takes the shown token and puts the next in its place; false when it is not the one that counts. The comparison is part
/// of the write, so that of two uses at the same instant one loses.
pub async fn rotate(
    db: &impl ConnectionTrait,
    turn: Rotation<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sessions::Entity::update_many()
        .col_expr(Column::TokenHash, Expr::value(turn.new))
        .col_expr(Column::UsedAt, Expr::value(now))
        .col_expr(Column::Ip, Expr::value(turn.ip))
        .filter(Column::Id.eq(turn.id.0))
        .filter(Column::TokenHash.eq(turn.old))
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Live sessions of an account, last used first.
pub async fn list(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, StoreError> {
    let rows = sessions::Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::UsedAt)
        .limit(100)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Ends one session of an account; false when there is no such live one.
pub async fn end(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sessions::Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::Id.eq(id.0))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Ends every session of an account but one.
pub async fn end_others(
    db: &impl ConnectionTrait,
    account: AccountId,
    keep: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut update = sessions::Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::EndedAt.is_null());
    if let Some(keep) = keep {
        update = update.filter(Column::Id.ne(keep.0));
    }
    update.exec(db).await?;
    Ok(())
}

/// Removes sessions that ended or expired before a moment.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), StoreError> {
    sessions::Entity::delete_many()
        .filter(Column::ExpiresAt.lt(before))
        .exec(db)
        .await?;
    Ok(())
}
