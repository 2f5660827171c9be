//! Sealed agreement files: one row per approval, written once.

use crate::{StoreError, Tx, entity::documents};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::CaseId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use uuid::Uuid;

/// A file that was stored.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// The document.
    pub id: Uuid,
    /// The case.
    pub case: CaseId,
    /// The trail entry that approved it.
    pub approval: i32,
    /// 协议书编号
    pub number: String,
    /// The terms version that it carries.
    pub terms_version: i32,
    /// Of the file.
    pub sha256: String,
    /// Where the file is.
    pub file_key: String,
    /// 验证码
    pub verify_code: String,
    /// When.
    pub sealed_at: DateTime<Utc>,
}

/// Records a sealed file; `false` when this approval has one already.
pub async fn insert(tx: &Tx, new: NewDocument) -> Result<bool, StoreError> {
    let row = documents::ActiveModel {
        id: Set(new.id),
        case_id: Set(new.case.0),
        approval: Set(new.approval),
        number: Set(new.number),
        terms_version: Set(new.terms_version),
        sha256: Set(new.sha256),
        file_key: Set(new.file_key),
        verify_code: Set(new.verify_code),
        sealed_at: Set(new.sealed_at),
        superseded_at: Set(None),
    };
    let inserted = documents::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([documents::Column::CaseId, documents::Column::Approval])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(inserted == 1)
}

/// Every document of a case, newest first.
pub async fn of_case(
    db: &impl ConnectionTrait,
    case: CaseId,
) -> Result<Vec<documents::Model>, StoreError> {
    Ok(documents::Entity::find()
        .filter(documents::Column::CaseId.eq(case.0))
        .order_by_desc(documents::Column::Approval)
        .all(db)
        .await?)
}

/// The document that counts.
pub async fn current(
    db: &impl ConnectionTrait,
    case: CaseId,
) -> Result<Option<documents::Model>, StoreError> {
    Ok(of_case(db, case)
        .await?
        .into_iter()
        .find(|document| document.superseded_at.is_none()))
}

/// Every document that was ever sealed under a number, newest first; for `/verify`.
pub async fn of_number(
    db: &impl ConnectionTrait,
    number: &str,
) -> Result<Vec<documents::Model>, StoreError> {
    Ok(documents::Entity::find()
        .filter(documents::Column::Number.eq(number))
        .order_by_desc(documents::Column::Approval)
        .all(db)
        .await?)
}
