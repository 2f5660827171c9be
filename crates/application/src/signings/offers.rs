//! O1: offer one position to one or many students of the send list, and its preview. Both judge by the same code.

use super::{
    load::stamp,
    offer::both,
    tell::{self, Story},
};
use crate::{App, AppError, Caller, IdempotencyKey, claim, tables::Tables};
use chrono::{DateTime, Utc};
use sanfang_contract::{
    FieldFault,
    cases::{CapabilityView, OfferBatch, OfferBatchReply, OfferPreview, OfferResult},
    terms::{Checker, Terms, check_response_days, check_terms},
};
use sanfang_domain::{
    Lang,
    actor::{Actor, Parties},
    calendar::{beijing_date, format_beijing, response_deadline},
    capability::{Action, Capability},
    ids::{CaseId, EmployerId, StudentId},
    notice::NoticeParams,
    opening::SigningKind,
    reason::{Reason, Refusal},
    signing::{
        OfferTerms, State,
        electronic::{self, ResponseDays},
        letter::signing_notice,
    },
    trail::TrailEntry,
    values::ValueFault,
};
use sanfang_persistence::{
    StoreError,
    entity::{cases, employers as employer_entity},
    people::{
        employers,
        students::{self, SendListEntry, StudentRecord},
    },
    sea_orm::ConnectionTrait,
    signings::{self, CaseRecord, codec},
};
use std::collections::{HashMap, HashSet};

/// Students of one batch (spec/screens.md, 签约发送).
const BATCH: usize = 300;

/// A trial period that is never longer, and the lowest trial pay (劳动合同法 articles 19 and 20).
const LONGEST_TRIAL_DAYS: u16 = 183;
const LOWEST_TRIAL_PAY_PERCENT: i64 = 80;

/// O1: one transaction for the whole batch. A student to whom nothing can be offered is a result, not an error.
pub async fn send(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    input: OfferBatch,
) -> Result<OfferBatchReply, AppError> {
    let employer = myself(caller)?;
    let (terms, days) = check(app, caller.lang, &input)?;
    let claim = claim(key, Action::SendOffer.as_str(), &input)?;
    app.write(caller, claim.as_ref(), async |tx| {
        let now = app.now();
        let (employer, judged) = judge(tx, employer, &input.students).await?;
        let mut results = Vec::with_capacity(judged.len());
        let mut stories = Vec::new();
        for Judged { id, name, verdict } in judged {
            let answer = |case, refusal| result(id, &name, case, refusal, caller.lang);
            let student = match verdict {
                Ok(student) => student,
                Err(refusal) => {
                    results.push(answer(None, Some(refusal)));
                    continue;
                }
            };
            let (mut record, draft, notices) =
                new_case(app.id(), &student, &employer, terms.clone(), days, now)?;
            if !signings::insert(tx, &mut record, &draft, &stamp(caller, now)).await? {
                // Somebody of the same employer was faster.
                results.push(answer(None, Some(Reason::OfferPending.into())));
                continue;
            }
            results.push(answer(Some(record.case.id), None));
            stories.push(Story {
                case: record.case.id,
                notices,
                params: NoticeParams {
                    employer: employer.name.clone(),
                    student: name,
                    position: record.row.position.clone(),
                    deadline: format_beijing(record.case.deadline),
                    remark: String::new(),
                },
            });
        }
        tell::tell(app, tx, &stories, now).await?;
        Ok(OfferBatchReply {
            results,
            sent: u32::try_from(stories.len()).map_err(AppError::internal)?,
        })
    })
    .await
}

/// 预览: what [`send`] would do; nothing is written.
pub async fn preview(
    app: &App,
    caller: &Caller,
    input: OfferBatch,
) -> Result<OfferPreview, AppError> {
    let employer = myself(caller)?;
    let (terms, days) = check(app, caller.lang, &input)?;
    let (_, judged) = judge(app.db.read(), employer, &input.students).await?;
    Ok(OfferPreview {
        results: judged
            .into_iter()
            .map(|Judged { id, name, verdict }| result(id, &name, None, verdict.err(), caller.lang))
            .collect(),
        response_deadline: response_deadline(app.now(), days.get()),
        terms: Terms::from(&terms),
        warnings: warnings(&terms, caller.lang),
        notice: signing_notice(caller.lang)
            .iter()
            .map(|line| (*line).to_owned())
            .collect(),
    })
}

fn myself(caller: &Caller) -> Result<EmployerId, AppError> {
    match caller.actor {
        Actor::Employer { employer, .. } => Ok(employer),
        Actor::Student { .. } | Actor::School { .. } | Actor::Platform { .. } | Actor::System => {
            Err(AppError::Forbidden)
        }
    }
}

/// The letter and the number of students, with every fault at once.
fn check(
    app: &App,
    lang: Lang,
    input: &OfferBatch,
) -> Result<(OfferTerms, ResponseDays), Vec<FieldFault>> {
    let today = beijing_date(app.now());
    let mut checker = Checker::new(lang);
    if !(1..=BATCH).contains(&input.students.len()) {
        checker.fault("/students", &ValueFault::OutOfRange { min: 1, max: 300 });
    }
    let students = checker.finish(Some(()));
    let terms = check_terms(&input.terms, "/terms", today, lang, &Tables);
    let days = check_response_days(input.response_days, "/response_days", lang);
    let (letter, ()) = both(both(terms, days), students)?;
    Ok(letter)
}

/// One student of a batch.
struct Judged {
    id: StudentId,
    name: String,
    verdict: Result<StudentRecord, Refusal>,
}

fn result(
    student_id: StudentId,
    name: &str,
    case_id: Option<CaseId>,
    refusal: Option<Refusal>,
    lang: Lang,
) -> OfferResult {
    OfferResult {
        student_id,
        student_name: name.to_owned(),
        case_id,
        refusal: refusal.map(|refusal| refused(refusal, lang)),
    }
}

fn refused(refusal: Refusal, lang: Lang) -> CapabilityView {
    CapabilityView::new(&Capability::of(Action::SendOffer, Err(refusal)), lang)
}

/// The guard of O1 for every student, in the order asked. A student who is not in the send list stays unnamed.
async fn judge(
    db: &impl ConnectionTrait,
    employer: EmployerId,
    asked: &[StudentId],
) -> Result<(employer_entity::Model, Vec<Judged>), AppError> {
    let row = employers::find(db, employer)
        .await?
        .ok_or(AppError::NotFound)?;
    let opening = employers::opening(&row)?;
    opening.permit()?;
    let list: HashMap<StudentId, SendListEntry> = students::send_list(db, employer)
        .await?
        .into_iter()
        .map(|entry| (entry.student.id(), entry))
        .collect();
    let mut seen = HashSet::new();
    let judged = asked
        .iter()
        .map(|id| {
            let entry = list.get(id);
            let twice = !seen.insert(*id);
            let verdict = entry
                .ok_or(Refusal::from(Reason::NotInSendList))
                .and_then(|entry| {
                    // Only a live case is named: pending, or else binding.
                    let between = match entry.between.as_deref() {
                        Some("offered") => Some(State::Offered),
                        Some(_) => Some(State::Accepted),
                        None if twice => Some(State::Offered),
                        None => None,
                    };
                    electronic::permit_offer(&opening, between.as_ref())?;
                    Ok(entry.student.clone())
                });
            Judged {
                id: *id,
                name: entry
                    .map(|entry| entry.student.row.name.clone())
                    .unwrap_or_default(),
                verdict,
            }
        })
        .collect();
    Ok((row, judged))
}

type NewCase = (
    CaseRecord,
    sanfang_domain::trail::TrailDraft,
    Vec<sanfang_domain::notice::Notice>,
);

/// The record of a new case; names are copied so that lists sort without joins.
fn new_case(
    id: CaseId,
    student: &StudentRecord,
    employer: &employer_entity::Model,
    terms: OfferTerms,
    days: ResponseDays,
    now: DateTime<Utc>,
) -> Result<NewCase, StoreError> {
    let parties = Parties {
        student: student.id(),
        employer: employer.id.into(),
        school: student.row.school_id.into(),
        college: student.row.college_id.into(),
    };
    let (case, draft, notices) = electronic::open(id, parties, terms, days, now);
    let mut row = cases::Model {
        id: id.0,
        school_id: student.row.school_id,
        college_id: student.row.college_id,
        major_id: student.row.major_id,
        student_id: student.row.id,
        employer_id: employer.id,
        kind: SigningKind::Online.as_str().to_owned(),
        graduation_year: student.row.graduation_year,
        state: String::new(),
        reason: None,
        proposed_version: None,
        response_label: String::new(),
        review_label: String::new(),
        agreement_label: String::new(),
        live: true,
        number: None,
        position: case.terms.terms.position.as_str().to_owned(),
        standing_version: 1,
        latest_version: 1,
        offered_at: now,
        since: now,
        response_deadline: case.deadline,
        accepted_at: None,
        approved_at: None,
        approval: None,
        updated_at: now,
        trail_length: 0,
        trail_hash: TrailEntry::genesis().as_str().to_owned(),
        version: 1,
        student_no: student.row.student_no.clone(),
        student_name: student.row.name.clone(),
        employer_name: employer.name.clone(),
        school_name: student.school_name.clone(),
        college_name: student.college_name.clone(),
        major_name: student.major_name.clone(),
    };
    codec::put_state(&mut row, &case.state)?;
    let history = vec![case.terms.clone()];
    Ok((CaseRecord { row, case, history }, draft, notices))
}

/// Hints that do not block.
fn warnings(terms: &OfferTerms, lang: Lang) -> Vec<String> {
    let trial = terms.trial_salary.get().saturating_mul(100);
    let lowest = terms
        .regular_salary
        .get()
        .saturating_mul(LOWEST_TRIAL_PAY_PERCENT);
    [
        (
            terms.trial_days > LONGEST_TRIAL_DAYS,
            "试用期超过六个月：《劳动合同法》第十九条规定试用期不得超过六个月。",
            "The trial period is over six months, the most that article 19 of the Labour Contract Law allows.",
        ),
        (
            terms.trial_days > 0 && trial < lowest,
            "试用起薪低于转正起薪的 80%：《劳动合同法》第二十条规定不得低于约定工资的百分之八十。",
            "The trial salary is below 80 % of the regular one, the least that article 20 of the Labour Contract Law allows.",
        ),
    ]
    .into_iter()
    .filter(|(applies, _, _)| *applies)
    .map(|(_, zh, en)| lang.pick(zh, en).to_owned())
    .collect()
}
