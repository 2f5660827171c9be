//! What happens to an offer: O2 amend, O3 accept, O4 decline, O5 expire, O6 withdraw.

use super::perform;
use crate::{App, AppError, Caller, IdempotencyKey, tables::Tables};
use sanfang_contract::{
    FieldFault,
    cases::{AmendOffer, CaseDetail, Consent, OptionalReason},
    terms::{Checker, check_response_days, check_terms},
};
use sanfang_domain::{
    Lang,
    calendar::beijing_date,
    ids::CaseId,
    signing::{
        Command,
        electronic::{ReadTerms, ReasonText},
    },
    values::{Sha256Hex, ValueFault},
};

/// O2: the employer changes the letter; the deadline counts again from today.
pub async fn amend(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: AmendOffer,
) -> Result<CaseDetail, AppError> {
    let today = beijing_date(app.now());
    let terms = check_terms(&input.terms, "/terms", today, caller.lang, &Tables);
    let days = check_response_days(input.response_days, "/response_days", caller.lang);
    let (terms, response_days) = both(terms, days)?;
    let command = Command::Amend {
        terms: Box::new(terms),
        response_days,
    };
    perform(app, caller, key, id, &input, command).await
}

/// O3: the student accepts exactly the version that they read.
pub async fn accept(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: Consent,
) -> Result<CaseDetail, AppError> {
    let read = read_terms(&input, caller.lang)?;
    perform(app, caller, key, id, &input, Command::Accept { read }).await
}

/// O4: the student declines, with or without a reason.
pub async fn decline(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
    input: OptionalReason,
) -> Result<CaseDetail, AppError> {
    let reason = optional_reason(&input, caller.lang)?;
    perform(app, caller, key, id, &input, Command::Decline { reason }).await
}

/// O5: the deadline has passed. Asked for by the worker only.
pub async fn expire(app: &App, id: CaseId) -> Result<CaseDetail, AppError> {
    perform(app, &Caller::system(), None, id, &(), Command::Expire).await
}

/// O6: the employer takes the offer back.
pub async fn withdraw(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: CaseId,
) -> Result<CaseDetail, AppError> {
    perform(app, caller, key, id, &(), Command::Withdraw).await
}

/// The faults of both, or both.
pub(super) fn both<A, B>(
    a: Result<A, Vec<FieldFault>>,
    b: Result<B, Vec<FieldFault>>,
) -> Result<(A, B), Vec<FieldFault>> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut faults), Err(more)) => {
            faults.extend(more);
            Err(faults)
        }
        (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults),
    }
}

/// Consent to a version and its hash; the box must be ticked (签约前必读).
pub(super) fn read_terms(input: &Consent, lang: Lang) -> Result<ReadTerms, Vec<FieldFault>> {
    let mut checker = Checker::new(lang);
    let hash = checker.keep("/hash", Sha256Hex::parse(&input.hash));
    if !input.pledged {
        checker.fault("/pledged", &ValueFault::TextEmpty);
    }
    checker.finish(hash.map(|hash| ReadTerms {
        version: input.version,
        hash,
    }))
}

/// A reason that may be left out.
pub(super) fn optional_reason(
    input: &OptionalReason,
    lang: Lang,
) -> Result<Option<ReasonText>, Vec<FieldFault>> {
    let mut checker = Checker::new(lang);
    let reason = checker.optional("/reason", input.reason.as_deref(), ReasonText::parse);
    checker.finish(Some(reason))
}
