//! Accounts: log-in, sessions, the own password. Passwords are argon2id (RFC 9106), counted tries live in the database.

pub mod keys;
mod login;
mod password;
mod policy;
mod reset;
mod session;
pub mod throttle;

pub use login::{LoggedIn, Origin, login, logout, refresh};
pub use password::hash as hash_password;
pub use reset::{confirm_reset, request_reset};
pub use session::{change_password, end_other_sessions, end_session, get_account, list_sessions};

use crate::{App, AppError, Caller};
use chrono::TimeDelta;
use sanfang_contract::account::{AccountView, FirstStep};
use sanfang_domain::{
    Lang,
    ids::{AccountId, SessionId},
};
use sanfang_persistence::{
    accounts::{self, Account, sessions, throttles},
    sea_orm::ConnectionTrait,
};
use std::net::IpAddr;

/// The caller behind a checked token, if account and session still count.
pub async fn identify(
    app: &App,
    account: AccountId,
    session: SessionId,
    ip: IpAddr,
) -> Result<Option<Caller>, AppError> {
    let db = app.db.read();
    let alive = sessions::find(db, session)
        .await?
        .is_some_and(|session| session.account == account && session.alive(app.now()));
    if !alive {
        return Ok(None);
    }
    let Some(account) = accounts::find(db, account).await?.filter(|a| a.active) else {
        return Ok(None);
    };
    Ok(Some(Caller {
        actor: account.actor(db).await?,
        name: account.display_name,
        lang: Lang::default(),
        ip: Some(ip),
    }))
}

/// The account as its owner sees it.
async fn view(db: &impl ConnectionTrait, account: Account) -> Result<AccountView, AppError> {
    let context = accounts::context(db, &account).await?;
    let first_step = match (account.student, account.employer) {
        (Some(_), _) => Some(FirstStep::Verification),
        (_, Some(_)) => Some(FirstStep::SigningInformation),
        _ => None,
    };
    let (previous_login_at, previous_login_ip) = account.previous_login.unzip();
    Ok(AccountView {
        id: account.id,
        role: account.role,
        login: account.login,
        display_name: account.display_name,
        student_id: account.student,
        employer_id: account.employer,
        school_id: account.school,
        school_name: context.school_name,
        first_step: first_step.filter(|_| !context.first_step_done),
        previous_login_at,
        previous_login_ip,
    })
}

/// Old sessions are shown to nobody; a day is longer than every window of tries.
const SESSIONS_KEPT: TimeDelta = TimeDelta::days(30);
const TRIES_KEPT: TimeDelta = TimeDelta::days(1);

/// Removes sessions that are long over and tries that no longer count; the worker does it hourly.
pub async fn forget(app: &App) -> Result<(), AppError> {
    let now = app.now();
    let tx = app.db.begin().await?;
    sessions::purge(&tx, now - SESSIONS_KEPT).await?;
    throttles::purge(&tx, now - TRIES_KEPT).await?;
    Ok(tx.commit().await?)
}

/// Whether any account was made by the demo world.
pub async fn any_demo(app: &App) -> Result<bool, AppError> {
    Ok(accounts::has_demo(app.db.read()).await?)
}

/// The own account by id; for replies of other use-cases that finish a first step.
pub async fn view_of(db: &impl ConnectionTrait, id: AccountId) -> Result<AccountView, AppError> {
    let account = accounts::find(db, id).await?.ok_or(AppError::NotFound)?;
    view(db, account).await
}
