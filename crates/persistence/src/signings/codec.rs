//! Rows ↔ domain values. A half-set row is [`StoreError::Corrupt`], never a guess.

use crate::{
    StoreError,
    entity::{cases, terms_versions},
};
use sanfang_domain::{
    actor::Parties,
    opening::SigningKind,
    signing::{
        AgreementLabel, Electronic, ResponseLabel, ReviewLabel, State, TermsVersion,
        electronic::ReasonText, labels::Labels,
    },
    values::{AgreementNumber, Sha256Hex},
};

/// A number of ours that is never negative.
pub fn unsigned(table: &'static str, value: i32) -> Result<u32, StoreError> {
    u32::try_from(value).or(Err(StoreError::corrupt(table, "a negative number")))
}

/// A number of ours as a column holds it.
pub fn signed(table: &'static str, value: u32) -> Result<i32, StoreError> {
    i32::try_from(value).or(Err(StoreError::corrupt(table, "a number out of range")))
}

fn reason(text: &str) -> Result<ReasonText, StoreError> {
    ReasonText::parse(text).or(Err(StoreError::corrupt("cases", "reason")))
}

/// The state from its three columns.
pub fn state(row: &cases::Model) -> Result<State, StoreError> {
    let text = row.reason.as_deref().map(reason).transpose()?;
    match (row.state.as_str(), text, row.proposed_version) {
        ("offered", None, None) => Ok(State::Offered),
        ("declined", reason, None) => Ok(State::Declined { reason }),
        ("expired", None, None) => Ok(State::Expired),
        ("withdrawn", None, None) => Ok(State::Withdrawn),
        ("accepted", None, None) => Ok(State::Accepted),
        ("amendment_proposed", None, Some(version)) => Ok(State::AmendmentProposed {
            proposed: unsigned("cases", version)?,
        }),
        ("approved", None, None) => Ok(State::Approved),
        ("rejected", Some(reason), None) => Ok(State::Rejected { reason }),
        (name, _, _) => Err(StoreError::corrupt(
            "cases",
            format!("half-set state {name}"),
        )),
    }
}

/// The state into its columns, and the labels that lists filter by.
pub fn put_state(row: &mut cases::Model, state: &State) -> Result<(), StoreError> {
    let (reason, proposed) = match state {
        State::Declined { reason } => (reason.clone(), None),
        State::Rejected { reason } => (Some(reason.clone()), None),
        State::AmendmentProposed { proposed } => (None, Some(signed("cases", *proposed)?)),
        State::Offered | State::Expired | State::Withdrawn | State::Accepted | State::Approved => {
            (None, None)
        }
    };
    let labels = state.labels();
    row.state = state.as_str().to_owned();
    row.reason = reason.map(Into::into);
    row.proposed_version = proposed;
    row.response_label = labels.response.as_str().to_owned();
    row.review_label = labels.review.as_str().to_owned();
    row.agreement_label = labels.agreement.as_str().to_owned();
    row.live = state.live();
    Ok(())
}

/// The labels as they are stored; that they are those of the state is what `verify` checks.
pub fn labels(row: &cases::Model) -> Result<Labels, StoreError> {
    let missing = || StoreError::corrupt("cases", "label");
    Ok(Labels {
        response: ResponseLabel::parse(&row.response_label).ok_or_else(missing)?,
        review: ReviewLabel::parse(&row.review_label).ok_or_else(missing)?,
        agreement: AgreementLabel::parse(&row.agreement_label).ok_or_else(missing)?,
    })
}

/// 签约类型
pub fn kind(row: &cases::Model) -> Result<SigningKind, StoreError> {
    SigningKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("cases", "kind"))
}

/// 毕业年度
pub fn graduation_year(row: &cases::Model) -> Result<u16, StoreError> {
    u16::try_from(row.graduation_year).or(Err(StoreError::corrupt("cases", "graduation_year")))
}

/// Whose it is.
pub fn parties(row: &cases::Model) -> Parties {
    Parties {
        student: row.student_id.into(),
        employer: row.employer_id.into(),
        school: row.school_id.into(),
        college: row.college_id.into(),
    }
}

/// One version of the terms.
pub fn terms(row: &terms_versions::Model) -> Result<TermsVersion, StoreError> {
    let bad = |what: &str| StoreError::corrupt("terms_versions", what);
    Ok(TermsVersion {
        version: unsigned("terms_versions", row.version)?,
        terms: serde_json::from_str(&row.body).or(Err(bad("body")))?,
        hash: Sha256Hex::parse(&row.hash).or(Err(bad("hash")))?,
        written_at: row.written_at,
    })
}

/// What the rules see of a case.
pub fn electronic(row: &cases::Model, history: &[TermsVersion]) -> Result<Electronic, StoreError> {
    let bad = |what: &str| StoreError::corrupt("cases", what);
    if kind(row)? != SigningKind::Online {
        return Err(bad("kind is not online"));
    }
    let version = |number: i32| {
        let number = unsigned("cases", number)?;
        history
            .iter()
            .find(|terms| terms.version == number)
            .cloned()
            .ok_or_else(|| bad("a version of the terms is missing"))
    };
    Ok(Electronic {
        id: row.id.into(),
        parties: parties(row),
        state: state(row)?,
        since: row.since,
        deadline: row.response_deadline,
        terms: version(row.standing_version)?,
        proposed: row.proposed_version.map(version).transpose()?,
        latest_version: unsigned("cases", row.latest_version)?,
        number: row
            .number
            .as_deref()
            .map(AgreementNumber::parse)
            .transpose()
            .or(Err(bad("number")))?,
    })
}
