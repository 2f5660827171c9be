//! What somebody may want of an existing case, O2–O11.

use crate::{
    capability::Action,
    reason::{Reason, Refusal},
    signing::terms::{OfferTerms, TermsVersion},
    values::{Lines, RegionCode, Sha256Hex, ValueFault},
};
use serde::{Deserialize, Serialize};

/// A reason given by a person, 1..500 characters.
pub type ReasonText = Lines<500>;

/// 单位性质, 单位行业, 单位所在地 as far as known (guard of O9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployerFacts {
    /// Code of table `employer_nature`.
    pub nature: Option<String>,
    /// Code of table `industry`.
    pub industry: Option<String>,
    /// GB/T 2260 code.
    pub region: Option<RegionCode>,
}

impl EmployerFacts {
    /// What the reviewer filled in wins; what they left empty stays.
    pub fn completed_by(&self, other: &Self) -> Self {
        Self {
            nature: other.nature.clone().or_else(|| self.nature.clone()),
            industry: other.industry.clone().or_else(|| self.industry.clone()),
            region: other.region.clone().or_else(|| self.region.clone()),
        }
    }

    /// All three known.
    pub fn complete(&self) -> bool {
        self.nature.is_some() && self.industry.is_some() && self.region.is_some()
    }
}

/// The version of the terms that somebody has read and answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTerms {
    /// Its number.
    pub version: u32,
    /// Its hash.
    pub hash: Sha256Hex,
}

impl ReadTerms {
    pub(super) fn is(&self, current: &TermsVersion) -> Result<(), Refusal> {
        if self.version == current.version && self.hash == current.hash {
            Ok(())
        } else {
            Err(Reason::TermsChanged.into())
        }
    }
}

/// The student's answer to an amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// New terms stand.
    Agree,
    /// Old terms stand.
    Refuse,
}

/// What somebody wants to do with an existing case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// O2
    Amend {
        terms: Box<OfferTerms>,
        response_days: ResponseDays,
    },
    /// O3
    Accept { read: ReadTerms },
    /// O4
    Decline { reason: Option<ReasonText> },
    /// O5
    Expire,
    /// O6
    Withdraw,
    /// O7
    ProposeAmendment { terms: Box<OfferTerms> },
    /// O8
    AnswerAmendment { answer: Answer, read: ReadTerms },
    /// O9; the reviewer may complete the employer's facts.
    Approve { facts: EmployerFacts },
    /// O10
    Reject { reason: ReasonText },
    /// O11
    WithdrawReview { reason: Option<ReasonText> },
}

impl Command {
    /// The action that is asked for.
    pub fn action(&self) -> Action {
        match self {
            Self::Amend { .. } => Action::AmendOffer,
            Self::Accept { .. } => Action::AcceptOffer,
            Self::Decline { .. } => Action::DeclineOffer,
            Self::Expire => Action::ExpireOffer,
            Self::Withdraw => Action::WithdrawOffer,
            Self::ProposeAmendment { .. } => Action::ProposeAmendment,
            Self::AnswerAmendment {
                answer: Answer::Agree,
                ..
            } => Action::AgreeAmendment,
            Self::AnswerAmendment {
                answer: Answer::Refuse,
                ..
            } => Action::RefuseAmendment,
            Self::Approve { .. } => Action::ApproveAgreement,
            Self::Reject { .. } => Action::RejectAgreement,
            Self::WithdrawReview { .. } => Action::WithdrawReview,
        }
    }
}

/// 反馈有效期(天), 1..=30, default 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct ResponseDays(u8);

impl ResponseDays {
    /// The manual's default.
    pub const DEFAULT: Self = Self(5);

    /// Days.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for ResponseDays {
    type Error = ValueFault;
    fn try_from(days: u8) -> Result<Self, Self::Error> {
        if (1..=30).contains(&days) {
            Ok(Self(days))
        } else {
            Err(ValueFault::OutOfRange { min: 1, max: 30 })
        }
    }
}

impl From<ResponseDays> for u8 {
    fn from(days: ResponseDays) -> Self {
        days.0
    }
}
