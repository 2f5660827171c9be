//! What the use-cases need from outside: time, ids, mail, SMS. Each has a real implementation here or in the API
//! and a fake in the testkit.

use chrono::{DateTime, Utc};
use sanfang_domain::calendar::truncate_ms;
use std::time::SystemTime;
use uuid::Uuid;

/// Time. Every instant is truncated to the millisecond, as both databases and JSON keep it.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one port to the clock"
    )]
    fn now(&self) -> DateTime<Utc> {
        truncate_ms(SystemTime::now().into())
    }
}

/// Ids: UUIDv7 (RFC 9562 section 5.7), so that rows of one time lie together.
pub trait Ids: Send + Sync {
    /// A new id.
    fn next(&self) -> Uuid;
}

/// Ids from the machine's clock and randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    #[expect(clippy::disallowed_methods, reason = "this is the one port to ids")]
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// One e-mail, plain text.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Stays the same when a delivery is tried again (`Message-ID`), so that a receiver can tell doubles.
    pub id: Uuid,
}

/// One SMS.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// Phone.
    pub to: String,
    /// Text.
    pub body: String,
    /// Stays the same when a delivery is tried again.
    pub id: Uuid,
}

/// A message that was not handed over; the text carries no personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not delivered: {0}")]
pub struct Undelivered(pub String);

/// Hands over e-mail.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync {
    /// Hands it over.
    async fn send(&self, mail: &Mail) -> Result<(), Undelivered>;
    /// Whether messages stay here, where operators read them in the browser.
    fn local(&self) -> bool {
        false
    }
}

/// Hands over SMS.
#[async_trait::async_trait]
pub trait Sms: Send + Sync {
    /// Hands it over.
    async fn send(&self, text: &Text) -> Result<(), Undelivered>;
    /// Whether messages stay here, where operators read them in the browser.
    fn local(&self) -> bool {
        false
    }
}

/// The embedded default: the outbox itself is where messages are read, nothing leaves the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalOutbox;

#[async_trait::async_trait]
impl Mailer for LocalOutbox {
    async fn send(&self, _: &Mail) -> Result<(), Undelivered> {
        Ok(())
    }

    fn local(&self) -> bool {
        true
    }
}

#[async_trait::async_trait]
impl Sms for LocalOutbox {
    async fn send(&self, _: &Text) -> Result<(), Undelivered> {
        Ok(())
    }

    fn local(&self) -> bool {
        true
    }
}
