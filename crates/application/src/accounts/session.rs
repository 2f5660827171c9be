//! The own account: what it is, its password, its sessions.

use super::{password, policy, throttle, view_of};
use crate::{App, AppError, Caller};
use sanfang_contract::{
    FieldFault,
    account::{AccountView, PasswordChange, SessionView},
};
use sanfang_domain::ids::{AccountId, SessionId};
use sanfang_persistence::accounts::{self, sessions};

fn owner(caller: &Caller) -> Result<AccountId, AppError> {
    caller.account().ok_or(AppError::Forbidden)
}

/// The own account.
pub async fn get_account(app: &App, caller: &Caller) -> Result<AccountView, AppError> {
    view_of(app.db.read(), owner(caller)?).await
}

/// Changes the password; every other session ends.
pub async fn change_password(
    app: &App,
    caller: &Caller,
    session: SessionId,
    change: PasswordChange,
) -> Result<(), AppError> {
    let id = owner(caller)?;
    let account = accounts::find(app.db.read(), id)
        .await?
        .ok_or(AppError::NotFound)?;
    policy::check(&change.new, &account.login, "/new", caller.lang)?;
    let subject = throttle::subject(app, &[&id.to_string()]);
    throttle::take(app, throttle::PASSWORD, &subject).await?;
    if !password::verify(&change.current, Some(account.password_hash)).await? {
        let text = caller
            .lang
            .pick("当前密码不正确。", "The present password is wrong.");
        let fault = FieldFault::new("/current", "password_wrong", text);
        return Err(AppError::Invalid(vec![fault]));
    }
    let hash = password::hash(&change.new).await?;
    let tx = app.db.begin().await?;
    accounts::throttles::clear(&tx, throttle::PASSWORD.scope, &subject).await?;
    accounts::set_password(&tx, id, &hash).await?;
    sessions::end_others(&tx, id, Some(session), app.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Own sessions, last used first.
pub async fn list_sessions(
    app: &App,
    caller: &Caller,
    current: SessionId,
) -> Result<Vec<SessionView>, AppError> {
    let found = sessions::list(app.db.read(), owner(caller)?, app.now()).await?;
    Ok(found
        .into_iter()
        .map(|session| SessionView {
            current: session.id == current,
            id: session.id,
            created_at: session.created_at,
            used_at: session.used_at,
            ip: session.ip,
            agent: shortened(&session.agent),
        })
        .collect())
}

/// Ends one own session.
pub async fn end_session(app: &App, caller: &Caller, id: SessionId) -> Result<(), AppError> {
    let ended = sessions::end(app.db.schema(), owner(caller)?, id, app.now()).await?;
    if ended {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

/// Ends every own session but the one that asks.
pub async fn end_other_sessions(
    app: &App,
    caller: &Caller,
    current: SessionId,
) -> Result<(), AppError> {
    let id = owner(caller)?;
    Ok(sessions::end_others(app.db.schema(), id, Some(current), app.now()).await?)
}

/// Browser and system of a `User-Agent`, as far as people tell their devices apart by them.
fn shortened(agent: &str) -> String {
    // Order matters: every browser also claims to be the ones below it.
    let first = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = first(&[
        ("MicroMessenger", "WeChat"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (None, None) => agent.chars().take(40).collect(),
        (browser, system) => [browser, system]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_device_is_named_by_browser_and_system() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130";
        assert_eq!(shortened(edge), "Edge · Windows");
        assert_eq!(shortened("curl/8.5.0"), "curl/8.5.0");
    }
}
