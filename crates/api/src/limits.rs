//! Rate limits per address and per account, told in `RateLimit` headers (IETF draft). They live in the process and
//! keep one client from taking the machine; log-in and SMS have stricter ones in the database.

use crate::problem::Fault;
use actix_web::http::{
    StatusCode,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};
use sanfang_contract::problem::codes;
use sanfang_domain::ids::AccountId;
use std::{hash::Hash, net::IpAddr, num::NonZeroU32};

type Keyed<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// The two limits.
pub struct Limits {
    by_address: Keyed<IpAddr>,
    by_account: Keyed<AccountId>,
}

/// What is left for an address.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    quota: u32,
    left: u32,
}

impl Limits {
    /// Requests a minute of one address and of one account.
    pub fn new(address: NonZeroU32, account: NonZeroU32) -> Self {
        Self {
            by_address: keyed(address),
            by_account: keyed(account),
        }
    }

    /// One more request of an address.
    pub fn check_address(&self, address: IpAddr) -> Result<Left, Fault> {
        check(&self.by_address, &network(address))
    }

    /// One more request of an account.
    pub fn check_account(&self, account: AccountId) -> Result<Left, Fault> {
        check(&self.by_account, &account)
    }

    /// Forget those who have not called for a while.
    pub fn tidy(&self) {
        self.by_address.retain_recent();
        self.by_account.retain_recent();
    }
}

impl Left {
    /// `RateLimit-Policy` and `RateLimit`.
    pub fn tell(self, headers: &mut HeaderMap) {
        let lines = [
            (
                HeaderName::from_static("ratelimit-policy"),
                format!("\"address\";q={};w=60", self.quota),
            ),
            (
                HeaderName::from_static("ratelimit"),
                format!("\"address\";r={}", self.left),
            ),
        ];
        for (name, value) in lines {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
    }
}

fn keyed<K: Hash + Eq + Clone>(per_minute: NonZeroU32) -> Keyed<K> {
    RateLimiter::keyed(Quota::per_minute(per_minute)).with_middleware()
}

fn check<K: Hash + Eq + Clone>(limiter: &Keyed<K>, key: &K) -> Result<Left, Fault> {
    limiter
        .check_key(key)
        .map(|state| Left {
            quota: state.quota().burst_size().get(),
            left: state.remaining_burst_capacity(),
        })
        .map_err(|wait| {
            let seconds = wait.wait_time_from(DefaultClock::default().now()).as_secs();
            Fault {
                retry_after: Some(u32::try_from(seconds).unwrap_or(60).max(1)),
                ..Fault::new(StatusCode::TOO_MANY_REQUESTS, codes::RATE_LIMITED)
            }
        })
}

/// One household has one IPv6 /64, so that is what counts.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let prefix = u128::from(six) & (u128::MAX << 64);
            IpAddr::V6(prefix.into())
        }
    }
}
