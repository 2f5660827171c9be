//! Who calls, found out before a handler reads anything: whoever has no token learns that first, not that the body is
//! malformed.

use crate::{
    extract::{Client, Language, SignedIn},
    limits::Limits,
    problem::Fault,
    tokens::Tokens,
};
use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap},
    middleware::Next,
    web,
};
use sanfang_application::{App, Caller, accounts};

/// Puts the caller, or why there is none, beside the request for [`crate::extract::By`].
pub async fn authenticate(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Some(token) = bearer(request.headers()).map(str::to_owned) {
        let client = request.extract::<Client>().await;
        let found = match client {
            Ok(client) => identify(&request, &token, client).await,
            Err(fault) => Err(fault),
        };
        request.extensions_mut().insert(found);
    }
    next.call(request).await
}

/// Token → session → caller. The session and the account are read each time, so that an ended session, a suspended
/// account or a changed scope counts at once.
async fn identify(
    request: &ServiceRequest,
    token: &str,
    client: Client,
) -> Result<SignedIn, Fault> {
    let app = request.app_data::<web::Data<App>>();
    let tokens = request.app_data::<web::Data<Tokens>>();
    let (Some(app), Some(tokens)) = (app, tokens) else {
        return Err(Fault::default());
    };
    let claims = tokens.check(app, token).await?;
    if let Some(limits) = request.app_data::<web::Data<Limits>>() {
        limits.check_account(claims.sub)?;
    }
    let caller = accounts::identify(app, claims.sub, claims.sid, client.ip)
        .await?
        .ok_or_else(Fault::unauthenticated)?;
    Ok(SignedIn {
        caller: Caller {
            lang: Language::of(request.headers()),
            ..caller
        },
        session: claims.sid,
    })
}

/// The token of `Authorization: Bearer …` (RFC 6750 section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}
