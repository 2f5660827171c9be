//! Leased background jobs: a worker takes one for a while; when it dies, another takes it after the lease.

use crate::{StoreError, Tx, entity::jobs, signings::codec};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::{CaseId, JobId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, Statement,
};
use serde::{Deserialize, Serialize};

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobKind {
    /// Make and seal the agreement of one approval.
    Seal {
        /// The trail entry that approved.
        approval: u32,
    },
}

impl JobKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Seal { .. } => "seal",
        }
    }
}

/// A new job, due at once.
#[derive(Clone, Copy, Debug)]
pub struct NewJob {
    /// The job.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// About which case.
    pub case: Option<CaseId>,
}

/// A leased job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// The job.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// About which case.
    pub case: Option<CaseId>,
    /// This is the so-manieth attempt.
    pub attempt: u32,
}

/// For how long, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Lease<'a> {
    /// The worker.
    pub owner: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
    /// When another may take it.
    pub until: DateTime<Utc>,
}

/// Adds a job in the transaction that causes it.
pub async fn add(tx: &Tx, new: &NewJob, now: DateTime<Utc>) -> Result<(), StoreError> {
    let payload =
        serde_json::to_string(&new.kind).or(Err(StoreError::corrupt("jobs", "payload")))?;
    let row = jobs::ActiveModel {
        id: Set(new.id.0),
        kind: Set(new.kind.as_str().to_owned()),
        case_id: Set(new.case.map(Into::into)),
        payload: Set(payload),
        status: Set("pending".to_owned()),
        attempts: Set(0),
        run_at: Set(now),
        lease_owner: Set(None),
        lease_until: Set(None),
        last_error: Set(None),
        created_at: Set(now),
    };
    row.insert(tx).await?;
    Ok(())
}

/// Leases the job that is due longest, if there is one. An attempt is counted when it begins, so that a job that kills
/// its worker ends as well.
pub async fn lease(tx: &Tx, lease: Lease<'_>) -> Result<Option<Job>, StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        format!(
            "UPDATE jobs SET lease_owner = $1, lease_until = $3, attempts = attempts + 1
             WHERE id = (
                 SELECT id FROM jobs
                 WHERE status = 'pending' AND run_at <= $2 AND (lease_until IS NULL OR lease_until <= $2)
                 ORDER BY run_at LIMIT 1 {}
             )
             RETURNING id",
            crate::backend::skip_locked(tx.get_database_backend())
        ),
        [lease.owner.into(), lease.now.into(), lease.until.into()],
    );
    let Some(row) = tx.query_one_raw(statement).await? else {
        return Ok(None);
    };
    let id: uuid::Uuid = row.try_get_by_index(0)?;
    let row = jobs::Entity::find_by_id(id)
        .one(tx)
        .await?
        .ok_or_else(|| StoreError::corrupt("jobs", "a leased row is gone"))?;
    Ok(Some(Job {
        id: row.id.into(),
        kind: serde_json::from_str(&row.payload).or(Err(StoreError::corrupt("jobs", "payload")))?,
        case: row.case_id.map(Into::into),
        attempt: codec::unsigned("jobs", row.attempts)?,
    }))
}

/// It is done, or nobody needs it any more.
pub async fn finish(tx: &Tx, id: JobId) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE jobs SET status = 'done', lease_owner = NULL, lease_until = NULL, last_error = NULL WHERE id = $1",
        [id.0.into()],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}

/// It failed: again at `again`, or never (a dead letter that an operator sees).
pub async fn fail(
    tx: &Tx,
    id: JobId,
    error: &str,
    again: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE jobs SET status = $2, run_at = COALESCE($3, run_at), last_error = $4, lease_owner = NULL, lease_until = NULL
         WHERE id = $1 AND status = 'pending'",
        [
            id.0.into(),
            if again.is_some() { "pending" } else { "dead" }.into(),
            again.into(),
            error.into(),
        ],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}

/// How many wait and how many were given up; for readiness and metrics.
pub async fn backlog(db: &impl ConnectionTrait) -> Result<(u64, u64), StoreError> {
    let count = async |status: &str| {
        jobs::Entity::find()
            .filter(jobs::Column::Status.eq(status))
            .count(db)
            .await
    };
    Ok((count("pending").await?, count("dead").await?))
}
