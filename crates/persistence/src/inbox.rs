//! Notices as their owner reads them.

use crate::{StoreError, entity::notices};
use chrono::{DateTime, Utc};
use notices::Column;
use sanfang_domain::{
    ids::{AccountId, CaseId, NoticeId},
    notice::{NoticeKind, NoticeParams},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

/// A notice in somebody's list.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The notice.
    pub id: NoticeId,
    /// What happened.
    pub kind: NoticeKind,
    /// What fills its text.
    pub params: NoticeParams,
    /// About which case.
    pub case: Option<CaseId>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
}

/// At most `limit` notices older than `after`, newest first.
pub async fn newest(
    db: &impl ConnectionTrait,
    account: AccountId,
    after: Option<(DateTime<Utc>, NoticeId)>,
    limit: u64,
) -> Result<Vec<Notice>, StoreError> {
    let mut query = notices::Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(limit);
    if let Some((at, id)) = after {
        let same_instant = Condition::all()
            .add(Column::CreatedAt.eq(at))
            .add(Column::Id.lt(id.0));
        let older = Condition::any()
            .add(Column::CreatedAt.lt(at))
            .add(same_instant);
        query = query.filter(older);
    }
    query.all(db).await?.into_iter().map(decode).collect()
}

fn decode(row: notices::Model) -> Result<Notice, StoreError> {
    let kind = NoticeKind::parse(&row.kind)
        .ok_or_else(|| StoreError::corrupt("notices", format!("kind {}", row.kind)))?;
    let params =
        serde_json::from_str(&row.params).or(Err(StoreError::corrupt("notices", "params")))?;
    Ok(Notice {
        id: row.id.into(),
        kind,
        params,
        case: row.case_id.map(Into::into),
        created_at: row.created_at,
        read_at: row.read_at,
    })
}

/// How many are not read, counted up to `most`.
pub async fn unread(
    db: &impl ConnectionTrait,
    account: AccountId,
    most: u64,
) -> Result<u64, StoreError> {
    Ok(notices::Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::ReadAt.is_null())
        .limit(most)
        .count(db)
        .await?)
}

/// Marks one notice read; false when it is not in the list.
pub async fn read(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: NoticeId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let mine = Condition::all()
        .add(Column::Id.eq(id.0))
        .add(Column::AccountId.eq(account.0));
    notices::Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(now))
        .filter(mine.clone())
        .filter(Column::ReadAt.is_null())
        .exec(db)
        .await?;
    Ok(notices::Entity::find().filter(mine).count(db).await? == 1)
}

/// Marks every notice read.
pub async fn read_all(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    notices::Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(now))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::ReadAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}
