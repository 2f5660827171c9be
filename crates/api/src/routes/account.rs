//! The own account and its sessions.

use crate::{extract::AnyCaller, problem::Fault};
use actix_web::{HttpResponse, delete, get, post, web};
use sanfang_application::{App, accounts};
use sanfang_contract::account::{AccountView, PasswordChange, SessionView};
use sanfang_domain::ids::SessionId;
use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(get_account)
        .service(change_password)
        .service(list_sessions)
        .service(end_session)
        .service(end_other_sessions);
}

/// The own account.
#[utoipa::path(
    tag = "account",
    responses((status = 200, description = "The account", body = AccountView)),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[get("/api/v1/account")]
async fn get_account(
    app: web::Data<App>,
    caller: AnyCaller,
) -> Result<web::Json<AccountView>, Fault> {
    Ok(web::Json(accounts::get_account(&app, &caller).await?))
}

/// Change the password; every other session ends.
#[utoipa::path(
    tag = "account",
    responses((status = 204, description = "The new password counts")),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[post("/api/v1/account/password")]
async fn change_password(
    app: web::Data<App>,
    caller: AnyCaller,
    body: web::Json<PasswordChange>,
) -> Result<HttpResponse, Fault> {
    accounts::change_password(&app, &caller, caller.session(), body.into_inner()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Own sessions, last used first.
#[utoipa::path(
    tag = "account",
    responses((status = 200, description = "The sessions", body = [SessionView])),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[get("/api/v1/account/sessions")]
async fn list_sessions(
    app: web::Data<App>,
    caller: AnyCaller,
) -> Result<web::Json<Vec<SessionView>>, Fault> {
    let found = accounts::list_sessions(&app, &caller, caller.session()).await?;
    Ok(web::Json(found))
}

/// End one session.
#[utoipa::path(
    tag = "account",
    responses((status = 204, description = "It is over")),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[delete("/api/v1/account/sessions/{id}")]
async fn end_session(
    app: web::Data<App>,
    caller: AnyCaller,
    id: web::Path<(SessionId,)>,
) -> Result<HttpResponse, Fault> {
    accounts::end_session(&app, &caller, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End every session but this one.
#[utoipa::path(
    tag = "account",
    responses((status = 204, description = "They are over")),
    security(("bearer" = ["student", "employer", "school", "college", "platform"]))
)]
#[delete("/api/v1/account/sessions")]
async fn end_other_sessions(app: web::Data<App>, caller: AnyCaller) -> Result<HttpResponse, Fault> {
    accounts::end_other_sessions(&app, &caller, caller.session()).await?;
    Ok(HttpResponse::NoContent().finish())
}
