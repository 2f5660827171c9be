//! Where an online case stands: one value, from which the manual's three columns are derived.

use super::{Turn, command::ReasonText};
use crate::{
    actor::Standing,
    signing::labels::{AgreementLabel, Labels, ResponseLabel, ReviewLabel},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where an online case stands. One value; the manual's columns are derived by [`State::labels`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// 单位发起邀约
    Offered,
    /// 学生已拒绝
    Declined {
        /// Optional.
        reason: Option<ReasonText>,
    },
    /// 已过期
    Expired,
    /// 单位已撤回
    Withdrawn,
    /// 双方已签约, 等待签约审核
    Accepted,
    /// 双方已签约, 修改待确认: the proposed version waits for the student.
    AmendmentProposed {
        /// The version in the terms history that is proposed and not yet agreed.
        proposed: u32,
    },
    /// 签约审核通过
    Approved,
    /// 签约审核不通过
    Rejected {
        /// Required.
        reason: ReasonText,
    },
}

impl State {
    /// The discriminant as it is stored and told on the wire.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Declined { .. } => "declined",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Accepted => "accepted",
            Self::AmendmentProposed { .. } => "amendment_proposed",
            Self::Approved => "approved",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// The manual's three columns.
    pub fn labels(&self) -> Labels {
        use {AgreementLabel as A, ResponseLabel as R, ReviewLabel as V};
        let (response, review, agreement) = match self {
            Self::Offered => (R::Offered, V::None, A::None),
            Self::Declined { .. } => (R::Declined, V::None, A::None),
            Self::Expired => (R::Expired, V::None, A::None),
            Self::Withdrawn => (R::Withdrawn, V::None, A::None),
            Self::Accepted => (R::Accepted, V::Waiting, A::None),
            Self::AmendmentProposed { .. } => (R::Accepted, V::AmendmentOpen, A::None),
            Self::Approved => (R::Accepted, V::Approved, A::Effective),
            Self::Rejected { .. } => (R::Accepted, V::Rejected, A::None),
        };
        Labels {
            response,
            review,
            agreement,
        }
    }

    /// Binds the student (section 3).
    pub fn binds(&self) -> bool {
        match self {
            Self::Accepted | Self::AmendmentProposed { .. } | Self::Approved => true,
            Self::Offered
            | Self::Declined { .. }
            | Self::Expired
            | Self::Withdrawn
            | Self::Rejected { .. } => false,
        }
    }

    /// Whose turn it is in a case that stands here since then; `None` when it is at rest.
    pub fn turn(&self, since: DateTime<Utc>, deadline: DateTime<Utc>) -> Option<Turn> {
        let (party, until) = match self {
            Self::Offered => (Standing::Student, Some(deadline)),
            Self::AmendmentProposed { .. } => (Standing::Student, None),
            Self::Accepted => (Standing::Reviewer, None),
            Self::Declined { .. }
            | Self::Expired
            | Self::Withdrawn
            | Self::Approved
            | Self::Rejected { .. } => return None,
        };
        Some(Turn {
            party,
            since,
            until,
        })
    }

    /// Pending or binding: no second case between the same two (guard of O1).
    pub fn live(&self) -> bool {
        self.binds() || *self == Self::Offered
    }
}
