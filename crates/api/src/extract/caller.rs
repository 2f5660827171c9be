//! Who calls, with the permitted roles in the handler's type.

use crate::problem::Fault;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::StatusCode};
use sanfang_application::Caller;
use sanfang_contract::problem::codes;
use sanfang_domain::{actor::Role, ids::SessionId};
use std::{
    future::{Ready, ready},
    marker::PhantomData,
    ops::Deref,
};

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
    /// Whoever can be party to a case.
    Parties PartyCaller &[Role::Student, Role::Employer, Role::School, Role::College];
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

/// What [`crate::middleware::authenticate`] found out.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// By which log-in.
    pub session: SessionId,
}

impl<A: Audience> FromRequest for By<A> {
    type Error = Fault;
    type Future = Ready<Result<Self, Fault>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request
            .extensions()
            .get::<Result<SignedIn, Fault>>()
            .cloned();
        ready(
            found
                .unwrap_or_else(|| Err(Fault::unauthenticated()))
                .and_then(Self::admit),
        )
    }
}

impl<A: Audience> By<A> {
    fn admit(SignedIn { caller, session }: SignedIn) -> Result<Self, Fault> {
        if A::ROLES.contains(&caller.actor.role()) {
            Ok(Self {
                caller,
                session,
                audience: PhantomData,
            })
        } else {
            Err(Fault::new(StatusCode::FORBIDDEN, codes::FORBIDDEN))
        }
    }
}
