//! Keys of access tokens. The private half is sealed with the key of personal values.

use crate::{Personal, StoreError, entity::signing_keys};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use signing_keys::Column;

/// A key pair.
#[derive(Clone)]
pub struct SigningKey {
    /// `kid`.
    pub id: String,
    /// PKCS #8.
    pub private: Vec<u8>,
    /// 32 bytes.
    pub public: Vec<u8>,
    /// When it stopped to sign.
    pub retired_at: Option<DateTime<Utc>>,
}

/// Every key, newest first.
pub async fn all(
    db: &impl ConnectionTrait,
    personal: &Personal,
) -> Result<Vec<SigningKey>, StoreError> {
    let rows = signing_keys::Entity::find()
        .order_by_desc(Column::CreatedAt)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(SigningKey {
                id: row.id,
                private: personal.open(&row.private_sealed)?,
                public: row.public_key,
                retired_at: row.retired_at,
            })
        })
        .collect()
}

/// Writes a key unless another process has just written the current one.
pub async fn insert(
    db: &impl ConnectionTrait,
    personal: &Personal,
    key: &SigningKey,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    signing_keys::Entity::insert(signing_keys::ActiveModel {
        id: Set(key.id.clone()),
        private_sealed: Set(personal.seal(&key.private)?),
        public_key: Set(key.public.clone()),
        created_at: Set(now),
        retired_at: Set(None),
    })
    .on_conflict(OnConflict::new().do_nothing().to_owned())
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// Stops the current key from signing; tokens that it signed still count for their short life.
pub async fn retire(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), StoreError> {
    signing_keys::Entity::update_many()
        .col_expr(Column::RetiredAt, Expr::value(now))
        .filter(Column::RetiredAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Removes keys that retired before a moment.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), StoreError> {
    signing_keys::Entity::delete_many()
        .filter(Column::RetiredAt.lt(before))
        .exec(db)
        .await?;
    Ok(())
}
