//! Messages that wait to be handed over. Address and text are sealed; a row is written in the transaction of its cause.

use crate::{Personal, StoreError, entity::messages};
use chrono::{DateTime, Utc};
use sanfang_domain::ids::MessageId;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

/// A message to be sent.
#[derive(Clone, Copy)]
pub struct NewMessage<'a> {
    /// Its id.
    pub id: MessageId,
    /// `mail` or `sms`.
    pub channel: &'static str,
    /// E-mail address or phone.
    pub to: &'a str,
    /// Empty for an SMS.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
}

/// Puts a message into the outbox, due at once.
pub async fn put(
    db: &impl ConnectionTrait,
    personal: &Personal,
    message: NewMessage<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    messages::Entity::insert(messages::ActiveModel {
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
    .exec_without_returning(db)
    .await?;
    Ok(())
}
