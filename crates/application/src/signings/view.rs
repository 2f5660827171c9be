//! A case as the caller sees it.

use super::load::Loaded;
use crate::{App, AppError, Caller};
use chrono::{DateTime, Utc};
use sanfang_contract::{
    cases::{
        CapabilityView, CaseDetail, CaseRow, DocumentView, EmployerCard, StepStatus, StepView,
        StudentCard, TrailView, TurnView,
    },
    terms::TermsView,
};
use sanfang_domain::{
    Lang,
    actor::{Actor, Standing},
    capability::Capability,
    ids::CaseId,
    signing::{State, letter::signing_notice},
};
use sanfang_persistence::{
    Personal, StoreError,
    entity::{cases, documents as document_entity},
    sea_orm::ConnectionTrait,
    signings::{self, codec, documents, trail},
};

/// One case.
pub async fn get(app: &App, caller: &Caller, id: CaseId) -> Result<CaseDetail, AppError> {
    let db = app.db.read();
    let loaded = Loaded::load(db, id).await?;
    let standing = loaded.standing(caller)?;
    detail(app, db, caller, &loaded, standing, app.now()).await
}

/// What the caller can do with a case now, else why not and who can change it.
pub async fn capabilities(
    app: &App,
    caller: &Caller,
    id: CaseId,
) -> Result<Vec<CapabilityView>, AppError> {
    let loaded = Loaded::load(app.db.read(), id).await?;
    let standing = loaded.standing(caller)?;
    Ok(possible(caller, &loaded, standing, app.now()))
}

fn possible(
    caller: &Caller,
    loaded: &Loaded,
    standing: Standing,
    now: DateTime<Utc>,
) -> Vec<CapabilityView> {
    loaded
        .record
        .case
        .capabilities(standing, &loaded.context, now)
        .into_iter()
        .map(|capability| {
            let shown = Capability {
                action: capability.action,
                refusal: capability.refusal.map(|refusal| caller.may_see(refusal)),
            };
            CapabilityView::new(&shown, caller.lang)
        })
        .collect()
}

/// The whole case.
pub(super) async fn detail(
    app: &App,
    db: &impl ConnectionTrait,
    caller: &Caller,
    loaded: &Loaded,
    standing: Standing,
    now: DateTime<Utc>,
) -> Result<CaseDetail, AppError> {
    let Loaded {
        record, employer, ..
    } = loaded;
    let id = record.case.id;
    let reason = match &record.case.state {
        State::Declined { reason } => reason.as_ref().map(|r| r.as_str().to_owned()),
        State::Rejected { reason } => Some(reason.as_str().to_owned()),
        State::Offered
        | State::Expired
        | State::Withdrawn
        | State::Accepted
        | State::AmendmentProposed { .. }
        | State::Approved => None,
    };
    let trail = trail::of_case(db, id).await?;
    Ok(CaseDetail {
        row: row(&record.row, &caller.actor)?,
        state: record.case.state.as_str().to_owned(),
        version: codec::unsigned("cases", record.row.version)?,
        employer: EmployerCard {
            id: employer.id.into(),
            name: employer.name.clone(),
            uscc: employer.uscc.clone(),
            nature: employer.nature.clone(),
            industry: employer.industry.clone(),
            region: employer.region.clone(),
            address: employer.address.clone(),
            email: employer.email.clone(),
        },
        student: student(&app.personal, loaded, &caller.actor)?,
        terms: TermsView::from(&record.case.terms),
        proposed: record.case.proposed.as_ref().map(TermsView::from),
        history: record.history.iter().map(TermsView::from).collect(),
        consented_version: signings::consented_version(db, id).await?,
        reason,
        steps: steps(&record.case.state, caller.lang),
        trail: trail
            .into_iter()
            .map(|entry| TrailView {
                seq: entry.seq,
                at: entry.at,
                role: entry.role,
                name: entry.name,
                action: entry.action,
                text: entry.action.trail_text(caller.lang).to_owned(),
                remark: entry.remark,
            })
            .collect(),
        capabilities: possible(caller, loaded, standing, now),
        documents: documents::of_case(db, id)
            .await?
            .iter()
            .map(document)
            .collect::<Result<_, _>>()?,
        notice: signing_notice(caller.lang)
            .iter()
            .map(|line| (*line).to_owned())
            .collect(),
    })
}

fn document(row: &document_entity::Model) -> Result<DocumentView, StoreError> {
    Ok(DocumentView {
        id: row.id.into(),
        terms_version: codec::unsigned("documents", row.terms_version)?,
        sha256: row.sha256.clone(),
        sealed_at: row.sealed_at,
        superseded: row.superseded_at.is_some(),
    })
}

/// 学号 is the school's own; an employer does not see it.
fn student_no(number: &str, actor: &Actor) -> String {
    match actor {
        Actor::Employer { .. } => String::new(),
        Actor::Student { .. } | Actor::School { .. } | Actor::Platform { .. } | Actor::System => {
            number.to_owned()
        }
    }
}

/// 乙方, with masked numbers for everybody (spec/data.md).
fn student(personal: &Personal, loaded: &Loaded, actor: &Actor) -> Result<StudentCard, StoreError> {
    let record = &loaded.student;
    let row = &record.row;
    Ok(StudentCard {
        id: record.id(),
        name: row.name.clone(),
        student_no: student_no(&row.student_no, actor),
        id_number: personal.open_id_number(&row.id_number_sealed)?.masked(),
        phone: personal.open_phone(&row.phone_sealed)?.masked(),
        sex: row.sex.clone(),
        school_name: record.school_name.clone(),
        college_name: record.college_name.clone(),
        major_name: record.major_name.clone(),
        class_name: row.class_name.clone(),
        education_level: row.education_level.clone(),
        graduation_year: record.graduation_year()?,
    })
}

/// One row of a list.
pub(super) fn row(row: &cases::Model, actor: &Actor) -> Result<CaseRow, StoreError> {
    let labels = codec::labels(row)?;
    let turn = codec::state(row)?.turn(row.since, row.response_deadline);
    Ok(CaseRow {
        id: row.id.into(),
        kind: codec::kind(row)?,
        number: row.number.clone(),
        response: labels.response,
        review: labels.review,
        agreement: labels.agreement,
        student_id: row.student_id.into(),
        student_no: student_no(&row.student_no, actor),
        student_name: row.student_name.clone(),
        school_name: row.school_name.clone(),
        college_name: row.college_name.clone(),
        major_name: row.major_name.clone(),
        graduation_year: codec::graduation_year(row)?,
        employer_id: row.employer_id.into(),
        employer_name: row.employer_name.clone(),
        position: row.position.clone(),
        offered_at: row.offered_at,
        response_deadline: row.response_deadline,
        updated_at: row.updated_at,
        turn: turn.map(|turn| TurnView {
            party: turn.party,
            since: turn.since,
            until: turn.until,
        }),
    })
}

/// 单位发起签约 → 学生处理 → 院校审核
fn steps(state: &State, lang: Lang) -> Vec<StepView> {
    use StepStatus::{Current, Done, Failed, Waiting};
    let status = match state {
        State::Offered | State::AmendmentProposed { .. } => [Done, Current, Waiting],
        State::Declined { .. } | State::Expired => [Done, Failed, Waiting],
        State::Withdrawn => [Failed, Waiting, Waiting],
        State::Accepted => [Done, Done, Current],
        State::Approved => [Done, Done, Done],
        State::Rejected { .. } => [Done, Done, Failed],
    };
    let names = [
        ("offer", "单位发起签约", "The employer offers"),
        ("answer", "学生处理", "The student answers"),
        ("review", "院校审核", "The school reviews"),
    ];
    names
        .into_iter()
        .zip(status)
        .map(|((step, zh, en), status)| StepView {
            step: step.to_owned(),
            text: lang.pick(zh, en).to_owned(),
            status,
        })
        .collect()
}
