//! The outbox: e-mail and SMS as rows of the transaction that causes them. Address and text are sealed.
//!
//! A message is handed over at least once: a worker leases it, hands it over, then notes it. Killed in between, it is
//! handed over again; its id stays the same.

use crate::{Personal, StoreError, Tx, entity::messages, jobs::Lease, signings::codec};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::MessageId;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, Statement};

/// A message to be sent.
#[derive(Clone, Copy)]
pub struct NewMessage<'a> {
    /// Its id.
    pub id: MessageId,
    /// `mail` or `sms`.
    pub channel: &'static str,
    /// E-mail address or phone.
    pub to: &'a str,
    /// Empty for an SMS. Never personal.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
}

/// A leased message.
#[derive(Clone, PartialEq, Eq)]
pub struct Leased {
    /// The message; the same when it is tried again.
    pub id: MessageId,
    /// Mail, else SMS.
    pub channel: Channel,
    /// E-mail address or phone.
    pub to: String,
    /// Empty for an SMS.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// This is the so-manieth attempt.
    pub attempt: u32,
}

/// How a message goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// E-mail.
    Mail,
    /// SMS.
    Sms,
}

/// Puts a message into the outbox, due at once.
pub async fn put(
    db: &impl ConnectionTrait,
    personal: &Personal,
    message: NewMessage<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    put_all(db, personal, &[message], now).await
}

/// Puts messages into the outbox, due at once.
pub async fn put_all(
    db: &impl ConnectionTrait,
    personal: &Personal,
    new: &[NewMessage<'_>],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if new.is_empty() {
        return Ok(());
    }
    let rows = new
        .iter()
        .map(|message| {
            Ok(messages::ActiveModel {
                id: Set(message.id.0),
                channel: Set(message.channel.to_owned()),
                to_sealed: Set(personal.seal(message.to.as_bytes())?),
                subject: Set(message.subject.to_owned()),
                body_sealed: Set(personal.seal(message.body.as_bytes())?),
                status: Set("pending".to_owned()),
                attempts: Set(0),
                next_attempt_at: Set(now),
                lease_owner: Set(None),
                lease_until: Set(None),
                last_error: Set(None),
                created_at: Set(now),
                sent_at: Set(None),
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    messages::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Leases the message that is due longest, if there is one.
pub async fn lease(
    tx: &Tx,
    personal: &Personal,
    lease: Lease<'_>,
) -> Result<Option<Leased>, StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        format!(
            "UPDATE messages SET lease_owner = $1, lease_until = $3, attempts = attempts + 1
             WHERE id = (
                 SELECT id FROM messages
                 WHERE status = 'pending' AND next_attempt_at <= $2 AND (lease_until IS NULL OR lease_until <= $2)
                 ORDER BY next_attempt_at LIMIT 1 {}
             )
             RETURNING id",
            crate::backend::skip_locked(tx.get_database_backend())
        ),
        [lease.owner.into(), lease.now.into(), lease.until.into()],
    );
    let Some(row) = tx.query_one_raw(statement).await? else {
        return Ok(None);
    };
    let id: uuid::Uuid = row.try_get_by_index(0)?;
    let row = messages::Entity::find_by_id(id)
        .one(tx)
        .await?
        .ok_or_else(|| StoreError::corrupt("messages", "a leased row is gone"))?;
    let channel = match row.channel.as_str() {
        "mail" => Channel::Mail,
        "sms" => Channel::Sms,
        _ => return Err(StoreError::corrupt("messages", "channel")),
    };
    Ok(Some(Leased {
        id: row.id.into(),
        channel,
        to: personal.open_text(&row.to_sealed)?,
        subject: row.subject,
        body: personal.open_text(&row.body_sealed)?,
        attempt: codec::unsigned("messages", row.attempts)?,
    }))
}

/// It was handed over.
pub async fn sent(tx: &Tx, id: MessageId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE messages SET status = 'sent', sent_at = $2, lease_owner = NULL, lease_until = NULL, last_error = NULL WHERE id = $1",
        [id.0.into(), at.into()],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}

/// It was not handed over: again at `again`, or never (an operator may send it again).
pub async fn failed(
    tx: &Tx,
    id: MessageId,
    error: &str,
    again: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE messages SET status = $2, next_attempt_at = COALESCE($3, next_attempt_at), last_error = $4,
             lease_owner = NULL, lease_until = NULL
         WHERE id = $1 AND status = 'pending'",
        [
            id.0.into(),
            if again.is_some() { "pending" } else { "failed" }.into(),
            again.into(),
            error.into(),
        ],
    );
    tx.execute_raw(statement).await?;
    Ok(())
}
