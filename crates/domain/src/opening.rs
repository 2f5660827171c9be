//! When signing is open (spec/domain.md section 2): for a student, and for an employer.

use crate::{
    ids::CaseId,
    plan::PlanStatus,
    reason::{Reason, Refusal},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a signing window (网签开放设置) opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SigningKind {
    /// 电子签约
    Online,
    /// 纸质签约
    Paper,
    /// 其他去向
    Other,
}

impl SigningKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Online, Self::Paper, Self::Other];

    /// The identifier in API and database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Paper => "paper",
            Self::Other => "other",
        }
    }

    /// The kind of this identifier, if there is one.
    pub fn parse(s: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == s)
    }
}

/// 生源信息: where the student record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RecordStatus {
    /// Not entered completely.
    Draft,
    /// Entered, waiting for the school.
    Submitted,
    /// Approved by the school.
    Approved,
}

impl RecordStatus {
    /// The identifier in API and database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
        }
    }

    /// The status of this identifier, if there is one.
    pub fn parse(s: &str) -> Option<Self> {
        [Self::Draft, Self::Submitted, Self::Approved]
            .into_iter()
            .find(|r| r.as_str() == s)
    }
}

/// A window in which one kind of signing is open, from (inclusive) to (exclusive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// What it opens.
    pub kind: SigningKind,
    /// First instant.
    pub opens_at: DateTime<Utc>,
    /// First instant after it.
    pub closes_at: DateTime<Utc>,
}

impl Window {
    /// Whether it is open at this instant.
    pub fn is_open(&self, kind: SigningKind, now: DateTime<Utc>) -> bool {
        self.kind == kind && self.opens_at <= now && now < self.closes_at
    }
}

/// Everything about a student that opens or closes signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudentOpening {
    /// First log-in verification done.
    pub verified: bool,
    /// The student record.
    pub record: RecordStatus,
    /// 培养方式 is 非定向 (code 1).
    pub non_directed: bool,
    /// The employment plan.
    pub plan: PlanStatus,
    /// Windows of the student's school and year.
    pub windows: Vec<Window>,
    /// Restricted in the access list (签约开放列表).
    pub restricted: bool,
    /// The live case that binds the student, if one does.
    pub bound_by: Option<CaseId>,
}

impl StudentOpening {
    /// Every rule that fails, in the order of the spec. Empty means open.
    ///
    /// A student's own live case writes the plan, so a submitted plan only counts as "another way"
    /// while no case binds the student.
    pub fn closed_because(&self, kind: SigningKind, now: DateTime<Utc>) -> Vec<Refusal> {
        let plan_elsewhere = self.bound_by.is_none() && self.plan != PlanStatus::NotSubmitted;
        let mut out: Vec<Refusal> = [
            (!self.verified, Reason::NotVerified),
            (
                self.record != RecordStatus::Approved,
                Reason::RecordNotApproved,
            ),
            (!self.non_directed, Reason::TrainingDirected),
            (plan_elsewhere, Reason::PlanSubmitted),
            (
                !self.windows.iter().any(|w| w.is_open(kind, now)),
                Reason::WindowClosed,
            ),
            (self.restricted, Reason::AccessRestricted),
        ]
        .into_iter()
        .filter(|(failed, _)| *failed)
        .map(|(_, reason)| reason.into())
        .collect();
        out.extend(
            self.bound_by
                .map(|case| Refusal::blocked_by(Reason::AlreadyBound, case)),
        );
        out
    }

    /// Open, or the refusal to name. A live case is named first: it is what the student asks about.
    pub fn permit(&self, kind: SigningKind, now: DateTime<Utc>) -> Result<(), Refusal> {
        let closed = self.closed_because(kind, now);
        match closed
            .iter()
            .find(|r| r.reason == Reason::AlreadyBound)
            .or(closed.first())
        {
            Some(refusal) => Err(*refusal),
            None => Ok(()),
        }
    }
}

/// Registration of an employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EmployerStatus {
    /// Waiting for a school.
    Registered,
    /// Approved by one school, hence for all.
    Approved,
    /// Suspended by the platform.
    Suspended,
}

impl EmployerStatus {
    /// The identifier in API and database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Approved => "approved",
            Self::Suspended => "suspended",
        }
    }

    /// The status of this identifier, if there is one.
    pub fn parse(s: &str) -> Option<Self> {
        [Self::Registered, Self::Approved, Self::Suspended]
            .into_iter()
            .find(|r| r.as_str() == s)
    }
}

/// Everything about an employer that opens or closes signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmployerOpening {
    /// Registration.
    pub status: EmployerStatus,
    /// 签约信息确认 done.
    pub signing_information: bool,
}

impl EmployerOpening {
    /// Open, or the first rule that fails.
    pub fn permit(&self) -> Result<(), Refusal> {
        match self.status {
            EmployerStatus::Registered => Err(Reason::EmployerNotApproved.into()),
            EmployerStatus::Suspended => Err(Reason::EmployerSuspended.into()),
            EmployerStatus::Approved if !self.signing_information => {
                Err(Reason::SigningInformationMissing.into())
            }
            EmployerStatus::Approved => Ok(()),
        }
    }
}
