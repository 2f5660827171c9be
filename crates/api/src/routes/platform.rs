//! The platform operator's view: the outbox.

use crate::{
    extract::{IdempotencyKey, PlatformCaller},
    problem::Fault,
};
use actix_web::{get, post, web};
use sanfang_application::{App, platform};
use sanfang_contract::{Page, endpoints::PageQuery, platform::MessageView};
use sanfang_domain::ids::MessageId;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(list_messages).service(resend_message);
}

/// The outbox, newest first.
#[utoipa::path(
    tag = "platform",
    security(("bearer" = ["platform"])),
    params(PageQuery),
    responses((status = 200, description = "One page", body = Page<MessageView>))
)]
#[get("/api/v1/platform/messages")]
async fn list_messages(
    app: web::Data<App>,
    caller: PlatformCaller,
    query: web::Query<PageQuery>,
) -> Result<web::Json<Page<MessageView>>, Fault> {
    let page = platform::messages(&app, &caller, query.into_inner()).await?;
    Ok(web::Json(page))
}

/// Send a message that was given up again; one that was not stays as it is.
#[utoipa::path(
    tag = "platform",
    security(("bearer" = ["platform"])),
    params(("id" = MessageId, Path, description = "The message")),
    responses((status = 200, description = "The message as it is now", body = MessageView))
)]
#[post("/api/v1/platform/messages/{id}/resend")]
async fn resend_message(
    app: web::Data<App>,
    caller: PlatformCaller,
    key: IdempotencyKey,
    path: web::Path<(MessageId,)>,
) -> Result<web::Json<MessageView>, Fault> {
    let message = platform::resend(&app, &caller, Some(&key), path.0).await?;
    Ok(web::Json(message))
}
