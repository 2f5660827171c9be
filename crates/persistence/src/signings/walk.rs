//! The whole database, chunk by chunk, with everything that belongs to each case; for `sanfang verify`.

use crate::{
    StoreError,
    entity::{
        cases, consents, documents, idempotency, jobs, number_counters, occupancy, terms_versions,
        trail,
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Cases of a chunk.
const CHUNK: u64 = 400;

/// A case and every row that names it, undecoded.
#[derive(Clone, Debug)]
pub struct CaseRows {
    /// The case.
    pub row: cases::Model,
    /// By version.
    pub terms: Vec<terms_versions::Model>,
    /// By version.
    pub consents: Vec<consents::Model>,
    /// By sequence number.
    pub trail: Vec<trail::Model>,
    /// By approval.
    pub documents: Vec<documents::Model>,
    /// The place that it has.
    pub place: Option<occupancy::Model>,
    /// Jobs that still have to run.
    pub pending_jobs: usize,
}

/// The cases after `after`, in the order of their ids; empty at the end.
pub async fn chunk(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
) -> Result<Vec<CaseRows>, StoreError> {
    let mut query = cases::Entity::find()
        .order_by_asc(cases::Column::Id)
        .limit(CHUNK);
    if let Some(after) = after {
        query = query.filter(cases::Column::Id.gt(after));
    }
    let rows = query.all(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let ids = || ids.iter().copied();
    let mut terms = grouped(
        terms_versions::Entity::find()
            .filter(terms_versions::Column::CaseId.is_in(ids()))
            .order_by_asc(terms_versions::Column::Version)
            .all(db)
            .await?,
        |row| row.case_id,
    );
    let mut consents = grouped(
        consents::Entity::find()
            .filter(consents::Column::CaseId.is_in(ids()))
            .order_by_asc(consents::Column::Version)
            .all(db)
            .await?,
        |row| row.case_id,
    );
    let mut trail = grouped(
        trail::Entity::find()
            .filter(trail::Column::CaseId.is_in(ids()))
            .order_by_asc(trail::Column::Seq)
            .all(db)
            .await?,
        |row| row.case_id,
    );
    let mut documents = grouped(
        documents::Entity::find()
            .filter(documents::Column::CaseId.is_in(ids()))
            .order_by_asc(documents::Column::Approval)
            .all(db)
            .await?,
        |row| row.case_id,
    );
    let mut places: HashMap<Uuid, occupancy::Model> = occupancy::Entity::find()
        .filter(occupancy::Column::CaseId.is_in(ids()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.case_id, row))
        .collect();
    let jobs = grouped(
        jobs::Entity::find()
            .filter(jobs::Column::CaseId.is_in(ids()))
            .filter(jobs::Column::Status.eq("pending"))
            .all(db)
            .await?,
        |row| row.case_id.unwrap_or_default(),
    );
    Ok(rows
        .into_iter()
        .map(|row| CaseRows {
            terms: terms.remove(&row.id).unwrap_or_default(),
            consents: consents.remove(&row.id).unwrap_or_default(),
            trail: trail.remove(&row.id).unwrap_or_default(),
            documents: documents.remove(&row.id).unwrap_or_default(),
            place: places.remove(&row.id),
            pending_jobs: jobs.get(&row.id).map_or(0, Vec::len),
            row,
        })
        .collect())
}

fn grouped<T>(rows: Vec<T>, of: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(of(&row)).or_default().push(row);
    }
    groups
}

/// How many places are taken.
pub async fn places(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(occupancy::Entity::find().count(db).await?)
}

/// Every counter of numbers.
pub async fn counters(
    db: &impl ConnectionTrait,
) -> Result<Vec<number_counters::Model>, StoreError> {
    Ok(number_counters::Entity::find().all(db).await?)
}

/// Jobs that were given up.
pub async fn dead_jobs(db: &impl ConnectionTrait) -> Result<Vec<jobs::Model>, StoreError> {
    Ok(jobs::Entity::find()
        .filter(jobs::Column::Status.eq("dead"))
        .all(db)
        .await?)
}

/// Keys that were taken without a reply: a transaction that committed half of itself.
pub async fn unanswered_keys(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(idempotency::Entity::find()
        .filter(idempotency::Column::Status.eq(0))
        .count(db)
        .await?)
}
