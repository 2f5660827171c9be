//! Counted tries. Log-in tries count per account *and* address, and per address: an account alone is never locked, so
//! that nobody can lock somebody else out (spec/api.md).

use crate::{App, AppError};
use chrono::TimeDelta;
use sanfang_persistence::{accounts::throttles, sea_orm::ConnectionTrait};

/// How many tries of one kind are allowed in a window.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted.
    pub scope: &'static str,
    /// Tries in a window.
    pub most: i32,
    /// Its length.
    pub window: TimeDelta,
}

const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Wrong passwords for one account from one address.
pub const LOGIN: Limit = Limit {
    scope: "login",
    most: 5,
    window: WINDOW,
};
/// Wrong passwords from one address; a campus may share one.
pub const LOGIN_ADDRESS: Limit = Limit {
    scope: "login_address",
    most: 100,
    window: WINDOW,
};
/// Wrong present passwords in one session.
pub const PASSWORD: Limit = Limit {
    scope: "password",
    most: 5,
    window: WINDOW,
};
/// Reset links for one account from one address.
pub const RESET: Limit = Limit {
    scope: "reset",
    most: 3,
    window: WINDOW,
};
/// Reset links, and tries of one, from one address.
pub const RESET_ADDRESS: Limit = Limit {
    scope: "reset_address",
    most: 30,
    window: WINDOW,
};

/// The subject of a count: a keyed hash, so that the table names nobody.
pub fn subject(app: &App, parts: &[&str]) -> String {
    app.personal.tag("throttle", &parts.join("\u{1f}"))
}

/// Refuses when the tries are used up.
pub async fn check(
    app: &App,
    db: &impl ConnectionTrait,
    limit: Limit,
    subject: &str,
) -> Result<(), AppError> {
    let now = app.now();
    let Some(tries) = throttles::find(db, limit.scope, subject).await? else {
        return Ok(());
    };
    let opens_at = tries.since + limit.window;
    if tries.count < limit.most || opens_at <= now {
        return Ok(());
    }
    let seconds = (opens_at - now).num_seconds() + 1;
    Err(AppError::RateLimited {
        retry_after: u32::try_from(seconds).unwrap_or(u32::MAX),
    })
}

/// Counts a try.
pub async fn count(
    app: &App,
    db: &impl ConnectionTrait,
    limit: Limit,
    subject: &str,
) -> Result<(), AppError> {
    let now = app.now();
    let window_start = now - limit.window;
    Ok(throttles::add(db, limit.scope, subject, window_start, now).await?)
}

/// Takes one try: refuses when they are used up, else counts it, in one transaction, so that parallel guesses
/// cannot slip through between the two.
pub async fn take(app: &App, limit: Limit, subject: &str) -> Result<(), AppError> {
    let tx = app.db.begin().await?;
    // Counted first: the row is then locked, and the next one waits and sees it.
    count(app, &tx, limit, subject).await?;
    let allowed = Limit {
        most: limit.most + 1,
        ..limit
    };
    check(app, &tx, allowed, subject).await?;
    tx.commit().await?;
    Ok(())
}
