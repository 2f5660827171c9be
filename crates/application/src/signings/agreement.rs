//! What happens to an agreement: O7 propose an amendment, O8 answer it, O9 approve, O10 reject, O11 withdraw the review.

use super::{
    offer::{optional_reason, read_terms},
    perform,
};
use crate::{App, AppError, Caller, IdempotencyKey, tables::Tables};
use sanfang_contract::{
    FieldFault,
    cases::{
        ApproveAgreement, CaseDetail, Consent, OptionalReason, ProposeAmendment, RequiredReason,
    },
    terms::{Checker, Codes, check_terms},
};
use sanfang_domain::{
    Lang,
    calendar::beijing_date,
    codes::TableId,
    ids::CaseId,
    signing::{
        Answer, Command,
        electronic::{EmployerFacts, ReasonText},
    },
    values::{RegionCode, ValueFault},
};

/// O7: the employer proposes other terms; the review waits for the student's answer.
pub async fn propose_amendment(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: ProposeAmendment,
) -> Result<CaseDetail, AppError> {
    let today = beijing_date(app.now());
    let terms = check_terms(&input.terms, "/terms", today, caller.lang, &Tables)?;
    let command = Command::ProposeAmendment {
        terms: Box::new(terms),
    };
    perform(app, caller, key, id, &input, command).await
}

/// O8: the student agrees to exactly the proposed version.
pub async fn agree(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: Consent,
) -> Result<CaseDetail, AppError> {
    answer(app, caller, key, id, input, Answer::Agree).await
}

/// O8: the student refuses; the former terms stand.
pub async fn refuse(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: Consent,
) -> Result<CaseDetail, AppError> {
    answer(app, caller, key, id, input, Answer::Refuse).await
}

async fn answer(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: Consent,
    answer: Answer,
) -> Result<CaseDetail, AppError> {
    let read = read_terms(&input, caller.lang)?;
    let command = Command::AnswerAmendment { answer, read };
    perform(app, caller, key, id, &input, command).await
}

/// O9: the school approves, completing the employer's facts where they were open.
pub async fn approve(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: ApproveAgreement,
) -> Result<CaseDetail, AppError> {
    let facts = facts(&input, caller.lang)?;
    perform(app, caller, key, id, &input, Command::Approve { facts }).await
}

/// O10: the school rejects, with a reason.
pub async fn reject(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: RequiredReason,
) -> Result<CaseDetail, AppError> {
    let mut checker = Checker::new(caller.lang);
    let reason = checker.required("/reason", Some(&input.reason), ReasonText::parse);
    let reason = checker.finish(reason)?;
    perform(app, caller, key, id, &input, Command::Reject { reason }).await
}

/// O11: the school takes its approval back; the number is kept, the document no longer counts.
pub async fn withdraw_review(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: OptionalReason,
) -> Result<CaseDetail, AppError> {
    let reason = optional_reason(&input, caller.lang)?;
    perform(
        app,
        caller,
        key,
        id,
        &input,
        Command::WithdrawReview { reason },
    )
    .await
}

fn facts(input: &ApproveAgreement, lang: Lang) -> Result<EmployerFacts, Vec<FieldFault>> {
    let known = |table: TableId| {
        move |code: &str| {
            if Tables.knows(table, code) {
                Ok(code.to_owned())
            } else {
                Err(ValueFault::CodeUnknown)
            }
        }
    };
    let mut checker = Checker::new(lang);
    let facts = EmployerFacts {
        nature: checker.optional(
            "/nature",
            input.nature.as_deref(),
            known(TableId::EmployerNature),
        ),
        industry: checker.optional(
            "/industry",
            input.industry.as_deref(),
            known(TableId::Industry),
        ),
        region: checker.optional("/region", input.region.as_deref(), |code| {
            RegionCode::parse(&known(TableId::Region)(code)?)
        }),
    };
    checker.finish(Some(facts))
}
