//! 信息验证, the first log-in: e-mail, postal address, and a code by SMS to the phone on record. A wrong phone is
//! corrected by the school only (spec/domain.md section 2, rule 1).

use super::{contact, masked_phone, myself, record};
use crate::{
    App, AppError, Caller,
    accounts::{
        throttle::{self, Limit},
        view_of,
    },
    outbox,
};
use chrono::{DateTime, TimeDelta, Utc};
use sanfang_contract::{
    account::AccountView,
    student::{SmsSent, Verification, VerificationView},
};
use sanfang_domain::{ids::AccountId, values::ValueFault};
use sanfang_persistence::{
    accounts::{
        self,
        codes::{self, SentCode},
    },
    people::students,
};

/// Another code can be asked for after this time (spec/screens.md: 60 s).
const RESEND: TimeDelta = TimeDelta::seconds(60);
/// A code is too old after this time.
const LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// Tries per code: one in 200,000 guesses right.
const TRIES: i32 = 5;
/// Codes per day and account: SMS cost money and annoy.
const PER_DAY: Limit = Limit {
    scope: "sms",
    most: 10,
    window: TimeDelta::hours(24),
};

/// 信息验证 as the page shows it.
pub async fn verification(app: &App, caller: &Caller) -> Result<VerificationView, AppError> {
    let (_, student) = myself(caller)?;
    let record = record(app.db.read(), student).await?;
    Ok(VerificationView {
        phone: masked_phone(app, &record)?,
        student_no: record.row.student_no,
        name: record.row.name,
        email: record.row.email,
        address: record.row.address,
        verified: record.row.verified_at.is_some(),
    })
}

/// Sends a code to the phone on record.
pub async fn send_code(app: &App, caller: &Caller) -> Result<SmsSent, AppError> {
    let (account, student) = myself(caller)?;
    let code = format!("{:06}", rand::random_range(0..1_000_000_u32));
    app.write(caller, None, async |tx| {
        let now = app.now();
        let record = record(tx, student).await?;
        if let Some(before) = codes::find(tx, account).await? {
            wait(before.sent_at + RESEND, now)?;
        }
        let subject = throttle::subject(app, &[&account.to_string()]);
        throttle::check(app, tx, PER_DAY, &subject).await?;
        throttle::count(app, tx, PER_DAY, &subject).await?;
        let sent = SentCode {
            hash: hash(app, account, &code),
            tries: 0,
            sent_at: now,
            expires_at: now + LIFETIME,
        };
        codes::replace(tx, account, sent).await?;
        let phone = app.personal.open_phone(&record.row.phone_sealed)?;
        let body = format!(
            "【三方就业协议】验证码 {code}，{} 分钟内有效。请勿告诉他人。",
            LIFETIME.num_minutes()
        );
        outbox::sms(app, tx, phone.as_str(), &body).await?;
        Ok(SmsSent {
            phone: phone.masked(),
            resend_after: seconds(RESEND),
            expires_in: seconds(LIFETIME),
        })
    })
    .await
}

/// Finishes the first log-in.
pub async fn complete_verification(
    app: &App,
    caller: &Caller,
    given: Verification,
) -> Result<AccountView, AppError> {
    let (account, student) = myself(caller)?;
    let (email, address) = contact(&given.email, &given.address, caller.lang)?;
    let code = given.code.trim();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AppError::fault(
            "/code",
            &ValueFault::NumberFormat,
            caller.lang,
        ));
    }
    // A try counts even when it fails, so it is written on its own.
    let tried = app
        .write(caller, None, async |tx| {
            Ok(codes::count_try(tx, account, TRIES).await?)
        })
        .await?;
    if !tried {
        return Err(AppError::SmsCode);
    }
    app.write(caller, None, async |tx| {
        let now = app.now();
        match codes::find(tx, account).await? {
            Some(sent) if sent.hash == hash(app, account, code) && now < sent.expires_at => {}
            _ => return Err(AppError::SmsCode),
        }
        codes::remove(tx, account).await?;
        students::verify(tx, student, email.as_str(), address.as_str(), now).await?;
        accounts::set_email(tx, account, email.as_str()).await?;
        view_of(tx, account).await
    })
    .await
}

/// Nothing when the time has come, else how long to wait.
fn wait(until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), AppError> {
    let left = until - now;
    if left <= TimeDelta::zero() {
        return Ok(());
    }
    Err(AppError::RateLimited {
        retry_after: seconds(left).max(1),
    })
}

fn seconds(time: TimeDelta) -> u32 {
    u32::try_from(time.num_seconds()).unwrap_or_default()
}

/// A keyed hash: six digits are guessed from any other in no time.
fn hash(app: &App, account: AccountId, code: &str) -> String {
    app.personal.tag("sms_code", &format!("{account}:{code}"))
}
