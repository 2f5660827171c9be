//! Without a log-in, or for every role: code tables, the installation, schools by name, verification.

use crate::{
    extract::{AnyCaller, Client, Language},
    problem::Fault,
};
use actix_web::{HttpResponse, get, http::header, post, web};
use sanfang_application::{App, public};
use sanfang_contract::{
    codes::{CodeEntryView, CodeTableView},
    platform::Installation,
    school::SchoolNames,
    verification::{VerificationReply, VerificationRequest},
};
use sanfang_domain::codes::{self, TableId};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(get_code_table)
        .service(get_installation)
        .service(list_schools)
        .service(verify_agreement);
}

/// A code table with its source.
#[utoipa::path(
    tag = "public",
    params(("table" = String, Path, description = "Name of the table", example = "industry")),
    responses((status = 200, description = "The table", body = CodeTableView))
)]
#[get("/api/v1/codes/{table}")]
async fn get_code_table(
    table: web::Path<(String,)>,
    Language(lang): Language,
) -> Result<HttpResponse, Fault> {
    let id = TableId::parse(&table.0).ok_or_else(Fault::not_found)?;
    let table = codes::table(id);
    let entries = table.entries.iter().map(|entry| CodeEntryView {
        code: entry.code.clone(),
        zh: entry.zh.clone(),
        en: entry.en.clone(),
        parent: entry.parent.clone(),
        retired: entry.retired,
        receives: entry.receives,
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((header::VARY, header::ACCEPT_LANGUAGE.as_str()))
        .json(CodeTableView {
            table: id.as_str().to_owned(),
            title: table.title(lang).to_owned(),
            source: table.source.clone(),
            year: table.year,
            entries: entries.collect(),
        }))
}

/// About this installation.
#[utoipa::path(
    tag = "public",
    responses((status = 200, description = "Its version, and whether it shows the demo world", body = Installation))
)]
#[get("/api/v1/installation")]
async fn get_installation(app: web::Data<App>) -> web::Json<Installation> {
    web::Json(public::installation(&app))
}

/// Schools by name.
#[utoipa::path(
    tag = "public",
    responses((status = 200, description = "Every school and the years in which it has students", body = SchoolNames)),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[get("/api/v1/schools")]
async fn list_schools(app: web::Data<App>, _caller: AnyCaller) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, max-age=300"))
        .json(public::schools(&app).await?))
}

/// Check an agreement by the number and the code on the paper.
#[utoipa::path(
    tag = "public",
    responses((status = 200, description = "Whether it was sealed here and still counts", body = VerificationReply))
)]
#[post("/api/v1/verifications")]
async fn verify_agreement(
    app: web::Data<App>,
    client: Client,
    body: web::Json<VerificationRequest>,
) -> Result<web::Json<VerificationReply>, Fault> {
    let reply = public::verify(&app, client.ip, body.into_inner()).await?;
    Ok(web::Json(reply))
}
