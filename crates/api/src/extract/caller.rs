//! Who calls, with the permitted roles in the handler's type.

use super::{Client, Language};
use crate::{limits::Limits, problem::Fault, tokens::Tokens};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use futures::future::LocalBoxFuture;
use sanfang_application::{App, Caller, accounts};
use sanfang_contract::problem::codes;
use sanfang_domain::{actor::Role, ids::SessionId};
use std::{marker::PhantomData, ops::Deref};

/// A caller whose role is one of `A::ROLES`; 401 without a token that counts, 403 for another role.
#[derive(Clone, Debug)]
pub struct By<A> {
    caller: Caller,
    session: SessionId,
    audience: PhantomData<A>,
}

/// Who may use an operation.
pub trait Audience: 'static {
    /// The roles.
    const ROLES: &'static [Role];
}

macro_rules! audiences {
    ($($(#[$doc:meta])* $audience:ident $caller:ident $roles:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $audience;

        impl Audience for $audience {
            const ROLES: &'static [Role] = $roles;
        }

        $(#[$doc])*
        pub type $caller = By<$audience>;
    )*};
}

audiences! {
    /// A student.
    Students StudentCaller &[Role::Student];
    /// A member of an employer.
    Employers EmployerCaller &[Role::Employer];
    /// School staff: whole school or colleges.
    Schools SchoolCaller &[Role::School, Role::College];
    /// A platform operator.
    Platforms PlatformCaller &[Role::Platform];
    /// Whoever is logged in.
    Anyone AnyCaller &[Role::Student, Role::Employer, Role::School, Role::College, Role::Platform];
}

impl<A> By<A> {
    /// The log-in that asks.
    pub fn session(&self) -> SessionId {
        self.session
    }
}

impl<A> Deref for By<A> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<A: Audience> FromRequest for By<A> {
    type Error = Fault;
    type Future = LocalBoxFuture<'static, Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let client = Client::from_request(&request, payload);
        Box::pin(async move {
            let (caller, session) = authenticate(&request, client.await?).await?;
            if !A::ROLES.contains(&caller.actor.role()) {
                return Err(Fault::new(StatusCode::FORBIDDEN, codes::FORBIDDEN));
            }
            Ok(Self {
                caller,
                session,
                audience: PhantomData,
            })
        })
    }
}

/// Token → session → caller. The session and the account are read each time, so that an ended session, a suspended
/// account or a changed scope counts at once.
async fn authenticate(request: &HttpRequest, client: Client) -> Result<(Caller, SessionId), Fault> {
    let app = request.app_data::<web::Data<App>>();
    let tokens = request.app_data::<web::Data<Tokens>>();
    let (Some(app), Some(tokens)) = (app, tokens) else {
        return Err(Fault::default());
    };
    let token = bearer(request.headers()).ok_or_else(Fault::unauthenticated)?;
    let claims = tokens.check(app, token).await?;
    if let Some(limits) = request.app_data::<web::Data<Limits>>() {
        limits.check_account(claims.sub)?;
    }
    let caller = accounts::identify(app, claims.sub, claims.sid, client.ip).await?;
    let caller = Caller {
        lang: Language::of(request.headers()),
        ..caller.ok_or_else(Fault::unauthenticated)?
    };
    Ok((caller, claims.sid))
}

/// The token of `Authorization: Bearer …` (RFC 6750 section 2.1).
fn bearer(headers: &header::HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}
