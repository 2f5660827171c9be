//! Log-in, refresh, log-out, forgotten password. The refresh token travels only in a cookie that scripts cannot read and
//! other sites cannot send.

use crate::{
    Settings,
    extract::{Client, Language},
    problem::Fault,
    tokens::{self, Tokens},
};
use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, Expiration, SameSite, time::OffsetDateTime},
    post, web,
};
use sanfang_application::{
    App, AppError,
    accounts::{self, LoggedIn, Origin},
};
use sanfang_contract::account::{
    LoginRequest, PasswordResetConfirm, PasswordResetRequest, TokenReply,
};
use utoipa_actix_web::service_config::ServiceConfig;

/// Name of the refresh cookie.
pub const COOKIE: &str = "sanfang_refresh";

/// The only addresses that get it.
const COOKIE_PATH: &str = "/api/v1/auth";

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(login)
        .service(refresh)
        .service(logout)
        .service(request_password_reset)
        .service(confirm_password_reset);
}

impl From<Client> for Origin {
    fn from(client: Client) -> Self {
        Self {
            ip: client.ip,
            agent: client.agent,
        }
    }
}

/// Log in; sets the refresh cookie.
#[utoipa::path(
    tag = "auth",
    responses(
        (status = 200, description = "Logged in", body = TokenReply,
            headers(("Set-Cookie" = String, description = "The refresh token"))),
        (status = 401, description = "Log-in name or password is wrong, never which", body = sanfang_contract::Problem, content_type = "application/problem+json"),
    )
)]
#[post("/api/v1/auth/login")]
async fn login(
    app: web::Data<App>,
    tokens: web::Data<Tokens>,
    settings: web::Data<Settings>,
    client: Client,
    body: web::Json<LoginRequest>,
) -> Result<HttpResponse, Fault> {
    let entered = accounts::login(&app, body.into_inner(), client.into()).await?;
    answer(&app, &tokens, &settings, entered)
}

/// A new access token for the refresh cookie, which rotates. A spent cookie ends the session.
#[utoipa::path(
    tag = "auth",
    responses((status = 200, description = "A new access token", body = TokenReply,
        headers(("Set-Cookie" = String, description = "The next refresh token")))),
    security(("refresh_cookie" = []))
)]
#[post("/api/v1/auth/refresh")]
async fn refresh(
    request: HttpRequest,
    app: web::Data<App>,
    tokens: web::Data<Tokens>,
    settings: web::Data<Settings>,
    client: Client,
) -> Result<HttpResponse, Fault> {
    let cookie = request.cookie(COOKIE).ok_or(AppError::Unauthenticated)?;
    let entered = accounts::refresh(&app, cookie.value(), client.into()).await?;
    answer(&app, &tokens, &settings, entered)
}

/// End this session. Also answers 204 when there is none.
#[utoipa::path(
    tag = "auth",
    responses((status = 204, description = "The session is over; the cookie is removed"))
)]
#[post("/api/v1/auth/logout")]
async fn logout(
    request: HttpRequest,
    app: web::Data<App>,
    settings: web::Data<Settings>,
) -> Result<HttpResponse, Fault> {
    if let Some(cookie) = request.cookie(COOKIE) {
        accounts::logout(&app, cookie.value()).await?;
    }
    let mut gone = cookie(&settings, String::new());
    gone.make_removal();
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}

/// Ask for a reset link by e-mail. The answer is the same whether or not the account exists.
#[utoipa::path(
    tag = "auth",
    responses((status = 202, description = "If there is such an account, a mail is on its way"))
)]
#[post("/api/v1/auth/password-resets")]
async fn request_password_reset(
    app: web::Data<App>,
    client: Client,
    Language(lang): Language,
    body: web::Json<PasswordResetRequest>,
) -> Result<HttpResponse, Fault> {
    accounts::request_reset(&app, body.into_inner(), client.into(), lang).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Set a new password by the link's token; every session ends.
#[utoipa::path(
    tag = "auth",
    responses((status = 204, description = "The new password counts"))
)]
#[post("/api/v1/auth/password-resets/confirm")]
async fn confirm_password_reset(
    app: web::Data<App>,
    client: Client,
    Language(lang): Language,
    body: web::Json<PasswordResetConfirm>,
) -> Result<HttpResponse, Fault> {
    accounts::confirm_reset(&app, body.into_inner(), client.into(), lang).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn answer(
    app: &App,
    tokens: &Tokens,
    settings: &Settings,
    entered: LoggedIn,
) -> Result<HttpResponse, Fault> {
    let account = entered.account;
    let access_token = tokens.issue(app, account.id, entered.session, account.role)?;
    let mut cookie = cookie(settings, entered.refresh_token);
    if let Ok(at) = OffsetDateTime::from_unix_timestamp(entered.expires_at.timestamp()) {
        cookie.set_expires(Expiration::from(at));
    }
    Ok(HttpResponse::Ok().cookie(cookie).json(TokenReply {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: tokens::LIFETIME,
        account,
    }))
}

fn cookie(settings: &Settings, value: String) -> Cookie<'static> {
    Cookie::build(COOKIE, value)
        .path(COOKIE_PATH)
        .http_only(true)
        .secure(!settings.plain_cookie())
        .same_site(SameSite::Strict)
        .finish()
}
