//! Counted tries, shared by every process. A subject is a hash: no name and no address is kept.

use crate::{StoreError, entity::throttles};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use throttles::Column;

/// Tries of a subject and when the first of them was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// How many.
    pub count: i32,
    /// The first.
    pub since: DateTime<Utc>,
}

/// The tries of a subject.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &str,
    subject: &str,
) -> Result<Option<Tries>, StoreError> {
    let key = (scope.to_owned(), subject.to_owned());
    let row = throttles::Entity::find_by_id(key).one(db).await?;
    Ok(row.map(|row| Tries {
        count: row.count,
        since: row.since,
    }))
}

/// One more try, in one statement; a count from before `window_start` begins anew.
pub async fn add(
    db: &impl ConnectionTrait,
    scope: &str,
    subject: &str,
    window_start: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let stale = || Expr::col((throttles::Entity, Column::Since)).lt(window_start);
    let anew = |fresh: Expr, kept: Expr| Expr::case(stale(), fresh).finally(kept);
    let count = Expr::col((throttles::Entity, Column::Count)).add(1);
    let since = Expr::col((throttles::Entity, Column::Since));
    throttles::Entity::insert(throttles::ActiveModel {
        scope: Set(scope.to_owned()),
        subject: Set(subject.to_owned()),
        count: Set(1),
        since: Set(now),
    })
    .on_conflict(
        OnConflict::columns([Column::Scope, Column::Subject])
            .value(Column::Count, anew(Expr::value(1), count))
            .value(Column::Since, anew(Expr::value(now), since))
            .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// Forgets a subject, after a success.
pub async fn clear(
    db: &impl ConnectionTrait,
    scope: &str,
    subject: &str,
) -> Result<(), StoreError> {
    let key = (scope.to_owned(), subject.to_owned());
    throttles::Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Removes counts from before a moment.
pub async fn purge(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), StoreError> {
    throttles::Entity::delete_many()
        .filter(Column::Since.lt(before))
        .exec(db)
        .await?;
    Ok(())
}
