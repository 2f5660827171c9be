//! Offers: preview and send (O1), amend (O2), accept (O3), decline (O4), withdraw (O6).

use super::cases::shown;
use crate::{
    extract::{EmployerCaller, IdempotencyKey, StudentCaller},
    problem::Fault,
};
use actix_web::{HttpResponse, post, web};
use sanfang_application::{App, signings};
use sanfang_contract::{
    Problem,
    cases::{
        AmendOffer, CaseDetail, Consent, OfferBatch, OfferBatchReply, OfferPreview, OptionalReason,
    },
};
use sanfang_domain::ids::CaseId;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(preview_offers)
        .service(send_offers)
        .service(amend_offer)
        .service(accept_offer)
        .service(decline_offer)
        .service(withdraw_offer);
}

/// 预览: checks the letter and every student; sends nothing.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = ["employer"])),
    responses(
        (status = 200, description = "What would be sent, and to whom not", body = OfferPreview),
        (status = 409, description = "The employer may not sign yet", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/api/v1/offers/preview")]
async fn preview_offers(
    app: web::Data<App>,
    caller: EmployerCaller,
    body: web::Json<OfferBatch>,
) -> Result<web::Json<OfferPreview>, Fault> {
    let preview = signings::preview(&app, &caller, body.into_inner()).await?;
    Ok(web::Json(preview))
}

/// O1: one position to one or many students of the send list. A student who cannot be offered it is named in the results.
#[utoipa::path(
    tag = "offers",
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "Per student: the new case, or why not", body = OfferBatchReply))
)]
#[post("/api/v1/offers")]
async fn send_offers(
    app: web::Data<App>,
    caller: EmployerCaller,
    key: IdempotencyKey,
    body: web::Json<OfferBatch>,
) -> Result<web::Json<OfferBatchReply>, Fault> {
    let reply = signings::send(&app, &caller, Some(&key), body.into_inner()).await?;
    Ok(web::Json(reply))
}

/// O2: amend the letter; the student is told and the deadline counts again from today.
#[utoipa::path(
    tag = "offers",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The case with the new version", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/offers/{id}/amend")]
async fn amend_offer(
    app: web::Data<App>,
    caller: EmployerCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<AmendOffer>,
) -> Result<HttpResponse, Fault> {
    let case = signings::amend(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O3: accept exactly the version that was read. Binds the student.
#[utoipa::path(
    tag = "offers",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The agreement, waiting for review", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/offers/{id}/accept")]
async fn accept_offer(
    app: web::Data<App>,
    caller: StudentCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<Consent>,
) -> Result<HttpResponse, Fault> {
    let case = signings::accept(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O4: decline, with or without a reason.
#[utoipa::path(
    tag = "offers",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["student"])),
    responses((status = 200, description = "The declined case", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/offers/{id}/decline")]
async fn decline_offer(
    app: web::Data<App>,
    caller: StudentCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
    body: web::Json<OptionalReason>,
) -> Result<HttpResponse, Fault> {
    let case = signings::decline(
        &app,
        &caller,
        Some(&key),
        id.into_inner(),
        body.into_inner(),
    )
    .await?;
    Ok(shown(case))
}

/// O6: take the offer back.
#[utoipa::path(
    tag = "offers",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The withdrawn case", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[post("/api/v1/offers/{id}/withdraw")]
async fn withdraw_offer(
    app: web::Data<App>,
    caller: EmployerCaller,
    key: IdempotencyKey,
    id: web::Path<CaseId>,
) -> Result<HttpResponse, Fault> {
    let case = signings::withdraw(&app, &caller, Some(&key), id.into_inner()).await?;
    Ok(shown(case))
}
