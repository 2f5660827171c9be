//! Agreements: amendment (O7, O8), review (O9, O10, O11), and the sealed document.

use super::cases::{file, shown};
use crate::{
    extract::{EmployerCaller, IdempotencyKey, PartyCaller, SchoolCaller, StudentCaller},
    problem::Fault,
};
use actix_web::{HttpResponse, get, post, web};
use sanfang_application::{App, signings};
use sanfang_contract::{
    Problem,
    cases::{
        ApproveAgreement, CaseDetail, Consent, OptionalReason, ProposeAmendment, RequiredReason,
    },
};
use sanfang_domain::ids::CaseId;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(get_agreement_document)
        .service(propose_amendment)
        .service(agree_amendment)
        .service(refuse_amendment)
        .service(approve_agreement)
        .service(reject_agreement)
        .service(withdraw_review);
}

/// The sealed agreement PDF.
#[utoipa::path(
    tag = "agreements",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["student", "employer", "school", "college"])),
    responses(
        (status = 200, description = "The file as it was sealed", body = Vec<u8>, content_type = "application/pdf"),
        (status = 409, description = "There is no document yet, or it is being prepared", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/api/v1/agreements/{id}/document")]
async fn get_agreement_document(
    app: web::Data<App>,
    caller: PartyCaller,
    id: web::Path<CaseId>,
) -> Result<HttpResponse, Fault> {
    let document = signings::document(&app, &caller, id.into_inner()).await?;
    Ok(file("application/pdf", &document.name, document.bytes))
}

/// O7: propose other terms; the review waits until the student answers.
#[utoipa::path(
    tag = "agreements",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The case with the proposed version", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/agreements/{id}/amendment")]
async fn propose_amendment(
    app: web::Data<App>,
    caller: EmployerCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<ProposeAmendment>,
) -> Result<HttpResponse, Fault> {
    let case = signings::propose_amendment(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O8: agree to exactly the proposed version.
#[utoipa::path(
    tag = "agreements",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The case; the new terms stand", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/agreements/{id}/amendment/agree")]
async fn agree_amendment(
    app: web::Data<App>,
    caller: StudentCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<Consent>,
) -> Result<HttpResponse, Fault> {
    let case = signings::agree(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O8: refuse the amendment; the former terms stand.
#[utoipa::path(
    tag = "agreements",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The case; the former terms stand", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/agreements/{id}/amendment/refuse")]
async fn refuse_amendment(
    app: web::Data<App>,
    caller: StudentCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<Consent>,
) -> Result<HttpResponse, Fault> {
    let case = signings::refuse(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O9: approve, completing the employer's facts where they are open. Issues the number; the document follows.
#[utoipa::path(
    tag = "agreements",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["school", "college"])),
    responses((status = 200, description = "The agreement in force", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/agreements/{id}/approve")]
async fn approve_agreement(
    app: web::Data<App>,
    caller: SchoolCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<ApproveAgreement>,
) -> Result<HttpResponse, Fault> {
    let case = signings::approve(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O10: reject, with a reason. Frees the student.
#[utoipa::path(
    tag = "agreements",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["school", "college"])),
    responses((status = 200, description = "The rejected case", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/agreements/{id}/reject")]
async fn reject_agreement(
    app: web::Data<App>,
    caller: SchoolCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<RequiredReason>,
) -> Result<HttpResponse, Fault> {
    let case = signings::reject(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O11: take the approval back; the number is kept, the document is superseded.
#[utoipa::path(
    tag = "agreements",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["school", "college"])),
    responses((status = 200, description = "The case, waiting for review again", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/agreements/{id}/withdraw-review")]
async fn withdraw_review(
    app: web::Data<App>,
    caller: SchoolCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<OptionalReason>,
) -> Result<HttpResponse, Fault> {
    let case = signings::withdraw_review(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}
