//! The platform operator's view: the outbox.

use crate::{App, AppError, Caller, IdempotencyKey, claim};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use sanfang_contract::{
    Page,
    endpoints::PageQuery,
    platform::{Channel, DeliveryStatus, MessageView},
};
use sanfang_domain::{
    actor::Actor,
    ids::MessageId,
    values::{Email, Phone, ValueFault},
};
use sanfang_persistence::{StoreError, entity::messages as entity, people::messages};

fn operator(caller: &Caller) -> Result<(), AppError> {
    match caller.actor {
        Actor::Platform { .. } => Ok(()),
        Actor::Student { .. } | Actor::Employer { .. } | Actor::School { .. } | Actor::System => {
            Err(AppError::Forbidden)
        }
    }
}

/// The outbox, newest first.
pub async fn messages(
    app: &App,
    caller: &Caller,
    query: PageQuery,
) -> Result<Page<MessageView>, AppError> {
    operator(caller)?;
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
    let mut rows = messages::newest(app.db.read(), after, u64::from(limit) + 1).await?;
    let more = rows.len() > usize::from(limit);
    rows.truncate(limit.into());
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| cursor(row.created_at, row.id.into()));
    let items = rows
        .into_iter()
        .map(|row| view(app, row))
        .collect::<Result<_, _>>()?;
    Ok(Page {
        items,
        next,
        total: None,
    })
}

/// A message that was given up goes out again; one that was not stays as it is.
pub async fn resend(
    app: &App,
    caller: &Caller,
    key: Option<&IdempotencyKey>,
    id: MessageId,
) -> Result<MessageView, AppError> {
    operator(caller)?;
    let claim = claim(key, "resend_message", &id)?;
    app.write(caller, claim.as_ref(), async |tx| {
        messages::retry(tx, id, app.now()).await?;
        let row = messages::find(tx, id).await?.ok_or(AppError::NotFound)?;
        view(app, row)
    })
    .await
}

/// Where the outbox is local nothing leaves the machine, so it is the place to read messages; elsewhere the address
/// is masked and the text stays sealed.
fn view(app: &App, row: entity::Model) -> Result<MessageView, AppError> {
    let channel = match row.channel.as_str() {
        "mail" => Channel::Mail,
        "sms" => Channel::Sms,
        _ => return Err(StoreError::corrupt("messages", "channel").into()),
    };
    let status = match row.status.as_str() {
        "pending" => DeliveryStatus::Pending,
        "sent" => DeliveryStatus::Sent,
        "failed" => DeliveryStatus::Failed,
        _ => return Err(StoreError::corrupt("messages", "status").into()),
    };
    let local = match channel {
        Channel::Mail => app.mailer.local(),
        Channel::Sms => app.sms.local(),
    };
    let to = app.personal.open_text(&row.to_sealed)?;
    Ok(MessageView {
        id: row.id.into(),
        channel,
        to: if local { to } else { masked(channel, &to) },
        subject: row.subject,
        body: local
            .then(|| app.personal.open_text(&row.body_sealed))
            .transpose()?,
        status,
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        last_error: row.last_error,
        created_at: row.created_at,
        sent_at: row.sent_at,
    })
}

fn masked(channel: Channel, to: &str) -> String {
    match channel {
        Channel::Mail => Email::parse(to).map(|email| email.masked()),
        Channel::Sms => Phone::parse(to).map(|phone| phone.masked()),
    }
    .unwrap_or_default()
}

/// Opaque to callers: the position after a message.
fn cursor(at: DateTime<Utc>, id: MessageId) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}.{id}", at.timestamp_millis()))
}

fn read_cursor(text: &str) -> Option<(DateTime<Utc>, MessageId)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (at, id) = text.split_once('.')?;
    let at = DateTime::from_timestamp_millis(at.parse().ok()?)?;
    Some((at, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back_and_anything_else_is_not() {
        let at = DateTime::from_timestamp_millis(1_795_000_000_123).unwrap();
        let id = MessageId::from(uuid::Uuid::from_u128(5));
        assert_eq!(read_cursor(&cursor(at, id)), Some((at, id)));
        for other in ["", "x", "MTIz", "MS4y"] {
            assert_eq!(read_cursor(other), None, "{other}");
        }
    }
}
