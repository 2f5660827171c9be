//! Offer terms (spec/domain.md section 4). A value of these types is complete and checked; drafts live on the wire.

use crate::{
    ids::CaseId,
    values::{ContactPhone, Fen, Postcode, RegionCode, Sha256Hex, Text},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A region and the address in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// GB/T 2260 code.
    pub region: RegionCode,
    /// Street and number.
    pub address: Text<200>,
}

/// Where a personal file is sent (档案转寄).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveReceiver {
    /// 档案转寄单位名称
    pub name: Text<100>,
    /// 档案转递地址
    pub address: Text<200>,
    /// 档案转递邮编
    pub postcode: Postcode,
    /// 档案转递联系人
    pub contact: Text<50>,
    /// 档案转递联系电话
    pub phone: ContactPhone,
}

/// 档案信息: how the file is received; a receiver exactly when the code says that it is received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveTerms {
    /// Code of table `archive_receipt`.
    pub receipt: String,
    /// Absent when not received.
    pub receiver: Option<ArchiveReceiver>,
}

/// 户口信息: how the household registration is received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HukouTerms {
    /// Code of table `hukou_receipt`.
    pub receipt: String,
    /// 户口接收地址; absent when not received.
    pub address: Option<Text<200>>,
}

/// The terms of an offer: what the student binds themselves to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferTerms {
    /// 工作职位类别, code of table `position_category`.
    pub position_category: String,
    /// 拟聘用职位
    pub position: Text<100>,
    /// 试用期(天)
    pub trial_days: u16,
    /// 试用起薪 (per month)
    pub trial_salary: Fen,
    /// 转正起薪 (per month)
    pub regular_salary: Fen,
    /// 违约金
    pub penalty: Fen,
    /// 报到地点
    pub report_place: Option<Place>,
    /// 报到期限
    pub report_by: NaiveDate,
    /// 实际工作地点
    pub work_place: Place,
    /// 签约联系人
    pub contact: Text<50>,
    /// 联系电话
    pub contact_phone: ContactPhone,
    /// 档案信息
    pub archive: ArchiveTerms,
    /// 户口信息
    pub hukou: HukouTerms,
}

impl OfferTerms {
    /// SHA-256 over case, version and the terms as JSON with fields in declaration order.
    /// It names exactly one text: consent is recorded for it and the sealed document carries it.
    pub fn hash(&self, case: CaseId, version: u32) -> Sha256Hex {
        let body = serde_json::json!({ "case": case, "version": version, "terms": self });
        // Serialising these plain values cannot fail; `Value` prints with sorted keys, so the text is canonical.
        Sha256Hex::of(body.to_string().as_bytes())
    }
}

/// One immutable version of the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsVersion {
    /// 1, 2, 3…
    pub version: u32,
    /// What it says.
    pub terms: OfferTerms,
    /// [`OfferTerms::hash`].
    pub hash: Sha256Hex,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl TermsVersion {
    /// A version of a case's terms.
    pub fn new(case: CaseId, version: u32, terms: OfferTerms, written_at: DateTime<Utc>) -> Self {
        let hash = terms.hash(case, version);
        Self {
            version,
            terms,
            hash,
            written_at,
        }
    }
}
