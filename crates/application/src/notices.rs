//! In-app notices: the badge, the list, marking read.

use crate::{App, AppError, Caller};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use sanfang_contract::{
    Page,
    endpoints::PageQuery,
    notices::{NoticeView, UnreadNotices},
};
use sanfang_domain::{
    Lang,
    ids::{AccountId, NoticeId},
    values::ValueFault,
};
use sanfang_persistence::inbox;

/// The badge says no more than this.
const MOST_UNREAD: u64 = 1000;

fn owner(caller: &Caller) -> Result<AccountId, AppError> {
    caller.account().ok_or(AppError::Forbidden)
}

/// Own notices, newest first.
pub async fn list(
    app: &App,
    caller: &Caller,
    query: PageQuery,
) -> Result<Page<NoticeView>, AppError> {
    let fault = |pointer: &str, fault: ValueFault| AppError::fault(pointer, &fault, caller.lang);
    let limit = query.limit.unwrap_or(20);
    if !(1..=200).contains(&limit) {
        return Err(fault("/limit", ValueFault::OutOfRange { min: 1, max: 200 }));
    }
    let after = match &query.cursor {
        Some(text) => {
            Some(read_cursor(text).ok_or_else(|| fault("/cursor", ValueFault::NumberFormat))?)
        }
        None => None,
    };
    let wanted = u64::from(limit) + 1;
    let mut rows = inbox::newest(app.db.read(), owner(caller)?, after, wanted).await?;
    let more = rows.len() > usize::from(limit);
    rows.truncate(limit.into());
    Ok(Page {
        next: rows
            .last()
            .filter(|_| more)
            .map(|row| cursor(row.created_at, row.id)),
        items: rows.into_iter().map(|row| view(row, caller.lang)).collect(),
        total: None,
    })
}

/// How many are not read.
pub async fn unread(app: &App, caller: &Caller) -> Result<UnreadNotices, AppError> {
    let unread = inbox::unread(app.db.read(), owner(caller)?, MOST_UNREAD).await?;
    Ok(UnreadNotices {
        unread: u32::try_from(unread).unwrap_or(u32::MAX),
    })
}

/// Marks one read.
pub async fn read(app: &App, caller: &Caller, id: NoticeId) -> Result<(), AppError> {
    let tx = app.db.begin().await?;
    if !inbox::read(&tx, owner(caller)?, id, app.now()).await? {
        return Err(AppError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Marks all read.
pub async fn read_all(app: &App, caller: &Caller) -> Result<(), AppError> {
    Ok(inbox::read_all(app.db.schema(), owner(caller)?, app.now()).await?)
}

fn view(row: inbox::Notice, lang: Lang) -> NoticeView {
    let (title, body) = row.kind.text(&row.params, lang);
    NoticeView {
        id: row.id,
        kind: row.kind,
        title,
        body,
        case_id: row.case,
        created_at: row.created_at,
        read_at: row.read_at,
    }
}

/// Opaque to callers: the position after a notice.
fn cursor(at: DateTime<Utc>, id: NoticeId) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}.{id}", at.timestamp_millis()))
}

fn read_cursor(text: &str) -> Option<(DateTime<Utc>, NoticeId)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (at, id) = text.split_once('.')?;
    let at = DateTime::from_timestamp_millis(at.parse().ok()?)?;
    Some((at, id.parse().ok()?))
}
