//! What a decision writes. Persistence obeys: every effect of an outcome is here, none is invented.

use super::{CaseRecord, codec, trail};
use crate::{
    StoreError, Tx,
    entity::{
        cases, consents, documents, employers, jobs, occupancy, students, terms_versions,
        trail as trail_entity,
    },
    jobs::{JobKind, NewJob},
};
use chrono::{DateTime, Utc};
use sanfang_domain::{
    actor::Role,
    ids::{AccountId, CaseId, JobId},
    signing::{
        Outcome, State, TermsVersion,
        electronic::{Binding, DocumentWork, EmployerFacts, ReadTerms},
    },
    trail::{TrailDraft, TrailEntry},
    values::{AgreementNumber, Sha256Hex},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// Who did it and when.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// The account; the system has none.
    pub account: Option<AccountId>,
    /// In what role.
    pub role: Role,
    /// The name that the trail shows.
    pub name: &'a str,
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Every effect is written.
    Done,
    /// Another case binds the student: the transaction must be rolled back.
    Taken {
        /// By this case, unless it let go a moment ago.
        by: Option<CaseId>,
    },
}

/// O1: a new case with its first terms and its trail entry; `false` when a live case between the two is in the way.
pub async fn insert(
    tx: &Tx,
    record: &mut CaseRecord,
    draft: &TrailDraft,
    stamp: &Stamp<'_>,
) -> Result<bool, StoreError> {
    let entry = append(record, draft, stamp)?;
    let inserted = cases::Entity::insert(record.row.clone().into_active_model())
        .on_conflict(
            OnConflict::columns([cases::Column::EmployerId, cases::Column::StudentId])
                .target_and_where(Expr::cust("live"))
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    if inserted == 0 {
        return Ok(false);
    }
    write_terms(tx, record.case.id, &record.case.terms).await?;
    write_entry(tx, &entry).await?;
    Ok(true)
}

/// Writes an outcome and leaves the record as it is now stored.
///
/// `number` is the one that was taken when the outcome asks for one; `job` is the id for the sealing job.
pub async fn save(
    tx: &Tx,
    record: &mut CaseRecord,
    outcome: &Outcome,
    number: Option<AgreementNumber>,
    job: JobId,
    stamp: &Stamp<'_>,
) -> Result<Saved, StoreError> {
    let entry = change(record, outcome, number, stamp)?;
    update_row(tx, &record.row).await?;
    match outcome.binding {
        Binding::Keep => {}
        Binding::Bind => {
            if let Some(by) = bind(tx, &record.row, stamp.at).await? {
                return Ok(Saved::Taken { by });
            }
        }
        Binding::Free => {
            occupancy::Entity::delete_many()
                .filter(occupancy::Column::CaseId.eq(record.row.id))
                .exec(tx)
                .await?;
        }
    }
    if let Some(terms) = &outcome.new_terms {
        write_terms(tx, record.case.id, terms).await?;
    }
    if let Some(read) = &outcome.consent {
        write_consent(tx, record.case.id, read, stamp).await?;
    }
    if let Some(facts) = &outcome.employer_facts {
        write_facts(tx, record.row.employer_id, facts).await?;
    }
    if let Some(plan) = outcome.plan {
        students::Entity::update_many()
            .col_expr(students::Column::PlanStatus, plan.as_str().into())
            .filter(students::Column::Id.eq(record.row.student_id))
            .exec(tx)
            .await?;
    }
    match outcome.document {
        Some(DocumentWork::Seal) => {
            let new = NewJob {
                id: job,
                kind: JobKind::Seal {
                    approval: entry.seq,
                },
                case: Some(record.case.id),
            };
            crate::jobs::add(tx, &new, stamp.at).await?;
        }
        Some(DocumentWork::Supersede) => supersede(tx, record.case.id, stamp.at).await?,
        None => {}
    }
    write_entry(tx, &entry).await?;
    Ok(Saved::Done)
}

/// The record as the outcome leaves it.
fn change(
    record: &mut CaseRecord,
    outcome: &Outcome,
    number: Option<AgreementNumber>,
    stamp: &Stamp<'_>,
) -> Result<TrailEntry, StoreError> {
    let entry = append(record, &outcome.trail, stamp)?;
    let CaseRecord { row, case, history } = record;
    if let Some(terms) = &outcome.new_terms {
        case.latest_version = terms.version;
        row.latest_version = codec::signed("cases", terms.version)?;
        history.push(terms.clone());
    }
    let version = |number: u32| {
        history
            .iter()
            .find(|terms| terms.version == number)
            .cloned()
            .ok_or_else(|| StoreError::corrupt("cases", "a version of the terms is missing"))
    };
    case.terms = version(outcome.standing_version)?;
    case.proposed = match outcome.state {
        State::AmendmentProposed { proposed } => Some(version(proposed)?),
        State::Offered
        | State::Declined { .. }
        | State::Expired
        | State::Withdrawn
        | State::Accepted
        | State::Approved
        | State::Rejected { .. } => None,
    };
    row.standing_version = codec::signed("cases", case.terms.version)?;
    row.position = case.terms.terms.position.as_str().to_owned();
    if case.state != outcome.state || outcome.deadline != case.deadline {
        case.since = stamp.at;
        row.since = stamp.at;
    }
    case.deadline = outcome.deadline;
    row.response_deadline = outcome.deadline;
    if outcome.binding == Binding::Bind {
        row.accepted_at = Some(stamp.at);
    }
    if let Some(number) = number {
        row.number = Some(number.as_str().to_owned());
        case.number = Some(number);
    }
    (row.approved_at, row.approval) = match outcome.state {
        State::Approved => (Some(stamp.at), Some(codec::signed("cases", entry.seq)?)),
        State::Offered
        | State::Declined { .. }
        | State::Expired
        | State::Withdrawn
        | State::Accepted
        | State::AmendmentProposed { .. }
        | State::Rejected { .. } => (None, None),
    };
    case.state = outcome.state.clone();
    codec::put_state(row, &outcome.state)?;
    row.updated_at = stamp.at;
    row.version = row.version.saturating_add(1);
    Ok(entry)
}

/// The next entry of the trail; the row remembers it as the head.
fn append(
    record: &mut CaseRecord,
    draft: &TrailDraft,
    stamp: &Stamp<'_>,
) -> Result<TrailEntry, StoreError> {
    let bad = || StoreError::corrupt("cases", "trail_hash");
    let mut entry = TrailEntry {
        case: record.case.id,
        seq: codec::unsigned("cases", record.row.trail_length)?.saturating_add(1),
        at: stamp.at,
        account: stamp.account,
        role: stamp.role,
        name: stamp.name.to_owned(),
        action: draft.action,
        remark: draft.remark.clone(),
        previous: Sha256Hex::parse(&record.row.trail_hash).or(Err(bad()))?,
        hash: TrailEntry::genesis(),
    };
    entry.hash = entry.expected_hash();
    record.row.trail_length = codec::signed("cases", entry.seq)?;
    record.row.trail_hash = entry.hash.as_str().to_owned();
    Ok(entry)
}

/// The guarded update: nothing happens when somebody else was faster.
async fn update_row(tx: &Tx, row: &cases::Model) -> Result<(), StoreError> {
    let changed = cases::ActiveModel {
        state: Set(row.state.clone()),
        reason: Set(row.reason.clone()),
        proposed_version: Set(row.proposed_version),
        response_label: Set(row.response_label.clone()),
        review_label: Set(row.review_label.clone()),
        agreement_label: Set(row.agreement_label.clone()),
        live: Set(row.live),
        number: Set(row.number.clone()),
        position: Set(row.position.clone()),
        standing_version: Set(row.standing_version),
        latest_version: Set(row.latest_version),
        since: Set(row.since),
        response_deadline: Set(row.response_deadline),
        accepted_at: Set(row.accepted_at),
        approved_at: Set(row.approved_at),
        approval: Set(row.approval),
        updated_at: Set(row.updated_at),
        trail_length: Set(row.trail_length),
        trail_hash: Set(row.trail_hash.clone()),
        version: Set(row.version),
        ..Default::default()
    };
    let done = cases::Entity::update_many()
        .set(changed)
        .filter(cases::Column::Id.eq(row.id))
        .filter(cases::Column::Version.eq(row.version.saturating_sub(1)))
        .exec(tx)
        .await?;
    if done.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Changed)
    }
}

/// Takes the student's place; `Some` when it is taken, with the case that has it.
async fn bind(
    tx: &Tx,
    row: &cases::Model,
    at: DateTime<Utc>,
) -> Result<Option<Option<CaseId>>, StoreError> {
    let place = occupancy::ActiveModel {
        student_id: Set(row.student_id),
        case_id: Set(row.id),
        since: Set(at),
    };
    let inserted = occupancy::Entity::insert(place)
        .on_conflict(
            OnConflict::column(occupancy::Column::StudentId)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    if inserted == 1 {
        return Ok(None);
    }
    let holder = occupancy::Entity::find_by_id(row.student_id)
        .one(tx)
        .await?;
    Ok(Some(holder.map(|holder| holder.case_id.into())))
}

async fn write_terms(tx: &Tx, case: CaseId, terms: &TermsVersion) -> Result<(), StoreError> {
    let body = serde_json::to_string(&terms.terms)
        .or(Err(StoreError::corrupt("terms_versions", "body")))?;
    let row = terms_versions::ActiveModel {
        case_id: Set(case.0),
        version: Set(codec::signed("terms_versions", terms.version)?),
        body: Set(body),
        hash: Set(terms.hash.as_str().to_owned()),
        written_at: Set(terms.written_at),
    };
    row.insert(tx).await?;
    Ok(())
}

/// A student who refuses an amendment and later agrees to the version that stands has consented to it once.
async fn write_consent(
    tx: &Tx,
    case: CaseId,
    read: &ReadTerms,
    stamp: &Stamp<'_>,
) -> Result<(), StoreError> {
    let account = stamp
        .account
        .ok_or_else(|| StoreError::corrupt("consents", "nobody consents"))?;
    let row = consents::ActiveModel {
        case_id: Set(case.0),
        version: Set(codec::signed("consents", read.version)?),
        hash: Set(read.hash.as_str().to_owned()),
        account_id: Set(account.0),
        at: Set(stamp.at),
    };
    row.insert(tx).await?;
    Ok(())
}

async fn write_entry(tx: &Tx, entry: &TrailEntry) -> Result<(), StoreError> {
    trail_entity::Entity::insert(trail::encode(entry)?)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn write_facts(
    tx: &Tx,
    employer: uuid::Uuid,
    facts: &EmployerFacts,
) -> Result<(), StoreError> {
    employers::Entity::update_many()
        .col_expr(employers::Column::Nature, Expr::value(facts.nature.clone()))
        .col_expr(
            employers::Column::Industry,
            Expr::value(facts.industry.clone()),
        )
        .col_expr(
            employers::Column::Region,
            Expr::value(
                facts
                    .region
                    .as_ref()
                    .map(|region| region.as_str().to_owned()),
            ),
        )
        .col_expr(
            employers::Column::Version,
            Expr::col(employers::Column::Version).add(1),
        )
        .filter(employers::Column::Id.eq(employer))
        .exec(tx)
        .await?;
    Ok(())
}

/// O11: sealed documents no longer count, and one that is not made yet is not made.
async fn supersede(tx: &Tx, case: CaseId, at: DateTime<Utc>) -> Result<(), StoreError> {
    documents::Entity::update_many()
        .col_expr(documents::Column::SupersededAt, Expr::value(at))
        .filter(documents::Column::CaseId.eq(case.0))
        .filter(documents::Column::SupersededAt.is_null())
        .exec(tx)
        .await?;
    jobs::Entity::update_many()
        .col_expr(jobs::Column::Status, Expr::value("done"))
        .filter(jobs::Column::CaseId.eq(case.0))
        .filter(jobs::Column::Status.eq("pending"))
        .exec(tx)
        .await?;
    Ok(())
}
