//! The outbox as an operator reads it: newest first, and once more.

use crate::{StoreError, entity::messages};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::MessageId;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use uuid::Uuid;

/// At most `limit` messages older than `after`, newest first.
pub async fn newest(
    db: &impl ConnectionTrait,
    after: Option<(DateTime<Utc>, MessageId)>,
    limit: u64,
) -> Result<Vec<messages::Model>, StoreError> {
    let mut query = messages::Entity::find()
        .order_by_desc(messages::Column::CreatedAt)
        .order_by_desc(messages::Column::Id)
        .limit(limit);
    if let Some((at, id)) = after {
        query = query.filter(
            Condition::any()
                .add(messages::Column::CreatedAt.lt(at))
                .add(
                    Condition::all()
                        .add(messages::Column::CreatedAt.eq(at))
                        .add(messages::Column::Id.lt(Uuid::from(id))),
                ),
        );
    }
    Ok(query.all(db).await?)
}

/// One message.
pub async fn find(
    db: &impl ConnectionTrait,
    id: MessageId,
) -> Result<Option<messages::Model>, StoreError> {
    Ok(messages::Entity::find_by_id(Uuid::from(id)).one(db).await?)
}

/// A message that was given up goes to the queue again; whether it had been given up.
pub async fn retry(
    db: &impl ConnectionTrait,
    id: MessageId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = messages::Entity::update_many()
        .col_expr(messages::Column::Status, Expr::value("pending"))
        .col_expr(messages::Column::Attempts, Expr::value(0))
        .col_expr(messages::Column::NextAttemptAt, Expr::value(now))
        .col_expr(
            messages::Column::LeaseOwner,
            Expr::value(Option::<String>::None),
        )
        .col_expr(
            messages::Column::LeaseUntil,
            Expr::value(Option::<DateTime<Utc>>::None),
        )
        .filter(messages::Column::Id.eq(Uuid::from(id)))
        .filter(messages::Column::Status.eq("failed"))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}
