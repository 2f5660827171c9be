//! The employer's data, search and send list.

use crate::{
    extract::{EmployerCaller, IdempotencyKey, IfMatch, UploadedFile, attachment, etag},
    problem::Fault,
};
use actix_web::{HttpResponse, get, post, put, web};
use sanfang_application::{App, employer};
use sanfang_contract::{
    Problem,
    employer::{
        EmployerHome, EmployerProfile, ImportReport, SendList, SendListRemoval, SendListRow,
        SigningInformation, StudentSearch, StudentSearchReply,
    },
    endpoints::ImportQuery,
};
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(get_employer)
        .service(confirm_signing_information)
        .service(get_employer_home)
        .service(search_student)
        .service(get_send_list)
        .service(add_to_send_list)
        .service(remove_from_send_list)
        .service(get_send_list_template)
        .service(import_send_list);
}

/// A table to upload.
#[derive(utoipa::ToSchema)]
struct TableUpload {
    /// `.xlsx` or `.csv`, at most 10 MB and 1,000 rows.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    #[expect(dead_code, reason = "only its schema is used")]
    file: Vec<u8>,
}

/// 单位基本信息 and 签约信息.
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The own data", body = EmployerProfile, headers(("ETag" = String, description = "The version, for `If-Match`"))))
)]
#[get("/api/v1/employer")]
async fn get_employer(app: web::Data<App>, caller: EmployerCaller) -> Result<HttpResponse, Fault> {
    Ok(versioned(employer::profile(&app, &caller).await?))
}

/// 签约信息确认
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The data as it is now", body = EmployerProfile, headers(("ETag" = String, description = "The version, for `If-Match`"))))
)]
#[put("/api/v1/employer/signing-information")]
async fn confirm_signing_information(
    app: web::Data<App>,
    caller: EmployerCaller,
    IfMatch(version): IfMatch,
    body: web::Json<SigningInformation>,
) -> Result<HttpResponse, Fault> {
    let information = body.into_inner();
    let profile =
        employer::confirm_signing_information(&app, &caller, version, information).await?;
    Ok(versioned(profile))
}

/// The employer's home: what waits, and how recent offers went.
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The home", body = EmployerHome))
)]
#[get("/api/v1/employer/home")]
async fn get_employer_home(
    app: web::Data<App>,
    caller: EmployerCaller,
) -> Result<web::Json<EmployerHome>, Fault> {
    Ok(web::Json(employer::home(&app, &caller).await?))
}

/// Exact search: school, year, name and ID number or phone must all match. A miss is neutral and counted.
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses(
        (status = 200, description = "One student, or nobody", body = StudentSearchReply),
        (status = 409, description = "The employer may not sign yet", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/api/v1/employer/student-searches")]
async fn search_student(
    app: web::Data<App>,
    caller: EmployerCaller,
    body: web::Json<StudentSearch>,
) -> Result<web::Json<StudentSearchReply>, Fault> {
    let reply = employer::search(&app, &caller, body.into_inner()).await?;
    Ok(web::Json(reply))
}

/// 签约发送列表
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The whole list, newest first", body = SendList))
)]
#[get("/api/v1/employer/send-list")]
async fn get_send_list(
    app: web::Data<App>,
    caller: EmployerCaller,
) -> Result<web::Json<SendList>, Fault> {
    Ok(web::Json(employer::list(&app, &caller).await?))
}

/// 加入: the student whom the same exact search finds.
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses(
        (status = 200, description = "The student in the list", body = SendListRow),
        (status = 404, description = "No such student", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/api/v1/employer/send-list")]
async fn add_to_send_list(
    app: web::Data<App>,
    caller: EmployerCaller,
    key: IdempotencyKey,
    body: web::Json<StudentSearch>,
) -> Result<web::Json<SendListRow>, Fault> {
    let row = employer::add(&app, &caller, Some(&key), body.into_inner()).await?;
    Ok(web::Json(row))
}

/// 移出
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The list as it is now", body = SendList))
)]
#[post("/api/v1/employer/send-list/remove")]
async fn remove_from_send_list(
    app: web::Data<App>,
    caller: EmployerCaller,
    key: IdempotencyKey,
    body: web::Json<SendListRemoval>,
) -> Result<web::Json<SendList>, Fault> {
    let list = employer::remove(&app, &caller, Some(&key), body.into_inner()).await?;
    Ok(web::Json(list))
}

/// 下载 excel 模板
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    responses((status = 200, description = "The template", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
)]
#[get("/api/v1/employer/send-list/template")]
async fn get_send_list_template(
    app: web::Data<App>,
    caller: EmployerCaller,
) -> Result<HttpResponse, Fault> {
    let file = employer::template(&app, &caller).await?;
    Ok(attachment("拟签约名单模板.xlsx", file))
}

/// 导入拟签约名单: a result per row; without `commit` nothing is written.
#[utoipa::path(
    tag = "employer",
    security(("bearer" = ["employer"])),
    params(ImportQuery),
    request_body(content = TableUpload, content_type = "multipart/form-data"),
    responses((status = 200, description = "What became of each row", body = ImportReport))
)]
#[post("/api/v1/employer/send-list/import")]
async fn import_send_list(
    app: web::Data<App>,
    caller: EmployerCaller,
    key: IdempotencyKey,
    query: web::Query<ImportQuery>,
    UploadedFile(file): UploadedFile,
) -> Result<web::Json<ImportReport>, Fault> {
    let report = employer::import(&app, &caller, Some(&key), file, query.commit).await?;
    Ok(web::Json(report))
}

fn versioned(profile: EmployerProfile) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(etag(profile.version))
        .json(profile)
}
