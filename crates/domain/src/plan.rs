//! The employment plan (就业方案), spec/domain.md section 8: here only the status that signing reads and writes.

use serde::{Deserialize, Serialize};

/// Where the one plan of a student stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PlanStatus {
    /// 学生未提交
    NotSubmitted,
    /// 院系待审核
    CollegeReview,
    /// 学校待审核
    SchoolReview,
    /// 审核通过
    Approved,
    /// 已上报
    Reported,
}

impl PlanStatus {
    /// Every status, in order.
    pub const ALL: [Self; 5] = [
        Self::NotSubmitted,
        Self::CollegeReview,
        Self::SchoolReview,
        Self::Approved,
        Self::Reported,
    ];

    /// The identifier in API and database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSubmitted => "not_submitted",
            Self::CollegeReview => "college_review",
            Self::SchoolReview => "school_review",
            Self::Approved => "approved",
            Self::Reported => "reported",
        }
    }

    /// The status of this identifier, if there is one.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == s)
    }
}
