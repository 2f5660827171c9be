//! Without a log-in, or for every role: code tables, the installation, schools by name, verification.

use crate::{extract::Language, problem::Fault};
use actix_web::{HttpResponse, get, http::header, web};
use sanfang_contract::codes::{CodeEntryView, CodeTableView};
use sanfang_domain::codes::{self, TableId};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(get_code_table);
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
