//! 流程追踪: appended in the transition's transaction, chained by hash; the head is kept in the case's row, so that a
//! cut tail shows.

use super::codec;
use crate::{StoreError, entity::trail};
use sanfang_domain::{
    actor::Role, capability::Action, ids::CaseId, trail::TrailEntry, values::Sha256Hex,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

/// Every entry of a case, oldest first.
pub async fn of_case(
    db: &impl ConnectionTrait,
    case: CaseId,
) -> Result<Vec<TrailEntry>, StoreError> {
    trail::Entity::find()
        .filter(trail::Column::CaseId.eq(case.0))
        .order_by_asc(trail::Column::Seq)
        .all(db)
        .await?
        .into_iter()
        .map(decode)
        .collect()
}

/// An entry from its row.
pub fn decode(row: trail::Model) -> Result<TrailEntry, StoreError> {
    let bad = |what: &str| StoreError::corrupt("trail", what);
    Ok(TrailEntry {
        case: row.case_id.into(),
        seq: codec::unsigned("trail", row.seq)?,
        at: row.at,
        account: row.account_id.map(Into::into),
        role: Role::parse(&row.role).ok_or_else(|| bad("role"))?,
        name: row.name,
        action: Action::parse(&row.action).ok_or_else(|| bad("action"))?,
        remark: row.remark,
        previous: Sha256Hex::parse(&row.previous).or(Err(bad("previous")))?,
        hash: Sha256Hex::parse(&row.hash).or(Err(bad("hash")))?,
    })
}

/// The row of an entry.
pub(super) fn encode(entry: &TrailEntry) -> Result<trail::ActiveModel, StoreError> {
    Ok(trail::ActiveModel {
        case_id: Set(entry.case.0),
        seq: Set(codec::signed("trail", entry.seq)?),
        at: Set(entry.at),
        account_id: Set(entry.account.map(Into::into)),
        role: Set(entry.role.as_str().to_owned()),
        name: Set(entry.name.clone()),
        action: Set(entry.action.as_str().to_owned()),
        remark: Set(entry.remark.clone()),
        previous: Set(entry.previous.as_str().to_owned()),
        hash: Set(entry.hash.as_str().to_owned()),
    })
}
