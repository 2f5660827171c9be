//! Forgotten password: a link by e-mail that counts once, for half an hour. Whether the account exists shows neither in
//! the answer nor in its time.

use super::{
    login::{Origin, portal},
    password, policy, throttle,
};
use crate::{App, AppError, outbox};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use sanfang_contract::account::{PasswordResetConfirm, PasswordResetRequest};
use sanfang_domain::{Lang, values::Sha256Hex};
use sanfang_persistence::accounts::{self, resets, sessions};
use std::time::Duration;

/// How long a link counts.
const LIFETIME: TimeDelta = TimeDelta::minutes(30);

/// Every answer takes this long, so that its time tells nothing.
const ANSWER_TIME: Duration = Duration::from_millis(250);

/// Sends a reset link to the address on record, if there is an account with one.
pub async fn request_reset(
    app: &App,
    request: PasswordResetRequest,
    origin: Origin,
    lang: Lang,
) -> Result<(), AppError> {
    let ip = origin.ip.to_string();
    let login = accounts::folded(&request.login);
    throttle::take(
        app,
        throttle::RESET_ADDRESS,
        &throttle::subject(app, &[&ip]),
    )
    .await?;
    let pair = throttle::subject(app, &[portal(request.portal), &login, &ip]);
    throttle::take(app, throttle::RESET, &pair).await?;
    let (sent, ()) = tokio::join!(send(app, &request, lang), tokio::time::sleep(ANSWER_TIME));
    sent
}

async fn send(app: &App, request: &PasswordResetRequest, lang: Lang) -> Result<(), AppError> {
    let found = accounts::find_by_login(app.db.read(), portal(request.portal), &request.login);
    let Some(account) = found.await?.filter(|account| account.active) else {
        return Ok(());
    };
    let on_record = accounts::context(app.db.read(), &account).await?.email;
    let Some(email) = account.email.or(on_record) else {
        return Ok(());
    };
    let token = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let now = app.now();
    let tx = app.db.begin().await?;
    resets::replace(&tx, account.id, hash(&token), now, now + LIFETIME).await?;
    let subject = lang.pick("重置密码", "Reset your password");
    let link = format!("{}/reset#token={token}", app.settings.public_url);
    let body = match lang {
        Lang::ZhCn => format!(
            "您好：\n\n请在 30 分钟内打开下面的链接设置新密码：\n{link}\n\n如果不是您本人申请，请忽略此邮件，密码不会改变。\n"
        ),
        Lang::En => format!(
            "Hello,\n\nopen this link within 30 minutes to set a new password:\n{link}\n\nIf you did not ask for it, ignore this mail: the password stays as it is.\n"
        ),
    };
    outbox::mail(app, &tx, &email, subject, &body).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets a new password with the link's token; every session ends.
pub async fn confirm_reset(
    app: &App,
    confirm: PasswordResetConfirm,
    origin: Origin,
    lang: Lang,
) -> Result<(), AppError> {
    let by_address = throttle::subject(app, &[&origin.ip.to_string()]);
    throttle::take(app, throttle::RESET_ADDRESS, &by_address).await?;
    let token = hash(&confirm.token);
    let id = resets::find(app.db.read(), &token, app.now())
        .await?
        .ok_or(AppError::ResetToken)?;
    let account = accounts::find(app.db.read(), id)
        .await?
        .filter(|account| account.active)
        .ok_or(AppError::ResetToken)?;
    policy::check(&confirm.new, &account.login, "/new", lang)?;
    let new = password::hash(&confirm.new).await?;
    let tx = app.db.begin().await?;
    if !resets::take(&tx, &token, app.now()).await? {
        return Err(AppError::ResetToken);
    }
    accounts::set_password(&tx, id, &new).await?;
    sessions::end_others(&tx, id, None, app.now()).await?;
    tx.commit().await?;
    Ok(())
}

fn hash(token: &str) -> String {
    Sha256Hex::of(token.as_bytes()).into()
}
