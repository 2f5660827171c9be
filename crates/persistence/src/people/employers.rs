//! Employers: registration, signing information, and how their offers went.

use super::count;
use crate::{
    StoreError,
    entity::{cases, employers},
};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    ids::EmployerId,
    opening::{EmployerOpening, EmployerStatus},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// One employer.
pub async fn find(
    db: &impl ConnectionTrait,
    id: EmployerId,
) -> Result<Option<employers::Model>, StoreError> {
    Ok(employers::Entity::find_by_id(Uuid::from(id))
        .one(db)
        .await?)
}

/// Everything about an employer that opens or closes signing (spec/domain.md section 2).
pub fn opening(row: &employers::Model) -> Result<EmployerOpening, StoreError> {
    Ok(EmployerOpening {
        status: EmployerStatus::parse(&row.status)
            .ok_or_else(|| StoreError::corrupt("employers", "status"))?,
        signing_information: row.confirmed_at.is_some(),
    })
}

/// 签约信息 as it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningInformation {
    /// 单位性质
    pub nature: String,
    /// 单位行业
    pub industry: Option<String>,
    /// 单位所在地
    pub region: String,
    /// 通讯地址
    pub address: Option<String>,
    /// 单位邮箱
    pub email: Option<String>,
    /// 档案接收
    pub archive_receipt: String,
    /// 档案转寄单位名称
    pub archive_name: Option<String>,
    /// 档案转递地址
    pub archive_address: Option<String>,
    /// 档案转递邮编
    pub archive_postcode: Option<String>,
    /// 档案转递联系人
    pub archive_contact: Option<String>,
    /// 档案转递联系电话
    pub archive_phone: Option<String>,
    /// 户口接收类型
    pub hukou_receipt: String,
    /// 户口接收地址
    pub hukou_address: Option<String>,
}

/// 签约信息确认, if nobody changed the employer since `version`.
pub async fn confirm(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    information: SigningInformation,
    version: u32,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let version = i32::try_from(version).or(Err(StoreError::Changed))?;
    let next = version.checked_add(1).ok_or(StoreError::Changed)?;
    let new = employers::ActiveModel {
        nature: Set(Some(information.nature)),
        industry: Set(information.industry),
        region: Set(Some(information.region)),
        address: Set(information.address),
        email: Set(information.email),
        archive_receipt: Set(Some(information.archive_receipt)),
        archive_name: Set(information.archive_name),
        archive_address: Set(information.archive_address),
        archive_postcode: Set(information.archive_postcode),
        archive_contact: Set(information.archive_contact),
        archive_phone: Set(information.archive_phone),
        hukou_receipt: Set(Some(information.hukou_receipt)),
        hukou_address: Set(information.hukou_address),
        confirmed_at: Set(Some(at)),
        version: Set(next),
        ..Default::default()
    };
    let done = employers::Entity::update_many()
        .set(new)
        .filter(employers::Column::Id.eq(Uuid::from(employer)))
        .filter(employers::Column::Version.eq(version))
        .exec(db)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Changed)
    }
}

/// How many cases an employer has in each state; only those offered since an instant, if one is given.
pub async fn cases_by_state(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    since: Option<DateTime<Utc>>,
) -> Result<HashMap<String, u32>, StoreError> {
    let mut query = cases::Entity::find()
        .select_only()
        .column(cases::Column::State)
        .column_as(cases::Column::Id.count(), "total")
        .filter(cases::Column::EmployerId.eq(Uuid::from(employer)))
        .group_by(cases::Column::State);
    if let Some(since) = since {
        query = query.filter(cases::Column::OfferedAt.gte(since));
    }
    let rows: Vec<(String, i64)> = query.into_tuple().all(db).await?;
    rows.into_iter()
        .map(|(state, total)| Ok((state, count("cases", total)?)))
        .collect()
}

/// The earliest response deadline among an employer's pending offers.
pub async fn next_deadline(
    db: &impl ConnectionTrait,
    employer: EmployerId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    use sea_orm::QueryOrder;
    Ok(cases::Entity::find()
        .filter(cases::Column::EmployerId.eq(Uuid::from(employer)))
        .filter(cases::Column::State.eq("offered"))
        .order_by_asc(cases::Column::ResponseDeadline)
        .one(db)
        .await?
        .map(|case| case.response_deadline))
}
