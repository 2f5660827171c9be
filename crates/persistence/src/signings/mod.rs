//! Signing cases: load one whole, save what was decided, list many.

pub mod codec;
pub mod documents;
pub mod list;
pub mod number;
mod save;
pub mod trail;
pub mod walk;

pub use save::{Saved, Stamp, insert, save};

use crate::{
    StoreError, Tx,
    entity::{cases, consents, terms_versions},
};
use sanfang_domain::{
    ids::{CaseId, EmployerId, StudentId},
    signing::{Electronic, State, TermsVersion},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement};

/// A case as it is loaded: the row, what the rules see of it, and every version of its terms, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRecord {
    /// The row.
    pub row: cases::Model,
    /// What the rules see.
    pub case: Electronic,
    /// Every version of the terms.
    pub history: Vec<TermsVersion>,
}

/// One case.
pub async fn load(db: &impl ConnectionTrait, id: CaseId) -> Result<Option<CaseRecord>, StoreError> {
    let Some(row) = cases::Entity::find_by_id(id.0).one(db).await? else {
        return Ok(None);
    };
    let history = history(db, id).await?;
    let case = codec::electronic(&row, &history)?;
    Ok(Some(CaseRecord { row, case, history }))
}

async fn history(db: &impl ConnectionTrait, id: CaseId) -> Result<Vec<TermsVersion>, StoreError> {
    terms_versions::Entity::find()
        .filter(terms_versions::Column::CaseId.eq(id.0))
        .order_by_asc(terms_versions::Column::Version)
        .all(db)
        .await?
        .iter()
        .map(codec::terms)
        .collect()
}

/// The highest version to which the student consented.
pub async fn consented_version(
    db: &impl ConnectionTrait,
    id: CaseId,
) -> Result<Option<u32>, StoreError> {
    let row = consents::Entity::find()
        .filter(consents::Column::CaseId.eq(id.0))
        .order_by_desc(consents::Column::Version)
        .one(db)
        .await?;
    row.map(|row| codec::unsigned("consents", row.version))
        .transpose()
}

/// The states of live cases between an employer and a student: at most one, see `cases_live_pair`.
pub async fn between(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    student: StudentId,
) -> Result<Option<State>, StoreError> {
    let row = cases::Entity::find()
        .filter(cases::Column::EmployerId.eq(employer.0))
        .filter(cases::Column::StudentId.eq(student.0))
        .filter(cases::Column::Live.eq(true))
        .one(db)
        .await?;
    row.map(|row| codec::state(&row)).transpose()
}

/// Whether an approval still stands; if so the case cannot change until the transaction ends.
pub async fn approval_stands(tx: &Tx, id: CaseId, approval: i32) -> Result<bool, StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE cases SET approval = approval WHERE id = $1 AND approval = $2 AND state = 'approved'",
        [id.0.into(), approval.into()],
    );
    Ok(tx.execute_raw(statement).await?.rows_affected() == 1)
}
