//! Cases: list, export and detail, for every role that is party to one.

use crate::{
    extract::{PartyCaller, etag},
    problem::Fault,
};
use actix_web::{
    HttpResponse, get,
    http::header::{ContentDisposition, DispositionParam, DispositionType},
    post, web,
};
use sanfang_application::{App, signings};
use sanfang_contract::{
    Page,
    cases::{CaseDetail, CaseRow, CaseSearch},
};
use sanfang_domain::ids::CaseId;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(search_cases)
        .service(export_cases)
        .service(get_case);
}

/// A case with its version.
pub(super) fn shown(case: CaseDetail) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(etag(case.version))
        .json(case)
}

/// A file to keep, never shown inline (RFC 6266).
pub(super) fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(name.to_owned())],
        })
        .body(bytes)
}

/// Cases in the caller's sight: a student's, an employer's, a school's or its colleges'.
#[utoipa::path(
    tag = "cases",
    security(("bearer" = ["student", "employer", "school", "college"])),
    responses((status = 200, description = "One page", body = Page<CaseRow>))
)]
#[post("/api/v1/cases/search")]
async fn search_cases(
    app: web::Data<App>,
    caller: PartyCaller,
    body: web::Json<CaseSearch>,
) -> Result<web::Json<Page<CaseRow>>, Fault> {
    let page = signings::search(&app, &caller, body.into_inner()).await?;
    Ok(web::Json(page))
}

/// What the filter shows, as .xlsx, with the filter named on its cover. Paging is ignored.
#[utoipa::path(
    tag = "cases",
    security(("bearer" = ["student", "employer", "school", "college"])),
    responses((status = 200, description = "The workbook", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
#[post("/api/v1/cases/export")]
async fn export_cases(
    app: web::Data<App>,
    caller: PartyCaller,
    body: web::Json<CaseSearch>,
) -> Result<HttpResponse, Fault> {
    let bytes = signings::export(&app, &caller, body.into_inner()).await?;
    Ok(file(XLSX, "cases.xlsx", bytes))
}

/// Media type of a workbook (RFC 6838 registration by ECMA).
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// One case: parties, terms with their history, steps, trail, and what the caller can do now.
#[utoipa::path(
    tag = "cases",
    params(("id" = CaseId, Path, description = "The case")),
    security(("bearer" = ["student", "employer", "school", "college"])),
    responses((status = 200, description = "The case", body = CaseDetail, headers(("ETag" = String, description = "The version"))))
)]
#[get("/api/v1/cases/{id}")]
async fn get_case(
    app: web::Data<App>,
    caller: PartyCaller,
    id: web::Path<CaseId>,
) -> Result<HttpResponse, Fault> {
    let case = signings::get(&app, &caller, id.into_inner()).await?;
    Ok(shown(case))
}
