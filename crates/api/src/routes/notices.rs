//! In-app notices.

use crate::{extract::AnyCaller, problem::Fault};
use actix_web::{HttpResponse, get, post, web};
use sanfang_application::{App, notices};
use sanfang_contract::{
    Page,
    endpoints::PageQuery,
    notices::{NoticeView, UnreadNotices},
};
use sanfang_domain::ids::NoticeId;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_notices)
        .service(count_unread_notices)
        .service(read_all_notices)
        .service(read_notice);
}

/// Own notices, newest first.
#[utoipa::path(
    tag = "notices",
    params(PageQuery),
    responses((status = 200, description = "A page", body = Page<NoticeView>)),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[get("/api/v1/notices")]
async fn list_notices(
    app: web::Data<App>,
    caller: AnyCaller,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<NoticeView>>, Fault> {
    let page = notices::list(&app, &caller, query.into_inner()).await?;
    Ok(web::Json(page))
}

/// The badge.
#[utoipa::path(
    tag = "notices",
    responses((status = 200, description = "How many are not read", body = UnreadNotices)),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[get("/api/v1/notices/unread")]
async fn count_unread_notices(
    app: web::Data<App>,
    caller: AnyCaller,
) -> Result<web::Json<UnreadNotices>, Fault> {
    Ok(web::Json(notices::unread(&app, &caller).await?))
}

/// Mark one read.
#[utoipa::path(
    tag = "notices",
    responses((status = 204, description = "It is read")),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[post("/api/v1/notices/{id}/read")]
async fn read_notice(
    app: web::Data<App>,
    caller: AnyCaller,
    id: web::Path<(NoticeId,)>,
) -> Result<HttpResponse, Fault> {
    notices::read(&app, &caller, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Mark all read.
#[utoipa::path(
    tag = "notices",
    responses((status = 204, description = "They are read")),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[post("/api/v1/notices/read")]
async fn read_all_notices(app: web::Data<App>, caller: AnyCaller) -> Result<HttpResponse, Fault> {
    notices::read_all(&app, &caller).await?;
    Ok(HttpResponse::NoContent().finish())
}
